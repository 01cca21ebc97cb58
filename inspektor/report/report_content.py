"""What the follow-up report says: its facts as blocks, in the order of a municipality's uppföljningsrapport. Pure."""

from inspektor.i18n import Texts
from inspektor.report import front, sections
from inspektor.report.blocks import Block, Column, Document, Heading, Notice, Paragraph, Table, Verdict
from inspektor.report.fact_check import fact_check
from inspektor.report.phrases import clock, day, language_tag, listed, pairs, quoted, table
from inspektor.shapes.report import (
    TITLES,
    ReportDeficiency,
    ReportFacts,
    RequirementResult,
)

_VERDICTS: tuple[Verdict, ...] = ("ok", "warn", "bad")
"""Of the ratings met, partly met and not met, which stand first in every scale."""
_RESULT = 7
"""The number of the section with the results; its areas are numbered under it."""


def follow_up_report(facts: ReportFacts, texts: Texts, *, draft: bool = False) -> Document:
    """The report of a follow-up, in the language of `texts`; as a draft it has no fields to sign."""
    tr = texts.tr
    kind = tr("Follow-up report, draft") if draft else tr("Follow-up report")
    title = tr("Follow-up report for {unit}").format(unit=facts.unit.name)
    lead = listed(facts.visit.form, day(facts.visit.day, texts), separator=". ")
    blocks = front.opening(facts.head, facts.unit, title, lead, texts)
    for number, (heading, content) in enumerate(_sections(facts, texts, draft=draft), 1):
        blocks.append(Heading(heading, 2, str(number)))
        blocks.extend(content)
    blocks += front.closing(facts.head)
    return Document(
        title=listed(title, day(facts.made, texts)),
        author=listed(facts.head.municipality, facts.head.board),
        subject=front.registry(facts.head, texts),
        language=language_tag(texts),
        made=facts.made,
        running=front.running(facts.head, facts.unit, kind, facts.made, texts),
        blocks=tuple(blocks),
        draft=tr("DRAFT") if draft else "",
        letterhead=facts.head.letterhead,
    )


def _sections(facts: ReportFacts, texts: Texts, *, draft: bool) -> list[tuple[str, list[Block]]]:
    tr = texts.tr

    def said(key: str, nothing: str = "") -> tuple[str, list[Block]]:
        title = TITLES[key]
        return tr(title), _prose(facts.text(key) or nothing)

    summary, told = said("summary")
    method, how = said("method")
    return [
        (summary, [*told, *_overview(facts, texts)]),
        said("background", tr("Nothing is noted about the background.")),
        said("scope", tr("Nothing is noted about purpose and scope.")),
        (
            method,
            [
                *how,
                *sections.method(facts.method, texts, facts.head.letterhead.method),
                *_read(facts, texts),
                *_changed(facts, texts),
            ],
        ),
        said("limits", tr("Nothing in scope is noted as not reviewed.")),
        (tr("How the requirements were judged"), _scale(texts)),
        (tr("Results by quality area"), _results(facts, texts)),
        (tr("Deficiencies and what is demanded"), _deficiencies(facts.deficiencies, texts)),
        (tr("Documents to be sent in"), sections.documents_due(facts.documents_due, texts)),
        said("complaints", tr("No complaint is noted as tested.")),
        (tr("The provider's views"), fact_check(facts.fact_checks, facts.made, texts)),
        said("earlier", tr("No deficiency from an earlier follow-up was open.")),
        said("ivo", tr("Nothing has given reason to consider a report to IVO or another authority.")),
        said("strengths", tr("No good examples are noted.")),
        (tr("Next step and contact"), sections.next_step(facts.text("next"), facts.contact, texts)),
        (tr("Signatures"), sections.signatures(_meaning(texts), facts.signers, texts, draft=draft)),
        (tr("Distribution list"), sections.distribution(facts.distribution, texts)),
    ]


def _prose(text: str) -> list[Block]:
    return [Paragraph(part.strip()) for part in text.split("\n\n") if part.strip()]


