"""A finished follow-up is read-only, whoever writes and however; it is opened again for a reason that the next report states."""

import inspect
import pkgutil
from datetime import date
from importlib import import_module

import pytest
from pypdfium2 import PdfDocument

import inspektor.actions
from inspektor.actions import (
    answers,
    assessments,
    closing,
    documents,
    erasure,
    fact_checks,
    feedback,
    follow_ups,
    interviews,
    notes,
    observations,
    readings,
    report_texts,
    requests,
    reviews,
    risks,
    scope,
)
from inspektor.errors import InspektorError, RuleBroken
from inspektor.queries import follow_ups as queries
from inspektor.queries.late import late
from inspektor.queries.records import draft_state, records
from inspektor.queries.templates import asked, templates
from inspektor.report.appearance import Appearance
from inspektor.shapes.enums import (
    Consent,
    DocumentKind,
    DocumentStatus,
    FollowUpStatus,
    Rating,
    RecordState,
    ReplyVerdict,
    Role,
    SourceKind,
    Stance,
    Turn,
)
from inspektor.shapes.finished import _AFTERWARDS, afterwards
from inspektor.store.finished import Finished
from inspektor.store.schema import shapes
from tests.builders import PASSPHRASE, a_follow_up, set_up_for
from tests.paper_facts import text_of
from tests.photo_files import jpeg

REPORT = DocumentKind.FOLLOW_UP_REPORT
CODE = "HVB-BU-4.1"
SHOWN = Appearance("Karin Åkerström")


@pytest.fixture(scope="module")
def karin(tmp_path_factory):
    made, _ = set_up_for(tmp_path_factory.mktemp("finished") / "karin")
    yield made
    made.close()


@pytest.fixture(scope="module")
def record(karin):
    """Ids of a follow-up that has one of everything, and whose report is signed."""
    hvb = next(each.id for each in templates(karin) if each.slug == "hvb-barn-unga")
    f = a_follow_up(karin, template_version_id=hvb)
    unit = queries.sheet(karin, f).unit.id
    follow_ups.arrive(karin, f)
    follow_ups.answer_conflict_of_interest(karin, f, True, "Prövat: får delta.")
    talk = interviews.start(karin, f, Role.STAFF, consent=Consent.GIVEN).created("interview")
    note = interviews.add_note(karin, f, "Sagt", requirement=CODE, interview_id=talk).created("note")
    other = interviews.add_note(karin, f, "Mer", interview_id=talk).created("note")
    seen = observations.add(karin, f, "Sett", requirement=CODE).created("observation")
    photo = observations.add_photo(karin, seen, jpeg((40, 30))).created("photo")
    observations.set_photo(karin, photo, left_on="Telefonen")
    review = reviews.add_document_review(karin, f, "Rutin", sample_size=1).created("document_review")
    request = requests.ask_for(karin, f, "Schema").created("document_request")
    own = scope.add_own_requirement(karin, f, "Eget krav").created("own_requirement")
    assessments.set_stance(karin, f, CODE, SourceKind.NOTE, note, Stance.CONTRADICTS)
    assessments.set_stance(karin, f, CODE, SourceKind.OBSERVATION, seen, Stance.CONTRADICTS)
    assessments.rate(karin, f, CODE, Rating.PARTLY_MET)
    assessments.set_grounds(karin, f, CODE, "Vaken natt saknas.")
    for each in asked(karin, f).requirements:
        if each.code != CODE:
            assessments.rate(karin, f, each.code, Rating.NOT_REVIEWED)
            assessments.set_grounds(karin, f, each.code, "Ingick inte.")
    lack = assessments.deficiency_id(f, CODE)
    values = {"description": "Saknas.", "expected_result": "Finns.", "deadline": date(2030, 1, 8)}
    assessments.set_deficiency(karin, lack, **values)
    risk = risks.raise_risk(karin, f, said="Akut").created("risk")
    person = follow_ups.add_participant(karin, f, "Föreståndare").created("participant")
    round_ = fact_checks.send(karin, f).created("fact_check")
    reply = fact_checks.add_reply(karin, round_, "Fel").created("fact_reply")
    fact_checks.answer(karin, reply, ReplyVerdict.REFUSED, "Stämmer.")
    sheet = queries.sheet(karin, f)
    documents.seal_and_sign(karin, f, PASSPHRASE, SHOWN, kind=REPORT)
    return {
        "f": f, "unit": unit, "talk": talk, "note": note, "other": other, "seen": seen, "photo": photo,
        "review": review, "request": request, "own": own, "lack": lack, "risk": risk, "person": person,
        "round": round_, "reply": reply, "visit": sheet.visit.id, "member": sheet.team[0].id,
    }  # fmt: skip


