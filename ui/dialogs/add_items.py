"""Adding items to what is asked about several times: some by name, others numbered on."""

from collections.abc import Collection
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from inspektor.i18n import tr
from inspektor.shapes.questions import AnswerForm, AnswerKind, Repeat, RepeatPlace
from ui.dialogs.frame import FormDialog
from ui.widgets.answer_number import DecimalLine
from ui.widgets.choice import Check
from ui.widgets.field import Field
from ui.widgets.lines import IconLine
from ui.widgets.text import Label
from ui.written import personal_number_warning

MOST = 200
_COUNT = AnswerForm(AnswerKind.NUMBER, least=Decimal(0), most=Decimal(MOST))
_COLUMNS = 3


class AddItemsDialog(FormDialog):
    """`asked(count, names)`: so many numbered ones, and those named. Suggestions that are there already are left out."""

    asked = Signal(int, list)

    def __init__(self, repeat: Repeat, there: Collection[str], parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Add to {name}").format(name=repeat.name),
            tr("The new ones are named {label} and numbered on.").format(label=repeat.item_label),
            tr("Add"),
            icon="list-plus",
            width=600,
            parent=parent,
        )
        self._count = DecimalLine(_COUNT)
        self._count.setText("" if repeat.suggested else "1")
        self._count_field = self.add_field("count", Field(tr("How many"), self._count))
        self._names = IconLine()
        self._names.setPlaceholderText(tr("For example: Kitchen, Laundry"))
        self._names_field = self.add_field("label", Field(tr("Names, with commas between"), self._names))
        self._offered = [Check(name) for name in repeat.suggested if name not in there]
        self.body.addWidget(self._count_field)
        if self._offered:
            self.body.addWidget(Label(tr("Usual ones"), "label", "muted"))
            grid = QGridLayout()
            for number, check in enumerate(self._offered):
                grid.addWidget(check, number // _COLUMNS, number % _COLUMNS)
                check.toggled.connect(self._say)
            self.body.addLayout(grid)
        if repeat.place is RepeatPlace.OBSERVATIONS:  # a document of a person gets a letter, never a name
            self.body.addWidget(self._names_field)
        self._count.textEdited.connect(self._say)
        self._names.textEdited.connect(self._say)
        self._say()
        self._count.setFocus(Qt.FocusReason.OtherFocusReason)
        self._count.selectAll()

    def _chosen(self) -> list[str]:
        ticked = [check.text() for check in self._offered if check.isChecked()]
        written = [name.strip() for name in self._names.text().split(",")]
        return [*ticked, *(name for name in written if name)]

    def _number(self) -> int | None:
        """How many numbered ones; None if that cannot be read."""
        text = self._count.text().strip() or "0"
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else None

    def _say(self) -> None:
        n = (self._number() or 0) + len(self._chosen())
        self.verb.setText(tr("Add {n}").format(n=n) if n else tr("Add"))
        self._names_field.set_hint(personal_number_warning(self._names.text()))

    def submit(self) -> None:
        """Tell what to add, if it is something."""
        number = self._number()
        if number is None or not 1 <= number + len(self._chosen()) <= MOST:
            self.refuse(self._count_field, tr("Add between 1 and 200 at a time."))
            return
        self.set_busy(True)
        self.asked.emit(number, self._chosen())


class RemoveItemDialog(FormDialog):
    """`confirmed` that an item goes with its answers."""

    confirmed = Signal()

    def __init__(self, label: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Remove {label}").format(label=label),
            words,
            tr("Remove"),
            icon="trash-2",
            width=460,
            parent=parent,
        )
        self.body.addWidget(Label(tr("It can be undone with Ctrl+Z."), "body", wrap=True))

    def submit(self) -> None:
        """Yes."""
        self.set_busy(True)
        self.confirmed.emit()
