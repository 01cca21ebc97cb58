"""One interview: the questions at the left, the one that is asked, and what is answered."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspektor.changes import ChangeSet
from inspektor.i18n import tr, tr_n
from inspektor.shapes.enums import InterviewStatus
from inspektor.shapes.interviews import InterviewSheet
from inspektor.shapes.openings import OpenedKind
from ui import theme
from ui.screens.follow_up.interview_acts import InterviewActs
from ui.screens.follow_up.interview_head import InterviewHead
from ui.screens.follow_up.interview_questions import FREE, Questions
from ui.screens.follow_up.latest import Latest
from ui.screens.follow_up.opened import OpenFollowUp
from ui.screens.follow_up.question_desk import QuestionDesk
from ui.screens.follow_up.question_side import QuestionSide
from ui.widgets.buttons import link
from ui.widgets.keycap import KeyCap
from ui.widgets.keys import bind
from ui.widgets.rights import reads
from ui.widgets.text import Label
from ui.widgets.tick_bar import TickBar
from ui.written import Marks

_TABLES = ("interview", "note", "answer", "evidence", "person")
_SIDES = ((1120, 380), (1000, 320), (860, 260), (0, 200))  # from this width on, that wide


class InterviewView(QWidget):
    """Shows what this respondent says, and nothing that others said. `left` to go back to the list."""

    left = Signal()

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened, self._operations = opened, opened.operations
        self._id, self._wanted = "", ""
        self._sheet: InterviewSheet | None = None
        self._questions: Questions | None = None
        self._current = FREE
        self._latest = Latest(self._operations, self, self._take)
        self._head = InterviewHead()
        self._acts = InterviewActs(opened, self._head, self)
        self._marks = Marks(self._operations, "interview", self)
        self._marks.add(self._head.versions)
        self._ticks = TickBar(tr("Requirements touched in this interview"))
        self._count = Label("", "label")
        self._next = link(tr("Next not touched"))
        reads(self._next)
        self._side = QuestionSide()
        self._desk = QuestionDesk(opened)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        bar, both, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        bar.setSpacing(12)
        bar.addWidget(self._ticks, 1)
        self._bar = (self._ticks, self._count, self._next, KeyCap("F8"))
        for widget in self._bar[1:]:
            bar.addWidget(widget)
        both.setSpacing(16)
        both.addWidget(self._side)
        both.addWidget(self._desk, 1)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._head)
        column.addLayout(bar)
        column.addLayout(both, 1)

    def _connect(self) -> None:
        self._head.left.connect(self._leave)
        self._side.chosen.connect(self._go)
        self._side.opened.connect(self._desk.focus_writing)
        self._ticks.chosen.connect(self._go_to_requirement)
        self._next.clicked.connect(self._go_to_untouched)
        self._desk.stepped.connect(self._step)
        self._operations.changed.connect(self._heard)
        self._opened.template_changed.connect(self._show_again)
        self._acts.gone.connect(self._leave)
        bind(
            self,
            ("F8", self._go_to_untouched),
            ("Esc", self._leave),
            ("Ctrl+F", self._side.focus_search),
            ("Ctrl+PgUp", partial(self._step, -1)),
            ("Ctrl+PgDown", partial(self._step, 1)),
            reading=True,
        )
        bind(self, ("F2", self._head.edit), ("Ctrl+E", self._head.end))

    def interview_id(self) -> str:
        """The interview that is shown."""
        return self._id

    def show_interview(self, interview_id: str, note_id: str = "") -> None:
        """Show another interview, from where its questions begin, or at a note."""
        self._wanted = note_id
        if interview_id != self._id:
            self._desk.flush()
            self._id, self._sheet, self._questions = interview_id, None, None
            self._current = ""
            self._opened.log_reading(OpenedKind.INTERVIEW, interview_id)
            self._desk.setEnabled(False)  # what is typed before the question is known would be about nothing
        self._read()

    def focus_first(self) -> None:
        """Give the keyboard to the writing field, once it is known what is written about."""
        if self._questions is not None:
            self._desk.focus_writing()

    def _read(self) -> None:
        if self._id:
            self._latest.ask("queries.interviews.sheet", self._opened.id, self._id)

    def _heard(self, changes: ChangeSet) -> None:
        if self._id and any(changes.touches(table) for table in _TABLES):
            self._read()

    def _show_again(self) -> None:
        if self._sheet is not None:
            self._take(self._sheet)

    def _take(self, sheet: InterviewSheet) -> None:
        template = self._opened.template
        if template is None:
            return
        self._sheet, row = sheet, sheet.interview
        self._acts.row = row
        self._marks.show(row.id)
        self._head.show_interview(row, template, self._opened.me.id if self._opened.me else "")
        self._desk.set_state(row)
        self._show_questions(Questions(template, sheet), sheet)

    def _show_questions(self, questions: Questions, sheet: InterviewSheet) -> None:
        self._questions = questions
        withdrawn = sheet.interview.status is InterviewStatus.WITHDRAWN
        for widget in (self._side, *self._bar):
            widget.setVisible(not withdrawn)
        self._desk.setEnabled(True)
        self._side.show_questions(self._questions, self._current)
        self._ticks.set_ticks(self._questions.ticks(), self._requirement())
        left, total = len(self._questions.untouched()), len(self._questions.requirements())
        words = tr_n(
            "{n} of {total} requirements not touched", "{n} of {total} requirements not touched", left
        ).format(n=left, total=total)
        self._count.setText(words)
        self._ticks.set_summary(words)
        self._next.setEnabled(left > 0)
        if self._wanted:
            self._go_to_note()
        elif self._current:
            self._desk.refresh(self._questions, self._current, sheet)
        else:
            self._go(next(iter(self._questions.codes), FREE))
            self._desk.focus_writing()

    def _requirement(self) -> str:
        pair = self._questions.pair(self._current) if self._questions else None
        return pair[0].code if pair else ""

    def _go(self, code: str) -> None:
        """Ask another question."""
        if self._questions is None or self._sheet is None or self._opened.template is None:
            return
        self._current = code
        self._side.set_current(code)
        self._ticks.set_current(self._requirement())
        self._desk.show_question(self._opened.template, self._questions, code, self._sheet)

    def _go_to_note(self) -> None:
        note_id, self._wanted = self._wanted, ""
        if self._questions is not None:
            self._go(self._questions.question_of(note_id))
            self._desk.focus_note(note_id)

    def _go_to_requirement(self, requirement: str) -> None:
        if self._questions is not None:
            self._go(self._questions.first_of(requirement))
            self._desk.focus_writing()

    def _go_to_untouched(self) -> None:
        code = self._questions.next_untouched(self._current) if self._questions else ""
        if code:
            self._go(code)
            self._desk.focus_writing()

    def _step(self, step: int) -> None:
        if self._questions is not None:
            self._go(self._questions.beside(self._current, step))
            self._desk.focus_writing()

    def _leave(self) -> None:
        self._desk.flush()
        self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = next(side for least, side in _SIDES if self.width() >= theme.px(least))
        self._side.set_width(theme.px(side))