EDITS = {
    "answers.set_value": lambda w, r: answers.set_value(w, r["f"], "q", "1"),
    "answers.decline": lambda w, r: answers.decline(w, r["f"], "q"),
    "answers.clear": lambda w, r: answers.clear(w, r["f"], "q"),
    "answers.add_items": lambda w, r: answers.add_items(w, r["f"], "x", 1),
    "assessments.set_stance": lambda w, r: assessments.set_stance(
        w, r["f"], CODE, SourceKind.NOTE, r["note"], Stance.SUPPORTS
    ),
    "assessments.weigh": lambda w, r: assessments.weigh(
        w, r["f"], CODE, [(SourceKind.NOTE, r["note"])], None
    ),
    "assessments.untie": lambda w, r: assessments.untie(w, r["f"], CODE, SourceKind.NOTE, r["note"]),
    "assessments.take_requirement": lambda w, r: assessments.take_requirement(w, r["f"], CODE),
    "assessments.rate": lambda w, r: assessments.rate(w, r["f"], CODE, Rating.MET),
    "assessments.set_grounds": lambda w, r: assessments.set_grounds(w, r["f"], CODE, "Annat", amend=True),
    "assessments.set_strengths": lambda w, r: assessments.set_strengths(w, r["f"], CODE, "Gott"),
    "assessments.set_deficiency": lambda w, r: assessments.set_deficiency(w, r["lack"], why="Ja"),
    "documents.seal_and_sign": lambda w, r: documents.seal_and_sign(w, r["f"], PASSPHRASE, SHOWN),
    "documents.seal_with": lambda w, r: documents.seal_with(w, r["f"], PASSPHRASE, kind=REPORT),
    "fact_checks.send": lambda w, r: fact_checks.send(w, r["f"]),
    "fact_checks.set_due": lambda w, r: fact_checks.set_due(w, r["round"], date(2030, 1, 8)),
    "fact_checks.withdraw": lambda w, r: fact_checks.withdraw(w, r["round"]),
    "fact_checks.add_reply": lambda w, r: fact_checks.add_reply(w, r["round"], "Mer"),
    "fact_checks.set_reply": lambda w, r: fact_checks.set_reply(w, r["reply"], comment="Annat"),
    "fact_checks.answer": lambda w, r: fact_checks.answer(w, r["reply"], ReplyVerdict.ACCEPTED),
    "fact_checks.place": lambda w, r: fact_checks.place(w, r["reply"], ""),
    "fact_checks.remove_reply": lambda w, r: fact_checks.remove_reply(w, r["reply"]),
    "feedback.rebuild": lambda w, r: feedback.rebuild(w, r["f"]),
    "follow_ups.set_fields": lambda w, r: follow_ups.set_fields(w, r["f"], purpose="Annat", amend=True),
    "follow_ups.arrive": lambda w, r: follow_ups.arrive(w, r["f"]),
    "follow_ups.depart": lambda w, r: follow_ups.depart(w, r["f"]),
    "follow_ups.set_visit": lambda w, r: follow_ups.set_visit(w, r["visit"], circumstances="Snö"),
    "follow_ups.add_participant": lambda w, r: follow_ups.add_participant(w, r["f"], "Rektor"),
    "follow_ups.remove_participant": lambda w, r: follow_ups.remove_participant(w, r["person"]),
    "follow_ups.add_unit": lambda w, r: follow_ups.add_unit(w, r["f"], r["unit"]),
    "follow_ups.join_team": lambda w, r: follow_ups.join_team(w, r["f"]),
    "follow_ups.add_to_team": lambda w, r: follow_ups.add_to_team(w, r["f"], w.profile.person_id),
    "follow_ups.remove_from_team": lambda w, r: follow_ups.remove_from_team(w, r["f"], w.profile.person_id),
    "follow_ups.answer_conflict_of_interest": lambda w, r: follow_ups.answer_conflict_of_interest(
        w, r["f"], False
    ),
    "follow_ups.set_conflict_note": lambda w, r: follow_ups.set_conflict_note(
        w, r["member"], conflict_note="Annat"
    ),
    "interviews.start": lambda w, r: interviews.start(w, r["f"], Role.CLIENT),
    "interviews.plan": lambda w, r: interviews.plan(w, r["f"], Role.CLIENT),
    "interviews.plan_interviews": lambda w, r: interviews.plan_interviews(w, r["f"], Role.CLIENT, 2),
    "interviews.begin": lambda w, r: interviews.begin(w, r["talk"]),
    "interviews.set_fields": lambda w, r: interviews.set_fields(w, r["talk"], label="Annan"),
    "interviews.set_consent": lambda w, r: interviews.set_consent(w, r["talk"], Consent.DECLINED),
    "interviews.end": lambda w, r: interviews.end(w, r["talk"]),
    "interviews.resume": lambda w, r: interviews.resume(w, r["talk"]),
    "interviews.take_over": lambda w, r: interviews.take_over(w, r["talk"]),
    "interviews.let_go": lambda w, r: interviews.let_go(w, r["talk"]),
    "interviews.remove": lambda w, r: interviews.remove(w, r["talk"]),
    "interviews.add_note": lambda w, r: interviews.add_note(w, r["f"], "Ny"),
    "interviews.set_note_text": lambda w, r: interviews.set_note_text(w, r["note"], "Annat", amend=True),
    "interviews.set_note_tag": lambda w, r: interviews.set_note_tag(w, r["note"], None),
    "interviews.set_note_requirement": lambda w, r: interviews.set_note_requirement(w, r["note"], None),
    "interviews.remove_note": lambda w, r: interviews.remove_note(w, r["note"]),
    "notes.split": lambda w, r: notes.split(w, r["note"], 2),
    "notes.join": lambda w, r: notes.join(w, r["note"], r["other"]),
    "notes.tie": lambda w, r: notes.tie(w, r["note"], "HVB-BU-4.2"),
    "notes.sort": lambda w, r: notes.sort(w, r["note"], ["HVB-BU-4.2"]),
    "notes.move": lambda w, r: notes.move(w, r["note"], interview_id=None, requirement=None),
    "observations.add": lambda w, r: observations.add(w, r["f"], "Ny"),
    "observations.set_fields": lambda w, r: observations.set_fields(w, r["seen"], text="Annat"),
    "observations.remove_observation": lambda w, r: observations.remove_observation(
        w, r["seen"], with_photos=True
    ),
    "observations.add_photo": lambda w, r: observations.add_photo(w, r["seen"], jpeg((40, 31))),
    "observations.set_photo": lambda w, r: observations.set_photo(w, r["photo"], caption="Annat"),
    "observations.remove_photo": lambda w, r: observations.remove_photo(w, r["photo"]),
    "readings.ask": lambda w, r: readings.ask(w, r["f"], w.profile.person_id),
    "readings.remark": lambda w, r: readings.remark(w, r["f"], "summary", "Otydligt"),
    "report_texts.set_text": lambda w, r: report_texts.set_text(w, r["f"], "summary", "Annat"),
    "report_texts.keep": lambda w, r: report_texts.keep(w, r["f"], "summary"),
    "report_texts.follow_built": lambda w, r: report_texts.follow_built(w, r["f"], "summary"),
    "requests.ask_for": lambda w, r: requests.ask_for(w, r["f"], "Plan"),
    "requests.ask_for_all": lambda w, r: requests.ask_for_all(w, r["f"], [("Plan", None)]),
    "requests.set_request": lambda w, r: requests.set_request(w, r["request"], text="Annat"),
    "requests.remove_request": lambda w, r: requests.remove_request(w, r["request"]),
    "reviews.add_document_review": lambda w, r: reviews.add_document_review(w, r["f"], "Plan"),
    "reviews.set_document_review": lambda w, r: reviews.set_document_review(w, r["review"], result="Annat"),
    "reviews.set_sample": lambda w, r: reviews.set_sample(w, r["review"], "A", text="Annat"),
    "reviews.remove_document_review": lambda w, r: reviews.remove_document_review(w, r["review"]),
    "scope.choose_requirements": lambda w, r: scope.choose_requirements(w, r["f"], [CODE]),
    "scope.take_all": lambda w, r: scope.take_all(w, r["f"]),
    "scope.add_own_requirement": lambda w, r: scope.add_own_requirement(w, r["f"], "Nytt"),
    "scope.set_own_requirement": lambda w, r: scope.set_own_requirement(w, r["own"], text="Annat"),
    "scope.remove_own_requirement": lambda w, r: scope.remove_own_requirement(w, r["own"]),
}
"""Every action that edits a follow-up."""
NO_EDITS = set(
    """assessments.communicate_deficiency closing.reopen documents.sign documents.sign_with doors.edit doors.remove
    follow_up_files.bring_in follow_up_files.take_in follow_ups.plan follow_ups.start_unannounced observations.copies_removed
    requests.receive revisions.add""".split()
)
"""Those that make one, end one, or do what may be done afterwards."""
NEED_MORE = {
    "answers.rename_item", "answers.remove_item", "conflicts.accept", "conflicts.choose", "fact_checks.receive",
    "follow_ups.remove_unit", "observations.move_photos", "quotes.release", "quotes.take_back", "readings.answer",
    "readings.approve", "readings.remove", "readings.take_back",
}  # fmt: skip
"""Edits of what this follow-up has none of; the workspace's own wall is tried for each of their fields below."""
ELSEWHERE = (
    "backups",
    "duplicates",
    "erasure",
    "letterhead",
    "openings",
    "parcels",
    "register",
    "representatives",
    "retention",
    "risks",
    "signing",
    "stamping",
    "templates",
)


