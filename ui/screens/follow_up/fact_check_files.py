"""The files of a fact check: the points out to the provider, the reply in."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from inspektor.changes import ChangeSet
from inspektor.errors import InspektorError
from inspektor.i18n import tr, tr_n
from ui.dialogs.files import ask_for_file, ask_where_to_save, safe_name
from ui.operations import Operations
from ui.widgets.banner import BannerArea


class FactCheckFiles(QObject):
    """`taken` when a reply has been taken in; how it went is told in the banners."""

    taken = Signal()

    def __init__(self, operations: Operations, over: QWidget, banners: BannerArea) -> None:
        super().__init__(over)
        self._operations, self._over, self._banners = operations, over, banners

    def ask_place(self, round_id: str, unit: str, *, word: bool) -> None:
        """Ask where the points are to be saved."""
        name = tr("Fact check {unit}").format(unit=safe_name(unit))
        kinds, suffix = (
            (tr("Word documents (*.docx)"), "docx") if word else (tr("Excel workbooks (*.xlsx)"), "xlsx")
        )
        chooser = ask_where_to_save(self._over, tr("Save the points"), f"{name}.{suffix}", kinds)
        chooser.picked.connect(partial(self.export, round_id, word=word))

    def export(self, round_id: str, path: Path, *, word: bool = False) -> None:
        """Save the points there."""
        self._operations.ask(
            "actions.fact_checks.export",
            round_id,
            path,
            owner=self,
            done=self._exported,
            failed=self.tell,
            word=word,
        )

    def _exported(self, _: None) -> None:
        self._banners.clear()
        self._banners.tell("ok", tr("The points are saved."), tr("Send the file to the provider."))

    def ask_file(self, round_id: str) -> None:
        """Ask for the file the provider sent back."""
        kinds = tr("Word documents and Excel workbooks (*.docx *.xlsx)")
        chooser = ask_for_file(self._over, tr("Take in the reply"), kinds)
        chooser.picked.connect(partial(self.receive, round_id))

    def receive(self, round_id: str, path: Path) -> None:
        """Take in the reply from that file."""
        self._operations.change(
            "actions.fact_checks.receive", round_id, path, owner=self, done=self._received, failed=self.tell
        )

    def _received(self, changes: ChangeSet) -> None:
        came = sum(each.table == "fact_reply" and each.field == "" for each in changes)
        said = tr_n("{n} view was taken in.", "{n} views were taken in.", came).format(n=came)
        self._banners.clear()
        self._banners.tell("ok", said if came else tr("The reply holds no views that are not here already."))
        self.taken.emit()

    def tell(self, error: InspektorError) -> None:
        """Say what did not work."""
        self._banners.clear()
        self._banners.tell("bad", error.text(), error.advice())
