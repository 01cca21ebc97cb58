"""Grave risks: sealed to author and head, in nothing that others read, open until somebody took over."""

import base64
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pyrage
import pytest
from builders import a_follow_up, a_workspace, reopened
from sync_folders import found_and_join, settle

from inspektor import clock
from inspektor.actions import documents, follow_ups, risks
from inspektor.actions.risks import NotForYou
from inspektor.errors import NotFound, RuleBroken
from inspektor.i18n import Texts
from inspektor.model.register import Person
from inspektor.model.risk import Risk
from inspektor.queries import protocol
from inspektor.queries import risks as queries
from inspektor.queries.follow_ups import counts, today
from inspektor.queries.history import history
from inspektor.queries.search import search
from inspektor.shapes.enums import FollowUpStatus
from inspektor.store.workspace import Workspace

CANARY, NAMED, DONE = "kanariefågeln", "Kalle Kanarie", "resultatkanarie"


@pytest.fixture
def bo(tmp_path):
    workspace = a_workspace(tmp_path / "bo", "Bo Bok")
    person = Person(id=workspace.profile.person_id, name="Bo Bok")
    workspace.write("person", lambda session: session.add(person))
    yield workspace
    workspace.close()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "mapp"
    folder.mkdir()
    return folder


def raised(workspace: Workspace, follow_up: str) -> str:
    """A risk with a canary in every sealed place."""
    made = risks.raise_risk(
        workspace,
        follow_up,
        said=f"Hon såg {CANARY}",
        by=NAMED,
        steps=[("s1", f"Ring {CANARY}"), ("s2", "B")],
    )
    risk = made.created("risk")
    risks.set_step(workspace, "s1", result=DONE)
    risks.tick_step(workspace, "s1")
    return risk


def everything_stored(workspace: Workspace) -> str:
    """Each cell of each table of the decrypted database, as text."""
    with workspace.read() as connection:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'table'").scalars()
        return "\n".join(
            str(value) if not isinstance(value, bytes) else value.decode("utf-8", "replace")
            for table in tables.all()
            for row in connection.exec_driver_sql(f"SELECT * FROM {table}")
            for value in row
        )


def no_canary(text: str) -> bool:
    return not re.search(f"{CANARY}|{NAMED}|{DONE}", text, re.IGNORECASE)


def test_its_author_reads_it_also_tomorrow(anna):
    follow_up = a_follow_up(anna)
    risk = raised(anna, follow_up)
    risks.take_over(anna, risk, taken_over_by="Socialjouren")
    again = reopened(anna)
    sheet = queries.risk(again, risk)
    again.close()
    assert (sheet.said, sheet.by) == (f"Hon såg {CANARY}", NAMED)
    assert [(s.text, s.person, s.result, s.done_at is not None) for s in sheet.steps] == [
        (f"Ring {CANARY}", "Anna Ask", DONE, True),
        ("B", "", "", False),
    ]


def test_a_colleague_of_the_group_gets_ciphertext_alone(place, anna, bo):
    follow_up = a_follow_up(anna)
    found_and_join(place, anna, bo)
    settle(anna, bo)
    follow_ups.join_team(bo, follow_up)
    risk = raised(anna, follow_up)
    settle(anna, bo)
    assert queries.risks(bo, follow_up)[0].id == risk
    assert no_canary(everything_stored(bo))
    assert no_canary(" ".join(str(op) for op in bo.journal.all()))
    sheet = queries.risk(bo, risk)
    assert not sheet.row.readable
    assert (sheet.said, sheet.by, {s.text for s in sheet.steps}) == ("", "", {""})
    for forbidden in (
        lambda: risks.set_words(bo, risk, said="annat"),
        lambda: risks.set_step(bo, "s1", result="annat"),
        lambda: risks.tick_step(bo, "s2"),
        lambda: risks.add_step(bo, risk, "annat"),
        lambda: risks.move_step(bo, "s2", by=-1),
        lambda: risks.remove_step(bo, "s1"),
        lambda: risks.remove_risk(bo, risk),
        lambda: risks.name_head(bo, risk, head_id=bo.profile.person_id),
        lambda: risks.paper(bo, risk),
    ):
        with pytest.raises(NotForYou):
            forbidden()
    assert no_canary(everything_stored(bo))


