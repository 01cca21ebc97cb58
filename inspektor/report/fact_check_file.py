"""The points of a fact check as a Word document with a table for the provider to fill in."""

from datetime import UTC, datetime

from docx.document import Document as WordFile
from docx.enum.section import WD_ORIENT
from docx.shared import Pt

from inspektor.i18n import Texts
from inspektor.report import style
from inspektor.report.blocks import Document, Heading, Paragraph, Running
from inspektor.report.phrases import language_tag
from inspektor.report.word import Writer, finished
from inspektor.report.word_style import STRONG, Styles, hexadecimal, new_file
from inspektor.report.word_xml import (
    TWIPS,
    Element,
    cell,
    element,
    field,
    line,
    paragraph,
    row,
    run,
    shade,
    table,
)
from inspektor.shapes.fact_check import (
    COLUMNS,
    COMMENT,
    HEADING,
    ID,
    NUMBER,
    PROPOSAL,
    TEXT,
    TO_WRITE,
    Point,
    Round,
)

_SHARES = {NUMBER: 5, HEADING: 16, TEXT: 34, COMMENT: 20, PROPOSAL: 20, ID: 10}
_WIDTH = round((style.PAGE_HEIGHT - 2 * style.MARGIN) * TWIPS)
_TO_WRITE_TINT, _ID_SIZE = "FFFBEA", 13
_SHORT = 600
"""Letters of a text that is kept on one page; a longer one may go on over the next."""


def points_file(sent: Round, title: str, guide: str, author: str, texts: Texts) -> bytes:
    """The document: what to do, and a row for each point with room for what the provider says."""
    document = Document(
        title=title,
        author=author,
        subject=title,
        language=language_tag(texts),
        made=datetime(sent.sent_on.year, sent.sent_on.month, sent.sent_on.day, tzinfo=UTC),
        running=Running("", "", "", "", "", ""),
        blocks=(Heading(title, 1), Paragraph(guide, "lead")),
    )
    word = new_file(document.language)
    _turn(word)
    writer = Writer(word, Styles(word, document.language), lambda: None, _WIDTH)
    end = word.element.body[-1]
    for each in (*writer.elements(document.blocks), _points(sent, writer.styles, texts), paragraph()):
        end.addprevious(each)
    _number_pages(word, writer.styles)
    return finished(word, document)


def _turn(word: WordFile) -> None:
    """Landscape: six columns need the room."""
    section = word.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Pt(style.PAGE_HEIGHT), Pt(style.PAGE_WIDTH)
    section.top_margin = section.bottom_margin = Pt(18 * style.MM)


def _number_pages(word: WordFile, styles: Styles) -> None:
    """The figure alone: whatever else stands at the foot of a page is the provider's."""
    figure = paragraph(field("PAGE"), style=styles["Footer"], marks=[element("jc", val="right")])
    footer = word.sections[0].footer._element
    footer.replace(footer[0], figure)


def _points(sent: Round, styles: Styles, texts: Texts) -> Element:
    total = sum(_SHARES.values())
    widths = [_WIDTH * share // total for share in _SHARES.values()]
    strong = element("rStyle", val=styles[STRONG])
    tinted = [shade(hexadecimal(style.TINT))]
    heads = [
        cell(
            width,
            paragraph(run(texts.tr(head), strong.__copy__()), style=styles["No Spacing"]),
            marks=[each.__copy__() for each in tinted],
        )
        for width, head in zip(widths, COLUMNS.values(), strict=True)
    ]
    rows = [row(*heads, heading=True), *(_point(each, widths, styles) for each in sent.points)]
    thin = hexadecimal(style.RULE)
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    return table(widths, rows, borders=[line(side, thin) for side in sides], heading=True, padding=4)


def _point(point: Point, widths: list[int], styles: Styles) -> Element:
    said = {NUMBER: str(point.number), HEADING: point.heading, TEXT: point.text, ID: point.id}
    cells = []
    for name, width in zip(_SHARES, widths, strict=True):
        small = [element("color", val=hexadecimal(style.MUTED)), element("sz", val=_ID_SIZE)]
        words = run(said.get(name, ""), *(small if name == ID else []))
        marks = [shade(_TO_WRITE_TINT)] if name in TO_WRITE else []
        cells.append(cell(width, paragraph(words, style=styles["No Spacing"]), marks=marks))
    return row(*cells, whole=len(point.text) < _SHORT)
