"""`document make --kind` and `template paper`: the papers that are made on request, beside the documents that are signed."""

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING

from inspektor.commands import typed
from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.shapes.enums import Role
from inspektor.shapes.papers import OF_TEMPLATE, PaperKind

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
    _add_role(parser)


def add_template_kind(parser: argparse.ArgumentParser) -> None:
    """Choose among the papers that a template gives alone."""
    kinds = [kind.value for kind in OF_TEMPLATE]
    parser.add_argument("--kind", choices=kinds, default=kinds[0], help=tr("which paper"))
    _add_role(parser)


def _add_role(parser: argparse.ArgumentParser) -> None:
    words = tr("question cards for this role alone")
    parser.add_argument("--role", choices=typed.values(Role), help=words)


def _role(arguments: argparse.Namespace) -> Role | None:
    return Role(arguments.role) if arguments.role else None


def made(workspace: "Workspace", follow_up_id: str, arguments: argparse.Namespace) -> bytes:
    """The paper asked for."""
    from inspektor.actions.papers import paper

    return paper(workspace, follow_up_id, PaperKind(arguments.kind), _role(arguments))


def made_of_template(workspace: "Workspace", version_id: str, arguments: argparse.Namespace) -> bytes:
    """The same, of a template alone."""
    from inspektor.actions.template_papers import paper

    return paper(workspace, version_id, PaperKind(arguments.kind), _role(arguments))