def test_every_editing_action_refuses_in_one_clear_sentence(karin, record):
    state = karin.state_hash()
    for name, edit in EDITS.items():
        with pytest.raises(InspektorError) as refused:
            edit(karin, record)
        assert isinstance(refused.value, Finished), f"{name}: {refused.value}"
    assert str(refused.value) == (
        "Uppföljningen är färdigställd och kan inte längre ändras."
        " Öppna den för rättelse först; rapporten får då en ny version."
    )
    assert karin.state_hash() == state


def test_no_action_is_forgotten():
    known = EDITS.keys() | NO_EDITS | NEED_MORE
    for module in pkgutil.iter_modules(inspektor.actions.__path__):
        if module.name not in ELSEWHERE:
            room = import_module(f"inspektor.actions.{module.name}")
            for name, function in inspect.getmembers(room, inspect.isfunction):
                given = inspect.signature(function)
                changes = "ChangeSet" in str(given.return_annotation) and not name.startswith("_")
                if changes and function.__module__ == room.__name__:
                    assert f"{module.name}.{name}" in known, "add it to EDITS, or say why it is none"


def test_the_workspace_itself_keeps_every_field(karin, record):
    """Whatever an action forgot: no field of what hangs on the follow-up changes, but those that may."""
    for table, shape in shapes().items():
        own = table == "follow_up"
        if (not own and shape.column("follow_up_id") is None) or shape.immutable:
            continue
        where = f"{'id' if own else 'follow_up_id'} = '{record['f']}'"
        for column in ("hidden", *(each.name for each in shape.columns)):
            field = "" if column == "hidden" else column
            statement = f"UPDATE {table} SET {column} = {column} || '1' WHERE {where}"
            if column == "hidden":
                statement = f"UPDATE {table} SET hidden = 1 WHERE {where}"
            elif shape.column(column).kind == "INTEGER":
                statement = f"UPDATE {table} SET {column} = 1 - coalesce({column}, 0) WHERE {where}"
            if not afterwards(table, field) and field != "follow_up_id":

                def write(session, statement=statement):
                    assert session.connection().exec_driver_sql(statement).rowcount >= 0

                if karin_has(karin, table, where):
                    try:
                        karin.write("by hand", write)
                    except Finished:
                        continue
                    with karin.read() as connection:
                        query = f"SELECT {column} FROM {table} WHERE {where}"
                        values = connection.exec_driver_sql(query).scalars().all()
                    assert set(values) == {None}, f"{table}.{column} was changed"


