"""`report texts / write / follow / keep / quotes / quote / unquote`: what the follow-up report says, text by text."""

import argparse
from typing import TYPE_CHECKING

from inspektor.commands import entry, frame, readings, references, saying
from inspektor.errors import InspektorError, NotFound
from inspektor.i18n import tr, tr_mark
from inspektor.shapes.report import ReportText, finding_code

if TYPE_CHECKING:
    from inspektor.shapes.quotes import QuoteRow
    from inspektor.store.workspace import Workspace


class Few(InspektorError):
    """A quote that could tell who said it."""

    def text(self) -> str:
        """Why it is not released."""
        return tr("Fewer than three of the role were heard: whoever reads the report may know who said it.")

    def advice(self) -> str:
        """What to do."""
        return tr("Weigh whether it must be a quote; if it must, add --despite-few.")


def offer(commands: frame.Commands) -> None:
    """Add the group."""
    verbs = frame.group(frame.add(commands, "report", tr("what the follow-up report says, text by text")))
    texts = frame.add(verbs, "texts", tr("list the texts and where each stands"), _texts)
    write = frame.add(verbs, "write", tr("word a text; it is told when what it was built of changes"), _write)
    follow = frame.add(verbs, "follow", tr("let a text follow what it is built of again"), _follow)
    keep = frame.add(verbs, "keep", tr("the wording holds although its source has changed"), _keep)
    listing = frame.add(
        verbs, "quotes", tr("list the notes marked as quotes and which are released"), _quotes
    )
    quote = frame.add(
        verbs, "quote", tr("let words of a respondent stand in the report, or part of them"), _quote
    )
    unquote = frame.add(verbs, "unquote", tr("take a quote back"), _unquote)
    readings.offer_verbs(verbs)
    every = (texts, write, follow, keep, listing, quote, unquote)
    for each in every:
        references.add_follow_up(each)
    for each in (write, follow, keep):
        each.add_argument(
            "key", metavar=tr("KEY"), help=tr("the name of the text, or the code of its requirement")
        )
    write.add_argument("text", metavar=tr("TEXT"))
    for each in (quote, unquote):
        each.add_argument("note", metavar=tr("NOTE"), help=tr("its id or the end of it"))
        each.add_argument("--requirement", metavar=tr("CODE"), help=tr("where it stands under several"))
    quote.add_argument("--text", default="", metavar=tr("TEXT"), help=tr("its words, cut with … or [ ]"))
    quote.add_argument(
        "--despite-few", action="store_true", help=tr("although fewer than three of the role were heard")
    )
    for each in every:
        entry.add_workspace(each)
        saying.add_json(each)


def _texts(arguments: argparse.Namespace) -> int:
    with entry.opened(arguments) as workspace:
        return _tell(arguments, workspace, references.follow_up(workspace, arguments.follow_up).id)


def _tell(arguments: argparse.Namespace, workspace: "Workspace", follow_up: str) -> int:
    from inspektor.queries.report_texts import report_texts

    found = report_texts(workspace, follow_up)
    rows = [(_key(each), _state(each), " ".join(each.text.split())) for each in found]
    said = [
        {
            "key": _key(each),
            "text": each.text,
            "built": each.built,
            "edited": each.is_edited,
            "outdated": each.outdated,
        }
        for each in found
    ]
    saying.answer(arguments, said, saying.columns(rows))
    return frame.DONE


def _key(text: ReportText) -> str:
    return finding_code(text.key) or text.key


def _state(text: ReportText) -> str:
    if text.outdated:
        return tr("Changed source")
    return tr("Worded") if text.is_edited else tr("Built")


def _change(arguments: argparse.Namespace, verb: str, *words: str) -> int:
    from inspektor.actions import report_texts

    key = readings.text_key(arguments.key)
    with entry.opened(arguments) as workspace:
        follow_up = references.follow_up(workspace, arguments.follow_up).id
        getattr(report_texts, verb)(workspace, follow_up, key, *words)
        return _tell(arguments, workspace, follow_up)


def _write(arguments: argparse.Namespace) -> int:
    return _change(arguments, "set_text", arguments.text)


def _follow(arguments: argparse.Namespace) -> int:
    return _change(arguments, "follow_built")


def _keep(arguments: argparse.Namespace) -> int:
    return _change(arguments, "keep")


def _quotes(arguments: argparse.Namespace) -> int:
    with entry.opened(arguments) as workspace:
        return _tell_quotes(arguments, workspace, references.follow_up(workspace, arguments.follow_up).id)


def _tell_quotes(arguments: argparse.Namespace, workspace: "Workspace", follow_up: str) -> int:
    from inspektor.queries.quotes import quotes

    found = quotes(workspace, follow_up)
    rows = [
        (
            each.requirement,
            tr("Released") if each.printed else tr("Not released"),
            each.note_id,
            " ".join(each.said.split()),
        )
        for each in found
    ]
    saying.answer(arguments, found, saying.columns(rows) if rows else [tr("No note is marked as a quote.")])
    return frame.DONE


def _meant(workspace: "Workspace", follow_up: str, arguments: argparse.Namespace) -> "QuoteRow":
    from inspektor.queries.quotes import quotes

    wanted = arguments.requirement
    found = [each for each in quotes(workspace, follow_up) if wanted in (None, each.requirement)]
    return references.one(found, arguments.note, tr_mark("The quote"), lambda row: row.note_id)


def _quote(arguments: argparse.Namespace) -> int:
    from inspektor.actions.quotes import release

    with entry.opened(arguments) as workspace:
        follow_up = references.follow_up(workspace, arguments.follow_up).id
        row = _meant(workspace, follow_up, arguments)
        if row.few and not arguments.despite_few:
            raise Few
        release(
            workspace,
            follow_up,
            row.requirement,
            row.note_id,
            arguments.text,
            despite_few=arguments.despite_few,
        )
        return _tell_quotes(arguments, workspace, follow_up)


def _unquote(arguments: argparse.Namespace) -> int:
    from inspektor.actions.quotes import take_back

    with entry.opened(arguments) as workspace:
        follow_up = references.follow_up(workspace, arguments.follow_up).id
        row = _meant(workspace, follow_up, arguments)
        if not row.released:
            raise NotFound(tr_mark("The quote"), row.note_id)
        take_back(workspace, follow_up, row.requirement, row.note_id)
        return _tell_quotes(arguments, workspace, follow_up)
