"""The files within a PDF of anybody's, by name."""

from collections.abc import Iterator
from typing import Any

from pyhanko.pdf_utils.generic import DictionaryObject
from pyhanko.pdf_utils.reader import PdfFileReader

_MOST, _DEEPEST = 100, 20


def names(reader: PdfFileReader) -> list[str]:
    """The first hundred; a tree that runs in circles ends."""
    found: list[str] = []
    for name in _walk(_of(_of(reader.root, "/Names"), "/EmbeddedFiles"), _DEEPEST):
        found.append(name)
        if len(found) == _MOST:
            break
    return found


def _of(node: Any, key: str) -> Any:
    """The value under the key, wherever it lies; nothing of what has none."""
    return node[key] if isinstance(node, DictionaryObject) and key in node else None


def _walk(node: Any, deep: int) -> Iterator[str]:
    for entry in list(_of(node, "/Names") or ())[1::2]:
        spec = entry.get_object()
        yield str(_of(spec, "/UF") or _of(spec, "/F") or "")
    for kid in (_of(node, "/Kids") or ()) if deep else ():
        yield from _walk(kid.get_object(), deep - 1)
