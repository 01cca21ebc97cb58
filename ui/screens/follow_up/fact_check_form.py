"""One view of the provider's: what the draft says, what is said of it, and our answer."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspektor import clock
from inspektor.i18n import tr
from inspektor.shapes.enums import ReplyVerdict
from inspektor.shapes.fact_check import Point, ReplyRow, Round
from ui.screens.follow_up import fact_check_words as words
from ui.screens.follow_up.opened import OpenFollowUp
from ui.widgets.buttons import danger, secondary
from ui.widgets.card import Card, Rule
from ui.widgets.choice import Check, Choice
from ui.widgets.field import Field
from ui.widgets.page import ScrollColumn
from ui.widgets.rights import reads
from ui.widgets.segmented import Segment, Segmented
from ui.widgets.text import Label
from ui.widgets.versions_mark import VersionsMark
from ui.written import Written, WrittenRecord


class FactCheckForm(Card):
    """`made(reply_id)` when a view was written down here, `text_asked(key)` to go to the text it is about."""

    made = Signal(str)
    text_asked = Signal(str)

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        super().__init__(padding=0, parent=parent)
        self._opened, self._operations = opened, opened.operations
        self._round: Round | None = None
        self._point: Point | None = None
        self._record = WrittenRecord(self._operations, "fact_reply", "actions.fact_checks.set_reply", self)
        add = self._record.add
        self._title = Label("", "card", wrap=True)
        self._sent = Label("", "body", wrap=True)
        self._now = Label("", "body", wrap=True)
        self._about = Choice(tr("About"))
        self._about.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._about.setMinimumContentsLength(20)
        self._comment = add(Written("comment", tr("Provider's comment"), lines=3))
        self._proposal = add(Written("proposal", tr("Proposed change"), lines=2))
        self._verdict = Segmented(
            [
                Segment("", tr("Not answered"), "neutral"),
                Segment(ReplyVerdict.ACCEPTED.value, tr("Accepted"), "ok"),
                Segment(ReplyVerdict.REFUSED.value, tr("Refused"), "bad"),
            ],
            tr("Our answer"),
        )
        hint = tr("Printed in the report. A refusal says why.")
        self._reason = add(Written("reason", tr("Reason"), lines=3, hint=hint))
        self._hidden = Check(tr("Leave the earlier wording out of the report"))
        self._go = secondary(tr("Go to the text"), "arrow-up-right")
        reads(self._go)
        self._write = secondary(tr("Write down a view"), "plus")
        self._remove = danger(tr("Delete the view"))
        self._lay_out()
        self._about.chosen.connect(self._place)
        self._verdict.chosen.connect(self._answer)
        self._hidden.clicked.connect(self._hide_wording)
        self._go.clicked.connect(self._ask_text)
        self._write.clicked.connect(self._begin)
        self._remove.clicked.connect(self._delete)

    def _lay_out(self) -> None:
        self._about_field = Field(tr("About"), self._about)
        self._verdict_field = Field(tr("Our answer"), self._verdict)
        self._wording = VersionsMark()
        for mark, name in (
            (self._about_field, "point"),
            (self._verdict_field, "verdict"),
            (self._wording, "wording_hidden"),
        ):
            self._record.marks.add(mark, name)
        column = ScrollColumn(margin=20, spacing=14)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title, 1)
        head.addWidget(self._go)
        column.body.addLayout(head)
        self._draft = (Label(tr("In the draft that was sent"), "label", "muted"), self._sent)
        self._changed = (Label(tr("In the report now"), "label", "muted"), self._now)
        self._view = (
            Rule(),
            self._about_field,
            self._comment,
            self._proposal,
            self._verdict_field,
            self._reason,
        )
        for widget in (*self._draft, *self._changed, *self._view, self._hidden, self._wording):
            column.add(widget)
        foot = QHBoxLayout()
        foot.addWidget(self._write)
        foot.addStretch(1)
        foot.addWidget(self._remove)
        column.body.addLayout(foot)
        column.body.addStretch(1)
        self.add(column, 1)

    def show_row(self, of: Round, key: str) -> None:
        """Show a view, or a point about which nothing is said; or what it says now."""
        another = of.id != (self._round.id if self._round else "")
        self._round = of
        reply = next((each for each in of.replies if each.id == key), None)
        self._point = of.point(reply.point if reply else key.removeprefix(f"{words.POINT} "))
        self._show_point(of)
        for widget in self._view:
            widget.setVisible(reply is not None)
        self._remove.setVisible(reply is not None)
        changed = self._point is not None and self._point.id in of.changed
        self._hidden.setVisible(reply is not None and changed)
        if another:
            self._offer(of)
        if reply is None:
            self._record.clear()
        else:
            self._show_reply(reply)

    def _show_point(self, of: Round) -> None:
        point = self._point
        self._title.setText(words.title(point))
        self._sent.setText(point.text if point else "")
        for widget in (*self._draft, self._go, self._write):
            widget.setVisible(point is not None)
        after = of.after.get(point.id) if point else None
        self._now.setText(after or tr("Nothing is written"))
        for widget in self._changed:
            widget.setVisible(after is not None)

    def _show_reply(self, reply: ReplyRow) -> None:
        texts = {"comment": reply.comment, "proposal": reply.proposal, "reason": reply.reason}
        another = reply.id != self._record.row_id
        self._record.show(reply.id, texts)
        if another or not self._record.is_putting():
            self._about.set_current(reply.point)
            self._verdict.set_current(reply.verdict.value if reply.verdict else "")
            self._hidden.setChecked(reply.wording_hidden)

    def _offer(self, of: Round) -> None:
        points = [(each.id, words.title(each)) for each in of.points]
        self._about.set_choices([("", tr("No point in particular")), *points])

    def focus_first(self) -> None:
        """Give the keyboard to what is to be done: place it, answer it, or write down a view."""
        if not self._record.row_id:
            self._write.setFocus()
        elif self._point is None:
            self._about_field.focus()
        else:
            self._verdict.focus_current()

    def flush(self) -> None:
        """Hand over what is unsaved."""
        self._record.flush()

    def _place(self, point: str) -> None:
        self._operations.change("actions.fact_checks.place", self._record.row_id, point, owner=self)

    def _answer(self, verdict: str) -> None:
        self._record.put(self._verdict_field, verdict=verdict or None)

    def _hide_wording(self, hidden: bool) -> None:
        self._record.put(None, wording_hidden=hidden)

    def _ask_text(self) -> None:
        if self._point is not None:
            self.text_asked.emit(self._point.key)

    def _begin(self) -> None:
        """A view that came by mail or telephone is written down here."""
        if self._round is None or self._point is None:
            return
        reply_id = clock.new_id()
        self._operations.change(
            "actions.fact_checks.add_reply",
            self._round.id,
            "",
            owner=self,
            done=lambda _: self.made.emit(reply_id),
            point=self._point.id,
            reply_id=reply_id,
        )

    def _delete(self) -> None:
        reply_id = self._record.row_id
        self._record.flush()
        self._operations.change("actions.fact_checks.remove_reply", reply_id, owner=self)
        self._opened.undoable.emit(tr("The view was deleted"))
