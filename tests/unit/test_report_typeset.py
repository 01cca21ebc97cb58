"""Lines and rows: nothing is lost, nothing sticks out, nothing stands alone."""

from hypothesis import given
from hypothesis import strategies as st

from inspektor.report import style
from inspektor.report.glyphs import TextDoor
from inspektor.report.pages import fill
from inspektor.report.tagging import Node
from inspektor.report.typeset import Cell, Row, Setter


def set_text(text: str, width: float = 120.0) -> list[str]:
    return [line.text for line in Setter(TextDoor()).lines(text, style.BODY, width)]


def a_row(lines: int, *, columns: int = 1, keep: bool = False, repeat: Row | None = None) -> Row:
    setter = Setter(TextDoor())
    cells = []
    for column in range(columns):
        text = "\n".join(f"rad {n}" for n in range(max(1, lines - column)))
        cells.append(Cell(column * 100, 90, setter.lines(text, style.BODY, 90), style.BODY, Node("P")))
    return Row(cells, keep=keep, repeat=repeat)


def lines_of(flow: Row) -> list[str]:
    return [line.text for line in flow.cells[0].lines]


def test_a_word_of_400_characters_is_cut_into_lines_and_none_is_lost():
    word = "Å" + "bcdefghij" * 44 + "xyz"
    lines = set_text(word)
    assert len(lines) > 5
    assert "".join(lines) == word


def test_compounds_may_break_after_a_hyphen_but_dates_and_numbers_may_not():
    assert set_text("HVB-boende-med-särskild-service", 80)[0].endswith("-")
    for text in ("besök den 2026-11-26", "tfn 0555-12 34 56"):
        assert all(not line.endswith("-") for line in set_text(text, 60))


def test_line_breaks_and_empty_lines_are_kept():
    assert set_text("ett\n\ntvå") == ["ett", "", "två"]
    assert set_text("") == []
    assert set_text(" \n ") == []


def test_a_space_is_kept_in_the_text_where_a_line_was_broken_at_it():
    lines = Setter(TextDoor()).lines("ord " * 40, style.BODY, 100)
    assert all(line.spaced for line in lines[:-1])
    assert not lines[-1].spaced


@given(st.text(alphabet="abcåäö -/.,\n✓😀漢", max_size=300), st.floats(min_value=15, max_value=500))
def test_no_text_is_lost_and_no_line_is_too_long(text, width):
    door = TextDoor()
    lines = Setter(door).lines(text, style.BODY, width)
    assert "".join("".join(line.text.split()) for line in lines) == "".join(
        door.clean(text, "regular").split()
    )
    assert all(line.width <= width + 0.01 for line in lines)


@given(st.integers(1, 60), st.integers(1, 3), st.floats(min_value=1, max_value=900))
def test_a_split_row_keeps_every_line_in_order(lines, columns, room):
    row = a_row(lines, columns=columns)
    parts = row.split(room)
    if parts is None:
        return
    first, second = parts
    assert isinstance(first, Row)
    assert isinstance(second, Row)
    assert first.height <= room + 0.05
    assert min(len(lines_of(first)), len(lines_of(second))) >= 1
    assert lines_of(first) + lines_of(second) == lines_of(row)


def test_no_line_stands_alone():
    row = a_row(10)
    leading = style.BODY.leading
    assert row.split(leading * 1.5) is None
    first, second = row.split(leading * 9.2) or (row, row)
    assert (len(lines_of(first)), len(lines_of(second))) == (8, 2)


def test_a_heading_goes_with_what_follows():
    heading = a_row(1, keep=True)
    filler = [a_row(1) for _ in range(9)]
    pages = fill([*filler, heading, a_row(6)], 10 * style.BODY.leading, 0)
    assert pages[1][0].flow is heading


def test_a_table_repeats_its_header_on_each_new_page():
    header = a_row(1, keep=True)
    rows = [a_row(1, repeat=header) for _ in range(30)]
    pages = fill([header, *rows], 10 * style.BODY.leading, 0)
    assert len(pages) == 4
    for page in pages[1:]:
        assert page[0].flow is header
        assert page[0].again
    assert sum(not placed.again for page in pages for placed in page) == 31


def test_a_heading_higher_than_a_page_is_split_all_the_same():
    heading = a_row(40, keep=True)
    heading.whole = True
    pages = fill([heading, a_row(2)], 10 * style.BODY.leading, 0)
    assert len(pages) == 5
    assert all(placed.flow.height <= 10 * style.BODY.leading + 0.05 for page in pages for placed in page)


@given(st.lists(st.tuples(st.integers(1, 40), st.booleans()), max_size=40))
def test_everything_is_placed_once_inside_the_page(rows):
    flows = [a_row(lines, keep=keep) for lines, keep in rows]
    pages = fill(flows, 400, 40)
    placed = [item for page in pages for item in page]
    assert sum(len(lines_of(item.flow)) for item in placed) == sum(lines for lines, _ in rows)
    assert all(item.top - item.flow.height >= 40 - 0.05 and item.top <= 400 for item in placed)
