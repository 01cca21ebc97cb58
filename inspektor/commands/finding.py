"""`search WORDS` and `audit TABLE ID`."""

import argparse

from inspektor.commands import entry, frame, references, saying, typed
from inspektor.errors import NotFound
from inspektor.i18n import tr, tr_mark


def offer(commands: frame.Commands) -> None:
    """Add the commands."""
    search = frame.add(
        commands,
        "search",
        tr("find words in everything written"),
        _search,
        tr("Every word must occur; the last one may be unfinished. Exit code 1 if nothing is found."),
    )
    search.add_argument("words", metavar=tr("WORD"), nargs="+")
    search.add_argument("--followup", metavar=tr("FOLLOWUP"), help=tr("in this follow-up alone"))
    search.add_argument(
        "--limit", type=typed.a_number, default=50, metavar="N", help=tr("at most so many; 50 unless given")
    )
    audit = frame.add(
        commands, "audit", tr("the history of a record: who changed what, when, on which laptop"), _audit
    )
    audit.add_argument("table", metavar=tr("TABLE"), help=tr("for example note, follow_up or assessment"))
    audit.add_argument("id", metavar="ID")
    for each in (search, audit):
        entry.add_workspace(each)
        saying.add_json(each)


def _search(arguments: argparse.Namespace) -> int:
    from inspektor.queries.search import MARKS, search

    with entry.opened(arguments) as workspace:
        within = arguments.followup and references.follow_up(workspace, arguments.followup).id
        words = " ".join(arguments.words)
        hits = search(workspace, words, follow_up_id=within, limit=arguments.limit, best_first=True)

    def bare(text: str) -> str:
        for mark in MARKS:
            text = text.replace(mark, "")
        return " ".join(text.split())

    lines = [f"{hit.table} {hit.row}  {hit.unit}: {bare(hit.text)}" for hit in hits]
    saying.answer(arguments, [{**saying.plain(hit), "text": bare(hit.text)} for hit in hits], lines)
    return frame.DONE if hits else frame.WANTING


def _audit(arguments: argparse.Namespace) -> int:
    from inspektor.formats import clock_time, date_iso
    from inspektor.queries.history import history

    with entry.opened(arguments) as workspace:
        entries = history(workspace, arguments.table, arguments.id)
    if not entries:
        raise NotFound(tr_mark("The record"), arguments.id)
    lines = [
        f"{date_iso(each.at)} {clock_time(each.at)}  {each.person} ({each.device})  {tr(each.label)}"
        + (f"  {each.field}: {each.before!r} → {each.after!r}" if each.field else f"  {each.after}")
        for each in entries
    ]
    saying.answer(arguments, entries, lines)
    return frame.DONE
