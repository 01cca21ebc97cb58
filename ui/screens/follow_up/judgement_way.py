"""The head of the judgement: how far one has come, what one wants to see, and the ways from requirement to requirement."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspektor.i18n import tr
from inspektor.shapes.judgement import RequirementRow
from ui.screens.follow_up import judgement_filters, marks
from ui.screens.follow_up.judgement_filters import ALL
from ui.widgets.buttons import IconButton, secondary
from ui.widgets.choice import Choice
from ui.widgets.page import PageHeader
from ui.widgets.rights import reads
from ui.widgets.text import Label
from ui.widgets.tick_bar import Tick, TickBar


class JudgementWay(QWidget):
    """Knows the outline, the filter and where one is. `gone(code)` when the user goes to a requirement."""

    gone = Signal(str)
    narrowed = Signal()
    """The requirements that fit are others."""
    listing_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[RequirementRow, ...] = ()
        self.me = ""
        self._code = ""
        self._header = PageHeader(tr("Judgement"))
        self._filter = Choice(tr("Which requirements"), judgement_filters.choices((), ""))
        self._filter.set_current(ALL)
        self._place = Label("", "control")
        self._listing = IconButton("layout-list", tr("List of requirements"), framed=True)
        self._before = IconButton("chevron-left", tr("Previous requirement"), framed=True)
        self._after = secondary(tr("Next requirement"), "chevron-right", icon_at_end=True)
        self._ticks = TickBar(tr("Requirements judged"))
        reads(self._filter, self._listing, self._before, self._after)
        for widget in (self._filter, self._place, self._listing, self._before, self._after):
            self._header.add_action(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._header)
        column.addWidget(self._ticks)
        self._before.clicked.connect(self.go_before)
        self._after.clicked.connect(self.go_after)
        self._listing.clicked.connect(self.listing_asked)
        self._ticks.chosen.connect(self.gone)
        self._filter.chosen.connect(self._narrow)

    def show_rows(self, rows: tuple[RequirementRow, ...], me: str) -> None:
        """Show where the requirements stand."""
        self.rows, self.me = rows, me
        self._filter.set_choices(judgement_filters.choices(rows, me))
        rated = sum(row.rating is not None for row in rows)
        words = tr("{n} of {total} requirements judged").format(n=rated, total=len(rows))
        self._header.set_facts(words)
        self._ticks.set_summary(words)
        self._show()

    def kept(self) -> list[RequirementRow]:
        """The requirements that fit the filter."""
        return judgement_filters.fitting(self._filter.current() or ALL, self.rows, self.me)

    def show_all(self) -> None:
        """Want to see all of them."""
        self._filter.set_current(ALL)
        self._narrow()

    def stand_at(self, code: str) -> None:
        """This is the requirement in sight."""
        self._code = code
        self._show()

    def focus_filter(self) -> None:
        """Give the keyboard to the filter."""
        self._filter.setFocus()

    def _narrow(self) -> None:
        self._show()
        self.narrowed.emit()

    def _show(self) -> None:
        kept = self.kept()
        fits = {row.code for row in kept}
        ticks = [
            Tick(r.code, _tone(r), f"{marks.short(r.code)} {r.text}", r.area, r.code not in fits)
            for r in self.rows
        ]
        self._ticks.set_ticks(ticks, self._code)
        self._place.setText(self._place_words([row.code for row in kept]))
        self._before.setEnabled(bool(self._beside(-1)))
        self._after.setEnabled(bool(self._beside(1)))

    def _place_words(self, kept: Sequence[str]) -> str:
        if self._code in kept:
            words = tr("Requirement {n} of {total}")
            return words.format(n=kept.index(self._code) + 1, total=len(kept))
        return tr("Outside the filter") if any(row.code == self._code for row in self.rows) else ""

    def _beside(self, step: int) -> str:
        return judgement_filters.stepped(self.rows, self.kept(), self._code, step)

    def _go(self, code: str) -> None:
        if code:
            self.gone.emit(code)

    def go_before(self) -> None:
        """To the requirement before, of those that fit."""
        self._go(self._beside(-1))

    def go_after(self) -> None:
        """To the requirement after."""
        self._go(self._beside(1))

    def go_unrated(self) -> None:
        """To the next one without a rating."""
        self._go(judgement_filters.next_unrated(self.rows, self._code))


def _tone(row: RequirementRow) -> str:
    return marks.RATING_LOOK[row.rating][1] if row.rating is not None else ""
