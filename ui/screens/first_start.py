"""The first start: who you are, a passphrase, and the recovery sheet with two words asked back."""

from collections.abc import Sequence
from random import SystemRandom

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from inspektor.errors import InspektorError, RuleBroken
from inspektor.i18n import tr
from ui import theme
from ui.widgets.banner import BannerArea
from ui.widgets.buttons import link, primary, quiet, secondary
from ui.widgets.door_card import Door, DoorCard
from ui.widgets.field import Field
from ui.widgets.new_passphrase import NewPassphrase
from ui.widgets.progress_row import ProgressRow
from ui.widgets.text import Label
from ui.widgets.word_check import WordCheck

_COLUMNS = 3
_ASKED_BACK = 2


class FirstStartScreen(Door):
    """Asks for what a new workspace needs and hands over the recovery sheet."""

    set_up_asked = Signal(dict)
    """name, title, municipality, board, passphrase."""
    example_asked = Signal()
    sheet_saved = Signal()
    """Save the recovery sheet as PDF."""
    sheet_printed = Signal()
    """Print the recovery sheet."""
    finished = Signal()
    """The words were asked back and right."""

    def __init__(self, *, with_example: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._about = _AboutCard(with_example)
        self._work = _WorkCard()
        self.add_card(self._about)
        self.add_card(self._work)
        self._sheet: _SheetCard | None = None
        self._about.set_up_asked.connect(self._begin)
        self._about.example_asked.connect(self._begin_example)

    def _begin(self, values: dict[str, str]) -> None:
        self._work.set_text(tr("Making keys and workspace"))
        self.show_card(self._work)
        self.set_up_asked.emit(values)

    def _begin_example(self) -> None:
        self._work.set_text(tr("Making the example data"))
        self.show_card(self._work)
        self.example_asked.emit()

    def show_progress(self, done: int, total: int) -> None:
        """How far the making has come."""
        self._work.show_progress(done, total)

    def show_error(self, error: InspektorError) -> None:
        """It could not be made: say so by the field it concerns, or above them all."""
        self.show_card(self._about)
        self._about.show_error(error)

    def start_over(self) -> None:
        """Ask again."""
        self.show_card(self._about)

    def show_words(self, words: Sequence[str]) -> None:
        """The workspace is there; show the recovery phrase."""
        self._sheet = _SheetCard(words)
        self.add_card(self._sheet)
        self._sheet.sheet_saved.connect(self.sheet_saved)
        self._sheet.sheet_printed.connect(self.sheet_printed)
        self._sheet.finished.connect(self.finished)
        self.show_card(self._sheet)
        self._sheet.focus()

    def tell(self, kind: str, fact: str, meaning: str = "") -> None:
        """Say how saving or printing the sheet went."""
        if self._sheet is not None:
            self._sheet.tell(kind, fact, meaning)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self._about.focus)


