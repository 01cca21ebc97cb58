"""The profile's own signing key: made at the first start, opened with the passphrase each time something is signed."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from inspektor import clock, settings
from inspektor.actions.doors import found
from inspektor.changes import ChangeSet
from inspektor.errors import InspektorError, RuleBroken
from inspektor.i18n import tr, tr_mark
from inspektor.model.register import Person
from inspektor.report import pem
from inspektor.shapes.keys import CardCertificate, CardPin, OwnKey
from inspektor.store.vouched import vouched
from inspektor.store.workspace import Workspace

if TYPE_CHECKING:
    from inspektor.report.credentials import Credential

_PERSONAL, _SEAL, _ROOT = "signing/personal", "signing/seal", "signing/root"
_IMPORTED = "signing/imported"
_PUBLIC = ("signing/public", "signing/public-seal")
_NEXT = "signing/next"
"""The personal key under a passphrase that is about to be the new one."""
_MOST_BYTES = 200_000


class NoCardModule(InspektorError):
    """The settings name no PKCS#11 module."""

    def text(self) -> str:
        """What is missing."""
        return tr("No smart card module is set.")

    def advice(self) -> str:
        """Where to set it."""
        return tr("Choose the file that came with the card's program in the settings.")


class NoSigningKey(InspektorError):
    """This workspace has no signing key of its own."""

    def text(self) -> str:
        """What is missing."""
        return tr("There is no signing key in this workspace.")

    def advice(self) -> str:
        """What to do."""
        return tr("Restore a backup that has it, or set up a new workspace.")


def make_identity(workspace: Workspace, passphrase: str) -> ChangeSet:
    """Make the personal certificate and this computer's seal, and let colleagues know the root that vouches for them."""
    from inspektor.report import credentials

    profile = workspace.profile
    identity = credentials.make_identity(
        profile.name,
        profile.title,
        profile.municipality,
        profile.board,
        passphrase,
        clock.now(),
        seal_secret=workspace.secrets.seal_secret(),
    )
    workspace.local.set(_PERSONAL, identity.personal)
    workspace.local.set(_SEAL, identity.seal)
    workspace.local.set(_ROOT, identity.root)
    workspace.local.set(_IMPORTED, b"")
    give_up_exchange(workspace)
    for name, public in zip(_PUBLIC, identity.public, strict=True):
        workspace.local.set(name, public)
    return _vouch(workspace, identity.root, tr_mark("Make signing key"))


def public_keys(workspace: Workspace) -> tuple[bytes, bytes]:
    """The person's key and the seal's, for which a group issues certificates; empty for one that it need not vouch for."""
    personal, seal = (workspace.local.get(name) or b"" for name in _PUBLIC)
    return b"" if workspace.local.get(_IMPORTED) else personal, seal


def _vouch(workspace: Workspace, certificate: bytes, label: str) -> ChangeSet:
    """Let colleagues know a certificate that speaks for the person, beside those of earlier keys: what they signed stays."""

    def apply(session: Session) -> None:
        person = found(session, Person, workspace.profile.person_id)
        known = pem.apart(person.root_certificate)
        if certificate not in known:
            person.root_certificate = pem.together((*known, certificate))

    return workspace.write(label, apply, final=True)


def personal(workspace: Workspace, secret: "str | CardPin") -> "Credential":
    """The person's key, opened: by passphrase, or on a card by its PIN.

    WrongPassphrase if it does not open, NoSigningKey if there is none, Unfit; of a card RuleBroken for the PIN, CardTrouble.
    """
    from inspektor.report import cards, fitness

    if isinstance(secret, str):
        own = _own(workspace, secret)
        if own.expires < clock.now():
            raise fitness.Unfit(fitness.EXPIRED)
        return own
    credential = cards.credential(_card_module(), secret)
    _refuse_unfit(workspace, credential)
    _vouch(workspace, credential.der(), tr_mark("Use a card's certificate"))
    return credential


def card_certificates(workspace: Workspace) -> tuple[CardCertificate, ...]:
    """The certificates on the cards in the readers; NoCardModule, CardTrouble."""
    from inspektor.report import cards

    return cards.certificates(_card_module(), workspace.profile.name, clock.now())


def _card_module() -> Path:
    module = settings.load().card_module
    if not module:
        raise NoCardModule
    return Path(module)


def _refuse_unfit(workspace: Workspace, credential: "Credential") -> None:
    from inspektor.report.fitness import Unfit, unfit

    if why := unfit(credential.certificate, workspace.profile.name, clock.now()):
        raise Unfit(why)


