"""The tags of a note: small cells with a keycap each, of which one is chosen."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from ui import theme
from ui.widgets import paint
from ui.widgets.keycap import shown

_PAD, _ICON, _GAP = 9, 16, 6


@dataclass(frozen=True, slots=True)
class Tag:
    """A kind of note: its key, its word, its icon, the kind of chip it becomes."""

    key: str
    text: str
    icon: str
    kind: str


class _Cell(QRadioButton):
    def __init__(self, tag: Tag, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.tag = tag
        self._keys = shown(f"Ctrl+{number}").replace("+", " ")
        self.setText(tag.text)
        self.setAccessibleDescription(shown(f"Ctrl+{number}"))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        least = self.minimumSizeHint()
        return QSize(least.width() + _GAP + round(paint.keycap_width(self._keys)), least.height())

    def minimumSizeHint(self) -> QSize:
        inner = theme.px(_ICON) + _GAP + paint.width_of(self.text(), "label") + 2
        return QSize(round(inner) + 2 * _PAD, theme.px(30))

    def hitButton(self, place: QPoint) -> bool:
        return self.rect().contains(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.start(painter)
        area = QRectF(self.rect())
        chosen, kind = self.isChecked(), self.tag.kind
        if chosen:
            paint.box(painter, area, 8, f"{kind}_bg", kind, 2 if theme.current().outlined else 1)
        else:
            paint.box(painter, area, 8, "sunk" if self.underMouse() else "surface", "field")
        side = theme.px(_ICON)
        paint.icon(painter, self.tag.icon, kind, QRectF(_PAD, 0, side, area.height()))
        left = _PAD + side + _GAP
        text = QRectF(left, 0, area.width() - left, area.height())
        width = paint.words(painter, text, self.text(), "label", kind if chosen else "text")
        cap = QRectF(0, 0, paint.keycap_width(self._keys), paint.keycap_height())
        cap.moveTo(left + width + _GAP + 1, (area.height() - cap.height()) / 2)
        if cap.right() <= area.right() - 2:  # in a narrow window the word goes before the key
            paint.keycap(painter, cap, self._keys)
        if self.hasFocus():
            paint.focus_ring(painter, area)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()


class TagRow(QWidget):
    """`tagged(key)` when the user chose another tag, or "" for none."""

    tagged = Signal(str)

    def __init__(self, tags: Sequence[Tag], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._clicked)
        self._cells: list[_Cell] = []
        self._known = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for number, tag in enumerate(tags, start=1):
            cell = _Cell(tag, number, self)
            self._group.addButton(cell)
            self._cells.append(cell)
            row.addWidget(cell)

    def current(self) -> str:
        """The key of the chosen tag, or ""."""
        return next((cell.tag.key for cell in self._cells if cell.isChecked()), "")

    def set_current(self, key: str) -> None:
        """Choose without telling; "" chooses none."""
        self._known = key
        self._group.setExclusive(False)
        for cell in self._cells:
            cell.setChecked(cell.tag.key == key)
        self._group.setExclusive(True)

    def choose(self, number: int) -> bool:
        """Choose by number, from 1, as its key does; returns whether there is such a tag."""
        if not 1 <= number <= len(self._cells):
            return False
        self._clicked(self._cells[number - 1])
        return True

    def _clicked(self, cell: _Cell) -> None:
        """Chosen again, a tag goes."""
        self.set_current("" if cell.tag.key == self._known else cell.tag.key)
        self.tagged.emit(self._known)
