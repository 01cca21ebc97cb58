"""The fact check (faktagranskning): the draft's points are frozen and sent, the provider's reply is taken in and answered."""

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from inspektor import clock
from inspektor.actions.documents import LANGUAGE
from inspektor.actions.doors import edit, found, made, open_follow_up, remove
from inspektor.actions.outside import put_outside
from inspektor.changes import ChangeSet
from inspektor.errors import NotFound, RuleBroken
from inspektor.formats import as_date, date_prose
from inspektor.i18n import Texts, tr_mark
from inspektor.model.fact_check import FactCheck, FactCheckIn, FactReply, FactReplyIn
from inspektor.queries.fact_checks import round_of, said_now
from inspektor.queries.follow_ups import sheet
from inspektor.shapes.enums import ReplyVerdict
from inspektor.shapes.fact_check import WORKDAYS, Point, Round, View
from inspektor.shapes.ids import derived_id
from inspektor.shapes.outside import OutsideKind
from inspektor.store.workspace import Workspace
from inspektor.workdays import workdays_after


def send(
    workspace: Workspace, follow_up_id: str, *, workdays: int = WORKDAYS, sent_on: date | None = None
) -> ChangeSet:
    """Freeze the draft's points and number them; the answer is wanted after that many working days.

    RuleBroken while the draft says nothing.
    """
    said = said_now(workspace, follow_up_id)
    if not said:
        raise RuleBroken("points", tr_mark("The draft says nothing yet that could be checked."))
    row_id, day = clock.new_id(), sent_on or as_date(clock.now())
    points = [
        Point(derived_id("fact_point", row_id, each.key), n, each.key, each.heading, each.text)
        for n, each in enumerate(said, 1)
    ]
    values = {
        "follow_up_id": follow_up_id,
        "sent_on": day,
        "due": workdays_after(day, workdays),
        "points": json.dumps([asdict(each) for each in points], ensure_ascii=False),
    }

    def apply(session: Session) -> None:
        open_follow_up(session, follow_up_id)
        session.add(made(FactCheck, FactCheckIn, values, row_id=row_id))

    return workspace.write(tr_mark("Send for fact check"), apply)


def set_due(workspace: Workspace, round_id: str, due: date) -> ChangeSet:
    """Change by when the answer is wanted."""
    if due < round_of(workspace, round_id).sent_on:
        raise RuleBroken("due", tr_mark("The day lies before the points were sent."))
    return edit(workspace, tr_mark("Edit fact check"), FactCheck, FactCheckIn, round_id, {"due": due})


def withdraw(workspace: Workspace, round_id: str) -> ChangeSet:
    """Take a round back with what came of it; undo brings it back."""
    return remove(workspace, tr_mark("Withdraw fact check"), FactCheck, round_id)


def export(workspace: Workspace, round_id: str, path: Path, *, word: bool = False) -> None:
    """Save the points for the provider, as a sheet of Excel or a Word document; NotExported if it cannot be written."""
    sent, texts = round_of(workspace, round_id), Texts(LANGUAGE)
    title, guide = _head(workspace, sent, texts)
    if word:
        from inspektor.report.fact_check_file import points_file

        data = points_file(sent, title, guide, _authority(workspace, sent), texts)
    else:
        from inspektor.exchange import fact_check_sheet

        data = fact_check_sheet.write(sent.points, title, guide, texts)
    put_outside(workspace, path, data, OutsideKind.FACT_CHECK, sent.follow_up_id)


def _authority(workspace: Workspace, sent: Round) -> str:
    follow_up = sheet(workspace, sent.follow_up_id)
    return ", ".join(part for part in (follow_up.municipality, follow_up.board) if part)


def _head(workspace: Workspace, sent: Round, texts: Texts) -> tuple[str, str]:
    unit = sheet(workspace, sent.follow_up_id).unit.name
    guide = texts.tr(
        "Write in the columns for the provider's comment and proposed change, and send this file back by {day}."
    )
    title = texts.tr("Fact check of the follow-up of {unit}").format(unit=unit)
    return title, guide.format(day=date_prose(sent.due, LANGUAGE))


