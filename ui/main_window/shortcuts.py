"""The keys that work everywhere behind the door. None is a bare letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from inspektor.i18n import tr
from ui.dialogs.keys import KeysDialog
from ui.main_window.menu import AppMenu
from ui.operations import Operations
from ui.widgets.keys import ANYWHERE, bind
from ui.widgets.rights import reads
from ui.widgets.versions_mark import VersionsMark

if TYPE_CHECKING:
    from ui.main_window.inside import Inside


class Shortcuts(QObject):
    """Lives and dies with the rooms it serves."""

    def __init__(self, inside: Inside, operations: Operations) -> None:
        super().__init__(inside)
        self._inside, self._operations = inside, operations
        bind(
            inside,
            ("Ctrl+K", self._search),
            ("Ctrl+L", inside.cover_asked.emit),
            ("Ctrl+Shift+L", inside.lock_asked.emit),
            ("F5", inside.sync_asked.emit),
            ("F1", self._show_keys),
            reading=True,
            where=ANYWHERE,
        )
        bind(
            inside,
            ("Ctrl+N", inside.begin_unannounced),
            ("Ctrl+Z", operations.undo),
            ("Ctrl+Shift+Z", operations.redo),
            ("Ctrl+Y", operations.redo),
            ("F7", self._decide),
            where=ANYWHERE,
        )
        self.menu = AppMenu(operations, inside)
        reads(self.menu)  # undo and redo say themselves that there is nothing
        for text, keys, slot in (
            (tr("Search"), "Ctrl+K", self._search),
            (tr("Sync now"), "F5", inside.sync_asked.emit),
            (tr("Keys"), "F1", self._show_keys),
            (tr("Cover the window"), "Ctrl+L", inside.cover_asked.emit),
            (tr("Lock"), "Ctrl+Shift+L", inside.lock_asked.emit),
        ):
            self.menu.add(text, keys, slot)
        # The follow-up has a column and an F6 of its own.
        bind(inside.places, ("F6", inside.places.column.focus_current), reading=True)

    def _show_keys(self) -> None:
        KeysDialog(self._inside).open()

    def _decide(self) -> None:
        """Both versions of what is nearest to the keyboard; where nothing in sight is contested, of the newest."""
        here: QWidget | None = QApplication.focusWidget()
        while here is not None:
            for mark in here.findChildren(VersionsMark):
                if mark.isVisible():
                    mark.click()
                    return
            here = here.parentWidget()
        for conflict in self._operations.conflicts[:1]:
            self._operations.decision_asked.emit(conflict)

    def _search(self) -> None:
        self._inside.go("search")
