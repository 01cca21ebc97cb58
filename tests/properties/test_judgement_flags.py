"""Contradicted, single source and how many speak: the outline and the sheet say what a brute-force reading of the steps says."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspektor.actions import assessments, follow_ups, interviews, observations, reviews
from inspektor.errors import InspektorError
from inspektor.queries.follow_ups import follow_ups as follow_ups_of
from inspektor.queries.follow_ups import sheet
from inspektor.queries.judgement import judgement, outline
from inspektor.shapes.enums import Rating, Role, SourceKind, Stance
from inspektor.store.workspace import Workspace
from tests.builders import a_follow_up, a_workspace

CODES = ("HVB-BU-4.1", "HVB-BU-4.6")
ROLES = (Role.MANAGEMENT, Role.STAFF, Role.CLIENT)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(("note", "see", "read", "weigh", "weigh", "weigh", "untie", "delete")),
        st.integers(0, 40),
        st.sampled_from((Stance.SUPPORTS, Stance.CONTRADICTS, Stance.SILENT, None)),
    ),
    max_size=14,
)


@dataclass
class Source:
    """What we know of it without asking the program."""

    kind: SourceKind
    id: str
    role: Role | None
    home: str | None
    stances: dict[str, Stance | None] = field(default_factory=dict)
    gone: bool = False

    def under(self, code: str) -> bool:
        return not self.gone and (self.home == code or code in self.stances)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    opened = a_workspace(tmp_path_factory.mktemp("flags") / "w")
    a_follow_up(opened)
    yield opened
    opened.close()


def _another(workspace: Workspace) -> str:
    """A follow-up of the same unit."""
    known = sheet(workspace, follow_ups_of(workspace)[0].id)
    planned = {"unit_id": known.unit.id, "template_version_id": known.template_version_id, "form": "in_depth"}
    return follow_ups.plan(workspace, **planned).created("follow_up")


def _add(workspace: Workspace, follow_up: str, kind: str, number: int) -> Source:
    home = (*CODES, None)[number % 3]
    if kind == "note":
        role = ROLES[number % len(ROLES)]
        talk = interviews.start(workspace, follow_up, role, "A").created("interview")
        made = interviews.add_note(workspace, follow_up, "x", interview_id=talk, requirement=home)
        return Source(SourceKind.NOTE, made.created("note"), role, home)
    if kind == "see":
        made = observations.add(workspace, follow_up, "x", requirement=home)
        return Source(SourceKind.OBSERVATION, made.created("observation"), None, home)
    made = reviews.add_document_review(workspace, follow_up, "Schema", requirement=home)
    return Source(SourceKind.DOCUMENT_REVIEW, made.created("document_review"), None, home)


def _delete(workspace: Workspace, source: Source) -> None:
    if source.kind is SourceKind.NOTE:
        interviews.remove_note(workspace, source.id)
    elif source.kind is SourceKind.OBSERVATION:
        observations.remove_observation(workspace, source.id)
    else:
        reviews.remove_document_review(workspace, source.id)
    source.gone = True


def _play(workspace: Workspace, follow_up: str, steps: list[tuple[str, int, Stance | None]]) -> list[Source]:
    sources: list[Source] = []
    for kind, number, stance in steps:
        alive = [source for source in sources if not source.gone]
        if kind in ("note", "see", "read"):
            sources.append(_add(workspace, follow_up, kind, number))
        elif alive:
            source, code = alive[number % len(alive)], CODES[number % 2]
            if kind == "weigh":
                assessments.set_stance(workspace, follow_up, code, source.kind, source.id, stance)
                if stance is None and source.home == code:
                    source.stances.pop(code, None)
                else:
                    source.stances[code] = stance
            elif kind == "untie":
                assessments.untie(workspace, follow_up, code, source.kind, source.id)
                source.stances.pop(code, None)
                source.home = None if source.home == code else source.home
            else:
                _delete(workspace, source)
    return sources


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_flags_say_what_a_plain_reading_says(
    workspace: Workspace, steps: list[tuple[str, int, Stance | None]]
) -> None:
    follow_up = _another(workspace)
    sources = _play(workspace, follow_up, steps)
    rows = {row.code: row for row in outline(workspace, follow_up)}
    for code in CODES:
        here = [source for source in sources if source.under(code)]
        said = [(s.kind, s.role, s.stances.get(code)) for s in here]
        supporting = {(kind, role) for kind, role, stance in said if stance is Stance.SUPPORTS}
        contradicting = {(kind, role) for kind, role, stance in said if stance is Stance.CONTRADICTS}
        row, found = rows[code], judgement(workspace, follow_up, code)
        assert row.sources == len(here) == len(found.sources)
        assert {(s.kind, s.id, s.stance) for s in found.sources} == {
            (s.kind, s.id, s.stances.get(code)) for s in here
        }
        assert row.contradicted == found.contradicted == bool(supporting and contradicting)
        assert row.kinds == found.kinds == len(supporting | contradicting)
        assert row.single == (len(supporting | contradicting) == 1)
        refused = False
        with contextlib.suppress(InspektorError):
            assessments.rate(workspace, follow_up, code, Rating.MET)
            refused = True
        assert refused == bool(supporting or contradicting)  # a rating rests on something that is there
