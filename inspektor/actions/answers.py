"""Typed answers, in interviews and about the items of a repeat; and the items themselves."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from inspektor import clock
from inspektor.actions.doors import checked, edit, found, made, open_follow_up
from inspektor.changes import ChangeSet
from inspektor.errors import RuleBroken
from inspektor.i18n import tr_mark
from inspektor.model.interview import Answer, AnswerIn, Interview, Item, ItemIn
from inspektor.queries.templates import template_in
from inspektor.shapes.enums import InterviewStatus
from inspektor.shapes.ids import answer_id
from inspektor.shapes.questions import AnswerForm, AnswerWrong, Question, Repeat, RepeatPlace, read
from inspektor.store.schema import live
from inspektor.store.workspace import Workspace

MOST_AT_ONCE: Final = 200
_ANSWER = tr_mark("Answer question")


def set_value(
    workspace: Workspace,
    follow_up_id: str,
    question: str,
    value: str,
    *,
    interview_id: str | None = None,
    item_id: str | None = None,
) -> ChangeSet:
    """Note an answer, as written; it is kept in the canonical form of the question's kind. An empty one is none.

    RuleBroken("value") says what is wrong with it; nothing is changed then.
    """

    def apply(session: Session) -> None:
        keys = _keys(follow_up_id, question, interview_id, item_id)
        kept = canonical(session, value, declined=False, **keys)
        if kept:
            _put(session, workspace, keys, kept, declined=False)
        else:
            _clear(session, answer_id(**keys))

    return workspace.write(_ANSWER, apply)


def canonical(
    session: Session,
    value: str,
    *,
    follow_up_id: str,
    question: str,
    interview_id: str | None,
    item_id: str | None,
    declined: bool,
) -> str:
    """The value as it is kept, if the template asks for it there: empty if none or declined. RuleBroken says what is wrong."""
    if declined:
        _asked(session, follow_up_id, question, interview_id, item_id)
        return ""
    form = _form(session, follow_up_id, question, interview_id, item_id)
    try:
        return read(form, value) if value.strip() else ""
    except AnswerWrong as wrong:
        raise RuleBroken("value", wrong.message) from wrong


def decline(
    workspace: Workspace,
    follow_up_id: str,
    question: str,
    *,
    interview_id: str | None = None,
    item_id: str | None = None,
) -> ChangeSet:
    """Note that the respondent did not want to answer; that is an outcome, not a gap."""

    def apply(session: Session) -> None:
        _asked(session, follow_up_id, question, interview_id, item_id)
        _put(session, workspace, _keys(follow_up_id, question, interview_id, item_id), "", declined=True)

    return workspace.write(tr_mark("Note that the question was declined"), apply)


def clear(
    workspace: Workspace,
    follow_up_id: str,
    question: str,
    *,
    interview_id: str | None = None,
    item_id: str | None = None,
) -> ChangeSet:
    """Take an answer away, as if the question had not been asked."""

    def apply(session: Session) -> None:
        _asked(session, follow_up_id, question, interview_id, item_id)
        _clear(session, answer_id(follow_up_id, question, interview_id, item_id))

    return workspace.write(tr_mark("Clear answer"), apply)


def add_items(
    workspace: Workspace,
    follow_up_id: str,
    repeat: str,
    count: int | None = None,
    labels: Sequence[str] = (),
) -> ChangeSet:
    """Add items to a repeat: those named, then `count` numbered on from the last (lettered, where documents are read).

    Without names and number it is one.
    """
    more = count if count is not None else 0 if labels else 1

    def apply(session: Session) -> None:
        known = repeat_of(session, follow_up_id, repeat)
        if more < 0 or not 1 <= len(labels) + more <= MOST_AT_ONCE:
            raise RuleBroken("count", tr_mark("Add between 1 and 200 at a time."))
        item = live(Item).c
        query = select(item.label, item.position).where(
            item.follow_up_id == follow_up_id, item.repeat == repeat
        )
        there = session.execute(query).all()
        first = max((position for _, position in there), default=-1) + 1
        names = [*labels, *next_labels(known, [*(label for label, _ in there), *labels], more)]
        for offset, name in enumerate(names):
            values = {"follow_up_id": follow_up_id, "repeat": repeat, "label": _named(name)}
            session.add(made(Item, ItemIn, values | {"position": first + offset}))

    return workspace.write(tr_mark("Add items"), apply)


def rename_item(workspace: Workspace, item_id: str, label: str) -> ChangeSet:
    """Call an item something else; a name that is not empty, and no person's."""
    return edit(workspace, tr_mark("Rename item"), Item, ItemIn, item_id, {"label": _named(label)})


