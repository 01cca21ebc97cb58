"""`letterhead show / set / sample`: what the group's papers have in common."""

import argparse
from pathlib import Path

from inspektor.commands import entry, frame, saying, typed
from inspektor.errors import RuleBroken
from inspektor.i18n import tr, tr_mark

_TEXTS = {
    "municipality": tr_mark("the municipality's name at the top of each page"),
    "board": tr_mark("the board's name below it"),
    "accent": tr_mark("the colour of headings and lines, as #0B5FA5"),
    "logo-alt": tr_mark("what the logo shows, for those who do not see it"),
    "contact": tr_mark("a line at the foot of each page"),
    "method": tr_mark("what protocol and report always say of the method"),
    "secrecy": tr_mark("what documents always say of secrecy at their end"),
}


def offer(commands: frame.Commands) -> None:
    """Add the group."""
    verbs = frame.group(
        frame.add(commands, "letterhead", tr("the logo, colour and fixed texts of all papers"))
    )
    show = frame.add(verbs, "show", tr("show the letterhead"), _show)
    change = frame.add(verbs, "set", tr("change what is named; an empty text takes it away"), _set)
    sample = frame.add(verbs, "sample", tr("write a page with the letterhead as PDF"), _sample)
    for name, words in _TEXTS.items():
        change.add_argument(f"--{name}", metavar=tr("TEXT"), help=tr(words))
    logo = change.add_mutually_exclusive_group()
    logo.add_argument("--logo", metavar=tr("FILE"), type=Path, help=tr("a PNG or JPEG"))
    logo.add_argument("--no-logo", action="store_true", help=tr("take the logo away"))
    change.add_argument(
        "--attach-data",
        choices=list(typed.YES_NO),
        help=tr("whether documents carry what they say as data (PDF/A-3a)"),
    )
    sample.add_argument("file", metavar=tr("FILE"), type=Path)
    for each in (show, change, sample):
        entry.add_workspace(each)
        saying.add_json(each)


def _show(arguments: argparse.Namespace) -> int:
    from inspektor.queries.letterhead import attaches_data, letterhead

    with entry.opened(arguments) as workspace:
        known, attached = letterhead(workspace), attaches_data(workspace)
    texts = {name.replace("-", "_"): getattr(known, name.replace("-", "_")) for name in _TEXTS}
    size = len(known.logo)
    rows = [(f"--{name}", texts[name.replace("-", "_")]) for name in _TEXTS]
    rows.append(("--logo", tr("{n} bytes").format(n=size) if size else ""))
    rows.append(("--attach-data", tr("Yes") if attached else tr("No")))
    values = {**texts, "logo_bytes": size, "attach_data": attached}
    saying.answer(arguments, values, saying.columns(rows))
    return frame.DONE


def _set(arguments: argparse.Namespace) -> int:
    from inspektor.actions.letterhead import read_logo, set_letterhead

    values = typed.given(arguments, *(name.replace("-", "_") for name in _TEXTS))
    if arguments.attach_data is not None:
        values["attach_data"] = typed.YES_NO[arguments.attach_data]
    if not values and arguments.logo is None and not arguments.no_logo:
        raise RuleBroken("letterhead", tr_mark("Say what is to be changed."))
    with entry.opened(arguments) as workspace:
        logo = b"" if arguments.no_logo else None
        if arguments.logo is not None:
            logo = read_logo(workspace, arguments.logo)
        set_letterhead(workspace, values, logo)
    return _show(arguments)


def _sample(arguments: argparse.Namespace) -> int:
    from inspektor.actions.letterhead import sample
    from inspektor.actions.papers import save
    from inspektor.queries.letterhead import letterhead

    with entry.opened(arguments) as workspace:
        data = sample(workspace, letterhead(workspace))
        save(workspace, data, arguments.file, "letterhead")
    saying.answer(arguments, {"pdf": arguments.file.absolute()}, [str(arguments.file)])
    return frame.DONE
