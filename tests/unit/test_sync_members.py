"""Who is in the group: reckoned from signed statements, in any order, with nobody able to speak for another."""

import os
from dataclasses import dataclass, field
from itertools import permutations

import msgspec
import pytest

from inspektor.shapes import words
from inspektor.shapes.membership import GroupRole
from inspektor.sync import keyring, layout, sealing, statements
from inspektor.sync.keyring import GroupKey
from inspektor.sync.membership import reckon
from inspektor.sync.statements import Approved, Asking, Card, Device, Founded, NotGenuine, Removed, Signed

ROOT = bytes(range(32))
ROOT_KEY = sealing.verify_key(ROOT)
GROUP = layout.group_of(ROOT_KEY)
RECOVERY = sealing.recipient_of(sealing.new_identity())


@dataclass
class Laptop:
    name: str
    seed: bytes = field(default_factory=lambda: os.urandom(32))
    age: str = field(default_factory=sealing.new_identity)

    @property
    def device(self) -> Device:
        key = sealing.verify_key(self.seed)
        return Device(
            self.name, key, sealing.recipient_of(self.age), "PC", "p-" + self.name, self.name, "Inspektör"
        )


ANNA, BO, CESAR = Laptop("anna"), Laptop("bo"), Laptop("cesar")


def founded(founder: Laptop = ANNA, seed: bytes = ROOT, group: bytes = GROUP) -> Signed:
    statement = Founded(group, ROOT_KEY, "Enheten", RECOVERY, founder.device, 1)
    return statements.read_statement(statements.sign_statement(statement, seed))


def approved(
    author: Laptop,
    whom: Laptop,
    role: str = "inspector",
    parents: tuple[Signed, ...] = (),
    group: bytes = GROUP,
) -> Signed:
    names = [each.hash for each in parents]
    statement = Approved(group, author.device.id, whom.device, role, 2, names)
    return statements.read_statement(statements.sign_statement(statement, author.seed))


def roles(*said: Signed) -> dict[str, str]:
    membership = reckon(ROOT_KEY, said)
    return {name: each.role.value for name, each in membership.standings.items()} if membership else {}


def test_members_follow_from_statements_in_any_order():
    first = founded()
    second = approved(ANNA, BO, "administrator", (first,))
    third = approved(BO, CESAR, "reader", (second,))
    for order in permutations((first, second, third, second)):
        assert roles(*order) == {"anna": "administrator", "bo": "administrator", "cesar": "reader"}
        membership = reckon(ROOT_KEY, order)
        assert membership is not None
        assert membership.heads == (third.hash,)
        assert membership.name == "Enheten"
        assert membership.standings["cesar"].approved_by == "bo"
    assert roles(second, third) == {}
    assert roles(first, third) == {"anna": "administrator"}


def test_a_role_is_changed_by_a_later_approval():
    first = founded()
    second = approved(ANNA, BO, "administrator", (first,))
    third = approved(ANNA, BO, "reader", (second,))
    for order in permutations((first, second, third)):
        assert roles(*order)["bo"] == "reader"


def test_what_is_not_signed_by_an_administrator_does_not_count():
    first = founded()
    inspector = approved(ANNA, BO, "inspector", (first,))
    by_inspector = approved(BO, CESAR, "inspector", (inspector,))
    by_nobody = approved(CESAR, CESAR, "administrator", (first,))
    forged = Signed(b"f" * 32, by_nobody.message, inspector.signature, by_nobody.statement)
    other_group = approved(ANNA, CESAR, "inspector", (first,), group=b"g" * 16)
    unknown_role = approved(ANNA, CESAR, "king", (first,))
    said = (first, inspector, by_inspector, by_nobody, forged, other_group, unknown_role)
    for order in (said, said[::-1]):
        assert roles(*order) == {"anna": "administrator", "bo": "inspector"}


def test_nobody_takes_over_a_members_computer():
    mallory = Laptop("bo")
    first = founded()
    second = approved(ANNA, BO, "inspector", (first,))
    third = approved(ANNA, mallory, "administrator", (second,))
    for order in permutations((first, second, third)):
        membership = reckon(ROOT_KEY, order)
        assert membership is not None
        assert membership.signing_keys()["bo"] == BO.device.signing_key
        assert membership.standings["bo"].role is GroupRole.INSPECTOR


