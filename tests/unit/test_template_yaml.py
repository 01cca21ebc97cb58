"""Template files: every fault with its line, and nothing built that was not asked for."""

import pytest
import yaml
from template_content import rich_content, small_content

from inspektor.exchange import yaml_lines
from inspektor.exchange.template_yaml import TemplateRefused, export_template, read_template
from inspektor.i18n import use_language
from inspektor.shapes.template import from_content


@pytest.fixture(autouse=True)
def _english():
    use_language("en")
    yield
    use_language("sv")


@pytest.fixture(params=["libyaml", "pure Python"], autouse=True)
def parser(request, monkeypatch):
    """Both parsers, since a computer may lack the fast one."""
    if request.param == "pure Python":
        monkeypatch.delattr(yaml, "CSafeLoader")
    return request.param


def _text() -> str:
    return export_template(from_content(small_content()))


def _line_of(text: str, part: str, nth: int = 1) -> int:
    return [number for number, line in enumerate(text.split("\n"), 1) if part in line][nth - 1]


def _problems(text: str | bytes) -> list[str]:
    with pytest.raises(TemplateRefused) as caught:
        read_template(text, "mall.yaml")
    assert caught.value.text()
    assert caught.value.advice()
    assert all(problem.file == "mall.yaml" for problem in caught.value.problems)
    return [problem.text() for problem in caught.value.problems]


def test_a_template_comes_back():
    imported = read_template(_text(), "mall.yaml")
    assert imported.template == from_content(small_content())
    assert imported.warnings == ()
    assert export_template(imported.template) == _text()


def test_the_exported_text_reads_well():
    text = _text()
    assert text.startswith("id: liten-mall\ntitle: Liten mall\nversion: '1.0'\n")
    assert "  management: |-\n    Vi följer upp.\n    Alla lika.\n" in text
    assert "Tillgänglighet" in text


def test_a_file_is_read_under_its_own_name(tmp_path):
    path = tmp_path / "min mall å.yaml"
    path.write_text(_text(), encoding="utf-8")
    assert read_template(path).template.code == "liten-mall"
    path.write_text(_text().replace("Krav ett", "''"), encoding="utf-8")
    with pytest.raises(TemplateRefused) as caught:
        read_template(path)
    assert caught.value.problems[0].file == "min mall å.yaml"


@pytest.mark.parametrize("name", ["saknas.yaml", "."])
def test_a_file_that_cannot_be_read_is_refused(tmp_path, name):
    with pytest.raises(TemplateRefused) as caught:
        read_template(tmp_path / name, "x.yaml")
    assert caught.value.problems[0].text() == "x.yaml: The file cannot be read."


def test_a_byte_order_mark_and_windows_line_breaks_are_no_trouble():
    data = b"\xef\xbb\xbf" + _text().replace("\n", "\r\n").encode("utf-8")
    assert read_template(data).template == from_content(small_content())


