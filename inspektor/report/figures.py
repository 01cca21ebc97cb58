"""Flows that are not rows of text: photos side by side and the boxes for signatures. Neither is ever split."""

from dataclasses import dataclass

from inspektor.report import style
from inspektor.report.blocks import SignatureBox
from inspektor.report.glyphs import plain
from inspektor.report.photos import Print
from inspektor.report.style import MM
from inspektor.report.tagging import Line, Node, TagCanvas
from inspektor.report.typeset import Flow, Setter

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
    before: float = 8.0
    after: float = 0.0
    keep: bool = True
    repeat: Flow | None = None

    @property
    def height(self) -> float:
        """The height of the higher photo."""
        return max(cell.size(self.width, self.most)[1] for cell in self.cells)

    @property
    def head(self) -> float:
        """All of it."""
        return self.height

    def split(self, room: float) -> tuple[Flow, Flow] | None:
        """Never."""
        del room
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


class SignatureCell:
    """One box: the room for the signature, a line, and under it the printed name and what the person is."""

    def __init__(self, x: float, width: float, box: SignatureBox, setter: Setter, root: Node) -> None:
        self._x = x
        self._width = width
        self._box = box
        self._statement_node = root.add("P") if box.statement else None
        self._statement = setter.lines(box.statement, style.QUIET, width)
        self._node = root.add("Form") if box.field else None
        self._name_node, self._details_node = root.add("P"), root.add("P")
        self._name = setter.lines(box.name, style.STRONG, width)
        self._details: list[Line] = []
        for text in box.details:
            self._details.extend(setter.lines(text, style.CAPTION, width))

    @property
    def room(self) -> float:
        """The height above the line, in points."""
        return max(FIELD_HEIGHT, len(self._statement) * style.QUIET.leading + 6)

    @property
    def height(self) -> float:
        """The height of the whole box."""
        under = len(self._name) * style.STRONG.leading + len(self._details) * style.CAPTION.leading
        return self.room + 4 + under

    def draw(self, canvas: TagCanvas, x: float, top: float, room: float) -> None:
        """Draw the box with its line `room` points below the top."""
        left, line = x + self._x, top - room
        with canvas.artifact("Layout"):
            canvas.rule(left, line, self._width, style.RULE, 0.8)
        if self._statement_node:
            with canvas.marked(self._statement_node):
                height = len(self._statement) * style.QUIET.leading
                canvas.lines(self._statement, left, line + height + 3, style.QUIET)
        if self._node:
            rect = (left, line + 0.8, left + self._width, line + 0.8 + FIELD_HEIGHT)
            canvas.signature_field(self._box.field, plain(self._box.tooltip), self._node, rect)
        under = line - 4
        with canvas.marked(self._name_node):
            canvas.lines(self._name, left, under, style.STRONG)
        under -= len(self._name) * style.STRONG.leading
        with canvas.marked(self._details_node):
            canvas.lines(self._details, left, under, style.CAPTION)


@dataclass(slots=True)
class SignatureRow:
    """One or two boxes with their lines at the same height."""

    cells: list[SignatureCell]
    before: float = 10.0
    after: float = 8.0
    keep: bool = False
    repeat: Flow | None = None

    @property
    def _room(self) -> float:
        return max(cell.room for cell in self.cells)

    @property
    def height(self) -> float:
        """The height of the higher box."""
        return max(cell.height - cell.room for cell in self.cells) + self._room

    @property
    def head(self) -> float:
        """All of it."""
        return self.height

    def split(self, room: float) -> tuple[Flow, Flow] | None:
        """Never."""
        del room
        return None

    def draw(self, canvas: TagCanvas, x: float, top: float) -> None:
        """Draw the boxes from left to right."""
        for cell in self.cells:
            cell.draw(canvas, x, top, self._room)

    def draw_again(self, canvas: TagCanvas, x: float, top: float) -> None:
        """Boxes are never repeated."""
