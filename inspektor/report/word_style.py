"""How a Word document looks: Word's own styles, set as on our paper, and what stands at the top and bottom of its pages.

The names are Word's own, which shows them in the language of whoever opens the file. A template of the municipality
keeps its looks: only the styles it lacks are added.
"""

from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC
from io import BytesIO

import docx
from docx.document import Document as WordFile
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart
from docx.section import Section
from docx.shared import Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from inspektor.report import style
from inspektor.report.blocks import Document
from inspektor.report.glyphs import plain
from inspektor.report.logo import logo_of
from inspektor.report.style import MM, Colour
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
    spacer,
    table,
)

FONT = "Calibri"
_RUNNING = 200
TEXT_WIDTH = round(style.TEXT_WIDTH * TWIPS)
LABEL, STRONG = "Subtle Emphasis", "Strong"
"""Character styles: the label of a value, and words that stand out."""


@dataclass(frozen=True, slots=True)
class _Look:
    size: float
    colour: Colour = style.TEXT
    bold: bool = False
    before: float = 0
    after: float = 0
    keep: bool = False


_LOOKS = {
    "Normal": _Look(10.5, after=5),
    "Body Text": _Look(10.5, after=5),
    "Body Text 2": _Look(9.5, style.MUTED, before=3, after=5),
    "Body Text 3": _Look(10.5, bold=True, after=3),
    "Title": _Look(22, bold=True, before=4, after=3, keep=True),
    "Subtitle": _Look(10.5, style.MUTED, after=9),
    "Heading 1": _Look(14, style.ACCENT, bold=True, before=16, after=5, keep=True),
    "Heading 2": _Look(11.5, bold=True, before=10, after=3, keep=True),
    "Heading 3": _Look(10.5, bold=True, before=8, after=3, keep=True),
    "No Spacing": _Look(10.5),
    "List Bullet": _Look(10.5, after=2),
    "List Number": _Look(14, bold=True, after=4),
    "Caption": _Look(9, style.MUTED, before=3, after=8),
    "Quote": _Look(10.5, before=2, after=4),
    "Header": _Look(8.5, style.MUTED),
    "Footer": _Look(8.5, style.MUTED),
}
"""What Word calls the styles that are used."""

_BULLETS = f"""<w:abstractNum {nsdecls("w")} w:abstractNumId="{{number}}"><w:multiLevelType w:val="singleLevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{{kind}}"/><w:lvlText w:val="{{text}}"/><w:lvlJc w:val="left"/>
<w:pPr><w:ind w:left="340" w:hanging="340"/></w:pPr></w:lvl></w:abstractNum>"""

_MARK = """<w:r {namespaces} xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
<w:rPr><w:noProof/></w:rPr><w:pict>
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">
<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>
<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/>
<v:f eqn="if @0 @4 21600"/></v:formulas>
<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800"
 o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/></v:shapetype>
<v:shape id="Inspektor{number}" o:spid="_x0000_s{number}" type="#_x0000_t136" alt=""
 style="position:absolute;margin-left:0;margin-top:0;width:420pt;height:120pt;rotation:315;z-index:-251658752;
mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;
mso-position-vertical-relative:margin" o:allowincell="f" fillcolor="#{colour}" stroked="f">
<v:textpath style="font-family:&quot;{font}&quot;;font-size:1pt"/></v:shape></w:pict></w:r>"""


def hexadecimal(colour: Colour) -> str:
    """The colour as Word writes it."""
    return "".join(f"{round(part * 255):02X}" for part in colour)


def new_file(language: str) -> WordFile:
    """An empty document of A4 with our styles, in this language."""
    word = docx.Document()
    for relation in [r for r in word.part.package.rels.values() if r.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del word.part.package.rels[relation.rId]
    section = word.sections[0]
    section.page_width, section.page_height = Pt(style.PAGE_WIDTH), Pt(style.PAGE_HEIGHT)
    section.left_margin = section.right_margin = Pt(style.MARGIN)
    section.top_margin, section.bottom_margin = Pt(30 * MM), Pt(24 * MM)
    section.header_distance = section.footer_distance = Pt(11 * MM)
    for name, look in _LOOKS.items():
        _set(word, name, look)
    _set_characters(word)
    for spoken in word.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), language)
    for spoken in word.settings.element.iter(qn("w:themeFontLang")):
        spoken.set(qn("w:val"), language)
    for mode in word.settings.element.iter(qn("w:compatSetting")):
        if mode.get(qn("w:name")) == "compatibilityMode":
            mode.set(qn("w:val"), "15")  # of Word 2013 and later; the file would be opened as an old one
    return word


