"""`followup sort / split / join / withdraw`: notes after they were written, and what a respondent takes back."""

import argparse
from typing import TYPE_CHECKING

from inspektor.commands import entry, frame, judging, references, saying, typed
from inspektor.i18n import tr, tr_mark

if TYPE_CHECKING:
    from inspektor.store.workspace import Workspace


def offer_verbs(verbs: frame.Commands) -> list[frame.Parser]:
    """The verbs, for the group of the follow-up."""
    sort = frame.add(verbs, "sort", tr("sort a note under requirements, or into an interview"), _sort)
    split = frame.add(verbs, "split", tr("make two notes of one; gives the id of the second"), _split)
    join = frame.add(verbs, "join", tr("join a note with another of the same interview"), _join)
    withdraw = frame.add(
        verbs, "withdraw", tr("erase what a respondent has said; this cannot be undone"), _withdraw
    )
    for each in (sort, split, join, withdraw):
        references.add_follow_up(each)
    for each in (sort, split, join):
        each.add_argument("note", metavar=tr("NOTE"), help=tr("its id, or the end of it"))
    sort.add_argument("requirement", metavar=tr("CODE"), nargs="*")
    sort.add_argument("--interview", metavar="ID")
    split.add_argument("at", type=typed.a_number, metavar="N", help=tr("after so many characters"))
    join.add_argument("into", metavar=tr("NOTE"))
    withdraw.add_argument("interview", metavar="ID")
    withdraw.add_argument("--ground", required=True, metavar=tr("TEXT"), help=tr("on what ground"))
    return [sort, split, join, withdraw]


def _note(workspace: "Workspace", follow_up: str, given: str) -> str:
    from inspektor.queries.interviews import notes

    return references.one(notes(workspace, follow_up), given, tr_mark("The note"), lambda row: row.id).id


def _made(arguments: argparse.Namespace, row_id: str) -> int:
    saying.answer(arguments, {"id": row_id}, [row_id])
    return frame.DONE


def _sort(arguments: argparse.Namespace) -> int:
    from inspektor.actions.notes import sort

    if not arguments.requirement and arguments.interview is None:
        raise judging.NothingSaid("requirement")
    with entry.opened(arguments) as workspace:
        follow_up = references.follow_up(workspace, arguments.follow_up).id
        note = _note(workspace, follow_up, arguments.note)
        codes = [judging.meant(workspace, follow_up, given) for given in arguments.requirement]
        into = arguments.interview and judging.of_follow_up(workspace, follow_up, arguments.interview).id
        sort(workspace, note, codes, into)
    return _made(arguments, note)


def _split(arguments: argparse.Namespace) -> int:
    from inspektor.actions.notes import split

    with entry.opened(arguments) as workspace:
        follow_up = references.follow_up(workspace, arguments.follow_up).id
        second = split(workspace, _note(workspace, follow_up, arguments.note), arguments.at).created("note")
    return _made(arguments, second)


def _join(arguments: argparse.Namespace) -> int:
    from inspektor.actions.notes import join

    with entry.opened(arguments) as workspace:
        follow_up = references.follow_up(workspace, arguments.follow_up).id
        into = _note(workspace, follow_up, arguments.into)
        join(workspace, _note(workspace, follow_up, arguments.note), into)
    return _made(arguments, into)


def _withdraw(arguments: argparse.Namespace) -> int:
    from inspektor.actions.erasure import withdraw_interview

    with entry.opened(arguments) as workspace:
        follow_up = references.follow_up(workspace, arguments.follow_up).id
        interview = judging.of_follow_up(workspace, follow_up, arguments.interview).id
        withdraw_interview(workspace, interview, arguments.ground)
    return _made(arguments, interview)
