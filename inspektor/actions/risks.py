"""Grave risks (allvarlig risk): raised, seen to step by step, taken over.

What was said, by whom, and the steps are sealed to the author and the head named (`store.sealed`). A risk is no part of
the follow-up's findings, so it can be raised and seen to after the follow-up is finalised. The labels of these changes
travel with them in plain text and say nothing.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from inspektor import clock
from inspektor.actions.documents import LANGUAGE, Cancelled, Progress
from inspektor.actions.doors import checked, found, made
from inspektor.changes import ChangeSet
from inspektor.errors import InspektorError
from inspektor.i18n import Texts, tr, tr_mark
from inspektor.model.fields import Input
from inspektor.model.follow_up import FollowUp
from inspektor.model.register import Person
from inspektor.model.risk import Risk, RiskIn, RiskStep, RiskStepIn, RiskStepWords, RiskWords
from inspektor.queries import follow_ups
from inspektor.queries import risks as queries
from inspektor.queries.letterhead import letterhead
from inspektor.shapes.risk import RiskPage
from inspektor.store import sealed
from inspektor.store.schema import live
from inspektor.store.workspace import Workspace

_EDITED = tr_mark("Edit protected record")


class NotForYou(InspektorError):
    """The record is sealed to others."""

    def text(self) -> str:
        """What stands in the way."""
        return tr("This record can only be read and changed by its author and the head named in it.")

    def advice(self) -> str:
        """What to do."""
        return tr("Ask one of them. You can write who took over.")


def raise_risk(
    workspace: Workspace,
    follow_up_id: str,
    *,
    said: str = "",
    by: str = "",
    risk_id: str | None = None,
    raised_at: datetime | None = None,
    steps: Sequence[tuple[str, str]] | None = None,
) -> ChangeSet:
    """Write down a grave risk with its steps, (id, text) each; without any, those usual for the service."""
    if steps is None:
        proposed = queries.proposed_steps(workspace, follow_up_id)
        steps = [(clock.new_id(), text) for text in proposed]
    author = workspace.profile.person_id
    readers = sealed.recipients(workspace, [author])
    words = checked(RiskWords, {"said": said, "by": by, "author_id": author})
    values = {
        "follow_up_id": follow_up_id,
        "author_id": author,
        "raised_at": raised_at or clock.now(),
        "sealed": sealed.seal(words, readers),
    }
    whole = made(Risk, RiskIn, values, row_id=risk_id)
    made_steps = [
        _made_step(whole, position, text, readers, row_id=step_id)
        for position, (step_id, text) in enumerate(steps)
    ]

    def apply(session: Session) -> None:
        found(session, FollowUp, follow_up_id)
        session.add(whole)
        session.add_all(made_steps)

    return workspace.write(tr_mark("Add protected record"), apply)


def set_words(workspace: Workspace, risk_id: str, *, amend: bool = False, **values: Any) -> ChangeSet:
    """Change what was said, or by whom. NotForYou unless one may read it."""

    def apply(session: Session) -> None:
        risk = found(session, Risk, risk_id)
        readers = queries.readers(workspace, _opened(workspace, risk.sealed))
        risk.sealed = _resealed(workspace, risk.sealed, RiskWords, values, readers)

    return workspace.write(_EDITED, apply, amend=amend)


def set_time(workspace: Workspace, risk_id: str, raised_at: datetime) -> ChangeSet:
    """Say when it was said or seen."""

    def apply(session: Session) -> None:
        risk = found(session, Risk, risk_id)
        risk.raised_at = _checked_risk(risk, raised_at=raised_at)["raised_at"]

    return workspace.write(_EDITED, apply)


def name_head(workspace: Workspace, risk_id: str, *, head_id: str | None = None, head: str = "") -> ChangeSet:
    """Say which head may read it: a person of the group, or a name for the paper alone. Everything is sealed anew.

    A head who is no longer named keeps the power to read what was sealed until now, not what comes.
    """

    def apply(session: Session) -> None:
        risk = found(session, Risk, risk_id)
        if head_id is not None:
            found(session, Person, head_id)
        after = _checked_risk(risk, head_id=head_id, head=head)
        risk.head_id, risk.head = after["head_id"], after["head"]
        _reseal(workspace, session, risk, head_id=head_id or "")

    return workspace.write(_EDITED, apply)


def share_anew(workspace: Workspace) -> ChangeSet:
    """Seal one's own records anew to those readers whose computers have become known since."""
    stale = queries.stale(workspace)

    def apply(session: Session) -> None:
        for risk_id in stale:
            _reseal(workspace, session, found(session, Risk, risk_id))

    return workspace.write(_EDITED, apply, final=True)


def take_over(workspace: Workspace, risk_id: str, *, amend: bool = False, **values: Any) -> ChangeSet:
    """Say who took over (taken_over_by) and when (taken_over_at, else now); without a name the risk is open again.

    Anybody who sees that the risk exists may say so.
    """

    def apply(session: Session) -> None:
        risk = found(session, Risk, risk_id)
        after = _checked_risk(risk, **values)
        risk.taken_over_by = after["taken_over_by"]
        risk.taken_over_at = (after["taken_over_at"] or clock.now()) if risk.taken_over_by else None

    return workspace.write(_EDITED, apply, amend=amend)


def remove_risk(workspace: Workspace, risk_id: str) -> ChangeSet:
    """Delete a record raised by mistake; undo brings it back. NotForYou unless one may read it."""

    def apply(session: Session) -> None:
        risk = found(session, Risk, risk_id)
        _opened(workspace, risk.sealed)
        risk.hidden = True

    return workspace.write(tr_mark("Delete protected record"), apply)


# Steps


