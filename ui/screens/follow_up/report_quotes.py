"""The quotes under a requirement, below its text in the report: each is released or taken back by itself."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspektor.i18n import tr
from inspektor.shapes.quotes import QuoteRow
from ui.dialogs.quote import QuoteDialog
from ui.screens.follow_up.latest import Latest
from ui.screens.follow_up.opened import OpenFollowUp
from ui.widgets.buttons import secondary
from ui.widgets.card import Card, Rule
from ui.widgets.chip import Chip
from ui.widgets.text import Label


class ReportQuotes(QWidget):
    """Shown where the requirement has notes marked as quotes."""

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened = opened
        self._code = ""
        self._rows: tuple[QuoteRow, ...] = ()
        self._latest = Latest(opened.operations, self, self._take)
        self._column = QVBoxLayout()
        self._column.setSpacing(10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(Rule())
        column.addWidget(Label(tr("Quotes"), "label", "muted"))
        hint = tr("Notes marked as quotes. None stands in the report unless you release it.")
        column.addWidget(Label(hint, "small", "muted", wrap=True))
        column.addLayout(self._column)

    def read(self) -> None:
        """Ask for them as they are now."""
        self._latest.ask("queries.quotes.quotes", self._opened.id)

    def _take(self, rows: tuple[QuoteRow, ...]) -> None:
        if rows != self._rows:
            self._rows = rows
            self._fill()

    def show_of(self, code: str) -> None:
        """Show those of this requirement; none of a text that is about none."""
        if code != self._code:
            self._code = code
            self._fill()

    def _fill(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        mine = [row for row in self._rows if row.requirement == self._code]
        for row in mine:
            self._column.addWidget(self._card(row))
        self.setVisible(bool(mine))

    def _card(self, row: QuoteRow) -> QWidget:
        card = Card(look="sunk", padding=12, spacing=8)
        foot, left = QHBoxLayout(), Qt.AlignmentFlag.AlignLeft
        card.add(Label(self._who(row), "strong", wrap=True))
        if row.printed:
            card.body.addWidget(Chip(tr("In the report"), "ok", "check"), 0, left)
        elif row.released:
            card.body.addWidget(Chip(tr("Changed source"), "warn", "triangle-alert"), 0, left)
        words, icon, act = (
            (tr("Take back"), "undo-2", self._take_back)
            if row.printed
            else (tr("Release…"), "quote", self._release)
        )
        button = secondary(words, icon, small=True)
        button.setAccessibleDescription(row.said)
        button.clicked.connect(partial(act, row))
        foot.addWidget(button)
        foot.addStretch(1)
        card.add(Label(row.text if row.printed else row.said, "body", wrap=True))
        card.body.addLayout(foot)
        return card

    def _who(self, row: QuoteRow) -> str:
        if row.role is None:
            return tr("Outside the interviews")
        template = self._opened.template
        return (template.respondent_label(row.role) if template else "") or tr(row.role.label)

    def _release(self, row: QuoteRow) -> None:
        QuoteDialog(self._opened.operations, self._opened.id, row, self._who(row), self).unfold()

    def _take_back(self, row: QuoteRow) -> None:
        self._opened.operations.change(
            "actions.quotes.take_back", self._opened.id, row.requirement, row.note_id, owner=self
        )
        self._opened.undoable.emit(tr("The quote was taken back"))
