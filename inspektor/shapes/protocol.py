"""What a visit protocol states: frozen facts of one visit, made by a query and printed by the report.

Signing seals exactly these facts. They carry no ratings, no raw notes and no interview times: respondents
are protected sources, so an interview appears as a role and a number only. Values that are enumerations
elsewhere arrive here as words already translated to the document's language; moments are aware and printed
in local time.
"""

from dataclasses import dataclass
from datetime import date, datetime

from inspektor.i18n import tr_mark
from inspektor.shapes.letterhead import NO_LETTERHEAD, Letterhead

INSPECTOR = "inspector"
REPRESENTATIVE = "representative"


@dataclass(frozen=True, slots=True)
class SecrecyMark:
    """A secrecy mark by 5 kap. 5 § offentlighets- och sekretesslagen: provision, day and authority."""

    provision: str
    marked_on: date
    authority: str


@dataclass(frozen=True, slots=True)
class ProtocolHead:
    """Whose document it is, and which."""

    municipality: str
    board: str
    administration: str = ""
    registry_number: str | None = None
    """Diarienummer; None prints that it is yet to be assigned and stops nothing."""
    version: str = "1.0"
    secrecy: SecrecyMark | None = None
    replaces: str = ""
    """The version this one corrects, in words for people ("1.0, undertecknad 26 november 2026")."""
    replaces_sha256: str = ""
    """SHA-256 of the file this version replaces, in hexadecimal."""
    replaces_why: str = ""
    """Why the follow-up was opened again."""
    state: str = ""
    """What kind of draft it is; a sealed document says nothing of the kind."""
    letterhead: Letterhead = NO_LETTERHEAD


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """The unit that was visited and the agreement it works under."""

    name: str
    provider: str = ""
    address: str = ""
    address_protected: bool = False
    organisation_number: str = ""
    agreement_number: str = ""
    legal_basis: str = ""
    service_type: str = ""
    places: int | None = None
    manager: str = ""

    def __post_init__(self) -> None:
        """Drop a protected address here, so that nothing further on can print it."""
        if self.address_protected:
            object.__setattr__(self, "address", "")


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """When, how and why the visit was made."""

    day: date | None = None
    arrived: datetime | None = None
    left: datetime | None = None
    announcement: str = ""
    """Announced, unannounced or digital, in words."""
    form: str = ""
    purpose: str = ""
    trigger: str = ""
    circumstances: str = ""


@dataclass(frozen=True, slots=True)
class InspectorPresent:
    """One of the municipality's people at the visit."""

    name: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class UnitPresent:
    """Who took part for the unit, by function and number; never by name."""

    function: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class InterviewCount:
    """How many were interviewed in one role. No order, no time, no label: sources are protected."""

    role: str
    count: int


@dataclass(frozen=True, slots=True)
class DocumentsReviewed:
    """One kind of document that was read, how many and how they were chosen."""

    kind: str
    sample_size: int | None = None
    population: int | None = None
    selection: str = ""
    outcome: str = ""
    """How many were as required, lacking or absent, in words."""


@dataclass(frozen=True, slots=True)
class MethodFacts:
    """What the visit covered and how it was done."""

    template_title: str = ""
    template_version: str = ""
    requirement_count: int = 0
    areas: tuple[str, ...] = ()
    interviews: tuple[InterviewCount, ...] = ()
    interpreter: str = ""
    """In words, where an interpreter took part."""
    observation_count: int = 0
    documents: tuple[DocumentsReviewed, ...] = ()


@dataclass(frozen=True, slots=True)
class DayFact:
    """A fact of the day: the permit check, how many were present, staff on duty."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo as it is stored, without position and serial numbers, and what a reader needs to follow it."""

    number: int
    data: bytes
    caption: str
    alt: str
    """What the picture shows, for those who cannot see it."""
    taken: datetime | None = None
    turn: int = 1
    """Which way up it is stored: the EXIF orientation, 1 to 8."""

    def __repr__(self) -> str:
        return f"Photo(number={self.number}, {len(self.data)} bytes)"


@dataclass(frozen=True, slots=True)
class ObservedFact:
    """What was seen, where and when. A fact, no judgement."""

    text: str
    place: str = ""
    at: datetime | None = None
    photos: tuple[Photo, ...] = ()


@dataclass(frozen=True, slots=True)
class AreaObservations:
    """The observations of one quality area, in the order they are printed."""

    area: str
    observations: tuple[ObservedFact, ...] = ()


@dataclass(frozen=True, slots=True)
class OralDeficiency:
    """A deficiency that was pointed out to the provider on the day."""

    code: str
    requirement: str
    observed: str
    expected: str = ""
    agreed: str = ""
    deadline: date | None = None
    observed_at: datetime | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class DocumentDue:
    """Something the provider has to send in."""

    what: str
    due: date | None = None


@dataclass(frozen=True, slots=True)
class NotReviewed:
    """Something in scope that was not reviewed, and why; said plainly."""

    what: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom the provider turns to."""

    name: str = ""
    title: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Signer:
    """One who signs, in the order of printing. A representative confirms having read, not agreement."""

    name: str
    title: str = ""
    role: str = ""
    """The role in words, printed under the name."""
    organisation: str = ""
    kind: str = INSPECTOR
    abstains: str = ""
    """Set for one who was present and does not sign: the sentence that is printed instead of a field."""


@dataclass(frozen=True, slots=True)
class ProtocolFacts:
    """Everything the visit protocol prints (sections 1 to 13), and nothing it does not print."""

    head: ProtocolHead
    unit: UnitFacts
    made: datetime
    """When the document was made; also the date in its metadata."""
    visit: VisitFacts = VisitFacts()
    inspectors: tuple[InspectorPresent, ...] = ()
    unit_present: tuple[UnitPresent, ...] = ()
    method: MethodFacts = MethodFacts()
    day_facts: tuple[DayFact, ...] = ()
    observations: tuple[AreaObservations, ...] = ()
    deficiencies: tuple[OralDeficiency, ...] = ()
    documents_due: tuple[DocumentDue, ...] = ()
    not_reviewed: tuple[NotReviewed, ...] = ()
    next_step: str = ""
    contact: Contact = Contact()
    signers: tuple[Signer, ...] = ()
    distribution: tuple[str, ...] = ()
    evidence_sha256: str = ""
    """SHA-256 of the follow-up as sealed in the workspace, in hexadecimal; empty while nothing is sealed."""


PARTS = {
    "head": tr_mark("the head"),
    "unit": tr_mark("the unit"),
    "visit": tr_mark("the visit"),
    "inspectors": tr_mark("the inspectors"),
    "unit_present": tr_mark("who took part for the unit"),
    "method": tr_mark("scope and method"),
    "day_facts": tr_mark("facts of the day"),
    "observations": tr_mark("observations"),
    "deficiencies": tr_mark("deficiencies said on site"),
    "documents_due": tr_mark("what is to be sent in"),
    "not_reviewed": tr_mark("what was not reviewed"),
    "next_step": tr_mark("next step"),
    "signers": tr_mark("the signers"),
    "distribution": tr_mark("distribution"),
}
"""What people call the parts of a protocol, by the names of its facts."""