def test_one_outside_the_team_does_not_hear_of_it(place, anna, bo):
    follow_up = a_follow_up(anna)
    found_and_join(place, anna, bo)
    risk = raised(anna, follow_up)
    settle(anna, bo)
    assert queries.risks(bo, follow_up) == queries.open_risks(bo) == ()
    with pytest.raises(NotFound):
        queries.risk(bo, risk)


def test_the_head_named_reads_and_goes_on(place, anna, bo):
    follow_up = a_follow_up(anna)
    found_and_join(place, anna, bo)
    settle(anna, bo)
    risk = raised(anna, follow_up)
    risks.name_head(anna, risk, head_id=bo.profile.person_id)
    settle(anna, bo)
    assert queries.open_risks(bo)[0].readable
    risks.set_step(bo, "s2", result="Chefen har ringt")
    risks.set_words(bo, risk, said=f"Hon såg {CANARY} två gånger")
    settle(anna, bo)
    sheet = queries.risk(anna, risk)
    assert sheet.head == "Bo Bok"
    assert sheet.said.endswith("två gånger")
    assert sheet.steps[1].result == "Chefen har ringt"


def test_a_head_who_is_no_longer_named_reads_nothing_new(place, anna, bo):
    follow_up = a_follow_up(anna)
    found_and_join(place, anna, bo)
    settle(anna, bo)
    risk = raised(anna, follow_up)
    risks.name_head(anna, risk, head_id=bo.profile.person_id)
    risks.name_head(anna, risk, head="Någon utanför")
    risks.set_words(anna, risk, said="nytt")
    settle(anna, bo)
    assert queries.open_risks(bo) == ()
    assert "nytt" not in " ".join(str(op.value) for op in bo.journal.all() if op.table == "risk")


def test_a_head_who_joins_later_can_read_once_it_is_sealed_anew(place, anna, bo):
    follow_up = a_follow_up(anna)
    risk = raised(anna, follow_up)
    found_and_join(place, anna, bo)
    settle(anna, bo)
    risks.name_head(anna, risk, head_id=bo.profile.person_id)
    assert queries.risk(anna, risk).head_can_read
    settle(anna, bo)
    assert queries.risk(bo, risk).said


def test_a_colleague_who_writes_in_the_columns_reads_nothing_that_comes(place, anna, bo):
    follow_up = a_follow_up(anna)
    found_and_join(place, anna, bo)
    settle(anna, bo)
    follow_ups.join_team(bo, follow_up)
    risk = raised(anna, follow_up)
    settle(anna, bo)

    def forge(session):
        row = session.get(Risk, risk)
        row.head_id = row.author_id = bo.profile.person_id

    bo.write("forged", forge)
    settle(anna, bo)
    assert queries.stale(anna) == ()
    risks.share_anew(anna)
    risks.set_words(anna, risk, said="nytt")
    risks.add_step(anna, risk, "nytt steg")
    settle(anna, bo)
    assert not queries.risk(bo, risk).row.readable
    assert {step.text for step in queries.risk(bo, risk).steps} == {""}
    assert queries.risk(anna, risk).head == ""


def test_before_a_group_the_head_is_told_apart(anna):
    follow_up = a_follow_up(anna)
    risk = raised(anna, follow_up)
    risks.name_head(anna, risk, head_id=anna.profile.person_id)
    assert not queries.open_risks(anna)[0].is_stale
    assert not queries.risk(anna, risk).head_can_read


