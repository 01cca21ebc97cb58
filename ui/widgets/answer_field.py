"""A question with its typed answer: yes or no, a choice, a number, a date, a scale with pictures."""

from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspektor.i18n import tr
from inspektor.shapes.questions import PICTURES, AnswerForm, AnswerKind, Question
from ui.widgets.answer_number import DecimalLine, limits
from ui.widgets.answer_options import AnswerChoice, AnswerOptions
from ui.widgets.buttons import Button, IconButton
from ui.widgets.card import Icon
from ui.widgets.chip import Chip
from ui.widgets.date_field import DateField
from ui.widgets.text import Label
from ui.widgets.versions_mark import VersionsMark


class AnswerField(QWidget):
    """`answered(value)` in canonical form, `declined`, `cleared`; `done` when one wants to go on (Enter, a digit).

    Shows what it is told by `set_answer`; with `headed` the question stands above, else it is only spoken.
    """

    answered = Signal(str)
    declined = Signal()
    cleared = Signal()
    done = Signal()

    def __init__(
        self,
        question: Question,
        *,
        headed: bool = True,
        may_decline: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """`question.answer` must say how it is answered."""
        super().__init__(parent)
        if question.answer is None:
            raise ValueError(question.code)
        self.question, self._form = question, question.answer
        self._value, self._is_declined, self._may_decline = "", False, may_decline
        self._editor: AnswerOptions | DecimalLine | DateField = _editor(question, self._form)
        self._editor.setAccessibleName(question.text)
        self._described = " ".join(part for part in (self._form.unit, limits(self._form)) if part)
        self._editor.setAccessibleDescription(self._described)
        self._head = Label(question.text, "control", wrap=True)
        self._head.setBuddy(self._editor)
        self._refuse = Button(tr("Did not want to answer"), "quiet", "ban", small=True)
        self._mark = Chip(tr("Did not want to answer"), "neutral", "ban")
        take_away = tr("Take the answer away")
        self._wide = isinstance(self._editor, AnswerOptions) and self._editor.long
        self._clear: Button = IconButton("x", take_away, small=True)
        if self._wide:  # a cross alone, below, would not be seen to belong to the answer
            self._clear = Button(take_away, "quiet", "x", small=True)
        self._error = Label("", "secondary", "bad", wrap=True)
        self._error_row = self._make_error_row()
        self.versions = VersionsMark()
        self._lay_out()
        self._head.setVisible(headed)
        self._connect()
        self._dress()

    def _make_error_row(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(Icon("circle-alert", "bad", 16), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._error, 1)
        holder.setVisible(False)
        return holder

    def _lay_out(self) -> None:
        beside = QHBoxLayout()
        beside.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._head)
        if self._wide:
            column.addWidget(self._editor)
        else:
            beside.addWidget(self._editor)
        if self._form.unit:
            beside.addWidget(Label(self._form.unit, "secondary", "muted"))
        beside.addWidget(self._mark)
        beside.addWidget(self._refuse)
        beside.addWidget(self._clear)
        beside.addWidget(self.versions)
        beside.addStretch(1)
        column.addLayout(beside)
        column.addWidget(self._error_row)

    def _connect(self) -> None:
        editor: Any = self._editor
        if isinstance(editor, AnswerOptions):
            editor.chosen.connect(self._take)
            editor.done.connect(self.done)
        else:
            editor.picked.connect(self._take_typed)
            editor.refused.connect(self.set_error)
            editor.accepted.connect(self.clear_error)
            editor.textEdited.connect(self.clear_error)
            editor.returnPressed.connect(self._go_on)
        self._refuse.clicked.connect(self._decline)
        self._clear.clicked.connect(self._take_away)

    # What it shows

    def value(self) -> str:
        """The answer in canonical form, or ""."""
        return self._value

    def is_declined(self) -> bool:
        """Whether the respondent did not want to answer."""
        return self._is_declined

    def set_answer(self, value: str, declined: bool = False) -> None:
        """Show an answer without telling; what is being typed stays as long as the answer is the same."""
        if (value, declined) == (self._value, self._is_declined):
            return
        self._show(value, declined)

    def _show(self, value: str, declined: bool) -> None:
        self._value, self._is_declined = value, declined
        if isinstance(self._editor, AnswerOptions):
            self._editor.set_current(value)
        elif isinstance(self._editor, DecimalLine):
            self._editor.set_value(value)
        else:
            self._editor.set_value(_day(value))
        self.clear_error()
        self._dress()

    def _dress(self) -> None:
        had = self._clear.hasFocus() or self._refuse.hasFocus()
        self._mark.setVisible(self._is_declined)
        self._refuse.setVisible(self._may_decline and not self._is_declined and not self._value)
        self._clear.setVisible(bool(self._value) or self._is_declined)
        if had and self.isVisible():
            self.focus_first()  # the button that was pressed is gone

    def set_error(self, text: str) -> None:
        """Say what is wrong, by the field and to screen readers."""
        self._error.setText(text)
        self._error_row.setVisible(True)
        self._editor.setAccessibleDescription(text)
        QAccessible.updateAccessibility(QAccessibleEvent(self._editor, QAccessible.Event.DescriptionChanged))

    def clear_error(self) -> None:
        """Take the error away."""
        self._error.setText("")
        self._error_row.setVisible(False)
        self._editor.setAccessibleDescription(self._described)

    def error(self) -> str:
        """What is said to be wrong, or ""."""
        return self._error.text()

    def focus_first(self) -> None:
        """Give the keyboard to the answer."""
        if isinstance(self._editor, AnswerOptions):
            self._editor.focus_first()
        else:
            self._editor.setFocus(Qt.FocusReason.TabFocusReason)
            self._editor.selectAll()

    def flush(self) -> None:
        """Hand over what is typed and not read yet."""
        if not isinstance(self._editor, AnswerOptions):
            self._editor.settle()

    # What happens in it

    def _take(self, value: str) -> None:
        self._show(value, False)
        self.answered.emit(value)

    def _take_typed(self, found: object) -> None:
        value = found.isoformat() if isinstance(found, date) else str(found or "")
        self._value, self._is_declined = value, False
        self._dress()
        if value:
            self.answered.emit(value)
        else:
            self.cleared.emit()

    def _decline(self) -> None:
        self._show("", True)
        self.declined.emit()

    def _take_away(self) -> None:
        self._show("", False)
        self.cleared.emit()

    def _go_on(self) -> None:
        if not self.error():
            self.done.emit()


def _editor(question: Question, form: AnswerForm) -> AnswerOptions | DecimalLine | DateField:
    if form.kind is AnswerKind.NUMBER:
        return DecimalLine(form)
    if form.kind is AnswerKind.DATE:
        field = DateField()
        field.setMaximumWidth(field.minimumWidth() + 20)
        return field
    choices = [
        AnswerChoice(
            each.code,
            each.label,
            each.picture,
            tr(PICTURES[each.picture]) if each.picture in PICTURES else "",
        )
        for each in form.choices()
    ]
    return AnswerOptions(choices, question.text)


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
