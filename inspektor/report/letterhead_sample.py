"""A page that shows the letterhead: headings, text, a table and the texts that always stand there."""

from datetime import datetime

from inspektor.i18n import Texts
from inspektor.report import front
from inspektor.report.blocks import Block, Column, Document, Heading, Notice, Paragraph, Table
from inspektor.report.phrases import language_tag
from inspektor.shapes.letterhead import Letterhead
from inspektor.shapes.protocol import ProtocolHead, UnitFacts


def letterhead_sample(head: Letterhead, made: datetime, texts: Texts) -> Document:
    """What every paper has in common, and nothing of any follow-up."""
    tr = texts.tr
    whose = ProtocolHead(head.municipality, head.board, version="1.0", letterhead=head)
    unit = UnitFacts(tr("The name of the unit"), tr("The name of the provider"))
    columns = (
        Column(tr("Quality area"), 30),
        Column(tr("Judgement"), 20),
        Column(tr("Requirements"), 12, figures=True),
    )
    rows = ((tr("The name of the area"), tr("Met"), "4"), (tr("Another area"), tr("Partly met"), "3"))
    blocks: list[Block] = [
        *front.opening(whose, unit, tr("The title of a document"), "", texts),
        Heading(tr("Method"), 2, "1"),
        Paragraph(head.method or tr("Here the document tells how the follow-up was made.")),
        Notice(tr("What must not be missed"), tr("Such a box has the colour as its ground, made pale.")),
        Heading(tr("Result"), 2, "2"),
        Table(columns, rows),
        *front.closing(whose),
    ]
    title = tr("Sample page")
    return Document(
        title=title,
        author=head.municipality,
        subject=title,
        language=language_tag(texts),
        made=made,
        running=front.running(whose, unit, title, made, texts),
        blocks=tuple(blocks),
        letterhead=head,
    )
