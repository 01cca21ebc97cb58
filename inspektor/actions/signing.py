"""The profile's own signing key: made at the first start, opened with the passphrase each time something is signed."""

import ssl
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from inspektor import clock
from inspektor.actions.doors import found
from inspektor.changes import ChangeSet
from inspektor.errors import InspektorError
from inspektor.i18n import tr, tr_mark
from inspektor.model.register import Person
from inspektor.store.workspace import Workspace

if TYPE_CHECKING:
    from inspektor.report.credentials import Credential

_PERSONAL, _SEAL, _ROOT = "signing/personal", "signing/seal", "signing/root"


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
        seal_secret=workspace.seal_secret(),
    )
    workspace.local.set(_PERSONAL, identity.personal)
    workspace.local.set(_SEAL, identity.seal)
    workspace.local.set(_ROOT, identity.root)
    pem = ssl.DER_cert_to_PEM_cert(identity.root)

    def apply(session: Session) -> None:
        found(session, Person, profile.person_id).root_certificate = pem

    return workspace.write(tr_mark("Make signing key"), apply, final=True)


def personal(workspace: Workspace, passphrase: str) -> "Credential":
    """The person's key, opened. WrongPassphrase if it does not open; NoSigningKey if there is none."""
    return _opened(workspace, _PERSONAL, passphrase)


def seal(workspace: Workspace) -> "Credential":
    """This computer's key, opened: for what it received, never for a person who has a key. NoSigningKey if there is none."""
    return _opened(workspace, _SEAL, workspace.seal_secret())


def _opened(workspace: Workspace, key: str, secret: str) -> "Credential":
    from inspektor.report import credentials

    stored = workspace.local.get(key)
    if stored is None:
        raise NoSigningKey
    return credentials.open_p12(stored, secret)
