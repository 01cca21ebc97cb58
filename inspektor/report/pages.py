"""Filling pages: flows are placed first and drawn afterwards, so each page knows how many there are."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from inspektor.report import style
from inspektor.report.blocks import Running
from inspektor.report.figures import PictureRow
from inspektor.report.glyphs import plain
from inspektor.report.logo import logo_of
from inspektor.report.style import MM, TextStyle
from inspektor.report.tagging import Line, Node, TagCanvas
from inspektor.report.typeset import Flow, Setter
from inspektor.shapes.letterhead import NO_LETTERHEAD, Letterhead

_TOP = 14 * MM
_BOTTOM = 22 * MM
_HEADER_GAP = 7 * MM
_LOGO_GAP = 4 * MM
_RUNNING_LINES = 12  # names of 200 letters have room; a text that would take the page is cut with an ellipsis
_FUZZ = 0.01


@dataclass(slots=True)
class Placed:
    """A flow and the height of its upper edge on its page."""

    flow: Flow
    top: float
    again: bool = False


@dataclass(slots=True)
class _Filler:
    """Places flows one under the other, on as many pages as they need."""

    ceiling: float
    floor: float
    pages: list[list[Placed]] = field(default_factory=lambda: [[]])
    _y: float = 0.0
    _air: float = 0.0

    def __post_init__(self) -> None:
        self._y = self.ceiling

    @property
    def fresh(self) -> bool:
        """Whether nothing but repetitions stands on this page yet."""
        return not any(not placed.again for placed in self.pages[-1])

    def new_page(self) -> None:
        """Go on at the top of another page."""
        self.pages.append([])
        self._y, self._air = self.ceiling, 0.0

    def room(self, flow: Flow) -> float:
        """What is left of this page for the flow, in points."""
        air = 0.0 if self.fresh else max(self._air, flow.before)
        return self._y - air - self.floor

    def fits_begun(self, group: Sequence[Flow]) -> bool:
        """Whether what must stay together fits: all of the group, of its last at least the head. Photos give way a little."""
        need = sum(flow.height + max(flow.before, flow.after) for flow in group[:-1])
        over = need + min(group[-1].head, group[-1].height) - self.room(group[0])
        return over <= _FUZZ or any(isinstance(flow, PictureRow) and flow.lower(over) for flow in group)

    def place(self, flow: Flow) -> None:
        """Place a flow here, or split it, or begin a new page for it."""
        while True:
            if flow.repeat is not None and self.fresh and not self.pages[-1] and len(self.pages) > 1:
                self._put(flow.repeat, again=True)
            room = self.room(flow)
            if flow.height <= room + _FUZZ:
                self._put(flow)
                return
            parts = flow.split(room)
            if parts is None:
                if not self.fresh:
                    self.new_page()
                    continue
                parts = flow.split(room, must=True)
            if parts is None:  # higher than a page and indivisible: better over the edge than lost
                self._put(flow)
                return
            self._put(parts[0])
            flow = parts[1]
            self.new_page()

    def _put(self, flow: Flow, *, again: bool = False) -> None:
        air = 0.0 if self.fresh else max(self._air, flow.before)
        top = self._y - air
        self.pages[-1].append(Placed(flow, top, again))
        self._y, self._air = top - flow.height, flow.after


def fill(flows: Sequence[Flow], ceiling: float, floor: float) -> list[list[Placed]]:
    """The flows on pages between two heights. What is kept together moves together where it fits on a page."""
    filler = _Filler(ceiling, floor)
    index = 0
    while index < len(flows):
        end = index
        while flows[end].keep and end + 1 < len(flows):
            end += 1
        group = flows[index : end + 1]
        if (group[0].on_new_page or not filler.fits_begun(group)) and not filler.fresh:
            filler.new_page()
        for flow in group:
            filler.place(flow)
        index = end + 1
    return filler.pages


class RunningTexts:
    """The header and footer of every page; on the first page the header is read out, later it is repetition."""

    def __init__(
        self, running: Running, setter: Setter, root: Node, head: Letterhead = NO_LETTERHEAD
    ) -> None:
        self._setter = setter
        self._page_of = running.page_of
        self.accent = style.colour(head.accent) if head.accent else style.ACCENT
        self._logo = logo_of(head)
        figure = root.add("Figure", alt=plain(head.logo_alt)) if self._logo else None
        self._figure, self._aside = figure, self._logo.width + _LOGO_GAP if self._logo else 0.0
        half = style.TEXT_WIDTH / 2 - 4 * MM
        self._left = self._stack(running.left_title, running.left_text, half - self._aside)
        self._right = self._stack(running.right_title, running.right_text, half)
        self._footer = self._short(running.footer, style.RUNNING_TEXT, style.TEXT_WIDTH - 40 * MM)
        self._footer += setter.lines(head.contact, style.RUNNING_TEXT, style.TEXT_WIDTH - 40 * MM)
        self._nodes = [(root.add("P"), root.add("P")), (root.add("P"), root.add("P"))]

    def _short(self, text: str, chosen: TextStyle, width: float) -> list[Line]:
        lines = self._setter.lines(text, chosen, width)
        if len(lines) <= _RUNNING_LINES:
            return lines
        last = lines[_RUNNING_LINES - 1]
        return [*lines[: _RUNNING_LINES - 1], Line(last.text[:-1] + "…", last.width, False)]

    def _stack(self, title: str, text: str, width: float) -> tuple[list[Line], list[Line]]:
        return (
            self._short(title, style.RUNNING_TITLE, width),
            self._short(text, style.RUNNING_TEXT, width),
        )

    @property
    def header_height(self) -> float:
        """From the top of the page to the rule under the header, in points."""
        logo = self._logo.height if self._logo else 0.0
        return _TOP + max(self._stack_height(self._left), self._stack_height(self._right), logo) + 4

    @staticmethod
    def _stack_height(stack: tuple[list[Line], list[Line]]) -> float:
        return len(stack[0]) * style.RUNNING_TITLE.leading + len(stack[1]) * style.RUNNING_TEXT.leading

    @property
    def ceiling(self) -> float:
        """Where the content begins, in points from below."""
        return style.PAGE_HEIGHT - self.header_height - _HEADER_GAP

    @property
    def floor(self) -> float:
        """Where the content ends, in points from below."""
        return _BOTTOM + max(0, len(self._footer) - 1) * style.RUNNING_TEXT.leading

    def draw_header(self, canvas: TagCanvas) -> None:
        """Municipality to the left, document to the right, the accent's line below."""
        edge = style.PAGE_WIDTH - style.MARGIN
        if self._logo and self._figure:
            bottom = style.PAGE_HEIGHT - _TOP - self._logo.height
            with self._meant(canvas, self._figure):
                canvas.logo(self._logo.png, style.MARGIN, bottom, self._logo.width, self._logo.height)
        for stack, right, nodes in ((self._left, None, self._nodes[0]), (self._right, edge, self._nodes[1])):
            top = style.PAGE_HEIGHT - _TOP
            for lines, chosen, node in zip(
                stack, (style.RUNNING_TITLE, style.RUNNING_TEXT), nodes, strict=True
            ):
                self._meaning(canvas, node, lines, top, chosen, right)
                top -= len(lines) * chosen.leading
        with canvas.artifact("Header"):
            canvas.rule(
                style.MARGIN, style.PAGE_HEIGHT - self.header_height, style.TEXT_WIDTH, self.accent, 1.2
            )

    def _meaning(
        self,
        canvas: TagCanvas,
        node: Node,
        lines: list[Line],
        top: float,
        chosen: TextStyle,
        right: float | None,
    ) -> None:
        with self._meant(canvas, node):
            left = style.MARGIN + (self._aside if right is None else 0.0)
            canvas.lines(lines, left, top, chosen, right=right)

    @staticmethod
    def _meant(canvas: TagCanvas, node: Node) -> AbstractContextManager[None]:
        return canvas.marked(node) if canvas.page == 0 else canvas.artifact("Header")

    def draw_footer(self, canvas: TagCanvas, pages: int) -> None:
        """What the document is about to the left, the page's number to the right."""
        top = self.floor - 5 * MM
        text = self._page_of.format(page=canvas.page + 1, pages=pages)
        number = Line(text, self._setter.width(text, style.RUNNING_TEXT), False)
        with canvas.artifact("Footer"):
            canvas.rule(style.MARGIN, top + 3, style.TEXT_WIDTH, style.LINE)
            canvas.lines(self._footer, style.MARGIN, top, style.RUNNING_TEXT)
            edge = style.PAGE_WIDTH - style.MARGIN
            canvas.lines([number], style.MARGIN, top, style.RUNNING_TEXT, right=edge)


def draw(
    canvas: TagCanvas,
    pages: Sequence[Sequence[Placed]],
    running: RunningTexts,
    draft: str,
    each_page: Callable[[int, int], None],
) -> None:
    """Draw all pages; `each_page` is told the number done and the total before each page."""
    for number, placed in enumerate(pages):
        each_page(number, len(pages))
        if number:
            canvas.next_page()
        if draft:
            canvas.watermark(draft)
        running.draw_header(canvas)
        for item in placed:
            again = item.flow.draw_again if item.again else item.flow.draw
            again(canvas, style.MARGIN, item.top)
        running.draw_footer(canvas, len(pages))
