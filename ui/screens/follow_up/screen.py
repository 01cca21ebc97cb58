"""The frame of a follow-up: its outline at the left, one of its pages at the right."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.shapes.questions import RepeatPlace
from ui.dialogs.reopen import ReopenDialog
from ui.operations import Operations
from ui.screens.follow_up import places
from ui.screens.follow_up.capture_line import CaptureLine
from ui.screens.follow_up.conflicts_note import ConflictsNote
from ui.screens.follow_up.deficiencies import DeficienciesPage
from ui.screens.follow_up.documents import DocumentsPage
from ui.screens.follow_up.fact_check import FactCheckPage
from ui.screens.follow_up.feedback import FeedbackPage
from ui.screens.follow_up.interviews import InterviewsPage
from ui.screens.follow_up.judgement import JudgementPage
from ui.screens.follow_up.newer_note import NewerNote
from ui.screens.follow_up.observations import ObservationsPage
from ui.screens.follow_up.opened import OpenFollowUp
from ui.screens.follow_up.overview import OverviewPage
from ui.screens.follow_up.place_page import PlacePage
from ui.screens.follow_up.preparation import PreparationPage
from ui.screens.follow_up.report import ReportPage
from ui.screens.follow_up.risk import NEW, RiskPage
from ui.screens.follow_up.sorting import Sorting
from ui.screens.follow_up.standing import Standing
from ui.screens.follow_up.with_repeats import WithRepeats
from ui.widgets.autosave import flush_fields
from ui.widgets.banner import BannerArea
from ui.widgets.keys import bind
from ui.widgets.nav_column import NavColumn
from ui.widgets.page import NARROW
from ui.widgets.toast import Toast

_PAGES: dict[str, Callable[[OpenFollowUp, QWidget], PlacePage]] = {
    places.OVERVIEW: OverviewPage,
    places.PREPARATION: PreparationPage,
    places.INTERVIEWS: InterviewsPage,
    places.OBSERVATIONS: partial(WithRepeats, ObservationsPage, RepeatPlace.OBSERVATIONS),
    places.DOCUMENTS: partial(WithRepeats, DocumentsPage, RepeatPlace.DOCUMENTS),
    places.JUDGEMENT: JudgementPage,
    places.DEFICIENCIES: DeficienciesPage,
    places.FACT_CHECK: FactCheckPage,
    places.REPORT: ReportPage,
    places.RISK: RiskPage,
    places.FEEDBACK: FeedbackPage,
}


class FollowUpScreen(QWidget):
    """One follow-up, opened at a place of its outline. `column` is its left column.

    `left` when the user wants out of it, `other_asked` to go into another.
    """

    left = Signal()
    other_asked = Signal(str, str, str)

    def __init__(
        self, operations: Operations, *, follow_up_id: str, place: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.opened = OpenFollowUp(operations, follow_up_id, self)
        self.column = NavColumn(tr("Inspektor"))
        self._pages: dict[str, PlacePage] = {}
        self._current = places.OVERVIEW
        self._wanted = (place, "")
        self._stack = QStackedWidget()
        self._toast = Toast(self._stack)
        self.area = BannerArea()
        self._conflicts = ConflictsNote(operations, follow_up_id)
        self._newer = NewerNote(operations, follow_up_id)
        self._capture = CaptureLine(self.opened, self)
        self._sorting = Sorting(self.opened, self)
        self._standing = Standing(self.opened, self)
        self._finished = False
        self._toast.undone.connect(operations.undo)
        self._lay_out()
        self.column.chosen.connect(self._choose)
        self.column.went_back.connect(self._leave)
        self.opened.ready.connect(self._begin)
        self.opened.sheet_changed.connect(self._show_outline)
        self.opened.counts_changed.connect(self._show_facts)
        self.opened.go_asked.connect(self.go_to)
        self.opened.back_asked.connect(self._go_back)
        self.opened.risk_asked.connect(self._raise_risk)
        self.opened.other_asked.connect(self.other_asked)
        self.opened.undoable.connect(self._toast.say)
        self._capture.sort_asked.connect(self._sort)
        self._standing.reopen_asked.connect(self._ask_to_reopen)
        operations.troubled.connect(self._tell)
        bind(self, ("F6", self._go_to_outline), reading=True)
        bind(self, ("F9", self.opened.risk_asked.emit))
        self.opened.read()

    def _lay_out(self) -> None:
        holder = QWidget(self)
        holder.setProperty("look", "page")
        right = QVBoxLayout(holder)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        self.area.setContentsMargins(24, 16, 24, 0)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self._capture)
        right.addWidget(self.area)
        right.addWidget(self._standing)
        right.addWidget(self._conflicts)
        right.addWidget(self._newer)
        right.addWidget(self._stack, 1)
        right.addLayout(self._foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.column)
        row.addWidget(holder, 1)

    def go_to(self, place: str, detail: str = "") -> None:
        """Go to a row of the outline, and in it to a requirement, an interview or a record."""
        if place == places.SORTING:
            self._sort()
        catching = place == places.CAPTURE
        if place not in _PAGES and not catching:
            return
        if not self.opened.is_ready:
            self._wanted = (place, detail)
            return
        place = places.OVERVIEW if catching else place
        page = self._pages.get(place)
        if page is None:
            page = self._pages[place] = _PAGES[place](self.opened, self._stack)
            self._stack.addWidget(page)
            if self._finished:
                page.set_read_only()
        leaving = self._stack.currentWidget()
        if leaving is not None and leaving is not page:
            flush_fields(leaving)
        if place in places.KEYS:
            self._outline_place = place
        self._current = place
        self._standing.stand_at(place)
        self._stack.setCurrentWidget(page)
        self.column.set_current(self._outline_place)
        page.show_detail(detail)
        page.focus_first()
        if self._finished and not page.isAncestorOf(self.focusWidget()):
            self.column.focus_current()  # what is edited first is not there
        if catching and not self._finished:
            self._capture.catch()

    _outline_place = places.OVERVIEW
    """The row of the outline one is at, or came from."""

    def _go_back(self) -> None:
        self.go_to(self._outline_place)

    def _sort(self) -> None:
        page = self._pages.get(self._current)
        self._sorting.open(page.respondent() if page is not None else "")

    def _raise_risk(self) -> None:
        self.go_to(places.RISK, NEW)

    def pages(self) -> list[PlacePage]:
        """The pages that have been gone to."""
        return list(self._pages.values())

    def place(self) -> str:
        """Where in the outline one is."""
        return self._current

    def _begin(self) -> None:
        place, detail = self._wanted
        self.go_to(place or places.OVERVIEW, detail)
        if self._outline_wanted:
            self.column.focus_current()

    _outline_wanted = False

    def _go_to_outline(self) -> None:
        """Pressed before there is one, it is not forgotten."""
        self._outline_wanted = not self.opened.is_ready
        self.column.focus_current()

    def _choose(self, key: str) -> None:
        self.go_to(key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = 16 if event.size().width() - self.column.width() < NARROW else 24
        self._foot.setContentsMargins(side, 0, side, 16)

    def _tell(self, error: InspektorError) -> None:
        self.area.tell("bad", error.text(), error.advice())

    def _leave(self) -> None:
        flush_fields(self)
        self.left.emit()

    def _show_outline(self) -> None:
        sheet = self.opened.sheet
        if sheet is None:
            return
        if self.opened.finished != self._finished:
            self._turn(finished=self.opened.finished)
        facts = [tr(sheet.form.label), sheet.registry_number or tr("No registry number yet")]
        rows = places.places(self.opened.counts, sheet.documents)
        if self._shown != (sheet.unit.name, facts):
            self._shown = (sheet.unit.name, facts)
            self.column.show_follow_up(tr("Follow-ups"), sheet.unit.name, facts, rows, self._outline_place)
        else:
            self._show_facts()

    _shown: tuple[str, list[str]] = ("", [])

    def _turn(self, *, finished: bool) -> None:
        """It was finalised: nothing can be written any more. Or opened again: pages that know nothing of it."""
        self._finished = finished
        self._capture.setVisible(not finished)
        if finished:
            for page in self._pages.values():
                page.set_read_only()
            return
        for page in self._pages.values():
            self._stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        self.go_to(self._current)

    def _ask_to_reopen(self) -> None:
        ReopenDialog(self.opened.operations, self.opened.id, self).unfold()

    def _show_facts(self) -> None:
        if self.opened.sheet is not None and self._shown[0]:
            for row in places.places(self.opened.counts, self.opened.sheet.documents):
                self.column.set_place(row)
