"""The form and the question cards of a template alone, before there is any follow-up."""

from inspektor.actions import papers
from inspektor.actions.documents import Cancelled, Progress
from inspektor.shapes.enums import Role
from inspektor.shapes.papers import PaperKind
from inspektor.store.workspace import Workspace


def paper(
    workspace: Workspace,
    version_id: str,
    kind: PaperKind,
    role: Role | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> bytes:
    """The paper as PDF; NotFound if the template is not here."""
    from inspektor.queries.papers import of_template
    from inspektor.queries.templates import template
    from inspektor.report.build import build

    written = papers.asking(kind, of_template(workspace), template(workspace, version_id), role)
    return build(written, progress=progress, cancelled=cancelled).data
