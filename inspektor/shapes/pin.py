"""What a PIN may be."""

from itertools import pairwise
from typing import Final

DIGITS: Final = 6
TRIES: Final = 5
"""So many wrong ones lock the workspace."""


def is_pin(text: str) -> bool:
    """Whether it has the form of one."""
    return len(text) == DIGITS and text.isascii() and text.isdigit()


def is_guessed_first(pin: str) -> bool:
    """Whether whoever tries five would try it: one digit only, two or three repeated, or steps up or down."""
    steps = {(int(two) - int(one)) % 10 for one, two in pairwise(pin)}
    repeated = any(pin == pin[:n] * (len(pin) // n) for n in (1, 2, 3))
    return repeated or steps in ({1}, {9})
