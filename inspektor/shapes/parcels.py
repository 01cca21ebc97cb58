"""What groups send each other: a parcel of finished documents and figures, one signed and encrypted file."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from inspektor.i18n import tr_mark
from inspektor.shapes import words
from inspektor.shapes.enums import Labelled

SUFFIX = ".inspektor-delning"
"""What the file's name ends with."""
_FINGERPRINT = 8
"""Words: as many as are read aloud when somebody is let into a group."""


class FigureKind(Labelled):
    """What a figure counts."""

    FOLLOW_UPS = "follow_ups", tr_mark("Finished follow-ups")
    RATINGS = "ratings", tr_mark("Ratings")
    DEFICIENCIES = "deficiencies", tr_mark("Deficiencies")


@dataclass(frozen=True, slots=True)
class Figure:
    """How many of something there are in a year."""

    year: int
    kind: str
    """A FigureKind; a newer program may count something else."""
    area: str
    """The quality area; empty where it is of all."""
    word: str
    """The stored word of what is counted: a form, a rating, a severity."""
    n: int


@dataclass(frozen=True, slots=True)
class ParcelDocument:
    """A document of a parcel: what it is, whom it is about, and which file it is."""

    kind: str
    title: str
    unit: str
    provider: str
    organisation_number: str
    day: date
    """When its last signature was made."""
    registry_number: str
    version: int
    signed_by: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Offered:
    """A finished document that can be put into a parcel."""

    id: str
    document: ParcelDocument
    here: bool
    """Whether its file has arrived on this computer."""
    protected: bool
    """Whether the unit's address is protected."""


@dataclass(frozen=True, slots=True)
class ReceivingKey:
    """What others encrypt to. The words are read aloud, so that nobody's key is taken for another's."""

    text: str
    words: tuple[str, ...]
    of_group: bool
    """Whether everybody in the group can open what is sent to it; else this computer alone."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking a document of a parcel found, in words; "ok", "warn" or "bad"."""

    level: str
    text: str


@dataclass(frozen=True, slots=True)
class Parcel:
    """What a file holds, and who made it. Nothing has been taken in."""

    id: str
    """The same for the same content, whoever opens it."""
    sender: str
    title: str
    municipality: str
    board: str
    words: tuple[str, ...]
    """Fingerprint of the computer that signed it."""
    signing_key: str
    made_at: datetime
    documents: tuple[ParcelDocument, ...]
    figures: tuple[Figure, ...]
    checks: tuple[Checked, ...] = ()
    """One of each document, in the same order."""
    known_since: datetime | None = None
    """When something from the same computer was first taken in; None for a new sender."""


@dataclass(frozen=True, slots=True)
class ReceivedDocument:
    """A document that another group sent."""

    id: str
    document: ParcelDocument
    media: str
    sender: str
    group: str
    taken_in_at: datetime


@dataclass(frozen=True, slots=True)
class Received:
    """A parcel that was taken in."""

    id: str
    sender: str
    title: str
    group: str
    """Municipality and board."""
    words: tuple[str, ...]
    made_at: datetime
    taken_in_at: datetime
    taken_in_by: str
    documents: tuple[ReceivedDocument, ...]
    figures: tuple[Figure, ...]


def sender_words(signing_key: str) -> tuple[str, ...]:
    """The fingerprint of a computer that signs parcels, by its public key in hexadecimal."""
    return _fingerprint(b"inspektor sender 1\0", signing_key)


def receiver_words(key: str) -> tuple[str, ...]:
    """The fingerprint of a receiving key."""
    return _fingerprint(b"inspektor receiving key 1\0", key)


def _fingerprint(purpose: bytes, key: str) -> tuple[str, ...]:
    return tuple(words.encode(hashlib.sha256(purpose + key.encode()).digest()[:_FINGERPRINT]))
