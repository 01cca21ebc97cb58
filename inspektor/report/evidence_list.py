"""The evidence list: every source with its number, for those who judge and for the case file. Never for others."""

from datetime import datetime

from inspektor.formats import date_iso
from inspektor.i18n import Texts
from inspektor.report import front
from inspektor.report.blocks import Block, Column, Document, Heading, Notice, Paragraph, Table
from inspektor.report.paper import a_paper
from inspektor.report.phrases import clock, day, listed, table
from inspektor.shapes.papers import EvidenceItem, EvidencePaper, Heard


def evidence_list(facts: EvidencePaper, texts: Texts) -> Document:
    """All sources by kind; texts refer to them by number."""
    tr, of = texts.tr, facts.of
    title = tr("Evidence list for {unit}").format(unit=of.unit.name)
    lead = listed(of.form, day(of.day, texts), separator=". ")
    opening = front.opening(of.head, of.unit, title, lead, texts)
    blocks = [opening[0], _internal(texts), *opening[1:], *_heard(facts.heard, texts)]
    for number, (name, items) in enumerate(facts.groups, 2):
        blocks.append(Heading(name, 2, str(number)))
        blocks.extend(_items(items, texts))
    kind = listed(tr("Evidence list"), tr("Internal working note"), separator=" · ")
    blocks += front.closing(of.head)
    return a_paper(of, title, kind, blocks, texts)


def _internal(texts: Texts) -> Notice:
    tr = texts.tr
    warning = tr(
        "Holds what respondents have said. Test for secrecy before anything here is given to others."
    )
    return Notice(tr("Internal working note"), warning)


def _heard(heard: tuple[Heard, ...], texts: Texts) -> list[Block]:
    tr = texts.tr
    columns = (
        Column(tr("No."), 9),
        Column(tr("When"), 24),
        Column(tr("Who was heard"), 42),
        Column(tr("Held by"), 34),
        Column(tr("Circumstances"), 46),
    )
    rows = [
        (
            each.number,
            _when(each.when, texts),
            listed(each.role, each.label, separator="\n"),
            each.by or "–",
            each.circumstances or "–",
        )
        for each in heard
    ]
    return [Heading(tr("Interviews"), 2, "1"), *table(columns, rows, tr("No interviews are noted."))]


def _items(items: tuple[EvidenceItem, ...], texts: Texts) -> list[Block]:
    tr = texts.tr
    if not items:
        return [Paragraph(tr("Nothing is noted."))]
    timed = any(item.at for item in items)
    columns = [
        Column(tr("No."), 11),
        *([Column(tr("When"), 22)] if timed else []),
        Column(tr("Source"), 29),
        Column(tr("What was said or seen"), 72),
        Column(tr("Requirement"), 27),
    ]
    rows = [_row(item, texts, timed=timed) for item in items]
    return [Table(tuple(columns), tuple(rows))]


def _row(item: EvidenceItem, texts: Texts, *, timed: bool) -> tuple[str, ...]:
    says = "\n".join(listed(code, said, separator=" ") for code, said in item.says)
    when = (_when(item.at, texts),) if timed else ()
    return (item.number, *when, item.source or "–", item.text, says or "–")


def _when(at: datetime | None, texts: Texts) -> str:
    return listed(date_iso(at), clock(at, texts), separator="\n") if at else "–"
