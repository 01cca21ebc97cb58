"""Sorting the notes that have no requirement."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from inspektor import formats
from inspektor.changes import ChangeSet
from inspektor.shapes.enums import InterviewStatus, SourceKind
from inspektor.shapes.interviews import InterviewRow
from inspektor.shapes.openings import OpenedKind
from inspektor.shapes.template import Template
from ui.dialogs.sort_notes import SortDialog
from ui.screens.follow_up import marks
from ui.screens.follow_up.gathering import Candidate, candidates
from ui.screens.follow_up.latest import Latest
from ui.screens.follow_up.opened import OpenFollowUp
from ui.screens.follow_up.source_rows import role_words
from ui.widgets.list_rows import ListRow

_SHOWN = 300


class Sorting(QObject):
    """Opens the dialog and keeps it fresh."""

    def __init__(self, opened: OpenFollowUp, over: QWidget) -> None:
        super().__init__(over)
        self._opened, self._over = opened, over
        self._dialog: SortDialog | None = None
        self._respondent = ""
        self._latest = Latest(opened.operations, self, self._show)
        self._talks = Latest(opened.operations, self, self._show_talks)
        opened.operations.changed.connect(self._heard)

    def open(self, respondent: str = "") -> None:
        """Show what waits; with an interview in sight nothing of other respondents, who may not be shown to this one."""
        self._respondent = respondent
        template = self._opened.template
        if template is None or self._dialog is not None:
            return
        requirements = [(r.code, f"{marks.short(r.code)} {r.text}") for r in template.requirements]
        self._dialog = SortDialog(requirements, parent=self._over)
        self._dialog.sorted.connect(self._sort)
        self._dialog.deleted.connect(self._delete)
        self._dialog.undone.connect(self._opened.operations.undo)
        self._dialog.finished.connect(self._forget_dialog)
        self._dialog.open()
        self._opened.log_reading(OpenedKind.NOTES)
        self._talks.ask("queries.interviews.interviews", self._opened.id)
        self._read()

    def _read(self) -> None:
        self._latest.ask(candidates, self._opened.id)

    def _heard(self, changes: ChangeSet) -> None:
        if self._dialog is not None and changes.touches("note"):
            self._read()

    def _forget_dialog(self) -> None:
        self._dialog = None

    def _sort(self, note_id: str, codes: Sequence[str], interview_id: str) -> None:
        self._opened.operations.change(
            "actions.notes.sort", note_id, tuple(codes), interview_id or None, owner=self
        )

    def _delete(self, note_id: str) -> None:
        self._opened.operations.change("actions.interviews.remove_note", note_id, owner=self)

    def _show_talks(self, talks: tuple[InterviewRow, ...]) -> None:
        template = self._opened.template
        if self._dialog is not None and template is not None:
            here = [talk for talk in talks if self._shown(talk.id)]
            self._dialog.set_interviews(interview_choices(here, template))

    def _shown(self, interview_id: str | None) -> bool:
        return not self._respondent or interview_id in (None, "", self._respondent)

    def _show(self, found: tuple[Candidate, ...]) -> None:
        if self._dialog is not None and self._opened.template is not None:
            waiting = [
                each
                for each in found
                if each.kind is SourceKind.NOTE
                and each.requirement is None
                and self._shown(each.interview_id)
            ]
            self._dialog.set_rows(
                [_row(each, self._opened.template) for each in waiting],
                {each.id: each.text for each in waiting},
                {each.id: each.interview_id or "" for each in waiting},
            )


def interview_choices(talks: Sequence[InterviewRow], template: Template) -> list[tuple[str, str]]:
    """The interviews that a note can stand in, told apart by label, role and time."""
    return [
        (talk.id, " · ".join(_parts(talk, template)))
        for talk in talks
        if talk.status is not InterviewStatus.WITHDRAWN
    ]


def _parts(talk: InterviewRow, template: Template) -> list[str]:
    at = formats.clock_time(talk.started_at) if talk.started_at else ""
    return [part for part in (talk.label, role_words(template, talk.role), at) if part]


def _row(each: Candidate, template: Template) -> ListRow:
    parts = [role_words(template, each.role), each.label, formats.clock_time(each.at)]
    icon = marks.ROLE_ICON[each.role] if each.role else marks.SOURCE_ICON[each.kind]
    second = " · ".join(part for part in parts if part)
    return ListRow(each.id, " ".join(each.text[:_SHOWN].split()), second, icon=icon)
