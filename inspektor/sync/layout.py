"""Where things lie in a group's folder. Names are lower-case ASCII and tell nothing to those outside the group.

Inspektor-<group tag>/
  READ-ME.txt
  v1/g/<hash>.ing             the group's public key, signed by itself
  v1/d/<stream tag>/<seq>-<hash>.inb   bundles of one laptop
  v1/d/<stream tag>/p/<from>-<to>-<hash>.inp   packs of such bundles
  v1/b/<2 hex>/<hash>.ina     attachments, named by the hash of the encrypted file
  v1/k/<key tag>/<hash>.ink   group keys, encrypted to a member and to the recovery key
  v1/m/<hash>.inm             membership statements
  v1/j/<fingerprint>.inj      requests to join
"""

import base64
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Final

from inspektor.sync.sealing import digest

GROUP_PREFIX: Final = "Inspektor-"
NOTICE: Final = "READ-ME.txt"
TAG_LENGTH: Final = 16
BUNDLE: Final = ".inb"
PACK: Final = ".inp"
ATTACHMENT: Final = ".ina"
CARD: Final = ".ing"
KEYS: Final = ".ink"
STATEMENT: Final = ".inm"
REQUEST: Final = ".inj"
_HASH_DIGITS: Final = 32
_HASH_IN_NAME: Final = re.compile(r"(?:.*[/-])?([0-9a-f]{32})(?:-2)?\.in[bgkmj]")
_BUNDLE_NAME: Final = re.compile(r"(?:.*/)?([0-9]{8,13})-([0-9a-f]{32})(?:-2)?\.inb")


def group_of(root_key: bytes) -> bytes:
    """The group's sixteen-byte id: a hash of the public key that founded it."""
    return digest(b"inspektor group 1\0" + root_key)[:16]


def tag_of(group: bytes) -> str:
    """The id as sixteen letters and digits, for the folder's name. Nobody can make a second key with the same tag."""
    return base64.b32encode(group[:10]).decode("ascii").lower()


def folder_name(tag: str) -> str:
    """The name of the group's folder inside the folder that the user chose."""
    return GROUP_PREFIX + tag


def groups_in(place: Path) -> list[str]:
    """The tags of the groups that have a folder in this place, or whose folder this is. OSError if it is not there."""
    names = [place.name, *(each.name for each in place.iterdir() if each.is_dir())]
    tags = {name.removeprefix(GROUP_PREFIX) for name in names if name.startswith(GROUP_PREFIX)}
    return sorted(tag for tag in tags if re.fullmatch(r"[a-z2-7]{16}", tag))


def bundle_name(stream: str, seq: int, hash: bytes) -> str:
    """The name of a bundle."""
    return f"{bundle_directory(stream)}{seq:08d}-{_short(hash)}{BUNDLE}"


def pack_name(stream: str, first: int, last: int, bundles: Iterable[bytes]) -> str:
    """The name of a pack, which its bundles' numbers and identities give: the same however often it is encrypted anew."""
    return f"{bundle_directory(stream)}p/{first:08d}-{last:08d}-{_short(digest(b''.join(bundles)))}{PACK}"


def copy_name(name: str) -> str:
    """The name of a second copy, for when the first name holds a damaged file of somebody else."""
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}-2{dot}{suffix}"


@lru_cache(maxsize=1_000)
def bundle_directory(stream: str) -> str:
    """What the names of a stream's bundles begin with."""
    tag = digest(b"inspektor stream 1\0" + bytes.fromhex(stream))
    return f"v1/d/{_short(tag)}/"


def bundle_facts(name: str) -> tuple[int, str] | None:
    """The number and the hash that a bundle's name claims; None if it is not spelt as one."""
    found = _BUNDLE_NAME.fullmatch(name)
    return (int(found[1]), found[2]) if found else None


def hash_in_name(hash: bytes) -> str:
    """A bundle's identity as its name gives it."""
    return _short(hash)


def names_another(name: str, hash: bytes) -> bool:
    """Whether the name says that the file holds something else than what has this hash; one that was renamed says nothing."""
    found = _HASH_IN_NAME.fullmatch(name)
    return found is not None and found[1] != _short(hash)


def attachment_name(sealed: bytes) -> str:
    """The name of an attachment: the hash of the encrypted file, so nobody can look for a known picture."""
    name = sealed.hex()
    return f"v1/b/{name[:2]}/{name}{ATTACHMENT}"


def card_name(content: bytes) -> str:
    """The name of the group's public key."""
    return f"v1/g/{_short(digest(content))}{CARD}"


def keys_name(recipient: str, content: bytes) -> str:
    """The name of a file with group keys, under the newest of them."""
    return f"v1/k/{digest(recipient.encode()).hex()[:16]}/{_short(digest(content))}{KEYS}"


def statement_name(hash: bytes) -> str:
    """The name of a membership statement."""
    return f"v1/m/{_short(hash)}{STATEMENT}"


def request_name(request_id: str) -> str:
    """The name of a request to join."""
    return f"v1/j/{request_id}{REQUEST}"


def _short(hash: bytes) -> str:
    return hash.hex()[:_HASH_DIGITS]
