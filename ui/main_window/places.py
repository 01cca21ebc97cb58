"""The main places: the left column, and the screen of the place one is at. Screens are made when first gone to."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from inspektor.i18n import tr, tr_mark
from inspektor.settings import Settings
from inspektor.shapes.membership import SyncStatus
from ui.operations import Operations
from ui.screens.follow_ups import FollowUpsScreen
from ui.screens.keeping import KeepingScreen
from ui.screens.parcels import ParcelsScreen
from ui.screens.register import RegisterScreen
from ui.screens.search import SearchScreen
from ui.screens.settings import SettingsScreen
from ui.screens.sharing import SharingScreen
from ui.screens.templates import TemplatesScreen
from ui.screens.today import TodayScreen
from ui.screens.verify import VerifyScreen
from ui.widgets.autosave import flush_fields
from ui.widgets.banner import BannerArea
from ui.widgets.nav_column import NavColumn
from ui.widgets.nav_row import Place
from ui.window_state import WindowState

_PLACES = (
    ("today", "calendar-days", tr_mark("Today")),
    ("follow_ups", "clipboard-check", tr_mark("Follow-ups")),
    ("register", "building-2", tr_mark("Providers")),
    ("templates", "layout-template", tr_mark("Templates")),
    ("parcels", "send", tr_mark("Other groups")),
    ("search", "search", tr_mark("Search")),
    ("verify", "file-check", tr_mark("Check a document")),
)
_FOOT = (("settings", "settings", tr_mark("Settings")),)


@runtime_checkable
class Arrivable(Protocol):
    """A screen that gives the keyboard to the first thing to do."""

    def arrive(self) -> None: ...


class Places(QWidget):
    """Passes on what its screens tell."""

    follow_up_asked = Signal(str, str, str)
    visit_asked = Signal(str)
    new_asked = Signal(str)
    """Plan a follow-up, of this unit ("" = not said)."""
    unannounced_asked = Signal()
    settings_changed = Signal(object)
    sync_asked = Signal()
    sync_cancelled = Signal()
    joined = Signal()
    restore_asked = Signal(object, str)

    def __init__(
        self,
        operations: Operations,
        folder: Path,
        settings: Settings,
        state: WindowState,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._operations, self._folder, self._settings, self._state = operations, folder, settings, state
        self._place = ""
        self._status: SyncStatus | None = None
        self._running = False
        self._sharing: SharingScreen | None = None
        self._screens: dict[str, QWidget] = {}
        self._makers: dict[str, Callable[[], QWidget]] = {
            "today": self._make_today,
            "follow_ups": self._make_follow_ups,
            "register": self._make_register,
            "templates": partial(TemplatesScreen, operations),
            "search": self._make_search,
            "verify": partial(VerifyScreen, operations),
            "parcels": partial(ParcelsScreen, operations),
            "settings": self._make_settings,
            "sharing": self._make_sharing,
            "keeping": self._make_keeping,
        }
        self.column = NavColumn(tr("Inspektor"))
        self.area = BannerArea()
        self.pages = QStackedWidget()
        self._lay_out()
        self.column.show_main(_rows(_PLACES), _rows(_FOOT), "")
        self.column.chosen.connect(self.go)

    def _lay_out(self) -> None:
        holder = QWidget()
        holder.setProperty("look", "page")
        right = QVBoxLayout(holder)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        self.area.setContentsMargins(24, 16, 24, 0)
        right.addWidget(self.area)
        right.addWidget(self.pages, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.column)
        row.addWidget(holder, 1)

    def place(self) -> str:
        """Where one is."""
        return self._place

    def go(self, place: str, view: str = "") -> None:
        """Go to a place, and to a view of it where it has several."""
        flush_fields(self)
        self.area.clear()
        if place not in self._screens:
            self._screens[place] = self._makers[place]()
            self.pages.addWidget(self._screens[place])
        screen = self._screens[place]
        self.pages.setCurrentWidget(screen)
        self._place = place
        self.column.set_current(place)
        if isinstance(screen, Arrivable):
            screen.arrive()
        if view and isinstance(screen, KeepingScreen):
            screen.go(view)

    def show_sync(self, status: SyncStatus) -> None:
        """Say how sync stands on the page of the shared folder."""
        self._status = status
        if self._sharing is not None:
            self._sharing.show_status(status)

    def show_running(self, running: bool) -> None:
        """Say there that a pass has begun or ended, also to who comes there while it is under way."""
        self._running = running
        if self._sharing is not None:
            self._sharing.show_running(running)

    def sharing(self) -> SharingScreen | None:
        """The page of the shared folder, once somebody has been there."""
        return self._sharing

    def _make_today(self) -> QWidget:
        screen = TodayScreen(self._operations)
        screen.follow_up_opened.connect(self._open)
        screen.risk_opened.connect(self.follow_up_asked)
        screen.visit_started.connect(self.visit_asked)
        screen.new_asked.connect(self._plan)
        screen.unannounced_asked.connect(self.unannounced_asked)
        screen.search_asked.connect(partial(self.go, "search"))
        screen.settings_asked.connect(partial(self.go, "settings"))
        screen.keeping_asked.connect(partial(self.go, "keeping"))
        return screen

    def _make_follow_ups(self) -> QWidget:
        screen = FollowUpsScreen(self._operations, self._state)
        screen.follow_up_opened.connect(self._open)
        screen.new_asked.connect(self._plan)
        return screen

    def _open(self, follow_up_id: str, place: str) -> None:
        self.follow_up_asked.emit(follow_up_id, place, "")

    def _make_register(self) -> QWidget:
        screen = RegisterScreen(self._operations)
        screen.plan_asked.connect(self.new_asked)
        screen.follow_up_opened.connect(self.follow_up_asked)
        return screen

    def _make_search(self) -> QWidget:
        screen = SearchScreen(self._operations)
        screen.follow_up_opened.connect(self.follow_up_asked)
        screen.unit_opened.connect(partial(self._open_registered, "unit"))
        screen.provider_opened.connect(partial(self._open_registered, "provider"))
        screen.received_opened.connect(self._read_received)
        return screen

    def _make_settings(self) -> QWidget:
        screen = SettingsScreen(self._operations, self._settings, self._folder)
        screen.settings_changed.connect(self.settings_changed)
        screen.restore_asked.connect(self.restore_asked)
        screen.keeping_asked.connect(partial(self.go, "keeping"))
        return screen

    def _make_keeping(self) -> QWidget:
        screen = KeepingScreen(self._operations)
        screen.left.connect(partial(self.go, "settings"))
        return screen

    def _make_sharing(self) -> QWidget:
        screen = self._sharing = SharingScreen(self._operations)
        screen.sync_asked.connect(self.sync_asked)
        screen.sync_cancelled.connect(self.sync_cancelled)
        screen.joined.connect(self.joined)
        if self._status is not None:
            screen.show_status(self._status)
        if self._running:
            screen.show_running(True)
        return screen

    def _open_registered(self, table: str, row_id: str) -> None:
        self.go("register")
        screen = self._screens["register"]
        if isinstance(screen, RegisterScreen):
            (screen.open_unit if table == "unit" else screen.open_provider)(row_id)

    def _read_received(self, document_id: str) -> None:
        self.go("parcels")
        screen = self._screens["parcels"]
        if isinstance(screen, ParcelsScreen):
            screen.read(document_id)

    def _plan(self) -> None:
        self.new_asked.emit("")

    def look_within(self, follow_up_id: str, name: str) -> None:
        """Let the search in sight look in this follow-up first."""
        screen = self._screens["search"]
        if isinstance(screen, SearchScreen):
            screen.look_within(follow_up_id, name)


def _rows(places: tuple[tuple[str, str, str], ...]) -> list[Place]:
    return [Place(key, icon, tr(text)) for key, icon, text in places]
