"""The keys of a workspace: one random data key, wrapped by a passphrase and by a printed recovery phrase.

Everything else is derived from the data key or sealed under it, so a change of passphrase rewrites the key
file and nothing else. Deriving from a passphrase takes half a second on purpose: never on the GUI thread.

Python cannot promise that no copy of a key is left in memory; `Keys.wipe` clears the one kept here.
"""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from inspektor.errors import RuleBroken
from inspektor.formats import nfc
from inspektor.i18n import tr_mark
from inspektor.shapes import words
from inspektor.store import key_file
from inspektor.store.key_errors import (
    MIN_PASSPHRASE,
    KeyFileDamaged,
    KeyFileError,
    KeyFileExists,
    KeyFileMissing,
    KeyFileNotSaved,
    KeyFileTooNew,
    KeyFileUnreadable,
    PassphraseTooShort,
    PassphraseTooSimple,
    TooLittleMemory,
    WrongPassphrase,
    WrongRecoveryPhrase,
)
from inspektor.store.key_file import Box, KdfCost, KeyFile, Slot, use_spare

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

__all__ = [
    "MIN_PASSPHRASE",
    "KdfCost",
    "KeyFileDamaged",
    "KeyFileError",
    "KeyFileExists",
    "KeyFileMissing",
    "KeyFileNotSaved",
    "KeyFileTooNew",
    "KeyFileUnreadable",
    "Keys",
    "PassphraseTooShort",
    "PassphraseTooSimple",
    "TooLittleMemory",
    "WrongPassphrase",
    "WrongRecoveryPhrase",
    "change_passphrase",
    "check_passphrase_rules",
    "confirm_passphrase",
    "create_keys",
    "new_recovery_phrase",
    "set_keyring",
    "set_passphrase",
    "unlock",
    "unlock_with_keyring",
    "unlock_with_recovery",
    "use_spare",
]

MAX_PASSPHRASE: Final = 1024
# Refuses "111111111111" and "121212121212" and nothing a person would call a sentence.
MIN_DIFFERENT: Final = 5

_KEY_BYTES: Final = 32
_SALT_BYTES: Final = 16
_NONCE_BYTES: Final = 12
_PASSPHRASE_SLOT: Final = "passphrase"
_RECOVERY_SLOT: Final = "recovery"
_KEYRING_SLOT: Final = "keyring"
DEFAULT_COST: Final = KdfCost()


class Keys:
    """The unlocked keys of one workspace folder. Wipe them when the program locks or quits."""

    def __init__(self, folder: Path, data_key: bytes, content: KeyFile) -> None:
        """Keep the folder, the data key and the key file as last read or written."""
        self.folder = folder
        self._data_key = bytearray(data_key)
        self._content = content

    def __repr__(self) -> str:
        return f"<Keys {self.key_id}>"

    def __reduce__(self) -> str:
        raise TypeError("keys are never pickled")

    @property
    def key_id(self) -> str:
        """The data key's fingerprint, 32 hex digits; safe to show and to write beside a backup."""
        return self._content.key_id

    @property
    def data_key(self) -> bytes:
        """The 32 bytes that encrypt the database."""
        if not self._data_key:
            raise ValueError("the keys were wiped")
        return bytes(self._data_key)

    @property
    def media_key(self) -> bytes:
        """The 32 bytes that encrypt photos and other attachments."""
        return self.derive("media")

    def derive(self, purpose: str) -> bytes:
        """A 32-byte key for one purpose; it tells nothing of the data key or of another purpose's key."""
        return _derive(self.data_key, purpose, _KEY_BYTES)

    def sealed(self, name: str) -> bytes | None:
        """The small secret of that name; None if there is none."""
        box = self._content.sealed.get(name)
        if box is None:
            return None
        from cryptography.exceptions import InvalidTag

        try:
            return _cipher(self.derive("sealed")).decrypt(box.nonce, box.data, self._seal_context(name))
        except InvalidTag as error:
            raise KeyFileDamaged(self.folder) from error

    def set_sealed(self, name: str, secret: bytes | None) -> None:
        """Keep a small secret in the key file under the data key (a seed, a .p12 secret); None removes it."""
        box = None
        if secret is not None:
            nonce = os.urandom(_NONCE_BYTES)
            box = Box(nonce, _cipher(self.derive("sealed")).encrypt(nonce, secret, self._seal_context(name)))
        self._save(self._content.with_sealed(name, box))

    def wipe(self) -> None:
        """Clear the data key; using the keys after this is an error."""
        self._data_key[:] = bytes(len(self._data_key))
        self._data_key.clear()

    def _seal_context(self, name: str) -> bytes:
        return f"inspektor sealed 1\x00{self.key_id}\x00{name}".encode()

    def _save(self, content: KeyFile) -> None:
        key_file.save(self.folder, content)
        self._content = content

    def _replace_slot(self, name: str, secret: bytes, cost: KdfCost) -> None:
        slot = _wrap(self.data_key, name, self.key_id, secret, cost)
        if name == _PASSPHRASE_SLOT:
            self._save(replace(self._content, passphrase=slot))
        else:
            self._save(replace(self._content, recovery=slot))


