"""One id on several operations, from a copy of a workspace or a doctored program: in whatever order they come, all end alike."""

import os
import random
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import combinations, permutations

import pytest

from inspektor.actions import interviews
from inspektor.shapes.operation import KIND_DELETE, KIND_ERASE, Launch, Operation, OpId
from inspektor.store.absorb import absorb
from inspektor.store.journal import _operations
from inspektor.store.state import state_hash
from tests.builders import a_follow_up, a_workspace

DOCTORED = Launch(b"doctored program", "e" * 16, "person", "Någon", "1.0", 5)


@pytest.fixture
def known(anna):
    """What everybody has: a note with a text that was changed once."""
    note = interviews.add_note(anna, a_follow_up(anna), "först").created("note")
    interviews.set_note_text(anna, note, "sedan")
    return anna.journal.all()


@pytest.fixture
def twins(known):
    """Operations of one id: two wordings, one of them of a later wall clock, and as many ways to say something else."""
    earlier, later = [each for each in known if each.field == "text"]
    name = OpId(DOCTORED.id, 1)
    text = replace(
        later, id=name, step=name, value="påhitt", wall=later.wall + 1, parents=(later.id,), label="x"
    )
    return {
        "a wording": text,
        "a later wording": replace(text, value="annat", wall=later.wall + 2),
        "the same of something else": replace(text, parents=(earlier.id,)),
        "another field": replace(text, field="tag", value="viktigt", parents=()),
        "another record": replace(text, row=known[0].row, table=known[0].table),
        "a deletion": replace(text, kind=KIND_DELETE, field="", value=None, parents=(), seen=(later.id,)),
        "a deletion that saw more": replace(
            text, kind=KIND_DELETE, field="", value=None, parents=(known[0].id,), seen=(earlier.id,)
        ),
        "an erasure": replace(text, kind=KIND_ERASE, value="mistake", parents=(), seen=(earlier.id,)),
        "an erasure of more": replace(text, kind=KIND_ERASE, value="mistake", parents=(), seen=(later.id,)),
        "an erasure of itself": replace(text, kind=KIND_ERASE, value="consent", parents=(), seen=(name,)),
        "without its value": replace(text, value=None, withheld=True),
    }


@pytest.mark.parametrize("together", [False, True], ids=["one by one", "in one batch"])
def test_twins_end_alike_in_every_order(tmp_path, known, twins, anna, together):
    launches = (*anna.journal.launches(), DOCTORED)
    every = list(combinations(twins, 3))
    with closing(a_workspace(tmp_path / "bo", "Bo Bok")) as bo:
        bo.absorb(known, launches)

        def end(batches: Iterable[Sequence[Operation]]) -> tuple[str, tuple[Operation, ...]]:
            with bo._bookkeeping() as connection, connection.begin_nested() as point:
                for batch in batches:
                    absorb(connection, batch, launches)
                journal = tuple(_operations(connection, "o.row IN (?, ?)", (known[0].row, known[-1].row)))
                found = (
                    state_hash(connection),
                    tuple(each for each in journal if each.id.launch == DOCTORED.id),
                )
                point.rollback()
            return found

        for chosen in (
            every if "INSPEKTOR_ORDERS" in os.environ else random.Random(together).sample(every, 20)
        ):
            ends = {
                end([given] if together else [[each] for each in given])
                for given in permutations([twins[each] for each in chosen])
            }
            assert len(ends) == 1, chosen
            [(state, journal)] = ends
            assert len(journal) == 1
            assert end([journal])[0] == state, chosen  # what doctor would rebuild
