"""Copied text is marked to stay out of the clipboard's history, of other devices, and of what remains when the program goes."""

import sys
from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QClipboard, QGuiApplication

Mode = QClipboard.Mode
_NO = bytes(4)  # as Windows writes the number 0
_WINDOWS = 'application/x-qt-windows-mime;value="{}"'
MARKS: Mapping[str, bytes] = MappingProxyType(
    {
        "x-kde-passwordManagerHint": b"secret",
    }
    if sys.platform != "win32"
    else {
        _WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"): _NO,
        _WINDOWS.format("CanIncludeInClipboardHistory"): _NO,
        _WINDOWS.format("CanUploadToCloudClipboard"): _NO,
    }
)
"""macOS would want a type that Qt cannot name; there the text goes when the workspace is locked."""


class DiscreetClipboard(QObject):
    """Sees every copy of the program, by a button, a key or a menu, whichever field it is made in.

    So it does what is merely selected, which some desktops paste by the middle button and keep a history of, too.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._clipboard = QGuiApplication.clipboard()
        self._clipboard.dataChanged.connect(self._mark_copied)
        self._clipboard.selectionChanged.connect(self._mark_selected)

    def empty(self) -> None:
        """Take back what was copied or selected here, if nothing else has been since."""
        for mode in (Mode.Clipboard, Mode.Selection):
            if self._is_own(mode) and not self._is_bare(mode):
                self._clipboard.clear(mode)

    def _mark_copied(self) -> None:
        self._mark(Mode.Clipboard)

    def _mark_selected(self) -> None:
        self._mark(Mode.Selection)

    def _mark(self, mode: Mode) -> None:
        if not self._is_own(mode) or self._is_bare(mode):
            return
        held = self._clipboard.mimeData(mode)
        if any(held.hasFormat(mark) for mark in MARKS):
            return
        copied = QMimeData()
        for kind in (
            held.formats() if mode is Mode.Clipboard else ()
        ):  # a selection is pasted as text, and made often
            copied.setData(kind, held.data(kind))
        if held.hasText():
            copied.setText(held.text())
        for mark, value in MARKS.items():
            copied.setData(mark, value)
        self._clipboard.setMimeData(copied, mode)

    def _is_own(self, mode: Mode) -> bool:
        if mode is Mode.Selection:
            return self._clipboard.supportsSelection() and self._clipboard.ownsSelection()
        # Without a screen nobody else has anything to copy, and Qt does not say whose it is.
        return self._clipboard.ownsClipboard() or QGuiApplication.platformName() == "offscreen"

    def _is_bare(self, mode: Mode) -> bool:
        held = self._clipboard.mimeData(mode)
        return held is None or not held.formats()
