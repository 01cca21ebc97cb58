"""Ids in few bytes, and the error of whatever is not spelt as this program spells it."""

from typing import Final
from uuid import UUID

ID_BYTES: Final = 16
_UUID_LENGTH: Final = 36


class Malformed(ValueError):
    """A part of a section that is not what this program writes."""


def short_id(text: str) -> bytes:
    """A UUID as its sixteen bytes; any other id as UTF-8, after a NUL if that is sixteen bytes too."""
    identity = id_bytes(text)
    if identity is not None:
        return identity
    plain = text.encode()
    return b"\0" + plain if len(plain) == ID_BYTES else plain


def long_id(short: bytes) -> str:
    """The id that `short_id` shortened; ValueError if it is no text."""
    return str(UUID(bytes=short)) if len(short) == ID_BYTES else short.removeprefix(b"\0").decode()


def id_bytes(text: str) -> bytes | None:
    """The sixteen bytes of a UUID in its usual spelling; None for any other text, which stays as it is."""
    if len(text) != _UUID_LENGTH:
        return None
    try:
        identity = UUID(text)
    except ValueError:
        return None
    return identity.bytes if str(identity) == text else None


def id_texts(transposed_ids: bytes) -> list[str]:
    """The ids of a column, as texts."""
    return [str(UUID(bytes=each)) for each in cut(transposed(transposed_ids, back=True), ID_BYTES)]


def transposed(data: bytes, *, back: bool = False) -> bytes:
    """Ids byte by byte: ids made at the same time begin alike, and so the like bytes lie together."""
    count, rest = divmod(len(data), ID_BYTES)
    if rest:
        raise Malformed("ids")
    width = count if back else ID_BYTES
    return b"".join(data[start::width] for start in range(width)) if count else b""


def cut(data: bytes, width: int) -> list[bytes]:
    """The bytes in pieces of one width."""
    if len(data) % width:
        raise Malformed("ids")
    return [data[start : start + width] for start in range(0, len(data), width)]
