"""Sealed documents and the signatures on them."""

from sqlmodel import SQLModel

from inspektor.model.fields import Input, Line, Moment, Prose, Row, count, key, line, moment, prose, word
from inspektor.shapes.enums import DocumentKind, DocumentStatus, SignatureMethod, TimestampState


class DocumentFields(SQLModel):
    """A printed document: its frozen facts, and the newest revision of the PDF in the media store."""

    follow_up_id: str = key()
    kind: DocumentKind = word(DocumentKind)
    version: int = count(1, most=10_000)
    status: DocumentStatus = word(DocumentStatus, DocumentStatus.AWAITING_SIGNATURE)
    title: Line = line(required=True)
    facts: Prose = prose(...)
    facts_hash: Line = line(required=True)
    signers: Prose = prose(...)
    """Who signs where, as JSON: a list of [field, person id, name]."""
    media: Line = line(required=True)
    signature_count: int = count(most=100)
    sealed_at: Moment = moment(...)
    sealed_by: str = key()
    knew: Prose = prose()
    """How far it knew the follow-up's journal, as JSON: of each launch the number of its newest operation."""
    timestamp: TimestampState = word(TimestampState, TimestampState.NONE)
    unstamped: Line = line()
    """The file as all had signed it, where a timestamp was added at its end afterwards."""


class DocumentIn(DocumentFields, Input):
    """A document through the door."""


class Document(DocumentFields, Row, table=True):
    """A document's row."""

    __tablename__ = "document"


class ReportTextFields(SQLModel):
    """A text of the follow-up report as somebody worded it, and what had been built when they did."""

    follow_up_id: str = key()
    place: Line = line(required=True)
    text: Prose = prose()
    built: Prose = prose()


class ReportTextIn(ReportTextFields, Input):
    """A report's text through the door."""


class ReportText(ReportTextFields, Row, table=True):
    """A report's text's row."""

    __tablename__ = "report_text"


class QuoteFields(SQLModel):
    """Words of a note that somebody let stand in the report, under one of its requirements."""

    follow_up_id: str = key()
    requirement: Line = line(required=True)
    note_id: str = key()
    text: Prose = prose()
    released_by: str = key()
    released_at: Moment = moment(...)


class QuoteIn(QuoteFields, Input):
    """A quote through the door."""


class Quote(QuoteFields, Row, table=True):
    """A quote's row; its id is derived from follow-up, requirement and note. Hidden once it is taken back."""

    __tablename__ = "quote"


class SignatureFields(SQLModel):
    """A signature on a document, as the program recorded it."""

    document_id: str = key()
    field: Line = line(required=True)
    name: Line = line(required=True)
    title: Line = line()
    method: SignatureMethod = word(SignatureMethod)
    signed_at: Moment = moment(...)
    person_id: str = key()
    media: Line = line(required=True)
    follows: Line = line()
    """The revision that it was put on; empty of the first."""


class SignatureIn(SignatureFields, Input):
    """A signature through the door."""


class Signature(SignatureFields, Row, table=True):
    """A signature's row."""

    __tablename__ = "signature"
