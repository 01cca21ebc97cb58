"""From blocks to flows: how each kind of block is set on paper and what it is in the structure tree.

Nodes are made here, in reading order, so the order of the tree never depends on where things land on a page.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import singledispatchmethod

from inspektor.report import style
from inspektor.report.appearance import room_for
from inspektor.report.blocks import (
    Block,
    BulletList,
    Cards,
    Heading,
    KeyFacts,
    Labelled,
    Notice,
    NumberedWords,
    Paragraph,
    Pictures,
    Room,
    SignatureBoxes,
    Table,
    Ticks,
)
from inspektor.report.figures import FIELD_HEIGHT, PictureCell, PictureRow, SignatureCell, SignatureRow
from inspektor.report.glyphs import plain
from inspektor.report.photos import for_print
from inspektor.report.style import MM, TEXT_WIDTH, Colour, TextStyle
from inspektor.report.tagging import Node
from inspektor.report.typeset import Cell, Flow, Frame, Row, Setter

_PADDING = 4 * MM
_GUTTER = 6 * MM
_LABEL_WIDTH = 36 * MM
_FACT_LABEL_WIDTH = 25 * MM
_LOW, _SHORT_LIST = 42 * MM, 5
_BULLET_WIDTH = 4 * MM
_CELL_GAP = 3 * MM
_PICTURE_WIDTH = (TEXT_WIDTH - _GUTTER) / 2
_PICTURE_HEIGHT = 62 * MM
_LEAST_PICTURE = 38 * MM
_TONES = {"body": style.BODY, "lead": style.LEAD, "quiet": style.QUIET, "strong": style.STRONG}
_LIST = "/O /List /ListNumbering /{kind}"


class Layout:
    """Turns the blocks of one document into flows under one root node."""

    def __init__(
        self,
        setter: Setter,
        root: Node,
        each_picture: Callable[[], None],
        scale: float = 1.0,
        accent: Colour = style.ACCENT,
    ) -> None:
        """`each_picture` is called before each photo is prepared: the slow part. `scale` enlarges every text."""
        self._scale, self._accent = scale, accent
        self._setter = setter
        self._root = root
        self._each_picture = each_picture
        self.unreadable_pictures = 0

    def flows(self, blocks: Sequence[Block]) -> list[Flow]:
        """All blocks in order."""
        return [flow for block in blocks for flow in self._flow(block)]

    def _cell(self, text: str, text_style: TextStyle, x: float, width: float, node: Node) -> Cell:
        text_style = text_style.in_accent(self._accent).scaled(self._scale)
        return Cell(x, width, self._setter.lines(text, text_style, width), text_style, node)

    @singledispatchmethod
    def _flow(self, block: Block) -> Iterator[Flow]:
        raise TypeError(f"no layout for {type(block).__name__}")

    @_flow.register
    def _heading(self, block: Heading) -> Iterator[Flow]:
        text = f"{block.number}\u2002{block.text}" if block.number else block.text
        chosen = style.HEADINGS[block.level]
        node = self._root.add(f"H{block.level}")
        cell = self._cell(text, chosen, 0, TEXT_WIDTH, node)
        mark = (plain(text), block.level - 1)
        yield Row(
            [cell],
            before=chosen.before,
            after=chosen.after * self._scale,
            keep=True,
            bookmark=mark,
            whole=True,
            on_new_page=block.on_new_page,
        )

    @_flow.register
    def _paragraph(self, block: Paragraph) -> Iterator[Flow]:
        chosen = _TONES[block.tone]
        node = self._root.add("P")
        cell = self._cell(block.text, chosen, 0, TEXT_WIDTH, node)
        after = chosen.after * self._scale
        if block.chip:
            cell = self._cell(block.text, chosen, 0, TEXT_WIDTH / 2, node)
            chip, frame = self._chip(block, cell, node)
            yield Row([cell, chip], before=7, after=after, keep=block.leads, frames=(frame,), whole=True)
        else:
            yield Row([cell], before=chosen.before, after=after, keep=block.leads)

    def _chip(self, block: Paragraph, beside: Cell, node: Node) -> tuple[Cell, Frame]:
        ink, ground, thickness = style.CHIPS[block.verdict]
        x = max((line.width for line in beside.lines), default=0.0) + style.CHIP_PADDING
        room = TEXT_WIDTH - x - 2 * style.CHIP_PADDING
        cell = self._cell(block.chip, replace(style.CHIP, colour=ink), x + style.CHIP_PADDING, room, node)
        width = max((line.width for line in cell.lines), default=0.0) + 2 * style.CHIP_PADDING
        return cell, Frame(x, width, True, True, ink, thickness, ground)

    @_flow.register
    def _notice(self, block: Notice) -> Iterator[Flow]:
        inner = TEXT_WIDTH - 2 * _PADDING
        tint = style.tint(self._accent)
        title = self._cell(block.title, style.STRONG, _PADDING, inner, self._root.add("P"))
        below = 0.0 if block.text else 6.0
        after = 0.0 if block.text else 8.0
        yield Row([title], before=4, after=after, above=6, below=below, fill=tint, keep=bool(block.text))
        if block.text:
            text = self._cell(block.text, style.FACT, _PADDING, inner, self._root.add("P"))
            yield Row([text], after=8, above=1, below=7, fill=tint)

    @_flow.register
    def _key_facts(self, block: KeyFacts) -> Iterator[Flow]:
        parent = self._root.add("L", attributes=_LIST.format(kind="None"))
        padding = _PADDING if block.tinted else 0.0
        half = (TEXT_WIDTH - 2 * padding - _GUTTER) / 2
        label_width = _FACT_LABEL_WIDTH if block.tinted else _LABEL_WIDTH
        edge = 8.0 if block.tinted else 0.0
        for index in range(0, len(block.pairs), 2):
            cells: list[Cell] = []
            for place, (label, value) in enumerate(block.pairs[index : index + 2]):
                x = padding + place * (half + _GUTTER)
                cells.extend(self._pair(parent, label, value, x, label_width, half))
            first, last = index == 0, index + 2 >= len(block.pairs)
            yield Row(
                cells,
                before=4 if first and block.tinted else 0,
                after=max(edge, 4) if last else 0,
                above=edge if first else 1.5,
                below=edge if last else 1.5,
                fill=style.TINT if block.tinted else None,
                keep=not last,
            )

    def _pair(
        self, parent: Node, label: str, value: str, x: float, indent: float, width: float
    ) -> list[Cell]:
        item = parent.add("LI")
        name = self._cell(label, style.LABEL, x, indent - _CELL_GAP, item.add("Lbl"))
        text = self._cell(value, style.FACT, x + indent, width - indent, item.add("LBody"))
        return [name, text]

    @_flow.register
    def _labelled(self, block: Labelled) -> Iterator[Flow]:
        parent = self._root.add("L", attributes=_LIST.format(kind="None"))
        rows = [
            Row(self._pair(parent, label, value, 0, _LABEL_WIDTH, TEXT_WIDTH), after=4)
            for label, value in block.pairs
        ]
        low = sum(row.height + row.after for row in rows) <= _LOW
        for row in rows[:-1]:  # a low list is never split; of a high one the last does not begin a page alone
            row.keep = row.height <= _LOW and (low or row is rows[-2])
        rows[-1].after = 7
        yield from rows

    @_flow.register
    def _bullets(self, block: BulletList) -> Iterator[Flow]:
        parent = self._root.add("L", attributes=_LIST.format(kind="Disc"))
        last = len(block.items) - 1
        for index, text in enumerate(block.items):
            item = parent.add("LI")
            indent = _BULLET_WIDTH * self._scale
            bullet = self._cell("•", style.FACT, 0, indent, item.add("Lbl"))
            body = self._cell(text, style.FACT, indent, TEXT_WIDTH - indent, item.add("LBody"))
            # A short list is never split; of a long one the last item does not begin a page alone.
            keep = (index < last and (last < _SHORT_LIST or index == last - 1)) or (
                block.leads and index == last
            )
            yield Row([bullet, body], after=2 * self._scale**3, keep=keep)

    @_flow.register
    def _words(self, block: NumberedWords) -> Iterator[Flow]:
        parent = self._root.add("L", attributes=_LIST.format(kind="Decimal"))
        items = [parent.add("LI") for _ in block.words]
        nodes = [(item.add("Lbl"), item.add("LBody")) for item in items]
        depth = -(-len(block.words) // block.columns)
        wide = (TEXT_WIDTH - 2 * _PADDING) / block.columns
        for line in range(depth):
            cells: list[Cell] = []
            for index in range(line, len(block.words), depth):
                x = _PADDING + (index // depth) * wide
                number, word = nodes[index]
                cells.append(self._cell(str(index + 1), style.WORD_NUMBER, x, 8 * MM, number))
                cells.append(self._cell(block.words[index], style.WORD, x + 8 * MM, wide - 10 * MM, word))
            first, last = line == 0, line == depth - 1
            above, below = (9 if first else 2), (9 if last else 2)
            yield Row(
                cells, after=10 if last else 0, above=above, below=below, fill=style.TINT, keep=not last
            )

    @_flow.register
    def _table(self, block: Table) -> Iterator[Flow]:
        table = self._root.add("Table")
        total = sum(column.share for column in block.columns)
        widths = [TEXT_WIDTH * column.share / total for column in block.columns]
        starts = [sum(widths[:index]) for index in range(len(widths))]
        header_row = table.add("TR")
        titles = [column.title for column in block.columns]
        header = self._table_row(block, titles, starts, widths, header_row, heading=True)
        header.keep = True
        yield header
        for texts in block.rows:
            row = self._table_row(block, texts, starts, widths, table.add("TR"), heading=False)
            row.repeat = header
            row.after = 9 if texts is block.rows[-1] else 0
            yield row

    def _table_row(
        self,
        block: Table,
        texts: Sequence[str],
        starts: Sequence[float],
        widths: Sequence[float],
        parent: Node,
        *,
        heading: bool,
    ) -> Row:
        cells = []
        chosen = style.CELL_HEAD if heading else style.CELL
        last = len(texts) - 1
        for index, (column, text) in enumerate(zip(block.columns, texts, strict=True)):
            node = parent.add("TH", attributes="/O /Table /Scope /Column") if heading else parent.add("TD")
            gap = 0 if index == last else _CELL_GAP
            cell = self._cell(text, chosen, starts[index], widths[index] - gap, node)
            cell.right = column.figures
            cells.append(cell)
        colour, thickness = (style.RULE, 0.8) if heading else (style.LINE, 0.5)
        return Row(cells, above=3, below=3.5, rule=colour, rule_thickness=thickness, whole=heading)

    @_flow.register
    def _room(self, block: Room) -> Iterator[Flow]:
        label = (
            [self._cell(block.label, style.LABEL, 0, TEXT_WIDTH, self._root.add("P"))] if block.label else []
        )
        for line in range(block.lines):
            cells, last = label if line == 0 else [], line == block.lines - 1
            above = style.WRITING - (cells[0].height + 2 if cells else 0)
            yield Row(
                cells,
                above=max(above, 3),
                below=2 if cells else 0,
                after=7 if last else 0,
                rule=style.RULE,
                keep=not last,
            )

    @_flow.register
    def _ticks(self, block: Ticks) -> Iterator[Flow]:
        parent = self._root.add("L", attributes=_LIST.format(kind="None"))
        line: list[Cell] = []
        x = 0.0
        for text in block.options:
            set_ = self._setter.lines(text, style.FACT, TEXT_WIDTH - style.TICK_ROOM)
            wide = max((each.width for each in set_), default=0.0)
            if line and x + style.TICK_ROOM + wide > TEXT_WIDTH:
                yield Row(line, above=2, below=2, keep=True)
                line, x = [], 0.0
            item = parent.add("LI")
            line.append(self._cell("☐", style.TICK, x, style.TICK_ROOM, item.add("Lbl")))
            line.append(self._cell(text, style.FACT, x + style.TICK_ROOM, wide + 1, item.add("LBody")))
            x += style.TICK_ROOM + wide + _GUTTER
        yield Row(line, above=2, below=2, after=4)

    @_flow.register
    def _cards(self, block: Cards) -> Iterator[Flow]:
        inner = _PICTURE_WIDTH - 2 * _PADDING
        for index in range(0, len(block.cards), 2):
            rows: list[list[Cell]] = [[], [], []]
            for place, card in enumerate(block.cards[index : index + 2]):
                x = place * (_PICTURE_WIDTH + _GUTTER) + _PADDING
                group = self._root.add("Div")
                said = (
                    (card.name, style.CARD_NAME),
                    (card.text, style.CARD),
                    (card.about, style.CAPTION),
                )
                for row, (text, chosen) in zip(rows, said, strict=True):
                    row.append(self._cell(text, chosen, x, inner, group.add("P")))
            places = [cell.x - _PADDING for cell in rows[0]]
            framed = {
                name: tuple(Frame(x, _PICTURE_WIDTH, name == "top", name == "bottom") for x in places)
                for name in ("top", "middle", "bottom")
            }
            yield Row(rows[0], before=4, above=8, keep=True, frames=framed["top"])
            yield Row(rows[1], above=3, below=5, keep=True, frames=framed["middle"])
            yield Row(rows[2], below=8, after=_GUTTER, frames=framed["bottom"])

    @_flow.register
    def _pictures(self, block: Pictures) -> Iterator[Flow]:
        for index in range(0, len(block.pictures), 2):
            cells: list[PictureCell] = []
            captions: list[Row] = []
            for place, picture in enumerate(block.pictures[index : index + 2]):
                self._each_picture()
                group = self._root.add("Div")
                figure = group.add("Figure", alt=plain(picture.alt))
                printed = for_print(picture.data, _PICTURE_WIDTH, _PICTURE_HEIGHT, picture.turn)
                self.unreadable_pictures += printed is None
                x = place * (_PICTURE_WIDTH + _GUTTER)
                cells.append(PictureCell(x, printed, figure))
                caption = self._cell(picture.caption, style.CAPTION, x, _PICTURE_WIDTH, group.add("Caption"))
                captions.append(Row([caption]))
            yield PictureRow(cells, _PICTURE_WIDTH, _PICTURE_HEIGHT, _LEAST_PICTURE, keep=True)
            yield Row([row.cells[0] for row in captions], above=3, after=9)

    @_flow.register
    def _signatures(self, block: SignatureBoxes) -> Iterator[Flow]:
        for index in range(0, len(block.boxes), 2):
            rooms: list[SignatureCell] = []
            names: list[Cell] = []
            details: list[Cell] = []
            for place, box in enumerate(block.boxes[index : index + 2]):
                x = place * (_PICTURE_WIDTH + _GUTTER)
                rooms.append(SignatureCell(x, box, self._root.add("Form") if box.field else None))
                names.append(self._cell(box.name, style.STRONG, x, _PICTURE_WIDTH, self._root.add("P")))
                under = "\n".join(text for text in box.details if text)
                details.append(self._cell(under, style.CAPTION, x, _PICTURE_WIDTH, self._root.add("P")))
            needed = [room_for(room.box.shows, self._setter, _PICTURE_WIDTH) for room in rooms]
            yield SignatureRow(rooms, _PICTURE_WIDTH, max(FIELD_HEIGHT, *needed))
            yield Row(names, keep=True)
            last = index + 2 >= len(block.boxes)
            yield Row(details, after=8, keep=last)  # what follows the last name never begins a page by itself
