"""Two wordings of a text merged: nothing that one of them changed is lost, and nobody's words come twice."""

from hypothesis import given
from hypothesis import strategies as st

from inspektor.store.merging import three_way

PARAGRAPH = st.sampled_from(["", "a", "å", "b", "c d", "😀"])
TEXT = st.lists(PARAGRAPH, min_size=1, max_size=8).map("\n".join)


@given(base=TEXT, one=TEXT)
def test_what_one_alone_changed_stands(base, one):
    assert three_way(base, one, base) == three_way(base, base, one) == one
    assert three_way(base, one, one) == one


@given(base=TEXT, one=TEXT, other=TEXT)
def test_the_order_of_the_two_does_not_matter(base, one, other):
    assert three_way(base, one, other) == three_way(base, other, one)


@given(parts=st.lists(st.integers(0, 3), min_size=1, max_size=10))
def test_changes_of_different_paragraphs_are_all_there(parts):
    """0 left alone, 1 changed by one, 2 changed by the other, 3 taken away by one."""
    base = "\n".join(f"stycke {number}" for number in range(len(parts)))

    def by(who: int) -> list[str]:
        changed = (
            f"stycke {n}, ändrat av {who}" if part == who else f"stycke {n}" for n, part in enumerate(parts)
        )
        return [text for text, part in zip(changed, parts, strict=True) if not (part == 3 and who == 1)]

    expected = [
        f"stycke {n}" + (f", ändrat av {part}" if part in (1, 2) else "")
        for n, part in enumerate(parts)
        if part != 3
    ]
    merged = three_way(base, "\n".join(by(1)), "\n".join(by(2)))
    assert merged is None or merged.split("\n") == (expected or [""])
    if 3 not in parts:
        assert merged is not None
