"""`search WORDS`."""

import argparse

from inspektor.commands import entry, frame, references, saying, typed
from inspektor.i18n import tr


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
    entry.add_workspace(search)
    saying.add_json(search)


def _search(arguments: argparse.Namespace) -> int:
    from inspektor.actions.openings import opened
    from inspektor.queries.search import MARKS, search
    from inspektor.shapes.openings import OpenedKind

    with entry.opened(arguments) as workspace:
        within = arguments.followup and references.follow_up(workspace, arguments.followup).id
        words = " ".join(arguments.words)
        hits = search(workspace, words, follow_up_id=within, limit=arguments.limit, best_first=True)
        opened(workspace, OpenedKind.SEARCH)

    def bare(text: str) -> str:
        for mark in MARKS:
            text = text.replace(mark, "")
        return " ".join(text.split())

    lines = [f"{hit.table} {hit.row}  {hit.unit}: {bare(hit.text)}" for hit in hits]
    saying.answer(arguments, [{**saying.plain(hit), "text": bare(hit.text)} for hit in hits], lines)
    return frame.DONE if hits else frame.WANTING
