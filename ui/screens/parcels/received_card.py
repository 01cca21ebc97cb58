"""What another group sent: who it was, its documents to read, its figures."""

from PySide6.QtWidgets import QWidget

from inspektor import formats
from inspektor.i18n import tr, tr_c
from inspektor.record_words import figure_lines
from inspektor.shapes.parcels import Received
from ui.dialogs.received import read_received
from ui.lists.parcel_rows import document_row
from ui.operations import Operations
from ui.widgets.buttons import link
from ui.widgets.card import Card
from ui.widgets.list_rows import ListRows
from ui.widgets.text import Label


class ReceivedCard(Card):
    """One file that was taken in. It can be taken away again, and that undone."""

    def __init__(self, operations: Operations, received: Received, parent: QWidget) -> None:
        super().__init__(received.group or received.sender, spacing=8, padding=12, parent=parent)
        self._operations, self._received = operations, received
        remove = link(tr("Take away"), "trash-2")
        remove.setAccessibleName(tr("Take away what {sender} sent").format(sender=received.sender))
        remove.clicked.connect(self._remove)
        self.add_action(remove)
        said = " · ".join(
            part
            for part in (
                received.sender,
                received.title,
                tr("made {day}").format(day=formats.date_iso(received.made_at)),
                tr("taken in {day} by {name}").format(
                    day=formats.date_iso(received.taken_in_at), name=received.taken_in_by
                ),
            )
            if part
        )
        about = Label(said, "secondary", "muted", wrap=True)
        about.setToolTip(tr("The sender's words: {words}").format(words=" ".join(received.words)))
        if received.documents:
            rows = ListRows(
                tr("Documents from {sender}").format(sender=received.sender), fit=True, end_width=90
            )
            rows.shows_choice = False
            rows.set_rows(
                [
                    document_row(each.id, each.document, verb=tr_c("verb", "Read"))
                    for each in received.documents
                ]
            )
            rows.opened.connect(self._read)
            self.add_rows(rows)
        self.add_inset(about)
        lines = "\n".join(figure_lines(received.figures))
        if lines:
            self.add_inset(Label(lines, "secondary", wrap=True))

    def _read(self, key: str) -> None:
        received = next(each for each in self._received.documents if each.id == key)
        read_received(self._operations, received, self)

    def _remove(self) -> None:
        self._operations.change("actions.parcels.remove", self._received.id, owner=self)
