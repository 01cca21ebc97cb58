"""The left side of an interview: all questions, or those not touched, tagged or declined, and a search among them."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from inspektor.i18n import tr, tr_mark
from ui import theme
from ui.screens.follow_up.interview_questions import ALL, DECLINED, TAGGED, UNTOUCHED, Questions
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.empty_state import EmptyState
from ui.widgets.lines import SearchField
from ui.widgets.question_list import QuestionList, QuestionRow
from ui.widgets.rights import reads

_LEAST = 180
_WORDS = {
    ALL: tr_mark("All questions"),
    UNTOUCHED: tr_mark("Not touched"),
    TAGGED: tr_mark("Tagged"),
    DECLINED: tr_mark("Did not want to answer"),
}


class QuestionSide(Card):
    """`chosen(code)` when the user moves to a question, `opened` on Enter: time to write."""

    chosen = Signal(str)
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=12, spacing=8, parent=parent)
        self._questions: Questions | None = None
        self._width = theme.px(_LEAST)
        self._current = ""
        self._which = Choice(tr("Which questions"), [(key, tr(words)) for key, words in _WORDS.items()])
        reads(self._which)
        self._which.set_current(ALL)
        self._search = SearchField(tr("Search the questions"))
        self._list = QuestionList()
        self._nothing = EmptyState("list-checks", tr("No question fits."))
        self.add(self._which)
        self.add(self._search)
        self.add(self._list, 1)
        self.add(self._nothing, 1)
        self._which.chosen.connect(self._show)
        self._search.searched.connect(self._show)
        self._search.submitted.connect(self._open_found)
        self._list.chosen.connect(self._choose)
        self._list.opened.connect(self._open)

    def focus_search(self) -> None:
        """Give the keyboard to the search; Enter there asks the question found first."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def set_width(self, width: int) -> None:
        """How wide it would be; narrower where the window demands it."""
        self._width = width
        self.setMaximumWidth(width)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self._width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(_LEAST), super().minimumSizeHint().height())

    def show_questions(self, questions: Questions, current: str) -> None:
        """Show these questions with the one that is asked."""
        self._questions, self._current = questions, current
        counted = [(key, f"{tr(words)} ({questions.number(key)})") for key, words in _WORDS.items()]
        self._which.set_choices(counted)
        self._show()

    def set_current(self, code: str) -> None:
        """Mark another question as the one that is asked."""
        self._current = code
        self._list.set_current(code)

    def _show(self) -> None:
        if self._questions is None:
            return
        rows = self._questions.rows(which=self._which.current() or ALL, words=self._search.text().strip())
        self._list.set_rows(rows)
        self._list.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        if self._list.current_key() != self._current:
            self._list.set_current(self._current)

    def _choose(self, code: str) -> None:
        self._current = code
        self.chosen.emit(code)

    def _open_found(self) -> None:
        """The question that was asked if it fits, else the first that does; all of them stand there again."""
        self._show()
        fitting = [row.key for row in self._list.all_rows() if isinstance(row, QuestionRow)]
        if self._search.text().strip() and fitting:
            self._search.clear()
            self._show()
            self._open(self._current if self._current in fitting else fitting[0])

    def _open(self, code: str) -> None:
        self._choose(code)
        self.opened.emit()
