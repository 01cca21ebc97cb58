"""Which requirements a follow-up takes up: all of its template, those chosen, and those the inspectors add."""

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from inspektor import clock
from inspektor.actions.doors import checked, found, made, open_follow_up
from inspektor.changes import ChangeSet
from inspektor.errors import RuleBroken
from inspektor.i18n import tr, tr_mark
from inspektor.model.follow_up import (
    ChosenRequirement,
    ChosenRequirementIn,
    FollowUp,
    OwnRequirement,
    OwnRequirementIn,
)
from inspektor.queries.scope import chosen_in, standing_in
from inspektor.queries.templates import template_in
from inspektor.shapes.enums import Scope
from inspektor.shapes.ids import derived_id
from inspektor.shapes.preparing import Standing
from inspektor.shapes.template import Template, short_code
from inspektor.store.workspace import Workspace


class StandsOn(RuleBroken):
    """A requirement is to be left out on which something stands: a judgement, a source, a deficiency."""

    def __init__(self, codes: Iterable[str]) -> None:
        """Give the requirements."""
        super().__init__("requirements", tr_mark("Something stands on {codes} already; keep what was begun."))
        self.codes = tuple(codes)

    def text(self) -> str:
        """Which they are, by the end of their codes."""
        return tr(self.message).format(codes=", ".join(short_code(code) for code in self.codes))


def choose_requirements(
    workspace: Workspace, follow_up_id: str, codes: Sequence[str], note: str | None = None
) -> ChangeSet:
    """Take up these requirements of the template and no others; own requirements stay.

    StandsOn if one would be left out that has a judgement, a source or a deficiency: it would be lost from sight.
    """

    def apply(session: Session) -> None:
        follow_up = open_follow_up(session, follow_up_id)
        choose(session, follow_up, codes)
        if note is not None:
            follow_up.scope_note = note

    return workspace.write(tr_mark("Choose requirements"), apply)


def take_all(workspace: Workspace, follow_up_id: str, note: str | None = None) -> ChangeSet:
    """Take up every requirement of the template."""

    def apply(session: Session) -> None:
        follow_up = open_follow_up(session, follow_up_id)
        follow_up.scope = Scope.ALL
        if note is not None:
            follow_up.scope_note = note

    return workspace.write(tr_mark("Take up all requirements"), apply)


def choose(session: Session, follow_up: FollowUp, codes: Sequence[str]) -> None:
    """The same within a transaction that is open already, of a follow-up that may be changed."""
    session.flush()
    connection = session.connection()
    whole = template_in(connection, follow_up.template_version_id)
    wanted = frozenset(codes)
    if not wanted:
        raise RuleBroken("requirements", tr_mark("Choose at least one requirement."))
    if not all(whole.has(code) for code in wanted):
        raise RuleBroken("requirements", tr_mark("A requirement is not in the template."))
    _refuse_losing(connection, follow_up, whole, wanted)
    for code in wanted ^ chosen_in(connection, follow_up.id):
        _turn(session, follow_up.id, code, hidden=code not in wanted)
    follow_up.scope = Scope.CHOSEN


def _refuse_losing(
    connection: sa.Connection, follow_up: FollowUp, whole: Template, wanted: frozenset[str]
) -> None:
    standing = standing_in(connection, follow_up.id, whole)
    lost = [each.code for each in whole.requirements if each.code in standing and each.code not in wanted]
    if lost:
        raise StandsOn(lost)


def _turn(session: Session, follow_up_id: str, code: str, *, hidden: bool) -> None:
    row_id = derived_id("chosen", follow_up_id, code)
    known = session.get(ChosenRequirement, row_id)
    if known is not None:
        known.hidden = hidden
    elif not hidden:
        values = {"follow_up_id": follow_up_id, "requirement": code}
        session.add(made(ChosenRequirement, ChosenRequirementIn, values, row_id=row_id))


def add_own_requirement(
    workspace: Workspace, follow_up_id: str, text: str, area: str = "", source: str = ""
) -> ChangeSet:
    """Add a requirement to this follow-up alone, in an area of its template or in one of its own."""

    def apply(session: Session) -> None:
        follow_up = open_follow_up(session, follow_up_id)
        whole = template_in(session.connection(), follow_up.template_version_id)
        refuse_own(whole, text, area)
        values = {
            "follow_up_id": follow_up_id,
            "area": area,
            "text": text,
            "source": source,
            "author_id": workspace.profile.person_id,
        }
        session.add(made(OwnRequirement, OwnRequirementIn, values, row_id=_own_code(session, follow_up_id)))

    return workspace.write(tr_mark("Add own requirement"), apply)


def refuse_own(whole: Template, text: str, area: str) -> None:
    """RuleBroken if an own requirement says nothing, or stands in an area that is not in the template."""
    if not text.strip():
        raise RuleBroken("text", tr_mark("Write what is required."))
    if area and area not in {each.code for each in whole.areas}:
        raise RuleBroken("area", tr_mark("The area is not in the template."))


def _own_code(session: Session, follow_up_id: str) -> str:
    """An id that is unique everywhere and ends in what people call it by: E1, E2."""
    theirs = select(func.count()).where(OwnRequirement.follow_up_id == follow_up_id)  # type: ignore[arg-type]  # a column
    return f"{clock.new_id()}-E{session.execute(theirs).scalar_one() + 1}"


def set_own_requirement(
    workspace: Workspace, requirement: str, *, amend: bool = False, **values: Any
) -> ChangeSet:
    """Change text, area or source of an own requirement; refused once it is judged, since the judgement was of the old text."""

    def apply(session: Session) -> None:
        row = found(session, OwnRequirement, requirement)
        open_follow_up(session, row.follow_up_id)
        if _standing(session, row).rated:
            raise RuleBroken("text", tr_mark("The requirement is judged. Take the judgement away first."))
        after = checked(OwnRequirementIn, row.model_dump(exclude={"id", "hidden"}) | values)
        follow_up = found(session, FollowUp, row.follow_up_id)
        whole = template_in(session.connection(), follow_up.template_version_id)
        refuse_own(whole, after["text"], after["area"])
        for name in values:
            setattr(row, name, after[name])

    return workspace.write(tr_mark("Edit own requirement"), apply, amend=amend)


def remove_own_requirement(workspace: Workspace, requirement: str) -> ChangeSet:
    """Take an own requirement away; StandsOn if it has a judgement, a source or a deficiency."""

    def apply(session: Session) -> None:
        row = found(session, OwnRequirement, requirement)
        open_follow_up(session, row.follow_up_id)
        if _standing(session, row).any:
            raise StandsOn([requirement])
        row.hidden = True

    return workspace.write(tr_mark("Remove own requirement"), apply)


def _standing(session: Session, row: OwnRequirement) -> Standing:
    connection = session.connection()
    whole = template_in(connection, found(session, FollowUp, row.follow_up_id).template_version_id)
    return standing_in(connection, row.follow_up_id, whole).get(row.id, Standing())
