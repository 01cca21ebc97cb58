"""The letter that asks the unit for documents: what, why, by when, and how to send them without naming anybody.

Swedish whatever the window's language: it goes to a provider.
"""

from collections.abc import Sequence
from datetime import date

from inspektor.formats import date_prose
from inspektor.i18n import Texts, tr_mark
from inspektor.queries.follow_ups import sheet
from inspektor.queries.templates import asked
from inspektor.shapes.dossier import RequestMail
from inspektor.shapes.enums import Mode, Notice
from inspektor.shapes.template import Template
from inspektor.shapes.views import FollowUpSheet
from inspektor.store.workspace import Workspace

_WHY = tr_mark(
    "The documents show how you work with the requirements that apply to the unit, so that the time with you can be used "
    "for talking. You do not need to write anything new: if something is missing, say so in your answer."
)
_HOW = (
    tr_mark(
        "Take away names, personal identity numbers and anything else that points out a person before you send. "
        "Call the documents plan A, plan B and so on, and keep the key with you."
    ),
    tr_mark(
        "Use the municipality's secure e-mail or e-service, not ordinary e-mail. Tell us if you cannot log in, and we will "
        "find another way."
    ),
    tr_mark("What cannot be sent without pointing out a person we read with you. Say so in your answer."),
)
_PUBLIC = tr_mark(
    "What is sent to the municipality is an official document. It is tried under the Public Access to Information and "
    "Secrecy Act before anything is handed out."
)


def request_mail(
    workspace: Workspace, follow_up_id: str, wanted: Sequence[tuple[str, str | None]], due: date | None
) -> RequestMail:
    """The letter for these documents, each a kind and a requirement, grouped by quality area.

    Of an unannounced visit it says neither that there will be one nor when.
    """
    texts = Texts("sv")
    follow_up = sheet(workspace, follow_up_id)
    subject = texts.tr("Documents for the follow-up of {unit}").format(unit=follow_up.unit.name)
    if follow_up.registry_number:
        subject = f"{subject}, dnr {follow_up.registry_number}"
    parts = [
        texts.tr("Hello,"),
        _occasion(follow_up, texts),
        _wanted(asked(workspace, follow_up_id, texts), wanted, texts),
        texts.tr(_WHY),
        _by(due, texts),
        "\n".join([texts.tr("How to send safely:"), *(f"– {texts.tr(line)}" for line in _HOW)]),
        texts.tr(_PUBLIC),
        texts.tr("You are welcome to get in touch if anything is unclear."),
        _signature(workspace, follow_up, texts),
    ]
    return RequestMail(subject, "\n\n".join(part for part in parts if part) + "\n")


def _occasion(follow_up: FollowUpSheet, texts: Texts) -> str:
    unit = follow_up.unit.name
    if follow_up.unit.provider and follow_up.unit.provider != unit:
        unit = f"{unit} ({follow_up.unit.provider})"
    told = follow_up.notice is not Notice.UNANNOUNCED and follow_up.planned_on is not None
    if told and follow_up.planned_on is not None:
        words = texts.tr("{board} in {municipality} follows up {unit} on {day}.")
        if follow_up.mode is Mode.DIGITAL:
            words = texts.tr("{board} in {municipality} follows up {unit} by video on {day}.")
        day = date_prose(follow_up.planned_on, texts.language)
    else:
        words, day = texts.tr("{board} in {municipality} follows up {unit}."), ""
    return words.format(board=follow_up.board, municipality=follow_up.municipality, unit=unit, day=day)


def _wanted(template: Template, wanted: Sequence[tuple[str, str | None]], texts: Texts) -> str:
    if not wanted:
        return ""
    grouped: dict[str, list[str]] = {area.name: [] for area in template.areas}
    other = texts.tr("Other documents")
    for kind, code in wanted:
        area = template.area_of(code).name if code is not None and template.has(code) else other
        grouped.setdefault(area, []).append(kind)
    blocks = [texts.tr("We ask you to send us the following documents.")]
    for area, kinds in grouped.items():
        if kinds:
            blocks.append("\n".join([area, *(f"– {kind}" for kind in dict.fromkeys(kinds))]))
    return "\n\n".join(blocks)


def _by(due: date | None, texts: Texts) -> str:
    if due is None:
        return ""
    return texts.tr("Send the documents no later than {day}.").format(day=date_prose(due, texts.language))


def _signature(workspace: Workspace, follow_up: FollowUpSheet, texts: Texts) -> str:
    profile = workspace.profile
    lines = (
        texts.tr("Kind regards"),
        profile.name,
        profile.title,
        f"{follow_up.board}, {follow_up.municipality}",
    )
    return "\n".join(line for line in lines if line)
