"""The right side of an interview: the question, its notes, the writing field, and the way to the next question."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspektor.i18n import tr
from inspektor.shapes.interviews import NoteRow
from inspektor.shapes.template import Template
from ui.screens.follow_up.interview_questions import Questions
from ui.screens.follow_up.note_panel import NotePanel
from ui.screens.follow_up.note_writer import Aim
from ui.screens.follow_up.opened import OpenFollowUp
from ui.screens.follow_up.question_card import QuestionCard, QuestionScroll
from ui.widgets.banner import Banner
from ui.widgets.buttons import primary, secondary
from ui.widgets.card import Card
from ui.widgets.keycap import shown
from ui.widgets.text import ElidedLabel


class QuestionDesk(Card):
    """`stepped(+1 or -1)` to the next or the previous question."""

    stepped = Signal(int)

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        super().__init__(padding=24, spacing=12, parent=parent)
        self._opened = opened
        self._aim = Aim(opened.id)
        self._question = QuestionCard()
        self._notes = NotePanel(opened)
        self._declined = Banner(
            "accent",
            tr("The respondent declined"),
            tr("That is a valid answer. The interview counts as held and asks nothing more."),
        )
        self._declined.setVisible(False)
        self._scroll = QuestionScroll(self._question)
        self.add(self._scroll)
        self.add(self._declined)
        self.add(self._notes, 1)
        self._foot = self._make_foot()
        self.add(self._foot)
        self._notes.next_question.connect(self._forward)

    def _make_foot(self) -> QWidget:
        self._silent = secondary(tr("Did not want to answer"), "circle-minus")
        back, forward = (
            secondary(tr("Previous")),
            primary(tr("Next question"), "corner-down-left", icon_at_end=True),
        )
        forward.setToolTip(shown("Ctrl+Enter"))
        self._silent.clicked.connect(self._note_silence)
        back.clicked.connect(self._backward)
        forward.clicked.connect(self._forward)
        hint = ElidedLabel(tr("Enter ends the note, Shift+Enter gives a new line"), "secondary", "muted")
        hint.setAlignment(Qt.AlignmentFlag.AlignRight)
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._silent)
        row.addStretch(1)
        row.addWidget(hint, 10)
        row.addWidget(back)
        row.addWidget(forward)
        return foot

    def show_question(self, template: Template, questions: Questions, code: str, interview_id: str) -> None:
        """Ask this question; what is written from now on is about it."""
        pair = questions.pair(code)
        requirement = pair[0].code if pair else None
        question = pair[1].code if pair else None
        self._aim = Aim(self._opened.id, interview_id, requirement, question)
        self._notes.writer.aim(self._aim)
        self._question.show_question(template, pair, questions.prompts(code))
        self._scroll.updateGeometry()
        self._silent.setVisible(pair is not None)
        self.show_notes(questions.notes_of(code))

    def show_notes(self, notes: Sequence[NoteRow]) -> None:
        """Show the notes of the question."""
        self._notes.set_notes(notes)

    def set_declined(self, declined: bool) -> None:
        """Whether the respondent declined: then nothing is asked."""
        self._declined.setVisible(declined)
        self._foot.setVisible(not declined)

    def focus_writing(self) -> None:
        """Give the keyboard to the writing field."""
        self._notes.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_note(self, note_id: str) -> None:
        """Give the keyboard to one of the notes."""
        self._notes.focus_note(note_id)

    def flush(self) -> None:
        """Hand over what is unsaved."""
        self._notes.field.flush()

    def _note_silence(self) -> None:
        self._opened.operations.change(
            "actions.interviews.add_note",
            self._aim.follow_up_id,
            tr("Did not want to answer."),
            owner=self,
            interview_id=self._aim.interview_id,
            requirement=self._aim.requirement,
            question=self._aim.question,
        )
        self._opened.undoable.emit(tr("Noted that the question was not answered"))
        self._forward()

    def _forward(self) -> None:
        self.stepped.emit(1)

    def _backward(self) -> None:
        self.stepped.emit(-1)
