"""At the top of a follow-up: that two people wrote the same thing at the same time, and the way to decide."""

from PySide6.QtWidgets import QWidget

from inspektor.i18n import tr, tr_n
from ui.operations import Operations
from ui.widgets.banner import BannerArea


class ConflictsNote(BannerArea):
    """Not there while there is nothing to decide."""

    def __init__(self, operations: Operations, follow_up_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations, self._follow_up_id = operations, follow_up_id
        self.setContentsMargins(24, 16, 24, 0)
        operations.conflicts_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        self.clear()
        n = len(self._here())
        if n:
            fact = tr_n(
                "Two people wrote at the same time: {n} thing to decide",
                "Two people wrote at the same time: {n} things to decide",
                n,
            )
            meaning = tr("Nothing is lost: all versions are kept until somebody decides.")
            self.tell("warn", fact.format(n=n), meaning, tr("Decide")).acted.connect(self._decide)

    def _here(self) -> list[object]:
        return [each for each in self._operations.conflicts if each.follow_up_id == self._follow_up_id]

    def _decide(self) -> None:
        for conflict in self._here()[:1]:
            self._operations.decision_asked.emit(conflict)
