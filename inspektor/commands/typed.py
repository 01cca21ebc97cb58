"""What is typed on a command line, made into what actions take."""

import argparse
from datetime import date, datetime

from inspektor.i18n import tr, tr_mark
from inspektor.shapes.enums import Labelled, SampleOutcome
from inspektor.shapes.reviews import LETTERED, letter, place_of


def a_moment(text: str) -> datetime:
    """A moment such as 2026-11-27T08:30, local unless a zone is given; 08:30 is today."""
    from inspektor import clock
    from inspektor.formats import date_iso

    whole = text if "-" in text else f"{date_iso(clock.now())}T{text.replace('.', ':').zfill(5)}"
    try:
        there = datetime.fromisoformat(whole)
        return there.astimezone() if there.tzinfo is None else there
    except (ValueError, OverflowError):
        raise argparse.ArgumentTypeError(
            tr("write the time as 2026-11-27T08:30, or 08:30 for today")
        ) from None


def a_day(text: str) -> date:
    """A calendar day such as 2026-12-18."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(tr("write the day as 2026-12-18")) from None


def a_number(text: str) -> int:
    """A whole number that is not negative."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(tr("write a whole number"))
    return int(text)


def a_letter(text: str) -> tuple[str, SampleOutcome, str]:
    """What one document of a sample showed, such as B=lacking:no goals."""
    letters, _, said = text.partition("=")
    outcome, _, words = said.partition(":")
    known = {str(each): each for each in SampleOutcome}
    place = place_of(letters)
    if outcome not in known or not 0 <= place < LETTERED or letter(place) != letters:
        raise argparse.ArgumentTypeError(tr("write it as A={outcome}:TEXT").format(outcome="lacking"))
    return letters, known[outcome], words


def values(words: type[Labelled]) -> list[str]:
    """The words that may be typed for an enum."""
    return [word.value for word in words]


def label(word: Labelled | None) -> str:
    """What a stored word is called; a dash for none."""
    return tr(word.label) if word is not None else "–"


YES_NO = {"yes": True, "no": False}
"""What may be typed for a yes or no, the same in each language so that scripts work everywhere."""
NAME_OR_ID = tr_mark("its id, the end of it, or its name")


def given(arguments: argparse.Namespace, *names: str) -> dict[str, object]:
    """Those of the options that were given, by the names of the fields they set."""
    found = {name: getattr(arguments, name) for name in names}
    return {name: value for name, value in found.items() if value is not None}
