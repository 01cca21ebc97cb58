"""Who plays: drawn by the seed, and what is known of the units before anyone goes there."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from inspektor.actions import register
from inspektor.actions.first_start import FirstStart
from inspektor.demo import story
from inspektor.demo.days import StoryClock, workday
from inspektor.demo.telling import Scene, add_unit
from inspektor.shapes.enums import Regime
from inspektor.store.workspace import Workspace

PASSPHRASE = "fyra blå cyklar i regn"
"""Opens every workspace of the demonstration and of the example data; told to whoever makes one, and guards nothing."""

_FIRST_DAY = date(2026, 10, 6)
_DAYS = 26


@dataclass(frozen=True, slots=True)
class Cast:
    """The people and places of one seed."""

    lead: tuple[str, str]
    """Name and title of the inspector who plans and writes."""
    colleague: tuple[str, str]
    place: dict[str, Any]
    home: dict[str, Any]
    housing: dict[str, Any]
    counsellor: dict[str, Any]

    def first_start(self, person: tuple[str, str]) -> FirstStart:
        """What the person answers at the first start."""
        name, title = person
        return FirstStart(name, title, self.place["municipality"], self.place["board"], PASSPHRASE)

    def address(self, unit: dict[str, Any], number: int) -> str:
        """Street and a postal code that is nowhere."""
        return f"{unit['street']}, 999 {number:02} {self.place['town']}"

    def own_regi(self) -> str:
        """The municipality as the provider of its own units."""
        return f"{self.place['municipality']}, egen regi"


def cast(random: Random) -> Cast:
    """Draw who plays."""
    drawn = story.cast(random)
    inspectors = drawn["inspectors"]
    return Cast(
        lead=(inspectors["lead"][0], inspectors["lead"][1]),
        colleague=(inspectors["colleague"][0], inspectors["colleague"][1]),
        place=drawn["places"],
        home=drawn["homes"],
        housing=drawn["housings"],
        counsellor=drawn["counsellors"],
    )


def visit_day(random: Random) -> date:
    """A Tuesday, Wednesday or Thursday of the autumn of 2026: the same for the same seed, whenever it is told."""
    days = [_FIRST_DAY + timedelta(days=n) for n in range(_DAYS)]
    return random.choice([day for day in days if day.weekday() in (1, 2, 3)])


def home_scene(cast: Cast, day: date, time: StoryClock, random: Random) -> Scene:
    """The announced visit to the home for children."""
    names = {"provider": cast.home["provider"], "board": cast.place["board"]}
    return Scene(story.read("hvb", random, day, names), day, time, random)


def housing_scene(cast: Cast, visit: date, time: StoryClock, random: Random) -> Scene:
    """The unannounced evening at the group home, the working day before."""
    day = workday(visit, -1)
    return Scene(story.read("lss", random, day, {"board": cast.place["board"]}), day, time, random)


def family_scene(cast: Cast, day: date, time: StoryClock, random: Random) -> Scene:
    """The digital meeting with the family counsellors."""
    names = {"provider": cast.counsellor["provider"], "board": cast.place["board"]}
    return Scene(story.read("family", random, day, names), day, time, random)


def register_home(workspace: Workspace, cast: Cast, scene: Scene) -> str:
    """Register the home and its provider; gives the unit's id."""
    home = cast.home
    provider = register.add_provider(workspace, name=home["provider"], organisation_number=home["number"])
    return add_unit(
        workspace,
        scene,
        provider.created("provider"),
        name=home["name"],
        address=cast.address(home, 12),
        manager=home["manager"],
    )


def register_housing(workspace: Workspace, cast: Cast, scene: Scene) -> str:
    """Register the group home in own regi; the municipality needs no organisation number here."""
    provider = register.add_provider(workspace, name=cast.own_regi(), regime=Regime.MUNICIPAL)
    return add_unit(
        workspace,
        scene,
        provider.created("provider"),
        name=cast.housing["name"],
        address=cast.address(cast.housing, 34),
        manager=cast.housing["manager"],
    )


def register_counsellor(workspace: Workspace, cast: Cast, scene: Scene) -> str:
    """Register the family counsellors and their company."""
    counsellor = cast.counsellor
    provider = register.add_provider(
        workspace, name=counsellor["provider"], organisation_number=counsellor["number"]
    )
    return add_unit(
        workspace,
        scene,
        provider.created("provider"),
        name=counsellor["name"],
        address=cast.address(counsellor, 50),
        manager=counsellor["manager"],
    )
