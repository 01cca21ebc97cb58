"""Every kind of write, done over and over by a process of its own that tells its parent of each one done, until it is killed.

`prepare` makes a closed workspace with something to write in; `main` writes; `check` says what is wrong after the kill.
"""

import io
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from multiprocessing.connection import Connection
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from inspektor.actions import assessments, backups, closing, documents, erasure, interviews, observations
from inspektor.actions import follow_ups as planning
from inspektor.actions.first_start import FirstStart, set_up
from inspektor.actions.follow_up_files import pictures, take_in, told_of
from inspektor.exchange.follow_up_file import pack, unpacked
from inspektor.queries.register import units
from inspektor.queries.templates import asked, templates
from inspektor.report.appearance import Appearance
from inspektor.shapes.enums import DocumentKind, Rating, SourceKind, Stance
from inspektor.store import backup_place, migrations
from inspektor.store.doctor import examine
from inspektor.store.keys import unlock
from inspektor.store.migrations import runner
from inspektor.store.workspace import Workspace, require_workspace
from inspektor.sync.engine import sync_once
from inspektor.sync.state import Memory
from tests.builders import PASSPHRASE, QUICK, a_follow_up, a_workspace
from tests.photo_files import jpeg
from tests.sync_folders import found_and_join, settle

CODE = "HVB-BU-4.1"
REPORT = DocumentKind.FOLLOW_UP_REPORT
Step = Callable[[int], object]


def opened(folder: Path) -> Workspace:
    require_workspace(folder)
    return Workspace.open(folder, unlock(folder, PASSPHRASE))


def prepare(folder: Path) -> dict[str, str]:
    """A workspace to write in, a colleague's, and the folder they share; ids of what is in it."""
    start = FirstStart("Karin Åkerström", "Kvalitetsgranskare", "Norrby kommun", "Socialnämnden", PASSPHRASE)
    workspace, _ = set_up(folder / "w", start, cost=QUICK)
    hvb = next(each.id for each in templates(workspace) if each.slug == "hvb-barn-unga")
    ids = {"f": a_follow_up(workspace, template_version_id=hvb)}
    values = {"unit_id": units(workspace)[0].id, "template_version_id": hvb, "form": "in_depth"}
    done = planning.plan(workspace, **values).created("follow_up")
    ids["note"] = interviews.add_note(workspace, ids["f"], "0", requirement=CODE).created("note")
    ids["seen"] = observations.add(workspace, ids["f"], "Sett", requirement=CODE).created("observation")
    assessments.set_stance(workspace, ids["f"], CODE, SourceKind.OBSERVATION, ids["seen"], Stance.CONTRADICTS)
    planning.arrive(workspace, done)
    planning.answer_conflict_of_interest(workspace, done, True, "Prövat: får delta.")
    for each in asked(workspace, done).requirements:
        assessments.rate(workspace, done, each.code, Rating.NOT_REVIEWED)
        assessments.set_grounds(workspace, done, each.code, "Ingick inte.")
    ids["done"] = done
    backups.make(workspace)
    ids["first"] = workspace.state_hash()
    interviews.add_note(workspace, ids["f"], "efter den första")
    ids["second"] = workspace.state_hash()
    colleague = a_workspace(folder / "olle", "Olle Ek")
    (folder / "delad").mkdir()
    found_and_join(folder / "delad", workspace, colleague)
    settle(workspace, colleague)
    backups.make(workspace)
    ids["third"] = workspace.state_hash()
    content = backups._under_new_names(told_of(workspace, ids["f"]))
    (folder / "in.zip").write_bytes(pack(content, pictures(workspace, content)))
    workspace.close()
    colleague.close()
    (folder / "ids.json").write_text(json.dumps(ids))
    return ids


def main(folder: Path, kind: str, parent: Connection) -> None:
    """Write until killed; each number is sent when its write has returned."""
    ids = ids_in(folder)
    with writing(folder, kind, ids) as step:
        parent.send(0)
        number = 0
        while True:
            number += 1
            step(number)
            parent.send(number)


