"""Photos of a phone or folder side by side, each with when it was taken; chosen with arrows and Space, or by pointer."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from inspektor import formats
from inspektor.i18n import tr
from ui import theme
from ui.screens.follow_up.photo_queue import PhotoQueue
from ui.screens.follow_up.photo_work import small_file
from ui.widgets import paint
from ui.widgets.picture import draw_picture

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_SIDE, _PAD, _LINE = 148, 8, 22
_PHOTO = Qt.ItemDataRole.UserRole
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FoundPhoto(Protocol):
    """What is known of a photo in a folder."""

    @property
    def path(self) -> Path: ...

    @property
    def taken_at(self) -> Any: ...

    @property
    def by_camera(self) -> bool: ...


class _Photos(QAbstractListModel):
    def __init__(self, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.today = today
        self.photos: tuple[FoundPhoto, ...] = ()

    def replace(self, photos: Sequence[FoundPhoto]) -> None:
        self.beginResetModel()
        self.photos = tuple(photos)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.photos)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        photo = self.photos[index.row()]
        if role == _PHOTO:
            return photo
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            return f"{_when(photo, self.today)}, {photo.path.name}"
        return photo.path.name if role == Qt.ItemDataRole.ToolTipRole else None


def _when(photo: FoundPhoto, today: date) -> str:
    clock = formats.clock_time(photo.taken_at)
    another = formats.as_date(photo.taken_at) != today
    words = f"{formats.date_short(photo.taken_at)} {clock}" if another else clock
    return words if photo.by_camera else tr("{time}, the file's time").format(time=words)


class _Delegate(QStyledItemDelegate):
    def __init__(self, grid: "PhotoGrid") -> None:
        super().__init__(grid)
        self._grid = grid

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        side = theme.px(_SIDE)
        return QSize(side, side + theme.px(_LINE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        photo: FoundPhoto = index.data(_PHOTO)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        whole = QRectF(option.rect).adjusted(3, 3, -3, -3)
        painter.save()
        paint.start(painter)
        if chosen:
            paint.selection(painter, whole)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint.focus_ring(painter, whole)
        frame = whole.adjusted(_PAD, _PAD, -_PAD, -theme.px(_LINE))
        paint.box(painter, frame, 6, "sunk", "accent" if chosen else "line", 2 if chosen else 1)
        draw_picture(painter, frame.adjusted(2, 2, -2, -2), self._grid.picture(photo))
        if chosen:
            side = theme.px(24)
            mark = QRectF(frame.right() - side - 4, frame.top() + 4, side, side)
            paint.box(painter, mark, side / 2, "accent")
            paint.icon(painter, "check", "on_accent", mark.adjusted(4, 4, -4, -4))
        line = QRectF(whole.left() + _PAD, frame.bottom(), whole.width() - 2 * _PAD, theme.px(_LINE))
        paint.words(
            painter, line, _when(photo, self._grid.today), "small", "text" if photo.by_camera else "warn"
        )
        painter.restore()


class PhotoGrid(QListView):
    """`changed` when others are chosen, `submitted` on Enter. `today` is the day that need not be named."""

    changed = Signal()
    submitted = Signal()

    def __init__(self, queue: PhotoQueue, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._queue, self.today = queue, today
        self._photos = _Photos(today, self)
        self._pictures: dict[Path, QImage] = {}
        self._asked: set[Path] = set()
        self.setModel(self._photos)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName(tr("Photos to fetch"))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.MultiSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.selectionModel().selectionChanged.connect(self.changed)

    def show_photos(self, photos: Sequence[FoundPhoto]) -> None:
        """Show these; what was chosen of them stays chosen."""
        chosen = set(self.chosen())
        self._queue.forget()
        self._asked = set(self._pictures)
        self._photos.replace(photos)
        model = self.selectionModel()
        for number, photo in enumerate(photos):
            if photo.path in chosen:
                model.select(self._photos.index(number), model.SelectionFlag.Select)
        if photos and not self.currentIndex().isValid():
            model.setCurrentIndex(self._photos.index(0), model.SelectionFlag.NoUpdate)
        self.changed.emit()

    def chosen(self) -> list[Path]:
        """The files that are chosen, in the order they were taken."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [self._photos.photos[row].path for row in rows]

    def picture(self, photo: FoundPhoto) -> QImage:
        """The photo made small; it is asked for when it first comes in sight."""
        path = photo.path
        if path not in self._asked:
            self._asked.add(path)
            side = round((theme.px(_SIDE) - 2 * _PAD) * self.devicePixelRatioF())
            self._queue.ask(small_file, path, side, show=partial(self._show, path))
        return self._pictures.get(path, QImage())

    def _show(self, path: Path, picture: QImage) -> None:
        self._pictures[path] = picture
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.submitted.emit()
            return
        super().keyPressEvent(event)
