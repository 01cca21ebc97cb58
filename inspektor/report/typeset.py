"""Setting text: words into lines, lines into cells, cells side by side in rows that may be split over pages.

Every text of a document is a cell of some row, so paragraphs, lists, labelled facts and tables all break over pages in
the same way. Widths are cached per document only: nothing of its text stays in memory afterwards.
"""

import re
from dataclasses import dataclass, field, replace
from typing import Protocol

from inspektor.report import style
from inspektor.report.glyphs import TextDoor, widths
from inspektor.report.style import Colour, TextStyle
from inspektor.report.tagging import Line, Node, TagCanvas

# A break is allowed after a hyphen or slash between a letter and another sign; never inside dates and numbers.
_INNER_BREAK = re.compile(r"(?<=[^\W\d_][-/–—])(?=\w)")
_MIN_LINES = 2  # no lonely first or last line
_FUZZ = 0.01
# A row higher than this is split where the page ends; a lower one moves to the next page whole.
_SPLIT_HEIGHT = 60.0


class Flow(Protocol):
    """Something that takes up height on a page."""

    before: float
    after: float
    keep: bool
    """Whether it must stand on the same page as what follows."""
    repeat: "Flow | None"
    """What is printed again above it when it comes first on a new page."""
    on_new_page: bool

    @property
    def height(self) -> float:
        """Its whole height in points."""
        ...

    @property
    def head(self) -> float:
        """The least height worth beginning with at the foot of a page."""
        ...

    def split(self, room: float, *, must: bool = False) -> "tuple[Flow, Flow] | None":
        """Two parts of which the first fits the room, or None. `must` on an empty page: nothing may be cut off."""
        ...

    def draw(self, canvas: TagCanvas, x: float, top: float) -> None:
        """Draw it with its content tagged."""
        ...

    def draw_again(self, canvas: TagCanvas, x: float, top: float) -> None:
        """Draw it as a repetition that is not read out."""
        ...


class Setter:
    """Breaks text into lines. One per document."""

    def __init__(self, door: TextDoor) -> None:
        self.door = door
        self._widths: dict[str, dict[str, float]] = {}

    def lines(self, text: str, text_style: TextStyle, width: float) -> list[Line]:
        """The lines of a text in a width in points; an empty text has none."""
        clean = self.door.clean(text, text_style.face)
        found: list[Line] = []
        limit = width * 1000 / text_style.size
        for paragraph in clean.strip("\n").split("\n"):
            found.extend(self._paragraph(paragraph, text_style.face, limit))
        scale = text_style.size / 1000
        return [Line(line.text, line.width * scale, line.spaced) for line in found] if clean.strip() else []

    def width(self, text: str, text_style: TextStyle) -> float:
        """The width of a one-line text in points."""
        return self._word(text, text_style.face) * text_style.size / 1000

    def _word(self, word: str, face: str) -> float:
        known = self._widths.setdefault(face, {})
        width = known.get(word)
        if width is None:
            of = widths(face)
            width = known[word] = sum([of[c] for c in word])
        return width

    def _paragraph(self, text: str, face: str, limit: float) -> list[Line]:
        space = self._word(" ", face)
        lines: list[Line] = []
        current: list[str] = []
        used = -space
        pending = [word for word in text.split(" ") if word]
        pending.reverse()
        while pending:
            word = pending.pop()
            width = self._word(word, face)
            if used + space + width <= limit:
                current.append(word)
                used += space + width
                continue
            part, rest = self._divide(word, face, limit - used - space, limit, bool(current))
            if part:
                lines.append(Line(" ".join([*current, part]), used + space + self._word(part, face), False))
            elif current:
                lines.append(Line(" ".join(current), used, True))
            pending.append(rest)
            current, used = [], -space
        if current or not lines:
            lines.append(Line(" ".join(current), max(used, 0.0), False))
        return lines

    def _divide(self, word: str, face: str, room: float, limit: float, begun: bool) -> tuple[str, str]:
        """The part of a word that goes on this line (maybe none) and the rest for the next."""
        best = ""
        for found in _INNER_BREAK.finditer(word):
            if found.start() >= 3 and self._word(word[: found.start()], face) <= room:
                best = word[: found.start()]
        if best:
            return best, word[len(best) :]
        if begun or self._word(word, face) <= limit:
            return "", word
        return self._cut(word, face, limit)

    @staticmethod
    def _cut(word: str, face: str, limit: float) -> tuple[str, str]:
        """As much of a word without any break as the line holds; at least one character."""
        of = widths(face)
        used = 0.0
        for index, character in enumerate(word):
            used += of[character]
            if used > limit and index:
                return word[:index], word[index:]
        return word[:1], word[1:]


