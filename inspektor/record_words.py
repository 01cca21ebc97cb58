"""What records and their fields are called, and how their values read: in the history, and where two people disagree."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

from inspektor import formats, i18n
from inspektor.i18n import tr, tr_mark
from inspektor.shapes import enums
from inspektor.shapes.backup import SecondPlace
from inspektor.shapes.erasure import SEALED, ReachKind
from inspektor.shapes.openings import OpenedKind
from inspektor.shapes.parcels import Figure, FigureKind
from inspektor.shapes.retention import Category, Exemption
from inspektor.shapes.views import HistoryEntry

_KINDS = {
    "delete": tr_mark("The record was deleted"),
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
    "address_sealed": tr_mark("Address, sealed"),
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
    "regime": tr_mark("Run by"),
    "legal_basis": tr_mark("Legal basis"),
    "provider_id": tr_mark("Provider"),
    "version": tr_mark("Version"),
    "language": tr_mark("Language"),
    "published_at": tr_mark("Published"),
    "scope": tr_mark("Scope"),
    "feedback": tr_mark("Feedback on site"),
    "area": tr_mark("Area"),
    "source": tr_mark("Source"),
    "child": tr_mark("Child"),
    "channel": tr_mark("How it was held"),
    "planned_at": tr_mark("Planned for"),
    "ended_early": tr_mark("Why it ended early"),
    "withdrawn_at": tr_mark("Withdrawn"),
    "declined": tr_mark("Did not want to answer"),
    "taken_at": tr_mark("Taken"),
    "no_persons": tr_mark("Nobody can be recognised"),
    "letter": tr_mark("Letter"),
    "taken_by": tr_mark("Taken by"),
    "head": tr_mark("Head"),
    "raised_at": tr_mark("Raised"),
    "taken_over_at": tr_mark("Taken over"),
    "done_at": tr_mark("Done"),
    "sealed_at": tr_mark("Sealed"),
    "signed_at": tr_mark("Signed"),
    "released_at": tr_mark("Released"),
    "sent_on": tr_mark("Sent"),
    "comment": tr_mark("View"),
    "proposal": tr_mark("Proposed wording"),
    "accent": tr_mark("Colour"),
    "logo_alt": tr_mark("What the logo shows"),
    "contact": tr_mark("Line at the foot"),
    "method": tr_mark("Method"),
    "secrecy": tr_mark("On secrecy"),
    "attach_data": tr_mark("Data attached"),
    "asked_at": tr_mark("Asked"),
    "demanded": tr_mark("Demanded before signing"),
    "approved_at": tr_mark("Approved"),
    "written_at": tr_mark("Written"),
    "answer": tr_mark("Answer"),
    "turn": tr_mark("What became of it"),
    "at": tr_mark("When"),
    "category": tr_mark("Category"),
    "disposed": tr_mark("Disposed of"),
    "months": tr_mark("Months"),
    "plan": tr_mark("Where the plan says so"),
    "ground": tr_mark("Ground"),
    "rule": tr_mark("Rule"),
    "records": tr_mark("Records"),
    "day": tr_mark("Day"),
    "month": tr_mark("Month"),
    "openings": tr_mark("Openings"),
    "remark": tr_mark("Remark"),
    "how": tr_mark("How"),
    "sender": tr_mark("Sender"),
    "made_at": tr_mark("Made"),
    "taken_in_at": tr_mark("Taken in"),
    "unit": tr_mark("Unit"),
    "provider": tr_mark("Provider"),
    "signed_on": tr_mark("Signed"),
    "signed_by": tr_mark("Signed by"),
}
BOOKS = frozenset(
    """
    root_certificate slug content content_hash template_version_id follow_up_id person_id document_id author_id visit_id
    consent_at intro_read interviewer_id item_id answered_at repeat position observation_id media media_type width height
    original_hash shown_media left_on left_removed review_id rated_at rated_by source_kind source_id head_id sealed risk_id
    facts facts_hash signers signature_count sealed_by knew timestamp unstamped built note_id released_by field follows
    points fact_check_id point logo reader_id asked_by approved kept_follow_up listed record opened_follow_up erasure
    merged_into signing_key taken_in_by figures parcel_id size
    """.split()
)
"""What keeps the books or is no text for people: the history does not tell it line by line."""
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
    "template_version": tr_mark("Template"),
    "follow_up_step": tr_mark("Finalised or opened again"),
    "follow_up_unit": tr_mark("Further unit"),
    "chosen_requirement": tr_mark("Chosen requirement"),
    "quote": tr_mark("Released quote"),
    "signature": tr_mark("Signature"),
    "letterhead": tr_mark("Letterhead"),
    "reading": tr_mark("Second reader"),
    "remark": tr_mark("Second reader's remark"),
    "retention_rule": tr_mark("Rule of disposal"),
    "retention_exemption": tr_mark("Exempt from disposal"),
    "disposal": tr_mark("Disposal"),
    "opening": tr_mark("Opened to read"),
    "log_review": tr_mark("Review of the log"),
    "erasure_reach": tr_mark("Erasure confirmed"),
    "parcel": tr_mark("File from another group"),
    "parcel_document": tr_mark("Document from another group"),
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
        "child",
        "declined",
        "no_persons",
        "attach_data",
        "demanded",
        "disposed",
    }
)
_WORDS: dict[str, dict[str, type[enums.Labelled]]] = {
    "note": {"tag": enums.NoteTag},
    "observation": {"kind": enums.ObservationKind},
    "assessment": {"rating": enums.Rating},
    "evidence": {"stance": enums.Stance, "source_kind": enums.SourceKind},
    "deficiency": {"severity": enums.Severity, "status": enums.DeficiencyStatus},
    "interview": {
        "role": enums.Role,
        "consent": enums.Consent,
        "status": enums.InterviewStatus,
        "channel": enums.Channel,
    },
    "follow_up": {
        "form": enums.Form,
        "mode": enums.Mode,
        "notice": enums.Notice,
        "status": enums.FollowUpStatus,
        "scope": enums.Scope,
    },
    "sample": {"outcome": enums.SampleOutcome},
    "fact_reply": {"verdict": enums.ReplyVerdict},
    "provider": {"regime": enums.Regime},
    "unit": {"legal_basis": enums.LegalBasis},
    "document": {"kind": enums.DocumentKind, "status": enums.DocumentStatus},
    "signature": {"method": enums.SignatureMethod},
    "follow_up_step": {"turn": enums.Turn},
    "retention_rule": {"category": Category},
    "retention_exemption": {"kind": Exemption},
    "disposal": {"category": Category},
    "opening": {"kind": OpenedKind},
    "erasure_reach": {"kind": ReachKind},
}


TABLES = tuple(_RECORDS)
"""Every kind of record."""


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
        (tr(_FIELDS[entry.field]), said(table, entry.field, entry.before), _became(table, entry))
        for entry in entries
        if entry.field in _FIELDS
        and (table, entry.field) != ("photo", "turn")
        and (entry.before != entry.after or entry.gone)
    ]


def removable(table: str, entries: Sequence[HistoryEntry]) -> list[tuple[str, str]]:
    """The fields of a record that can be taken out of its history, each with what it is called; the longest texts first."""
    longest: dict[str, int] = {}
    for each in entries if table not in SEALED else ():
        if each.field in _FIELDS and each.kind == "set" and not each.gone:
            longest[each.field] = max(longest.get(each.field, 0), len(each.after))
    fields = sorted(longest, key=lambda field: -longest[field])
    return [(field, tr(_FIELDS[field])) for field in fields if not _is_told_by_a_word(table, field)]


def _is_told_by_a_word(table: str, field: str) -> bool:
    return field in _WORDS.get(table, {}) or field in _FLAGS or field == "at" or field.endswith("_at")


def _became(table: str, entry: HistoryEntry) -> str:
    if entry.kind == "erase":
        return tr("erased ({ground})").format(ground=entry.after)
    return tr("erased since") if entry.gone else said(table, entry.field, entry.after)


def said(table: str, field: str, value: str) -> str:
    """How a stored value reads."""
    words = _WORDS.get(table, {}).get(field)
    if words is not None:
        return tr(next((word.label for word in words if word.value == value), value))
    if field in _FLAGS:
        return {"1": tr("Yes"), "0": tr("No")}.get(value, value)
    if (field == "at" or field.endswith("_at")) and value:
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


def figure_lines(figures: Sequence[Figure]) -> Iterator[str]:
    """Figures as lines: what is counted, in which year and quality area, and how many of each kind."""
    for (year, kind, area), some in groupby(figures, key=lambda each: (each.year, each.kind, each.area)):
        label = next((tr(each.label) for each in FigureKind if each.value == kind), kind)
        of = " · ".join(part for part in (str(year), label, area) if part)
        yield f"{of}: {', '.join(f'{_counted(each)} {each.n}' for each in some)}"


def _counted(figure: Figure) -> str:
    kinds: dict[str, type[enums.Labelled]] = {
        FigureKind.FOLLOW_UPS: enums.Form,
        FigureKind.RATINGS: enums.Rating,
        FigureKind.DEFICIENCIES: enums.Severity,
    }
    known = kinds.get(figure.kind, ())
    return next((tr(each.label) for each in known if each.value == figure.word), figure.word)
