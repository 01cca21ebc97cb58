"""What was said or seen, by whom and when; which head may read it; and who took over."""

from collections.abc import Sequence
from datetime import datetime, time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspektor import clock
from inspektor.i18n import tr
from inspektor.shapes.risk import RiskSheet
from ui.operations import Operations
from ui.screens.follow_up.risk_steps import moment_of
from ui.widgets.autosave import Source
from ui.widgets.banner import BannerArea
from ui.widgets.buttons import danger
from ui.widgets.card import Card, Rule
from ui.widgets.date_field import TimeField
from ui.widgets.field import Field
from ui.widgets.page import ScrollColumn
from ui.widgets.pick_line import PickLine
from ui.widgets.text import Label
from ui.written import Written, WrittenRecord


class RiskForm(Card):
    """`begun` at the first letter of a record that is not made yet; `remove_asked`."""

    begun = Signal()
    remove_asked = Signal()

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(padding=0, parent=parent)
        self._operations = operations
        self._sheet: RiskSheet | None = None
        self.banners = BannerArea()
        self._words = WrittenRecord(operations, "risk", "actions.risks.set_words", self)
        self._said = self._words.add(Written("said", tr("What was said or seen"), lines=6), "sealed")
        self._by = self._words.add(
            Written("by", tr("By whom"), lines=1, placeholder=tr("A name may be written"))
        )
        self._over = WrittenRecord(operations, "risk", "actions.risks.take_over", self)
        self._who = self._over.add(Written("taken_over_by", tr("Who took over?"), lines=1))
        self._raised, self._taken = TimeField(), TimeField()
        self._raised_field, self._taken_field = (
            Field(tr("Time"), self._raised),
            Field(tr("Time"), self._taken),
        )
        self._head = PickLine(tr("Name or choose your head"))
        self._head_field = Field(tr("Head who may read it"), self._head)
        self._words.marks.add(self._raised_field, "raised_at")
        self._words.marks.add(self._head_field, "head", "head_id")
        self._over.marks.add(self._taken_field, "taken_over_at")
        self._who_reads = Label("", "small", "muted", wrap=True)
        self._remove = danger(tr("Delete the record"))
        self._lay_out()
        self._words.begun.connect(self._tell_begun)
        self._raised.picked.connect(self._set_raised)
        self._taken.picked.connect(self._set_taken)
        self._head.editingFinished.connect(self._set_head)
        self._remove.clicked.connect(self.remove_asked)

    def _lay_out(self) -> None:
        scroll = ScrollColumn(margin=20, spacing=14)
        scroll.add(self.banners)
        scroll.add(self._said)
        for left, right in ((self._by, self._raised_field), (self._who, self._taken_field)):
            row = QHBoxLayout()
            row.setSpacing(16)
            row.addWidget(left, 1)
            row.addWidget(right)
            scroll.body.addLayout(row)
            if left is self._by:
                scroll.add(self._head_field)
                scroll.add(self._who_reads)
                scroll.add(Rule())
        scroll.body.addStretch(1)
        self.add(scroll, 1)
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        self._hint = Label(tr("Saved as soon as you write."), "secondary", "muted")
        row.addWidget(self._hint)
        row.addStretch(1)
        row.addWidget(self._remove)
        self.set_footer(foot)

    def risk_id(self) -> str:
        """The record that is shown; "" for a new one."""
        return self._words.row_id

    def adopt(self, risk_id: str) -> None:
        """What is written here belongs to this record, which is being made."""
        self._words.adopt(risk_id)
        self._over.adopt(risk_id)

    def values(self) -> dict[str, str]:
        """What is written: said and by."""
        return self._words.values()

    def raised_at(self) -> datetime | None:
        """The time that is written, today."""
        at = self._raised.value()
        return None if at is None else moment_of(None, at)

    def begin_new(self) -> None:
        """Show an empty form; what was being written is saved first."""
        self._words.clear()
        self._over.clear()
        self._sheet = None
        self._raised.set_value(clock.local(clock.now()).time())
        self._taken.set_value(None)
        self._head.set_key("")
        self._show_state()

    def set_heads(self, heads: Sequence[tuple[str, str]]) -> None:
        """Who may be named."""
        if not self._head.hasFocus():
            self._head.set_choices(heads)
            self._show_head()

    def show_sheet(self, sheet: RiskSheet, source: Source) -> None:
        """Show a record, or what it says now."""
        another = sheet.row.id != self._words.row_id
        self._sheet = sheet
        texts = {"said": sheet.said, "by": sheet.by}
        if another:
            self._words.show(sheet.row.id, texts)
            self._over.show(sheet.row.id, {"taken_over_by": sheet.taken_over_by})
        else:
            for key, text in texts.items():
                self._words.field(key).show_text(text, source)
            self._who.show_text(sheet.taken_over_by, source)
        for field, at in ((self._raised, sheet.row.raised_at), (self._taken, sheet.taken_over_at)):
            if another or not field.hasFocus():
                field.set_value(clock.local(at).time() if at else None)
        if another or not self._head.hasFocus():
            self._show_head()
        self._show_state()

    def focus_first(self) -> None:
        """Give the keyboard to the text, or to what one may write."""
        (self._said if self._readable() else self._who).focus()

    def _readable(self) -> bool:
        return self._sheet is None or self._sheet.row.readable

    def _show_state(self) -> None:
        sheet, readable = self._sheet, self._readable()
        for widget in (self._said, self._by, self._raised_field, self._head_field):
            widget.setVisible(readable)
        for field in (self._who, self._taken_field):
            field.setEnabled(sheet is not None)
        self._remove.setVisible(sheet is not None and readable)
        self._hint.setVisible(sheet is None)
        self._who_reads.setText(_who_reads(sheet))

    def _show_head(self) -> None:
        sheet = self._sheet
        self._head.set_key((sheet.head_id or "") if sheet else "")
        if sheet is not None and not sheet.head_id:
            self._head.setText(sheet.head)

    def _tell_begun(self, _key: str, _text: str) -> None:
        self.begun.emit()

    def _set_head(self) -> None:
        if not self.risk_id():
            if self._head.text().strip():
                self.begun.emit()
            else:
                return
        name = self._head.text().strip()
        head_id = self._head.key() or None
        sheet = self._sheet
        if sheet is not None and (head_id, name) == (sheet.head_id, sheet.head):
            return
        self._operations.change(
            "actions.risks.name_head",
            self.risk_id(),
            owner=self,
            head_id=head_id,
            head="" if head_id else name,
        )

    def _set_raised(self, at: time | None) -> None:
        if at is not None and self._sheet is not None:
            moment = moment_of(self._sheet.row.raised_at, at)
            self._operations.change("actions.risks.set_time", self.risk_id(), moment, owner=self)

    def _set_taken(self, at: time | None) -> None:
        if at is not None and self._sheet is not None:
            self._over.put(self._taken_field, taken_over_at=moment_of(self._sheet.taken_over_at, at))


def _who_reads(sheet: RiskSheet | None) -> str:
    if sheet is None or not (sheet.head or sheet.head_id):
        return tr("Only you can read this.")
    if not sheet.row.readable:
        words = tr("Only {author} and the head named can read what is written. You can write who took over.")
        return words.format(author=sheet.row.author)
    if sheet.head_can_read:
        return tr("You and {head} can read this.").format(head=sheet.head)
    if sheet.head_id:
        return tr("Only you can read this. {head} can once you share a folder.").format(head=sheet.head)
    return tr("Only you can read this. {head} does not use Inspektor: print the page.").format(
        head=sheet.head
    )