class _AboutCard(DoorCard):
    set_up_asked = Signal(dict)
    example_asked = Signal()

    def __init__(self, with_example: bool, parent: QWidget | None = None) -> None:
        line = tr(
            "Your follow-ups are kept encrypted on this computer. Say who you are and choose a passphrase."
        )
        super().__init__("clipboard-check", tr("Welcome to Inspektor"), line, width=620, parent=parent)
        self._banners = BannerArea()
        self.add(self._banners)
        self._lines: dict[str, tuple[Field, QLineEdit]] = {}
        self._add_pair(
            ("name", tr("Name"), tr("For example {name}").format(name="Karin Åkerström")),
            ("title", tr("Title"), tr("For example quality reviewer")),
        )
        self._add_pair(
            ("municipality", tr("Municipality"), ""),
            ("board", tr("Board"), tr("For example the social board")),
        )
        self._passphrase = NewPassphrase(tr("Passphrase"), tr("The passphrase again"), side_by_side=True)
        self._passphrase.submitted.connect(self._ask)
        self.add(self._passphrase)
        make = primary(tr("Make workspace"))
        make.clicked.connect(self._ask)
        self.add(make)
        if with_example:
            self._add_example()

    def _add_example(self) -> None:
        example = link(tr("Try with example data"), "play")
        example.clicked.connect(self.example_asked)
        self.body.addWidget(example, 0, Qt.AlignmentFlag.AlignHCenter)

    def _add_pair(self, *pair: tuple[str, str, str]) -> None:
        row = QHBoxLayout()
        row.setSpacing(16)
        for name, label, hint in pair:
            line = QLineEdit()
            field = Field(label, line)
            line.setPlaceholderText(hint)
            line.returnPressed.connect(self.focusNextChild)
            self._lines[name] = (field, line)
            column = QVBoxLayout()
            column.addWidget(field)
            column.addStretch(1)
            row.addLayout(column, 1)
        self.body.addLayout(row)

    def focus(self) -> None:
        """Give the keyboard to the first field."""
        self._lines["name"][0].focus()

    def _ask(self) -> None:
        self._banners.clear()
        empty = [field for field, line in self._lines.values() if not line.text().strip()]
        for field in empty:
            field.set_error(tr("Fill in this field."))
        passphrase = self._passphrase.passphrase()
        if empty:
            empty[0].focus()
        elif passphrase is not None:
            values = {name: line.text().strip() for name, (_, line) in self._lines.items()}
            self.set_up_asked.emit(values | {"passphrase": passphrase})

    def show_error(self, error: InspektorError) -> None:
        """By the field it concerns, or above them all."""
        if isinstance(error, RuleBroken) and error.field in self._lines:
            field = self._lines[error.field][0]
            field.set_error(error.text())
            field.focus()
        elif isinstance(error, RuleBroken) and error.field == "passphrase":
            self._passphrase.refuse(" ".join(part for part in (error.text(), error.advice()) if part))
        else:
            self._banners.tell("bad", error.text(), error.advice())
            self.focus()


class _WorkCard(DoorCard):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("key-round", tr("One moment"), parent=parent)
        self._row = ProgressRow("", can_cancel=False)
        self.add(self._row)

    def set_text(self, text: str) -> None:
        """Say what is made."""
        self._row.set_text(text)

    def show_progress(self, done: int, total: int) -> None:
        """How far it has come."""
        self._row.set_progress(done, total)


class _SheetCard(DoorCard):
    sheet_saved = Signal()
    sheet_printed = Signal()
    finished = Signal()

    def __init__(self, words: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__("file-text", tr("Your recovery sheet"), width=620, parent=parent)
        self._banners = BannerArea()
        self.add(self._banners)
        self._words = _word_list(words)
        self.add(self._words)
        asked = sorted(SystemRandom().sample(range(1, len(words) + 1), _ASKED_BACK))
        self._check = WordCheck(words, asked)
        self._check.passed.connect(self._passed)
        self.add(self._check)
        self._add_buttons()
        self._show_step(asking=False)

    def _add_buttons(self) -> None:
        self._save = secondary(tr("Save as PDF"), "download")
        self._print = secondary(tr("Print"), "printer")
        self._go_on = primary(tr("I have kept the sheet"))
        self._back = quiet(tr("Show the words again"), "chevron-left")
        self._done = primary(tr("Open Inspektor"))
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self._save, self._print, self._back):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._go_on)
        row.addWidget(self._done)
        self.body.addLayout(row)
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
        for widget in (self._words, self._save, self._print, self._go_on):
            widget.setVisible(not asking)
        for widget in (self._check, self._back, self._done):
            widget.setVisible(asking)
        self.set_line(
            tr("Write two of the words from the sheet, to see that it can be read.")
            if asking
            else tr(
                "These words open the workspace if you forget the passphrase. Print them and lock them away."
            )
        )

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
        self._save.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, kind: str, fact: str, meaning: str) -> None:
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
