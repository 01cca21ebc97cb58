"""Keeping and control: erasures and where they may still lie, disposal, the log of what was read, the latest changes."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from inspektor.i18n import tr
from inspektor.shapes.membership import DECIDERS
from inspektor.shapes.views import PersonRow
from ui.operations import Operations
from ui.screens.keeping.changes import ChangesView
from ui.screens.keeping.disposal import DisposalView
from ui.screens.keeping.erased import ErasedView
from ui.screens.keeping.log import LogView
from ui.widgets.buttons import link
from ui.widgets.page import Page, PageHeader
from ui.widgets.rights import reads
from ui.widgets.segmented import Segment, Segmented
from ui.widgets.text import Label


class KeepingScreen(Page):
    """`left` to go back to the settings. A view is made when it is first gone to."""

    left = Signal()

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._makers: dict[str, Callable[[], QWidget]] = {
            "erased": self._make_erased,
            "disposal": self._make_disposal,
            "log": self._make_log,
            "changes": self._make_changes,
        }
        self._views: dict[str, QWidget] = {}
        header = PageHeader(tr("Keeping and control"))
        back = link(tr("Settings"), "arrow-left")
        reads(back)
        back.clicked.connect(self.left)
        header.add_action(back)
        self._choice = Segmented(
            [
                Segment("erased", tr("Erasures")),
                Segment("disposal", tr("Disposal")),
                Segment("log", tr("Who has read")),
                Segment("changes", tr("What was changed")),
            ],
            tr("What to look at"),
        )
        self._choice.chosen.connect(self.go)
        reads(self._choice)
        self._stack = QStackedWidget()
        self._not_theirs = Label("", "secondary", "muted", wrap=True)
        self._not_theirs.hide()
        self.add(header)
        self.add(self._choice)
        self.add(self._not_theirs)
        self.add(self._stack, 1)
        operations.role_changed.connect(self._ask_whose)
        self.go("erased")

    def go(self, view: str) -> None:
        """Show a view."""
        if view not in self._views:
            self._views[view] = self._makers[view]()
            self._stack.addWidget(self._views[view])
        self._stack.setCurrentWidget(self._views[view])
        self._choice.set_current(view)

    def arrive(self) -> None:
        """Give the keyboard to the choice of what to look at."""
        self._ask_whose()
        view = self._stack.currentWidget()
        if isinstance(view, ErasedView):
            view.read()
        self._choice.focus_current()

    def _ask_whose(self) -> None:
        self._operations.ask("queries.register.me", owner=self, done=self._take_me)

    def _take_me(self, me: PersonRow) -> None:
        self._not_theirs.setText(tr(DECIDERS))
        self._not_theirs.setVisible(not me.decides)

    def _make_erased(self) -> QWidget:
        return ErasedView(self._operations)

    def _make_disposal(self) -> QWidget:
        return DisposalView(self._operations)

    def _make_log(self) -> QWidget:
        return LogView(self._operations)

    def _make_changes(self) -> QWidget:
        return ChangesView(self._operations)
