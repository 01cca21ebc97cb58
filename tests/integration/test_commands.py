"""The headless commands on real workspaces: the visit as data entry, documents, the shared folder, the doctor."""

import json
import os
import stat
from pathlib import Path

import pytest

from inspektor.actions.first_start import open_workspace, set_up
from inspektor.store.doctor import SCRATCH
from inspektor.store.workspace import DATABASE
from tests.builders import PASSPHRASE, QUICK, quick_signing_keys
from tests.command_line import Desk, run
from tests.demo_run import inspektor
from tests.other_programs import signed_elsewhere
from tests.protocol_facts import a_jpeg
from tests.word_files import member, paragraphs

CODE = "HVB-BU-4.1"


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return Desk.new(tmp_path_factory.mktemp("commands") / "arbetsyta å")


@pytest.fixture(scope="module")
def unit(desk):
    desk.made("register", "add-provider", "Björkhaga Omsorg AB", "--number", "459900-0009")
    return desk.made(
        "register",
        "add-unit",
        "björkhaga omsorg ab",
        "HVB Björkhaga",
        "HVB",
        "--places",
        9,
        "--legal-basis",
        "lou",
    )


@pytest.fixture(scope="module")
def visit(desk, unit):
    """A visit that was planned and lived through by commands alone; gives ids."""
    follow_up = desk.made(
        "followup", "new", unit, "hvb-barn-unga", "--form", "in_depth", "--registry-number", "SN 2026/7"
    )
    desk.did("followup", "impartial", follow_up, "yes")
    desk.did("followup", "arrive", follow_up, "--at", "2026-11-20T08:30")
    talk = desk.made("followup", "interview", follow_up, "staff", "--label", "Natt", "--consent", "given")
    at = "2026-11-20T11:05"
    note = desk.made(
        "followup",
        "note",
        follow_up,
        "Ensam på natten",
        "--interview",
        talk[-6:],
        "--requirement",
        CODE,
        "--at",
        at,
    )
    desk.did("followup", "interview", follow_up, "--end", talk)
    photo = desk.folder.with_name("foto.jpg")
    photo.write_bytes(a_jpeg((400, 300)))
    seen = desk.made(
        *("followup", "observe", follow_up, "Schemat anger två", "--place", "Entrén", "--requirement", CODE),
        *("--photo", photo, "--caption", "Entrén", "--alternative-text", "En tom entré."),
    )
    read = desk.made("followup", "document", follow_up, "Schema", "--sample-size", 28, "--result", "9 av 28")
    for source in (note, seen[-8:], read):
        desk.did("followup", "weigh", follow_up, CODE, source, "contradicts")
    desk.did("followup", "rate", follow_up, CODE, "not_met", "--grounds", "Tre källor.")
    desk.did(
        *("followup", "deficiency", follow_up, CODE, "--description", "Ingen vaken personal."),
        *("--severity", "serious", "--deadline", "2026-12-04", "--said-on-site", "yes"),
    )
    desk.did("followup", "depart", follow_up, "--at", "2026-11-20T15:40")
    return {"follow_up": follow_up, "talk": talk, "note": note, "seen": seen, "read": read}


def test_what_was_entered_is_shown(desk, visit):
    shown = desk.did("followup", "show", "SN 2026/7")
    assert shown["follow_up"]["status"] == "fieldwork_done"
    assert shown["follow_up"]["visit"]["arrived_at"].startswith("2026-11-20T")
    assert [talk["status"] for talk in shown["interviews"]] == ["saved"]
    assert shown["notes"][0]["text"] == "Ensam på natten"
    assert shown["observations"][0]["photos"][0]["alternative_text"] == "En tom entré."
    assert shown["documents_read"][0]["sample_size"] == 28
    rated = [row for row in shown["requirements"] if row["rating"]]
    assert [(row["code"], row["rating"], row["sources"]) for row in rated] == [(CODE, "not_met", 3)]
    assert shown["deficiencies"][0]["said_on_site"] is True
    assert not [gap for gap in shown["gaps"] if gap["stops"]]
    people = desk.run("followup", "show", visit["follow_up"]).out
    for text in ("HVB Björkhaga", "Ensam på natten", "Ej uppfyllt", "Ingen vaken personal."):
        assert text in people
    assert "Begärda dokument" not in people, "a heading with nothing under it"


