"""Dumb parts: a few values in, signals with meaning out. They know no record, no store and no query."""