def _set(word: WordFile, name: str, look: _Look) -> None:
    chosen = word.styles[name]
    assert isinstance(chosen, ParagraphStyle)
    properties = chosen.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)
    for numbering in properties.findall(qn("w:numPr")):
        properties.remove(numbering)
    _set_font(chosen, look)
    layout = chosen.paragraph_format
    layout.space_before, layout.space_after = Pt(look.before), Pt(look.after)
    layout.line_spacing = 1.1
    layout.left_indent = layout.right_indent = layout.first_line_indent = None
    layout.keep_with_next = look.keep
    layout.widow_control = True


def _set_characters(word: WordFile) -> None:
    for name, look in ((LABEL, _Look(9.5, style.MUTED)), (STRONG, _Look(10.5, bold=True))):
        chosen = word.styles[name]
        assert isinstance(chosen, CharacterStyle)
        _set_font(chosen, look)
        if name == STRONG:
            chosen.font.size = chosen.font.color.rgb = None


def _set_font(chosen: CharacterStyle | ParagraphStyle, look: _Look) -> None:
    properties = chosen.element.get_or_add_rPr()
    for each in list(properties):
        properties.remove(each)
    font = chosen.font
    font.name, font.size, font.bold = FONT, Pt(look.size), look.bold
    properties.rFonts.set(qn("w:cs"), FONT)
    font.color.rgb = RGBColor.from_string(hexadecimal(look.colour))


class Styles:
    """The styles of one file by Word's own names, and its kinds of lists. What a template lacks is added to it."""

    def __init__(self, word: WordFile, language: str, accent: Colour = style.ACCENT) -> None:
        self.accent = accent
        self._ids: dict[str, str] = {}
        ours: WordFile | None = None
        for name in (*_LOOKS, LABEL, STRONG):
            kind = WD_STYLE_TYPE.CHARACTER if name in (LABEL, STRONG) else WD_STYLE_TYPE.PARAGRAPH
            if name not in word.styles or word.styles[name].type != kind:
                ours = ours or new_file(language)
                word.styles.element.append(_alone(ours.styles[name].element))
            self._ids[name] = word.styles[name].style_id
        self._numbering = _numbering(word)
        self._bullets = 0

    def __getitem__(self, name: str) -> str:
        """The identity of a style in this file."""
        return self._ids[name]

    def listed(self, *, numbered: bool = False) -> Element:
        """The mark of a paragraph in a list; each numbered list begins at 1."""
        if not numbered and self._bullets:
            return _item(self._bullets)
        number = self._new_list("decimal" if numbered else "bullet", "%1." if numbered else "•")
        self._bullets = self._bullets if numbered else number
        return _item(number)

    def _new_list(self, kind: str, text: str) -> int:
        kinds = self._numbering.findall(qn("w:abstractNum"))
        taken = [int(each.get(qn("w:abstractNumId"))) for each in kinds]
        mine = max(taken, default=-1) + 1
        made = parse_xml(_BULLETS.format(number=mine, kind=kind, text=text))
        if kinds:
            kinds[-1].addnext(made)
        else:
            self._numbering.insert(0, made)
        numbers = [int(each.get(qn("w:numId"))) for each in self._numbering.findall(qn("w:num"))]
        number = max(numbers, default=0) + 1
        self._numbering.append(element("num", element("abstractNumId", val=mine), numId=number))
        return number


def _item(number: int) -> Element:
    return element("numPr", element("ilvl", val=0), element("numId", val=number))


def _alone(found: Element) -> Element:
    """A style without its ties to others."""
    made: Element = deepcopy(found)
    for tag in ("w:link", "w:next"):
        for tie in made.findall(qn(tag)):
            made.remove(tie)
    return made