def test_lists_are_for_people_or_for_programs(desk, visit):
    assert [row["id"] for row in desk.did("followup", "list")] == [visit["follow_up"]]
    assert "HVB Björkhaga" in desk.run("followup", "list").out
    assert len(desk.did("template", "list")) == 12
    assert desk.did("register", "list")["units"][0]["organisation_number"] == "459900-0009"


def test_rules_are_those_of_the_window(desk, visit):
    for words, said in (
        (("followup", "depart", visit["follow_up"], "--at", "2026-11-20T08:00"), "departed_at"),
        (("followup", "rate", visit["follow_up"], "HVB-BU-1.1", "met"), "rating"),
        (("followup", "rate", visit["follow_up"], "FINNS-INTE", "met"), ""),
        (("followup", "note", visit["follow_up"], "x", "--requirement", "FINNS-INTE"), ""),
        (("followup", "note", "finns inte", "x"), "finns inte"),
        (("followup", "deficiency", visit["follow_up"], "HVB-BU-1.1", "--why", "x"), ""),
        (("followup", "deficiency", visit["follow_up"], CODE), "description"),
        (("followup", "interview", visit["follow_up"]), "role"),
        (("followup", "observe", visit["follow_up"], "x", "--photo", "finns inte.jpg"), "finns inte.jpg"),
        (("register", "add-provider", "X AB", "--number", "459900-0001"), "organisation_number"),
        (("audit", "finns-inte"), ""),
    ):
        done = desk.run(*words)
        assert done.code == 2, words
        assert done.out == ""
        assert done.err.count("\n") == 1
        assert said in done.err


def test_an_unannounced_visit_begins_at_the_door(desk, unit):
    follow_up = desk.made("followup", "new", "HVB Björkhaga", "hvb-barn-unga", "--now")
    shown = desk.did("followup", "show", follow_up)["follow_up"]
    assert (shown["notice"], shown["status"]) == ("unannounced", "in_progress")
    assert shown["visit"]["arrived_at"]
    done = desk.run("document", "sign", follow_up)
    assert done.code == 1
    assert done.err.count("\n") == 1
    assert "Jävsfrågan" in done.err


def test_a_note_can_be_piped_in(desk, visit, monkeypatch):
    import io
    import sys

    monkeypatch.setattr(sys, "stdin", io.StringIO("Från ett annat program.\nTvå rader."))
    desk.did("followup", "note", visit["follow_up"], "-")
    assert desk.did("followup", "show", visit["follow_up"])["notes"][-1]["text"].endswith("\nTvå rader.")


# --- Documents ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def signed(desk, visit):
    pdf = desk.folder.with_name("undertecknat å.pdf")
    answer = desk.did("document", "sign", visit["follow_up"], "--pdf", pdf)
    return pdf, answer["document"]


def test_a_draft_is_written(desk, visit, tmp_path):
    desk.did("document", "make", visit["follow_up"], "--pdf", tmp_path / "utkast.pdf")
    assert (tmp_path / "utkast.pdf").read_bytes().startswith(b"%PDF-")
    done = desk.run("document", "make", visit["follow_up"], "--pdf", tmp_path / "finns inte" / "x.pdf")
    assert (done.code, done.out) == (2, "")


@pytest.mark.parametrize("kind", ["protocol", "report"])
def test_a_draft_is_written_for_word(desk, visit, tmp_path, kind):
    path = tmp_path / "utkast å.docx"
    desk.did("document", "make", visit["follow_up"], "--kind", kind, "--docx", path)
    said = paragraphs(member(path.read_bytes()))
    assert any("Underskrifter" in text for text in said)
    assert (
        desk.run("document", "make", visit["follow_up"], "--docx", tmp_path / "finns inte" / "x.docx").code
        == 2
    )
    assert desk.run("document", "make", visit["follow_up"]).code == 2