@pytest.mark.parametrize(
    ("old", "new", "part", "sentence"),
    [
        ("title: Liten mall", "title: ''", "title: ''", "liten-mall, title: must not be empty."),
        ("title: Liten mall", "title: 5", "title: 5", "liten-mall, title: must be text. Put it in quotes."),
        ("title: Liten mall", "title: No", "title: No", "liten-mall, title: must be text. Put it in quotes."),
        ("title: Liten mall", "title: ~", "title: ~", "liten-mall, title: must be text. Put it in quotes."),
        ("version: '1.0'", "version: 1.0", "version:", "liten-mall, version: must be text. Put it in quotes."),
        ("text: Krav ett", "text: 2026-11-23", "2026", "X-1, text: must be text. Put it in quotes."),
        ("text: Krav ett", 'text: "a\\u202eb"', "u202e", "X-1, text: holds the unwanted character U+202E."),
        ("text: Krav ett", 'text: "a\\tb"', "a\\tb", "X-1, text: holds the unwanted character U+0009."),
        ("text: Krav ett", 'text: "a\\ud800b"', "ud800", None),
        ("text: Krav ett", "text: [Krav, ett]", "[Krav", "X-1, text: must be text. Put it in quotes."),
        ("source: avtal", "source: <i>avtal</i>", "<i>", "X-1, source: holds HTML. Write plain text."),
        ("title: Liten mall\n", "", "id: liten-mall", "liten-mall, title: is missing."),
        ("- schema", "- ''", "- ''", "X-1, documents: must not be empty."),
        ("title: Liten mall", "title: &a Liten\nx: *a", "*a", "References (*a) are not allowed. Write the text out."),
        ("title: Liten mall", "title: !!python/name:os.system x", "!!py", "Type tags (!) are not allowed."),
        ("title: Liten mall", "title: !eget Liten", "!eget", "Type tags (!) are not allowed."),
        ("title: Liten mall", "title: Liten: mall", "Liten: mall", "The line cannot be read as YAML."),
        ("title: Liten mall", "title: 'Liten mall", None, "The line cannot be read as YAML."),
        ("title: Liten mall", "title: Liten\tmall", "\tmall", "The line holds a tab. Use spaces."),
        ("title: Liten mall", "title: Li\x07ten", "\x07", "The line holds the unwanted character U+0007."),
        ("title: Liten mall", "title: Li\u2028ten", "\u2028", "The line holds the unwanted character U+2028."),
        ("title: Liten mall", "title: Li # \u202e", "\u202e", "The line holds the unwanted character U+202E."),
        ("title: Liten mall", "? [a, b]\n: 5", "? [", "A key must be a single word."),
        ("title: Liten mall", "---\nb: 5", "---", "The file holds more than one document."),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_line(old, new, part, sentence):
    text = _text().replace(old, new, 1)
    assert text != _text()
    problem = _problems(text)[0]
    if sentence:
        assert sentence in problem
    if part:
        assert problem.startswith(f"mall.yaml, line {_line_of(text, part)}: ")


def test_all_faults_are_told_at_once_in_the_order_of_the_lines():
    text = (
        _text().replace("title: Liten mall", "title: ''").replace("Krav tre", "''").replace("Krav ett", "''")
    )
    problems = _problems(text)
    assert len(problems) == 3
    assert [int(problem.split("line ")[1].split(":")[0]) for problem in problems] == [
        _line_of(text, "title: ''"),
        _line_of(text, "text: ''", 1),
        _line_of(text, "text: ''", 2),
    ]
    with pytest.raises(TemplateRefused) as caught:
        read_template(text, "mall.yaml")
    assert caught.value.text().startswith("The template has 3 faults. mall.yaml, line 2")


def test_a_code_that_stands_twice_names_both_lines():
    text = _text().replace("id: X-3\n", "id: X-1\n")
    (problem,) = _problems(text)
    assert f"line {_line_of(text, '- id: X-1', 5)}: X-1, id: X-1 stands twice in the file." in problem
    assert problem.endswith(f"It stands first on line {_line_of(text, '- id: X-1')}.")


def test_a_key_that_stands_twice_names_both_lines():
    text = _text() + "title: Igen\nservice_types: [a, {b: [c]}]\n"
    problems = _problems(text)
    assert problems == [
        f"mall.yaml, line {_line_of(text, 'title: Igen')}: The key title stands twice. It stands first on line 2.",
        f"mall.yaml, line {_line_of(text, 'service_types: [')}: The key service_types stands twice. "
        f"It stands first on line {_line_of(text, 'service_types:')}.",
    ]


def test_an_unknown_key_is_a_warning_with_its_line():
    text = _text().replace("title: Liten mall", "title: Liten mall\nfärg: blå")
    imported = read_template(text, "mall.yaml")
    assert [warning.text() for warning in imported.warnings] == [
        "mall.yaml, line 3: liten-mall, färg: is not a key of templates and is left out."
    ]
    assert imported.template == from_content(small_content())


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "must be a group of keys and values."),
        (b"# bara en kommentar\n", "must be a group of keys and values."),
        ("hej på dig".encode(), "must be a group of keys and values."),
        (b"- a\n- b\n", "must be a group of keys and values."),
        ("id: å".encode("latin-1"), "The file is not saved as UTF-8."),
        ("id: å".encode("utf-16"), "The file is not saved as UTF-8."),
        (b"PK\x03\x04\x00\x00", "unwanted character U+0003"),
        (b"a: 1\n---\nb: 2\n", "The file holds more than one document."),
        (b"[" * 5000, "The file is nested too deeply."),
        (b"{a: " * 5000, "The file is nested too deeply."),
        (b"- " * 5000, "The file is nested too deeply."),
        (b"x: " + b"a" * yaml_lines.MAX_BYTES, "The file is too large to be a template."),
        (b"a: &a [x]\nb: &b [*a,*a]\nc: [*b,*b]\n", "References (*a) are not allowed."),
        (b"<<: {id: a}\nid: b\n", "is missing."),
        (b"%YAML 9.9\n---\na", "line"),
        (b"\xed\xa0\x80", "The file is not saved as UTF-8."),
    ],
)  # fmt: skip
def test_what_is_no_template_is_refused(data, sentence):
    assert any(sentence in problem for problem in _problems(data))


def test_a_fault_in_the_encoding_names_its_line():
    assert _problems(b"id: a\ntitle: b\ndescription: \xe5\n") == [
        "mall.yaml, line 3: The file is not saved as UTF-8."
    ]


def test_text_with_half_a_character_is_refused():
    assert _problems("id: \ud800") == ["mall.yaml, line 1: The file is not saved as UTF-8."]


def test_too_many_values_are_refused(monkeypatch):
    monkeypatch.setattr(yaml_lines, "MAX_VALUES", 20)
    assert "The file holds too many values." in _problems(_text())[0]


def test_there_is_an_end_to_the_list_of_faults():
    text = _text() + "\n".join(f"title: {n}" for n in range(2000))
    assert len(_problems(text)) == 500


def test_typed_answers_and_repeats_come_back():
    template = from_content(rich_content())
    text = export_template(template)
    assert "min: -5\n" in text
    assert read_template(text).template == template
    assert export_template(read_template(text).template) == text


@pytest.mark.parametrize("written", ["0x10", "1_000", "1:30", "1e3", ".5", "2026-01-01", "[1]", "1e99"])
def test_a_number_is_written_as_people_write_it(written):
    text = export_template(from_content(rich_content())).replace("min: -5\n", f"min: {written}\n")
    (problem,) = _problems(text)
    assert f"line {_line_of(text, 'min: ' + written)}: RUM-2, min: must be a number." in problem


@pytest.mark.parametrize("written", ["-5", "'-5'", "-5.0", "'-5,00'", '"\u22125"'])
def test_the_same_number_in_another_spelling_is_the_same_template(written):
    text = export_template(from_content(rich_content())).replace("min: -5\n", f"min: {written}\n")
    assert read_template(text).template.content_hash() == from_content(rich_content()).content_hash()
