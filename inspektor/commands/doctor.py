"""`doctor`: is everything in the workspace whole?"""

import argparse

from inspektor.commands import entry, frame, saying
from inspektor.i18n import tr
from inspektor.shapes.safety import Caution


def offer(commands: frame.Commands) -> None:
    """Add the command."""
    made = frame.add(
        commands,
        "doctor",
        tr("examine a workspace: keys, database, search, files, and the tables against the journal"),
        _run,
        tr("Exit code 1 if something is wrong. Nothing is changed."),
    )
    entry.add_workspace(made)
    saying.add_json(made)


def _run(arguments: argparse.Namespace) -> int:
    from inspektor.queries.safety import cautions
    from inspektor.store.connection import DatabaseDamaged
    from inspektor.store.doctor import examine
    from inspektor.store.keys import KeyFileDamaged

    found: list[tuple[str, str]] = []
    state: str | None = None
    told: tuple[Caution, ...] = ()
    try:
        with entry.opened(arguments) as workspace:
            for finding in examine(workspace, _how_far):
                found.append((tr(finding.check), finding.trouble))
            told = cautions(workspace)
            state = workspace.state_hash()
    except (DatabaseDamaged, KeyFileDamaged) as error:
        found.append((tr("Opening and reading"), str(error)))
    value = {
        "ok": not any(trouble for _, trouble in found),
        "checks": [{"check": check, "ok": not trouble, "trouble": trouble} for check, trouble in found],
        "cautions": told,
        "state_hash": state,
    }
    lines = saying.columns([(check, trouble or tr("no faults")) for check, trouble in found])
    lines += [f"{each.text} {each.advice}" for each in told]
    if state:
        lines.append(tr("state: {number}").format(number=state))
    saying.answer(arguments, value, lines)
    return frame.DONE if value["ok"] else frame.WANTING


def _how_far(done: int, total: int) -> None:
    saying.aside(tr("{done} of {total} changes taken in").format(done=done, total=total))
