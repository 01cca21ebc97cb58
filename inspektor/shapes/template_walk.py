"""Walking through a template's content as plain values: what every rule is checked with.

Each broken rule is a `Flaw` with the path of the value, so that a reader of YAML can give the line and a reader of
Excel the cell. Nothing here raises, whatever it is given.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from inspektor.i18n import tr, tr_mark

Path = tuple[str | int, ...]

MAX_CODE: Final = 64
MAX_LINE: Final = 200
MAX_TEXT: Final = 1000
MAX_PROSE: Final = 4000
MAX_ITEMS: Final = 1000

_CODE: Final = re.compile(r"[0-9A-Za-zÅÄÖåäö]+(?:[._-][0-9A-Za-zÅÄÖåäö]+)*")
_UNWANTED: Final = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
_MARKUP: Final = re.compile(r"<[/!?]?[A-Za-z-]|&(?:#[0-9]+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]+);")
MISSING: Final = object()
"""Stands for a key that is not there."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """One broken rule."""

    path: Path
    """Keys and positions from the top of the content down to the value."""
    where: str
    """The code of the requirement, question or area it stands in, or the path where there is no code yet."""
    field: str
    """The key as the file spells it."""
    message: str
    """A marked text."""
    values: Mapping[str, str | int]
    is_warning: bool = False
    other: Path | None = None
    """Where the same code stands already."""

    def text(self) -> str:
        """The sentence for people: code, key, rule."""
        place = ", ".join(part for part in (self.where, self.field) if part)
        rule = tr(self.message).format(**self.values)
        return f"{place}: {rule}" if place else rule


def clean_text(text: str) -> str:
    """The text as it is stored: Unicode form NFC, no spaces around it, one kind of line break."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def unwanted_character(text: str, *, lines: bool) -> str | None:
    """The first character that must not stand in a template, as U+XXXX; None if there is none.

    Controls can break a printed page, BiDi and other invisible controls can show a text in another order than it
    is stored, and private characters mean something else on another machine. The soft hyphen may stay.
    """
    if text.isprintable():
        return None  # nearly always; none of the unwanted counts as printable
    for character in text:
        if character.isprintable() or character == "\u00ad" or (lines and character == "\n"):
            continue
        number = ord(character)
        never_a_character = number & 0xFFFE == 0xFFFE or 0xFDD0 <= number <= 0xFDEF
        if never_a_character or unicodedata.category(character) in _UNWANTED:
            return f"U+{number:04X}"
    return None


class Walk:
    """Walks the content and collects flaws."""

    def __init__(self) -> None:
        self.flaws: list[Flaw] = []
        self._codes: dict[tuple[str, str], Path] = {}

    def add(
        self, path: Path, where: str, message: str, /, field: str | None = None, **values: str | int
    ) -> None:
        """Note a flaw; the field is the last key of the path unless another is named."""
        keys = [part for part in path if isinstance(part, str)]
        named = field if field is not None else (keys[-1] if keys else "")
        self.flaws.append(Flaw(path, where, named, message, values))

    def mapping(
        self, value: object, path: Path, where: str, required: list[str], extras: list[str]
    ) -> dict[str, object] | None:
        """The entries, missing keys noted as flaws and unknown ones as warnings; None if it is no mapping."""
        if not isinstance(value, dict):
            self.add(path, where, tr_mark("must be a group of keys and values."))
            return None
        for key in required:
            if key not in value:
                self.add(path, where, tr_mark("is missing."), field=key)
        for key in value:
            if key not in required and key not in extras:
                message = tr_mark("is not a key of templates and is left out.")
                self.flaws.append(Flaw((*path, str(key)), where, str(key), message, {}, is_warning=True))
        return value

    def items(
        self, value: object, path: Path, where: str, *, at_least: int = 0
    ) -> Iterator[tuple[Path, object]]:
        """The list's items with their paths. A list that may be empty may also be left blank."""
        if value is MISSING or (value is None and not at_least):
            return
        if not isinstance(value, list):
            self.add(path, where, tr_mark("must be a list."))
            return
        if len(value) < at_least:
            self.add(path, where, tr_mark("must not be empty."))
        if len(value) > MAX_ITEMS:
            self.add(path, where, tr_mark("has more than {n} items."), n=MAX_ITEMS)
        for position, item in enumerate(value[:MAX_ITEMS]):
            yield (*path, position), item

    def text(
        self, value: object, path: Path, where: str, limit: int = MAX_TEXT, *, lines: bool = False
    ) -> str | None:
        """The clean text; None if it is missing or flawed."""
        if value is MISSING:
            return None
        if not isinstance(value, str):
            self.add(path, where, tr_mark("must be text. Put it in quotes."))
            return None
        text = clean_text(value)
        bad = unwanted_character(text, lines=lines)
        if not text:
            self.add(path, where, tr_mark("must not be empty."))
        elif len(text) > limit:
            self.add(path, where, tr_mark("is longer than {n} characters."), n=limit)
        elif bad == "U+000A":
            self.add(path, where, tr_mark("must be a single line."))
        elif bad:
            self.add(path, where, tr_mark("holds the unwanted character {code}."), code=bad)
        elif _MARKUP.search(text):
            self.add(path, where, tr_mark("holds HTML. Write plain text."))
        else:
            return text
        return None

    def texts(self, value: object, path: Path, where: str, *, at_least: int = 0) -> None:
        """A list of texts."""
        for place, item in self.items(value, path, where, at_least=at_least):
            self.text(item, place, where)

    def choice(self, value: object, path: Path, where: str, allowed: tuple[str, ...]) -> str | None:
        """One of the allowed words; None if it is missing or another."""
        if value is MISSING:
            return None
        if not isinstance(value, str) or value not in allowed:
            self.add(path, where, tr_mark("must be one of {words}."), words=", ".join(allowed))
            return None
        return value

    def code(self, value: object, path: Path, where: str, kind: str = "") -> str | None:
        """A code; one of a kind stands once in the file, capitals or not."""
        text = self.text(value, path, where, MAX_CODE)
        if text is None:
            return None
        if not _CODE.fullmatch(text):
            message = tr_mark("may hold letters, digits and single . _ - between them.")
            self.add(path, where, message)
            return None
        if kind:
            self._note_double(text, path, kind)
        return text

    def _note_double(self, code: str, path: Path, kind: str) -> None:
        first = self._codes.setdefault((kind, code.casefold()), path)
        if first != path:
            message = tr_mark("{code} stands twice in the file.")
            self.flaws.append(Flaw(path, code, "id", message, {"code": code}, other=first))


def named(content: object, path: Path) -> str:
    """What to call a part of the content: its code, or where it stands."""
    code = content.get("id") if isinstance(content, dict) else None
    if isinstance(code, str) and _CODE.fullmatch(code) and len(code) <= MAX_CODE:
        return code
    return "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")
