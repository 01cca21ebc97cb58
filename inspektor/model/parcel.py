"""What another group sent and somebody here took in: never a part of the own follow-ups and figures."""

from datetime import date

from sqlmodel import SQLModel

from inspektor.model.fields import Input, Line, Moment, Prose, Row, count, day, key, line, moment, prose


class ParcelFields(SQLModel):
    """A file from another group: who made it, and its figures as JSON."""

    sender: Line = line(required=True)
    title: Line = line()
    municipality: Line = line()
    board: Line = line()
    signing_key: Line = line(required=True)
    made_at: Moment = moment(...)
    taken_in_at: Moment = moment(...)
    taken_in_by: str = key()
    figures: Prose = prose("[]")


class ParcelIn(ParcelFields, Input):
    """A parcel through the door."""


class ParcelRow(ParcelFields, Row, table=True):
    """A parcel's row; its id is derived from its content."""

    __tablename__ = "parcel"


class ParcelDocumentFields(SQLModel):
    """A document of a parcel: what its sender said of it, and the file in the media store."""

    parcel_id: str = key()
    kind: Line = line()
    title: Line = line(required=True)
    unit: Line = line()
    provider: Line = line()
    organisation_number: Line = line()
    signed_on: date = day(...)
    registry_number: Line = line()
    version: int = count(1, most=10_000)
    signed_by: Prose = prose()
    media: Line = line(required=True)
    size: int = count(most=1_000_000_000)


class ParcelDocumentIn(ParcelDocumentFields, Input):
    """A parcel's document through the door."""


class ParcelDocumentRow(ParcelDocumentFields, Row, table=True):
    """A parcel's document's row; its id is derived from the parcel and the file."""

    __tablename__ = "parcel_document"
