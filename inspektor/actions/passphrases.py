"""What opens the workspace and the covered window: the passphrase, the PIN."""

from inspektor.actions import signing
from inspektor.errors import RuleBroken
from inspektor.i18n import tr_mark
from inspektor.shapes import pin as pins
from inspektor.store.keys import DEFAULT_COST, KdfCost, check_passphrase_rules
from inspektor.store.workspace import Workspace

_OFFERED = "pin/offered"


def change_passphrase(workspace: Workspace, old: str, new: str, *, cost: KdfCost = DEFAULT_COST) -> None:
    """Let another passphrase open the workspace and the signing key. RuleBroken of "old_passphrase" or of the new one.

    Backups keep the passphrase of their time. If the power goes in the middle, one of the two opens both.
    """
    signing.confirm(workspace, old, "old_passphrase")
    check_passphrase_rules(new)
    signing.prepare_exchange(workspace, old, new)
    try:
        workspace.secrets.set_passphrase(new, cost)
    except BaseException:
        signing.give_up_exchange(workspace)
        raise
    signing.exchange(workspace)


def has_pin(workspace: Workspace) -> bool:
    """Whether a PIN opens the covered window."""
    return workspace.secrets.has_pin()


def pin_is_to_be_offered(workspace: Workspace) -> bool:
    """Whether to offer one now: there is none, and it was never offered before."""
    if has_pin(workspace) or workspace.local.get(_OFFERED) is not None:
        return False
    workspace.local.set(_OFFERED, b"1")
    return True


def choose_pin(workspace: Workspace, pin: str, passphrase: str) -> None:
    """Let six digits open the covered window. RuleBroken of "pin" or "passphrase"."""
    if not pins.is_pin(pin):
        raise RuleBroken("pin", tr_mark("A PIN has six digits."))
    if pins.is_guessed_first(pin):
        raise RuleBroken("pin", tr_mark("That PIN is among the first that anybody tries. Choose another."))
    signing.confirm(workspace, passphrase)
    workspace.secrets.set_pin(pin)


def drop_pin(workspace: Workspace) -> None:
    """Do without a PIN: the passphrase opens the covered window."""
    workspace.secrets.set_pin(None)
