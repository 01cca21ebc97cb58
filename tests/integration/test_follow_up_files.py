"""A follow-up out to a file and in from it: whole, by the rules, and nothing of rubbish."""

import io
import json
import stat
import zipfile

import pytest

from inspektor import paths
from inspektor.actions import (
    answers,
    assessments,
    backups,
    follow_up_files,
    interviews,
    observations,
    register,
    reviews,
)
from inspektor.actions.arrivals import PARTS
from inspektor.actions.templates import publish_file
from inspektor.queries import follow_ups
from inspektor.queries.rows import of_follow_up
from inspektor.store.doctor import examine
from tests.builders import a_follow_up, a_workspace
from tests.command_line import Desk
from tests.protocol_facts import a_jpeg

CODE = "HVB-BU-4.1"


def rows(workspace, follow_up_id):
    """All that hangs on the follow-up, by table."""
    with workspace.read() as connection:
        return {
            str(part.__tablename__): sorted(
                (dict(row) for row in connection.execute(of_follow_up(part, follow_up_id)).mappings()),
                key=lambda row: row["id"],
            )
            for part in PARTS
        }


def in_the_register(workspace):
    """The same unit and template, on another computer."""
    publish_file(workspace, paths.resources() / "templates" / "hvb-barn-unga.yaml")
    provider = register.add_provider(workspace, name="Björkhaga Omsorg AB").created("provider")
    register.add_unit(workspace, provider_id=provider, name="HVB Björkhaga", service_type="HVB")


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    """A workspace with a follow-up that has one of most things; gives both."""
    workspace = a_workspace(tmp_path_factory.mktemp("ut") / "arbetsyta")
    follow_up = a_follow_up(workspace, registry_number="SN 2026/7", purpose="Återkommande")
    talk = interviews.start(workspace, follow_up, "staff", "Natt").created("interview")
    note = interviews.add_note(
        workspace, follow_up, "Ensam å natten", interview_id=talk, requirement=CODE
    ).created("note")
    assessments.set_stance(workspace, follow_up, CODE, "note", note, "contradicts")
    assessments.rate(workspace, follow_up, CODE, "not_met")
    answers.add_items(workspace, follow_up, "rooms", 2)
    room = rows(workspace, follow_up)["item"][0]["id"]
    answers.set_value(workspace, follow_up, "HVB-BU-RUM.1", "yes", item_id=room)
    seen = observations.add(workspace, follow_up, "Låst", place="Entrén").created("observation")
    observations.add_photo(workspace, seen, a_jpeg((40, 30)), alternative_text="En dörr")
    read = reviews.add_document_review(workspace, follow_up, "Planer").created("document_review")
    reviews.set_sample(workspace, read, "B", outcome="lacking")
    yield workspace, follow_up
    workspace.close()


@pytest.fixture(scope="module")
def file(here, tmp_path_factory):
    path = tmp_path_factory.mktemp("fil") / "uppföljning.zip"
    follow_up_files.export(*here, path)
    return path


@pytest.fixture(scope="module")
def there(tmp_path_factory):
    workspace = a_workspace(tmp_path_factory.mktemp("in") / "arbetsyta", "Johan Lindhe")
    in_the_register(workspace)
    yield workspace
    workspace.close()


def content(file):
    with zipfile.ZipFile(file) as archive:
        return json.loads(archive.read("follow-up.json"))


def test_all_of_it_arrives_as_it_was(here, file, tmp_path):
    workspace, follow_up = here
    other = a_workspace(tmp_path / "arbetsyta", "Johan Lindhe")
    in_the_register(other)
    made = follow_up_files.bring_in(other, file).created("follow_up")
    assert made == follow_up
    assert rows(other, made) == rows(workspace, follow_up)
    assert all(rows(other, made)[table] for table in ("note", "answer", "photo", "sample", "deficiency"))
    sheet = follow_ups.sheet(other, made)
    assert (sheet.unit.name, sheet.registry_number) == ("HVB Björkhaga", "SN 2026/7")
    with pytest.raises(follow_up_files.HereAlready):
        follow_up_files.bring_in(other, file)
    assert all(finding.well for finding in examine(other))
    other.close()


def test_only_its_owner_reads_the_file(file):
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert content(file).keys() == {
        "format", "version", "unit", "template", "follow_up", "further_units", "records",
    }  # fmt: skip


def test_a_script_writes_names_instead_of_ids(there, tmp_path):
    path = tmp_path / "eget.json"
    at = "2026-11-20T11:05+01:00"
    records = {
        "interview": [{"id": "natt", "role": "staff", "label": "Natt"}],
        "own_requirement": [{"id": "vikarier", "text": "Vikarier introduceras."}],
        "note": [
            {"id": "n1", "interview_id": "natt", "text": "Ingen", "noted_at": at, "requirement": "vikarier"}
        ],
        "evidence": [
            {"requirement": "vikarier", "source_kind": "note", "source_id": "n1", "stance": "contradicts"}
        ],
        "assessment": [{"requirement": "vikarier", "rating": "not_met", "grounds": "En källa."}],
    }
    whole = {"format": "inspektor-follow-up", "version": 1, "unit": {"name": "HVB Björkhaga"}}
    whole |= {"template": {"code": "hvb-barn-unga"}, "follow_up": {"form": "targeted"}, "records": records}
    path.write_text(json.dumps(whole), encoding="utf-8")
    made = follow_up_files.bring_in(there, path).created("follow_up")
    kept = rows(there, made)
    assert kept["note"][0]["author_id"] == there.profile.person_id
    assert kept["deficiency"][0]["requirement"] == kept["own_requirement"][0]["id"]


