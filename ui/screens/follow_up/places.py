"""The rows of the outline, and the fact at the right end of each."""

from inspektor.i18n import tr, tr_mark
from inspektor.shapes.enums import DocumentStatus
from inspektor.shapes.views import DocumentRow, OutlineCounts
from ui.widgets.nav_row import Place

OVERVIEW, PREPARATION, INTERVIEWS, OBSERVATIONS = "overview", "preparation", "interviews", "observations"
DOCUMENTS, JUDGEMENT, DEFICIENCIES, REPORT = "documents", "judgement", "deficiencies", "report"
FACT_CHECK = "fact_check"
RISK, FEEDBACK = "risk", "feedback"
"""Pages that stand in no outline: one goes there and back."""
CAPTURE = "capture"
"""The overview, with the keyboard in the line that catches a thought: one has just come through the door."""
SORTING = "sorting"
"""No page but a dialog over each of them: the notes that belong nowhere yet."""

_WORDS = {
    OVERVIEW: ("layout-list", tr_mark("Overview")),
    PREPARATION: ("folder", tr_mark("Preparation")),
    INTERVIEWS: ("message-square", tr_mark("Interviews")),
    OBSERVATIONS: ("eye", tr_mark("Observations")),
    DOCUMENTS: ("files", tr_mark("Documents")),
    JUDGEMENT: ("scale", tr_mark("Judgement")),
    DEFICIENCIES: ("triangle-alert", tr_mark("Deficiencies")),
    FACT_CHECK: ("clipboard-check", tr_mark("Fact check")),
    REPORT: ("file-text", tr_mark("Report")),
}
KEYS = tuple(_WORDS)


def places(counts: OutlineCounts | None, documents: tuple[DocumentRow, ...]) -> list[Place]:
    """The outline as it stands now."""
    facts = _facts(counts, documents)
    return [
        Place(key, icon, tr(words), *facts.get(key, ("", False))) for key, (icon, words) in _WORDS.items()
    ]


def _facts(counts: OutlineCounts | None, documents: tuple[DocumentRow, ...]) -> dict[str, tuple[str, bool]]:
    if counts is None:
        return {}
    judged = counts.requirements > 0 and counts.rated == counts.requirements
    return {
        INTERVIEWS: (_share(counts.interviews_done, counts.interviews), False),
        OBSERVATIONS: (_number(counts.observations), False),
        DOCUMENTS: (_number(counts.document_reviews), False),
        JUDGEMENT: (_share(counts.rated, counts.requirements), judged),
        DEFICIENCIES: (_number(counts.deficiencies), False),
        REPORT: ("", bool(documents) and documents[0].status is DocumentStatus.SIGNED),
    }


def _number(n: int) -> str:
    return str(n) if n else ""


def _share(n: int, total: int) -> str:
    return tr("{n} of {total}").format(n=n, total=total) if total else ""
