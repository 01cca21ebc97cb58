"""The protocol and the report as Word files, as they would be now: marked as a draft, to go on writing in."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from inspektor.actions.documents import LANGUAGE, NotExported
from inspektor.files import write_whole
from inspektor.i18n import Texts
from inspektor.queries import protocol
from inspektor.queries.follow_ups import sheet
from inspektor.queries.report import report_facts
from inspektor.shapes.enums import DocumentKind
from inspektor.store.workspace import Workspace

if TYPE_CHECKING:
    from inspektor.report.blocks import Document
    from inspektor.shapes.protocol import ProtocolFacts
    from inspektor.shapes.report import ReportFacts

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


def save(
    workspace: Workspace,
    follow_up_id: str,
    path: Path,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    *,
    kind: DocumentKind = DocumentKind.VISIT_PROTOCOL,
) -> None:
    """Write the document as a .docx; NotExported if the place cannot be written to."""
    from inspektor.report.word import build_word

    document, _facts = _content(workspace, follow_up_id, kind)
    data = build_word(document, progress, cancelled).data
    try:
        write_whole(path, data)
    except OSError as error:
        raise NotExported(path) from error


def _content(
    workspace: Workspace, follow_up_id: str, kind: DocumentKind
) -> tuple["Document", "ProtocolFacts | ReportFacts"]:
    from inspektor.report.content import visit_protocol
    from inspektor.report.report_content import follow_up_report

    texts = Texts(LANGUAGE)
    version = f"{len(sheet(workspace, follow_up_id).documents_of(kind)) + 1}.0"
    if kind is DocumentKind.FOLLOW_UP_REPORT:
        report = report_facts(workspace, follow_up_id, texts, version=version)
        return follow_up_report(report, texts, draft=True), report
    facts = protocol.protocol_facts(workspace, follow_up_id, texts, version=version)
    return visit_protocol(facts, texts, draft=True), facts
