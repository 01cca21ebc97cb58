"""The rules of typed answers and repeats in a template's content, checked on plain values."""

from decimal import Decimal
from typing import Final

from inspektor.i18n import tr_mark
from inspektor.shapes.questions import PICTURES, AnswerKind, RepeatPlace, as_number
from inspektor.shapes.template_walk import MAX_LINE, MISSING, Path, Walk, named

KINDS: Final = tuple(kind.value for kind in AnswerKind)
PLACES: Final = tuple(place.value for place in RepeatPlace)
MOST_OPTIONS: Final = 20
MOST_STEPS: Final = 7
MAX_UNIT: Final = 20

_KEYS_OF: Final = {"choice": ["options"], "scale": ["steps"], "number": ["unit", "min", "max"]}
_NEEDED: Final = {"choice": ["options"], "scale": ["steps"]}
_REPEAT_KEYS: Final = ["id", "name", "place", "item_label", "questions"]
_REPEAT_EXTRAS: Final = ["suggested", "requirement"]


def check_question(walk: Walk, value: object, path: Path, where: str, *, typed: bool = False) -> None:
    """A question; a typed one must say how it is answered."""
    where = named(value, ()) or where
    needed = ["id", "text", "answer"] if typed else ["id", "text"]
    content = walk.mapping(value, path, where, needed, [] if typed else ["answer"])
    if content is None:
        return
    walk.code(content.get("id", MISSING), (*path, "id"), where, "item")
    walk.text(content.get("text", MISSING), (*path, "text"), where)
    if "answer" in content:
        _check_answer(walk, content["answer"], (*path, "answer"), where)


def _check_answer(walk: Walk, value: object, path: Path, where: str) -> None:
    kind = value.get("kind", MISSING) if isinstance(value, dict) else MISSING
    known = kind if isinstance(kind, str) else ""
    content = walk.mapping(value, path, where, ["kind", *_NEEDED.get(known, [])], _KEYS_OF.get(known, []))
    if content is None:
        return
    walk.choice(kind, (*path, "kind"), where, KINDS)
    if known == "choice":
        _check_options(walk, content.get("options", MISSING), (*path, "options"), where, MOST_OPTIONS)
    elif known == "scale":
        _check_options(walk, content.get("steps", MISSING), (*path, "steps"), where, MOST_STEPS)
    elif known == "number":
        _check_number(walk, content, path, where)


def _check_options(walk: Walk, value: object, path: Path, where: str, most: int) -> None:
    seen: set[str] = set()
    count = 0
    for place, item in walk.items(value, path, where, at_least=1):
        count += 1
        extras = ["picture"] if path[-1] == "steps" else []
        content = walk.mapping(item, place, where, ["id", "label"], extras)
        if content is None:
            continue
        code = walk.code(content.get("id", MISSING), (*place, "id"), where)
        walk.text(content.get("label", MISSING), (*place, "label"), where, MAX_LINE)
        if "picture" in extras and content.get("picture") is not None:
            walk.choice(content["picture"], (*place, "picture"), where, tuple(PICTURES))
        if code is not None and code in seen:
            walk.add((*place, "id"), where, tr_mark("{code} stands twice in the list."), code=code)
        seen.add(code or "")
    if count == 1 or count > most:
        walk.add(path, where, tr_mark("must have between 2 and {n} items."), n=most)


def _check_number(walk: Walk, content: dict[str, object], path: Path, where: str) -> None:
    if content.get("unit") is not None:
        walk.text(content["unit"], (*path, "unit"), where, MAX_UNIT)
    least, most = (_bound(walk, content.get(key), (*path, key), where) for key in ("min", "max"))
    if least is not None and most is not None and least > most:
        walk.add((*path, "max"), where, tr_mark("must not be less than min."))


def _bound(walk: Walk, value: object, path: Path, where: str) -> Decimal | None:
    if value is None:
        return None
    number = as_number(value)
    if number is None:
        walk.add(path, where, tr_mark("must be a number."))
    return number


def check_repeat(walk: Walk, value: object, path: Path, requirements: set[str]) -> None:
    """A repeat; `requirements` are the codes it may name."""
    where = named(value, path)
    content = walk.mapping(value, path, where, _REPEAT_KEYS, _REPEAT_EXTRAS)
    if content is None:
        return
    walk.code(content.get("id", MISSING), (*path, "id"), where, "repeat")
    walk.text(content.get("name", MISSING), (*path, "name"), where, MAX_LINE)
    walk.choice(content.get("place", MISSING), (*path, "place"), where, PLACES)
    walk.text(content.get("item_label", MISSING), (*path, "item_label"), where, MAX_LINE)
    for place, item in walk.items(content.get("suggested", MISSING), (*path, "suggested"), where):
        walk.text(item, place, where, MAX_LINE)
    if content.get("requirement") is not None:
        code = walk.code(content["requirement"], (*path, "requirement"), where)
        if code is not None and code not in requirements:
            message = tr_mark("{code} is not a requirement of the template.")
            walk.add((*path, "requirement"), where, message, code=code)
    questions = content.get("questions", MISSING)
    for place, item in walk.items(questions, (*path, "questions"), where, at_least=1):
        check_question(walk, item, place, where, typed=True)
