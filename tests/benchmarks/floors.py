"""The floors that budgets are measured against: the least code that does the same, and nothing else."""

from pathlib import Path

import sqlalchemy as sa
import sqlcipher3.dbapi2 as sqlcipher


class BareDatabase:
    """One table, one row, the bare driver with the workspace's own pragmas: what an UPDATE that is durable costs."""

    def __init__(self, path: Path) -> None:
        """Make the file."""
        self._connection = sqlcipher.connect(str(path), isolation_level=None)
        for statement in (
            f"PRAGMA key = \"x'{'5a' * 32}'\"",
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = FULL",
            "PRAGMA secure_delete = ON",
            "CREATE TABLE note (id TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT",
            "INSERT INTO note VALUES ('n', '')",
        ):
            self._connection.execute(statement)

    def update(self, text: str) -> None:
        """One durable UPDATE."""
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute("UPDATE note SET text = ? WHERE id = 'n'", (text,))
        self._connection.execute("COMMIT")

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def raw_follow_up(connection: sa.Connection, follow_up_id: str) -> None:
    """Read the rows that an opened follow-up shows, as tuples."""
    for table in ("assessment", "evidence", "note"):
        connection.exec_driver_sql(
            f"SELECT * FROM live_{table} WHERE follow_up_id = ?", (follow_up_id,)
        ).all()
