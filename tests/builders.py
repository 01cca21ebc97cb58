"""Short makers of real things for tests: workspaces on disk, with keys that are quick to derive."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from inspektor import clock, paths
from inspektor.actions import follow_ups, register
from inspektor.actions.first_start import FirstStart, set_up
from inspektor.actions.templates import publish
from inspektor.exchange.template_yaml import read_template
from inspektor.model.register import Person
from inspektor.queries.register import people
from inspektor.queries.templates import templates
from inspektor.report import credentials
from inspektor.shapes.template import Template
from inspektor.store.keys import KdfCost, create_keys, unlock
from inspektor.store.workspace import Profile, Workspace

QUICK = KdfCost(memory_kib=64, passes=1, lanes=1)
QUICK_ROUNDS, QUICK_BITS = 1000, 2048
PASSPHRASE = "fyra blå cyklar i regn"


def a_workspace(folder: Path, name: str = "Karin Åkerström") -> Workspace:
    """A new, empty workspace in a folder that does not exist yet: one laptop for each name."""
    return _put(folder, _new_laptop(name))


def lay_down(folder: Path, name: str = "Karin Åkerström") -> None:
    """What `a_workspace` opens, closed."""
    _lay(folder, _new_laptop(name))


def a_visit(folder: Path) -> tuple[Workspace, str]:
    """A new workspace where a visit to a unit begins this moment, and the follow-up's id."""
    files, follow_up = _begun(clock.now())
    return _put(folder, files), follow_up


def set_up_for(
    folder: Path, name: str = "Karin Åkerström", title: str = "Kvalitetsgranskare"
) -> tuple[Workspace, list[str]]:
    """A workspace as the first start leaves it, with templates and a signing key, and its words: one laptop for each name."""
    files, phrase = _first_started(name, title)
    return _put(folder, files), list(phrase)


def lay_down_set_up(folder: Path, name: str, title: str) -> None:
    """What `set_up_for` opens, closed."""
    _lay(folder, _first_started(name, title)[0])


@contextmanager
def quick_signing_keys() -> Iterator[None]:
    """Signing keys made within are the shortest that are taken, and opened by few rounds: in a third of the time each."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(credentials, "_KDF_ROUNDS", QUICK_ROUNDS)
        patch.setattr(credentials, "KEY_BITS", QUICK_BITS)
        yield


Files = dict[str, bytes]
"""What lies in a workspace; putting it there again takes a third of the time of making it."""


def _lay(folder: Path, files: Files) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)


def _put(folder: Path, files: Files) -> Workspace:
    _lay(folder, files)
    return Workspace.open(folder, unlock(folder, PASSPHRASE))


def _taken(folder: Path) -> Files:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


@cache
def _new_laptop(name: str) -> Files:
    with TemporaryDirectory() as place:
        keys, _ = create_keys(Path(place), PASSPHRASE, QUICK)
        profile = Profile(clock.new_id(), name, "Kvalitetsgranskare", "Norrby kommun", "Socialnämnden")
        Workspace.create(Path(place), keys, profile).close()
        return _taken(Path(place))


@cache
def _first_started(name: str, title: str) -> tuple[Files, tuple[str, ...]]:
    start = FirstStart(name, title, "Norrby kommun", "Socialnämnden", PASSPHRASE)
    with TemporaryDirectory() as place, quick_signing_keys():
        workspace, phrase = set_up(Path(place), start, cost=QUICK)
        workspace.close()
        return _taken(Path(place)), tuple(phrase)


@cache
def _begun(_moment: datetime) -> tuple[Files, str]:
    with TemporaryDirectory() as place:
        workspace = a_workspace(Path(place))
        follow_up = a_follow_up(workspace)
        follow_ups.arrive(workspace, follow_up)
        workspace.close()
        return _taken(Path(place)), follow_up


def reopened(workspace: Workspace) -> Workspace:
    """The same workspace, closed and opened again."""
    folder = workspace.folder
    workspace.close()
    return Workspace.open(folder, unlock(folder, PASSPHRASE))


def a_follow_up(workspace: Workspace, **values: object) -> str:
    """A follow-up of a new unit by the template for HVB, in a workspace that may still be bare; gives its id."""
    person_id = workspace.profile.person_id
    if person_id not in people(workspace):
        person = Person(id=person_id, name=workspace.profile.name, title=workspace.profile.title)
        workspace.write("person", lambda session: session.add(person))
    publish(workspace, _hvb())
    provider = register.add_provider(workspace, name="Björkhaga Omsorg AB").created("provider")
    unit = register.add_unit(
        workspace, provider_id=provider, name="HVB Björkhaga", service_type="HVB för barn och unga"
    ).created("unit")
    version = templates(workspace)[0].id
    planned = {"unit_id": unit, "template_version_id": version, "form": "in_depth"} | values
    return follow_ups.plan(workspace, **planned).created("follow_up")


@cache
def _hvb() -> Template:
    return read_template(paths.resources() / "templates" / "hvb-barn-unga.yaml").template
