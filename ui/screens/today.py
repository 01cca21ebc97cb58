"""Today: what cannot wait, the visit, what was begun, what waits for a signature, what has a date."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from inspektor import clock, formats, i18n
from inspektor.i18n import tr, tr_n
from inspektor.shapes.risk import RiskRow
from inspektor.shapes.views import FollowUpRow, Today
from ui import theme
from ui.dialogs.outside import OutsideDialog
from ui.lists import follow_ups as lists
from ui.lists.cautions import CautionsCard
from ui.lists.decisions import DecisionsCard
from ui.lists.outside_note import OutsideNote
from ui.operations import Operations
from ui.widgets.arrival import Arrival
from ui.widgets.buttons import primary, secondary
from ui.widgets.card import Card, Icon, Rule, Tile
from ui.widgets.chip import Chip
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_rows import ListRow, ListRows
from ui.widgets.page import Page, PageHeader, ScrollColumn
from ui.widgets.refresh import Refresher
from ui.widgets.rights import reads
from ui.widgets.text import ElidedLabel

_TWO_ROWS = 132
_RISK_TABLES = ("risk", "follow_up", "unit", "team_member", "person")
_TABLES = ("follow_up", "visit", "unit", "provider", "deficiency", "document")


class TodayScreen(Page):
    """Each row has one verb; late first, then by date."""

    follow_up_opened = Signal(str, str)
    """Which follow-up, and the place in its outline to go to ("" = where one was)."""
    risk_opened = Signal(str, str, str)
    """Which follow-up, the place in it, and which risk."""
    visit_started = Signal(str)
    new_asked = Signal()
    unannounced_asked = Signal()
    search_asked = Signal()
    settings_asked = Signal()
    keeping_asked = Signal(str)
    """Which view of keeping and control."""

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._arrival = Arrival()
        self._header = PageHeader("")
        search = secondary(tr("Search"), "search")
        self._unannounced = secondary(tr("Unannounced visit"), "plus")
        reads(search)
        search.clicked.connect(self.search_asked)
        self._unannounced.clicked.connect(self.unannounced_asked)
        self._header.add_action(search)
        self._header.add_action(self._unannounced)
        self.add(self._header)
        self._column = ScrollColumn()
        self.add(self._column, 1)
        self._add_urgent()
        self._visit = _VisitCard()
        self._visit.opened.connect(self._open)
        self._visit.started.connect(self.visit_started)
        self._column.add(self._visit)
        self._nothing = self._make_nothing()
        self._column.add(self._nothing, 1)
        self._lists = self._make_lists()
        self._column.add(self._lists, 1)
        for part in (self._lists, self._nothing, self._visit):
            part.setVisible(False)
        operations.conflicts_changed.connect(self._show_conflicts)
        operations.role_changed.connect(self.read_cautions)
        self._show_conflicts()
        self._shared: set[str] = set()
        self._risks_refresher = Refresher(self, operations.changed, _RISK_TABLES, self._reload_risks)
        self._refresher = Refresher(self, operations.changed, _TABLES, self._reload)

    def _make_nothing(self) -> EmptyState:
        words = tr("Here you will see visits to come, what you have begun, and dates to keep.")
        nothing = EmptyState("calendar-days", words, tr("Plan a follow-up"))
        nothing.acted.connect(self.new_asked)
        return nothing

    def _add_urgent(self) -> None:
        """What comes before everything else, while there is any of it."""
        self._cautions = CautionsCard()
        self._cautions.opened.connect(self._open_caution)
        self._column.add(self._cautions)
        self._cautions.setVisible(False)
        self._risks = _RisksCard()
        self._risks.opened.connect(self._open_risk)
        self._column.add(self._risks)
        self._risks.setVisible(False)
        self._decisions = DecisionsCard()
        self._decisions.opened.connect(self._operations.decision_asked)
        self._column.add(self._decisions)
        self._outside = OutsideNote()
        self._outside.opened.connect(self._open_outside)
        self._column.add(self._outside)

    def _make_lists(self) -> QWidget:
        self._begun = _ListCard(tr("Begun"), tr("Follow-ups that are under way will stand here."), "pen-line")
        self._signing = _ListCard(
            tr("Awaiting signature"), tr("Protocols that wait for a signature will stand here."), "signature"
        )
        self._dates = _ListCard(
            tr("Dates to keep"), tr("Visits to come and deadlines will stand here."), "calendar"
        )
        for card in (self._begun, self._signing):
            card.opened.connect(self._open)
        self._dates.opened.connect(self._open_date)
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(16)
        grid.addWidget(self._begun, 0, 0)
        grid.addWidget(self._signing, 1, 0)
        grid.addWidget(self._dates, 0, 1, 2, 1)
        grid.setColumnStretch(0, 11)
        grid.setColumnStretch(1, 10)
        grid.setRowStretch(0, 1)
        grid.setRowStretch(1, 1)
        return holder

    def _reload(self) -> None:
        self._operations.ask("queries.follow_ups.today", owner=self, done=self._show)
        self._operations.ask("queries.outside.forgotten", owner=self, done=self._outside.show_files)

    def read_cautions(self) -> None:
        """Ask what somebody should know before something is lost."""
        self._operations.ask("queries.safety.cautions", owner=self, done=self._cautions.show_cautions)

    def _open_caution(self, key: str) -> None:
        if key in ("backup", "second"):
            self.settings_asked.emit()
        elif key in ("log", "disposal"):
            self.keeping_asked.emit(key)

    def _reload_risks(self) -> None:
        self._operations.ask("queries.risks.open_risks", owner=self, done=self._show_risks)

    def _show_risks(self, rows: tuple[RiskRow, ...]) -> None:
        """Those that a head named cannot read yet are sealed anew as soon as that has become possible."""
        self._risks.show_risks(rows)
        self._risks.setVisible(bool(rows))
        stale = {row.id for row in rows if row.is_stale}
        if stale - self._shared:
            self._shared |= stale
            self._operations.change("actions.risks.share_anew", owner=self)

    def _open_outside(self) -> None:
        dialog = OutsideDialog(self._operations, self)
        dialog.finished.connect(self._reload)
        dialog.open()

    def _show_conflicts(self) -> None:
        self._decisions.show_conflicts(self._operations.conflicts)

    def _open_risk(self, key: str) -> None:
        follow_up_id, _, risk_id = key.partition(" ")
        self.risk_opened.emit(follow_up_id, "risk", risk_id)

    def _show(self, found: Today) -> None:
        day = clock.local(clock.now()).date()
        self._header.set_title(formats.weekday_prose(day, i18n.language()))
        self._header.set_facts(_facts(found, day))
        first, others = _first(found, day)
        everything = (*found.visits, *found.begun, *found.deadlines, *found.awaiting_signature)
        self._visit.setVisible(first is not None)
        self._lists.setVisible(bool(everything))
        self._nothing.setVisible(not everything)
        if first is not None:
            self._visit.show_visit(first, day)
        self._begun.set_rows([_row(row, "pen-line", tr("Continue")) for row in found.begun])
        self._signing.set_rows([_row(row, "signature", tr("Open")) for row in found.awaiting_signature])
        self._dates.set_rows(lists.date_rows(found.deadlines, others, day))
        if self._arrival.end():
            self._focus_first()

    def _open(self, follow_up_id: str) -> None:
        self.follow_up_opened.emit(follow_up_id, "")

    def _open_date(self, key: str) -> None:
        kind, follow_up_id, *_ = key.split(" ")
        self.follow_up_opened.emit(follow_up_id, "deficiencies" if kind == "deficiency" else "")

    def arrive(self) -> None:
        """Give the keyboard to the first thing to do, once it is known."""
        self._arrival.begin()
        self.read_cautions()
        self._risks_refresher.now()
        self._refresher.now()

    def _focus_first(self) -> None:
        if not self._risks.isHidden():
            self._risks.focus()
        elif not self._visit.isHidden():
            self._visit.focus()
        elif not self._lists.isHidden():
            self._begun.focus()
        else:
            self._unannounced.setFocus(Qt.FocusReason.OtherFocusReason)


def _first(found: Today, day: date) -> tuple[FollowUpRow | None, tuple[FollowUpRow, ...]]:
    """The visit to show large: the next one planned, else one without a date; and the other visits."""
    dated = [row for row in found.visits if row.planned_on is not None and row.planned_on >= day]
    first = next(iter(dated or found.visits), None)
    return first, tuple(row for row in found.visits if row is not first)


def _facts(found: Today, day: date) -> str:
    visits = sum(row.planned_on == day for row in found.visits)
    late = sum(row.deadline is not None and row.deadline < day for row in found.deadlines)
    parts = [
        tr_n("{n} visit today", "{n} visits today", visits).format(n=visits)
        if visits
        else tr("No visit today")
    ]
    if late:
        parts.append(tr_n("{n} date has passed", "{n} dates have passed", late).format(n=late))
    return " · ".join(parts)


def _row(row: FollowUpRow, icon: str, verb: str) -> ListRow:
    return ListRow(row.id, row.unit, f"{lists.facts(row)} · {row.provider}", icon=icon, verb=verb)


class _RisksCard(Card):
    """That something grave is open, and since when; nothing of what it is about. `opened("follow-up risk")`."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=6, parent=parent)
        self._list = ListRows(tr("Grave risks that are open"), fit=True, shows_choice=False)
        self._list.opened.connect(self.opened)
        self.add(self._list)

    def show_risks(self, rows: Sequence[RiskRow]) -> None:
        """Show these."""
        self._list.set_rows([_risk_row(row) for row in rows])

    def focus(self) -> None:
        """Give the keyboard to the first of them."""
        if not self._list.current_key():
            self._list.move(1)
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)


