"""Answers to point at: a row of cells, rows standing up where the words are long, or a scale with pictures."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QWidget

from ui import theme
from ui.widgets import paint, wrapped_text
from ui.widgets.segmented import RADIUS, cell_path, draw_cell, joined

ROW, PICTURED, PICTURE = 36, 112, 44
_ROW_PICTURED, _ROW_PICTURE = 56, 36
_PAD, _GAP, _LEAST = 13, 10, 84
_LONG = 44
"""With more letters than this, nothing else has room beside a row of cells."""
_BACK = (Qt.Key.Key_Up, Qt.Key.Key_Left)
_ON = (Qt.Key.Key_Down, Qt.Key.Key_Right)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


@dataclass(frozen=True, slots=True)
class AnswerChoice:
    """One answer: its word, and a picture (an icon's name) with what it looks like in words."""

    key: str
    text: str
    picture: str = ""
    described: str = ""


class _Cell(QRadioButton):
    """One answer. Arrows move without choosing: a choice here is written at once."""

    def __init__(self, choice: AnswerChoice, number: int, *, last: bool, parent: "AnswerOptions") -> None:
        super().__init__(parent)
        self.choice, self.number = choice, number
        self._last, self._options = last, parent
        self.after: _Cell | None = None
        self.setText(choice.text)
        self.setAccessibleName(choice.text)
        self.setAccessibleDescription(choice.described)
        self.toggled.connect(parent.update)

    def needed(self) -> int:
        """How wide its words are with what stands before them."""
        word = max(paint.width_of(self.text(), "control"), paint.width_of(self.text(), "strong"))
        return round(word + self._words_left()) + _PAD + 2

    def _words_left(self) -> float:
        return _PAD + paint.keycap_width(str(self.number)) + _GAP

    def hitButton(self, place: QPoint) -> bool:
        return self.rect().contains(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & ~_KEYPAD:
            super().keyPressEvent(event)
        elif event.key() in _BACK or event.key() in _ON:
            self._options.move_focus(self, -1 if event.key() in _BACK else 1)
        elif event.key() in _ENTER:
            self.click()
            self._options.done.emit()
        elif not self._options.take_digit(event.text()):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.start(painter)
        chosen, standing = self.isChecked(), self._options.standing
        left_to_next = self.after is not None and self.after.isChecked()
        area = QRectF(self.rect())
        outline = joined(area, start=self.number == 1 or chosen, end=not left_to_next, standing=standing)
        path = cell_path(outline, first=self.number == 1, last=self._last, standing=standing)
        hover = "sunk" if self.underMouse() and self.isEnabled() else "surface"
        thick = 2 if chosen and (theme.current().outlined or self._options.pictured) else 1
        draw_cell(painter, path, "accent_bg" if chosen else hover, "accent" if chosen else "field", thick)
        ink = "accent" if chosen else "text" if self.isEnabled() else "field"
        if self._options.pictured and not standing:
            self._draw_picture(painter, area, ink)
        else:
            self._draw_words(painter, area, ink)
        if self.hasFocus():
            paint.focus_ring(painter, area.adjusted(3, 3, -3, -3), RADIUS - 3)
        painter.end()

    def _draw_words(self, painter: QPainter, area: QRectF, ink: str) -> None:
        cap = QRectF(0, 0, paint.keycap_width(str(self.number)), paint.keycap_height())
        cap.moveTo(_PAD, (area.height() - cap.height()) / 2)
        paint.keycap(painter, cap, str(self.number))
        left = self._words_left()
        if self.choice.picture:
            side = theme.px(_ROW_PICTURE)
            paint.icon(painter, self.choice.picture, ink, QRectF(left, area.top(), side, area.height()))
            left += side + _GAP
        role = "strong" if self.isChecked() else "control"
        paint.words(painter, area.adjusted(left, 0, -4, 0), self.text(), role, ink)

    def _draw_picture(self, painter: QPainter, area: QRectF, ink: str) -> None:
        side, top = theme.px(PICTURE), theme.px(12)
        if self.choice.picture:
            mark = QRectF(area.center().x() - side / 2, top, side, side)
            paint.icon(painter, self.choice.picture, ink, mark)
        below = area.adjusted(6, top + side + 4 if self.choice.picture else 6, -6, -6)
        role = "strong" if self.isChecked() else "control"
        spacing = wrapped_text.line_spacing(role)
        for number, line in enumerate(wrapped_text.lines(self.text(), role, below.width(), 2)):
            place = QRectF(below.left(), below.top() + number * spacing, below.width(), spacing)
            paint.words(painter, place, line, role, ink, Qt.AlignmentFlag.AlignCenter)


class AnswerOptions(QWidget):
    """One of several, or none yet. `chosen(key)` tells of the user's choice only, `done` that one wants to go on.

    One tab stop: arrows move, digits and Enter choose and go on, Space chooses. Where there is no room for a row of
    cells they stand up; `long` ones are best given a line of their own.
    """

    chosen = Signal(str)
    done = Signal()

    def __init__(self, choices: Sequence[AnswerChoice], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.pictured = any(choice.picture for choice in choices)
        self.long = self.pictured or sum(len(choice.text) + 4 for choice in choices) > _LONG
        self.standing = False
        self._known = ""
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._clicked)
        self._cells: list[_Cell] = []
        for number, choice in enumerate(choices, start=1):
            cell = _Cell(choice, number, last=number == len(choices), parent=self)
            if self._cells:
                self._cells[-1].after = cell
            self._cells.append(cell)
            self._group.addButton(cell)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._keep_one_tab_stop()

    def _needed(self) -> int:
        """How wide a row of all cells is."""
        return sum(theme.px(_LEAST) if self.pictured else cell.needed() for cell in self._cells)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width >= self._needed():
            return theme.px(PICTURED if self.pictured else ROW)
        return len(self._cells) * theme.px(_ROW_PICTURED if self.pictured else ROW)

    def sizeHint(self) -> QSize:
        return QSize(self._needed(), self.heightForWidth(self._needed()))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(140), theme.px(PICTURED if self.pictured else ROW))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        """Not by a layout: with one, Qt would not ask how high this is at a width."""
        self.standing = self.width() < self._needed()
        left, high = 0, self.heightForWidth(self.width())
        for number, cell in enumerate(self._cells):
            if self.standing:
                each = high // len(self._cells)
                cell.setGeometry(0, number * each, self.width(), each)
                continue
            share = self.width() * (number + 1) // len(self._cells) - left
            width = share if self.pictured else cell.needed()
            cell.setGeometry(left, 0, width, high)
            left += width

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_cells"):
            self.updateGeometry()
            self._place()

    def current(self) -> str:
        """The key of the answer, or ""."""
        return next((cell.choice.key for cell in self._cells if cell.isChecked()), "")

    def set_current(self, key: str) -> None:
        """Show an answer, or none, without telling."""
        self._known = key
        self._group.setExclusive(False)
        for cell in self._cells:
            cell.setChecked(cell.choice.key == key)
        self._group.setExclusive(True)
        self._keep_one_tab_stop()

    def take_digit(self, text: str) -> bool:
        """Choose by a digit and go on; returns whether it was one of ours."""
        if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= len(self._cells)):
            return False
        self._cells[int(text) - 1].setFocus(Qt.FocusReason.OtherFocusReason)
        self._cells[int(text) - 1].click()
        self.done.emit()
        return True

    def move_focus(self, cell: QRadioButton, step: int) -> None:
        """Go to the answer before or after."""
        place = next(n for n, each in enumerate(self._cells) if each is cell) + step
        if 0 <= place < len(self._cells):
            self._cells[place].setFocus(Qt.FocusReason.TabFocusReason)

    def focus_first(self) -> None:
        """Give the keyboard to the answer, else to the first."""
        self._stop().setFocus(Qt.FocusReason.TabFocusReason)

    def _stop(self) -> _Cell:
        return next((cell for cell in self._cells if cell.isChecked()), self._cells[0])

    def _keep_one_tab_stop(self) -> None:
        stop = self._stop()
        for cell in self._cells:
            cell.setFocusPolicy(Qt.FocusPolicy.StrongFocus if cell is stop else Qt.FocusPolicy.ClickFocus)

    def _clicked(self, cell: _Cell) -> None:
        self._keep_one_tab_stop()
        if cell.choice.key != self._known:
            self._known = cell.choice.key
            self.chosen.emit(cell.choice.key)