@dataclass(slots=True)
class Cell:
    """A piece of text in a row: where it begins, how wide it is, and the node it belongs to."""

    x: float
    width: float
    lines: list[Line]
    style: TextStyle
    node: Node
    right: bool = False

    @property
    def height(self) -> float:
        """The height of its lines in points."""
        return len(self.lines) * self.style.leading

    def draw(self, canvas: TagCanvas, x: float, top: float) -> None:
        """Set its lines."""
        left = x + self.x
        canvas.lines(self.lines, left, top, self.style, right=left + self.width if self.right else None)


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of a frame that one row draws: its ground, its sides, its upper or lower edge where it has them."""

    x: float
    width: float
    top: bool = False
    bottom: bool = False
    colour: Colour = style.RULE
    thickness: float = 0.6
    ground: Colour | None = None

    def draw(self, canvas: TagCanvas, left: float, top: float, height: float) -> None:
        """Draw it round a row of this height."""
        x, thin = left + self.x, self.thickness
        if self.ground:
            canvas.box(x, top - height, self.width, height, self.ground)
        for side in (x, x + self.width - thin):
            canvas.box(side, top - height, thin, height, self.colour)
        for drawn, edge in ((self.top, top - thin), (self.bottom, top - height)):
            if drawn:
                canvas.box(x, edge, self.width, thin, self.colour)


@dataclass(slots=True)
class Row:
    """Cells side by side."""

    cells: list[Cell]
    before: float = 0.0
    after: float = 0.0
    above: float = 0.0
    """Air inside the row above its text."""
    below: float = 0.0
    keep: bool = False
    repeat: Flow | None = None
    fill: Colour | None = None
    rule: Colour | None = None
    """The colour of the line under the row."""
    rule_thickness: float = 0.5
    indent: float = 0.0
    width: float = style.TEXT_WIDTH
    bookmark: tuple[str, int] | None = None
    whole: bool = False
    """Split only where it is higher than a page."""
    frames: "tuple[Frame, ...]" = ()
    on_new_page: bool = False
    _begun: bool = field(default=False, repr=False)

    @property
    def height(self) -> float:
        """The height of the highest cell and the air around it."""
        return self.above + max((cell.height for cell in self.cells), default=0.0) + self.below

    @property
    def head(self) -> float:
        """The first lines, or all of it where it is not split."""
        if not self._splittable():
            return self.height
        leading = max(cell.style.leading for cell in self.cells)
        return self.above + leading * _MIN_LINES + self.below

    def _splittable(self) -> bool:
        most = max((len(cell.lines) for cell in self.cells), default=0)
        return (
            not self.whole
            and most >= 2 * _MIN_LINES
            and (self.height > _SPLIT_HEIGHT or len(self.cells) == 1)
        )

    def split(self, room: float, *, must: bool = False) -> tuple[Flow, Flow] | None:
        """Split by lines, leaving neither a lonely first nor a lonely last line unless it must be."""
        if not (must or self._splittable()):
            return None
        least = 1 if must else _MIN_LINES
        inner = room - self.above - self.below + _FUZZ
        counts = [self._fitting(cell, inner) for cell in self.cells]
        parts = list(zip(self.cells, counts, strict=True))
        if max(counts, default=0) < least or all(n == len(cell.lines) for cell, n in parts):
            return None
        parts = [(cell, n - 1 if len(cell.lines) - n == 1 and n > _MIN_LINES else n) for cell, n in parts]
        first = [replace(cell, lines=cell.lines[:n]) for cell, n in parts]
        second = [replace(cell, lines=cell.lines[n:]) for cell, n in parts if len(cell.lines) > n]
        return (
            replace(self, cells=first, after=0.0, rule=None, keep=False),
            replace(self, cells=second, before=0.0, bookmark=None, on_new_page=False, _begun=True),
        )

    @staticmethod
    def _fitting(cell: Cell, inner: float) -> int:
        return min(len(cell.lines), max(0, int(inner / cell.style.leading)))

    def draw(self, canvas: TagCanvas, x: float, top: float) -> None:
        """Draw the ground as decoration and each cell as part of its node."""
        if self.bookmark:
            canvas.bookmark(*self.bookmark, top)
        self._ground(canvas, x, top)
        for cell in self.cells:
            if cell.lines or not self._begun:
                with canvas.marked(cell.node):
                    cell.draw(canvas, x, top - self.above)

    def draw_again(self, canvas: TagCanvas, x: float, top: float) -> None:
        """Draw the row as a repetition."""
        with canvas.artifact("Header"):
            self._shapes(canvas, x, top)
            for cell in self.cells:
                cell.draw(canvas, x, top - self.above)

    def _ground(self, canvas: TagCanvas, x: float, top: float) -> None:
        if self.fill or self.rule or self.frames:
            with canvas.artifact("Layout"):
                self._shapes(canvas, x, top)

    def _shapes(self, canvas: TagCanvas, x: float, top: float) -> None:
        left, width, height = x + self.indent, self.width - self.indent, self.height
        if self.fill:
            canvas.box(left, top - height, width, height, self.fill)
        if self.rule:
            canvas.rule(left, top - height, width, self.rule, self.rule_thickness)
        for frame in self.frames:
            frame.draw(canvas, x, top, height)
