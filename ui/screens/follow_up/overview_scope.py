"""What the follow-up takes up: how many of the template's requirements, why these, and those the inspectors added."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspektor.i18n import tr, tr_n
from inspektor.shapes.enums import Scope
from inspektor.shapes.preparing import OwnRequirementRow, ScopeSheet
from ui.dialogs.own_requirement import OwnRequirementDialog
from ui.dialogs.scope import ScopeDialog
from ui.screens.follow_up import marks
from ui.screens.follow_up.latest import Latest
from ui.screens.follow_up.opened import OpenFollowUp
from ui.screens.follow_up.overview_people import emptied
from ui.widgets.buttons import IconButton, link
from ui.widgets.card import Card
from ui.widgets.refresh import Refresher
from ui.widgets.text import Label
from ui.widgets.versions_mark import VersionsMark
from ui.written import Marks

_TABLES = (
    "chosen_requirement",
    "own_requirement",
    "follow_up",
    "note",
    "observation",
    "document_review",
    "document_request",
    "evidence",
    "assessment",
    "answer",
    "deficiency",
)


class ScopeCard(Card):
    """The choice in words, and one's way to change it."""

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        super().__init__(tr("Requirements"), parent=parent)
        self._opened = opened
        self._sheet: ScopeSheet | None = None
        self._dialog: ScopeDialog | OwnRequirementDialog | None = None
        self._latest = Latest(opened.operations, self, self._show)
        self._refresher = Refresher(self, opened.operations.changed, _TABLES, self._read)
        self._change, self._add = (
            link(tr("Choose requirements"), "list-checks"),
            link(tr("Add own requirement"), "plus"),
        )
        self._change.clicked.connect(self._choose)
        self._add.clicked.connect(self._write)
        self.add_action(self._add)
        self.add_action(self._change)
        self._words = Label("", "body", wrap=True)
        self._note = Label("", "secondary", "muted", wrap=True)
        self._own = QVBoxLayout()
        self._own.setSpacing(6)
        self._marks = Marks(opened.operations, "follow_up", self)
        self._own_marks = Marks(opened.operations, "own_requirement", self)
        choice, own = VersionsMark(), VersionsMark()
        self._marks.add(choice, "scope", "scope_note")
        self._own_marks.add(own)
        for part in (self._words, self._note, choice):
            self.add(part)
        self.body.addLayout(self._own)
        self.add(own)

    def _read(self) -> None:
        self._latest.ask("queries.scope.scope", self._opened.id)

    def _show(self, sheet: ScopeSheet) -> None:
        before, self._sheet = self._sheet, sheet
        self._marks.show(self._opened.id)
        self._own_marks.show(*(row.code for row in sheet.own))
        total = len(sheet.template.requirements)
        chosen = [r for r in sheet.template.requirements if r.code in sheet.chosen]
        if sheet.scope is Scope.ALL:
            words = tr_n("The template's only requirement.", "All {n} requirements of the template.", total)
            self._words.setText(words.format(n=total))
        else:
            words = tr_n(
                "{chosen} of {n} requirement: {areas}.", "{chosen} of {n} requirements: {areas}.", total
            )
            areas = ", ".join(dict.fromkeys(sheet.template.area_of(r.code).name for r in chosen))
            self._words.setText(words.format(chosen=len(chosen), n=total, areas=areas))
        self._note.setText(sheet.note)
        self._note.setVisible(bool(sheet.note.strip()))
        if before is None or before.own != sheet.own:
            emptied(self._own)
            for row in sheet.own:
                self._own.addWidget(self._made(row))

    def _made(self, row: OwnRequirementRow) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        number = marks.short(row.code)
        line.addWidget(Label(number, "fact", "muted"))
        line.addWidget(Label(row.text, "body", wrap=True), 1)
        for icon, words, act, free in (
            ("pencil", tr("Edit own requirement {number}"), self._edit, not row.standing.rated),
            ("x", tr("Remove own requirement {number}"), self._remove, not row.standing.any),
        ):
            button = IconButton(icon, words.format(number=number), small=True)
            button.clicked.connect(partial(act, row))
            button.setVisible(free)
            line.addWidget(button)
        return holder

    def _choose(self) -> None:
        if self._sheet is not None:
            self._open(ScopeDialog(self._opened.operations, self._sheet, self))

    def _write(self) -> None:
        if self._sheet is not None:
            operations, template = self._opened.operations, self._sheet.template
            self._open(OwnRequirementDialog(operations, self._opened.id, template, self))

    def _edit(self, row: OwnRequirementRow) -> None:
        if self._sheet is not None:
            operations, template = self._opened.operations, self._sheet.template
            self._open(OwnRequirementDialog(operations, self._opened.id, template, self, row))

    def _open(self, dialog: ScopeDialog | OwnRequirementDialog) -> None:
        self._dialog = dialog
        dialog.unfold()

    def _remove(self, row: OwnRequirementRow) -> None:
        self._opened.operations.change("actions.scope.remove_own_requirement", row.code, owner=self)
        self._opened.undoable.emit(tr("{who} removed").format(who=marks.short(row.code)))