def _derive(key: bytes, purpose: str, length: int) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), length, salt=None, info=f"inspektor {purpose} 1".encode()).derive(key)


def _cipher(key: bytes) -> "AESGCM":
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key)


def _fingerprint(data_key: bytes) -> str:
    return _derive(data_key, "key id", 16).hex()


def _slot_context(name: str, key_id: str) -> bytes:
    return f"inspektor slot 1\x00{name}\x00{key_id}".encode()


def _wrapping_key(secret: bytes, salt: bytes, cost: KdfCost) -> bytes:
    from argon2.exceptions import HashingError
    from argon2.low_level import Type, hash_secret_raw

    try:
        return hash_secret_raw(secret, salt, cost.passes, cost.memory_kib, cost.lanes, _KEY_BYTES, Type.ID)
    except (HashingError, MemoryError) as error:
        raise TooLittleMemory from error


def _wrap(data_key: bytes, name: str, key_id: str, secret: bytes, cost: KdfCost) -> Slot:
    """Wrap the data key and prove that it unwraps again before anything is written."""
    salt, nonce = os.urandom(_SALT_BYTES), os.urandom(_NONCE_BYTES)
    cipher = _cipher(_wrapping_key(secret, salt, cost))
    box = Box(nonce, cipher.encrypt(nonce, data_key, _slot_context(name, key_id)))
    cipher.decrypt(nonce, box.data, _slot_context(name, key_id))
    return Slot(cost, salt, box)


def _unwrap(folder: Path, content: KeyFile, name: str, slot: Slot, secret: bytes) -> bytes | None:
    """The data key; None if the secret is another. KeyFileDamaged if what comes out is another data key."""
    from cryptography.exceptions import InvalidTag

    cipher = _cipher(_wrapping_key(secret, slot.salt, slot.cost))
    try:
        data_key = cipher.decrypt(slot.box.nonce, slot.box.data, _slot_context(name, content.key_id))
    except InvalidTag:
        return None
    if len(data_key) != _KEY_BYTES or _fingerprint(data_key) != content.key_id:
        raise KeyFileDamaged(folder)
    return data_key


def _passphrase_bytes(passphrase: str) -> bytes:
    """The same bytes whichever keyboard wrote an å as one character or as two."""
    return nfc(passphrase).encode("utf-8", errors="surrogatepass")


def check_passphrase_rules(passphrase: str) -> None:
    """PassphraseTooShort or PassphraseTooSimple if a new passphrase may not be used."""
    clean = nfc(passphrase)
    if len(clean) < MIN_PASSPHRASE:
        raise PassphraseTooShort
    if len(clean) > MAX_PASSPHRASE:
        raise RuleBroken("passphrase", tr_mark("The passphrase is too long."))
    if len(set(clean)) < MIN_DIFFERENT:
        raise PassphraseTooSimple


def create_keys(folder: Path, passphrase: str, cost: KdfCost = DEFAULT_COST) -> tuple[Keys, list[str]]:
    """Make and save the keys of a new workspace; gives also the recovery phrase, which is kept nowhere.

    KeyFileExists if the folder holds keys already: new ones would make the old data unreadable for ever.
    """
    check_passphrase_rules(passphrase)
    if key_file.any_keys_in(folder):
        raise KeyFileExists(folder)
    data_key, recovery_secret = os.urandom(_KEY_BYTES), os.urandom(words.SECRET_BYTES)
    key_id = _fingerprint(data_key)
    content = KeyFile(
        key_id=key_id,
        passphrase=_wrap(data_key, _PASSPHRASE_SLOT, key_id, _passphrase_bytes(passphrase), cost),
        recovery=_wrap(data_key, _RECOVERY_SLOT, key_id, recovery_secret, cost),
    )
    key_file.save(folder, content)
    return Keys(folder, data_key, content), words.phrase_with_check(recovery_secret)


