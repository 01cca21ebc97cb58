"""Work with photos off the GUI thread: taking them in, finding them on a phone, making them small for the screen."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QStorageInfo
from PySide6.QtGui import QImage

from inspektor.i18n import tr
from inspektor.shapes.photos import Incoming, PhotosTaken
from ui.operations import found

PhotoSource = Path | QImage
KINDS = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif")
_FOLDER = "photo folder"
_LONGEST = 60
_STORES = frozenset(
    {"internal storage", "internal shared storage", "intern lagring", "internt lagringsutrymme"}
)


def photos_of(data: QMimeData) -> list[PhotoSource]:
    """The pictures that were dropped or pasted: files, or a picture without a file."""
    paths: list[PhotoSource] = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if paths:
        return paths
    picture = data.imageData() if data.hasImage() else None
    return [picture] if isinstance(picture, QImage) and not picture.isNull() else []


def pasted_photos(data: QMimeData) -> list[PhotoSource]:
    """What of the clipboard is meant as photos: copied files, or a picture that is not the looks of a copied text."""
    if any(url.isLocalFile() for url in data.urls()):
        return photos_of(data)
    return [] if data.hasText() else photos_of(data)


def take_in(
    workspace: Any,
    observation_id: str,
    sources: Sequence[PhotoSource],
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> PhotosTaken:
    """Add photos to an observation. On a slow lane."""
    files = [_incoming(source) for source in sources]
    taken: PhotosTaken = found("actions.observations.add_photos")(
        workspace, observation_id, files, progress, cancelled
    )
    return taken


def _incoming(source: PhotoSource) -> Incoming:
    if isinstance(source, QImage):
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        source.save(buffer, "PNG")  # type: ignore[call-overload]
        return Incoming(tr("The pasted picture"), data=bytes(buffer.data().data()))
    return Incoming(source.name, source, left_on=place_of(source))


def place_of(path: Path) -> str:
    """What the phone or folder is called where a copy of the photo stays behind, as one says it after "in"."""
    if "DCIM" in path.parts:
        return tr("the phone or camera {name}").format(name=phone_name(path))
    return tr("the folder {name}").format(name=path.parent.name[:_LONGEST])


def phone_name(path: Path) -> str:
    """What the phone, camera or card is called that has this file or folder, by its label or by where it appears."""
    above = path.parts[: path.parts.index("DCIM")]
    named = [part for part in above if part.lower() not in _STORES]
    name = QStorageInfo(str(path)).name() or (named[-1] if named else "")
    return name.strip("/\\")[:_LONGEST]


# A phone or a folder


def folders(workspace: Any) -> tuple[Path | None, tuple[Path, ...]]:
    """The folder that photos were fetched from last, if it is there, and the phones that are plugged in."""
    kept = workspace.local.get(_FOLDER)
    last = Path(kept.decode()) if kept else None
    try:
        there = last is not None and last.is_dir()
    except OSError:
        there = False
    return (last if there else None), found("exchange.photo_folder.phones")()


def photos_in(workspace: Any, folder: Path, *args: Any, **named: Any) -> Any:
    """The photos of a folder, which is remembered."""
    photos = found("exchange.photo_folder.photos_in")(folder, *args, **named)
    workspace.local.set(_FOLDER, str(folder).encode())
    return photos


# Small pictures


def small_picture(workspace: Any, media: str, turn: int, side: int) -> QImage:
    """A kept photo the right way up, `side` pixels along its longer side. Null if it cannot be shown."""
    return _drawn(found("queries.observations.small_photo")(workspace, media, turn, side))


def small_file(_workspace: Any, path: Path, side: int) -> QImage:
    """A photo in a folder, the same way."""
    return _drawn(found("exchange.photo_small.small_file")(path, side))


def _drawn(small: Any) -> QImage:
    if small is None:
        return QImage()
    picture = QImage(small.rgb, small.width, small.height, 3 * small.width, QImage.Format.Format_RGB888)
    return picture.copy()  # the bytes are Python's
