"""What the head of an interview can do: note consent, end, resume, mend who it is with, read the introduction aloud."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from inspektor.changes import ChangeSet
from inspektor.i18n import tr
from inspektor.shapes.enums import Consent
from inspektor.shapes.interviews import InterviewRow
from ui.dialogs.interview import InterviewAnswers, InterviewDialog
from ui.dialogs.read_aloud import ReadAloudDialog
from ui.screens.follow_up.interview_head import InterviewHead
from ui.screens.follow_up.opened import OpenFollowUp
from ui.widgets.autosave import flush_fields


class InterviewActs(QObject):
    """Acts upon `row`, the interview that is shown."""

    def __init__(self, opened: OpenFollowUp, head: InterviewHead, view: QWidget) -> None:
        super().__init__(view)
        self._opened, self._operations, self._view = opened, opened.operations, view
        self.row: InterviewRow | None = None
        self._dialog: InterviewDialog | None = None
        head.consent_given.connect(self._consent)
        head.declined.connect(self._decline)
        head.ended.connect(self._end)
        head.resumed.connect(self._resume)
        head.edit_asked.connect(self._edit)
        head.intro_asked.connect(self._read_aloud)

    def _consent(self) -> None:
        self._set_consent(Consent.GIVEN)

    def _decline(self) -> None:
        self._set_consent(Consent.DECLINED)
        self._opened.undoable.emit(tr("Noted that the respondent declines"))

    def _set_consent(self, consent: Consent) -> None:
        if self.row is not None:
            flush_fields(self._view)
            self._operations.change("actions.interviews.set_consent", self.row.id, consent, owner=self)

    def _end(self) -> None:
        if self.row is not None:
            flush_fields(self._view)
            self._operations.change("actions.interviews.end", self.row.id, owner=self)
            self._opened.undoable.emit(tr("The interview is ended"))

    def _resume(self) -> None:
        if self.row is not None:
            self._operations.change("actions.interviews.resume", self.row.id, owner=self)

    def _read_aloud(self) -> None:
        if self.row is not None and self._opened.template is not None:
            ReadAloudDialog(self._opened.template.intro(self.row.role.value), self._view).open()

    def _edit(self) -> None:
        if self.row is not None and self._opened.template is not None:
            self._dialog = InterviewDialog(self._opened.template, self.row, self._view)
            self._dialog.answered.connect(self._mend)
            self._dialog.finished.connect(self._forget_dialog)
            self._dialog.unfold()

    def _forget_dialog(self) -> None:
        self._dialog = None

    def _mend(self, answers: InterviewAnswers) -> None:
        row, dialog = self.row, self._dialog
        if row is None or dialog is None:
            return
        if answers.consent is not row.consent:
            self._operations.change(
                "actions.interviews.set_consent",
                row.id,
                answers.consent,
                owner=self,
                failed=dialog.show_error,
            )
        self._operations.change(
            "actions.interviews.set_fields",
            row.id,
            owner=self,
            done=self._mended,
            failed=dialog.show_error,
            role=answers.role,
            label=answers.label,
            interpreter=answers.interpreter,
            support_person=answers.support_person,
        )

    def _mended(self, _: ChangeSet) -> None:
        if self._dialog is not None:
            self._dialog.accept()
