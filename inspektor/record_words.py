"""What records and their fields are called, and how their values read: in the history, and where two people disagree."""

from collections.abc import Sequence
from datetime import datetime

from inspektor import formats, i18n
from inspektor.i18n import tr, tr_mark
from inspektor.shapes import enums
from inspektor.shapes.backup import SecondPlace
from inspektor.shapes.views import HistoryEntry

_KINDS = {
    "delete": tr_mark("Deleted"),
    "undelete": tr_mark("Brought back"),
    "erase": tr_mark("Erased"),
}
_FIELDS = {
    "text": tr_mark("Text"),
    "tag": tr_mark("Kind of note"),
    "requirement": tr_mark("Requirement"),
    "question": tr_mark("Question"),
    "noted_at": tr_mark("Time"),
    "observed_at": tr_mark("Time"),
    "reviewed_at": tr_mark("Time"),
    "place": tr_mark("Place"),
    "kind": tr_mark("Kind"),
    "sample_size": tr_mark("Sample size"),
    "selection": tr_mark("How the sample was chosen"),
    "result": tr_mark("Result"),
    "rating": tr_mark("Rating"),
    "grounds": tr_mark("Grounds"),
    "strengths": tr_mark("Strengths and good examples"),
    "ivo_considered": tr_mark("IVO considered"),
    "ivo_reason": tr_mark("The position on IVO, and why"),
    "description": tr_mark("What was observed"),
    "why": tr_mark("Why it falls short"),
    "severity": tr_mark("Severity"),
    "expected_result": tr_mark("Expected result"),
    "deadline": tr_mark("To be remedied by"),
    "said_on_site": tr_mark("Said to the provider on site"),
    "wording_hidden": tr_mark("Leave the earlier wording out of the report"),
    "status": tr_mark("Status"),
    "label": tr_mark("Label"),
    "role": tr_mark("Role"),
    "consent": tr_mark("Consent"),
    "interpreter": tr_mark("Interpreter"),
    "support_person": tr_mark("Support person"),
    "started_at": tr_mark("Began"),
    "ended_at": tr_mark("Ended"),
    "caption": tr_mark("Caption"),
    "alternative_text": tr_mark("Description for those who cannot see it"),
    "registry_number": tr_mark("Registry number"),
    "purpose": tr_mark("Purpose"),
    "trigger": tr_mark("What gave rise to the follow-up"),
    "facts_of_the_day": tr_mark("Facts of the day"),
    "not_reviewed": tr_mark("What was not reviewed, and why"),
    "to_send_in": tr_mark("What the provider is to send in"),
    "send_in_by": tr_mark("To be sent in by"),
    "next_step": tr_mark("Next step"),
    "distribution": tr_mark("Distribution"),
    "planned_on": tr_mark("Planned day"),
    "arrived_at": tr_mark("Arrival"),
    "departed_at": tr_mark("Departure"),
    "circumstances": tr_mark("Circumstances"),
    "stance": tr_mark("What the source says"),
    "form": tr_mark("Form"),
    "mode": tr_mark("How it is done"),
    "notice": tr_mark("Announced or not"),
    "name": tr_mark("Name"),
    "title": tr_mark("Title"),
    "organisation_number": tr_mark("Organisation number"),
    "service_type": tr_mark("Kind of service"),
    "address": tr_mark("Address"),
    "address_protected": tr_mark("Protected address"),
    "places": tr_mark("Places"),
    "manager": tr_mark("Manager"),
    "target_group": tr_mark("Target group"),
    "agreement_number": tr_mark("Agreement number"),
    "municipality": tr_mark("Municipality"),
    "board": tr_mark("Board"),
    "unit_id": tr_mark("Unit"),
    "scope_note": tr_mark("Scope"),
    "conflict_of_interest": tr_mark("Conflict of interest"),
    "conflict_note": tr_mark("What the conflict is, and what was decided"),
    "function": tr_mark("Function"),
    "interview_id": tr_mark("Interview"),
    "value": tr_mark("Answer"),
    "outcome": tr_mark("Outcome"),
    "requested_at": tr_mark("Asked for"),
    "due": tr_mark("Last day"),
    "received_on": tr_mark("Received"),
    "answered_on": tr_mark("Answered"),
    "taken_over_by": tr_mark("Taken over by"),
    "verdict": tr_mark("Position"),
    "reason": tr_mark("Reason"),
}
_RECORD, _DETAIL = tr_mark("Record"), tr_mark("Another detail")
_RECORDS = {
    "person": tr_mark("Person"),
    "provider": tr_mark("Provider"),
    "unit": tr_mark("Unit"),
    "follow_up": tr_mark("Follow-up"),
    "own_requirement": tr_mark("Own requirement"),
    "visit": tr_mark("Visit"),
    "team_member": tr_mark("Inspector of the team"),
    "participant": tr_mark("Participant"),
    "interview": tr_mark("Interview"),
    "note": tr_mark("Note"),
    "answer": tr_mark("Answer"),
    "item": tr_mark("Repeated part"),
    "observation": tr_mark("Observation"),
    "photo": tr_mark("Photo"),
    "document_review": tr_mark("Document read"),
    "sample": tr_mark("Sample"),
    "document_request": tr_mark("Document asked for"),
    "assessment": tr_mark("Judgement"),
    "evidence": tr_mark("Source of a judgement"),
    "deficiency": tr_mark("Deficiency"),
    "risk": tr_mark("Grave risk"),
    "risk_step": tr_mark("Step at a grave risk"),
    "document": tr_mark("Document"),
    "report_text": tr_mark("Text of the report"),
    "fact_check": tr_mark("Fact check"),
    "fact_reply": tr_mark("View of the provider"),
}
_FLAGS = frozenset(
    {
        "said_on_site",
        "interpreter",
        "support_person",
        "ivo_considered",
        "wording_hidden",
        "address_protected",
        "conflict_of_interest",
    }
)
_WORDS: dict[str, dict[str, type[enums.Labelled]]] = {
    "note": {"tag": enums.NoteTag},
    "observation": {"kind": enums.ObservationKind},
    "assessment": {"rating": enums.Rating},
    "evidence": {"stance": enums.Stance, "source_kind": enums.SourceKind},
    "deficiency": {"severity": enums.Severity, "status": enums.DeficiencyStatus},
    "interview": {"role": enums.Role, "consent": enums.Consent, "status": enums.InterviewStatus},
    "follow_up": {
        "form": enums.Form,
        "mode": enums.Mode,
        "notice": enums.Notice,
        "status": enums.FollowUpStatus,
    },
}


