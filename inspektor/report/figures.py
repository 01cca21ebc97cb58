"""Flows that are not rows of text: photos side by side and the boxes for signatures. Neither is ever split."""

from dataclasses import dataclass

from inspektor.report import style
from inspektor.report.blocks import SignatureBox
from inspektor.report.glyphs import plain
from inspektor.report.photos import Print
from inspektor.report.style import MM
from inspektor.report.tagging import Node, TagCanvas
from inspektor.report.typeset import Flow

FIELD_HEIGHT = 24 * MM


@dataclass(slots=True)
class PictureCell:
    """One photo in its place; None where it could not be read."""

    x: float
    printed: Print | None
    node: Node

    def size(self, width: float, height: float) -> tuple[float, float]:
        """The printed size within a place, in points, with its proportions kept."""
        if self.printed is None:
            return width, height / 2
        scale = min(width / self.printed.width, height / self.printed.height)
        return self.printed.width * scale, self.printed.height * scale


@dataclass(slots=True)
class PictureRow:
    """One or two photos with their lower edges in line."""

    cells: list[PictureCell]
    width: float
    most: float
    least: float
    """The lowest it is set to use what is left of a page."""
    before: float = 8.0
    after: float = 0.0
    keep: bool = True
    repeat: Flow | None = None
    on_new_page: bool = False

    @property
    def height(self) -> float:
        """The height of the higher photo."""
        return max(cell.size(self.width, self.most)[1] for cell in self.cells)

    @property
    def head(self) -> float:
        """All of it."""
        return self.height

    def lower(self, by: float) -> bool:
        """Make the photos lower by this much, unless they would be too small."""
        if self.height - by < self.least:
            return False
        self.most = self.height - by
        return True

    def split(self, room: float, *, must: bool = False) -> tuple[Flow, Flow] | None:
        """Never: it is lower than a page."""
        del room, must
        return None

    def draw(self, canvas: TagCanvas, x: float, top: float) -> None:
        """Each photo as a figure; a grey place where one could not be read."""
        bottom = top - self.height
        for cell in self.cells:
            width, height = cell.size(self.width, self.most)
            with canvas.marked(cell.node):
                if cell.printed is None:
                    canvas.box(x + cell.x, bottom, width, height, style.TINT)
                else:
                    canvas.image(cell.printed.jpeg, x + cell.x, bottom, width, height)

    def draw_again(self, canvas: TagCanvas, x: float, top: float) -> None:
        """Photos are never repeated."""


@dataclass(slots=True)
class SignatureCell:
    """The room above one line, with a field to sign where the document is to be signed."""

    x: float
    box: SignatureBox
    node: Node | None


@dataclass(slots=True)
class SignatureRow:
    """One or two rooms for signatures with their lines at the same height. The names follow in a row of text."""

    cells: list[SignatureCell]
    width: float
    height: float = FIELD_HEIGHT
    before: float = 10.0
    after: float = 4.0
    keep: bool = True
    repeat: Flow | None = None
    on_new_page: bool = False

    @property
    def head(self) -> float:
        """All of it."""
        return self.height

    def split(self, room: float, *, must: bool = False) -> tuple[Flow, Flow] | None:
        """Never."""
        del room, must
        return None

    def draw(self, canvas: TagCanvas, x: float, top: float) -> None:
        """Draw the lines and reserve the fields."""
        line = top - self.height
        for cell in self.cells:
            left = x + cell.x
            with canvas.artifact("Layout"):
                canvas.rule(left, line, self.width, style.RULE, 0.8)
            if cell.node:
                rect = (left, line + 0.8, left + self.width, top)
                name, tooltip = cell.box.field, plain(cell.box.tooltip)
                canvas.signature_field(name, tooltip, cell.node, rect, last=cell.box.last)

    def draw_again(self, canvas: TagCanvas, x: float, top: float) -> None:
        """Rooms for signatures are never repeated."""
