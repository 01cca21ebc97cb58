"""What is known of a unit, as rows: its follow-ups, what was not met, what is still open."""

from datetime import date

from inspektor import formats, i18n
from inspektor.i18n import tr, tr_n
from inspektor.shapes.dossier import FollowUpBefore, NotMet, OpenDeficiency
from inspektor.shapes.enums import DocumentStatus, Rating, Severity
from inspektor.shapes.template import short_code
from ui.lists.follow_ups import date_chip, date_tile
from ui.widgets.list_rows import ChipSpec, ListRow

RATING_LOOK = {
    Rating.MET: ("circle-check", "ok"),
    Rating.PARTLY_MET: ("circle-dashed", "warn"),
    Rating.NOT_MET: ("circle-x", "bad"),
    Rating.NOT_APPLICABLE: ("ban", "neutral"),
    Rating.NOT_REVIEWED: ("minus", "neutral"),
}
_BARS = {
    Severity.MINOR: (1, "warn"),
    Severity.MODERATE: (2, "warn"),
    Severity.SERIOUS: (3, "bad"),
    Severity.CRITICAL: (4, "bad"),
}


def rating_chips(row: FollowUpBefore) -> list[ChipSpec]:
    """How many requirements got each rating: "14 uppfyllda", "1 ej uppfyllt"."""
    return [ChipSpec(_number_of(rating, n), *reversed(RATING_LOOK[rating])) for rating, n in row.ratings]


def _number_of(rating: Rating, n: int) -> str:
    words = {
        Rating.MET: tr_n("{n} met", "{n} met", n),
        Rating.PARTLY_MET: tr_n("{n} partly met", "{n} partly met", n),
        Rating.NOT_MET: tr_n("{n} not met", "{n} not met", n),
        Rating.NOT_APPLICABLE: tr_n("{n} not applicable", "{n} not applicable", n),
        Rating.NOT_REVIEWED: tr_n("{n} not reviewed", "{n} not reviewed", n),
    }
    return words[rating].format(n=n)


def rating_words(row: FollowUpBefore) -> str:
    """The same as one text."""
    return ", ".join(chip.text for chip in rating_chips(row))


def heading(row: FollowUpBefore) -> str:
    """Its form and its day, as a line of fact."""
    day = formats.date_prose(row.day, i18n.language()) if row.day is not None else tr("no day set")
    return f"{tr(row.form.label)} · {day}"


def follow_up_row(row: FollowUpBefore) -> ListRow:
    """A follow-up of the unit: when, of which form, how it came out, and where it stands."""
    parts = [tr(row.notice.label).lower(), rating_words(row)]
    if row.open_deficiencies:
        n = row.open_deficiencies
        parts.append(tr_n("{n} open deficiency", "{n} open deficiencies", n).format(n=n))
    parts.append(row.registry_number)
    year = str(row.day.year) if row.day is not None else ""
    return ListRow(
        row.id,
        " ".join(part for part in (tr(row.form.label), year) if part),
        " · ".join(part for part in parts if part),
        date=date_tile(row.day) if row.day is not None else None,
        icon="" if row.day is not None else "calendar",
        chip=_status(row),
    )


def _status(row: FollowUpBefore) -> ChipSpec:
    if row.document_status is DocumentStatus.AWAITING_SIGNATURE:
        return ChipSpec(tr(DocumentStatus.AWAITING_SIGNATURE.label), "warn", "signature")
    if row.document_status is DocumentStatus.SIGNED:
        return ChipSpec(tr(DocumentStatus.SIGNED.label), "ok", "check")
    return ChipSpec(tr(row.status.label), "accent" if row.arrived else "neutral")


def not_met_row(row: NotMet) -> ListRow:
    """A requirement that was not met, or in part, with why."""
    icon, tone = RATING_LOOK[row.rating]
    return ListRow(
        row.code,
        " ".join(part for part in (short_code(row.code), row.text) if part),
        " ".join(row.grounds.split()) or tr("Without written grounds"),
        chip=ChipSpec(tr(row.rating.label), tone, icon),
    )


def deficiency_row(row: OpenDeficiency, today: date) -> ListRow:
    """A deficiency that nobody has closed, with how far away its deadline is."""
    bars, tone = _BARS[row.severity]
    about = tr("requirement {code}").format(code=short_code(row.requirement))
    return ListRow(
        row.id,
        " ".join(row.description.split())
        or row.requirement_text
        or tr("Deficiency in {about}").format(about=about),
        " · ".join(part for part in (about, row.requirement_text) if part),
        bars=bars,
        tone=tone,
        chip=date_chip(row.deadline, today) if row.deadline is not None else ChipSpec(tr("No day set")),
    )