@contextmanager
def writing(folder: Path, kind: str, ids: dict[str, str]) -> Iterator[Step]:
    """The n-th write of a kind."""
    if kind == "migration":
        with next_schema():
            yield lambda _: opened(folder / "w").close()
    elif kind == "restore":
        names = [each.name for each in backup_place.found(folder / "w" / "backups")]

        def restore(number: int) -> None:
            backup = backups.by_name(folder / "w", names[number % 2])
            backups.restore(folder / "w", backup, PASSPHRASE).close()

        yield restore
    else:
        workspace = opened(folder / "w")
        share(workspace, folder / "delad")
        yield lambda number: _WRITES[kind](workspace, ids, number)
        workspace.close()


@contextmanager
def next_schema() -> Iterator[None]:
    """The program of tomorrow."""
    runner.STEPS, runner.NEWEST = (*migrations.STEPS, GROWN), migrations.NEWEST + 1
    try:
        yield
    finally:
        runner.STEPS, runner.NEWEST = migrations.STEPS, migrations.NEWEST


def ids_in(folder: Path) -> dict[str, str]:
    """What `prepare` has made there."""
    made: dict[str, str] = json.loads((folder / "ids.json").read_text())
    return made


def share(workspace: Workspace, place: Path) -> None:
    """The shared folder has moved with the copy of the workspace."""
    memory = Memory.load(workspace.local)
    if memory.group is not None:
        memory.group.folder = str(place)
        memory.save_group()


GROWN = (
    "CREATE TABLE grown (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT",
    "INSERT INTO grown (text) SELECT substr(o.value, 1, 40) FROM operation o, operation p WHERE o.value IS NOT NULL LIMIT 40000",
    "ALTER TABLE note ADD COLUMN tried TEXT NOT NULL DEFAULT ''",
)
"""What a next schema might do."""


def _typing(workspace: Workspace, ids: dict[str, str], number: int) -> None:
    interviews.set_note_text(workspace, ids["note"], str(number), amend=True)


def _photo(workspace: Workspace, ids: dict[str, str], number: int) -> None:
    observations.add_photo(workspace, ids["seen"], jpeg((200 + number, 100)))


def _rating(workspace: Workspace, ids: dict[str, str], number: int) -> None:
    assessments.rate(workspace, ids["f"], CODE, (Rating.PARTLY_MET, Rating.NOT_MET)[number % 2])
    assessments.set_grounds(workspace, ids["f"], CODE, str(number))


def _finalising(workspace: Workspace, ids: dict[str, str], number: int) -> None:
    if number > 1:
        closing.reopen(workspace, ids["done"], f"Rättelse {number}")
    documents.seal_and_sign(workspace, ids["done"], PASSPHRASE, Appearance("Karin Åkerström"), kind=REPORT)


def _import(workspace: Workspace, ids: dict[str, str], number: int) -> None:
    content = backups._under_new_names(told_of(workspace, ids["f"]))
    with unpacked("in", io.BytesIO(pack(content, pictures(workspace, content)))) as file:
        take_in(workspace, file, "Import follow-up")


def _backup(workspace: Workspace, ids: dict[str, str], number: int) -> None:
    interviews.set_note_text(workspace, ids["note"], str(number))
    backups.make(workspace)


def _erase(workspace: Workspace, ids: dict[str, str], number: int) -> None:
    interviews.set_note_text(workspace, ids["note"], f"hemligt {number}")
    erasure.erase_field(workspace, "note", ids["note"], "text", "samtycke", keep_present=False)


def _sync(workspace: Workspace, ids: dict[str, str], number: int) -> None:
    interviews.set_note_text(workspace, ids["note"], str(number))
    sync_once(workspace)


_WRITES = {
    "typing": _typing,
    "photo": _photo,
    "rating": _rating,
    "finalising": _finalising,
    "import": _import,
    "backup": _backup,
    "erase": _erase,
    "sync": _sync,
}
KINDS = (*_WRITES, "migration", "restore")


def check(folder: Path, kind: str, done: int, *, whole: bool) -> str:
    """What is wrong when `done` writes were acknowledged; an empty string if nothing is. `whole`: by the doctor too."""
    with next_schema() if kind == "migration" else nullcontext():
        return _checked(folder, kind, done, whole=whole)


def state(folder: Path, *, whole: bool) -> tuple[str, str]:
    """The workspace's state, and what is wrong with it."""
    workspace = opened(folder / "w")
    try:
        return workspace.state_hash(), "; ".join(_wrong(workspace, whole=whole))
    finally:
        workspace.close()


def _wrong(workspace: Workspace, *, whole: bool) -> list[str]:
    return [each.trouble for each in examine(workspace) if not each.well] if whole else _sound(workspace)


