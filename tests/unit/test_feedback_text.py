"""The text of the feedback sheet, read in parts: nothing a person writes is left out."""

from hypothesis import given
from hypothesis import strategies as st

from inspektor.shapes.feedback import FeedbackPart, read, written


def test_what_is_written_reads_as_the_same_parts():
    parts = (
        FeedbackPart("Trygghet", ("Skåpet stod olåst", "Larmet provades")),
        FeedbackPart("", (), "Vi återkommer på torsdag."),
        FeedbackPart("Dokument som saknas", ("Registerutdrag",)),
    )
    assert read(written(parts)) == parts


def test_dashes_of_any_kind_are_points():
    assert read("Rubrik\n- ett\n• två\n* tre\n— fyra") == (
        FeedbackPart("Rubrik", ("ett", "två", "tre", "fyra")),
    )


def test_a_fact_of_several_lines_stays_one_point():
    assert written((FeedbackPart("A", ("ett\ntvå\n\n- tre",)),)) == "A\n– ett två - tre"


def test_points_without_a_heading_and_text_without_points():
    assert read("– ett\n\nBara text\nMer text") == (
        FeedbackPart("", ("ett",)),
        FeedbackPart("", (), "Bara text"),
        FeedbackPart("", (), "Mer text"),
    )


def test_a_lone_dash_or_a_minus_is_no_point():
    assert read("-3 grader i frysen") == (FeedbackPart("", (), "-3 grader i frysen"),)
    assert read("–\n-") == (FeedbackPart("", (), "–"), FeedbackPart("", (), "-"))


@given(st.text())
def test_every_line_comes_back(text):
    said = [part for each in read(text) for part in (each.heading, *each.facts, each.paragraph) if part]
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    assert len(said) == len(lines)
    assert all(line.endswith(part) for part, line in zip(said, lines, strict=True))
