"""`document make / list / sign / receive / timestamp / export / verify`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from inspektor.commands import entry, frame, papers, references, saying, signing_keys, stamps, typed, word
from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.shapes.enums import DocumentKind
from inspektor.shapes.keys import CardPin
from inspektor.shapes.representative import Representative

if TYPE_CHECKING:
    from inspektor.report.verify import Verdict
    from inspektor.shapes.views import DocumentRow
    from inspektor.store.workspace import Workspace

_MARKS = {"ok": "  ", "warn": "? ", "bad": "! "}


def offer(commands: frame.Commands) -> None:
    """Add the group."""
    verbs = frame.group(frame.add(commands, "document", tr("protocols: draft, sign, export, check")))
    made = tr("write a paper, or the protocol or report as it would be now, marked as a draft")
    make = frame.add(verbs, "make", made, _make)
    references.add_follow_up(make)
    papers.add_kind(make, _KINDS)
    _add_representative(make)
    word.offer(verbs, make, _KINDS)
    listing = frame.add(verbs, "list", tr("list the documents of a follow-up and what each is in law"), _list)
    references.add_follow_up(listing)
    sign = _offer_sign(verbs)
    receive = frame.add(
        verbs, "receive", tr("take in a file that the provider's representative signed elsewhere"), _receive
    )
    receive.add_argument("file", metavar=tr("FILE"), type=Path)
    stamp = stamps.offer(verbs)
    export = frame.add(verbs, "export", tr("save a sealed document"), _export)
    export.add_argument("document", metavar=tr("DOCUMENT"))
    export.add_argument("file", metavar=tr("FILE"), type=Path)
    export.add_argument(
        "--word", action="store_true", help=tr("as a Word file that says it is a copy of the signed document")
    )
    verify = _offer_verify(verbs)
    for each in (make, listing, sign, receive, stamp, export, verify):
        entry.add_workspace(each)
        saying.add_json(each)


def _offer_verify(verbs: frame.Commands) -> frame.Parser:
    verify = frame.add(
        verbs,
        "verify",
        tr("check a PDF: signatures, changes afterwards, and with --workspace also what is kept there"),
        _verify,
        tr(
            "Exit code 1 if something is wrong. Without --workspace nobody knows who should have signed, and a file cut"
            " back to an earlier signature cannot be told from a whole one."
        ),
    )
    verify.add_argument("file", metavar=tr("FILE"), type=Path)
    verify.add_argument(
        "--root",
        metavar=tr("FILE"),
        type=Path,
        help=tr("a municipality's root certificate, which is to vouch for the signers (see `key root`)"),
    )
    return verify


def _offer_sign(verbs: frame.Commands) -> frame.Parser:
    sign = frame.add(
        verbs,
        "sign",
        tr(
            "sign by typed name or pen strokes: seal a follow-up's protocol or report, or sign a document that waits"
        ),
        _sign,
        tr("Exit code 1, with each reason on a line, if something stops the signature."),
    )
    sign.add_argument("subject", metavar=tr("FOLLOWUP|DOCUMENT"))
    _add_kind(sign)
    _add_representative(sign)
    sign.add_argument(
        "--strokes",
        metavar=tr("FILE"),
        type=Path,
        help=tr("your pen strokes: a JSON list of lists of [x, y]"),
    )
    sign.add_argument(
        "--theirs",
        action="store_true",
        help=tr("the strokes are the representative's, received here: this computer's seal goes under them"),
    )
    sign.add_argument("--pdf", metavar=tr("FILE"), type=Path, help=tr("save the signed document here too"))
    signing_keys.offer_card(sign)
    return sign


def _add_representative(parser: frame.Parser) -> None:
    theirs = parser.add_mutually_exclusive_group()
    theirs.add_argument(
        "--representative",
        metavar=tr("NAME, FUNCTION"),
        help=tr("the provider's representative, who gets a place to sign"),
    )
    theirs.add_argument(
        "--not-signing",
        metavar=tr("NAME, FUNCTION"),
        help=tr("the provider's representative, who was present and does not sign"),
    )


_KINDS = {"protocol": DocumentKind.VISIT_PROTOCOL, "report": DocumentKind.FOLLOW_UP_REPORT}


def _add_kind(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--kind", choices=list(_KINDS), default="protocol", help=tr("which document"))


def _make(arguments: argparse.Namespace) -> int:
    from inspektor.actions.documents import preview
    from inspektor.actions.papers import save

    if word.is_wanted(arguments):
        if arguments.kind not in _KINDS:
            raise papers.OnlyPdf
        return word.make(arguments, _KINDS[arguments.kind])
    with entry.opened(arguments) as workspace:
        follow_up = references.follow_up(workspace, arguments.follow_up).id
        if arguments.kind in _KINDS:
            kind, representative = _KINDS[arguments.kind], _representative(arguments)
            data = preview(workspace, follow_up, kind=kind, representative=representative).data
        else:
            data = papers.made(workspace, follow_up, arguments)
        save(workspace, data, arguments.pdf, follow_up)
    saying.answer(arguments, {"pdf": arguments.pdf.absolute()}, [str(arguments.pdf)])
    return frame.DONE


def _list(arguments: argparse.Namespace) -> int:
    from inspektor.formats import date_iso
    from inspektor.queries.records import records

    with entry.opened(arguments) as workspace:
        found = records(workspace, references.follow_up(workspace, arguments.follow_up).id)
    lines = saying.columns(
        [
            (
                each.title,
                each.note,
                typed.label(each.state),
                date_iso(each.day) if each.day else "",
                each.document_id,
            )
            for each in found
        ]
    )
    saying.answer(arguments, found, lines)
    return frame.DONE


def _sign(arguments: argparse.Namespace) -> int:
    from inspektor.actions.documents import GapsRemain, export

    with entry.opened_to_sign(arguments) as (workspace, passphrase):
        secret = signing_keys.card_pin(workspace, arguments) or passphrase
        try:
            document = _signed(workspace, secret, arguments)
        except GapsRemain as gaps:
            for gap in gaps.gaps:
                frame.complain(GapsRemain([gap]))
            return frame.WANTING
        if arguments.pdf is not None:
            export(workspace, document.id, arguments.pdf)
    value = {"document": document, "pdf": arguments.pdf and arguments.pdf.absolute()}
    saying.answer(arguments, value, [f"{document.title}: {typed.label(document.status)}  ({document.id})"])
    return frame.DONE


def _representative(arguments: argparse.Namespace) -> Representative | None:
    given = arguments.representative or arguments.not_signing
    if given is None:
        return None
    name, _, title = given.partition(",")
    return Representative(name, title, abstains=arguments.representative is None)


def _signed(workspace: "Workspace", secret: str | CardPin, arguments: argparse.Namespace) -> "DocumentRow":
    """Sign the document meant, or seal a new one of the follow-up meant."""
    from inspektor.actions.documents import seal_with, sign_with
    from inspektor.actions.representatives import NoRepresentative, sign_here
    from inspektor.exchange.strokes import read_strokes
    from inspektor.queries.follow_ups import document, sheet

    kind, representative = _KINDS[arguments.kind], _representative(arguments)
    strokes = read_strokes(arguments.strokes) if arguments.strokes is not None else ()
    try:
        waiting = references.document(workspace, arguments.subject).id
    except references.NotOne:
        if arguments.theirs:
            raise
        follow_up = references.follow_up(workspace, arguments.subject).id
        seal_with(workspace, follow_up, secret, strokes, kind=kind, representative=representative)
        return sheet(workspace, follow_up).documents_of(kind)[0]
    if representative is not None:
        raise NoRepresentative
    if arguments.theirs:
        sign_here(workspace, waiting, strokes)
    else:
        sign_with(workspace, waiting, secret, strokes)
    return document(workspace, waiting)


def _receive(arguments: argparse.Namespace) -> int:
    from inspektor.actions.representatives import receive_file
    from inspektor.queries.follow_ups import document

    with entry.opened(arguments) as workspace:
        (row,) = receive_file(workspace, arguments.file).rows("document")
        taken = document(workspace, row)
    saying.answer(arguments, taken, [f"{taken.title}: {typed.label(taken.status)}  ({taken.id})"])
    return frame.DONE


def _export(arguments: argparse.Namespace) -> int:
    from inspektor.actions.documents import export
    from inspektor.actions.word import save_copy

    kind, save = ("docx", save_copy) if arguments.word else ("pdf", export)
    with entry.opened(arguments) as workspace:
        save(workspace, references.document(workspace, arguments.document).id, arguments.file)
    saying.answer(arguments, {kind: arguments.file.absolute()}, [str(arguments.file)])
    return frame.DONE


class NeedsWorkspace(InspektorError):
    """A passphrase was given, but no workspace to open with it."""

    def text(self) -> str:
        """What is wrong."""
        return tr("A passphrase is given, but no workspace.")

    def advice(self) -> str:
        """What to do."""
        return tr("Name the workspace with --workspace.")


def _verify(arguments: argparse.Namespace) -> int:
    verdict = _verdict(arguments)
    lines = [_MARKS[finding.level] + finding.text for finding in verdict.findings]
    lines.append(_conclusion(verdict))
    value = {"file": arguments.file.absolute(), "ok": verdict.ok, "findings": verdict.findings}
    saying.answer(arguments, value, lines)
    return frame.DONE if verdict.ok else frame.WANTING


def _conclusion(verdict: "Verdict") -> str:
    if not verdict.ok:
        return tr("The document fails the check.")
    if any(finding.level == "warn" for finding in verdict.findings):
        return tr("Nothing is wrong, but not everything could be judged.")
    return tr("The document is whole and signed.")


def _verdict(arguments: argparse.Namespace) -> "Verdict":
    from inspektor.actions.checking import read_root, verify_file

    root = read_root(arguments.root) if arguments.root else b""
    if arguments.workspace is None:
        if arguments.passphrase_file is not None or arguments.passphrase_fd is not None:
            raise NeedsWorkspace
        return verify_file(None, arguments.file, root)
    with entry.opened(arguments) as workspace:
        return verify_file(workspace, arguments.file, root)
