"""What is read: one kind of document, how many were sampled, how they were chosen, and what each showed."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from inspektor import clock
from inspektor.actions.doors import checked, found, made, open_follow_up
from inspektor.changes import ChangeSet
from inspektor.errors import RuleBroken
from inspektor.i18n import tr, tr_mark
from inspektor.model.evidence import DocumentReview, DocumentReviewIn, Sample, SampleIn
from inspektor.shapes.ids import derived_id
from inspektor.shapes.reviews import LETTERED, letter, place_of
from inspektor.store.schema import live
from inspektor.store.workspace import Workspace


class SampleWritten(RuleBroken):
    """A sample cannot be made smaller than what is written of it: a result would be lost to sight."""

    def __init__(self, letters: list[str]) -> None:
        """Name the letters that say something."""
        super().__init__(
            "sample_size", tr_mark("{letters} has a result. Clear it before you make the sample smaller.")
        )
        self.letters = letters

    def text(self) -> str:
        """Which letters."""
        return tr(self.message).format(letters=", ".join(self.letters))


def add_document_review(
    workspace: Workspace,
    follow_up_id: str,
    kind: str,
    *,
    review_id: str | None = None,
    samples: Sequence[tuple[str, Mapping[str, Any]]] = (),
    **values: Any,
) -> ChangeSet:
    """Note a kind of document that was read: kind, sample_size, selection, result, requirement.

    `samples` says in the same step what documents of the sample showed, by their letters (see `set_sample`).
    """
    whole = {
        "follow_up_id": follow_up_id,
        "kind": kind,
        "reviewed_at": clock.now(),
        "author_id": workspace.profile.person_id,
    } | values

    def apply(session: Session) -> None:
        open_follow_up(session, follow_up_id)
        review = made(DocumentReview, DocumentReviewIn, whole, row_id=review_id)
        session.add(review)
        for letters, shown in samples:
            _set_sample(session, review, letters, shown)

    return workspace.write(tr_mark("Add document review"), apply)


def set_document_review(
    workspace: Workspace, review_id: str, *, amend: bool = False, **values: Any
) -> ChangeSet:
    """Change fields of a document review. A sample is not made smaller than what is already written of it."""

    def apply(session: Session) -> None:
        review = _open_review(session, review_id)
        after = checked(DocumentReviewIn, review.model_dump(exclude={"id", "hidden"}) | values)
        if after["sample_size"] < review.sample_size:
            _refuse_to_drop(session, review_id, after["sample_size"])
        for name in values:
            setattr(review, name, after[name])

    return workspace.write(tr_mark("Edit document review"), apply, amend=amend)


def _open_review(session: Session, review_id: str) -> DocumentReview:
    review = found(session, DocumentReview, review_id)
    open_follow_up(session, review.follow_up_id)
    return review


def _refuse_to_drop(session: Session, review_id: str, size: int) -> None:
    sample = live(Sample).c
    rows = session.execute(
        select(sample.letter, sample.outcome, sample.text).where(sample.review_id == review_id)
    )
    lost = sorted((row.letter for row in rows if row.outcome or row.text), key=place_of)
    lost = [each for each in lost if place_of(each) >= size]
    if lost:
        raise SampleWritten(lost)


def set_sample(
    workspace: Workspace, review_id: str, letters: str, *, amend: bool = False, **values: Any
) -> ChangeSet:
    """Say what the document of that letter showed: outcome, text. The sample grows to hold the letter."""

    def apply(session: Session) -> None:
        _set_sample(session, _open_review(session, review_id), letters, values)

    return workspace.write(tr_mark("Note the result of a document"), apply, amend=amend)


def _set_sample(session: Session, review: DocumentReview, letters: str, values: Mapping[str, Any]) -> None:
    place = checked_place(letters)
    row_id = derived_id("sample", review.id, letters)
    sample = session.get(Sample, row_id)
    if sample is None:
        start = {"follow_up_id": review.follow_up_id, "review_id": review.id, "letter": letters}
        sample = made(Sample, SampleIn, start | dict(values), row_id=row_id)
        session.add(sample)
    else:
        after = checked(SampleIn, sample.model_dump(exclude={"id", "hidden"}) | dict(values))
        for name in values:
            setattr(sample, name, after[name])
    sample.hidden = False
    review.sample_size = max(review.sample_size, place + 1)


def checked_place(letters: str) -> int:
    """The number of a letter of a sample, from 0; RuleBroken for what is none."""
    place = place_of(letters)
    if not 0 <= place < LETTERED or letter(place) != letters:
        raise RuleBroken("letter", tr_mark("The documents of a sample are called A, B, C."))
    return place


def remove_document_review(workspace: Workspace, review_id: str) -> ChangeSet:
    """Delete a document review with what its sample showed; undo brings both back."""

    def apply(session: Session) -> None:
        _open_review(session, review_id).hidden = True
        sample = live(Sample).c
        for row_id in session.scalars(select(sample.id).where(sample.review_id == review_id)).all():
            found(session, Sample, row_id).hidden = True

    return workspace.write(tr_mark("Delete document review"), apply)
