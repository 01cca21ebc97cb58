"""Between groups: a file with chosen finished documents and figures, made for another group, and taken in from one.

Looking at a file changes nothing. What is taken in lies beside the own follow-ups and is counted in none of them.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from inspektor import clock
from inspektor.actions import parcels
from inspektor.actions.checking import verify_data
from inspektor.actions.outside import put_outside
from inspektor.changes import ChangeSet
from inspektor.errors import InspektorError, RuleBroken
from inspektor.formats import nfc
from inspektor.i18n import tr, tr_mark
from inspektor.queries.figures import figures
from inspektor.queries.parcels import known_since, offered
from inspektor.shapes.outside import OutsideKind
from inspektor.shapes.parcels import (
    SUFFIX,
    Checked,
    Figure,
    Offered,
    Parcel,
    ReceivingKey,
    receiver_words,
    sender_words,
)
from inspektor.store.workspace import Workspace
from inspektor.sync import parcel, sealing
from inspektor.sync.group import Group
from inspektor.sync.parcel import Content, Opened, Sender
from inspektor.sync.state import Memory

if TYPE_CHECKING:
    from inspektor.report.verify import Verdict

LEAST_PASSPHRASE = 12
"""Characters; what is said by phone must stand against whoever got hold of the file."""
_UNREADABLE = tr_mark("It cannot be read.")
_LARGE = tr_mark("It is too large.")
_NONE = tr_mark("It is not a file from another group, or it is damaged.")
_NEWER = tr_mark("It was made by a newer version of Inspektor.")
_OTHERS = tr_mark("It was made for somebody else, or it is damaged.")
_WRONG = tr_mark("The passphrase is another, or the file is damaged.")
_OWN = tr_mark("It was made on this computer.")
_MOVED = tr_mark("It is not the file that was looked at any longer.")


class ParcelRefused(InspektorError):
    """A file that cannot be taken in."""

    def __init__(self, path: Path, why: str) -> None:
        """Name the file and give the reason, a marked text."""
        super().__init__(path.name, why)
        self.name, self.why = path.name, why

    def text(self) -> str:
        """Which file, and why."""
        return tr("{name} cannot be taken in. {why}").format(name=self.name, why=tr(self.why))

    def advice(self) -> str:
        """What became of it."""
        return tr("Nothing was changed.")


class PassphraseWanted(InspektorError):
    """The file is opened by a passphrase, and none was given."""

    def text(self) -> str:
        """What is so."""
        return tr("A passphrase opens this file.")

    def advice(self) -> str:
        """What to do."""
        return tr("Ask the sender for it, by phone.")


def receiving_key(workspace: Workspace) -> ReceivingKey:
    """What others encrypt to for us: the group's key, or this computer's while there is no group."""
    group = _group(workspace)
    text = group.recipient() if group else sealing.recipient_of(workspace.identity.age_secret)
    return ReceivingKey(text, key_words(text), group is not None)


def key_words(text: str) -> tuple[str, ...]:
    """A receiving key's fingerprint, to be compared by voice; RuleBroken if the text is no such key."""
    key = "".join(text.split()).lower()
    if not sealing.is_recipient(key):
        raise RuleBroken(
            "receiver", tr_mark("This is not a receiving key. It begins with age1 and is copied whole.")
        )
    return receiver_words(key)


def chosen(
    workspace: Workspace, document_ids: Sequence[str] = (), years: Sequence[int] = ()
) -> tuple[tuple[Offered, ...], tuple[Figure, ...]]:
    """Exactly what a file with these documents and the figures of these years will hold; RuleBroken if that is nothing."""
    wanted = set(document_ids)
    documents = tuple(each for each in offered(workspace) if each.id in wanted)
    numbers = tuple(each for each in figures(workspace) if each.year in set(years))
    if len(documents) < len(wanted):
        raise RuleBroken("documents", tr_mark("Only documents that everybody has signed can be sent."))
    if set(years) - {each.year for each in numbers}:
        raise RuleBroken("years", tr_mark("There are no figures for one of the years."))
    if not documents and not numbers:
        raise RuleBroken("documents", tr_mark("Choose a document or a year."))
    if len(documents) > parcel.MOST_DOCUMENTS:
        raise RuleBroken("documents", tr_mark("These are too many documents for one file."))
    return documents, numbers


