"""The right side of an interview: the question, its answer and notes, the writing field, and the way to the next question."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspektor.i18n import tr
from inspektor.shapes.enums import Consent, InterviewStatus
from inspektor.shapes.ids import answer_id
from inspektor.shapes.interviews import InterviewRow, InterviewSheet
from inspektor.shapes.questions import Question
from inspektor.shapes.template import Template
from ui.screens.follow_up.interview_questions import Questions
from ui.screens.follow_up.note_panel import NotePanel
from ui.screens.follow_up.note_writer import Aim
from ui.screens.follow_up.opened import OpenFollowUp
from ui.screens.follow_up.question_card import QuestionCard, QuestionScroll
from ui.widgets.answer_field import AnswerField
from ui.widgets.banner import Banner
from ui.widgets.buttons import primary, secondary
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.keycap import shown
from ui.widgets.rights import reads
from ui.widgets.text import ElidedLabel
from ui.written import Marks


class QuestionDesk(Card):
    """`stepped(+1 or -1)` to the next or the previous question."""

    stepped = Signal(int)

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        super().__init__(padding=24, spacing=12, parent=parent)
        self._opened = opened
        self._aim = Aim(opened.id)
        self._is_silent = False
        self._question = QuestionCard()
        self._answer: AnswerField | None = None
        self._answer_place = QVBoxLayout()
        self._marks: Marks | None = None
        self._notes = NotePanel(opened)
        self._state = Banner("accent", "")
        self._state.setVisible(False)
        self._scroll = QuestionScroll(self._question)
        self.add(self._scroll)
        self.add(self._state)
        self.body.addLayout(self._answer_place)
        self.add(self._notes, 1)
        self._foot = self._make_foot()
        self.add(self._foot)
        self._notes.next_question.connect(self._forward)

    def _make_foot(self) -> QWidget:
        self._silent = secondary(tr("Did not want to answer"), "circle-minus")
        self._mark = Chip(tr("Did not want to answer"), "neutral", "circle-minus", elides=True)
        self._mark.setVisible(False)  # with all of them at once the row would widen the window
        back, forward = (
            secondary(tr("Previous")),
            primary(tr("Next question"), "corner-down-left", icon_at_end=True),
        )
        forward.setToolTip(shown("Ctrl+Enter"))
        reads(back, forward)
        self._silent.clicked.connect(self._turn_silence)
        back.clicked.connect(self._backward)
        forward.clicked.connect(self._forward)
        hint = ElidedLabel(tr("Enter ends the note, Shift+Enter gives a new line"), "secondary", "muted")
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._mark)
        row.addWidget(self._silent)
        row.addStretch(1)
        row.addWidget(hint)
        row.addWidget(back)
        row.addWidget(forward)
        return foot

    def show_question(
        self, template: Template, questions: Questions, code: str, sheet: InterviewSheet
    ) -> None:
        """Ask this question; what is written from now on is about it."""
        pair = questions.pair(code)
        requirement = pair[0].code if pair else None
        question = pair[1].code if pair else None
        self._aim = Aim(self._opened.id, sheet.interview.id, requirement, question)
        self._notes.writer.aim(self._aim)
        self._question.show_question(template, pair, questions.prompts(code))
        self._scroll.updateGeometry()
        self._silent.setVisible(pair is not None)
        self._show_answer_field(pair[1] if pair else None)
        self.refresh(questions, code, sheet)

    def refresh(self, questions: Questions, code: str, sheet: InterviewSheet) -> None:
        """Show what is known of the question now."""
        self._notes.set_notes(questions.notes_of(code), sheet.authors, sheet.ties)
        self._is_silent = questions.declined(code)
        self._mark.setVisible(self._is_silent)
        self._silent.setText(tr("Answers after all") if self._is_silent else tr("Did not want to answer"))
        if self._answer is not None:
            self._answer.set_answer(questions.answer(code), self._is_silent)
            if self._marks is not None and self._aim.question is not None:
                row_id = answer_id(self._opened.id, self._aim.question, self._aim.interview_id)
                self._marks.show(row_id)

    def _show_answer_field(self, question: Question | None) -> None:
        if self._answer is not None:
            self._answer.flush()
            self._answer_place.removeWidget(self._answer)
            self._answer.hide()
            self._answer.deleteLater()
            self._answer = self._marks = None
        if question is None or question.answer is None:
            return
        field = self._answer = AnswerField(question, headed=False, may_decline=False)
        self._marks = Marks(self._opened.operations, "answer", field)
        self._marks.add(field.versions)
        field.answered.connect(self._put_answer)
        field.cleared.connect(self._clear_answer)
        field.done.connect(self.focus_writing)
        self._answer_place.addWidget(field)
        field.show()  # at once: a layout would show it a moment later

    def set_state(self, row: InterviewRow) -> None:
        """Whether the interview goes on, and if not, why: then nothing is asked."""
        said = next((words for holds, words in _STATES if holds(row)), None)
        self._state.setVisible(said is not None)
        if said is not None:
            fact, meaning = said()
            self._state.say(fact, row.ended_early or meaning)
        withdrawn = row.status is InterviewStatus.WITHDRAWN
        self._notes.set_writable(not withdrawn)
        self._scroll.setVisible(not withdrawn)
        self._foot.setVisible(row.consent is not Consent.DECLINED and not withdrawn)

    def focus_writing(self) -> None:
        """Give the keyboard to the writing field."""
        self._notes.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_note(self, note_id: str) -> None:
        """Give the keyboard to one of the notes."""
        self._notes.focus_note(note_id)

    def flush(self) -> None:
        """Hand over what is unsaved."""
        self._notes.field.flush()
        if self._answer is not None:
            self._answer.flush()

    def _change_answer(self, verb: str, *args: str) -> None:
        self._opened.operations.change(
            f"actions.answers.{verb}",
            self._opened.id,
            self._aim.question,
            *args,
            owner=self,
            interview_id=self._aim.interview_id,
        )

    def _put_answer(self, value: str) -> None:
        self._change_answer("set_value", value)

    def _clear_answer(self) -> None:
        self._change_answer("clear")

    def _turn_silence(self) -> None:
        if self._is_silent:
            self._clear_answer()
            self.focus_writing()
            return
        self._change_answer("decline")
        self._opened.undoable.emit(tr("Noted that the question was not answered"))
        self._forward()

    def _forward(self) -> None:
        self.stepped.emit(1)

    def _backward(self) -> None:
        self.stepped.emit(-1)


def _declined() -> tuple[str, str]:
    return (
        tr("The respondent declined"),
        tr("That is a valid answer. The interview counts as held and asks nothing more."),
    )


def _withdrawn() -> tuple[str, str]:
    return tr("The interview is withdrawn"), tr("What was said has been erased and cannot be brought back.")


def _planned() -> tuple[str, str]:
    return tr("The interview is planned"), tr("It begins when you start it; notes can be prepared here.")


def _ended_early() -> tuple[str, str]:
    return tr("The interview was ended early"), ""


_STATES: tuple[tuple[Callable[[InterviewRow], bool], Callable[[], tuple[str, str]]], ...] = (
    (lambda row: row.status is InterviewStatus.WITHDRAWN, _withdrawn),
    (lambda row: row.status is InterviewStatus.PLANNED, _planned),
    (lambda row: row.consent is Consent.DECLINED, _declined),
    (lambda row: bool(row.ended_early), _ended_early),
)
