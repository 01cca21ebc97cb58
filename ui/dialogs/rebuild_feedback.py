"""Whether what was edited in the feedback sheet is to give way to what is noted."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from inspektor.i18n import tr
from ui.dialogs.frame import FormDialog


class RebuildFeedbackDialog(FormDialog):
    """`confirmed`."""

    confirmed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Build the sheet anew"),
            tr("What you changed by hand gives way to what is noted now. Undo brings it back."),
            tr("Build anew"),
            icon="refresh-cw",
            parent=parent,
        )

    def submit(self) -> None:
        self.confirmed.emit()
        self.accept()
