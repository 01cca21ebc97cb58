"""Preliminary observations on paper: facts by area, on A4, with the words that make plain that nothing is judged yet."""

from datetime import datetime

from inspektor.i18n import Texts
from inspektor.report.blocks import (
    Block,
    BulletList,
    Document,
    Heading,
    KeyFacts,
    Notice,
    Paragraph,
    Running,
)
from inspektor.report.phrases import language_tag, listed
from inspektor.shapes.feedback import FeedbackPaper, FeedbackPart


def feedback_page(facts: FeedbackPaper, made: datetime, texts: Texts) -> Document:
    """The sheet."""
    tr = texts.tr
    title = tr("Preliminary observations")
    return Document(
        title=listed(title, facts.unit, facts.day),
        author=listed(facts.municipality, facts.board),
        subject=tr("Preliminary, not a judgement"),
        language=language_tag(texts),
        made=made,
        running=Running(
            left_title=facts.municipality,
            left_text=facts.board,
            right_title=title,
            right_text=facts.day,
            footer=listed(facts.unit, tr("Preliminary, not a judgement"), separator=" · "),
            page_of=tr("Page {page} of {pages}"),
        ),
        blocks=(*_opening(facts, title, texts), *_parts(facts.parts, texts)),
        letterhead=facts.letterhead,
    )


def _opening(facts: FeedbackPaper, title: str, texts: Texts) -> list[Block]:
    tr = texts.tr
    meaning = tr("What was seen and read at the visit. The judgement comes with the report.")
    pairs = (
        (tr("Unit"), facts.unit),
        (tr("Day of the visit"), facts.day),
        (tr("Registry number"), facts.registry_number),
        (tr("From the municipality"), "\n".join(facts.inspectors)),
    )
    return [
        Heading(title, 1),
        Notice(tr("Preliminary, not a judgement"), meaning),
        KeyFacts(tuple((label, value) for label, value in pairs if value)),
    ]


def _parts(parts: tuple[FeedbackPart, ...], texts: Texts) -> list[Block]:
    blocks: list[Block] = []
    for part in parts:
        if part.heading:
            blocks.append(Heading(part.heading, 2))
        if part.facts:
            blocks.append(BulletList(part.facts))
        if part.paragraph:
            blocks.append(Paragraph(part.paragraph))
    return blocks or [Paragraph(texts.tr("Nothing has been noted yet."))]
