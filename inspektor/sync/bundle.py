"""A bundle: some operations of one laptop as one encrypted, signed, immutable file.

    file      = age( plaintext )
    plaintext = "INSP1" | length of manifest (4 bytes, big-endian) | manifest | signature | sections
    section   = columns of operations (see `columns`) | length | checksum (4 bytes each) | values (see `values`)
    manifest  = msgpack: group, stream, device, seq, prev, launches, statements, seen, made_at, sections …
    signature = Ed25519 over "INSP1" | manifest; the manifest holds the SHA-256 of every section's columns,
                and these commit to the values

The bundle's identity is the SHA-256 of what is signed, so it survives being encrypted anew, and it survives
that an erased value is taken out of it (`without`), which anyone may do and nobody can use to change another. `prev` is the
identity of the stream's bundle before: a chain that shows gaps and files withheld. Fields are only ever
added at the end of a record; a reader skips those it does not know. What a reader could not understand at
all gets a higher `min_reader`.
"""

import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Annotated, Final

import msgspec
from msgspec import Meta, Struct

from inspektor.clock import EARLIEST, LATEST
from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.shapes.operation import Launch, Operation
from inspektor.sync import columns, compact_ids, sealing
from inspektor.sync.columns import Blob, Packed

MAGIC: Final = b"INSP1"
READER: Final = 1
"""What this program can read; a bundle that asks for more is kept and waits for a newer program."""
MAX_FILE: Final = columns.MAX_UNPACKED
STREAM_BYTES: Final = 16
GROUP_BYTES: Final = 16
ORG_SCOPE: Final = "org"
_MAX_MANIFEST: Final = 4 * 1024 * 1024
_LENGTH_BYTES: Final = 4

Hash = Annotated[bytes, Meta(min_length=32, max_length=32)]
Sixteen = Annotated[bytes, Meta(min_length=16, max_length=16)]
ShortId = Annotated[bytes, Meta(min_length=1, max_length=100)]
Milliseconds = Annotated[int, Meta(ge=EARLIEST, le=LATEST)]
Count = Annotated[int, Meta(ge=0, lt=1 << 40)]
Line = Annotated[str, Meta(max_length=500)]


class Refusal(Enum):
    """Why a file is not taken in."""

    UNREADABLE = "unreadable"
    """Cut, changed, empty, an error page, or encrypted for somebody else."""
    MALFORMED = "malformed"
    OTHER_GROUP = "other group"
    UNKNOWN_DEVICE = "unknown device"
    """Signed by a laptop whose approval has not arrived."""
    BAD_SIGNATURE = "bad signature"
    TOO_LARGE = "too large"


class BundleRefused(InspektorError):
    """A file that is not a whole bundle, signed by a member of this group. Nothing of it was used."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason

    def text(self) -> str:
        """That the file was not taken in."""
        return tr("A file in the shared folder could not be taken in.")

    def advice(self) -> str:
        """What the reason means for the user."""
        if self.reason is Refusal.UNKNOWN_DEVICE:
            return tr("It was written by a computer that is not approved in the group.")
        return tr("It may still be on its way. It is tried again, and nothing has been lost here.")


class _Launch(Struct, array_like=True, frozen=True):
    id: Sixteen
    person: ShortId
    person_name: Line
    app_version: Line
    started: Milliseconds


class _SectionHead(Struct, array_like=True, frozen=True):
    scope: Annotated[str, Meta(min_length=1, max_length=64)]
    sha256: Hash
    size: Annotated[int, Meta(ge=0, le=MAX_FILE)]
    operations: Annotated[int, Meta(ge=0, le=columns.MAX_OPERATIONS)]


class _Manifest(Struct, array_like=True, frozen=True):
    min_reader: Count
    group: Sixteen
    stream: Sixteen
    device: ShortId
    seq: Annotated[int, Meta(ge=1, lt=1 << 40)]
    prev: Hash | None
    launches: Annotated[list[_Launch], Meta(max_length=10_000)]
    schema: Count
    statements: Annotated[list[Hash], Meta(max_length=1_000)]
    seen: Annotated[dict[Sixteen, Count], Meta(max_length=10_000)]
    made_at: Milliseconds
    sections: Annotated[list[_SectionHead], Meta(max_length=10_000)]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a bundle says about itself: whose it is and where it stands among the others."""

    group: bytes
    stream: str
    """Thirty-two hexadecimal digits."""
    device: str
    seq: int
    """From 1, without gaps, within the stream."""
    prev: bytes | None
    """Identity of the stream's bundle before this one."""
    made_at: int
    """Milliseconds since 1970 UTC by the author's clock."""
    schema: int = 1
    statements: tuple[bytes, ...] = ()
    """The newest membership statements the author knew."""
    seen: Mapping[str, int] = field(default_factory=dict)
    """For each stream the highest number up to which the author holds every bundle."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle that was read, or made, and holds what its author signed."""

    hash: bytes
    facts: Facts
    launches: tuple[Launch, ...]
    operations: tuple[Operation, ...]
    blobs: tuple[Blob, ...]
    min_reader: int = READER
    size: int = 0
    """Bytes its operations took unpacked."""

    @property
    def understood(self) -> bool:
        """Whether this program can read it; otherwise it has no operations here."""
        return self.min_reader <= READER


