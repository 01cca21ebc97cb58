"""What queries return and screens show: plain frozen values, already joined, never a database row."""

from dataclasses import dataclass
from datetime import date, datetime

from inspektor.shapes.enums import (
    DocumentKind,
    DocumentStatus,
    FollowUpStatus,
    Form,
    LegalBasis,
    Mode,
    Notice,
    ObservationKind,
    Regime,
    Scope,
    SignatureMethod,
    TimestampState,
    Turn,
)
from inspektor.shapes.finished import FINISHED
from inspektor.shapes.judgement import DeficiencyRow


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person who does follow-ups."""

    id: str
    name: str
    title: str
    reads_only: bool = False
    """Whether the role in the group is that of a reader."""
    decides: bool = True
    """Whether it is theirs to dispose of records, to confirm an erasure and to sign off the log."""


@dataclass(frozen=True, slots=True)
class ProviderRow:
    """A provider in the register."""

    id: str
    name: str
    organisation_number: str
    regime: Regime


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit in the register, with its provider."""

    id: str
    name: str
    service_type: str
    address: str
    address_protected: bool
    places: int
    manager: str
    target_group: str
    agreement_number: str
    legal_basis: LegalBasis | None
    provider_id: str
    provider: str
    organisation_number: str
    regime: Regime


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A published template version."""

    id: str
    slug: str
    title: str
    version: str
    published_at: datetime


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """A follow-up in a list."""

    id: str
    unit: str
    provider: str
    form: Form
    notice: Notice
    mode: Mode
    status: FollowUpStatus
    registry_number: str
    planned_on: date | None
    arrived_at: datetime | None
    template: str
    document_status: DocumentStatus | None
    """Of a document that waits for a signature, else of the newest; None while there is none."""
    turn: Turn | None
    """Whether it was finalised or opened again last; None while it is under way for the first time."""
    turned_at: datetime | None
    turned_by: str | None


@dataclass(frozen=True, slots=True)
class TeamMemberRow:
    """An inspector of the follow-up."""

    id: str
    person_id: str
    name: str
    title: str
    conflict_of_interest: bool | None
    conflict_note: str


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """Someone met on the unit's side."""

    id: str
    function: str
    name: str


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit."""

    id: str
    arrived_at: datetime | None
    departed_at: datetime | None
    circumstances: str


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """A photo of an observation; the picture itself is fetched from the media store."""

    id: str
    observation_id: str
    media: str
    media_type: str
    width: int
    height: int
    turn: int
    caption: str
    alternative_text: str
    taken_at: datetime | None
    shown_media: str | None
    no_persons: bool
    left_on: str
    left_removed: bool

    @property
    def visible_media(self) -> str:
        """The file that every program can show."""
        return self.shown_media or self.media


@dataclass(frozen=True, slots=True)
class ObservationRow:
    """An observation with its photos."""

    id: str
    requirement: str | None
    text: str
    place: str
    kind: ObservationKind
    observed_at: datetime
    author_id: str
    photos: tuple[PhotoRow, ...]


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """A signature as recorded."""

    field: str
    person_id: str
    """Of a representative's, whoever here received it."""
    name: str
    title: str
    method: SignatureMethod
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class SignerPlace:
    """A field of a document and whose it is."""

    field: str
    person_id: str
    """Empty for the provider's representative."""
    name: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A sealed document."""

    id: str
    kind: DocumentKind
    version: int
    status: DocumentStatus
    title: str
    media: str
    signers: tuple[SignerPlace, ...]
    """Those who have a place to sign, in the order of printing."""
    signature_count: int
    sealed_at: datetime
    timestamp: TimestampState
    unstamped: str
    """The file as all had signed it, where a timestamp was added afterwards; else empty."""
    signatures: tuple[SignatureRow, ...]
    """Those in the file that is kept, the first one first."""
    apart: tuple[SignatureRow, ...] = ()
    """Those that two people made on one revision each on their own computer: the file kept does not hold them."""

    def is_whole(self) -> bool:
        """Whether all who have a place have signed."""
        return self.signature_count == len(self.signers)

    def signature_at(self, place: SignerPlace) -> SignatureRow | None:
        """The signature in that place; None while it is empty."""
        return next((each for each in self.signatures if each.field == place.field), None)

    def signed_apart(self, place: SignerPlace) -> bool:
        """Whether somebody signed there on another computer, on a file that is not the one kept: they sign again."""
        return self.signature_at(place) is None and any(each.field == place.field for each in self.apart)

    def representative_place(self) -> SignerPlace | None:
        """Where the provider's representative is still to sign; None if nowhere."""
        empty = (place for place in self.signers if not place.person_id and not self.signature_at(place))
        return next(empty, None)


@dataclass(frozen=True, slots=True)
class StepRow:
    """A follow-up was finalised, or opened for a correction: when, by whom and why."""

    turn: Turn
    at: datetime
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class LateChange:
    """What one person did to a follow-up that its report does not know of."""

    at: datetime
    """The last time."""
    person: str
    label: str
    """The marked text that names the step."""
    records: frozenset[str]


@dataclass(frozen=True, slots=True)
class FollowUpSheet:
    """A follow-up and what hangs directly on it."""

    id: str
    unit: UnitRow
    template_version_id: str
    template: str
    form: Form
    mode: Mode
    notice: Notice
    status: FollowUpStatus
    municipality: str
    board: str
    registry_number: str
    planned_on: date | None
    trigger: str
    purpose: str
    facts_of_the_day: str
    to_send_in: str
    send_in_by: date | None
    not_reviewed: str
    next_step: str
    distribution: str
    scope: Scope
    scope_note: str
    further_units: tuple[UnitRow, ...]
    """Of a joint follow-up; the first unit is `unit`."""
    team: tuple[TeamMemberRow, ...]
    participants: tuple[ParticipantRow, ...]
    visit: VisitRow | None
    documents: tuple[DocumentRow, ...]
    """The newest version of each kind before the older ones."""

    steps: tuple[StepRow, ...]
    """Each time it was finalised or opened again, the newest first."""

    @property
    def finished(self) -> bool:
        """Whether it is read-only."""
        return self.status in FINISHED

    def documents_of(self, kind: DocumentKind) -> tuple[DocumentRow, ...]:
        """Those of a kind, the newest first."""
        return tuple(each for each in self.documents if each.kind is kind)


@dataclass(frozen=True, slots=True)
class OutlineCounts:
    """The facts at the right end of the outline rows."""

    interviews: int
    interviews_done: int
    notes: int
    unsorted_notes: int
    observations: int
    document_reviews: int
    rated: int
    requirements: int
    deficiencies: int


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change of a record, for people: who, when, on which laptop, what it was and what it became."""

    at: datetime
    person: str
    device: str
    """What the laptop is called."""
    label: str
    field: str
    before: str
    after: str
    step: int
    """The same of all that was changed at once."""
    kind: str = "set"
    gone: bool = False
    """Whether what it became has been erased since."""
    table: str = ""
    row: str = ""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A place where the words were found."""

    table: str
    row: str
    field: str
    follow_up_id: str | None
    unit: str
    text: str
    """An excerpt; the words found stand between the marks U+E000 and U+E001."""
    opens: str = ""
    """What to open to see it: of a note the interview and the note, of a photo its observation, of a sample its review,
    of a judgement the requirement, else the record itself."""


@dataclass(frozen=True, slots=True)
class Today:
    """What the start screen shows."""

    visits: tuple[FollowUpRow, ...]
    begun: tuple[FollowUpRow, ...]
    deadlines: tuple[DeficiencyRow, ...]
    awaiting_signature: tuple[FollowUpRow, ...]
