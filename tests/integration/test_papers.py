"""The papers made on request: what is noted is on them, and what must not be is not."""

from io import BytesIO
from zipfile import ZipFile

import pikepdf
import pytest
from builders import PASSPHRASE, QUICK, a_follow_up
from command_line import Desk
from paper_facts import text_of
from photo_files import jpeg
from sqlalchemy import Text

from inspektor.actions import (
    answers,
    assessments,
    documents,
    fact_checks,
    feedback,
    follow_ups,
    interviews,
    observations,
    papers,
    quotes,
    readings,
    representatives,
    reviews,
    risks,
)
from inspektor.actions.first_start import FirstStart, set_up
from inspektor.actions.letterhead import set_letterhead
from inspektor.i18n import Texts
from inspektor.model.tables import IMMUTABLE, TABLES
from inspektor.queries.answers import items
from inspektor.queries.evidence import evidence
from inspektor.queries.fact_checks import newest
from inspektor.queries.follow_ups import sheet
from inspektor.queries.interviews import notes
from inspektor.queries.observations import observations as observations_of
from inspektor.queries.report_texts import report_texts
from inspektor.queries.templates import asked, templates
from inspektor.shapes.enums import Consent, DocumentKind, NoteTag, Rating, Role, SourceKind, Stance
from inspektor.shapes.papers import PaperKind
from inspektor.shapes.representative import Representative

SV = Texts("sv")
CODE, OTHER = "HVB-BU-4.1", "HVB-BU-4.2"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    start = FirstStart("Karin Åkerström", "Kvalitetsgranskare", "Norrby kommun", "Socialnämnden", PASSPHRASE)
    made, _ = set_up(tmp_path_factory.mktemp("papers") / "w", start, cost=QUICK)
    yield made
    made.close()


@pytest.fixture(scope="module")
def follow_up(workspace) -> str:
    """A visit with a source of each kind, a deficiency, and a grave risk."""
    hvb = next(each.id for each in templates(workspace) if each.slug == "hvb-barn-unga")
    made = a_follow_up(workspace, registry_number="SN 2026/77", template_version_id=hvb)
    follow_ups.arrive(workspace, made)
    talk = interviews.start(workspace, made, Role.STAFF, "Nattpersonal KANARIE", consent=Consent.GIVEN)
    said = interviews.add_note(
        workspace,
        made,
        "Ensam varje natt",
        interview_id=talk.created("interview"),
        requirement=CODE,
        tag=NoteTag.QUOTE,
    ).created("note")
    interviews.add_note(workspace, made, "En tanke utan intervju")
    seen = observations.add(workspace, made, "Schemat anger två", place="Entrén").created("observation")
    reviews.add_document_review(workspace, made, "Genomförandeplaner", result="Två saknar mål", sample_size=5)
    for kind, source in ((SourceKind.NOTE, said), (SourceKind.OBSERVATION, seen)):
        assessments.set_stance(workspace, made, CODE, kind, source, Stance.CONTRADICTS)
    assessments.set_stance(workspace, made, OTHER, SourceKind.NOTE, said, Stance.SUPPORTS)
    answers.add_items(workspace, made, "rooms", labels=["Kök"])
    item = items(workspace, made, "rooms")[0].id
    answers.set_value(workspace, made, "HVB-BU-RUM.1", "yes", item_id=item)
    assessments.rate(workspace, made, CODE, Rating.NOT_MET)
    row = assessments.deficiency_id(made, CODE)
    assessments.set_deficiency(workspace, row, description="Ingen vaken personal", why="Avtalet kräver det")
    risks.raise_risk(workspace, made, said="RISKORD", by="RISKNAMN")
    return made


def printed(workspace, follow_up, kind) -> str:
    return text_of(papers.paper(workspace, follow_up, kind))


def test_each_source_has_a_number_and_says_what_of_which_requirement(workspace, follow_up):
    facts = evidence(workspace, follow_up, SV)
    found = {item.number: item for _, items_ in facts.groups for item in items_}
    assert list(found) == ["A1", "A2", "I1", "G1", "S1"]
    assert found["A1"].text == "Ensam varje natt\n[Citat]"
    assert found["A1"].says == (("4.1", "motsäger"), ("4.2", "stöder"))
    assert "Intervju 1" in found["A1"].source
    assert found["A2"].source == "Antecknat av Karin Åkerström"
    assert (found["I1"].source, found["I1"].says) == ("Entrén", (("4.1", "motsäger"),))
    assert "Två saknar mål" in found["G1"].text
    assert "Kök: Ja" in found["S1"].text
    assert facts.heard[0].label == "Nattpersonal KANARIE"


