"""The rating: five rows standing up, with keycaps 1-5; the chosen row unfolds its definition."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.widgets import paint, wrapped_text
from ui.widgets.segmented import RADIUS, cell_path, draw_cell, joined

ROW = 36
_PAD, _TEXT_LEFT, _MOST_LINES = 13, 48, 6
_BESIDE = (Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Right)


@dataclass(frozen=True, slots=True)
class RatingChoice:
    """One step of the scale: its word, what it means, and how it looks when chosen."""

    key: str
    text: str
    definition: str = ""
    tone: str = "neutral"
    icon: str = "minus"


class _Row(QRadioButton):
    """One row. Arrows move between rows without choosing: a choice here is written at once."""

    def __init__(self, choice: RatingChoice, number: int, *, last: bool, parent: "RatingList") -> None:
        super().__init__(parent)
        self.choice = choice
        self._number, self._last = number, last
        self._list = parent
        self.setText(choice.text)
        self.setAccessibleName(f"{number}. {choice.text}")
        self.setAccessibleDescription(choice.definition)
        self.after: _Row | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.toggled.connect(self._unfold)

    def _unfold(self) -> None:
        self.updateGeometry()
        self._list.update()

    def _text_left(self) -> float:
        return max(theme.px(_TEXT_LEFT), _PAD + paint.keycap_width(str(self._number)) + 12)

    def _unfolds(self) -> bool:
        return self.isChecked() and bool(self.choice.definition)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if not self._unfolds():
            return theme.px(ROW)
        room = width - self._text_left() - _PAD
        text = wrapped_text.height(self.choice.definition, "small", room, _MOST_LINES)
        return theme.px(ROW) + round(text) + 8

    def sizeHint(self) -> QSize:
        width = theme.px(240)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(160), theme.px(ROW))

    def hitButton(self, place: QPoint) -> bool:
        return self.rect().contains(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _BESIDE:
            self._list.move_focus(self, -1 if event.key() in _BESIDE[:2] else 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif not self._list.take_digit(event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.start(painter)
        chosen, tone = self.isChecked(), self.choice.tone
        start, left_to_next = self._number == 1 or chosen, self.after is not None and self.after.isChecked()
        area = joined(QRectF(self.rect()), start=start, end=not left_to_next, standing=True)
        path = cell_path(area, first=self._number == 1, last=self._last, standing=True)
        hover = "sunk" if self.underMouse() and self.isEnabled() else "surface"
        thick = 2 if chosen and theme.current().outlined else 1
        draw_cell(painter, path, f"{tone}_bg" if chosen else hover, tone if chosen else "field", thick)
        self._draw_content(painter, chosen, tone)
        if self.hasFocus():
            paint.focus_ring(painter, QRectF(self.rect()).adjusted(2, 2, -2, -2), RADIUS - 2)
        painter.end()

    def _draw_content(self, painter: QPainter, chosen: bool, tone: str) -> None:
        row, left = theme.px(ROW), self._text_left()
        cap = QRectF(0, 0, paint.keycap_width(str(self._number)), paint.keycap_height())
        cap.moveTo(_PAD, (row - cap.height()) / 2)
        paint.keycap(painter, cap, str(self._number))
        side = theme.px(18)
        text = QRectF(left, 0, self.width() - left - _PAD - side - 8, row)
        ink = tone if chosen else "text" if self.isEnabled() else "field"
        paint.words(painter, text, self.text(), "strong" if chosen else "control", ink)
        if chosen:
            mark = QRectF(self.width() - _PAD - side, (row - side) / 2, side, side)
            paint.icon(painter, self.choice.icon, tone, mark)
        if self._unfolds():
            below = QRectF(left, row - 4, self.width() - left - _PAD, self.height() - row)
            wrapped_text.draw(painter, below, self.choice.definition, "small", tone, _MOST_LINES)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()


class RatingList(QWidget):
    """Rates one thing. Digits choose while it has focus, Alt+digit and Ctrl+digit anywhere in the window.

    `rated(key)` tells of the user's choice only.
    """

    rated = Signal(str)

    def __init__(
        self,
        choices: Sequence[RatingChoice],
        name: str,
        *,
        modifiers: Sequence[str] = ("Alt", "Ctrl"),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._clicked)
        self._rows: list[_Row] = []
        self._known = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for number, choice in enumerate(choices, start=1):
            row = _Row(choice, number, last=number == len(choices), parent=self)
            if self._rows:
                self._rows[-1].after = row
            self._group.addButton(row)
            self._rows.append(row)
            column.addWidget(row)
            for modifier in modifiers:
                shortcut = QShortcut(QKeySequence(f"{modifier}+{number}"), self)
                shortcut.activated.connect(row.click)
        column.addStretch(1)
        self._keep_one_tab_stop()

    def current(self) -> str:
        """The key of the rating, or "" where there is none."""
        return next((row.choice.key for row in self._rows if row.isChecked()), "")

    def set_current(self, key: str) -> None:
        """Show a rating, or none, without telling."""
        self._known = key
        self._group.setExclusive(False)
        for row in self._rows:
            row.setChecked(row.choice.key == key)
        self._group.setExclusive(True)
        self._keep_one_tab_stop()

    def take_digit(self, event: QKeyEvent) -> bool:
        """Choose by an unmodified digit; returns whether it was one of ours."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        text = event.text()
        if not (plain and text.isdecimal() and 1 <= int(text) <= len(self._rows)):
            return False
        self._rows[int(text) - 1].setFocus(Qt.FocusReason.OtherFocusReason)
        self._rows[int(text) - 1].click()
        return True

    def move_focus(self, row: QRadioButton, step: int) -> None:
        """Go to the row above or below."""
        place = next(n for n, each in enumerate(self._rows) if each is row) + step
        if 0 <= place < len(self._rows):
            self._rows[place].setFocus(Qt.FocusReason.TabFocusReason)

    def focus_current(self) -> None:
        """Give the keyboard to the chosen row, else the first."""
        row = next((row for row in self._rows if row.isChecked()), self._rows[0])
        row.setFocus(Qt.FocusReason.TabFocusReason)

    def _keep_one_tab_stop(self) -> None:
        stop = next((row for row in self._rows if row.isChecked()), self._rows[0])
        for row in self._rows:
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if row is stop else Qt.FocusPolicy.ClickFocus)

    def _clicked(self, row: _Row) -> None:
        self._keep_one_tab_stop()
        if row.choice.key != self._known:
            self._known = row.choice.key
            self.rated.emit(row.choice.key)
