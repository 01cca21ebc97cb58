"""The inspectors, and the question of conflict of interest that each answers for oneself."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspektor.errors import InspektorError
from inspektor.i18n import tr, tr_mark
from inspektor.shapes.views import FollowUpSheet, TeamMemberRow
from ui.screens.follow_up.opened import OpenFollowUp
from ui.screens.follow_up.overview_people import emptied
from ui.widgets.buttons import IconButton, secondary
from ui.widgets.card import Avatar, Card, Rule, initials
from ui.widgets.chip import Chip
from ui.widgets.field import Field
from ui.widgets.pick_many import TakeLine
from ui.widgets.rights import goes
from ui.widgets.segmented import Segment, Segmented
from ui.widgets.text import ElidedLabel, Label
from ui.written import Written, WrittenRecord

_ANSWERS: dict[str, tuple[str, bool | None, str]] = {
    "unanswered": (tr_mark("Not answered"), None, "neutral"),
    "none": (tr_mark("No conflict"), False, "ok"),
    "conflict": (tr_mark("Conflict"), True, "bad"),
}


class TeamCard(Card):
    """The team. One answers for oneself alone; anybody may say who takes part."""

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        super().__init__(tr("Inspectors"), parent=parent)
        self._opened = opened
        self._shown: tuple[TeamMemberRow, ...] | None = None
        self._rows = QVBoxLayout()
        self._rows.setSpacing(12)
        self.body.addLayout(self._rows)
        self._conflict = _ConflictQuestion(opened)
        self.add(self._conflict)
        self._join = secondary(tr("Join the team"), "user-round-plus")
        self._join.clicked.connect(self._join_team)
        self.body.addWidget(self._join, 0, Qt.AlignmentFlag.AlignLeft)
        self._line = TakeLine(tr("A person in the group"))
        self._line.settled.connect(self._add)
        self._add_field = Field(tr("Add an inspector"), self._line)
        self.add(self._add_field)
        goes(self._add_field)

    def show_team(self, sheet: FollowUpSheet) -> None:
        """Show the team."""
        me = self._opened.me
        mine = next((m for m in sheet.team if me is not None and m.person_id == me.id), None)
        self._conflict.show_answer(mine)
        self._join.setVisible(mine is None and me is not None)
        if sheet.team == self._shown:
            return
        self._shown = sheet.team
        emptied(self._rows)
        for member in sheet.team:
            self._rows.addWidget(self._made(member, alone=len(sheet.team) == 1, own=member is mine))
        self._opened.operations.ask("queries.register.people", owner=self, done=self._offer)

    def focus_conflict(self) -> None:
        """Give the keyboard to the question, if it is one's own to answer."""
        self._conflict.focus()

    def _made(self, member: TeamMemberRow, *, alone: bool, own: bool) -> QWidget:
        row = _MemberRow(member, own=own)
        if not alone:
            remove = IconButton("x", tr("Remove {who}").format(who=member.name), small=True)
            remove.clicked.connect(partial(self._remove, member))
            row.end.addWidget(remove)
        return row

    def _offer(self, people: dict[str, str]) -> None:
        taken = {member.person_id for member in self._shown or ()}
        others = [(key, name) for key, name in people.items() if key not in taken]
        self._line.set_choices(others)
        self._add_field.setVisible(bool(others))

    def _add(self, person_id: str) -> None:
        if not person_id:
            self._add_field.set_error(tr("Choose a person from the list."))
            return
        self._line.clear()
        self._change("add_to_team", person_id)

    def _remove(self, member: TeamMemberRow) -> None:
        self._change("remove_from_team", member.person_id)
        self._opened.undoable.emit(tr("{who} removed").format(who=member.name))

    def _join_team(self) -> None:
        self._opened.operations.change("actions.follow_ups.join_team", self._opened.id, owner=self)

    def _change(self, action: str, person_id: str) -> None:
        self._opened.operations.change(
            f"actions.follow_ups.{action}", self._opened.id, person_id, owner=self, failed=self._refuse
        )

    def _refuse(self, error: InspektorError) -> None:
        self._add_field.set_error(str(error))


class _MemberRow(QWidget):
    def __init__(self, member: TeamMemberRow, *, own: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(member.name, "control"))
        if member.title:
            words.addWidget(ElidedLabel(member.title, "secondary", "muted"))
        self.end = QHBoxLayout()
        self.end.setContentsMargins(0, 0, 0, 0)
        self.end.setSpacing(10)
        self.end.addWidget(Avatar(initials(member.name)))
        self.end.addLayout(words, 1)
        self.end.addWidget(_chip(member))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self.end)
        if member.conflict_of_interest and member.conflict_note and not own:
            column.addWidget(Label(member.conflict_note, "secondary", wrap=True))


def _chip(member: TeamMemberRow) -> Chip:
    if member.conflict_of_interest is None:
        return Chip(tr("Not answered"), "warn", "triangle-alert")
    if not member.conflict_of_interest:
        return Chip(tr("No conflict"), "ok", "check")
    decided = bool(member.conflict_note.strip())
    return Chip(tr("Conflict"), "warn" if decided else "bad", "scale" if decided else "triangle-alert")


class _ConflictQuestion(QWidget):
    """One's own answer, and what was decided where there is a conflict."""

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened = opened
        segments = [Segment(key, tr(words), tone) for key, (words, _, tone) in _ANSWERS.items()]
        name = tr("Do you have a conflict of interest?")
        self._answer = Segmented(segments, name, small=True, stretch=True)
        self._answer.chosen.connect(self._set)
        self._record = WrittenRecord(
            opened.operations, "team_member", "actions.follow_ups.set_conflict_note", self
        )
        hint = tr("The follow-up cannot be signed until this is written.")
        self._note = self._record.add(
            Written("conflict_note", tr("What it is, and what was decided"), lines=2, hint=hint)
        )
        law = tr("Section 16 of the Administrative Procedure Act. Each answers before the visit.")
        self._field = Field(name, self._answer, hint=law)
        self._record.marks.add(self._field, "conflict_of_interest")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Rule())
        column.addWidget(self._field)
        column.addWidget(self._note)

    def show_answer(self, mine: TeamMemberRow | None) -> None:
        """Show one's own row; nothing while one is not in the team."""
        self.setVisible(mine is not None)
        if mine is None:
            return
        answer = mine.conflict_of_interest
        self._answer.set_current(next(key for key, (_, value, _t) in _ANSWERS.items() if value is answer))
        self._record.show(mine.id, {"conflict_note": mine.conflict_note})
        self._note.setVisible(bool(answer))

    def focus(self) -> None:
        """Give the keyboard to the text that is wanting, else to the answer."""
        if self._note.isVisible():
            self._note.focus()
        elif self.isVisible():
            self._field.focus()

    def _set(self, key: str) -> None:
        self._opened.operations.change(
            "actions.follow_ups.answer_conflict_of_interest",
            self._opened.id,
            _ANSWERS[key][1],
            owner=self,
        )
