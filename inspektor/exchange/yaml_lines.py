"""YAML as plain values, with the line of every value, from a file nobody vouches for.

Works on the parser's events, without recursion and without building any object but text, plain numbers, lists and
mappings. Refused outright: tags, references (a few lines can stand for gigabytes), nesting and size beyond what a
template needs, anything but UTF-8, tabs and invisible characters.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from inspektor.i18n import tr, tr_mark
from inspektor.shapes.template_walk import Path, unwanted_character

MAX_BYTES: Final = 2_000_000
MAX_DEPTH: Final = 12
MAX_VALUES = 50_000

_STR_TAG: Final = "tag:yaml.org,2002:str"
_BOOL_TAG: Final = "tag:yaml.org,2002:bool"
_NUMBER_TAGS: Final = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")
_NULL_TAG: Final = "tag:yaml.org,2002:null"
_PLAIN_NUMBER: Final = re.compile(r"-?[0-9]{1,20}([.][0-9]{1,20})?")
"""Numbers as people write them: not 0x1F, 1_000, 1:30 or 1e9, which YAML counts as numbers too."""
_TRUE_WORDS: Final = ("yes", "true", "on")


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file, line and column counted from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that keeps the file from being read."""

    place: Place
    message: str
    """A marked text."""
    values: Mapping[str, str | int] = field(default_factory=dict)
    other: Place | None = None

    def text(self) -> str:
        """The sentence for people."""
        return tr(self.message).format(**self.values)


@dataclass(slots=True)
class Lined:
    """What was read: values with their places, or troubles."""

    content: object = None
    places: dict[Path, Place] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)
    whole: bool = True
    """False if reading stopped: then there is no content to judge."""

    def place_of(self, path: Path) -> Place:
        """Where the value begins; for a value that is not there, where the nearest one around it does."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Place(1, 1))


@dataclass(frozen=True, slots=True)
class OtherScalar:
    """A date or other value that YAML makes of unquoted text; no template holds any."""

    written: str


class _Stop(Exception):
    """Reading cannot go on; the trouble says why."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.message)
        self.trouble = trouble


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet."""

    path: Path
    values: list[object] | dict[str, object]
    key: str | None = None
    doubled: bool = False


class _Builder:
    """Turns events into plain values."""

    def __init__(self, result: Lined) -> None:
        from yaml.resolver import Resolver

        self._result = result
        self._resolver: Any = Resolver()
        self._open: list[_Open] = []
        self._count = 0
        self._documents = 0
        self._handlers: dict[str, Callable[[Any], None]] = {
            "DocumentStartEvent": self._start_document,
            "AliasEvent": self._refuse_alias,
            "ScalarEvent": self._take_scalar,
            "SequenceStartEvent": lambda event: self._start(event, []),
            "MappingStartEvent": lambda event: self._start(event, {}),
            "SequenceEndEvent": lambda _: self._end(),
            "MappingEndEvent": lambda _: self._end(),
        }

    def take(self, event: Any) -> None:
        """Take in one event of the parser."""
        handler = self._handlers.get(type(event).__name__)
        if handler:
            handler(event)

    def _start_document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            raise _Stop(Trouble(_place(event), tr_mark("The file holds more than one document.")))

    def _refuse_alias(self, event: Any) -> None:
        message = tr_mark("References (*{name}) are not allowed. Write the text out.")
        raise _Stop(Trouble(_place(event), message, {"name": event.anchor}))

    def _take_scalar(self, event: Any) -> None:
        self._check_limits(event)
        top = self._open[-1] if self._open else None
        if top is not None and isinstance(top.values, dict) and top.key is None:
            self._take_key(top, event)
        else:
            self._put(event, self._scalar(event))

    def _take_key(self, top: _Open, event: Any) -> None:
        place, path = _place(event), (*top.path, event.value)
        top.key = event.value
        top.doubled = event.value in top.values
        if top.doubled:
            message = tr_mark("The key {key} stands twice.")
            first = self._result.places[path]
            self._result.troubles.append(Trouble(place, message, {"key": event.value}, first))
        else:
            self._result.places[path] = place

    def _scalar(self, event: Any) -> object:
        from yaml.nodes import ScalarNode

        tag = event.tag
        if tag is None or tag == "!":
            tag = self._resolver.resolve(ScalarNode, event.value, event.implicit)
        if tag == _STR_TAG:
            return str(event.value)
        if tag == _BOOL_TAG:
            return event.value.lower() in _TRUE_WORDS
        if tag in _NUMBER_TAGS and _PLAIN_NUMBER.fullmatch(event.value):
            return Decimal(event.value)
        return None if tag == _NULL_TAG else OtherScalar(event.value)

    def _start(self, event: Any, values: list[object] | dict[str, object]) -> None:
        self._check_limits(event)
        top = self._open[-1] if self._open else None
        if top is not None and isinstance(top.values, dict) and top.key is None:
            raise _Stop(Trouble(_place(event), tr_mark("A key must be a single word.")))
        path = self._put(event, values)
        if len(self._open) >= MAX_DEPTH:
            raise _Stop(Trouble(_place(event), tr_mark("The file is nested too deeply.")))
        self._open.append(_Open(path, values))

    def _end(self) -> None:
        self._open.pop()

    def _put(self, event: Any, value: object) -> Path:
        """Put a value where it belongs and give its path. A doubled key's value is read and dropped."""
        if not self._open:
            self._result.content = value
            self._result.places.setdefault((), _place(event))
            return ()
        top = self._open[-1]
        if isinstance(top.values, list):
            path: Path = (*top.path, len(top.values))
            top.values.append(value)
            self._result.places.setdefault(path, _place(event))
            return path
        path = (*top.path, top.key or "")
        if not top.doubled:
            top.values[top.key or ""] = value
        top.key, top.doubled = None, False
        return path

    def _check_limits(self, event: Any) -> None:
        self._count += 1
        if self._count > MAX_VALUES:
            raise _Stop(Trouble(_place(event), tr_mark("The file holds too many values.")))
        if event.tag not in (None, "!", _STR_TAG):
            raise _Stop(Trouble(_place(event), tr_mark("Type tags (!) are not allowed.")))


