"""Changing what a follow-up takes up, after it was planned."""

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from inspektor.changes import ChangeSet
from inspektor.i18n import tr
from inspektor.shapes.enums import Scope
from inspektor.shapes.preparing import ScopeSheet
from ui import theme
from ui.dialogs.frame import FormDialog
from ui.dialogs.requirements_choice import RequirementsChoice
from ui.operations import Operations
from ui.widgets.field import Field


class ScopeDialog(FormDialog):
    """Shows the choice as it stands and makes another one."""

    def __init__(self, operations: Operations, sheet: ScopeSheet, parent: QWidget) -> None:
        super().__init__(
            tr("Choose requirements"), sheet.template.title, tr("Choose"), width=720, parent=parent
        )
        self._operations, self._id = operations, sheet.follow_up_id
        self._choice = RequirementsChoice()
        self._choice.set_template(sheet.template)
        chosen = None if sheet.scope is Scope.ALL else tuple(sheet.chosen)
        whole = sheet.template
        self._choice.begin_with(chosen, {code: s for code, s in sheet.standing.items() if whole.has(code)})
        self._note = QPlainTextEdit(sheet.note)
        self._note.setTabChangesFocus(True)
        self._note.setFixedHeight(theme.px(64))
        self.body.addWidget(self.add_field("requirements", Field(tr("Requirements"), self._choice)))
        note = Field(tr("Why these requirements"), self._note, optional=True)
        self.body.addWidget(self.add_field("scope_note", note))
        self.body.addStretch(1)
        self._choice.changed.connect(self.fields()["requirements"].clear_error)
        self._choice.turned.connect(self.fit)

    def submit(self) -> None:
        self.banners.clear()
        self.set_busy(True)
        codes, note = self._choice.codes(), self._note.toPlainText()
        name, args = (
            ("take_all", (self._id, note))
            if codes is None
            else (
                "choose_requirements",
                (self._id, codes, note),
            )
        )
        self._operations.change(
            f"actions.scope.{name}", *args, owner=self, done=self._chosen, failed=self.show_error
        )

    def _chosen(self, _: ChangeSet) -> None:
        self.accept()
