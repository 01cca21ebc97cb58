"""What waits for a timestamp, and what became of the asking."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class WaitingDocument:
    """A document that was signed while no timestamp server could be reached."""

    id: str
    follow_up_id: str
    title: str
    version: int
    unit: str
    sealed_at: datetime
    whole: bool
    """Whether all have signed; not until then is it stamped."""
    mine: bool
    """Whether the last signature was made or received on this computer."""


@dataclass(frozen=True, slots=True)
class StampResult:
    """How a round went."""

    stamped: tuple[str, ...]
    """The ids of the documents that have their timestamp now."""
    trouble: str = ""
    """Why the round ended early, in words; empty if it did not."""
