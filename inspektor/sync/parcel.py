"""A parcel as bytes: what one group sends another, encrypted to whom it is for and signed by the computer it comes from.

    file      = age( plaintext ), to a receiving key or by a passphrase
    plaintext = "INSPDEL1" | u32 length | manifest (JSON) | signature | files, one after the other
    signature = Ed25519 over "INSPDEL1" | manifest

Nothing is packed and nothing has a path, so nothing can unfold or end up elsewhere. The manifest names for whom it was
encrypted: nobody can send it on to a third as if it had been meant for them.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

import msgspec
from msgspec import Meta, Struct

from inspektor.model.fields import clean_line as clean
from inspektor.shapes.parcels import Figure, ParcelDocument
from inspektor.sync import sealing

MAGIC: Final = b"INSPDEL1"
MOST_FILE: Final = 400_000_000
MOST_MANIFEST: Final = 4_000_000
MOST_DOCUMENTS: Final = 500
_LENGTH: Final = 4
_BY_PASSPHRASE: Final = b"age-encryption.org/v1\n-> scrypt "

_Line = Annotated[str, Meta(max_length=500)]
_Number = Annotated[int, Meta(ge=0, le=1_000_000_000)]


class NotAParcel(ValueError):
    """Bytes that are none, or not whole."""


class NewerParcel(NotAParcel):
    """One that a newer program made."""


class _Document(Struct, frozen=True, forbid_unknown_fields=True):
    kind: _Line
    title: Annotated[str, Meta(min_length=1, max_length=500)]
    unit: _Line
    provider: _Line
    organisation_number: _Line
    day: date
    registry_number: _Line
    version: Annotated[int, Meta(ge=1, le=10_000)]
    signed_by: Annotated[str, Meta(max_length=5_000)]
    sha256: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
    size: Annotated[int, Meta(ge=1, le=MOST_FILE)]


class _Figure(Struct, frozen=True, forbid_unknown_fields=True):
    year: Annotated[int, Meta(ge=1900, le=9999)]
    kind: _Line
    area: _Line
    word: _Line
    n: _Number


class _Sender(Struct, frozen=True, forbid_unknown_fields=True):
    name: Annotated[str, Meta(min_length=1, max_length=500)]
    title: _Line
    municipality: _Line
    board: _Line
    signing_key: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]


class _Manifest(Struct, frozen=True, forbid_unknown_fields=True):
    sender: _Sender
    to: _Line
    """The receiving key; empty where a passphrase opens it."""
    made_at: Annotated[int, Meta(ge=0, lt=253_402_300_800_000)]
    documents: Annotated[list[_Document], Meta(max_length=MOST_DOCUMENTS)]
    figures: Annotated[list[_Figure], Meta(max_length=20_000)]


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends it, on whose behalf."""

    name: str
    title: str
    municipality: str
    board: str


@dataclass(frozen=True, slots=True)
class Content:
    """What a parcel holds; `files` are those of its documents, in the same order."""

    sender: Sender
    made_at: int
    """Milliseconds since 1970 UTC by the sender's clock."""
    documents: tuple[ParcelDocument, ...]
    figures: tuple[Figure, ...]
    files: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """A parcel that was decrypted, whole, and signed by the key it names."""

    content: Content
    signing_key: bytes
    to: str
    hash: bytes
    """Of the manifest, which holds the hash of every file: the same content is the same parcel."""


def written(content: Content, signing_seed: bytes, recipient: str = "", passphrase: str = "") -> bytes:
    """The file, for the holder of a receiving key, or for those who know a passphrase."""
    sender = content.sender
    manifest = msgspec.json.encode(
        _Manifest(
            _Sender(
                sender.name,
                sender.title,
                sender.municipality,
                sender.board,
                sealing.verify_key(signing_seed).hex(),
            ),
            recipient,
            content.made_at,
            [
                _Document(**{name: getattr(each, name) for name in _Document.__struct_fields__})
                for each in content.documents
            ],
            [_Figure(each.year, each.kind, each.area, each.word, each.n) for each in content.figures],
        )
    )
    signature = sealing.sign(MAGIC + manifest, signing_seed)
    plain = b"".join((MAGIC, len(manifest).to_bytes(_LENGTH), manifest, signature, *content.files))
    if recipient:
        return sealing.encrypt(plain, [recipient])
    return sealing.encrypt_by_passphrase(plain, passphrase)


def asks_for_passphrase(data: bytes) -> bool:
    """Whether a passphrase opens the file."""
    return data.startswith(_BY_PASSPHRASE)


def opened(data: bytes, identities: Sequence[str], passphrase: str = "") -> Opened:
    """What the file holds. sealing.Unreadable if nothing given opens it, NotAParcel if it holds anything else."""
    by_passphrase = asks_for_passphrase(data)
    plain = (
        sealing.decrypt_by_passphrase(data, passphrase)
        if by_passphrase
        else sealing.decrypt(data, identities)
    )
    if plain[: len(MAGIC) - 1] == MAGIC[:-1] and plain[: len(MAGIC)] != MAGIC:
        raise NewerParcel
    start = len(MAGIC) + _LENGTH
    length = int.from_bytes(plain[len(MAGIC) : start])
    if plain[: len(MAGIC)] != MAGIC or not 0 < length <= MOST_MANIFEST:
        raise NotAParcel
    encoded = plain[start : start + length]
    signature = plain[start + length : start + length + sealing.SIGNATURE_BYTES]
    manifest = _understood(encoded)
    key = bytes.fromhex(manifest.sender.signing_key)
    if not sealing.signed_by(MAGIC + encoded, signature, key):
        raise NotAParcel
    files = _files(manifest, memoryview(plain)[start + length + sealing.SIGNATURE_BYTES :])
    return Opened(_content(manifest, files), key, manifest.to, sealing.digest(MAGIC + encoded))


def _understood(encoded: bytes) -> _Manifest:
    try:
        return msgspec.json.decode(encoded, type=_Manifest)
    except (msgspec.DecodeError, ValueError, RecursionError):
        raise NotAParcel from None


def _files(manifest: _Manifest, rest: memoryview) -> tuple[bytes, ...]:
    """The files, exactly as many bytes as there should be; each is what the signed manifest says, and each once."""
    if len(rest) != sum(each.size for each in manifest.documents):
        raise NotAParcel
    if len({each.sha256 for each in manifest.documents}) != len(manifest.documents):
        raise NotAParcel
    files, at = [], 0
    for each in manifest.documents:
        file = bytes(rest[at : at + each.size])
        at += each.size
        if hashlib.sha256(file).hexdigest() != each.sha256 or not file.startswith(b"%PDF-"):
            raise NotAParcel
        files.append(file)
    return tuple(files)


def _content(manifest: _Manifest, files: tuple[bytes, ...]) -> Content:
    said = manifest.sender
    sender = Sender(*(clean(each) for each in (said.name, said.title, said.municipality, said.board)))
    documents = tuple(map(_document, manifest.documents))
    figures = tuple(
        Figure(each.year, each.kind, clean(each.area), each.word, each.n) for each in manifest.figures
    )
    if not sender.name or not all(each.title for each in documents):
        raise NotAParcel
    return Content(sender, manifest.made_at, documents, figures, files)


def _document(said: _Document) -> ParcelDocument:
    return ParcelDocument(
        kind=said.kind,
        title=clean(said.title),
        unit=clean(said.unit),
        provider=clean(said.provider),
        organisation_number=clean(said.organisation_number),
        day=said.day,
        registry_number=clean(said.registry_number),
        version=said.version,
        signed_by=clean(said.signed_by),
        sha256=said.sha256,
        size=said.size,
    )