def _place(event: Any) -> Place:
    return Place(event.start_mark.line + 1, event.start_mark.column + 1)


def _decode(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise _Stop(Trouble(Place(1, 1), tr_mark("The file is too large to be a template.")))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = tr_mark("The file is not saved as UTF-8.")
        raise _Stop(Trouble(Place(data.count(b"\n", 0, error.start) + 1, 1), message)) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _unwanted(text: str) -> Iterator[Trouble]:
    """The first unwanted character of each line, in comments too: what cannot be seen cannot be reviewed."""
    for number, line in enumerate(text.split("\n"), start=1):
        code = unwanted_character(line, lines=False)
        if code is None:
            continue
        place = Place(number, line.index(chr(int(code[2:], 16))) + 1)
        if code == "U+0009":
            yield Trouble(place, tr_mark("The line holds a tab. Use spaces."))
        else:
            yield Trouble(place, tr_mark("The line holds the unwanted character {code}."), {"code": code})


def _parse(text: str, result: Lined) -> None:
    import yaml

    builder = _Builder(result)
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        for event in yaml.parse(text, Loader=loader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)
        raise _Stop(Trouble(place, _SYNTAX)) from error
    except yaml.YAMLError as error:
        raise _Stop(Trouble(Place(1, 1), _SYNTAX)) from error


_SYNTAX: Final = tr_mark(
    "The line cannot be read as YAML. Check the indentation, and put text that holds a colon in quotes."
)


def read_lined(data: bytes) -> Lined:
    """Read a file's bytes. Never raises: what is wrong stands in `troubles`, and `whole` says if reading ended."""
    result = Lined()
    try:
        text = _decode(data)
        result.troubles.extend(_unwanted(text))
        if result.troubles:
            result.whole = False
        else:
            _parse(text, result)
    except _Stop as stop:
        result.troubles.append(stop.trouble)
        result.whole = False
    return result
