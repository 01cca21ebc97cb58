"""The rounds of the fact check, newest first, and what the draft says now."""

import json

import sqlalchemy as sa

from inspektor.errors import NotFound
from inspektor.i18n import Texts, tr_mark
from inspektor.model.fact_check import FactCheck, FactReply
from inspektor.queries.judgement import deficiencies, outline
from inspektor.queries.report_texts import LANGUAGE, report_texts
from inspektor.queries.rows import of_follow_up, one_of, shaped
from inspektor.queries.templates import asked
from inspektor.shapes.enums import ReplyVerdict
from inspektor.shapes.fact_check import Point, ReplyRow, Round, Said, deficiency, differing
from inspektor.shapes.judgement import DeficiencyRow
from inspektor.shapes.report import TITLES, FactCheckFacts, FactReplyFacts, finding_code
from inspektor.shapes.template import Template, short_code
from inspektor.store.schema import live
from inspektor.store.workspace import Workspace

_BACKGROUND = "background"


def said_now(workspace: Workspace, follow_up_id: str) -> tuple[Said, ...]:
    """What a fact check would be about: the background, each finding and each deficiency that says something."""
    texts = Texts(LANGUAGE)
    whole = asked(workspace, follow_up_id, texts)
    ratings = {row.code: row.rating for row in outline(workspace, follow_up_id)}
    found = [
        Said(each.key, _heading(whole, each.key, ratings.get(finding_code(each.key)), texts), each.text)
        for each in report_texts(workspace, follow_up_id)
        if each.key == _BACKGROUND or finding_code(each.key)
    ]
    found += [
        Said(deficiency(each.id), _of_deficiency(each, texts), _words(each))
        for each in deficiencies(workspace, follow_up_id)
    ]
    return tuple(each for each in found if each.text.strip())


def _heading(whole: Template, key: str, rating: str | None, texts: Texts) -> str:
    code = finding_code(key)
    if not code:
        return texts.tr(TITLES[key])
    step = whole.rating_step(rating) if rating is not None else None
    return texts.tr("Requirement {code}: {rating}").format(
        code=short_code(code), rating=step.label if step else texts.tr("not judged")
    )


def _of_deficiency(each: DeficiencyRow, texts: Texts) -> str:
    return texts.tr("Deficiency in requirement {code}").format(code=short_code(each.requirement))


def _words(each: DeficiencyRow) -> str:
    parts = (each.description, each.why, each.expected_result)
    return "\n".join(part.strip() for part in parts if part.strip())


def rounds(workspace: Workspace, follow_up_id: str) -> tuple[Round, ...]:
    """Every round with its points and replies, the newest first."""
    table, reply = live(FactCheck), live(FactReply)
    with workspace.read() as connection:
        newest_first = of_follow_up(FactCheck, follow_up_id).order_by(
            table.c.sent_on.desc(), table.c.id.desc()
        )
        rows = connection.execute(newest_first).mappings().all()
        in_order = of_follow_up(FactReply, follow_up_id).order_by(reply.c.received_on, reply.c.id)
        replies = [shaped(ReplyRow, row) for row in connection.execute(in_order).mappings()]
    now = {each.key: each.text for each in said_now(workspace, follow_up_id)} if rows else {}
    return tuple(_round(row, replies, now) for row in rows)


def round_of(workspace: Workspace, round_id: str) -> Round:
    """That round; NotFound if it is not here."""
    with workspace.read() as connection:
        row = one_of(connection, FactCheck, round_id)
    if row is None:
        raise NotFound(tr_mark("The fact check"), round_id)
    return next(each for each in rounds(workspace, row["follow_up_id"]) if each.id == round_id)


def newest(workspace: Workspace, follow_up_id: str) -> Round | None:
    """The round that is under way, or was last; None before the first."""
    return next(iter(rounds(workspace, follow_up_id)), None)


def to_write_in(workspace: Workspace, follow_up_id: str) -> frozenset[str]:
    """The keys of the texts that an accepted view asks to be changed, and that are not."""
    return frozenset(
        point.key
        for each in rounds(workspace, follow_up_id)
        for reply in each.replies
        if each.waits(reply) and (point := each.point(reply.point)) is not None
    )


def facts(workspace: Workspace, follow_up_id: str) -> tuple[FactCheckFacts, ...]:
    """What the report says of the rounds, the first one first."""
    return tuple(
        FactCheckFacts(
            each.sent_on,
            each.due,
            each.answered_on,
            tuple(_reply(each, reply) for reply in _in_order(each)),
            _also_changed(each),
        )
        for each in reversed(rounds(workspace, follow_up_id))
    )


def _in_order(of: Round) -> list[ReplyRow]:
    """As the points are numbered, last those about none of them."""
    places = {each.id: each.number for each in of.points}
    return sorted(of.replies, key=lambda reply: places.get(reply.point, len(places) + 1))


def _also_changed(of: Round) -> tuple[int, ...]:
    accepted = {each.point for each in of.replies if each.verdict is ReplyVerdict.ACCEPTED}
    return tuple(each.number for each in of.points if each.id in of.changed - accepted)


def _reply(of: Round, reply: ReplyRow) -> FactReplyFacts:
    point, sent = of.point(reply.point), of.before(reply)
    before, after = differing(sent, of.after[reply.point]) if sent else ("", "")
    return FactReplyFacts(
        number=point.number if point else 0,
        heading=point.heading if point else "",
        comment=reply.comment,
        proposal=reply.proposal,
        accepted=None if reply.verdict is None else reply.verdict is ReplyVerdict.ACCEPTED,
        changed=reply.point in of.changed,
        answer=reply.reason,
        before=before,
        after=after,
    )


def _round(row: sa.RowMapping, replies: list[ReplyRow], now: dict[str, str]) -> Round:
    points = read_points(row["points"])
    texts = {each.id: now.get(each.key, "").strip() for each in points}
    after = {each.id: texts[each.id] for each in points if texts[each.id] != each.text.strip()}
    mine = tuple(each for each in replies if each.fact_check_id == row["id"])
    return shaped(Round, row, points=points, replies=mine, after=after)


def read_points(text: str) -> tuple[Point, ...]:
    """The points of a round as its row keeps them."""
    return tuple(Point(**each) for each in json.loads(text))
