"""The keys that work everywhere behind the door. None is a bare letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from inspektor.i18n import tr
from ui.dialogs.keys import KeysDialog
from ui.main_window.menu import AppMenu
from ui.operations import Operations
from ui.widgets.versions_mark import VersionsMark

if TYPE_CHECKING:
    from ui.main_window.inside import Inside


class Shortcuts(QObject):
    """Lives and dies with the rooms it serves."""

    def __init__(self, inside: Inside, operations: Operations) -> None:
        super().__init__(inside)
        self._inside, self._operations = inside, operations
        for keys, slot in (
            ("Ctrl+N", inside.begin_unannounced),
            ("Ctrl+K", self._search),
            ("Ctrl+L", inside.cover_asked.emit),
            ("Ctrl+Shift+L", inside.lock_asked.emit),
            ("Ctrl+Z", operations.undo),
            ("Ctrl+Shift+Z", operations.redo),
            ("Ctrl+Y", operations.redo),
            ("F5", inside.sync_asked.emit),
            ("F7", self._decide),
            ("F1", self._show_keys),
        ):
            QShortcut(QKeySequence(keys), inside).activated.connect(slot)
        self.menu = AppMenu(operations, inside)
        for text, keys, slot in (
            (tr("Search"), "Ctrl+K", self._search),
            (tr("Sync now"), "F5", inside.sync_asked.emit),
            (tr("Keys"), "F1", self._show_keys),
            (tr("Cover the window"), "Ctrl+L", inside.cover_asked.emit),
            (tr("Lock"), "Ctrl+Shift+L", inside.lock_asked.emit),
        ):
            self.menu.add(text, keys, slot)
        # The follow-up has a column and an F6 of its own.
        column = QShortcut(QKeySequence("F6"), inside.places)
        column.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        column.activated.connect(inside.places.column.focus_current)

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
