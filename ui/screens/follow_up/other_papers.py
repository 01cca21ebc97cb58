"""The papers beside the documents that are signed: chosen, then printed or saved."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from inspektor.i18n import tr
from inspektor.shapes.papers import PaperKind
from ui.dialogs.papers import PapersDialog
from ui.screens.follow_up import report_words
from ui.screens.follow_up.opened import OpenFollowUp
from ui.screens.follow_up.paper_out import PaperOut
from ui.widgets.banner import BannerArea
from ui.widgets.buttons import IconButton


class OtherPapers(QObject):
    """A button that asks which paper, and banners that tell how it went."""

    def __init__(self, opened: OpenFollowUp, over: QWidget) -> None:
        super().__init__(over)
        self._opened, self._over = opened, over
        self._out: PaperOut | None = None
        self.button = IconButton("files", tr("Other papers"), framed=True)
        self.banners = BannerArea()
        self.button.clicked.connect(self._ask)

    def _ask(self) -> None:
        dialog = PapersDialog(self._over)
        dialog.print_asked.connect(self._print)
        dialog.save_asked.connect(self._save)
        dialog.unfold()

    def _print(self, kind: PaperKind) -> None:
        self.out(kind).ask_printer(self._opened.id)

    def _save(self, kind: PaperKind) -> None:
        secret = tr("It holds what respondents have said. Keep it with the case.")
        self.out(kind).ask_place(self._opened.id, secret if kind is PaperKind.EVIDENCE else "")

    def out(self, kind: PaperKind) -> PaperOut:
        """The way out for a paper; the one before is done with."""
        if self._out is not None:
            self._out.deleteLater()
        unit = self._opened.sheet.unit.name if self._opened.sheet else ""
        name = report_words.safe_name(f"{tr(kind.label)} {unit}")
        operations, paper = self._opened.operations, "actions.papers.paper"
        self._out = PaperOut(operations, paper, name, self._over, self.banners, (kind,))
        return self._out
