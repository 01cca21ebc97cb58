"""What a report page says: the parts that changed after signing, the signers and where each stands, a file's name."""

from dataclasses import dataclass

from inspektor import formats, i18n
from inspektor.i18n import tr
from inspektor.shapes.enums import DocumentKind, DocumentStatus
from inspektor.shapes.protocol import PARTS
from inspektor.shapes.views import DocumentRow, FollowUpSheet, PersonRow, SignerPlace
from ui.dialogs.files import safe_name
from ui.widgets.list_rows import ChipSpec


@dataclass(frozen=True, slots=True)
class Signer:
    """One who signs, and where it stands."""

    name: str
    title: str
    chip: ChipSpec
    mine: bool
    signed: bool


def parts(names: tuple[str, ...]) -> str:
    """The parts of a protocol in words."""
    return ", ".join(tr(PARTS[name]) for name in names if name in PARTS)


def signers(sheet: FollowUpSheet, document: DocumentRow | None, me: PersonRow | None) -> list[Signer]:
    """Who signs, each with a state: those a sealed document has a place for, else the team."""
    if document is None:
        places = [SignerPlace("", member.person_id, member.name, member.title) for member in sheet.team]
    else:
        places = list(document.signers)
    return [_signer(place, document, me) for place in places]


def _signer(place: SignerPlace, document: DocumentRow | None, me: PersonRow | None) -> Signer:
    mine = me is not None and place.person_id == me.id
    signature = document.signature_at(place) if document else None
    if signature is not None:
        day = formats.date_short(signature.signed_at, i18n.language())
        chip = ChipSpec(tr("Signed {day}").format(day=day), "ok", "check")
    elif document is not None and document.signed_apart(place):
        chip = ChipSpec(tr("Sign again"), "warn", "pen-line")
    elif mine:
        chip = ChipSpec(tr("Your turn"), "accent", "pen-line")
    else:
        chip = ChipSpec(tr("Waiting"), "neutral", "clock")
    title = tr("{title} · you").format(title=place.title) if mine else place.title
    if not place.person_id:
        title = " · ".join(part for part in (place.title, tr("for the provider")) if part)
    if document is not None and document.signed_apart(place):
        title = tr("Signed another copy at the same time")
    return Signer(place.name, title, chip, mine, signature is not None)


def document_facts(kind: DocumentKind, document: DocumentRow | None, sheet: FollowUpSheet, pages: int) -> str:
    """The line below the title."""
    version = document.version if document else len(sheet.documents_of(kind)) + 1
    state = tr(document.status.label).lower() if document else tr("draft")
    words = [tr(kind.label), tr("version {n}").format(n=f"{version}.0"), state]
    if pages:
        words.append(i18n.tr_n("{n} page", "{n} pages", pages).format(n=pages))
    return " · ".join(words)


def file_name(document: DocumentRow, sheet: FollowUpSheet) -> str:
    """A name for the file that every system takes."""
    day = formats.date_iso(document.sealed_at)
    return safe_name(f"{document.title} {sheet.unit.name} {day} v{document.version}") + ".pdf"


def is_waiting(document: DocumentRow | None) -> bool:
    """Whether somebody has not signed yet."""
    return document is not None and document.status is DocumentStatus.AWAITING_SIGNATURE
