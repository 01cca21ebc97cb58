"""The papers beside the documents that are signed: chosen, shown, then printed or saved."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from inspektor.i18n import tr
from inspektor.shapes.enums import Role
from inspektor.shapes.papers import PaperKind
from ui.dialogs.paper_out import PaperOut
from ui.dialogs.papers import PapersDialog
from ui.screens.follow_up.opened import OpenFollowUp
from ui.widgets.buttons import IconButton


class OtherPapers(QObject):
    """A button that asks which paper."""

    def __init__(self, opened: OpenFollowUp, over: QWidget) -> None:
        super().__init__(over)
        self._opened, self._over = opened, over
        self._out: PaperOut | None = None
        self.button = IconButton("files", tr("Other papers"), framed=True)
        self.button.clicked.connect(self._ask)

    def _ask(self) -> None:
        line = tr("Made as the follow-up stands now. They are not signed, and no copy is kept here.")
        dialog = PapersDialog(tr("Other papers"), line, tuple(PaperKind), self._over)
        dialog.asked.connect(self._unfold)
        dialog.unfold()

    def _unfold(self, kind: PaperKind, role: Role | None) -> None:
        if self._out is not None:
            self._out.deleteLater()
        unit = self._opened.sheet.unit.name if self._opened.sheet else ""
        name = f"{tr(kind.label)} {unit}"
        self._out = PaperOut(self._opened.operations, "actions.papers.paper", name, self._over, (kind, role))
        secret = tr("It holds what respondents have said. Keep it with the case.")
        self._out.unfold(self._opened.id, secret if kind is PaperKind.EVIDENCE else "")
