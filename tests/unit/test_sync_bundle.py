"""The bundle's format: what goes in comes out, and nothing else gets in."""

import random
import zlib
from dataclasses import replace

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspektor.clock import EARLIEST, LATEST
from inspektor.shapes.operation import KINDS, Launch, Operation, OpId
from inspektor.sync import bundle, columns, sealing, values
from inspektor.sync.bundle import BundleRefused, Facts, Refusal
from inspektor.sync.columns import Blob, Packed
from tests.sync_laptops import START, Laptop

SEED = bytes(range(32))
IDENTITY = sealing.identity_from_seed(bytes(range(32, 64)))
RECIPIENT = sealing.recipient_of(IDENTITY)
GROUP = b"g" * 16
STREAM = "ab" * 16


def facts(laptop: Laptop, **changed: object) -> Facts:
    made = Facts(GROUP, STREAM, laptop.device, 3, b"p" * 32, START, 1, (b"s" * 32,), {"cd" * 16: 7})
    return replace(made, **changed)  # type: ignore[arg-type]


def devices(laptop: Laptop) -> dict[str, bytes]:
    return {laptop.device: sealing.verify_key(SEED)}


def sealed(laptop: Laptop, operations: list[Operation], **changed: object) -> tuple[bytes, bytes]:
    return bundle.encode(operations, [laptop.launch], facts(laptop, **changed), SEED, RECIPIENT)


def refusal(data: bytes, known: dict[str, bytes], group: bytes = GROUP, identity: str = IDENTITY) -> Refusal:
    with pytest.raises(BundleRefused) as caught:
        bundle.open_bundle(data, [identity], group, known)
    assert caught.value.text()
    assert caught.value.advice()
    return caught.value.reason


def test_what_is_put_in_comes_out() -> None:
    laptop = Laptop(1)
    operations = laptop.day(40)
    blobs = (Blob(b"a" * 32, b"b" * 32, 5, "image/jpeg"),)
    name, data = bundle.encode(operations, [laptop.launch], facts(laptop), SEED, RECIPIENT, blobs)
    opened = bundle.open_bundle(data, [IDENTITY], GROUP, devices(laptop))
    assert (opened.hash, opened.facts) == (name, facts(laptop))
    assert opened.operations == tuple(operations)
    assert opened.launches == (laptop.launch,)
    assert opened.blobs == blobs
    assert opened.understood


def test_identity_outlives_new_encryption() -> None:
    laptop = Laptop(1)
    first, one = sealed(laptop, laptop.day(3))
    two = sealing.encrypt(sealing.decrypt(one, [IDENTITY]), [RECIPIENT])
    assert one != two
    assert bundle.open_bundle(two, [IDENTITY], GROUP, devices(laptop)).hash == first


@pytest.mark.parametrize("device", ["d", "laptop-0123456789", "0123456789abcdef", "åäö " * 3])
def test_ids_that_are_not_uuids_survive(device: str) -> None:
    laptop = Laptop(1, device=device, person="x" * 15)
    changes = [laptop.step("", ("note", row, "text", row))[0] for row in ("a", "", "b" * 36, "ÅÄÖ", "a")]
    upper = laptop.step("", ("note", laptop.new_id().upper(), "text", laptop.new_id().upper()))
    _, data = sealed(laptop, [*changes, *upper])
    opened = bundle.open_bundle(data, [IDENTITY], GROUP, devices(laptop))
    assert opened.operations == (*changes, *upper)
    assert opened.launches == (laptop.launch,)


def test_every_prefix_is_refused() -> None:
    laptop = Laptop(2)
    _, data = sealed(laptop, laptop.day(4))
    assert {refusal(data[:end], devices(laptop)) for end in range(len(data))} == {Refusal.UNREADABLE}


def test_every_flipped_byte_is_refused() -> None:
    laptop = Laptop(3)
    _, data = sealed(laptop, laptop.day(2))
    rng = random.Random(3)
    for place in range(len(data)):
        changed = bytearray(data)
        changed[place] ^= 1 << rng.randrange(8)
        assert refusal(bytes(changed), devices(laptop)) is Refusal.UNREADABLE


def test_every_flipped_byte_inside_is_refused() -> None:
    """A member can encrypt anything: behind the encryption every byte is guarded by the signature."""
    laptop = Laptop(3)
    _, data = sealed(laptop, laptop.day(2))
    plain = sealing.decrypt(data, [IDENTITY])
    for place in range(len(plain)):
        changed = bytearray(plain)
        changed[place] ^= 1 << place % 8
        assert refusal(sealing.encrypt(bytes(changed), [RECIPIENT]), devices(laptop)) in Refusal
    for end in (*range(len(plain)), len(plain) + 1):
        assert refusal(sealing.encrypt((plain + b"\0")[:end], [RECIPIENT]), devices(laptop)) in Refusal


