"""How the encrypted database is reached: SQLCipher through SQLAlchemy's ordinary SQLite dialect, with a raw key.

One engine writes with a single connection, one engine reads with a few; never a second SQLite library on the same file.
"""

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final, Protocol

import sqlalchemy as sa
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.exc import DatabaseError, IntegrityError
from sqlalchemy.pool import QueuePool

from inspektor.errors import InspektorError, MayPass
from inspektor.i18n import tr
from inspektor.store.disk import DiskFailed, DiskFull, DiskReadOnly, trouble_in

APPLICATION_ID = 0x494E5350
"""'INSP', so that the file is known as ours."""


class SqlCipher(SQLiteDialect_pysqlite):
    """The ordinary dialect, of which one is as good as another: what was compiled for one engine serves them all."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        """Like every other of the kind."""
        return isinstance(other, SqlCipher)

    def __hash__(self) -> int:
        """As equals must."""
        return hash(SqlCipher)


registry.register("sqlite.sqlcipher", __name__, SqlCipher.__name__)
_COMPILED: Final = sa.util.LRUCache[Any, Any](500)
"""Statements in SQL, for the writer and the readers, and for the workspace that is opened after this one was locked."""


class DatabaseDamaged(InspektorError):
    """The database file does not open with a key that is right."""

    def text(self) -> str:
        """What is wrong."""
        return tr("The database in this workspace is damaged.")

    def advice(self) -> str:
        """What to do."""
        return tr("Nothing has been changed. Restore the latest backup, or sync into a new workspace.")


class DatabaseBusy(MayPass):
    """Another program holds the database."""

    def text(self) -> str:
        """What is wrong."""
        return tr("Another program is holding the database.")

    def advice(self) -> str:
        """What to do."""
        return tr("Wait a moment and try again; close programs that copy or scan the workspace folder.")


_TROUBLES: tuple[tuple[str, type[InspektorError]], ...] = (
    ("disk is full", DiskFull),
    ("disk i/o error", DiskFailed),
    ("readonly", DiskReadOnly),
    ("unable to open", DiskReadOnly),
    ("locked", DatabaseBusy),
    ("not a database", DatabaseDamaged),
    ("malformed", DatabaseDamaged),
    ("vtable constructor failed", DatabaseDamaged),
)
_BREAKING = tuple(words for words, trouble in _TROUBLES if trouble not in (DiskFull, DatabaseBusy))
_VAGUE = frozenset({DiskFailed, DiskReadOnly, DatabaseDamaged})
"""What SQLite may also say of a disk that is full, or does not answer."""


@contextmanager
def known_troubles(folder: Path | None) -> Iterator[None]:
    """Turn the errors of a database in this folder into those a user can meet; a bug of ours passes through unchanged.

    Without the folder, nothing is written to find out more.
    """
    try:
        yield
    except (DatabaseError, sqlcipher.DatabaseError) as error:
        if isinstance(error, IntegrityError):
            raise
        cause = str(getattr(error, "orig", None) or error).lower()
        for words, trouble in _TROUBLES:
            if words in cause:
                raise (_cause(trouble, folder) or trouble()) from error
        raise


def _cause(trouble: type[InspektorError], folder: Path | None) -> InspektorError | None:
    """What the disk says itself, where SQLite is vague: it also calls damaged what the disk did not let it read."""
    if folder is None or trouble not in _VAGUE:
        return None
    cause = trouble_in(folder)
    return None if trouble is DatabaseDamaged and not isinstance(cause, (DiskFailed, DiskFull)) else cause


class SqlFunctions(Protocol):
    """What the capture triggers call; a connection without it cannot write."""

    def capturing(self) -> int:
        """1 while changes are to be journalled, 0 while a merge or migration writes."""

    def next_op(self) -> int:
        """The id of the next operation."""

    def op_wall(self) -> int:
        """The wall clock in milliseconds."""

    def op_step(self) -> int:
        """The id of the first operation of this transaction."""

    def open_op(self, table: str, row: str, field: str) -> int | None:
        """The operation of this field that a save may still amend, or None."""


def _unlocking(data_key: bytes) -> Iterator[str]:
    yield f"PRAGMA key = \"x'{data_key.hex()}'\""  # must be the first statement
    yield "PRAGMA cipher_log_level = NONE"  # else SQLCipher prints its errors to stderr
    yield "PRAGMA temp_store = MEMORY"


def _pragmas(data_key: bytes, cache_kib: int, read_only: bool) -> Iterator[str]:
    yield from _unlocking(data_key)
    yield "PRAGMA busy_timeout = 5000"
    yield "PRAGMA journal_mode = WAL"
    yield "PRAGMA synchronous = FULL"
    if sys.platform == "darwin":  # a plain fsync does not flush the drive there
        yield "PRAGMA fullfsync = ON"
        yield "PRAGMA checkpoint_fullfsync = ON"
    yield "PRAGMA foreign_keys = ON"
    yield "PRAGMA recursive_triggers = ON"
    yield "PRAGMA secure_delete = ON"
    yield f"PRAGMA cache_size = -{cache_kib}"
    if read_only:
        yield "PRAGMA query_only = ON"


def _engine(
    path: Path, data_key: bytes, *, size: int, cache_kib: int, functions: SqlFunctions | None
) -> sa.Engine:
    engine = sa.create_engine(
        sa.URL.create("sqlite+sqlcipher", database=str(path)),
        module=sqlcipher,
        execution_options={"compiled_cache": _COMPILED},
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=0,
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # SQLAlchemy, not the driver, owns BEGIN
        for pragma in _pragmas(data_key, cache_kib, functions is None):
            connection.execute(pragma)
        if functions is not None:
            connection.create_function("capturing", 0, functions.capturing)
            connection.create_function("next_op", 0, functions.next_op)
            connection.create_function("op_wall", 0, functions.op_wall)
            connection.create_function("op_step", 0, functions.op_step)
            connection.create_function("open_op", 3, functions.open_op)

    @event.listens_for(engine, "handle_error")
    def let_go(context: sa.ExceptionContext) -> None:
        """SQLCipher takes a connection that has met one unreadable page for broken ever after: open another the next time."""
        if any(words in str(context.original_exception).lower() for words in _BREAKING):
            context.is_disconnect, context.invalidate_pool_on_disconnect = True, False

    begin = "BEGIN" if functions is None else "BEGIN IMMEDIATE"

    @event.listens_for(engine, "begin")
    def start(connection: sa.Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


@contextmanager
def used_raw(engine: sa.Engine) -> Iterator[None]:
    """What is done in the block with a pooled connection, unseen by the engine: if it fails, another is opened the next time."""
    try:
        yield
    except sqlcipher.DatabaseError:
        engine.dispose()
        raise


@contextmanager
def alone(path: Path, data_key: bytes) -> Iterator[Any]:
    """A bare keyed connection to a database that nobody else has open, such as a backup; it is folded into one file."""
    with known_troubles(path.parent):
        connection = sqlcipher.connect(str(path), isolation_level=None)
        try:
            for pragma in (*_unlocking(data_key), "PRAGMA journal_mode = DELETE"):
                connection.execute(pragma)
            yield connection
        finally:
            connection.close()


@contextmanager
def looking(path: Path, data_key: bytes) -> Iterator[Any]:
    """A bare keyed connection that leaves no trace beside the file, also on a write-protected stick."""
    with known_troubles(None):
        connection = sqlcipher.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            for pragma in _unlocking(data_key):
                connection.execute(pragma)
            yield connection
        finally:
            connection.close()


def writer(path: Path, data_key: bytes, functions: SqlFunctions) -> sa.Engine:
    """The engine of the one writing connection."""
    return _engine(path, data_key, size=1, cache_kib=16_000, functions=functions)


def readers(path: Path, data_key: bytes) -> sa.Engine:
    """The engine of the reading connections; they refuse to write."""
    return _engine(path, data_key, size=4, cache_kib=8_000, functions=None)


def checkpoint(engine: sa.Engine) -> bool:
    """Fold the write-ahead log into the database and empty it; False if a reader kept it from being emptied."""
    busy, _, _ = _outside_transactions(engine, "PRAGMA wal_checkpoint(TRUNCATE)")
    return not busy


def rebuild(engine: sa.Engine) -> None:
    """Write every page anew, so that nothing of what was deleted is left between the rows."""
    _outside_transactions(engine, "VACUUM")


def _outside_transactions(engine: sa.Engine, statement: str) -> tuple[int, int, int]:
    with (
        known_troubles(Path(engine.url.database or "").parent),
        used_raw(engine),
        closing(engine.raw_connection()) as connection,
    ):
        return connection.cursor().execute(statement).fetchone() or (0, 0, 0)
