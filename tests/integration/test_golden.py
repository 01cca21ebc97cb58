"""Folders of every release are read for ever: the samples in `tests/golden`, which nothing makes again."""

import json
import os
import shutil
from pathlib import Path

import pytest

from inspektor.store.keys import create_keys, unlock
from inspektor.store.workspace import DeviceIdentity, Profile, Workspace
from inspektor.sync import layout
from inspektor.sync.engine import sync_once
from inspektor.sync.state import GroupState, Memory
from tests.builders import PASSPHRASE, QUICK
from tests.golden.make import FOLDER, MEMBER, ROWS, SAMPLES, rows
from tests.sync_folders import files

RELEASES = sorted(each.name for each in SAMPLES.iterdir() if (each / MEMBER).is_file())
KINDS = {
    layout.BUNDLE,
    layout.PACK,
    layout.ATTACHMENT,
    layout.CARD,
    layout.KEYS,
    layout.STATEMENT,
}


def the_member(folder: Path, about: dict, place: Path) -> Workspace:
    """A new workspace with the identity of the sample's member, who has asked to join and never synced."""
    folder.mkdir()
    keys, _ = create_keys(folder, PASSPHRASE, QUICK)
    Workspace.create(folder, keys, Profile(**about["profile"])).close()
    keys = unlock(folder, PASSPHRASE)
    keys.set_sealed("device", DeviceIdentity.from_bytes(json.dumps(about["identity"]).encode()).to_bytes())
    workspace = Workspace.open(folder, keys)
    root_key = bytes.fromhex(about["root_key"])
    memory = Memory.load(workspace.local)
    memory.group = GroupState(
        folder=str(place),
        tag=layout.tag_of(layout.group_of(root_key)),
        root_key=root_key,
        stream=os.urandom(16).hex(),
    )
    memory.save_group()
    return workspace


@pytest.mark.parametrize("release", RELEASES)
def test_a_folder_of_this_release_gives_its_rows(release, tmp_path):
    sample, place = SAMPLES / release, tmp_path / "delad"
    shutil.copytree(sample / FOLDER, place)
    before = files(place)
    assert {name[name.rindex(".") :] for name in before} >= KINDS
    workspace = the_member(tmp_path / "bo", json.loads((sample / MEMBER).read_text("utf-8")), place)
    result = sync_once(workspace)
    assert (result.waiting, result.damaged) == (0, 0)
    expected = json.loads((sample / ROWS).read_text("utf-8"))
    assert {table: cut(rows(workspace)[table], wanted) for table, wanted in expected.items()} == expected
    assert len(workspace.media_named()) == 1
    assert workspace.media_wanted() == []
    after = files(place)
    assert {name: after.get(name) for name in before} == before, "what was there stays as it was"
    workspace.close()


def cut(found: list[dict], wanted: list[dict]) -> list[dict]:
    """The rows without columns that the release did not have."""
    return [{name: each[name] for name in before} for each, before in zip(found, wanted, strict=True)]
