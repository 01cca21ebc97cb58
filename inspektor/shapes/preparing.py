"""What a follow-up takes up: its template whole, the choice of it, and what stands on each requirement already."""

from dataclasses import dataclass

from inspektor.shapes.enums import Scope
from inspektor.shapes.template import Template

OWN_AREA = "own"
"""The code of the area in which own requirements stand that belong to none of the template's."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What hangs on a requirement, so that it cannot be left out without losing it from sight."""

    rated: bool = False
    sources: int = 0
    """Notes, observations, documents, typed answers and requests that stand under it or are tied to it."""
    deficiencies: int = 0

    @property
    def any(self) -> bool:
        """Whether anything does."""
        return self.rated or self.sources > 0 or self.deficiencies > 0


@dataclass(frozen=True, slots=True)
class OwnRequirementRow:
    """A requirement that the inspectors added; `code` is its id."""

    code: str
    area: str
    text: str
    source: str
    author_id: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class ScopeSheet:
    """Everything needed to choose what a follow-up takes up."""

    follow_up_id: str
    template: Template
    """The whole version, not what is chosen of it."""
    scope: Scope
    note: str
    chosen: frozenset[str]
    """Codes taken up; with the scope "all" every code of the template."""
    standing: dict[str, Standing]
    """By code, only where something does."""
    own: tuple[OwnRequirementRow, ...]