def _checked(folder: Path, kind: str, done: int, *, whole: bool) -> str:
    ids = ids_in(folder)
    workspace = opened(folder / "w")
    try:
        found = _wrong(workspace, whole=whole)
        lost = _LOOKS.get(kind, _nothing)(folder, workspace, ids, done)
        interviews.add_note(workspace, ids["f"], "det går att skriva")
        return "; ".join(each for each in (*found, lost) if each)
    finally:
        workspace.close()


def _sound(workspace: Workspace) -> list[str]:
    with workspace.read() as connection:
        cipher = [str(each[0]) for each in connection.exec_driver_sql("PRAGMA cipher_integrity_check")]
        quick = str(connection.exec_driver_sql("PRAGMA quick_check").scalar_one())
    return [*cipher, *([] if quick == "ok" else [quick])]


def _number(workspace: Workspace, query: str, *given: str) -> int:
    with workspace.read() as connection:
        found = connection.exec_driver_sql(query, given).scalar_one_or_none()
    return int(found or 0)


def _at_least(workspace: Workspace, done: int, query: str, *given: str) -> str:
    held = _number(workspace, query, *given)
    return "" if done <= held <= done + 1 else f"{done} acknowledged, {held} there"


def _text(_: Path, workspace: Workspace, ids: dict[str, str], done: int) -> str:
    return _at_least(workspace, done, "SELECT text FROM live_note WHERE id = ?", ids["note"])


def _photos(_: Path, workspace: Workspace, ids: dict[str, str], done: int) -> str:
    missing = len(workspace.media_wanted())
    return (
        f"{missing} pictures missing"
        if missing
        else _at_least(workspace, done, "SELECT count(*) FROM live_photo")
    )


def _grounds(_: Path, workspace: Workspace, ids: dict[str, str], done: int) -> str:
    row = assessments.assessment_id(ids["f"], CODE)
    return _at_least(workspace, done, "SELECT grounds FROM live_assessment WHERE id = ?", row)


def _documents(_: Path, workspace: Workspace, ids: dict[str, str], done: int) -> str:
    wanted = workspace.media_wanted()
    return f"{wanted} missing" if wanted else _at_least(workspace, done, "SELECT count(*) FROM live_document")


def _imported(_: Path, workspace: Workspace, ids: dict[str, str], done: int) -> str:
    return _at_least(workspace, done, "SELECT count(*) - 2 FROM live_follow_up")


def _backed_up(folder: Path, workspace: Workspace, ids: dict[str, str], done: int) -> str:
    newest = backup_place.found(workspace.backups.place)
    for each in newest[:2]:
        if backup_place.sha256(each.folder / backup_place.DATABASE) != each.sha256:
            return f"{each.name} is not whole"
    count = len(newest) - 2
    return "" if done <= count <= done + 1 else f"{done} acknowledged, {count} there"


def _erased(_: Path, workspace: Workspace, ids: dict[str, str], done: int) -> str:
    query = "SELECT count(*) FROM operation WHERE value LIKE 'hemligt %' AND value <> 'hemligt ' || ?"
    left = _number(workspace, query, str(done + 1))
    return f"{left} erased values are left" if left else ""


def _synced(folder: Path, workspace: Workspace, ids: dict[str, str], done: int) -> str:
    colleague = opened(folder / "olle")
    try:
        share(workspace, folder / "delad")
        share(colleague, folder / "delad")
        settle(workspace, colleague)
        if workspace.state_hash() != colleague.state_hash():
            return "the two differ"
        return _text(folder, colleague, ids, done)
    finally:
        colleague.close()


def _restored(_: Path, workspace: Workspace, ids: dict[str, str], done: int) -> str:
    return "" if workspace.state_hash() in (ids["first"], ids["third"]) else "neither the one nor the other"


def _nothing(_: Path, workspace: Workspace, ids: dict[str, str], done: int) -> str:
    """A migration: the old schema or the new one, with the same rows either way."""
    return "" if workspace.state_hash() == ids["third"] else "the rows are others"


_LOOKS = {
    "typing": _text,
    "photo": _photos,
    "rating": _grounds,
    "finalising": _documents,
    "import": _imported,
    "backup": _backed_up,
    "erase": _erased,
    "sync": _synced,
    "restore": _restored,
}
