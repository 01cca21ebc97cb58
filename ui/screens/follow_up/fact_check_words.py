"""How a round of the fact check is told: the rows of its list, and the facts beside the title."""

from datetime import date

from inspektor import i18n
from inspektor.formats import date_prose
from inspektor.i18n import tr, tr_n
from inspektor.shapes.enums import ReplyVerdict
from inspektor.shapes.fact_check import Point, ReplyRow, Round
from ui.widgets.list_rows import ChipSpec, ListRow

POINT = "point"
"""Begins the key of a point's row about which nothing is said; its id follows after a space."""


def rows(of: Round) -> list[ListRow]:
    """What belongs to no point first, then the points in order, each view a row of its own."""
    found = [_reply(of, None, each) for each in of.replies_to("")]
    for point in of.points:
        said = of.replies_to(point.id)
        found += [_reply(of, point, each) for each in said] or [_silent(point)]
    return found


def first(of: Round) -> str:
    """The row one begins with: the first view that is not answered, else the first row."""
    waiting = {each.id for each in of.replies if not each.answered}
    keys = [row.key for row in rows(of)]
    return next((key for key in keys if key in waiting), keys[0] if keys else "")


def title(point: Point | None) -> str:
    """The number and heading of a point."""
    if point is None:
        return tr("About which point?")
    return tr("{n}. {heading}").format(n=point.number, heading=point.heading)


def facts(of: Round) -> str:
    """When it was sent, and how far it has come."""
    language = i18n.language()
    sent = tr("Sent on {day}").format(day=date_prose(of.sent_on, language))
    n = len(of.points)
    parts = [sent, tr_n("{n} point", "{n} points", n).format(n=n)]
    if of.answered_on is not None:
        parts.append(tr("answered on {day}").format(day=date_prose(of.answered_on, language)))
        views = len(of.replies)
        parts.append(tr_n("{n} view", "{n} views", views).format(n=views))
    if of.unanswered:
        left = tr_n("{n} to answer", "{n} to answer", of.unanswered)
        parts.append(left.format(n=of.unanswered))
    return " · ".join(parts)


def late(of: Round, today: date) -> str:
    """That nothing has come in time."""
    days = (today - of.due).days
    return tr_n("{n} day late", "{n} days late", days).format(n=days)


def _silent(point: Point) -> ListRow:
    return ListRow(f"{POINT} {point.id}", title(point), tr("No view"))


def _reply(of: Round, point: Point | None, reply: ReplyRow) -> ListRow:
    said = " ".join((reply.comment or reply.proposal).split()) or tr("Nothing is written")
    return ListRow(reply.id, title(point), said, chip=_state(of, point, reply))


def _state(of: Round, point: Point | None, reply: ReplyRow) -> ChipSpec:
    if not reply.answered and point is None:
        return ChipSpec(tr("To place"), "warn", "map-pin")
    if not reply.answered:
        return ChipSpec(tr("To answer"), "warn", "circle-dashed")
    if reply.verdict is ReplyVerdict.REFUSED:
        return ChipSpec(tr("Refused"), "neutral", "x")
    if of.waits(reply):
        return ChipSpec(tr("To write in"), "accent", "pencil")
    return ChipSpec(tr("Accepted"), "ok", "check")
