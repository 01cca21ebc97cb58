"""Everything that is left to see to, each one step away; many of a kind stand as one row that unfolds."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspektor.i18n import tr, tr_n
from inspektor.shapes.judgement import Gap
from ui.widgets.buttons import Button, quiet, secondary
from ui.widgets.card import Icon, Rule
from ui.widgets.list_rows import ListRow, ListRows
from ui.widgets.rights import reads
from ui.widgets.text import Label

_FEW = 2
_LATER = ("circle-dashed", "muted")


@dataclass(frozen=True, slots=True)
class _Group:
    """The gaps of one kind."""

    gaps: tuple[Gap, ...]

    @property
    def words(self) -> str:
        n = len(self.gaps)
        return self.gaps[0].text if n <= _FEW else _many(self.gaps[0].code, n)

    @property
    def look(self) -> tuple[str, str]:
        first = self.gaps[0]
        if first.stops:
            return ("octagon-alert", "bad")
        return _LATER if first.late else ("triangle-alert", "warn")


def _many(code: str, n: int) -> str:
    words = {
        "nothing_gathered": tr_n(
            "Nothing is gathered for {n} requirement.", "Nothing is gathered for {n} requirements.", n
        ),
        "unrated": tr_n("{n} requirement is not judged.", "{n} requirements are not judged.", n),
        "grounds": tr_n("{n} judgement lacks its grounds.", "{n} judgements lack their grounds.", n),
        "no_evidence": tr_n("{n} judgement rests on no source.", "{n} judgements rest on no source.", n),
        "interview_planned": tr_n(
            "{n} planned interview has not been held.", "{n} planned interviews have not been held.", n
        ),
        "consent": tr_n("Consent is missing in {n} interview.", "Consent is missing in {n} interviews.", n),
        "persons": tr_n(
            "{n} observation has unchecked photos.", "{n} observations have unchecked photos.", n
        ),
        "alternative_text": tr_n(
            "{n} observation has photos without a description.",
            "{n} observations have photos without a description.",
            n,
        ),
        "deficiency_date": tr_n("{n} deficiency has no date.", "{n} deficiencies have no date.", n),
        "deficiency_expected": tr_n(
            "{n} deficiency does not say what is expected.",
            "{n} deficiencies do not say what is expected.",
            n,
        ),
    }
    return words.get(code, tr_n("{n} gap of the same kind.", "{n} gaps of the same kind.", n)).format(n=n)


class GapList(QWidget):
    """`opened(place, detail)` to go where a gap is mended."""

    opened = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first_stop: Button | None = None
        self._unfolded: set[str] = set()
        self._gaps: tuple[Gap, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def show_gaps(self, gaps: Sequence[Gap]) -> None:
        """Show these, what stops first."""
        if self._gaps == tuple(gaps) and self._column.count():
            return
        self._gaps = tuple(gaps)
        self._first_stop = None
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        groups = _groups(gaps)
        for number, group in enumerate(groups):
            if number:
                self._column.addWidget(Rule())
            self._column.addWidget(self._row(group))
        if not groups:
            self._column.addWidget(plain_row("circle-check", "ok", tr("Nothing is missing.")))

    def first_stop(self) -> Button | None:
        """The button of the first gap that stops."""
        return self._first_stop

    def _row(self, group: _Group) -> QWidget:
        first = group.gaps[0]
        button = self._button(group)
        if first.stops and self._first_stop is None:
            self._first_stop = button
        row = plain_row(*group.look, group.words, button)
        if len(group.gaps) <= _FEW:
            return row
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(row)
        unfold = quiet(tr("Show all"), "chevron-down", small=True)
        reads(unfold)
        column.addWidget(unfold, 0, Qt.AlignmentFlag.AlignLeft)
        rows = ListRows(group.words, fit=True, shows_choice=False)
        rows.set_rows([ListRow(f"{gap.place} {gap.detail}", gap.text) for gap in group.gaps])
        rows.opened.connect(self._open)
        rows.setVisible(first.code in self._unfolded)
        column.addWidget(rows)
        unfold.setAccessibleName(f"{tr('Show all')}: {group.words}")
        unfold.clicked.connect(partial(self._unfold, first.code, rows))
        return whole

    def _button(self, group: _Group) -> Button:
        gap = group.gaps[0]
        button = secondary(tr("Go there"), small=True)
        reads(button)
        button.setAccessibleName(f"{tr('Go there')}: {group.words}")
        button.clicked.connect(partial(self.opened.emit, gap.place, gap.detail))
        return button

    def _open(self, key: str) -> None:
        place, _, detail = key.partition(" ")
        self.opened.emit(place, detail)

    def _unfold(self, code: str, rows: ListRows) -> None:
        """Folded and unfolded by the same button, and so again when the list is read anew."""
        self._unfolded ^= {code}
        rows.setVisible(code in self._unfolded)
        if code in self._unfolded:
            rows.move(1)
            rows.setFocus(Qt.FocusReason.OtherFocusReason)


def _groups(gaps: Sequence[Gap]) -> list[_Group]:
    """Gaps of a kind together where they are many, in the order of the first."""
    order = {code: n for n, code in enumerate(dict.fromkeys(gap.code for gap in gaps))}
    ranked = sorted(gaps, key=lambda gap: (not gap.stops, gap.late, order[gap.code]))
    found = []
    for _, same in groupby(ranked, key=lambda gap: (gap.stops, gap.late, gap.code)):
        gathered = tuple(same)
        split = [(gap,) for gap in gathered] if len(gathered) <= _FEW else [gathered]
        found += [_Group(each) for each in split]
    return found


def plain_row(icon: str, tone: str, words: str, button: Button | None = None) -> QWidget:
    """An icon, words, and at most one thing to do."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 2, 0, 2)
    row.setSpacing(10)
    row.addWidget(Icon(icon, tone), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(words, "body", wrap=True), 1)
    if button is not None:
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    return holder
