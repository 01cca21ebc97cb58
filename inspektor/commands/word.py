"""`document make --docx`: the protocol or the report as a Word file."""

import argparse
from pathlib import Path

from inspektor.commands import entry, frame, references, saying
from inspektor.i18n import tr
from inspektor.shapes.enums import DocumentKind


def add_place(make: argparse.ArgumentParser) -> None:
    """Add where to write it: as a PDF or as a Word file."""
    place = make.add_mutually_exclusive_group(required=True)
    place.add_argument("--pdf", metavar=tr("FILE"), type=Path, help=tr("where to"))
    place.add_argument("--docx", metavar=tr("FILE"), type=Path, help=tr("where to, as a Word file"))


def make(arguments: argparse.Namespace, kind: DocumentKind) -> int:
    """Write it there."""
    from inspektor.actions.word import save

    with entry.opened(arguments) as workspace:
        follow_up = references.follow_up(workspace, arguments.follow_up).id
        save(workspace, follow_up, arguments.docx, kind=kind)
    saying.answer(arguments, {"docx": arguments.docx.absolute()}, [str(arguments.docx)])
    return frame.DONE
