"""Deficiencies: what falls short, why, and what is expected by when."""

from datetime import date

from sqlmodel import SQLModel

from inspektor.model.fields import Input, Line, Moment, Prose, Row, day, flag, key, line, moment, prose, word
from inspektor.shapes.enums import DeficiencyStatus, Severity


class DeficiencyFields(SQLModel):
    """A deficiency (brist) against one requirement."""

    follow_up_id: str = key()
    requirement: Line = line(required=True)
    description: Prose = prose()
    observed_at: Moment | None = moment()
    place: Line = line()
    why: Prose = prose()
    severity: Severity = word(Severity, Severity.MODERATE)
    expected_result: Prose = prose()
    deadline: date | None = day()
    said_on_site: bool = flag()
    status: DeficiencyStatus = word(DeficiencyStatus, DeficiencyStatus.IDENTIFIED)
    ivo_considered: bool | None = flag(None)
    ivo_reason: Prose = prose()


class DeficiencyIn(DeficiencyFields, Input):
    """A deficiency through the door."""


class Deficiency(DeficiencyFields, Row, table=True):
    """A deficiency's row."""

    __tablename__ = "deficiency"
