"""`followup answer / items / request`: typed answers, what is asked about several times, and documents asked for."""

import argparse
from typing import TYPE_CHECKING, Any

from inspektor.commands import entry, frame, judging, references, saying, typed
from inspektor.errors import NotFound
from inspektor.i18n import tr, tr_mark

if TYPE_CHECKING:
    from inspektor.shapes.answers import ItemRow
    from inspektor.store.workspace import Workspace


def offer_verbs(verbs: frame.Commands) -> list[frame.Parser]:
    """The verbs, for the group of the follow-up."""
    answer = frame.add(
        verbs,
        "answer",
        tr("note a typed answer in an interview or about an item of a repeat"),
        _answer,
        tr(
            "VALUE is yes or no, an alternative by its code, a number, or a day such as 2026-12-18, as the template asks;"
            " an empty one takes the answer away."
        ),
    )
    items = frame.add(verbs, "items", tr("list the items of a repeat, such as rooms, or add some"), _items)
    request = frame.add(verbs, "request", tr("ask for a document, or note that one has come"), _request)
    for each in (answer, items, request):
        references.add_follow_up(each)
    answer.add_argument("question", metavar=tr("CODE"))
    given = answer.add_mutually_exclusive_group(required=True)
    given.add_argument("value", metavar=tr("VALUE"), nargs="?")
    given.add_argument("--declined", action="store_true", help=tr("the respondent did not want to answer"))
    about = answer.add_mutually_exclusive_group(required=True)
    about.add_argument("--interview", metavar="ID")
    about.add_argument("--item", metavar=tr("NAME"), help=tr(typed.NAME_OR_ID))
    items.add_argument("repeat", metavar=tr("REPEAT"), help=tr("the repeat's code in the template"))
    items.add_argument("names", metavar=tr("NAME"), nargs="*", help=tr("an item to add"))
    items.add_argument("--add", type=typed.a_number, metavar="N", help=tr("add so many, numbered on"))
    request.add_argument("kind", metavar=tr("KIND"), help=tr("which document"))
    request.add_argument("--requirement", metavar=tr("CODE"))
    request.add_argument("--text", metavar=tr("TEXT"), help=tr("what is said about it"))
    request.add_argument("--due", type=typed.a_day, metavar=tr("DAY"))
    request.add_argument(
        "--received",
        type=typed.a_day,
        metavar=tr("DAY"),
        help=tr("it was asked for before and came that day"),
    )
    return [answer, items, request]


def _answer(arguments: argparse.Namespace) -> int:
    from inspektor.actions import answers

    with entry.opened(arguments) as workspace:
        follow_up = references.follow_up(workspace, arguments.follow_up).id
        arguments.question = judging.asked_question(workspace, follow_up, arguments.question)
        about: dict[str, str] = {}
        if arguments.interview is not None:
            about["interview_id"] = judging.of_follow_up(workspace, follow_up, arguments.interview).id
        else:
            about["item_id"] = _item(workspace, follow_up, arguments.item).id
        if arguments.declined:
            answers.decline(workspace, follow_up, arguments.question, **about)
        else:
            answers.set_value(workspace, follow_up, arguments.question, arguments.value, **about)
    saying.answer(arguments, {"question": arguments.question}, [arguments.question])
    return frame.DONE


def _item(workspace: "Workspace", follow_up: str, given: str) -> "ItemRow":
    from inspektor.queries.answers import items
    from inspektor.queries.templates import asked

    repeats = asked(workspace, follow_up).repeats
    rows = [row for repeat in repeats for row in items(workspace, follow_up, repeat.code)]
    return references.one(rows, given, tr_mark("The item"), lambda row: row.id, lambda row: row.label)


def _items(arguments: argparse.Namespace) -> int:
    from inspektor.actions.answers import add_items
    from inspektor.queries.answers import items
    from inspektor.queries.templates import asked

    with entry.opened(arguments) as workspace:
        follow_up = references.follow_up(workspace, arguments.follow_up).id
        if arguments.repeat not in {repeat.code for repeat in asked(workspace, follow_up).repeats}:
            raise NotFound(tr_mark("The repeat"), arguments.repeat)
        if arguments.names or arguments.add is not None:
            add_items(workspace, follow_up, arguments.repeat, arguments.add, arguments.names)
        rows = items(workspace, follow_up, arguments.repeat)
    saying.answer(arguments, rows, [f"{row.label}  ({row.id})" for row in rows])
    return frame.DONE


def _request(arguments: argparse.Namespace) -> int:
    from inspektor.actions import requests
    from inspektor.queries import reviews

    with entry.opened(arguments) as workspace:
        follow_up = references.follow_up(workspace, arguments.follow_up).id
        arguments.requirement = judging.requirement_meant(workspace, follow_up, arguments.requirement)
        values: dict[str, Any] = typed.given(arguments, "requirement", "text", "due")
        if arguments.received is not None:
            asked = reviews.requests(workspace, follow_up)
            what = tr_mark("The document")
            known = references.one(asked, arguments.kind, what, lambda row: row.id, lambda row: row.kind)
            row_id = known.id
            requests.set_request(workspace, row_id, received_on=arguments.received, **values)
        else:
            asking = requests.ask_for(workspace, follow_up, arguments.kind, **values)
            row_id = asking.created("document_request")
    saying.answer(arguments, {"id": row_id}, [row_id])
    return frame.DONE
