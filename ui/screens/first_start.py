"""The first start: who you are, a passphrase, and the recovery sheet with two words asked back."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from inspektor.errors import InspektorError, RuleBroken
from inspektor.i18n import tr
from ui.widgets.banner import BannerArea
from ui.widgets.buttons import link, primary
from ui.widgets.door_card import Door, DoorCard
from ui.widgets.field import Field
from ui.widgets.lost_card import LostCard
from ui.widgets.new_passphrase import NewPassphrase
from ui.widgets.progress_row import ProgressRow
from ui.widgets.recovery_sheet import RecoverySheet


class FirstStartScreen(Door):
    """Asks for what a new workspace needs and hands over the recovery sheet."""

    set_up_asked = Signal(dict)
    """name, title, municipality, board, passphrase."""
    example_asked = Signal()
    restore_asked = Signal()
    """Look for a backup to put in place."""
    elsewhere_asked = Signal()
    """Choose where the workspace lies now."""
    sheet_saved = Signal()
    """Save the recovery sheet as PDF."""
    sheet_printed = Signal()
    """Print the recovery sheet."""
    finished = Signal()
    """The words were asked back and right."""

    def __init__(
        self, *, with_example: bool = True, lost: Path | None = None, parent: QWidget | None = None
    ) -> None:
        """`lost`: where a workspace lay that is not there any more."""
        super().__init__(parent)
        self._about = _AboutCard(with_example)
        self._work = _WorkCard()
        self._lost = LostCard(lost) if lost is not None else None
        if self._lost is not None:
            self.add_card(self._lost)
            self._lost.elsewhere_asked.connect(self.elsewhere_asked)
            self._lost.restore_asked.connect(self.restore_asked)
            self._lost.anew_asked.connect(self._begin_anew)
        self.add_card(self._about)
        self.add_card(self._work)
        self._sheet: RecoverySheet | None = None
        self._about.set_up_asked.connect(self._begin)
        self._about.example_asked.connect(self._begin_example)
        self._about.restore_asked.connect(self.restore_asked)

    def say_none_in(self, folder: Path) -> None:
        """There is no workspace where it was said to lie."""
        if self._lost is not None:
            self._lost.say_none_in(folder)

    def _begin_anew(self) -> None:
        self.show_card(self._about)
        self._about.focus()

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
        card = _SheetCard(words)
        self.add_card(card)
        self._sheet = card.sheet
        self._sheet.sheet_saved.connect(self.sheet_saved)
        self._sheet.sheet_printed.connect(self.sheet_printed)
        self._sheet.finished.connect(self.finished)
        self.show_card(card)
        self._sheet.focus()

    def tell(self, kind: str, fact: str, meaning: str = "") -> None:
        """Say how saving or printing the sheet went."""
        if self._sheet is not None:
            self._sheet.tell(kind, fact, meaning)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, (self._lost or self._about).focus)


class _AboutCard(DoorCard):
    set_up_asked = Signal(dict)
    example_asked = Signal()
    restore_asked = Signal()

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
        self._add_other_ways(with_example)

    def _add_other_ways(self, with_example: bool) -> None:
        ways = [(tr("Restore a backup"), "history", self.restore_asked)]
        if with_example:
            ways.insert(0, (tr("Try with example data"), "play", self.example_asked))
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addStretch(1)
        for text, icon, asked in ways:
            way = link(text, icon)
            way.clicked.connect(asked)
            row.addWidget(way)
        row.addStretch(1)
        self.body.addLayout(row)

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
    def __init__(self, words: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__("file-text", tr("Your recovery sheet"), width=620, parent=parent)
        self.sheet = RecoverySheet(words, tr("Open Inspektor"))
        self.sheet.turned.connect(self._say)
        self.add(self.sheet)
        self._say(False)

    def _say(self, asking: bool) -> None:
        self.set_line(
            tr("Write two of the words from the sheet, to see that it can be read.")
            if asking
            else tr(
                "These words open the workspace if you forget the passphrase. Print them and lock them away."
            )
        )