def encode(
    operations: Sequence[Operation],
    launches: Iterable[Launch],
    facts: Facts,
    signing_seed: bytes,
    recipient: str,
    blobs: Sequence[Blob] = (),
) -> tuple[bytes, bytes]:
    """Make the file: its identity and its bytes.

    Raises ValueError if the operations are not all the device's own, or are too many for one bundle.
    """
    launches = tuple(launches)
    if any(launch.device != facts.device for launch in launches):
        raise ValueError("a launch of another device")
    if not {operation.id.launch for operation in operations} <= {launch.id for launch in launches}:
        raise ValueError("an operation without its launch")
    section = columns.pack(operations, blobs)
    head = _SectionHead(ORG_SCOPE, sealing.digest(section.signed), len(section.signed), len(operations))
    signed = MAGIC + msgspec.msgpack.encode(_manifest(facts, launches, [head]))
    signature = sealing.sign(signed, signing_seed)
    data = sealing.encrypt(_joined(signed, signature, [section]), [recipient])
    if len(data) > MAX_FILE:
        raise ValueError(f"{len(data)} bytes in one bundle")
    return sealing.digest(signed), data


def open_bundle(data: bytes, identities: Iterable[str], group: bytes, devices: Mapping[str, bytes]) -> Bundle:
    """Read a file of the folder; `devices` gives each member device's public signing key.

    Raises BundleRefused, and nothing else, for every file that is not whole, of this group and signed by a
    device in `devices`.
    """
    if len(data) > MAX_FILE:
        raise BundleRefused(Refusal.TOO_LARGE)
    try:
        plaintext = sealing.decrypt(data, identities)
    except sealing.Unreadable:
        raise BundleRefused(Refusal.UNREADABLE) from None
    return read(plaintext, group, devices)


def read(plaintext: bytes, group: bytes, devices: Mapping[str, bytes], room: int = MAX_FILE) -> Bundle:
    """Read what a bundle's file holds, wherever it lay; at most `room` bytes are unpacked."""
    signed, signature, rest = _parts(plaintext)
    manifest = _decoded(signed)
    if manifest.group != group:
        raise BundleRefused(Refusal.OTHER_GROUP)
    facts, launches = _known(manifest)
    public = devices.get(facts.device)
    if public is None:
        raise BundleRefused(Refusal.UNKNOWN_DEVICE)
    if not sealing.signed_by(signed, signature, public):
        raise BundleRefused(Refusal.BAD_SIGNATURE)
    sections = _sections(manifest, rest)
    if manifest.min_reader > READER:
        return Bundle(sealing.digest(signed), facts, launches, (), (), manifest.min_reader)
    operations, blobs, size = _contents(manifest, sections, min(room, columns.MAX_UNPACKED))
    return Bundle(sealing.digest(signed), facts, launches, operations, blobs, manifest.min_reader, size)


def without(
    data: bytes, identities: Iterable[str], recipient: str, gone: Callable[[Operation], bool]
) -> bytes:
    """The file of a bundle that was opened before, with the values of some operations taken out of it."""
    return sealing.encrypt(less(sealing.decrypt(data, identities), gone), [recipient])


def identity(plaintext: bytes) -> bytes:
    """Which bundle this says it is; whether it is, `read` tells."""
    return sealing.digest(_parts(plaintext)[0])


def less(plaintext: bytes, gone: Callable[[Operation], bool]) -> bytes:
    """What the file of a bundle that was read before holds, with the values of some operations taken out of it."""
    signed, signature, rest = _parts(plaintext)
    sections = [columns.without(each, gone) for each in _sections(_decoded(signed), rest)]
    return _joined(signed, signature, sections)


def _joined(signed: bytes, signature: bytes, sections: Iterable[Packed]) -> bytes:
    length = (len(signed) - len(MAGIC)).to_bytes(_LENGTH_BYTES)
    plaintext = MAGIC + length + signed[len(MAGIC) :] + signature
    return plaintext + b"".join(each.signed + _framed(each.values) for each in sections)