def test_only_the_root_key_founds():
    assert roles(founded(seed=BO.seed)) == {}
    assert roles(founded(group=b"g" * 16)) == {}
    assert reckon(BO.device.signing_key, [founded()]) is None


def test_long_chains_are_reckoned():
    said = [founded()]
    for number in range(1200):
        said.append(approved(ANNA, BO, ("reader", "inspector")[number % 2], (said[-1],)))
    assert roles(*reversed(said))["bo"] == "inspector"


@pytest.mark.parametrize(
    "read",
    [
        statements.read_statement,
        lambda c: statements.read_request(c, GROUP),
        lambda c: statements.read_card(c, layout.tag_of(GROUP)),
    ],
)
def test_every_cut_and_every_flipped_byte_of_a_small_file_is_refused(read):
    card = statements.sign_card(Card(ROOT_KEY, RECOVERY), ROOT)
    request = statements.sign_request(Asking(GROUP, BO.device, 1), BO.seed)
    statement = statements.sign_statement(Founded(GROUP, ROOT_KEY, "E", RECOVERY, ANNA.device, 1), ROOT)
    whole = 0
    for content in (card, request, statement):
        try:
            read(content)
            whole += 1
        except NotGenuine:
            continue
        for end in range(len(content)):
            with pytest.raises(NotGenuine):
                read(content[:end])
        for place in range(len(content)):
            changed = bytearray(content)
            changed[place] ^= 1 << place % 8
            try:
                found = read(bytes(changed))
            except NotGenuine:
                continue
            assert isinstance(found, Signed)  # a statement's signature is judged when it is counted
            assert roles(found) == {}
    assert whole == 1


@pytest.mark.parametrize("magic", [b"INSM1", b"INSJ1", b"INSG1"])
@pytest.mark.parametrize(
    "body", [b"", b"\xc1", b"\x80", b"\x91" * 5000, msgspec.msgpack.encode({"type": "crowned"})]
)
def test_hostile_small_files_are_refused(magic, body):
    content = magic + len(body).to_bytes(4) + body + sealing.sign(magic + body, ROOT)
    for read in (
        statements.read_statement,
        lambda each: statements.read_request(each, GROUP),
        lambda each: statements.read_card(each, layout.tag_of(GROUP)),
    ):
        with pytest.raises(NotGenuine):
            read(content)


def test_a_card_fits_one_tag_only():
    card = statements.sign_card(Card(ROOT_KEY, RECOVERY), ROOT)
    assert statements.read_card(card, layout.tag_of(GROUP)).recipient == RECOVERY
    other = sealing.verify_key(BO.seed)
    false = statements.sign_card(Card(other, RECOVERY), BO.seed)
    with pytest.raises(NotGenuine):
        statements.read_card(false, layout.tag_of(GROUP))
    with pytest.raises(NotGenuine):
        statements.read_card(statements.sign_card(Card(ROOT_KEY, "age1nonsense"), ROOT), layout.tag_of(GROUP))


def test_the_words_bind_the_group_and_the_computer():
    digests = {
        statements.request_digest(root, device)
        for root in (ROOT_KEY, BO.device.signing_key)
        for device in (BO.device, CESAR.device, msgspec.structs.replace(BO.device, title="Chef"))
    }
    shown = {tuple(statements.fingerprint_words(each)) for each in digests}
    assert len(shown) == 6
    assert all(len(each) == 8 and set(each) <= set(words.WORDS) for each in shown)
    assert statements.fingerprint_words(b"x") == statements.fingerprint_words(b"x")


def test_the_recovery_words_open_and_sign_for_the_group():
    secret = os.urandom(16)
    recovery = keyring.recovery_of(secret)
    again = keyring.recovery_of_words(words.phrase_with_check(secret))
    assert again == recovery
    assert recovery.identity.startswith("AGE-SECRET-KEY-1")
    sealed = sealing.encrypt(b"hej", [sealing.recipient_of(recovery.identity)])
    assert sealing.decrypt(sealed, [again.identity]) == b"hej"
    assert keyring.recovery_of(os.urandom(16)) != recovery


def test_identities_are_written_as_age_writes_them():
    made = sealing.new_identity()
    assert sealing.is_identity(made)
    assert sealing.is_identity(sealing.identity_from_seed(b"\0" * 32))
    assert not sealing.is_identity(made[:-1] + ("Q" if made[-1] != "Q" else "P"))
    with pytest.raises(ValueError, match="31 bytes"):
        sealing.identity_from_seed(b"\0" * 31)
    with pytest.raises(sealing.Unreadable):
        sealing.decrypt(b"", [])


