"""Grave risk (allvarlig risk): what cannot wait for the report, and what was done about it.

What was said and by whom is sealed to its author and the head named: the columns hold ciphertext, so a colleague's laptop
that syncs the row cannot read it, and no search, report, attachment or figure ever holds it.
"""

from sqlmodel import SQLModel

from inspektor.model.fields import (
    Input,
    Line,
    Moment,
    Prose,
    Row,
    count,
    key,
    line,
    moment,
    optional_key,
    prose,
)

SEALED = 200_000
"""The longest text that is sealed, in characters: with all its bytes in Base64 it fits its column."""


class RiskFields(SQLModel):
    """A grave risk: raised, seen to step by step, and open until somebody wrote who took over."""

    follow_up_id: str = key()
    author_id: str = key()
    head_id: str | None = optional_key()
    """The head of the author who may read it, if that person uses the program."""
    head: Line = line()
    raised_at: Moment = moment(...)
    sealed: Prose = prose()
    """Ciphertext of `RiskWords`."""
    taken_over_by: Line = line()
    taken_over_at: Moment | None = moment()


class RiskWords(Input):
    """What is sealed of a grave risk: what was said or seen, and by whom (a name is allowed here)."""

    said: Prose = prose(most=SEALED)
    by: Line = line()
    author_id: str = key()
    head_id: str = line()
    """Who may read it: sealed too, since a colleague's program could write other persons in the columns."""


class RiskIn(RiskFields, Input):
    """A grave risk through the door."""


class Risk(RiskFields, Row, table=True):
    """A grave risk's row."""

    __tablename__ = "risk"


class RiskStepFields(SQLModel):
    """One step: stay, call, report; and when it was done."""

    follow_up_id: str = key()
    risk_id: str = key()
    position: int = count()
    done_at: Moment | None = moment()
    sealed: Prose = prose()
    """Ciphertext of `RiskStepWords`: which steps were taken would say what it is about."""


class RiskStepWords(Input):
    """What is sealed of a step: what is to be done, who did it, and what came of it."""

    text: Line = line(required=True)
    person: Line = line()
    result: Prose = prose(most=SEALED)


class RiskStepIn(RiskStepFields, Input):
    """A step through the door."""


class RiskStep(RiskStepFields, Row, table=True):
    """A step's row."""

    __tablename__ = "risk_step"
