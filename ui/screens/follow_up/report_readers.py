"""Beside the report: which colleagues who were not on site have been asked to read it, and how far they have come."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspektor import formats, i18n
from inspektor.i18n import tr, tr_n
from inspektor.shapes.reading import ReaderRow, ReadingSheet
from inspektor.shapes.views import PersonRow
from ui.dialogs.reading import AskReaderDialog
from ui.screens.follow_up.latest import Latest
from ui.screens.follow_up.opened import OpenFollowUp
from ui.widgets.buttons import IconButton, secondary
from ui.widgets.card import Avatar, Card, initials
from ui.widgets.chip import Chip
from ui.widgets.text import ElidedLabel, Label


class ReportReaders(Card):
    """Asks, takes back, and lets the reader approve what they have read."""

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        super().__init__(tr("Second reader"), spacing=10, parent=parent)
        self._opened, self._operations = opened, opened.operations
        self._people: tuple[PersonRow, ...] = ()
        self._sheet: ReadingSheet | None = None
        self._latest = Latest(self._operations, self, self._take)
        self._who = Latest(self._operations, self, self._take_people)
        self._none = Label("", "secondary", "muted", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self._approve = secondary(tr("Approve the report"), "check")
        self._ask = secondary(tr("Ask a colleague to read"), "user-round-plus")
        self.add(self._none)
        self.body.addLayout(self._rows)
        for button in (self._approve, self._ask):
            self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._approve.clicked.connect(self._approve_it)
        self._ask.clicked.connect(self._ask_somebody)
        self._show_state()

    def read(self) -> None:
        """Ask how it stands."""
        self._latest.ask("queries.readings.reading", self._opened.id)
        self._who.ask("queries.readings.who_can_read", self._opened.id)

    def _take(self, sheet: ReadingSheet) -> None:
        if sheet != self._sheet:
            self._sheet = sheet
            self._fill(sheet.readers)
        self._show_state()

    def _take_people(self, people: tuple[PersonRow, ...]) -> None:
        self._people = people
        self._show_state()

    def focus_first(self) -> None:
        """Give the keyboard to what can be done."""
        target = self._ask if self._approve.isHidden() else self._approve
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_state(self) -> None:
        sheet = self._sheet or ReadingSheet()
        me = self._opened.me
        mine = sheet.reader(me.id) if me is not None else None
        self._approve.setVisible(mine is not None and not mine.done)
        self._ask.setVisible(bool(self._not_asked()))
        waiting = sum(not each.answered for each in sheet.remarks)
        self._none.setText(self._words(sheet, waiting))
        self._none.setVisible(bool(self._none.text()))

    def _words(self, sheet: ReadingSheet, waiting: int) -> str:
        if waiting:
            return tr_n("{n} remark to answer", "{n} remarks to answer", waiting).format(n=waiting)
        if sheet.readers:
            return ""
        if not self._people:
            return tr("There is nobody else in the group to ask.")
        return tr("Nobody has been asked. The report can be signed all the same.")

    def _not_asked(self) -> list[PersonRow]:
        readers = self._sheet.readers if self._sheet is not None else ()
        asked = {each.reader_id for each in readers if not each.changed}
        return [each for each in self._people if each.id not in asked]

    def _fill(self, readers: Sequence[ReaderRow]) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for each in readers:
            self._rows.addWidget(self._row(each))

    def _row(self, reader: ReaderRow) -> QWidget:
        holder = QWidget()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(ElidedLabel(reader.name, "control"))
        words.addWidget(_chip(reader), 0, Qt.AlignmentFlag.AlignLeft)
        remove = IconButton("x", tr("Remove {who}").format(who=reader.name), small=True)
        remove.clicked.connect(partial(self._take_back, reader))
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(Avatar(initials(reader.name), "ok" if reader.done else "accent"))
        row.addLayout(words, 1)
        row.addWidget(remove)
        return holder

    def _ask_somebody(self) -> None:
        AskReaderDialog(self._operations, self._opened.id, self._not_asked(), self.window()).unfold()

    def _take_back(self, reader: ReaderRow) -> None:
        self._operations.change("actions.readings.take_back", self._opened.id, reader.reader_id, owner=self)
        self._opened.undoable.emit(tr("{who} removed").format(who=reader.name))

    def _approve_it(self) -> None:
        self._operations.change("actions.readings.approve", self._opened.id, owner=self)


def _chip(reader: ReaderRow) -> Chip:
    language = i18n.language()
    if reader.approved_at is None:
        words = tr("Asked {day}").format(day=formats.date_short(reader.asked_at, language))
        return Chip(words, "warn" if reader.demanded else "neutral", "clock")
    if reader.changed:
        return Chip(tr("Changed since it was read"), "warn", "triangle-alert")
    return Chip(tr("Read {day}").format(day=formats.date_short(reader.approved_at, language)), "ok", "check")
