"""The system's own keyring as a way in beside the passphrase: off until its owner turns it on.

Only the back ends named here are ever used, whatever the environment names: each keeps its secrets encrypted under the user's
login. Those that keep them in the clear, or nowhere, are no keyring. What lies in it is no key of the data: it opens a box in
the key file, so neither is worth anything without the other, and turning it off makes old copies of either useless.
"""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Final, Protocol, TypeVar

from inspektor.errors import InspektorError
from inspektor.i18n import tr, tr_mark
from inspektor.store import key_file
from inspektor.store import keys as key_room
from inspektor.store.keys import Keys

_T = TypeVar("_T")
SERVICE: Final = "Inspektor"
_BACK_ENDS: Final = {
    "win32": ("keyring.backends.Windows", "WinVaultKeyring", tr_mark("Windows Credential Manager")),
    "darwin": ("keyring.backends.macOS", "Keyring", tr_mark("the macOS keychain")),
    "linux": ("keyring.backends.SecretService", "Keyring", tr_mark("the desktop's keyring (Secret Service)")),
}


class Ring(Protocol):
    """A back end."""

    def get_password(self, service: str, username: str) -> str | None:
        """What lies under the name."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Put it there."""

    def delete_password(self, service: str, username: str) -> None:
        """Take it out."""


class NoKeyring(InspektorError):
    """This computer has no keyring that can be used, or it did not answer."""

    def text(self) -> str:
        """What is missing."""
        return tr("This computer's keyring cannot be used.")

    def advice(self) -> str:
        """What works."""
        return tr("The passphrase opens the workspace.")


def back_end() -> tuple[str, Ring] | None:
    """The marked name of this system's keyring and the way to it; None if there is none."""
    if sys.platform not in _BACK_ENDS:
        return None
    module, name, words = _BACK_ENDS[sys.platform]
    try:
        kind = getattr(import_module(module), name)
        usable = kind.priority >= 1
        ring: Ring = kind()
    except _troubles():
        return None
    return (words, ring) if usable else None


def is_on(folder: Path) -> bool:
    """Whether the folder's key file can be opened by a keyring; this computer's, if it is the one that did it."""
    try:
        return key_file.load(folder).keyring is not None
    except InspektorError:
        return False


def turn_on(keys: Keys, ring: Ring | None = None) -> None:
    """Let this computer's keyring open the workspace; NoKeyring changes nothing."""
    ring = ring or _ring()
    secret = os.urandom(32)
    _asked(ring.set_password, SERVICE, keys.key_id, secret.hex())
    if _asked(ring.get_password, SERVICE, keys.key_id) != secret.hex():
        raise NoKeyring
    key_room.set_keyring(keys, secret)


def turn_off(keys: Keys, ring: Ring | None = None) -> None:
    """Let the passphrase alone open it; also where the keyring no longer answers."""
    key_room.set_keyring(keys, None)
    try:
        _asked((ring or _ring()).delete_password, SERVICE, keys.key_id)
    except NoKeyring:
        return  # what lies there opens nothing any more


def unlock(folder: Path, ring: Ring | None = None) -> Keys:
    """Open the folder's keys by the keyring; NoKeyring if it does not, or a KeyFileError."""
    content = key_file.load(folder)
    secret = _asked((ring or _ring()).get_password, SERVICE, content.key_id)
    keys = key_room.unlock_with_keyring(folder, content, bytes.fromhex(secret)) if secret else None
    if keys is None:
        raise NoKeyring
    return keys


def _ring() -> Ring:
    found = back_end()
    if found is None:
        raise NoKeyring
    return found[1]


def _asked(ask: Callable[..., _T], *words: str) -> _T:
    try:
        return ask(*words)
    except _troubles() as error:
        raise NoKeyring from error


def _troubles() -> tuple[type[Exception], ...]:
    """What a back end may raise: its own errors, the system's, and those of the library below it."""
    found: list[type[Exception]] = [ImportError, OSError, RuntimeError, ValueError]
    for module, name in (
        ("keyring.errors", "KeyringError"),
        ("secretstorage.exceptions", "SecretStorageException"),
        ("jeepney.wrappers", "DBusErrorResponse"),
        ("win32ctypes.pywin32.pywintypes", "error"),
    ):
        with suppress(ImportError):
            found.append(getattr(import_module(module), name))
    return tuple(found)
