"""The right side of the report: what to see to before signing, who signs, and what a check found."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspektor.i18n import tr, tr_n
from inspektor.shapes.enums import TimestampState
from inspektor.shapes.judgement import Gap
from ui.screens.follow_up.gap_list import GapList, plain_row
from ui.screens.follow_up.report_words import Signer
from ui.widgets.buttons import secondary
from ui.widgets.card import Avatar, Card, Icon, Rule, initials
from ui.widgets.chip import Chip
from ui.widgets.page import ScrollColumn
from ui.widgets.text import ElidedLabel, Label

_LEVELS = {"ok": "circle-check", "warn": "triangle-alert", "bad": "octagon-alert"}


class ReportSide(ScrollColumn):
    """`gap_opened(place, detail)`; of a representative who is waited for: signs `here_asked`, `returned_asked` the file."""

    gap_opened = Signal(str, str)
    here_asked = Signal()
    returned_asked = Signal()

    def __init__(self, readers: QWidget, records: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(spacing=16, parent=parent)
        self._stops = Chip("", "bad", "octagon-alert")
        self._gaps = Card(tr("Before you sign"), spacing=10)
        self._gaps.add_action(self._stops)
        self._signers = Card(tr("Signatures"), spacing=10)
        self._stamp = Chip("", "neutral", "clock")
        self._signers.add_action(self._stamp)
        self._stamp.setVisible(False)
        self._checked = Card(tr("Check"), spacing=10)
        self._rows: dict[Card, QVBoxLayout] = {}
        self._list = GapList()
        self._list.opened.connect(self.gap_opened)
        self._gaps.add(self._list)
        self.add(self._gaps)
        self.add(readers)
        for card in (self._signers, self._checked):
            rows = QVBoxLayout()
            rows.setSpacing(8)
            card.body.addLayout(rows)
            self._rows[card] = rows
            self.add(card)
        self.add(records)
        self._theirs = self._make_theirs()
        self._checked.setVisible(False)
        self.body.addStretch(1)
        note = tr("PDF/A and PDF/UA. Locked when all have signed.")
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(Icon("shield-check", size=16))
        foot.addWidget(Label(note, "small", "muted", wrap=True), 1)
        self.body.addLayout(foot)

    def _make_theirs(self) -> QWidget:
        here = secondary(tr("The representative signs here"), "pen-line")
        returned = secondary(tr("Take in the signed file"), "file-check")
        here.clicked.connect(self.here_asked)
        returned.clicked.connect(self.returned_asked)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(8)
        for button in (here, returned):
            column.addWidget(button)
        holder.setVisible(False)
        self._signers.add(holder)
        return holder

    def show_gaps(self, gaps: Sequence[Gap]) -> None:
        """Show what stops, then what to look over, then what can wait."""
        self._list.show_gaps(gaps)
        stops = sum(gap.stops for gap in gaps)
        words = tr_n("{n} stops", "{n} stop", stops).format(n=stops)
        self._stops.show_state(words, "bad", "octagon-alert")
        self._stops.setVisible(stops > 0)

    def set_gaps_shown(self, shown: bool) -> None:
        """Whether there is anything left to sign."""
        self._gaps.setVisible(shown)

    def show_signers(self, signers: Sequence[Signer], *, waits_for_theirs: bool) -> None:
        """Show who signs, in order, and how a representative who is waited for can."""
        self._theirs.setVisible(waits_for_theirs)
        self._fill(self._signers, [_signer_row(signer) for signer in signers])

    def show_stamp(self, state: TimestampState) -> None:
        """Show whether the document has its timestamp, or waits for it."""
        waits = state is TimestampState.WAITING
        self._stamp.show_state(tr(state.label), "neutral" if waits else "ok", "clock" if waits else "check")
        self._stamp.setVisible(state is not TimestampState.NONE)

    def show_findings(self, findings: Sequence[tuple[str, str]]) -> None:
        """Show what a check found: level and words of each."""
        self._fill(self._checked, [plain_row(_LEVELS[level], level, words) for level, words in findings])
        self._checked.setVisible(bool(findings))
        if findings:
            self.ensureWidgetVisible(self._checked)

    def go_to_stop(self) -> bool:
        """Give the keyboard to the first thing that stops; False if nothing does."""
        first = self._list.first_stop()
        if first is None:
            return False
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(first)
        return True

    def _fill(self, card: Card, rows: Sequence[QWidget]) -> None:
        layout = self._rows[card]
        while (item := layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for number, row in enumerate(rows):
            if number:
                layout.addWidget(Rule())
            layout.addWidget(row)


def _signer_row(signer: Signer) -> QWidget:
    holder = QWidget()
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(ElidedLabel(signer.name, "control"))
    words.addWidget(ElidedLabel(signer.title, "secondary", "muted"))
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    row.addWidget(Avatar(initials(signer.name), "ok" if signer.signed else "accent"))
    row.addLayout(words, 1)
    row.addWidget(Chip(signer.chip.text, signer.chip.kind, signer.chip.icon))
    return holder
