"""The way to what was entered twice in the register; not there where nothing was."""

from PySide6.QtWidgets import QWidget

from inspektor.i18n import tr, tr_n
from inspektor.shapes.duplicates import Duplicate
from ui.dialogs.duplicates import DuplicatesDialog
from ui.operations import Operations
from ui.widgets.buttons import Button


class TwiceButton(Button):
    """Says how many may be duplicates; where there are none, that some have been merged."""

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__("", "secondary", "files", parent=parent)
        self._operations = operations
        self._found = 0
        self._standing: dict[str, str] = {}
        self.setVisible(False)
        self.clicked.connect(self._unfold)

    def read(self) -> None:
        """Look again."""
        self._operations.ask("queries.duplicates.duplicates", owner=self, done=self._take)
        self._operations.ask("queries.duplicates.standing", owner=self, done=self._take_standing)

    def stands_for(self, key: str) -> str:
        """The row that stands for this one, or it itself."""
        return self._standing.get(key, key)

    def _take(self, found: tuple[Duplicate, ...]) -> None:
        self._found = len(found)
        self._say()

    def _take_standing(self, found: dict[str, str]) -> None:
        self._standing = found
        self._say()

    def _say(self) -> None:
        n = self._found
        words = tr_n("{n} possible duplicate", "{n} possible duplicates", n).format(n=n)
        self.setText(words if n else tr("Merged"))
        self.setVisible(bool(n or self._standing))

    def _unfold(self) -> None:
        DuplicatesDialog(self._operations, self).open()
