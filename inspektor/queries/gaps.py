"""All that is left to see to in a follow-up: before leaving, before the protocol is signed, and in the judgement.

Each gap names the place and there the record, requirement or field where it is mended, so that it is one step away.
"""

from collections.abc import Iterator
from dataclasses import replace

from inspektor import clock
from inspektor.formats import as_date
from inspektor.i18n import tr, tr_n
from inspektor.queries.follow_ups import sheet
from inspektor.queries.interviews import interviews, notes
from inspektor.queries.judgement import deficiencies, outline
from inspektor.queries.observations import observations
from inspektor.queries.report_gaps import personal, report_gaps
from inspektor.queries.reviews import requests
from inspektor.queries.risks import risks
from inspektor.shapes.enums import Consent, DocumentKind, InterviewStatus, Rating
from inspektor.shapes.interviews import InterviewRow
from inspektor.shapes.judgement import DeficiencyRow, Gap, RequirementRow
from inspektor.shapes.personal_number import personal_numbers
from inspektor.shapes.rules import deficient, ivo_to_answer, needs_evidence
from inspektor.shapes.template import short_code
from inspektor.shapes.views import FollowUpSheet, ObservationRow
from inspektor.store.workspace import Workspace

SORTING = "sorting"
"""The place of the notes that belong nowhere yet; not a row of the outline but a dialog over each of them."""
_HELD = (InterviewStatus.RUNNING, InterviewStatus.SAVED, InterviewStatus.CLOSED)


_JUDGED = frozenset(
    {"unrated", "no_evidence", "grounds", "no_deficiency", "ivo"}
    | {"deficiency_text", "deficiency_expected", "deficiency_date"}
)
"""What must be there before judgements are signed."""


def gaps(
    workspace: Workspace, follow_up_id: str, kind: DocumentKind = DocumentKind.VISIT_PROTOCOL
) -> tuple[Gap, ...]:
    """Every gap: what stops the signature of the document first, then what is seen to on the spot, then the judgement.

    The protocol holds no judgements and waits for none; the report does.
    """
    follow_up = sheet(workspace, follow_up_id)
    seen = observations(workspace, follow_up_id)
    talks = interviews(workspace, follow_up_id)
    requirements = outline(workspace, follow_up_id)
    opened = deficiencies(workspace, follow_up_id)
    found = [
        *_visit_gaps(follow_up),
        *_interview_gaps(talks),
        *_photo_gaps(workspace, seen),
        *_personal_gaps(follow_up, seen, opened),
        *_deficiency_gaps(opened),
        *_request_gaps(workspace, follow_up_id),
        *_risk_gaps(workspace, follow_up_id),
        *_sorting_gaps(workspace, follow_up_id),
        *_requirement_gaps(requirements, opened),
    ]
    if not seen and not talks:
        words = tr("No interview and no observation has been noted.")
        found.append(Gap("nothing_noted", words, False, "interviews"))
    if kind is DocumentKind.FOLLOW_UP_REPORT:
        found += report_gaps(workspace, follow_up_id)
        found = [replace(gap, stops=gap.stops or gap.code in _JUDGED, late=False) for gap in found]
    return tuple(sorted(found, key=lambda gap: (not gap.stops, gap.late)))


def _risk_gaps(workspace: Workspace, follow_up_id: str) -> Iterator[Gap]:
    """That something is open, and nothing of what it is."""
    for row in risks(workspace, follow_up_id):
        if row.is_open:
            yield Gap("risk_open", tr("Nobody has taken over what cannot wait."), False, "risk", row.id)


def _visit_gaps(follow_up: FollowUpSheet) -> Iterator[Gap]:
    visit = follow_up.visit
    if visit is None or visit.arrived_at is None:
        yield Gap("arrival", tr("The time of arrival is missing."), True, "overview", "arrived_at")
    elif visit.departed_at is None:
        yield Gap("departure", tr("The time of departure is missing."), False, "overview", "departed_at")
    unanswered = [member for member in follow_up.team if member.conflict_of_interest is None]
    if unanswered:
        words = tr("The question of conflict of interest is not answered by {names}.")
        names = ", ".join(member.name for member in unanswered)
        yield Gap("conflict_of_interest", words.format(names=names), True, "overview", unanswered[0].id)
    undecided = [m for m in follow_up.team if m.conflict_of_interest and not m.conflict_note.strip()]
    if undecided:
        words = tr("It is not written what was decided about the conflict of interest of {names}.")
        names = ", ".join(member.name for member in undecided)
        yield Gap("conflict_undecided", words.format(names=names), True, "overview", undecided[0].id)
    if not follow_up.registry_number:
        words = tr("The registry number is missing; the protocol says that it will be given.")
        yield Gap("registry_number", words, False, "overview", "registry_number")
    if not follow_up.participants:
        words = tr("Nobody from the unit is noted as taking part.")
        yield Gap("participants", words, False, "overview", "participants")


def _interview_gaps(talks: tuple[InterviewRow, ...]) -> Iterator[Gap]:
    for talk in talks:
        name = talk.label or tr(talk.role.label)
        if talk.status is InterviewStatus.RUNNING:
            words = tr("The interview with {name} is not ended.").format(name=name)
            yield Gap("interview_running", words, False, "interviews", talk.id)
        if talk.status is InterviewStatus.PLANNED:
            words = tr("The interview planned with {name} has not been held.").format(name=name)
            yield Gap("interview_planned", words, False, "interviews", talk.id)
        if talk.status in _HELD and talk.consent is Consent.NOT_ASKED:
            words = tr("{name} has not been asked for consent.").format(name=name)
            yield Gap("consent", words, False, "interviews", talk.id)


