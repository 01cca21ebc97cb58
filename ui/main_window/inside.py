"""Behind the door: the main places with their column, or the follow-up one has gone into."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from inspektor.changes import ChangeSet
from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.settings import Settings
from inspektor.shapes.membership import PassResult, SyncStatus
from ui.dialogs.decide import decide
from ui.dialogs.new_follow_up import NewFollowUpDialog
from ui.dialogs.unannounced import UnannouncedDialog
from ui.lists import sync_words
from ui.main_window.cover_words import CoverWords
from ui.main_window.places import Places
from ui.main_window.rights_keeper import RightsKeeper
from ui.main_window.shortcuts import Shortcuts
from ui.main_window.unsaved_note import UnsavedNote
from ui.notices import Notices
from ui.operations import Operations
from ui.screens.follow_up import FollowUpScreen
from ui.screens.follow_up.places import CAPTURE
from ui.widgets.autosave import flush_fields
from ui.widgets.banner import Banner, BannerArea
from ui.widgets.nav_column import NavColumn
from ui.widgets.rights import reads
from ui.window_state import WindowState


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the screens need to know of this computer and its user."""

    person: tuple[str, str]
    """Name and title."""
    folder: Path
    settings: Settings
    state: WindowState
    example_passphrase: str = ""
    """What opens the example data and signs in it; empty in anybody's own work."""