def add_step(workspace: Workspace, risk_id: str, text: str, *, step_id: str | None = None) -> ChangeSet:
    """Add a step at the end."""

    def apply(session: Session) -> None:
        risk = found(session, Risk, risk_id)
        readers = queries.readers(workspace, _opened(workspace, risk.sealed))
        last = max((step.position for step in _steps(session, risk_id)), default=-1)
        session.add(_made_step(risk, last + 1, text, readers, row_id=step_id))

    return workspace.write(_EDITED, apply)


def set_step(workspace: Workspace, step_id: str, *, amend: bool = False, **values: Any) -> ChangeSet:
    """Change a step's text, person or result."""

    def apply(session: Session) -> None:
        step = found(session, RiskStep, step_id)
        risk = found(session, Risk, step.risk_id)
        readers = queries.readers(workspace, _opened(workspace, risk.sealed))
        step.sealed = _resealed(workspace, step.sealed, RiskStepWords, values, readers)

    return workspace.write(_EDITED, apply, amend=amend)


def tick_step(
    workspace: Workspace, step_id: str, *, ticked: bool = True, at: datetime | None = None
) -> ChangeSet:
    """A step is done, now unless another time is given, by oneself unless somebody is named; or not done after all."""

    def apply(session: Session) -> None:
        step = found(session, RiskStep, step_id)
        risk = found(session, Risk, step.risk_id)
        before = _opened(workspace, step.sealed).values
        readers = queries.readers(workspace, _opened(workspace, risk.sealed))
        moment = (at or clock.now()) if ticked else None
        values = step.model_dump(exclude={"id", "hidden"}) | {"done_at": moment}
        step.done_at = checked(RiskStepIn, values)["done_at"]
        if ticked and not before.get("person"):
            person = {"person": workspace.profile.name}
            step.sealed = _resealed(workspace, step.sealed, RiskStepWords, person, readers)

    return workspace.write(_EDITED, apply)


def move_step(workspace: Workspace, step_id: str, *, by: int) -> ChangeSet:
    """Move a step so many places down the list, or up."""

    def apply(session: Session) -> None:
        moved = found(session, RiskStep, step_id)
        _opened(workspace, moved.sealed)
        steps = [step for step in _steps(session, moved.risk_id) if step.id != step_id]
        here = sum((step.position, step.id) < (moved.position, moved.id) for step in steps)
        steps.insert(min(max(here + by, 0), len(steps)), moved)
        for position, step in enumerate(steps):
            step.position = position

    return workspace.write(_EDITED, apply)


def remove_step(workspace: Workspace, step_id: str) -> ChangeSet:
    """Take a step off the list; undo brings it back."""

    def apply(session: Session) -> None:
        step = found(session, RiskStep, step_id)
        _opened(workspace, step.sealed)
        step.hidden = True

    return workspace.write(_EDITED, apply)


# On paper


def paper(
    workspace: Workspace,
    risk_id: str,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> bytes:
    """The record as a PDF, made in memory and kept nowhere. NotForYou unless one may read it."""
    from inspektor.report.build import build
    from inspektor.report.risk_page import risk_page

    sheet = queries.risk(workspace, risk_id)
    if not sheet.row.readable:
        raise NotForYou
    follow_up, head = follow_ups.sheet(workspace, sheet.row.follow_up_id), letterhead(workspace)
    page = RiskPage(
        sheet=sheet,
        municipality=head.municipality or follow_up.municipality,
        board=head.board or follow_up.board,
        letterhead=head,
        unit_address="" if follow_up.unit.address_protected else follow_up.unit.address,
        registry_number=follow_up.registry_number,
        made=clock.now(),
    )
    return build(risk_page(page, Texts(LANGUAGE)), progress=progress, cancelled=cancelled).data


def _made_step(
    risk: Risk, position: int, text: str, readers: frozenset[str], *, row_id: str | None
) -> RiskStep:
    words = checked(RiskStepWords, {"text": text})
    values = {
        "follow_up_id": risk.follow_up_id,
        "risk_id": risk.id,
        "position": position,
        "sealed": sealed.seal(words, readers),
    }
    return made(RiskStep, RiskStepIn, values, row_id=row_id)


def _checked_risk(risk: Risk, **values: Any) -> dict[str, Any]:
    return checked(RiskIn, risk.model_dump(exclude={"id", "hidden"}) | values)


def _steps(session: Session, risk_id: str) -> list[RiskStep]:
    step = live(RiskStep)
    query = select(step.c.id).where(step.c.risk_id == risk_id).order_by(step.c.position, step.c.id)
    return [found(session, RiskStep, step_id) for step_id in session.execute(query).scalars().all()]


def _opened(workspace: Workspace, text: str) -> sealed.Opened:
    opened = sealed.unseal(workspace, text)
    if opened is None:
        raise NotForYou
    return opened


def _resealed(
    workspace: Workspace,
    text: str,
    words: type[Input],
    values: Mapping[str, Any],
    readers: frozenset[str],
) -> str:
    """The same words with some changed; the very same ciphertext if neither they nor their readers are others."""
    opened = _opened(workspace, text)
    after = checked(words, {**opened.values, **values})
    if after == dict(opened.values) and readers == opened.recipients:
        return text
    return sealed.seal(after, readers)


def _reseal(workspace: Workspace, session: Session, risk: Risk, **values: str) -> None:
    """Seal everything anew to those who may read it now, with another head if one is given."""
    before = _opened(workspace, risk.sealed)
    readers = queries.readers(workspace, sealed.Opened({**before.values, **values}, before.recipients))
    risk.sealed = _resealed(workspace, risk.sealed, RiskWords, values, readers)
    for step in _steps(session, risk.id):
        step.sealed = _resealed(workspace, step.sealed, RiskStepWords, {}, readers)
