"""The throttle between the keyboard and the store, and the personal-number warning that rides on it.

Not a debounce: the clock starts at the first unsaved key and is not started again, so the oldest unsaved key is
handed over within 400 ms however fast one types (300 ms here, the rest for a busy GUI thread).
"""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from inspektor.formats import nfc

THROTTLE_MS = 300
Source = Literal["read", "local", "undo", "redo", "sync"]
Check = Callable[[str], str]
"""Looks at a text and says what to warn of, or ""."""


class Typing(QObject):
    """What has been typed and not yet handed over.

    `settled(text, still_typing)`: text to save; with `still_typing` the writer goes on, so the save may amend the
    one before. When the writer leaves a field after such a save it is told once more with False, if only to close.
    """

    settled = Signal(str, bool)
    warned = Signal(str)

    def __init__(self, read: Callable[[], str], check: Check | None, parent: QObject) -> None:
        super().__init__(parent)
        self._read, self._check = read, check
        self._known = ""
        self._unsaved = False
        self._open = False
        self._awaited: str | None = None  # handed over, not yet seen coming back from the store
        self._warning = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(THROTTLE_MS)
        self._timer.timeout.connect(self._due)

    def touched(self) -> None:
        """A key changed the text."""
        self._unsaved = True
        if not self._timer.isActive():
            self._timer.start()

    def unsaved(self) -> bool:
        """Whether something typed has not been handed over."""
        return self._unsaved

    def in_progress(self) -> bool:
        """Whether the writer is in the middle: typed since the field was loaded or left."""
        return self._unsaved or self._open

    def flush(self) -> None:
        """Hand over what is left, and close."""
        self._timer.stop()
        text = nfc(self._read())
        changed = self._unsaved and text != self._known
        self._unsaved = False
        if changed or self._open:
            self._open = False
            self._tell(text, still_typing=False)

    def take(self, text: str) -> None:
        """The field now shows this text, which is saved."""
        self._timer.stop()
        self._known = nfc(text)
        self._unsaved = self._open = False
        self._awaited = None
        self._warn(self._known)

    def accepts(self, text: str, source: Source, focused: bool) -> bool:
        """Whether a text from elsewhere may replace what is shown. What is being typed always wins.

        A text that was merely read again may be an echo of an older save: readers overtake each other.
        """
        if self._unsaved:
            return False
        if source in ("undo", "redo", "sync"):
            return True
        if focused and self._open:
            return False
        return self._awaited is None or nfc(text) == self._awaited

    def _due(self) -> None:
        text = nfc(self._read())
        self._unsaved = False
        if text != self._known:
            self._open = True
            self._tell(text, still_typing=True)

    def _tell(self, text: str, *, still_typing: bool) -> None:
        self._known = self._awaited = text
        self._warn(text)
        self.settled.emit(text, still_typing)

    def _warn(self, text: str) -> None:
        warning = self._check(text) if self._check is not None else ""
        if warning != self._warning:
            self._warning = warning
            self.warned.emit(warning)


def flush_fields(root: QWidget) -> None:
    """Hand over all unsaved typing below a widget; before closing, locking, signing or changing row."""
    for child in root.findChildren(QWidget):
        flush = getattr(
            child, "flush", None
        )  # a protocol would be asked of every widget, and takes long to answer
        if flush is not None:
            flush()
