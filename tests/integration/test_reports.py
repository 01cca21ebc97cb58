"""The follow-up report: built of what is judged, worded by people, its sources protected, signed beside the protocol."""

import pytest

from inspektor.actions import (
    assessments,
    closing,
    documents,
    follow_ups,
    interviews,
    observations,
    report_texts,
    scope,
    word,
)
from inspektor.formats import date_prose
from inspektor.i18n import Texts
from inspektor.queries import protocol
from inspektor.queries.follow_ups import sheet
from inspektor.queries.protocol import changed_after
from inspektor.queries.report import report_facts
from inspektor.queries.report_texts import report_texts as texts_of
from inspektor.queries.sealed import facts_of
from inspektor.queries.templates import asked, templates
from inspektor.report.appearance import Appearance
from inspektor.shapes.enums import Consent, DocumentKind, DocumentStatus, Rating, Role, SourceKind, Stance
from inspektor.shapes.report import finding
from tests.builders import PASSPHRASE, a_follow_up, set_up_for
from tests.paper_facts import text_of
from tests.word_files import member, paragraphs

REPORT = DocumentKind.FOLLOW_UP_REPORT
CODE = "HVB-BU-4.1"
SV = Texts("sv")


@pytest.fixture(scope="module")
def karin(tmp_path_factory):
    made, _ = set_up_for(tmp_path_factory.mktemp("report") / "karin")
    yield made
    made.close()


@pytest.fixture
def follow_up(karin):
    """Visited, with two voices and an observation on one requirement, which is partly met."""
    hvb = next(each.id for each in templates(karin) if each.slug == "hvb-barn-unga")
    made = a_follow_up(karin, template_version_id=hvb, purpose="Följa upp bemanningen.")
    follow_ups.arrive(karin, made)
    follow_ups.answer_conflict_of_interest(karin, made, False)
    for role, label in ((Role.STAFF, "Personal KANARIE"), (Role.CLIENT, "Ungdom HEMLIG")):
        talk = interviews.start(karin, made, role, label, consent=Consent.GIVEN).created("interview")
        note = interviews.add_note(
            karin, made, f"Sagt av {label}", requirement=CODE, interview_id=talk
        ).created("note")
        assessments.set_stance(karin, made, CODE, SourceKind.NOTE, note, Stance.CONTRADICTS)
    seen = observations.add(karin, made, "Ingen vaken personal.", requirement=CODE).created("observation")
    assessments.set_stance(karin, made, CODE, SourceKind.OBSERVATION, seen, Stance.CONTRADICTS)
    assessments.rate(karin, made, CODE, Rating.PARTLY_MET)
    assessments.set_grounds(karin, made, CODE, "Vaken natt saknas vissa nätter.")
    return made


def text(workspace, follow_up, key):
    return next(each for each in texts_of(workspace, follow_up) if each.key == key)


def test_texts_are_built_until_somebody_words_them(karin, follow_up):
    assert text(karin, follow_up, finding(CODE)).text == "Vaken natt saknas vissa nätter."
    assert "delvis uppfyllt: 1" in text(karin, follow_up, "summary").text
    assert "Följa upp bemanningen." in text(karin, follow_up, "scope").text
    report_texts.set_text(karin, follow_up, finding(CODE), "Natten är inte bemannad som avtalet kräver.")
    worded = text(karin, follow_up, finding(CODE))
    assert (worded.is_edited, worded.outdated) == (True, False)
    assert worded.text == "Natten är inte bemannad som avtalet kräver."


