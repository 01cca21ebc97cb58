"""Work with photos off the GUI thread: taking them in, and making them small for the screen, the right way up."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QTransform

from inspektor.errors import InspektorError
from inspektor.i18n import tr
from ui.operations import found

PhotoSource = Path | QImage
Refusal = tuple[str, InspektorError]
"""What the file was called, and why it was not taken."""
# EXIF orientation: mirrored from side to side first, then turned clockwise.
_TURNS = {
    1: (False, 0),
    2: (True, 0),
    3: (False, 180),
    4: (True, 180),
    5: (True, 270),
    6: (False, 90),
    7: (True, 90),
    8: (False, 270),
}


class PhotoUnreadable(InspektorError):
    """The file cannot be read from where it lies."""

    def text(self) -> str:
        """What did not work."""
        return tr("The file could not be read.")

    def advice(self) -> str:
        """What to do."""
        return tr("Copy it to this computer and add it from there.")


def add_photos(
    workspace: Any,
    observation_id: str,
    sources: Sequence[PhotoSource],
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> list[Refusal]:
    """Add each photo to the observation; gives those that were refused, with why. On a slow lane."""
    add = found("actions.observations.add_photo")
    refused: list[Refusal] = []
    for number, source in enumerate(sources):
        if cancelled is not None and cancelled():
            break
        if progress is not None:
            progress(number, len(sources))
        try:
            add(workspace, observation_id, _data(source))
        except InspektorError as error:
            refused.append((source.name if isinstance(source, Path) else tr("The pasted picture"), error))
    return refused


def _data(source: PhotoSource) -> bytes:
    if isinstance(source, QImage):
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        source.save(buffer, "PNG")  # type: ignore[call-overload]
        return bytes(buffer.data().data())
    try:
        return source.read_bytes()
    except OSError as error:
        raise PhotoUnreadable from error


def small_picture(workspace: Any, media: str, turn: int, side: int) -> QImage:
    """The photo the right way up, `side` pixels along its longer side. On a slow lane. Null if Qt cannot draw it."""
    data = found("queries.observations.photo_data")(workspace, media)
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(False)
    size = reader.size()
    if size.isValid():
        reader.setScaledSize(_fitting(size, side))
    picture = reader.read()
    if picture.isNull():
        return picture
    return turned(picture.scaled(_fitting(picture.size(), side)), turn)


def _fitting(size: QSize, side: int) -> QSize:
    return size.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio)


def turned(picture: QImage, turn: int) -> QImage:
    """The picture the right way up, by its EXIF orientation."""
    mirrored, degrees = _TURNS.get(turn, (False, 0))
    if mirrored:
        picture = picture.flipped(Qt.Orientation.Horizontal)
    return picture.transformed(QTransform().rotate(degrees)) if degrees else picture
