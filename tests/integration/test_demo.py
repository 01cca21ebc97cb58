"""The demonstration keeps every promise: the main job on two laptops, and not a readable word of it on the disk."""

import json
import os
import sqlite3
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from inspektor import clock
from inspektor.actions import checking, documents
from inspektor.actions.first_start import open_workspace
from inspektor.demo import PASSPHRASE, DemoResult, example_workspace, run_demo
from inspektor.queries.follow_ups import follow_ups, sheet, today
from inspektor.queries.gaps import gaps
from inspektor.queries.interviews import interviews, notes
from inspektor.queries.judgement import deficiencies, judgement, outline
from inspektor.queries.observations import observations, photo_data
from inspektor.queries.protocol import changed_after
from inspektor.queries.register import people, units
from inspektor.queries.reviews import document_reviews, requests
from inspektor.shapes.enums import (
    Consent,
    DocumentStatus,
    Mode,
    Notice,
    Rating,
    Role,
    SignatureMethod,
    SourceKind,
    Stance,
)
from inspektor.shapes.personal_number import personal_numbers
from inspektor.store.location import InstanceLock
from tests.builders import QUICK, quick_signing_keys
from tests.demo_run import inspektor

LEAD, COLLEAGUE = 0, 1


@pytest.fixture(scope="module")
def laptops(demo_run, tmp_path_factory):
    """Copies of both workspaces, open."""
    base = tmp_path_factory.mktemp("laptops")
    with demo_run.copied(LEAD, base / "ett") as one, demo_run.copied(COLLEAGUE, base / "två") as other:
        yield one, other


@pytest.fixture(scope="module")
def home(laptops):
    """The announced visit to the home for children."""
    return next(row for row in follow_ups(laptops[LEAD]) if row.registry_number.endswith("/0412"))


def test_it_says_what_it_made_and_complains_of_nothing(demo_run):
    said = json.loads(demo_run.output)
    assert set(said) == {"seed", "documents", "workspaces", "folder", "passphrase"}
    assert demo_run.complaints == ""
    assert len(demo_run.documents) == 3
    assert all(path.read_bytes().startswith(b"%PDF-") for path in demo_run.documents)
    assert demo_run.folder.is_dir()
    assert {each.parent for each in (*demo_run.workspaces, demo_run.folder)} == {demo_run.root}


def test_both_workspaces_hold_the_same_as_said(demo_run, laptops):
    assert len(set(demo_run.state_hashes)) == 1
    assert [each.state_hash() for each in laptops] == list(demo_run.state_hashes)
    assert len(people(laptops[COLLEAGUE])) == 2


def test_three_kinds_of_visit(laptops):
    rows = follow_ups(laptops[COLLEAGUE])
    assert Counter((row.notice, row.mode) for row in rows) == {
        (Notice.ANNOUNCED, Mode.ON_SITE): 1,
        (Notice.UNANNOUNCED, Mode.ON_SITE): 1,
        (Notice.ANNOUNCED, Mode.DIGITAL): 1,
    }
    assert len({row.template for row in rows}) == 3
    assert all(row.document_status is DocumentStatus.SIGNED for row in rows)
    assert all(row.arrived_at is not None for row in rows)


def test_two_inspectors_share_the_interviews(laptops, home):
    talks = interviews(laptops[LEAD], home.id)
    assert Counter(talk.role for talk in talks) == {
        Role.MANAGEMENT: 1,
        Role.STAFF: 2,
        Role.CLIENT: 4,
        Role.CASE_WORKER: 1,
        Role.RELATIVE: 1,
    }
    by = {talk.interviewer for talk in talks}
    assert by == {each.profile.name for each in laptops}
    assert {t.interviewer for t in talks if t.role not in (Role.MANAGEMENT, Role.STAFF)} == {
        laptops[COLLEAGUE].profile.name
    }
    declined = [talk for talk in talks if talk.consent is Consent.DECLINED]
    assert [talk.notes for talk in declined] == [0]
    (broken_off,) = [talk for talk in talks if talk.ended_early]
    assert broken_off.child
    assert broken_off.interpreter
    assert all(talk.notes >= 4 for talk in talks if talk not in (*declined, broken_off))
    assert all(t.started_at < t.ended_at for t in talks if t not in declined)


