"""The demonstration: two inspectors on two laptops, a shared folder, three follow-ups, and what is left of them on paper."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from inspektor.actions import checking, documents, first_start
from inspektor.demo import casting, telling
from inspektor.demo.casting import PASSPHRASE, Cast
from inspektor.demo.days import StoryClock, story_time, workday
from inspektor.demo.hand import signature
from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.queries.follow_ups import sheet
from inspektor.queries.register import me
from inspektor.shapes.membership import GroupRole
from inspektor.store.keys import DEFAULT_COST, KdfCost
from inspektor.store.workspace import Workspace
from inspektor.sync.engine import sync_once
from inspektor.sync.joining import approve, found_group, pending_requests, request_membership

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


class DemoFolderRefused(InspektorError):
    """The folder cannot be made or looked into."""

    def __init__(self, folder: Path) -> None:
        """Name the folder."""
        super().__init__(folder.name)
        self.folder = folder

    def text(self) -> str:
        """What is wrong."""
        return tr("The folder {folder} cannot be made or used.").format(folder=self.folder)

    def advice(self) -> str:
        """What to do."""
        return tr("Name a folder in which you may write.")


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
    """Where everything lies, whose workspaces they are, and the number that is the same in both."""

    documents: tuple[Path, ...]
    workspaces: tuple[Path, Path]
    people: tuple[str, str]
    folder: Path
    state_hashes: tuple[str, str]
    passphrase: str


def _quietly(_step: str) -> None:
    """Nobody wants to know how far it has come."""


def run_demo(
    folder: Path, *, seed: int = 1, cost: KdfCost = DEFAULT_COST, tell: Tell = _quietly
) -> DemoResult:
    """Let two inspectors do their work in an empty or new folder; the same seed tells the same story.

    DemoFolderTaken or DemoFolderRefused if the folder cannot be used; then nothing is changed. DemoFailed if documents or states
    are not as they should be; then everything lies there to be looked at.
    """
    _make_room(folder)
    random = Random(seed)
    cast = casting.cast(random)
    with story_time() as time, ExitStack() as opened:
        story = _Demonstration(folder, cast, casting.visit_day(random), time, random, cost, opened)
        for name, stage in story.stages():
            tell(name)
            stage()
        return story.result()


def _make_room(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise DemoFolderTaken(folder)
    except FileExistsError as error:
        raise DemoFolderTaken(folder) from error
    except OSError as error:
        raise DemoFolderRefused(folder) from error


class _Demonstration:
    """Two workspaces, the folder between them, and the three scenes."""

    def __init__(
        self,
        place: Path,
        cast: Cast,
        day: date,
        time: StoryClock,
        random: Random,
        cost: KdfCost,
        opened: ExitStack,
    ) -> None:
        self._place, self._cast, self._day, self._time = place, cast, day, time
        self._cost, self._opened = cost, opened
        self._shared, self._papers = place / "delad mapp", place / "dokument"
        self._made: list[Path] = []
        self._home = casting.home_scene(cast, day, time, random)
        self._housing = casting.housing_scene(cast, day, time, random)
        self._family = casting.family_scene(cast, workday(day, -4), time, random)
        self._lead: Workspace
        self._colleague: Workspace
        self._housing_id = ""

    def stages(self) -> tuple[tuple[str, Callable[[], None]], ...]:
        """The story in order, each part with what to say of it."""
        lead, colleague = self._cast.lead[0], self._cast.colleague[0]
        setting_up = tr("Setting up the workspace of {name}")
        return (
            (setting_up.format(name=lead), self._set_up_lead),
            (setting_up.format(name=colleague), self._set_up_colleague),
            (tr("Planning the follow-ups"), self._plan),
            (tr("The digital follow-up"), self._meet_family_counsellors),
            (tr("The unannounced visit"), self._stand_at_the_door),
            (tr("The announced visit, the morning"), self._visit_morning),
            (tr("The announced visit, the afternoon"), self._visit_afternoon),
            (tr("Signing on both laptops, syncing and checking"), self._sign),
        )

    def _set_up(self, number: int, person: tuple[str, str]) -> Workspace:
        folder = self._place / f"arbetsyta {number}"
        workspace, _ = first_start.set_up(folder, self._cast.first_start(person), cost=self._cost)
        self._opened.callback(workspace.close)
        return workspace

    def _set_up_lead(self) -> None:
        self._time.turn(workday(self._day, -10), "08.30")
        self._lead = self._set_up(1, self._cast.lead)

    def _set_up_colleague(self) -> None:
        """The second laptop asks to be let in; both sides compare the eight words."""
        self._shared.mkdir()
        found_group(self._lead, self._shared, self._cast.place["unit"])
        self._time.turn(workday(self._day, -10), "09.10")
        self._colleague = self._set_up(2, self._cast.colleague)
        shown = tuple(request_membership(self._colleague, self._shared))
        sync_once(self._lead)
        request = next(each for each in pending_requests(self._lead) if each.words == shown)
        approve(self._lead, request.id, GroupRole.INSPECTOR)
        self._sync(self._colleague, self._lead)

    def _sync(self, *workspaces: Workspace) -> None:
        for workspace in workspaces:
            sync_once(workspace)

    def _plan(self) -> None:
        self._time.turn(workday(self._day, -9), "10.00")
        home = casting.register_home(self._lead, self._cast, self._home)
        colleague = me(self._colleague).id
        telling.plan(self._lead, self._home, home, f"SN {self._day.year}/0412", team=[colleague])
        telling.prepare(self._lead, self._home)
        telling.answer_conflict_of_interest(self._lead, self._home)
        self._housing_id = casting.register_housing(self._lead, self._cast, self._housing)
        self._time.turn(workday(self._day, -9), "10.40")
        counsellor = casting.register_counsellor(self._colleague, self._cast, self._family)
        telling.plan(self._colleague, self._family, counsellor, f"SN {self._day.year}/0398")
        telling.answer_conflict_of_interest(self._colleague, self._family)
        self._sync(self._lead, self._colleague, self._lead)

    def _meet_family_counsellors(self) -> None:
        workspace, scene = self._colleague, self._family
        scene.turn("12.50")
        telling.meet(workspace, scene)
        telling.tell(workspace, scene, "visit")
        telling.judge(workspace, scene)
        telling.write_up(workspace, scene)
        scene.turn("14.45")
        documents.seal_with(workspace, scene.follow_up_id, PASSPHRASE)  # by typed name
        self._sync(workspace)

    def _stand_at_the_door(self) -> None:
        workspace, scene = self._lead, self._housing
        telling.start_unannounced(workspace, scene, self._housing_id, "17.11")
        telling.answer_conflict_of_interest(workspace, scene)
        telling.meet(workspace, scene)
        telling.tell(workspace, scene, "visit")
        telling.judge(workspace, scene)
        telling.write_up(workspace, scene)
        scene.turn("19.06")
        documents.seal_with(workspace, scene.follow_up_id, PASSPHRASE, signature(self._cast.lead[0]))
        self._sync(workspace)

    def _visit_morning(self) -> None:
        scene = self._home
        scene.turn("07.40")
        self._sync(self._colleague)
        telling.answer_conflict_of_interest(self._colleague, scene)
        self._sync(self._colleague, self._lead)
        telling.tell(self._lead, scene, "morning")
        telling.meet(self._lead, scene)
        scene.turn("12.10")
        self._sync(self._lead, self._colleague)

    def _visit_afternoon(self) -> None:
        """Each works on the own laptop at the same time; what they wrote meets before they judge."""
        scene = self._home
        telling.tell(self._colleague, scene, "clients")
        telling.tell(self._lead, scene, "papers")
        scene.turn("14.46")
        self._sync(self._colleague, self._lead)
        telling.judge(self._lead, scene)
        telling.write_up(self._lead, scene)
        telling.tell(self._lead, scene, "feedback")

    def _sign(self) -> None:
        """Previewed, sealed and signed by the lead, carried by the folder, signed by the colleague, carried back."""
        scene = self._home
        scene.turn("16.04")
        documents.preview(self._lead, scene.follow_up_id)
        documents.seal_with(self._lead, scene.follow_up_id, PASSPHRASE, signature(self._cast.lead[0]))
        self._sync(self._lead, self._colleague)
        scene.turn("16.31")
        document = sheet(self._colleague, scene.follow_up_id).documents[0].id
        documents.sign_with(self._colleague, document, PASSPHRASE, signature(self._cast.colleague[0]))
        self._sync(self._colleague, self._lead, self._colleague)
        self._export()

    def _export(self) -> None:
        self._papers.mkdir()
        for scene in (self._home, self._housing, self._family):
            follow_up = sheet(self._lead, scene.follow_up_id)
            for each in follow_up.documents:
                path = self._papers / f"{each.title} {follow_up.unit.name} {scene.day}.pdf"
                documents.export(self._lead, each.id, path)
                self._made.append(path)

    def result(self) -> DemoResult:
        """What was made, once it is found to be as it should be."""
        for path in self._made:
            for workspace in (self._lead, self._colleague):
                verdict = checking.verify_file(workspace, path)
                wrong = [finding.text for finding in verdict.findings if finding.level != "ok"]
                if wrong:
                    raise DemoFailed(f"{path.name}: {' '.join(wrong)}")
        hashes = (self._lead.state_hash(), self._colleague.state_hash())
        if hashes[0] != hashes[1]:
            raise DemoFailed(tr("The two workspaces do not hold the same."))
        return DemoResult(
            documents=tuple(self._made),
            workspaces=(self._lead.folder, self._colleague.folder),
            people=(self._cast.lead[0], self._cast.colleague[0]),
            folder=self._shared,
            state_hashes=hashes,
            passphrase=PASSPHRASE,
        )
