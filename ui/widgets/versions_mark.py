"""The mark by a field that two people changed at the same time."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from inspektor.i18n import tr
from ui.widgets.buttons import Button
from ui.widgets.keycap import shown


class VersionsMark(Button):
    """Not there while nothing awaits a decision. `versions_asked` when one wants to see both."""

    versions_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Two versions"), "link", "git-compare-arrows", parent=parent)
        self.setToolTip(shown("F7"))
        self.setVisible(False)
        self.clicked.connect(self.versions_asked)

    def show_contested(self, contested: bool) -> None:
        """Mark that there are versions to decide between, or that there are none any more."""
        self.setVisible(contested)
