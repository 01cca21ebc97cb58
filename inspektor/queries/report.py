"""The facts a follow-up report states, gathered from the follow-up."""

from collections import Counter
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import select

from inspektor import clock
from inspektor.formats import as_date
from inspektor.i18n import Texts, tr_mark
from inspektor.model.interview import Note
from inspektor.queries import fact_checks, protocol
from inspektor.queries.follow_ups import sheet
from inspektor.queries.judgement import deficiencies, outline
from inspektor.queries.quotes import quotes
from inspektor.queries.readings import reading
from inspektor.queries.report_texts import report_texts
from inspektor.queries.sources import Gathered, gathered_in
from inspektor.queries.templates import asked
from inspektor.shapes.answers import FEWEST_CLIENTS
from inspektor.shapes.enums import DocumentKind, Rating, Role, SourceKind
from inspektor.shapes.judgement import DeficiencyRow, RequirementRow
from inspektor.shapes.protocol import PARTS, Contact, InspectorPresent, Signer
from inspektor.shapes.quotes import QuoteRow
from inspektor.shapes.report import (
    TITLES,
    AreaResult,
    QuoteFacts,
    RatingCounts,
    ReadBy,
    ReportDeficiency,
    ReportFacts,
    RequirementResult,
    SourceCount,
    finding,
)
from inspektor.shapes.rules import needs_evidence, speaks
from inspektor.shapes.template import Template, short_code
from inspektor.store.schema import live
from inspektor.store.workspace import Workspace

_TOGETHER = (Role.CLIENT, Role.RELATIVE)
"""Who are given together where clients are so few that they could be known."""
_NOT_JUDGED = tr_mark("Not judged")


def report_facts(
    workspace: Workspace,
    follow_up_id: str,
    texts: Texts,
    *,
    version: str = "1.0",
    made: datetime | None = None,
) -> ReportFacts:
    """Everything the follow-up report prints, in the words of the document's language."""
    follow_up, made = sheet(workspace, follow_up_id), made or clock.now()
    whole, rows = asked(workspace, follow_up_id, texts), outline(workspace, follow_up_id)
    written = {each.key: each.text for each in report_texts(workspace, follow_up_id)}
    return ReportFacts(
        head=protocol.head_of(workspace, follow_up, DocumentKind.FOLLOW_UP_REPORT, texts, version),
        unit=protocol.unit_of(follow_up, texts),
        made=made,
        visit=protocol.visit_of(follow_up, texts),
        inspectors=tuple(InspectorPresent(member.name, member.title) for member in follow_up.team),
        method=protocol.method_of(workspace, follow_up_id, whole, texts),
        texts=tuple((key, written[key]) for key in TITLES),
        ratings=(*(step.label for step in whole.rating_scale), texts.tr(_NOT_JUDGED)),
        overview=_overview(whole, rows),
        areas=_areas(workspace, follow_up_id, whole, rows, written, texts),
        deficiencies=_deficiencies(workspace, follow_up_id, texts),
        documents_due=protocol.documents_due(workspace, follow_up, made),
        fact_checks=fact_checks.facts(workspace, follow_up_id),
        read_by=_read_by(workspace, follow_up_id),
        changed_after_protocol=tuple(
            texts.tr(PARTS[name]) for name in protocol.changed_after(workspace, follow_up_id) if name in PARTS
        ),
        contact=Contact(name=workspace.profile.name, title=workspace.profile.title),
        signers=tuple(
            Signer(member.name, member.title, role=texts.tr(tr_mark("Inspector")))
            for member in follow_up.team
        ),
        distribution=tuple(protocol.lines(follow_up.distribution)),
    )


def _read_by(workspace: Workspace, follow_up_id: str) -> tuple[ReadBy, ...]:
    return tuple(
        ReadBy(each.name, each.title, as_date(each.approved_at))
        for each in reading(workspace, follow_up_id).readers
        if each.approved_at is not None
    )


def _overview(whole: Template, rows: tuple[RequirementRow, ...]) -> tuple[RatingCounts, ...]:
    """Counts by area and rating; they add up to the requirements of the area."""
    order = [*(Rating(step.value) for step in whole.rating_scale), None]
    counted = Counter((row.area, row.rating) for row in rows)
    return tuple(
        RatingCounts(area.name, tuple(counted[area.name, rating] for rating in order)) for area in whole.areas
    )