@pytest.mark.parametrize(
    "data", [b"", b"\0" * 4096, b"<html>404</html>", b"age-encryption.org/v1\n", b"INSP1"]
)
def test_what_is_not_a_bundle_is_refused(data: bytes) -> None:
    assert refusal(data, {}) is Refusal.UNREADABLE
    assert refusal(sealing.encrypt(data, [RECIPIENT]), {}) is Refusal.MALFORMED


def test_strangers_are_refused() -> None:
    laptop = Laptop(4)
    _, data = sealed(laptop, laptop.day(3))
    assert refusal(data, {}) is Refusal.UNKNOWN_DEVICE
    assert refusal(data, devices(laptop), group=b"h" * 16) is Refusal.OTHER_GROUP
    assert refusal(data, {laptop.device: sealing.verify_key(b"x" * 32)}) is Refusal.BAD_SIGNATURE
    assert refusal(data, devices(laptop), identity=sealing.new_identity()) is Refusal.UNREADABLE


def test_nobody_writes_in_anothers_name() -> None:
    """A member signs own operations only: a launch belongs to the device that signs."""
    mallory, anna = Laptop(5), Laptop(6)
    with pytest.raises(ValueError, match="another device"):
        bundle.encode(anna.day(3), [anna.launch], facts(mallory), SEED, RECIPIENT)
    with pytest.raises(ValueError, match="without its launch"):
        bundle.encode(anna.day(3), [mallory.launch], facts(mallory), SEED, RECIPIENT)
    section = columns.pack(anna.day(3))
    data = _signed(section, [mallory.launch], facts(mallory), operations=3)
    assert refusal(data, devices(mallory)) is Refusal.MALFORMED


def test_a_newer_format_is_kept_and_waits() -> None:
    laptop = Laptop(7)
    unknown = Packed(b"what nobody here can read", b"nor this")
    data = _signed(unknown, [laptop.launch], facts(laptop), operations=9, min_reader=2)
    opened = bundle.open_bundle(data, [IDENTITY], GROUP, devices(laptop))
    assert not opened.understood
    assert opened.operations == ()
    assert opened.facts.seq == 3


def test_fields_of_newer_programs_are_skipped() -> None:
    laptop = Laptop(8)
    operations = laptop.day(3)
    packed = columns.pack(operations)
    later = [[*_columns(each), ["a later column"], {"x": 1}] for each in (packed.signed, packed.values)]
    section = Packed(*(zlib.compress(msgspec.msgpack.encode(each)) for each in later))
    data = _signed(section, [laptop.launch], facts(laptop), operations=3, later=["more"])
    assert bundle.open_bundle(data, [IDENTITY], GROUP, devices(laptop)).operations == tuple(operations)


def test_a_bomb_is_refused_before_it_swells() -> None:
    laptop = Laptop(9)
    bomb = zlib.compress(b"\0" * (columns.MAX_UNPACKED + 1), 9)
    assert len(bomb) < 100_000
    half = columns.pack([])
    for section in (Packed(bomb, half.values), Packed(half.signed, bomb)):
        data = _signed(section, [], facts(laptop), operations=0)
        assert refusal(data, devices(laptop)) is Refusal.MALFORMED
    many = [bundle._SectionHead("org", sealing.digest(half.signed), len(half.signed), columns.MAX_OPERATIONS)]
    assert refusal(_with_heads([half] * 2, many * 2, laptop), devices(laptop)) is Refusal.TOO_LARGE


def test_too_many_are_not_written() -> None:
    laptop = Laptop(9)
    with pytest.raises(ValueError, match="operations in one section"):
        columns.pack(laptop.step("x", ("note", "r", "f", 1)) * (columns.MAX_OPERATIONS + 1))
    with pytest.raises(ValueError, match="bytes in one section"):
        columns.pack(laptop.step("x", *[("note", "r", "f", b"\0" * (33 << 20))] * 2))
    assert refusal(b"\0" * (bundle.MAX_FILE + 1), {}) is Refusal.TOO_LARGE


