"""Behind the door: the left column and the screen one is at."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from inspektor.changes import ChangeSet
from inspektor.errors import InspektorError
from inspektor.i18n import tr, tr_mark
from inspektor.settings import Settings
from inspektor.shapes.membership import SyncStatus
from ui.lists import sync_words
from ui.main_window.rooms import Rooms
from ui.notices import Notices
from ui.operations import Operations
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
    ("search", "search", tr_mark("Search")),
    ("verify", "file-check", tr_mark("Check a document")),
)
_FOOT = (("settings", "settings", tr_mark("Settings")),)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the screens need to know of this computer and its user."""

    person: tuple[str, str]
    """Name and title."""
    folder: Path
    settings: Settings
    state: WindowState


class Inside(QWidget):
    """Goes from place to place. Screens tell what the user wants; it takes the user there."""

    lock_asked = Signal()
    settings_changed = Signal(object)
    sync_asked = Signal()
    sync_cancelled = Signal()

    def __init__(
        self,
        operations: Operations,
        notices: Notices,
        around: Surroundings,
        place: str = "today",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._operations, self._notices = operations, notices
        self._status: SyncStatus | None = None
        self._running = False
        self.column = NavColumn(tr("Inspektor"))
        self.column.set_person(*around.person)
        self._area = BannerArea()
        self._stack = QStackedWidget()
        self._lay_out()
        self._rooms = Rooms(operations, around, self)
        self._follow_up: QWidget | None = None
        self._place = ""
        self._connect()
        notices.set_area(self._area)
        notices.set_toast_place(self._stack)
        self._show_main()
        self.go(place)

    def _lay_out(self) -> None:
        holder = QWidget()
        holder.setProperty("look", "page")
        right = QVBoxLayout(holder)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        told = QVBoxLayout()
        told.setContentsMargins(24, 0, 24, 0)
        told.addWidget(self._area)
        right.addLayout(told)
        right.addWidget(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.column)
        row.addWidget(holder, 1)

    def _connect(self) -> None:
        self.column.chosen.connect(self.go)
        self.column.sync_opened.connect(self._to_sharing)
        self.column.locked.connect(self.lock_asked)
        self._rooms.place_asked.connect(self.go)
        self._rooms.settings_changed.connect(self.settings_changed)
        self._rooms.sync_asked.connect(self.sync_asked)
        self._rooms.sync_cancelled.connect(self.sync_cancelled)
        self._operations.changed.connect(self._tell_step)

    def _show_main(self) -> None:
        places = [Place(key, icon, tr(text)) for key, icon, text in _PLACES]
        foot = [Place(key, icon, tr(text)) for key, icon, text in _FOOT]
        self.column.show_main(places, foot, self._place)

    def place(self) -> str:
        """Where one is."""
        return self._place

    def go(self, place: str) -> None:
        """Go to one of the main places."""
        flush_fields(self)
        self._area.clear()
        screen = self._rooms.screen(place)
        if self._stack.indexOf(screen) < 0:
            self._stack.addWidget(screen)
        self._stack.setCurrentWidget(screen)
        self._place = place
        self.column.set_current(place)
        self._rooms.arrive(place)

    def _to_sharing(self) -> None:
        self.go("sharing")

    def shown(self) -> QWidget | None:
        """The screen one sees."""
        return self._stack.currentWidget()

    def show_sync(self, status: SyncStatus) -> None:
        """Say how sync stands."""
        self._status = status
        words = sync_words.of(status, running=self._running)
        self.column.set_sync(words.icon, words.tone, words.first, words.second)

    def show_running(self, running: bool) -> None:
        """Say that a pass has begun or ended."""
        self._running = running
        if self._status is not None:
            self.show_sync(self._status)

    def show_progress(self, done: int, total: int) -> None:
        """Say how far a pass has come."""

    def show_sync_failed(self, error: InspektorError) -> None:
        """Say why a pass failed."""

    def _tell_step(self, changes: ChangeSet) -> None:
        if changes.origin == "undo":
            self._notices.done(tr("Undone: {step}").format(step=tr(changes.label)))
        elif changes.origin == "redo":
            self._notices.done(tr("Done again: {step}").format(step=tr(changes.label)))
        elif changes.origin == "local" and any(each.field == "" and each.after == 0 for each in changes):
            self._notices.done(tr(changes.label))
