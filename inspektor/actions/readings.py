"""A colleague who was not on site reads the report before it is signed: asked, remarks, answers, approval."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from inspektor import clock
from inspektor.actions.doors import checked, edit, found, made, open_follow_up
from inspektor.actions.doors import remove as remove_row
from inspektor.changes import ChangeSet
from inspektor.errors import NotFound, RuleBroken
from inspektor.i18n import tr_mark
from inspektor.model.follow_up import TeamMember
from inspektor.model.reading import Reading, ReadingIn, Remark, RemarkIn
from inspektor.model.register import Person
from inspektor.queries.readings import reading, reading_id, said
from inspektor.queries.report_texts import report_texts
from inspektor.store.schema import live
from inspektor.store.workspace import Workspace


def ask(workspace: Workspace, follow_up_id: str, person_id: str, *, demanded: bool = False) -> ChangeSet:
    """Ask a colleague to read; `demanded` makes the report wait for it. RuleBroken for one who was on site.

    Whoever is asked once more is asked anew: an approval given before is taken away.
    """
    row_id = reading_id(follow_up_id, person_id)

    def apply(session: Session) -> None:
        open_follow_up(session, follow_up_id)
        member = live(TeamMember).c
        team = select(member.person_id).where(member.follow_up_id == follow_up_id)
        if person_id in session.scalars(team).all():
            raise RuleBroken("reader", tr_mark("Choose somebody who was not on site."))
        person = found(session, Person, person_id)
        values = {
            "follow_up_id": follow_up_id,
            "reader_id": person_id,
            "name": person.name,
            "title": person.title,
            "asked_at": clock.now(),
            "asked_by": workspace.profile.person_id,
            "demanded": demanded,
        }
        row = session.get(Reading, row_id)
        if row is None:
            session.add(made(Reading, ReadingIn, values, row_id=row_id))
            return
        for name, value in (checked(ReadingIn, values) | {"hidden": False}).items():
            setattr(row, name, value)

    return workspace.write(tr_mark("Ask a colleague to read"), apply)


def take_back(workspace: Workspace, follow_up_id: str, person_id: str) -> ChangeSet:
    """Ask no longer; undo brings it back."""
    row_id = reading_id(follow_up_id, person_id)
    return remove_row(workspace, tr_mark("Take back the reading"), Reading, row_id)


def approve(workspace: Workspace, follow_up_id: str) -> ChangeSet:
    """The profile's person has read the report and approves it as it is now. RuleBroken for one who was not asked."""
    if reading(workspace, follow_up_id).reader(workspace.profile.person_id) is None:
        raise RuleBroken("reader", tr_mark("You have not been asked to read this report."))
    values = {"approved_at": clock.now(), "approved": said(workspace, follow_up_id)}
    row_id = reading_id(follow_up_id, workspace.profile.person_id)
    return edit(workspace, tr_mark("Approve the report"), Reading, ReadingIn, row_id, values)


def remark(
    workspace: Workspace, follow_up_id: str, place: str, text: str, *, remark_id: str | None = None
) -> ChangeSet:
    """Say something of a text of the report. NotFound if it has no such text."""
    if not text.strip():
        raise RuleBroken("text", tr_mark("Fill in this field."))
    if place not in {each.key for each in report_texts(workspace, follow_up_id)}:
        raise NotFound(tr_mark("The text"), place)
    values = {
        "follow_up_id": follow_up_id,
        "place": place,
        "text": text,
        "author_id": workspace.profile.person_id,
        "written_at": clock.now(),
    }

    def apply(session: Session) -> None:
        open_follow_up(session, follow_up_id)
        session.add(made(Remark, RemarkIn, values, row_id=remark_id))

    return workspace.write(tr_mark("Write a remark"), apply)


def answer(workspace: Workspace, remark_id: str, text: str) -> ChangeSet:
    """Say what came of a remark."""
    return edit(workspace, tr_mark("Answer the remark"), Remark, RemarkIn, remark_id, {"answer": text})


def remove(workspace: Workspace, remark_id: str) -> ChangeSet:
    """Delete a remark; undo brings it back."""
    return remove_row(workspace, tr_mark("Delete the remark"), Remark, remark_id)
