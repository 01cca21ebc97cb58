"""What was entered twice in the register, by two who did not know of each other."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A provider or a unit of the register, as it is told apart from its double."""

    id: str
    name: str
    about: str
    """Organisation number of a provider; provider and kind of service of a unit."""
    follow_ups: int
    """How many name it, or its units."""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Entries that seem to be the same, or that have been merged; the oldest first, which stands for the others."""

    table: str
    """"provider" or "unit"."""
    entries: tuple[Entry, ...]
    merged: bool = False
