"""One item of a repeat: its name, its questions, and the way to the next one."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspektor.i18n import tr
from inspektor.shapes.answers import ItemRow, summed
from inspektor.shapes.ids import answer_id
from inspektor.shapes.questions import Repeat, RepeatPlace
from ui.screens.follow_up.opened import OpenFollowUp
from ui.widgets.answer_field import AnswerField
from ui.widgets.buttons import danger, primary, secondary
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.keycap import shown
from ui.widgets.lines import IconLine
from ui.widgets.page import ScrollColumn
from ui.widgets.rights import reads
from ui.widgets.text import ElidedLabel, Label
from ui.written import Marks, personal_number_warning


class RepeatItem(QWidget):
    """The fields are made once for a repeat and show one item after the other: 200 rooms need no more than one.

    `answered(item, question, value)`, "" to take the answer away; `renamed(item, label)`, `remove_asked`, `stepped(step)`.
    """

    answered = Signal(str, str, str)
    renamed = Signal(str, str)
    remove_asked = Signal()
    stepped = Signal(int)

    def __init__(self, opened: OpenFollowUp, repeat: Repeat, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._repeat = repeat
        self._item: ItemRow | None = None
        self._title = ElidedLabel("", "card")
        self._place = Label("", "secondary", "muted")
        self._name = IconLine()
        lettered = repeat.place is RepeatPlace.DOCUMENTS
        self._usual_hint = tr("A letter or a number, never whose it is.") if lettered else ""
        self._name_field = Field(tr("Name"), self._name, hint=self._usual_hint)
        self._fields = {each.code: AnswerField(each, may_decline=False) for each in repeat.questions}
        self._follow_up = opened.id
        self._marks = {code: Marks(opened.operations, "answer", self) for code in self._fields}
        for code, marks in self._marks.items():
            marks.add(self._fields[code].versions)
        self._name_marks = Marks(opened.operations, "item", self)
        self._name_marks.add(self._name_field, "label")
        self._remove = danger(tr("Remove"), small=True)
        self._before = secondary(tr("Previous"), "chevron-left")
        self._next = primary(tr("Next"), "chevron-right", icon_at_end=True)
        reads(self._before, self._next)
        self._next.setToolTip(shown("Ctrl+Enter"))
        self._sums = {each.code: ElidedLabel("", "secondary", most=2) for each in repeat.questions}
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title, 1)
        head.addWidget(self._place)
        head.addWidget(self._remove)
        self._scroll = ScrollColumn(spacing=20)
        for field in self._fields.values():
            self._scroll.add(field)
        self._scroll.add(self._name_field)
        self._scroll.add(self._make_sums())
        self._scroll.body.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(self._before)
        foot.addWidget(self._next)
        card = Card(padding=20)
        card.body.addLayout(head)
        card.add(self._scroll, 1)
        card.body.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    def _make_sums(self) -> Card:
        self._sum_box = Card(look="sunk", padding=12, spacing=4)
        self._sum_box.add(Label(tr("So far, all together"), "label", "muted"))
        for line in self._sums.values():
            self._sum_box.add(line)
        return self._sum_box

    def _connect(self) -> None:
        for code, field in self._fields.items():
            field.answered.connect(partial(self._tell, code))
            field.cleared.connect(partial(self._tell, code, ""))
            field.done.connect(partial(self._go_on, code))
        self._name.editingFinished.connect(self._rename)
        self._name.textEdited.connect(self._warn)
        self._remove.clicked.connect(self.remove_asked)
        self._before.clicked.connect(partial(self.stepped.emit, -1))
        self._next.clicked.connect(partial(self.stepped.emit, 1))

    # What it shows

    def item_id(self) -> str:
        """The item in sight, or ""."""
        return self._item.id if self._item is not None else ""

    def show_item(self, item: ItemRow, number: int, all_of_them: int, waiting: Mapping[str, str]) -> None:
        """Show an item; `waiting` are answers that are on their way to be saved."""
        another = item.id != self.item_id()
        if another:
            self.flush()
        self._item = item
        self._title.setText(item.label)
        self._place.setText(tr("{n} of {all}").format(n=number, all=all_of_them))
        if another or not self._name.hasFocus():
            self._name.setText(item.label)
            self._warn(item.label)
        self._name_marks.show(item.id)
        for code, field in self._fields.items():
            self._marks[code].show(answer_id(self._follow_up, code, item_id=item.id))
            known = item.answers.get(code)
            value = waiting.get(code, known.value if known is not None else "")
            if another:
                field.clear_error()
            field.set_answer(value)

    def show_sums(self, items: Sequence[ItemRow]) -> None:
        """Show what is known of all items together."""
        any_of_them = False
        for question in self._repeat.questions:
            values = [row.answers[question.code].value for row in items if question.code in row.answers]
            words = summed(question, values, 0, len(items) - len(values)) if values else ""
            self._sums[question.code].setText(f"{question.text.rstrip('?:')}: {words}")
            self._sums[question.code].setVisible(bool(words))
            any_of_them = any_of_them or bool(words)
        self._sum_box.setVisible(any_of_them)

    def refuse(self, code: str, why: str) -> None:
        """Say by a question why its answer was not saved."""
        self._fields[code].set_error(why)

    def flush(self) -> None:
        """Hand over what is typed and not read yet."""
        for field in self._fields.values():
            field.flush()
        self._rename()

    def focus_first(self) -> None:
        """Give the keyboard to the first question that is not answered, else to the first."""
        fields = list(self._fields.values())
        field = next((each for each in fields if not each.value()), fields[0])
        field.focus_first()
        self._scroll.ensureWidgetVisible(field)

    # What happens in it

    def _tell(self, code: str, value: str) -> None:
        if self._item is not None:
            self.answered.emit(self._item.id, code, value)

    def _go_on(self, code: str) -> None:
        """To the question below; from the last one to the next item."""
        codes = list(self._fields)
        place = codes.index(code) + 1
        if place == len(codes):
            self.stepped.emit(1)
            return
        field = self._fields[codes[place]]
        field.focus_first()
        self._scroll.ensureWidgetVisible(field)

    def focus_next_button(self) -> None:
        """Give the keyboard to the way on: there is nothing below."""
        self._next.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rename(self) -> None:
        label = " ".join(self._name.text().split())
        if self._item is None or label == self._item.label:
            return
        if label:
            self.renamed.emit(self._item.id, label)
        else:
            self._name.setText(self._item.label)

    def _warn(self, text: str) -> None:
        self._name_field.set_hint(personal_number_warning(text) or self._usual_hint)
