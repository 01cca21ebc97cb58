"""How long records are kept: the categories of a disposal plan, what is proposed for each, and what is due.

The proposals follow practice: working notes go when they have done their service, what is a finished document stays. The
municipality's own plan decides (arkivlagen, the board's plan), so each proposal is open to change and says where it comes from.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from inspektor.i18n import tr, tr_mark, tr_n
from inspektor.shapes.enums import Labelled

MOST_MONTHS: Final = 1200
DISPOSING: Final = tr_mark("Dispose of what is due")
"""The step's label: no change of what a report says, whatever it empties."""


class Category(Labelled):
    """What is disposed of together."""

    NOTES = "notes", tr_mark("Notes and answers of interviews")
    OBSERVATIONS = "observations", tr_mark("Observations and documents read")
    PHOTOS = "photos", tr_mark("Photos")
    PARTICIPANTS = "participants", tr_mark("Names of participants")
    REMARKS = "remarks", tr_mark("Second reader's remarks")
    VIEWS = "views", tr_mark("The provider's views in the fact check")
    RISKS = "risks", tr_mark("Grave risks")
    JUDGEMENTS = "judgements", tr_mark("Judgements and deficiencies")
    DOCUMENTS = "documents", tr_mark("Signed protocols and reports")
    OPENINGS = "openings", tr_mark("Log of who has read what concerns clients")


class Exemption(Labelled):
    """Why nothing of a follow-up is disposed of."""

    HELD = "held", tr_mark("Must be kept for now")
    ARCHIVED = "archived", tr_mark("Delivered to the archive")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for a category before the group has said anything, and why."""

    disposed: bool
    months: int
    why: str


PROPOSALS: Final[Mapping[Category, Proposal]] = {
    Category.NOTES: Proposal(
        True,
        6,
        tr_mark(
            "Memory notes (TF ch. 2 s. 12): disposed of when the report is final, if they are not archived."
        ),
    ),
    Category.OBSERVATIONS: Proposal(
        True, 24, tr_mark("Working material that the report was written from; kept for one more follow-up.")
    ),
    Category.PHOTOS: Proposal(
        True, 24, tr_mark("Working material; those that the report rests on stand in the signed document.")
    ),
    Category.PARTICIPANTS: Proposal(
        True, 24, tr_mark("Personal data that are no longer needed; the protocol names those who took part.")
    ),
    Category.REMARKS: Proposal(
        True, 6, tr_mark("Internal remarks on a draft; without interest once the report is final.")
    ),
    Category.VIEWS: Proposal(
        False,
        0,
        tr_mark("Received from outside: a public record, and part of why the report reads as it does."),
    ),
    Category.RISKS: Proposal(
        True,
        60,
        tr_mark("Five years, as files of lex Sarah (LSS s. 23 g) are kept, if the plan says no other."),
    ),
    Category.JUDGEMENTS: Proposal(
        False, 0, tr_mark("Needed at the next follow-up, and for statistics over the years.")
    ),
    Category.DOCUMENTS: Proposal(
        False, 0, tr_mark("Public records: kept for good, unless the plan has a decision to dispose of them.")
    ),
    Category.OPENINGS: Proposal(
        True, 60, tr_mark("Long enough to examine what has been suspected, no longer than needed for that.")
    ),
}

CONTENTS: Final[Mapping[Category, Mapping[str, tuple[str, ...]]]] = {
    Category.NOTES: {
        "note": ("text", "tag", "requirement", "question"),
        "answer": ("value", "declined"),
        "quote": ("text", "requirement"),
        "interview": ("label", "language", "interpreter", "support_person", "child", "ended_early"),
        "item": ("label",),
    },
    Category.OBSERVATIONS: {
        "observation": ("text", "place"),
        "document_review": ("kind", "selection", "result"),
        "sample": ("letter", "outcome", "text"),
        "document_request": ("kind", "text"),
    },
    Category.PHOTOS: {
        "photo": (
            "media",
            "shown_media",
            "original_hash",
            "caption",
            "alternative_text",
            "taken_at",
            "left_on",
        )
    },
    Category.PARTICIPANTS: {"participant": ("name", "function"), "team_member": ("conflict_note",)},
    Category.REMARKS: {"remark": ("text", "answer")},
    Category.VIEWS: {"fact_check": ("points",), "fact_reply": ("comment", "proposal", "reason")},
    Category.RISKS: {"risk": ("sealed", "head", "taken_over_by"), "risk_step": ("sealed",)},
    Category.JUDGEMENTS: {
        "assessment": ("grounds", "strengths"),
        "deficiency": ("description", "place", "why", "expected_result", "ivo_reason"),
        "report_text": ("text", "built"),
        "evidence": ("stance",),
    },
    Category.DOCUMENTS: {
        "document": ("facts", "signers", "media", "unstamped"),
        "signature": ("media",),
    },
    Category.OPENINGS: {"opening": ("name", "record", "opened_follow_up")},
}
"""Of each category the tables, and in them the fields that are emptied; what only counts and dates stays."""

STAYS: Final = frozenset({"interview", "team_member"})
"""Tables whose rows are still shown afterwards, emptied: that an interview with a role was held is no secret."""


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """What holds for a category: the group's own words, or what is proposed."""

    category: Category
    disposed: bool
    months: int
    plan: str
    own: bool
    """Whether the group has said so; else it is proposed."""


def rule_words(rule: RetentionRule) -> str:
    """What a rule says, in words."""
    if not rule.disposed:
        return tr("Kept for good") + (f" ({rule.plan})" if rule.plan else "")
    words = tr_n("Disposed of after {n} month", "Disposed of after {n} months", rule.months)
    return words.format(n=rule.months) + (f" ({rule.plan})" if rule.plan else "")


@dataclass(frozen=True, slots=True)
class DueRow:
    """Records of one category that the rule says are to go now."""

    category: Category
    follow_up_id: str
    """Empty for what belongs to none."""
    unit: str
    registry_number: str
    finalised: date
    due: date
    records: int
    rule: RetentionRule


@dataclass(frozen=True, slots=True)
class ExemptRow:
    """A follow-up that is left out, and why."""

    id: str
    follow_up_id: str
    unit: str
    kind: Exemption
    reason: str
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DisposedOf:
    """One line of a disposal's list."""

    unit: str
    registry_number: str
    finalised: str
    records: int


@dataclass(frozen=True, slots=True)
class DisposalRow:
    """A disposal that was made."""

    id: str
    at: datetime
    name: str
    title: str
    category: Category
    ground: str
    rule: str
    records: int
    listed: tuple[DisposedOf, ...]
