"""A hand that signs: pen strokes that look like a signature, the same for the same name."""

from math import pi, sin
from random import Random

Stroke = tuple[tuple[float, float], ...]


def signature(name: str) -> tuple[Stroke, ...]:
    """One stroke for each part of the name, loops as many as its letters, and a line below."""
    random = Random(name)
    strokes: list[Stroke] = []
    x = 0.0
    for part in name.replace("-", " ").split():
        length = 9.0 * len(part)
        loops = max(2, len(part) - 2)
        height, lean = random.uniform(10, 16), random.uniform(4, 9)
        points = []
        for step in range(12 * loops):
            along = step / (12 * loops)
            turn = 2 * pi * loops * along
            tall = height * (1.6 if along < 0.18 else 0.6 + 0.4 * sin(5 * along + len(part)))
            points.append((x + length * along + lean * sin(turn + 1.1), 20 - tall * sin(turn)))
        strokes.append(tuple(points))
        x += length + random.uniform(8, 14)
    strokes.append(tuple((x * share / 12, 44 + 3 * sin(share / 2)) for share in range(13)))
    return tuple(strokes)
