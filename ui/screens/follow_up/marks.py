"""Icons and tones of what a follow-up is made of. A word always stands beside them."""

from inspektor.i18n import tr
from inspektor.shapes.enums import (
    Consent,
    DeficiencyStatus,
    NoteTag,
    Rating,
    Role,
    Severity,
    SourceKind,
    Stance,
)
from inspektor.shapes.template import short_code
from ui.widgets.list_rows import ChipSpec
from ui.widgets.tag_row import Tag

ROLE_ICON = {
    Role.MANAGEMENT: "briefcase",
    Role.STAFF: "user-round",
    Role.CLIENT: "users-round",
    Role.RELATIVE: "heart-handshake",
    Role.CASE_WORKER: "id-card",
    Role.OTHER_AUTHORITY: "building-2",
}
SOURCE_ICON = {
    SourceKind.NOTE: "message-square-text",
    SourceKind.OBSERVATION: "eye",
    SourceKind.DOCUMENT_REVIEW: "files",
    SourceKind.ANSWER: "list-checks",
}
STANCE_LOOK = {
    Stance.SUPPORTS: ("check", "ok"),
    Stance.CONTRADICTS: ("x", "bad"),
    Stance.SILENT: ("minus", "neutral"),
}
RATING_LOOK = {
    Rating.MET: ("circle-check", "ok"),
    Rating.PARTLY_MET: ("circle-dashed", "warn"),
    Rating.NOT_MET: ("circle-x", "bad"),
    Rating.NOT_APPLICABLE: ("ban", "neutral"),
    Rating.NOT_REVIEWED: ("minus", "neutral"),
}
SEVERITY_LOOK = {
    Severity.MINOR: (1, "warn"),
    Severity.MODERATE: (2, "warn"),
    Severity.SERIOUS: (3, "bad"),
    Severity.CRITICAL: (4, "bad"),
}
CONSENT_LOOK = {
    Consent.GIVEN: ("ok", "check"),
    Consent.DECLINED: ("warn", "circle-minus"),
    Consent.NOT_ASKED: ("neutral", ""),
}
_TAG_LOOK = {
    NoteTag.FACT: ("info", "accent"),
    NoteTag.QUOTE: ("quote", "quote"),
    NoteTag.COME_BACK: ("rotate-ccw", "warn"),
    NoteTag.SERIOUS: ("octagon-alert", "bad"),
}


def short(code: str) -> str:
    """A requirement's code without the template's own prefix: "4.1" of "HVB-BU-4.1"."""
    return short_code(code)


def tags() -> list[Tag]:
    """The four kinds of note, in the order of their keys."""
    return [Tag(tag.value, tr(tag.label), *_TAG_LOOK[tag]) for tag in NoteTag]


def tag_of(key: str) -> NoteTag | None:
    """The kind of note that a tag's key means; None for none."""
    return next((tag for tag in NoteTag if tag.value == key), None)


def tag_chip(tag: NoteTag | None) -> ChipSpec | None:
    """A tag as it stands beside its note."""
    if tag is None:
        return None
    icon, kind = _TAG_LOOK[tag]
    return ChipSpec(tr(tag.label), kind, icon)


_STATUS_LOOK = {
    DeficiencyStatus.IDENTIFIED: ("neutral", "circle"),
    DeficiencyStatus.COMMUNICATED: ("accent", "send"),
    DeficiencyStatus.ACCEPTED: ("accent", "check"),
    DeficiencyStatus.DISPUTED: ("warn", "message-square"),
    DeficiencyStatus.ACTION_PLANNED: ("accent", "calendar"),
    DeficiencyStatus.EVIDENCE_RECEIVED: ("quote", "inbox"),
    DeficiencyStatus.VERIFIED: ("ok", "circle-check"),
    DeficiencyStatus.ESCALATED: ("bad", "trending-down"),
    DeficiencyStatus.CLOSED: ("ok", "circle-check"),
}


def deficiency_chip(status: DeficiencyStatus) -> ChipSpec:
    """Where a deficiency stands."""
    kind, icon = _STATUS_LOOK[status]
    return ChipSpec(tr(status.label), kind, icon)
