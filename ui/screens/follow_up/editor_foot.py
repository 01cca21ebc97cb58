"""What stands below the fields of one record: that it saves itself, its history, and its removal."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspektor.i18n import tr
from ui.widgets.buttons import danger, quiet
from ui.widgets.rights import reads
from ui.widgets.text import Label


class EditorFoot(QWidget):
    """`history_asked`, `remove_asked`; before there is a record it only says that one writes and it is saved."""

    history_asked = Signal()
    remove_asked = Signal()

    def __init__(self, remove: str, parent: QWidget | None = None) -> None:
        """`remove` is what the button says that deletes the record."""
        super().__init__(parent)
        self._hint = Label(tr("Saved as soon as you write."), "secondary", "muted")
        self._history = quiet(tr("History"), "history")
        reads(self._history)
        self._remove = danger(remove)
        self._history.clicked.connect(self.history_asked)
        self._remove.clicked.connect(self.remove_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._hint)
        row.addWidget(self._history)
        row.addStretch(1)
        row.addWidget(self._remove)

    def show_there(self, there: bool) -> None:
        """Whether there is a record."""
        self._history.setVisible(there)
        self._remove.setVisible(there)
        self._hint.setVisible(not there)