def test_notes_have_the_times_of_the_day(laptops, home):
    written = notes(laptops[LEAD], home.id)
    times = [clock.local(note.noted_at) for note in written]
    assert len(written) >= 60
    assert times == sorted(times)
    assert {at.date() for at in times} == {home.planned_on}
    assert times[0].strftime("%H.%M") == "09.04"
    assert all(9 <= at.hour < 15 for at in times)
    assert not any(personal_numbers(note.text) for note in written)


def test_the_judgement_rests_on_sources_that_contradict_each_other(laptops, home):
    rated = [row for row in outline(laptops[LEAD], home.id) if row.rating is not None]
    assert len(rated) >= 8
    assert {row.rating for row in rated} >= {
        Rating.MET,
        Rating.PARTLY_MET,
        Rating.NOT_MET,
        Rating.NOT_REVIEWED,
    }
    assert all(judgement(laptops[LEAD], home.id, row.code).grounds for row in rated)
    staffing = judgement(laptops[LEAD], home.id, "HVB-BU-4.1")
    said = {(source.role, source.stance) for source in staffing.sources}
    assert staffing.contradicted
    assert (Role.MANAGEMENT, Stance.SUPPORTS) in said
    assert (Role.STAFF, Stance.CONTRADICTS) in said
    kinds = {SourceKind.NOTE, SourceKind.OBSERVATION, SourceKind.DOCUMENT_REVIEW}
    assert {source.kind for source in staffing.sources} >= kinds


def test_a_deficiency_was_said_on_site(laptops, home):
    found = {each.requirement: each for each in deficiencies(laptops[LEAD], home.id)}
    assert found["HVB-BU-4.1"].said_on_site
    assert found["HVB-BU-4.1"].description
    assert found["HVB-BU-4.1"].deadline > home.planned_on
    assert not found["HVB-BU-2.2"].said_on_site


def test_the_facts_agree_with_each_other(laptops, home):
    """The nights without a waking soul are the same in the schedule read, the observation, the grounds and the deficiency."""
    workspace = laptops[LEAD]
    read = next(r for r in document_reviews(workspace, home.id) if r.requirement == "HVB-BU-4.1")
    number = read.result.split()[1]
    assert int(number) < 28
    texts = [
        judgement(workspace, home.id, "HVB-BU-4.1").grounds,
        next(d.description for d in deficiencies(workspace, home.id) if d.requirement == "HVB-BU-4.1"),
        next(o.text for o in observations(workspace, home.id) if o.place == "Expeditionen"),
    ]
    assert all(f"{number} " in text for text in texts)
    assert sheet(workspace, home.id).unit.places == int(
        sheet(workspace, home.id).facts_of_the_day.split(" på ")[1].split()[0]
    )


def test_the_photos_came_over_the_folder_without_its_position(laptops, home):
    for workspace in laptops:
        for photo in [photo for seen in observations(workspace, home.id) for photo in seen.photos]:
            data = photo_data(workspace, photo.media)
            assert data.startswith(b"\xff\xd8")
            assert b"Telefon" not in data
            assert photo.taken_at is not None
            assert photo.alternative_text


def test_each_signed_on_the_own_laptop(laptops, home):
    (document,) = sheet(laptops[LEAD], home.id).documents
    assert {signature.name for signature in document.signatures} == {each.profile.name for each in laptops}
    assert {signature.method for signature in document.signatures} == {SignatureMethod.DRAWN}
    others = [row for row in follow_ups(laptops[LEAD]) if row.id != home.id]
    methods = [sheet(laptops[LEAD], row.id).documents[0].signatures[0].method for row in others]
    assert sorted(methods) == [SignatureMethod.DRAWN, SignatureMethod.TYPED]
    assert all(changed_after(laptops[LEAD], row.id) == () for row in follow_ups(laptops[LEAD]))


