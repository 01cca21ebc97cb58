"""The screens of the main places: each made the first time somebody goes there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.operations import Operations
from ui.screens.today import TodayScreen

if TYPE_CHECKING:
    from ui.main_window.inside import Surroundings


@runtime_checkable
class Arrivable(Protocol):
    """A screen that gives the keyboard to the first thing to do."""

    def arrive(self) -> None: ...


class Rooms(QObject):
    """Makes screens and passes on what they tell."""

    place_asked = Signal(str)
    follow_up_asked = Signal(str, str)
    new_follow_up_asked = Signal()
    unannounced_asked = Signal()
    settings_changed = Signal(object)
    sync_asked = Signal()
    sync_cancelled = Signal()

    def __init__(self, operations: Operations, around: Surroundings, parent: QObject) -> None:
        super().__init__(parent)
        self._operations, self._around = operations, around
        self._screens: dict[str, QWidget] = {}
        self._makers: dict[str, Callable[[], QWidget]] = {"today": self._make_today}

    def screen(self, place: str) -> QWidget:
        """The screen of a place."""
        if place not in self._screens:
            self._screens[place] = self._makers.get(place, QWidget)()
        return self._screens[place]

    def arrive(self, place: str) -> None:
        """Somebody has come: give the keyboard to the first thing to do there."""
        screen = self._screens[place]
        if isinstance(screen, Arrivable):
            screen.arrive()

    def _make_today(self) -> QWidget:
        screen = TodayScreen(self._operations)
        screen.follow_up_opened.connect(self.follow_up_asked)
        screen.new_asked.connect(self.new_follow_up_asked)
        screen.unannounced_asked.connect(self.unannounced_asked)
        screen.search_asked.connect(self._to_search)
        return screen

    def _to_search(self) -> None:
        self.place_asked.emit("search")
