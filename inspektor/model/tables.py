"""Every synced table, in one place: the store makes capture triggers, views and searches for exactly these."""

from inspektor.model.deficiency import Deficiency
from inspektor.model.document import Document, Signature
from inspektor.model.evidence import Assessment, DocumentReview, Evidence, Observation, Photo
from inspektor.model.fields import Row
from inspektor.model.follow_up import FollowUp, Participant, TeamMember, Visit
from inspektor.model.interview import Interview, Note
from inspektor.model.register import Person, Provider, Unit
from inspektor.model.template import TemplateVersion

TABLES: tuple[type[Row], ...] = (
    Person,
    Provider,
    Unit,
    TemplateVersion,
    FollowUp,
    Visit,
    TeamMember,
    Participant,
    Interview,
    Note,
    Observation,
    Photo,
    DocumentReview,
    Assessment,
    Evidence,
    Deficiency,
    Document,
    Signature,
)

IMMUTABLE = frozenset({"template_version", "signature"})
"""Tables whose rows are never edited after they are made."""

SEARCHED: dict[str, tuple[str, ...]] = {
    "provider": ("name",),
    "unit": ("name",),
    "interview": ("label",),
    "note": ("text",),
    "observation": ("text", "place"),
    "document_review": ("kind", "result"),
    "assessment": ("grounds",),
    "deficiency": ("description", "why", "expected_result"),
}
"""The texts a search looks through."""

MEDIA: dict[str, tuple[str, ...]] = {"photo": ("media",), "document": ("media",), "signature": ("media",)}
"""The columns that name a file in the media store by its SHA-256."""
