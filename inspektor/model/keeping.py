"""How long records are kept, and who has read them: rules, exceptions, disposals, openings, reviews, erasures confirmed.

Their rows name a follow-up without hanging on it: they are made after it is finished, and do not travel with its file.
"""

from datetime import date

from sqlmodel import SQLModel

from inspektor.model.fields import (
    Input,
    Line,
    Moment,
    Prose,
    Row,
    count,
    day,
    flag,
    key,
    line,
    moment,
    optional_key,
    prose,
    word,
)
from inspektor.shapes.erasure import ReachKind
from inspektor.shapes.openings import OpenedKind
from inspektor.shapes.retention import MOST_MONTHS, Category, Exemption


class RetentionRuleFields(SQLModel):
    """What the municipality's plan says of one category of records."""

    category: Category = word(Category)
    disposed: bool = flag()
    """Whether it is disposed of at all, or kept for good."""
    months: int = count(most=MOST_MONTHS)
    plan: Line = line()
    """Where the plan says so."""


class RetentionRuleIn(RetentionRuleFields, Input):
    """A rule through the door."""


class RetentionRuleRow(RetentionRuleFields, Row, table=True):
    """A rule's row; its id is derived from the category."""

    __tablename__ = "retention_rule"


class RetentionExemptionFields(SQLModel):
    """A follow-up of which nothing is disposed for now: somebody waits for it, or the archive has it."""

    kept_follow_up: str = key()
    kind: Exemption = word(Exemption)
    reason: Line = line(required=True)
    person_id: str = key()
    name: Line = line(required=True)
    at: Moment = moment(...)


class RetentionExemptionIn(RetentionExemptionFields, Input):
    """An exemption through the door."""


class RetentionExemption(RetentionExemptionFields, Row, table=True):
    """An exemption's row."""

    __tablename__ = "retention_exemption"


class DisposalFields(SQLModel):
    """A disposal of one category: who decided, when, on what ground, by which rule, and of what."""

    category: Category = word(Category)
    at: Moment = moment(...)
    person_id: str = key()
    name: Line = line(required=True)
    title: Line = line()
    ground: Line = line(required=True)
    rule: Line = line()
    """The rule as it read then."""
    records: int = count(most=10**12)
    listed: Prose = prose()
    """JSON: of each follow-up what it is called, when it was finalised and how many records went."""


class DisposalIn(DisposalFields, Input):
    """A disposal through the door."""


class Disposal(DisposalFields, Row, table=True):
    """A disposal's row; it is never edited."""

    __tablename__ = "disposal"


class OpeningFields(SQLModel):
    """Somebody has read what concerns clients: once a day and record."""

    person_id: str = key()
    name: Line = line(required=True)
    day: date = day(...)
    kind: OpenedKind = word(OpenedKind)
    record: str | None = optional_key()
    opened_follow_up: str | None = optional_key()


class OpeningIn(OpeningFields, Input):
    """An opening through the door."""


class Opening(OpeningFields, Row, table=True):
    """An opening's row; its id is derived from person, day, kind and record. It is never edited."""

    __tablename__ = "opening"


class LogReviewFields(SQLModel):
    """The log of a month was read and signed off."""

    month: Line = line(required=True)
    """As 2026-11."""
    person_id: str = key()
    name: Line = line(required=True)
    at: Moment = moment(...)
    openings: int = count(most=10**12)
    """How many there were then: more may come from a laptop that had not synced."""
    remark: Prose = prose()


class LogReviewIn(LogReviewFields, Input):
    """A review through the door."""


class LogReview(LogReviewFields, Row, table=True):
    """A review's row; it is never edited."""

    __tablename__ = "log_review"


class ErasureReachFields(SQLModel):
    """A place that an erasure cannot reach by itself is clear of it, on somebody's word."""

    erasure: str = key()
    """The erasure's name, the same on all laptops."""
    kind: ReachKind = word(ReachKind)
    place: Line = line(required=True)
    person_id: str = key()
    name: Line = line(required=True)
    at: Moment = moment(...)
    how: Line = line(required=True)


class ErasureReachIn(ErasureReachFields, Input):
    """A confirmation through the door."""


class ErasureReachRow(ErasureReachFields, Row, table=True):
    """A confirmation's row; its id is derived from erasure, kind and place."""

    __tablename__ = "erasure_reach"
