"""Small pieces of a document's content: labelled pairs, tables that may be empty, dates and checksums in words."""

from collections.abc import Sequence
from datetime import date, datetime

from inspektor import formats
from inspektor.i18n import Texts
from inspektor.report.blocks import Block, Column, KeyFacts, Labelled, Paragraph, Table
from inspektor.shapes.report import RequirementResult


def language_tag(texts: Texts) -> str:
    """The language as files state it (BCP 47)."""
    return "sv-SE" if texts.language == "sv" else "en-GB"


def day(moment: date | datetime | None, texts: Texts) -> str:
    """26 november 2026; empty without a date."""
    return formats.date_prose(moment, texts.language) if moment else ""


def clock(moment: datetime | None, texts: Texts) -> str:
    """The local time as "kl. 10.42"; empty without one."""
    return texts.tr("at {time}").format(time=formats.clock_time(moment)) if moment else ""


def pairs(*labelled: tuple[str, str]) -> list[Block]:
    """The pairs that have a value, as one list of labelled paragraphs; none where all are empty."""
    kept = tuple((label, value) for label, value in labelled if value)
    return [Labelled(kept)] if kept else []


def short_pairs(*labelled: tuple[str, str]) -> list[Block]:
    """The pairs that have a value, two by two; none where all are empty."""
    kept = tuple((label, value) for label, value in labelled if value)
    return [KeyFacts(kept, tinted=False)] if kept else []


def table(columns: tuple[Column, ...], rows: Sequence[tuple[str, ...]], nothing: str) -> list[Block]:
    """The table, or a sentence that says plainly that there is nothing."""
    return [Table(columns, tuple(rows))] if rows else [Paragraph(nothing)]


def listed(*parts: str, separator: str = ", ") -> str:
    """The parts that are not empty, joined."""
    return separator.join(part for part in parts if part)


def handwritten(name: str, seal: str, texts: Texts) -> str:
    """The reason to give where a seal of that name holds another person's pen strokes."""
    words = texts.tr("Handwritten signature by {name}, received on site: read, not necessarily agreed to")
    return f"{words.format(name=name)}. {seal}"


def signed(moment: datetime, texts: Texts) -> str:
    """When it was signed, as a signature shows it. No break inside date and time: the column is narrow."""
    stated = f"{formats.date_iso(moment)} {clock(moment, texts)}".replace(" ", "\u00a0")
    return texts.tr("Signed {moment}").format(moment=stated)


def checksum(hexadecimal: str) -> str:
    """A checksum in groups of eight, so that people can compare it and lines can break."""
    return " ".join(hexadecimal[i : i + 8] for i in range(0, len(hexadecimal), 8))


def quoted(result: RequirementResult) -> str:
    """What respondents said that somebody let stand in the report, each on a line with the role."""
    said = ((f"”{each.text}”", each.role.lower()) for each in result.quotes)
    return "\n".join(f"{words} ({role})" if role else words for words, role in said)
