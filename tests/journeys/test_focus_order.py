"""Tab through every screen of the example: what can be used is reached, has a name, and comes as one reads."""

import re
from itertools import pairwise

import eyes
import pages
import pytest
from eyes import LIST, ROW, Role, Seen

from tests.builders import QUICK

PLACES = (
    "Today",
    "Follow-ups",
    "Providers",
    "Templates",
    "Other groups",
    "Search",
    "Check a document",
    "Settings",
)
OUTLINE = ("Overview", "Interviews", "Observations", "Documents", "Judgement", "Deficiencies", "Report")
COLUMN = 232
SCROLLED = 100  # px; a page that scrolls moves a little under its fields
# Reached by the arrows from one of them; text that can be selected with the pointer alone; pages turned by keys.
NO_STOPS = {Role.RadioButton, ROW, Role.TreeItem, Role.StaticText, Role.Cell}
PAGES = "Pages"


@pytest.fixture
def person(start, tmp_path, monkeypatch):
    """Somebody who tries the example."""
    defaults = {"seed": 1, "cost": QUICK}
    monkeypatch.setattr("inspektor.demo.example_workspace.__kwdefaults__", defaults)
    person = start(tmp_path / "arbetsyta")
    person.push("Try with example data")
    person.wait(lambda: eyes.find("Unannounced visit"), "there is no example", patience=45_000)
    return person


@pytest.mark.timeout(120)
def test_tab_reaches_everything_in_the_order_one_reads(person):
    found = []
    for place in PLACES:
        go(person, place)
        found += faults(place, person)
    pages.open_sharing(person)
    found += faults("Shared folder", person)
    go(person, "Today")
    person.open_row("Begun", re.compile("."))
    person.sees(re.compile("^Intervjuer"))
    for place in OUTLINE:
        go(person, place)
        found += faults(place, person)
    go(person, "Interviews")
    person.open_row("Interviews", re.compile("."))
    person.settle()
    found += faults("Interview", person)
    assert found == [], "\n".join(found)


def go(person, place):
    person.tab_to("Cover the window")
    pages.go(person, place)
    person.settle()


def faults(place, person):
    """What is silent, what is not reached, and where Tab jumps back."""
    stops = person.stops()
    found = [f"{place}: nameless {stop}" for stop in stops if not stop.name]
    reached = {(stop.role, stop.name) for stop in stops}
    found += [
        f"{place}: not reached {thing}" for thing in usable() if (thing.role, thing.name) not in reached
    ]
    page = in_page(stops)
    found += [f"{place}: {one} before {two}" for one, two in pairwise(page) if jumps(one, two)]
    return found


def usable() -> list[Seen]:
    """What should be a stop of its own."""
    return [
        thing
        for thing in eyes.things()
        if thing.focusable and thing.enabled and thing.role not in NO_STOPS and not is_place(thing)
        if not (thing.role is LIST and eyes.fits(PAGES, thing.name))
    ]


def is_place(thing: Seen) -> bool:
    """A row of the left column: the arrows go there."""
    return thing.role is Role.CheckBox and thing.place.right() <= COLUMN


def in_page(stops: list[Seen]) -> list[Seen]:
    """The stops at the right of the column, in order from when Tab leaves the column."""
    last = max((n for n, stop in enumerate(stops) if stop.place.right() <= COLUMN), default=-1)
    turned = stops[last + 1 :] + stops[: last + 1]
    ends = [n for n, stop in enumerate(turned) if eyes.fits("Leave the example", stop.name)]
    return [stop for stop in turned[: ends[0] if ends else None] if stop.place.right() > COLUMN]


def jumps(one: Seen, two: Seen) -> bool:
    """Whether the second stands above the first in the same column of the page."""
    beside = two.place.left() > one.place.right() or two.place.right() < one.place.left()
    return not beside and two.place.bottom() < one.place.top() - SCROLLED
