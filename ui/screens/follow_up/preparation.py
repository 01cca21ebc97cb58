"""Preparation: what is known of the unit, who is to be heard, and which documents to ask for."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from inspektor import clock
from inspektor.formats import as_date
from inspektor.i18n import tr, tr_n
from inspektor.shapes.dossier import Dossier
from inspektor.shapes.enums import Notice
from inspektor.shapes.reviews import RequestRow
from ui import theme
from ui.dialogs.received import ReceivedAbout
from ui.lists.dossier_cards import FollowUpsCard, LastCard, OpenDeficienciesCard
from ui.screens.follow_up import places, request_words
from ui.screens.follow_up.latest import Latest
from ui.screens.follow_up.opened import OpenFollowUp
from ui.screens.follow_up.overview_unit import UnitCard
from ui.screens.follow_up.place_page import PlacePage
from ui.screens.follow_up.preparation_mail import MailCard
from ui.screens.follow_up.preparation_plan import PlanCard
from ui.screens.follow_up.preparation_wishes import WishesCard
from ui.widgets.card import Card
from ui.widgets.list_rows import ListRows
from ui.widgets.page import PageHeader, ScrollColumn
from ui.widgets.refresh import Refresher
from ui.widgets.rights import goes

_SIDE, _STACKED, _BAR = 392, 860, 14
_NO_LIMIT = (1 << 24) - 1
_KNOWN = ("follow_up", "follow_up_unit", "visit", "assessment", "deficiency", "document", "unit")


class PreparationPage(PlacePage):
    """What is known at the left, above what is to be asked for; the plan and the unit at the right."""

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        super().__init__(opened, parent)
        self._requests: tuple[RequestRow, ...] = ()
        self._dossier = Latest(self.operations, self, self._show_dossier)
        self._asked = Latest(self.operations, self, self._show_requests)
        self._header = PageHeader(tr("Preparation"))
        self._last, self._open = LastCard(), OpenDeficienciesCard()
        self._earlier = FollowUpsCard(tr("Earlier follow-ups"), "")
        self._theirs = ReceivedAbout(self.operations)
        self._plan, self._unit = PlanCard(opened), UnitCard()
        self._wishes, self._mail = WishesCard(opened), MailCard(opened)
        goes(self._plan, self._wishes, self._mail)
        self._waiting = Card(tr("Asked for"))
        self._rows = ListRows(tr("Documents asked for"), fit=True, shows_choice=False)
        self._waiting.add_rows(self._rows)
        self._lay_out()
        self._last.opened.connect(self._open_judgement)
        self._open.opened.connect(self._open_deficiency)
        self._earlier.opened.connect(self._open_other)
        self._wishes.changed.connect(self._write_mail)
        self._rows.opened.connect(self._receive)
        opened.sheet_changed.connect(self._show_sheet)
        opened.template_changed.connect(self._show_wishes)
        changed = self.operations.changed
        self._refreshers = (
            Refresher(self, changed, _KNOWN, self._read_dossier),
            Refresher(self, changed, ("document_request",), self._read_requests),
        )
        self._show_sheet()

    def _lay_out(self) -> None:
        self._scroll = ScrollColumn(spacing=16)
        columns = QWidget()
        columns.setProperty("look", "clear")
        self._row = row = QHBoxLayout(columns)
        row.setContentsMargins(0, 0, _BAR, 0)
        row.setSpacing(16)
        main, side = QVBoxLayout(), QVBoxLayout()
        for column in (main, side):
            column.setSpacing(16)
        known = (self._last, self._open, self._earlier, self._theirs)
        for card in (*known, self._wishes, self._waiting, self._mail):
            main.addWidget(card)
        main.addStretch(1)
        self._side = QWidget()
        self._side.setLayout(side)
        side.setContentsMargins(0, 0, 0, 0)
        for each in (self._plan, self._unit):
            side.addWidget(each)
        side.addStretch(1)
        row.addLayout(main, 1)
        row.addWidget(self._side)
        self._scroll.add(columns)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._make_room)
        self._header.setContentsMargins(0, 0, _BAR, 0)
        self.add(self._header)
        self.add(self._scroll, 1)

    def _set_margin(self, margin: int) -> None:
        """The scroll bar stands in the margin of the page, so that cards end where the header does."""
        self.body.setContentsMargins(margin, margin - 4, margin - _BAR, margin)

    def _make_room(self, _least: int, most: int) -> None:
        bar = self._scroll.verticalScrollBar().sizeHint().width() if most > 0 else 0
        self._row.setContentsMargins(0, 0, _BAR - bar, 0)

    def _read_dossier(self) -> None:
        self._dossier.ask("queries.dossier.before", self.opened.id)

    def _read_requests(self) -> None:
        self._asked.ask("queries.reviews.requests", self.opened.id)

    def _show_dossier(self, dossier: Dossier) -> None:
        for card in (self._last, self._open, self._earlier):
            card.show_dossier(dossier)
        for card in (self._open, self._earlier):
            card.setVisible(bool(dossier.follow_ups))  # without any, the first card says all there is to say

    def _show_requests(self, rows: tuple[RequestRow, ...]) -> None:
        self._requests = rows
        today = as_date(clock.now())
        self._rows.set_rows([request_words.list_row(row, today, verb=tr("Received")) for row in rows])
        self._waiting.setVisible(bool(rows))
        waited = sum(row.open for row in rows)
        self._waiting.set_count(str(waited) if waited else "")
        words = tr_n("{n} document waited for", "{n} documents waited for", waited).format(n=waited)
        self._header.set_facts(words if waited else "")
        self._show_wishes()

    def _show_wishes(self) -> None:
        if self.opened.template is not None:
            self._wishes.show_wishes(self.opened.template, self._requests)
            self._write_mail()

    def _write_mail(self) -> None:
        sheet = self.opened.sheet
        waited_for = [(row.kind, row.requirement) for row in self._requests if row.open]
        unannounced = sheet is not None and sheet.notice is Notice.UNANNOUNCED
        wanted = [*waited_for, *self._wishes.ticked()]
        self._mail.show_mail(wanted, self._wishes.due(), unannounced=unannounced)

    def _show_sheet(self) -> None:
        if self.opened.sheet is not None:
            self._unit.show_unit(self.opened.sheet)
            self._theirs.show_about(self.opened.sheet.unit.provider_id, self.opened.sheet.unit.id)
            if self.isVisible():  # before that it is not known what to write about
                self._write_mail()

    def _receive(self, request_id: str) -> None:
        row = next((row for row in self._requests if row.id == request_id), None)
        if row is None or not row.open:
            self.opened.go_asked.emit(places.DOCUMENTS, request_id)
            return
        self.operations.change("actions.requests.receive", row.id, owner=self)
        self.opened.undoable.emit(tr("{kind} received").format(kind=row.kind))

    def _open_other(self, follow_up_id: str) -> None:
        self.opened.other_asked.emit(follow_up_id, "", "")

    def _open_judgement(self, follow_up_id: str, code: str) -> None:
        self.opened.other_asked.emit(follow_up_id, places.JUDGEMENT if code else "", code)

    def _open_deficiency(self, follow_up_id: str, deficiency_id: str) -> None:
        self.opened.other_asked.emit(follow_up_id, places.DEFICIENCIES, deficiency_id)

    def focus_first(self) -> None:
        self._plan.focus_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        stacked = self.width() < theme.px(_STACKED)
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.BottomToTop if stacked else ways.LeftToRight)
        width = theme.px(_SIDE - 52 if self.narrow() else _SIDE)
        self._side.setMinimumWidth(0 if stacked else width)
        self._side.setMaximumWidth(_NO_LIMIT if stacked else width)
