"""Where words to the user go: a field, a banner in the page, a toast, or after a fault of ours a dialog."""

import logging
import platform
import sys
import threading
import traceback
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import PurePath
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, qVersion
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from inspektor import __version__, clock, formats
from inspektor.errors import InspektorError, RuleBroken
from inspektor.i18n import tr
from ui.widgets.banner import Banner, BannerArea
from ui.widgets.crash_dialog import CrashDialog
from ui.widgets.field import Field
from ui.widgets.toast import Toast

_OURS = ("inspektor", "ui", "site-packages")
_LOG = logging.getLogger(__name__)


class Notices(QObject):
    """One for the window. `undo_asked` and `redo_asked` by the toast, `quit_asked` by the crash dialog.

    It knows when the last commit was (`note_saved`), so that it can say what is safe.
    """

    undo_asked = Signal()
    redo_asked = Signal()
    quit_asked = Signal()
    _bug = Signal(object)

    def __init__(self, window: QWidget | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._area: BannerArea | None = None
        self._toast: Toast | None = None
        self._toast_place: tuple[QWidget | None, int] = (window, 0)
        self._dialog: CrashDialog | None = None
        self._saved: datetime | None = None
        self._told: set[str] = set()
        self._bug.connect(self._show_bug, Qt.ConnectionType.QueuedConnection)

    def set_area(self, area: BannerArea) -> None:
        """Where trouble is told when its owner's page has no place for it."""
        self._area = area

    def set_toast_place(self, over: QWidget, clearance: int = 0) -> None:
        """Which page toasts lie on, and how much of its lower edge stays free."""
        if self._toast is not None and isValid(self._toast):
            self._toast.deleteLater()
        self._toast = None
        self._toast_place = (over, clearance)

    def note_saved(self, at: datetime) -> None:
        """Remember the last commit."""
        self._saved = at

    def trouble(self, error: InspektorError, owner: QObject | None = None) -> Banner | None:
        """Tell of expected trouble in the page it concerns; None if no page is there."""
        area = _area_of(owner) or self._area
        if area is None or not isValid(area):
            return None
        return area.tell("bad", error.text(), error.advice())

    def done(self, text: str, *, undone: bool = False) -> None:
        """Tell of something just done that can be undone, or `undone` and can be redone; saving is never told of."""
        over, clearance = self._toast_place
        if self._toast is None or not isValid(self._toast):
            if over is None or not isValid(over):
                return
            self._toast = Toast(over, clearance=clearance)
            self._toast.undone.connect(self.undo_asked)
            self._toast.redone.connect(self.redo_asked)
        self._toast.say(text, undone=undone)

    def report_bug(self, error: BaseException) -> None:
        """A fault of ours: log it and show the dialog, whichever thread found it."""
        self._bug.emit(error)

    def _show_bug(self, error: BaseException) -> None:
        report = crash_report(error)
        if _LOG.hasHandlers():  # without one, logging would print the error's message to the terminal
            _LOG.error("a fault in the program", exc_info=error)
        fingerprint = "\n".join(_frames(error))
        if fingerprint in self._told or self._dialog is not None:
            return  # a fault in painting would otherwise come back with each repaint
        self._told.add(fingerprint)
        window = self._window if self._window is not None and isValid(self._window) else None
        self._dialog = CrashDialog(self._what_is_saved(), report, window)
        self._dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._dialog.quit_asked.connect(self.quit_asked)
        self._dialog.finished.connect(self._dialog_gone)
        self._dialog.open()

    def _dialog_gone(self) -> None:
        self._dialog = None

    def _what_is_saved(self) -> str:
        if self._saved is None:
            return tr("Nothing had been changed since the program was opened.")
        return tr("Everything up to {time} is saved.").format(time=formats.clock_time(self._saved))

    def install_hooks(self) -> None:
        """Let every error that nobody catches end here, from any thread and from Qt's slots."""
        sys.excepthook = self._excepthook
        threading.excepthook = self._thread_hook

    def _excepthook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            self.quit_asked.emit()
        else:
            self.report_bug(error)

    def _thread_hook(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self.report_bug(caught.exc_value)


def show_by_field(error: RuleBroken, fields: Mapping[str, Field]) -> bool:
    """Show a broken rule by the field it names, and go there; False if no such field is at hand."""
    field = fields.get(error.field)
    if field is None:
        return False
    field.set_error(str(error))
    field.focus()
    return True


def crash_report(error: BaseException) -> str:
    """What happened, for whoever mends it: kinds and places, never a message, a value or a user's path."""
    lines = [
        f"Inspektor {__version__}, Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}",
        f"{clock.now():%Y-%m-%d %H:%M} UTC",
        *_frames(error),
    ]
    return "\n".join(lines)


def _frames(error: BaseException) -> Iterator[str]:
    current: BaseException | None = error
    while current is not None:
        yield type(current).__qualname__
        for frame in traceback.extract_tb(current.__traceback__):
            yield f"  {_place(frame.filename)}:{frame.lineno} {frame.name}"
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)


def _place(filename: str) -> str:
    """The file's path within the program; a path from outside is shortened to its name."""
    parts = PurePath(filename).parts
    for name in _OURS:
        if name in parts:
            start = len(parts) - 1 - parts[::-1].index(name)
            return "/".join(parts[start:])
    return parts[-1] if parts else ""


def _area_of(owner: QObject | None) -> BannerArea | None:
    """The nearest place for banners in the widgets around the owner."""
    widget = owner
    while widget is not None:
        if isinstance(widget, QWidget):
            found = widget.findChildren(BannerArea, options=Qt.FindChildOption.FindDirectChildrenOnly)
            if found:
                return found[0]
        widget = widget.parent()
    return None
