"""What stands in a Word document, read for its tables and the texts beside them: as if every tracked change were accepted."""

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from xml.etree import ElementTree

from inspektor.exchange.fact_check_rows import MOST_ROWS, Grid
from inspektor.formats import plain

Element = ElementTree.Element

_GONE = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText"})
"""What is deleted by a tracked change, shown only by programs that know no better, or never shown."""
_BREAKS = {"br": "\n", "cr": "\n", "tab": " ", "noBreakHyphen": "-"}
_NOTES = {"comments": "comment", "footnotes": "footnote", "endnotes": "endnote"}
"""The parts that hold texts which the document refers to, and what each text is called there."""
_BESIDE = ("header", "footer")
_MOST_COLUMNS = 100


def grids(data: bytes) -> Iterator[Grid]:
    """Every table, the texts between them, and what stands at the top and bottom of the pages."""
    with zipfile.ZipFile(BytesIO(data)) as packed:
        main = _related(packed, "", "officeDocument")[0]
        notes = {
            (kind, _value(each, "id")): _words(each)
            for part, kind in _NOTES.items()
            for name in _related(packed, main, part)
            for each in ElementTree.fromstring(packed.read(name))
        }
        yield from _Reader(notes).grids(ElementTree.fromstring(packed.read(main)))
        for part in _BESIDE:
            for name in _related(packed, main, part):
                words = _words(ElementTree.fromstring(packed.read(name)))
                if any(letter.isalpha() for letter in words):  # and not the number of the page alone
                    yield Grid([[words]])


def _related(packed: zipfile.ZipFile, part: str, kind: str) -> list[str]:
    """The parts of that kind which a part, or the whole file, refers to."""
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if relations not in packed.namelist():
        return []
    found = [
        each.get("Target", "")
        for each in ElementTree.fromstring(packed.read(relations))
        if each.get("Type", "").endswith(f"/{kind}")
    ]
    return [posixpath.normpath(posixpath.join("/", folder, each)).lstrip("/") for each in found]


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _value(element: Element | None, name: str) -> str:
    """An attribute, whatever its namespace."""
    attributes = element.attrib if element is not None else {}
    return next((text for key, text in attributes.items() if key.rpartition("}")[2] == name), "")


def _child(element: Element, *path: str) -> Element | None:
    found: Element | None = element
    for name in path:
        found = next((each for each in found if _name(each) == name), None) if found is not None else None
    return found


def _words(element: Element) -> str:
    return plain("".join(_Reader({}).pieces(element))).strip()


def _inside(element: Element, wanted: frozenset[str]) -> Iterator[Element]:
    """Those of these names, through whatever wraps them but not through one another."""
    for each in element:
        if _name(each) in wanted:
            yield each
        elif _name(each) not in _GONE:
            yield from _inside(each, wanted)


@dataclass(slots=True)
class _Reader:
    """Reads texts; what they refer to (a comment in the margin, a footnote) is `met` meanwhile."""

    notes: dict[tuple[str, str], str]
    met: list[str] = field(default_factory=list)

    def grids(self, document: Element) -> Iterator[Grid]:
        """Tables and the texts between them, in order."""
        beside: list[list[str]] = []
        for each in _inside(document, frozenset({"p", "tbl"})):
            if _name(each) == "p":
                beside.append(self._with_notes([self._text(each)]))
                continue
            yield Grid(beside)
            beside = []
            yield self._table(each)
        yield Grid(beside)

    def _with_notes(self, row: list[str]) -> list[str]:
        row, self.met = [*row, *self.met], []
        return row

    def _table(self, table: Element) -> Grid:
        rows: list[list[str]] = []
        beside: list[list[str]] = []
        across: dict[tuple[int, int], int] = {}
        for each in _inside(table, frozenset({"tr"})):
            if _child(each, "trPr", "del") is None and len(rows) < MOST_ROWS:
                rows.append(self._row(each, len(rows), across))
                beside.append(self._with_notes([]))
        width = max(map(len, rows), default=0)
        whole = [row + [""] * (width - len(row)) + notes for row, notes in zip(rows, beside, strict=True)]
        return Grid(whole, across)

    def _row(self, row: Element, number: int, across: dict[tuple[int, int], int]) -> list[str]:
        cells = [""] * _count(_child(row, "trPr", "gridBefore"), 0)
        for each in _inside(row, frozenset({"tc"})):
            merged = _child(each, "tcPr", "vMerge")
            if merged is not None and _value(merged, "val") != "restart":
                across[number, len(cells)] = across.get((number - 1, len(cells)), number - 1)
            gone = _child(each, "tcPr", "cellDel") is not None
            cells.append("" if gone else self._text(each))
            cells += [""] * (_count(_child(each, "tcPr", "gridSpan"), 1) - 1)
        return cells

    def _text(self, element: Element) -> str:
        return plain("".join(self.pieces(element))).strip()

    def pieces(self, element: Element) -> Iterator[str]:
        """The text piece by piece, a paragraph ending its line."""
        name = _name(element)
        if name in _GONE:
            return
        if name == "t":
            yield element.text or ""
        elif name in _BREAKS:
            yield _BREAKS[name]
        elif name.endswith("Reference"):
            note = self.notes.get((name.removesuffix("Reference"), _value(element, "id")))
            self.met += [note] if note else []
        for each in element:
            yield from self.pieces(each)
        if name == "p":
            yield "\n"


def _count(element: Element | None, otherwise: int) -> int:
    text = _value(element, "val")
    return min(int(text), _MOST_COLUMNS) if text.isdigit() else otherwise