def test_a_template_of_ones_own_is_filled_in_or_its_fault_named(desk, visit, tmp_path):
    template, path = tmp_path / "mall.docx", tmp_path / "ifylld.docx"
    desk.did("document", "word-template", visit["follow_up"], "--docx", template)
    making = ("document", "make", visit["follow_up"], "--word-template", template)
    desk.did(*making, "--docx", path)
    assert any("Underskrifter" in text for text in paragraphs(member(path.read_bytes())))
    assert desk.run(*making, "--pdf", path).code == 2
    path.unlink()
    template.write_bytes(b"PK no template")
    done = desk.run(*making, "--docx", path)
    assert (done.code, done.out) == (2, "")
    assert "inte ett Worddokument" in done.err
    assert not path.exists()


def test_a_protocol_is_sealed_signed_exported_and_checked(desk, visit, signed, tmp_path):
    pdf, document = signed
    assert document["status"] == "signed"
    listed = desk.did("document", "list", visit["follow_up"])
    assert [each["document_id"] for each in listed if each["document_id"]] == [document["id"]]
    assert [each["state"] for each in listed] == ["working", "drawn_up", "working"]
    desk.did("document", "export", document["id"], tmp_path / "export.pdf")
    assert (tmp_path / "export.pdf").read_bytes() == pdf.read_bytes()
    verdict = desk.did("document", "verify", pdf)
    assert verdict["ok"] is True
    assert {finding["level"] for finding in verdict["findings"]} == {"ok"}
    stranger = run("document", "verify", pdf, "--json")
    assert stranger.code == 0
    assert "warn" in {finding["level"] for finding in stranger.json["findings"]}
    assert "men allt gick inte att bedöma" in run("document", "verify", pdf).out
    assert "Inget är fel" not in desk.run("document", "verify", pdf).out