def unlock(folder: Path, passphrase: str) -> Keys:
    """Open the folder's keys; WrongPassphrase, or a KeyFileError that says what is wrong with the file."""
    content = key_file.load(folder)
    secret = _passphrase_bytes(passphrase[: 4 * MAX_PASSPHRASE])
    data_key = _unwrap(folder, content, _PASSPHRASE_SLOT, content.passphrase, secret)
    if data_key is None:
        raise WrongPassphrase
    key_file.refresh_spare(folder, content)
    return Keys(folder, data_key, content)


def unlock_with_recovery(folder: Path, phrase: Sequence[str]) -> Keys:
    """Open the folder's keys with the printed words; a new passphrase should be asked for next."""
    content = key_file.load(folder)
    try:
        secret = words.secret_of_phrase(phrase)
    except words.UnknownWord as error:
        raise WrongRecoveryPhrase(place=error.place) from None
    except words.WrongCount as error:
        raise WrongRecoveryPhrase(count=error.count) from None
    except words.WrongCheck:
        raise WrongRecoveryPhrase from None
    data_key = _unwrap(folder, content, _RECOVERY_SLOT, content.recovery, secret)
    if data_key is None:
        raise WrongRecoveryPhrase
    key_file.refresh_spare(folder, content)
    return Keys(folder, data_key, content)


def set_keyring(keys: Keys, secret: bytes | None) -> None:
    """Let 32 random bytes that somebody else keeps open the keys too; None: no longer."""
    box = None
    if secret is not None:
        nonce = os.urandom(_NONCE_BYTES)
        context = _slot_context(_KEYRING_SLOT, keys.key_id)
        box = Box(nonce, _cipher(secret).encrypt(nonce, keys.data_key, context))
    keys._save(replace(keys._content, keyring=box))


def unlock_with_keyring(folder: Path, content: KeyFile, secret: bytes) -> Keys | None:
    """Open the keys with those bytes; None if they do not."""
    from cryptography.exceptions import InvalidTag

    box = content.keyring
    if box is None or len(secret) != _KEY_BYTES:
        return None
    try:
        data_key = _cipher(secret).decrypt(box.nonce, box.data, _slot_context(_KEYRING_SLOT, content.key_id))
    except InvalidTag:
        return None
    return Keys(folder, data_key, content)


def confirm_passphrase(keys: Keys, passphrase: str) -> None:
    """WrongPassphrase unless it is the workspace's own; asked again when a document is signed.

    Judged by the key file as it was opened: one that was put in its place since then decides nothing.
    """
    content, secret = keys._content, _passphrase_bytes(passphrase[: 4 * MAX_PASSPHRASE])
    if _unwrap(keys.folder, content, _PASSPHRASE_SLOT, content.passphrase, secret) is None:
        raise WrongPassphrase


def set_passphrase(keys: Keys, passphrase: str, cost: KdfCost = DEFAULT_COST) -> None:
    """Give unlocked keys a new passphrase; nothing but the key file is rewritten."""
    check_passphrase_rules(passphrase)
    keys._replace_slot(_PASSPHRASE_SLOT, _passphrase_bytes(passphrase), cost)


def change_passphrase(folder: Path, old: str, new: str, cost: KdfCost = DEFAULT_COST) -> Keys:
    """Exchange the passphrase; WrongPassphrase if the old one does not open the keys."""
    check_passphrase_rules(new)
    keys = unlock(folder, old)
    set_passphrase(keys, new, cost)
    return keys


def new_recovery_phrase(keys: Keys, cost: KdfCost = DEFAULT_COST) -> list[str]:
    """Make a new recovery phrase (the sheet was lost or seen); the old one opens nothing after this."""
    secret = os.urandom(words.SECRET_BYTES)
    keys._replace_slot(_RECOVERY_SLOT, secret, cost)
    return words.phrase_with_check(secret)
