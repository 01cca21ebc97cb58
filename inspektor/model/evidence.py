"""What was seen and read, and what it says about a requirement."""

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
    prose,
    word,
)
from inspektor.shapes.enums import ObservationKind, Rating, SampleOutcome, SourceKind, Stance


class ObservationFields(SQLModel):
    """Something seen or heard on the spot: time, place, fact."""

    follow_up_id: str = key()
    requirement: Line | None = line(None)
    text: Prose = prose()
    place: Line = line()
    kind: ObservationKind = word(ObservationKind, ObservationKind.NEUTRAL)
    observed_at: Moment = moment(...)
    author_id: str = key()


class ObservationIn(ObservationFields, Input):
    """An observation through the door."""


class Observation(ObservationFields, Row, table=True):
    """An observation's row."""

    __tablename__ = "observation"


class PhotoFields(SQLModel):
    """A photo of an observation, without persons. The picture lies in the media store under its SHA-256."""

    follow_up_id: str = key()
    observation_id: str = key()
    media: Line = line(required=True)
    media_type: Line = line(required=True)
    width: int = count()
    height: int = count()
    turn: int = count(most=8)
    caption: Line = line()
    alternative_text: Prose = prose()
    taken_at: Moment | None = moment()
    original_hash: Line = line()
    """SHA-256 of the file as it was received, before position and maker's data were taken out."""
    shown_media: Line | None = line(None)
    """A JPEG of the picture where the kept file is of a kind that PDF and older programs cannot show (HEIC)."""
    no_persons: bool = flag()
    """Whether somebody confirmed that no person is in the picture."""
    left_on: Line = line()
    """Where a copy was left behind: the phone or folder it was fetched from."""
    left_removed: bool = flag()


class PhotoIn(PhotoFields, Input):
    """A photo through the door."""


class Photo(PhotoFields, Row, table=True):
    """A photo's row."""

    __tablename__ = "photo"


class DocumentReviewFields(SQLModel):
    """A kind of document read at the unit: how many, how chosen, what came out. No client data."""

    follow_up_id: str = key()
    requirement: Line | None = line(None)
    kind: Line = line(required=True)
    sample_size: int = count(most=100_000)
    selection: Line = line()
    result: Prose = prose()
    reviewed_at: Moment = moment(...)
    author_id: str = key()


class DocumentReviewIn(DocumentReviewFields, Input):
    """A document review through the door."""


class DocumentReview(DocumentReviewFields, Row, table=True):
    """A document review's row."""

    __tablename__ = "document_review"


class SampleFields(SQLModel):
    """One of the documents in a sample, known by a letter: what it showed."""

    follow_up_id: str = key()
    review_id: str = key()
    letter: Line = line(required=True)
    outcome: SampleOutcome | None = word(SampleOutcome, None)
    text: Prose = prose()


class SampleIn(SampleFields, Input):
    """A sample's result through the door."""


class Sample(SampleFields, Row, table=True):
    """A sample's row; its id is derived from review and letter."""

    __tablename__ = "sample"


class DocumentRequestFields(SQLModel):
    """A document the unit is asked for: before the visit, or because it was missing on the day."""

    follow_up_id: str = key()
    kind: Line = line(required=True)
    requirement: Line | None = line(None)
    text: Prose = prose()
    requested_at: Moment | None = moment()
    due: date | None = day()
    received_on: date | None = day()


class DocumentRequestIn(DocumentRequestFields, Input):
    """A request for a document through the door."""


class DocumentRequest(DocumentRequestFields, Row, table=True):
    """A document request's row."""

    __tablename__ = "document_request"


class AssessmentFields(SQLModel):
    """The judgement of one requirement in one follow-up: a rating with written grounds."""

    follow_up_id: str = key()
    requirement: Line = line(required=True)
    rating: Rating | None = word(Rating, None)
    grounds: Prose = prose()
    rated_at: Moment | None = moment()
    rated_by: str | None = line(None)
    strengths: Prose = prose()
    """What the unit does well; a report that only finds fault is no judgement."""
    taken_by: str | None = line(None)
    """The inspector who has taken the requirement on."""


class AssessmentIn(AssessmentFields, Input):
    """An assessment through the door."""


class Assessment(AssessmentFields, Row, table=True):
    """An assessment's row; its id is derived from follow-up and requirement, so two inspectors meet in one row."""

    __tablename__ = "assessment"


class EvidenceFields(SQLModel):
    """A source tied to a requirement, and what it says: supports, contradicts, silent."""

    follow_up_id: str = key()
    requirement: Line = line(required=True)
    source_kind: SourceKind = word(SourceKind)
    source_id: str = key()
    stance: Stance | None = word(Stance, None)
    """None while the source is sorted under the requirement but not weighed."""


class EvidenceIn(EvidenceFields, Input):
    """A piece of evidence through the door."""


class Evidence(EvidenceFields, Row, table=True):
    """A piece of evidence's row; its id is derived from requirement and source."""

    __tablename__ = "evidence"
