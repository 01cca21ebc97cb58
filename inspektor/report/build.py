"""From facts to a finished PDF: content, layout, pages, finish. Runs on a background lane; never sees a window."""

from dataclasses import dataclass

from inspektor.i18n import Texts
from inspektor.report.attachment import as_attachment
from inspektor.report.blocks import Document, Pictures, SignatureBoxes
from inspektor.report.content import visit_protocol
from inspektor.report.finish import finish
from inspektor.report.glyphs import TextDoor, TextNote, plain
from inspektor.report.layout import Layout
from inspektor.report.metadata import Metadata
from inspektor.report.meter import Cancelled, Meter, Progress
from inspektor.report.pages import RunningTexts, draw, fill
from inspektor.report.report_content import follow_up_report
from inspektor.report.tagging import TagCanvas
from inspektor.report.typeset import Setter
from inspektor.shapes.protocol import ProtocolFacts
from inspektor.shapes.report import ReportFacts


@dataclass(frozen=True, slots=True)
class SignatureField:
    """A field in the finished file: its name, whose it is, its page from 0 and its rectangle in points from below."""

    name: str
    label: str
    page: int
    rect: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class BuiltPdf:
    """A finished file, ready to be signed, and what happened while it was made."""

    data: bytes
    pages: int
    signature_fields: tuple[SignatureField, ...]
    text_notes: tuple[TextNote, ...]
    unreadable_pictures: int = 0

    def __repr__(self) -> str:
        return f"BuiltPdf({self.pages} pages, {len(self.data)} bytes)"


def build_protocol(
    facts: ProtocolFacts,
    texts: Texts,
    *,
    draft: bool,
    attach_data: bool = False,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> BuiltPdf:
    """The visit protocol as PDF/A-2a and PDF/UA-1; as a draft it is marked on each page and cannot be signed.

    With what it says attached as data it is PDF/A-3a.

    `progress(done, total)` is called per photo and page. Raises BuildCancelled once `cancelled()` says so.
    """
    document = visit_protocol(facts, texts, draft=draft)
    return build(document, attach_data=attach_data, progress=progress, cancelled=cancelled)


def build_report(
    facts: ReportFacts,
    texts: Texts,
    *,
    draft: bool,
    attach_data: bool = False,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> BuiltPdf:
    """The follow-up report, as `build_protocol` makes the protocol."""
    document = follow_up_report(facts, texts, draft=draft)
    return build(document, attach_data=attach_data, progress=progress, cancelled=cancelled)


def build(
    document: Document,
    *,
    attach_data: bool = False,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> BuiltPdf:
    """Any document as PDF/A-2a, or 3a with its content as data, and PDF/UA-1. The same document gives the same bytes."""
    photos = sum(len(block.pictures) for block in document.blocks if isinstance(block, Pictures))
    meter = Meter(photos, progress, cancelled)
    canvas = TagCanvas(document.language)
    door = TextDoor()
    setter = Setter(door)
    running = RunningTexts(document.running, setter, canvas.root, document.letterhead)
    layout = Layout(setter, canvas.root, meter.photo, document.scale, running.accent)
    flows = layout.flows(document.blocks)
    pages = fill(flows, running.ceiling, running.floor)
    draw(canvas, pages, running, document.draft, meter.page)
    metadata = Metadata(
        title=plain(document.title),
        author=plain(document.author),
        subject=plain(document.subject),
        language=document.language,
        made=document.made,
    )
    drawn = canvas.close()
    attachment = as_attachment(document) if attach_data else None
    part = 3 if attach_data else 2
    data = finish(drawn, canvas.root, canvas.pages, canvas.fields, metadata, part=part, attachment=attachment)
    meter.done(len(pages))
    labels = {
        box.field: box.name
        for block in document.blocks
        if isinstance(block, SignatureBoxes)
        for box in block.boxes
    }
    fields = tuple(SignatureField(p.name, labels[p.name], p.page, p.rect) for p in canvas.fields)
    return BuiltPdf(data, len(pages), fields, door.notes, layout.unreadable_pictures)
