"""`settings show / set`: what this computer does beside the looks: timestamps, the smart card, when it covers and locks."""

import argparse
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from inspektor import settings
from inspektor.commands import frame, saying
from inspektor.errors import InspektorError, RuleBroken
from inspektor.i18n import tr, tr_mark


def offer(commands: frame.Commands) -> None:
    """Add the group."""
    about = tr("this computer's settings: timestamp server, smart card, cover and lock")
    verbs = frame.group(frame.add(commands, "settings", about))
    show = frame.add(verbs, "show", tr("show them"), _show)
    change = frame.add(
        verbs,
        "set",
        tr("change one"),
        _set,
        tr(
            'An empty value ("") turns it off. Nothing is ever sent anywhere while no timestamp server is set.'
        ),
    )
    change.add_argument("name", choices=list(_CHECKS))
    change.add_argument("value", metavar=tr("VALUE"))
    for each in (show, change):
        saying.add_json(each)


def _address(value: str) -> str:
    from inspektor.actions.stamping import checked_address

    return checked_address(value)


def _module(value: str) -> str:
    path = Path(value).absolute() if value else None
    if path is not None and not path.is_file():
        raise RuleBroken("card-module", tr_mark("There is no file there."))
    return "" if path is None else str(path)


def _minutes(allowed: tuple[int, ...], value: str) -> int:
    if not value.isdecimal() or int(value) not in allowed:
        raise Unfit(allowed)
    return int(value)


class Unfit(InspektorError):
    """A time that cannot be chosen."""

    def __init__(self, allowed: tuple[int, ...]) -> None:
        """Name those that can."""
        super().__init__()
        self.allowed = allowed

    def text(self) -> str:
        """What is wrong."""
        return tr("That time cannot be chosen.")

    def advice(self) -> str:
        """What can."""
        return tr("Choose one of {times} minutes.").format(times=", ".join(map(str, self.allowed)))


_CHECKS: dict[str, Callable[[str], str | int]] = {
    "timestamp-server": _address,
    "card-module": _module,
    "cover-minutes": partial(_minutes, settings.COVER_MINUTES),
    "interview-minutes": partial(_minutes, settings.INTERVIEW_MINUTES),
    "lock-minutes": partial(_minutes, settings.LOCK_MINUTES),
}


def _field(name: str) -> str:
    return name.replace("-", "_")


def _show(arguments: argparse.Namespace) -> int:
    return _say(arguments, settings.load())


def _set(arguments: argparse.Namespace) -> int:
    value = _CHECKS[arguments.name](arguments.value)
    chosen = replace(settings.load(), **{_field(arguments.name): value})  # type: ignore[arg-type]  # checked above
    settings.save(chosen)
    return _say(arguments, chosen)


def _say(arguments: argparse.Namespace, chosen: settings.Settings) -> int:
    values = {name: getattr(chosen, _field(name)) for name in _CHECKS}
    words = {"": tr("not set")}
    lines = saying.columns([(name, words.get(value, str(value))) for name, value in values.items()])
    saying.answer(arguments, values, lines)
    return frame.DONE