def test_what_became_readable_by_more_is_sealed_anew(place, anna, bo):
    follow_up = a_follow_up(anna)
    person = bo.profile.person_id
    anna.write("person", lambda session: session.add(Person(id=person, name="Bo Bok")))
    risk = raised(anna, follow_up)
    risks.name_head(anna, risk, head_id=person)
    assert not queries.open_risks(anna)[0].is_stale
    found_and_join(place, anna, bo)
    settle(anna, bo)
    assert queries.open_risks(anna)[0].is_stale
    assert not queries.risk(bo, risk).row.readable
    risks.share_anew(anna)
    assert not queries.open_risks(anna)[0].is_stale
    settle(anna, bo)
    assert queries.risk(bo, risk).said
    assert queries.risk(bo, risk).steps[0].result == DONE


def test_nothing_else_speaks_of_it(anna):
    follow_up = a_follow_up(anna)
    follow_ups.arrive(anna, follow_up)
    before = (counts(anna, follow_up), today(anna), facts(anna, follow_up))
    risk = raised(anna, follow_up)
    risks.set_words(anna, risk, said=f"Mer om {CANARY}")
    assert (counts(anna, follow_up), today(anna)) == before[:2]
    assert facts(anna, follow_up) == before[2]
    assert search(anna, CANARY) == search(anna, "Kanarie") == ()
    assert no_canary(str(anna.history.undo_label()))
    for table, row in (("risk", risk), ("risk_step", "s1"), ("follow_up", follow_up)):
        assert no_canary(str(history(anna, table, row)))
    assert no_canary(everything_stored(anna))
    assert no_canary(printed(documents.preview(anna, follow_up).data))


def facts(workspace: Workspace, follow_up: str):
    return replace(protocol.protocol_facts(workspace, follow_up, Texts("sv")), made=workspace.launch.started)


def printed(pdf: bytes) -> str:
    from pypdfium2 import PdfDocument

    with PdfDocument(pdf) as opened:
        return "\n".join(page.get_textpage().get_text_bounded() for page in opened)


def test_its_page_is_marked_and_whole(anna):
    follow_up = a_follow_up(anna)
    risk = raised(anna, follow_up)
    risks.take_over(anna, risk, taken_over_by="Socialjouren, Eva")
    pdf = risks.paper(anna, risk)
    assert not anna.media_named()
    text = printed(pdf)
    for words in ("Sekretess", CANARY, NAMED, DONE, "Anna Ask", "Socialjouren, Eva", "HVB Björkhaga"):
        assert words in text
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert len(opened.pages) == 1


def test_steps_are_those_of_the_service(anna):
    steps = queries.proposed_steps(anna, a_follow_up(anna))
    assert any("orosanmälan" in step and "19 kap." in step for step in steps)
    assert not any("LSS" in step for step in steps)
    assert len(steps) >= 7
    assert steps[0].startswith("Stanna")


def test_each_kind_of_service_has_its_duty_to_report():
    on_file = queries._steps_on_file()
    kinds = {kind for _, only in on_file for kind in only}
    assert len(kinds) == 16
    for kind in sorted(kinds):
        steps = [text for text, only in on_file if not only or kind in only]
        assert sum("lex Sarah" in text for text in steps) == 1, kind
        assert sum("IVO" in text for text in steps) == 1, kind
        assert sum("rosanmälan" in text for text in steps) == 1, kind


def test_steps_are_added_moved_taken_away_and_undone(anna):
    follow_up = a_follow_up(anna)
    risk = raised(anna, follow_up)
    risks.add_step(anna, risk, "Sist", step_id="s3")
    risks.move_step(anna, "s3", by=-2)
    risks.remove_step(anna, "s2")
    order = [step.id for step in queries.risk(anna, risk).steps]
    assert order == ["s3", "s1"]
    for _ in range(3):
        anna.history.undo()
    assert [step.id for step in queries.risk(anna, risk).steps] == ["s1", "s2"]


