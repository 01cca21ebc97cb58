"""The rules of judgement, as plain functions of values (the product's own rules, after municipal practice)."""

import re

from inspektor.shapes.enums import Rating

_NEEDS_EVIDENCE = frozenset({Rating.MET, Rating.PARTLY_MET, Rating.NOT_MET})
_DEFICIENT = frozenset({Rating.PARTLY_MET, Rating.NOT_MET})
_NEEDS_REASON = frozenset({Rating.NOT_APPLICABLE, Rating.NOT_REVIEWED})

# Ten or twelve digits with a possible month and day (a co-ordination number adds 60 to the day).
_PERSONAL_NUMBER = re.compile(
    r"(?<!\d)(?:19|20)?\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])[-+ ]?\d{4}(?!\d)"
)


def needs_evidence(rating: Rating) -> bool:
    """Whether a rating says something about the unit, and so must rest on a source."""
    return rating in _NEEDS_EVIDENCE


def deficient(rating: Rating) -> bool:
    """Whether a rating opens a deficiency."""
    return rating in _DEFICIENT


def needs_grounds(rating: Rating, kinds_of_source: int) -> bool:
    """Whether written grounds are demanded: on met by fewer than two kinds of source, on deficient, and to say why not rated."""
    return rating in _NEEDS_REASON or rating in _DEFICIENT or (rating is Rating.MET and kinds_of_source < 2)


def personal_numbers(text: str) -> list[tuple[int, int]]:
    """Where the text seems to hold personal identity numbers: (start, end) of each. For a warning only."""
    return [match.span() for match in _PERSONAL_NUMBER.finditer(text)]
