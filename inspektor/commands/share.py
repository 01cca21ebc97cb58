"""`share key / choose / make / show / import / list / remove / save`: finished documents and figures, between groups."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from inspektor.commands import entry, frame, references, saying
from inspektor.formats import date_iso, file_size
from inspektor.i18n import tr, tr_mark
from inspektor.record_words import figure_lines

if TYPE_CHECKING:
    from inspektor.shapes.parcels import Figure, Parcel, ParcelDocument


def offer(commands: frame.Commands) -> None:
    """Add the group."""
    more = tr("A file is signed by this computer, and can be opened by whoever it is made for alone.")
    verbs = frame.group(
        frame.add(
            commands,
            "share",
            tr("send finished documents and figures to another group, and take in theirs"),
            None,
            more,
        )
    )
    key = frame.add(verbs, "key", tr("show the receiving key that others need to send you a file"), _key)
    choose = frame.add(verbs, "choose", tr("list what can be sent"), _choose)
    make = frame.add(verbs, "make", tr("write a file for another group"), _make)
    _offer_choice(make)
    listing = frame.add(verbs, "list", tr("list what has been taken in from other groups"), _list)
    remove = frame.add(verbs, "remove", tr("take away what was taken in"), _remove)
    remove.add_argument("parcel", metavar=tr("ID"))
    save = frame.add(verbs, "save", tr("write a received document to a file"), _save)
    save.add_argument("document", metavar=tr("ID"))
    save.add_argument("file", metavar=tr("FILE"), type=Path)
    show = frame.add(verbs, "show", tr("show who made a file and what is in it; changes nothing"), _show)
    take_in = frame.add(verbs, "import", tr("take in what a file holds, beside your own follow-ups"), _import)
    for each in (show, take_in):
        each.add_argument("file", metavar=tr("FILE"), type=Path)
        _offer_secret(each)
    take_in.add_argument(
        "--words", nargs="+", metavar=tr("WORD"), help=tr("refuse it unless these are the sender's words")
    )
    for each in (key, choose, make, listing, remove, save, show, take_in):
        entry.add_workspace(each)
        saying.add_json(each)


def _offer_choice(make: frame.Parser) -> None:
    make.add_argument("file", metavar=tr("FILE"), type=Path)
    make.add_argument(
        "--document", action="append", default=[], metavar=tr("ID"), help=tr("a document; may be given again")
    )
    make.add_argument(
        "--year", action="append", default=[], type=int, metavar=tr("YEAR"), help=tr("the figures of a year")
    )
    make.add_argument("--to", default="", metavar="age1…", help=tr("the other group's receiving key"))
    _offer_secret(make)


def _offer_secret(parser: frame.Parser) -> None:
    parser.add_argument(
        "--file-passphrase-file",
        dest="secret",
        metavar=tr("FILE"),
        type=Path,
        help=tr("the passphrase that opens the file, said by phone"),
    )


def _secret(arguments: argparse.Namespace) -> str:
    return entry.other_secret(arguments.secret, "") if arguments.secret is not None else ""


def _key(arguments: argparse.Namespace) -> int:
    from inspektor.sync.between import own_words, receiving_key

    with entry.opened(arguments) as workspace:
        key, own = receiving_key(workspace), own_words(workspace)
    opens = tr("Everybody in your group can open what is sent to it.")
    lines = [
        key.text,
        tr("Its words: {words}").format(words=" ".join(key.words)),
        opens if key.of_group else tr("Only this computer can open what is sent to it."),
        tr("Files from this computer show: {words}").format(words=" ".join(own)),
    ]
    saying.answer(arguments, {"key": key, "sender_words": own}, lines)
    return frame.DONE


def _choose(arguments: argparse.Namespace) -> int:
    from inspektor.queries.figures import figures
    from inspektor.queries.parcels import offered

    with entry.opened(arguments) as workspace:
        found, numbers = offered(workspace), figures(workspace)
    rows = [(*_words_of(each.document), each.id) for each in found]
    lines = [*(saying.columns(rows) if rows else ()), *figure_lines(numbers)]
    saying.answer(
        arguments, {"documents": found, "figures": numbers}, lines or [tr("There is nothing to send yet.")]
    )
    return frame.DONE


def _make(arguments: argparse.Namespace) -> int:
    from inspektor.queries.parcels import offered
    from inspektor.sync.between import chosen, key_words, make

    with entry.opened(arguments) as workspace:
        rows = offered(workspace)
        ids = [
            references.one(rows, each, tr_mark("The document"), lambda row: row.id).id
            for each in arguments.document
        ]
        documents, numbers = chosen(workspace, ids, arguments.year)
        path = make(
            workspace,
            arguments.file,
            ids,
            arguments.year,
            receiver=arguments.to,
            passphrase=_secret(arguments),
        )
        words = key_words(arguments.to) if arguments.to else ()
    lines = [str(path), *_contents([each.document for each in documents], numbers)]
    if words:
        lines.append(tr("The receiver's words: {words}").format(words=" ".join(words)))
    saying.answer(
        arguments, {"file": path, "documents": documents, "figures": numbers, "receiver_words": words}, lines
    )
    return frame.DONE


def _show(arguments: argparse.Namespace) -> int:
    from inspektor.sync.between import look

    with entry.opened(arguments) as workspace:
        parcel = look(workspace, arguments.file, _secret(arguments))
    saying.answer(arguments, parcel, _parcel_lines(parcel))
    return frame.WANTING if any(each.level == "bad" for each in parcel.checks) else frame.DONE


def _import(arguments: argparse.Namespace) -> int:
    from inspektor.actions.backups import make_before_import
    from inspektor.sync.between import ParcelRefused, accept, look

    with entry.opened(arguments) as workspace:
        parcel = look(workspace, arguments.file, _secret(arguments))
        if arguments.words and tuple(word.casefold() for word in arguments.words) != parcel.words:
            raise ParcelRefused(arguments.file, tr_mark("The words of its sender are others."))
        make_before_import(workspace, arguments.file)
        made = accept(workspace, arguments.file, _secret(arguments), parcel.id)
        row = made.rows("parcel")
    saying.answer(arguments, {"id": sorted(row)[0], "parcel": parcel}, _parcel_lines(parcel))
    return frame.DONE


def _list(arguments: argparse.Namespace) -> int:
    from inspektor.queries.parcels import received

    with entry.opened(arguments) as workspace:
        found = received(workspace)
    lines = []
    for parcel in found:
        taken = tr("taken in {day}").format(day=date_iso(parcel.taken_in_at))
        lines.append(f"{parcel.sender}, {parcel.group}, {taken}  {parcel.id}")
        lines += [f"  {'  '.join(_words_of(each.document))}  {each.id}" for each in parcel.documents]
        lines += [f"  {line}" for line in figure_lines(parcel.figures)]
    saying.answer(arguments, found, lines or [tr("Nothing has been taken in from other groups.")])
    return frame.DONE


def _remove(arguments: argparse.Namespace) -> int:
    from inspektor.actions.parcels import remove
    from inspektor.queries.parcels import received

    with entry.opened(arguments) as workspace:
        row = references.one(received(workspace), arguments.parcel, tr_mark("The file"), lambda each: each.id)
        remove(workspace, row.id)
    saying.answer(
        arguments, {"removed": row.id}, [tr("Taken away: {what}").format(what=f"{row.sender}, {row.group}")]
    )
    return frame.DONE


def _save(arguments: argparse.Namespace) -> int:
    from inspektor.actions.parcels import export
    from inspektor.queries.parcels import received

    with entry.opened(arguments) as workspace:
        rows = [each for parcel in received(workspace) for each in parcel.documents]
        row = references.one(rows, arguments.document, tr_mark("The document"), lambda each: each.id)
        export(workspace, row.id, arguments.file)
    saying.answer(arguments, {"file": arguments.file}, [str(arguments.file)])
    return frame.DONE


def _parcel_lines(parcel: "Parcel") -> Iterator[str]:
    whose = ", ".join(
        part for part in (parcel.sender, parcel.title, parcel.municipality, parcel.board) if part
    )
    yield tr("From {sender}, made {day}").format(sender=whose, day=date_iso(parcel.made_at))
    yield tr("The sender's words: {words}").format(words=" ".join(parcel.words))
    if parcel.known_since is None:
        yield tr("Nothing has been taken in from this computer before: compare the words by phone.")
    yield from _contents(parcel.documents, parcel.figures)
    yield from (each.text for each in parcel.checks if each.level != "ok")


def _contents(documents: Sequence["ParcelDocument"], numbers: Sequence["Figure"]) -> Iterator[str]:
    if documents:
        yield from saying.columns([_words_of(each) for each in documents])
    yield from figure_lines(numbers)


def _words_of(document: "ParcelDocument") -> tuple[str, ...]:
    return document.unit, document.title, date_iso(document.day), file_size(document.size)