def _risk_row(row: RiskRow) -> ListRow:
    day, time = formats.as_date(row.raised_at), formats.clock_time(row.raised_at)
    since = tr("since {time}").format(time=time)
    if day != formats.as_date(clock.now()):
        words = tr("since {day} at {time}")
        since = words.format(day=formats.date_short(day, i18n.language()), time=time)
    second = " · ".join(part for part in (row.unit, since, row.author) if part)
    return ListRow(
        f"{row.follow_up_id} {row.id}",
        tr("Grave risk, open"),
        second,
        icon="circle-alert",
        tone="bad",
        verb=tr("Open"),
    )


class _VisitCard(Card):
    """The next visit, large."""

    opened = Signal(str)
    started = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(spacing=16, parent=parent)
        self._id = ""
        self._unit = ElidedLabel("", "card")
        self._about = ElidedLabel("", "secondary", "muted")
        self._when = Chip("")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._unit)
        words.addWidget(self._about)
        self._open = secondary(tr("Open"), "folder")
        self._start = primary(tr("Start the visit"), "play")
        reads(self._open)
        self._open.clicked.connect(self._tell_opened)
        self._start.clicked.connect(self._tell_started)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(Tile("clipboard-check", size=48))
        row.addLayout(words, 1)
        row.addWidget(self._when)
        row.addWidget(self._open)
        row.addWidget(self._start)
        self.body.addLayout(row)
        self.add(Rule())
        self.body.addLayout(self._make_facts())

    def _make_facts(self) -> QHBoxLayout:
        self._template = _Fact("layout-template")
        self._number = _Fact("file-text")
        here = _Fact("hard-drive")
        here.say(tr("Everything is on this computer"))
        row = QHBoxLayout()
        row.setSpacing(28)
        for fact in (self._template, self._number, here):
            row.addWidget(fact)
        row.addStretch(1)
        return row

    def show_visit(self, visit: FollowUpRow, today: date) -> None:
        """Show this visit."""
        self._id = visit.id
        self._unit.setText(visit.unit)
        self._about.setText(f"{lists.facts(visit)} · {visit.provider}")
        self._when.setVisible(visit.planned_on is not None)
        if visit.planned_on is not None:
            chip = lists.date_chip(visit.planned_on, today)
            days = (visit.planned_on - today).days
            date_words = (
                "" if days in (0, 1) else f"{formats.date_short(visit.planned_on, i18n.language())} · "
            )
            self._when.show_state(date_words + chip.text, chip.kind, chip.icon)
        self._template.say(visit.template)
        self._number.say(visit.registry_number or tr("No registry number yet"))

    def focus(self) -> None:
        """Give the keyboard to the verb: Enter starts the visit."""
        self._start.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_opened(self) -> None:
        self.opened.emit(self._id)

    def _tell_started(self) -> None:
        self.started.emit(self._id)