def remove_item(workspace: Workspace, item_id: str, *, confirm: bool = False) -> ChangeSet:
    """Remove an item with its answers; one that has answers only if `confirm` says so. Undo brings all back."""

    def apply(session: Session) -> None:
        item = found(session, Item, item_id)
        open_follow_up(session, item.follow_up_id)
        query = select(live(Answer).c.id).where(live(Answer).c.item_id == item_id)
        answers = session.execute(query).scalars().all()
        if answers and not confirm:
            raise RuleBroken("item", tr_mark("There are answers about this one. Confirm that it is removed."))
        item.hidden = True
        for row_id in answers:
            found(session, Answer, row_id).hidden = True

    return workspace.write(tr_mark("Remove item"), apply)


def next_labels(repeat: Repeat, there: Sequence[str], count: int) -> list[str]:
    """The names of the next items: "Rum 7, Rum 8", or "Plan C, Plan D" where documents are read."""
    lettered = repeat.place is RepeatPlace.DOCUMENTS
    ends = [label[len(repeat.item_label) :].strip() for label in there if label.startswith(repeat.item_label)]
    last = max((_number(end, lettered) for end in ends), default=0)
    numbers = range(last + 1, last + 1 + count)
    return [f"{repeat.item_label} {_letters(n) if lettered else n}" for n in numbers]


def _letters(number: int) -> str:
    """1 is A, 26 is Z, 27 is AA."""
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def _number(end: str, lettered: bool) -> int:
    if lettered:
        if not 1 <= len(end) <= 2 or not all("A" <= letter <= "Z" for letter in end):
            return 0
        number = 0
        for letter in end:
            number = number * 26 + ord(letter) - ord("A") + 1
        return number
    return int(end) if end.isascii() and end.isdigit() and len(end) <= 4 else 0


def _named(label: str) -> str:
    if not label.strip():
        raise RuleBroken("label", tr_mark("Fill in this field."))
    return label


def repeat_of(session: Session, follow_up_id: str, code: str) -> Repeat:
    """The repeat of that code in the follow-up's template, or RuleBroken."""
    follow_up = open_follow_up(session, follow_up_id)
    template = template_in(session.connection(), follow_up.template_version_id)
    known = {repeat.code: repeat for repeat in template.repeats}.get(code)
    if known is None:
        raise RuleBroken("repeat", tr_mark("The template does not ask about this several times."))
    return known


def _form(
    session: Session, follow_up_id: str, question: str, interview_id: str | None, item_id: str | None
) -> AnswerForm:
    """How the question is answered there; RuleBroken for an open one, which notes answer."""
    form = _asked(session, follow_up_id, question, interview_id, item_id).answer
    if form is None:
        raise RuleBroken("question", tr_mark("The template does not ask for such an answer here."))
    return form


def _asked(
    session: Session, follow_up_id: str, question: str, interview_id: str | None, item_id: str | None
) -> Question:
    """The question, if it is asked there; one that is answered in notes can be declined too."""
    follow_up = open_follow_up(session, follow_up_id)
    template = template_in(session.connection(), follow_up.template_version_id)
    questions: list[Question] = []
    if item_id is not None and interview_id is None:
        item = found(session, Item, item_id)
        repeats = [each for each in template.repeats if each.code == item.repeat]
        questions = [each for repeat in repeats for each in repeat.questions]
        _same_follow_up(item.follow_up_id, follow_up_id)
    elif interview_id is not None and item_id is None:
        interview = found(session, Interview, interview_id)
        _same_follow_up(interview.follow_up_id, follow_up_id)
        if interview.status is InterviewStatus.WITHDRAWN:
            raise RuleBroken("interview", tr_mark("The respondent has withdrawn the interview."))
        questions = [each for requirement in template.requirements for each in requirement.questions]
    asked = next((each for each in questions if each.code == question), None)
    if asked is None:
        raise RuleBroken("question", tr_mark("The template does not ask this here."))
    return asked


def _same_follow_up(theirs: str, ours: str) -> None:
    if theirs != ours:
        raise RuleBroken("follow_up_id", tr_mark("It belongs to another follow-up."))


def _keys(follow_up_id: str, question: str, interview_id: str | None, item_id: str | None) -> dict[str, Any]:
    return {
        "follow_up_id": follow_up_id,
        "question": question,
        "interview_id": interview_id,
        "item_id": item_id,
    }


def _put(session: Session, workspace: Workspace, keys: dict[str, Any], value: str, *, declined: bool) -> None:
    row_id = answer_id(**keys)
    given = {"value": value, "declined": declined}
    known = session.get(Answer, row_id)
    if known is not None and not known.hidden and (known.value, known.declined) == (value, declined):
        return
    given |= {"author_id": workspace.profile.person_id, "answered_at": clock.now()}
    if known is None:
        session.add(made(Answer, AnswerIn, keys | given, row_id=row_id))
        return
    for name, each in checked(AnswerIn, keys | given).items():
        setattr(known, name, each)
    known.hidden = False


def _clear(session: Session, answer_id: str) -> None:
    known = session.get(Answer, answer_id)
    if known is not None:
        known.hidden = True
