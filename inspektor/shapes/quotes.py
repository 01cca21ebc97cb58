"""Words of a respondent that may stand in the report: released one by one, by a person."""

import re
from dataclasses import dataclass

from inspektor.shapes.answers import FEWEST_CLIENTS
from inspektor.shapes.enums import Role

FEWEST = FEWEST_CLIENTS
"""Of fewer respondents of a role than this, whoever reads the report may know who said it."""
_CUT = re.compile(r"\[[^\]\n]*\]|…|\.\.\.")


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """A note that is marked as a quote, under one of its requirements, and what is released of it."""

    id: str
    requirement: str
    note_id: str
    role: Role | None
    """None of a note outside the interviews."""
    said: str
    """What was noted."""
    heard: int
    """How many of that role were heard."""
    text: str = ""
    """The words that are released; empty while none are."""

    @property
    def few(self) -> bool:
        """Whether so few were heard that it could be known who said it. Who is in charge is known anyway."""
        return self.role is not Role.MANAGEMENT and self.heard < FEWEST

    @property
    def released(self) -> bool:
        """Whether somebody let it stand in the report."""
        return bool(self.text)

    @property
    def printed(self) -> bool:
        """Whether it stands there: not once the note says something else."""
        return self.released and is_of(self.text, self.said)


def bare(text: str) -> str:
    """Without the marks that somebody put around it: the report puts its own."""
    return text.strip(' \n"”“„»«')


def is_of(text: str, said: str) -> bool:
    """Whether the words are those that were noted, in their order: cut with … or with something else in brackets."""
    rest = " ".join(said.split())
    pieces = [" ".join(each.split()) for each in _CUT.split(text)]
    for piece in filter(None, pieces):
        _, found, rest = rest.partition(piece)
        if not found:
            return False
    return any(pieces)
