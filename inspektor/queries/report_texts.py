"""The texts of the follow-up report: built of what is noted, and as people worded them."""

from inspektor.i18n import Texts
from inspektor.model.document import ReportText as Row
from inspektor.model.evidence import Assessment
from inspektor.queries.follow_ups import sheet
from inspektor.queries.judgement import deficiencies, open_before
from inspektor.queries.protocol import lines
from inspektor.queries.rows import of_follow_up
from inspektor.queries.templates import asked
from inspektor.shapes.judgement import DeficiencyRow
from inspektor.shapes.report import TITLES, ReportText, finding
from inspektor.shapes.rules import grave
from inspektor.shapes.template import Template, short_code
from inspektor.shapes.views import FollowUpSheet
from inspektor.store.workspace import Workspace

LANGUAGE = "sv"


def report_texts(workspace: Workspace, follow_up_id: str) -> tuple[ReportText, ...]:
    """Every text of the report in the order of the paper: those of `TITLES`, then one for each requirement."""
    built = _built(workspace, follow_up_id)
    with workspace.read() as connection:
        rows = connection.execute(of_follow_up(Row, follow_up_id)).mappings()
        written = {row["place"]: (str(row["text"]), str(row["built"])) for row in rows}
    return tuple(ReportText(key, text, *written.get(key, ("", ""))) for key, text in built.items())


def _built(workspace: Workspace, follow_up_id: str) -> dict[str, str]:
    texts = Texts(LANGUAGE)
    follow_up, whole = sheet(workspace, follow_up_id), asked(workspace, follow_up_id, texts)
    with workspace.read() as connection:
        rows = connection.execute(of_follow_up(Assessment, follow_up_id)).mappings()
        judged = {row["requirement"]: row for row in rows}
    found = deficiencies(workspace, follow_up_id)
    counts = [row["rating"] for code, row in judged.items() if whole.has(code)]
    named = {
        "summary": _summary(whole, counts, found, texts),
        "background": _background(follow_up, texts),
        "limits": follow_up.not_reviewed.strip(),
        "earlier": _earlier(open_before(workspace, follow_up_id), texts),
        "ivo": _ivo(found, texts),
        "strengths": _strengths(whole, {code: str(row["strengths"]) for code, row in judged.items()}),
        "next": follow_up.next_step.strip(),
    }
    findings = {
        finding(each.code): str(judged[each.code]["grounds"]).strip() if each.code in judged else ""
        for each in whole.requirements
    }
    return {key: named[key] for key in TITLES} | findings


def _summary(whole: Template, ratings: list[object], found: tuple[DeficiencyRow, ...], texts: Texts) -> str:
    total = len(whole.requirements)
    said = texts.tr_n(
        "The follow-up took up {n} requirement.", "The follow-up took up {n} requirements.", total
    ).format(n=total)
    counted = [
        f"{step.label.lower()}: {n}" for step in whole.rating_scale if (n := ratings.count(step.value))
    ]
    judged = texts.tr("Judged as {ratings}.").format(ratings=", ".join(counted)) if counted else ""
    opened = texts.tr_n(
        "{n} deficiency is to be remedied.", "{n} deficiencies are to be remedied.", len(found)
    ).format(n=len(found))
    return " ".join(part for part in (said, judged, opened if found else "") if part)


def _background(follow_up: FollowUpSheet, texts: Texts) -> str:
    unit = follow_up.unit
    said = texts.tr("{form} of {unit}, which is run by {provider}.").format(
        form=texts.tr(follow_up.form.label), unit=unit.name, provider=unit.provider
    )
    return "\n".join(part for part in (said, follow_up.purpose.strip(), follow_up.trigger.strip()) if part)


def _earlier(before: tuple[DeficiencyRow, ...], texts: Texts) -> str:
    return "\n".join(
        f"{_of(each, texts)}: {each.description.strip()} ({texts.tr(each.status.label).lower()})"
        for each in before
    )


def _ivo(found: tuple[DeficiencyRow, ...], texts: Texts) -> str:
    said = []
    for each in found:
        if grave(each.severity):
            answer = {
                None: texts.tr("the question is not answered"),
                True: texts.tr("a report to IVO has been considered"),
                False: texts.tr("a report to IVO has not been considered"),
            }[each.ivo_considered]
            words = f"{_of(each, texts)}: {answer}. {each.ivo_reason.strip()}".strip()
            said.append(words)
    return "\n".join(said)


def _of(each: DeficiencyRow, texts: Texts) -> str:
    return texts.tr("Requirement {code}").format(code=short_code(each.requirement))


def _strengths(whole: Template, said: dict[str, str]) -> str:
    return "\n".join(line for each in whole.requirements for line in lines(said.get(each.code, "")))
