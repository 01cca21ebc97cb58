"""The example data for the window: one person's workspace with work done, work under way and work to come."""

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

from inspektor import clock
from inspektor.actions import documents, first_start
from inspektor.demo import casting, telling
from inspektor.demo.casting import PASSPHRASE, Cast
from inspektor.demo.days import StoryClock, story_time, workday
from inspektor.demo.hand import signature
from inspektor.formats import as_date
from inspektor.store.keys import DEFAULT_COST, KdfCost
from inspektor.store.workspace import Workspace

_STAGES = 5

Progress = Callable[[int, int], None]


def _quietly(_done: int, _total: int) -> None:
    """Nobody wants to know how far it has come."""


def example_workspace(
    folder: Path, progress: Progress | None = None, *, seed: int = 1, cost: KdfCost = DEFAULT_COST
) -> Workspace:
    """One open workspace whose latest visit was the working day before today; opens again with PASSPHRASE, nothing to undo.

    Refuses a folder as the first start does. If anything fails after that, the folder is left without what was made.
    """
    random = Random(seed)
    cast = casting.cast(random)
    tell = progress or _quietly
    with story_time() as time:
        _Example(folder, cast, time, random, cost, tell).make()
    workspace = first_start.open_workspace(folder, PASSPHRASE)
    tell(_STAGES, _STAGES)
    return workspace


class _Example:
    """Three follow-ups, all of the lead's: one signed, one that the user may sign, one to come."""

    def __init__(
        self,
        folder: Path,
        cast: Cast,
        time: StoryClock,
        random: Random,
        cost: KdfCost,
        progress: Progress,
    ) -> None:
        self._folder, self._cast, self._time, self._cost, self._tell = folder, cast, time, cost, progress
        self._day = workday(as_date(clock.now()), -1)
        self._home = casting.home_scene(cast, self._day, time, random)
        self._housing = casting.housing_scene(cast, self._day, time, random)
        self._family = casting.family_scene(cast, workday(self._day, 3), time, random)

    def make(self) -> None:
        """Tell it all and close; take the folder away again if that fails."""
        self._time.turn(workday(self._day, -10), "08.30")
        workspace, _ = first_start.set_up(
            self._folder, self._cast.first_start(self._cast.lead), cost=self._cost
        )
        try:
            for done, stage in enumerate((self._plan, self._stand_at_the_door, self._visit, self._sign), 1):
                self._tell(done, _STAGES)
                stage(workspace)
        except BaseException:
            workspace.close()
            shutil.rmtree(self._folder)
            raise
        workspace.close()

    def _plan(self, workspace: Workspace) -> None:
        self._time.turn(workday(self._day, -9), "10.00")
        home = casting.register_home(workspace, self._cast, self._home)
        telling.plan(workspace, self._home, home, f"SN {self._day.year}/0412")
        telling.prepare(workspace, self._home)
        telling.answer_conflict_of_interest(workspace, self._home)
        counsellor = casting.register_counsellor(workspace, self._cast, self._family)
        telling.plan(workspace, self._family, counsellor, f"SN {self._day.year}/0398")

    def _stand_at_the_door(self, workspace: Workspace) -> None:
        """A visit that is done but not signed: the user may."""
        scene = self._housing
        scene.turn("17.04")
        unit = casting.register_housing(workspace, self._cast, scene)
        telling.start_unannounced(workspace, scene, unit, "17.11")
        telling.answer_conflict_of_interest(workspace, scene)
        telling.meet(workspace, scene)
        telling.tell(workspace, scene, "visit")
        telling.write_up(workspace, scene)

    def _visit(self, workspace: Workspace) -> None:
        scene = self._home
        for part in ("morning", "clients", "papers"):
            telling.tell(workspace, scene, part)
        telling.meet(workspace, scene)
        telling.judge(workspace, scene)
        telling.write_up(workspace, scene)
        telling.tell(workspace, scene, "feedback")

    def _sign(self, workspace: Workspace) -> None:
        self._home.turn("16.04")
        hand = signature(self._cast.lead[0])
        documents.seal_with(workspace, self._home.follow_up_id, PASSPHRASE, hand)
