"""Preliminary observations: what is told before leaving. Built of what is noted, edited, shown large, printed."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspektor.changes import ChangeSet
from inspektor.i18n import tr
from inspektor.shapes.feedback import FeedbackSheet, SaidDeficiency, read
from ui import theme
from ui.dialogs.feedback_show import FeedbackShow
from ui.dialogs.paper_out import PaperOut
from ui.dialogs.rebuild_feedback import RebuildFeedbackDialog
from ui.screens.follow_up import marks
from ui.screens.follow_up.latest import Latest
from ui.screens.follow_up.opened import OpenFollowUp
from ui.screens.follow_up.place_page import PlacePage
from ui.widgets.banner import BannerArea
from ui.widgets.buttons import IconButton, primary, secondary
from ui.widgets.card import Card
from ui.widgets.choice import Check
from ui.widgets.empty_state import EmptyState
from ui.widgets.keys import bind
from ui.widgets.page import PageHeader, ScrollColumn
from ui.widgets.refresh import Refresher
from ui.widgets.rights import reads
from ui.widgets.text import Label
from ui.written import Written, WrittenRecord

_SIDE = 360
_TABLES = (
    *("follow_up", "observation", "document_review", "sample", "document_request", "deficiency"),
    *("visit", "participant", "team_member", "photo", "unit", "follow_up_unit"),
)


class FeedbackPage(PlacePage):
    """The text follows what is noted until somebody edits it."""

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        super().__init__(opened, parent)
        self._sheet: FeedbackSheet | None = None
        self._rebuilt = False
        self._latest = Latest(self.operations, self, self._take)
        self._header = PageHeader(tr("Preliminary observations"))
        self._rebuild = secondary(tr("Build anew"), "refresh-cw")
        self._print = IconButton("printer", tr("Print or save"), framed=True)
        self._back = secondary(tr("Back"), "arrow-left")
        self._show = primary(tr("Show"), "eye")
        reads(self._print, self._back, self._show)
        self.banners = BannerArea()
        self._record = WrittenRecord(self.operations, "follow_up", "actions.follow_ups.set_fields", self)
        hint = tr("A line that begins with a dash is a point; the line above it is its heading.")
        self._text = self._record.add(Written("feedback", tr("What is told"), lines=20, most=400, hint=hint))
        self._side = Card(tr("Said to the unit"), spacing=8)
        self._checks = QVBoxLayout()
        self._checks.setSpacing(6)
        self._nothing = EmptyState(
            "triangle-alert", tr("Deficiencies will stand here, to tick what was said.")
        )
        name = tr("Preliminary observations")
        self._paper = PaperOut(self.operations, "actions.feedback.paper", name, self)
        self._shown: tuple[SaidDeficiency, ...] | None = None
        self._lay_out()
        self._connect()
        self._refresher = Refresher(self, self.operations.changed, _TABLES, self._read)

    def _lay_out(self) -> None:
        for button in (self._rebuild, self._print, self._back, self._show):
            self._header.add_action(button)
        card = Card(padding=0)
        scroll = ScrollColumn(margin=20)
        scroll.add(self._text)
        scroll.body.addStretch(1)
        card.add(scroll, 1)
        self._side.add(Label(tr("Ticked ones stand on the sheet."), "secondary", "muted", wrap=True))
        self._side.add(self._nothing)
        checks = ScrollColumn(spacing=6)
        checks.body.addLayout(self._checks)
        checks.body.addStretch(1)
        self._side.add(checks, 1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(card, 1)
        row.addWidget(self._side)
        self.add(self._header)
        self.add(self.banners)
        self.body.addLayout(row, 1)

    def _connect(self) -> None:
        self._back.clicked.connect(self.opened.back_asked)
        self._show.clicked.connect(self._show_large)
        self._rebuild.clicked.connect(self._ask_rebuild)
        self._print.clicked.connect(self._ask_for_paper)
        away, paper = self.opened.back_asked.emit, self._ask_for_paper
        bind(self, ("Esc", away), ("Ctrl+P", paper), reading=True)

    def focus_first(self) -> None:
        self._show.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read(self) -> None:
        self._latest.ask("queries.feedback.feedback", self.opened.id)

    def _take(self, sheet: FeedbackSheet) -> None:
        self._sheet = sheet
        if self._rebuilt:
            self._rebuilt = False
            self._text.load(sheet.text)
        self._record.show(self.opened.id, {"feedback": sheet.text})
        edited = tr("Edited by hand") if sheet.edited else tr("Follows what is noted until you edit it")
        self._header.set_facts(" · ".join((tr("Facts of the visit, no ratings"), edited)))
        self._rebuild.setVisible(sheet.edited)
        self._show_deficiencies(sheet.deficiencies)

    def _show_deficiencies(self, rows: tuple[SaidDeficiency, ...]) -> None:
        self._nothing.setVisible(not rows)
        if rows == self._shown:
            return
        if self._shown is not None and [r.id for r in rows] == [r.id for r in self._shown]:
            for place, row in enumerate(rows):
                item = self._checks.itemAt(place)
                check = item.widget() if item is not None else None
                if isinstance(check, Check):
                    check.setText(_words(row))
                    check.setChecked(row.said)
        else:
            self._make_checks(rows)
        self._shown = rows

    def _make_checks(self, rows: tuple[SaidDeficiency, ...]) -> None:
        while (item := self._checks.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row in rows:
            check = Check(_words(row))
            check.setChecked(row.said)
            check.clicked.connect(partial(self._set_said, row.id, check))
            self._checks.addWidget(check)

    def _set_said(self, deficiency_id: str, check: Check) -> None:
        self.operations.change(
            "actions.assessments.set_deficiency", deficiency_id, owner=self, said_on_site=check.isChecked()
        )

    # What one does with it

    def _show_large(self) -> None:
        if self._sheet is not None:
            FeedbackShow(self._sheet.unit, read(self._text.text()), self.window()).unfold()

    def _ask_rebuild(self) -> None:
        dialog = RebuildFeedbackDialog(self)
        dialog.confirmed.connect(self._do_rebuild)
        dialog.unfold()

    def _do_rebuild(self) -> None:
        self._record.flush()
        self.operations.change("actions.feedback.rebuild", self.opened.id, owner=self, done=self._was_rebuilt)

    def _was_rebuilt(self, _: ChangeSet) -> None:
        self._rebuilt = True
        self._read()
        self.opened.undoable.emit(tr("Built anew"))

    def _ask_for_paper(self) -> None:
        self._paper.unfold(self.opened.id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.setFixedWidth(theme.px(_SIDE - 60 if self.narrow() else _SIDE))


def _words(row: SaidDeficiency) -> str:
    code = tr("Requirement {code}").format(code=marks.short(row.requirement))
    return f"{code}. {row.text}" if row.text else code
