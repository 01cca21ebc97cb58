"""What of the requirements one wants to see: the filters of the judgement's outline, with how many each leaves."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from inspektor.i18n import tr, tr_mark
from inspektor.shapes.enums import NoteTag
from inspektor.shapes.judgement import RequirementRow
from inspektor.shapes.rules import deficient

ALL = "all"
MINE = "mine"
Fits = Callable[[RequirementRow], bool]


@dataclass(frozen=True, slots=True)
class Filter:
    """One way to narrow the outline; `fits(row)` says whether a requirement stays."""

    key: str
    words: str
    fits: Fits


FILTERS: tuple[Filter, ...] = (
    Filter(ALL, tr_mark("All requirements"), bool),
    Filter("unrated", tr_mark("Not judged"), lambda row: row.rating is None),
    Filter(MINE, tr_mark("Mine"), lambda row: row.taken_by is not None),
    Filter("unanswered", tr_mark("Nothing gathered"), lambda row: not row.sources),
    Filter("contradicted", tr_mark("Contradicted"), lambda row: row.contradicted),
    Filter("single", tr_mark("A single kind of source"), lambda row: row.single),
    Filter("deficient", tr_mark("Deficient"), lambda row: row.rating is not None and deficient(row.rating)),
    Filter("serious", tr_mark("Tagged serious"), lambda row: NoteTag.SERIOUS in row.tags),
    Filter("come_back", tr_mark("Tagged come back"), lambda row: NoteTag.COME_BACK in row.tags),
    Filter("grounds", tr_mark("Grounds missing"), lambda row: row.grounds_missing),
)


def fitting(key: str, rows: Sequence[RequirementRow], me: str) -> list[RequirementRow]:
    """The requirements that stay."""
    chosen = next(each for each in FILTERS if each.key == key)
    return [row for row in rows if chosen.fits(row) and (key != MINE or row.taken_by == me)]


def choices(rows: Sequence[RequirementRow], me: str) -> list[tuple[str, str]]:
    """Key and words of each filter with its count."""
    return [(each.key, f"{tr(each.words)} · {len(fitting(each.key, rows, me))}") for each in FILTERS]


def stepped(rows: Sequence[RequirementRow], kept: Sequence[RequirementRow], code: str, step: int) -> str:
    """The code of the next kept requirement from where one stands, also if that one is not kept; "" at the end."""
    codes = [row.code for row in rows]
    here = codes.index(code) if code in codes else -step
    wanted = {row.code for row in kept}
    place = here + step
    while 0 <= place < len(codes):
        if codes[place] in wanted:
            return codes[place]
        place += step
    return ""


def next_unrated(rows: Sequence[RequirementRow], code: str) -> str:
    """The next requirement without a rating, round from the end to the beginning; "" if all are rated."""
    codes = [row.code for row in rows]
    here = codes.index(code) + 1 if code in codes else 0
    round_ = [*rows[here:], *rows[:here]]
    return next((row.code for row in round_ if row.rating is None and row.code != code), "")