def test_what_was_exported_is_what_both_hold(demo_run, laptops):
    kept = {
        documents.data(workspace, document.id)
        for workspace in laptops
        for row in follow_ups(workspace)
        for document in sheet(workspace, row.id).documents
    }
    assert {path.read_bytes() for path in demo_run.documents} == kept
    for workspace in laptops:
        for path in demo_run.documents:
            verdict = checking.verify_file(workspace, path)
            assert {finding.level for finding in verdict.findings} == {"ok"}, verdict.findings


def test_organisation_numbers_are_nobodys(laptops):
    """No legal person has a number that begins with 4."""
    numbers = {unit.organisation_number for unit in units(laptops[LEAD]) if unit.organisation_number}
    assert len(numbers) == 2
    assert all(number.startswith("4") for number in numbers)
    assert all("999 " in unit.address for unit in units(laptops[LEAD]))


# --- Nothing is readable ------------------------------------------------------------------------------


def everything_written(workspace) -> set[str]:
    """Texts that people wrote, long enough to be nobody else's, and who they are."""
    found: list[str] = [*people(workspace).values(), *(unit.name for unit in units(workspace))]
    for row in follow_ups(workspace):
        whole = sheet(workspace, row.id)
        found += [whole.purpose, whole.next_step, row.registry_number]
        found += [note.text for note in notes(workspace, row.id)]
        found += [seen.text for seen in observations(workspace, row.id)]
        found += [read.result for read in document_reviews(workspace, row.id)]
        found += [each.description for each in deficiencies(workspace, row.id)]
        found += [
            judgement(workspace, row.id, each.code).grounds
            for each in outline(workspace, row.id)
            if each.rating is not None
        ]
    return {text[:40] for text in found if len(text) >= 12}


def readable_in(folder: Path, canaries: set[str]) -> list[str]:
    """Where any of the texts stands in plain bytes, in the encodings programs use, in files or in their names."""
    spelled = [
        spelling
        for text in canaries
        for spelling in (
            text.encode("utf-8"),
            text.encode("utf-16-le"),
            text.encode("utf-16-be"),
            json.dumps(text).encode()[1:-1],
        )
    ]
    found = []
    for path in folder.rglob("*"):
        data = path.name.encode() + b"\n" + (path.read_bytes() if path.is_file() else b"")
        found += [f"{path.name}: {each!r}" for each in spelled if each in data]
    return found


def test_not_a_word_can_be_read_on_the_disk(demo_run, laptops):
    canaries = everything_written(laptops[LEAD])
    assert len(canaries) > 60
    for folder in (*demo_run.workspaces, demo_run.folder, demo_run.home):
        assert readable_in(folder, canaries) == []
        assert readable_in(folder, {demo_run.passphrase}) == []


def test_a_readable_word_would_be_found(tmp_path):
    (tmp_path / "a").write_bytes(b"\x00\x01" + "Sjuk på natten".encode("utf-16-le"))
    (tmp_path / "b").write_bytes(b'{"x": "Sjuk p\\u00e5 natten"}')
    (tmp_path / "Sjuk på natten").write_bytes(b"")
    assert len(readable_in(tmp_path, {"Sjuk på natten"})) == 3


def test_no_database_is_plain(demo_run):
    """The lock is the one plain SQLite file, and holds nothing."""
    for path in demo_run.root.rglob("*"):
        if path.is_file() and b"SQLite format 3" in path.read_bytes():
            assert path.name == "lock"
            with sqlite3.connect(path) as lock:
                assert lock.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (0,)


def test_nothing_is_left_half_done(demo_run):
    """No log beside the database, no parts, no temporary files, and no workspace held."""
    left = [path.name for path in demo_run.root.rglob("*") if path.suffix in (".part", ".new")]
    left += [
        path.name for place in demo_run.workspaces for path in place.glob("*-wal") if path.stat().st_size
    ]
    assert left == []
    assert list((demo_run.home / "temp").iterdir()) == []
    for place in demo_run.workspaces:
        InstanceLock(place).release()