def test_a_changed_document_fails(desk, signed, tmp_path):
    pdf, _ = signed
    changed = bytearray(pdf.read_bytes())
    changed[len(changed) // 3] ^= 1
    (tmp_path / "ändrad.pdf").write_bytes(changed)
    done = desk.run("document", "verify", tmp_path / "ändrad.pdf")
    assert done.code == 1
    assert done.err == ""
    assert "! " in done.out
    (tmp_path / "text.pdf").write_text("ingen pdf", encoding="utf-8")
    assert run("document", "verify", tmp_path / "text.pdf").code == 1
    assert run("document", "verify", tmp_path / "finns inte.pdf").code == 2
    assert run("document", "verify", pdf, "--passphrase-file", desk.secret).code == 2


def test_nobody_signs_twice(desk, signed):
    _, document = signed
    done = desk.run("document", "sign", document["id"])
    assert done.code == 2
    assert done.err.count("\n") == 1


STROKES_REFUSED = {
    "with time": "[[[1, 2, 0.5], [3, 4, 0.6]]]",
    "no numbers": '[[["1", 2]]]',
    "no end": "[[[1, Infinity]]]",
    "no strokes": "[[], []]",
    "flags": "[[[true, false]]]",
    "an object": '{"strokes": [[[1, 2]]]}',
    "deep": "[" * 100_000,
    "no JSON": "%PDF-",
}


def test_pen_strokes_by_command_are_geometry_alone(desk, visit, signed, tmp_path):
    path = tmp_path / "streck.json"
    for content in STROKES_REFUSED.values():
        path.write_text(content)
        done = desk.run("document", "sign", visit["follow_up"], "--strokes", path)
        assert done.code == 2
        assert "pennstreck" in done.err
    path.write_text("[[[1, 2], [30, 40], [60, 2]], [[5, 5]]]")
    pdf = tmp_path / "streck.pdf"
    anna = ("--representative", "Anna Sandberg, Föreståndare")
    sealed = desk.did("document", "sign", visit["follow_up"], "--strokes", path, *anna)["document"]
    done = desk.did("document", "sign", sealed["id"], "--theirs", "--strokes", path, "--pdf", pdf)
    methods = [each["method"] for each in done["document"]["signatures"]]
    assert (methods, done["document"]["status"]) == (["drawn", "drawn"], "signed")
    assert desk.did("document", "verify", pdf)["ok"]


def test_a_representative_signs_in_another_program_and_the_file_comes_back(desk, visit, signed, tmp_path):
    anna = ("--representative", "Anna Sandberg, Föreståndare")
    path = tmp_path / "väntar.pdf"
    answer = desk.did("document", "sign", visit["follow_up"], *anna, "--pdf", path)["document"]
    assert answer["status"] == "awaiting_signature"
    assert [each["name"] for each in answer["signers"]][-1] == "Anna Sandberg"
    assert desk.run("document", "sign", answer["id"], *anna).code == 2
    refused = desk.run("document", "receive", path)
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    path.write_bytes(signed_elsewhere(path.read_bytes(), "underskrift-2"))
    assert desk.did("document", "receive", path)["status"] == "signed"
    assert desk.run("document", "verify", path).code == 0
    absent = desk.did("document", "sign", visit["follow_up"], "--not-signing", "Anna Sandberg")["document"]
    assert absent["status"] == "signed"


# --- Templates, search, history -----------------------------------------------------------------------


def test_templates_go_out_and_in_again(desk, tmp_path):
    out = tmp_path / "mall.yaml"
    assert desk.run("template", "export", "hemtjanst", out).code == 0
    answer = desk.did("template", "import", out)
    assert answer == {"code": "hemtjanst", "version": "1.0", "new": False}
    text = out.read_text(encoding="utf-8").replace("version: '1.0'", "version: '1.1'")
    out.write_text(text, encoding="utf-8")
    assert desk.did("template", "import", out)["new"] is True
    assert desk.did("template", "show", "hemtjanst")["version"] == "1.1"
    assert desk.run("template", "export", "hemtjanst").out.startswith("id: hemtjanst\n")


def test_a_template_with_faults_is_found_wanting_each_with_its_line(tmp_path):
    path = tmp_path / "trasig.yaml"
    path.write_text("id: x\ntitle: [\n", encoding="utf-8")
    checked = run("template", "check", path, "--json")
    assert checked.code == 1
    assert checked.json["faults"][0]["line"] > 0
    assert "trasig.yaml" in run("template", "check", path).out
    assert run("template", "check", tmp_path / "finns inte.yaml").code == 2


def test_a_template_with_faults_is_not_imported(desk, tmp_path):
    path = tmp_path / "trasig.yaml"
    path.write_text("id: x\n", encoding="utf-8")
    done = desk.run("template", "import", path)
    assert (done.code, done.err.count("\n")) == (2, 1)


def test_search_finds_or_says_that_it_did_not(desk, visit):
    assert {hit["row"] for hit in desk.did("search", "ensam", "natt")} == {visit["note"]}
    assert visit["note"] in desk.run("search", "ensam").out
    nothing = desk.run("search", "giraff", "--json")
    assert (nothing.code, nothing.json) == (1, [])


def test_the_history_of_a_record(desk, visit):
    entries = desk.did("audit", visit["note"])
    assert {entry["field"] for entry in entries} >= {"", "text", "requirement"}
    assert entries[0]["person"] == "Karin Åkerström"
    assert "Ensam på natten" in desk.run("audit", visit["note"]).out


# --- The shared folder --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """Two workspaces in one group, joined by commands alone."""
    base = tmp_path_factory.mktemp("sync")
    karin, johan = Desk.new(base / "karin"), Desk.new(base / "johan", "Johan Lindhe")
    folder = base / "delad"
    folder.mkdir()
    founded = karin.did("sync", "found", folder, "Enheten")
    assert len(founded["recovery_words"]) == 18
    words = johan.did("sync", "request", folder)["words"]
    assert johan.did("sync", "status")["words"] == words
    assert johan.did("sync", "status")["state"] == "asked"
    wrong = karin.run("sync", "approve", *reversed(words))
    assert (wrong.code, wrong.err.count("\n")) == (2, 1)
    assert karin.did("sync", "members")["requests"][0]["name"] == "Johan Lindhe"
    assert karin.did("sync", "status")["asking"] == 1
    karin.did("sync", "approve", *words, "--role", "coordinator")
    return karin, johan


def test_two_laptops_meet_in_a_folder(two):
    karin, johan = two
    provider = karin.made("register", "add-provider", "Björkhaga Omsorg AB")
    karin.did("sync")
    assert johan.did("sync")["received"] > 0
    assert provider in johan.run("register", "list").out
    johan.did("sync")
    members = karin.did("sync", "members")["members"]
    assert [(each["name"], each["role"]) for each in members] == [
        ("Karin Åkerström", "administrator"),
        ("Johan Lindhe", "coordinator"),
    ]
    stands = karin.did("sync", "status")
    assert (stands["state"], stands["undecided"], stands["leaderless"]) == ("in_step", 0, False)
    assert stands["places"][0]["path"] in karin.run("sync", "status").out
    assert karin.did("sync", "members")["members"][1]["device_id"] in karin.run("sync", "members").out
    assert "I fas" in karin.run("sync").out
    assert karin.did("doctor")["state_hash"] == johan.did("doctor")["state_hash"]
    before_the_verb = run(
        "sync", "--workspace", karin.folder, "--passphrase-file", karin.secret, "status", "--json"
    )
    assert before_the_verb.json["group_name"] == "Enheten"


def test_a_folder_that_is_gone_is_said_in_a_line(two):
    karin, _ = two
    place = Path(karin.did("sync", "status")["folder"])
    place.rename(place.with_name("borta"))
    done = karin.run("sync")
    place.with_name("borta").rename(place)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)


