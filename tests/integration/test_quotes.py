"""Quotes: none leaves the house but those that a person let out, one by one; none after a respondent has withdrawn."""

import zipfile
from html import unescape
from io import BytesIO

import pikepdf
import pytest
from builders import a_follow_up, a_workspace
from paper_facts import text_of

from inspektor.actions import (
    assessments,
    documents,
    erasure,
    fact_checks,
    feedback,
    follow_ups,
    interviews,
    papers,
    quotes,
    word,
)
from inspektor.errors import NotFound, RuleBroken
from inspektor.i18n import Texts
from inspektor.queries.fact_checks import newest
from inspektor.queries.gaps import gaps
from inspektor.queries.protocol import protocol_facts
from inspektor.queries.quotes import quotes as quotes_of
from inspektor.queries.report import report_facts
from inspektor.report.build import build_protocol, build_report
from inspektor.shapes.enums import Consent, DocumentKind, NoteTag, Rating, Role, SourceKind, Stance
from inspektor.shapes.papers import PaperKind
from inspektor.shapes.quotes import is_of

CODE, OTHER = "HVB-BU-4.1", "HVB-BU-4.2"
SECRET, CUT, SAID = "kanariefågeln", "rödhaken", "gråsparven"
REPORT, SV = DocumentKind.FOLLOW_UP_REPORT, Texts("sv")


@pytest.fixture(scope="module")
def karin(tmp_path_factory):
    made = a_workspace(tmp_path_factory.mktemp("quotes") / "karin")
    yield made
    made.close()


@pytest.fixture(scope="module")
def follow_up(karin):
    """Three of the staff and one client were heard; each said something that is marked as a quote."""
    made = a_follow_up(karin)
    follow_ups.arrive(karin, made)
    for role, said in (
        (Role.STAFF, f"Vi är ensamma, sade {CUT}. Jag såg {SAID} om natten."),
        (Role.STAFF, f"Aldrig, sade {SECRET}."),
        (Role.STAFF, "”Inget att säga.”"),
        (Role.CLIENT, f"Jag är rädd, sade {SECRET}."),
    ):
        talk = interviews.start(karin, made, role, consent=Consent.GIVEN).created("interview")
        note = interviews.add_note(
            karin, made, said, interview_id=talk, requirement=CODE, tag=NoteTag.QUOTE
        ).created("note")
        assessments.set_stance(karin, made, CODE, SourceKind.NOTE, note, Stance.CONTRADICTS)
    assessments.set_stance(karin, made, OTHER, SourceKind.NOTE, note, Stance.SILENT)
    assessments.rate(karin, made, CODE, Rating.PARTLY_MET)
    assessments.set_grounds(karin, made, CODE, "Vaken natt saknas.")
    assessments.set_deficiency(karin, assessments.deficiency_id(made, CODE), description="Vaken natt saknas.")
    return made


def of(karin, follow_up, word, requirement=CODE):
    return next(
        each for each in quotes_of(karin, follow_up) if word in each.said and each.requirement == requirement
    )


def everything(data: bytes) -> str:
    """All that can be read in a file, however deep: the text of a PDF and its every stream, each part of a Word or Excel file."""
    if data[:4] == b"%PDF":
        with pikepdf.open(BytesIO(data)) as pdf:
            streams = [each.read_bytes() for each in pdf.objects if isinstance(each, pikepdf.Stream)]
            names = [repr(each) for each in pdf.objects]
        parts = [text_of(data), *names, *(each.decode("latin-1") for each in streams)]
        parts += [each.decode("utf-8", "ignore") for each in streams]
    else:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            parts = [packed.read(name).decode("utf-8", "ignore") for name in packed.namelist()]
    return " ".join(unescape(" ".join(parts)).split())


def with_data(karin, follow_up, kind):
    """As it is sealed, with what it says attached."""
    if kind is REPORT:
        return build_report(report_facts(karin, follow_up, SV), SV, draft=False, attach_data=True).data
    return build_protocol(protocol_facts(karin, follow_up, SV), SV, draft=False, attach_data=True).data


def outgoing(karin, follow_up, folder):
    """Every kind of document that leaves the house, by name."""
    for kind in DocumentKind:
        yield kind.value, documents.preview(karin, follow_up, kind=kind).data
        yield f"{kind.value} with data", with_data(karin, follow_up, kind)
        for name, template in (
            (f"{kind.value}.docx", None),
            (f"{kind.value}-mall.docx", folder / "mall.docx"),
        ):
            if template:
                word.save_sample(karin, follow_up, template, kind=kind)
            word.save(karin, follow_up, folder / name, kind=kind, template=template)
            yield name, (folder / name).read_bytes()
    for paper in PaperKind:
        if paper is not PaperKind.EVIDENCE:
            yield paper.value, papers.paper(karin, follow_up, paper)
    yield "feedback", feedback.paper(karin, follow_up)
    fact_checks.send(karin, follow_up)
    sent = newest(karin, follow_up)
    for name in ("punkter.docx", "punkter.xlsx"):
        fact_checks.export(karin, sent.id, folder / name, word=name.endswith("docx"))
        yield name, (folder / name).read_bytes()


