"""A field: its label, the editor, a hint, and by its side what is wrong with it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from inspektor.i18n import tr
from ui.widgets.card import Icon
from ui.widgets.lines import TypedLine
from ui.widgets.text import Label
from ui.widgets.versions_mark import VersionsMark


class _ErrorRow(QWidget):
    """What is wrong with a field; not there while nothing is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = Label("", "secondary", "bad", wrap=True, parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(Icon("circle-alert", "bad", 16), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)

    def say(self, text: str) -> None:
        self._words.setText(text)
        self.setVisible(bool(text))

    def text(self) -> str:
        return self._words.text()


class Field(QWidget):
    """Ties an editor to its label for eyes, pointers and screen readers. The error goes when one writes on.

    A page has dozens of these: what most of them never say has no widget until it is said.
    Where two people changed it at the same time, a button in its head tells so: `versions_asked`.
    """

    versions_asked = Signal()

    def __init__(
        self,
        label: str,
        editor: QWidget,
        *,
        hint: str = "",
        optional: bool = False,
        beside: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        self._target = editor.focusProxy() or editor
        self._label = Label(label, "label", "" if beside else "muted", parent=self)
        self._label.setBuddy(self._target)
        self._hint: Label | None = None
        self._error: _ErrorRow | None = None
        self._versions: VersionsMark | None = None
        self._lay_out(beside, optional)
        if not (isinstance(self._target, QAbstractButton) and self._target.text()):  # a box speaks for itself
            self._target.setAccessibleName(label)
        self.set_hint(hint)
        self._watch()

    def _lay_out(self, beside: bool, optional: bool) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._head = QHBoxLayout()
        self._head.setSpacing(8)
        self._column.addLayout(self._head)
        self._head.addWidget(self._label)
        if optional:
            self._head.addWidget(Label(tr("optional"), "small", "muted", parent=self))
        self._head.addStretch(1)
        (self._head if beside else self._column).addWidget(self.editor)

    def _watch(self) -> None:
        if isinstance(self._target, QLineEdit):
            self._target.textEdited.connect(self.clear_error)
        elif isinstance(self._target, QPlainTextEdit):
            self._target.textChanged.connect(self.clear_error)
        if isinstance(self._target, TypedLine):
            self._target.refused.connect(self.set_error)
            self._target.accepted.connect(self.clear_error)

    def add_to_head(self, widget: QWidget) -> None:
        """Put something at the right end of the label, such as when it was saved."""
        self._head.addWidget(widget)

    def add_below(self, widget: QWidget) -> None:
        """Put something right below the editor, which stands above what is wrong with it."""
        self._column.insertWidget(2, widget)

    def show_contested(self, contested: bool) -> None:
        """Mark that there are versions to decide between, or that there are none any more."""
        if contested and self._versions is None:
            self._versions = VersionsMark(self)
            self._versions.versions_asked.connect(self.versions_asked)
            self.add_to_head(self._versions)
        if self._versions is not None:
            self._versions.show_contested(contested)

    def set_error(self, text: str) -> None:
        """Say what is wrong, by the field and to screen readers."""
        if self._error is None:
            self._error = _ErrorRow(self)
            self._column.insertWidget(self._column.count() - (self._hint is not None), self._error)
        self._error.say(text)
        self._mark(True)
        self._describe()
        QAccessible.updateAccessibility(QAccessibleEvent(self._target, QAccessible.Event.DescriptionChanged))

    def clear_error(self) -> None:
        """Take the error away."""
        if self._error is None or not self._error.text():
            return
        self._error.say("")
        self._mark(False)
        self._describe()

    def error(self) -> str:
        """What is said to be wrong, or ""."""
        return self._error.text() if self._error is not None else ""

    def set_hint(self, text: str) -> None:
        """Change the hint."""
        if self._hint is None and text:
            self._hint = Label("", "small", "muted", wrap=True, parent=self)
            self._column.addWidget(self._hint)
        if self._hint is not None:
            self._hint.setText(text)
            self._hint.setVisible(bool(text))
        self._describe()

    def focus(self) -> None:
        """Give the keyboard to the editor."""
        self._target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _describe(self) -> None:
        parts = (self.error(), self._hint.text() if self._hint is not None else "")
        self._target.setAccessibleDescription(" ".join(part for part in parts if part))

    def _mark(self, invalid: bool) -> None:
        self._target.setProperty("invalid", invalid)
        self._target.style().unpolish(self._target)
        self._target.style().polish(self._target)