def test_without_a_group_there_is_nothing_to_sync(desk, tmp_path):
    assert desk.did("sync", "status")["state"] == "no_group"
    assert "Allt sparas här" in desk.run("sync", "status").out
    for wrong in (
        (),
        ("revoke", "Nisse"),
        ("role", "Nisse", "reader"),
        ("found", tmp_path, " \n "),
        ("found", tmp_path, "x" * 101),
        ("found", desk.folder, "Enheten"),
        ("request", desk.folder),
    ):
        done = desk.run("sync", *wrong)
        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1), wrong
    assert desk.did("sync", "status")["state"] == "no_group"
    assert "grupp" in desk.run("sync", "revoke", "Nisse").err
    assert list(tmp_path.iterdir()) == []


# --- init and doctor ----------------------------------------------------------------------------------


def init(*more: object):
    who = ("--name", "Karin Åkerström", "--municipality", "Norrby kommun", "--board", "Socialnämnden")
    return run("init", *who, *more)


@pytest.fixture
def secret(tmp_path, monkeypatch):
    """A file with a passphrase, and keys that are soon made under it."""
    monkeypatch.setitem(set_up.__kwdefaults__, "cost", QUICK)
    path = tmp_path / "lösen"
    path.write_text(PASSPHRASE, encoding="utf-8")
    path.chmod(0o600)
    with quick_signing_keys():
        yield path


def test_init_shows_its_words_once_and_refuses_a_second_time(tmp_path, secret):
    place = tmp_path / "arbetsyta"
    done = init("--workspace", place, "--passphrase-file", secret, "--json")
    assert done.code == 0, done.err
    assert len(done.json["recovery_words"]) == 18
    again = init("--workspace", place, "--passphrase-file", secret)
    assert (again.code, again.err.count("\n")) == (2, 1)
    workspace = open_workspace(place, PASSPHRASE)
    assert workspace.profile.name == "Karin Åkerström"
    workspace.close()


def test_init_saves_a_sheet_instead(tmp_path, secret):
    place, sheet = tmp_path / "arbetsyta", tmp_path / "blad.pdf"
    done = init("--workspace", place, "--passphrase-file", secret, "--recovery-sheet", sheet, "--json")
    assert done.code == 0, done.err
    assert "recovery_words" not in done.json
    assert sheet.read_bytes().startswith(b"%PDF-")
    if os.name == "posix":
        assert stat.S_IMODE(sheet.stat().st_mode) == 0o600


def test_words_are_not_lost_with_a_sheet_that_cannot_be_saved(tmp_path, secret):
    sheet = tmp_path / "finns inte" / "blad.pdf"
    done = init(
        "--workspace",
        tmp_path / "arbetsyta",
        "--passphrase-file",
        secret,
        "--recovery-sheet",
        sheet,
        "--json",
    )
    assert done.code == 2
    assert "blad.pdf" in done.err
    assert len(done.json["recovery_words"]) == 18


