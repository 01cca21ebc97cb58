"""Lines to write in that carry an icon: search, and the ground for dates and passphrases."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from inspektor.formats import nfc
from inspektor.i18n import tr
from ui import images, theme
from ui.widgets.rights import reads


class IconLine(QLineEdit):
    """A line with icons inside it that keep their colour when the theme changes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons: dict[QAction, str] = {}
        self.setFont(theme.font("body"))

    def add_icon(self, name: str, text: str, *, leading: bool = False) -> QAction:
        """Put an icon at an end; `text` is its name. The action fires when it is clicked."""
        ends = QLineEdit.ActionPosition
        action = QAction(images.icon(name, theme.colour("muted"), 16), text, self)
        self.addAction(action, ends.LeadingPosition if leading else ends.TrailingPosition)
        self._icons[action] = name
        return action

    def change_icon(self, action: QAction, name: str, text: str) -> None:
        """Show another icon with another name."""
        self._icons[action] = name
        action.setIcon(images.icon(name, theme.colour("muted"), 16))
        action.setText(text)
        action.setToolTip(text)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            if self.font() != theme.font("body"):
                self.setFont(theme.font("body"))
            for action, name in self._icons.items():
                action.setIcon(images.icon(name, theme.colour("muted"), 16))


class SearchField(IconLine):
    """Search as you type: `searched(text)` once the hand rests, `submitted(text)` on Enter. Esc empties it."""

    searched = Signal(str)
    submitted = Signal(str)
    REST_MS = 120

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        reads(self)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.add_icon("search", placeholder, leading=True)
        self._clear = self.add_icon("x", tr("Clear the search"))
        self._clear.setVisible(False)
        self._clear.triggered.connect(self.clear)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(self.REST_MS)
        self._rest.timeout.connect(self._tell)
        self.textChanged.connect(self._changed)

    def _changed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._rest.start()

    def _tell(self) -> None:
        self._rest.stop()
        self.searched.emit(nfc(self.text()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._tell()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._tell()
            self.submitted.emit(nfc(self.text()))
        else:
            super().keyPressEvent(event)


class TypedLine(IconLine):
    """A line whose text must mean something. `refused(why)` when the writer leaves it and it does not."""

    refused = Signal(str)
    accepted = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        ):
            self.settle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.settle()
        super().keyPressEvent(event)

    def settle(self) -> None:
        """Read what was written; say so if it means nothing."""
        raise NotImplementedError
