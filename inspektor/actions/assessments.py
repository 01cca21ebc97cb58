"""Judgement: what each source says about a requirement, the rating, its grounds, and the deficiency it opens."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from inspektor import clock
from inspektor.actions.doors import change, checked, edit, found, made, open_follow_up
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
from inspektor.model.interview import Answer, Note
from inspektor.shapes.enums import DeficiencyStatus, Rating, SourceKind, Stance
from inspektor.shapes.ids import derived_id
from inspektor.shapes.rules import DEFICIENCY_STEPS, deficient, needs_evidence
from inspektor.store.schema import live
from inspektor.store.workspace import Workspace

Source = tuple[SourceKind, str]
_WRITTEN = (Note, Observation, DocumentReview)
"""The sources that know the requirement they were written under."""
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
    """Say what a source says about a requirement; None takes it back."""
    return weigh(workspace, follow_up_id, requirement, ((source_kind, source_id),), stance)


def weigh(
    workspace: Workspace,
    follow_up_id: str,
    requirement: str,
    sources: Sequence[Source],
    stance: Stance | None,
) -> ChangeSet:
    """Say what several sources say about a requirement, in one step.

    None takes it back: a source that was written under the requirement stays there by that, one from elsewhere stays tied
    until `untie`.
    """

    def apply(session: Session) -> None:
        open_follow_up(session, follow_up_id)
        for kind, source_id in sources:
            source = _source(session, follow_up_id, kind, source_id)
            row_id = derived_id("evidence", follow_up_id, requirement, kind, source_id)
            evidence = session.get(Evidence, row_id)
            if evidence is None:
                evidence = _tied(session, follow_up_id, requirement, kind, source_id)
            at_home = isinstance(source, _WRITTEN) and source.requirement == requirement
            evidence.hidden = stance is None and (at_home or kind is SourceKind.ANSWER)
            evidence.stance = stance

    return workspace.write(tr_mark("Weigh source"), apply)


def untie(
    workspace: Workspace, follow_up_id: str, requirement: str, source_kind: SourceKind, source_id: str
) -> ChangeSet:
    """Take a source away from a requirement; one that was written under it is unsorted again."""

    def apply(session: Session) -> None:
        open_follow_up(session, follow_up_id)
        source = _source(session, follow_up_id, source_kind, source_id)
        row_id = derived_id("evidence", follow_up_id, requirement, source_kind, source_id)
        if (evidence := session.get(Evidence, row_id)) is not None:
            evidence.hidden = True
        if isinstance(source, _WRITTEN) and source.requirement == requirement:
            source.requirement = None

    return workspace.write(tr_mark("Take source away"), apply)


def _source(session: Session, follow_up_id: str, kind: SourceKind, source_id: str) -> Row:
    """The source, or NotFound. Typed answers are one source for each question, known by its code."""
    if kind is not SourceKind.ANSWER:
        return found(session, _SOURCES[kind], source_id)
    answer = live(Answer).c
    query = select(answer.id).where(answer.follow_up_id == follow_up_id, answer.question == source_id)
    return found(session, Answer, session.execute(query.limit(1)).scalar_one_or_none() or source_id)


def _tied(
    session: Session, follow_up_id: str, requirement: str, kind: SourceKind, source_id: str
) -> Evidence:
    values = {
        "follow_up_id": follow_up_id,
        "requirement": requirement,
        "source_kind": kind,
        "source_id": source_id,
    }
    row_id = derived_id("evidence", follow_up_id, requirement, kind, source_id)
    evidence = made(Evidence, EvidenceIn, values, row_id=row_id)
    session.add(evidence)
    return evidence


def take_requirement(
    workspace: Workspace, follow_up_id: str, requirement: str, taken: bool = True
) -> ChangeSet:
    """Take a requirement on, also from a colleague who had it; or give it up."""

    def apply(session: Session) -> None:
        open_follow_up(session, follow_up_id)
        assessment = _assessment(session, follow_up_id, requirement)
        assessment.taken_by = workspace.profile.person_id if taken else None

    label = tr_mark("Take requirement") if taken else tr_mark("Give up requirement")
    return workspace.write(label, apply)


def rate(
    workspace: Workspace, follow_up_id: str, requirement: str, rating: Rating | None, **texts: str
) -> ChangeSet:
    """Rate a requirement, and write its grounds or strengths in the same step if they are given.

    Met, partly met and not met need at least one source that says something; partly met and not met open a deficiency, and a
    deficiency nobody has written in is closed again when the rating changes. None takes the rating back.
    """

    def apply(session: Session) -> None:
        open_follow_up(session, follow_up_id)
        refuse_without_source(session, follow_up_id, requirement, rating)
        assessment = _assessment(session, follow_up_id, requirement)
        if texts:
            _set_texts(assessment, texts)
        assessment.rating = rating
        assessment.rated_at = clock.now() if rating is not None else None
        assessment.rated_by = workspace.profile.person_id if rating is not None else None
        open_or_close_deficiency(session, follow_up_id, requirement, rating)

    return workspace.write(tr_mark("Rate requirement"), apply)


def set_grounds(
    workspace: Workspace, follow_up_id: str, requirement: str, text: str, *, amend: bool = False
) -> ChangeSet:
    """Write the grounds of a judgement."""
    return _write(workspace, tr_mark("Write grounds"), follow_up_id, requirement, "grounds", text, amend)


def set_strengths(
    workspace: Workspace, follow_up_id: str, requirement: str, text: str, *, amend: bool = False
) -> ChangeSet:
    """Write what the unit does well, and good examples."""
    return _write(workspace, tr_mark("Write strengths"), follow_up_id, requirement, "strengths", text, amend)


def _write(
    workspace: Workspace, label: str, follow_up_id: str, requirement: str, field: str, text: str, amend: bool
) -> ChangeSet:
    def apply(session: Session) -> None:
        open_follow_up(session, follow_up_id)
        _set_texts(_assessment(session, follow_up_id, requirement), {field: text})

    return workspace.write(label, apply, amend=amend)


def _set_texts(assessment: Assessment, texts: Mapping[str, str]) -> None:
    whole = checked(AssessmentIn, assessment.model_dump(exclude={"id", "hidden"}) | dict(texts))
    for field in texts:
        setattr(assessment, field, whole[field])


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
    """How many say something; a source that was deleted says nothing, though its evidence is still there."""
    evidence = live(Evidence).c
    ids: dict[SourceKind, Any] = {kind: live(row_type).c.id for kind, row_type in _SOURCES.items()}
    ids[SourceKind.ANSWER] = live(Answer).c.question
    there = (
        and_(
            evidence.source_kind == kind,
            evidence.source_id.in_(select(column).where(column.table.c.follow_up_id == follow_up_id)),
        )
        for kind, column in ids.items()
    )
    query = select(func.count()).where(
        evidence.follow_up_id == follow_up_id,
        evidence.requirement == requirement,
        evidence.stance.in_((Stance.SUPPORTS, Stance.CONTRADICTS)),
        or_(*there),
    )
    return int(session.execute(query).scalar_one())


def refuse_without_source(
    session: Session, follow_up_id: str, requirement: str, rating: Rating | None
) -> None:
    """RuleBroken if the rating says something about the unit and no source does."""
    rests_on_sources = rating is not None and needs_evidence(rating)
    if rests_on_sources and not _speaking_sources(session, follow_up_id, requirement):
        raise RuleBroken("rating", tr_mark("Tie at least one source to the requirement before you rate it."))


def open_or_close_deficiency(
    session: Session, follow_up_id: str, requirement: str, rating: Rating | None
) -> None:
    """Let there be a deficiency if the rating says so, and none that nobody wrote in if it does not."""
    row_id = deficiency_id(follow_up_id, requirement)
    deficiency = session.get(Deficiency, row_id)
    if rating is not None and deficient(rating):
        if deficiency is None:
            values = {"follow_up_id": follow_up_id, "requirement": requirement}
            values |= _observed(session, follow_up_id, requirement)
            session.add(made(Deficiency, DeficiencyIn, values, row_id=row_id))
        else:
            deficiency.hidden = False
    elif deficiency is not None and _untouched(session, deficiency):
        deficiency.hidden = True


def _observed(session: Session, follow_up_id: str, requirement: str) -> dict[str, Any]:
    """What the first observation that contradicts the requirement says, else the first document.

    Never what people said in interviews: the description is printed, and they are protected.
    """
    seen, read = live(Observation).c, live(DocumentReview).c
    looked = (
        (SourceKind.OBSERVATION, Observation, seen.observed_at, (seen.text, seen.observed_at, seen.place)),
        (
            SourceKind.DOCUMENT_REVIEW,
            DocumentReview,
            read.reviewed_at,
            (read.result, read.reviewed_at, read.kind),
        ),
    )
    evidence = live(Evidence).c
    for kind, row_type, when, columns in looked:
        tied = select(evidence.source_id).where(
            evidence.follow_up_id == follow_up_id,
            evidence.requirement == requirement,
            evidence.source_kind == kind,
            evidence.stance == Stance.CONTRADICTS,
        )
        query = select(*columns).where(live(row_type).c.id.in_(tied)).order_by(when).limit(1)
        if (row := session.execute(query).one_or_none()) is not None:
            return dict(zip(("description", "observed_at", "place"), row, strict=True))
    return {}


def _untouched(session: Session, deficiency: Deficiency) -> bool:
    """Whether nobody has written in it: what was filled in by `_observed` is no writing."""
    written = deficiency.why or deficiency.expected_result or deficiency.said_on_site or deficiency.deadline
    if written or deficiency.status is not DeficiencyStatus.IDENTIFIED:
        return False
    filled = _observed(session, deficiency.follow_up_id, deficiency.requirement)
    return deficiency.description in ("", filled.get("description", ""))


def set_deficiency(workspace: Workspace, row_id: str, *, amend: bool = False, **values: Any) -> ChangeSet:
    """Change fields of a deficiency."""
    return edit(workspace, tr_mark("Edit deficiency"), Deficiency, DeficiencyIn, row_id, values, amend=amend)


def communicate_deficiency(workspace: Workspace, row_id: str, **values: Any) -> ChangeSet:
    """The provider has been told of the deficiency; it must say what was observed and what is expected.

    Fields that are given are changed in the same step.
    """

    def apply(session: Session) -> None:
        deficiency = found(session, Deficiency, row_id)
        if values:
            change(session, Deficiency, DeficiencyIn, row_id, values)
        if DeficiencyStatus.COMMUNICATED not in DEFICIENCY_STEPS.get(deficiency.status, ()):
            raise RuleBroken("status", tr_mark("The deficiency is already communicated."))
        for name in ("description", "expected_result"):
            if not getattr(deficiency, name).strip():
                raise RuleBroken(
                    name, tr_mark("Write what was observed and what is expected before the provider is told.")
                )
        deficiency.status = DeficiencyStatus.COMMUNICATED

    return workspace.write(tr_mark("Communicate deficiency"), apply)
