"""The floors that budgets are measured against: the least code that does the same, and nothing else."""

import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import sqlalchemy as sa
import sqlcipher3.dbapi2 as sqlcipher
from PIL import Image as PhotoImage
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Image, LongTable, Paragraph, SimpleDocTemplate, Spacer, Table

from inspektor.report import blocks as b
from inspektor.report.style import font_name


class BareDatabase:
    """One table, one row, the bare driver with the workspace's own pragmas: what an UPDATE that is durable costs."""

    def __init__(self, path: Path) -> None:
        """Make the file."""
        self._connection = sqlcipher.connect(str(path), isolation_level=None)
        for statement in (
            f"PRAGMA key = \"x'{'5a' * 32}'\"",
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = FULL",
            "PRAGMA secure_delete = ON",
            "CREATE TABLE note (id TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT",
            "INSERT INTO note VALUES ('n', '')",
        ):
            self._connection.execute(statement)

    def update(self, text: str) -> None:
        """One durable UPDATE."""
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute("UPDATE note SET text = ? WHERE id = 'n'", (text,))
        self._connection.execute("COMMIT")

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def raw_follow_up(connection: sa.Connection, follow_up_id: str) -> None:
    """Read the rows that an opened follow-up shows, as tuples."""
    for table in ("assessment", "evidence", "note"):
        connection.exec_driver_sql(
            f"SELECT * FROM live_{table} WHERE follow_up_id = ?", (follow_up_id,)
        ).all()


_BODY = ParagraphStyle("body", fontName=font_name("regular"), fontSize=9.5, leading=13.5, spaceAfter=5)
_HEADS = {
    level: ParagraphStyle(f"h{level}", _BODY, fontName=font_name("bold"), fontSize=size, leading=size * 1.3)
    for level, size in ((1, 20), (2, 12.5), (3, 10))
}


def plain_report(document: b.Document) -> bytes:
    """The same blocks by plain reportlab, as its manual shows it: no tags, no fields, nothing for the archive."""
    out = BytesIO()

    def on_page(canvas: Any, _: object) -> None:
        canvas.setFont(font_name("regular"), 7.5)
        canvas.drawString(20 * mm, 283 * mm, document.running.left_title)
        canvas.drawRightString(190 * mm, 283 * mm, document.running.right_title)
        canvas.drawString(20 * mm, 14 * mm, document.running.footer)
        canvas.drawRightString(190 * mm, 14 * mm, str(canvas.getPageNumber()))

    margins = {"leftMargin": 14 * mm, "rightMargin": 14 * mm, "topMargin": 24 * mm, "bottomMargin": 20 * mm}
    template = SimpleDocTemplate(out, title=document.title, initialFontName=font_name("regular"), **margins)
    story = [flowable for block in document.blocks for flowable in _plain_flowables(block)]
    template.build(story, onFirstPage=on_page, onLaterPages=on_page)
    return out.getvalue()


def _plain_paragraph(text: str, style: ParagraphStyle = _BODY) -> Paragraph:
    return Paragraph(escape(text).replace("\n", "<br/>"), style)


def _plain_flowables(block: b.Block) -> Iterator[Flowable]:
    match block:
        case b.Heading():
            yield _plain_paragraph(f"{block.number} {block.text}", _HEADS[block.level])
        case b.Paragraph() | b.Notice():
            yield _plain_paragraph(block.text)
        case b.KeyFacts() | b.Labelled():
            rows = [[_plain_paragraph(label), _plain_paragraph(text)] for label, text in block.pairs]
            yield LongTable(rows, colWidths=[36 * mm, 134 * mm])
        case b.Table():
            rows = [[_plain_paragraph(column.title) for column in block.columns]]
            rows += [[_plain_paragraph(text) for text in row] for row in block.rows]
            shares = sum(column.share for column in block.columns)
            widths = [170 * mm * column.share / shares for column in block.columns]
            yield LongTable(rows, colWidths=widths, repeatRows=1)
        case b.BulletList():
            yield from (_plain_paragraph(f"• {text}") for text in block.items)
        case b.Pictures():
            for picture in block.pictures:
                yield Image(BytesIO(picture.data), 82 * mm, 61 * mm)
                yield _plain_paragraph(picture.caption)
        case b.SignatureBoxes():
            yield Table([[box.name for box in block.boxes]], rowHeights=30 * mm)
        case _:
            yield Spacer(1, 1)


def bare_photo(path: Path, target: Path) -> None:
    """What a photo costs at least: read, looked through once at an eighth of its size, and a durable copy."""
    data = path.read_bytes()
    with PhotoImage.open(BytesIO(data)) as image:
        image.draft("RGB", (image.width // 8, image.height // 8))
        image.load()
    with target.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
