"""What a reader remarks about the text in sight, and what is answered."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspektor import formats, i18n
from inspektor.changes import ChangeSet
from inspektor.i18n import tr
from inspektor.shapes.reading import ReadingSheet, RemarkRow
from ui.dialogs.reading import WordsDialog
from ui.screens.follow_up.latest import Latest
from ui.screens.follow_up.opened import OpenFollowUp
from ui.widgets.buttons import IconButton, secondary
from ui.widgets.card import Card, Rule
from ui.widgets.text import Label
from ui.widgets.versions_mark import VersionsMark
from ui.written import Marks


class ReportRemarks(QWidget):
    """Each remark with its answer; anybody may remark and answer."""

    def __init__(
        self, opened: OpenFollowUp, changed: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._opened, self._changed = opened, changed
        self._place, self._sheet = "", ReadingSheet()
        self._latest = Latest(opened.operations, self, self._take)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self._write = secondary(tr("Remark on it"), "message-square-text", small=True)
        self._write.clicked.connect(self._remark)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(Rule())
        column.addWidget(Label(tr("Remarks by who reads it"), "label", "muted", wrap=True))
        column.addLayout(self._rows)
        self._marks, versions = Marks(opened.operations, "remark", self), VersionsMark()
        self._marks.add(versions)
        column.addWidget(versions)
        column.addWidget(self._write, 0, Qt.AlignmentFlag.AlignLeft)

    def read(self) -> None:
        """Ask for them as they are now."""
        self._latest.ask("queries.readings.reading", self._opened.id)

    def waiting(self) -> frozenset[str]:
        """The keys of the texts with a remark that is not answered."""
        return frozenset(each.place for each in self._sheet.remarks if not each.answered)

    def _take(self, sheet: ReadingSheet) -> None:
        if sheet.remarks != self._sheet.remarks:
            self._sheet = sheet
            self._fill()
            self._changed()

    def show_of(self, place: str) -> None:
        """Show those about this text."""
        if place != self._place:
            self._place = place
            self._fill()

    def _fill(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._marks.show(*(each.id for each in self._sheet.about(self._place)))
        for each in self._sheet.about(self._place):
            self._rows.addWidget(self._card(each))

    def _card(self, row: RemarkRow) -> QWidget:
        card = Card(look="sunk", padding=12, spacing=8)
        day = formats.date_short(row.written_at, i18n.language())
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(Label(f"{row.author} · {day}", "strong", wrap=True), 1)
        remove = IconButton("x", tr("Delete the remark"), small=True)
        remove.clicked.connect(partial(self._remove, row))
        head.addWidget(remove)
        card.body.addLayout(head)
        card.add(Label(row.text, "body", wrap=True))
        if row.answered:
            card.add(Label(tr("Answer"), "label", "muted"))
            card.add(Label(row.answer, "body", wrap=True))
        answer = secondary(tr("Change the answer") if row.answered else tr("Answer it"), small=True)
        answer.setAccessibleDescription(row.text)
        answer.clicked.connect(partial(self._answer, row))
        foot.addWidget(answer)
        foot.addStretch(1)
        card.body.addLayout(foot)
        return card

    def _remark(self) -> None:
        dialog = WordsDialog(tr("Write a remark"), "", tr("Remark"), "", self)
        self._open(dialog, "actions.readings.remark", self._opened.id, self._place)

    def _answer(self, row: RemarkRow) -> None:
        dialog = WordsDialog(tr("Answer the remark"), row.text, tr("Answer"), row.answer, self)
        self._open(dialog, "actions.readings.answer", row.id)

    def _open(self, dialog: WordsDialog, action: str, *words: str) -> None:
        def save(text: str) -> None:
            self._opened.operations.change(
                action, *words, text, owner=dialog, done=done, failed=dialog.show_error
            )

        def done(_: ChangeSet) -> None:
            dialog.accept()

        dialog.written.connect(save)
        dialog.unfold()

    def _remove(self, row: RemarkRow) -> None:
        self._opened.operations.change("actions.readings.remove", row.id, owner=self)
        self._opened.undoable.emit(tr("The remark was deleted"))
