"""Real workspaces and a folder that misbehaves: after any history all members agree, and nothing that was held is lost.

People write, delete, decide, sign, erase; computers join, are removed, leave, come back by the printed words, are cloned, put
back from copies, run an older program, have clocks years apart; files are late, cut, emptied, swapped, renamed, doubled, moved,
taken away, forged. Then everybody meets in an honest folder. `INSPEKTOR_HISTORIES` asks for more of them.
"""

import os
import random
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from inspektor import clock
from inspektor.actions import interviews, observations
from inspektor.shapes.membership import GroupRole
from inspektor.sync.joining import found_group
from tests.builders import a_follow_up, a_workspace
from tests.older_program import older_program, two_releases
from tests.sync_folders import join, settle
from tests.sync_rest import at_rest
from tests.sync_world import CLONE, LAPTOPS, OLDER, World

OFTEN = ("edit", "edit", "sync", "sync", "sync", "add", "paragraph", "faulty sync", "delete", "newer")
NOW_AND_THEN = (
    *(
        "tag",
        "talk",
        "undelete",
        "undo",
        "decide",
        "photo",
        "erase",
        "erase photo",
        "withdraw",
        "address",
        "seal",
        "reopen",
    ),
    *("broken sync", "partial sync", "stick", "restart", "copy", "put back", "clone", "clock", "upgrade"),
    *("ask", "approve", "remove", "role", "leave", "recover", "let in", "let back", "forge", "doctor"),
    *("cut", "empty", "zero", "swap", "turn", "rename", "double", "move", "take away"),
    *("keep", "roll back", "empty folder"),
)
STEPS = st.tuples(
    st.one_of(st.sampled_from(OFTEN), st.sampled_from(NOW_AND_THEN)),
    st.sampled_from((*LAPTOPS, CLONE)),
    st.integers(0, 99),
)


@dataclass(frozen=True)
class Beginning:
    """Where closed workspaces lie, and the words that were printed."""

    base: Path
    words: tuple[str, ...] = field(repr=False)

    def anew(self) -> Path:
        """Everything as it was at the beginning."""
        shutil.rmtree(self.base)
        return Path(shutil.copytree(self.base.with_name("början"), self.base))


@pytest.fixture(scope="module")
def beginning(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Beginning]:
    """Three workspaces in one group that agree and one outside it, closed, to start every history from; and the printed words."""
    base = tmp_path_factory.mktemp("histories") / "nu"  # where they know their folder to be
    with pytest.MonkeyPatch.context() as patch:
        two_releases(patch)
        made = {name: a_workspace(base / name, name.title()) for name in LAPTOPS if name != OLDER}
        with older_program():
            made[OLDER] = a_workspace(base / OLDER, OLDER.title())
        anna = made["anna"]
        for number in range(2):
            follow_up = a_follow_up(anna)
            interviews.add_note(anna, follow_up, f"början {number}")
        observations.add(anna, follow_up, "Iakttaget")
        (base / "delad").mkdir()
        founding = found_group(anna, base / "delad", "Uppföljningsenheten")
        join(anna, made["bo"], base / "delad", GroupRole.ADMINISTRATOR)
        with older_program():
            join(anna, made[OLDER], base / "delad")
        settle(anna, made["bo"])
        with older_program():
            settle(made[OLDER])
        for name, each in made.items():
            if name != OLDER:
                each.close()
        with older_program():
            made[OLDER].close()
        shutil.copytree(base, base.with_name("början"))
        yield Beginning(base, founding.recovery_words)


@pytest.fixture(autouse=True)
def _own_time() -> Iterator[None]:
    yield
    clock.set_source(None)


@pytest.mark.timeout(0 if "INSPEKTOR_HISTORIES" in os.environ else 600)
@settings(
    max_examples=int(os.environ.get("INSPEKTOR_HISTORIES", "24")),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
)
@given(steps=st.lists(STEPS, min_size=6, max_size=40), seed=st.integers(0, 99))
def test_every_history_ends_in_agreement(beginning, steps, seed):
    world = World(beginning.anew(), beginning.words)
    try:
        for step in steps:
            world.do(step)
        at_rest(world, random.Random(seed))
    finally:
        for name in list(world.open):
            with suppress(Exception):
                world.stop(name)
