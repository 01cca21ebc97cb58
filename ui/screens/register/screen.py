"""The register: a list of units or providers, and the one that is chosen, to read and to change."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from inspektor.formats import nfc
from inspektor.i18n import tr, tr_n
from inspektor.shapes.views import ProviderRow, UnitRow
from ui import theme
from ui.dialogs.register import NewProviderDialog, NewUnitDialog
from ui.operations import Operations
from ui.screens.register.provider_card import ProviderCard
from ui.screens.register.twice import TwiceButton
from ui.screens.register.unit_card import UnitCard
from ui.screens.register.unit_history import UnitHistory
from ui.widgets.arrival import Arrival
from ui.widgets.buttons import primary, secondary
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.lines import SearchField
from ui.widgets.list_rows import ListRow, ListRows
from ui.widgets.page import Page, PageHeader, ScrollColumn
from ui.widgets.refresh import Refresher
from ui.widgets.rights import reads
from ui.widgets.segmented import Segment, Segmented

_TABLES = ("provider", "unit")
UNITS, PROVIDERS = "units", "providers"


class RegisterScreen(Page):
    """`plan_asked(unit_id)`, `follow_up_opened(id, place, record)`."""

    plan_asked = Signal(str)
    follow_up_opened = Signal(str, str, str)

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._units: tuple[UnitRow, ...] = ()
        self._providers: tuple[ProviderRow, ...] = ()
        self._words = ""
        self._wanted = ""
        self._arrival = Arrival()
        self._header = PageHeader(tr("Providers"))
        self._twice = TwiceButton(operations)
        self._header.add_action(self._twice)
        new_provider = secondary(tr("New provider"), "plus")
        new_unit = primary(tr("New unit"), "plus")
        new_provider.clicked.connect(self._ask_for_provider)
        new_unit.clicked.connect(self._ask_for_unit)
        self._header.add_action(new_provider)
        self._header.add_action(new_unit)
        self.add(self._header)
        self._whole = QWidget()
        row = QHBoxLayout(self._whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._make_list(), 4)
        row.addWidget(self._make_detail(), 7)
        self.add(self._whole, 1)
        self._empty = EmptyState(
            "building-2", tr("Here you will see the providers and their units."), tr("New provider")
        )
        self._empty.acted.connect(self._ask_for_provider)
        self.add(self._empty, 1)
        self._whole.setVisible(False)
        self._empty.setVisible(False)
        self._refresher = Refresher(self, operations.changed, _TABLES, self._reload)

    def _make_list(self) -> QWidget:
        card = Card(padding=12, spacing=12)
        card.setMaximumWidth(theme.px(380))
        self._which = Segmented(
            [Segment(UNITS, tr("Units")), Segment(PROVIDERS, tr("Providers"))], tr("Show"), stretch=True
        )
        reads(self._which)
        self._which.chosen.connect(self._turn_to)
        self._search = SearchField(tr("Search the register"))
        self._search.searched.connect(self._look_for)
        self._list = ListRows(tr("The register"))
        self._list.chosen.connect(self._show_detail)
        self._list.opened.connect(self._go_into)
        self._none = EmptyState("search", tr("Nothing in the register matches what you look for."))
        card.add(self._which)
        card.add(self._search)
        card.add(self._list, 1)
        card.add(self._none, 1)
        return card

    def _make_detail(self) -> QWidget:
        self._unit, self._provider = UnitCard(self._operations), ProviderCard(self._operations)
        self._unit.provider_opened.connect(self.open_provider)
        self._unit.plan_asked.connect(self.plan_asked)
        self._provider.unit_opened.connect(self.open_unit)
        self._provider.unit_asked.connect(self._ask_for_unit_of)
        self._history = UnitHistory(self._operations)
        self._history.follow_up_opened.connect(self.follow_up_opened)
        scrolled = ScrollColumn()
        scrolled.add(self._unit)
        scrolled.add(self._history)
        scrolled.body.addStretch(1)
        self._scrolled = scrolled
        self._detail = QStackedWidget()
        self._detail.addWidget(QWidget())
        self._detail.addWidget(scrolled)
        self._detail.addWidget(self._provider)
        return self._detail

    # The list

    def _reload(self) -> None:
        self._operations.ask("queries.register.providers", owner=self, done=self._take_providers)
        self._operations.ask("queries.register.units", owner=self, done=self._take_units)
        self._twice.read()

    def _take_providers(self, found: tuple[ProviderRow, ...]) -> None:
        self._providers = found
        self._show_list()

    def _take_units(self, found: tuple[UnitRow, ...]) -> None:
        self._units = found
        self._show_list()

    def _show_list(self) -> None:
        providers, units = len(self._providers), len(self._units)
        facts = (
            tr_n("{n} provider", "{n} providers", providers).format(n=providers),
            tr_n("{n} unit", "{n} units", units).format(n=units),
        )
        self._header.set_facts(" · ".join(facts))
        self._empty.setVisible(not providers)
        self._whole.setVisible(bool(providers))
        words = self._words.casefold().split()
        rows = [
            row
            for row in (self._unit_rows() if self._which.current() == UNITS else self._provider_rows())
            if all(word in f"{row.title} {row.second}".casefold() for word in words)
        ]
        self._list.set_rows(rows)
        self._list.setVisible(bool(rows))
        self._none.setVisible(not rows)
        keys = [row.key for row in rows]
        wanted, self._wanted = self._wanted, ""
        if wanted in keys:
            self._list.set_current(wanted)
        elif wanted:
            self._wanted = wanted
        elif self._list.current_key() not in keys and keys:
            self._list.set_current(keys[0])
        self._show_detail(self._list.current_key())
        if rows and self._arrival.end():
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _unit_rows(self) -> list[ListRow]:
        return [ListRow(row.id, row.name, f"{row.provider} · {row.service_type}") for row in self._units]

    def _provider_rows(self) -> list[ListRow]:
        return [
            ListRow(
                row.id, row.name, " · ".join(filter(None, (tr(row.regime.label), row.organisation_number)))
            )
            for row in self._providers
        ]

    def _turn_to(self, _: str) -> None:
        self._show_list()

    def _look_for(self, words: str) -> None:
        self._words = nfc(words)
        self._show_list()

    # The one that is chosen

    def _show_detail(self, key: str) -> None:
        unit = next((row for row in self._units if row.id == key), None)
        provider = next((row for row in self._providers if row.id == key), None)
        if unit is not None:
            self._unit.show_unit(unit)
            self._history.show_unit(unit)
            self._detail.setCurrentWidget(self._scrolled)
        elif provider is not None:
            self._provider.show_provider(provider, self._units)
            self._detail.setCurrentWidget(self._provider)
        else:
            self._detail.setCurrentIndex(0)

    def _go_into(self, _: str) -> None:
        (self._unit if self._detail.currentWidget() is self._scrolled else self._provider).focus()

    def open_unit(self, unit_id: str) -> None:
        """Show a unit."""
        self._open(UNITS, unit_id)

    def open_provider(self, provider_id: str) -> None:
        """Show a provider."""
        self._open(PROVIDERS, provider_id)

    def _open(self, which: str, key: str) -> None:
        self._search.clear()
        self._words = ""
        self._which.set_current(which)
        self._wanted = self._twice.stands_for(key)
        self._show_list()

    def _ask_for_provider(self) -> None:
        dialog = NewProviderDialog(self._operations, self)
        dialog.registered.connect(self.open_provider)
        dialog.unfold()

    def _ask_for_unit(self) -> None:
        self._ask_for_unit_of("")

    def _ask_for_unit_of(self, provider_id: str) -> None:
        dialog = NewUnitDialog(self._operations, self, provider_id=provider_id)
        dialog.registered.connect(self.open_unit)
        dialog.unfold()

    def arrive(self) -> None:
        """Give the keyboard to the list, once there is one."""
        if self._list.isVisible():
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._arrival.begin()
