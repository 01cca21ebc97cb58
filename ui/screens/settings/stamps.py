"""Timestamps: which server vouches for when something was signed, and what waits for it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspektor import formats, i18n
from inspektor.errors import InspektorError
from inspektor.i18n import tr, tr_n
from inspektor.shapes.timestamps import StampResult, WaitingDocument
from ui.operations import Operations
from ui.widgets.banner import BannerArea
from ui.widgets.buttons import secondary
from ui.widgets.card import Card, Icon, Rule
from ui.widgets.field import Field
from ui.widgets.lines import IconLine
from ui.widgets.refresh import Refresher
from ui.widgets.rights import edits
from ui.widgets.text import ElidedLabel, Label


class StampsCard(Card):
    """`address_chosen(address)` when one has been tried, or taken away."""

    address_chosen = Signal(str)

    def __init__(self, operations: Operations, address: str, parent: QWidget | None = None) -> None:
        super().__init__(tr("Timestamps"), spacing=12, parent=parent)
        self._operations = operations
        about = tr(
            "A timestamp server vouches for when a document was signed. Only a checksum is sent to it, never the document."
        )
        self.add(Label(about, "secondary", "muted", wrap=True))
        self._line = IconLine()
        self._line.setText(address)
        self._line.returnPressed.connect(self._try)
        self._keep = secondary(tr("Save and try"), "check")
        self._keep.clicked.connect(self._try)
        editor = QWidget()
        editor.setFocusProxy(self._line)
        row = QHBoxLayout(editor)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._line, 1)
        row.addWidget(self._keep)
        hint = tr(
            "For example https://… as your IT department says. Empty: no server is asked, and nothing is sent."
        )
        self._field = Field(tr("Timestamp server"), editor, hint=hint)
        self.banners = BannerArea()
        self.add(self._field)
        self.add(self.banners)
        self._add_queue()
        self._refresher = Refresher(self, operations.changed, ("document", "signature", "unit"), self.read)

    def _add_queue(self) -> None:
        self._queue = QWidget()
        column = QVBoxLayout(self._queue)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        self._waiting = Label("", "control")
        self._now = secondary(tr("Timestamp now"), "refresh-cw")
        edits(self._now)
        self._now.clicked.connect(self._stamp)
        head.addWidget(self._waiting, 1)
        head.addWidget(self._now)
        column.addWidget(Rule())
        column.addLayout(head)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        column.addLayout(self._rows)
        self._queue.setVisible(False)
        self.add(self._queue)

    # The server

    def _try(self) -> None:
        if not self._keep.isEnabled():
            return
        self._field.clear_error()
        self.banners.clear()
        self._keep.setEnabled(False)
        self._operations.ask(
            "actions.stamping.try_server",
            self._line.text(),
            owner=self,
            done=self._tried,
            failed=self._refused,
        )

    def _tried(self, trouble: str) -> None:
        self._keep.setEnabled(True)
        address = self._line.text().strip()
        self._line.setText(address)
        self.address_chosen.emit(address)
        if trouble:
            later = tr("The address is saved. What is signed meanwhile waits here, and is timestamped later.")
            self.banners.tell("warn", trouble, later)
        elif address:
            self.banners.tell("ok", tr("The server answers. What is signed from now on is timestamped."))
        else:
            self.banners.tell("ok", tr("No timestamp server is used."))

    def _refused(self, error: InspektorError) -> None:
        self._keep.setEnabled(True)
        self._field.set_error(str(error))
        self._field.focus()

    # The queue

    def read(self) -> None:
        """Ask what waits."""
        self._operations.ask("queries.timestamps.waiting", owner=self, done=self._show)

    def _show(self, waiting: tuple[WaitingDocument, ...]) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for each in waiting:
            self._rows.addWidget(_row(each))
        words = tr_n("{n} document waits for a timestamp", "{n} documents wait for a timestamp", len(waiting))
        self._waiting.setText(words.format(n=len(waiting)))
        self._queue.setVisible(bool(waiting))

    def _stamp(self) -> None:
        self.banners.clear()
        self._now.setEnabled(False)
        self._operations.ask(
            "actions.stamping.stamp_waiting", owner=self, done=self._stamped, failed=self._not_stamped
        )

    def _stamped(self, result: StampResult) -> None:
        self._now.setEnabled(True)
        done = len(result.stamped)
        if done:
            words = tr_n("{n} document is timestamped.", "{n} documents are timestamped.", done)
            self.banners.tell("ok", words.format(n=done))
        if result.trouble:
            self.banners.tell("warn", result.trouble, tr("What is left waits here."))
        elif not done:
            self.banners.tell("accent", tr("Nothing can be timestamped yet: somebody has not signed."))
        self.read()

    def _not_stamped(self, error: InspektorError) -> None:
        self._now.setEnabled(True)
        self.banners.tell("bad", error.text(), error.advice())


def _row(document: WaitingDocument) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(Icon("clock", "muted", 16), 0, Qt.AlignmentFlag.AlignVCenter)
    name = tr("{document} {version}, {unit}").format(
        document=document.title, version=f"{document.version}.0", unit=document.unit
    )
    words = ElidedLabel(name, "body")
    words.setMinimumSize(QSize(80, 0))
    row.addWidget(words, 1)
    day = formats.date_short(document.sealed_at, i18n.language())
    state = tr("waits for the server") if document.whole else tr("waits for signatures")
    row.addWidget(Label(f"{day} · {state}", "secondary", "muted"))
    return holder
