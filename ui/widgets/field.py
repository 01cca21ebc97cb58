"""A field: its label, the editor, a hint, and by its side what is wrong with it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from inspektor.i18n import tr
from ui.widgets.card import Icon
from ui.widgets.lines import TypedLine
from ui.widgets.text import Label


class Field(QWidget):
    """Ties an editor to its label for eyes, pointers and screen readers. The error goes when one writes on."""

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
        self._label = Label(label, "label", "" if beside else "muted")
        self._label.setBuddy(self._target)
        self._note = Label(tr("optional") if optional else "", "small", "muted")
        self._hint = Label(hint, "small", "muted", wrap=True)
        self._error = Label("", "secondary", "bad", wrap=True)
        self._error_row = self._make_error_row()
        self._lay_out(beside)
        self._hint.setVisible(bool(hint))  # not before it has a place: it would be a window of its own
        if not (isinstance(self._target, QAbstractButton) and self._target.text()):  # a box speaks for itself
            self._target.setAccessibleName(label)
        self._describe()
        self._watch()

    def _make_error_row(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(Icon("circle-alert", "bad", 16), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._error, 1)
        holder.setVisible(False)
        return holder

    def _lay_out(self, beside: bool) -> None:
        self._head = QHBoxLayout()
        self._head.setSpacing(8)
        self._head.addWidget(self._label)
        self._head.addWidget(self._note)
        self._head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        if beside:
            self._head.addWidget(self.editor)
        column.addLayout(self._head)
        if not beside:
            column.addWidget(self.editor)
        column.addWidget(self._error_row)
        column.addWidget(self._hint)

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

    def set_error(self, text: str) -> None:
        """Say what is wrong, by the field and to screen readers."""
        self._error.setText(text)
        self._error_row.setVisible(True)
        self._mark(True)
        self._describe()
        QAccessible.updateAccessibility(QAccessibleEvent(self._target, QAccessible.Event.DescriptionChanged))

    def clear_error(self) -> None:
        """Take the error away."""
        if self._error_row.isHidden():
            return
        self._error.setText("")
        self._error_row.setVisible(False)
        self._mark(False)
        self._describe()

    def error(self) -> str:
        """What is said to be wrong, or ""."""
        return self._error.text()

    def set_hint(self, text: str) -> None:
        """Change the hint."""
        self._hint.setText(text)
        self._hint.setVisible(bool(text))
        self._describe()

    def focus(self) -> None:
        """Give the keyboard to the editor."""
        self._target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _describe(self) -> None:
        parts = (self._error.text(), self._hint.text())
        self._target.setAccessibleDescription(" ".join(part for part in parts if part))

    def _mark(self, invalid: bool) -> None:
        self._target.setProperty("invalid", invalid)
        self._target.style().unpolish(self._target)
        self._target.style().polish(self._target)
