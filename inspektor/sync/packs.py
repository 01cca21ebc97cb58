"""A pack: many bundles of one laptop in one file, so that a folder of many years stays quick to list and to read.

    file      = age( plaintext )
    plaintext = "INSPK1" | for each bundle: length (4 bytes, big-endian) | what its own file holds (see `bundle`)

The pack itself is not signed: each bundle in it proves itself, and is the same bundle as in a file of its own. So it does not
matter who made a pack, nor that a bundle lies in two.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from inspektor.sync import sealing
from inspektor.sync.bundle import BundleRefused, Refusal

MAGIC: Final = b"INSPK1"
MAX_FILE: Final = 32 * 1024 * 1024
MAX_BUNDLES: Final = 10_000
MAX_UNPACKED: Final = 512 * 1024 * 1024
"""Of all bundles in a pack together."""
_LENGTH_BYTES: Final = 4


def encode(bundles: Iterable[bytes], recipient: str) -> bytes:
    """The file of a pack of these bundles, given as plaintexts."""
    framed = b"".join(len(each).to_bytes(_LENGTH_BYTES) + each for each in bundles)
    return sealing.encrypt(MAGIC + framed, [recipient])


def split(data: bytes, identities: Iterable[str]) -> list[bytes]:
    """The plaintexts of the bundles in a pack's file; BundleRefused if it is not whole. None of them has been verified."""
    if len(data) > MAX_FILE:
        raise BundleRefused(Refusal.TOO_LARGE)
    try:
        plaintext = sealing.decrypt(data, identities)
    except sealing.Unreadable:
        raise BundleRefused(Refusal.UNREADABLE) from None
    if not plaintext.startswith(MAGIC):
        raise BundleRefused(Refusal.MALFORMED)
    found: list[bytes] = []
    at = len(MAGIC)
    while at < len(plaintext):
        start = at + _LENGTH_BYTES
        at = start + int.from_bytes(plaintext[at:start])
        if at > len(plaintext) or start > len(plaintext) or len(found) == MAX_BUNDLES:
            raise BundleRefused(Refusal.MALFORMED)
        found.append(plaintext[start:at])
    return found


def parts(sizes: Sequence[int]) -> list[int]:
    """How many bundles of these lengths, one after the other, go into each pack."""
    counts, room = [0], MAX_FILE // 2
    for size in sizes:
        if counts[-1] and (size > room or counts[-1] == MAX_BUNDLES):
            counts.append(0)
            room = MAX_FILE // 2
        counts[-1] += 1
        room -= size
    return counts
