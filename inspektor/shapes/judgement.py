"""What the judgement is made of: requirements, their sources side by side, deficiencies, and what is left to do."""

from dataclasses import dataclass
from datetime import date, datetime

from inspektor.shapes.enums import DeficiencyStatus, NoteTag, Rating, Role, Severity, SourceKind, Stance
from inspektor.shapes.rules import contradictory, kinds_of_source


@dataclass(frozen=True, slots=True)
class DeficiencyRow:
    """A deficiency."""

    id: str
    follow_up_id: str
    unit: str
    requirement: str
    description: str
    observed_at: datetime | None
    place: str
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
    """How many sources are sorted under it, weighed or not."""
    contradicted: bool
    kinds: int
    """How many kinds of source say something: each role, observations, documents."""
    tags: frozenset[NoteTag]
    """The tags of the notes sorted under it."""
    grounds_missing: bool
    """Rated, but what the rating demands in words is not written."""
    taken_by: str | None
    taken_name: str
    own: bool
    """Added by the inspectors to this follow-up alone."""

    @property
    def single(self) -> bool:
        """Whether all that speaks is of one kind."""
        return self.kinds == 1


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source that speaks, or could speak, to a requirement."""

    kind: SourceKind
    id: str
    role: Role | None
    label: str
    text: str
    at: datetime | None
    """None of answers, which are summed for each question."""
    stance: Stance | None
    """None while nobody has weighed it."""
    tag: NoteTag | None = None
    talk: str | None = None
    """The interview it comes from."""
    heard: int = 1
    """How many respondents a summed answer comes from."""
    from_elsewhere: bool = False
    """It stands under another requirement, or none, and was tied to this one."""


@dataclass(frozen=True, slots=True)
class LastTime:
    """How the same requirement was judged at the unit's follow-up before this one."""

    follow_up_id: str
    day: date
    rating: Rating
    grounds: str


@dataclass(frozen=True, slots=True)
class JudgementSheet:
    """Everything needed to judge one requirement."""

    code: str
    text: str
    source: str
    area: str
    rating: Rating | None
    grounds: str
    strengths: str
    rated_at: datetime | None
    taken_by: str | None
    taken_name: str
    sources: tuple[SourceRow, ...]
    declined: frozenset[Role]
    """The roles of which somebody did not want to answer a question of this requirement."""
    deficiency: DeficiencyRow | None
    last_time: LastTime | None
    open_before: tuple[DeficiencyRow, ...]
    """Deficiencies of the unit from earlier follow-ups that are not closed, those of this requirement first."""
    own: bool = False

    @property
    def contradicted(self) -> bool:
        """Whether sources say different things."""
        return contradictory(source.stance for source in self.sources)

    @property
    def kinds(self) -> int:
        """How many kinds of source stand behind the judgement: each role, observation, documents."""
        return kinds_of_source((s.kind, s.role, s.stance) for s in self.sources)


@dataclass(frozen=True, slots=True)
class Gap:
    """Something to see to before leaving or signing. A stopping gap refuses the signature of the protocol."""

    code: str
    text: str
    stops: bool
    place: str
    """The outline row where it is mended: overview, interviews, observations, judgement, deficiencies."""
    detail: str = ""
    """What to open there: a requirement, a record, or the name of a field of the overview."""
    late: bool = False
    """It can wait until one is back at the office: the judgement is not part of the protocol."""
