"""A document as a Word file, for those who go on writing in it: the same blocks, in Word's own styles."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import singledispatchmethod
from io import BytesIO
from itertools import count

from docx.document import Document as WordFile
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import qn
from docx.oxml.shape import CT_Inline
from docx.parts.image import ImagePart
from docx.shared import Pt, RGBColor

from inspektor.report import style
from inspektor.report.blocks import (
    Block,
    BulletList,
    Document,
    Heading,
    KeyFacts,
    Labelled,
    Notice,
    NumberedWords,
    Paragraph,
    Picture,
    Pictures,
    SignatureBox,
    SignatureBoxes,
    Table,
)
from inspektor.report.glyphs import plain
from inspektor.report.meter import Cancelled, Meter, Progress
from inspektor.report.photos import for_print
from inspektor.report.word_style import (
    LABEL,
    STRONG,
    TEXT_WIDTH,
    Styles,
    hexadecimal,
    mark_draft,
    new_file,
    set_properties,
    set_running,
)
from inspektor.report.word_xml import (
    TWIPS,
    Element,
    cell,
    element,
    line,
    paragraph,
    row,
    run,
    shade,
    spacer,
    table,
)

_HEADINGS = {1: "Title", 2: "Heading 1", 3: "Heading 2"}
_TONES = {"body": "Body Text", "lead": "Subtitle", "quiet": "Body Text 2", "strong": "Body Text 3"}
_PICTURE_HEIGHT = 62 * style.MM
_NARROWEST = 75 * TWIPS
_SHORT = 400
"""Characters of a text that is kept on one page; a longer one may be split over two."""
_TABLE = qn("w:tbl")


@dataclass(frozen=True, slots=True)
class BuiltWord:
    """A finished Word file and what happened while it was made."""

    data: bytes
    unreadable_pictures: int = 0

    def __repr__(self) -> str:
        return f"BuiltWord({len(self.data)} bytes)"


def build_word(
    document: Document, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> BuiltWord:
    """Any document as a .docx. `progress` is called per photo; BuildCancelled once `cancelled()` says so."""
    word = new_file(document.language)
    meter = Meter(photo_count(document.blocks), progress, cancelled)
    accent = style.colour(document.letterhead.accent) if document.letterhead.accent else style.ACCENT
    word.styles["Heading 1"].font.color.rgb = RGBColor.from_string(hexadecimal(accent))
    writer = Writer(word, Styles(word, document.language, accent), meter.photo, TEXT_WIDTH)
    end = word.element.body[-1]
    for each in writer.elements(document.blocks):
        end.addprevious(each)
    set_running(word, document, writer.styles)
    data = finished(word, document)
    meter.done(1)
    return BuiltWord(data, writer.unreadable_pictures)


def photo_count(blocks: Sequence[Block]) -> int:
    """How many photos there are to make ready."""
    return sum(len(block.pictures) for block in blocks if isinstance(block, Pictures))


def finished(word: WordFile, document: Document) -> bytes:
    """The file with what it says about itself and, of a draft, with the mark on each page.

    ValueError if two of its parts have one name: a damaged template whose relations do not lead to a part that is there.
    """
    mark_draft(word, document.draft)
    set_properties(word, document)
    names = [str(part.partname).lower() for part in word.part.package.iter_parts()]
    if len(set(names)) < len(names):
        raise ValueError("two parts of one name")
    out = BytesIO()
    word.save(out)
    return out.getvalue()


class Writer:
    """Turns blocks into the elements of one Word file, for a column of this width."""

    def __init__(self, word: WordFile, styles: Styles, each_picture: Callable[[], None], width: int) -> None:
        """`each_picture` is called before each photo is prepared: the slow part."""
        self._word, self._each_picture, self._width = word, each_picture, width
        self._numbers = count(1 + _highest_shape(word))
        self.styles = styles
        self.unreadable_pictures = 0

    def elements(self, blocks: Sequence[Block]) -> list[Element]:
        """All blocks in order, tables kept apart, with a paragraph last."""
        made: list[Element] = []
        for block in blocks:
            for each in self._made(block):
                if made and made[-1].tag == each.tag == _TABLE:
                    made.append(spacer())
                made.append(each)
        if made and made[-1].tag == _TABLE:
            made.append(spacer())
        return made

    def _text(self, text: str, name: str, *marks: Element, loud: bool = False) -> Element:
        said = run(text, *([element("rStyle", val=self.styles[STRONG])] if loud else []))
        return paragraph(said, style=self.styles[name], marks=marks)

    @singledispatchmethod
    def _made(self, block: Block) -> Iterator[Element]:
        raise TypeError(f"no Word for {type(block).__name__}")

    @_made.register
    def _heading(self, block: Heading) -> Iterator[Element]:
        text = f"{block.number}\u2002{block.text}" if block.number else block.text
        yield self._text(text, _HEADINGS[block.level])

    @_made.register
    def _paragraph(self, block: Paragraph) -> Iterator[Element]:
        text = f"{block.text} {block.chip}".rstrip()
        if block.tone == "strong" and block.leads:
            yield self._text(text, "Heading 3")
        else:
            yield self._text(text, _TONES[block.tone], *([element("keepNext")] if block.leads else []))

    @_made.register
    def _notice(self, block: Notice) -> Iterator[Element]:
        parts = [self._text(block.title, "Quote", loud=True)]
        parts += [self._text(block.text, "Quote")] if block.text else []
        box = cell(self._width, *parts, marks=[shade(hexadecimal(style.tint(self.styles.accent)))])
        edge = line("left", hexadecimal(self.styles.accent), 18)
        yield table([self._width], [row(box)], borders=[edge], padding=5)

    @_made.register
    def _key_facts(self, block: KeyFacts) -> Iterator[Element]:
        label, half = max(self._width * 3 // 20, _NARROWEST), self._width // 2
        marks = [shade(hexadecimal(style.TINT))] if block.tinted else []
        rows = []
        for index in range(0, len(block.pairs), 2):
            two = [*block.pairs[index : index + 2], ("", "")][:2]
            rows.append(row(*(each for pair in two for each in self._pair(pair, label, half, marks))))
        yield table([label, half - label] * 2, rows, padding=3)

    @_made.register
    def _labelled(self, block: Labelled) -> Iterator[Element]:
        label = self._width // 5
        rows = [
            row(*self._pair(pair, label, self._width, []), whole=len(pair[1]) < _SHORT)
            for pair in block.pairs
        ]
        yield table([label, self._width - label], rows, padding=3)

    def _pair(
        self, pair: tuple[str, str], label: int, width: int, marks: Sequence[Element]
    ) -> tuple[Element, Element]:
        named = run(pair[0], element("rStyle", val=self.styles[LABEL]))
        first = cell(label, paragraph(named, style=self.styles["No Spacing"]), marks=_copies(marks))
        return first, cell(width - label, self._text(pair[1], "No Spacing"), marks=_copies(marks))

    @_made.register
    def _bullets(self, block: BulletList) -> Iterator[Element]:
        for text in block.items:
            yield self._text(text, "List Bullet", self.styles.listed())

    @_made.register
    def _words(self, block: NumberedWords) -> Iterator[Element]:
        item = self.styles.listed(numbered=True)
        for word in block.words:
            yield self._text(word, "List Number", *_copies([item]))

    @_made.register
    def _table(self, block: Table) -> Iterator[Element]:
        total = sum(column.share for column in block.columns)
        widths = [round(self._width * column.share / total) for column in block.columns]
        titles = [column.title for column in block.columns]
        rows = [self._row(block, widths, titles, heading=True)]
        rows += [self._row(block, widths, texts, heading=False) for texts in block.rows]
        rule, thin = hexadecimal(style.RULE), hexadecimal(style.LINE)
        borders = [line("top", rule, 6), line("bottom", rule, 6), line("insideH", thin)]
        yield table(widths, rows, borders=borders, heading=True, padding=4)

    def _row(self, block: Table, widths: Sequence[int], texts: Sequence[str], *, heading: bool) -> Element:
        cells = []
        for column, width, text in zip(block.columns, widths, texts, strict=True):
            side = [element("jc", val="right")] if column.figures else []
            marks = [shade(hexadecimal(style.TINT))] if heading else []
            cells.append(cell(width, self._text(text, "No Spacing", *side, loud=heading), marks=marks))
        return row(*cells, heading=heading, whole=max(map(len, texts)) < _SHORT)

    @_made.register
    def _pictures(self, block: Pictures) -> Iterator[Element]:
        half = self._width // 2
        rows = [
            row(
                *(self._photo(picture, half) for picture in block.pictures[index : index + 2]),
                *([cell(half, paragraph())] if index + 1 == len(block.pictures) else []),
                whole=True,
            )
            for index in range(0, len(block.pictures), 2)
        ]
        yield table([half, half], rows, padding=4)

    def _photo(self, picture: Picture, width: int) -> Element:
        self._each_picture()
        caption = self._text(picture.caption, "Caption")
        printed = for_print(picture.data, width / TWIPS - 8, _PICTURE_HEIGHT, picture.turn)
        if printed is None:
            self.unreadable_pictures += 1
            grey = [element("keepNext"), shade(hexadecimal(style.TINT)), element("spacing", before=1200)]
            return cell(width, paragraph(style=self.styles["No Spacing"], marks=grey), caption)
        scale = min((width / TWIPS - 8) / printed.width, _PICTURE_HEIGHT / printed.height)
        drawing = self._drawing(printed.jpeg, printed.width * scale, printed.height * scale, picture)
        shown = paragraph(drawing, style=self.styles["No Spacing"], marks=[element("keepNext")])
        return cell(width, shown, caption)

    def _drawing(self, jpeg: bytes, width: float, height: float, picture: Picture) -> Element:
        """The photo as a part of its own: the library would compare each with all before it."""
        number, package = next(self._numbers), self._word.part.package
        part = ImagePart(PackURI(f"/word/media/inspektor{number}.jpg"), CONTENT_TYPE.JPEG, jpeg)
        part._package = package
        relation = self._word.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
        inline = CT_Inline.new_pic_inline(number, relation, "", Pt(width), Pt(height))
        for said in inline.iter(qn("wp:docPr"), qn("pic:cNvPr")):
            said.set("descr", plain(picture.alt))
        return element("r", element("drawing", inline))

    @_made.register
    def _signatures(self, block: SignatureBoxes) -> Iterator[Element]:
        half = self._width // 2
        rows = []
        for index in range(0, len(block.boxes), 2):
            cells = [self._signature(box, half) for box in block.boxes[index : index + 2]]
            cells += [cell(half, paragraph())] if len(cells) == 1 else []
            rows.append(row(*cells, whole=True))
        yield table([half, half], rows, padding=6)

    def _signature(self, box: SignatureBox, width: int) -> Element:
        room = [
            element("keepNext"),
            element("pBdr", line("bottom", hexadecimal(style.RULE), 6)),
            element("spacing", before=900, after=60),
        ]
        under = "\n".join(text for text in box.details if text)
        return cell(
            width,
            paragraph(style=self.styles["No Spacing"], marks=room),
            self._text(box.name, "No Spacing", element("keepNext"), loud=True),
            self._text(under, "Caption"),
        )


def _copies(marks: Sequence[Element]) -> list[Element]:
    """An element can stand in one place only."""
    return [mark.__copy__() for mark in marks]


def _highest_shape(word: WordFile) -> int:
    """The highest number of a drawing in the file: each has its own."""
    found = [each.get("id", "") for each in word.element.iter(qn("wp:docPr"))]
    return max((int(number) for number in found if number.isdigit()), default=0)
