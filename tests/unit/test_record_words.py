"""Every kind of record can show its history in words."""

from inspektor.clock import now
from inspektor.model.fields import WordText
from inspektor.model.tables import IMMUTABLE
from inspektor.model.tables import TABLES as MODELS
from inspektor.record_words import _FIELDS, _WORDS, BOOKS, TABLES, lines
from inspektor.shapes.erasure import SEALED
from inspektor.shapes.views import HistoryEntry
from inspektor.store.schema import shapes, sql_table


def test_every_table_and_field_has_its_word_or_keeps_the_books():
    assert set(shapes()) == set(TABLES)
    columns = {column.name for shape in shapes().values() for column in shape.columns}
    assert columns == set(_FIELDS) | BOOKS
    assert not set(_FIELDS) & BOOKS


def test_what_is_signed_or_on_record_is_sealed():
    assert IMMUTABLE | {"document"} == SEALED


def test_every_stored_word_is_told_by_its_label():
    untold = [
        (str(model.__tablename__), column.name)
        for model in MODELS
        for column in sql_table(model).columns
        if isinstance(column.type, WordText)
        and column.name in _FIELDS
        and _WORDS.get(str(model.__tablename__), {}).get(column.name) is not column.type.words
    ]
    assert untold == []


def test_what_was_erased_is_told_as_such():
    said = HistoryEntry(now(), "Karin", "d1", "Edit", "text", "före", "", 1, "set", True, "note", "n")
    gone = HistoryEntry(
        now(), "Karin", "d1", "Remove", "text", "", "Personnummer", 2, "erase", False, "note", "n"
    )
    assert [after for _, _, after in lines("note", [said, gone])] == [
        "raderat senare",
        "raderat (Personnummer)",
    ]