HOSTILE = [
    (0, b"x" * 15),
    (0, b""),
    (1, b"x" * 17),
    (3, ["note", "", "Text; DROP TABLE note"]),
    (3, ["", "note", "text"]),
    (3, []),
    (4, [1]),
    (5, [2]),
    (5, [0]),
    (5, [1 << 40]),
    (6, [9]),
    (7, [1 << 39]),
    (8, [1]),
    (9, [-1, 0, 0]),
    (10, [-2, 0, 0]),
    (10, [1 << 62, 0, 0]),
    (11, [1 << 60, 0, 0]),
    (12, [7, 0, 0]),
    (14, [55, 0, 0]),
    (14, [-55, 0, 0]),
    (15, [len(KINDS), 0, 0]),
    (16, [[1, 0, 0], [], []]),
    (16, [[1, 0, 0], [0], [-1]]),
    (16, [[1, 0, 0], [3], [1]]),
    (16, [[1 << 30] * 3, [], []]),
    (18, b"r" * 32),
    (18, b"short"),
    (18, None),
    (19, [[b"short", b"", 1, ""]]),
    (19, None),
]
HOSTILE_VALUES = [
    (0, b"s" * 15),
    (0, b""),
    (0, b"s" * 17),
    (1, b"s" * 48),
    (2, [0]),
    (2, [0, 0]),
    (2, [3]),
    (2, [-1]),
    (3, b"h" * 32),
    (3, b"h" * 31),
    (4, b"x" * 17),
    (5, [3, 0, 0]),
    (5, [0, 0]),
    (5, [0, 0, 0, 0]),
    (6, [None, "b", 1]),
    (6, [None, "a", 1.0]),
    (6, [None, b"a", 1]),
    (6, [[], [], []]),
    (6, [[[[[[[[1]]]]]]], "", ""]),
    (6, [float("nan"), None, None]),
    (6, [1 << 63, None, None]),
    (7, [5]),
    (8, ["text"]),
]


@pytest.mark.parametrize(("column", "content"), HOSTILE)
def test_hostile_columns_signed_by_a_member_are_refused(column: int, content: object) -> None:
    laptop = Laptop(10)
    packed = columns.pack(three(laptop))
    section = _columns(packed.signed)
    section[column] = content
    hostile = Packed(zlib.compress(msgspec.msgpack.encode(section)), packed.values)
    data = _signed(hostile, [laptop.launch], facts(laptop), operations=3)
    assert refusal(data, devices(laptop)) is Refusal.MALFORMED


@pytest.mark.parametrize(("column", "content"), HOSTILE_VALUES)
def test_values_that_the_author_did_not_sign_are_refused(column: int, content: object) -> None:
    laptop = Laptop(10)
    packed = columns.pack(three(laptop))
    found = _columns(packed.values)
    found[column] = content
    hostile = Packed(packed.signed, zlib.compress(msgspec.msgpack.encode(found)))
    data = _signed(hostile, [laptop.launch], facts(laptop), operations=3)
    assert refusal(data, devices(laptop)) is Refusal.MALFORMED


@pytest.mark.parametrize("rounds", [[{1}], [{1}, {2}], [{1, 2}], [{2}, {2, 1}]])
def test_a_value_can_be_taken_out_and_nothing_else_changed(rounds: list[set[int]]) -> None:
    laptop = Laptop(12)
    operations = three(laptop)
    name, data = sealed(laptop, operations)
    gone: set[int] = set()
    for positions in rounds:
        gone |= positions
        ids = {operations[position].id for position in positions}
        data = bundle.without(data, [IDENTITY], RECIPIENT, lambda each, ids=ids: each.id in ids)
    opened = bundle.open_bundle(data, [IDENTITY], GROUP, devices(laptop))
    assert opened.hash == name
    assert opened.operations == tuple(
        replace(each, value=None, withheld=True) if n in gone else each for n, each in enumerate(operations)
    )


def test_nothing_is_taken_out_of_what_wrote_no_value() -> None:
    """A member who strips a creation, a deletion or an erasure is refused: only what was written can be erased."""
    laptop = Laptop(12)
    operations = three(laptop)
    _, data = sealed(laptop, operations)
    data = bundle.without(data, [IDENTITY], RECIPIENT, lambda each: each.kind != "set")
    assert refusal(data, devices(laptop)) is Refusal.MALFORMED


def test_what_is_left_of_a_value_does_not_tell_it() -> None:
    """The commitment is to the value and random bytes; with the seed still there, few possible values could be tried."""
    laptop = Laptop(12)
    packed = columns.pack(three(laptop))
    seed = _columns(packed.values)[0]
    left = columns.without(packed, lambda each: each.value == "a")
    assert left.signed == packed.signed
    kept = zlib.decompress(left.values)
    whole = values.unpack(packed.values, [], 3, 10_000)
    assert isinstance(seed, bytes)
    assert seed not in kept
    assert whole.salts[1] not in kept
    assert whole.salts[0] in kept


