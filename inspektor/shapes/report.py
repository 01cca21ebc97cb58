"""What a follow-up report states: frozen when it is sealed, made by a query, printed by the report.

Sources are protected: of each finding the kinds of source and how many, never a label, a time or an order.
"""

from dataclasses import dataclass
from datetime import date, datetime

from inspektor.i18n import tr_mark
from inspektor.shapes.protocol import (
    Contact,
    DocumentDue,
    InspectorPresent,
    MethodFacts,
    ProtocolHead,
    Signer,
    UnitFacts,
    VisitFacts,
)

FINDING = "finding"
"""Begins the key of a requirement's text; the requirement's code follows after a space."""
TITLES = {
    "summary": tr_mark("Summary"),
    "background": tr_mark("Background and assignment"),
    "scope": tr_mark("Purpose and scope"),
    "method": tr_mark("Method"),
    "limits": tr_mark("What was not reviewed"),
    "complaints": tr_mark("Complaints tested"),
    "earlier": tr_mark("Earlier deficiencies"),
    "ivo": tr_mark("Position on IVO and other authorities"),
    "strengths": tr_mark("Good examples"),
    "next": tr_mark("Next step"),
}
"""The texts of the report beside the findings, in the order of the paper."""


def finding(code: str) -> str:
    """The key of the text about a requirement."""
    return f"{FINDING} {code}"


def finding_code(key: str) -> str:
    """The requirement a text is about; empty of the others."""
    kind, _, code = key.partition(" ")
    return code if kind == FINDING else ""


@dataclass(frozen=True, slots=True)
class ReportText:
    """One text of the report: built of what is noted, until somebody edits it."""

    key: str
    built: str
    """What the notes amount to now."""
    edited: str = ""
    built_before: str = ""
    """What they amounted to when the text was edited last."""

    @property
    def is_edited(self) -> bool:
        """Whether a person's wording stands in the report."""
        return bool(self.edited.strip())

    @property
    def text(self) -> str:
        """What is printed."""
        return self.edited if self.is_edited else self.built

    @property
    def outdated(self) -> bool:
        """Whether what it was built of has changed since it was edited."""
        return self.is_edited and self.built_before != self.built


@dataclass(frozen=True, slots=True)
class SourceCount:
    """One kind of source and how many of it a finding rests on."""

    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class QuoteFacts:
    """Words that somebody let stand in the report, and the role of who said them."""

    text: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class RequirementResult:
    """A requirement, how it was judged and why."""

    code: str
    requirement: str
    source: str
    """Where the requirement comes from."""
    rating: str
    """In the template's words; empty while nobody has judged."""
    finding: str
    sources: tuple[SourceCount, ...] = ()
    single: bool = False
    """Judged on one kind of source alone, which the report says."""
    quotes: tuple[QuoteFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class AreaResult:
    """The requirements of one quality area."""

    name: str
    results: tuple[RequirementResult, ...]


@dataclass(frozen=True, slots=True)
class RatingCounts:
    """How many requirements of an area got each rating, in the order of `ReportFacts.ratings`."""

    area: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReportDeficiency:
    """A deficiency and what is demanded."""

    code: str
    observed: str
    why: str = ""
    severity: str = ""
    expected: str = ""
    deadline: date | None = None
    observed_at: datetime | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class FactReplyFacts:
    """A provider's view of a point, and our answer."""

    number: int
    """0 while nobody knows which point it is about."""
    heading: str
    comment: str
    proposal: str
    accepted: bool | None
    changed: bool
    """Whether the text says something else than what was sent."""
    answer: str
    before: str = ""
    after: str = ""
    """What the text said and says where an accepted view changed it."""


@dataclass(frozen=True, slots=True)
class FactCheckFacts:
    """One round of the fact check."""

    sent_on: date
    due: date
    answered_on: date | None
    replies: tuple[FactReplyFacts, ...] = ()
    also_changed: tuple[int, ...] = ()
    """The numbers of the points that were changed without a view having been accepted."""


@dataclass(frozen=True, slots=True)
class ReadBy:
    """One who was not on site and read the report before it was signed."""

    name: str
    title: str
    day: date


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """Everything the report prints, and nothing it does not print."""

    head: ProtocolHead
    unit: UnitFacts
    made: datetime
    visit: VisitFacts
    method: MethodFacts
    contact: Contact
    inspectors: tuple[InspectorPresent, ...] = ()
    texts: tuple[tuple[str, str], ...] = ()
    """The texts beside the findings by their key, in the order of `TITLES`."""
    ratings: tuple[str, ...] = ()
    """The names of the ratings in order, last the one for what nobody has judged."""
    overview: tuple[RatingCounts, ...] = ()
    areas: tuple[AreaResult, ...] = ()
    deficiencies: tuple[ReportDeficiency, ...] = ()
    documents_due: tuple[DocumentDue, ...] = ()
    fact_checks: tuple[FactCheckFacts, ...] = ()
    read_by: tuple[ReadBy, ...] = ()
    changed_after_protocol: tuple[str, ...] = ()
    """The parts of the signed protocol that were changed after it, in words."""
    signers: tuple[Signer, ...] = ()
    distribution: tuple[str, ...] = ()

    def text(self, key: str) -> str:
        """The text of that key."""
        return dict(self.texts).get(key, "")
