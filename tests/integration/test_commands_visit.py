"""The visit as data entry: every verb of `followup`, by the rules of the window, and nothing half done."""

import pytest

from tests.command_line import Desk
from tests.protocol_facts import a_jpeg

CODE = "HVB-BU-4.1"


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    made = Desk.new(tmp_path_factory.mktemp("visit") / "arbetsyta")
    made.did("register", "add-provider", "Björkhaga Omsorg AB")
    made.did("register", "add-unit", "Björkhaga Omsorg AB", "HVB Björkhaga", "HVB")
    return made


@pytest.fixture(scope="module")
def visit(desk):
    return desk.made("followup", "new", "HVB Björkhaga", "hvb-barn-unga", "--registry-number", "SN 2026/7")


def refused(desk: Desk, *words: object) -> str:
    """What the one line says of a command that is refused."""
    done = desk.run(*words)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1), done
    return done.err


def question(desk: Desk, kind: str, role: str) -> str:
    """The code of a question that the template asks that role with that kind of answer."""
    content = desk.did("template", "show", "hvb-barn-unga")
    return next(
        asked["id"]
        for area in content["quality_areas"]
        for requirement in area["requirements"]
        for asked in requirement["questions"].get(role, ())
        if isinstance(asked, dict) and asked.get("answer", {}).get("kind") == kind
    )


def test_a_child_with_an_interpreter_answers_by_typed_answers(desk, visit):
    talk = desk.made(
        *("followup", "interview", visit, "client", "--label", "Ungdom 1", "--consent", "given"),
        *("--language", "dari", "--child", "--support-person", "--intro-read", "--channel", "video"),
    )
    scale = question(desk, "scale", "client")
    assert "value" in refused(desk, "followup", "answer", visit, scale, "kanske", "--interview", talk)
    assert "question" in refused(desk, "followup", "answer", visit, "FINNS-INTE", "ja", "--interview", talk)
    desk.did("followup", "answer", visit, scale, "--declined", "--interview", talk)
    desk.did("followup", "interview", visit, "--end", talk, "--early", "Ville inte mer")
    shown = desk.did("followup", "show", visit)["interviews"][0]
    assert (shown["language"], shown["child"], shown["channel"]) == ("dari", True, "video")
    assert (shown["status"], shown["ended_early"]) == ("saved", "Ville inte mer")


def test_rooms_are_added_and_answered(desk, visit):
    rows = desk.did("followup", "items", visit, "rooms", "Kök", "--add", 3)
    assert [row["label"] for row in rows] == ["Kök", "Rum 1", "Rum 2", "Rum 3"]
    desk.did("followup", "answer", visit, "HVB-BU-RUM.1", "yes", "--item", "rum 2")
    kept = desk.did("followup", "items", visit, "rooms")
    assert kept[2]["answers"]["HVB-BU-RUM.1"]["value"] == "yes"
    shown = desk.run("followup", "show", visit).out
    assert "Finns brandvarnare?  1 av 1 ja, 3 ej besvarade" in shown
    assert "finns inte" in refused(
        desk, "followup", "answer", visit, "HVB-BU-RUM.1", "ja", "--item", "finns inte"
    )
    assert "count" in refused(desk, "followup", "items", visit, "rooms", "--add", 201)


def test_typed_answers_can_be_weighed(desk, visit):
    desk.did("followup", "weigh", visit, "HVB-BU-4.5", "HVB-BU-RUM.1", "supports")
    sheet = desk.did("followup", "show", visit, "--requirement", "HVB-BU-4.5")
    assert [(each["kind"], each["stance"]) for each in sheet["sources"]] == [("answer", "supports")]
    assert "Stöder" in desk.run("followup", "show", visit, "--requirement", "HVB-BU-4.5").out


def test_a_sample_is_read_letter_by_letter(desk, visit):
    done = desk.did(
        *("followup", "document", visit, "Genomförandeplaner", "--sample-size", 3, "--selection", "slump"),
        *("--letter", "A=as_required", "--letter", "C=lacking:mål saknas: inga alls"),
    )
    read = next(
        each for each in desk.did("followup", "show", visit)["documents_read"] if each["id"] == done["id"]
    )
    assert [(each["letter"], each["outcome"], each["text"]) for each in read["samples"]] == [
        ("A", "as_required", ""),
        ("C", "lacking", "mål saknas: inga alls"),
    ]
    refused(desk, "followup", "document", visit, "Journaler", "--letter", "A=dålig")
    assert len(desk.did("followup", "show", visit)["documents_read"]) == 1


