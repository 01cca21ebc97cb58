"""What the database looks like, reckoned from the models: tables, capture triggers, live views, search triggers.

Tables are frozen in `migrations` when they are released; triggers and views are made anew from here after each migration,
because they hold no data.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from sqlalchemy import Column, MetaData, Table
from sqlalchemy.dialects import sqlite
from sqlmodel import SQLModel

from inspektor.changes import Value
from inspektor.model.fields import DateText, Row, UtcText
from inspektor.model.tables import IMMUTABLE, MERGED, SEARCHED, TABLES
from inspektor.store import stand_ins

_DIALECT = sqlite.dialect()
_CALENDAR = (UtcText, DateText)
Written = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class ColumnShape:
    """One synced column: its name, its SQLite type, and the value it has until somebody sets it."""

    name: str
    kind: str
    required: bool
    default: Value
    written: Written | None = None
    """How what the program reads in the column is written, for columns in which it cannot read everything."""
    merged: bool = False
    """Whether two wordings made at once are shown as one, where they differ in different paragraphs."""

    def accepts(self, value: Value) -> bool:
        """Whether a value from elsewhere fits the STRICT column."""
        if value is None:
            return not self.required and self.default is None
        if self.kind != "TEXT":
            return isinstance(value, int)
        return isinstance(value, str) and (self.written is None or self.written(value) == value)

    @property
    def nothing(self) -> Value:
        """What stands in a required column whose value was erased."""
        return "" if self.kind == "TEXT" else 0


@dataclass(frozen=True, slots=True)
class TableShape:
    """One synced table and its columns, apart from id and hidden."""

    name: str
    columns: tuple[ColumnShape, ...]
    immutable: bool
    searched: tuple[str, ...]

    def column(self, name: str) -> ColumnShape | None:
        """The column of that name, or None if this program does not know it."""
        return next((shape for shape in self.columns if shape.name == name), None)


def _default(model: type[Row], sql_column: Column[Any]) -> tuple[bool, Value]:
    field = model.model_fields[sql_column.name]
    if field.is_required():
        return True, None
    value = field.default
    processor = sql_column.type.dialect_impl(_DIALECT).bind_processor(_DIALECT)
    return False, processor(value) if processor and value is not None else value


def _again(kind: UtcText | DateText, value: str) -> str | None:
    """What the column would hold if its value were read and written; None if it cannot be read."""
    try:
        return kind.process_bind_param(kind.process_result_value(value, _DIALECT), _DIALECT)  # type: ignore[arg-type]
    except ValueError:
        return None


def sql_table(model: type[Row]) -> Table:
    """The SQLAlchemy table of a model."""
    found = SQLModel.metadata.tables[str(model.__tablename__)]
    return found


@cache
def shapes() -> dict[str, TableShape]:
    """All synced tables by name, in the order of `TABLES`."""
    found = {}
    for model in TABLES:
        name = str(model.__tablename__)
        columns = []
        for sql_column in sql_table(model).columns:
            if sql_column.name in ("id", "hidden"):
                continue
            required, default = _default(model, sql_column)
            kind = str(sql_column.type.compile(_DIALECT))
            written = partial(_again, sql_column.type) if isinstance(sql_column.type, _CALENDAR) else None
            merged = sql_column.name in MERGED.get(name, ())
            columns.append(ColumnShape(sql_column.name, kind, required, default, written, merged))
        found[name] = TableShape(name, tuple(columns), name in IMMUTABLE, SEARCHED.get(name, ()))
    return found


@cache
def live(model: type[Row]) -> Table:
    """The view of a model's rows that are not deleted; what queries select from."""
    source = sql_table(model)
    return Table(
        f"live_{source.name}",
        MetaData(),
        *(Column(c.name, c.type, primary_key=c.primary_key) for c in source.columns if c.name != "hidden"),
    )