def test_a_changed_source_marks_a_worded_text_and_nothing_else(karin, follow_up):
    report_texts.set_text(karin, follow_up, finding(CODE), "Min text.")
    assessments.set_grounds(karin, follow_up, CODE, "Vaken natt saknas var tredje natt.")
    changed = text(karin, follow_up, finding(CODE))
    assert (changed.text, changed.outdated) == ("Min text.", True)
    assert [each.key for each in texts_of(karin, follow_up) if each.outdated] == [finding(CODE)]
    report_texts.keep(karin, follow_up, finding(CODE))
    assert not text(karin, follow_up, finding(CODE)).outdated
    report_texts.follow_built(karin, follow_up, finding(CODE))
    assert text(karin, follow_up, finding(CODE)).text == "Vaken natt saknas var tredje natt."
    karin.history.undo()
    assert text(karin, follow_up, finding(CODE)).text == "Min text."


def test_what_is_written_as_built_goes_on_following(karin, follow_up):
    report_texts.set_text(karin, follow_up, finding(CODE), "Vaken natt saknas vissa nätter.")
    assert not text(karin, follow_up, finding(CODE)).is_edited


def test_sources_are_kinds_and_numbers_and_few_clients_have_none(karin, follow_up):
    facts = report_facts(karin, follow_up, SV)
    result = next(each for area in facts.areas for each in area.results if each.code == "4.1")
    assert [(each.kind, each.count) for each in result.sources] == [
        ("Barn och unga och vårdnadshavare och anhöriga", 0),
        ("Personal", 1),
        ("Iakttagelse", 1),
    ]
    assert result.rating == "Delvis uppfyllt"
    printed = text_of(documents.preview(karin, follow_up, kind=REPORT).data)
    for secret in ("KANARIE", "HEMLIG", "Sagt av"):
        assert secret not in printed


def test_the_overview_adds_up_to_every_requirement(karin, follow_up):
    facts = report_facts(karin, follow_up, SV)
    whole = asked(karin, follow_up, SV)
    assert [sum(row.counts) for row in facts.overview] == [len(area.requirements) for area in whole.areas]


def test_everything_worded_is_printed(karin, follow_up):
    wanted = {
        key: f"Ordagrant om {n} slut" for n, key in enumerate(each.key for each in texts_of(karin, follow_up))
    }
    for key, words in wanted.items():
        report_texts.set_text(karin, follow_up, key, words)
    printed = text_of(documents.preview(karin, follow_up, kind=REPORT).data)
    assert [words for words in wanted.values() if words not in printed] == []


def judge_all(workspace, follow_up):
    for each in asked(workspace, follow_up, SV).requirements:
        if each.code != CODE:
            assessments.rate(workspace, follow_up, each.code, Rating.NOT_REVIEWED)
            assessments.set_grounds(workspace, follow_up, each.code, "Ingick inte.")
    found = assessments.deficiency_id(follow_up, CODE)
    values = {"description": "Vaken natt saknas.", "expected_result": "Vaken natt.", "deadline": "2026-12-18"}
    assessments.set_deficiency(workspace, found, **values)


def test_a_report_waits_for_every_judgement_and_leaves_the_protocol_alone(karin, follow_up):
    mine = Appearance("Karin Åkerström", "Kvalitetsgranskare")
    documents.seal_and_sign(karin, follow_up, PASSPHRASE, mine)
    with pytest.raises(documents.GapsRemain) as refused:
        documents.seal_and_sign(karin, follow_up, PASSPHRASE, mine, kind=REPORT)
    assert {gap.code for gap in refused.value.gaps} >= {"unrated", "deficiency_expected"}
    judge_all(karin, follow_up)
    documents.seal_and_sign(karin, follow_up, PASSPHRASE, mine, kind=REPORT)
    found = {each.kind: (each.version, each.status, each.title) for each in sheet(karin, follow_up).documents}
    assert found == {
        DocumentKind.VISIT_PROTOCOL: (1, DocumentStatus.SIGNED, "Besöksprotokoll"),
        REPORT: (1, DocumentStatus.SIGNED, "Uppföljningsrapport"),
    }
    assert changed_after(karin, follow_up) == ()
    report = sheet(karin, follow_up).documents_of(REPORT)[0]
    first = text_of(documents.data(karin, report.id))
    assert "Vaken natt saknas." in first
    assert "ersätter" not in first, "a protocol is not what a report corrects"
    closing.reopen(karin, follow_up, "Fel datum.")
    documents.seal_and_sign(karin, follow_up, PASSPHRASE, mine, kind=REPORT)
    newer = sheet(karin, follow_up).documents_of(REPORT)[0]
    assert report.media in text_of(documents.data(karin, newer.id)).replace(" ", "")