def test_a_simple_passphrase_makes_nothing(tmp_path):
    secret = tmp_path / "lösen"
    secret.write_text("kort", encoding="utf-8")
    secret.chmod(0o600)
    done = init("--workspace", tmp_path / "arbetsyta", "--passphrase-file", secret)
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert not (tmp_path / "arbetsyta").exists()


def test_the_doctor_finds_the_demonstration_whole(demo_run, tmp_path):
    with demo_run.copied(0, tmp_path / "kopia") as workspace:
        folder = workspace.folder
    desk = Desk(folder, demo_run.passphrase)
    answer = desk.did("doctor")
    assert answer["ok"] is True
    assert len(answer["checks"]) == 6
    assert answer["state_hash"] == demo_run.state_hash
    assert not (folder / SCRATCH).exists()


@pytest.fixture
def patient(demo_run, tmp_path):
    """A copy of a workspace of the demonstration, to be harmed."""
    demo_run.copy(0, tmp_path / "kopia")
    return Desk(tmp_path / "kopia", demo_run.passphrase)


def troubles(desk: Desk) -> list[str]:
    done = desk.run("doctor", "--json")
    assert done.code == 1, done.err
    assert done.err == ""
    return [check["check"] for check in done.json["checks"] if not check["ok"]]


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE note SET tag = 'serious' WHERE id = (SELECT min(id) FROM note)", "Tabellerna mot journalen"),
        ("DELETE FROM operation WHERE id = (SELECT max(op) FROM head)", "Tabellerna mot journalen"),
        ("DELETE FROM search_text WHERE seq = (SELECT max(seq) FROM search_text)", "Sökregistret"),
        ("INSERT INTO search (rowid, text) VALUES (999999, 'ingenting')", "Sökregistret"),
    ],
)
def test_the_doctor_finds_what_went_past_the_journal(patient, statement, found):
    workspace = open_workspace(patient.folder, PASSPHRASE)
    with workspace._bookkeeping() as connection:
        connection.exec_driver_sql(statement)
    workspace.close()
    assert troubles(patient) == [found]


def test_the_doctor_finds_files_that_are_gone_or_harmed(patient):
    files = sorted(path for path in (patient.folder / "media").rglob("*") if path.is_file())
    files[0].unlink()
    data = bytearray(files[1].read_bytes())
    data[100] ^= 1
    files[1].write_bytes(data)
    assert troubles(patient) == ["Foton och dokument"]


def test_the_doctor_finds_a_page_that_was_written_over(patient):
    path = patient.folder / DATABASE
    data = bytearray(path.read_bytes())
    data[len(data) // 2 + 2000 : len(data) // 2 + 40_000] = bytes(38_000)
    path.write_bytes(data)
    found = {each["check"]: each["trouble"] for each in patient.run("doctor", "--json").json["checks"]}
    assert "page" in found["Databasfilen, som krypterad"]
    assert "page" in found["Databasen, som dekrypterad"]
    assert not any("\n" in trouble for trouble in found.values())


def test_a_database_that_does_not_open_is_found_wanting(patient):
    path = patient.folder / DATABASE
    path.write_bytes(os.urandom(len(path.read_bytes())))
    assert troubles(patient) == ["Öppning och läsning"]


def test_a_wrong_passphrase_is_wrong_use_and_not_a_disease(patient):
    done = Desk(patient.folder, "inte den rätta frasen").run("doctor")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)


# --- As a process of its own --------------------------------------------------------------------------


def test_a_process_answers_in_utf_8_and_leaves_no_trace(desk, visit, tmp_path):
    home = tmp_path / "hem"
    words = ("search", "ensam", "--json", "--workspace", desk.folder, "--passphrase-file", desk.secret)
    done = inspektor(home, *words)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)[0]["text"] == "Ensam på natten"
    assert not [path for path in home.rglob("*") if path.is_file()]


def test_a_held_workspace_is_said_in_a_line(desk):
    workspace = open_workspace(desk.folder, PASSPHRASE)
    done = desk.run("followup", "list")
    workspace.close()
    assert (done.code, done.err.count("\n")) == (2, 1)
