"""Sorting the notes that have no requirement."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from inspektor import formats
from inspektor.changes import ChangeSet
from inspektor.shapes.enums import SourceKind
from inspektor.shapes.template import Template
from ui.dialogs.sort_notes import SortDialog
from ui.screens.follow_up import marks
from ui.screens.follow_up.gathering import Candidate, candidates
from ui.screens.follow_up.latest import Latest
from ui.screens.follow_up.opened import OpenFollowUp
from ui.screens.follow_up.source_rows import role_words
from ui.widgets.list_rows import ListRow


class Sorting(QObject):
    """Opens the dialog and keeps it fresh."""

    def __init__(self, opened: OpenFollowUp, over: QWidget) -> None:
        super().__init__(over)
        self._opened, self._over = opened, over
        self._dialog: SortDialog | None = None
        self._latest = Latest(opened.operations, self, self._show)
        opened.operations.changed.connect(self._heard)

    def open(self) -> None:
        """Show what waits."""
        template = self._opened.template
        if template is None or self._dialog is not None:
            return
        requirements = [(r.code, f"{marks.short(r.code)} {r.text}") for r in template.requirements]
        self._dialog = SortDialog(requirements, self._over)
        self._dialog.sorted.connect(self._sort)
        self._dialog.finished.connect(self._forget_dialog)
        self._dialog.open()
        self._read()

    def _read(self) -> None:
        self._latest.ask(candidates, self._opened.id)

    def _heard(self, changes: ChangeSet) -> None:
        if self._dialog is not None and changes.touches("note"):
            self._read()

    def _forget_dialog(self) -> None:
        self._dialog = None

    def _sort(self, note_id: str, code: str) -> None:
        self._opened.operations.change("actions.interviews.set_note_requirement", note_id, code, owner=self)

    def _show(self, found: tuple[Candidate, ...]) -> None:
        if self._dialog is not None and self._opened.template is not None:
            waiting = [each for each in found if each.kind is SourceKind.NOTE and each.requirement is None]
            self._dialog.set_rows([_row(each, self._opened.template) for each in waiting])


def _row(each: Candidate, template: Template) -> ListRow:
    parts = [role_words(template, each.role), each.label, formats.clock_time(each.at)]
    icon = marks.ROLE_ICON[each.role] if each.role else marks.SOURCE_ICON[each.kind]
    second = " · ".join(part for part in parts if part)
    return ListRow(each.id, " ".join(each.text.split()), second, icon=icon)
