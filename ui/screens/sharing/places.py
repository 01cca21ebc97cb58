"""The folders through which the group exchanges: one as a rule, more where some colleagues reach only another."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.shapes.membership import SharedPlace
from ui.dialogs.files import ask_for_folder
from ui.operations import Operations
from ui.widgets.banner import BannerArea
from ui.widgets.buttons import secondary
from ui.widgets.card import Card
from ui.widgets.list_rows import ChipSpec, ListRow, ListRows


class PlacesCard(Card):
    """`changed` when a folder was added or taken away."""

    changed = Signal()

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        title = tr("Folders of the group")
        super().__init__(title, spacing=4, padding=12, parent=parent)
        self._operations = operations
        add = secondary(tr("Add a folder"), "folder")
        add.clicked.connect(self._ask)
        self.add_action(add)
        if self.head is not None:
            self.head.setContentsMargins(10, 6, 10, 4)
        self.banners = BannerArea()
        self._list = ListRows(title, fit=True, shows_choice=False)
        self._list.opened.connect(self._remove)
        self._several = False
        self.add(self.banners)
        self.add(self._list)

    def show_places(self, places: Sequence[SharedPlace]) -> None:
        """Show them; of several, each can be taken away."""
        self._several = len(places) > 1
        self._list.set_rows([_row(each) for each in places])
        self._list.setVisible(self._several)  # the one folder stands above

    def _ask(self) -> None:
        self.banners.clear()
        chooser = ask_for_folder(self, tr("Choose a folder for the group"))
        chooser.picked.connect(self._add)

    def _add(self, folder: Path) -> None:
        self._tell("sync.places.add_place", folder)

    def _remove(self, path: str) -> None:
        self.banners.clear()
        self._tell("sync.places.remove_place", Path(path))

    def _tell(self, what: str, folder: Path) -> None:
        self._operations.ask(what, folder, owner=self, done=self._done, failed=self._refused)

    def _done(self, _: None) -> None:
        self.changed.emit()

    def _refused(self, error: InspektorError) -> None:
        self.banners.tell("bad", error.text(), error.advice())


def _row(place: SharedPlace) -> ListRow:
    chip = ChipSpec(tr("Out of reach"), "warn") if place.missing else None
    return ListRow(
        place.path,
        Path(place.path).name or place.path,
        str(Path(place.path).parent),
        icon="folder",
        chip=chip,
        verb=tr("Take away"),
    )
