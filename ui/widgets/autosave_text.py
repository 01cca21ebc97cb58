"""A text field of several lines that saves itself while one types."""

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from inspektor.formats import nfc, plain
from ui import theme
from ui.widgets.autosave import Check, Source, Typing

_UNDO, _REDO = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
_MARGIN = 3  # with a document margin of 0, Qt scrolls sideways and clips the first letter
_PARAGRAPH = 10_000  # characters
_FRAME = 14  # padding and border of the style sheet, above and below


class AutosaveText(QPlainTextEdit):
    """Text that grows from `least` to `most` lines, then scrolls.

    `settled(text, still_typing)` hands text over to be saved; `warned(text)` says what the check found ("" = fine).
    `load` shows another record's text, `set_text` refreshes the same record's.
    """

    settled = Signal(str, bool)
    warned = Signal(str)

    def __init__(
        self,
        name: str,
        *,
        placeholder: str = "",
        role: str = "body",
        least: int = 3,
        most: int = 12,
        bare: bool = False,
        check: Check | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role, self._least, self._most, self._bare = role, least, most, bare
        self._loading = False
        self.typing = Typing(self.text, check, self)
        self.typing.settled.connect(self.settled)
        self.typing.warned.connect(self.warned)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setProperty("bare", bare)
        self._set_up()
        self.textChanged.connect(self._touched)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(_MARGIN)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFont(theme.font(self._role))

    # The text

    def text(self) -> str:
        """What is written, no-break spaces kept (Qt's own toPlainText loses them)."""
        raw = self.document().toRawText()
        return raw.replace("\u2029", "\n").replace("\u2028", "\n")

    def cursor_place(self) -> int:
        """How many characters stand before the cursor, in form NFC as they are saved; Qt counts UTF-16 units."""
        units = self.document().toRawText().encode("utf-16-le", "surrogatepass")
        before = units[: 2 * self.textCursor().position()]
        return len(nfc(before.decode("utf-16-le", "replace")))

    def load(self, text: str) -> None:
        """Show another record's text. What was unsaved is handed over first: the listener must still know whose."""
        self.flush()
        self._loading = True
        self.setPlainText(nfc(text))
        self._loading = False
        self.typing.take(text)

    def set_text(self, text: str, source: Source = "read") -> bool:
        """Show what the record now says; returns whether it was taken. The cursor stays where it was.

        `source` is where the change came from (`ChangeSet.origin`). What is being typed is never overwritten, and
        an echo of it is passed over.
        """
        if not self.typing.accepts(text, source, self.hasFocus()):
            return False
        text = nfc(text)
        if text != nfc(self.text()):
            self._loading = True
            _replace(self.document(), self.text(), text)
            self._loading = False
        self.typing.take(text)
        return True

    def flush(self) -> None:
        """Hand over what is unsaved."""
        self.typing.flush()

    def _touched(self) -> None:
        if not self._loading:
            self.typing.touched()

    # Its height

    def sizeHint(self) -> QSize:
        lines = self.document().size().height()  # in lines: that is how a plain text layout measures
        return QSize(theme.px(320), _height(self, min(max(lines, self._least), self._most), bare=self._bare))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), _height(self, min(self._least, 2), bare=self._bare))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower, the same text needs more lines, of which Qt does not tell."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._grow()

    def _grow(self) -> None:
        policies = Qt.ScrollBarPolicy
        full = self.document().size().height() > self._most
        wanted = policies.ScrollBarAsNeeded if full else policies.ScrollBarAlwaysOff
        if self.verticalScrollBarPolicy() != wanted:
            self.setVerticalScrollBarPolicy(wanted)
        self.updateGeometry()

    # Keys and coming and going

    def event(self, event: QEvent) -> bool:
        overriding = event.type() == QEvent.Type.ShortcutOverride
        if overriding and isinstance(event, QKeyEvent) and (event.matches(_UNDO) or event.matches(_REDO)):
            event.setAccepted(self._own_undo(event))
            return True
        return super().event(event)

    def _own_undo(self, event: QKeyEvent) -> bool:
        """Whether undo belongs to the field: only for what has not been handed over. Else it is the program's."""
        document = self.document()
        able = document.isUndoAvailable() if event.matches(_UNDO) else document.isRedoAvailable()
        return self.typing.unsaved() and able

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (event.matches(_UNDO) or event.matches(_REDO)) and not self._own_undo(event):
            event.ignore()
            return
        super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(clean(source.text()))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.flush()

    def hideEvent(self, event: QHideEvent) -> None:
        self.flush()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.font() != theme.font(self._role):
            self.setFont(theme.font(self._role))
            self.updateGeometry()


def _height(field: QWidget, lines: float, *, bare: bool) -> int:
    return round(lines * field.fontMetrics().lineSpacing()) + 2 * _MARGIN + (0 if bare else _FRAME)


def clean(text: str) -> str:
    """Pasted text in form NFC, with plain line ends, without control and direction-turning characters.

    A paragraph of book length gets line breaks after spaces: Qt lays out a paragraph whole at every key.
    """
    kept = plain(text)
    if len(kept) <= _PARAGRAPH:
        return kept
    return "\n".join(part for line in kept.split("\n") for part in _parts(line))


def _parts(line: str) -> list[str]:
    parts = []
    while len(line) > _PARAGRAPH:
        end = line.rfind(" ", 0, _PARAGRAPH) + 1 or _PARAGRAPH
        parts.append(line[:end])
        line = line[end:]
    return [*parts, line]


def _replace(document: QTextDocument, old: str, text: str) -> None:
    """Change only the middle that differs, so that Qt keeps the cursor."""
    start = _common(old, text)
    end = _common(old[start:][::-1], text[start:][::-1])
    cursor = QTextCursor(document)
    cursor.setPosition(_units(old[:start]))
    cursor.setPosition(_units(old[: len(old) - end]), QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(text[start : len(text) - end])
    document.clearUndoRedoStacks(QTextDocument.Stacks.UndoAndRedoStacks)


def _common(one: str, other: str) -> int:
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length


def _units(text: str) -> int:
    """How many UTF-16 units Qt counts in a text."""
    return len(text.encode("utf-16-le")) // 2
