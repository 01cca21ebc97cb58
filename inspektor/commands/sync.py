"""`sync` and its verbs: the shared folder, and who is in the group."""

import argparse
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from inspektor.commands import entry, frame, membership, saying, shared_places, typed
from inspektor.errors import InspektorError
from inspektor.i18n import tr, tr_n
from inspektor.shapes.membership import GroupRole, SyncState

if TYPE_CHECKING:
    from inspektor.shapes.membership import Request, SyncStatus
    from inspektor.store.workspace import Workspace


class NoSuchWords(InspektorError):
    """Nobody asks to be let in under these words."""

    def text(self) -> str:
        """What is wrong."""
        return tr("Nobody asks to be let in with exactly these words.")

    def advice(self) -> str:
        """What to do."""
        return tr(
            "Read them out to each other again. If they differ, let nobody in: someone may stand in between."
        )


def offer(commands: frame.Commands) -> None:
    """Add the group; alone it makes one pass."""
    sync = frame.add(commands, "sync", tr("exchange with the shared folder once"), _sync)
    verbs = frame.group(sync, required=False)
    status = frame.add(verbs, "status", tr("how the exchange stands, without touching the folder"), _status)
    found = frame.add(verbs, "found", tr("begin a group in a folder; shows its recovery words once"), _found)
    found.add_argument("folder", metavar=tr("DIR"), type=Path)
    found.add_argument("name", metavar=tr("NAME"), help=tr("what the group is called"))
    request = frame.add(
        verbs, "request", tr("ask to join the group in a folder; shows eight words"), _request
    )
    request.add_argument("folder", metavar=tr("DIR"), type=Path)
    approve = frame.add(
        verbs,
        "approve",
        tr("let in the colleague whose eight words you have compared by voice or by sight"),
        _approve,
    )
    approve.add_argument("words", metavar=tr("WORD"), nargs=8)
    approve.add_argument("--role", choices=typed.values(GroupRole), default="inspector")
    members = frame.add(verbs, "members", tr("list the members, and who asks to be let in"), _members)
    sync.add_argument(
        "--place",
        metavar=tr("DIR"),
        type=Path,
        help=tr("exchange with this place instead of the group's folder, such as a USB stick"),
    )
    entry.add_workspace(sync)
    saying.add_json(sync)
    for each in (
        status,
        found,
        request,
        approve,
        members,
        *membership.offer(verbs),
        *shared_places.offer(verbs),
    ):  # what stands before the verb holds for it too
        entry.add_workspace(each, default=argparse.SUPPRESS)
        saying.add_json(each, default=argparse.SUPPRESS)


def _sync(arguments: argparse.Namespace) -> int:
    from inspektor.sync.engine import exchange_with, sync_once

    with entry.opened(arguments) as workspace:
        if arguments.place is None:
            made = sync_once(workspace, _how_far)
        else:
            made = exchange_with(workspace, arguments.place.absolute(), _how_far)
    lines = [
        tr_n("{n} change sent", "{n} changes sent", made.sent).format(n=made.sent),
        tr_n("{n} change received", "{n} changes received", made.received).format(n=made.received),
        typed.label(made.state),
        *(tr("Out of reach: {folder}").format(folder=each) for each in made.missing),
    ]
    saying.answer(arguments, made, lines)
    return frame.WANTING if made.damaged else frame.DONE


def _how_far(done: int, total: int) -> None:
    saying.aside(tr("{done} of {total} files read").format(done=done, total=total))


def _status(arguments: argparse.Namespace) -> int:
    from inspektor.formats import clock_time, date_iso
    from inspektor.queries.conflicts import conflicts
    from inspektor.sync.engine import status
    from inspektor.sync.joining import own_words

    with entry.opened(arguments) as workspace:
        stands = status(workspace)
        words = own_words(workspace)
        undecided = len(conflicts(workspace))
    lines = [typed.label(stands.state)]
    if stands.group_name or stands.folder:
        lines.append(f"{stands.group_name}  {stands.folder}".strip())
    lines += [each.path for each in stands.places[1:]]
    lines += [tr("Out of reach: {folder}").format(folder=each.path) for each in stands.places if each.missing]
    if stands.last_pass is not None:
        last = datetime.fromtimestamp(stands.last_pass / 1000, UTC)
        lines.append(tr("Last synced {day} {time}").format(day=date_iso(last), time=clock_time(last)))
    lines += _counted(stands, undecided)
    if stands.leaderless:
        lines.append(tr("The group has no administrator: nobody can be let in or taken out."))
        lines.append(
            tr("Whoever has the sheet with the group's recovery words can become one: sync recover.")
        )
    if words:
        lines.append(tr("Your eight words: {words}").format(words=" ".join(words)))
    saying.answer(arguments, {**saying.plain(stands), "undecided": undecided, "words": words}, lines)
    return frame.WANTING if stands.damaged or stands.leaderless else frame.DONE


