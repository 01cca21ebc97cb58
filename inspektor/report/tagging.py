"""A page one can draw on only with a meaning: each mark is part of the structure tree or declared an artifact.

The drawing library writes no tags. This canvas writes the marks into the page and keeps the tree beside it; `finish`
turns the tree into the file's structure.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Literal

from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from inspektor.report import style
from inspektor.report.glyphs import runs
from inspektor.report.style import Colour, TextStyle

# Where in its line a text stands; the same for all sizes, so a label and its value line up.
_BASELINE = 0.72
Artifact = Literal["Header", "Footer", "Watermark", "Layout"]
_ARTIFACTS: dict[Artifact, str] = {
    "Header": "/Artifact <</Type /Pagination /Subtype /Header /Attached [/Top]>> BDC",
    "Footer": "/Artifact <</Type /Pagination /Subtype /Footer /Attached [/Bottom]>> BDC",
    "Watermark": "/Artifact <</Type /Pagination /Subtype /Watermark>> BDC",
    "Layout": "/Artifact <</Type /Layout>> BDC",
}


@dataclass(frozen=True, slots=True)
class Marked:
    """A piece of a page that belongs to a node."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """Where a signature field lies, and the node that stands for it. The rectangle is in points from below."""

    name: str
    tooltip: str
    page: int
    rect: tuple[float, float, float, float]
    node: "Node"
    last: bool = False
    """Whether the signature in it locks the document."""


@dataclass(slots=True, eq=False)
class Node:
    """One element of the structure tree: its role, its children in reading order, its attributes as PDF syntax."""

    role: str
    kids: list["Node | Marked"] = field(default_factory=list)
    alt: str = ""
    attributes: str = ""

    def add(self, role: str, *, alt: str = "", attributes: str = "") -> "Node":
        """A new child, last."""
        child = Node(role, alt=alt, attributes=attributes)
        self.kids.append(child)
        return child


@dataclass(frozen=True, slots=True)
class Line:
    """One set line: its text, its width in points, and whether a space was broken at its end."""

    text: str
    width: float
    spaced: bool


def set_lines(
    canvas: Canvas,
    lines: Sequence[Line],
    x: float,
    top: float,
    text_style: TextStyle,
    *,
    right: float | None = None,
) -> None:
    """Set lines on a bare canvas below a top edge; flush right against `right` where given."""
    text = canvas.beginText()
    text.setFillColorRGB(*text_style.colour)
    y = top - text_style.leading * _BASELINE
    face = ""
    for line in lines:
        text.setTextOrigin(x if right is None else right - line.width, y)
        for run_face, run in runs(line.text + " " if line.spaced else line.text, text_style.face):
            if run_face != face:
                text.setFont(style.font_name(run_face), text_style.size, text_style.leading)
                face = run_face
            text.textOut(run)
        y -= text_style.leading
    canvas.drawText(text)


class TagCanvas:
    """Draws pages and records what each mark means.

    Coordinates are in points from the lower left corner. Raises ValueError where marks nest or a page ends inside one:
    such a file would lie to a screen reader.
    """

    def __init__(self, language: str) -> None:
        self.root = Node("Document")
        self.pages: list[list[Node]] = [[]]
        self.fields: list[FieldPlace] = []
        self._file = BytesIO()
        size = (style.PAGE_WIDTH, style.PAGE_HEIGHT)
        self._canvas = Canvas(
            self._file,
            pagesize=size,
            invariant=1,
            pageCompression=1,
            lang=language,
            initialFontName=style.font_name("regular"),
        )
        self._open = False
        self._logo: ImageReader | None = None

    @property
    def page(self) -> int:
        """The number of the page being drawn, from 0."""
        return len(self.pages) - 1

    @contextmanager
    def marked(self, node: Node) -> Iterator[None]:
        """What is drawn inside belongs to the node."""
        marks = self.pages[-1]
        mcid = len(marks)
        marks.append(node)
        node.kids.append(Marked(self.page, mcid))
        self._begin(f"/{node.role} <</MCID {mcid}>> BDC")
        yield
        self._end()

    @contextmanager
    def artifact(self, kind: Artifact) -> Iterator[None]:
        """What is drawn inside is decoration or repetition and is not read out."""
        self._begin(_ARTIFACTS[kind])
        yield
        self._end()

    def _begin(self, operator: str) -> None:
        if self._open:
            raise ValueError("marks may not nest")
        self._open = True
        self._canvas.addLiteral(operator)

    def _end(self) -> None:
        self._open = False
        self._canvas.addLiteral("EMC")

    def lines(
        self,
        lines: Sequence[Line],
        x: float,
        top: float,
        text_style: TextStyle,
        *,
        right: float | None = None,
    ) -> None:
        """Set lines below a top edge; flush right against `right` where given."""
        set_lines(self._canvas, lines, x, top, text_style, right=right)

    def box(self, x: float, y: float, width: float, height: float, fill: Colour) -> None:
        """A filled rectangle; x and y are its lower left corner."""
        self._canvas.setFillColorRGB(*fill)
        self._canvas.rect(x, y, width, height, stroke=0, fill=1)

    def rule(self, x: float, y: float, width: float, colour: Colour, thickness: float = 0.5) -> None:
        """A horizontal line."""
        self._canvas.setStrokeColorRGB(*colour)
        self._canvas.setLineWidth(thickness)
        self._canvas.line(x, y, x + width, y)

    def image(self, jpeg: bytes, x: float, y: float, width: float, height: float) -> None:
        """A JPEG in grey or RGB, stretched to the rectangle."""
        self._canvas.drawImage(ImageReader(BytesIO(jpeg)), x, y, width, height)

    def logo(self, png: bytes, x: float, y: float, width: float, height: float) -> None:
        """The picture that stands on each page; it is decoded once."""
        if self._logo is None:
            self._logo = ImageReader(BytesIO(png))
        self._canvas.drawImage(self._logo, x, y, width, height)

    def watermark(self, word: str) -> None:
        """A word across the page, pale enough to read through."""
        with self.artifact("Watermark"):
            self._canvas.saveState()
            self._canvas.setFillColorRGB(*style.DRAFT)
            self._canvas.setFont(style.font_name("bold"), 96)
            self._canvas.translate(style.PAGE_WIDTH / 2, style.PAGE_HEIGHT / 2)
            self._canvas.rotate(52)
            self._canvas.drawCentredString(0, -32, word)
            self._canvas.restoreState()

    def bookmark(self, title: str, level: int, top: float) -> None:
        """An entry in the file's outline that leads to this height of this page."""
        key = f"h{self.page}-{len(self.pages[-1])}"
        self._canvas.bookmarkHorizontal(key, 0, top)
        self._canvas.addOutlineEntry(title, key, level)

    def signature_field(
        self,
        name: str,
        tooltip: str,
        node: Node,
        rect: tuple[float, float, float, float],
        *,
        last: bool = False,
    ) -> None:
        """Reserve a rectangle (left, bottom, right, top) of this page for a signature."""
        self.fields.append(FieldPlace(name, tooltip, self.page, rect, node, last))

    def next_page(self) -> None:
        """End this page and begin another."""
        if self._open:
            raise ValueError("a page may not end inside a mark")
        self._canvas.showPage()
        self.pages.append([])

    def close(self) -> bytes:
        """End the last page and give the file, not yet finished for the archive."""
        if self._open:
            raise ValueError("a page may not end inside a mark")
        self._canvas.showOutline()
        self._canvas.showPage()
        self._canvas.save()
        return self._file.getvalue()
