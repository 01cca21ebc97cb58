"""One kind of document that was read."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspektor import clock
from inspektor.i18n import tr, tr_mark
from inspektor.shapes.enums import SampleOutcome
from inspektor.shapes.reviews import DocumentReviewRow
from ui.screens.follow_up.number_line import NumberLine
from ui.screens.follow_up.opened import OpenFollowUp
from ui.screens.follow_up.record_editor import RecordEditor, suggest
from ui.screens.follow_up.sample_card import SampleCard
from ui.widgets.buttons import secondary
from ui.widgets.field import Field
from ui.written import Written

KINDS = (
    tr_mark("Implementation plans"),
    tr_mark("Records"),
    tr_mark("Routines"),
    tr_mark("Self-audit"),
    tr_mark("Deviations"),
    tr_mark("Register checks"),
    tr_mark("Schedule"),
    tr_mark("Competence of staff"),
    tr_mark("Permit"),
    tr_mark("Complaints"),
    tr_mark("Lex Sarah reports"),
)


class DocumentEditor(RecordEditor):
    """A new one is made once its kind is written. `request_asked(kind, requirement, text)`: something is missing."""

    request_asked = Signal(str, str, str)

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        remove = tr("Delete the document")
        super().__init__(opened, "document_review", "actions.reviews.set_document_review", remove, parent)
        self._absent: list[str] = []
        self._sample = SampleCard(self._operations)
        self._record.begun.connect(self._begin)
        self._kind = self._record.add(Written("kind", tr("Kind of document"), lines=1))
        self._size = NumberLine()
        self._size_field = Field(tr("Number read"), self._size)
        self._lay_out()
        self._offer()
        self._size.picked.connect(lambda size: self._record.put(self._size_field, sample_size=size))
        self.begin_new()

    def _lay_out(self) -> None:
        self._ask = secondary(tr("Ask for what is missing"), "inbox")
        self._ask.clicked.connect(self._ask_for_missing)
        hint = tr("Refer to a document by a letter, plan A or journal B. Never by name or personal number.")
        chosen = Written(
            "selection",
            tr("How the sample was chosen"),
            lines=1,
            placeholder=tr("For example every third of a list"),
        )
        result = Written("result", tr("What came out"), lines=5, hint=hint)
        first = QHBoxLayout()
        first.setSpacing(16)
        first.addWidget(self._kind, 1)
        first.addWidget(self._size_field)
        column = self._column
        column.body.addLayout(first)
        column.add(self._record.add(chosen))
        column.add(self._sample)
        column.add(self._record.add(result))
        requirement = Field(tr("Requirement"), self._requirement)
        column.add(requirement)
        self._record.marks.add(requirement, "requirement")
        self._record.marks.add(self._size_field, "sample_size")
        column.body.addWidget(self._ask, 0, Qt.AlignmentFlag.AlignLeft)
        column.body.addStretch(1)

    def begin_new(self) -> None:
        """Show an empty form; what was being written is saved first."""
        self._sample.show_sample(None)
        self._record.clear()
        self._requirement.set_current("")
        self._size.set_value(0)
        self._show_buttons(there=False)

    def show_row(self, row: DocumentReviewRow) -> None:
        """Show a review, or what it says now."""
        another = row.id != self._record.row_id
        self._sample.show_sample(row)
        self._absent = [each.letter for each in row.samples if each.outcome is SampleOutcome.ABSENT]
        self._record.show(row.id, {"kind": row.kind, "selection": row.selection, "result": row.result})
        if another or not self._record.is_putting():
            self._requirement.set_current(row.requirement or "")
        if another or not self._size.hasFocus():
            self._size.set_value(row.sample_size)
        self._show_buttons(there=True)

    def _show_buttons(self, *, there: bool) -> None:
        self._foot.show_there(there)
        self._ask.setVisible(there)

    def _first(self) -> Written:
        return self._kind

    def _offer(self) -> None:
        """Suggest the kinds the template asks for, after the usual ones."""
        super()._offer()
        template = self._opened.template
        if template is not None:
            suggest(self._kind, (*map(tr, KINDS), *(d for r in template.requirements for d in r.documents)))

    def _begin(self, _key: str, _text: str) -> None:
        values = self._record.values()
        if not values["kind"].strip():
            self._kind.set_error(tr("Write the kind of document first."))
            return
        review_id = clock.new_id()
        self._make(
            review_id,
            "actions.reviews.add_document_review",
            values["kind"],
            review_id=review_id,
            sample_size=self._size.value(),
            selection=values["selection"],
            result=values["result"],
            requirement=self._requirement.current() or None,
        )

    def _ask_for_missing(self) -> None:
        text = ""
        if self._absent:
            text = tr("Missing at the visit: {letters}.").format(letters=", ".join(self._absent))
        self.request_asked.emit(self._kind.text(), self._requirement.current(), text)
