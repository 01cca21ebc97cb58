"""The reading of a report by a colleague who was not on site, and what they remark."""

from sqlmodel import SQLModel

from inspektor.model.fields import Input, Line, Moment, Prose, Row, flag, key, line, moment, prose


class ReadingFields(SQLModel):
    """Who is asked to read the report before it is signed, and when they approved it."""

    follow_up_id: str = key()
    reader_id: str = key()
    name: Line = line(required=True)
    title: Line = line()
    asked_at: Moment = moment(...)
    asked_by: str = key()
    demanded: bool = flag()
    """Whether the report is not signed before it is read."""
    approved_at: Moment | None = moment()
    approved: Line = line()
    """SHA-256 of what the report said then."""


class ReadingIn(ReadingFields, Input):
    """A reading through the door."""


class Reading(ReadingFields, Row, table=True):
    """A reading's row; its id is derived from follow-up and reader."""

    __tablename__ = "reading"


class RemarkFields(SQLModel):
    """What a reader says of a text of the report, and what the inspectors answer."""

    follow_up_id: str = key()
    place: Line = line(required=True)
    text: Prose = prose()
    author_id: str = key()
    written_at: Moment = moment(...)
    answer: Prose = prose()


class RemarkIn(RemarkFields, Input):
    """A remark through the door."""


class Remark(RemarkFields, Row, table=True):
    """A remark's row."""

    __tablename__ = "remark"
