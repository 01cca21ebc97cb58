"""A word of its own in every field of every table, and a file in every place for one: none of it lies anywhere in the clear."""

import logging
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from inspektor import clock, logs, settings
from inspektor.actions import backups, erasure, interviews
from inspektor.model.fields import DateText, UtcText, WordText
from inspektor.model.tables import MEDIA, TABLES
from inspektor.queries.search import search
from inspektor.store.schema import sql_table
from inspektor.store.workspace import Workspace
from tests.builders import a_follow_up, a_workspace
from tests.erasure_search import found
from tests.sync_folders import found_and_join, settle

BIRD = "kanarie"


def planted(workspace: Workspace, table: sa.Table) -> dict[str, Any]:
    """A row of the table in which every text is a bird, and every file too."""
    values: dict[str, Any] = {"id": clock.new_id(), "hidden": False}
    for column in table.columns:
        if column.name in values:
            continue
        bird = f"{BIRD} i {table.name} {column.name}"
        if column.name in MEDIA.get(table.name, ()):
            values[column.name] = workspace.media.put(bird.encode() * 50)
        elif isinstance(column.type, UtcText):
            values[column.name] = clock.now()
        elif isinstance(column.type, DateText):
            values[column.name] = date(2026, 11, 27)
        elif isinstance(column.type, WordText):
            values[column.name] = next(iter(column.type.words))
        else:
            values[column.name] = bird if isinstance(column.type, sa.Text) else 1
    return values


def in_clear(place: Path) -> list[str]:
    """The files that hold a bird, or are a database that anybody can read."""
    found = []
    for path in (each for each in place.rglob("*") if each.is_file()):
        data = path.read_bytes().lower()
        forms = (BIRD.encode(), BIRD.encode("utf-16-le"), b"sqlite format 3")
        if any(form in data for form in forms) or BIRD in path.name.lower():
            found.append(path.relative_to(place).as_posix())
    return found


@pytest.fixture
def home(tmp_path, monkeypatch):
    """Everything the program may write to lies below one folder."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "TMPDIR", "HOME"):
        (tmp_path / name).mkdir()
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "TMPDIR"))
    return tmp_path


@pytest.fixture
def today():
    """The moment the test stands at; the shared folder joins the bundles of a month that is past."""
    now = [datetime(2027, 1, 4, 9, tzinfo=UTC)]
    clock.set_source(lambda: now[0])
    yield now
    clock.set_source(None)


def in_packs(home: Path, today: list[datetime], *both: Workspace) -> list[Path]:
    """Let January end, and both join what they sent in it; the packs."""
    for day in (5, 6):
        today[0] = today[0].replace(day=day)
        interviews.add_note(both[0], a_follow_up(both[0]), f"{BIRD} {day}")
        settle(*both)
    today[0] = datetime(2027, 2, 1, 9, tzinfo=UTC)
    settle(*both)
    return list((home / "delad").rglob("*.inp"))


def test_no_field_of_any_table_lies_in_the_clear(home, today):
    karin = a_workspace(home / "arbetsyta")
    bo = a_workspace(home / "bo", "Bo Bok")
    found_and_join(home / "delad", karin, bo)
    log = logs.start()
    settings.save(settings.load())

    def plant(session):
        for table in (sql_table(model) for model in TABLES):
            session.execute(sa.insert(table).values(**planted(karin, table)))

    karin.write("birds", plant, final=True)
    note = interviews.add_note(karin, a_follow_up(karin), f"{BIRD} vid bordet").created("note")
    interviews.set_note_text(karin, note, f"{BIRD} igen", amend=True)
    karin.history.undo()
    assert search(karin, BIRD) != ()
    try:
        {}[f"{BIRD} i ett fel"]
    except KeyError:
        logging.getLogger("inspektor.x").exception("it failed: %s", f"{BIRD} i loggen")
    backups.make(karin)
    settle(karin, bo)
    packs = in_packs(home, today, karin, bo)
    whole = [path.read_bytes() for path in packs]
    assert [path for path in packs if path.name in found(BIRD, karin, home / "delad")] == packs != []
    assert in_clear(home) == []
    erasure.erase_field(karin, "note", note, "text", f"Namngav en {BIRD}", keep_present=False)
    settle(karin, bo)
    assert [path.read_bytes() for path in packs] != whole, "made anew without what was erased"
    assert log.exists()
    assert in_clear(home) == []  # open, with its write-ahead log
    for each in (karin, bo):
        each.close()
    logs.stop()
    assert in_clear(home) == []
    (home / "HOME" / "lapp.txt").write_text(f"en {BIRD.title()}", encoding="utf-16-le")
    assert in_clear(home) == ["HOME/lapp.txt"]  # it would have been seen