def test_only_what_was_let_out_is_in_any_outgoing_document(karin, follow_up, tmp_path):
    row = of(karin, follow_up, CUT)
    quotes.release(karin, follow_up, CODE, row.note_id, f"Vi är ensamma […] Jag såg {SAID} om natten.")
    leaked, with_quote = [], []
    for name, data in outgoing(karin, follow_up, tmp_path):
        said = everything(data)
        leaked += [(name, each) for each in (SECRET, CUT) if each in said]
        with_quote += [name] if SAID in said else []
        assert "Björkhaga" in said, name  # it can be read at all
    assert leaked == []
    quotes.release(karin, follow_up, CODE, of(karin, follow_up, "Inget").note_id)
    assert of(karin, follow_up, "Inget").text == "Inget att säga."
    kinds = ("", " with data", ".docx", "-mall.docx")
    assert with_quote == [f"follow_up_report{each}" for each in kinds]
    printed = text_of(documents.preview(karin, follow_up, kind=REPORT).data)
    assert f"Citat ”Vi är ensamma […] Jag såg {SAID} om natten.” (personal)" in " ".join(printed.split())


def test_of_few_it_is_weighed_first_and_the_role_is_told_no_nearer(karin, follow_up):
    row = of(karin, follow_up, "rädd")
    assert (row.role, row.heard, row.few) == (Role.CLIENT, 1, True)
    with pytest.raises(RuleBroken) as refused:
        quotes.release(karin, follow_up, CODE, row.note_id, "Jag är rädd")
    assert refused.value.field == "despite_few"
    quotes.release(karin, follow_up, OTHER, row.note_id, "Jag är rädd", despite_few=True)
    printed = " ".join(text_of(documents.preview(karin, follow_up, kind=REPORT).data).split())
    assert "”Jag är rädd” (barn och unga eller vårdnadshavare och anhöriga)" in printed
    assert not of(karin, follow_up, "rädd").released  # under the other requirement alone
    quotes.take_back(karin, follow_up, OTHER, row.note_id)
    assert "rädd" not in text_of(documents.preview(karin, follow_up, kind=REPORT).data)
    karin.history.undo()
    assert of(karin, follow_up, "rädd", OTHER).printed
    quotes.take_back(karin, follow_up, OTHER, row.note_id)


def test_a_quote_is_what_was_noted_and_falls_when_the_note_changes(karin, follow_up):
    row = of(karin, follow_up, "Aldrig")
    with pytest.raises(RuleBroken) as refused:
        quotes.release(karin, follow_up, CODE, row.note_id, "Alltid.")
    assert refused.value.field == "text"
    with pytest.raises(NotFound):
        quotes.release(karin, follow_up, "HVB-BU-1.1", row.note_id)
    quotes.release(karin, follow_up, CODE, row.note_id, "Aldrig")
    interviews.set_note_text(karin, row.note_id, "Nästan aldrig.")
    assert "”Aldrig”" not in text_of(documents.preview(karin, follow_up, kind=REPORT).data)
    assert "quote" in {gap.code for gap in gaps(karin, follow_up, REPORT)}


def test_who_withdraws_takes_the_quote_along(karin, follow_up):
    talk = interviews.start(karin, follow_up, Role.STAFF, consent=Consent.GIVEN).created("interview")
    note = interviews.add_note(
        karin, follow_up, "Ugglan hoade.", interview_id=talk, requirement=CODE, tag=NoteTag.QUOTE
    ).created("note")
    quotes.release(karin, follow_up, CODE, note)
    assert "Ugglan" in text_of(documents.preview(karin, follow_up, kind=REPORT).data)
    erasure.withdraw_interview(karin, talk, "Samtycket togs tillbaka.")
    assert "Ugglan" not in text_of(documents.preview(karin, follow_up, kind=REPORT).data)
    assert "Ugglan" not in " ".join(str(each) for each in karin.journal.all())


def test_words_may_be_cut_and_replaced_in_brackets():
    said = "Chefen Anna sade\natt vi  skulle vänta."
    for text in ("Chefen [NN] sade att vi skulle vänta.", "… vi skulle vänta.", "Chefen Anna … vänta."):
        assert is_of(text, said)
    for text in ("", "…", "vi skulle Chefen", "vänta … Chefen", "Chefen Anna sade nej"):
        assert not is_of(text, said)
