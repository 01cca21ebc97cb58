"""The protocol and the report as Word files, as they would be now: marked as a draft, to go on writing in."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from inspektor.actions.documents import LANGUAGE, as_draft
from inspektor.actions.outside import put_outside
from inspektor.i18n import Texts
from inspektor.queries import protocol
from inspektor.queries.follow_ups import document, sheet
from inspektor.queries.record_places import follow_up_of
from inspektor.queries.report import report_facts
from inspektor.queries.sealed import facts_of
from inspektor.shapes.enums import DocumentKind
from inspektor.shapes.outside import OutsideKind
from inspektor.shapes.report import ReportFacts
from inspektor.store.workspace import Workspace

if TYPE_CHECKING:
    from inspektor.report.blocks import Document
    from inspektor.report.word import BuiltWord
    from inspektor.shapes.protocol import ProtocolFacts

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
    template: Path | None = None,
) -> None:
    """Write the document as a .docx, through a template where one is given.

    NotExported if the place cannot be written to; a template that cannot be filled in raises one of `word_template`'s errors
    and writes nothing.
    """
    from inspektor.report.word import build_word

    document, facts = _content(workspace, follow_up_id, kind)
    if template is None:
        built = build_word(document, progress, cancelled)
    else:
        built = _filled(template, document, facts, progress, cancelled)
    put_outside(workspace, path, built.data, OutsideKind.DRAFT, follow_up_id)


def _filled(
    template: Path,
    document: "Document",
    facts: "ProtocolFacts | ReportFacts",
    progress: Progress | None,
    cancelled: Cancelled | None,
) -> "BuiltWord":
    from inspektor.report.word_fields import fields
    from inspektor.report.word_template import NotATemplate, fill

    try:
        data = template.read_bytes()
    except OSError as error:
        raise NotATemplate from error
    return fill(data, document, fields(facts, document, Texts(LANGUAGE)), progress, cancelled)


def save_sample(workspace: Workspace, follow_up_id: str, path: Path, *, kind: DocumentKind) -> None:
    """Write a template with every field there is, to begin one's own from."""
    from inspektor.report.word import build_word
    from inspektor.report.word_fields import fields, sample

    document, facts = _content(workspace, follow_up_id, kind)
    texts = Texts(LANGUAGE)
    made = build_word(sample(document, fields(facts, document, texts), texts))
    put_outside(workspace, path, made.data, OutsideKind.TEMPLATE)


def save_copy(
    workspace: Workspace,
    document_id: str,
    path: Path,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> None:
    """Write a sealed document as a .docx that says it is a copy: what was frozen with it, and who has signed by now.

    NotExported if the place cannot be written to, MediaMissing if a photo has not arrived.
    """
    from inspektor.report.signed_copy import Signed, signed_copy
    from inspektor.report.word import build_word

    sealed = document(workspace, document_id)
    facts, texts = facts_of(workspace, document_id), Texts(LANGUAGE)
    signed = []
    for place in sealed.signers:
        signature = sealed.signature_at(place)
        signed.append(Signed(place.name, place.title, signature.signed_at if signature else None))
    copy = signed_copy(_laid_out(facts, texts), sealed.media, signed, texts)
    data = build_word(copy, progress, cancelled).data
    put_outside(workspace, path, data, OutsideKind.COPY, follow_up_of(workspace, "document", document_id))


def _laid_out(facts: "ProtocolFacts | ReportFacts", texts: Texts) -> "Document":
    from inspektor.report.content import visit_protocol
    from inspektor.report.report_content import follow_up_report

    if isinstance(facts, ReportFacts):
        return follow_up_report(facts, texts)
    return visit_protocol(facts, texts)


def _content(
    workspace: Workspace, follow_up_id: str, kind: DocumentKind
) -> tuple["Document", "ProtocolFacts | ReportFacts"]:
    from inspektor.report.content import visit_protocol
    from inspektor.report.report_content import follow_up_report

    texts = Texts(LANGUAGE)
    version = f"{len(sheet(workspace, follow_up_id).documents_of(kind)) + 1}.0"
    if kind is DocumentKind.FOLLOW_UP_REPORT:
        report = report_facts(workspace, follow_up_id, texts, version=version)
        report = as_draft(workspace, follow_up_id, report)
        return follow_up_report(report, texts, draft=True), report
    facts = protocol.protocol_facts(workspace, follow_up_id, texts, version=version)
    facts = as_draft(workspace, follow_up_id, facts)
    return visit_protocol(facts, texts, draft=True), facts
