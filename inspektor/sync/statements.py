"""Who belongs to the group: a grow-only set of signed statements, from which the list of members is reckoned.

The founding statement is signed by the group's root key, whose hash is the group's id; its secret is on the
printed recovery sheet and nowhere else. Every other statement is signed by a computer that is an
administrator by the statements before it. Statements name their parents, so their order never depends on a
clock.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Final

import msgspec
from msgspec import Meta, Struct

from inspektor.shapes import words
from inspektor.shapes.membership import GroupRole
from inspektor.sync import layout, sealing

MAX_SMALL_FILE: Final = 1 << 20
FINGERPRINT_WORDS: Final = 8
_STATEMENT: Final = b"INSM1"
_REQUEST: Final = b"INSJ1"
_CARD: Final = b"INSG1"
_LENGTH_BYTES: Final = 4

Key = Annotated[bytes, Meta(min_length=32, max_length=32)]
GroupId = Annotated[bytes, Meta(min_length=16, max_length=16)]
Hash = Key
Line = Annotated[str, Meta(max_length=500)]
Name = Annotated[str, Meta(min_length=1, max_length=100)]
Milliseconds = Annotated[int, Meta(ge=-(1 << 53), le=1 << 53)]


class NotGenuine(ValueError):
    """A small file that is not whole, not of this group, or not signed by whom it says."""


class Device(Struct, array_like=True, frozen=True):
    """A computer, its public keys, and the person who works on it."""

    id: Name
    signing_key: Key
    recipient: Name
    label: Line
    person: Name
    name: Line
    title: Line


class Founded(Struct, tag="founded", frozen=True):
    """The group begins; its founder is an administrator. Signed by the root key."""

    group: GroupId
    root_key: Key
    name: Line
    recovery: Name
    """The recipient whose identity is on the printed sheet; every key file is encrypted to it too."""
    device: Device
    made_at: Milliseconds


class Approved(Struct, tag="approved", frozen=True):
    """A computer is let in, or given another role."""

    group: GroupId
    author: Name
    device: Device
    role: str
    made_at: Milliseconds
    parents: Annotated[list[Hash], Meta(max_length=1_000)]


Statement = Founded | Approved


class Card(Struct, frozen=True):
    """The group's public face, readable by all: its root key, and the recipient of requests to join."""

    root_key: Key
    recipient: Name


class Asking(Struct, frozen=True):
    """A computer asks to be let in. Signed by that computer itself."""

    group: GroupId
    device: Device
    made_at: Milliseconds


@dataclass(frozen=True, slots=True)
class Signed:
    """A statement with the signature under it, not yet judged."""

    hash: bytes
    message: bytes
    signature: bytes
    statement: Statement


@dataclass(frozen=True, slots=True)
class Standing:
    """A member as the statements have it."""

    device: Device
    role: GroupRole
    since: int
    approved_by: str
    """Id of the approver's device; empty for the founder."""


@dataclass(frozen=True, slots=True)
class Membership:
    """What a set of statements amounts to."""

    name: str
    recovery: str
    standings: Mapping[str, Standing]
    heads: tuple[bytes, ...]
    """The statements that no other names as its parent."""

    def signing_keys(self) -> dict[str, bytes]:
        """Each member computer's public signing key."""
        return {name: each.device.signing_key for name, each in self.standings.items()}

    def is_administrator(self, device: str) -> bool:
        """Whether the computer may approve others."""
        standing = self.standings.get(device)
        return standing is not None and standing.role is GroupRole.ADMINISTRATOR


def sign_statement(statement: Statement, signing_seed: bytes) -> bytes:
    """The statement as signed bytes, to be encrypted."""
    return _signed(_STATEMENT, msgspec.msgpack.encode(statement), signing_seed)


def read_statement(content: bytes) -> Signed:
    """The statement in signed bytes; NotGenuine if it is none. Who signed is judged by `reckon`."""
    message, signature = _parts(_STATEMENT, content)
    try:
        statement = msgspec.msgpack.decode(message[len(_STATEMENT) :], type=Statement)
    except (ValueError, RecursionError):
        raise NotGenuine("statement") from None
    return Signed(sealing.digest(message + signature), message, signature, statement)


def sign_card(card: Card, root_seed: bytes) -> bytes:
    """The card as signed bytes; it is not encrypted, since it tells strangers how to ask."""
    return _signed(_CARD, msgspec.msgpack.encode(card), root_seed)


def read_card(content: bytes, tag: str) -> Card:
    """The card of the group with this tag; NotGenuine for any other."""
    message, signature = _parts(_CARD, content)
    try:
        card = msgspec.msgpack.decode(message[len(_CARD) :], type=Card)
    except (ValueError, RecursionError):
        raise NotGenuine("card") from None
    fits = layout.tag_of(layout.group_of(card.root_key)) == tag and sealing.is_recipient(card.recipient)
    if not fits or not sealing.signed_by(message, signature, card.root_key):
        raise NotGenuine("card")
    return card


def sign_request(asking: Asking, signing_seed: bytes) -> bytes:
    """The request as signed bytes, to be encrypted to the card's recipient."""
    return _signed(_REQUEST, msgspec.msgpack.encode(asking), signing_seed)


