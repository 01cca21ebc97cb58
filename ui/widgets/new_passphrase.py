"""A new passphrase, written twice."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspektor.i18n import tr
from ui.widgets.field import Field
from ui.widgets.password_field import PasswordField

LEAST = 12


class NewPassphrase(QWidget):
    """`submitted` on Enter in the second field."""

    submitted = Signal()

    def __init__(
        self, label: str, again: str, *, side_by_side: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._first, self._second = PasswordField(), PasswordField()
        self._new, self._again = Field(label, self._first), Field(again, self._second)
        self._new.set_hint(
            tr(
                "At least {n} characters. Four words that do not belong together are easy to remember."
            ).format(n=LEAST)
        )
        fields = QHBoxLayout() if side_by_side else QVBoxLayout()
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setSpacing(16)
        for field in (self._new, self._again):
            row = QVBoxLayout()
            row.addWidget(field)
            row.addStretch(1)
            fields.addLayout(row, 1)
        self.setLayout(fields)
        self._first.submitted.connect(self._again.focus)
        self._second.submitted.connect(self.submitted)

    def passphrase(self) -> str | None:
        """What was written, or None, with words by the field, if it is too short or not the same twice."""
        if len(self._first.text()) < LEAST:
            self.refuse(tr("The passphrase needs at least {n} characters.").format(n=LEAST))
        elif self._first.text() != self._second.text():
            self._again.set_error(tr("The two passphrases are not the same."))
            self._again.focus()
        else:
            return self._first.text()
        return None

    def refuse(self, why: str) -> None:
        """Say why it will not do."""
        self._new.set_error(why)
        self._new.focus()

    def clear(self) -> None:
        """Empty both fields."""
        for line, field in ((self._first, self._new), (self._second, self._again)):
            line.clear()
            field.clear_error()
