"""What is left to see to before one leaves the unit: on the overview."""

from PySide6.QtWidgets import QWidget

from inspektor.i18n import tr, tr_n
from inspektor.shapes.judgement import Gap
from ui.screens.follow_up.gap_list import GapList
from ui.screens.follow_up.latest import Latest
from ui.screens.follow_up.opened import OpenFollowUp
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.refresh import Refresher

GAP_TABLES = (
    "follow_up",
    "visit",
    "team_member",
    "participant",
    "interview",
    "note",
    "answer",
    "observation",
    "photo",
    "document_review",
    "evidence",
    "assessment",
    "deficiency",
    "own_requirement",
    "chosen_requirement",
    "risk",
    "fact_check",
    "fact_reply",
    "document",
    "document_request",
    "signature",
    "item",
    "unit",
    "follow_up_unit",
    "person",
)
"""The tables a gap can come of."""


class GapsCard(Card):
    """What can wait until one is at the office stands in the report."""

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        super().__init__(tr("Gaps before leaving"), spacing=10, parent=parent)
        self._opened = opened
        self._latest = Latest(opened.operations, self, self._show)
        self._left = Chip("", "ok", "circle-check")
        self._list = GapList()
        self._list.opened.connect(opened.go_asked)
        self.add_action(self._left)
        self.add(self._list)
        self._refresher = Refresher(self, opened.operations.changed, GAP_TABLES, self._read)

    def _read(self) -> None:
        self._latest.ask("queries.gaps.gaps", self._opened.id)

    def _show(self, gaps: tuple[Gap, ...]) -> None:
        now = [gap for gap in gaps if not gap.late]
        self._list.show_gaps(now)
        stops = any(gap.stops for gap in now)
        tone, icon = ("bad", "octagon-alert") if stops else ("warn", "triangle-alert")
        if not now:
            tone, icon = "ok", "circle-check"
        words = tr_n("{n} left", "{n} left", len(now)).format(n=len(now)) if now else tr("Nothing left")
        self._left.show_state(words, tone, icon)