def karin_has(workspace, table, where):
    with workspace.read() as connection:
        return connection.exec_driver_sql(f"SELECT 1 FROM {table} WHERE {where}").first() is not None


def test_what_may_happen_afterwards_names_what_there_is():
    for table, fields in _AFTERWARDS.items():
        assert table in shapes()
        assert all(shapes()[table].column(field) for field in fields - {"*"})


def test_what_belongs_to_afterwards_goes_on(karin, record):
    f = record["f"]
    assert queries.sheet(karin, f).finished
    assessments.communicate_deficiency(karin, record["lack"])
    requests.receive(karin, record["request"])
    follow_ups.set_fields(karin, f, registry_number="SN 2026/12")
    observations.copies_removed(karin, f, "Telefonen")
    risks.take_over(karin, record["risk"], taken_over_by="Socialjouren")
    assert documents.preview(karin, f, kind=REPORT).data
    states = {(each.title, each.state.value) for each in records(karin, f)}
    assert states == {
        ("Uppföljningsrapport", "drawn_up"), ("Utkast till faktagranskning", "for_views"),
        ("Utförarens synpunkter", "received"), ("Schema", "received"),
    }  # fmt: skip
    assert late(karin, f) == ()
    erasure.withdraw_interview(karin, record["talk"], "Samtycket togs tillbaka")


