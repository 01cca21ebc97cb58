"""Column types that SQLite's STRICT tables accept, and the field makers every model is written with.

Instants are TEXT in UTC with microseconds, so they sort as text; calendar days, ids and enum values are TEXT; booleans
INTEGER 0/1. Synced columns carry only their type and a CHECK of their own column: anything wider would let a colleague's
bundle be refused.
"""

from datetime import UTC, date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, AwareDatetime, ConfigDict
from sqlalchemy import Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

from inspektor import clock
from inspektor.formats import plain
from inspektor.shapes.enums import Labelled

LINE = 500
"""The longest single-line text, in characters."""
PROSE = 2_000_000
"""The longest running text, in characters; enough for a pasted book, small enough to keep the window alive."""


def clean_line(text: str) -> str:
    """The text as one trimmed line."""
    return " ".join(plain(text).split())


def within_the_calendar(moment: datetime) -> datetime:
    """The moment, unless it is so early or late that it has no time in UTC."""
    try:
        moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("beyond the calendar") from error
    return moment


Line = Annotated[str, AfterValidator(clean_line)]
Prose = Annotated[str, AfterValidator(plain)]
Moment = Annotated[AwareDatetime, AfterValidator(within_the_calendar)]


class UtcText(TypeDecorator[datetime]):
    """An instant as TEXT, always UTC, always the same width."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Refuse an instant that does not know its zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime")
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """Read it back aware."""
        return None if value is None else datetime.fromisoformat(value)


class DateText(TypeDecorator[date]):
    """A calendar day as TEXT, YYYY-MM-DD."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """Write ISO 8601."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        """Read ISO 8601."""
        return None if value is None else date.fromisoformat(value)


class WordText(TypeDecorator[Labelled]):
    """An enum's value as TEXT. A value from a newer program that this one does not know reads as None."""

    impl = Text
    cache_ok = True

    def __init__(self, words: type[Labelled]) -> None:
        """Name the enum."""
        super().__init__()
        self.words = words
        self._known = {str(member): member for member in words}

    def process_bind_param(self, value: Labelled | None, dialect: Dialect) -> str | None:
        """Store the value, never the member's name."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Labelled | None:
        """Read the member."""
        return self._known.get(value or "")


class Flag(TypeDecorator[bool]):
    """A yes or no as INTEGER 0/1."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:
        """Write 0 or 1."""
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> bool | None:
        """Read a bool."""
        return None if value is None else bool(value)


def key(**more: Any) -> Any:
    """The id of another row: TEXT, required, not enforced across tables (a colleague's row may arrive later)."""
    return Field(sa_type=Text, min_length=1, max_length=64, **more)


def optional_key() -> Any:
    """The id of another row, or none."""
    return Field(default=None, sa_type=Text, max_length=64)


def line(default: Any = "", *, required: bool = False) -> Any:
    """A single-line text; a required one may not be blank."""
    if required:
        return Field(sa_type=Text, min_length=1, max_length=LINE)
    return Field(default=default, sa_type=Text, max_length=LINE)


def prose(default: Any = "", *, most: int = PROSE) -> Any:
    """A running text."""
    return Field(default=default, sa_type=Text, max_length=most)


def word(words: type[Labelled], default: Any = ...) -> Any:
    """One value of an enum."""
    return Field(default=default, sa_type=WordText(words))


def moment(default: Any = None) -> Any:
    """An instant."""
    return Field(default=default, sa_type=UtcText)


def day(default: Any = None) -> Any:
    """A calendar day."""
    return Field(default=default, sa_type=DateText)


def flag(default: Any = False) -> Any:
    """A yes or no."""
    return Field(default=default, sa_type=Flag)


def count(default: Any = 0, *, most: int = 1_000_000) -> Any:
    """A number of things."""
    return Field(default=default, sa_type=Integer, ge=0, le=most)


class Input(SQLModel):
    """What comes through a door: unknown keys are refused."""

    model_config = ConfigDict(extra="forbid")  # type: ignore[assignment]


class Row(SQLModel):
    """What every synced row has: an id, and whether it is deleted (deleting is an operation, never a DELETE)."""

    id: str = Field(default_factory=clock.new_id, sa_type=Text, primary_key=True, max_length=64)
    hidden: bool = Field(default=False, sa_type=Flag)
