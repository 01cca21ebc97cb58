"""Who takes part: the inspectors with the question of conflict of interest, and people met at the unit."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.shapes.views import FollowUpSheet, ParticipantRow, TeamMemberRow
from ui.screens.follow_up.opened import OpenFollowUp
from ui.widgets.buttons import IconButton, secondary
from ui.widgets.card import Avatar, Card, initials
from ui.widgets.chip import Chip
from ui.widgets.choice import Check
from ui.widgets.field import Field
from ui.widgets.text import ElidedLabel, Label


class TeamCard(Card):
    """The inspectors. One answers for oneself alone."""

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        super().__init__(tr("Inspectors"), parent=parent)
        self._opened = opened
        self._shown: tuple[TeamMemberRow, ...] | None = None
        self._rows = QVBoxLayout()
        self._rows.setSpacing(12)
        self.body.addLayout(self._rows)
        self._answer = Check(
            tr("I have no conflict of interest (section 16 of the Administrative Procedure Act).")
        )
        self._answer.clicked.connect(self._set_answer)
        self._join = secondary(tr("Join the team"), "user-round-plus")
        self._join.clicked.connect(self._join_team)
        self.add(self._answer)
        self.body.addWidget(self._join, 0, Qt.AlignmentFlag.AlignLeft)

    def show_team(self, sheet: FollowUpSheet) -> None:
        """Show the team."""
        me = self._opened.me
        mine = next((m for m in sheet.team if me is not None and m.person_id == me.id), None)
        self._answer.setVisible(mine is not None)
        self._answer.setChecked(mine is not None and mine.conflict_of_interest is False)
        self._join.setVisible(mine is None and me is not None)
        if sheet.team == self._shown:
            return
        self._shown = sheet.team
        _empty(self._rows)
        for member in sheet.team:
            self._rows.addWidget(_MemberRow(member))

    def _set_answer(self, none: bool) -> None:
        self._opened.operations.change(
            "actions.follow_ups.answer_conflict_of_interest",
            self._opened.id,
            False if none else None,
            owner=self,
        )

    def _join_team(self) -> None:
        self._opened.operations.change("actions.follow_ups.join_team", self._opened.id, owner=self)


class _MemberRow(QWidget):
    def __init__(self, member: TeamMemberRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(member.name, "control"))
        if member.title:
            words.addWidget(ElidedLabel(member.title, "secondary", "muted"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(Avatar(initials(member.name)))
        row.addLayout(words, 1)
        if member.conflict_of_interest is False:
            row.addWidget(Chip(tr("No conflict"), "ok", "check"))
        else:
            row.addWidget(Chip(tr("Not answered"), "warn", "triangle-alert"))


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
        self._add = secondary(tr("Add"), "plus")
        for line in (self._function, self._name):
            line.returnPressed.connect(self._ask)
        self._add.clicked.connect(self._ask)
        self.add(self._field)
        self.add(Field(tr("Name"), self._name, optional=True))
        self.body.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_people(self, sheet: FollowUpSheet) -> None:
        """Show the participants."""
        self.set_count(str(len(sheet.participants)) if sheet.participants else "")
        if sheet.participants == self._shown:
            return
        self._shown = sheet.participants
        _empty(self._rows)
        for person in sheet.participants:
            self._rows.addWidget(self._made(person))

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
        self._opened.operations.change(
            "actions.follow_ups.add_participant",
            self._opened.id,
            self._function.text(),
            self._name.text(),
            owner=self,
            failed=self._refused,
        )
        self._function.clear()
        self._name.clear()
        self._field.focus()

    def _refused(self, error: InspektorError) -> None:
        self._field.set_error(str(error))

    def _remove(self, person: ParticipantRow) -> None:
        self._opened.operations.change("actions.follow_ups.remove_participant", person.id, owner=self)
        self._opened.undoable.emit(tr("{who} removed").format(who=person.function))


class _AddLine(QLineEdit):
    """A line whose Enter adds; nothing above it hears of it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
