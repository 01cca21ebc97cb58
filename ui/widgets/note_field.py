"""The writing field of a visit: one frame round the time, the text, the tags and when it was saved."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from inspektor import formats
from inspektor.i18n import tr
from ui.widgets import paint
from ui.widgets.autosave import Check, Source
from ui.widgets.autosave_text import AutosaveText
from ui.widgets.saved_mark import SavedMark
from ui.widgets.tag_row import Tag, TagRow
from ui.widgets.text import Label

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_DIGITS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4)


class _Editor(AutosaveText):
    """Text where Enter ends the note, Shift+Enter is a new line and Ctrl with a digit tags."""

    ended = Signal()
    next_asked = Signal()
    tag_asked = Signal(int)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _tag(event):
            event.accept()  # before any shortcut of the window
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if number := _tag(event):
            self.tag_asked.emit(number)
        elif event.key() in _ENTER and held == Qt.KeyboardModifier.NoModifier:
            self.ended.emit()
        elif event.key() in _ENTER and held == Qt.KeyboardModifier.ControlModifier:
            self.next_asked.emit()
        elif event.key() in _ENTER and held == Qt.KeyboardModifier.ShiftModifier:
            self.insertPlainText("\n")
            self.ensureCursorVisible()
        else:
            super().keyPressEvent(event)


def _tag(event: QKeyEvent) -> int:
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if held == Qt.KeyboardModifier.ControlModifier and event.key() in _DIGITS:
        return _DIGITS.index(Qt.Key(event.key())) + 1
    return 0


class _Frame(QFrame):
    """One frame round a field and what belongs to it: it shows that the field has the keyboard, a click in it gives it."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.start(painter)
        field = self.focusProxy()
        border = ("accent", 2) if field is not None and field.hasFocus() else ("field", 1)
        paint.box(painter, QRectF(self.rect()), 8, "surface", *border)
        painter.end()


class NoteField(_Frame):
    """One note being written.

    `begun` at the first letter of an empty field: its time is the note's. `settled(text, still_typing)` to save.
    Enter tells `ended`, Ctrl+Enter `next_question`, both after handing the text over. `tagged(key)`.
    """

    begun = Signal()
    settled = Signal(str, bool)
    warned = Signal(str)
    ended = Signal()
    next_question = Signal()
    tagged = Signal(str)

    def __init__(
        self,
        tags: Sequence[Tag],
        *,
        placeholder: str = "",
        least: int = 3,
        check: Check | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._empty = True
        self._time = Label("", "note", "accent")
        self._tags = TagRow(tags, tr("Kind of note"))
        self._saved = SavedMark()
        self._warning = Label("", "small", "warn", wrap=True)
        self._warning.setVisible(False)
        self._editor = _Editor(
            tr("Note"),
            placeholder=placeholder or tr("Write here"),
            role="writing",
            least=least,
            most=10,
            bare=True,
            check=check,
        )
        self._lay_out()
        self._connect()
        self.setFocusProxy(self._editor)

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(12)
        self._time.setContentsMargins(0, 4, 0, 0)
        above.addWidget(self._time, 0, Qt.AlignmentFlag.AlignTop)
        above.addWidget(self._editor, 1)
        below = self._below = QHBoxLayout()
        below.addWidget(self._tags)
        below.addStretch(1)
        below.addWidget(self._saved)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 14, 12)
        column.setSpacing(8)
        column.addLayout(above)
        column.addWidget(self._warning)
        column.addLayout(below)

    def _connect(self) -> None:
        self._editor.settled.connect(self.settled)
        self._editor.warned.connect(self._warn)
        self._editor.ended.connect(self._end)
        self._editor.next_asked.connect(self._next)
        self._editor.tag_asked.connect(self._tags.choose)
        self._editor.textChanged.connect(self._look)
        self._editor.installEventFilter(self)
        self._tags.tagged.connect(self.tagged)

    # What it shows

    def load(self, text: str, *, time: datetime | None = None, tag: str = "") -> None:
        """Show another note, or with no text an empty one."""
        self._editor.load(text)
        self._empty = not text
        self.set_time(time)
        self.set_tag(tag)
        self._saved.clear()

    def set_text(self, text: str, source: Source = "read") -> bool:
        """Refresh the note's text; see AutosaveText.set_text."""
        return self._editor.set_text(text, source)

    def set_time(self, time: datetime | None) -> None:
        """Show the note's time; None while nothing is written."""
        self._time.setText(formats.clock_time(time) if time else "")
        self._time.setVisible(time is not None)

    def set_tag(self, key: str) -> None:
        """Show a tag without telling."""
        self._tags.set_current(key)

    def set_saved(self, at: datetime) -> None:
        """The text is committed."""
        self._saved.show_saved(at)

    def set_failed(self) -> None:
        """The text could not be written."""
        self._saved.show_failed()

    def text(self) -> str:
        """What is written."""
        return self._editor.text()

    def tag(self) -> str:
        """The chosen tag, or ""."""
        return self._tags.current()

    def flush(self) -> None:
        """Hand over what is unsaved."""
        self._editor.flush()

    def cursor_place(self) -> int:
        """How many characters stand before the cursor, counted as they are saved."""
        return self._editor.cursor_place()

    def add_tool(self, tool: QWidget) -> None:
        """Put a button at the end, after when it was saved."""
        self._below.addWidget(tool)

    # What happens in it

    def _look(self) -> None:
        was, self._empty = self._empty, self._editor.document().isEmpty()
        if was and not self._empty and self._editor.typing.unsaved():
            self.begun.emit()

    def _warn(self, text: str) -> None:
        self._warning.setText(text)
        self._warning.setVisible(bool(text))
        self.warned.emit(text)

    def _end(self) -> None:
        self.flush()
        if self.text().strip():
            self.ended.emit()

    def _next(self) -> None:
        self.flush()
        self.next_question.emit()
