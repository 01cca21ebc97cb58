"""An observation's photos: small, the right way up, with the caption and the description that each needs."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from inspektor.i18n import tr
from inspektor.shapes.views import PhotoRow
from ui import theme
from ui.dialogs.files import ask_for_file
from ui.operations import Operations
from ui.screens.follow_up.photo_work import PhotoSource, small_picture
from ui.widgets import paint
from ui.widgets.buttons import IconButton, secondary
from ui.widgets.text import Label
from ui.written import Written, WrittenRecord

_SIDE = 168
KINDS = (".jpg", ".jpeg", ".png", ".webp")


def photos_of(data: QMimeData) -> list[PhotoSource]:
    """The pictures that were dropped or pasted: files, or a picture without a file."""
    paths: list[PhotoSource] = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if paths:
        return paths
    picture = data.imageData() if data.hasImage() else None
    return [picture] if isinstance(picture, QImage) and not picture.isNull() else []


class PhotoStrip(QWidget):
    """`added(sources)` when photos are chosen or pasted, `removed(PhotoRow)`."""

    added = Signal(list)
    removed = Signal(object)

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._cards: dict[str, PhotoCard] = {}
        self._choose = secondary(tr("Add a photo"), "image-plus")
        self._paste = secondary(tr("Paste a photo"), "copy")
        self._choose.clicked.connect(self._ask)
        self._paste.clicked.connect(self.paste)
        hint = tr("JPEG, PNG or WebP. Photos can be dropped here. Never persons; position is taken out.")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._choose)
        buttons.addWidget(self._paste)
        buttons.addStretch(1)
        self._column = QVBoxLayout()
        self._column.setSpacing(16)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        whole.addLayout(self._column)
        whole.addLayout(buttons)
        whole.addWidget(Label(hint, "small", "muted", wrap=True))

    def show_photos(self, photos: Sequence[PhotoRow]) -> None:
        """Show these photos; those already shown stay as they are."""
        wanted = {photo.id for photo in photos}
        for gone in [key for key in self._cards if key not in wanted]:
            card = self._cards.pop(gone)
            card.flush()
            card.hide()
            card.deleteLater()
        for number, photo in enumerate(photos):
            card = self._cards.get(photo.id) or self._made(photo)
            self._column.insertWidget(number, card)
            card.show_photo(photo)

    def paste(self) -> bool:
        """Add what lies on the clipboard, if it is a picture."""
        sources = photos_of(QGuiApplication.clipboard().mimeData())
        if sources:
            self.added.emit(sources)
        return bool(sources)

    def _made(self, photo: PhotoRow) -> "PhotoCard":
        card = self._cards[photo.id] = PhotoCard(self._operations)
        card.removed.connect(self.removed)
        return card

    def _ask(self) -> None:
        pattern = " ".join(f"*{kind}" for kind in KINDS)
        chooser = ask_for_file(self, tr("Choose a photo"), tr("Photos ({pattern})").format(pattern=pattern))
        chooser.picked.connect(self._picked)

    def _picked(self, path: Path) -> None:
        self.added.emit([path])


class PhotoCard(QWidget):
    """One photo. `removed(PhotoRow)`."""

    removed = Signal(object)

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._photo: PhotoRow | None = None
        self._record = WrittenRecord(operations, "photo", "actions.observations.set_photo", self)
        self._picture = _Picture()
        caption = self._record.add(Written("caption", tr("Caption"), lines=1))
        self._told = self._record.add(
            Written("alternative_text", tr("Description for those who cannot see it"), lines=2, most=6)
        )
        remove = IconButton("trash-2", tr("Remove the photo"), tone="bad", small=True)
        remove.clicked.connect(self._remove)
        words = QVBoxLayout()
        words.setSpacing(10)
        words.addWidget(caption)
        words.addWidget(self._told)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self._picture, 0, top)
        row.addLayout(words, 1)
        row.addWidget(remove, 0, top)

    def show_photo(self, photo: PhotoRow) -> None:
        """Show this photo; asks for the picture the first time."""
        first = self._photo is None
        self._photo = photo
        self._record.show(photo.id, {"caption": photo.caption, "alternative_text": photo.alternative_text})
        self._told.set_hint("" if photo.alternative_text else tr("Needed before the protocol is signed."))
        self._picture.setAccessibleName(photo.alternative_text or photo.caption or tr("Photo"))
        if first:
            side = round(theme.px(_SIDE) * self.devicePixelRatioF())
            self._operations.ask(
                small_picture, photo.media, photo.turn, side, owner=self, done=self._picture.show_picture
            )

    def flush(self) -> None:
        """Hand over what is unsaved."""
        self._record.flush()

    def _remove(self) -> None:
        if self._photo is not None:
            self.removed.emit(self._photo)


class _Picture(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(_SIDE), theme.px(_SIDE))

    def show_picture(self, picture: QImage) -> None:
        self._picture = picture
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.start(painter)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        area = QRectF(self.rect())
        paint.box(painter, area, 8, "sunk", "line")
        if self._picture.isNull():
            side = theme.px(24)
            middle = QRectF(area.center().x() - side / 2, area.center().y() - side / 2, side, side)
            paint.icon(painter, "image", "muted", middle)
        else:
            size = self._picture.size().scaled(area.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(0, 0, size.width(), size.height())
            place.moveCenter(area.center())
            painter.drawImage(place, self._picture)
        painter.end()
