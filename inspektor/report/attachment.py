"""What a document says, as data to attach to it: made of the same blocks as its pages, with not a word more.

Keys are fixed English words; every value is a text that stands on the pages, spelt as it is printed there.
"""

import json
from collections.abc import Callable, Sequence
from typing import Any

from inspektor.report.blocks import (
    Block,
    BulletList,
    Cards,
    Document,
    Heading,
    KeyFacts,
    Labelled,
    Notice,
    NumberedWords,
    Paragraph,
    Pictures,
    Room,
    SignatureBoxes,
    Table,
    Ticks,
)
from inspektor.report.finish import Attachment
from inspektor.report.glyphs import TextDoor, plain
from inspektor.report.style import BODY

NAME = "innehall.json"
MEDIA_TYPE = "application/json"
VERSION = 1
Clean = Callable[[str], str]


def as_attachment(document: Document) -> Attachment:
    """The document's content, to be put into its file."""
    return Attachment(NAME, plain(document.title), MEDIA_TYPE, as_data(document))


def as_data(document: Document) -> bytes:
    """The document's content as JSON, in UTF-8."""
    door = TextDoor()

    def clean(text: str) -> str:
        return door.clean(text, BODY.face).strip()

    running = document.running
    head = [running.left_title, running.left_text, running.right_title, running.right_text, running.footer]
    head.append(document.letterhead.contact)
    whole = {
        "version": VERSION,
        "head": [clean(text) for text in head if text],
        "content": _sections(document.blocks, clean),
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def _sections(blocks: Sequence[Block], clean: Clean) -> list[Any]:
    """The blocks under their headings."""
    top: list[Any] = []
    open_at: list[tuple[int, list[Any]]] = [(0, top)]
    for block in blocks:
        if isinstance(block, Heading):
            while open_at[-1][0] >= block.level:
                open_at.pop()
            inside: list[Any] = []
            number = {"number": clean(block.number)} if block.number else {}
            open_at[-1][1].append({**number, "heading": clean(block.text), "content": inside})
            open_at.append((block.level, inside))
        else:
            open_at[-1][1].append(_WAYS[type(block)](block, clean))
    return top


def _pairs(block: Any, clean: Clean) -> Any:
    return {"facts": [{"label": clean(label), "value": clean(value)} for label, value in block.pairs]}


def _paragraph(block: Paragraph, clean: Clean) -> Any:
    return {"text": clean(block.text), **({"marked": clean(block.chip)} if block.chip else {})}


def _notice(block: Notice, clean: Clean) -> Any:
    return {"notice": clean(block.title), **({"text": clean(block.text)} if block.text else {})}


def _table(block: Table, clean: Clean) -> Any:
    columns = [clean(column.title) for column in block.columns]
    return {"columns": columns, "rows": [[clean(cell) for cell in row] for row in block.rows]}


def _signatures(block: SignatureBoxes, clean: Clean) -> Any:
    boxes = [
        {"name": clean(box.name), "details": [clean(each) for each in box.details]} for box in block.boxes
    ]
    return {"signatures": boxes}


_WAYS: dict[type, Callable[[Any, Clean], Any]] = {
    Paragraph: _paragraph,
    Notice: _notice,
    KeyFacts: _pairs,
    Labelled: _pairs,
    BulletList: lambda block, clean: {"list": [clean(item) for item in block.items]},
    NumberedWords: lambda block, clean: {"list": [clean(word) for word in block.words]},
    Table: _table,
    Pictures: lambda block, clean: {"pictures": [clean(each.caption) for each in block.pictures]},
    SignatureBoxes: _signatures,
    Room: lambda block, clean: {"room": clean(block.label)},
    Cards: lambda block, clean: {
        "cards": [
            {"name": clean(each.name), "text": clean(each.text), "about": clean(each.about)}
            for each in block.cards
        ]
    },
    Ticks: lambda block, clean: {"options": [clean(option) for option in block.options]},
}