def changed(*path, to):
    """The exported content with one value changed, or taken away."""

    def change(whole):
        place = whole
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = to

    return change


WRONG = [
    (changed("format", to="annat"), "något annat"),
    (changed("version", to=2), "nyare version"),
    (changed("records", to=[]), "något annat"),
    (changed("records", "note", to=[1]), "något annat"),
    (changed("unit", to={"name": "Finns inte"}), "”Finns inte” finns inte här: Verksamheten"),
    (changed("template", "version", to="9.9"), "”hvb-barn-unga” finns inte här: Mallen"),
    (changed("follow_up", "form", to="hittepå"), "follow_up 1, form"),
    (changed("follow_up", "id", to=["x"]), "follow_up 1, id"),
    (changed("records", "risk", to=[{}]), "risk 1"),
    (changed("records", "document", to=[{}]), "document 1"),
    (changed("records", "note", 0, "noted_at", to="2026-11-20T11:05:00"), "note 1, noted_at"),
    (changed("records", "note", 0, "noted_at", to="0001-01-01T00:00+14:00"), "note 1, noted_at"),
    (changed("records", "note", 0, "text", to="\ud800"), "note 1, text"),
    (changed("records", "note", 0, "interview_id", to="finns-inte"), "note 1, interview_id"),
    (changed("records", "note", 0, "requirement", to="FINNS-INTE"), "note 1, requirement"),
    (changed("records", "note", 0, "hidden", to=True), "note 1, hidden"),
    (changed("records", "answer", 0, "value", to="kanske"), "answer 1, value"),
    (changed("records", "sample", 0, "letter", to="b"), "sample 1, letter"),
    (changed("records", "item", 0, "repeat", to="slott"), "item 1, repeat"),
    (changed("records", "evidence", to=[]), "assessment 1, rating"),
    (changed("records", "photo", 0, "media", to="../../../etc/passwd"), "photo 1, media"),
    (changed("records", "visit", to=[{"departed_at": "2026-11-20T11:05+01:00"}]), "visit 1, departed_at"),
]


@pytest.mark.parametrize(("change", "said"), WRONG, ids=[said for _, said in WRONG])
def test_what_breaks_a_rule_changes_nothing(file, there, tmp_path, change, said):
    whole = content(file)
    change(whole)
    path = tmp_path / "ändrad.zip"
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(path, "w") as target:
        target.writestr("follow-up.json", json.dumps(whole))
        for name in source.namelist():
            if name != "follow-up.json":
                target.writestr(name, source.read(name))
    refused(there, path, said)


def refused(workspace, path, said=""):
    before, files = workspace.state_hash(), sorted((workspace.folder / "media").rglob("*"))
    with pytest.raises(follow_up_files.InspektorError) as error:
        follow_up_files.bring_in(workspace, path)
    assert said in error.value.text()
    assert workspace.state_hash() == before
    assert [each for each in sorted((workspace.folder / "media").rglob("*")) if each.is_file()] == [
        each for each in files if each.is_file()
    ]


def bomb():
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("follow-up.json", b" " * 110_000_000)
    return whole.getvalue()


def test_rubbish_is_refused(file, there, tmp_path):
    sound = file.read_bytes()
    path = tmp_path / "skräp.zip"
    for data in (b"", b"\x00" * 100, b"PK\x03\x04", b"[" * 200_000, b'{"a": 1e999}', b"\xff\xfe", sound[:-30],
                 sound[: len(sound) // 2], bomb(), b"[]", b'{"format": ' + b"9" * 5000 + b"}"):  # fmt: skip
        path.write_bytes(data)
        refused(there, path)
    refused(there, tmp_path / "finns inte.zip", "kan inte läsas")
    refused(there, tmp_path, "kan inte läsas")


def test_every_byte_may_be_another(file, tmp_path):
    sound, path = file.read_bytes(), tmp_path / "skadad.zip"
    other = a_workspace(tmp_path / "arbetsyta")
    in_the_register(other)
    made = 0
    for place in range(0, len(sound), max(1, len(sound) // 40)):
        data = bytearray(sound)
        data[place] ^= 0x55
        path.write_bytes(data)
        try:
            follow_up_files.bring_in(other, path)
            made += 1
        except follow_up_files.InspektorError:
            continue
    assert made <= 1
    other.close()


def test_by_command(here, file, tmp_path, monkeypatch):
    desk = Desk.new(tmp_path / "arbetsyta")
    refusal = desk.run("followup", "import", file)
    assert (refusal.code, refusal.out, refusal.err.count("\n")) == (2, "", 1)
    desk.did("register", "add-provider", "Björkhaga Omsorg AB")
    desk.did("register", "add-unit", "Björkhaga Omsorg AB", "HVB Björkhaga", "HVB")
    monkeypatch.setattr(backups, "LARGE_IMPORT", 1)
    made = desk.made("followup", "import", file)
    assert made == here[1]
    assert [each["kind"] for each in desk.did("backup", "list")] == ["before_import"]
    out = tmp_path / "igen.zip"
    desk.did("followup", "export", made, out)
    assert content(out) == content(file)
    nowhere = desk.run("followup", "export", made, tmp_path / "finns inte" / "x.zip")
    assert (nowhere.code, nowhere.out, nowhere.err.count("\n")) == (2, "", 1)
