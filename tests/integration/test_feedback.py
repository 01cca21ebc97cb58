"""The feedback sheet: facts by area from what was seen, read and said; no ratings, and nobody's words."""

from io import BytesIO

import pikepdf
import pytest
from builders import a_follow_up, a_workspace

from inspektor.actions import (
    assessments,
    feedback,
    follow_ups,
    interviews,
    observations,
    requests,
    reviews,
    scope,
)
from inspektor.i18n import Texts
from inspektor.queries import feedback as queries
from inspektor.queries.judgement import deficiencies
from inspektor.queries.observations import observations as seen
from inspektor.queries.protocol import protocol_facts
from inspektor.queries.templates import asked
from inspektor.shapes.enums import Consent, Rating, Role, SourceKind, Stance


@pytest.fixture
def workspace(tmp_path):
    made = a_workspace(tmp_path / "w")
    yield made
    made.close()


@pytest.fixture
def follow_up(workspace) -> str:
    """A visit with everything that may and may not stand on the sheet."""
    made = a_follow_up(workspace)
    follow_ups.arrive(workspace, made)
    code = asked(workspace, made).requirements[3].code
    talk = interviews.start(workspace, made, Role.STAFF, "Personal B", consent=Consent.GIVEN)
    interviews.add_note(
        workspace, made, "personalens kanarie", interview_id=talk.created("interview"), requirement=code
    )
    observations.add(workspace, made, "Skåpet stod olåst", place="Plan 2", requirement=code)
    observations.add(workspace, made, "En soffa i utrymningsvägen")
    reviews.add_document_review(
        workspace, made, "Genomförandeplaner", result="Två saknar mål", requirement=code, sample_size=5
    )
    requests.ask_for(workspace, made, "Registerutdrag")
    first = seen(workspace, made)[0].id
    assessments.set_stance(workspace, made, code, SourceKind.OBSERVATION, first, Stance.CONTRADICTS)
    assessments.rate(workspace, made, code, Rating.NOT_MET)
    assessments.set_grounds(workspace, made, code, "skälens kanarie")
    return made


def deficiency(workspace, follow_up) -> str:
    return deficiencies(workspace, follow_up)[0].id


def test_it_is_built_of_facts_by_area(workspace, follow_up):
    area = asked(workspace, follow_up).areas
    text = queries.built(workspace, follow_up)
    names = [line for line in text.splitlines() if line and not line.startswith("–")]
    assert names[-2:] == ["Övriga iakttagelser", "Dokument som saknas"]
    assert names[0] in [each.name for each in area]
    assert "– Skåpet stod olåst (Plan 2, kl." in text
    assert "– Genomförandeplaner: Två saknar mål." in text
    assert "– Registerutdrag" in text


def test_neither_ratings_nor_anybodys_words_stand_on_it(workspace, follow_up):
    text = queries.built(workspace, follow_up)
    assert "kanarie" not in text
    assert not any(str(rating.label).lower() in text.lower() for rating in Rating)
    assert "uppfyll" not in text.lower()


def test_a_deficiency_stands_there_once_it_is_said(workspace, follow_up):
    row = deficiency(workspace, follow_up)
    assessments.set_deficiency(workspace, row, description="Läkemedel förvaras olåst", expected_result="Låst")
    assert "Påtalat" not in queries.built(workspace, follow_up)
    assessments.set_deficiency(workspace, row, said_on_site=True)
    assert "– Påtalat: Läkemedel förvaras olåst. Förväntat resultat: Låst" in queries.built(
        workspace, follow_up
    )
    assert queries.feedback(workspace, follow_up).deficiencies[0].said


def test_a_received_document_is_not_missing(workspace, follow_up):
    from inspektor.queries.reviews import requests as asked_for

    requests.receive(workspace, asked_for(workspace, follow_up)[0].id)
    assert "Registerutdrag" not in queries.built(workspace, follow_up)


def test_it_follows_what_is_noted_until_it_is_edited(workspace, follow_up):
    assert not queries.feedback(workspace, follow_up).edited
    follow_ups.set_fields(workspace, follow_up, feedback="Bara det här")
    observations.add(workspace, follow_up, "Något nytt")
    sheet = queries.feedback(workspace, follow_up)
    assert (sheet.text, sheet.edited) == ("Bara det här", True)
    feedback.rebuild(workspace, follow_up)
    assert "Något nytt" in queries.feedback(workspace, follow_up).text
    workspace.history.undo()
    assert queries.feedback(workspace, follow_up).text == "Bara det här"


def test_an_empty_visit_says_so_on_paper(workspace):
    bare = a_follow_up(workspace)
    assert queries.feedback(workspace, bare).text == ""
    assert "Inget är noterat än." in printed(feedback.paper(workspace, bare))


def test_the_page_is_a4_and_says_that_nothing_is_judged(workspace, follow_up):
    data = feedback.paper(workspace, follow_up)
    text = printed(data)
    for words in ("Preliminärt, inte en bedömning", "HVB Björkhaga", "Skåpet stod olåst", "Karin Åkerström"):
        assert words in text
    with pikepdf.open(BytesIO(data)) as opened:
        assert len(opened.pages) == 1
        box = [round(float(side)) for side in opened.pages[0].mediabox]
        assert box == [0, 0, 595, 842]


def printed(pdf: bytes) -> str:
    from pypdfium2 import PdfDocument

    with PdfDocument(pdf) as opened:
        return "\n".join(page.get_textpage().get_text_bounded() for page in opened)


def test_an_own_requirement_is_called_by_its_short_code_on_paper(workspace, follow_up):
    code = scope.add_own_requirement(workspace, follow_up, "Vikarier introduceras.").created(
        "own_requirement"
    )
    source = observations.add(workspace, follow_up, "Ingen introduktion").created("observation")
    kind = SourceKind.OBSERVATION
    assessments.set_stance(workspace, follow_up, code, kind, source, Stance.CONTRADICTS)
    assessments.rate(workspace, follow_up, code, Rating.NOT_MET)
    row = assessments.deficiency_id(follow_up, code)
    assessments.set_deficiency(workspace, row, said_on_site=True)
    facts = protocol_facts(workspace, follow_up, Texts("sv"))
    assert "E1" in [each.code for each in facts.deficiencies]
