"""A check may be switched off for one line, by name, a lint rule with the reason beside it; never for a file."""

import io
import re
import tokenize

import pytest
from house_source import nothing, python_files

NAMED = re.compile(r"#\s*(noqa: [A-Z]+\d+(, ?[A-Z]+\d+)*\W+\w+ \w+|type: ignore\[[a-z, -]+\]|fmt: skip)")
LOOPHOLE = re.compile(r"#\s*(noqa|type:\s*ignore|ruff:|mypy:|fmt:|pragma:)", re.IGNORECASE)


def unargued(source: str) -> list[tuple[int, str]]:
    """The comments that switch a check off without naming it or without saying why."""
    if not LOOPHOLE.search(source):
        return []
    return [
        (token.start[0], token.string)
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type == tokenize.COMMENT
        and len(LOOPHOLE.findall(token.string)) > len(NAMED.findall(token.string))
    ]


def test_every_loophole_is_argued():
    nothing(
        [
            f"{path}:{line}: {comment}"
            for path in python_files("inspektor", "ui", "packaging", "run.py", "tests")
            for line, comment in unargued(path.read_text(encoding="utf-8"))
        ]
    )


@pytest.mark.parametrize(
    "comment",
    [
        "# noqa",
        "# noqa: E501",
        "# type: ignore",
        "# ruff: noqa",
        "# mypy: ignore-errors",
    ],
)
def test_planted_loopholes_are_found(comment):
    assert len(unargued(f"a = 1  {comment}\n")) == 1


@pytest.mark.parametrize(
    "comment",
    [
        "# noqa: BLE001  whatever it is, the window decides",
        "# noqa: B009 - the column is not on every row",
        "# type: ignore[arg-type]",
        "# a remark about nothing",
    ],
)
def test_a_named_one_passes(comment):
    assert unargued(f"a = 1  {comment}\n") == []
