"""What a file with a follow-up holds, before anything of it is here."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ArrivingFollowUp:
    """Whose it is, by which template, and how much hangs on it."""

    unit: str
    provider: str
    template: str
    version: str
    form: str
    """The value of a `Form`."""
    planned_on: date | None
    registry_number: str
    records: tuple[tuple[str, int], ...]
    """How many of each table, in the order in which they are told of."""
