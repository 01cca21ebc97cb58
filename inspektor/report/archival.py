"""Whether what other programs added to a document for the archive may have cost it that standing.

Only what can be told for certain is told: letters in a signature's picture whose font does not come with the file.
"""

from collections.abc import Iterator
from typing import Any

from pyhanko.pdf_utils.generic import DictionaryObject, StreamObject
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields

_DEEPEST = 6
_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


def claims_archival(reader: PdfFileReader) -> bool:
    """Whether the file says of itself that it is PDF/A."""
    stated = _of(reader.root, "/Metadata")
    return isinstance(stated, StreamObject) and b"pdfaid" in stated.data


def signed_with_foreign_fonts(reader: PdfFileReader) -> list[str]:
    """The signed fields whose picture uses a font that the file does not hold; PDF/A forbids it."""
    return [
        name
        for name, value, reference in enumerate_sig_fields(reader)
        if value is not None and not all(map(_held, _fonts(_of(_of(reference.get_object(), "/AP"), "/N"))))
    ]


def _fonts(picture: Any, depth: int = 0) -> Iterator[Any]:
    resources = _of(picture, "/Resources")
    fonts, inner = _of(resources, "/Font"), _of(resources, "/XObject")
    yield from (_of(fonts, name) for name in fonts)
    if depth < _DEEPEST:
        for name in inner:
            yield from _fonts(_of(inner, name), depth + 1)


def _held(font: Any) -> bool:
    described = [font, *(each.get_object() for each in _of(font, "/DescendantFonts"))]
    return _of(font, "/Subtype") == "/Type3" or any(
        file in _of(each, "/FontDescriptor") for each in described for file in _FILES
    )


def _of(part: Any, key: str) -> Any:
    """What stands there, followed to where it lies; nothing where there is none."""
    return part[key] if isinstance(part, DictionaryObject) and key in part else {}
