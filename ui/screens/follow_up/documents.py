"""Documents: those that were read, and those that the unit was asked for. Never client data."""

from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from inspektor.i18n import tr, tr_n
from ui import theme
from ui.screens.follow_up.documents_asked import DocumentsAsked
from ui.screens.follow_up.documents_read import DocumentsRead
from ui.screens.follow_up.opened import OpenFollowUp
from ui.screens.follow_up.place_page import PlacePage
from ui.widgets.autosave import flush_fields
from ui.widgets.buttons import primary, secondary
from ui.widgets.keycap import shown
from ui.widgets.keys import bind
from ui.widgets.page import PageHeader
from ui.widgets.refresh import Refresher
from ui.widgets.rights import reads
from ui.widgets.segmented import Segment, Segmented

READ, ASKED = "read", "requests"
_LIST, _SHARE = 400, 0.38


class DocumentsPage(PlacePage):
    """Two lists, each with the one that is open beside it. The detail "requests" goes to what was asked for."""

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        super().__init__(opened, parent)
        self._numbers = (0, 0, 0)
        self._header = PageHeader(tr("Documents"))
        self._which = Segmented([Segment(READ, tr("Read")), Segment(ASKED, tr("Asked for"))], tr("Show"))
        reads(self._which)
        self._header.add_middle(self._which)
        self._ask, self._new = (
            secondary(tr("Ask for a document"), "inbox"),
            primary(tr("New document"), "plus"),
        )
        self._new.setToolTip(shown("Ctrl+Shift+N"))
        self._header.add_action(self._ask)
        self._header.add_action(self._new)
        self._stack = QStackedWidget(self)
        self._read, self._asked = DocumentsRead(opened, self._stack), DocumentsAsked(opened, self._stack)
        self._stack.addWidget(self._read)
        self._stack.addWidget(self._asked)
        self.add(self._header)
        self.add(self._stack, 1)
        self._which.chosen.connect(self._turn_to)
        self._ask.clicked.connect(self._begin_request)
        self._new.clicked.connect(self._begin_new)
        self._read.request_asked.connect(self._ask_for)
        self._read.counted.connect(self._count_read)
        self._asked.counted.connect(self._count_asked)
        self._asked.found.connect(partial(self._turn_to, ASKED))
        changed = self.operations.changed  # of both, whichever is in sight: their numbers stand in the header
        self._refreshers = (
            Refresher(self, changed, ("document_review", "sample"), self._read.read),
            Refresher(self, changed, ("document_request",), self._asked.read),
        )
        bind(self, ("Ctrl+Shift+N", self._begin_new_here))
        bind(self, ("Ctrl+H", self._show_history), reading=True)

    def _turn_to(self, which: str) -> None:
        flush_fields(self._stack)
        self._which.set_current(which)
        self._stack.setCurrentWidget(self._read if which == READ else self._asked)

    def _at_asked(self) -> bool:
        return self._stack.currentWidget() is self._asked

    def _begin_new(self) -> None:
        self._turn_to(READ)
        self._read.begin_new()

    def _begin_request(self) -> None:
        self._turn_to(ASKED)
        self._asked.begin_new()

    def _begin_new_here(self) -> None:
        if self._at_asked():
            self._begin_request()
        else:
            self._begin_new()

    def _ask_for(self, kind: str, requirement: str, text: str) -> None:
        self._turn_to(ASKED)
        self._asked.begin_with(kind, requirement, text)

    def _show_history(self) -> None:
        (self._asked if self._at_asked() else self._read).show_changes()

    def _count_read(self, n: int) -> None:
        self._numbers = (n, *self._numbers[1:])
        self._say_numbers()

    def _count_asked(self, n: int, overdue: int) -> None:
        self._numbers = (self._numbers[0], n, overdue)
        self._say_numbers()

    def _say_numbers(self) -> None:
        read, waited, overdue = self._numbers
        facts = []
        if read:
            facts.append(tr_n("{n} kind read", "{n} kinds read", read).format(n=read))
        if waited:
            facts.append(tr_n("{n} document waited for", "{n} documents waited for", waited).format(n=waited))
        if overdue:
            facts.append(tr_n("{n} overdue", "{n} overdue", overdue).format(n=overdue))
        self._header.set_facts(" · ".join(facts))
        self._which.set_segments(
            [
                Segment(READ, f"{tr('Read')} {read}" if read else tr("Read")),
                Segment(ASKED, f"{tr('Asked for')} {waited}" if waited else tr("Asked for")),
            ]
        )

    def show_detail(self, detail: str) -> None:
        if detail == ASKED:
            self._turn_to(ASKED)
        elif detail:
            self._turn_to(READ)
            self._read.go_to(detail)
            self._asked.go_to(detail)

    def focus_first(self) -> None:
        (self._asked if self._at_asked() else self._read).focus_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for pane in (self._read, self._asked):
            wanted = theme.px(_LIST - 60 if self.narrow() else _LIST)
            pane.set_list_width(
                min(wanted, round(self.width() * _SHARE))
            )  # with large text, the editor needs room
