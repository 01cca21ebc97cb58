"""Numbered steps from one released schema to the next. Steps import no models: models change, steps must not."""

from inspektor.store.migrations import m0001_start

STEPS: tuple[tuple[str, ...], ...] = (m0001_start.STATEMENTS,)
"""Step n, counted from 1, takes a database from schema n - 1 to schema n."""

NEWEST = len(STEPS)
