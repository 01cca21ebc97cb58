"""A recovery phrase: shown as numbered words, kept on paper, and two of the words asked back before one goes on."""

from collections.abc import Sequence
from random import SystemRandom

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from inspektor.i18n import tr
from ui import theme
from ui.widgets.banner import BannerArea
from ui.widgets.buttons import primary, quiet, secondary
from ui.widgets.text import Label
from ui.widgets.word_check import WordCheck

_COLUMNS = 3
_ASKED_BACK = 2


class RecoverySheet(QWidget):
    """`sheet_saved`, `sheet_printed` ask for paper; `turned(asking)` when the words give way to the question; `finished`."""

    sheet_saved = Signal()
    sheet_printed = Signal()
    turned = Signal(bool)
    finished = Signal()

    def __init__(
        self, words: Sequence[str], verb: str, *, on_paper: bool = True, parent: QWidget | None = None
    ) -> None:
        """`verb` is what one does when the words were asked back; without `on_paper` one writes them by hand."""
        super().__init__(parent)
        self._on_paper = on_paper
        self._banners = BannerArea()
        self._words = _word_list(words)
        asked = sorted(SystemRandom().sample(range(1, len(words) + 1), _ASKED_BACK))
        self._check = WordCheck(words, asked)
        self._check.passed.connect(self._passed)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        for widget in (self._banners, self._words, self._check):
            self._column.addWidget(widget)
        self._add_buttons(verb)
        self._show_step(asking=False)

    def _add_buttons(self, verb: str) -> None:
        self._save = secondary(tr("Save as PDF"), "download")
        self._print = secondary(tr("Print"), "printer")
        self._go_on = primary(tr("I have kept the sheet"))
        self._back = quiet(tr("Show the words again"), "chevron-left")
        self._done = primary(verb)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self._save, self._print, self._back):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._go_on)
        row.addWidget(self._done)
        self._column.addLayout(row)
        self._save.clicked.connect(self.sheet_saved)
        self._print.clicked.connect(self.sheet_printed)
        self._go_on.clicked.connect(self._ask_back)
        self._back.clicked.connect(self._show_words)
        self._done.clicked.connect(self._finish)

    def _ask_back(self) -> None:
        self._banners.clear()
        self._show_step(asking=True)
        self._check.focus()

    def _show_words(self) -> None:
        self._show_step(asking=False)
        self.focus()

    def _show_step(self, *, asking: bool) -> None:
        for widget in (self._words, self._go_on):
            widget.setVisible(not asking)
        for widget in (self._save, self._print):
            widget.setVisible(self._on_paper and not asking)
        for widget in (self._check, self._back, self._done):
            widget.setVisible(asking)
        self.turned.emit(asking)

    def _passed(self) -> None:
        self._done.setFocus(Qt.FocusReason.OtherFocusReason)

    def _finish(self) -> None:
        if self._check.is_right():
            self.finished.emit()
        else:
            self._check.complain()
            self._check.focus()

    def focus(self) -> None:
        """Give the keyboard to the first thing to do."""
        first = self._save if self._on_paper else self._go_on
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, kind: str, fact: str, meaning: str = "") -> None:
        """Say how saving or printing went."""
        self._banners.clear()
        self._banners.tell(kind, fact, meaning)


def _word_list(words: Sequence[str]) -> QWidget:
    """The words in columns, numbered, to be read down each column as on the sheet."""
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(6)
    rows = -(-len(words) // _COLUMNS)
    for place, word in enumerate(words):
        column, row = divmod(place, rows)
        number = Label(f"{place + 1}.", "fact", "muted")
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        number.setFixedWidth(theme.px(24))
        shown = Label(word, "note")
        shown.setAccessibleName(f"{place + 1}. {word}")
        grid.addWidget(number, row, 2 * column)
        grid.addWidget(shown, row, 2 * column + 1)
        grid.setColumnStretch(2 * column + 1, 1)
    return holder