def record_word(table: str) -> str:
    """What a record of the table is called."""
    return tr(_RECORDS.get(table, _RECORD))


def field_word(field: str) -> str:
    """What a field is called; "" is the record as a whole."""
    return tr(_FIELDS.get(field, _DETAIL)) if field else tr("The whole record")


def step_words(entries: Sequence[HistoryEntry]) -> str:
    """What one step was, in a few words: what became of the whole record, else the step's own label."""
    for entry in entries:
        if not entry.field and entry.after in _KINDS:
            return tr(_KINDS[entry.after])
    return tr(entries[0].label)


def lines(table: str, entries: Sequence[HistoryEntry]) -> list[tuple[str, str, str]]:
    """What one step changed, as name, before and after; what keeps the books is not told."""
    return [
        (
            tr(_FIELDS[entry.field]),
            said(table, entry.field, entry.before),
            said(table, entry.field, entry.after),
        )
        for entry in entries
        if entry.field in _FIELDS and entry.before != entry.after
    ]


def said(table: str, field: str, value: str) -> str:
    """How a stored value reads."""
    words = _WORDS.get(table, {}).get(field)
    if words is not None:
        return tr(next((word.label for word in words if word.value == value), value))
    if field in _FLAGS:
        return {"1": tr("Yes"), "0": tr("No")}.get(value, value)
    if field.endswith("_at") and value:
        return _moment(value)
    return value


def _moment(value: str) -> str:
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return value
    return f"{formats.date_short(at, i18n.language())} {formats.clock_time(at)}"


def second_place(second: SecondPlace) -> str:
    """How it stands with the second place of the backups: latest 12 nov, E: is missing."""
    last = second.last
    day = "" if last is None else formats.date_short(last, i18n.language())
    if second.there:
        words = tr("{folder}: latest {day}") if last else tr("{folder}: no backup yet")
    else:
        words = (
            tr("latest {day}, {folder} is missing")
            if last
            else tr("{folder} is missing, no backup there yet")
        )
    return words.format(folder=second.path, day=day)
