"""Copied text is marked to stay out of the clipboard's history, of other devices, and of what remains when the program goes."""

import sys
from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QClipboard, QGuiApplication

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
    """Sees every copy of the program, by a button, a key or a menu, whichever field it is made in."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._clipboard = QGuiApplication.clipboard()
        self._clipboard.dataChanged.connect(self._mark)

    def empty(self) -> None:
        """Take back what was copied here, if nothing else has been copied since."""
        if _is_own(self._clipboard) and not _bare(self._clipboard):
            self._clipboard.clear()

    def _mark(self) -> None:
        held = self._clipboard.mimeData()
        if not _is_own(self._clipboard) or _bare(self._clipboard):
            return
        if any(held.hasFormat(mark) for mark in MARKS):
            return
        copied = QMimeData()
        for kind in held.formats():
            copied.setData(kind, held.data(kind))
        if held.hasText():
            copied.setText(held.text())
        for mark, value in MARKS.items():
            copied.setData(mark, value)
        self._clipboard.setMimeData(copied)


def _is_own(clipboard: QClipboard) -> bool:
    # Without a screen nobody else has anything to copy, and Qt does not say whose it is.
    return clipboard.ownsClipboard() or QGuiApplication.platformName() == "offscreen"


def _bare(clipboard: QClipboard) -> bool:
    held = clipboard.mimeData()
    return held is None or not held.formats()
