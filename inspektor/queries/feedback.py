"""The feedback sheet: preliminary observations, built of what was seen, read and said to the unit.

Facts alone: no rating, and nothing that a client, a relative or a member of staff has said. Documents are told as a
whole, never one by one: a single plan is about a person.
"""

from inspektor.errors import NotFound
from inspektor.formats import clock_time, date_prose
from inspektor.i18n import Texts, tr_mark
from inspektor.model.follow_up import FollowUp
from inspektor.queries.judgement import deficiencies
from inspektor.queries.observations import observations
from inspektor.queries.reviews import document_reviews, requests
from inspektor.queries.rows import one_of
from inspektor.queries.templates import asked
from inspektor.shapes.feedback import FeedbackPart, FeedbackSheet, SaidDeficiency, written
from inspektor.shapes.judgement import DeficiencyRow
from inspektor.shapes.reviews import DocumentReviewRow, RequestRow
from inspektor.shapes.template import Template
from inspektor.shapes.views import ObservationRow
from inspektor.store.workspace import Workspace

LANGUAGE = "sv"
_OTHER_AREA = tr_mark("Other observations")


def feedback(workspace: Workspace, follow_up_id: str) -> FeedbackSheet:
    """The sheet as edited; as it is built of what is noted, while nobody has edited it."""
    from inspektor.queries.follow_ups import sheet

    with workspace.read() as connection:
        row = one_of(connection, FollowUp, follow_up_id)
    if row is None:
        raise NotFound(tr_mark("The follow-up"), follow_up_id)
    edited = str(row["feedback"])
    found = deficiencies(workspace, follow_up_id)
    return FeedbackSheet(
        unit=sheet(workspace, follow_up_id).unit.name,
        text=edited if edited.strip() else built(workspace, follow_up_id),
        edited=bool(edited.strip()),
        deficiencies=tuple(
            SaidDeficiency(each.id, each.requirement, each.description, each.said_on_site) for each in found
        ),
    )


def built(workspace: Workspace, follow_up_id: str) -> str:
    """The text that what is noted amounts to, by quality area; missing documents last."""
    texts = Texts(LANGUAGE)
    whole = asked(workspace, follow_up_id, texts)
    facts: dict[str, list[str]] = {area.name: [] for area in whole.areas}
    facts[texts.tr(_OTHER_AREA)] = []
    for seen in observations(workspace, follow_up_id):
        _add(facts, whole, seen.requirement, _seen(seen, texts))
    for read in document_reviews(workspace, follow_up_id):
        _add(facts, whole, read.requirement, _read(read, texts))
    for each in deficiencies(workspace, follow_up_id):
        if each.said_on_site:
            _add(facts, whole, each.requirement, _said(each, texts))
    missing = [_missing(each, texts) for each in requests(workspace, follow_up_id) if each.open]
    facts[texts.tr("Documents that are missing")] = missing
    return written(tuple(FeedbackPart(area, tuple(found)) for area, found in facts.items() if found))


def _add(facts: dict[str, list[str]], whole: Template, requirement: str | None, fact: str) -> None:
    if not fact:
        return
    areas = list(facts)
    known = requirement is not None and whole.has(requirement)
    facts[whole.area_of(requirement or "").name if known else areas[-1]].append(fact)


def _seen(seen: ObservationRow, texts: Texts) -> str:
    if not seen.text.strip():
        return ""
    at = texts.tr("at {time}").format(time=clock_time(seen.observed_at))
    where = ", ".join(part for part in (seen.place, at) if part)
    return f"{seen.text.strip()} ({where})"


def _read(read: DocumentReviewRow, texts: Texts) -> str:
    found = ". ".join(part.rstrip(". ") for part in (read.sums(texts), read.result.strip()) if part)
    return f"{read.kind}: {found}." if found else ""


def _said(each: DeficiencyRow, texts: Texts) -> str:
    if not each.description.strip():
        return ""
    words = texts.tr("Pointed out: {what}").format(what=each.description.strip())
    if each.expected_result.strip():
        expected = texts.tr("Expected result: {what}").format(what=each.expected_result.strip())
        words = f"{words.rstrip('.')}. {expected}"
    return words


def _missing(each: RequestRow, texts: Texts) -> str:
    if each.due is None:
        return each.kind
    day = date_prose(each.due, texts.language)
    return texts.tr("{what}, to be sent no later than {day}").format(what=each.kind, day=day)
