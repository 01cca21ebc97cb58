"""The documents of the follow-up beside the report: drafts, versions, what went out and came in, and what each is in law."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspektor import formats, i18n
from inspektor.i18n import tr
from inspektor.shapes.enums import RecordState
from inspektor.shapes.records import Record
from ui.screens.follow_up.latest import Latest
from ui.screens.follow_up.opened import OpenFollowUp
from ui.widgets.buttons import IconButton
from ui.widgets.card import Card, Rule
from ui.widgets.chip import Chip
from ui.widgets.refresh import Refresher
from ui.widgets.rights import reads
from ui.widgets.text import Label

_TABLES = ("document", "signature", "fact_check", "fact_reply", "document_request", "follow_up")
_LOOK = {
    RecordState.WORKING: "neutral",
    RecordState.FOR_VIEWS: "accent",
    RecordState.DRAWN_UP: "ok",
    RecordState.RECEIVED: "ok",
}


class ReportRecords(Card):
    """`asked(document_id)` to see a sealed document, also one that was replaced."""

    asked = Signal(str)

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        super().__init__(tr("Records"), spacing=10, parent=parent)
        self._opened = opened
        self._shown: tuple[Record, ...] = ()
        self._latest = Latest(opened.operations, self, self._show)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.body.addLayout(self._rows)
        self._refresher = Refresher(self, opened.operations.changed, _TABLES, self._read)

    def _read(self) -> None:
        self._latest.ask("queries.records.records", self._opened.id)

    def _show(self, records: tuple[Record, ...]) -> None:
        if records == self._shown:
            return
        self._shown = records
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for number, record in enumerate(records):
            if number:
                self._rows.addWidget(Rule())
            self._rows.addWidget(self._row(record))

    def _row(self, record: Record) -> QWidget:
        holder = QWidget()
        day = formats.date_short(record.day, i18n.language()) if record.day else ""
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(record.title, "control", wrap=True))
        facts = " · ".join(part for part in (record.note, day) if part)
        if facts:
            words.addWidget(Label(facts, "secondary", "muted", wrap=True))
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(words, 1)
        row.addWidget(Chip(tr(record.state.label), _LOOK[record.state]))
        if record.document_id:
            show = IconButton(
                "eye", tr("Show {document}").format(document=f"{record.title}, {facts}"), small=True
            )
            reads(show)
            show.clicked.connect(lambda _=False, key=record.document_id: self.asked.emit(key))
            row.addWidget(show)
        return holder
