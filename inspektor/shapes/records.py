"""A document of a follow-up, and what it is in law."""

from dataclasses import dataclass
from datetime import date

from inspektor.shapes.enums import RecordState


@dataclass(frozen=True, slots=True)
class Record:
    """One document: what it is called, where it stands, since when."""

    title: str
    state: RecordState
    day: date | None = None
    note: str = ""
    document_id: str = ""
    """Of a sealed one; empty of the others."""
