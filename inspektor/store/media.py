"""Photos and sealed documents: files beside the database, each encrypted, found by the SHA-256 of their content.

The file's name is a keyed hash, so that nobody who sees the folder can test it for a known picture. A file starts with a format
byte and a nonce; AES-256-GCM binds it to its content's hash.
"""

import hashlib
import hmac
import os
from collections.abc import Callable, Iterable
from pathlib import Path

from inspektor.errors import InspektorError
from inspektor.files import write_whole
from inspektor.i18n import tr
from inspektor.store.disk import known_disk_troubles, trouble_of

_FORMAT = b"\x01"
_NONCE = 12
_TAG = 16


class MediaMissing(InspektorError):
    """A file that a record names has not arrived, or is gone."""

    def text(self) -> str:
        """What is wrong."""
        return tr("A photo or document is not on this computer.")

    def advice(self) -> str:
        """What to do."""
        return tr("Sync with the shared folder; it comes from the colleague who added it.")


class MediaDamaged(InspektorError):
    """A file in the media store is not what was put there."""

    def text(self) -> str:
        """What is wrong."""
        return tr("A photo or document on this computer is damaged.")

    def advice(self) -> str:
        """What to do."""
        return tr("Sync with the shared folder to fetch it again, or restore a backup.")


class Media:
    """The media store of one workspace."""

    def __init__(self, folder: Path, media_key: bytes) -> None:
        """Name the folder (made if missing) and the 32-byte key."""
        self._folder = folder
        self.copies: Callable[[], Iterable[Path]] = tuple
        """Gives other folders that hold copies under the same names: what is forgotten is forgotten there too."""
        self._name_key = hmac.digest(media_key, b"name", "sha256")
        self._content_key = hmac.digest(media_key, b"content", "sha256")
        with known_disk_troubles():
            folder.mkdir(exist_ok=True)

    def _path(self, sha256: str) -> Path:
        return self._folder / self._name(sha256)

    def _name(self, sha256: str) -> str:
        name = hmac.digest(self._name_key, sha256.encode(), "sha256").hex()[:40]
        return f"{name[:2]}/{name}"

    def put(self, data: bytes) -> str:
        """Keep the bytes and return their SHA-256 in hex; a repeat is a no-op."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        sha256 = hashlib.sha256(data).hexdigest()
        path = self._path(sha256)
        if path.exists():
            return sha256
        nonce = os.urandom(_NONCE)
        sealed = AESGCM(self._content_key).encrypt(nonce, data, sha256.encode())
        with known_disk_troubles():
            path.parent.mkdir(exist_ok=True)
            write_whole(path, _FORMAT + nonce + sealed)
        return sha256

    def get(self, sha256: str) -> bytes:
        """The bytes of that SHA-256. MediaMissing if not here, MediaDamaged if they do not authenticate."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        try:
            sealed = self._path(sha256).read_bytes()
        except FileNotFoundError as error:
            raise MediaMissing from error
        except OSError as error:
            raise trouble_of(error) from error
        if sealed[:1] != _FORMAT:
            raise MediaDamaged
        try:
            return AESGCM(self._content_key).decrypt(
                sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :], sha256.encode()
            )
        except (InvalidTag, ValueError) as error:
            raise MediaDamaged from error

    def forget(self, sha256: str) -> None:
        """Remove the file, if it is here, and its copies that are in reach."""
        with known_disk_troubles():
            for folder in (self._folder, *self.copies()):
                (folder / self._name(sha256)).unlink(missing_ok=True)

    def size(self, sha256: str) -> int:
        """How many bytes the file has; 0 if it is not here."""
        path = self._path(sha256)
        return path.stat().st_size - len(_FORMAT) - _NONCE - _TAG if path.exists() else 0

    def has(self, sha256: str) -> bool:
        """Whether the file is here."""
        return self._path(sha256).exists()
