"""`backup` and its verbs, and `restore`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from inspektor.commands import entry, frame, saying
from inspektor.i18n import tr, tr_n

if TYPE_CHECKING:
    from inspektor.shapes.backup import Backup, SecondPlace
    from inspektor.store.workspace import Workspace


def offer(commands: frame.Commands) -> None:
    """Add both."""
    backup = frame.add(
        commands, "backup", tr("make a verified backup, and copy it to the second place"), _make
    )
    entry.add_workspace(backup)
    saying.add_json(backup)
    verbs = frame.group(backup, required=False)
    listing = frame.add(verbs, "list", tr("the backups and what each holds; asks for no passphrase"), _list)
    show = frame.add(verbs, "show", tr("the follow-ups in a backup"), _show)
    place = frame.add(verbs, "place", tr("copy every backup to a second place too, such as a stick"), _place)
    place.add_argument("dir", metavar=tr("DIR"), type=Path, nargs="?", help=tr("none: no longer"))
    remove = frame.add(verbs, "remove", tr("take a backup away for good"), _remove)
    renew = frame.add(verbs, "renew", tr("make all backups anew, without what has been erased since"), _renew)
    for each in (show, remove):
        each.add_argument("name", metavar=tr("NAME"), help=tr("as the list calls it, or: latest"))
    listing.add_argument(
        "--from",
        dest="source",
        metavar=tr("DIR"),
        type=Path,
        help=tr("those in this folder, such as a stick"),
    )
    for each in (listing, show, place, remove, renew):
        entry.add_workspace(each, argparse.SUPPRESS)
        saying.add_json(each, argparse.SUPPRESS)
    _offer_restore(commands)


def _offer_restore(commands: frame.Commands) -> None:
    restore = frame.add(
        commands,
        "restore",
        tr("put a backup in the place of the workspace, or one follow-up of it beside the present one"),
        _restore,
        tr("It is verified first. What was there is kept under set-aside in the workspace's folder."),
    )
    restore.add_argument("name", metavar=tr("NAME"), help=tr("as the list calls it, or: latest"))
    restore.add_argument(
        "--from",
        dest="source",
        metavar=tr("DIR"),
        type=Path,
        help=tr("of those in this folder, such as a stick"),
    )
    restore.add_argument("--followup", metavar="ID", help=tr("this follow-up alone, beside the present one"))
    restore.add_argument(
        "--recovery-words",
        metavar=tr("FILE"),
        type=Path,
        help=tr(
            "open it by the printed words in this file that only you can read; the passphrase is then a new one"
        ),
    )
    entry.add_workspace(restore)
    saying.add_json(restore)


def _make(arguments: argparse.Namespace) -> int:
    from inspektor.actions import backups

    with entry.opened(arguments) as workspace:
        made = backups.make(workspace, progress=_how_far)
        second = workspace.backups.second.standing()
    saying.answer(
        arguments, {**_told(made), "second": _second_told(second)}, [_line(made), *_second_lines(second)]
    )
    return frame.WANTING if second is not None and second.trouble else frame.DONE


def _list(arguments: argparse.Namespace) -> int:
    from inspektor.actions.backups import found_in

    found = found_in(arguments.source or entry.folder(arguments))
    lines = saying.columns([_columns(each) for each in found]) if found else [tr("There are no backups.")]
    saying.answer(arguments, [_told(each) for each in found], lines)
    return frame.DONE if found else frame.WANTING


def _show(arguments: argparse.Namespace) -> int:
    from inspektor.queries.backups import follow_ups

    with entry.opened(arguments) as workspace:
        rows = follow_ups(workspace, _named(workspace, arguments.name))
    lines = [f"{each.id}  {each.unit}, {each.provider}  {each.planned_on}".rstrip() for each in rows]
    saying.answer(arguments, rows, lines)
    return frame.DONE


def _place(arguments: argparse.Namespace) -> int:
    from inspektor.actions.backups import name_second

    with entry.opened(arguments) as workspace:
        name_second(workspace, arguments.dir)
        second = workspace.backups.second.standing()
    lines = _second_lines(second) or [tr("Backups are kept on this computer alone.")]
    saying.answer(arguments, {"second": _second_told(second)}, lines)
    return frame.DONE


def _remove(arguments: argparse.Namespace) -> int:
    from inspektor.actions.backups import remove

    with entry.opened(arguments) as workspace:
        found = _named(workspace, arguments.name)
        remove(workspace, found)
    saying.answer(arguments, {"removed": found.name}, [tr("Removed: {backup}").format(backup=_line(found))])
    return frame.DONE


def _renew(arguments: argparse.Namespace) -> int:
    from inspektor.actions.backups import renew
    from inspektor.queries.backups import listed

    with entry.opened(arguments) as workspace:
        done = renew(workspace, listed(workspace), _how_far)
    line = tr_n("{n} backup is made anew.", "{n} backups are made anew.", done).format(n=done)
    saying.answer(arguments, {"renewed": done}, [line])
    return frame.DONE


def _restore(arguments: argparse.Namespace) -> int:
    from inspektor.actions import backups

    folder = entry.folder(arguments)
    found = backups.by_name(arguments.source or folder, arguments.name)
    if arguments.followup is not None:
        with entry.opened(arguments) as workspace:
            made = backups.bring_back(workspace, found, arguments.followup).created("follow_up")
        saying.answer(arguments, {"id": made}, [made])
        return frame.DONE
    if arguments.recovery_words is not None:
        words = entry.other_secret(arguments.recovery_words, "").split()
        passphrase = entry.new_passphrase(arguments)
        workspace = backups.restore_by_phrase(folder, found, words, passphrase, _how_far)
    else:
        workspace = backups.restore(folder, found, entry.passphrase(arguments), _how_far)
        entry.remember(folder)
    try:
        aside = workspace.backups.set_aside()
        value = {
            **_told(found),
            "state_hash": workspace.state_hash(),
            "set_aside": [each.name for each in aside],
        }
    finally:
        workspace.close()
    lines = [tr("Restored: {backup}").format(backup=_line(found))]
    lines.append(tr("The passphrase you gave holds from now on, also if it is an earlier one."))
    if aside:
        lines.append(tr("What was there is kept in {folder}.").format(folder=aside[0].folder))
    saying.answer(arguments, value, lines)
    return frame.DONE


def _named(workspace: "Workspace", name: str) -> "Backup":
    from inspektor.actions.backups import by_name

    return by_name(workspace.folder, name)


def _told(backup: "Backup") -> dict[str, object]:
    return {
        "name": backup.name,
        "folder": str(backup.folder),
        "made_at": backup.made_at.isoformat(),
        "kind": backup.kind.value,
        "follow_ups": backup.counts.get("follow_ups", 0),
        "files": len(backup.files),
        "size": backup.size,
        "app_version": backup.app_version,
    }


def _second_told(second: "SecondPlace | None") -> dict[str, object] | None:
    if second is None:
        return None
    last = second.last.isoformat() if second.last else None
    return {"path": str(second.path), "there": second.there, "last": last, "trouble": second.trouble}


def _columns(backup: "Backup") -> list[str]:
    from inspektor.formats import file_size

    count = backup.counts.get("follow_ups", 0)
    return [
        backup.name,
        tr(backup.kind.label),
        tr_n("{n} follow-up", "{n} follow-ups", count).format(n=count),
        file_size(backup.size),
        tr("version {version}").format(version=backup.app_version),
    ]


def _line(backup: "Backup") -> str:
    return "  ".join(_columns(backup))


def _second_lines(second: "SecondPlace | None") -> list[str]:
    from inspektor.record_words import second_place

    return [] if second is None else [part for part in (second_place(second), second.trouble) if part]


def _how_far(done: int, total: int) -> None:
    saying.aside(tr("{done} of {total}").format(done=done, total=total))