class Inside(QWidget):
    """Goes from place to place. Screens tell what the user wants; it takes the user there."""

    cover_asked = Signal()
    lock_asked = Signal()
    settings_changed = Signal(object)
    sync_asked = Signal()
    sync_cancelled = Signal()
    joined = Signal()
    example_left = Signal()
    restore_asked = Signal(object, str)
    renewal_asked = Signal()
    """One may write who could only read: what was taken away is made anew."""

    def __init__(
        self,
        operations: Operations,
        notices: Notices,
        around: Surroundings,
        place: str = "today",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._operations, self._notices, self._around = operations, notices, around
        self._status: SyncStatus | None = None
        self._running = False
        self._saved: datetime | None = None
        self._follow_up: FollowUpScreen | None = None
        self.places = Places(operations, around.folder, around.settings, around.state)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.places)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        if around.example_passphrase:
            note = _example_note(around.example_passphrase)
            note.acted.connect(self.example_left)
            whole.addWidget(note)
        whole.addWidget(self._stack, 1)
        self.cover_words = CoverWords(operations, self, whole)
        self._unsaved = UnsavedNote(operations.patience, self, whole)
        self._area = BannerArea()
        """For trouble in a follow-up that no page of it tells of."""
        self._area.setContentsMargins(16, 12, 16, 0)
        whole.insertWidget(whole.indexOf(self._stack), self._area)
        self._shortcuts = Shortcuts(self, operations)
        self._connect()
        self._dress(self.places.column)
        self._tell_here()
        self.places.go(place)
        self._rights = RightsKeeper(self, operations)
        self._rights.renewal_asked.connect(self.renewal_asked)

    def _connect(self) -> None:
        places = self.places
        places.follow_up_asked.connect(self.open_follow_up)
        places.visit_asked.connect(self._start_visit)
        places.new_asked.connect(self.plan)
        places.unannounced_asked.connect(self.begin_unannounced)
        places.settings_changed.connect(self.settings_changed)
        places.sync_asked.connect(self.sync_asked)
        places.sync_cancelled.connect(self.sync_cancelled)
        places.joined.connect(self.joined)
        places.restore_asked.connect(self.restore_asked)
        self._operations.changed.connect(self._tell_step)
        self._operations.saved.connect(self._say_again)
        self._operations.conflicts_changed.connect(self._say_again)
        self._operations.decision_asked.connect(partial(decide, self._operations, self))

    def _dress(self, column: NavColumn) -> None:
        """What every left column has at its foot."""
        column.set_person(*self._around.person)
        column.set_menu(self._shortcuts.menu)
        column.covered.connect(self.cover_asked)
        column.sync_opened.connect(partial(self.go, "sharing"))
        if self._status is not None:
            self._show_words(column)

    def _tell_here(self) -> None:
        """Where trouble and toasts are told."""
        self._notices.set_area(self._area if self._follow_up else self.places.area)
        pages = self._follow_up.findChild(QStackedWidget) if self._follow_up else self.places.pages
        self._notices.set_toast_place(pages or self)

    # Going

    def go(self, place: str) -> None:
        """Go to one of the main places, out of the follow-up if one is in one; to search, looking in that one first."""
        here = self._follow_up.opened if self._follow_up is not None else None
        self._leave()
        self.places.go(place)
        if place == "search" and here is not None:
            name = here.sheet.unit.name if here.sheet is not None else tr("The follow-up")
            self.places.look_within(here.id, name)

    def open_follow_up(self, follow_up_id: str, place: str = "", detail: str = "") -> None:
        """Go into a follow-up."""
        flush_fields(self)
        self._leave()
        screen = FollowUpScreen(self._operations, follow_up_id=follow_up_id)
        screen.left.connect(partial(self.go, "follow_ups"))
        screen.other_asked.connect(self.open_follow_up, Qt.ConnectionType.QueuedConnection)
        self._follow_up = screen
        self._dress(screen.column)
        self._stack.addWidget(screen)
        self._stack.setCurrentWidget(screen)
        self._tell_here()
        if place:
            screen.go_to(place, detail)

    def _leave(self) -> None:
        screen, self._follow_up = self._follow_up, None
        if screen is not None:
            flush_fields(screen)
            self._stack.setCurrentWidget(self.places)
            self._stack.removeWidget(screen)
            screen.deleteLater()
            self._area.clear()
            self._tell_here()

    def whereabouts(self) -> tuple[str, str, str]:
        """Where one is: the main place, the follow-up one has gone into ("" = none), and the place in it."""
        inner = self._follow_up
        return self.places.place(), inner.opened.id if inner else "", inner.place() if inner else ""

    def column(self) -> NavColumn:
        """The left column in sight."""
        return self._follow_up.column if self._follow_up is not None else self.places.column

    # Beginning something

    def plan(self, unit_id: str = "") -> None:
        """Ask what is to be planned."""
        dialog = NewFollowUpDialog(self._operations, self, unit_id=unit_id)
        dialog.planned.connect(self.open_follow_up)
        dialog.unfold()

    def begin_unannounced(self) -> None:
        """Ask where one stands, and begin."""
        dialog = UnannouncedDialog(self._operations, self._around.state, self)
        dialog.started.connect(self._begin_at_the_door)
        dialog.unfold()

    def _begin_at_the_door(self, follow_up_id: str) -> None:
        self.open_follow_up(follow_up_id, CAPTURE)

    def _start_visit(self, follow_up_id: str) -> None:
        self._operations.change("actions.follow_ups.arrive", follow_up_id, owner=self)
        self.open_follow_up(follow_up_id)

    # Saying

    def show_sync(self, status: SyncStatus) -> None:
        """Say how sync stands."""
        self._status = status
        self.places.show_sync(status)
        for column in {self.places.column, self.column()}:
            self._show_words(column)

    def show_running(self, running: bool) -> None:
        """Say that a pass has begun or ended."""
        self._running = running
        self.places.show_running(running)
        if self._status is not None:
            self.show_sync(self._status)

    def show_progress(self, done: int, total: int) -> None:
        """Say how far a pass has come."""
        if (sharing := self.places.sharing()) is not None:
            sharing.show_progress(done, total)

    def show_result(self, outcome: PassResult | InspektorError) -> None:
        """Say how a pass went; trouble stands on the page of the shared folder, and in the column."""
        if (sharing := self.places.sharing()) is not None:
            sharing.show_result(outcome)

    def _show_words(self, column: NavColumn) -> None:
        if self._status is not None:
            words = sync_words.of(
                self._status,
                running=self._running,
                saved=self._saved,
                undecided=len(self._operations.conflicts),
            )
            column.set_sync(words.icon, words.tone, words.first, words.below)

    def _say_again(self, saved: datetime | None = None) -> None:
        self._saved = saved or self._saved
        self._show_words(self.column())

    def _tell_step(self, changes: ChangeSet) -> None:
        removed = any(each.field == "" and each.after == 0 for each in changes)
        if changes.origin == "undo":
            self._notices.done(tr("Undone: {step}").format(step=tr(changes.label)), undone=True)
        elif changes.origin == "redo":
            self._notices.done(tr("Done again: {step}").format(step=tr(changes.label)))
        elif changes.origin == "local" and removed and self._follow_up is None:
            self._notices.done(tr(changes.label))


def _example_note(passphrase: str) -> Banner:
    note = Banner(
        "accent",
        tr("You are trying Inspektor with example data"),
        tr("Nothing in it is real. To sign and to unlock, write: {passphrase}").format(passphrase=passphrase),
        tr("Leave the example"),
    )
    reads(note)
    return note
