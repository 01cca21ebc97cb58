"""The key file: what stands in it, and how it is read and written without ever losing a key.

`keys.json` is readable text that holds no secret in the clear. Its `check` line is a plain SHA-256 of the
rest, so a damaged file is told apart from a wrong passphrase before any key is derived. `keys.spare.json` is
the same content, written after the first has been read back: one of the two is whole at every moment.
"""

import base64
import contextlib
import hashlib
import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, TypeVar

from inspektor import files
from inspektor.store.key_errors import (
    KEY_FILE,
    KeyFileDamaged,
    KeyFileMissing,
    KeyFileNotSaved,
    KeyFileTooNew,
    KeyFileUnreadable,
)

SPARE_FILE: Final = "keys.spare.json"
DAMAGED_FILE: Final = "keys.damaged.json"
FORMAT: Final = 1

_MAX_FILE_BYTES: Final = 1 << 20
_MAX_MEMORY_KIB: Final = 256 * 1024
_MAX_PASSES: Final = 16
_MAX_LANES: Final = 8
_SALT_BYTES: Final = range(16, 65)
_NONCE_BYTES: Final = 12
_TAG_BYTES: Final = 16
_KEY_ID_BYTES: Final = 16

_T = TypeVar("_T")


class _NotAKeyFile(ValueError):
    """The bytes are no key file; turned into KeyFileDamaged where the folder is known."""


class _NewerFormat(ValueError):
    """Whole, but of a later format; turned into KeyFileTooNew where the folder is known."""


@dataclass(frozen=True, slots=True)
class KdfCost:
    """What one guess at a passphrase costs: Argon2id's memory (KiB), passes and lanes (RFC 9106)."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 2

    @property
    def acceptable(self) -> bool:
        """Whether a file may ask for it: a hostile one must not take all memory or minutes of time."""
        return (
            1 <= self.lanes <= _MAX_LANES
            and 8 * self.lanes <= self.memory_kib <= _MAX_MEMORY_KIB
            and 1 <= self.passes <= _MAX_PASSES
        )


@dataclass(frozen=True, slots=True)
class Box:
    """Bytes encrypted with AES-256-GCM."""

    nonce: bytes
    data: bytes


@dataclass(frozen=True, slots=True)
class Slot:
    """The data key, wrapped by a key derived from one secret: the passphrase or the recovery phrase."""

    cost: KdfCost
    salt: bytes
    box: Box


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The content of a key file."""

    key_id: str
    """Fingerprint of the data key; the same in every copy and in backups made under that key."""
    passphrase: Slot
    recovery: Slot
    sealed: dict[str, Box] = field(default_factory=dict)
    """Small named secrets under the data key."""
    keyring: Box | None = None
    """The data key, wrapped by what lies in the system's keyring; there while that is turned on."""

    def with_sealed(self, name: str, box: Box | None) -> "KeyFile":
        """The same file with one secret set, or removed if the box is None."""
        kept = {other: kept for other, kept in self.sealed.items() if other != name}
        return replace(self, sealed=kept if box is None else {**kept, name: box})


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _box_content(box: Box) -> dict[str, object]:
    return {"nonce": _b64(box.nonce), "data": _b64(box.data)}


def _slot_content(slot: Slot) -> dict[str, object]:
    return {
        "kdf": "argon2id",
        "memory_kib": slot.cost.memory_kib,
        "passes": slot.cost.passes,
        "lanes": slot.cost.lanes,
        "salt": _b64(slot.salt),
        **_box_content(slot.box),
    }


def _check(content: dict[str, Any]) -> str:
    """SHA-256 over everything but `check`, in one spelling; the same rule in every later format."""
    rest = {key: value for key, value in content.items() if key != "check"}
    spelled = json.dumps(rest, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
    return hashlib.sha256(spelled.encode("ascii")).hexdigest()


def to_bytes(key_file: KeyFile) -> bytes:
    """The file as written to disk."""
    content: dict[str, Any] = {
        "format": FORMAT,
        "key_id": key_file.key_id,
        "passphrase": _slot_content(key_file.passphrase),
        "recovery": _slot_content(key_file.recovery),
        "sealed": {name: _box_content(box) for name, box in key_file.sealed.items()},
    }
    if key_file.keyring is not None:
        content["keyring"] = _box_content(key_file.keyring)
    content["check"] = _check(content)
    return (json.dumps(content, indent=1, sort_keys=True, ensure_ascii=True) + "\n").encode("ascii")


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) != len(pairs):
        raise _NotAKeyFile("a key stands twice")
    return content


def _entry(content: dict[str, Any], key: str, kind: type[_T]) -> _T:
    value = content.get(key)
    if type(value) is not kind:
        raise _NotAKeyFile(f"{key} is missing or of another kind")
    return value


def _bytes_entry(content: dict[str, Any], key: str) -> bytes:
    try:
        return base64.b64decode(_entry(content, key, str), validate=True)
    except ValueError as error:
        raise _NotAKeyFile(f"{key} is not base64") from error


