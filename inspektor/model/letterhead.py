"""The group's letterhead: one row, the same on every laptop."""

from sqlmodel import SQLModel

from inspektor.model.fields import Input, Line, Prose, Row, flag, line, prose

FIXED_TEXT = 4000
"""The longest text that stands on every report, in characters."""


class LetterheadFields(SQLModel):
    """What papers have in common; the logo lies in the media store."""

    municipality: Line = line()
    board: Line = line()
    accent: Line = line()
    logo: Line = line()
    logo_alt: Line = line()
    contact: Line = line()
    method: Prose = prose(most=FIXED_TEXT)
    secrecy: Prose = prose(most=FIXED_TEXT)
    attach_data: bool = flag()
    """Whether documents carry what they say as data (PDF/A-3a), for an archive that wants it."""


class LetterheadIn(LetterheadFields, Input):
    """A letterhead through the door."""


class LetterheadRow(LetterheadFields, Row, table=True):
    """A letterhead's row."""

    __tablename__ = "letterhead"
