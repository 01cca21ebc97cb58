"""`sync revoke / leave / role / let-in / let-back / recover`: who stays in the group."""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from inspektor.commands import entry, frame, references, saying, typed
from inspektor.i18n import tr, tr_mark, tr_n
from inspektor.shapes.membership import GroupRole, SyncState

if TYPE_CHECKING:
    from inspektor.shapes.membership import FormerMember, Member, SetAside
    from inspektor.store.workspace import Workspace

M = TypeVar("M", "Member", "FormerMember", "SetAside")


def offer(verbs: frame.Commands) -> list[frame.Parser]:
    """Add the verbs to the group `sync`."""
    revoke = frame.add(
        verbs, "revoke", tr("take a computer out of the group; it reads nothing more"), _revoke
    )
    leave = frame.add(verbs, "leave", tr("leave the group; what is here stays here"), _leave)
    role = frame.add(verbs, "role", tr("give a member another role"), _role)
    let_in = frame.add(
        verbs, "let-in", tr("take in what a computer wrote after it was taken out of the group"), _let_in
    )
    recover = frame.add(
        verbs,
        "recover",
        tr("become administrator with the group's printed recovery words, also where nobody is left"),
        _recover,
        tr("A computer that is new to the group asks to join first: sync request."),
    )
    let_back = frame.add(
        verbs, "let-back", tr("let in a computer again that left or was taken out of the group"), _let_back
    )
    for each in (revoke, role, let_in, let_back):
        each.add_argument("member", metavar=tr("MEMBER"), help=tr("name, or id of the computer"))
    role.add_argument("role", choices=typed.values(GroupRole))
    recover.add_argument("words", metavar=tr("WORD"), nargs="+")
    return [revoke, leave, role, let_in, let_back, recover]


def _revoke(arguments: argparse.Namespace) -> int:
    from inspektor.sync.leaving import remove_member

    with entry.opened(arguments) as workspace:
        found = _member(workspace, arguments.member)
        remove_member(workspace, found.device_id)
    line = tr("{name} is no longer in the group. What is on that computer stays there.")
    saying.answer(arguments, {"revoked": found.device_id}, [line.format(name=found.name)])
    return frame.DONE


def _leave(arguments: argparse.Namespace) -> int:
    from inspektor.sync.engine import leave_group

    with entry.opened(arguments) as workspace:
        leave_group(workspace)
    saying.answer(arguments, {"left": True}, [tr("You have left the group. What is here stays here.")])
    return frame.DONE


def _role(arguments: argparse.Namespace) -> int:
    from inspektor.sync.leaving import set_role

    role = GroupRole(arguments.role)
    with entry.opened(arguments) as workspace:
        found = _member(workspace, arguments.member)
        set_role(workspace, found.device_id, role)
    line = tr("{name} is now {role}.").format(name=found.name, role=typed.label(role).lower())
    saying.answer(arguments, {"member": found.device_id, "role": role.value}, [line])
    return frame.DONE


def _let_in(arguments: argparse.Namespace) -> int:
    from inspektor.sync.engine import sync_once
    from inspektor.sync.leaving import let_in, set_aside

    with entry.opened(arguments) as workspace:
        found = _one(set_aside(workspace), arguments.member, tr_mark("What was set aside of"))
        let_in(workspace, found.device_id)
        sync_once(workspace)
    line = tr_n("{n} change of {name} is taken in.", "{n} changes of {name} are taken in.", found.changes)
    saying.answer(arguments, found, [line.format(n=found.changes, name=found.name)])
    return frame.DONE


def _let_back(arguments: argparse.Namespace) -> int:
    from inspektor.sync.leaving import former_members, let_back

    with entry.opened(arguments) as workspace:
        found = _one(former_members(workspace), arguments.member, tr_mark("The former member"))
        let_back(workspace, found.device_id)
    saying.answer(arguments, found, [tr("{name} is in the group again.").format(name=found.name)])
    return frame.DONE


def _recover(arguments: argparse.Namespace) -> int:
    from inspektor.sync.leaving import become_administrator

    with entry.opened(arguments) as workspace:
        become_administrator(workspace, [word.casefold() for word in arguments.words])
    saying.answer(
        arguments, {"administrator": True}, [tr("This computer is now an administrator of the group.")]
    )
    return frame.DONE


def _member(workspace: "Workspace", given: str) -> "Member":
    from inspektor.sync.engine import status
    from inspektor.sync.group import NoGroup
    from inspektor.sync.joining import members

    known = members(workspace)
    if not known and status(workspace).state is SyncState.NO_GROUP:
        raise NoGroup
    return _one(known, given, tr_mark("The member"))


def _one(found: Sequence[M], given: str, what: str) -> M:
    """The one of the members who is meant, by name or by the id of the computer."""
    return references.one(found, given, what, lambda each: each.device_id, lambda each: each.name)
