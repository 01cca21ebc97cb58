"""A one-line field that saves itself while one types; the same promises as AutosaveText."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from inspektor.formats import nfc
from ui import theme
from ui.widgets.autosave import Check, Source, Typing

_UNDO, _REDO = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo


class AutosaveLine(QLineEdit):
    """`settled(text, still_typing)` hands text over; Enter does so at once."""

    settled = Signal(str, bool)
    warned = Signal(str)

    def __init__(
        self,
        name: str,
        *,
        placeholder: str = "",
        check: Check | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.typing = Typing(self.text, check, self)
        self.typing.settled.connect(self.settled)
        self.typing.warned.connect(self.warned)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setFont(theme.font("body"))
        self.textEdited.connect(self.typing.touched)
        self.returnPressed.connect(self.flush)

    def load(self, text: str) -> None:
        """Show another record's text; what was unsaved is handed over first."""
        self.flush()
        self.setText(nfc(text))
        self.setCursorPosition(0)
        self.typing.take(text)

    def set_text(self, text: str, source: Source = "read") -> bool:
        """Show what the record now says; returns whether it was taken. See AutosaveText."""
        if not self.typing.accepts(text, source, self.hasFocus()):
            return False
        text = nfc(text)
        if text != nfc(self.text()):
            cursor = self.cursorPosition()
            self.setText(text)
            self.setCursorPosition(min(cursor, len(text)))
        self.typing.take(text)
        return True

    def flush(self) -> None:
        """Hand over what is unsaved."""
        self.typing.flush()

    def event(self, event: QEvent) -> bool:
        overriding = event.type() == QEvent.Type.ShortcutOverride
        if overriding and isinstance(event, QKeyEvent) and (event.matches(_UNDO) or event.matches(_REDO)):
            event.setAccepted(self._own_undo(event))
            return True
        return super().event(event)

    def _own_undo(self, event: QKeyEvent) -> bool:
        able = self.isUndoAvailable() if event.matches(_UNDO) else self.isRedoAvailable()
        return self.typing.unsaved() and able

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (event.matches(_UNDO) or event.matches(_REDO)) and not self._own_undo(event):
            event.ignore()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.flush()

    def hideEvent(self, event: QHideEvent) -> None:
        self.flush()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.font() != theme.font("body"):
            self.setFont(theme.font("body"))
