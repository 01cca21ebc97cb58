"""The rules of judgement, as plain functions of values (the product's own rules, after municipal practice)."""

from collections.abc import Iterable

from inspektor.shapes.answers import FEWEST_CLIENTS
from inspektor.shapes.enums import DeficiencyStatus, Rating, Role, Severity, SourceKind, Stance

_NEEDS_EVIDENCE = frozenset({Rating.MET, Rating.PARTLY_MET, Rating.NOT_MET})
_DEFICIENT = frozenset({Rating.PARTLY_MET, Rating.NOT_MET})
_NEEDS_REASON = frozenset({Rating.NOT_APPLICABLE, Rating.NOT_REVIEWED})
_SPEAKING = frozenset({Stance.SUPPORTS, Stance.CONTRADICTS})
_GRAVE = frozenset({Severity.SERIOUS, Severity.CRITICAL})
_DONE = frozenset({DeficiencyStatus.VERIFIED, DeficiencyStatus.CLOSED})

DEFICIENCY_STEPS: dict[DeficiencyStatus, frozenset[DeficiencyStatus]] = {
    DeficiencyStatus.IDENTIFIED: frozenset({DeficiencyStatus.COMMUNICATED}),
}
"""The steps of a deficiency that have an action of their own so far."""


def needs_evidence(rating: Rating) -> bool:
    """Whether a rating says something about the unit, and so must rest on a source."""
    return rating in _NEEDS_EVIDENCE


def deficient(rating: Rating) -> bool:
    """Whether a rating opens a deficiency."""
    return rating in _DEFICIENT


def needs_grounds(rating: Rating, kinds_of_source: int) -> bool:
    """Whether written grounds are demanded: on met by fewer than two kinds of source, on deficient, and to say why not rated."""
    return rating in _NEEDS_REASON or rating in _DEFICIENT or (rating is Rating.MET and kinds_of_source < 2)


def speaks(stance: Stance | None) -> bool:
    """Whether a source says something of the requirement, for or against."""
    return stance in _SPEAKING


def few_clients(notes_of: Iterable[str | None], heard: Iterable[int]) -> bool:
    """Whether clients are too few to be shown by themselves: `notes_of` the interviews, `heard` how many answered each."""
    return max(len(set(notes_of)), *heard, 0) < FEWEST_CLIENTS


def contradictory(stances: Iterable[Stance | None]) -> bool:
    """Whether some support and some contradict."""
    return set(stances) >= _SPEAKING


def kinds_of_source(sources: Iterable[tuple[SourceKind, Role | None, Stance | None]]) -> int:
    """How many kinds of source speak: each role of the people heard is one, observations and documents one each.

    What a role says in notes and as typed answers is one kind; answers of no role are of items that were looked at.
    """
    return len({(_like(kind, role), role) for kind, role, stance in sources if speaks(stance)})


def _like(kind: SourceKind, role: Role | None) -> SourceKind:
    if kind is not SourceKind.ANSWER:
        return kind
    return SourceKind.OBSERVATION if role is None else SourceKind.NOTE


def ivo_to_answer(severity: Severity, considered: bool | None, reason: str) -> bool:
    """Whether "IVO considered?" still waits for an answer with its reason: serious and critical deficiencies demand it."""
    return severity in _GRAVE and (considered is None or not reason.strip())


def grave(severity: Severity) -> bool:
    """Whether a deficiency raises the question of a report to IVO."""
    return severity in _GRAVE


def still_open(status: DeficiencyStatus) -> bool:
    """Whether a deficiency still waits for something."""
    return status not in _DONE
