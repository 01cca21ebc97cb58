"""Every icon is there, drawn in its colour, and drawn once."""

import ast

import pytest

from inspektor import paths
from tests.house.house_source import calls, place, python_files, tree
from ui import images

# At which place, or by which name, these take the name of an icon.
TAKERS = {
    "primary": 1,
    "secondary": 1,
    "danger": 1,
    "quiet": 1,
    "link": 1,
    "IconButton": 0,
    "Icon": 0,
    "Tile": 0,
    "NavNote": 0,
    "show_note": 0,
    "set_sync": 0,
    "EmptyState": 0,
    "DoorCard": 0,
    "Chip": 2,
    "ChipSpec": 2,
    "Place": 1,
    "Tag": 2,
    "add_icon": 0,
}


@pytest.mark.parametrize("name", images.names())
def test_each_icon_draws_something_in_its_colour(qapp, name):
    picture = images.pixmap(name, "#ff0000", 18, 2.0).toImage()
    assert (picture.width(), picture.devicePixelRatio()) == (36, 2.0)
    inked = [
        picture.pixelColor(x, y)
        for x in range(36)
        for y in range(36)
        if picture.pixelColor(x, y).alpha() > 200
    ]
    assert len(inked) > 8
    assert all(ink.red() > 200 and ink.green() < 60 for ink in inked)


def test_an_icon_is_drawn_once(qapp):
    one = images.pixmap("check", "#112233", 18, 1.5)
    assert images.pixmap("check", "#112233", 18, 1.5).cacheKey() == one.cacheKey()
    assert images.pixmap("check", "#112234", 18, 1.5).cacheKey() != one.cacheKey()


def test_a_button_icon_is_sharp_at_every_density(qapp):
    icon = images.icon("lock", "#000000", 18, disabled="#999999")
    for dpr in (1.0, 1.5, 2.0):
        drawn = icon.pixmap(images.pixmap("lock", "#000000").size(), dpr)
        assert drawn.width() == round(18 * dpr)


def named_icons(module: ast.AST) -> list[tuple[str, ast.Call]]:
    found = []
    for taker, call in calls(module):
        given = [keyword.value for keyword in call.keywords if keyword.arg == "icon"]
        at = TAKERS.get(taker)
        if at is not None and len(call.args) > at:
            given.append(call.args[at])
        found += [(node.value, call) for node in given if isinstance(node, ast.Constant) and node.value]
    return found


def test_every_icon_that_a_window_names_is_bundled():
    there = set(images.names())
    missing = [
        f"{place(path, call)}: {name}"
        for path in python_files("ui")
        for name, call in named_icons(tree(path))
        if name not in there
    ]
    assert missing == []


def test_the_licences_lie_beside():
    assert "ISC" in (paths.resources() / "icons" / "LICENSE.txt").read_text(encoding="utf-8")
    assert "SIL Open Font" in (paths.resources() / "fonts" / "Inter-LICENSE.txt").read_text(encoding="utf-8")
