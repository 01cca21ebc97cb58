"""The papers that are made of a follow-up when somebody asks: printed or saved, kept nowhere, not signed."""

from pathlib import Path
from typing import TYPE_CHECKING

from inspektor.actions.documents import LANGUAGE, Cancelled, Progress
from inspektor.actions.openings import opened
from inspektor.actions.outside import put_outside
from inspektor.i18n import Texts
from inspektor.shapes.enums import Role
from inspektor.shapes.openings import OpenedKind
from inspektor.shapes.outside import OutsideKind
from inspektor.shapes.papers import Occasion, PaperKind
from inspektor.shapes.template import Template
from inspektor.store.workspace import Workspace

if TYPE_CHECKING:
    from inspektor.report.blocks import Document


def paper(
    workspace: Workspace,
    follow_up_id: str,
    kind: PaperKind,
    role: Role | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> bytes:
    """The paper as PDF, as the follow-up stands now; cards for one role alone where it is named."""
    from inspektor.report.build import build

    written = _written(workspace, follow_up_id, kind, role)
    return build(written, progress=progress, cancelled=cancelled).data


def save(workspace: Workspace, content: bytes, path: Path, of: str = "") -> None:
    """Write what was made of a record to a place the user chose, which is not in the workspace."""
    put_outside(workspace, path, content, OutsideKind.PAPER, of)


def asking(kind: PaperKind, of: Occasion, whole: Template, role: Role | None) -> "Document":
    """The form or the cards of what is asked."""
    from inspektor.queries import papers
    from inspektor.report.paper_form import paper_form
    from inspektor.report.question_cards import question_cards

    texts = Texts(LANGUAGE)
    if kind is PaperKind.FORM:
        return paper_form(papers.form(of, whole, texts), texts)
    return question_cards(papers.cards(of, whole, texts, role), texts)


def _written(workspace: Workspace, follow_up_id: str, kind: PaperKind, role: Role | None) -> "Document":
    from inspektor.queries import evidence, papers
    from inspektor.queries.templates import asked
    from inspektor.report.deficiency_notice import deficiency_notice
    from inspektor.report.evidence_list import evidence_list
    from inspektor.report.plain_sheet import plain_sheet

    texts = Texts(LANGUAGE)
    if kind is PaperKind.EVIDENCE:
        opened(workspace, OpenedKind.EVIDENCE, None, follow_up_id)
        return evidence_list(evidence.evidence(workspace, follow_up_id, texts), texts)
    if kind is PaperKind.PLAIN:
        return plain_sheet(papers.plain(workspace, follow_up_id, texts), texts)
    if kind is PaperKind.NOTICE:
        return deficiency_notice(papers.notice(workspace, follow_up_id, texts), texts)
    of = papers.occasion(workspace, follow_up_id, texts)
    return asking(kind, of, asked(workspace, follow_up_id, texts), role)