def _counted(stands: "SyncStatus", undecided: int) -> Iterator[str]:
    """What is under way or needs somebody, a line each; of a group's computer the first always."""
    if stands.state is SyncState.NO_GROUP:
        yield tr("Everything is saved here")
    else:
        yield tr_n(
            "{n} change only on this computer", "{n} changes only on this computer", stands.only_here
        ).format(n=stands.only_here)
    if n := stands.unconfirmed:
        yield tr_n(
            "{n} change that no colleague has fetched yet", "{n} changes that no colleague has fetched yet", n
        ).format(n=n)
    if n := stands.waiting:
        yield tr_n("{n} file on its way", "{n} files on their way", n).format(n=n)
    if n := stands.damaged:
        yield tr_n("{n} damaged file in the folder", "{n} damaged files in the folder", n).format(n=n)
        yield from (f"  {name}" for name in stands.damaged_files)
    if n := stands.asking:
        yield tr_n("{n} asks to join", "{n} ask to join", n).format(n=n)
    if n := stands.set_aside:
        yield tr_n(
            "{n} file written after leaving the group", "{n} files written after leaving the group", n
        ).format(n=n)
    if undecided:
        yield tr_n("{n} thing to decide", "{n} things to decide", undecided).format(n=undecided)


def _found(arguments: argparse.Namespace) -> int:
    from inspektor.sync.joining import found_group

    with entry.opened(arguments) as workspace:
        made = found_group(workspace, arguments.folder.absolute(), arguments.name)
    lines = [
        tr("The group is begun."),
        tr(
            "Write down these words and lock them away. They open everything the group writes, and are not shown again:"
        ),
        " ".join(made.recovery_words),
        tr("The same as a key for the program age: {key}").format(key=made.recovery_key),
    ]
    saying.answer(arguments, made, lines)
    return frame.DONE


def _request(arguments: argparse.Namespace) -> int:
    from inspektor.sync.joining import request_membership

    with entry.opened(arguments) as workspace:
        words = request_membership(workspace, arguments.folder.absolute())
    lines = [
        " ".join(words),
        tr("Read the words to an administrator, who lets you in if they see the same ones."),
    ]
    saying.answer(arguments, {"words": words}, lines)
    return frame.DONE


def _approve(arguments: argparse.Namespace) -> int:
    from inspektor.sync.engine import sync_once
    from inspektor.sync.joining import approve

    words = tuple(word.casefold() for word in arguments.words)
    with entry.opened(arguments) as workspace:
        asking = _asking(workspace, words)
        if asking is None:
            sync_once(workspace)  # the request may lie in the folder and not have been read
            asking = _asking(workspace, words)
        if asking is None:
            raise NoSuchWords
        approve(workspace, asking.id, GroupRole(arguments.role))
    let_in = tr("{name} is let in as {role}.").format(
        name=asking.name, role=typed.label(GroupRole(arguments.role)).lower()
    )
    saying.answer(arguments, {"name": asking.name, "role": arguments.role}, [let_in])
    return frame.DONE


def _asking(workspace: "Workspace", words: tuple[str, ...]) -> "Request | None":
    from inspektor.sync.joining import pending_requests

    return next((each for each in pending_requests(workspace) if each.words == words), None)


def _members(arguments: argparse.Namespace) -> int:
    from inspektor.sync.joining import members, pending_requests
    from inspektor.sync.leaving import former_members, set_aside

    with entry.opened(arguments) as workspace:
        asking = pending_requests(workspace)
        found = members(workspace)
        aside, gone = set_aside(workspace), former_members(workspace)
    rows = [(each.name, each.title, typed.label(each.role), each.device, each.device_id) for each in found]
    lines = saying.columns(rows) if rows else []
    was = tr("{name} is in the group no more: {id}")
    lines += [was.format(name=each.name, id=each.device_id) for each in gone]
    asks = tr("{name} asks to be let in: {words}")
    lines += [asks.format(name=each.name, words=" ".join(each.words)) for each in asking]
    wrote = tr("{name} wrote {n} changes after leaving the group; they are set aside.")
    lines += [wrote.format(name=each.name, n=each.changes) for each in aside]
    saying.answer(
        arguments, {"members": found, "requests": asking, "set_aside": aside, "former": gone}, lines
    )
    return frame.DONE
