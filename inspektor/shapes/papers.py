"""What the papers say that are made of a follow-up when somebody asks: kept nowhere, not signed."""

from dataclasses import dataclass
from datetime import date, datetime

from inspektor.i18n import tr_mark
from inspektor.shapes.enums import Labelled
from inspektor.shapes.protocol import Contact, InspectorPresent, ProtocolHead, UnitFacts
from inspektor.shapes.report import ReportDeficiency


class PaperKind(Labelled):
    """Which paper it is."""

    EVIDENCE = "evidence", tr_mark("Evidence list")
    NOTICE = "notice", tr_mark("Deficiency notice")
    FORM = "form", tr_mark("Blank form")
    CARDS = "cards", tr_mark("Question cards")
    PLAIN = "plain", tr_mark("Sheet for clients")


OF_TEMPLATE = (PaperKind.FORM, PaperKind.CARDS)
"""The papers that a template gives without any follow-up."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """The follow-up a paper belongs to; of a template alone whose it is, with no unit."""

    head: ProtocolHead
    unit: UnitFacts
    made: datetime
    day: date | None
    """Of the visit, or when it is planned."""
    form: str
    """The form of follow-up, in words."""
    inspectors: tuple[InspectorPresent, ...]
    contact: Contact

    @property
    def blank(self) -> bool:
        """Whether it is of no unit yet."""
        return not self.unit.name


@dataclass(frozen=True, slots=True)
class Heard:
    """An interview as the evidence list names it."""

    number: str
    role: str
    label: str
    when: datetime | None
    by: str
    circumstances: str
    """Consent, channel, interpreter and the like, in words."""


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """One source: what texts refer to by its number."""

    number: str
    at: datetime | None
    source: str
    """Whose words, or where it was seen or read."""
    text: str
    says: tuple[tuple[str, str], ...]
    """Each requirement it is sorted under, and in words what it says of that; empty while nobody has weighed it."""


@dataclass(frozen=True, slots=True)
class EvidencePaper:
    """All that a follow-up rests on, one source after the other. Never leaves the authority."""

    of: Occasion
    heard: tuple[Heard, ...] = ()
    groups: tuple[tuple[str, tuple[EvidenceItem, ...]], ...] = ()
    """The kinds of source in words, each with its items."""


@dataclass(frozen=True, slots=True)
class NoticeDeficiency:
    """A deficiency with the requirement in full. Who told of it is no part of it."""

    requirement: str
    source: str
    found: ReportDeficiency


@dataclass(frozen=True, slots=True)
class NoticePaper:
    """What the provider is told to put right."""

    of: Occasion
    deficiencies: tuple[NoticeDeficiency, ...] = ()


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """A question with the number the program knows it by."""

    number: str
    text: str
    typed: bool = False
    options: tuple[str, ...] = ()
    """What a typed answer chooses among; empty where it is written."""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class FormRequirement:
    """A requirement with what is asked, by role in words, and what is looked for."""

    number: str
    text: str
    source: str = ""
    questions: tuple[tuple[str, tuple[FormQuestion, ...]], ...] = ()
    observe: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormRepeat:
    """What is asked about each of several: those named beforehand, and one without a name."""

    name: str
    items: tuple[str, ...]
    questions: tuple[FormQuestion, ...]


@dataclass(frozen=True, slots=True)
class FormPaper:
    """A follow-up to be held on paper."""

    of: Occasion
    template: str
    ratings: tuple[str, ...]
    areas: tuple[tuple[str, tuple[FormRequirement, ...]], ...]
    repeats: tuple[FormRepeat, ...] = ()


@dataclass(frozen=True, slots=True)
class PlainPaper:
    """What clients are told before a talk."""

    of: Occasion
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionCard:
    """A question with the number the program knows it by, and what it is about."""

    number: str
    text: str
    requirement: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RoleCards:
    """What respondents of one role are asked: what they are told first, and their questions by area."""

    role: str
    intro: str
    areas: tuple[tuple[str, tuple[QuestionCard, ...]], ...]


@dataclass(frozen=True, slots=True)
class CardsPaper:
    """The questions of interviews, to hold in the hand."""

    of: Occasion
    template: str
    roles: tuple[RoleCards, ...]
