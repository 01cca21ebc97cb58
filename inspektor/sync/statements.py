"""What is said about who belongs to the group: signed statements, the card, and requests to join.

The founding statement is signed by the group's root key, whose hash is the group's id; its secret is on the
printed recovery sheet and nowhere else. Every other statement is signed by a computer that is an
administrator by the statements before it, or by the root key again, when no administrator is left. Statements
name their parents, so their order never depends on a clock. What they amount to is reckoned in `membership`.
"""

from dataclasses import dataclass
from typing import Annotated, Final

import msgspec
from msgspec import Meta, Struct

from inspektor.clock import EARLIEST, LATEST
from inspektor.shapes import words
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
Sixteen = GroupId
Line = Annotated[str, Meta(max_length=500)]
Name = Annotated[str, Meta(min_length=1, max_length=100)]
Der = Annotated[bytes, Meta(max_length=8_000)]
Milliseconds = Annotated[int, Meta(ge=EARLIEST, le=LATEST)]


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


class Keys(Struct, array_like=True, frozen=True):
    """The public keys for which a computer asks certificates, as DER; empty where it asks for none."""

    personal: Der = b""
    seal: Der = b""
    issuing: Der = b""


class Founded(Struct, tag="founded", frozen=True):
    """The group begins; its founder is an administrator. Signed by the root key."""

    group: GroupId
    root_key: Key
    name: Line
    recovery: Name
    """The recipient whose identity is on the printed sheet; every key file is encrypted to it too."""
    device: Device
    made_at: Milliseconds
    root_certificate: Der = b""
    """By which the municipality vouches for signatures on documents; its key too comes from the printed words."""


class Approved(Struct, tag="approved", frozen=True):
    """A computer is let in, or given another role."""

    group: GroupId
    author: Name
    device: Device
    role: str
    made_at: Milliseconds
    parents: Annotated[list[Hash], Meta(max_length=1_000)]
    keys: Keys = Keys()
    """For which it asked certificates; empty where they are those of before."""


class Offered(Struct, tag="offered", frozen=True):
    """A member's computer says which keys it signs documents with from now on."""

    group: GroupId
    author: Name
    keys: Keys
    made_at: Milliseconds
    parents: Annotated[list[Hash], Meta(max_length=1_000)]


class Certified(Struct, tag="certified", frozen=True):
    """Certificates for keys of a member's computer. Said by an administrator, or with the root key."""

    group: GroupId
    author: Name
    device: Name
    certificates: Keys
    above: Annotated[list[Der], Meta(max_length=100)]
    """The issuer's certificate and those above it, the root last."""
    made_at: Milliseconds
    parents: Annotated[list[Hash], Meta(max_length=1_000)]


class Removed(Struct, tag="removed", frozen=True):
    """A computer is in the group no longer. Said by an administrator, or by that computer itself."""

    group: GroupId
    author: Name
    device: Name
    last: Annotated[list[Hash], Meta(max_length=10_000)]
    """The newest bundles of its chains that were here when this was said. They and those before them count, no others."""
    made_at: Milliseconds
    parents: Annotated[list[Hash], Meta(max_length=1_000)]


class LetIn(Struct, tag="let_in", frozen=True):
    """Bundles of a computer that was removed are taken in all the same. Said by an administrator who looked at them."""

    group: GroupId
    author: Name
    bundles: Annotated[list[Hash], Meta(max_length=10_000)]
    made_at: Milliseconds
    parents: Annotated[list[Hash], Meta(max_length=1_000)]


Statement = Founded | Approved | Removed | LetIn | Offered | Certified
BY_RECOVERY: Final = "recovery"
"""The author of what is signed with the group's root key, from the printed words."""


class Card(Struct, frozen=True):
    """The group's public face, readable by all: its root key, and the recipient of requests to join."""

    root_key: Key
    recipient: Name


class Asking(Struct, frozen=True):
    """A computer asks to be let in. Signed by that computer itself."""

    group: GroupId
    device: Device
    made_at: Milliseconds
    keys: Keys = Keys()


@dataclass(frozen=True, slots=True)
class Signed:
    """A statement with the signature under it, not yet judged."""

    hash: bytes
    message: bytes
    signature: bytes
    statement: Statement


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


def _signed(magic: bytes, body: bytes, signing_seed: bytes) -> bytes:
    message = magic + body
    return magic + len(body).to_bytes(_LENGTH_BYTES) + body + sealing.sign(message, signing_seed)


def _parts(magic: bytes, content: bytes) -> tuple[bytes, bytes]:
    start = len(magic) + _LENGTH_BYTES
    size = int.from_bytes(content[len(magic) : start])
    if not content.startswith(magic) or len(content) != start + size + sealing.SIGNATURE_BYTES:
        raise NotGenuine("length")
    return magic + content[start : start + size], content[start + size :]
