"""What the head of an interview can do, from noting consent to erasing what a respondent takes back."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from inspektor.changes import ChangeSet
from inspektor.i18n import tr
from inspektor.shapes.enums import Consent
from inspektor.shapes.interviews import InterviewRow
from ui.dialogs.end_interview import EndEarlyDialog, WithdrawDialog
from ui.dialogs.frame import FormDialog
from ui.dialogs.history import HistoryDialog
from ui.dialogs.interview import InterviewAnswers, InterviewDialog, role_words
from ui.dialogs.read_aloud import ReadAloudDialog
from ui.screens.follow_up.interview_head import InterviewHead
from ui.screens.follow_up.opened import OpenFollowUp
from ui.widgets.autosave import flush_fields


class InterviewActs(QObject):
    """Acts upon `row`, the interview that is shown. `gone` when it is there no more."""

    gone = Signal()

    def __init__(self, opened: OpenFollowUp, head: InterviewHead, view: QWidget) -> None:
        super().__init__(view)
        self._opened, self._operations, self._view = opened, opened.operations, view
        self.row: InterviewRow | None = None
        self._dialog: FormDialog | None = None
        self._does: dict[str, Callable[[InterviewRow], None]] = {
            head.CONSENT: self._consent,
            head.DECLINE: self._decline,
            head.BEGIN: self._begin,
            head.END: self._end,
            head.END_EARLY: self._end_early,
            head.RESUME: self._resume,
            head.EDIT: self._edit,
            head.INTRO: self._read_aloud,
            head.TAKE_OVER: self._take_over,
            head.HISTORY: self._show_history,
            head.WITHDRAW: self._withdraw,
            head.REMOVE: self._remove,
            head.RISK: self._raise_risk,
        }
        head.asked.connect(self._act)

    def _act(self, name: str) -> None:
        if self.row is not None:
            flush_fields(self._view)
            self._does[name](self.row)

    def _change(self, verb: str, *args: Any, **named: Any) -> None:
        self._operations.change(f"actions.interviews.{verb}", *args, owner=self, **named)

    def _consent(self, row: InterviewRow) -> None:
        self._change("set_consent", row.id, Consent.GIVEN)

    def _decline(self, row: InterviewRow) -> None:
        self._change("set_consent", row.id, Consent.DECLINED)
        self._opened.undoable.emit(tr("Noted that the respondent declines"))

    def _begin(self, row: InterviewRow) -> None:
        self._change("begin", row.id)

    def _end(self, row: InterviewRow) -> None:
        self._change("end", row.id)
        self._opened.undoable.emit(tr("The interview is ended"))

    def _end_early(self, row: InterviewRow) -> None:
        def answered(reason: str) -> None:
            self._change("end", row.id, reason, done=self._accept, failed=dialog.show_error)
            self._opened.undoable.emit(tr("The interview is ended"))

        dialog = EndEarlyDialog(self._view)
        dialog.answered.connect(answered)
        self._unfold(dialog)

    def _resume(self, row: InterviewRow) -> None:
        self._change("resume", row.id)

    def _take_over(self, row: InterviewRow) -> None:
        self._change("take_over", row.id)
        self._opened.undoable.emit(tr("You hold the interview now"))

    def _remove(self, row: InterviewRow) -> None:
        self._change("remove", row.id, done=self._removed)

    def _removed(self, _: ChangeSet) -> None:
        self._opened.undoable.emit(tr("The interview is deleted"))
        self.gone.emit()

    def _raise_risk(self, row: InterviewRow) -> None:
        self._opened.risk_asked.emit()

    def _show_history(self, row: InterviewRow) -> None:
        HistoryDialog(self._operations, "interview", row.id, tr("The interview"), self._view).open()

    def _read_aloud(self, row: InterviewRow) -> None:
        if self._opened.template is None:
            return

        def read() -> None:
            self._change("set_fields", row.id, intro_read=True)

        dialog = ReadAloudDialog(self._opened.template.intro(row.role.value), self._view)
        dialog.was_read.connect(read)
        dialog.open()

    def _edit(self, row: InterviewRow) -> None:
        if self._opened.template is None:
            return

        def answered(answers: InterviewAnswers) -> None:
            failed = dialog.show_error
            if answers.consent is not row.consent:
                self._change("set_consent", row.id, answers.consent, failed=failed)
            fields = {"role": answers.role} | answers.fields
            self._change("set_fields", row.id, done=self._accept, failed=failed, **fields)

        dialog = InterviewDialog(self._opened.template, row, self._view)
        dialog.answered.connect(answered)
        self._unfold(dialog)

    def _withdraw(self, row: InterviewRow) -> None:
        if self._opened.template is None:
            return

        def answered(ground: str) -> None:
            self._operations.change(
                "actions.erasure.withdraw_interview",
                row.id,
                ground,
                owner=self,
                done=self._accept,
                failed=dialog.show_error,
            )

        who = row.label or role_words(self._opened.template, row.role)
        dialog = WithdrawDialog(who, row.notes, self._view)
        dialog.answered.connect(answered)
        self._unfold(dialog)

    def _unfold(self, dialog: FormDialog) -> None:
        self._dialog = dialog
        dialog.finished.connect(self._forget_dialog)
        dialog.unfold()

    def _forget_dialog(self) -> None:
        self._dialog = None

    def _accept(self, _: ChangeSet) -> None:
        if self._dialog is not None:
            self._dialog.accept()
