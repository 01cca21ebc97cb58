"""The rows of the database and the input models that guard them. No sessions.

Each noun has `XFields` (constraints), `XIn` (what comes through a door: unknown keys refused) and `X` (the table row), which
actions build only through `X.model_validate`. SQLModel does not validate table rows by itself.
"""
