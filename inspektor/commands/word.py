"""`document make --docx` and `document word-template`: the protocol or the report as a Word file."""

import argparse
from pathlib import Path

from inspektor.commands import entry, frame, references, saying
from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.shapes.enums import DocumentKind


class NoWordFile(InspektorError):
    """A template was named, but nothing to write."""

    def text(self) -> str:
        """What is wrong."""
        return tr("A Word template is named, but no Word file to write.")

    def advice(self) -> str:
        """What to do."""
        return tr("Name the file with --docx.")


def offer(verbs: frame.Commands, make: argparse.ArgumentParser, kinds: dict[str, DocumentKind]) -> None:
    """Add where `make` writes, as a PDF or as a Word file, and the verb that writes a template to begin from."""
    place = make.add_mutually_exclusive_group(required=True)
    place.add_argument("--pdf", metavar=tr("FILE"), type=Path, help=tr("where to"))
    place.add_argument("--docx", metavar=tr("FILE"), type=Path, help=tr("where to, as a Word file"))
    make.add_argument(
        "--word-template",
        metavar=tr("FILE"),
        type=Path,
        help=tr("fill in this Word template of your own"),
    )
    _offer_sample(verbs, kinds)


def is_wanted(arguments: argparse.Namespace) -> bool:
    """Whether a Word file is asked for."""
    if arguments.docx is None and arguments.word_template is not None:
        raise NoWordFile
    return arguments.docx is not None


def make(arguments: argparse.Namespace, kind: DocumentKind) -> int:
    """Write it there."""
    from inspektor.actions.word import save

    with entry.opened(arguments) as workspace:
        follow_up = references.follow_up(workspace, arguments.follow_up).id
        save(workspace, follow_up, arguments.docx, kind=kind, template=arguments.word_template)
    saying.answer(arguments, {"docx": arguments.docx.absolute()}, [str(arguments.docx)])
    return frame.DONE


def _offer_sample(verbs: frame.Commands, kinds: dict[str, DocumentKind]) -> None:
    words = tr("write a Word template with every field there is, to begin your own from")
    sample = frame.add(verbs, "word-template", words, _sample)
    references.add_follow_up(sample)
    sample.add_argument("--kind", choices=list(kinds), default="protocol", help=tr("which document"))
    sample.add_argument("--docx", metavar=tr("FILE"), type=Path, required=True, help=tr("where to"))
    sample.set_defaults(kinds=kinds)
    entry.add_workspace(sample)
    saying.add_json(sample)


def _sample(arguments: argparse.Namespace) -> int:
    from inspektor.actions.word import save_sample

    with entry.opened(arguments) as workspace:
        follow_up = references.follow_up(workspace, arguments.follow_up).id
        save_sample(workspace, follow_up, arguments.docx, kind=arguments.kinds[arguments.kind])
    saying.answer(arguments, {"docx": arguments.docx.absolute()}, [str(arguments.docx)])
    return frame.DONE
