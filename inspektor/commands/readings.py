"""`report readers / ask / unask / remark / answer / approve`: a colleague who was not on site reads the report."""

import argparse
from typing import TYPE_CHECKING

from inspektor.commands import entry, frame, references, saying
from inspektor.formats import date_iso
from inspektor.i18n import tr, tr_mark
from inspektor.shapes.reading import ReaderRow
from inspektor.shapes.report import TITLES, finding, finding_code

if TYPE_CHECKING:
    from inspektor.store.workspace import Workspace


def offer_verbs(verbs: frame.Commands) -> None:
    """The verbs of reading, for the group of the report."""
    readers = frame.add(verbs, "readers", tr("list who reads the report and what they remark"), _list)
    ask = frame.add(verbs, "ask", tr("ask a colleague who was not on site to read the report"), _ask)
    unask = frame.add(verbs, "unask", tr("ask a colleague no longer"), _unask)
    remark = frame.add(verbs, "remark", tr("remark on a text of the report"), _remark)
    answer = frame.add(verbs, "answer", tr("say what came of a remark"), _answer)
    approve = frame.add(verbs, "approve", tr("say that you have read the report and approve it"), _approve)
    every = (readers, ask, unask, remark, answer, approve)
    for each in every:
        references.add_follow_up(each)
    for each in (ask, unask):
        each.add_argument("person", metavar=tr("PERSON"), help=tr("name or id"))
    ask.add_argument("--wait", action="store_true", help=tr("the report is not signed before it is read"))
    remark.add_argument(
        "key", metavar=tr("KEY"), help=tr("the name of the text, or the code of its requirement")
    )
    answer.add_argument("remark", metavar=tr("REMARK"), help=tr("its id or the end of it"))
    for each in (remark, answer):
        each.add_argument("text", metavar=tr("TEXT"))
    for each in every:
        entry.add_workspace(each)
        saying.add_json(each)


def text_key(given: str) -> str:
    """The key of the text that is named so, or by the code of its requirement."""
    return given if given in TITLES else finding(given)


def _tell(arguments: argparse.Namespace, workspace: "Workspace", follow_up: str) -> int:
    from inspektor.queries.readings import reading

    found = reading(workspace, follow_up)
    rows = [(each.name, _state(each)) for each in found.readers]
    said = [
        (
            finding_code(each.place) or each.place,
            each.author,
            each.id,
            _short(each.text),
            _short(each.answer) or "–",
        )
        for each in found.remarks
    ]
    lines = saying.columns(rows) if rows else [tr("Nobody has been asked to read the report.")]
    saying.answer(arguments, found, lines + (saying.columns(said) if said else []))
    return frame.DONE


def _short(text: str) -> str:
    return " ".join(text.split())


def _state(reader: ReaderRow) -> str:
    if reader.approved_at is None:
        return tr("asked on {day}").format(day=date_iso(reader.asked_at))
    if reader.changed:
        return tr("read, changed since")
    return tr("read and approved on {day}").format(day=date_iso(reader.approved_at))


def _list(arguments: argparse.Namespace) -> int:
    with entry.opened(arguments) as workspace:
        return _tell(arguments, workspace, references.follow_up(workspace, arguments.follow_up).id)


def _person(workspace: "Workspace", given: str) -> str:
    from inspektor.queries.register import people

    known = people(workspace).items()
    return references.one(
        tuple(known), given, tr_mark("The person"), lambda each: each[0], lambda each: each[1]
    )[0]


def _ask(arguments: argparse.Namespace) -> int:
    from inspektor.actions.readings import ask

    with entry.opened(arguments) as workspace:
        follow_up = references.follow_up(workspace, arguments.follow_up).id
        ask(workspace, follow_up, _person(workspace, arguments.person), demanded=arguments.wait)
        return _tell(arguments, workspace, follow_up)


def _unask(arguments: argparse.Namespace) -> int:
    from inspektor.actions.readings import take_back

    with entry.opened(arguments) as workspace:
        follow_up = references.follow_up(workspace, arguments.follow_up).id
        take_back(workspace, follow_up, _person(workspace, arguments.person))
        return _tell(arguments, workspace, follow_up)


def _remark(arguments: argparse.Namespace) -> int:
    from inspektor.actions.readings import remark

    with entry.opened(arguments) as workspace:
        follow_up = references.follow_up(workspace, arguments.follow_up).id
        remark(workspace, follow_up, text_key(arguments.key), arguments.text)
        return _tell(arguments, workspace, follow_up)


def _answer(arguments: argparse.Namespace) -> int:
    from inspektor.actions.readings import answer
    from inspektor.queries.readings import reading

    with entry.opened(arguments) as workspace:
        follow_up = references.follow_up(workspace, arguments.follow_up).id
        remarks = reading(workspace, follow_up).remarks
        found = references.one(remarks, arguments.remark, tr_mark("The remark"), lambda row: row.id)
        answer(workspace, found.id, arguments.text)
        return _tell(arguments, workspace, follow_up)


def _approve(arguments: argparse.Namespace) -> int:
    from inspektor.actions.readings import approve

    with entry.opened(arguments) as workspace:
        follow_up = references.follow_up(workspace, arguments.follow_up).id
        approve(workspace, follow_up)
        return _tell(arguments, workspace, follow_up)