def _meaning(texts: Texts) -> str:
    return texts.tr(
        "A signature confirms that the report gives the follow-up and its judgements as they were made."
    )


def _overview(facts: ReportFacts, texts: Texts) -> list[Block]:
    """Figures, so that it reads in black and white; a rating nobody got has no column."""
    used = [i for i in range(len(facts.ratings)) if any(row.counts[i] for row in facts.overview)]
    if not used:
        return []
    share = 60 / len(used)
    columns = (
        Column(texts.tr("Quality area"), 50),
        *(Column(facts.ratings[i], share, figures=True) for i in used),
    )
    rows = [(row.area, *(str(row.counts[i] or "–") for i in used)) for row in facts.overview]
    sums = (texts.tr("Together"), *(str(sum(row.counts[i] for row in facts.overview)) for i in used))
    return [Table(columns, (*rows, sums))]


def _read(facts: ReportFacts, texts: Texts) -> list[Block]:
    """Who was not on site and has read it: a second pair of eyes is part of the method."""
    words = texts.tr("The report was read before it was signed by {name}, who was not on site, on {day}.")
    return [
        Paragraph(words.format(name=listed(each.name, each.title), day=day(each.day, texts)))
        for each in facts.read_by
    ]


def _changed(facts: ReportFacts, texts: Texts) -> list[Block]:
    if not facts.changed_after_protocol:
        return []
    words = texts.tr("The signed visit protocol said otherwise of: {parts}. What this report says holds.")
    parts = ", ".join(facts.changed_after_protocol)
    return [Notice(texts.tr("Changed after the protocol"), words.format(parts=parts))]


def _scale(texts: Texts) -> list[Block]:
    return [
        Paragraph(
            texts.tr(
                "Each requirement was judged by itself, by what the sources together showed. No figures were weighed"
                " together. Interviews are given by role and number only, to protect those who spoke."
            )
        )
    ]


def _results(facts: ReportFacts, texts: Texts) -> list[Block]:
    blocks: list[Block] = []
    verdicts = dict(zip(facts.ratings, _VERDICTS, strict=False))
    for index, area in enumerate(facts.areas, 1):
        blocks.append(Heading(area.name, 3, f"{_RESULT}.{index}"))
        for result in area.results:
            blocks += _result(result, verdicts.get(result.rating, "neutral"), texts)
    return blocks or [Paragraph(texts.tr("No requirement was taken up."))]


def _result(result: RequirementResult, verdict: Verdict, texts: Texts) -> list[Block]:
    tr = texts.tr
    title = tr("Requirement {code}:").format(code=result.code)
    single = tr("The judgement rests on a single kind of source.") if result.single else ""
    return [
        Paragraph(title, "strong", leads=True, chip=result.rating or tr("not judged"), verdict=verdict),
        *pairs(
            (tr("Requirement"), listed(result.requirement, result.source, separator="\n")),
            (tr("Judgement"), listed(result.finding, single, separator="\n") or "–"),
            (tr("Quotes"), quoted(result)),
            (tr("Sources"), _sources(result)),
        ),
    ]


def _sources(result: RequirementResult) -> str:
    return ", ".join(f"{each.kind} ({each.count})" if each.count else each.kind for each in result.sources)


def _deficiencies(found: tuple[ReportDeficiency, ...], texts: Texts) -> list[Block]:
    tr = texts.tr
    columns = (
        Column(tr("No."), 8),
        Column(tr("Requirement"), 16),
        Column(tr("Observed and why it falls short"), 46),
        Column(tr("Expected result"), 26),
        Column(tr("No later than"), 20),
    )
    rows = [
        (str(n), each.code, _observed(each, texts), each.expected or "–", day(each.deadline, texts) or "–")
        for n, each in enumerate(found, 1)
    ]
    return table(columns, rows, tr("No deficiencies were found."))


def _observed(each: ReportDeficiency, texts: Texts) -> str:
    when = listed(day(each.observed_at, texts), clock(each.observed_at, texts), each.place)
    return listed(each.observed, f"({when})" if when else "", each.why, each.severity, separator="\n")
