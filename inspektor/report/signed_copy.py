"""A signed document to be read or quoted in Word: what it says, who signed when, and plainly that this is a copy. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from inspektor.i18n import Texts
from inspektor.report.blocks import Column, Document, Notice, Paragraph, SignatureBoxes, Table
from inspektor.report.phrases import checksum, clock, day, listed


@dataclass(frozen=True, slots=True)
class Signed:
    """One who has a place to sign, and when they did; None if they have not."""

    name: str
    title: str
    at: datetime | None


def signed_copy(document: Document, sha256: str, signed: Sequence[Signed], texts: Texts) -> Document:
    """The document with a notice under its title and first line, and in place of the lines to sign on who signed."""
    tr = texts.tr
    words = tr(
        "The signed PDF is the document; what is changed here changes nothing in it. Checksum (SHA-256) of that file: {sha256}"
    )
    notice = Notice(tr("Copy of a signed document"), words.format(sha256=checksum(sha256)))
    blocks = [_who(signed, texts) if isinstance(each, SignatureBoxes) else each for each in document.blocks]
    leads = isinstance(blocks[1], Paragraph)
    blocks.insert(2 if leads else 1, notice)
    running = replace(document.running, footer=listed(document.running.footer, tr("Copy"), separator=" · "))
    return replace(
        document,
        title=tr("Copy of {title}").format(title=document.title),
        running=running,
        blocks=tuple(blocks),
    )


def _who(signed: Sequence[Signed], texts: Texts) -> Table:
    tr = texts.tr
    columns = (Column(tr("Name"), 40), Column(tr("Title"), 40), Column(tr("Signed"), 40))
    rows = [
        (each.name, each.title or "–", listed(day(each.at, texts), clock(each.at, texts)) or tr("Not signed"))
        for each in signed
    ]
    return Table(columns, tuple(rows))
