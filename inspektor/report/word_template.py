"""A municipality's own Word template, filled in: its fields wherever they stand, its rows repeated, whole sections put in.

Word splits what one types over several runs as it likes; a field is found in the text of its paragraph all the same, and
its value takes the look of the field's first letter. Values are never read as fields themselves.
"""

import difflib
import re
import zipfile
import zlib
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from io import BytesIO
from itertools import accumulate

from docx.document import Document as WordFile
from docx.exceptions import PythonDocxError
from docx.opc.constants import CONTENT_TYPE
from docx.opc.exceptions import OpcError
from docx.opc.part import PartFactory, XmlPart
from docx.oxml.ns import qn
from docx.package import Package
from docx.parts.document import DocumentPart

from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.report.blocks import Document
from inspektor.report.meter import Cancelled, Meter, Progress
from inspektor.report.word import BuiltWord, Writer, finished, photo_count
from inspektor.report.word_fields import Fields, known
from inspektor.report.word_style import TEXT_WIDTH, Styles
from inspektor.report.word_xml import Element, pieces, spacer

_FIELD = re.compile(r"\$\{([^}]*)(?:\}|$)")
_TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_PARAGRAPH, _ROW, _TABLE, _TEXT = qn("w:p"), qn("w:tr"), qn("w:tbl"), qn("w:t")
_EMU_PER_TWIP = 635
_MOST_BYTES, _MOST_MEMBERS = 200_000_000, 5_000
_STORIES = (
    CONTENT_TYPE.WML_DOCUMENT_MAIN,
    CONTENT_TYPE.WML_HEADER,
    CONTENT_TYPE.WML_FOOTER,
    CONTENT_TYPE.WML_FOOTNOTES,
    CONTENT_TYPE.WML_ENDNOTES,
)
# What reading a damaged or hostile file raises; the libraries have no common class for it.
_BROKEN = (
    OpcError,
    PythonDocxError,
    zipfile.BadZipFile,
    zlib.error,
    SyntaxError,  # lxml's own is one
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    RuntimeError,
    EOFError,
    OSError,
)
PartFactory.part_type_for[_TEMPLATE] = DocumentPart  # a .dotx is a document but for its name
for _notes in (CONTENT_TYPE.WML_FOOTNOTES, CONTENT_TYPE.WML_ENDNOTES):
    PartFactory.part_type_for[_notes] = XmlPart


class NotATemplate(InspektorError):
    """The file is damaged or no Word document."""

    def text(self) -> str:
        """What is wrong."""
        return tr("The template is not a Word document that can be read.")

    def advice(self) -> str:
        """What to do."""
        return tr("Open it in Word, save it as .docx or .dotx without a password, and try again.")


class UnknownFields(InspektorError):
    """The template asks for what does not exist."""

    def __init__(self, unknown: Sequence[str], offered: Sequence[str]) -> None:
        """Name the fields that are asked for, and those that there are."""
        super().__init__(*unknown)
        self.unknown, self.offered = tuple(unknown), tuple(offered)

    def text(self) -> str:
        """Which they are."""
        return tr("The template has fields that do not exist: {names}.").format(names=_quoted(self.unknown))

    def advice(self) -> str:
        """What may have been meant."""
        close = [difflib.get_close_matches(known(name), self.offered, 1) for name in self.unknown]
        meant = [found[0] for found in close if found]
        if not meant:
            return tr("The sample template shows every field there is.")
        return tr("Did you mean {names}? The sample template shows every field there is.").format(
            names=_quoted(meant)
        )


class MisplacedFields(InspektorError):
    """Fields that exist but cannot stand where they do."""

    def __init__(self, names: Sequence[str]) -> None:
        """Name them."""
        super().__init__(*names)
        self.names = tuple(names)

    def text(self) -> str:
        """Which they are."""
        return tr("These fields cannot stand where they do: {names}.").format(names=_quoted(self.names))

    def advice(self) -> str:
        """Where they can."""
        return tr("A section stands alone in a paragraph outside tables; a row repeats fields of one kind.")


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f"${{{name}}}" for name in names)


