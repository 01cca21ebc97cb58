"""Who takes part for the unit."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from inspektor.errors import InspektorError, RuleBroken
from inspektor.i18n import tr
from inspektor.shapes.views import FollowUpSheet, ParticipantRow
from ui.screens.follow_up.opened import OpenFollowUp
from ui.widgets.buttons import IconButton, secondary
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.rights import goes
from ui.widgets.text import Label


class ParticipantsCard(Card):
    """People met on the unit's side, by function. A name only of those who represent the provider."""

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        super().__init__(tr("Taking part for the unit"), parent=parent)
        self._opened = opened
        self._shown: tuple[ParticipantRow, ...] = ()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self.body.addLayout(self._rows)
        self._function = _AddLine()
        self._function.setPlaceholderText(tr("For example unit manager"))
        self._field = Field(tr("Function"), self._function)
        self._name = _AddLine()
        self._name.setPlaceholderText(tr("Only of those who represent the provider"))
        self._name_field = Field(tr("Name"), self._name, optional=True)
        self._add = secondary(tr("Add"), "plus")
        for line in (self._function, self._name):
            line.returnPressed.connect(self._ask)
        self._add.clicked.connect(self._ask)
        self.add(self._field)
        self.add(self._name_field)
        goes(self._field, self._name_field)
        self.body.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_people(self, sheet: FollowUpSheet) -> None:
        """Show the participants."""
        self.set_count(str(len(sheet.participants)) if sheet.participants else "")
        if sheet.participants == self._shown:
            return
        self._shown = sheet.participants
        emptied(self._rows)
        for person in sheet.participants:
            self._rows.addWidget(self._made(person))

    def focus(self) -> None:
        """Give the keyboard to where one adds."""
        self._field.focus()

    def _made(self, person: ParticipantRow) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        words = f"{person.function} · {person.name}" if person.name else person.function
        row.addWidget(Label(words, "body", wrap=True), 1)
        remove = IconButton("x", tr("Remove {who}").format(who=person.function), small=True)
        remove.clicked.connect(partial(self._remove, person))
        row.addWidget(remove)
        return holder

    def _ask(self) -> None:
        if not self._function.text().strip():
            self._field.set_error(tr("Write a function."))
            self._field.focus()
            return
        written = self._function.text(), self._name.text()
        self._function.clear()
        self._name.clear()
        self._field.focus()
        self._opened.operations.change(
            "actions.follow_ups.add_participant",
            self._opened.id,
            *written,
            owner=self,
            failed=partial(self._refused, *written),
        )

    def _refused(self, function: str, name: str, error: InspektorError) -> None:
        """Put back what was written, unless one writes already of somebody else."""
        if not self._function.text() and not self._name.text():
            self._function.setText(function)
            self._name.setText(name)
        wrong = error.field if isinstance(error, RuleBroken) else ""
        (self._name_field if wrong == "name" else self._field).set_error(str(error))

    def _remove(self, person: ParticipantRow) -> None:
        self._opened.operations.change("actions.follow_ups.remove_participant", person.id, owner=self)
        self._opened.undoable.emit(tr("{who} removed").format(who=person.function))


class _AddLine(QLineEdit):
    """A line whose Enter adds; nothing above it hears of it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


def emptied(layout: QVBoxLayout) -> None:
    """Take every widget out of a column."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
