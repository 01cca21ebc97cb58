"""Documents read at a follow-up, and those asked for."""

from datetime import date

import sqlalchemy as sa

from inspektor.formats import sort_key_sv
from inspektor.model.evidence import DocumentRequest, DocumentReview, Sample
from inspektor.queries.rows import of_follow_up, shaped
from inspektor.shapes.reviews import DocumentReviewRow, RequestRow, SampleRow, place_of
from inspektor.store.workspace import Workspace


def document_reviews(workspace: Workspace, follow_up_id: str) -> tuple[DocumentReviewRow, ...]:
    """The documents read at a follow-up, in the order they were read, each with what its sample showed."""
    with workspace.read() as connection:
        return document_reviews_in(connection, follow_up_id)


def document_reviews_in(connection: sa.Connection, follow_up_id: str) -> tuple[DocumentReviewRow, ...]:
    """The same, within a snapshot that is already open."""
    samples: dict[str, list[SampleRow]] = {}
    for row in connection.execute(of_follow_up(Sample, follow_up_id)).mappings():
        sample = shaped(SampleRow, row)
        if sample.written:
            samples.setdefault(row["review_id"], []).append(sample)
    for found in samples.values():
        found.sort(key=lambda each: (place_of(each.letter), each.letter))
    query = of_follow_up(DocumentReview, follow_up_id).order_by("reviewed_at", "id")
    return tuple(
        shaped(DocumentReviewRow, row, samples=tuple(samples.get(row["id"], ())))
        for row in connection.execute(query).mappings()
    )


def requests(workspace: Workspace, follow_up_id: str) -> tuple[RequestRow, ...]:
    """The documents asked for: those still waited for first, by the day they are due, then by kind in Swedish order."""
    with workspace.read() as connection:
        return requests_in(connection, follow_up_id)


def requests_in(connection: sa.Connection, follow_up_id: str) -> tuple[RequestRow, ...]:
    """The same, within a snapshot that is already open."""
    rows = connection.execute(of_follow_up(DocumentRequest, follow_up_id)).mappings()
    return tuple(sorted((shaped(RequestRow, row) for row in rows), key=_waited_for_first))


def _waited_for_first(row: RequestRow) -> tuple[bool, date, str, str]:
    return (not row.open, row.due or date.max, sort_key_sv(row.kind), row.id)