def _read_box(content: dict[str, Any]) -> Box:
    box = Box(nonce=_bytes_entry(content, "nonce"), data=_bytes_entry(content, "data"))
    if len(box.nonce) != _NONCE_BYTES or len(box.data) < _TAG_BYTES:
        raise _NotAKeyFile("a box of wrong length")
    return box


def _read_slot(content: dict[str, Any]) -> Slot:
    cost = KdfCost(
        memory_kib=_entry(content, "memory_kib", int),
        passes=_entry(content, "passes", int),
        lanes=_entry(content, "lanes", int),
    )
    slot = Slot(cost=cost, salt=_bytes_entry(content, "salt"), box=_read_box(content))
    if _entry(content, "kdf", str) != "argon2id" or not cost.acceptable or len(slot.salt) not in _SALT_BYTES:
        raise _NotAKeyFile("a key derivation this program does not do")
    return slot


def _checked_content(data: bytes) -> dict[str, Any]:
    """The JSON object whose check holds."""
    try:
        content = json.loads(data.decode("ascii"), object_pairs_hook=_no_doubles)
        if not isinstance(content, dict) or content.get("check") != _check(content):
            raise _NotAKeyFile("the check does not hold")
    except (ValueError, RecursionError) as error:
        raise _NotAKeyFile("not the JSON that was written") from error
    return content


def from_bytes(data: bytes) -> KeyFile:
    """The content of a file; ValueError if it is damaged or of a later format."""
    content = _checked_content(data)
    if _entry(content, "format", int) > FORMAT:
        raise _NewerFormat("written by a newer version")
    sealed = _entry(content, "sealed", dict)
    key_file = KeyFile(
        key_id=_entry(content, "key_id", str),
        passphrase=_read_slot(_entry(content, "passphrase", dict)),
        recovery=_read_slot(_entry(content, "recovery", dict)),
        sealed={name: _read_box(_entry(sealed, name, dict)) for name in sealed},
        keyring=_read_box(_entry(content, "keyring", dict)) if "keyring" in content else None,
    )
    if len(key_file.key_id) != 2 * _KEY_ID_BYTES:
        raise _NotAKeyFile("a key id of wrong length")
    return key_file


def _read_limited(path: Path) -> bytes:
    """The file's bytes, cut just above the limit: a cut file is never whole JSON."""
    with path.open("rb") as file:
        return file.read(_MAX_FILE_BYTES)


def load(folder: Path) -> KeyFile:
    """Read the folder's key file; a KeyFileError says what is wrong with it."""
    try:
        return from_bytes(_read_limited(folder / KEY_FILE))
    except FileNotFoundError as error:
        raise KeyFileMissing(folder, spare_exists=spare_is_whole(folder)) from error
    except OSError as error:
        raise KeyFileUnreadable(folder) from error
    except _NewerFormat as error:
        raise KeyFileTooNew(folder) from error
    except _NotAKeyFile as error:
        raise KeyFileDamaged(folder, spare_exists=spare_is_whole(folder)) from error


def save(folder: Path, key_file: KeyFile) -> None:
    """Write the key file, then its spare copy; KeyFileNotSaved leaves the old file as it was.

    The spare follows at once, so that a passphrase that was changed opens no copy in the folder any more.
    """
    data = to_bytes(key_file)
    if from_bytes(data) != key_file:
        raise KeyFileNotSaved(folder)
    try:
        files.write_whole(folder / KEY_FILE, data, private=True)
    except OSError as error:
        raise KeyFileNotSaved(folder) from error
    refresh_spare(folder, key_file)


def refresh_spare(folder: Path, key_file: KeyFile) -> None:
    """Make the spare copy equal to a key file known to be good; done again at each unlocking."""
    data = to_bytes(key_file)
    # Without a spare the keys are still safe in the file itself, so a full disk is no trouble here.
    with contextlib.suppress(OSError):
        spare = folder / SPARE_FILE
        if not spare.exists() or _read_limited(spare) != data:
            files.write_whole(spare, data, private=True)


def spare_is_whole(folder: Path) -> bool:
    """Whether the folder's spare copy can be used."""
    try:
        from_bytes(_read_limited(folder / SPARE_FILE))
    except (OSError, ValueError):
        return False
    return True


def use_spare(folder: Path) -> None:
    """Put the spare copy in place of a missing or damaged key file; the damaged one is kept aside.

    Call it only when the user asked for it: the spare may be one change of the key file older.
    """
    try:
        key_file = from_bytes(_read_limited(folder / SPARE_FILE))
        with contextlib.suppress(FileNotFoundError):
            (folder / KEY_FILE).replace(folder / DAMAGED_FILE)
    except (OSError, ValueError) as error:
        raise KeyFileDamaged(folder) from error
    save(folder, key_file)


def any_keys_in(folder: Path) -> bool:
    """Whether the folder holds keys, whole or not: new ones must not be written over them."""
    return any((folder / name).exists() for name in (KEY_FILE, SPARE_FILE, DAMAGED_FILE))