def test_the_notice_has_what_was_found_and_never_who_said_it(workspace, follow_up):
    text = printed(workspace, follow_up, PaperKind.NOTICE)
    for words in ("Ingen vaken personal", "Avtalet kräver det", "SN 2026/77", "Karin Åkerström"):
        assert words in text
    assert asked(workspace, follow_up).requirement(CODE).text.split()[0] in text
    for words in ("KANARIE", "Ensam varje natt", "Schemat anger två", "Intervju"):
        assert words not in text


@pytest.mark.parametrize("kind", PaperKind)
def test_nothing_of_a_grave_risk_is_on_any_paper(workspace, follow_up, kind):
    text = printed(workspace, follow_up, kind)
    assert "HVB Björkhaga" in text
    assert "RISKORD" not in text
    assert "RISKNAMN" not in text


def test_a_paper_is_made_by_command(tmp_path):
    desk = Desk.new(tmp_path / "arbetsyta å")
    desk.made("register", "add-provider", "Björkhaga Omsorg AB", "--number", "459900-0009")
    unit = desk.made("register", "add-unit", "björkhaga omsorg ab", "HVB Björkhaga", "HVB")
    follow_up = desk.made("followup", "new", unit, "hvb-barn-unga")
    place = tmp_path / "underlag.pdf"
    desk.did("document", "make", follow_up, "--kind", "evidence", "--pdf", place)
    assert place.read_bytes()[:5] == b"%PDF-"
    cards = tmp_path / "kort.pdf"
    desk.did("document", "make", follow_up, "--kind", "cards", "--role", "staff", "--pdf", cards)
    assert "4.1.S1" in text_of(cards.read_bytes())
    assert "4.1.M1" not in text_of(cards.read_bytes())
    for kind in ("cards", "form"):
        desk.did("template", "paper", "hvb-barn-unga", place, "--kind", kind)
        assert "4.1.M1" in text_of(place.read_bytes())
        assert "Björkhaga" not in text_of(place.read_bytes())
    the_number_on_paper_leads_to_its_question(desk, follow_up)


def the_number_on_paper_leads_to_its_question(desk, follow_up):
    talk = desk.made("followup", "interview", follow_up, "staff")
    desk.did("followup", "note", follow_up, "Två är vakna", "--interview", talk, "--question", "4.1.S1")
    desk.did("followup", "items", follow_up, "rooms", "Kök")
    assert (
        desk.did("followup", "answer", follow_up, "rum.1", "yes", "--item", "Kök")["question"]
        == "HVB-BU-RUM.1"
    )
    place = desk.folder.with_name("ut.zip")
    desk.did("followup", "export", follow_up, place)
    with ZipFile(place) as opened:
        assert b'"HVB-BU-4.1.S1"' in opened.read("follow-up.json")
    done = desk.run("followup", "note", follow_up, "Nej", "--question", "4.99.S1")
    assert done.code == 2


def test_a_paper_is_no_word_file(tmp_path):
    desk = Desk.new(tmp_path / "arbetsyta")
    done = desk.run("document", "make", "x", "--kind", "notice", "--docx", tmp_path / "a.docx")
    assert done.code == 2
    assert "bara som PDF" in done.err


# Which fields are printed where. The tests below come last: they overwrite what is in the follow-up.

_UNIT = """provider.organisation_number unit.name unit.address
unit.agreement_number unit.manager unit.service_type provider.name follow_up.registry_number
letterhead.municipality letterhead.board letterhead.contact"""
_TOLD = """document_review.kind document_review.selection follow_up.distribution follow_up.next_step follow_up.not_reviewed
follow_up.purpose follow_up.to_send_in follow_up.trigger letterhead.method letterhead.secrecy team_member.name
team_member.title visit.circumstances"""
_LACKING = "deficiency.description deficiency.expected_result deficiency.place deficiency.why"
_GIVEN_OUT = """unit.name follow_up.registry_number letterhead.municipality letterhead.board letterhead.contact team_member.name
team_member.title"""
PRINTED = {
    "evidence": f"""{_UNIT} document_review.kind document_review.result document_review.selection interview.ended_early
        interview.label letterhead.secrecy note.text observation.place observation.text person.name photo.caption""",
    "notice": f"{_UNIT} {_LACKING} letterhead.secrecy",
    "form": _UNIT,
    "cards": _UNIT,
    "plain": _GIVEN_OUT,
    "feedback": f"{_GIVEN_OUT} follow_up.feedback",
    "visit_protocol": f"{_UNIT} {_TOLD} follow_up.facts_of_the_day observation.place observation.text photo.caption",
    "follow_up_report": f"""{_UNIT} {_TOLD} {_LACKING} assessment.grounds assessment.strengths fact_reply.comment
        fact_reply.proposal""",
}
"""By kind, every field in which people write that is printed on it."""
SIGNED_FOR = "Signeringskanarie"
STROKES = (((0.0, 0.0), (12.0, 18.0), (25.0, 4.0), (40.0, 16.0)),)
SENT_TO_CHECK = """assessment.grounds deficiency.description deficiency.expected_result deficiency.why follow_up.trigger
provider.name unit.name"""
"""What of it the provider is sent to check the facts of."""
_NO_TEXT = frozenset(
    """id requirement question area code media shown_media logo media_type original_hash facts facts_hash signers content
    content_hash slug language value points point sealed accent built version""".split()
)
_SEALED = ("risk", "risk_step", *IMMUTABLE)


