"""What the smaller papers say, for tests of their PDF: a grave risk, preliminary observations, those made on request."""

from dataclasses import replace

from protocol_facts import MADE, VISIT_DAY, a_protocol, said_everywhere
from pypdfium2 import PdfDocument

from inspektor.i18n import Texts
from inspektor.report.deficiency_notice import deficiency_notice
from inspektor.report.evidence_list import evidence_list
from inspektor.report.paper_form import paper_form
from inspektor.report.plain_sheet import plain_sheet
from inspektor.report.question_cards import question_cards
from inspektor.shapes.feedback import FeedbackPaper, read
from inspektor.shapes.papers import (
    CardsPaper,
    EvidenceItem,
    EvidencePaper,
    FormPaper,
    FormQuestion,
    FormRepeat,
    FormRequirement,
    Heard,
    NoticeDeficiency,
    NoticePaper,
    Occasion,
    PlainPaper,
    QuestionCard,
    RoleCards,
)
from inspektor.shapes.protocol import Contact, InspectorPresent
from inspektor.shapes.report import ReportDeficiency
from inspektor.shapes.risk import RiskPage, RiskRow, RiskSheet, RiskStepRow

SV = Texts("sv")
NASTY = "<b>fet</b> 😀 ✓ 漢字 \u202eomvänt\u202c"


def text_of(pdf: bytes) -> str:
    """All that is printed, with lines joined."""
    with PdfDocument(pdf) as opened:
        return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in opened)


def a_risk() -> RiskPage:
    """A risk with one step done and one not."""
    row = RiskRow("r", "f", "HVB Björkhaga", "Karin Åkerström", MADE, True, True, False)
    steps = (
        RiskStepRow("a", "Ring 112 om någon är i omedelbar fara", MADE, "Karin Åkerström", f"Svar: {NASTY}"),
        RiskStepRow("b", "Ring din egen chef", None, "", ""),
    )
    sheet = RiskSheet(row, None, "Bo Bok", False, f"Hon sade: {NASTY}", "Kim", steps, "Socialjouren", MADE)
    return RiskPage(sheet, "Norrby kommun", "Socialnämnden", "Björkvägen 3", "SN 2026/9", MADE)


def a_feedback() -> FeedbackPaper:
    """Two areas, a paragraph, and points without a heading."""
    text = f"– Först\n\nTrygghet\n– Skåpet stod olåst {NASTY}\n– Larmet provades\n\nVi återkommer.\n\nSaknas\n– Utdrag"
    people = ("Karin Åkerström, Kvalitetsgranskare", "Johan Lind")
    return FeedbackPaper(
        "Norrby kommun", "Socialnämnden", "HVB Björkhaga", "SN 2026/9", "24 november 2026", people, read(text)
    )


def an_occasion(text: str = "") -> Occasion:
    """The follow-up of the papers; `text` stands wherever people may write."""
    facts = said_everywhere(text) if text else a_protocol()
    head = replace(facts.head, version="", secrecy=None, replaces="", replaces_sha256="")
    people = (
        InspectorPresent(text or "Karin Åkerström", text or "Uppföljare"),
        InspectorPresent("Johan Lind"),
    )
    contact = Contact(text or "Karin Åkerström", text or "Uppföljare")
    return Occasion(head, facts.unit, MADE, VISIT_DAY, text or "Fördjupad uppföljning", people, contact)


def an_evidence(text: str = "Ensam på natten", items: int = 3) -> EvidencePaper:
    """Interviews and sources of each kind, some weighed."""
    heard = (
        Heard("1", "Personal", text, MADE, "Karin Åkerström", "Samtycke, tolk arabiska"),
        Heard("2", "Barn och unga", "Ungdom 1", None, "", ""),
    )
    rows = tuple(
        EvidenceItem(f"A{n}", MADE, "Personal\nIntervju 1", f"{text} nr {n}", (("4.1", "stöder"), ("E1", "")))
        for n in range(1, items + 1)
    )
    answers = (EvidenceItem("S1", None, "Rum", f"{text}\nKök: ja", (("4.5", "motsäger"),)),)
    groups = (("Anteckningar", rows), ("Iakttagelser", ()), ("Svar", answers))
    return EvidencePaper(an_occasion(), heard, groups)


def a_notice(text: str = "Ingen vaken personal") -> NoticePaper:
    """A deficiency with everything said, and one with next to nothing."""
    whole = ReportDeficiency("4.1", text, text, "Allvarligt", text, VISIT_DAY, MADE, text)
    found = (NoticeDeficiency(text, text, whole), NoticeDeficiency("", "", ReportDeficiency("E1", "")))
    return NoticePaper(an_occasion(text), found)


def a_form(text: str = "Hur är natten bemannad?") -> FormPaper:
    """A requirement with questions of each kind, and something asked about several."""
    questions = (
        FormQuestion("4.1.M1", text),
        FormQuestion("4.1.M2", text, typed=True, options=("Ja", "Nej", text)),
        FormQuestion("4.1.M3", text, typed=True, unit="°C"),
    )
    asked = FormRequirement("4.1", text, text, (("Ledning", questions),), (text,), (text,))
    repeat = FormRepeat("Rum", ("Kök", "Rum …"), questions)
    ratings = ("Uppfyllt", "Delvis uppfyllt", "Ej uppfyllt", "Ej tillämpligt", "Ej granskat")
    return FormPaper(an_occasion(), "HVB 1.0", ratings, (("Trygghet", (asked,)),), (repeat,))


def some_cards(text: str = "Hur är natten bemannad?") -> CardsPaper:
    """Two roles, one with a card alone in its row and options to choose among."""
    one, two = QuestionCard("4.1.S1", text, text), QuestionCard("4.1.S2", text, text, ("Ja", text))
    staff = RoleCards("Personal", text, (("Trygghet", (one, two, one)), (text, (two,))))
    return CardsPaper(an_occasion(text), "HVB 1.0", (staff, RoleCards(text, "", (("Trygghet", (one,)),))))


PAPERS = {
    "plain": lambda text: plain_sheet(PlainPaper(an_occasion(text), (text, text)), SV),
    "cards": lambda text: question_cards(some_cards(text), SV),
    "form": lambda text: paper_form(a_form(text), SV),
    "evidence": lambda text: evidence_list(an_evidence(text), SV),
    "notice": lambda text: deficiency_notice(a_notice(text), SV),
}
"""Each paper with one text wherever people may write."""