def literal(value: Value) -> str:
    """A default value as SQL text."""
    if value is None:
        return "NULL"
    return str(value) if isinstance(value, int) else "'" + str(value).replace("'", "''") + "'"


def capture_sql() -> list[str]:
    """The statements that make triggers and views; run after each migration, on a connection that may write."""
    statements = [_OPERATION_CAPTURED, *_SAVED, *_SEARCH_INDEX, *stand_ins.sql()]
    for shape in shapes().values():
        statements += [_live_view(shape), _no_delete(shape), _insert_trigger(shape), _hidden_trigger(shape)]
        if shape.immutable:
            statements.append(_immutable_trigger(shape))
        else:
            statements.append(_update_trigger(shape))
        statements += [statement for field in shape.searched for statement in _search_triggers(shape, field)]
    return statements


_COLUMNS = "(id, tbl, row, field, kind, value, wall, step)"

# What a new operation replaces: every current value (head) of its field. Deleting also writes down which values of the row's
# fields its author saw, so that an edit made elsewhere without knowing of the deletion keeps the row visible.
_OPERATION_CAPTURED = """
CREATE TRIGGER operation_captured AFTER INSERT ON operation WHEN capturing() AND NEW.kind <> 'erase' BEGIN
  INSERT INTO operation_parent (op, parent)
    SELECT NEW.id, op FROM head WHERE tbl = NEW.tbl AND row = NEW.row AND field = NEW.field;
  INSERT INTO operation_seen (op, seen)
    SELECT NEW.id, op FROM head WHERE NEW.kind = 'delete' AND tbl = NEW.tbl AND row = NEW.row AND field <> '';
  DELETE FROM head WHERE tbl = NEW.tbl AND row = NEW.row AND field = NEW.field;
  INSERT INTO head (tbl, row, field, op) VALUES (NEW.tbl, NEW.row, NEW.field, NEW.id);
END"""

# A field's new value goes in here: it replaces the text that is still being typed, or is an operation of its own. Every
# connection reads all triggers when it is opened, so what they have in common is written once.
_SAVED = (
    "CREATE VIEW saved (tbl, row, field, value) AS SELECT NULL, NULL, NULL, NULL WHERE 0",
    f"""
CREATE TRIGGER saved_captured INSTEAD OF INSERT ON saved BEGIN
  UPDATE operation SET value = NEW.value, wall = op_wall() WHERE id = open_op(NEW.tbl, NEW.row, NEW.field);
  INSERT INTO operation {_COLUMNS} SELECT next_op(), NEW.tbl, NEW.row, NEW.field, 'set', NEW.value, op_wall(), op_step()
    WHERE open_op(NEW.tbl, NEW.row, NEW.field) IS NULL;
END""",
)

_SEARCH_INDEX = (
    """
CREATE TRIGGER search_text_insert AFTER INSERT ON search_text BEGIN
  INSERT INTO search (rowid, text) VALUES (NEW.seq, NEW.text);
END""",
    """
CREATE TRIGGER search_text_delete AFTER DELETE ON search_text BEGIN
  INSERT INTO search (search, rowid, text) VALUES ('delete', OLD.seq, OLD.text);
END""",
)


def _live_view(shape: TableShape) -> str:
    columns = ", ".join(("id", *(stand_ins.resolved(shape.name, each.name) for each in shape.columns)))
    return f"CREATE VIEW live_{shape.name} AS SELECT {columns} FROM {shape.name} WHERE hidden = 0"


def _no_delete(shape: TableShape) -> str:
    return (
        f"CREATE TRIGGER {shape.name}_no_delete BEFORE DELETE ON {shape.name} WHEN capturing() BEGIN"
        " SELECT RAISE(ABORT, 'rows are hidden, never deleted'); END"
    )


