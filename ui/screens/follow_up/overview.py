"""Overview: the unit, the visit, who takes part, and the texts of the protocol that are not observations."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from inspektor.i18n import tr
from inspektor.shapes.views import FollowUpSheet
from ui import theme
from ui.dialogs.history import HistoryDialog
from ui.dialogs.save_follow_up import SaveFollowUpDialog
from ui.screens.follow_up import places
from ui.screens.follow_up.gaps_card import GapsCard
from ui.screens.follow_up.opened import OpenFollowUp
from ui.screens.follow_up.overview_assignment import AssignmentCard
from ui.screens.follow_up.overview_people import ParticipantsCard
from ui.screens.follow_up.overview_scope import ScopeCard
from ui.screens.follow_up.overview_team import TeamCard
from ui.screens.follow_up.overview_unit import UnitCard
from ui.screens.follow_up.overview_units import UnitsCard
from ui.screens.follow_up.overview_visit import VisitCard
from ui.screens.follow_up.place_page import PlacePage
from ui.widgets.buttons import IconButton, primary, secondary
from ui.widgets.card import Card
from ui.widgets.date_field import DateField
from ui.widgets.field import Field
from ui.widgets.keys import bind
from ui.widgets.page import PageHeader, ScrollColumn
from ui.widgets.rights import goes, reads
from ui.written import Written, WrittenRecord

_SIDE, _STACKED, _TIGHT, _BAR = 392, 860, 620, 14
QWIDGETSIZE_MAX = (1 << 24) - 1


class OverviewPage(PlacePage):
    """Everything about the follow-up that is not an interview, an observation or a judgement."""

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        super().__init__(opened, parent)
        self._record = WrittenRecord(self.operations, "follow_up", "actions.follow_ups.set_fields", self)
        self._header = PageHeader(tr("Overview"))
        self._arrive = primary(tr("Arrived now"), "play")
        self._depart = secondary(tr("End the visit"), "log-out")
        self._history = IconButton("history", tr("History of the follow-up"), framed=True)
        self._history.clicked.connect(self._show_history)
        bind(self, ("Ctrl+H", self._show_history), reading=True)
        self._file = IconButton("download", tr("Save the follow-up as a file"), framed=True)
        self._file.clicked.connect(self._save_as_file)
        self._feedback = secondary(tr("Preliminary observations"), "message-square-text")
        reads(self._history, self._file, self._feedback)
        self._feedback.clicked.connect(self._to_feedback)
        self._header.add_action(self._history)
        self._header.add_action(self._file)
        self._header.add_action(self._feedback)
        self._header.add_action(self._depart)
        self._header.add_action(self._arrive)
        self.add(self._header)
        self._visit = VisitCard(opened, self._record)
        self._arrive.clicked.connect(self._visit.arrive_now)
        self._depart.clicked.connect(self._visit.depart_now)
        self._unit, self._units = UnitCard(), UnitsCard(opened)
        self._team, self._people = TeamCard(opened), ParticipantsCard(opened)
        self._gaps = GapsCard(opened)
        goes(self._gaps)
        self._assignment, self._scope = AssignmentCard(self._record), ScopeCard(opened)
        self._send_in_by = DateField()
        self._by = Field(tr("To be sent in by"), self._send_in_by)
        self._send_in_by.picked.connect(self._set_send_in_by)
        self._record.marks.add(self._by, "send_in_by")
        self._lay_out()
        opened.sheet_changed.connect(self._show_sheet)
        self._show_sheet()

    def _lay_out(self) -> None:
        self._column = ScrollColumn(spacing=16)
        self.add(self._column, 1)
        columns = QWidget()
        self._column.add(columns)
        columns.setProperty("look", "clear")
        self._row = row = QHBoxLayout(columns)
        row.setContentsMargins(0, 0, _BAR, 0)
        row.setSpacing(16)
        main, side = QVBoxLayout(), QVBoxLayout()
        for column in (main, side):
            column.setSpacing(16)
        cards = (self._visit, self._assignment, self._scope, self._make_day(), self._make_after())
        for card in cards:
            main.addWidget(card)
        main.addStretch(1)
        self._side = QWidget()
        self._side.setLayout(side)
        side.setContentsMargins(0, 0, 0, 0)
        for each in (self._gaps, self._team, self._people, self._unit, self._units):
            side.addWidget(each)
        side.addStretch(1)
        row.addLayout(main, 1)
        row.addWidget(self._side)
        self._column.verticalScrollBar().rangeChanged.connect(self._make_room)
        self._header.setContentsMargins(0, 0, _BAR, 0)

    def _set_margin(self, margin: int) -> None:
        """The scroll bar stands in the margin of the page, so that cards end where the header does."""
        self.body.setContentsMargins(margin, margin - 4, margin - _BAR, margin)

    def _make_room(self, _least: int, most: int) -> None:
        bar = self._column.verticalScrollBar().sizeHint().width() if most > 0 else 0
        self._row.setContentsMargins(0, 0, _BAR - bar, 0)

    def _make_day(self) -> Card:
        card = Card(tr("Facts of the day"))
        hint = tr("One fact on each line: permit checked, persons present, staff on duty.")
        card.add(self._record.add(Written("facts_of_the_day", tr("Facts"), lines=3, hint=hint)))
        card.add(self._record.add(Written("not_reviewed", tr("What was not reviewed, and why"), lines=2)))
        return card

    def _make_after(self) -> Card:
        card = Card(tr("After the visit"))
        add = self._record.add
        hint = tr("One thing on each line.")
        card.add(add(Written("to_send_in", tr("What the provider is to send in"), lines=2, hint=hint)))
        card.add(self._by)
        card.add(add(Written("next_step", tr("Next step"), lines=2)))
        card.add(
            add(Written("distribution", tr("Distribution"), lines=2, hint=tr("One recipient on each line.")))
        )
        return card

    def _show_sheet(self) -> None:
        sheet = self.opened.sheet
        if sheet is None:
            return
        self._header.set_facts(_facts(sheet))
        self._record.show(sheet.id, _texts(sheet))
        if not self._send_in_by.hasFocus():
            self._send_in_by.set_value(sheet.send_in_by)
        arrived = sheet.visit is not None and sheet.visit.arrived_at is not None
        departed = sheet.visit is not None and sheet.visit.departed_at is not None
        self._arrive.setVisible(not arrived)
        self._depart.setVisible(arrived and not departed)
        self._feedback.setVisible(arrived)
        self._visit.show_visit(sheet)
        self._assignment.show_assignment(sheet)
        self._team.show_team(sheet)
        self._people.show_people(sheet)
        self._unit.show_unit(sheet)
        self._units.show_units(sheet)

    def _to_feedback(self) -> None:
        self.opened.go_asked.emit(places.FEEDBACK, "")

    def _show_history(self) -> None:
        sheet = self.opened.sheet
        if sheet is not None:
            HistoryDialog(self.operations, "follow_up", sheet.id, sheet.unit.name, self).open()

    def _save_as_file(self) -> None:
        sheet = self.opened.sheet
        if sheet is not None:
            SaveFollowUpDialog(self.operations, sheet.id, sheet.unit.name, self).unfold()

    def _set_send_in_by(self, day: date | None) -> None:
        self._record.put(self._by, send_in_by=day)

    def show_detail(self, detail: str) -> None:
        """Go to what a gap names: a time, the registry number, the participants, one's own answer."""
        self._wanted = detail
        if detail and self.opened.sheet is not None:
            self._column.ensureWidgetVisible(self._target(detail))

    def _target(self, detail: str) -> QWidget:
        targets: dict[str, QWidget] = {
            "arrived_at": self._visit,
            "departed_at": self._visit,
            "registry_number": self._assignment.number,
            "participants": self._people,
            "facts_of_the_day": self._record.field("facts_of_the_day"),
        }
        return targets.get(detail, self._team)

    _wanted = ""

    def _focus_wanted(self) -> bool:
        wanted, self._wanted = self._wanted, ""
        acts = {
            "arrived_at": self._visit.focus_arrival,
            "departed_at": self._visit.focus_departure,
            "registry_number": self._assignment.number.focus,
            "participants": self._people.focus,
            "facts_of_the_day": self._record.field("facts_of_the_day").focus,
        }
        if wanted:
            acts.get(wanted, self._team.focus_conflict)()
        return bool(wanted)

    def focus_first(self) -> None:
        if self._focus_wanted():
            return
        if not self._arrive.isHidden():
            self._arrive.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._visit.focus_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        stacked = self.width() < theme.px(_STACKED)
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.TopToBottom if stacked else ways.LeftToRight)
        width = theme.px(_SIDE - 52 if self.narrow() else _SIDE)
        self._side.setMinimumWidth(0 if stacked else width)
        self._side.setMaximumWidth(QWIDGETSIZE_MAX if stacked else width)
        self._assignment.stack(self.width() - (0 if stacked else width) < theme.px(_TIGHT))


def _facts(sheet: FollowUpSheet) -> str:
    words = [tr(sheet.form.label), tr(sheet.notice.label).lower(), tr(sheet.mode.label).lower()]
    return " · ".join([*words, tr(sheet.status.label).lower(), sheet.template])


def _texts(sheet: FollowUpSheet) -> dict[str, str]:
    return {
        "registry_number": sheet.registry_number,
        "purpose": sheet.purpose,
        "trigger": sheet.trigger,
        "facts_of_the_day": sheet.facts_of_the_day,
        "not_reviewed": sheet.not_reviewed,
        "to_send_in": sheet.to_send_in,
        "next_step": sheet.next_step,
        "distribution": sheet.distribution,
    }