def make(
    workspace: Workspace,
    path: Path,
    document_ids: Sequence[str] = (),
    years: Sequence[int] = (),
    *,
    receiver: str = "",
    passphrase: str = "",
) -> Path:
    """Write the file, for the holder of a receiving key or for whoever knows the passphrase; where it lies.

    RuleBroken says what is wrong of what was chosen, MediaMissing that a document has not arrived here, NotExported that the
    place cannot be written to. Nothing is changed here.
    """
    documents, numbers = chosen(workspace, document_ids, years)
    recipient = check_receiver(workspace, receiver, passphrase)
    profile = workspace.profile
    files = tuple(workspace.media.get(each.document.sha256) for each in documents)
    content = Content(
        Sender(profile.name, profile.title, profile.municipality, profile.board),
        clock.wall_ms(),
        tuple(replace(each.document, size=len(file)) for each, file in zip(documents, files, strict=True)),
        numbers,
        files,
    )
    data = parcel.written(content, workspace.identity.signing_seed, recipient, passphrase)
    if len(data) > parcel.MOST_FILE:
        raise RuleBroken("documents", tr_mark("These are too many documents for one file."))
    whole = path if path.name.endswith(SUFFIX) else path.with_name(path.name + SUFFIX)
    put_outside(workspace, whole, data, OutsideKind.PARCEL, private=True)
    return whole


def look(workspace: Workspace, path: Path, passphrase: str = "") -> Parcel:
    """Who made a file and what is in it, each document checked. Changes nothing.

    PassphraseWanted, ParcelRefused, or parcels.TakenInAlready.
    """
    return _shown(workspace, _opened(workspace, path, passphrase), checked=True)


def accept(workspace: Workspace, path: Path, passphrase: str = "", seen: str = "") -> ChangeSet:
    """Take in what the file holds, in one step that can be undone; `seen` is the id of the parcel that was looked at.

    Raises as `look`, and ParcelRefused if the file is another than the one that was looked at.
    """
    found = _opened(workspace, path, passphrase)
    shown = _shown(workspace, found, checked=False)
    if seen and shown.id != seen:
        raise ParcelRefused(path, _MOVED)
    return parcels.take_in(workspace, shown, found.content.files)


def check_receiver(_: Workspace, key: str, passphrase: str) -> str:
    """The receiving key as it is spelt, "" for a passphrase; RuleBroken unless exactly one of them is given and will do."""
    if bool(key.strip()) == bool(passphrase):
        raise RuleBroken("receiver", tr_mark("Give a receiving key or a passphrase."))
    if not passphrase:
        key_words(key)
        return "".join(key.split()).lower()
    if len(nfc(passphrase)) < LEAST_PASSPHRASE:
        raise RuleBroken("passphrase", tr_mark("Use at least twelve characters."))
    return ""


def _opened(workspace: Workspace, path: Path, passphrase: str) -> Opened:
    data = _read(path)
    if parcel.asks_for_passphrase(data) and not passphrase:
        raise PassphraseWanted
    group = _group(workspace)
    secrets = [workspace.identity.age_secret, *(group.secrets() if group else ())]
    try:
        found = parcel.opened(data, secrets, passphrase)
    except sealing.Unreadable as error:
        if not data.startswith(b"age-encryption.org/"):
            raise ParcelRefused(path, _NONE) from error
        raise ParcelRefused(path, _WRONG if parcel.asks_for_passphrase(data) else _OTHERS) from error
    except parcel.NewerParcel as error:
        raise ParcelRefused(path, _NEWER) from error
    except parcel.NotAParcel as error:
        raise ParcelRefused(path, _NONE) from error
    if found.to and found.to not in map(sealing.recipient_of, secrets):
        raise ParcelRefused(path, _OTHERS)
    if found.signing_key == sealing.verify_key(workspace.identity.signing_seed):
        raise ParcelRefused(path, _OWN)
    return found


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(parcel.MOST_FILE + 1)
    except OSError as error:
        raise ParcelRefused(path, _UNREADABLE) from error
    if len(data) > parcel.MOST_FILE:
        raise ParcelRefused(path, _LARGE)
    return data


def _shown(workspace: Workspace, found: Opened, *, checked: bool) -> Parcel:
    content, key = found.content, found.signing_key.hex()
    row_id = found.hash.hex()
    parcels.refuse_known(workspace, row_id)
    sender = content.sender
    return Parcel(
        id=row_id,
        sender=sender.name,
        title=sender.title,
        municipality=sender.municipality,
        board=sender.board,
        words=sender_words(key),
        signing_key=key,
        made_at=datetime.fromtimestamp(content.made_at / 1000, UTC),
        documents=content.documents,
        figures=content.figures,
        checks=tuple(_checked(verify_data(workspace, each)) for each in content.files) if checked else (),
        known_since=known_since(workspace, key),
    )


def own_words(workspace: Workspace) -> tuple[str, ...]:
    """The words that receivers see of this computer."""
    return sender_words(sealing.verify_key(workspace.identity.signing_seed).hex())


def _checked(verdict: "Verdict") -> Checked:
    for level in ("bad", "warn"):
        for each in verdict.findings:
            if each.level == level:
                return Checked(level, each.text)
    return Checked("ok", tr("The document is whole and signed."))


def _group(workspace: Workspace) -> Group | None:
    memory = Memory.load(workspace.local)
    if memory.group is None:
        return None
    group = Group(workspace, memory)
    return group if group.joined and not group.state.removed else None
