"""`key`: what one signs and opens the workspace with; and the card's part of `document sign`."""

import argparse
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from inspektor import formats, i18n
from inspektor.commands import entry, frame, passphrases, saying
from inspektor.errors import RuleBroken
from inspektor.i18n import tr, tr_mark
from inspektor.shapes.keys import CardCertificate, CardPin

if TYPE_CHECKING:
    from inspektor.store.workspace import Workspace


def offer(commands: frame.Commands) -> None:
    """Add the group."""
    verbs = frame.group(
        frame.add(
            commands,
            "key",
            tr("what you sign with and open the workspace with: key, card, passphrase, recovery words"),
        )
    )
    show = frame.add(verbs, "show", tr("show the key in the program"), _show)
    cards = frame.add(
        verbs,
        "cards",
        tr("list the certificates for signatures on the cards in the readers"),
        _cards,
        tr("Exit code 1 if none can be signed with. `settings set card-module` names the module."),
    )
    take = frame.add(verbs, "import", tr("sign from now on with the key in a PKCS#12 file"), _import)
    take.add_argument("file", metavar=tr("FILE"), type=Path)
    take.add_argument(
        "--file-passphrase-file",
        metavar=tr("FILE"),
        type=Path,
        help=tr("read the file's own passphrase from a file that only you can read"),
    )
    root = frame.add(
        verbs,
        "root",
        tr("save the root certificate for IT and the archive to trust: the municipality's"),
        _root,
    )
    root.add_argument("file", metavar=tr("FILE"), type=Path)
    passphrases.offer_to(verbs)
    for each in (show, cards, take, root):
        entry.add_workspace(each)
        saying.add_json(each)


def offer_card(sign: frame.Parser) -> None:
    """The options of signing with a card."""
    sign.add_argument(
        "--card",
        nargs="?",
        const="",
        metavar=tr("CERTIFICATE"),
        help=tr("sign with the smart card; the beginning of a certificate's number if there are several"),
    )
    sign.add_argument(
        "--pin-file",
        metavar=tr("FILE"),
        type=Path,
        help=tr("read the PIN from a file that only you can read"),
    )


def card_pin(workspace: "Workspace", arguments: argparse.Namespace) -> CardPin | None:
    """The certificate meant and its PIN; None if no card was asked for."""
    from inspektor.actions.signing import card_certificates

    if arguments.card is None:
        return None
    found = [each for each in card_certificates(workspace) if each.id.startswith(arguments.card)]
    usable = [each for each in found if not each.trouble] or found
    if len(usable) != 1:
        none, several = (
            tr_mark("No card has such a certificate."),
            tr_mark("Several certificates are meant: name one."),
        )
        raise RuleBroken("card", several if usable else none)
    return CardPin(usable[0].id, entry.other_secret(arguments.pin_file, tr("PIN: ")))


def _show(arguments: argparse.Namespace) -> int:
    from inspektor.actions.signing import NoSigningKey, own_key

    with entry.opened(arguments) as workspace:
        own = own_key(workspace)
    if own is None:
        raise NoSigningKey
    made_here = tr("certified by the group") if own.issued else tr("made in the program")
    source = tr("imported") if own.imported else made_here
    lines = [
        f"{own.name} ({source})",
        tr("issued by {issuer}").format(issuer=own.issuer),
        _until(own.expires),
        own.fingerprint,
    ]
    saying.answer(arguments, own, lines)
    return frame.DONE


def _cards(arguments: argparse.Namespace) -> int:
    from inspektor.actions.signing import card_certificates

    with entry.opened(arguments) as workspace:
        found = card_certificates(workspace)
    rows = [(each.card, each.name, each.id[:12], each.trouble or _until(each.expires)) for each in found]
    lines = (
        saying.columns(rows) if rows else [tr("No card with a certificate for signatures is in a reader.")]
    )
    saying.answer(arguments, found, lines)
    return frame.DONE if any(_usable(each) for each in found) else frame.WANTING


def _usable(certificate: CardCertificate) -> bool:
    return not certificate.trouble


def _until(moment: datetime) -> str:
    return tr("valid until {day}").format(day=formats.date_prose(moment, i18n.language()))


def _import(arguments: argparse.Namespace) -> int:
    from inspektor.actions.signing import import_key, own_key

    with entry.opened_to_sign(arguments) as (workspace, passphrase):
        secret = entry.other_secret(arguments.file_passphrase_file, tr("The file's passphrase: "))
        import_key(workspace, arguments.file, secret, passphrase)
        own = own_key(workspace)
    saying.answer(arguments, own, [f"{own.name}, {_until(own.expires)}"] if own else [])
    return frame.DONE


def _root(arguments: argparse.Namespace) -> int:
    from inspektor.actions.documents import save_root
    from inspektor.actions.signing import root
    from inspektor.report.credentials import fingerprint

    with entry.opened(arguments) as workspace:
        saved = save_root(workspace, arguments.file)
        said = fingerprint(root(workspace))
    saying.answer(arguments, {"file": saved.absolute(), "fingerprint": said}, [said])
    return frame.DONE
