"""SECURITY.md claims nothing that no test shows."""

import ast
import re

from house_source import ROOT, nothing

_NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


def unshown(page: str) -> list[str]:
    """The tests that the page names and that are not there, and the claims that name none."""
    found = []
    for path, name in _NAMED.findall(page):
        file = ROOT / path
        if not file.exists():
            found.append(path)
            continue
        parts = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        functions = {each.name for each in parts if isinstance(each, ast.FunctionDef)}
        if name and name not in functions:
            found.append(f"{path}::{name}")
    rows = [
        line
        for line in page.splitlines()
        if line.startswith("| ") and not line.startswith(("| what holds", "| ---"))
    ]
    return found + [row for row in rows if not _NAMED.search(row)]


def test_every_claim_names_a_test_that_is_there():
    page = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    assert len(_NAMED.findall(page)) > 30
    nothing(unshown(page))


def test_a_claim_without_its_test_is_found():
    assert unshown("| It holds | `tests/house/test_security_page.py::test_gone` |") != []
    assert unshown("| It holds | because |") == ["| It holds | because |"]