# --- How it is run ------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["a file in it", "a file of that name"])
def test_a_folder_that_is_taken_is_refused_and_left_alone(tmp_path, what):
    folder = tmp_path / "upptagen"
    if what == "a file in it":
        folder.mkdir()
        (folder / "min.txt").write_text("min", encoding="utf-8")
    else:
        folder.write_text("min", encoding="utf-8")
    done = inspektor(tmp_path / "hem", "demo", folder, "--json")
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "upptagen" in done.stderr
    mine = folder / "min.txt" if folder.is_dir() else folder
    assert mine.read_text(encoding="utf-8") == "min"


def told(workspace) -> list[object]:
    """What the story says, without ids and seconds."""
    rows = sorted(follow_ups(workspace), key=lambda row: row.unit)
    return [
        (
            row.unit,
            row.planned_on,
            [(n.text, n.noted_at.strftime("%d %H.%M")) for n in notes(workspace, row.id)],
        )
        for row in rows
    ]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The demonstration by a seed, once for each seed that is asked for."""
    base = tmp_path_factory.mktemp("seeds")

    @cache
    def made(seed: int) -> DemoResult:
        with quick_signing_keys():
            return run_demo(base / str(seed), seed=seed, cost=QUICK)

    return made


def test_a_seed_tells_the_same_story_again(laptops, made):
    again = made(1)
    workspace = open_workspace(again.workspaces[LEAD], again.passphrase)
    assert told(workspace) == told(laptops[LEAD])
    assert workspace.profile.name == laptops[LEAD].profile.name
    workspace.close()


@pytest.mark.parametrize("seed", range(1, 1 + int(os.environ.get("INSPEKTOR_SEEDS", "1"))))
def test_every_seed_makes_a_whole_visit(made, seed):
    run = made(seed)
    workspace = open_workspace(run.workspaces[COLLEAGUE], run.passphrase)
    try:
        home = next(row.id for row in follow_ups(workspace) if row.registry_number.endswith("/0412"))
        heard = {note.interview_id for note in notes(workspace, home)}
        assert len({talk.role for talk in interviews(workspace, home) if talk.id in heard}) == 5
        assert len(notes(workspace, home)) >= 60
        assert len(observations(workspace, home)) >= 12
        assert len({photo.media for seen in observations(workspace, home) for photo in seen.photos}) == 8
        assert len(document_reviews(workspace, home)) >= 8
        assert sum(bool(read.samples) for read in document_reviews(workspace, home)) >= 2
        assert len(requests(workspace, home)) >= 5
        assert len([row for row in outline(workspace, home) if row.contradicted]) >= 4
        assert {gap.code for gap in gaps(workspace, home)} == {"nothing_gathered", "unrated"}
    finally:
        workspace.close()


def test_the_example_is_a_workspace_to_go_on_with(tmp_path):
    steps: list[tuple[int, int]] = []
    with quick_signing_keys():
        workspace = example_workspace(tmp_path / "exempel", lambda *step: steps.append(step), cost=QUICK)
    assert steps == [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]
    assert workspace.history.undo_label() is None
    day = today(workspace)
    assert len(day.visits) == 1
    assert len(day.begun) == 2
    assert len(day.deadlines) >= 3
    assert all(row.deadline > clock.now().date() for row in day.deadlines)
    (unsigned,) = [row for row in day.begun if row.document_status is None]
    assert not [gap for gap in gaps(workspace, unsigned.id) if gap.stops]
    documents.seal_with(workspace, unsigned.id, PASSPHRASE)
    assert sheet(workspace, unsigned.id).documents[0].status is DocumentStatus.SIGNED
    workspace.close()


def test_the_window_knows_the_passphrase_of_the_example():
    from ui.app.entrance import EXAMPLE_PASSPHRASE

    assert EXAMPLE_PASSPHRASE == PASSPHRASE


def test_an_example_that_fails_leaves_nothing(tmp_path):
    def stop(done: int, _total: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), quick_signing_keys():
        example_workspace(tmp_path / "exempel", stop, cost=QUICK)
    assert not (tmp_path / "exempel").exists()
