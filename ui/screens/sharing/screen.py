"""The screen of the shared folder: shows the view that fits how things stand."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.shapes.membership import Founding, Member, PassResult, Request, SyncState, SyncStatus
from ui.operations import Operations
from ui.screens.sharing.begin import BeginView
from ui.screens.sharing.founded import FoundedView
from ui.screens.sharing.group import GroupView
from ui.screens.sharing.waiting import WaitingView
from ui.widgets.page import Page, PageHeader, ScrollColumn
from ui.widgets.rights import reads


class SharingScreen(Page):
    """`sync_asked`, `sync_cancelled`; `joined` when a group has been begun, or asked for."""

    sync_asked = Signal()
    sync_cancelled = Signal()
    joined = Signal()

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        reads(self)
        self.operations = operations
        self._header = PageHeader(tr("Shared folder"))
        self.add(self._header)
        self._begin = BeginView(operations)
        self._waiting = WaitingView(operations)
        self._group = GroupView(operations)
        self._founded: FoundedView | None = None
        self._stack = QStackedWidget()
        self._in_group = ScrollColumn()
        self._in_group.add(self._group, 1)
        for view in (self._begin, self._waiting, self._in_group):
            self._stack.addWidget(view)
        self.add(self._stack, 1)
        self._begin.founded.connect(self.show_founding)
        self._begin.asked.connect(self._asked)
        self._waiting.sync_asked.connect(self.sync_asked)
        self._waiting.let_in.connect(self.joined)
        self._group.sync_asked.connect(self.sync_asked)
        self._group.sync_cancelled.connect(self.sync_cancelled)
        self._group.approved.connect(self._approved)

    def show_status(self, status: SyncStatus) -> None:
        """Show the view that fits."""
        if self._founded is not None:
            return
        self._header.set_facts(status.group_name)
        if status.state is SyncState.NO_GROUP:
            self._stack.setCurrentWidget(self._begin)
        elif not status.group_name:
            self._stack.setCurrentWidget(self._waiting)
            self._waiting.show_folder(status.folder)
            self.operations.ask("sync.joining.own_words", owner=self, done=self._take_own_words)
        else:
            self._stack.setCurrentWidget(self._in_group)
            self._group.show_status(status)
            self.operations.ask("sync.joining.pending_requests", owner=self, done=self.show_requests)
            self.operations.ask("sync.joining.members", owner=self, done=self._take_members)

    def show_running(self, running: bool) -> None:
        """Say that a pass has begun or ended."""
        self._group.show_running(running)
        self._waiting.show_running(running)

    def show_progress(self, done: int, total: int) -> None:
        """Say how far a pass has come."""
        self._group.show_progress(done, total)

    def show_result(self, outcome: PassResult | InspektorError) -> None:
        """Say how a pass went."""
        self._group.show_result(outcome)

    def show_founding(self, founding: Founding) -> None:
        """Show the new group's recovery phrase, once."""
        self._founded = FoundedView(founding)
        self._founded.finished.connect(self._founding_kept)
        self._stack.addWidget(self._founded)
        self._stack.setCurrentWidget(self._founded)
        self._founded.focus()

    def _founding_kept(self) -> None:
        if self._founded is not None:
            self._stack.removeWidget(self._founded)
            self._founded.deleteLater()
            self._founded = None
        self.joined.emit()

    def show_own_words(self, words: Sequence[str]) -> None:
        """Show that one waits, with the words to read aloud."""
        self._waiting.show_words(words)
        self._stack.setCurrentWidget(self._waiting)

    def _asked(self, words: Sequence[str]) -> None:
        self.show_own_words(words)
        self.joined.emit()

    def _take_own_words(self, words: Sequence[str]) -> None:
        self._waiting.show_words(words)

    def show_requests(self, requests: Sequence[Request]) -> None:
        """Show who asks to be let in."""
        self._group.show_requests(requests)

    def _take_members(self, members: Sequence[Member]) -> None:
        self._group.show_members(members)

    def _approved(self) -> None:
        self.joined.emit()

    def arrive(self) -> None:
        """Give the keyboard to the first thing to do."""
        view = self._stack.currentWidget()
        if view is self._in_group:
            self._group.focus()
        elif isinstance(view, (BeginView, FoundedView)):
            view.focus()
