"""Work under way: what it is, how far it has come, and the way to stop it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from inspektor.i18n import tr
from ui.widgets.buttons import secondary
from ui.widgets.rights import reads
from ui.widgets.text import Label


class ProgressRow(QWidget):
    """`cancelled` is its button. Without a total the bar just moves."""

    cancelled = Signal()

    def __init__(self, text: str, *, can_cancel: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = Label(text, "control")
        self._figures = Label("", "fact", "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(text)
        head = QHBoxLayout()
        head.addWidget(self._text)
        head.addStretch(1)
        head.addWidget(self._figures)
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addLayout(head)
        words.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(words, 1)
        self._cancel = secondary(tr("Cancel"), small=True)
        reads(self._cancel)
        self._cancel.clicked.connect(self._stop)
        row.addWidget(self._cancel)
        self._cancel.setVisible(can_cancel)

    def set_text(self, text: str) -> None:
        """Say what is done now."""
        self._text.setText(text)
        self._bar.setAccessibleName(text)

    def begin_anew(self) -> None:
        """Another piece of work of the same kind begins."""
        self._bar.setRange(0, 0)
        self._figures.setText("")
        self._cancel.setEnabled(True)

    def set_progress(self, done: int, total: int) -> None:
        """Show how far it has come."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._figures.setText(tr("{n} of {total}").format(n=done, total=total) if total else "")

    def _stop(self) -> None:
        self._cancel.setEnabled(False)
        self._figures.setText(tr("Stopping"))
        self.cancelled.emit()
