"""`document make --kind`: the papers that are made on request, beside the documents that are signed."""

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING

from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.shapes.papers import PaperKind

if TYPE_CHECKING:
    from inspektor.store.workspace import Workspace


class OnlyPdf(InspektorError):
    """A paper was asked for in another form."""

    def text(self) -> str:
        """What is wrong."""
        return tr("This paper is made as PDF alone.")

    def advice(self) -> str:
        """What to do."""
        return tr("Give --pdf instead of --docx.")


def add_kind(parser: argparse.ArgumentParser, documents: Iterable[str]) -> None:
    """Choose among the documents and the papers."""
    kinds = [*documents, *(kind.value for kind in PaperKind)]
    parser.add_argument("--kind", choices=kinds, default=kinds[0], help=tr("which document"))


def made(workspace: "Workspace", follow_up_id: str, arguments: argparse.Namespace) -> bytes:
    """The paper asked for."""
    from inspektor.actions.papers import paper

    return paper(workspace, follow_up_id, PaperKind(arguments.kind))