def _areas(
    workspace: Workspace,
    follow_up_id: str,
    whole: Template,
    rows: tuple[RequirementRow, ...],
    written: dict[str, str],
    texts: Texts,
) -> tuple[AreaResult, ...]:
    with workspace.read() as connection:
        gathered, talks = gathered_in(connection, follow_up_id), _talks(connection, follow_up_id)
    let_out = [each for each in quotes(workspace, follow_up_id) if each.printed]
    results: dict[str, list[RequirementResult]] = {area.name: [] for area in whole.areas}
    for row in rows:
        requirement = whole.requirement(row.code)
        step = whole.rating_step(row.rating.value) if row.rating is not None else None
        results[row.area].append(
            RequirementResult(
                code=short_code(row.code),
                requirement=requirement.text,
                source=requirement.source,
                rating=step.label if step else "",
                finding=written.get(finding(row.code), ""),
                sources=_counts(gathered.get(row.code, Gathered()), talks, whole, texts),
                single=row.rating is not None and needs_evidence(row.rating) and row.single,
                quotes=tuple(
                    QuoteFacts(each.text, _role(each, whole, texts))
                    for each in let_out
                    if each.requirement == row.code
                ),
            )
        )
    return tuple(AreaResult(name, tuple(found)) for name, found in results.items() if found)


def _talks(connection: sa.Connection, follow_up_id: str) -> dict[str, str | None]:
    note = live(Note).c
    query = select(note.id, note.interview_id).where(note.follow_up_id == follow_up_id)
    return {row[0]: row[1] for row in connection.execute(query).all()}


def _counts(
    here: Gathered, talks: dict[str, str | None], whole: Template, texts: Texts
) -> tuple[SourceCount, ...]:
    """The kinds that say something and how many of each: interviews by role, observations, kinds of document.

    Clients fewer than three are given together with relatives and without a number, or they could be known.
    """
    heard: dict[Role, set[str | None]] = {}
    others: Counter[SourceKind] = Counter()
    for (kind, row_id), (role, stance) in here.sources.items():
        if not speaks(stance):
            continue
        if role is not None:
            heard.setdefault(role, set()).add(talks.get(row_id))
        else:
            others[SourceKind.OBSERVATION if kind is SourceKind.ANSWER else kind] += 1
    few = Role.CLIENT in heard and len(heard[Role.CLIENT]) < FEWEST_CLIENTS
    together = _TOGETHER if few else ()
    found = [SourceCount(_together(whole, texts.tr("{one} and {other}"), texts), 0)] if few else []
    found += [
        SourceCount(_named(role, whole, texts), len(heard[role]))
        for role in Role
        if role in heard and role not in together
    ]
    found += [SourceCount(texts.tr(kind.label), n) for kind, n in others.items()]
    return tuple(found)


def _together(whole: Template, words: str, texts: Texts) -> str:
    """Clients and relatives in one."""
    one, other = (_named(role, whole, texts) for role in _TOGETHER)
    return words.format(one=one, other=other.lower())


def _named(role: Role, whole: Template, texts: Texts) -> str:
    return whole.respondent_label(role) or texts.tr(role.label)


def _role(quote: QuoteRow, whole: Template, texts: Texts) -> str:
    """Who said it, no nearer than the sources are given."""
    if quote.role is None:
        return ""
    if quote.few and quote.role in _TOGETHER:
        return _together(whole, texts.tr("{one} or {other}"), texts)
    return _named(quote.role, whole, texts)


def _deficiencies(workspace: Workspace, follow_up_id: str, texts: Texts) -> tuple[ReportDeficiency, ...]:
    return tuple(report_deficiency(each, texts) for each in deficiencies(workspace, follow_up_id))


def report_deficiency(each: DeficiencyRow, texts: Texts) -> ReportDeficiency:
    """A deficiency in the words of a document: what the inspectors wrote, never who said it."""
    return ReportDeficiency(
        code=short_code(each.requirement),
        observed=each.description,
        why=each.why,
        severity=texts.tr(each.severity.label),
        expected=each.expected_result,
        deadline=each.deadline,
        observed_at=each.observed_at,
        place=each.place,
    )
