"""Whatever a file holds, the importer gives a template or says what is wrong with it."""

from copy import deepcopy

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from template_content import rich_content

from inspektor.exchange.template_yaml import TemplateRefused, export_template, read_template
from inspektor.shapes.template import Template, TemplateInvalid, from_content
from inspektor.shapes.template_rules import check_content
from inspektor.shapes.template_walk import clean_text, unwanted_character

WHOLE = export_template(from_content(rich_content()))
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.binary(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5) | st.integers(), inner, max_size=3)
    ),
    max_leaves=12,
)


def _read(source: str | bytes) -> Template | None:
    try:
        return read_template(source, "x").template
    except TemplateRefused as refused:
        problems = refused.problems
    assert problems
    assert all(problem.text() and problem.line >= 1 for problem in problems)
    return None


@given(st.text() | st.binary())
def test_arbitrary_bytes_and_text(source):
    assert _read(source) is None


@given(PLAIN)
def test_arbitrary_values(content):
    flaws = check_content(content)
    assert all(flaw.text() for flaw in flaws)
    with pytest.raises(TemplateInvalid):
        from_content(content)


@given(PLAIN)
def test_arbitrary_yaml(content):
    _read(yaml.safe_dump(content, allow_unicode=True))


def _paths(content, path=()):
    yield path
    items = (
        content.items()
        if isinstance(content, dict)
        else enumerate(content)
        if isinstance(content, list)
        else ()
    )
    for key, value in items:
        yield from _paths(value, (*path, key))


PATHS = [path for path in _paths(rich_content()) if path]


@given(st.sampled_from(PATHS), PLAIN)
def test_a_template_with_one_value_exchanged(path, value):
    content = deepcopy(rich_content())
    inner = content
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    try:
        template = from_content(content)
    except TemplateInvalid:
        assert _read(yaml.safe_dump(content)) is None
    else:
        assert from_content(template.to_content()) == template


@given(st.integers(0, len(WHOLE)), st.integers(0, 20), st.text(max_size=5))
def test_a_file_with_one_place_overwritten(start, length, put):
    template = _read(WHOLE[:start] + put + WHOLE[start + length :])
    if template is not None:
        assert read_template(export_template(template)).template == template


def _allowed(text: str) -> bool:
    clean = clean_text(text)
    return (
        bool(clean) and unwanted_character(clean, lines=True) is None and "<" not in text and "&" not in text
    )


@settings(max_examples=200)
@given(st.lists(st.text(min_size=1, max_size=200).filter(_allowed), min_size=3, max_size=3))
def test_any_allowed_text_survives_the_file(texts):
    content = rich_content()
    content["description"], content["interview_intro"]["staff"] = texts[:2]
    content["quality_areas"][0]["requirements"][0]["text"] = texts[2]
    template = from_content(content)
    assert read_template(export_template(template), "x").template == template
