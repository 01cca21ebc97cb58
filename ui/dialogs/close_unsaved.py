"""Whether to close while something that was typed cannot be saved."""

from PySide6.QtWidgets import QWidget

from inspektor.errors import InspektorError
from inspektor.i18n import tr
from ui.dialogs.frame import FormDialog
from ui.widgets.rights import reads


class CloseUnsavedDialog(FormDialog):
    """Accepted if what is not saved may be lost."""

    def __init__(self, trouble: InspektorError, parent: QWidget) -> None:
        super().__init__(
            tr("Not everything is saved"),
            tr("If Inspektor closes now, what you changed last is lost."),
            tr("Close anyway"),
            parent=parent,
        )
        reads(self.verb)
        self.verb.setAutoDefault(False)
        self.leave.setDefault(True)  # Enter loses nothing
        self.leave.setFocus()
        self.banners.tell("bad", trouble.text(), trouble.advice())

    def submit(self) -> None:
        """Close."""
        self.accept()
