"""An observation's photos: small, the right way up, with the words and the look for persons that each needs."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from inspektor.i18n import tr
from inspektor.shapes.views import PhotoRow
from ui.dialogs.erase import ErasePhotoDialog
from ui.operations import Operations
from ui.screens.follow_up.photo_queue import PhotoQueue
from ui.screens.follow_up.photo_work import small_picture
from ui.widgets.buttons import IconButton
from ui.widgets.choice import Check
from ui.widgets.picture import Picture
from ui.widgets.rights import outlasts
from ui.widgets.versions_mark import VersionsMark
from ui.written import Written, WrittenRecord

SIDE = 168
Places = Sequence[tuple[str, str]]
"""Observations that a photo can be moved to: id, and how it is called."""


class PhotoStrip(QWidget):
    """`removed(PhotoRow)`, `moved(PhotoRow, observation_id)`."""

    removed = Signal(object)
    moved = Signal(object, str)

    def __init__(self, operations: Operations, queue: PhotoQueue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations, self._queue = operations, queue
        self._cards: dict[str, PhotoCard] = {}
        self._places: Places = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)

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
        self.setVisible(bool(photos))

    def show_places(self, places: Places) -> None:
        """Know where a photo can be moved to."""
        self._places = places

    def flush(self) -> None:
        """Hand over what is unsaved."""
        for card in self._cards.values():
            card.flush()

    def _made(self, photo: PhotoRow) -> "PhotoCard":
        card = self._cards[photo.id] = PhotoCard(self._operations, self._queue, lambda: self._places)
        card.removed.connect(self.removed)
        card.moved.connect(self.moved)
        return card


class PhotoCard(QWidget):
    """One photo. `removed(PhotoRow)`, `moved(PhotoRow, observation_id)`."""

    removed = Signal(object)
    moved = Signal(object, str)

    def __init__(
        self,
        operations: Operations,
        queue: PhotoQueue,
        places: Callable[[], Places],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._operations, self._queue, self._places = operations, queue, places
        self._photo: PhotoRow | None = None
        self._record = WrittenRecord(operations, "photo", "actions.observations.set_photo", self)
        self._picture = Picture(SIDE)
        self._caption = self._record.add(Written("caption", tr("Caption"), lines=1))
        self._told = self._record.add(
            Written("alternative_text", tr("Description for those who cannot see it"), lines=2, most=6)
        )
        self._empty = Check(tr("No persons in the photo"))
        self._empty.clicked.connect(self._confirm)
        self._move = IconButton("arrow-up-right", tr("Move the photo to another observation"), small=True)
        self._move.clicked.connect(self._offer)
        self._remove = IconButton("trash-2", tr("Remove the photo"), tone="bad", small=True)
        self._remove.clicked.connect(self._tell_removed)
        self._erase = IconButton("eraser", tr("Erase the photo for good"), tone="bad", small=True)
        self._erase.clicked.connect(self._ask_to_erase)
        outlasts(self._erase)  # what must not be kept goes after a signature, too
        self._lay_out()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(10)
        words.addWidget(self._caption)
        words.addWidget(self._told)
        words.addWidget(self._empty)
        versions = VersionsMark()
        self._record.marks.add(versions, "no_persons", "turn", "observation_id")
        words.addWidget(versions)
        words.addStretch(1)
        acts = QVBoxLayout()
        acts.setSpacing(4)
        acts.addWidget(self._move)
        acts.addWidget(self._remove)
        acts.addWidget(self._erase)
        acts.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addLayout(acts)

    def show_photo(self, photo: PhotoRow) -> None:
        """Show this photo; asks for the picture the first time."""
        first = self._photo is None
        self._photo = photo
        self._record.show(photo.id, {"caption": photo.caption, "alternative_text": photo.alternative_text})
        self._told.set_hint("" if photo.alternative_text else tr("Not described yet."))
        if not self._record.is_putting():
            self._empty.setChecked(photo.no_persons)
        self._picture.setAccessibleName(photo.alternative_text or photo.caption or tr("Photo"))
        self._move.setVisible(bool(self._places()))
        if first:
            media, side = photo.visible_media, self._picture.pixels()
            self._queue.ask(small_picture, media, photo.turn, side, show=self._picture.show_picture)

    def flush(self) -> None:
        """Hand over what is unsaved."""
        self._record.flush()

    def _confirm(self, confirmed: bool) -> None:
        self._record.put(None, no_persons=confirmed)

    def _tell_removed(self) -> None:
        if self._photo is not None:
            self.removed.emit(self._photo)

    def _ask_to_erase(self) -> None:
        if (photo := self._photo) is not None:
            self.flush()
            name = photo.caption or photo.alternative_text or tr("Photo")
            ErasePhotoDialog(self._operations, photo.id, name, self.window()).unfold()

    def _offer(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for observation_id, words in self._places():
            menu.addAction(words).triggered.connect(partial(self._tell_moved, observation_id))
        menu.popup(self._move.mapToGlobal(QPoint(0, self._move.height())))

    def _tell_moved(self, observation_id: str, _checked: bool = False) -> None:
        if self._photo is not None:
            self.flush()
            self.moved.emit(self._photo, observation_id)
