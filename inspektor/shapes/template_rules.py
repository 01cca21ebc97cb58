"""The rules of a template's content, checked on plain values before anything is built of them.

Nothing here raises, whatever it is given.
"""

import re
from typing import Final

from inspektor.i18n import tr_mark
from inspektor.shapes.enums import Form, Rating, Role
from inspektor.shapes.question_rules import check_question, check_repeat
from inspektor.shapes.template_walk import MAX_LINE, MAX_PROSE, MISSING, Flaw, Path, Walk, clean_text, named

ROLES: Final = tuple(role.value for role in Role)
RATINGS: Final = tuple(rating.value for rating in Rating)
DEFICIENT: Final = (Rating.PARTLY_MET.value, Rating.NOT_MET.value)
FORMS: Final = tuple(form.value for form in Form)
SOURCE_STATUSES: Final = ("checked", "partly_checked", "to_verify", "contract")
BASES: Final = ("contract", "socialstyrelsen", "lss", "municipal")

_LANGUAGE: Final = re.compile(r"[a-z]{2}")
_TEMPLATE_KEYS: Final = (
    "id title version language service_types legal_domains follow_up_forms description rating_scale "
    "respondent_labels interview_intro quality_areas"
).split()
_TEMPLATE_EXTRAS: Final = ["focus_areas", "repeats"]
_REQUIREMENT_KEYS: Final = ["id", "text", "source", "source_status", "questions"]
_REQUIREMENT_EXTRAS: Final = ["observe", "documents", "applies_to"]


def _check_questions(walk: Walk, value: object, path: Path, where: str) -> None:
    if value is MISSING:
        return
    if not isinstance(value, dict):
        walk.add(path, where, tr_mark("must be a group of keys and values."))
        return
    for role, questions in value.items():
        place = (*path, str(role))
        if role not in ROLES:
            words = ", ".join(ROLES)
            walk.add(place, where, tr_mark("is not a role. The roles are {words}."), words=words)
            continue
        for spot, question in walk.items(questions, place, where):
            check_question(walk, question, spot, where)


def _check_requirement(walk: Walk, value: object, path: Path) -> None:
    where = named(value, path)
    content = walk.mapping(value, path, where, _REQUIREMENT_KEYS, _REQUIREMENT_EXTRAS)
    if content is None:
        return
    walk.code(content.get("id", MISSING), (*path, "id"), where, "item")
    walk.text(content.get("text", MISSING), (*path, "text"), where, lines=True)
    walk.text(content.get("source", MISSING), (*path, "source"), where)
    walk.choice(content.get("source_status", MISSING), (*path, "source_status"), where, SOURCE_STATUSES)
    _check_questions(walk, content.get("questions", MISSING), (*path, "questions"), where)
    for key in _REQUIREMENT_EXTRAS:
        walk.texts(content.get(key, MISSING), (*path, key), where)


def _check_area(walk: Walk, value: object, path: Path) -> None:
    where = named(value, path)
    content = walk.mapping(value, path, where, ["id", "name", "basis", "requirements"], [])
    if content is None:
        return
    walk.code(content.get("id", MISSING), (*path, "id"), where, "area")
    walk.text(content.get("name", MISSING), (*path, "name"), where, MAX_LINE)
    walk.choice(content.get("basis", MISSING), (*path, "basis"), where, BASES)
    requirements = content.get("requirements", MISSING)
    for place, item in walk.items(requirements, (*path, "requirements"), where, at_least=1):
        _check_requirement(walk, item, place)


def _check_step(walk: Walk, value: object, path: Path, seen: dict[str, Path]) -> None:
    content = walk.mapping(value, path, "", ["value", "label", "definition", "is_deficiency"], [])
    if content is None:
        return
    rating = walk.choice(content.get("value", MISSING), (*path, "value"), "", RATINGS)
    where = rating or ""
    walk.text(content.get("label", MISSING), (*path, "label"), where, MAX_LINE)
    walk.text(content.get("definition", MISSING), (*path, "definition"), where, lines=True)
    deficient = content.get("is_deficiency", MISSING)
    if deficient is not MISSING and not isinstance(deficient, bool):
        walk.add((*path, "is_deficiency"), where, tr_mark("must be true or false."))
    elif rating and deficient is not MISSING and deficient is not (rating in DEFICIENT):
        message = tr_mark("must be true for partly_met and not_met, false for the others.")
        walk.add((*path, "is_deficiency"), where, message)
    if rating and seen.setdefault(rating, path) != path:
        message = tr_mark("{code} stands twice in the file.")
        walk.flaws.append(
            Flaw((*path, "value"), rating, "value", message, {"code": rating}, other=seen[rating])
        )


