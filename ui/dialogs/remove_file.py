"""Whether a file that has left the program is to be deleted."""

from PySide6.QtWidgets import QWidget

from inspektor.i18n import tr
from inspektor.shapes.outside import OutsideFile
from ui.dialogs.frame import FormDialog


class RemoveFileDialog(FormDialog):
    """Accepted if it is."""

    def __init__(self, file: OutsideFile, parent: QWidget) -> None:
        line = tr(
            "{path} is deleted from the disk, also if somebody has changed it since. It cannot be undone."
        )
        super().__init__(
            tr("Delete the file?"), line.format(path=file.path), tr("Delete"), icon="trash-2", parent=parent
        )

    def submit(self) -> None:
        """Delete it."""
        self.accept()
