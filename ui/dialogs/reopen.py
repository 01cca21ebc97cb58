"""Why a finalised follow-up is opened again."""

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from inspektor.changes import ChangeSet
from inspektor.i18n import tr
from ui import theme
from ui.dialogs.frame import FormDialog
from ui.operations import Operations
from ui.widgets.field import Field


class ReopenDialog(FormDialog):
    """Opens it for a correction, by the user's own name."""

    def __init__(self, operations: Operations, follow_up_id: str, parent: QWidget) -> None:
        line = tr(
            "The signed report stays as it is. The next version names it and says why it was replaced, and makes the"
            " follow-up read-only again when it is signed."
        )
        super().__init__(
            tr("Open for correction?"), line, tr("Open again for correction"), icon="lock", parent=parent
        )
        self._operations, self._id = operations, follow_up_id
        self._reason = QPlainTextEdit()
        self._reason.setTabChangesFocus(True)
        self._reason.setFixedHeight(theme.px(88))
        hint = tr("It is kept with your name and the time, and printed in the next report.")
        self.body.addWidget(self.add_field("reason", Field(tr("Reason"), self._reason, hint=hint)))
        self.body.addStretch(1)
        self.fields()["reason"].focus()

    def submit(self) -> None:
        self.banners.clear()
        self.set_busy(True)
        self._operations.change(
            "actions.closing.reopen",
            self._id,
            self._reason.toPlainText(),
            owner=self,
            done=self._done,
            failed=self.show_error,
        )

    def _done(self, _: ChangeSet) -> None:
        self.accept()
