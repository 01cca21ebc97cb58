"""What stands in a Word file, read without the code that wrote it; and every text of some blocks, in order."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree

from inspektor.report.blocks import (
    Block,
    BulletList,
    Heading,
    KeyFacts,
    Labelled,
    Notice,
    NumberedWords,
    Paragraph,
    Pictures,
    SignatureBoxes,
    Table,
)
from inspektor.report.glyphs import readable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def member(data: bytes, name: str = "word/document.xml") -> ElementTree.Element:
    """One member of the file."""
    with zipfile.ZipFile(BytesIO(data)) as file:
        return ElementTree.fromstring(file.read(name))


def names(data: bytes, beginning: str = "") -> list[str]:
    """The members whose names begin so."""
    with zipfile.ZipFile(BytesIO(data)) as file:
        return sorted(name for name in file.namelist() if name.startswith(beginning))


def paragraphs(root: ElementTree.Element) -> list[str]:
    """The text of every paragraph that has any, its line breaks as newlines."""
    found = []
    for each in root.iter(f"{W}p"):
        parts = [
            (part.text or "") if part.tag == f"{W}t" else "\n"
            for part in each.iter()
            if part.tag in (f"{W}t", f"{W}br")
        ]
        found.append("".join(parts))
    return [text for text in found if text]


def texts_of(blocks: tuple[Block, ...]) -> list[str]:
    """Every text that the blocks hold."""
    return [text for text in (readable(each) for block in blocks for each in _texts(block)) if text]


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, _, number):
            yield f"{number}\u2002{text}" if number else text
        case Paragraph(text, chip=chip):
            yield f"{text} {chip}".rstrip()
        case Notice(title, text):
            yield from (title, text)
        case KeyFacts(pairs) | Labelled(pairs):
            yield from (text for pair in pairs for text in pair)
        case BulletList(items) | NumberedWords(items):
            yield from items
        case Table(columns, rows):
            yield from (column.title for column in columns)
            yield from (text for row in rows for text in row)
        case Pictures(pictures):
            yield from (picture.caption for picture in pictures)
        case SignatureBoxes(boxes):
            for box in boxes:
                yield box.name
                yield "\n".join(text for text in box.details if text)
