"""What other groups sent, where it belongs: below the provider or the unit that it is about, and opened to be read."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from inspektor.changes import ChangeSet
from inspektor.i18n import tr
from inspektor.shapes.parcels import ReceivedDocument
from ui.dialogs.paper_out import PaperOut
from ui.jobs import Job
from ui.lists.parcel_rows import received_row
from ui.operations import Operations
from ui.widgets.card import Card
from ui.widgets.list_rows import ListRows


def read_received(operations: Operations, received: ReceivedDocument, over: QWidget) -> None:
    """Show the document, to be printed or saved from there."""
    document = received.document
    name = " ".join(part for part in (document.title, document.unit, document.day.isoformat()) if part)
    about = tr("Received from {sender}, {group}.").format(sender=received.sender, group=received.group)
    PaperOut(operations, "actions.parcels.data", name, over).unfold(received.id, about)


class ReceivedAbout(Card):
    """What other groups sent about a provider, or about a unit of it; not there while there is nothing."""

    def __init__(self, operations: Operations, **looks: Any) -> None:
        super().__init__(tr("From other groups"), **looks)
        self._operations = operations
        self._whom = ("", "")
        self._job: Job | None = None
        self._documents: dict[str, ReceivedDocument] = {}
        self._rows = ListRows(tr("From other groups"), fit=True, end_width=90, shows_choice=False)
        self._rows.opened.connect(self._read)
        self.add_rows(self._rows)
        self.setVisible(False)
        operations.changed.connect(self._look_again)

    def show_about(self, provider_id: str, unit_id: str = "") -> None:
        """Show what is about this one."""
        self._whom = (provider_id, unit_id)
        if self._job is not None:
            self._job.cancel()  # an answer about another one must not come late
        self._job = self._operations.ask("queries.parcels.about", *self._whom, owner=self, done=self._show)

    def _look_again(self, changes: ChangeSet) -> None:
        if changes.touches("parcel_document") and any(self._whom):
            self.show_about(*self._whom)

    def _show(self, found: Sequence[ReceivedDocument]) -> None:
        self._documents = {each.id: each for each in found}
        self._rows.set_rows([received_row(each, names_unit=not self._whom[1]) for each in found])
        self.set_count(str(len(found)) if found else "")
        self.setVisible(bool(found))

    def _read(self, key: str) -> None:
        read_received(self._operations, self._documents[key], self)
