"""Search as Swedes expect it, and never as query syntax."""

import unicodedata

import pytest

from inspektor.actions import assessments, interviews, observations
from inspektor.queries.search import MARKS, search
from inspektor.shapes.enums import Role
from tests.builders import a_follow_up, a_workspace


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    opened = a_workspace(tmp_path_factory.mktemp("search") / "w")
    follow_up = a_follow_up(opened)
    for text in ("En häst i hagen", "I all hast", "Åtgärd enligt brandskyddskontroll", "Får får får?"):
        interviews.add_note(opened, follow_up, text)
    observations.add(opened, follow_up, "Åtgärd i köket", place="Kök")
    yield opened
    opened.close()


def texts(workspace, words):
    return {hit.text.replace(MARKS[0], "").replace(MARKS[1], "") for hit in search(workspace, words)}


def test_letters_are_letters(workspace):
    assert texts(workspace, "häst") == {"En häst i hagen"}
    assert texts(workspace, "hast") == {"I all hast"}
    assert texts(workspace, "ÅTGÄRD") == {"Åtgärd enligt brandskyddskontroll", "Åtgärd i köket"}


def test_decomposed_letters_are_found(workspace):
    assert len(texts(workspace, unicodedata.normalize("NFD", "åtgärd"))) == 2


def test_the_last_word_may_be_unfinished_and_each_word_must_occur(workspace):
    assert texts(workspace, "brand") == {"Åtgärd enligt brandskyddskontroll"}
    assert texts(workspace, "åtgärd kök") == {"Åtgärd i köket"}
    assert texts(workspace, "åtgärd finnsinte") == set()
    assert texts(workspace, "åtgärd k") == texts(workspace, "åtgärd")
    assert texts(workspace, "åtgärd k ") == set()


@pytest.mark.parametrize(
    "words", ["", "   ", "*", '"', "(", "kök:", 'a"b', "NEAR(", "AND", "miljö-", "\x00", "-" * 500]
)
def test_no_word_is_syntax(workspace, words):
    search(workspace, words)


def test_a_changed_text_is_found_by_its_new_words_only_and_a_deleted_one_not_at_all(workspace):
    note = interviews.add_note(workspace, a_follow_up(workspace), "enhörning").created("note")
    interviews.set_note_text(workspace, note, "noshörning")
    assert texts(workspace, "enhörning") == set()
    assert texts(workspace, "noshörning") == {"noshörning"}
    interviews.remove_note(workspace, note)
    assert texts(workspace, "noshörning") == set()
    with workspace._bookkeeping() as connection:
        connection.exec_driver_sql("INSERT INTO search (search) VALUES ('integrity-check')")


def test_hits_say_where_they_stand(workspace):
    (hit,) = search(workspace, "köket")
    assert (hit.table, hit.field, hit.unit) == ("observation", "text", "HVB Björkhaga")
    assert hit.follow_up_id


def test_a_hit_says_what_to_open(workspace):
    follow_up = next(hit.follow_up_id for hit in search(workspace, "häst"))
    talk = interviews.start(workspace, follow_up, Role.STAFF).created("interview")
    note = interviews.add_note(workspace, follow_up, "Nyckelskåpet", interview_id=talk).created("note")
    sight = observations.add(workspace, follow_up, "Trasig kran").created("observation")
    assessments.set_grounds(workspace, follow_up, "1.1", "Tillståndet gäller")
    opens = {
        words: search(workspace, words)[0].opens for words in ("nyckelskåpet", "kran", "tillståndet", "häst")
    }
    assert opens == {"nyckelskåpet": f"{talk} {note}", "kran": sight, "tillståndet": "1.1", "häst": ""}


def test_within_a_follow_up_only_what_hangs_on_it_is_found(workspace):
    one, other = a_follow_up(workspace), a_follow_up(workspace)
    note = interviews.add_note(workspace, one, "Pelargonerna vattnas").created("note")
    for n in range(5):
        interviews.add_note(workspace, other, f"Pelargon {n}")
    hits = search(workspace, "pelargon", follow_up_id=one, limit=2)
    assert [hit.row for hit in hits] == [note]
    assert len(search(workspace, "pelargon", limit=100)) == 6