class _Fact(QWidget):
    """An icon and a few words."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ElidedLabel("", "fact")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Icon(icon))
        row.addWidget(self._words, 1)

    def say(self, words: str) -> None:
        """Change the words."""
        self._words.setText(words)
        self._words.updateGeometry()


class _ListCard(Card):
    """A card with a list, or with a sentence that says what will be in it."""

    opened = Signal(str)

    def __init__(self, title: str, sentence: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(title, spacing=8, parent=parent)
        self.body.setContentsMargins(10, 18, 10, 12)
        if self.head is not None:
            self.head.setContentsMargins(10, 0, 10, 0)
        self._list = ListRows(title, shows_choice=False)
        self._list.setMinimumHeight(theme.px(_TWO_ROWS))
        self._list.opened.connect(self.opened)
        self._empty = EmptyState(icon, sentence)
        self._empty.setVisible(False)
        self.add(self._list, 1)
        self.add(self._empty, 1)

    def set_rows(self, rows: "list[ListRow] | tuple[ListRow, ...]") -> None:
        """Show these rows."""
        self._list.set_rows(rows)
        self.set_count(str(len(rows)) if rows else "")
        self._list.setVisible(bool(rows))
        self._empty.setVisible(not rows)

    def focus(self) -> None:
        """Give the keyboard to the list."""
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)