def test_the_report_says_what_was_changed_after_the_protocol(karin, follow_up):
    documents.seal_and_sign(karin, follow_up, PASSPHRASE, Appearance("Karin Åkerström"))
    observations.add(karin, follow_up, "Kompletterat per telefon.")
    assert "observations" in changed_after(karin, follow_up)
    printed = text_of(documents.preview(karin, follow_up, kind=REPORT).data)
    assert "Ändrat efter protokollet" in printed
    assert "iakttagelser" in printed


def test_a_signed_report_as_word_says_what_was_signed_and_that_it_is_a_copy(karin, follow_up, tmp_path):
    judge_all(karin, follow_up)
    documents.seal_and_sign(karin, follow_up, PASSPHRASE, Appearance("Karin Åkerström"), kind=REPORT)
    sealed = sheet(karin, follow_up).documents_of(REPORT)[0]
    with karin.read() as connection:
        frozen = connection.exec_driver_sql("SELECT facts FROM document WHERE id = ?", (sealed.id,)).scalar()
    assert protocol.frozen(facts_of(karin, sealed.id)) == frozen
    word.save_copy(karin, sealed.id, tmp_path / "kopia.docx")
    said = paragraphs(member((tmp_path / "kopia.docx").read_bytes()))
    assert said[2] == "Kopia av en undertecknad handling"
    assert sealed.media in said[3].replace(" ", "")
    assert "Vaken natt saknas vissa nätter." in said
    assert any(text.startswith(date_prose(sealed.signatures[0].signed_at)) for text in said)
    assert "UTKAST" not in " ".join(said)


def test_method_scope_limits_and_complaints_are_built_and_follow_what_is_noted(karin, follow_up):
    assert "Besöket gjordes den" in text(karin, follow_up, "method").built
    assert "31 krav tas upp" in text(karin, follow_up, "scope").built
    assert text(karin, follow_up, "complaints").built == ""
    printed = text_of(documents.preview(karin, follow_up, kind=REPORT).data)
    assert "Inget klagomål är antecknat som prövat." in printed
    report_texts.set_text(karin, follow_up, "limits", "Allt granskades.")
    interviews.plan(karin, follow_up, Role.RELATIVE, 2)
    assessments.rate(karin, follow_up, "HVB-BU-4.2", Rating.NOT_REVIEWED)
    assessments.set_grounds(karin, follow_up, "HVB-BU-4.2", "Nattbesök gjordes inte.")
    limits = text(karin, follow_up, "limits")
    assert (limits.text, limits.outdated) == ("Allt granskades.", True)
    assert "Krav 4.2 granskades inte: Nattbesök gjordes inte." in limits.built
    assert "2 planerade intervjuer hölls inte." in limits.built
    follow_ups.set_fields(karin, follow_up, trigger="Klagomål om natten", not_reviewed="Lokalerna")
    scope.choose_requirements(karin, follow_up, [CODE, "HVB-BU-4.2"], "Klagomålet gäller bemanning.")
    said = text(karin, follow_up, "complaints").built
    assert (
        said
        == "Uppföljningen gjordes med anledning av detta: Klagomål om natten\nKrav 4.1: delvis uppfyllt\nKrav 4.2: ej granskat"
    )
    assert "Kraven valdes ut" in text(karin, follow_up, "scope").built
    assert text(karin, follow_up, "limits").built.startswith("Lokalerna\n")
    assert "krav i mallen togs inte upp." in text(karin, follow_up, "limits").built
