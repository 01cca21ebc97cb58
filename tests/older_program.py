"""An older program within this one: it does not know one table and one column, and its workspaces lack them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from inspektor.store import schema
from inspektor.store.migrations import m0001_start, runner
from tests import builders

TABLE, COLUMN_OF, COLUMN = "participant", "provider", "organisation_number"
_ADDED = f"ALTER TABLE {COLUMN_OF} ADD COLUMN {COLUMN} TEXT NOT NULL DEFAULT ''"


def two_releases(patch: pytest.MonkeyPatch) -> None:
    """Let the present schema be the second one; the first lacks a table and a column."""
    later = tuple(each for each in m0001_start.STATEMENTS if f" {TABLE} (" in each or f"{TABLE}_" in each)
    line = f"  {COLUMN} TEXT NOT NULL DEFAULT '',\n"
    table = f"CREATE TABLE {COLUMN_OF} ("
    first = tuple(
        each.replace(line, "") if each.startswith(table) else each
        for each in m0001_start.STATEMENTS
        if each not in later
    )
    assert len(later) == 2
    assert sum(map(len, first)) + len(line) + sum(map(len, later)) == sum(map(len, m0001_start.STATEMENTS))
    patch.setattr(runner, "STEPS", (first, (_ADDED, *later)))
    patch.setattr(runner, "NEWEST", 2)
    patch.setattr(builders, "_new_laptop", builders._new_laptop.__wrapped__)  # kept files would outlive this


@contextmanager
def older_program() -> Iterator[None]:
    """What runs within is the first release. `two_releases` must have been called."""
    shapes = schema.shapes()
    whole = dict(shapes)
    known = tuple(each for each in shapes[COLUMN_OF].columns if each.name != COLUMN)
    shapes[COLUMN_OF] = replace(shapes[COLUMN_OF], columns=known)
    del shapes[TABLE]
    steps = runner.STEPS
    runner.STEPS, runner.NEWEST = steps[:1], 1
    try:
        yield
    finally:
        runner.STEPS, runner.NEWEST = steps, 2
        shapes.clear()
        shapes.update(whole)
