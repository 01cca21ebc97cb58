"""The fact check: the draft's points as they were sent to the provider, and what the provider says of them."""

from datetime import date

from sqlmodel import SQLModel

from inspektor.model.fields import Input, Line, Prose, Row, day, flag, key, line, prose, word
from inspektor.shapes.enums import ReplyVerdict


class FactCheckFields(SQLModel):
    """One round: what was sent, when, and by when the answer is wanted."""

    follow_up_id: str = key()
    sent_on: date = day(...)
    due: date = day(...)
    answered_on: date | None = day()
    """When the provider's answer came, also one without views."""
    points: Prose = prose(...)
    """The frozen points, as JSON."""


class FactCheckIn(FactCheckFields, Input):
    """A round through the door."""


class FactCheck(FactCheckFields, Row, table=True):
    """A round's row."""

    __tablename__ = "fact_check"


class FactReplyFields(SQLModel):
    """What the provider says of a point, and what we answer."""

    follow_up_id: str = key()
    fact_check_id: str = key()
    point: Line = line()
    """The point it is about; empty until it is placed."""
    comment: Prose = prose()
    proposal: Prose = prose()
    received_on: date | None = day()
    verdict: ReplyVerdict | None = word(ReplyVerdict, None)
    reason: Prose = prose()
    wording_hidden: bool = flag()
    """Whether the report tells that the text was changed, and not what it said."""


class FactReplyIn(FactReplyFields, Input):
    """A reply through the door."""


class FactReply(FactReplyFields, Row, table=True):
    """A reply's row."""

    __tablename__ = "fact_reply"