def _photo_gaps(workspace: Workspace, seen: tuple[ObservationRow, ...]) -> Iterator[Gap]:
    for each in seen:
        bare = sum(not photo.alternative_text.strip() for photo in each.photos)
        missing = sum(not workspace.media.has(photo.visible_media) for photo in each.photos)
        unlooked = sum(not photo.no_persons for photo in each.photos)
        left = sum(bool(photo.left_on) and not photo.left_removed for photo in each.photos)
        where = ("observations", each.id)
        if bare:
            words = tr_n(
                "{n} photo lacks a description for those who cannot see it.",
                "{n} photos lack a description for those who cannot see them.",
                bare,
            )
            yield Gap("alternative_text", words.format(n=bare), False, *where)
        if missing:
            words = tr_n("{n} photo has not arrived.", "{n} photos have not arrived.", missing)
            yield Gap("photo_missing", words.format(n=missing), True, *where)
        if unlooked:
            words = tr_n(
                "Nobody has confirmed that {n} photo shows no person.",
                "Nobody has confirmed that {n} photos show no person.",
                unlooked,
            )
            yield Gap("persons", words.format(n=unlooked), False, *where)
        if left:
            words = tr_n(
                "A copy of {n} photo is still on the phone or the folder it came from.",
                "Copies of {n} photos are still on the phone or the folder they came from.",
                left,
            )
            yield Gap("photo_left", words.format(n=left), False, *where)


def _personal_gaps(
    follow_up: FollowUpSheet, seen: tuple[ObservationRow, ...], opened: tuple[DeficiencyRow, ...]
) -> Iterator[Gap]:
    printed = [(follow_up.facts_of_the_day, "overview", "facts_of_the_day")]
    printed += [(each.text, "observations", each.id) for each in seen]
    printed += [
        (f"{d.description}\n{d.expected_result}", "deficiencies", d.id) for d in opened if d.said_on_site
    ]
    for text, place, detail in printed:
        if personal_numbers(text):
            yield personal(place, detail)


def _deficiency_gaps(opened: tuple[DeficiencyRow, ...]) -> Iterator[Gap]:
    for each in opened:
        code = short_code(each.requirement)
        if not each.description.strip():
            words = tr("The deficiency in {code} says nothing of what was observed.").format(code=code)
            yield Gap(
                "deficiency_text",
                words,
                each.said_on_site,
                "deficiencies",
                each.id,
                late=not each.said_on_site,
            )
        if not each.expected_result.strip():
            words = tr("The deficiency in {code} does not say what is expected.").format(code=code)
            yield Gap("deficiency_expected", words, False, "deficiencies", each.id, late=True)
        if each.deadline is None:
            words = tr("The deficiency in {code} has no date.").format(code=code)
            yield Gap("deficiency_date", words, False, "deficiencies", each.id, late=True)
        if ivo_to_answer(each.severity, each.ivo_considered, each.ivo_reason):
            words = tr("The position on IVO is missing for the deficiency in {code}.").format(code=code)
            yield Gap("ivo", words, False, "deficiencies", each.id, late=True)


def _request_gaps(workspace: Workspace, follow_up_id: str) -> Iterator[Gap]:
    waited_for = [row for row in requests(workspace, follow_up_id) if row.open]
    today = as_date(clock.now())
    overdue = sum(row.overdue(today) for row in waited_for)
    if overdue:
        words = tr_n("{n} document asked for is overdue.", "{n} documents asked for are overdue.", overdue)
        yield Gap("requests_overdue", words.format(n=overdue), False, "documents", "requests", late=True)
    if n := len(waited_for) - overdue:
        words = tr_n("{n} document asked for has not come.", "{n} documents asked for have not come.", n)
        yield Gap("requests_open", words.format(n=n), False, "documents", "requests", late=True)


def _sorting_gaps(workspace: Workspace, follow_up_id: str) -> Iterator[Gap]:
    n = sum(note.requirement is None for note in notes(workspace, follow_up_id))
    if n:
        words = tr_n("{n} note is not sorted.", "{n} notes are not sorted.", n).format(n=n)
        yield Gap("unsorted", words, False, SORTING)


def _requirement_gaps(
    requirements: tuple[RequirementRow, ...], opened: tuple[DeficiencyRow, ...]
) -> Iterator[Gap]:
    known = {each.requirement for each in opened}
    for row in requirements:
        code, where = short_code(row.code), ("judgement", row.code)
        if not row.sources and row.rating is None:
            words = tr("Nothing is gathered for requirement {code}.").format(code=code)
            yield Gap("nothing_gathered", words, False, *where)
        if row.rating is None:
            words = tr("Requirement {code} is not judged.").format(code=code)
            yield Gap("unrated", words, False, *where, late=True)
            continue
        if needs_evidence(row.rating) and not row.kinds:
            words = tr("The judgement of requirement {code} rests on no source.").format(code=code)
            yield Gap("no_evidence", words, False, *where, late=True)
        if row.grounds_missing:
            yield Gap("grounds", _grounds_words(row.rating).format(code=code), False, *where, late=True)
        if deficient(row.rating) and row.code not in known:
            words = tr("Requirement {code} falls short but has no deficiency.").format(code=code)
            yield Gap("no_deficiency", words, False, *where, late=True)


def _grounds_words(rating: Rating) -> str:
    if rating is Rating.MET:
        return tr("Requirement {code} is met on a single kind of source; write why that is enough.")
    if rating in (Rating.NOT_APPLICABLE, Rating.NOT_REVIEWED):
        return tr("Requirement {code} is not judged by what was found; write why.")
    return tr("The judgement of requirement {code} has no grounds.")
