"""A disposal on paper, for the file: who decided, when, on what ground, by which rule, and what went."""

from datetime import datetime

from inspektor.i18n import Texts
from inspektor.report.blocks import Block, Column, Document, Heading, KeyFacts, Paragraph, Running, Table
from inspektor.report.phrases import clock, day, language_tag, listed
from inspektor.shapes.letterhead import Letterhead
from inspektor.shapes.retention import DisposalRow


def disposal_list(
    row: DisposalRow, whose: tuple[str, str], letterhead: Letterhead, made: datetime, texts: Texts
) -> Document:
    """The list."""
    tr = texts.tr
    title = tr("Disposal: {category}").format(category=tr(row.category.label))
    municipality, board = letterhead.municipality or whose[0], letterhead.board or whose[1]
    return Document(
        title=listed(title, day(row.at, texts)),
        author=listed(municipality, board),
        subject=tr("Disposal decision"),
        language=language_tag(texts),
        made=made,
        running=Running(
            left_title=municipality,
            left_text=board,
            right_title=tr("Disposal decision"),
            right_text=day(row.at, texts),
            footer=listed(title, day(row.at, texts), separator=" · "),
            page_of=tr("Page {page} of {pages}"),
        ),
        blocks=(*_opening(row, title, texts), *_listed(row, texts)),
        letterhead=letterhead,
    )


def _opening(row: DisposalRow, title: str, texts: Texts) -> list[Block]:
    tr = texts.tr
    facts = (
        (tr("Decided by"), listed(row.name, row.title)),
        (tr("When"), listed(day(row.at, texts), clock(row.at, texts))),
        (tr("Ground"), row.ground),
        (tr("Rule"), row.rule),
        (tr("Category"), tr(row.category.label)),
        (tr("Records"), str(row.records)),
    )
    about = tr(
        "The records were emptied in the database, its history and search, and in the shared folder. That they existed, when"
        " and whose they were is kept."
    )
    return [
        Heading(title, 1),
        KeyFacts(tuple((label, value) for label, value in facts if value)),
        Paragraph(about),
    ]


def _listed(row: DisposalRow, texts: Texts) -> list[Block]:
    tr = texts.tr
    if not row.listed:
        return []
    columns = (
        Column(tr("Unit"), 78),
        Column(tr("Reg. no."), 42),
        Column(tr("Finalised"), 30),
        Column(tr("Records"), 25),
    )
    rows = tuple(
        (each.unit, each.registry_number or "–", each.finalised, str(each.records)) for each in row.listed
    )
    return [Heading(tr("Follow-ups"), 2), Table(columns, rows)]
