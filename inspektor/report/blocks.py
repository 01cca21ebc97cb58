"""What a document is made of: plain blocks that know nothing of PDF, so other forms can be made of the same ones."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from inspektor.shapes.letterhead import NO_LETTERHEAD, Letterhead

Tone = Literal["body", "lead", "quiet", "strong"]
Verdict = Literal["ok", "warn", "bad", "neutral"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. Level 1 is the document's title and stands once; levels follow each other without gaps."""

    text: str
    level: Literal[1, 2, 3] = 2
    number: str = ""
    on_new_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. A line break in the text is kept."""

    text: str
    tone: Tone = "body"
    leads: bool = False
    """Whether it introduces what follows and stays with it."""
    chip: str = ""
    """Words at its end that stand out in a box, as a rating does."""
    verdict: Verdict = "neutral"


@dataclass(frozen=True, slots=True)
class Notice:
    """A framed remark that must not be missed: a secrecy mark, what a signature means."""

    title: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """Labels and short values, two by two; tinted as the box under a title."""

    pairs: tuple[tuple[str, str], ...]
    tinted: bool = True


@dataclass(frozen=True, slots=True)
class Labelled:
    """Paragraphs with a label beside each."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class BulletList:
    """A list without order."""

    items: tuple[str, ...]
    leads: bool = False
    """Whether its last item stays with what follows."""


@dataclass(frozen=True, slots=True)
class NumberedWords:
    """Words in numbered columns, to be read down each column and written down by hand."""

    words: tuple[str, ...]
    columns: int = 3


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its title, its share of the width, and whether it holds figures."""

    title: str
    share: float
    figures: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row that is repeated on each page it reaches."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo with its caption and, for those who cannot see it, what it shows."""

    data: bytes
    caption: str
    alt: str
    turn: int = 1


@dataclass(frozen=True, slots=True)
class Pictures:
    """Photos, two by two."""

    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class SignatureBox:
    """Room for one signature, with the printed name under the line."""

    name: str
    details: tuple[str, ...]
    field: str
    """The name of the signature field; empty where nothing is signed, as in a draft."""
    tooltip: str = ""
    shows: tuple[str, ...] = ()
    """What a signature will say in it, beside the hand; the room is made for that."""
    last: bool = False
    """Whether it can only be signed last, and so locks the document in whatever program it is signed."""


@dataclass(frozen=True, slots=True)
class SignatureBoxes:
    """The boxes for signatures, two by two, never split over pages."""

    boxes: tuple[SignatureBox, ...]


@dataclass(frozen=True, slots=True)
class Room:
    """Lines to write on by hand; the first begins with the label."""

    lines: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Ticks:
    """Boxes to tick by hand, each with its words, as many beside each other as there is room for."""

    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A framed text to hold in the hand or cut out: what it is known by, what it says, what it is about."""

    name: str
    text: str
    about: str


@dataclass(frozen=True, slots=True)
class Cards:
    """Cards, two by two."""

    cards: tuple[Card, ...]


Block = (
    Heading
    | Paragraph
    | Notice
    | KeyFacts
    | Labelled
    | BulletList
    | NumberedWords
    | Table
    | Pictures
    | SignatureBoxes
    | Room
    | Ticks
    | Cards
)


@dataclass(frozen=True, slots=True)
class Running:
    """What stands at the top and bottom of each page."""

    left_title: str
    left_text: str
    right_title: str
    right_text: str
    footer: str
    page_of: str
    """With the placeholders {page} and {pages}."""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document, ready to be laid out."""

    title: str
    author: str
    subject: str
    language: str
    made: datetime
    running: Running
    blocks: tuple[Block, ...]
    scale: float = 1.0
    """How much larger than usual the text is set."""
    draft: str = ""
    """The word printed across each page of an unsigned preview; empty on the document itself."""
    letterhead: Letterhead = NO_LETTERHEAD
