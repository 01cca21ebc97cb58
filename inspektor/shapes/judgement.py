"""What the judgement is made of: requirements, their sources side by side, deficiencies, and what is left to do."""

from dataclasses import dataclass
from datetime import date, datetime

from inspektor.shapes.enums import DeficiencyStatus, Rating, Role, Severity, SourceKind, Stance


@dataclass(frozen=True, slots=True)
class DeficiencyRow:
    """A deficiency."""

    id: str
    follow_up_id: str
    unit: str
    requirement: str
    description: str
    why: str
    severity: Severity
    expected_result: str
    deadline: date | None
    said_on_site: bool
    status: DeficiencyStatus
    ivo_considered: bool | None
    ivo_reason: str


@dataclass(frozen=True, slots=True)
class RequirementRow:
    """One requirement in the outline of the judgement."""

    code: str
    text: str
    area: str
    rating: Rating | None
    sources: int
    contradicted: bool


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source that speaks, or could speak, to a requirement."""

    kind: SourceKind
    id: str
    role: Role | None
    label: str
    text: str
    at: datetime
    stance: Stance | None
    """None while nobody has tied the source to the requirement."""


@dataclass(frozen=True, slots=True)
class JudgementSheet:
    """Everything needed to judge one requirement."""

    code: str
    text: str
    source: str
    area: str
    rating: Rating | None
    grounds: str
    rated_at: datetime | None
    sources: tuple[SourceRow, ...]
    deficiency: DeficiencyRow | None

    @property
    def contradicted(self) -> bool:
        """Whether sources say different things."""
        return {Stance.SUPPORTS, Stance.CONTRADICTS} <= {source.stance for source in self.sources}

    @property
    def kinds(self) -> int:
        """How many kinds of source stand behind the judgement: each role, observation, documents."""
        return len(
            {(s.kind, s.role) for s in self.sources if s.stance in (Stance.SUPPORTS, Stance.CONTRADICTS)}
        )


@dataclass(frozen=True, slots=True)
class Gap:
    """Something to see to before signing. A stopping gap refuses the signature."""

    code: str
    text: str
    stops: bool
    place: str
    """The outline row where it is mended: overview, interviews, observations, judgement, deficiencies."""
