"""Typed answers: of an interview, of a repeat's items, and summed for each question."""

from collections import defaultdict
from typing import Any

import sqlalchemy as sa
from sqlalchemy import func, select

from inspektor.errors import NotFound
from inspektor.i18n import Texts, tr_mark
from inspektor.model.follow_up import FollowUp
from inspektor.model.interview import Answer, Interview, Item
from inspektor.queries.rows import just
from inspektor.queries.templates import asked_in
from inspektor.shapes.answers import AnswerRow, AnswerSum, ItemRow, summed, withheld, withheld_words
from inspektor.shapes.enums import InterviewStatus
from inspektor.shapes.questions import Question, Repeat
from inspektor.store.schema import live
from inspektor.store.workspace import Workspace

_COLUMNS = tuple(AnswerRow.__dataclass_fields__)


def of_interview(workspace: Workspace, follow_up_id: str, interview_id: str) -> tuple[AnswerRow, ...]:
    """The answers of one interview, in the order they were given."""
    with workspace.read() as connection:
        query = just(AnswerRow, Answer, follow_up_id).where(live(Answer).c.interview_id == interview_id)
        return tuple(AnswerRow(*row) for row in connection.execute(query.order_by("answered_at")).all())


def items(workspace: Workspace, follow_up_id: str, repeat: str) -> tuple[ItemRow, ...]:
    """The items of a repeat with all that was answered about each."""
    with workspace.read() as connection:
        return items_in(connection, follow_up_id, repeat)


def items_in(connection: sa.Connection, follow_up_id: str, repeat: str) -> tuple[ItemRow, ...]:
    """The same, within a snapshot that is already open, in one query."""
    item, answer = live(Item), live(Answer)
    query = (
        select(item.c.id, item.c.label, item.c.position, *(answer.c[name] for name in _COLUMNS))
        .join_from(item, answer, answer.c.item_id == item.c.id, isouter=True)
        .where(item.c.follow_up_id == follow_up_id, item.c.repeat == repeat)
        .order_by(item.c.position, item.c.id)
    )
    found: dict[str, tuple[str, int, dict[str, AnswerRow]]] = {}
    for item_id, label, position, question, *rest in connection.execute(query):
        answers = found.setdefault(item_id, (label, position, {}))[2]
        if question is not None:
            answers[question] = AnswerRow(question, *rest)
    return tuple(ItemRow(item_id, *more) for item_id, more in found.items())


def sums(workspace: Workspace, follow_up_id: str) -> tuple[AnswerSum, ...]:
    """The answers to each question that has any, summed, in the template's order."""
    with workspace.read() as connection:
        return answers_in(connection, follow_up_id)


def answers_in(
    connection: sa.Connection, follow_up_id: str, texts: Texts | None = None
) -> tuple[AnswerSum, ...]:
    """The same, within a snapshot that is already open; `texts` for a document in a language of its own.

    Of clients' answers nothing but their number is told while they are fewer than three.
    """
    given, declined = _given(connection, follow_up_id)
    if not given:
        return ()
    follow_up = live(FollowUp).c
    if connection.execute(select(follow_up.id).where(follow_up.id == follow_up_id)).first() is None:
        raise NotFound(tr_mark("The follow-up"), follow_up_id)
    template = asked_in(connection, follow_up_id, texts)
    counts = _counts(connection, follow_up_id)
    found = []
    for requirement in template.requirements:
        for question in requirement.questions:
            values, silent = given[question.code], declined[question.code]
            if values:
                found.append(_sum(requirement.code, question, values, silent, texts))
    for repeat in template.repeats:
        for question in repeat.questions:
            if values := given[question.code]:
                found.append(_of_items(repeat, question, values, counts.get(repeat.code, 0), texts))
    return tuple(found)


def _sum(
    requirement: str, question: Question, values: list[str], silent: int, texts: Texts | None
) -> AnswerSum:
    few = withheld(question.role, len(values))
    text = withheld_words(texts) if few else summed(question, values, silent, texts=texts)
    return AnswerSum(requirement, question.code, question.text, question.role, "", len(values), text, few)


def _of_items(
    repeat: Repeat, question: Question, values: list[str], items: int, texts: Texts | None
) -> AnswerSum:
    text = summed(question, values, 0, max(0, items - len(values)), texts)
    return AnswerSum(repeat.requirement, question.code, question.text, "", repeat.code, len(values), text)


def _given(
    connection: sa.Connection, follow_up_id: str
) -> tuple[defaultdict[str, list[str]], defaultdict[str, int]]:
    """Values and refusals by question; nothing of what was withdrawn or hangs on an item that was removed."""
    answer, interview, item = live(Answer), live(Interview), live(Item)
    query: sa.Select[Any] = (
        select(answer.c.question, answer.c.value, answer.c.declined)
        .join_from(answer, interview, interview.c.id == answer.c.interview_id, isouter=True)
        .join(item, item.c.id == answer.c.item_id, isouter=True)
        .where(
            answer.c.follow_up_id == follow_up_id,
            sa.or_(
                item.c.id.is_not(None),
                sa.and_(interview.c.id.is_not(None), interview.c.status != InterviewStatus.WITHDRAWN),
            ),
        )
        .order_by(answer.c.answered_at, answer.c.id)
    )
    given: defaultdict[str, list[str]] = defaultdict(list)
    declined: defaultdict[str, int] = defaultdict(int)
    for question, value, silent in connection.execute(query):
        if silent:
            declined[question] += 1
        elif value:
            given[question].append(value)
    return given, declined


def _counts(connection: sa.Connection, follow_up_id: str) -> dict[str, int]:
    item = live(Item).c
    query = select(item.repeat, func.count()).where(item.follow_up_id == follow_up_id).group_by(item.repeat)
    return dict(connection.execute(query).all())
