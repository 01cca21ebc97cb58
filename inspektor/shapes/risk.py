"""A grave risk as screens and its printed page show it; what is sealed stands here only for those who may read it."""

from dataclasses import dataclass
from datetime import datetime

from inspektor.shapes.letterhead import NO_LETTERHEAD, Letterhead


@dataclass(frozen=True, slots=True)
class RiskRow:
    """That there is a grave risk: where, since when, who raised it. Nothing of what it is about."""

    id: str
    follow_up_id: str
    unit: str
    author: str
    raised_at: datetime
    is_open: bool
    """Until somebody wrote who took over."""
    readable: bool
    is_stale: bool
    """Whether somebody who may read it cannot yet: their computer became known after it was sealed."""


@dataclass(frozen=True, slots=True)
class RiskStepRow:
    """One step. Text, person and result are empty for those who may not read them."""

    id: str
    text: str
    done_at: datetime | None
    person: str
    result: str


@dataclass(frozen=True, slots=True)
class RiskSheet:
    """A grave risk and its steps, as far as one may read them."""

    row: RiskRow
    head_id: str | None
    head: str
    head_can_read: bool
    """Whether what is sealed now can be opened on a computer of the head's."""
    said: str
    by: str
    steps: tuple[RiskStepRow, ...]
    taken_over_by: str
    taken_over_at: datetime | None


@dataclass(frozen=True, slots=True)
class RiskDesk:
    """What the page of a follow-up shows."""

    rows: tuple[RiskRow, ...]
    sheet: RiskSheet | None
    heads: tuple[tuple[str, str], ...]
    """Persons who may be named as head: id and name."""


@dataclass(frozen=True, slots=True)
class RiskPage:
    """What the printed page says beside the sheet: which follow-up it was raised in."""

    sheet: RiskSheet
    municipality: str
    board: str
    unit_address: str
    registry_number: str
    made: datetime
    letterhead: Letterhead = NO_LETTERHEAD
