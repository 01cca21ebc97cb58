"""The screen of other groups: the receiving key, what has come from each, and the ways out and in."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from inspektor.i18n import tr, tr_n
from inspektor.shapes.parcels import SUFFIX, Received, ReceivingKey
from ui.dialogs import files
from ui.dialogs.received import read_received
from ui.dialogs.send_parcel import SendParcelDialog
from ui.dialogs.take_in_parcel import TakeInParcelDialog
from ui.operations import Operations
from ui.screens.parcels.key_card import KeyCard
from ui.screens.parcels.received_card import ReceivedCard
from ui.widgets.buttons import primary, secondary
from ui.widgets.empty_state import EmptyState
from ui.widgets.page import Page, PageHeader, ScrollColumn
from ui.widgets.refresh import Refresher
from ui.widgets.rights import reads

_TABLES = ("parcel", "parcel_document")


class ParcelsScreen(Page):
    """What others sent lies here, apart from the own follow-ups."""

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._cards: list[ReceivedCard] = []
        self._wanted = ""
        self._header = PageHeader(tr("Other groups"))
        send = secondary(tr("Make a file for another group"), "send")
        reads(send)
        send.clicked.connect(self._send)
        self._take_in = primary(tr("Take in a file"), "inbox")
        self._take_in.clicked.connect(self._ask_for_file)
        self._header.add_action(send)
        self._header.add_action(self._take_in)
        self.add(self._header)
        self._key = KeyCard()
        self._none = EmptyState(
            "inbox",
            tr(
                "Finished documents and figures that another group sends you will lie here, apart from your own."
            ),
        )
        self._column = ScrollColumn()
        self._column.add(self._key)
        self._column.add(self._none)
        self._column.body.addStretch(1)
        self.add(self._column, 1)
        self._refresher = Refresher(self, operations.changed, _TABLES, self._reload)

    def _reload(self) -> None:
        self._operations.ask("sync.between.receiving_key", owner=self, done=self._show_key)
        self._operations.ask("queries.parcels.received", owner=self, done=self._show)

    def _show_key(self, key: ReceivingKey) -> None:
        self._key.show_key(key)

    def _show(self, found: Sequence[Received]) -> None:
        for card in self._cards:
            self._column.body.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = [ReceivedCard(self._operations, each, self._column) for each in found]
        for place, card in enumerate(self._cards):
            self._column.body.insertWidget(1 + place, card)
            card.show()
        self._none.setVisible(not found)
        documents = sum(len(each.documents) for each in found)
        words = tr_n("{n} document from other groups", "{n} documents from other groups", documents)
        self._header.set_facts(words.format(n=documents) if found else "")
        wanted = [each for one in found for each in one.documents if each.id == self._wanted]
        self._wanted = ""
        for each in wanted:
            read_received(self._operations, each, self)

    def read(self, document_id: str) -> None:
        """Show one of the documents, as soon as they are here."""
        self._wanted = document_id
        self._refresher.now()

    def _send(self) -> None:
        SendParcelDialog(self._operations, self).unfold()

    def _ask_for_file(self) -> None:
        kinds = tr("Files from other groups (*{suffix})").format(suffix=SUFFIX)
        chooser = files.ask_for_file(self, tr("Choose a file"), kinds)
        chooser.picked.connect(self.take_in)

    def take_in(self, path: Path) -> None:
        """Look at a file, and ask whether it is to be taken in."""
        TakeInParcelDialog(self._operations, path, self).begin()

    def arrive(self) -> None:
        """Give the keyboard to the way in."""
        self._take_in.setFocus(Qt.FocusReason.OtherFocusReason)
