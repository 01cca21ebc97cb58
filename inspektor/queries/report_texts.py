"""The texts of the follow-up report: built of what is noted, and as people worded them."""

import sqlalchemy as sa

from inspektor.formats import date_prose
from inspektor.i18n import Texts
from inspektor.model.document import ReportText as Row
from inspektor.model.evidence import Assessment
from inspektor.queries.follow_ups import sheet
from inspektor.queries.interviews import interviews
from inspektor.queries.judgement import deficiencies, open_before
from inspektor.queries.protocol import lines, visit_of
from inspektor.queries.rows import of_follow_up
from inspektor.queries.scope import scope
from inspektor.queries.templates import asked
from inspektor.shapes.enums import Form, InterviewStatus, Rating, Scope
from inspektor.shapes.judgement import DeficiencyRow
from inspektor.shapes.report import TITLES, ReportText, finding
from inspektor.shapes.rules import grave
from inspektor.shapes.template import Template, short_code
from inspektor.shapes.views import FollowUpSheet
from inspektor.store.workspace import Workspace

LANGUAGE = "sv"
Judged = dict[str, sa.RowMapping]
"""The assessments by requirement."""


def report_texts(workspace: Workspace, follow_up_id: str) -> tuple[ReportText, ...]:
    """Every text of the report in the order of the paper: those of `TITLES`, then one for each requirement."""
    built = _built(workspace, follow_up_id)
    with workspace.read() as connection:
        rows = connection.execute(of_follow_up(Row, follow_up_id)).mappings()
        written = {row["place"]: (str(row["text"]), str(row["built"])) for row in rows}
    return tuple(ReportText(key, text, *written.get(key, ("", ""))) for key, text in built.items())


def _built(workspace: Workspace, follow_up_id: str) -> dict[str, str]:
    texts = Texts(LANGUAGE)
    follow_up, whole = sheet(workspace, follow_up_id), asked(workspace, follow_up_id, texts)
    with workspace.read() as connection:
        rows = connection.execute(of_follow_up(Assessment, follow_up_id)).mappings()
        judged = {row["requirement"]: row for row in rows}
    found = deficiencies(workspace, follow_up_id)
    counts = [row["rating"] for code, row in judged.items() if whole.has(code)]
    named = {
        "summary": _summary(whole, counts, found, texts),
        "background": _background(follow_up, texts),
        "scope": _scope(follow_up, whole, texts),
        "method": _method(follow_up, texts),
        "limits": _limits(workspace, follow_up, whole, judged, texts),
        "complaints": _complaints(follow_up, whole, judged, texts),
        "earlier": _earlier(open_before(workspace, follow_up_id), whole, judged, texts),
        "ivo": _ivo(found, texts),
        "strengths": _strengths(whole, {code: str(row["strengths"]) for code, row in judged.items()}),
        "next": follow_up.next_step.strip(),
    }
    findings = {
        finding(each.code): str(judged[each.code]["grounds"]).strip() if each.code in judged else ""
        for each in whole.requirements
    }
    return {key: named[key] for key in TITLES} | findings


def _summary(whole: Template, ratings: list[object], found: tuple[DeficiencyRow, ...], texts: Texts) -> str:
    total = len(whole.requirements)
    said = texts.tr_n(
        "The follow-up took up {n} requirement.", "The follow-up took up {n} requirements.", total
    ).format(n=total)
    counted = [
        f"{step.label.lower()}: {n}" for step in whole.rating_scale if (n := ratings.count(step.value))
    ]
    judged = texts.tr("Judged as {ratings}.").format(ratings=", ".join(counted)) if counted else ""
    opened = texts.tr_n(
        "{n} deficiency is to be remedied.", "{n} deficiencies are to be remedied.", len(found)
    ).format(n=len(found))
    return " ".join(part for part in (said, judged, opened if found else "") if part)


def _background(follow_up: FollowUpSheet, texts: Texts) -> str:
    unit = follow_up.unit
    said = texts.tr("{form} of {unit}, which is run by {provider}.").format(
        form=texts.tr(follow_up.form.label), unit=unit.name, provider=unit.provider
    )
    return "\n".join(part for part in (said, follow_up.trigger.strip()) if part)


