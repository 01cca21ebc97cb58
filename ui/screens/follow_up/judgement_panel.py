"""The judgement of one requirement: the rating, its grounds, what it builds on, and the deficiency it opens."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.shapes.enums import Rating
from inspektor.shapes.ids import derived_id
from inspektor.shapes.judgement import JudgementSheet
from inspektor.shapes.rules import needs_grounds
from inspektor.shapes.template import Template
from ui.screens.follow_up import marks
from ui.screens.follow_up.deficiency_form import DeficiencyForm
from ui.screens.follow_up.judgement_last import LastTimeBox
from ui.screens.follow_up.judgement_taken import TakenRow
from ui.screens.follow_up.opened import OpenFollowUp
from ui.widgets.buttons import IconButton
from ui.widgets.card import Card, Icon
from ui.widgets.chip import Chip
from ui.widgets.field import Field
from ui.widgets.page import ScrollColumn
from ui.widgets.rating_list import RatingChoice, RatingList
from ui.widgets.rights import reads
from ui.widgets.text import Label
from ui.written import Written, WrittenRecord

_CHIPS = 2


_ACTIONS = {"grounds": "actions.assessments.set_grounds", "strengths": "actions.assessments.set_strengths"}


class _Texts(WrittenRecord):
    """Grounds and strengths are saved by follow-up and requirement: the assessment may not be there yet."""

    def __init__(self, opened: OpenFollowUp, parent: QWidget) -> None:
        super().__init__(opened.operations, "assessment", "", parent)
        self._opened = opened
        self.code = ""

    def _save(self, field: Written, text: str, still_typing: bool) -> None:
        if self.code:
            self._opened.operations.change(
                _ACTIONS[field.key],
                self._opened.id,
                self.code,
                text,
                owner=field,
                done=field.saved,
                failed=field.refused,
                held=field.held,
                amend=still_typing,
            )


class JudgementPanel(Card):
    """Writes for the requirement it was shown last. `history_asked(table, row id)`."""

    history_asked = Signal(str, str)

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        super().__init__(padding=0, parent=parent)
        self._opened = opened
        self._sheet: JudgementSheet | None = None
        self._expected = ""
        self._template: Template | None = None
        self._rating: RatingList | None = None
        self._rating_field: Field | None = None
        self._column = ScrollColumn(margin=16, spacing=14)
        self._last, self._taken = LastTimeBox(), TakenRow()
        self._history = IconButton("history", tr("History of the judgement"), small=True)
        reads(self._history)
        self._texts = _Texts(opened, self)
        self._grounds = self._texts.add(Written("grounds", tr("Grounds"), lines=4, most=14))
        self._strengths = self._texts.add(
            Written("strengths", tr("Strengths and good examples"), lines=2, most=8)
        )
        self._texts.marks.add(self._taken.versions, "taken_by", "taken_at")
        self._built = QHBoxLayout()
        self._built.setSpacing(6)
        self._box = Card(look="box", padding=14, spacing=10)
        self._box_title = Label("", "strong", wrap=True)
        self._form = DeficiencyForm(opened, spacing=10, parent=self._box)
        self._lay_out()

    def _lay_out(self) -> None:
        self.add(self._column, 1)
        self._column.add(self._last)
        self._column.add(self._taken)
        self._place = QVBoxLayout()
        self._column.body.addLayout(self._place)
        self._column.add(self._grounds)
        self._column.body.addLayout(self._built)
        self._column.add(self._strengths)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Icon("triangle-alert", "warn"), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._box_title, 1)
        self._box.body.addLayout(head)
        self._box.add(self._form)
        self._column.add(self._box)
        self._column.body.addStretch(1)
        self._taken.take_asked.connect(self._take)
        self._opened.sheet_changed.connect(self._show_team)
        self._history.clicked.connect(self._ask_history)

    def set_template(self, template: Template) -> None:
        """Rate in the words of this template; what it asks may change, its scale does not."""
        if self._template is not None:
            return
        self._template = template
        choices = [
            RatingChoice(rating.value, step.label, step.definition, tone, icon)
            for rating, (icon, tone) in marks.RATING_LOOK.items()
            for step in (template.rating_step(rating.value),)
        ]
        self._rating = RatingList(choices, tr("Rating"))
        self._rating.rated.connect(self._rate)
        self._rating_field = Field(tr("Judgement"), self._rating)
        self._rating_field.add_to_head(self._history)
        self._place.addWidget(self._rating_field)
        self._texts.marks.add(self._rating_field, "rating")

    def show_sheet(self, sheet: JudgementSheet, template: Template) -> None:
        """Show the judgement of this requirement."""
        self.set_template(template)
        another = self._sheet is None or self._sheet.code != sheet.code
        row_id = derived_id("assessment", self._opened.id, sheet.code)
        if another:
            self.flush()  # while it still writes for the one before
            self._column.verticalScrollBar().setValue(0)
        self._sheet = sheet
        if self._rating is not None and self._rating_field is not None:
            self._rating.set_current(sheet.rating.value if sheet.rating else "")
            if another or sheet.rating is not None:
                self._rating_field.clear_error()
        self._last.show_before(sheet, template)
        self._show_taken(sheet)
        self._texts.show(row_id, {"grounds": sheet.grounds, "strengths": sheet.strengths})
        self._texts.code = sheet.code
        self._grounds.set_hint(_grounds_hint(sheet))
        self._box.setVisible(sheet.deficiency is not None)
        if sheet.deficiency is not None:
            words = tr("Deficiency in requirement {code}").format(code=marks.short(sheet.code))
            self._box_title.setText(words)
            self._form.show_deficiency(sheet.deficiency)

    def flush(self) -> None:
        """Hand over what is unsaved."""
        self._texts.flush()
        self._form.flush()

    def focus_rating(self) -> None:
        """Give the keyboard to the rating, where digits choose."""
        if self._rating is not None:
            self._rating.focus_current()

    def is_rating(self) -> bool:
        """Whether the keyboard is in the rating."""
        here = QApplication.focusWidget()
        return self._rating is not None and here is not None and self._rating.isAncestorOf(here)

    def _show_taken(self, sheet: JudgementSheet) -> None:
        """Only where there is anybody to share with."""
        team = self._opened.sheet.team if self._opened.sheet is not None else ()
        me = self._opened.me.id if self._opened.me is not None else ""
        self._taken.setVisible(len(team) > 1 or sheet.taken_by not in (None, me))
        self._taken.show_taken(sheet.taken_name, mine=sheet.taken_by == me)

    def _show_team(self) -> None:
        """An inspector came or went."""
        if self._sheet is not None:
            self._show_taken(self._sheet)

    def toggle_taken(self) -> None:
        """Take the requirement on, or give it up if it is one's own."""
        me = self._opened.me
        if self._sheet is not None and me is not None:
            self._take(self._sheet.taken_by != me.id)

    def _take(self, taken: bool) -> None:
        if self._sheet is not None:
            self._opened.operations.change(
                "actions.assessments.take_requirement", self._opened.id, self._sheet.code, taken, owner=self
            )

    def _ask_history(self) -> None:
        if self._sheet is not None:
            row_id = derived_id("assessment", self._opened.id, self._sheet.code)
            self.history_asked.emit("assessment", row_id)

    def show_built(self, names: Sequence[str]) -> None:
        """Show what the judgement builds on."""
        while (item := self._built.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if not names:
            return
        self._built.addWidget(Label(tr("Builds on"), "small", "muted"))
        for name in names[:_CHIPS]:
            self._built.addWidget(Chip(name))
        if len(names) > _CHIPS:
            more = Label(f"+{len(names) - _CHIPS}", "small", "muted")
            more.setToolTip("\n".join(names[_CHIPS:]))
            self._built.addWidget(more)
        self._built.addStretch(1)

    def expect(self, code: str) -> None:
        """Another requirement is on its way; a rating given before it is seen is not for the one that is leaving."""
        self._expected = code

    def _rate(self, key: str) -> None:
        if self._sheet is None or self._rating is None:
            return
        if self._expected != self._sheet.code:
            self._rating.set_current(self._sheet.rating.value if self._sheet.rating else "")
            return
        self.flush()
        rating = next(rating for rating in Rating if rating.value == key)
        self._opened.operations.change(
            "actions.assessments.rate",
            self._opened.id,
            self._sheet.code,
            rating,
            owner=self,
            failed=self._refuse,
        )

    def _refuse(self, error: InspektorError) -> None:
        if self._rating is not None and self._rating_field is not None and self._sheet is not None:
            self._rating_field.set_error(str(error))
            self._rating.set_current(self._sheet.rating.value if self._sheet.rating else "")


def _grounds_hint(sheet: JudgementSheet) -> str:
    if sheet.rating is None or sheet.grounds.strip() or not needs_grounds(sheet.rating, sheet.kinds):
        return ""
    if sheet.rating is Rating.MET:
        return tr("Builds on a single kind of source: write why that is enough.")
    if sheet.rating in (Rating.NOT_APPLICABLE, Rating.NOT_REVIEWED):
        return tr("Write why.")
    return tr("Write what the judgement rests on.")
