"""How an interview ends before its questions did, and how what a respondent said is taken back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from inspektor.i18n import tr, tr_n
from ui.dialogs.frame import FormDialog
from ui.widgets.choice import Check
from ui.widgets.field import Field
from ui.widgets.lines import IconLine
from ui.widgets.rights import outlasts
from ui.widgets.text import Label
from ui.written import personal_number_warning


class EndEarlyDialog(FormDialog):
    """`answered(reason)`. What was said so far is kept."""

    answered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("End the interview early"),
            tr(
                "That is a valid end. What was said so far is kept, unless the respondent wants it taken back: "
                "then withdraw the interview."
            ),
            tr("End the interview"),
            icon="check",
            parent=parent,
        )
        self._reason = IconLine()
        self._reason.setPlaceholderText(tr("For example: did not want to go on"))
        self._field = self.add_field("ended_early", Field(tr("Why it ends early"), self._reason))
        self.body.addWidget(self._field)
        self._reason.textEdited.connect(self._look)
        self._reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look(self, text: str) -> None:
        self._field.set_hint(personal_number_warning(text))

    def submit(self) -> None:
        """Tell why, if that was written."""
        reason = self._reason.text().strip()
        if not reason:
            self.refuse(self._field, tr("Write in a few words why it ends."))
            return
        self.set_busy(True)
        self.answered.emit(reason)


class WithdrawDialog(FormDialog):
    """`answered(ground)` once it is ticked that this cannot be undone."""

    answered = Signal(str)

    def __init__(self, who: str, notes: int, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Withdraw the interview"),
            tr("{who} wants what was said taken back.").format(who=who),
            tr("Erase what was said"),
            icon="eraser",
            width=600,
            parent=parent,
        )
        outlasts(self)  # the right to take it back does not end with a signature
        erased = tr_n(
            "{n} note, every answer and the label are erased.",
            "{n} notes, all answers and the label are erased.",
            notes,
        ).format(n=notes)
        for words in (
            erased,
            tr(
                "They are also erased from the history, from search and from what colleagues get by the shared folder. "
                "Where they supported a judgement, that support goes too."
            ),
            tr("What stays is that an interview with this role was held and withdrawn, when, and why."),
        ):
            self.body.addWidget(Label(words, "body", wrap=True))
        self._ground = IconLine()
        self._ground.setPlaceholderText(tr("For example: the respondent took back the consent"))
        self._field = self.add_field("ground", Field(tr("Ground"), self._ground))
        self._sure = Check(tr("I understand that this cannot be undone"))
        self.body.addWidget(self._field)
        self.body.addWidget(self._sure)
        self._ground.textEdited.connect(self._look)
        self._ground.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look(self, text: str) -> None:
        self._field.set_hint(personal_number_warning(text))

    def submit(self) -> None:
        """Tell the ground, if there is one and it is meant."""
        ground = self._ground.text().strip()
        if not ground:
            self.refuse(self._field, tr("Write on what ground it is erased."))
        elif not self._sure.isChecked():
            self.banners.clear()
            self.banners.tell("warn", tr("Tick that you understand that this cannot be undone."))
            self._sure.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.set_busy(True)
            self.answered.emit(ground)