def test_what_is_missing_is_asked_for_with_a_day(desk, visit):
    asked = desk.made("followup", "request", visit, "Brandskyddsrutin", "--due", "2099-12-18")
    assert "due" in refused(desk, "followup", "request", visit, "Schema", "--due", "2001-01-01")
    desk.did("followup", "request", visit, "brandskyddsrutin", "--received", "2099-12-01")
    rows = desk.did("followup", "show", visit)["documents_asked"]
    assert [(row["id"], row["received_on"]) for row in rows] == [(asked, "2099-12-01")]


def test_a_picture_that_is_none_leaves_no_observation(desk, visit, tmp_path):
    file = tmp_path / "foto.jpg"
    file.write_bytes(b"inget foto")
    refused(desk, "followup", "observe", visit, "Låst dörr", "--photo", file)
    assert desk.did("followup", "show", visit)["observations"] == []
    file.write_bytes(a_jpeg((40, 30)))
    desk.did("followup", "observe", visit, "Låst dörr", "--photo", file, "--no-persons")
    assert desk.did("followup", "show", visit)["observations"][0]["photos"][0]["no_persons"] is True


def test_a_requirement_of_ones_own_is_judged_like_the_others(desk, visit):
    code = desk.made("followup", "require", visit, "Sommarvikarier introduceras.", "--source", "Avtal 4.2")
    assert code.endswith("-E1")
    refused(desk, "followup", "require", visit, "x", "--area", "FINNS-INTE")
    note = desk.made("followup", "note", visit, "Ingen introduktion", "--requirement", code)
    desk.did("followup", "weigh", visit, code, note, "contradicts")
    desk.did(
        "followup", "rate", visit, code, "partly_met", "--grounds", "En källa.", "--strengths", "God vilja."
    )
    sheet = desk.did("followup", "show", visit, "--requirement", code)
    assert (sheet["rating"], sheet["grounds"], sheet["strengths"]) == (
        "partly_met",
        "En källa.",
        "God vilja.",
    )


def test_a_deficiency_goes_the_steps_of_the_window(desk, visit):
    note = desk.made("followup", "note", visit, "Ensam på natten", "--requirement", CODE)
    desk.did("followup", "weigh", visit, CODE, note, "contradicts")
    desk.did("followup", "rate", visit, CODE, "not_met")
    assert "expected_result" in refused(
        desk, "followup", "deficiency", visit, CODE, "--description", "Ingen vaken.", "--told"
    )
    row = next(d for d in desk.did("followup", "show", visit)["deficiencies"] if d["requirement"] == CODE)
    assert row["description"] == ""  # all of it, or nothing
    desk.did(
        *("followup", "deficiency", visit, CODE, "--severity", "serious", "--place", "Avdelning 2"),
        *("--description", "Ingen vaken."),
        *("--observed-at", "2026-11-20T23:10", "--expected-result", "Vaken natt", "--ivo-considered", "yes"),
        *("--ivo-reason", "Anmält 21 november", "--told"),
    )
    row = next(d for d in desk.did("followup", "show", visit)["deficiencies"] if d["requirement"] == CODE)
    assert (row["status"], row["place"], row["ivo_considered"]) == ("communicated", "Avdelning 2", True)
    assert "status" in refused(desk, "followup", "deficiency", visit, CODE, "--told")


@pytest.mark.parametrize(
    "words",
    [
        ("note", "{}", " "),
        ("note", "{}", "Hej", "--question", "FINNS-INTE"),
        ("note", "{}", "Hej", "--at", "0001-01-01T00:00+14:00"),
        ("note", "{}", "Hej", "--at", "9999-12-31T23:59-14:00"),
        ("note", "{}", "\udcff"),
        ("show", "\udcff"),
        ("items", "{}", "slott"),
        ("document", "{}", "Planer", "--sample-size", "9" * 40),
    ],
)
def test_what_cannot_be_is_said_in_a_line_and_written_nowhere(desk, visit, words):
    before = desk.did("followup", "show", visit)
    refused(desk, "followup", *(word.format(visit) for word in words))
    assert desk.did("followup", "show", visit) == before
