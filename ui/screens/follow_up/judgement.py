"""Judgement: one requirement at a time, evidence at the left, judgement at the right."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspektor.i18n import tr
from inspektor.shapes.enums import SourceKind, Stance
from inspektor.shapes.ids import derived_id
from inspektor.shapes.interviews import InterviewRow
from inspektor.shapes.judgement import JudgementSheet, RequirementRow
from ui import theme
from ui.dialogs.history import HistoryDialog
from ui.screens.follow_up import marks
from ui.screens.follow_up.evidence_card import EvidenceCard
from ui.screens.follow_up.judgement_panel import JudgementPanel
from ui.screens.follow_up.latest import Latest
from ui.screens.follow_up.opened import OpenFollowUp
from ui.screens.follow_up.place_page import PlacePage
from ui.screens.follow_up.source_picking import SourcePicking
from ui.widgets.buttons import IconButton, secondary
from ui.widgets.page import PageHeader
from ui.widgets.refresh import Refresher
from ui.widgets.text import Label
from ui.widgets.tick_bar import Tick, TickBar

_TABLES = ("note", "interview", "observation", "document_review", "evidence", "assessment", "deficiency")
_PANEL = 388


class JudgementPage(PlacePage):
    """Ctrl+Page Up and Ctrl+Page Down go to the requirement before and after."""

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        super().__init__(opened, parent)
        self._outline: tuple[RequirementRow, ...] = ()
        self._talks: tuple[InterviewRow, ...] = ()
        self._sheet: JudgementSheet | None = None
        self._code = ""
        self._asked_outline = Latest(self.operations, self, self._take_outline)
        self._asked_talks = Latest(self.operations, self, self._take_talks)
        self._asked_sheet = Latest(self.operations, self, self._take_sheet)
        self._header = PageHeader(tr("Judgement"))
        self._place = Label("", "control")
        self._before = IconButton("chevron-left", tr("Previous requirement"), framed=True)
        self._after = secondary(tr("Next requirement"), "chevron-right", icon_at_end=True)
        self._ticks = TickBar(tr("Requirements judged"))
        self._evidence = EvidenceCard()
        self._panel = JudgementPanel(opened)
        if opened.template is not None:
            self._panel.set_template(opened.template)
        self._picking = SourcePicking(opened, self)
        self._lay_out()
        self._connect()
        self._refresher = Refresher(self, self.operations.changed, _TABLES, self._read)

    def _lay_out(self) -> None:
        for widget in (self._place, self._before, self._after):
            self._header.add_action(widget)
        self.body.setSpacing(12)
        self.add(self._header)
        self.add(self._ticks)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._evidence, 1)
        row.addWidget(self._panel)
        self.body.addLayout(row, 1)

    def _connect(self) -> None:
        self._before.clicked.connect(self._go_before)
        self._after.clicked.connect(self._go_after)
        self._ticks.chosen.connect(self._go)
        self._evidence.weighed.connect(self._weigh)
        self._evidence.add_asked.connect(self._add_source)
        self._evidence.history_asked.connect(self._show_history)
        for keys, slot in (
            ("Ctrl+PgUp", self._go_before),
            ("Ctrl+PgDown", self._go_after),
            ("Ctrl+H", self._show_history),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _read(self) -> None:
        self._asked_outline.ask("queries.judgement.outline", self.opened.id)
        self._asked_talks.ask("queries.interviews.interviews", self.opened.id)
        if self._code:
            self._asked_sheet.ask("queries.judgement.judgement", self.opened.id, self._code)

    def _take_outline(self, rows: tuple[RequirementRow, ...]) -> None:
        self._outline = rows
        rated = sum(row.rating is not None for row in rows)
        words = tr("{n} of {total} requirements judged").format(n=rated, total=len(rows))
        self._header.set_facts(words)
        ticks = [Tick(r.code, _tone(r), f"{marks.short(r.code)} {r.text}", r.area) for r in rows]
        self._ticks.set_ticks(ticks, self._code)
        self._ticks.set_summary(words)
        if not self._code and rows:
            first = next((row for row in rows if row.rating is None), rows[0])
            self._go(first.code)
        self._show_place()

    def _take_talks(self, talks: tuple[InterviewRow, ...]) -> None:
        self._talks = talks
        self._show_sources()

    def _take_sheet(self, sheet: JudgementSheet) -> None:
        another = self._sheet is None or self._sheet.code != sheet.code
        self._sheet = sheet
        if self.opened.template is not None:
            self._panel.show_sheet(sheet, self.opened.template)
        self._show_sources()
        if another and self._panel.is_rating():
            self._panel.focus_rating()  # to the row of this requirement's rating

    def _show_sources(self) -> None:
        if self._sheet is not None and self.opened.template is not None:
            self._evidence.show_sheet(self._sheet, self.opened.template, self._talks)

    def _number(self) -> int:
        return next((n for n, row in enumerate(self._outline) if row.code == self._code), 0)

    def _show_place(self) -> None:
        number, total = self._number(), len(self._outline)
        self._place.setText(tr("Requirement {n} of {total}").format(n=number + 1, total=total))
        self._before.setEnabled(number > 0)
        self._after.setEnabled(number < total - 1)

    def _go(self, code: str) -> None:
        self._panel.flush()
        self._panel.expect(code)
        self._code = code
        self._ticks.set_current(code)
        self._show_place()
        self._asked_sheet.ask("queries.judgement.judgement", self.opened.id, code)

    def _go_before(self) -> None:
        self._step(-1)

    def _go_after(self) -> None:
        self._step(1)

    def _step(self, step: int) -> None:
        place = self._number() + step
        if 0 <= place < len(self._outline):
            self._go(self._outline[place].code)

    def show_detail(self, detail: str) -> None:
        if detail:
            self._go(detail)

    def focus_first(self) -> None:
        self._panel.focus_rating()

    def _weigh(self, key: str, stance: Stance | None) -> None:
        kind, _, source_id = key.partition(" ")
        source_kind = next(each for each in SourceKind if each.value == kind)
        self.operations.change(
            "actions.assessments.set_stance",
            self.opened.id,
            self._code,
            source_kind,
            source_id,
            stance,
            owner=self,
        )

    def _add_source(self) -> None:
        if self._sheet is not None:
            self._picking.open(self._sheet)

    def _show_history(self) -> None:
        """Of the source that the keyboard is on, else of the judgement."""
        if self._sheet is None:
            return
        source = self._evidence.current_source()
        table, _, row = source.partition(" ")
        title = tr("The source") if source else self._sheet.text
        row = row or derived_id("assessment", self.opened.id, self._sheet.code)
        HistoryDialog(self.operations, table or "assessment", row, title, self).open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._panel.setFixedWidth(theme.px(_PANEL - 36 if self.narrow() else _PANEL))


def _tone(row: RequirementRow) -> str:
    return marks.RATING_LOOK[row.rating][1] if row.rating is not None else ""