def test_key_files_are_signed_identity_files():
    keys = (GroupKey(sealing.new_identity(), 0), GroupKey(sealing.new_identity(), 1))
    content = keyring.write_keys(keys, GROUP, "anna", ANNA.seed, 5)
    lines = [line for line in content.decode("ascii").splitlines() if not line.startswith("#")]
    assert lines == [each.secret for each in keys]
    found = keyring.read_keys(content)
    assert (found.group, found.author, found.keys) == (GROUP, "anna", keys)
    assert found.signed_by(ANNA.device.signing_key)
    assert not found.signed_by(BO.device.signing_key)
    for place in range(len(content)):
        changed = bytearray(content)
        changed[place] ^= 1
        try:
            assert (
                not keyring.read_keys(bytes(changed)).signed_by(ANNA.device.signing_key)
                or place == len(content) - 1
            )
        except NotGenuine:
            continue
    for end in range(len(content)):
        with pytest.raises(NotGenuine):
            keyring.read_keys(content[:end])


@pytest.mark.parametrize(
    "content", [b"", b"# signature: ", b"# Inspektor group keys 1\n# facts: \n# signature: \n", "å".encode()]
)
def test_what_is_no_key_file_is_refused(content):
    with pytest.raises(NotGenuine):
        keyring.read_keys(content)


def removed(author: Laptop, whom: Laptop, parents: tuple[Signed, ...] = (), *last: bytes) -> Signed:
    statement = Removed(
        GROUP, author.device.id, whom.device.id, list(last), 3, [each.hash for each in parents]
    )
    return statements.read_statement(statements.sign_statement(statement, author.seed))


def test_what_a_removed_administrator_says_counts_as_far_as_its_removal_knew():
    first = founded()
    second = approved(ANNA, BO, "administrator", (first,))
    early = approved(BO, CESAR, "inspector", (second,))
    gone = removed(ANNA, BO, (early,))
    david = Laptop("david")
    backdated = approved(BO, david, "administrator", (second,))
    by_the_backdated = removed(david, ANNA, (backdated,))
    for order in permutations((first, second, early, gone, backdated, by_the_backdated)):
        assert roles(*order) == {"anna": "administrator", "cesar": "inspector"}
    membership = reckon(ROOT_KEY, (first, second, early, gone))
    assert membership is not None
    assert membership.signing_keys()["bo"] == BO.device.signing_key


def test_whoever_was_removed_can_be_let_in_again_by_one_who_knows_it():
    first = founded()
    second = approved(ANNA, BO, "administrator", (first,))
    gone = removed(ANNA, BO, (second,), b"3" * 32)
    blind = approved(ANNA, BO, "inspector", (second,))
    again = approved(ANNA, BO, "inspector", (gone,))
    assert roles(first, second, gone, blind) == {"anna": "administrator"}
    for order in permutations((first, second, gone, again)):
        assert roles(*order) == {"anna": "administrator", "bo": "inspector"}
    membership = reckon(ROOT_KEY, (first, second, gone))
    assert membership is not None
    before = {b"4" * 32: b"3" * 32, b"3" * 32: b"2" * 32, b"2" * 32: b"1" * 32, b"x" * 32: b"1" * 32}
    assert membership.taken_in("bo", before) == {b"1" * 32, b"2" * 32, b"3" * 32}


def test_two_who_remove_each_other_are_both_out_unless_one_knew():
    first = founded()
    second = approved(ANNA, BO, "administrator", (first,))
    third = approved(ANNA, CESAR, "inspector", (second,))
    by_anna = removed(ANNA, BO, (third,))
    by_bo = removed(BO, ANNA, (third,))
    too_late = removed(BO, ANNA, (by_anna,))
    for order in permutations((first, second, third, by_anna, by_bo)):
        assert roles(*order) == {"cesar": "inspector"}
    assert roles(first, second, third, by_anna, too_late) == {"anna": "administrator", "cesar": "inspector"}


def test_only_an_administrator_removes_but_anyone_may_leave():
    first = founded()
    second = approved(ANNA, BO, "inspector", (first,))
    assert roles(first, second, removed(BO, ANNA, (second,))) == {"anna": "administrator", "bo": "inspector"}
    assert roles(first, second, removed(BO, BO, (second,))) == {"anna": "administrator"}