def receive(workspace: Workspace, round_id: str, path: Path, *, on: date | None = None) -> ChangeSet:
    """Take in the provider's reply from the file that was sent, in one step; the same file twice changes nothing.

    NoReply for anything else.
    """
    from inspektor.exchange import fact_check_file, fact_check_reply

    sent = round_of(workspace, round_id)
    rows = fact_check_file.read(path, _head(workspace, sent, Texts(LANGUAGE)))
    if not fact_check_reply.is_reply(sent.points, rows):
        raise fact_check_file.NoReply(path.name)
    said, day = fact_check_reply.views(sent.points, rows), on or as_date(clock.now())

    def apply(session: Session) -> None:
        row = found(session, FactCheck, round_id)
        open_follow_up(session, row.follow_up_id)
        row.answered_on = row.answered_on or day
        for view in said:
            _take(session, row, view, day)

    return workspace.write(tr_mark("Take in the provider's reply"), apply)


def add_reply(
    workspace: Workspace,
    round_id: str,
    comment: str,
    *,
    point: str = "",
    proposal: str = "",
    on: date | None = None,
    reply_id: str | None = None,
) -> ChangeSet:
    """Write down what the provider said in another way than in the file."""
    _known(round_of(workspace, round_id), point)
    day = on or as_date(clock.now())

    def apply(session: Session) -> None:
        row = found(session, FactCheck, round_id)
        open_follow_up(session, row.follow_up_id)
        row.answered_on = row.answered_on or day
        values = _values(row, View(point, comment, proposal), day)
        session.add(made(FactReply, FactReplyIn, values, row_id=reply_id))

    return workspace.write(tr_mark("Write down the provider's view"), apply)


def _take(session: Session, row: FactCheck, view: View, day: date) -> None:
    """Keep a view under an id made of its words: two laptops that take in the same file meet in the same rows."""
    row_id = derived_id("fact_reply", row.id, view.point, view.comment, view.proposal)
    kept = session.get(FactReply, row_id)
    if kept is None:
        session.add(made(FactReply, FactReplyIn, _values(row, view, day), row_id=row_id))
    else:
        kept.hidden = False


def _values(row: FactCheck, view: View, day: date) -> dict[str, Any]:
    hangs_on = {"follow_up_id": row.follow_up_id, "fact_check_id": row.id}
    return asdict(view) | hangs_on | {"received_on": day}


def set_reply(workspace: Workspace, reply_id: str, *, amend: bool = False, **values: Any) -> ChangeSet:
    """Change fields of a reply: comment, proposal, verdict, reason, whether the wording is hidden."""
    label = tr_mark("Answer the provider's view")
    return edit(workspace, label, FactReply, FactReplyIn, reply_id, values, amend=amend)


def answer(
    workspace: Workspace, reply_id: str, verdict: ReplyVerdict, reason: str = "", **values: Any
) -> ChangeSet:
    """Accept or refuse a view; a refusal says why."""
    if verdict is ReplyVerdict.REFUSED and not reason.strip():
        raise RuleBroken("reason", tr_mark("Write why the view is refused."))
    return set_reply(workspace, reply_id, verdict=verdict, reason=reason, **values)


def place(workspace: Workspace, reply_id: str, point: str) -> ChangeSet:
    """Say which point a reply is about; "" is none of them. NotFound if the round has no such point."""

    def apply(session: Session) -> None:
        reply = found(session, FactReply, reply_id)
        open_follow_up(session, reply.follow_up_id)
        _known(round_of(workspace, reply.fact_check_id), point)
        reply.point = point

    return workspace.write(tr_mark("Place the provider's view"), apply)


def _known(sent: Round, point: str) -> None:
    if point and sent.point(point) is None:
        raise NotFound(tr_mark("The point"), point)


def remove_reply(workspace: Workspace, reply_id: str) -> ChangeSet:
    """Delete a reply; undo brings it back."""
    return remove(workspace, tr_mark("Delete the provider's view"), FactReply, reply_id)
