"""Judgement: what each source says about a requirement, the rating, its grounds, and the deficiency it opens."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from inspektor import clock
from inspektor.actions.doors import edit, found, made, open_follow_up
from inspektor.changes import ChangeSet
from inspektor.errors import RuleBroken
from inspektor.i18n import tr_mark
from inspektor.model.deficiency import Deficiency, DeficiencyIn
from inspektor.model.evidence import (
    Assessment,
    AssessmentIn,
    DocumentReview,
    Evidence,
    EvidenceIn,
    Observation,
)
from inspektor.model.fields import Row
from inspektor.model.interview import Note
from inspektor.shapes.enums import DeficiencyStatus, Rating, SourceKind, Stance
from inspektor.shapes.ids import derived_id
from inspektor.shapes.rules import deficient, needs_evidence
from inspektor.store.schema import live
from inspektor.store.workspace import Workspace

_SOURCES: dict[SourceKind, type[Row]] = {
    SourceKind.NOTE: Note,
    SourceKind.OBSERVATION: Observation,
    SourceKind.DOCUMENT_REVIEW: DocumentReview,
}


def assessment_id(follow_up_id: str, requirement: str) -> str:
    """The id of a requirement's assessment; the same on every laptop."""
    return derived_id("assessment", follow_up_id, requirement)


def deficiency_id(follow_up_id: str, requirement: str) -> str:
    """The id of the deficiency that a rating opens; the same on every laptop."""
    return derived_id("deficiency", follow_up_id, requirement)


def set_stance(
    workspace: Workspace,
    follow_up_id: str,
    requirement: str,
    source_kind: SourceKind,
    source_id: str,
    stance: Stance | None,
) -> ChangeSet:
    """Say what a source says about a requirement; None unties it."""
    row_id = derived_id("evidence", follow_up_id, requirement, source_kind, source_id)

    def apply(session: Session) -> None:
        open_follow_up(session, follow_up_id)
        found(session, _SOURCES[source_kind], source_id)
        evidence = session.get(Evidence, row_id)
        if stance is None:
            if evidence is not None:
                evidence.hidden = True
            return
        if evidence is None:
            values = {
                "follow_up_id": follow_up_id,
                "requirement": requirement,
                "source_kind": source_kind,
                "source_id": source_id,
                "stance": stance,
            }
            session.add(made(Evidence, EvidenceIn, values, row_id=row_id))
            return
        evidence.hidden = False
        evidence.stance = stance

    return workspace.write(tr_mark("Weigh source"), apply)


def rate(workspace: Workspace, follow_up_id: str, requirement: str, rating: Rating | None) -> ChangeSet:
    """Rate a requirement.

    Met, partly met and not met need at least one source that says something; partly met and not met open a deficiency, and a
    deficiency nobody has written in is closed again when the rating changes. None takes the rating back.
    """

    def apply(session: Session) -> None:
        open_follow_up(session, follow_up_id)
        if (
            rating is not None
            and needs_evidence(rating)
            and not _speaking_sources(session, follow_up_id, requirement)
        ):
            raise RuleBroken(
                "rating", tr_mark("Tie at least one source to the requirement before you rate it.")
            )
        assessment = _assessment(session, follow_up_id, requirement)
        assessment.rating = rating
        assessment.rated_at = clock.now() if rating is not None else None
        assessment.rated_by = workspace.profile.person_id if rating is not None else None
        _open_or_close_deficiency(session, follow_up_id, requirement, rating)

    return workspace.write(tr_mark("Rate requirement"), apply)


def set_grounds(
    workspace: Workspace, follow_up_id: str, requirement: str, text: str, *, amend: bool = False
) -> ChangeSet:
    """Write the grounds of a judgement."""

    def apply(session: Session) -> None:
        open_follow_up(session, follow_up_id)
        assessment = _assessment(session, follow_up_id, requirement)
        whole = assessment.model_dump(exclude={"id", "hidden"}) | {"grounds": text}
        assessment.grounds = made(Assessment, AssessmentIn, whole).grounds

    return workspace.write(tr_mark("Write grounds"), apply, amend=amend)


def _assessment(session: Session, follow_up_id: str, requirement: str) -> Assessment:
    row_id = assessment_id(follow_up_id, requirement)
    assessment = session.get(Assessment, row_id)
    if assessment is None:
        values = {"follow_up_id": follow_up_id, "requirement": requirement}
        assessment = made(Assessment, AssessmentIn, values, row_id=row_id)
        session.add(assessment)
    assessment.hidden = False
    return assessment


def _speaking_sources(session: Session, follow_up_id: str, requirement: str) -> int:
    evidence = live(Evidence).c
    query = select(func.count()).where(
        evidence.follow_up_id == follow_up_id,
        evidence.requirement == requirement,
        evidence.stance.in_((Stance.SUPPORTS, Stance.CONTRADICTS)),
    )
    return int(session.execute(query).scalar_one())


def _open_or_close_deficiency(
    session: Session, follow_up_id: str, requirement: str, rating: Rating | None
) -> None:
    row_id = deficiency_id(follow_up_id, requirement)
    deficiency = session.get(Deficiency, row_id)
    if rating is not None and deficient(rating):
        if deficiency is None:
            values = {"follow_up_id": follow_up_id, "requirement": requirement}
            session.add(made(Deficiency, DeficiencyIn, values, row_id=row_id))
        else:
            deficiency.hidden = False
    elif deficiency is not None and _untouched(deficiency):
        deficiency.hidden = True


def _untouched(deficiency: Deficiency) -> bool:
    written = (
        deficiency.description or deficiency.why or deficiency.expected_result or deficiency.said_on_site
    )
    return not written and deficiency.status is DeficiencyStatus.IDENTIFIED


def set_deficiency(workspace: Workspace, row_id: str, *, amend: bool = False, **values: Any) -> ChangeSet:
    """Change fields of a deficiency."""
    return edit(workspace, tr_mark("Edit deficiency"), Deficiency, DeficiencyIn, row_id, values, amend=amend)
