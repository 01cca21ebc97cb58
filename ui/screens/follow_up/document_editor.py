"""One kind of document that was read."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QWidget

from inspektor import clock
from inspektor.changes import ChangeSet
from inspektor.errors import InspektorError
from inspektor.i18n import tr, tr_mark
from inspektor.shapes.enums import SampleOutcome
from inspektor.shapes.reviews import DocumentReviewRow
from ui.screens.follow_up.number_line import NumberLine
from ui.screens.follow_up.opened import OpenFollowUp
from ui.screens.follow_up.requirement_choice import RequirementChoice
from ui.screens.follow_up.sample_card import SampleCard
from ui.widgets.autosave_line import AutosaveLine
from ui.widgets.buttons import danger, quiet, secondary
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.page import ScrollColumn
from ui.widgets.rights import reads
from ui.widgets.text import Label
from ui.written import Written, WrittenRecord

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


class DocumentEditor(Card):
    """Without a row a new one is made once its kind is written: `made(review_id)`.

    `request_asked(kind, requirement, text)`: something is missing and is to be asked for.
    """

    made = Signal(str)
    remove_asked = Signal()
    history_asked = Signal()
    request_asked = Signal(str, str, str)

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        super().__init__(padding=0, parent=parent)
        self._opened, self._operations = opened, opened.operations
        self._being_made = False
        self._absent: list[str] = []
        self._sample = SampleCard(self._operations)
        self._record = WrittenRecord(
            self._operations, "document_review", "actions.reviews.set_document_review", self
        )
        self._record.begun.connect(self._make)
        self._kind = self._record.add(Written("kind", tr("Kind of document"), lines=1))
        self._size, self._requirement = NumberLine(), RequirementChoice()
        self._size_field = Field(tr("Number read"), self._size)
        self._lay_out()
        opened.template_changed.connect(self._offer)
        self._offer()
        self._size.picked.connect(self._set_size)
        self._requirement.chosen.connect(self._set_requirement)
        self.begin_new()

    def _lay_out(self) -> None:
        self._ask = secondary(tr("Ask for what is missing"), "inbox")
        self._ask.clicked.connect(self._ask_for_missing)
        scroll = ScrollColumn(margin=20, spacing=16)
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
        scroll.body.addLayout(first)
        scroll.add(self._record.add(chosen))
        scroll.add(self._sample)
        scroll.add(self._record.add(result))
        requirement = Field(tr("Requirement"), self._requirement)
        scroll.add(requirement)
        self._record.marks.add(requirement, "requirement")
        self._record.marks.add(self._size_field, "sample_size")
        scroll.body.addWidget(self._ask, 0, Qt.AlignmentFlag.AlignLeft)
        scroll.body.addStretch(1)
        self.add(scroll, 1)
        self._make_foot()

    def _make_foot(self) -> None:
        self._hint = Label(tr("Saved as soon as you write."), "secondary", "muted")
        self._history = quiet(tr("History"), "history")
        reads(self._history)
        self._remove = danger(tr("Delete the document"))
        self._history.clicked.connect(self.history_asked)
        self._remove.clicked.connect(self.remove_asked)
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._hint)
        row.addWidget(self._history)
        row.addStretch(1)
        row.addWidget(self._remove)
        self.set_footer(foot)

    def begin_new(self) -> None:
        """Show an empty form; what was being written is saved first."""
        self._sample.show_sample(None)
        self._record.clear()
        self._requirement.set_current("")
        self._size.set_value(0)
        self._show_buttons(there=False)

    def show_review(self, row: DocumentReviewRow) -> None:
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
        for button in (self._history, self._ask, self._remove):
            button.setVisible(there)
        self._hint.setVisible(not there)

    def _offer(self) -> None:
        """Suggest the kinds the template asks for, then the usual ones."""
        template = self._opened.template
        if template is None:
            return
        self._requirement.set_template(template)
        line = self._kind.editor
        if isinstance(line, AutosaveLine) and line.completer() is None:
            kinds = [*(tr(kind) for kind in KINDS), *(d for r in template.requirements for d in r.documents)]
            completer = QCompleter(list(dict.fromkeys(kinds)), line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            line.setCompleter(completer)
            completer.activated.connect(line.typing.touched)

    def review_id(self) -> str:
        """The review that is shown; "" for a new one."""
        return self._record.row_id

    def is_being_made(self) -> bool:
        """Whether the one that is shown is not committed yet."""
        return self._being_made

    def focus_first(self) -> None:
        """Give the keyboard to the kind."""
        self._kind.focus()

    def _make(self, _key: str, _text: str) -> None:
        values = self._record.values()
        if not values["kind"].strip():
            self._kind.set_error(tr("Write the kind of document first."))
            return
        review_id = clock.new_id()
        self._record.adopt(review_id)
        self._being_made = True
        self._operations.change(
            "actions.reviews.add_document_review",
            self._opened.id,
            values["kind"],
            owner=self,
            done=self._was_made,
            failed=self._was_refused,
            review_id=review_id,
            sample_size=self._size.value(),
            selection=values["selection"],
            result=values["result"],
            requirement=self._requirement.current() or None,
        )
        self.made.emit(review_id)

    def _was_made(self, changes: ChangeSet) -> None:
        self._being_made = False
        self._kind.saved(changes)

    def _was_refused(self, error: InspektorError) -> None:
        self._being_made = False
        self._record.refuse(error, self._kind)

    def _ask_for_missing(self) -> None:
        text = ""
        if self._absent:
            text = tr("Missing at the visit: {letters}.").format(letters=", ".join(self._absent))
        self.request_asked.emit(self._kind.text(), self._requirement.current(), text)

    def _set_size(self, size: int) -> None:
        self._record.put(self._size_field, sample_size=size)

    def _set_requirement(self, code: str) -> None:
        self._record.put(None, requirement=code or None)
