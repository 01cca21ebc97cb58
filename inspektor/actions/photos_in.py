"""Photos on their way into the workspace: read once, cleaned, their files stored."""

import hashlib
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.shapes.photos import Incoming
from inspektor.store.workspace import Workspace

if TYPE_CHECKING:
    from inspektor.exchange.photo import PhotoFile


class PhotoKnown(InspektorError):
    """The follow-up has this photo already."""

    def text(self) -> str:
        """What is so."""
        return tr("The photo is there already.")


class PhotoUnreadable(InspektorError):
    """The file cannot be read from where it lies."""

    def text(self) -> str:
        """What did not work."""
        return tr("The file could not be read.")

    def advice(self) -> str:
        """What to do."""
        return tr("Copy it to this computer and add it from there.")


def received(file: Incoming | bytes, have: Collection[str] = ()) -> "PhotoFile":
    """The photo, checked and cleaned. PhotoKnown if the SHA-256 of its bytes is in `have`; PhotoRefused, PhotoUnreadable."""
    from inspektor.exchange.photo import MOST_BYTES, read_photo  # Pillow, only where there is a photo

    data = file if isinstance(file, bytes) else _bytes(file, MOST_BYTES)
    if have and hashlib.sha256(data).hexdigest() in have:
        raise PhotoKnown
    return read_photo(data)


def _bytes(file: Incoming, most: int) -> bytes:
    """What the file holds, no more of it than tells that it is too much."""
    if file.path is None:
        return file.data
    try:
        with file.path.open("rb") as opened:
            return opened.read(most + 1)
    except OSError as error:
        raise PhotoUnreadable from error


def kept(workspace: Workspace, photo: "PhotoFile") -> tuple[str, str | None]:
    """Store its files; gives their SHA-256, of the photo and of the JPEG beside it."""
    return workspace.media.put(photo.data), workspace.media.put(photo.shown) if photo.shown else None


def file_values(photo: "PhotoFile", files: tuple[str, str | None]) -> dict[str, Any]:
    """What the record says of a photo."""
    return {
        "media": files[0],
        "shown_media": files[1],
        "media_type": photo.media_type,
        "width": photo.width,
        "height": photo.height,
        "turn": photo.turn,
        "taken_at": photo.taken_at,
        "original_hash": photo.original_hash,
    }
