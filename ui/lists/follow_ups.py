"""Follow-ups, and the dates that hang on them, as rows."""

from collections.abc import Sequence
from datetime import date

from inspektor import formats, i18n
from inspektor.i18n import tr
from inspektor.shapes.enums import DocumentStatus, FollowUpStatus, Turn
from inspektor.shapes.finished import FINISHED
from inspektor.shapes.judgement import DeficiencyRow
from inspektor.shapes.views import FollowUpRow
from ui.widgets.list_rows import ChipSpec, ListRow

_SOON_DAYS = 7
_STATUS_KIND = {
    FollowUpStatus.IN_PROGRESS: "accent",
    FollowUpStatus.PAUSED: "warn",
    FollowUpStatus.FINALISED: "ok",
    FollowUpStatus.REGISTERED: "ok",
    FollowUpStatus.COMMUNICATED: "ok",
    FollowUpStatus.CLOSED: "ok",
}


def facts(row: FollowUpRow) -> str:
    """Form and notice, as they stand below a unit's name."""
    return " · ".join((tr(row.form.label), tr(row.notice.label).lower()))


def status_chip(row: FollowUpRow) -> ChipSpec:
    """Where the follow-up stands."""
    if row.document_status is DocumentStatus.AWAITING_SIGNATURE:
        return ChipSpec(tr(DocumentStatus.AWAITING_SIGNATURE.label), "warn", "signature")
    if row.turn is Turn.REOPENED and row.status not in FINISHED:
        return ChipSpec(tr(row.turn.label), "warn", "lock")
    return ChipSpec(tr(row.status.label), _STATUS_KIND.get(row.status, "neutral"))


def standing(row: FollowUpRow) -> str:
    """Where it stands, and since when by whom."""
    return " ".join(part for part in (status_chip(row).text, turned(row)) if part)


def turned(row: FollowUpRow) -> str:
    """When it was finalised or opened again, and by whom; empty while it is under way for the first time."""
    if row.turned_at is None:
        return ""
    return f"{formats.date_short(row.turned_at, i18n.language())}, {row.turned_by}"


def date_tile(day: date) -> tuple[str, str]:
    """Day and month as they stand on a square."""
    number, month = formats.date_short(day, i18n.language()).split()
    return number, month


def date_chip(day: date, today: date) -> ChipSpec:
    """How far away a date is: red when it has passed, amber when it is close."""
    days = (day - today).days
    kind = "bad" if days < 0 else "warn" if days <= 1 else "neutral"
    return ChipSpec(formats.relative_day(day, today), kind, "clock" if days < 0 else "")


def date_rows(
    deadlines: Sequence[DeficiencyRow], visits: Sequence[FollowUpRow], today: date
) -> tuple[ListRow, ...]:
    """Deadlines and planned visits in one list, the late ones first. A key is kind and id."""
    found: list[tuple[date, ListRow]] = []
    for each in deadlines:
        if each.deadline is not None:
            title = each.description or tr("Deficiency in requirement {code}").format(code=each.requirement)
            key = f"deficiency {each.follow_up_id} {each.id}"
            found.append((each.deadline, _dated(key, each.deadline, title, each.unit, today)))
    for visit in visits:
        if visit.planned_on is not None:
            title = tr("Visit: {unit}").format(unit=visit.unit)
            row = _dated(f"visit {visit.id}", visit.planned_on, title, facts(visit), today)
            found.append((visit.planned_on, row))
    return tuple(row for _, row in sorted(found, key=lambda each: each[0]))


def _dated(key: str, day: date, title: str, second: str, today: date) -> ListRow:
    tone = "bad" if day < today else "accent"
    return ListRow(key, title, second, date=date_tile(day), tone=tone, chip=date_chip(day, today))
