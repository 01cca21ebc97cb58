"""Every text the code translates is in the catalogue. The extractor sees nothing inside an f-string; this does."""

import ast

import pytest
from babel.messages.pofile import read_po
from house_source import PRODUCT, ROOT, calls, nothing, place, python_files, tree

TEXTS = {"tr": (0,), "tr_mark": (0,), "tr_n": (0,), "tr_c": (1,)}


def unknown(module, known, where):
    """The translated texts that are literal and not in the catalogue."""
    found = []
    for name, call in calls(module):
        for number in TEXTS.get(name, ()):
            text = call.args[number] if len(call.args) > number else None
            if isinstance(text, ast.Constant) and text.value not in known:
                found.append(f"{where(call)}: {text.value!r}")
    return found


@pytest.fixture(scope="module")
def catalogue():
    path = ROOT / "resources" / "locale" / "sv" / "LC_MESSAGES" / "inspektor.po"
    with path.open("rb") as file:
        return {message.id[0] if message.pluralizable else message.id for message in read_po(file)}


def test_every_text_in_the_code_is_in_the_catalogue(catalogue):
    lines = []
    for path in python_files(*PRODUCT):
        lines += unknown(tree(path), catalogue, lambda call, path=path: place(path, call))
    nothing(lines)


@pytest.mark.parametrize(
    "line", ["f\"{name} · {tr('you')}\"", 'tr_n("{n} gap", "{n} gaps", 2)', 'tr_c("menu", "Open")']
)
def test_a_planted_text_is_found(line):
    assert len(unknown(ast.parse(line), set(), str)) == 1
