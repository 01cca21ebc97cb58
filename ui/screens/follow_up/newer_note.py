"""At the top of a follow-up: that a colleague's newer program wrote what this one cannot show."""

from PySide6.QtWidgets import QWidget

from inspektor.changes import ChangeSet
from inspektor.i18n import tr
from ui.operations import Operations
from ui.widgets.banner import BannerArea


class NewerNote(BannerArea):
    """Not there while everything can be shown."""

    def __init__(self, operations: Operations, follow_up_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations, self._follow_up_id = operations, follow_up_id
        self.setContentsMargins(24, 16, 24, 0)
        operations.changed.connect(self._heard)
        self._ask()

    def _heard(self, changes: ChangeSet) -> None:
        if changes.origin == "sync":
            self._ask()

    def _ask(self) -> None:
        self._operations.ask("queries.newer.newer", self._follow_up_id, owner=self, done=self._show)

    def _show(self, n: int) -> None:
        self.clear()
        if n:
            meaning = tr(
                "They are kept and passed on, and are shown once the program on this computer is updated."
            )
            self.tell("warn", tr("Some details need a newer version of Inspektor"), meaning)
