"""The Swedish is complete, and the checker that says so would notice if it were not."""

import importlib.util
import json
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog
from house_source import ROOT, nothing


@pytest.fixture(scope="module")
def translate() -> ModuleType:
    """packaging/ is no package (it would hide the one of that name), so the file is loaded by its path."""
    spec = importlib.util.spec_from_file_location("translate", ROOT / "packaging" / "translate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def catalogue(*entries, context=None, flags=()):
    """A Swedish catalogue of (English, Swedish) pairs."""
    made = Catalog(locale="sv", fuzzy=False)
    for english, swedish in entries:
        made.add(english, swedish, context=context, flags=flags)
    return made


def test_every_text_has_its_swedish(translate):
    nothing(translate.problems(translate.extract(), translate.read()))


@pytest.mark.parametrize(
    ("english", "swedish", "complaint"),
    [
        ("Save", "", "untranslated"),
        (("{n} day", "{n} days"), ("{n} dag", ""), "untranslated"),
        (("{n} day", "{n} days"), ("{n} dag",), "untranslated"),
        ("By {name}", "Av {namn}", "placeholders differ"),
        ("By {name}", "Av", "placeholders differ"),
        ("By {name}", "Av {name", "placeholders differ"),
        (("{n} day", "{n} days"), ("{n} dag", "dagar"), "placeholders differ"),
        ("Name: ", "Namn:", "blanks at the ends differ"),
    ],
)
def test_a_planted_fault_is_found(translate, english, swedish, complaint):
    wrong = catalogue((english, swedish))
    found = translate.problems(catalogue((english, "" if isinstance(english, str) else ("", ""))), wrong)
    assert len(found) == 1
    assert found[0].startswith(complaint)


@pytest.mark.parametrize(
    ("english", "swedish"),
    [
        ("Save", "Spara"),
        ("By {name} on {day}", "Den {day} av {name}"),
        (("one day", "{n} days"), ("{n} dag", "{n} dagar")),
        (("{n} day", "{n} days"), ("{n} dag", "{n} dagar")),
    ],
)
def test_a_sound_translation_passes(translate, english, swedish):
    assert translate.problems(catalogue((english, swedish)), catalogue((english, swedish))) == []


def test_fuzzy_stale_and_new_texts_are_found(translate):
    assert translate.problems(catalogue(("A", "")), catalogue(("A", "B"), flags=["fuzzy"])) == ["fuzzy: 'A'"]
    assert translate.problems(catalogue(), catalogue(("A", "B"))) == ["no longer in the code: 'A'"]
    assert "not yet extracted: 'A'" in translate.problems(catalogue(("A", "")), catalogue())


def test_a_context_keeps_its_own_translation(translate):
    kept = catalogue(("Open", "Öppna"), context="menu")
    assert translate.problems(catalogue(("Open", ""), context="menu"), kept) == []
    assert translate.problems(catalogue(("Open", ""), context="state"), kept) != []


def test_filling_refuses_what_would_break(translate):
    made = catalogue(("Save", ""), ("By {name}", ""), (("{n} day", "{n} days"), ("", "")))
    given = {"Save": "Spara", "By {name}": "Av {namn}", "{n} day": "dag", "Gone": "Borta"}
    refused = translate.fill(made, given)
    assert made.get("Save").string == "Spara"
    assert not made.get("By {name}").string
    assert len(refused) == 3
    assert translate.fill(made, {"{n} day": ["{n} dag", "{n} dagar"]}) == []


def test_extraction_finds_each_kind_of_text(translate, tmp_path):
    room = tmp_path / "inspektor"
    room.mkdir()
    (room / "planted.py").write_text(
        'tr("Plain")\ntr_mark("Marked")\nTexts("sv").tr("Of a document")\n'
        'tr_n("{n} day", "{n} days", 2)\ntr_c("menu", "Open")\ntr(variable)\n',
        encoding="utf-8",
    )
    found = {(str(message.id), message.context) for message in translate.texts(translate.extract(tmp_path))}
    assert found == {
        ("Plain", None),
        ("Marked", None),
        ("Of a document", None),
        ("('{n} day', '{n} days')", None),
        ("Open", "menu"),
    }


def test_writing_keeps_translations_and_drops_what_is_gone(translate, tmp_path):
    path = tmp_path / "sv.po"
    translate.write(catalogue(("Gone", "Borta"), ("Save", "Spara")), path)
    merged = translate.merge(catalogue(("Save", ""), ("New", "")), translate.read(path))
    translate.write(merged, path)
    first = path.read_bytes()
    translate.write(translate.merge(merged, translate.read(path)), path)
    assert path.read_bytes() == first
    assert "Spara" in path.read_text(encoding="utf-8")
    assert "Borta" not in path.read_text(encoding="utf-8")
    assert "POT-Creation-Date" not in path.read_text(encoding="utf-8")
    assert (
        json.dumps([str(message.id) for message in translate.texts(translate.read(path))])
        == '["New", "Save"]'
    )