def _check_scale(walk: Walk, value: object, where: str) -> None:
    seen: dict[str, Path] = {}
    path: Path = ("rating_scale",)
    for place, item in walk.items(value, path, where, at_least=1):
        _check_step(walk, item, place, seen)
    missing = [rating for rating in RATINGS if rating not in seen]
    if isinstance(value, list) and value and missing:
        walk.add(path, where, tr_mark("lacks {words}."), words=", ".join(missing))


def _check_role_texts(walk: Walk, value: object, key: str, where: str, limit: int) -> None:
    if value is MISSING:
        return
    if not isinstance(value, dict):
        walk.add((key,), where, tr_mark("must be a group of keys and values."))
        return
    for role, text in value.items():
        if role in ROLES:
            walk.text(text, (key, role), where, limit, lines=key == "interview_intro")
        else:
            words = ", ".join(ROLES)
            message = tr_mark("is not a role. The roles are {words}.")
            walk.add((key, str(role)), where, message, words=words)


def _check_head(walk: Walk, content: dict[str, object], where: str) -> None:
    walk.code(content.get("id", MISSING), ("id",), where)
    walk.text(content.get("title", MISSING), ("title",), where, MAX_LINE)
    walk.code(content.get("version", MISSING), ("version",), where)
    walk.text(content.get("description", MISSING), ("description",), where, MAX_PROSE, lines=True)
    language = walk.text(content.get("language", MISSING), ("language",), where)
    if language is not None and not _LANGUAGE.fullmatch(language):
        walk.add(("language",), where, tr_mark("must be two small letters, such as sv."))
    for key in ("service_types", "legal_domains"):
        for place, item in walk.items(content.get(key, MISSING), (key,), where, at_least=1):
            walk.code(item, place, where)
    forms = content.get("follow_up_forms", MISSING)
    for place, item in walk.items(forms, ("follow_up_forms",), where, at_least=1):
        walk.choice(item, place, where, FORMS)


def _requirement_codes(areas: object) -> set[str]:
    """The codes of the requirements, as far as they can be read."""
    groups = (
        [area.get("requirements") for area in areas if isinstance(area, dict)]
        if isinstance(areas, list)
        else []
    )
    items = [item for group in groups if isinstance(group, list) for item in group if isinstance(item, dict)]
    return {clean_text(item["id"]) for item in items if isinstance(item.get("id"), str)}


def _check_focus_area(walk: Walk, value: object, path: Path, codes: set[str]) -> None:
    where = named(value, path)
    content = walk.mapping(value, path, where, ["id", "name", "requirements"], [])
    if content is None:
        return
    walk.code(content.get("id", MISSING), (*path, "id"), where, "focus")
    walk.text(content.get("name", MISSING), (*path, "name"), where, MAX_LINE)
    seen: set[str] = set()
    items = content.get("requirements", MISSING)
    for place, item in walk.items(items, (*path, "requirements"), where, at_least=1):
        code = walk.code(item, place, where)
        if code is not None and code not in codes:
            walk.add(place, where, tr_mark("{code} is not a requirement of the template."), code=code)
        elif code is not None and code in seen:
            walk.add(place, where, tr_mark("{code} stands twice in the list."), code=code)
        seen.add(code or "")


def check_content(content: object) -> list[Flaw]:
    """Every flaw and warning of a template's content, in the order of the file's parts."""
    walk = Walk()
    where = named(content, ())
    top = walk.mapping(content, (), where, _TEMPLATE_KEYS, _TEMPLATE_EXTRAS)
    if top is None:
        return walk.flaws
    _check_head(walk, top, where)
    _check_scale(walk, top.get("rating_scale", MISSING), where)
    labels, intros = top.get("respondent_labels", MISSING), top.get("interview_intro", MISSING)
    _check_role_texts(walk, labels, "respondent_labels", where, MAX_LINE)
    _check_role_texts(walk, intros, "interview_intro", where, MAX_PROSE)
    areas = top.get("quality_areas", MISSING)
    for place, item in walk.items(areas, ("quality_areas",), where, at_least=1):
        _check_area(walk, item, place)
    codes = _requirement_codes(areas)
    for place, item in walk.items(top.get("focus_areas", MISSING), ("focus_areas",), where):
        _check_focus_area(walk, item, place, codes)
    for place, item in walk.items(top.get("repeats", MISSING), ("repeats",), where):
        check_repeat(walk, item, place, codes)
    return walk.flaws