def import_key(workspace: Workspace, path: Path, file_passphrase: str, passphrase: str) -> ChangeSet:
    """Sign from now on with the key in a PKCS#12 file, such as the municipality's own authority issues.

    RuleBroken of "file", "file_passphrase" or "passphrase", which is the person's own and will open the key. What was signed
    with the earlier key stays as valid as it was.
    """
    from inspektor.report import credentials, fitness

    confirm(workspace, passphrase)
    try:
        given = credentials.open_p12(_read(path), file_passphrase)
    except credentials.WrongPassphrase as error:
        raise RuleBroken("file_passphrase", tr_mark("The passphrase does not open the file.")) from error
    except credentials.DamagedCredential as error:
        raise RuleBroken("file", tr_mark("The file holds no RSA key with its certificate.")) from error
    now = clock.now()
    why = fitness.unfit(given.certificate, workspace.profile.name, now) or fitness.broken_chain(
        given.certificate, given.chain, now
    )
    if why:
        raise RuleBroken("file", why)
    workspace.local.set(_PERSONAL, credentials.repack(given, passphrase))
    workspace.local.set(_IMPORTED, given.der())
    return _vouch(workspace, given.der(), tr_mark("Import signing key"))


def confirm(workspace: Workspace, passphrase: str, field: str = "passphrase") -> None:
    """RuleBroken of the field unless it is the owner's own."""
    from inspektor.store.keys import WrongPassphrase

    try:
        workspace.secrets.confirm_passphrase(passphrase)
    except WrongPassphrase as error:
        raise RuleBroken(field, tr_mark("This is not your passphrase.")) from error


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise RuleBroken("file", tr_mark("The file cannot be read.")) from error
    if len(content) > _MOST_BYTES:
        raise RuleBroken("file", tr_mark("The file holds no RSA key with its certificate."))
    return content


def prepare_exchange(workspace: Workspace, old: str, new: str) -> None:
    """Lay the personal key under a new passphrase beside the one in use; nothing to do without a key that opens."""
    from inspektor.report import credentials

    try:
        own = _opened(workspace, _PERSONAL, old, ())
    except (NoSigningKey, credentials.WrongPassphrase):
        return
    workspace.local.set(_NEXT, credentials.repack(own, new))


def exchange(workspace: Workspace) -> None:
    """Use the key that was laid beside: its passphrase opens the workspace now."""
    if following := workspace.local.get(_NEXT):
        workspace.local.set(_PERSONAL, following)
        give_up_exchange(workspace)


def give_up_exchange(workspace: Workspace) -> None:
    """Forget the key that was laid beside."""
    workspace.local.set(_NEXT, b"")


def own_key(workspace: Workspace) -> OwnKey | None:
    """What the person signs with here, if no card; None without a key."""
    from inspektor.report.credentials import about

    imported, root = workspace.local.get(_IMPORTED), workspace.local.get(_ROOT)
    issued = vouched(workspace.local).personal
    if issued and not imported:
        return replace(about(issued[0], workspace.profile.name, imported=False), issued=True)
    kept = imported or root
    return about(kept, workspace.profile.name, imported=bool(imported)) if kept else None


def root(workspace: Workspace) -> bytes:
    """The certificate that IT and the archive are to trust: the municipality's, or before there is a group the own. As DER."""
    kept = vouched(workspace.local).root or workspace.local.get(_ROOT)
    if not kept:
        raise NoSigningKey
    return kept


def _own(workspace: Workspace, passphrase: str) -> "Credential":
    """The personal key; also if the program was ended between the exchange of passphrases and that of the key."""
    from inspektor.report.credentials import WrongPassphrase

    issued = vouched(workspace.local).personal
    try:
        return _opened(workspace, _PERSONAL, passphrase, issued)
    except WrongPassphrase:
        if not workspace.local.get(_NEXT):
            raise
        opened = _opened(workspace, _NEXT, passphrase, issued)
        exchange(workspace)
        return opened


def seal(workspace: Workspace) -> "Credential":
    """This computer's key, opened: for what it received, never for a person who has a key. NoSigningKey if there is none."""
    return _opened(workspace, _SEAL, workspace.secrets.seal_secret(), vouched(workspace.local).seal)


def stay_able_to_sign(workspace: Workspace, passphrase: str) -> None:
    """Make a new key where the one here lies under an older passphrase, as in a backup made before it was changed."""
    from inspektor.report import credentials

    try:
        _own(workspace, passphrase)
    except NoSigningKey:
        return
    except credentials.WrongPassphrase:
        make_identity(workspace, passphrase)


def _opened(workspace: Workspace, key: str, secret: str, issued: Sequence[bytes]) -> "Credential":
    """The key, under the certificate that the group issued for it, if it has."""
    from inspektor.report import credentials

    stored = workspace.local.get(key)
    if stored is None:
        raise NoSigningKey
    return credentials.vouched(credentials.open_p12(stored, secret), issued)
