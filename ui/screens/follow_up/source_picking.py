"""Adding sources to a requirement: from what is not sorted yet, or from what stands elsewhere."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from inspektor import formats
from inspektor.i18n import tr
from inspektor.shapes.enums import Role, SourceKind, Stance
from inspektor.shapes.judgement import JudgementSheet
from inspektor.shapes.template import Template
from ui.dialogs.pick_source import PickSourceDialog
from ui.screens.follow_up import marks
from ui.screens.follow_up.gathering import Candidate, candidates
from ui.screens.follow_up.opened import OpenFollowUp
from ui.screens.follow_up.source_rows import role_words
from ui.widgets.list_rows import ChipSpec, ListRow


class SourcePicking(QObject):
    """Opens the dialog and does what it is told."""

    def __init__(self, opened: OpenFollowUp, over: QWidget) -> None:
        super().__init__(over)
        self._opened, self._over = opened, over
        self._sheet: JudgementSheet | None = None
        self._dialog: PickSourceDialog | None = None
        self._offered: dict[str, Candidate] = {}

    def open(self, sheet: JudgementSheet) -> None:
        """Offer what could speak to this requirement and is not among its sources."""
        self._sheet = sheet
        title = f"{marks.short(sheet.code)} {sheet.text}"
        self._dialog = PickSourceDialog(title, self._over)
        self._dialog.picked.connect(self._tie)
        self._dialog.finished.connect(self._forget_dialog)
        self._dialog.open()
        self._opened.operations.ask(candidates, self._opened.id, owner=self._dialog, done=self._show)

    def _forget_dialog(self) -> None:
        self._dialog = None

    def _show(self, found: tuple[Candidate, ...]) -> None:
        if self._dialog is None or self._sheet is None or self._opened.template is None:
            return
        known = {(source.kind, source.id) for source in self._sheet.sources}
        fresh = [each for each in found if (each.kind, each.id) not in known and each.text.strip()]
        self._offered = {f"{each.kind.value} {each.id}": each for each in fresh}
        template = self._opened.template
        self._dialog.set_rows([_row(key, each, template) for key, each in self._offered.items()])

    def _tie(self, key: str, stance: Stance) -> None:
        chosen = self._offered.get(key)
        if chosen is None or self._sheet is None:
            return
        change = self._opened.operations.change
        if chosen.kind is SourceKind.NOTE and chosen.requirement is None:
            code = self._sheet.code
            change("actions.interviews.set_note_requirement", chosen.id, code, owner=self)
        change(
            "actions.assessments.set_stance",
            self._opened.id,
            self._sheet.code,
            chosen.kind,
            chosen.id,
            stance,
            owner=self,
        )


def _row(key: str, each: Candidate, template: Template) -> ListRow:
    name = role_words(template, each.role) if each.kind is SourceKind.NOTE else tr(each.kind.label)
    parts = [name, *(() if each.role is Role.CLIENT else (each.label, formats.clock_time(each.at)))]
    if each.requirement:
        parts.append(tr("requirement {code}").format(code=marks.short(each.requirement)))
    return ListRow(
        key,
        " ".join(each.text.split()),
        " · ".join(part for part in parts if part),
        icon=marks.ROLE_ICON[each.role] if each.role else marks.SOURCE_ICON[each.kind],
        chip=None if each.requirement else ChipSpec(tr("Not sorted"), "accent", "inbox"),
    )
