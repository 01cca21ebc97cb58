"""Who has read what concerns clients: what counts as reading, and how a month of it is signed off."""

from dataclasses import dataclass
from datetime import date, datetime

from inspektor.i18n import tr_mark
from inspektor.shapes.enums import Labelled


class OpenedKind(Labelled):
    """What was opened."""

    INTERVIEW = "interview", tr_mark("Interview")
    NOTES = "notes", tr_mark("All notes of a follow-up")
    SOURCES = "sources", tr_mark("The sources of a follow-up")
    EVIDENCE = "evidence", tr_mark("Evidence list")
    HISTORY = "history", tr_mark("History of a record")
    SEARCH = "search", tr_mark("Search in everything written")
    FILE = "file", tr_mark("Saved to a file")


OF_CLIENTS = frozenset(
    {"interview", "note", "answer", "item", "quote", "sample", "photo", "risk", "risk_step"}
)
"""Tables whose history tells what concerns clients."""


@dataclass(frozen=True, slots=True)
class OpeningRow:
    """One line of the log."""

    day: date
    at: datetime
    """When it was first opened that day."""
    person_id: str
    name: str
    kind: OpenedKind
    record: str
    """What the record is called, in words that name no client."""
    follow_up_id: str
    unit: str
    device: str
    """What the laptop is called."""


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A month that somebody signed off."""

    month: str
    person_id: str
    name: str
    at: datetime
    openings: int
    remark: str
    own: bool
    """Whether who signed off is the only one in it: nobody else has looked."""


@dataclass(frozen=True, slots=True)
class MonthOfLog:
    """What the log holds of a month, and whether it was signed off."""

    month: str
    openings: tuple[OpeningRow, ...]
    reviews: tuple[ReviewRow, ...]

    @property
    def came_later(self) -> int:
        """Openings that the newest review has not seen."""
        seen = self.reviews[0].openings if self.reviews else 0
        return max(0, len(self.openings) - seen) if self.reviews else 0
