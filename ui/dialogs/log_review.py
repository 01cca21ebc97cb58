"""Signs off the log of a month, with a remark."""

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from inspektor.changes import ChangeSet
from inspektor.i18n import tr
from ui import theme
from ui.dialogs.frame import FormDialog
from ui.operations import Operations
from ui.widgets.field import Field


class LogReviewDialog(FormDialog):
    """By the user's own name; it is never edited afterwards."""

    def __init__(self, operations: Operations, month: str, words: str, parent: QWidget) -> None:
        line = tr(
            "You say that you have read the log of {month}: whether each had reason to read what they read."
        ).format(month=words)
        super().__init__(
            tr("Sign off the month"), line, tr("Sign off the month"), icon="check", parent=parent
        )
        self._operations, self._month = operations, month
        self._remark = QPlainTextEdit()
        self._remark.setTabChangesFocus(True)
        self._remark.setFixedHeight(theme.px(88))
        hint = tr("What you asked about, and the answer. Empty: there was nothing to remark.")
        self.body.addWidget(self.add_field("remark", Field(tr("Remark"), self._remark, hint=hint)))

    def submit(self) -> None:
        self.banners.clear()
        self.set_busy(True)
        self._operations.change(
            "actions.openings.review",
            self._month,
            self._remark.toPlainText(),
            owner=self,
            done=self._done,
            failed=self.show_error,
        )

    def _done(self, _: ChangeSet) -> None:
        self.accept()
