"""The papers that are made of a follow-up when somebody asks: printed or saved, kept nowhere, not signed."""

from pathlib import Path
from typing import TYPE_CHECKING

from inspektor.actions.documents import LANGUAGE, NotExported
from inspektor.files import write_whole
from inspektor.i18n import Texts
from inspektor.shapes.papers import PaperKind
from inspektor.store.workspace import Workspace

if TYPE_CHECKING:
    from inspektor.report.blocks import Document


def paper(workspace: Workspace, follow_up_id: str, kind: PaperKind) -> bytes:
    """The paper as PDF, as the follow-up stands now."""
    from inspektor.report.build import build

    return build(_written(workspace, follow_up_id, kind)).data


def export(workspace: Workspace, follow_up_id: str, kind: PaperKind, path: Path) -> None:
    """Write the paper to a place the user chose; NotExported if it cannot be written."""
    content = paper(workspace, follow_up_id, kind)
    try:
        write_whole(path, content)
    except OSError as error:
        raise NotExported(path) from error


def _written(workspace: Workspace, follow_up_id: str, kind: PaperKind) -> "Document":
    from inspektor.queries import evidence, papers
    from inspektor.report.deficiency_notice import deficiency_notice
    from inspektor.report.evidence_list import evidence_list
    from inspektor.report.paper_form import paper_form
    from inspektor.report.plain_sheet import plain_sheet

    texts = Texts(LANGUAGE)
    if kind is PaperKind.EVIDENCE:
        return evidence_list(evidence.evidence(workspace, follow_up_id, texts), texts)
    if kind is PaperKind.FORM:
        return paper_form(papers.form(workspace, follow_up_id, texts), texts)
    if kind is PaperKind.PLAIN:
        return plain_sheet(papers.plain(workspace, follow_up_id, texts), texts)
    return deficiency_notice(papers.notice(workspace, follow_up_id, texts), texts)