def _scope(follow_up: FollowUpSheet, whole: Template, texts: Texts) -> str:
    n = len(whole.requirements)
    took_up = texts.tr_n(
        "{n} requirement is taken up, of {areas}.", "{n} requirements are taken up, of {areas}.", n
    )
    areas = ", ".join(area.name for area in whole.areas)
    parts = [follow_up.purpose.strip(), took_up.format(n=n, areas=areas) if n else ""]
    if follow_up.scope is Scope.CHOSEN:
        parts += [
            texts.tr("The requirements were chosen among those of the template."),
            follow_up.scope_note.strip(),
        ]
    return "\n".join(part for part in parts if part)


def _method(follow_up: FollowUpSheet, texts: Texts) -> str:
    """How the visit was made; whom was spoken with and what was read stands in figures below it."""
    visit = visit_of(follow_up, texts)
    said = texts.tr("The visit was made on {day}.")
    day = said.format(day=date_prose(visit.day, LANGUAGE)) if visit.arrived and visit.day else ""
    how = f"{visit.announcement}." if visit.announcement and visit.arrived else ""
    return "\n".join(
        part for part in (" ".join(filter(None, (day, how))), visit.circumstances.strip()) if part
    )


def _limits(
    workspace: Workspace, follow_up: FollowUpSheet, whole: Template, judged: Judged, texts: Texts
) -> str:
    """What was said of it, what was judged as not reviewed and why, what was left out, and interviews not held."""
    said = lines(follow_up.not_reviewed)
    for each in whole.requirements:
        row = judged.get(each.code)
        if row is not None and row["rating"] == Rating.NOT_REVIEWED:
            words = texts.tr("Requirement {code} was not reviewed: {why}")
            said.append(words.format(code=short_code(each.code), why=str(row["grounds"]).strip() or "–"))
    if follow_up.scope is Scope.CHOSEN:
        every = scope(workspace, follow_up.id)
        n = len({each.code for each in every.template.requirements} - every.chosen)
        words = texts.tr_n(
            "{n} requirement of the template was not taken up.",
            "{n} requirements of the template were not taken up.",
            n,
        )
        said += [words.format(n=n)] if n else []
    n = sum(each.status is InterviewStatus.PLANNED for each in interviews(workspace, follow_up.id))
    words = texts.tr_n("{n} planned interview was not held.", "{n} planned interviews were not held.", n)
    said += [words.format(n=n)] if n else []
    return "\n".join(said)


def _complaints(follow_up: FollowUpSheet, whole: Template, judged: Judged, texts: Texts) -> str:
    """What gave rise to a targeted follow-up, and how the requirements were judged that were chosen for it."""
    trigger, chosen = follow_up.trigger.strip(), follow_up.scope is Scope.CHOSEN
    if not trigger or not (chosen or follow_up.form is Form.TARGETED):
        return ""
    said = [texts.tr("The follow-up was made because of this: {trigger}").format(trigger=trigger)]
    said += [
        f"{_named(each.code, texts)}: {_rated(each.code, whole, judged, texts)}"
        for each in whole.requirements
        if chosen
    ]
    return "\n".join(said)


def _earlier(before: tuple[DeficiencyRow, ...], whole: Template, judged: Judged, texts: Texts) -> str:
    """Each deficiency of before with where it stands, and how the same requirement is judged now."""
    now = texts.tr("judged now: {rating}")
    said = []
    for each in before:
        status = texts.tr(each.status.label).lower()
        if whole.has(each.requirement):
            status += ", " + now.format(rating=_rated(each.requirement, whole, judged, texts))
        said.append(f"{_of(each, texts)}: {each.description.strip()} ({status})")
    return "\n".join(said)


def _rated(code: str, whole: Template, judged: Judged, texts: Texts) -> str:
    rating = judged[code]["rating"] if code in judged else None
    return whole.rating_step(rating).label.lower() if rating else texts.tr("not judged")


def _ivo(found: tuple[DeficiencyRow, ...], texts: Texts) -> str:
    said = []
    for each in found:
        if grave(each.severity):
            answer = {
                None: texts.tr("the question is not answered"),
                True: texts.tr("a report to IVO has been considered"),
                False: texts.tr("a report to IVO has not been considered"),
            }[each.ivo_considered]
            words = f"{_of(each, texts)}: {answer}. {each.ivo_reason.strip()}".strip()
            said.append(words)
    return "\n".join(said)


def _of(each: DeficiencyRow, texts: Texts) -> str:
    return _named(each.requirement, texts)


def _named(code: str, texts: Texts) -> str:
    return texts.tr("Requirement {code}").format(code=short_code(code))


def _strengths(whole: Template, said: dict[str, str]) -> str:
    return "\n".join(line for each in whole.requirements for line in lines(said.get(each.code, "")))
