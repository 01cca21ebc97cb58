"""Files that have left the program, at places their user picked."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from inspektor.i18n import tr_mark
from inspektor.shapes.enums import Labelled

REMIND_AFTER: Final = timedelta(days=7)
DRAWER: Final = "outside/"
"""Where the list lies among what belongs to this computer alone."""


class OutsideKind(Labelled):
    """What a file is."""

    DOCUMENT = "document", tr_mark("Document")
    DRAFT = "draft", tr_mark("Draft as Word file")
    COPY = "copy", tr_mark("Word copy")
    PAPER = "paper", tr_mark("Paper")
    FACT_CHECK = "fact_check", tr_mark("Fact check")
    FOLLOW_UP = "follow_up", tr_mark("Follow-up as a file")
    PARCEL = "parcel", tr_mark("File for another group")
    TABLE = "table", tr_mark("Extract")
    TEMPLATE = "template", tr_mark("Template")
    RECOVERY_SHEET = "recovery_sheet", tr_mark("Recovery sheet")
    CERTIFICATE = "certificate", tr_mark("Root certificate")


_HARMLESS = frozenset({OutsideKind.TEMPLATE, OutsideKind.CERTIFICATE})
"""They hold nothing of anybody."""


@dataclass(frozen=True, slots=True)
class OutsideFile:
    """One of them, and how it is with it now."""

    id: str
    path: Path
    kind: OutsideKind
    at: datetime
    there: bool
    kept: bool
    """Its owner has said that it is to stay there."""
    of: str = ""
    """The record it tells of, mostly a follow-up; empty where it may tell of any."""
    away: bool = False
    """It cannot be looked for: the stick is out, the share is away."""

    def may_hold(self, follow_ups: Collection[str]) -> bool:
        """Whether it still lies somewhere with something of these follow-ups; of none where that cannot be told."""
        told = self.kind not in (*_HARMLESS, OutsideKind.RECOVERY_SHEET) and (self.there or self.away)
        return told and (not self.of or not follow_ups or self.of in follow_ups)

    def reminds(self, now: datetime) -> bool:
        """Whether to ask after it: it still lies there after some days, and nobody has said that it should."""
        waits = self.there and not self.kept and self.kind not in _HARMLESS
        return waits and now - self.at >= REMIND_AFTER
