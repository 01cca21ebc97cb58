"""Pen strokes from a file: JSON, a list of strokes, each a list of [x, y]. Geometry only; pressure and time are refused."""

import json
import math
from pathlib import Path

from inspektor.errors import InspektorError
from inspektor.i18n import tr

Stroke = tuple[tuple[float, float], ...]
MOST_BYTES = 4_000_000
_PAIR = 2


class StrokesRefused(InspektorError):
    """The file holds no pen strokes, or more than that."""

    def __init__(self, path: Path) -> None:
        """Name the file."""
        super().__init__(path.name)
        self.path = path

    def text(self) -> str:
        """What is wrong."""
        return tr("{name} holds no pen strokes.").format(name=self.path.name)

    def advice(self) -> str:
        """What they look like."""
        return tr(
            "Give a JSON list of strokes, each a list of points [x, y] with y downwards, and nothing else: pressure"
            " and time could identify a person and are never taken."
        )


def read_strokes(path: Path) -> tuple[Stroke, ...]:
    """The strokes in a file; StrokesRefused."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise StrokesRefused(path)
        given = json.loads(path.read_text(encoding="utf-8"))
        strokes = tuple(_stroke(each) for each in _listed(given))
    except (OSError, TypeError, ValueError, OverflowError, RecursionError) as error:
        raise StrokesRefused(path) from error
    if not any(strokes):
        raise StrokesRefused(path)
    return strokes


def _stroke(given: object) -> Stroke:
    return tuple(_point(each) for each in _listed(given))


def _point(given: object) -> tuple[float, float]:
    numbers = _listed(given)
    if len(numbers) != _PAIR or not all(type(each) in (int, float) for each in numbers):
        raise ValueError
    x, y = (float(str(each)) for each in numbers)
    if not (math.isfinite(x) and math.isfinite(y)):
        raise ValueError
    return x, y


def _listed(given: object) -> list[object]:
    if not isinstance(given, list):
        raise TypeError
    return given
