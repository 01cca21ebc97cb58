"""The demonstration: two inspectors, two laptops, one shared folder, one protocol signed by both."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from inspektor import clock
from inspektor.actions import documents, follow_ups
from inspektor.actions.first_start import FirstStart, set_up
from inspektor.demo import texts, visit
from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.shapes.membership import GroupRole
from inspektor.store.keys import DEFAULT_COST, KdfCost
from inspektor.store.workspace import Workspace

PASSPHRASE = "fyra blå cyklar i regn"
"""Opens every workspace of the demonstration; told to whoever runs it, and used for nothing else."""

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
Tell = Callable[[str], None]


class DemoFolderTaken(InspektorError):
    """The folder for the demonstration holds something already."""

    def __init__(self, folder: Path) -> None:
        """Name the folder."""
        super().__init__(folder.name)
        self.folder = folder

    def text(self) -> str:
        """What is wrong."""
        return tr("The folder {folder} is not empty.").format(folder=self.folder)

    def advice(self) -> str:
        """What to do."""
        return tr("Name a new folder for the demonstration. Nothing has been changed.")


class DemoFailed(InspektorError):
    """Something the demonstration promises did not hold."""

    def __init__(self, what: str) -> None:
        """Say what, in a translated sentence."""
        super().__init__(what)
        self.what = what

    def text(self) -> str:
        """What did not hold."""
        return self.what


@dataclass(frozen=True, slots=True)
class DemoResult:
    """Where everything lies, and the number that is the same in both workspaces."""

    documents: tuple[Path, ...]
    workspaces: tuple[Path, Path]
    folder: Path
    state_hashes: tuple[str, str]
    passphrase: str


@contextmanager
def _story() -> Iterator[visit.StoryClock]:
    time = visit.StoryClock()
    clock.set_source(time)
    try:
        yield time
    finally:
        clock.set_source(None)


def run_demo(
    folder: Path, *, seed: int = 1, cost: KdfCost = DEFAULT_COST, tell: Tell = lambda _step: None
) -> DemoResult:
    """Play the main job into a new or empty folder. DemoFolderTaken if it is neither; then nothing is changed."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise DemoFolderTaken(folder)
    chance = random.Random(seed)
    municipality = chance.choice(texts.MUNICIPALITIES)
    (folder / "delad mapp").mkdir(parents=True)
    opened: list[Workspace] = []
    with _story() as time:
        try:
            for number, who in enumerate(texts.INSPECTORS):
                tell(tr("Setting up the workspace of {name}").format(name=who[0]))
                start = FirstStart(*who, *municipality, PASSPHRASE)
                opened.append(set_up(folder / f"arbetsyta {number + 1}", start, cost=cost)[0])
            made = _played(opened[0], opened[1], folder, chance, time, tell)
            hashes = (opened[0].state_hash(), opened[1].state_hash())
        finally:
            for workspace in opened:
                workspace.close()
    if hashes[0] != hashes[1]:
        raise DemoFailed(tr("The two workspaces do not hold the same."))
    return DemoResult(
        made, (folder / "arbetsyta 1", folder / "arbetsyta 2"), folder / "delad mapp", hashes, PASSPHRASE
    )


def _played(
    karin: Workspace,
    johan: Workspace,
    folder: Path,
    chance: random.Random,
    time: visit.StoryClock,
    tell: Tell,
) -> tuple[Path, ...]:
    from inspektor.sync.engine import sync_once

    tell(tr("Founding the group and letting the colleague in"))
    _join(karin, johan, folder / "delad mapp")
    tell(tr("Planning the follow-up"))
    follow_up = visit.plan_visit(karin, chance, johan.profile.person_id)
    sync_once(karin)
    sync_once(johan)
    tell(tr("Visiting: interviews, observations and documents"))
    visit.arrive(karin, follow_up, time)
    follow_ups.answer_conflict_of_interest(johan, follow_up, none=True)
    visit.talk_with_all(karin, follow_up, 0, chance, time)
    visit.talk_with_all(johan, follow_up, 1, chance, time)
    visit.look_around(karin, follow_up, chance)
    _meet(karin, johan)
    tell(tr("Judging, and signing the protocol"))
    visit.judge(karin, follow_up, time)
    time.to(16, 20)
    document = visit.seal(karin, follow_up, PASSPHRASE, chance)
    _meet(karin, johan)
    time.to(17, 5)
    visit.sign_typed(johan, document, PASSPHRASE)
    _meet(johan, karin)
    visit.other_visits(karin, chance, time)
    tell(tr("Syncing and checking"))
    _meet(karin, johan)
    _meet(johan, karin)
    return _exported(karin, document, folder)


def _join(karin: Workspace, johan: Workspace, shared: Path) -> None:
    from inspektor.sync import joining
    from inspektor.sync.engine import sync_once

    joining.found_group(karin, shared, tr("Quality unit"))
    words = joining.request_membership(johan, shared)
    sync_once(karin)
    (request,) = joining.pending_requests(karin)
    if list(request.words) != list(words):
        raise DemoFailed(tr("The words of the request are not the same on both computers."))
    joining.approve(karin, request.id, GroupRole.ADMINISTRATOR)
    sync_once(karin)
    sync_once(johan)
    _meet(johan, karin)


def _meet(one: Workspace, other: Workspace) -> None:
    """A pass here, a pass there, and one more here to take what came."""
    from inspektor.sync.engine import sync_once

    for workspace in (one, other, one):
        sync_once(workspace)


def _exported(workspace: Workspace, document: str, folder: Path) -> tuple[Path, ...]:
    target = folder / "dokument"
    target.mkdir()
    protocol = target / "Besöksprotokoll.pdf"
    documents.export(workspace, document, protocol)
    verdict = documents.verify_data(workspace, protocol.read_bytes())
    if not verdict.ok:
        raise DemoFailed(" ".join(finding.text for finding in verdict.findings))
    return (protocol,)


def example_workspace(
    folder: Path,
    *,
    seed: int = 1,
    cost: KdfCost = DEFAULT_COST,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Workspace:
    """One open workspace filled with the same day, for whoever wants to try. Its passphrase is `PASSPHRASE`."""
    chance = random.Random(seed)
    steps = 5

    def tell(done: int) -> None:
        if progress is not None:
            progress(done, steps)
        if cancelled is not None and cancelled():
            raise DemoFailed(tr("Making the examples was stopped."))

    with _story() as time:
        start = FirstStart(*texts.INSPECTORS[0], *texts.MUNICIPALITIES[0], PASSPHRASE)
        workspace, _ = set_up(folder, start, cost=cost)
        try:
            tell(1)
            follow_up = visit.plan_visit(workspace, chance, None)
            visit.arrive(workspace, follow_up, time)
            tell(2)
            for inspector in (0, 1):
                visit.talk_with_all(workspace, follow_up, inspector, chance, time)
            tell(3)
            visit.look_around(workspace, follow_up, chance)
            visit.judge(workspace, follow_up, time)
            tell(4)
            visit.other_visits(workspace, chance, time)
            tell(5)
        except BaseException:
            workspace.close()
            raise
    return workspace