def read_request(content: bytes, group: bytes) -> Asking:
    """The request in signed bytes; NotGenuine unless the computer that asks signed it, for this group."""
    message, signature = _parts(_REQUEST, content)
    try:
        asking = msgspec.msgpack.decode(message[len(_REQUEST) :], type=Asking)
    except (ValueError, RecursionError):
        raise NotGenuine("request") from None
    fits = asking.group == group and sealing.is_recipient(asking.device.recipient)
    if not fits or not sealing.signed_by(message, signature, asking.device.signing_key):
        raise NotGenuine("request")
    return asking


def request_digest(root_key: bytes, device: Device) -> bytes:
    """What both sides compare: the group's root key and everything about the computer that asks.

    A folder that shows the newcomer another group, or the administrator another computer, makes the words
    differ.
    """
    return sealing.digest(b"inspektor request 1\0" + root_key + msgspec.msgpack.encode(device))


def fingerprint_words(data: bytes) -> list[str]:
    """Eight words to read aloud for any bytes; the same bytes give the same words on every computer."""
    return words.encode(sealing.digest(b"inspektor words 1\0" + data)[:FINGERPRINT_WORDS])


def reckon(root_key: bytes, statements: Iterable[Signed]) -> Membership | None:
    """The membership that follows from the statements, in whatever order they came; None before the founding one."""
    known = {each.hash: each for each in statements}
    group = layout.group_of(root_key)
    founded = [(each, each.statement) for each in known.values() if isinstance(each.statement, Founded)]
    genuine = [(each, says) for each, says in founded if _is_founding(each, says, root_key, group)]
    if not genuine:
        return None
    first, beginning = min(genuine, key=lambda each: each[0].hash)
    standings, accepted = _standings(first, known, group)
    named = {parent for each in accepted for parent in _parents(each.statement)}
    heads = tuple(sorted(each.hash for each in accepted if each.hash not in named))
    return Membership(beginning.name, beginning.recovery, standings, heads)


def _is_founding(each: Signed, says: Founded, root_key: bytes, group: bytes) -> bool:
    fits = says.group == group and says.root_key == root_key and sealing.is_recipient(says.recovery)
    return fits and sealing.signed_by(each.message, each.signature, root_key)


def _standings(
    first: Signed, known: Mapping[bytes, Signed], group: bytes
) -> tuple[dict[str, Standing], list[Signed]]:
    depths = _depths(known)
    founder = first.statement.device
    standings = {founder.id: Standing(founder, GroupRole.ADMINISTRATOR, first.statement.made_at, "")}
    accepted = [first]
    waiting = sorted(
        (each for each in known.values() if isinstance(each.statement, Approved)),
        key=lambda each: (depths[each.hash], each.hash),
    )
    grown = True
    while grown:
        grown = False
        for each in list(waiting):
            if _admits(each, standings, group):
                waiting.remove(each)
                accepted.append(each)
                grown = True
    return standings, accepted


def _admits(each: Signed, standings: dict[str, Standing], group: bytes) -> bool:
    """Take in an approval if its author may approve; a computer's keys are those it was first let in with."""
    statement = each.statement
    if not isinstance(statement, Approved) or statement.group != group:
        return False
    author = standings.get(statement.author)
    if author is None or author.role is not GroupRole.ADMINISTRATOR:
        return False
    if not sealing.signed_by(each.message, each.signature, author.device.signing_key):
        return False
    before = standings.get(statement.device.id)
    if before is not None and before.device.signing_key != statement.device.signing_key:
        return False
    role = next((role for role in GroupRole if role.value == statement.role), None)
    if role is None or not sealing.is_recipient(statement.device.recipient):
        return False
    since = statement.made_at if before is None else before.since
    standings[statement.device.id] = Standing(statement.device, role, since, statement.author)
    return True


def _parents(statement: Statement) -> list[bytes]:
    return [] if isinstance(statement, Founded) else statement.parents


def _depths(known: Mapping[bytes, Signed]) -> dict[bytes, int]:
    """How long the longest known way back from each statement is; unknown parents count as the beginning."""
    depths: dict[bytes, int] = {}
    for start in known:
        path = [start]
        while path:
            here = path[-1]
            parents = [each for each in _parents(known[here].statement) if each in known]
            missing = [each for each in parents if each not in depths]
            if missing:
                path += missing
                continue
            depths[here] = 1 + max((depths[each] for each in parents), default=0)
            path.pop()
    return depths


def _signed(magic: bytes, body: bytes, signing_seed: bytes) -> bytes:
    message = magic + body
    return magic + len(body).to_bytes(_LENGTH_BYTES) + body + sealing.sign(message, signing_seed)


def _parts(magic: bytes, content: bytes) -> tuple[bytes, bytes]:
    start = len(magic) + _LENGTH_BYTES
    size = int.from_bytes(content[len(magic) : start])
    if not content.startswith(magic) or len(content) != start + size + sealing.SIGNATURE_BYTES:
        raise NotGenuine("length")
    return magic + content[start : start + size], content[start + size :]