def test_a_tick_sets_time_and_person_at_once(anna, frozen_clock):
    risk = raised(anna, a_follow_up(anna))
    risks.tick_step(anna, "s2")
    step = queries.risk(anna, risk).steps[1]
    assert step.done_at == clock.now()
    assert step.person == "Anna Ask"
    risks.tick_step(anna, "s2", ticked=False)
    assert queries.risk(anna, risk).steps[1].done_at is None


def test_open_until_somebody_took_over(anna):
    follow_up = a_follow_up(anna)
    risk = raised(anna, follow_up)
    assert [row.id for row in queries.open_risks(anna)] == [risk]
    risks.take_over(anna, risk, taken_over_by="Socialjouren")
    assert queries.open_risks(anna) == ()
    assert queries.risk(anna, risk).taken_over_at is not None
    risks.take_over(anna, risk, taken_over_by=" ")
    assert [row.id for row in queries.open_risks(anna)] == [risk]
    assert queries.risk(anna, risk).taken_over_at is None


def test_it_outlives_the_follow_up(anna):
    follow_up = a_follow_up(anna)
    risk = raised(anna, follow_up)
    follow_ups.set_fields(anna, follow_up, status=FollowUpStatus.FINALISED)
    risks.tick_step(anna, "s2")
    risks.take_over(anna, risk, taken_over_by="Socialjouren")
    assert queries.open_risks(anna) == ()


def test_typing_amends_one_operation_and_undo_takes_it_all(anna):
    risk = raised(anna, a_follow_up(anna))
    before = len(anna.journal.all())
    for end in range(1, 40):
        risks.set_words(anna, risk, amend=True, said="Det hon berättade var att ingen kom på natten"[:end])
    risks.set_words(anna, risk, said="Det hon berättade var att ingen kom på na")
    assert len(anna.journal.all()) <= before + 2
    for _ in range(2):
        anna.history.undo()
    assert queries.risk(anna, risk).said == f"Hon såg {CANARY}"


def test_closing_a_field_without_change_writes_nothing(anna):
    risk = raised(anna, a_follow_up(anna))
    assert risks.set_words(anna, risk, said=f"Hon såg {CANARY}").empty


def test_a_deleted_record_comes_back(anna):
    follow_up = a_follow_up(anna)
    risk = raised(anna, follow_up)
    risks.remove_risk(anna, risk)
    assert queries.risks(anna, follow_up) == ()
    anna.history.undo()
    assert queries.risk(anna, risk).by == NAMED


def test_bad_input_is_refused_by_its_field(anna):
    risk = raised(anna, a_follow_up(anna))
    for call, field in (
        (lambda: risks.set_words(anna, risk, said="å" * 200_001), "said"),
        (lambda: risks.set_words(anna, risk, by="å" * 501), "by"),
        (lambda: risks.add_step(anna, risk, "  "), "text"),
        (lambda: risks.take_over(anna, risk, taken_over_by="å" * 501), "taken_over_by"),
    ):
        with pytest.raises(RuleBroken) as refused:
            call()
        assert refused.value.field == field
    risks.set_words(anna, risk, said="å😀" * 100_000)
    assert len(queries.risk(anna, risk).said) == 200_000


def test_damaged_or_hostile_ciphertext_reads_as_not_for_us(anna):
    risk = raised(anna, a_follow_up(anna))
    own = pyrage.x25519.Identity.from_str(anna.identity.age_secret).to_public()
    for content in (b"{", b"[]", b'{"to":[],"values":5}', b"[" * 5000):
        text = base64.b64encode(pyrage.encrypt(content, [own])).decode()
        with anna._bookkeeping() as connection:
            connection.exec_driver_sql("UPDATE risk SET sealed = ?", (text,))
        assert not queries.risk(anna, risk).row.readable
    for text in ("", "å", "AAAA"):
        with anna._bookkeeping() as connection:
            connection.exec_driver_sql("UPDATE risk SET sealed = ?", (text,))
        assert not queries.risk(anna, risk).row.readable