def three(laptop: Laptop) -> list[Operation]:
    return laptop.step("x", ("note", "r", "", None), ("note", "r", "text", "a"), ("note", "r", "n", 1))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xc1",
        b"\x80",
        b"\x90",
        b"\xdd\xff\xff\xff\xff",
        b"\x91" * 100_000,
        b"\xc6\xff\xff\xff\xff",
        b"\x9c" + b"\xc0" * 12,
    ],
)
def test_hostile_manifests_are_refused(content: bytes) -> None:
    signed = bundle.MAGIC + content
    length = len(content).to_bytes(4)
    plain = bundle.MAGIC + length + content + sealing.sign(signed, SEED)
    assert refusal(sealing.encrypt(plain, [RECIPIENT]), {}) is Refusal.MALFORMED
    empty = columns.pack([])
    for part in (zlib.compress(content), content, empty.signed + b"more", empty.values + b"more"):
        for packed in (Packed(part, empty.values), Packed(empty.signed, part)):
            with pytest.raises(columns.Malformed):
                columns.unpack(packed)


VALUES = st.one_of(
    st.none(),
    st.text(),
    st.binary(),
    st.uuids().map(str),
    st.floats(allow_nan=False),
    st.integers(-(2**63), 2**63 - 1),
)
IDS = st.builds(OpId, st.sampled_from([b"a" * 16, b"b" * 16]), st.integers(0, 2**40 - 1))
NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,20}", fullmatch=True)
OPERATIONS = st.builds(
    Operation,
    id=st.builds(OpId, st.just(b"a" * 16), st.integers(0, 2**40 - 1)),
    table=NAMES,
    row=st.one_of(st.uuids().map(str), st.text(max_size=40)),
    field=st.one_of(st.just(""), NAMES),
    kind=st.sampled_from(KINDS),
    value=VALUES,
    wall=st.integers(EARLIEST, LATEST),
    step=IDS,
    label=st.text(max_size=50),
    parents=st.lists(IDS, max_size=3).map(tuple),
    seen=st.lists(IDS, max_size=3).map(tuple),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(OPERATIONS, max_size=12))
def test_any_operations_survive(operations: list[Operation]) -> None:
    found, blobs, _ = columns.unpack(columns.pack(operations))
    assert found == operations
    assert [type(each.value) for each in found] == [type(each.value) for each in operations]
    assert blobs == []


@settings(max_examples=200, deadline=None)
@given(st.recursive(VALUES, lambda inner: st.lists(inner, max_size=25), max_leaves=60))
def test_any_other_content_is_refused_cleanly(content: object) -> None:
    for packed in (content, [content] * 22, [b"", b"", [], [], *[[]] * 12, [[], [], []], content, content]):
        part, empty = zlib.compress(msgspec.msgpack.encode(packed)), columns.pack([])
        for section in (Packed(part, empty.values), Packed(empty.signed, part)):
            try:
                columns.unpack(section)
            except columns.Malformed:
                continue


@pytest.mark.parametrize("workload", ["day", "sheet", "scattered"])
def test_a_change_costs_at_most_fifty_bytes(workload: str) -> None:
    laptop = Laptop(11)
    for count, bar in ((100, 50), (1000, 40)):
        operations = getattr(laptop, workload)(count)
        _, data = sealed(laptop, operations)
        assert len(data) - 600 <= bar * count


def _columns(part: bytes) -> list[object]:
    section: list[object] = msgspec.msgpack.decode(zlib.decompress(part))
    return section


def _signed(
    section: Packed,
    launches: list[Launch],
    about: Facts,
    operations: int,
    min_reader: int = 1,
    later: object = None,
) -> bytes:
    """A bundle of any content, signed as its author would: what a member's stolen laptop could write."""
    head = bundle._SectionHead("org", sealing.digest(section.signed), len(section.signed), operations)
    fields = list(msgspec.structs.astuple(bundle._manifest(about, launches, [head])))
    fields[0] = min_reader
    return _sealed_parts([*fields, later] if later else fields, [section])


def _with_heads(sections: list[Packed], heads: list[bundle._SectionHead], laptop: Laptop) -> bytes:
    return _sealed_parts(list(msgspec.structs.astuple(bundle._manifest(facts(laptop), [], heads))), sections)


def _sealed_parts(fields: list[object], sections: list[Packed]) -> bytes:
    signed = bundle.MAGIC + msgspec.msgpack.encode(fields)
    plain = bundle._joined(signed, sealing.sign(signed, SEED), sections)
    return sealing.encrypt(plain, [RECIPIENT])
