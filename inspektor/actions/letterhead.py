"""The group's letterhead: set, its logo taken in, a page of it to look at."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from inspektor import clock
from inspektor.actions.documents import LANGUAGE
from inspektor.actions.doors import checked, made
from inspektor.changes import ChangeSet
from inspektor.errors import InspektorError, RuleBroken
from inspektor.i18n import Texts, tr, tr_mark
from inspektor.model.letterhead import LetterheadIn, LetterheadRow
from inspektor.shapes.ids import derived_id
from inspektor.shapes.letterhead import LEAST_CONTRAST, WHITE, Letterhead, contrast, hexadecimal, readable
from inspektor.store.workspace import Workspace

ROW = derived_id("letterhead")


class TooPale(RuleBroken):
    """The colour cannot be read on paper."""

    def __init__(self, colour: str) -> None:
        """Give its six digits."""
        super().__init__("accent", tr_mark("The colour is too pale to be read on white paper."))
        self.colour = colour

    def text(self) -> str:
        """That it is, and a shade that will do."""
        return f"{tr(self.message)} {self.advice()}"

    def advice(self) -> str:
        """A shade that will do."""
        return tr("#{shade} is the same colour, dark enough.").format(shade=readable(self.colour))


class LogoUnreadable(InspektorError):
    """The file cannot be read from where it lies."""

    def text(self) -> str:
        """What did not work."""
        return tr("The file could not be read.")

    def advice(self) -> str:
        """What to do."""
        return tr("Copy it to this computer and choose it there.")


def set_letterhead(
    workspace: Workspace, values: Mapping[str, object], logo: bytes | None = None
) -> ChangeSet:
    """Change what is named. A `logo` is a PNG or JPEG file's content; b"" takes the one there is away.

    RuleBroken names the field that will not do; LogoRefused the logo.
    """
    wanted: dict[str, Any] = dict(values)
    if "accent" in wanted:
        wanted["accent"] = _accent(str(wanted["accent"]))
    if logo is not None:
        wanted["logo"] = workspace.media.put(_png(logo)) if logo else ""

    def apply(session: Session) -> None:
        row = session.get(LetterheadRow, ROW)
        if row is None:
            row = made(LetterheadRow, LetterheadIn, wanted, row_id=ROW)
            session.add(row)
        after = checked(LetterheadIn, row.model_dump(exclude={"id", "hidden"}) | wanted)
        if after["logo"] and not after["logo_alt"]:
            raise RuleBroken("logo_alt", tr_mark("Say what the logo shows, for those who do not see it."))
        row.hidden = False
        for name in wanted:
            setattr(row, name, after[name])

    return workspace.write(tr_mark("Change the letterhead"), apply)


def _accent(text: str) -> str:
    if not text.strip():
        return ""
    colour = hexadecimal(text)
    if colour is None:
        raise RuleBroken("accent", tr_mark("Write the colour with six digits or letters a to f, as #0B5FA5."))
    if contrast(colour, WHITE) < LEAST_CONTRAST:
        raise TooPale(colour)
    return colour


def _png(data: bytes) -> bytes:
    from inspektor.exchange.logo import logo  # Pillow, only where there is a logo

    return logo(data)


def read_logo(workspace: Workspace, path: Path | bytes) -> bytes:
    """A logo's file, or what it holds, as PNG; not kept yet. LogoRefused, LogoUnreadable."""
    from inspektor.exchange.logo import MOST_BYTES

    del workspace
    if isinstance(path, bytes):
        return _png(path)
    try:
        with path.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise LogoUnreadable from error
    return _png(data)


def sample(workspace: Workspace, wanted: Letterhead) -> bytes:
    """A page with this letterhead, to look at. A colour that will not do is left out."""
    from inspektor.report.build import build
    from inspektor.report.letterhead_sample import letterhead_sample

    colour = hexadecimal(wanted.accent)
    good = colour is not None and contrast(colour, WHITE) >= LEAST_CONTRAST
    shown = replace(
        wanted,
        accent=colour if good and colour else "",
        municipality=wanted.municipality or workspace.profile.municipality,
        board=wanted.board or workspace.profile.board,
    )
    return build(letterhead_sample(shown, clock.now(), Texts(LANGUAGE))).data