def _insert_trigger(shape: TableShape) -> str:
    return (
        f"CREATE TRIGGER {shape.name}_insert AFTER INSERT ON {shape.name} WHEN capturing() BEGIN\n"
        f"  INSERT INTO operation {_COLUMNS}"
        f" VALUES (next_op(), '{shape.name}', NEW.id, '', 'create', NULL, op_wall(), op_step());\n"
        f"  INSERT INTO operation {_COLUMNS} SELECT next_op(), '{shape.name}', NEW.id, column1, 'set', column2,"
        f" op_wall(), op_step() FROM {_unequal(shape, lambda each: literal(each.default))};\n"
        "END"
    )


def _update_trigger(shape: TableShape) -> str:
    return (
        f"CREATE TRIGGER {shape.name}_update AFTER UPDATE ON {shape.name} WHEN capturing() BEGIN\n"
        f"  INSERT INTO saved SELECT '{shape.name}', NEW.id, column1, column2"
        f" FROM {_unequal(shape, lambda each: f'OLD.{each.name}')};\n"
        "END"
    )


def _unequal(shape: TableShape, before: Callable[[ColumnShape], str]) -> str:
    """The columns whose new value is another than before: their names as column1, the values as column2.

    A plus keeps SQLite from calling column2 by the name of the first column instead.
    """
    columns = (f"('{each.name}', +NEW.{each.name}, +{before(each)})" for each in shape.columns)
    return f"(VALUES {', '.join(columns)}) WHERE column2 IS NOT column3"


def _hidden_trigger(shape: TableShape) -> str:
    name = shape.name
    return (
        f"CREATE TRIGGER {name}_hidden_update AFTER UPDATE OF hidden ON {name}"
        " WHEN capturing() AND NEW.hidden IS NOT OLD.hidden BEGIN\n"
        f"  INSERT INTO operation {_COLUMNS} VALUES (next_op(), '{name}', NEW.id, '',"
        " CASE NEW.hidden WHEN 1 THEN 'delete' ELSE 'undelete' END, NULL, op_wall(), op_step());\n"
        "END"
    )


def _immutable_trigger(shape: TableShape) -> str:
    changed = " OR ".join(f"NEW.{each.name} IS NOT OLD.{each.name}" for each in shape.columns)
    return (
        f"CREATE TRIGGER {shape.name}_immutable BEFORE UPDATE ON {shape.name} WHEN capturing() AND ({changed}) BEGIN"
        f" SELECT RAISE(ABORT, '{shape.name} never changes'); END"
    )


def _search_triggers(shape: TableShape, field: str) -> list[str]:
    name = shape.name
    forget = f"DELETE FROM search_text WHERE tbl = '{name}' AND row = NEW.id AND field = '{field}';"
    note = (
        f"INSERT INTO search_text (tbl, row, field, text) SELECT '{name}', NEW.id, '{field}', NEW.{field}"
        f" WHERE NEW.hidden = 0 AND NEW.{field} <> '';"
    )
    return [
        f"CREATE TRIGGER {name}_{field}_search_insert AFTER INSERT ON {name} BEGIN {note} END",
        f"CREATE TRIGGER {name}_{field}_search_update AFTER UPDATE OF {field}, hidden ON {name} BEGIN {forget} {note} END",
        f"CREATE TRIGGER {name}_{field}_search_delete AFTER DELETE ON {name} BEGIN"
        f" DELETE FROM search_text WHERE tbl = '{name}' AND row = OLD.id AND field = '{field}'; END",
    ]


def table_sql() -> list[str]:
    """The CREATE TABLE statements of the synced tables as the models say; what a released migration is compared with."""
    statements = []
    for shape in shapes().values():
        columns = [
            "id TEXT NOT NULL PRIMARY KEY",
            "hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1))",
        ]
        for each in shape.columns:
            optional = not each.required and each.default is None
            columns.append(
                f"{each.name} {each.kind}"
                + ("" if optional else " NOT NULL")
                + ("" if each.required or optional else f" DEFAULT {literal(each.default)}")
            )
        statements.append(f"CREATE TABLE {shape.name} (\n  " + ",\n  ".join(columns) + "\n) STRICT")
    return statements
