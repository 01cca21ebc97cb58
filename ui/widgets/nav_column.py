"""The left column: the main places, or the outline of the follow-up one is in; sync and person at the bottom."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLayout, QMenu, QVBoxLayout, QWidget

from inspektor.i18n import tr
from ui import theme
from ui.widgets.buttons import IconButton
from ui.widgets.card import Avatar, Icon, Rule, initials
from ui.widgets.nav_row import NavNote, NavRow, Place
from ui.widgets.page import ScrollColumn
from ui.widgets.rights import reads
from ui.widgets.text import ElidedLabel, Label

WIDTH = 232
ROW, OUTLINE_ROW = 40, 38


class NavColumn(QFrame):
    """`chosen(key)` where to go, `went_back` out of the follow-up, `sync_opened`, `covered`."""

    chosen = Signal(str)
    went_back = Signal()
    sync_opened = Signal()
    covered = Signal()

    def __init__(self, program: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        reads(self)
        self._program = program
        self.setProperty("look", "nav")
        self.setFixedWidth(theme.px(WIDTH))
        self._more: IconButton | None = None
        self._rows: dict[str, NavRow] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(0)
        self._head = QVBoxLayout()
        self._head.setSpacing(2)
        column.addLayout(self._head)
        self._places = ScrollColumn(spacing=2)
        column.addWidget(self._places, 1)
        self._sync = NavNote("circle-check", "muted")
        self._sync.clicked.connect(self.sync_opened)
        self._sync_row = QHBoxLayout()
        self._sync_row.setSpacing(0)
        self._sync_row.addWidget(self._sync, 1)
        column.addLayout(self._sync_row)
        self._foot_rows = QVBoxLayout()
        self._foot_rows.setContentsMargins(0, 4, 0, 4)
        column.addLayout(self._foot_rows)
        column.addSpacing(4)
        column.addWidget(Rule())
        column.addSpacing(12)
        column.addLayout(self._make_person())

    def _make_person(self) -> QHBoxLayout:
        self._avatar = Avatar("")
        self._name = ElidedLabel("", "label")
        self._title = ElidedLabel("", "small", "muted")
        self._cover = IconButton("eye-off", tr("Cover the window"))
        self._cover.clicked.connect(self.covered)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._title)
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._avatar)
        row.addLayout(words, 1)
        row.addWidget(self._cover)
        return row

    def set_menu(self, menu: QMenu) -> None:
        """Offer what can be done anywhere, beside how sync stands; the row of the name has no room for it."""
        self._more = IconButton("ellipsis", tr("Menu"), small=True)
        self._more.setMenu(menu)
        self._sync_row.addWidget(self._more)
        QWidget.setTabOrder(self._sync, self._more)

    def show_main(self, places: Sequence[Place], foot: Sequence[Place], current: str) -> None:
        """Show the main places; `foot` (settings) stands below sync."""
        self._empty()
        title = QHBoxLayout()
        title.setContentsMargins(12, 10, 12, 18)
        title.setSpacing(10)
        title.addWidget(Icon("clipboard-check", "accent", 22))
        title.addWidget(Label(self._program, "card"))
        title.addStretch(1)
        self._head.addLayout(title)
        for place in places:
            self._places.add(self._made(place, ROW))
        for place in foot:
            self._foot_rows.addWidget(self._made(place, ROW))
        self._places.body.addStretch(1)
        self._order_tabs()
        self.set_current(current)

    def show_follow_up(
        self, back: str, unit: str, facts: Sequence[str], places: Sequence[Place], current: str
    ) -> None:
        """Show the way back, the unit, its facts (form, case number) and the outline."""
        self._empty()
        way_back = NavNote("chevron-left", "muted")
        way_back.show_note("chevron-left", "muted", back)
        way_back.clicked.connect(self.went_back)
        self._head.addWidget(way_back)
        words = QVBoxLayout()
        words.setContentsMargins(12, 8, 12, 16)
        words.setSpacing(2)
        words.addWidget(ElidedLabel(unit, "card", most=2))
        for fact in facts:
            words.addWidget(ElidedLabel(fact, "secondary", "muted"))
        self._head.addLayout(words)
        for place in places:
            self._places.add(self._made(place, OUTLINE_ROW))
        self._places.body.addStretch(1)
        self._order_tabs(way_back)
        self.set_current(current)

    def set_place(self, place: Place) -> None:
        """Show another fact at a place."""
        self._rows[place.key].show_place(place)

    def set_current(self, key: str) -> None:
        """Mark where one is; it alone is reached by Tab."""
        for each, row in self._rows.items():
            here = each == key
            row.setChecked(here)
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)
            row.update()

    def set_sync(self, icon: str, tone: str, first: str, below: str) -> None:
        """Say how sync stands, in a few short lines."""
        self._sync.show_note(icon, tone, first, below)

    def set_person(self, name: str, title: str) -> None:
        """Say who is logged in."""
        self._avatar.show_initials(initials(name))
        self._name.setText(name)
        self._title.setText(title)

    def focus_current(self) -> None:
        """Give the keyboard to the current place (F6)."""
        rows = list(self._rows.values())
        row = next((row for row in rows if row.isChecked()), rows[0] if rows else None)
        if row is not None:
            row.setFocus(Qt.FocusReason.TabFocusReason)

    def _made(self, place: Place, height: int) -> NavRow:
        row = NavRow(place, height)
        row.clicked.connect(self._go)
        row.stepped.connect(self._step)
        self._rows[place.key] = row
        return row

    def _order_tabs(self, *first: QWidget) -> None:
        """From the top down: the way back, the places, sync, the menu, settings, the cover."""
        rows = list(self._rows.values())
        foot_from = len(rows) - self._foot_rows.count()
        menu = [self._more] if self._more is not None else []
        order = [*first, *rows[:foot_from], self._sync, *menu, *rows[foot_from:]]
        QWidget.setTabOrder(order[0], self._cover)  # first: Qt does not move anything to after the very last
        for one, two in pairwise(order):
            QWidget.setTabOrder(one, two)

    def _go(self) -> None:
        row = self.sender()
        if isinstance(row, NavRow):
            self.chosen.emit(row.place.key)

    def _step(self, step: int) -> None:
        rows = list(self._rows.values())
        here = next((n for n, row in enumerate(rows) if row.hasFocus()), 0)
        rows[max(0, min(len(rows) - 1, here + step))].setFocus(Qt.FocusReason.TabFocusReason)

    def _empty(self) -> None:
        self._rows.clear()
        for layout in (self._head, self._places.body, self._foot_rows):
            _clear(layout)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.width() != theme.px(WIDTH):
            self.setFixedWidth(theme.px(WIDTH))


def _clear(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            if isinstance(widget, QAbstractButton):
                widget.setEnabled(False)  # it lives until the event loop comes round
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            _clear(inner)
