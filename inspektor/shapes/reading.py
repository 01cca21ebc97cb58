"""The reading of a report by a colleague who was not on site: how far it has come, and the remarks."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ReaderRow:
    """One who is asked to read."""

    id: str
    reader_id: str
    name: str
    title: str
    asked_at: datetime
    demanded: bool
    approved_at: datetime | None
    changed: bool = False
    """Whether the report says something else than when it was approved."""

    @property
    def done(self) -> bool:
        """Whether the report was approved as it is."""
        return self.approved_at is not None and not self.changed


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """What is remarked about a text of the report."""

    id: str
    place: str
    """The key of the text."""
    text: str
    author_id: str
    author: str
    written_at: datetime
    answer: str

    @property
    def answered(self) -> bool:
        """Whether somebody has said what came of it."""
        return bool(self.answer.strip())


@dataclass(frozen=True, slots=True)
class ReadingSheet:
    """All that is known of it."""

    readers: tuple[ReaderRow, ...] = ()
    remarks: tuple[RemarkRow, ...] = ()

    def about(self, place: str) -> tuple[RemarkRow, ...]:
        """The remarks about one text."""
        return tuple(each for each in self.remarks if each.place == place)

    def reader(self, person_id: str) -> ReaderRow | None:
        """That person as a reader."""
        return next((each for each in self.readers if each.reader_id == person_id), None)
