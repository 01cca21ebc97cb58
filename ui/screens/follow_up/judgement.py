"""Judgement: one requirement at a time, evidence at the left, judgement at the right; or the requirements as a list."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from inspektor.shapes.ids import derived_id
from inspektor.shapes.interviews import InterviewRow
from inspektor.shapes.judgement import JudgementSheet, RequirementRow
from inspektor.shapes.openings import OpenedKind
from ui import theme
from ui.dialogs.own_requirement import OwnRequirementDialog
from ui.screens.follow_up import source_rows
from ui.screens.follow_up.evidence_card import EvidenceCard
from ui.screens.follow_up.judgement_outline import OutlineCard
from ui.screens.follow_up.judgement_panel import JudgementPanel
from ui.screens.follow_up.judgement_way import JudgementWay
from ui.screens.follow_up.latest import Latest
from ui.screens.follow_up.opened import OpenFollowUp
from ui.screens.follow_up.place_page import PlacePage
from ui.screens.follow_up.source_acts import SourceActs
from ui.widgets.keys import bind
from ui.widgets.refresh import Refresher
from ui.written import Marks

_TABLES = (
    "note",
    "interview",
    "answer",
    "observation",
    "document_review",
    "sample",
    "evidence",
    "assessment",
    "deficiency",
    "own_requirement",
    "chosen_requirement",
    "team_member",
    "item",
    "visit",
    "follow_up",
    "unit",
    "follow_up_unit",
)
_PANEL = 388


class JudgementPage(PlacePage):
    """Ctrl+Page Up and Ctrl+Page Down go to the requirement before and after, F8 to the next one without a rating."""

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        super().__init__(opened, parent)
        self._talks: tuple[InterviewRow, ...] = ()
        self._sheet: JudgementSheet | None = None
        self._code, self._wanted = "", ""
        self._asked_outline = Latest(self.operations, self, self._take_outline)
        self._asked_talks = Latest(self.operations, self, self._take_talks)
        self._asked_sheet = Latest(self.operations, self, self._take_sheet)
        self._way, self._left = JudgementWay(self), QStackedWidget(self)  # Tab goes in the order of making
        self._evidence, self._outline = EvidenceCard(self._left), OutlineCard(self._left)
        self._panel = JudgementPanel(opened, self)
        if opened.template is not None:
            self._panel.set_template(opened.template)
        self._acts = SourceActs(opened, self)
        self._marks = Marks(self.operations, "evidence", self)
        self._marks.add(self._evidence.versions)
        self._lay_out()
        self._connect()
        self._refresher = Refresher(self, self.operations.changed, _TABLES, self._read)

    def _lay_out(self) -> None:
        self.body.setSpacing(12)
        self.add(self._way)
        self._left.addWidget(self._evidence)
        self._left.addWidget(self._outline)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._left, 1)
        row.addWidget(self._panel)
        self.body.addLayout(row, 1)

    def _connect(self) -> None:
        self._way.gone.connect(self._go)
        self._way.narrowed.connect(self._show_outline)
        self._way.listing_asked.connect(self._toggle_listing)
        self._outline.opened.connect(self._go_from_list)
        self._outline.own_asked.connect(self._add_own)
        self._outline.all_asked.connect(self._way.show_all)
        self._evidence.weighed.connect(self._acts.weigh)
        self._evidence.untied.connect(self._acts.untie)
        self._evidence.add_asked.connect(self._acts.add)
        self._evidence.history_asked.connect(self._show_history)
        self._panel.history_asked.connect(self._acts.history_of)
        self.opened.template_changed.connect(self._refresher_now)
        bind(
            self,
            ("Ctrl+PgUp", self._way.go_before),
            ("Ctrl+PgDown", self._way.go_after),
            ("F8", self._way.go_unrated),
            ("Ctrl+O", self._toggle_listing),
            ("Ctrl+F", self._way.focus_filter),
            ("Ctrl+H", self._show_history),
            reading=True,
        )
        bind(self, ("Ctrl+T", self._panel.toggle_taken))

    def _refresher_now(self) -> None:
        self._refresher.now()

    def _read(self) -> None:
        self._asked_outline.ask("queries.judgement.outline", self.opened.id)
        self._asked_talks.ask("queries.interviews.interviews", self.opened.id)
        if self._code:
            self._ask_sheet()

    def _ask_sheet(self) -> None:
        template = self.opened.template
        if template is not None and template.has(self._code):
            self._asked_sheet.ask("queries.judgement.judgement", self.opened.id, self._code)

    def _take_outline(self, rows: tuple[RequirementRow, ...]) -> None:
        self._way.show_rows(rows, self.opened.me.id if self.opened.me is not None else "")
        self._show_outline()
        if any(row.code == self._wanted for row in rows):
            wanted, self._wanted = self._wanted, ""
            self._go_from_list(wanted)
        elif rows and not any(row.code == self._code for row in rows):
            first = next((row for row in rows if row.rating is None), rows[0])
            self._go(first.code)

    def _take_talks(self, talks: tuple[InterviewRow, ...]) -> None:
        self._talks = talks
        self._show_sources()

    def _take_sheet(self, sheet: JudgementSheet) -> None:
        another = self._sheet is None or self._sheet.code != sheet.code
        self._sheet = sheet
        self._acts.take(sheet)
        self._marks.show(
            *(
                derived_id("evidence", self.opened.id, sheet.code, each.kind, each.id)
                for each in sheet.sources
            )
        )
        if self.opened.template is not None:
            self._panel.show_sheet(sheet, self.opened.template)
        self._show_sources()
        if another and self._panel.is_rating():
            self._panel.focus_rating()  # to the row of this requirement's rating

    def _show_sources(self) -> None:
        if self._sheet is not None and self.opened.template is not None:
            self._evidence.show_sheet(self._sheet, self.opened.template, self._talks)
            self._panel.show_built(list(source_rows.chips(self._evidence.rows())))

    def _show_outline(self) -> None:
        if self.opened.template is not None and self._left.currentWidget() is self._outline:
            self._outline.show_rows(self._way.kept(), self.opened.template, self._code)

    def _toggle_listing(self) -> None:
        listing = self._left.currentWidget() is not self._outline
        self._left.setCurrentWidget(self._outline if listing else self._evidence)
        self._show_outline()
        if listing:
            self._outline.focus_list()
        else:
            self._panel.focus_rating()

    def _go_from_list(self, code: str) -> None:
        self._left.setCurrentWidget(self._evidence)
        self._go(code)
        self._panel.focus_rating()

    def _go(self, code: str) -> None:
        self._panel.flush()
        self._panel.expect(code)
        self._code = code
        self._way.stand_at(code)
        self._show_outline()
        self._ask_sheet()

    def show_detail(self, detail: str) -> None:
        self.opened.log_reading(OpenedKind.SOURCES)
        if detail:
            self._left.setCurrentWidget(self._evidence)
            self._go(detail)

    def focus_first(self) -> None:
        self._panel.focus_rating()

    def _add_own(self) -> None:
        if self.opened.template is not None:
            dialog = OwnRequirementDialog(self.operations, self.opened.id, self.opened.template, self)
            dialog.added.connect(self._go_to_own)
            dialog.unfold()

    def _go_to_own(self, code: str) -> None:
        """The follow-up asks for it in a moment; the outline then comes to it."""
        self._wanted = code
        self._way.show_all()

    def _show_history(self) -> None:
        self._acts.history(self._evidence.current_source())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._panel.setFixedWidth(theme.px(_PANEL - 36 if self.narrow() else _PANEL))