def test_undo_does_not_reach_behind_the_signature(karin):
    f = a_follow_up(karin)
    follow_ups.set_fields(karin, f, purpose="Före")
    follow_ups.set_fields(karin, f, status=FollowUpStatus.FINALISED)
    karin.history.undo_label()
    with pytest.raises(InspektorError):
        karin.history.undo()
    assert queries.sheet(karin, f).purpose == "Före"


def marked(pdf):
    """How many pages say that they are a working note or a draft."""
    pages = (page.get_textpage().get_text_range() for page in PdfDocument(pdf))
    return sum("Arbetsmaterial" in text or "Utkast för synpunkter" in text for text in pages)


def test_a_correction_is_a_new_version_that_says_why(karin, record):
    f = record["f"]
    for reason in ("", "  \n "):
        with pytest.raises(RuleBroken):
            closing.reopen(karin, f, reason)
    closing.reopen(karin, f, "Fel antal platser i avsnitt 6")
    with pytest.raises(RuleBroken):
        closing.reopen(karin, f, "En gång till")
    sheet = queries.sheet(karin, f)
    assert (sheet.finished, sheet.steps[0].turn, sheet.steps[0].name) == (
        False, Turn.REOPENED, "Karin Åkerström",
    )  # fmt: skip
    row = next(each for each in queries.follow_ups(karin) if each.id == f)
    assert (row.turn, row.turned_by) == (Turn.REOPENED, "Karin Åkerström")
    assert karin.history.undo_label() != "Open again for correction"
    follow_ups.set_fields(karin, f, purpose="Rättat")
    draft = documents.preview(karin, f, kind=REPORT)
    assert marked(draft.data) == draft.pages, "a draft says on each page what it is"
    fact_checks.send(karin, f)
    assert draft_state(karin, f, REPORT) is RecordState.FOR_VIEWS
    assert "Edit follow-up" in {each.label for each in late(karin, f)}
    documents.seal_and_sign(karin, f, PASSPHRASE, SHOWN, kind=REPORT)
    sheet = queries.sheet(karin, f)
    newest, old = sheet.documents_of(REPORT)
    assert (sheet.finished, newest.version, old.status) == (True, 2, DocumentStatus.SUPERSEDED)
    printed = " ".join(text_of(documents.data(karin, newest.id)).split())
    assert marked(documents.data(karin, newest.id)) == 0
    assert "ersätter version 1.0" in printed
    assert "Skäl: Fel antal platser i avsnitt 6." in printed
    assert late(karin, f) == ()
    with pytest.raises(InspektorError):
        documents.sign(karin, old.id, PASSPHRASE, SHOWN)
