"""A page with what the template asks about several times beside it: observations and rooms, documents and plans."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from inspektor.i18n import tr
from inspektor.shapes.questions import Repeat, RepeatPlace
from ui.screens.follow_up.opened import OpenFollowUp
from ui.screens.follow_up.place_page import PlacePage
from ui.screens.follow_up.repeats import RepeatsPanel, list_width, repeats_at
from ui.widgets.autosave import flush_fields
from ui.widgets.buttons import secondary
from ui.widgets.keycap import shown
from ui.widgets.keys import bind
from ui.widgets.page import PageHeader
from ui.widgets.rights import reads
from ui.widgets.segmented import Segment, Segmented

_USUAL = ""


class WithRepeats(PlacePage):
    """Where the template has no repeats for the place, only the page itself. The detail may name a repeat."""

    def __init__(
        self,
        page: Callable[[OpenFollowUp, QWidget], PlacePage],
        place: RepeatPlace,
        opened: OpenFollowUp,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(opened, parent)
        self._name = tr(place.label)
        self._repeats = {each.code: each for each in repeats_at(opened.template, place)}
        self._counts: dict[str, int] = {}
        self._panes: dict[str, _RepeatPane] = {}
        self._which = Segmented(self._segments(), tr("Show"))
        reads(self._which)
        self._stack = QStackedWidget(self)
        self._usual = page(opened, self._stack)
        self._stack.addWidget(self._usual)
        self._strip = QWidget()
        row = QHBoxLayout(self._strip)
        row.addWidget(self._which)
        row.addStretch(1)
        self.body.setSpacing(0)
        self.add(self._strip)
        self.add(self._stack, 1)
        self._strip.setVisible(bool(self._repeats))
        self._which.chosen.connect(
            self.turn_to
        )  # the keyboard stays on the choice: arrows go on, Tab goes in

    def _segments(self) -> list[Segment]:
        found = [Segment(_USUAL, self._name)]
        for code, repeat in self._repeats.items():
            n = self._counts.get(code, 0)
            found.append(Segment(code, f"{repeat.name} {n}" if n else repeat.name))
        return found

    def current(self) -> PlacePage:
        """The page in sight: the usual one, or that of a repeat."""
        page = self._stack.currentWidget()
        return page if isinstance(page, PlacePage) else self._usual

    def turn_to(self, code: str) -> None:
        """Show the page itself ("") or a repeat."""
        flush_fields(self.current())
        self._which.set_current(code)
        if code and code not in self._panes:
            pane = self._panes[code] = _RepeatPane(self.opened, self._repeats[code])
            pane.panel.counted.connect(self._count)
            self._stack.addWidget(pane)
        self._stack.setCurrentWidget(self._panes[code] if code else self._usual)

    def _count(self, code: str, items: int, _: int) -> None:
        self._counts[code] = items
        self._which.set_segments(self._segments())

    def show_detail(self, detail: str) -> None:
        code, _, item = detail.partition(" ")
        if code in self._repeats:
            self.turn_to(code)
            self._panes[code].panel.go_to(item)
        elif detail:
            self.turn_to(_USUAL)
            self._usual.show_detail(detail)

    def focus_first(self) -> None:
        self.current().focus_first()

    def _set_margin(self, margin: int) -> None:
        """None of its own: the pages within have theirs."""
        self.body.setContentsMargins(0, 0, 0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = 16 if self.narrow() else 24
        layout = self._strip.layout()
        if layout is not None:
            layout.setContentsMargins(side, side - 8, side, 0)


class _RepeatPane(PlacePage):
    """A repeat as a page."""

    def __init__(self, opened: OpenFollowUp, repeat: Repeat, parent: QWidget | None = None) -> None:
        super().__init__(opened, parent)
        self.panel = RepeatsPanel(opened, repeat)
        self._header = PageHeader(repeat.name)
        self._add = secondary(tr("Add"), "list-plus")
        self._add.setToolTip(shown("Ctrl+Shift+N"))
        self._header.add_action(self._add)
        self.add(self._header)
        self.add(self.panel, 1)
        self._add.clicked.connect(self.panel.begin_new)
        bind(self, ("Ctrl+Shift+N", self.panel.begin_new))
        self.panel.counted.connect(self._say)

    def _say(self, _: str, items: int, missing: int) -> None:
        if not items:
            self._header.set_facts("")
            return
        done = items - missing
        self._header.set_facts(tr("{done} of {n} done").format(done=done, n=items))

    def focus_first(self) -> None:
        if not self.panel.focus_first():
            self._add.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.panel.set_list_width(list_width(event.size().width()))
