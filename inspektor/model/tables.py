"""Every synced table, in one place: the store makes capture triggers, views and searches for exactly these."""

from inspektor.model.deficiency import Deficiency
from inspektor.model.document import Document, Quote, ReportText, Signature
from inspektor.model.evidence import (
    Assessment,
    DocumentRequest,
    DocumentReview,
    Evidence,
    Observation,
    Photo,
    Sample,
)
from inspektor.model.fact_check import FactCheck, FactReply
from inspektor.model.fields import Row
from inspektor.model.follow_up import (
    ChosenRequirement,
    FollowUp,
    FollowUpStep,
    FollowUpUnit,
    OwnRequirement,
    Participant,
    TeamMember,
    Visit,
)
from inspektor.model.interview import Answer, Interview, Item, Note
from inspektor.model.keeping import (
    Disposal,
    ErasureReachRow,
    LogReview,
    Opening,
    RetentionExemption,
    RetentionRuleRow,
)
from inspektor.model.letterhead import LetterheadRow
from inspektor.model.parcel import ParcelDocumentRow, ParcelRow
from inspektor.model.reading import Reading, Remark
from inspektor.model.register import Person, Provider, Unit
from inspektor.model.risk import Risk, RiskStep
from inspektor.model.template import TemplateVersion

TABLES: tuple[type[Row], ...] = (
    Person,
    Provider,
    Unit,
    TemplateVersion,
    FollowUp,
    FollowUpStep,
    FollowUpUnit,
    ChosenRequirement,
    OwnRequirement,
    Visit,
    TeamMember,
    Participant,
    Interview,
    Note,
    Answer,
    Item,
    Observation,
    Photo,
    DocumentReview,
    Sample,
    DocumentRequest,
    Assessment,
    Evidence,
    Deficiency,
    Risk,
    RiskStep,
    Document,
    ReportText,
    Quote,
    Signature,
    FactCheck,
    FactReply,
    LetterheadRow,
    Reading,
    Remark,
    ParcelRow,
    ParcelDocumentRow,
    RetentionRuleRow,
    RetentionExemption,
    Disposal,
    Opening,
    LogReview,
    ErasureReachRow,
)

IMMUTABLE = frozenset(
    {"template_version", "signature", "follow_up_step", "disposal", "opening", "log_review"}
)
"""Tables whose rows are never edited after they are made."""

SEARCHED: dict[str, tuple[str, ...]] = {
    "provider": ("name",),
    "unit": ("name",),
    "interview": ("label",),
    "note": ("text",),
    "observation": ("text", "place"),
    "document_review": ("kind", "result"),
    "sample": ("text",),
    "document_request": ("kind", "text"),
    "own_requirement": ("text",),
    "assessment": ("grounds", "strengths"),
    "report_text": ("text",),
    "fact_reply": ("comment", "proposal", "reason"),
    "remark": ("text", "answer"),
    "deficiency": ("description", "why", "expected_result"),
}
"""The texts a search looks through. Never a risk's."""

MEDIA: dict[str, tuple[str, ...]] = {
    "photo": ("media", "shown_media"),
    "document": ("media",),
    "signature": ("media",),
    "letterhead": ("logo",),
    "parcel_document": ("media",),
}
"""The columns that name a file in the media store by its SHA-256."""

MERGED: dict[str, tuple[str, ...]] = {
    "unit": ("target_group",),
    "follow_up": (
        "trigger",
        "purpose",
        "facts_of_the_day",
        "to_send_in",
        "not_reviewed",
        "next_step",
        "distribution",
        "scope_note",
    ),
    "own_requirement": ("text",),
    "visit": ("circumstances",),
    "team_member": ("conflict_note",),
    "note": ("text",),
    "observation": ("text",),
    "document_review": ("result",),
    "sample": ("text",),
    "document_request": ("text",),
    "assessment": ("grounds", "strengths"),
    "deficiency": ("description", "why", "expected_result", "ivo_reason"),
    "report_text": ("text",),
    "fact_reply": ("reason",),
}
"""Running texts that two people may change at once: what they did to different paragraphs is shown together."""
