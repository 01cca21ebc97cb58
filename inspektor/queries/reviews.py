"""Documents read at a follow-up."""

import sqlalchemy as sa

from inspektor.model.evidence import DocumentReview
from inspektor.queries.rows import of_follow_up, shaped
from inspektor.shapes.views import DocumentReviewRow
from inspektor.store.workspace import Workspace


def document_reviews(workspace: Workspace, follow_up_id: str) -> tuple[DocumentReviewRow, ...]:
    """The documents read at a follow-up, in the order they were read."""
    with workspace.read() as connection:
        return document_reviews_in(connection, follow_up_id)


def document_reviews_in(connection: sa.Connection, follow_up_id: str) -> tuple[DocumentReviewRow, ...]:
    """The same, within a snapshot that is already open."""
    query = of_follow_up(DocumentReview, follow_up_id).order_by("reviewed_at", "id")
    return tuple(shaped(DocumentReviewRow, row) for row in connection.execute(query).mappings())