def say_more(workspace, follow_up) -> None:
    """A photo, a released quote, a second reader's remark, the provider's view, and a protocol signed for them."""
    (seen,) = observations_of(workspace, follow_up)
    observations.add_photo(workspace, seen.id, jpeg((64, 48)))
    said = next(each for each in notes(workspace, follow_up) if each.tag is NoteTag.QUOTE)
    quotes.release(workspace, follow_up, CODE, said.id, despite_few=True)
    readings.remark(workspace, follow_up, report_texts(workspace, follow_up)[0].key, "Kortare")
    check = fact_checks.send(workspace, follow_up).created("fact_check")
    fact_checks.add_reply(workspace, check, "Nej", point=newest(workspace, follow_up).points[0].id)
    follow_ups.answer_conflict_of_interest(workspace, follow_up, False)
    (photo,) = observations_of(workspace, follow_up)[0].photos
    observations.set_photo(workspace, photo.id, alternative_text="En dörr", no_persons=True)
    theirs = Representative(SIGNED_FOR, SIGNED_FOR)
    documents.seal_with(workspace, follow_up, PASSPHRASE, representative=theirs)
    (sealed,) = sheet(workspace, follow_up).documents
    representatives.sign_here(workspace, sealed.id, STROKES)


@pytest.fixture(scope="module")
def birds(workspace, follow_up) -> dict[str, str]:
    """A word of its own in every field that people write in."""
    set_letterhead(workspace, {"contact": "x"})
    say_more(workspace, follow_up)
    found: dict[str, str] = {}

    def apply(session):
        for table in (each for each in TABLES if each.__tablename__ not in _SEALED):
            for row in session.query(table):
                for column in table.__table__.columns:
                    name = column.name
                    if type(column.type) is Text and name not in _NO_TEXT and not name.endswith("_id"):
                        word = f"kanarie{len(found):03}"
                        setattr(row, name, found.setdefault(f"{table.__tablename__}.{name}", word))

    workspace.write("canaries", apply)
    return found


@pytest.mark.parametrize(
    ("name", "head"), [("punkter.docx", "follow_up.board follow_up.municipality"), ("punkter.xlsx", "")]
)
def test_a_fact_check_holds_these_fields_and_no_other(workspace, follow_up, birds, tmp_path, name, head):
    fact_checks.send(workspace, follow_up)
    sent = newest(workspace, follow_up)
    fact_checks.export(workspace, sent.id, tmp_path / name, word=name.endswith("docx"))
    with ZipFile(tmp_path / name) as packed:
        said = "".join(packed.read(each).decode("utf-8", "ignore") for each in packed.namelist())
    assert {field for field, bird in birds.items() if bird in said} == {*SENT_TO_CHECK.split(), *head.split()}


@pytest.mark.parametrize("kind", PRINTED)
def test_each_kind_prints_these_fields_and_no_other(workspace, follow_up, birds, kind):
    if kind == "feedback":
        pdf = feedback.paper(workspace, follow_up)
    elif kind in {each.value for each in PaperKind}:
        pdf = papers.paper(workspace, follow_up, PaperKind(kind))
    else:
        pdf = documents.preview(workspace, follow_up, kind=DocumentKind(kind)).data
    said = text_of(pdf)
    assert {field for field, bird in birds.items() if bird in said} == set(PRINTED[kind].split())
    with pikepdf.open(BytesIO(pdf)) as opened:
        streams = [each for each in opened.objects if isinstance(each, pikepdf.Stream)]
        inside = b"".join(
            each.read_raw_bytes() if each.get("/Subtype") == "/Image" else each.read_bytes()
            for each in streams
        )
    assert birds["team_member.conflict_note"].encode() not in pdf + inside
    assert SIGNED_FOR not in said, "who signed an earlier document stands on that one alone"
