"""What the role of this computer lets its user do, in all that stands behind the door."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.operations import Operations
from ui.widgets.read_only import ReadOnly


class RightsKeeper(QObject):
    """A reader is offered nothing that would be refused, from the moment the role is known."""

    renewal_asked = Signal()
    """One may write who could only read: what was taken away is made anew."""

    def __init__(self, inside: QWidget, operations: Operations) -> None:
        super().__init__(inside)
        self._inside, self._operations = inside, operations
        self._reads_only = False
        operations.role_changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        before, self._reads_only = self._reads_only, self._operations.reads_only
        if self._reads_only and not before:
            ReadOnly(self._inside, reader=True)
        elif before and not self._reads_only:
            self.renewal_asked.emit()