def fill(
    template: bytes,
    document: Document,
    offered: Fields,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> BuiltWord:
    """The template with the fields filled in. Raises one of the errors above; damage may show at any step."""
    try:
        word = _opened(template)
        return _filled(word, document, offered, progress, cancelled)
    except _BROKEN as error:
        raise NotATemplate from error


def _opened(template: bytes) -> WordFile:
    with zipfile.ZipFile(BytesIO(template)) as file:
        members = file.infolist()
    if len(members) > _MOST_MEMBERS or sum(each.file_size for each in members) > _MOST_BYTES:
        raise NotATemplate
    part = Package.open(BytesIO(template)).main_document_part
    if not isinstance(part, DocumentPart) or part.content_type not in (_TEMPLATE, _STORIES[0]):
        raise NotATemplate
    part._content_type = CONTENT_TYPE.WML_DOCUMENT_MAIN
    part.element.body.get_or_add_sectPr()  # the mark of a draft stands in a section's header
    word: WordFile = part.document
    return word


def _filled(
    word: WordFile,
    document: Document,
    offered: Fields,
    progress: Progress | None,
    cancelled: Cancelled | None,
) -> BuiltWord:
    stories = [part.element for part in word.part.package.iter_parts() if part.content_type in _STORIES]
    _check(stories, offered)
    places = [(each, _part_of(each, offered)) for each in _paragraphs(stories) if _part_of(each, offered)]
    meter = Meter(sum(photo_count(offered.parts[name]) for _, name in places), progress, cancelled)
    _fill_in(stories, offered)
    writer = Writer(word, Styles(word, document.language), meter.photo, _width(word))
    for place, name in places:
        _put(place, writer.elements(offered.parts[name]))
    data = finished(word, document)
    meter.done(1)
    return BuiltWord(data, writer.unreadable_pictures)


def _width(word: WordFile) -> int:
    """How wide the text of a page is."""
    for each in word.sections:
        if each.page_width and each.left_margin is not None and each.right_margin is not None:
            room = each.page_width - each.left_margin - each.right_margin
            return max(TEXT_WIDTH // 3, round(room / _EMU_PER_TWIP))
    return TEXT_WIDTH


def _paragraphs(stories: Sequence[Element]) -> list[Element]:
    return [each for story in stories for each in story.iter(_PARAGRAPH)]


def _own(place: Element) -> list[Element]:
    """The texts of a paragraph, without those of the paragraphs in its text boxes."""
    return [each for each in place.iter(_TEXT) if next(each.iterancestors(_PARAGRAPH)) is place]


def _asked(place: Element) -> list[str]:
    """The names in a paragraph, as they are written there."""
    return _FIELD.findall("".join(each.text or "" for each in _own(place)))


def _part_of(place: Element, offered: Fields) -> str:
    """The section that stands alone in a paragraph; empty if none does."""
    text = "".join(each.text or "" for each in _own(place)).strip()
    found = _FIELD.fullmatch(text)
    name = known(found.group(1)) if found else ""
    return name if name in offered.parts else ""


def _check(stories: Sequence[Element], offered: Fields) -> None:
    """Refuse the template if something in it cannot be filled in."""
    names = set(offered.names())
    unknown: dict[str, None] = {}
    misplaced: dict[str, None] = {}
    for place in _paragraphs(stories):
        for written in _asked(place):
            name = known(written)
            if name not in names:
                unknown[written] = None
            elif name in offered.parts and not (
                _part_of(place, offered) and place.getparent().tag == qn("w:body")
            ):
                misplaced[written] = None
    if unknown:
        raise UnknownFields(list(unknown), offered.names())
    for unit, groups in _units(stories, offered).items():
        if len(groups) > 1:
            misplaced |= {n: None for n in _grouped(unit, offered)}
    if misplaced:
        raise MisplacedFields(list(misplaced))


def _units(stories: Sequence[Element], offered: Fields) -> dict[Element, set[str]]:
    """What is repeated: the row, else the paragraph, that asks for fields of a group; never one inside another."""
    units: dict[Element, set[str]] = {}
    for place in _paragraphs(stories):
        groups = {offered.group_of(known(name)) for name in _asked(place)} - {""}
        if groups:
            unit = next(place.iterancestors(_ROW), place)
            outer = next((each for each in unit.iterancestors() if each in units), unit)
            units.setdefault(outer, set()).update(groups)
    return units


def _grouped(unit: Element, offered: Fields) -> Iterator[str]:
    for place in unit.iter(_PARAGRAPH):
        yield from (name for name in _asked(place) if offered.group_of(known(name)))


def _fill_in(stories: Sequence[Element], offered: Fields) -> None:
    """All but the sections. Each place is read once, so that no value is taken for a field."""
    units = _units(stories, offered)
    repeated = {place for unit in units for place in unit.iter(_PARAGRAPH)}
    for place in _paragraphs(stories):
        if place not in repeated and not _part_of(place, offered):
            _fill(place, offered.single)
    for unit, (group,) in units.items():
        for number in range(max(1, len(offered.groups[group].rows))):
            made = _copy(unit)
            values = {**offered.single, **offered.of_row(group, number)}
            for place in list(made.iter(_PARAGRAPH)):
                _fill(place, values)
            unit.addprevious(made)
        unit.getparent().remove(unit)


def _fill(place: Element, values: Mapping[str, str]) -> None:
    """Put the values in, from the last to the first, each into the run where its field begins."""
    texts = _own(place)
    starts = [0, *accumulate(len(each.text or "") for each in texts)]
    found = list(_FIELD.finditer("".join(each.text or "" for each in texts)))
    for match in reversed(found):
        first = _holding(starts, match.start())
        last = _holding(starts, match.end() - 1)
        behind = (texts[last].text or "")[match.end() - starts[last] :]
        ahead = (texts[first].text or "")[: match.start() - starts[first]]
        for each in texts[first + 1 : last + 1]:
            each.text = ""
        if last > first:
            texts[last].text = behind
            behind = ""
        texts[first].text = ahead + values[known(match.group(1))] + behind
    for each in texts if found else []:
        for piece in pieces(each.text or ""):
            each.addprevious(piece)
        each.getparent().remove(each)


def _holding(starts: Sequence[int], place: int) -> int:
    """The text that holds the letter at this place."""
    return bisect_right(starts, place) - 1


def _copy(unit: Element) -> Element:
    """A copy without what may stand once only in a file."""
    made = deepcopy(unit)
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        for mark in list(made.iter(qn(tag))):
            mark.getparent().remove(mark)
    for each in made.iter():
        for name in [name for name in each.attrib if name.endswith(("}paraId", "}textId"))]:
            del each.attrib[name]
    return made


def _put(place: Element, made: Sequence[Element]) -> None:
    """The section instead of its paragraph, which stays where it ends a part of the document."""
    before = place.getprevious()
    if made and before is not None and before.tag == made[0].tag == _TABLE:
        place.addprevious(spacer())
    for each in made:
        place.addprevious(each)
    if next(place.iter(qn("w:sectPr")), None) is None:
        place.getparent().remove(place)
    else:
        for text in _own(place):
            text.text = ""
