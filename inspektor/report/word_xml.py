"""The elements of a Word document that are made many times, without python-docx: its tables take quadratic time."""

from collections.abc import Iterable, Sequence
from typing import cast

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

from inspektor.report.glyphs import readable

Element = BaseOxmlElement

TWIPS = 20
"""Word measures in twentieths of a point."""


def element(tag: str, *children: Element, **values: object) -> Element:
    """An element of Word's own namespace; children in the order of the schema, or Word refuses the file."""
    made = cast(Element, OxmlElement(f"w:{tag}"))
    for name, value in values.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def pieces(text: str) -> list[Element]:
    """What stands in a run for a text: its line breaks are kept, what XML cannot hold is dropped."""
    made: list[Element] = []
    for number, line in enumerate(readable(text).split("\n")):
        if number:
            made.append(element("br"))
        if line:
            piece = element("t")
            piece.text = line
            piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            made.append(piece)
    return made


def run(text: str, *marks: Element) -> Element:
    """A run of text with its marks (a character style, bold)."""
    return element("r", *([element("rPr", *marks)] if marks else []), *pieces(text))


def field(code: str, *marks: Element) -> Element:
    """A field that Word keeps up to date, such as PAGE; a figure stands in until it has."""
    made = element("fldSimple", run("1", *marks))
    made.set(qn("w:instr"), code)
    return made


def paragraph(*content: Element, style: str = "", marks: Sequence[Element] = ()) -> Element:
    """A paragraph of runs in a style; `marks` are further properties, in the order of the schema."""
    properties = [element("pStyle", val=style)] if style else []
    return element("p", element("pPr", *properties, *marks), *content)


def spacer() -> Element:
    """What keeps two tables apart; without it Word makes one of them."""
    spacing = element("spacing", before=0, after=0, line=6 * TWIPS, lineRule="exact")
    return element("p", element("pPr", spacing))


def cell(width: int, *paragraphs: Element, marks: Sequence[Element] = ()) -> Element:
    """A cell of a row."""
    return element("tc", element("tcPr", element("tcW", w=width, type="dxa"), *marks), *paragraphs)


def row(*cells: Element, heading: bool = False, whole: bool = False) -> Element:
    """A row; a heading is repeated on each page, a whole one never split."""
    marks = [element("cantSplit")] if whole or heading else []
    marks += [element("tblHeader")] if heading else []
    return element("tr", *([element("trPr", *marks)] if marks else []), *cells)


def table(
    widths: Sequence[int],
    rows: Iterable[Element],
    *,
    borders: Sequence[Element] = (),
    heading: bool = False,
    padding: int = 0,
) -> Element:
    """A table of these column widths, with lines where `borders` has them."""
    margins = [element(side, w=padding * TWIPS, type="dxa") for side in ("top", "left", "bottom", "right")]
    properties = element(
        "tblPr",
        element("tblW", w=sum(widths), type="dxa"),
        element("tblBorders", *borders),
        element("tblLayout", type="fixed"),
        element("tblCellMar", *margins),
        element("tblLook", val="0020" if heading else "0000", firstRow=int(heading), noHBand=1, noVBand=1),
    )
    grid = element("tblGrid", *(element("gridCol", w=width) for width in widths))
    return element("tbl", properties, grid, *rows)


def line(side: str, colour: str, eighths: int = 4) -> Element:
    """A line at one side of a cell or paragraph, or between rows."""
    return element(side, val="single", sz=eighths, space=0, color=colour)


def shade(colour: str) -> Element:
    """A background."""
    return element("shd", val="clear", color="auto", fill=colour)
