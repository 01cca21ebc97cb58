"""What the smaller papers say, for tests of their PDF: a grave risk, and preliminary observations."""

from protocol_facts import MADE
from pypdfium2 import PdfDocument

from inspektor.shapes.feedback import FeedbackPaper, read
from inspektor.shapes.risk import RiskPage, RiskRow, RiskSheet, RiskStepRow

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
