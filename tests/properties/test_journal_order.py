"""The truth is a set: the demonstration's journal, shuffled, always ends in the same state."""

import os
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspektor.actions import follow_ups, interviews, observations
from inspektor.actions.doors import remove
from inspektor.model.evidence import Observation
from inspektor.model.interview import Note
from inspektor.queries import follow_ups as follow_up_queries
from inspektor.queries.interviews import notes
from inspektor.queries.observations import observations as seen
from inspektor.store.workspace import Workspace
from tests.builders import a_workspace

SHUFFLES = int(os.environ.get("INSPEKTOR_SHUFFLES", "30"))
PARTS = 4


@pytest.mark.parametrize("part", range(PARTS))
def test_a_shuffled_journal_ends_in_the_same_state(demo_run, tmp_path, part):
    for number in range(SHUFFLES // PARTS):
        chance = random.Random(part * 1000 + number)
        operations = list(demo_run.operations)
        chance.shuffle(operations)
        operations += chance.sample(operations, len(operations) // 10)  # some arrive twice
        workspace = a_workspace(tmp_path / str(number))
        while operations:
            size = chance.choice((1, 3, 20, 90, 400))
            workspace.absorb(operations[:size], demo_run.launches)
            del operations[:size]
        assert workspace.state_hash() == demo_run.state_hash
        workspace.close()


def quarrel(workspace: Workspace, name: str, chance: random.Random) -> None:
    """Change, delete and bring back what a colleague changes, deletes and brings back at the same time."""
    row = next(
        each for each in follow_up_queries.follow_ups(workspace) if each.registry_number.endswith("0412")
    )
    follow_ups.set_fields(
        workspace, row.id, next_step=f"Enligt {name}", purpose="" if name == "ett" else name
    )
    for note in notes(workspace, row.id)[:12]:
        interviews.set_note_text(workspace, note.id, f"{note.text} ({name})")
        if chance.random() < 0.5:
            remove(workspace, "Delete note", Note, note.id)
            if chance.random() < 0.5:
                workspace.history.undo()
    for each in seen(workspace, row.id):
        if chance.random() < 0.5:
            remove(workspace, "Delete observation", Observation, each.id)
        else:
            observations.set_fields(workspace, each.id, place=name)


@pytest.fixture(scope="module")
def quarrelled(demo_run, tmp_path_factory):
    """The journal after both inspectors changed the same things without knowing of each other, and then met."""
    base = tmp_path_factory.mktemp("quarrel")
    chance = random.Random(7)
    with demo_run.copied(0, base / "ett") as one, demo_run.copied(1, base / "två") as other:
        quarrel(one, "ett", chance)
        quarrel(other, "två", chance)
        for source, target in ((one, other), (other, one)):
            target.absorb(source.journal.all(), source.journal.launches())
        assert one.state_hash() == other.state_hash() != demo_run.state_hash
        journal = one.journal
        return journal.all(), journal.launches(), one.state_hash()


@pytest.mark.parametrize("shuffle", range(2))
def test_one_operation_at_a_time_with_conflicts_and_deletions(quarrelled, tmp_path, shuffle):
    operations, launches, state_hash = quarrelled
    operations = list(operations)
    random.Random(shuffle).shuffle(operations)
    workspace = a_workspace(tmp_path / "ny")
    for each in operations:
        workspace.absorb([each], launches)
    assert workspace.state_hash() == state_hash
    workspace.close()


@settings(max_examples=max(3, SHUFFLES // 10), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), largest=st.integers(2, 800))
def test_conflicts_settle_alike_in_every_order(quarrelled, tmp_path_factory, seed, largest):
    operations, launches, state_hash = quarrelled
    operations, chance = list(operations), random.Random(seed)
    chance.shuffle(operations)
    workspace = a_workspace(tmp_path_factory.mktemp("order") / "ny")
    while operations:
        size = chance.randint(1, largest)
        workspace.absorb(operations[:size], launches)
        del operations[:size]
    assert workspace.state_hash() == state_hash
    workspace.close()


def test_a_single_operation_that_is_missing_is_noticed(demo_run, tmp_path):
    """The state hash would notice what a merge loses; else the tests above would prove nothing."""
    for number in range(5):
        operations = list(demo_run.operations)
        lost = operations.pop(random.Random(number).randrange(len(operations)))
        workspace = a_workspace(tmp_path / str(number))
        workspace.absorb(operations, demo_run.launches)
        assert workspace.state_hash() != demo_run.state_hash, lost.field
        workspace.close()
