"""A grave risk on paper: what was said or seen, what was done about it, who took over. One page, marked secret."""

from datetime import datetime

from inspektor.formats import as_date, date_iso
from inspektor.i18n import Texts
from inspektor.report.blocks import (
    Block,
    Column,
    Document,
    Heading,
    KeyFacts,
    Notice,
    Paragraph,
    Running,
)
from inspektor.report.phrases import clock, day, language_tag, listed, table
from inspektor.shapes.risk import RiskPage, RiskStepRow


def risk_page(page: RiskPage, texts: Texts) -> Document:
    """The page. The caller prints it or hands it to the person, and keeps no copy."""
    tr, sheet = texts.tr, page.sheet
    title = tr("Grave risk")
    running = Running(
        left_title=page.municipality,
        left_text=page.board,
        right_title=listed(title, tr("Secrecy"), separator=" · "),
        right_text=day(page.made, texts),
        footer=listed(tr("Secrecy"), "Inspektor", separator=" · "),
        page_of=tr("Page {page} of {pages}"),
    )
    return Document(
        title=title,
        author=listed(page.municipality, page.board),
        subject=tr("Secrecy"),
        language=language_tag(texts),
        made=page.made,
        running=running,
        letterhead=page.letterhead,
        blocks=(
            Heading(title, 1),
            Notice(tr("Secrecy"), tr("Test for secrecy before anything here is given to others.")),
            KeyFacts(_facts(page, texts)),
            Heading(tr("What was said or seen"), 2),
            Paragraph(sheet.said.strip() or tr("Nothing is written.")),
            Heading(tr("What was done"), 2),
            *_steps(page, texts),
            Heading(tr("Who took over"), 2),
            Paragraph(_taken_over(page, texts)),
        ),
    )


def _facts(page: RiskPage, texts: Texts) -> tuple[tuple[str, str], ...]:
    tr, sheet = texts.tr, page.sheet
    raised = sheet.row.raised_at
    pairs = (
        (tr("Unit"), sheet.row.unit),
        (tr("When"), listed(day(raised, texts), clock(raised, texts), separator=" ")),
        (tr("Address"), page.unit_address),
        (tr("By whom"), sheet.by),
        (tr("Written by"), sheet.row.author),
        (tr("Head"), sheet.head),
        (tr("Registry number"), page.registry_number),
    )
    return tuple((label, value) for label, value in pairs if value)


def _done(step: RiskStepRow, raised: datetime, texts: Texts) -> str:
    """The time, with its day if that is another than the one the risk was raised on."""
    at = step.done_at
    if at is None:
        return texts.tr("Not done")
    return clock(at, texts) if as_date(at) == as_date(raised) else f"{date_iso(at)} {clock(at, texts)}"


def _steps(page: RiskPage, texts: Texts) -> list[Block]:
    tr = texts.tr
    columns = (
        Column(tr("Step"), 42),
        Column(tr("When"), 20),
        Column(tr("Who"), 20),
        Column(tr("Result"), 28),
    )
    rows = [
        (step.text, _done(step, page.sheet.row.raised_at, texts), step.person or "–", step.result or "–")
        for step in page.sheet.steps
    ]
    return table(columns, rows, tr("No steps are written."))


def _taken_over(page: RiskPage, texts: Texts) -> str:
    sheet, at = page.sheet, page.sheet.taken_over_at
    if not sheet.taken_over_by:
        return texts.tr("Nobody has taken over yet.")
    when = listed(day(at, texts), clock(at, texts), separator=" ")
    return listed(sheet.taken_over_by, when)
