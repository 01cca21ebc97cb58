"""Says when a text was saved: only after the commit, and in red for as long as it could not be."""

from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspektor import formats
from inspektor.i18n import tr
from ui.widgets.card import Icon
from ui.widgets.text import Label


class SavedMark(QWidget):
    """A tick and "Sparat 11.26"; empty until the first save."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = Icon("check", "ok", 16)
        self._words = Label("", "small", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addStretch(1)
        row.addWidget(self._icon)
        row.addWidget(self._words)
        self.clear()

    def show_saved(self, at: datetime) -> None:
        """The text is committed."""
        self._icon.show_icon("check", "ok")
        self._words.set_tone("muted")
        self._say(tr("Saved {time}").format(time=formats.clock_time(at)))

    def show_failed(self) -> None:
        """The text could not be written; stays until it can."""
        self._icon.show_icon("circle-alert", "bad")
        self._words.set_tone("bad")
        self._say(tr("Not saved"))

    def clear(self) -> None:
        """Say nothing."""
        self._words.setText("")
        self._icon.setVisible(False)

    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def _say(self, text: str) -> None:
        self._words.setText(text)
        self._icon.setVisible(True)
