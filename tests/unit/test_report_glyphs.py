"""The door of text: what is printed, in which face, and what is said about the rest."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspektor.report.glyphs import REPLACEMENT, TextDoor, plain, runs, widths


def clean(text: str) -> str:
    return TextDoor().clean(text, "regular")


def test_markup_is_text():
    assert clean("<b>fet</b> & <img src='x'/>") == "<b>fet</b> & <img src='x'/>"


def test_letters_are_composed():
    assert clean("a\u030a e\u0301") == "å é"


@pytest.mark.parametrize(
    "hidden", ["\x00", "\x07", "\u200b", "\u200d", "\u202e", "\u2066", "\ufe0f", "\ud800"]
)
def test_control_and_direction_characters_are_dropped(hidden):
    assert clean(f"a{hidden}b") == "ab"
    assert plain(f"a{hidden}b") in ("ab", "a\ufe0fb")


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\v", "\u2028", "\u0085"])
def test_every_kind_of_line_break_is_one(newline):
    assert clean(f"a{newline}b") == "a\nb"


def test_a_symbol_lato_lacks_is_set_in_the_fallback():
    assert clean("klart ✓ nu") == "klart ✓ nu"
    assert runs("klart ✓ nu", "regular") == [("regular", "klart "), ("fallback", "✓"), ("regular", " nu")]
    assert runs("✓", "bold") == [("fallback-bold", "✓")]


def test_what_no_font_has_is_replaced_and_said():
    door = TextDoor()
    assert (
        door.clean("漢字 漢 \ue000 🌈", "regular")
        == f"{REPLACEMENT * 2} {REPLACEMENT} {REPLACEMENT} {REPLACEMENT}"
    )
    assert next((note.character, note.count) for note in door.notes) == ("漢", 2)
    assert {note.name for note in door.notes} >= {"RAINBOW", "U+E000"}


def test_ordinary_swedish_needs_no_note():
    door = TextDoor()
    text = "Åäö ÅÄÖ é ü – — ’ ” … § % ½ × ≤ ≥ → ☐ ✓ 1 000\u00a0kr\u202f"
    assert door.clean(text, "regular") == text
    assert door.notes == ()


@given(st.text())
def test_whatever_comes_through_can_be_measured_and_set(text):
    cleaned = clean(text)
    of = widths("regular")
    assert all(character == "\n" or character in of for character in cleaned)
    for line in cleaned.split("\n"):
        assert "".join(part for _, part in runs(line, "regular")) == line


@given(st.text())
def test_metadata_is_one_line_without_controls(text):
    line = plain(text)
    assert "\n" not in line
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs") for c in line)
