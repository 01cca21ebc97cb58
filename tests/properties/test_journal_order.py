"""The truth is a set: the demonstration's journal, shuffled, always ends in the same state."""

import random

import pytest

from tests.builders import a_workspace

SHUFFLES = 100
PARTS = 10


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
