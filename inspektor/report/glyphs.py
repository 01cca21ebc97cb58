"""The one door through which text reaches paper: what may be printed, in which face, and what had to be replaced.

Text is never markup here, so nothing a person types can become a tag, a link or a picture. It is normalised to NFC;
control and direction characters are dropped; a character that neither font has is printed as a box and reported.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from inspektor.report import style

REPLACEMENT = "□"
_LINE_BREAKS = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_EQUAL_LOOKS = str.maketrans({"\t": " ", "\u2011": "-", "\u2010": "-"})
_DROPPED = frozenset({"Cc", "Cf", "Cs"})
_NO_TEXT = "\ufffe\uffff"
_UNPRINTABLE = frozenset({"Co", "Cn"})
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_VARIATIONS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))


@dataclass(frozen=True, slots=True)
class TextNote:
    """A character that was replaced because no font has it."""

    character: str
    name: str
    count: int


@cache
def _printable(face: str) -> frozenset[str]:
    """The characters a face can print and we let it print."""
    forbidden = _DROPPED | _UNPRINTABLE
    return frozenset(
        c
        for c in style.advance_widths(face)
        if unicodedata.category(c) not in forbidden and not _selects_a_variant(c)
    )


def _selects_a_variant(character: str) -> bool:
    return any(ord(character) in span for span in _VARIATIONS)


@cache
def _outside(face: str) -> re.Pattern[str]:
    """Finds the first character that the face lacks, or that may compose with the one before it."""
    codes = sorted(ord(c) for c in _printable(face) if not unicodedata.combining(c))
    spans: list[list[int]] = []
    for code in codes:
        if spans and code == spans[-1][1] + 1:
            spans[-1][1] = code
        else:
            spans.append([code, code])
    inside = "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in spans)
    return re.compile(f"[^{inside}\n]")


@cache
def widths(face: str) -> dict[str, float]:
    """The widths of what the face prints, in thousandths of the size; characters of its fallback included."""
    own = style.advance_widths(face)
    other = style.fallback_of(face)
    if other == face:
        return own
    mixed = {c: w for c, w in style.advance_widths(other).items() if c in _printable(other)}
    mixed.update({c: w for c, w in own.items() if c in _printable(face)})
    return mixed


def plain(text: str) -> str:
    """The text as one line without control characters: for metadata, bookmarks and alternative texts."""
    return " ".join(readable(text).split())


def readable(text: str) -> str:
    """The text without what no file of text can hold; its line breaks as newlines."""
    normal = unicodedata.normalize("NFC", _LINE_BREAKS.sub("\n", text))
    return "".join(
        [c for c in normal if c in "\n\t" or (unicodedata.category(c) not in _DROPPED and c not in _NO_TEXT)]
    )


class TextDoor:
    """Cleans the texts of one document and remembers what it replaced."""

    def __init__(self) -> None:
        self._replaced: dict[str, int] = {}

    @property
    def notes(self) -> tuple[TextNote, ...]:
        """What was replaced so far, most frequent first."""
        ordered = sorted(self._replaced.items(), key=lambda item: (-item[1], item[0]))
        return tuple(TextNote(c, unicodedata.name(c, f"U+{ord(c):04X}"), n) for c, n in ordered)

    def clean(self, text: str, face: str) -> str:
        """The text as it can be printed in the face or its fallback; line breaks as newlines."""
        if not _outside(face).search(text):
            return text
        normal = unicodedata.normalize("NFC", _LINE_BREAKS.sub("\n", text)).translate(_EQUAL_LOOKS)
        printable = _printable(face) | _printable(style.fallback_of(face))
        return "".join([c if c in printable or c == "\n" else self._replace(c) for c in normal])

    def _replace(self, character: str) -> str:
        if unicodedata.category(character) in _DROPPED or ord(character) in _SKIN_TONES:
            return ""
        if _selects_a_variant(character):
            return ""
        self._replaced[character] = self._replaced.get(character, 0) + 1
        return REPLACEMENT


def runs(text: str, face: str) -> list[tuple[str, str]]:
    """Cleaned text of one line as (face, text) pairs, switching to the fallback only where it must."""
    if not _outside(face).search(text):
        return [(face, text)]
    own, other = _printable(face), style.fallback_of(face)
    pairs: list[tuple[str, str]] = []
    for character in text:
        chosen = face if character in own else other
        if pairs and pairs[-1][0] == chosen:
            pairs[-1] = (chosen, pairs[-1][1] + character)
        else:
            pairs.append((chosen, character))
    return pairs