def _numbering(word: WordFile) -> Element:
    for relation in word.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.NUMBERING:
            found: Element = relation.target_part.element
            return found
    blob = f"<w:numbering {nsdecls('w')}/>".encode()
    package = word.part.package
    part = NumberingPart.load(PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, blob, package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    made: Element = part.element
    return made


def set_running(word: WordFile, document: Document, styles: Styles) -> None:
    """Whose document it is on each page, and which page of how many."""
    said, section = document.running, word.sections[0]
    strong = element("rStyle", val=styles[STRONG])
    half = TEXT_WIDTH // 2
    sides = ((said.left_title, said.left_text, "left"), (said.right_title, said.right_text, "right"))
    cells = [
        cell(
            half,
            *(_logo(section, document) if side == "left" else ()),
            paragraph(
                run(_short(title), strong.__copy__()), style=styles["Header"], marks=[element("jc", val=side)]
            ),
            paragraph(run(_short(text)), style=styles["Header"], marks=[element("jc", val=side)]),
        )
        for title, text, side in sides
    ]
    _put_first(section.header._element, table([half, half], [row(*cells)]))
    numbered = said.page_of.replace("{pages}", "{page}").split("{page}")
    right = [run(numbered[0]), field("PAGE"), run(numbered[1]), field("NUMPAGES"), run(numbered[2])]
    wide = TEXT_WIDTH * 3 // 4
    feet = (_short(said.footer), document.letterhead.contact)
    foot = row(
        cell(wide, *(paragraph(run(text), style=styles["Footer"]) for text in feet if text)),
        cell(
            TEXT_WIDTH - wide,
            paragraph(*right, style=styles["Footer"], marks=[element("jc", val="right")]),
        ),
    )
    rule = line("top", hexadecimal(style.LINE))
    _put_first(section.footer._element, table([wide, TEXT_WIDTH - wide], [foot], borders=[rule]))


def _logo(section: Section, document: Document) -> list[Element]:
    logo = logo_of(document.letterhead)
    if logo is None:
        return []
    picture = section.header.part.new_pic_inline(BytesIO(logo.png), Pt(logo.width), Pt(logo.height))
    for said in picture.iter(qn("wp:docPr"), qn("pic:cNvPr")):
        said.set("descr", plain(document.letterhead.logo_alt))
    return [paragraph(element("r", element("drawing", picture)))]


def _short(text: str) -> str:
    """Not longer than fits: the document itself says it in full."""
    return text if len(text) <= _RUNNING else f"{text[:_RUNNING]}…"


def _put_first(part: Element, made: Element) -> None:
    """Before the empty paragraph that the part has from the start; that one is made low."""
    first = part[0]
    first.addprevious(made)
    part.replace(first, spacer())


def mark_draft(word: WordFile, mark: str) -> None:
    """Print the word across each page, behind the text."""
    if not mark:
        return
    for number, section in enumerate(word.sections):
        for place, header in enumerate(_headers(word, section)):
            if number and header.is_linked_to_previous:
                continue
            made = parse_xml(
                _MARK.format(
                    namespaces=nsdecls("w"),
                    number=2049 + number * 3 + place,
                    colour=hexadecimal(style.DRAFT),
                    font=FONT,
                )
            )
            next(made.iter("{urn:schemas-microsoft-com:vml}shape"))[0].set("string", plain(mark))
            first = next(header._element.iter(qn("w:p")), None)
            (header.add_paragraph()._p if first is None else first).append(made)


def _headers(word: WordFile, section: Section) -> list["docx.section._Header"]:
    headers = [section.header]
    if section.different_first_page_header_footer:
        headers.append(section.first_page_header)
    if word.settings.odd_and_even_pages_header_footer:
        headers.append(section.even_page_header)
    return headers


def set_properties(word: WordFile, document: Document) -> None:
    """What the file says about itself."""
    said, made = word.core_properties, document.made.astimezone(UTC).replace(tzinfo=None)
    said.title, said.subject = plain(document.title)[:255], plain(document.subject)[:255]
    said.author = said.last_modified_by = plain(document.author)[:255]
    said.language, said.comments, said.keywords = document.language, "", ""
    said.created = said.modified = made
    said.revision = 1
