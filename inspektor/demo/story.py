"""Reads a story from `resources/demo`: facts and wordings are drawn by a seed, everything else stands in the file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from inspektor import formats, paths

Texts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Remark:
    """A note of a talk: about which requirement, by which question, and what it says of the requirement."""

    at: str
    text: str
    about: str | None = None
    asks: str | None = None
    tag: str | None = None
    says: str | None = None


@dataclass(frozen=True, slots=True)
class Talk:
    """An interview, or one that was declined."""

    at: str
    role: str
    label: str
    until: str = ""
    notes: tuple[Remark, ...] = ()
    declined: bool = False
    support_person: bool = False
    child: bool = False
    interpreter: str = ""
    """The language that is interpreted; empty without an interpreter."""
    channel: str = "on_site"
    broken_off: str = ""
    """Why the respondent did not go on; empty if the talk was finished."""


@dataclass(frozen=True, slots=True)
class Sight:
    """Something seen, perhaps photographed."""

    at: str
    text: str
    place: str
    kind: str
    about: str | None = None
    says: str | None = None
    picture: str = ""
    caption: str = ""
    alternative_text: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A kind of document that is read."""

    at: str
    kind: str
    result: str
    about: str | None = None
    says: str | None = None
    sample_size: int | str = 0
    selection: str = ""
    samples: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """By letter: what that document showed, and in words."""


@dataclass(frozen=True, slots=True)
class Thought:
    """A note outside any talk, sorted under a requirement afterwards."""

    at: str
    text: str
    sorted_to: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """The inspectors come."""

    at: str


@dataclass(frozen=True, slots=True)
class Departure:
    """The inspectors leave."""

    at: str


Step = Talk | Sight | Paper | Thought | Arrival | Departure


@dataclass(frozen=True, slots=True)
class Verdict:
    """A rating with its grounds, and what is written of the deficiency it opens."""

    at: str
    about: str
    rating: str
    grounds: str
    strengths: str = ""
    deficiency: Texts | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """One follow-up, told by parts; each part is lived by one inspector."""

    template: str
    unit: Texts
    follow_up: Texts
    participants: tuple[str, ...]
    wanted: tuple[tuple[str, str], ...]
    """Documents asked for beforehand, each a kind and a requirement."""
    parts: Mapping[str, tuple[Step, ...]]
    verdicts: tuple[Verdict, ...]


def read(name: str, random: Random, day: date, more: Mapping[str, object]) -> Story:
    """The story of that name on a day; `more` are further facts, such as names."""
    raw = _load(name)
    facts = {**random.choice(raw.pop("facts")), **_facts_of(day), **more}
    told = _told(raw, random, facts)
    return Story(
        template=told["template"],
        unit=told["unit"],
        follow_up=told["follow_up"],
        participants=tuple(told["participants"]),
        wanted=tuple((kind, about) for kind, about in told.get("wanted", ())),
        parts={part: tuple(_step(step) for step in steps) for part, steps in told["parts"].items()},
        verdicts=tuple(Verdict(**verdict) for verdict in told["verdicts"]),
    )


def cast(random: Random) -> dict[str, dict[str, Any]]:
    """One of each group of `cast.yaml`: inspectors, places, homes, housings, counsellors."""
    return {group: random.choice(members) for group, members in _load("cast").items()}


def _load(name: str) -> dict[str, Any]:
    import yaml

    path = paths.resources() / "demo" / f"{name}.yaml"
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same, in a tenth of the time
    content: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    return content


def _told(node: Any, random: Random, facts: Mapping[str, object]) -> Any:
    """The same, with one wording drawn where there are several, and facts put in."""
    if isinstance(node, dict):
        if set(node) == {"one_of"}:
            return _told(random.choice(node["one_of"]), random, facts)
        return {key: _told(value, random, facts) for key, value in node.items()}
    if isinstance(node, list):
        return [_told(each, random, facts) for each in node]
    return node.format_map(facts) if isinstance(node, str) else node


def _step(raw: dict[str, Any]) -> Step:
    ((verb, values),) = raw.items()
    if verb == "arrive":
        return Arrival(values)
    if verb == "depart":
        return Departure(values)
    if verb == "talk":
        notes = tuple(Remark(**note) for note in values.pop("notes", ()))
        return Talk(**values, notes=notes)
    kinds: dict[str, type[Sight | Paper | Thought]] = {"see": Sight, "read": Paper, "note": Thought}
    return kinds[verb](**values)


def _facts_of(day: date) -> dict[str, str]:
    """Dates that fit the day of the visit, in words."""
    first, last = day - timedelta(weeks=5), day - timedelta(weeks=2)

    def month(days: int, *, year: bool = True) -> str:
        _, name, number = formats.date_prose(day - timedelta(days=days)).split()
        return f"{name} {number}" if year else name

    return {
        "year": str(day.year),
        "permit": formats.date_prose(day - timedelta(days=1317)),
        "weeks": f"vecka {first.isocalendar().week}–{last.isocalendar().week}",
        "fire": month(210),
        "drill": month(170),
        "rules": month(75),
        "decision": month(100, year=False),
    }