def _framed(values: bytes) -> bytes:
    return len(values).to_bytes(_LENGTH_BYTES) + zlib.crc32(values).to_bytes(_LENGTH_BYTES) + values


def _manifest(facts: Facts, launches: Iterable[Launch], sections: list[_SectionHead]) -> _Manifest:
    return _Manifest(
        min_reader=READER,
        group=facts.group,
        stream=bytes.fromhex(facts.stream),
        device=compact_ids.short_id(facts.device),
        seq=facts.seq,
        prev=facts.prev,
        launches=[
            _Launch(
                each.id, compact_ids.short_id(each.person), each.person_name, each.app_version, each.started
            )
            for each in launches
        ],
        schema=facts.schema,
        statements=list(facts.statements),
        seen={bytes.fromhex(stream): number for stream, number in facts.seen.items()},
        made_at=facts.made_at,
        sections=sections,
    )


def _facts(manifest: _Manifest) -> Facts:
    return Facts(
        group=manifest.group,
        stream=manifest.stream.hex(),
        device=compact_ids.long_id(manifest.device),
        seq=manifest.seq,
        prev=manifest.prev,
        made_at=manifest.made_at,
        schema=manifest.schema,
        statements=tuple(manifest.statements),
        seen={stream.hex(): number for stream, number in manifest.seen.items()},
    )


def _known(manifest: _Manifest) -> tuple[Facts, tuple[Launch, ...]]:
    try:
        facts = _facts(manifest)
        people = [compact_ids.long_id(each.person) for each in manifest.launches]
    except ValueError:
        raise BundleRefused(Refusal.MALFORMED) from None
    launches = (
        Launch(each.id, facts.device, person, each.person_name, each.app_version, each.started)
        for each, person in zip(manifest.launches, people, strict=True)
    )
    return facts, tuple(launches)


def _parts(plaintext: bytes) -> tuple[bytes, bytes, bytes]:
    """What is signed (magic and manifest), the signature, and the sections' bytes."""
    start = len(MAGIC) + _LENGTH_BYTES
    size = int.from_bytes(plaintext[len(MAGIC) : start])
    end = start + size
    if (
        not plaintext.startswith(MAGIC)
        or size > _MAX_MANIFEST
        or len(plaintext) < end + sealing.SIGNATURE_BYTES
    ):
        raise BundleRefused(Refusal.MALFORMED)
    rest = end + sealing.SIGNATURE_BYTES
    return MAGIC + plaintext[start:end], plaintext[end:rest], plaintext[rest:]


def _decoded(signed: bytes) -> _Manifest:
    try:
        return msgspec.msgpack.decode(signed[len(MAGIC) :], type=_Manifest)
    except (ValueError, RecursionError, OverflowError):
        raise BundleRefused(Refusal.MALFORMED) from None


def _sections(manifest: _Manifest, rest: bytes) -> list[Packed]:
    sections, start = [], 0
    for each in manifest.sections:
        signed, start = rest[start : start + each.size], start + each.size
        end = start + 2 * _LENGTH_BYTES
        size = int.from_bytes(rest[start : start + _LENGTH_BYTES])
        values = rest[end : end + size]
        if sealing.digest(signed) != each.sha256 or rest[start : end + size] != _framed(values):
            raise BundleRefused(Refusal.MALFORMED)
        sections.append(Packed(signed, values))
        start = end + size
    if start != len(rest):
        raise BundleRefused(Refusal.MALFORMED)
    return sections


def _contents(
    manifest: _Manifest, sections: list[Packed], most: int
) -> tuple[tuple[Operation, ...], tuple[Blob, ...], int]:
    operations: list[Operation] = []
    blobs: list[Blob] = []
    room = most
    if sum(each.operations for each in manifest.sections) > columns.MAX_OPERATIONS:
        raise BundleRefused(Refusal.TOO_LARGE)
    for head, section in zip(manifest.sections, sections, strict=True):
        try:
            found, attached, used = columns.unpack(section, room)
        except compact_ids.Malformed:
            raise BundleRefused(Refusal.MALFORMED) from None
        if len(found) != head.operations:
            raise BundleRefused(Refusal.MALFORMED)
        room -= used
        operations += found
        blobs += attached
    own = {each.id for each in manifest.launches}
    if not all(operation.id.launch in own for operation in operations):
        raise BundleRefused(Refusal.MALFORMED)
    return tuple(operations), tuple(blobs), most - room
