"""What is read: one kind of document, how many were sampled and how they were chosen."""

from typing import Any

from sqlalchemy.orm import Session

from inspektor import clock
from inspektor.actions.doors import edit, made, open_follow_up, remove
from inspektor.changes import ChangeSet
from inspektor.i18n import tr_mark
from inspektor.model.evidence import DocumentReview, DocumentReviewIn
from inspektor.store.workspace import Workspace


def add_document_review(
    workspace: Workspace, follow_up_id: str, kind: str, *, review_id: str | None = None, **values: Any
) -> ChangeSet:
    """Note a kind of document that was read: kind, sample_size, selection, result, requirement."""
    whole = {
        "follow_up_id": follow_up_id,
        "kind": kind,
        "reviewed_at": clock.now(),
        "author_id": workspace.profile.person_id,
    } | values

    def apply(session: Session) -> None:
        open_follow_up(session, follow_up_id)
        session.add(made(DocumentReview, DocumentReviewIn, whole, row_id=review_id))

    return workspace.write(tr_mark("Add document review"), apply)


def set_document_review(
    workspace: Workspace, review_id: str, *, amend: bool = False, **values: Any
) -> ChangeSet:
    """Change fields of a document review."""
    label = tr_mark("Edit document review")
    return edit(workspace, label, DocumentReview, DocumentReviewIn, review_id, values, amend=amend)


def remove_document_review(workspace: Workspace, review_id: str) -> ChangeSet:
    """Delete a document review; undo brings it back."""
    return remove(workspace, tr_mark("Delete document review"), DocumentReview, review_id)
