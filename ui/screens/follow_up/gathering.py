"""Everything in a follow-up that could speak to a requirement, gathered on a slow lane."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from inspektor.shapes.enums import Role, SourceKind
from ui.operations import found


@dataclass(frozen=True, slots=True)
class Candidate:
    """A note, an observation or a document; `requirement` is where it is sorted, if anywhere."""

    kind: SourceKind
    id: str
    role: Role | None
    label: str
    text: str
    at: datetime
    requirement: str | None
    interview_id: str | None = None


def candidates(workspace: Any, follow_up_id: str) -> tuple[Candidate, ...]:
    """All of them, what is not sorted first, then by time."""
    talks = {talk.id: talk for talk in found("queries.interviews.interviews")(workspace, follow_up_id)}
    gathered = []
    for note in found("queries.interviews.notes")(workspace, follow_up_id):
        talk = talks.get(note.interview_id or "")
        role, label = (talk.role, talk.label) if talk else (None, "")
        place = (note.requirement, note.interview_id)
        gathered.append(Candidate(SourceKind.NOTE, note.id, role, label, note.text, note.noted_at, *place))
    gathered += [
        Candidate(SourceKind.OBSERVATION, o.id, None, o.place, o.text, o.observed_at, o.requirement)
        for o in found("queries.observations.observations")(workspace, follow_up_id)
    ]
    gathered += [
        Candidate(SourceKind.DOCUMENT_REVIEW, d.id, None, d.kind, d.told(), d.reviewed_at, d.requirement)
        for d in found("queries.reviews.document_reviews")(workspace, follow_up_id)
    ]
    return tuple(sorted(gathered, key=lambda each: (each.requirement is not None, each.at)))
