"""The word list and the phrases made of it."""

import hashlib
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspektor.shapes import words


def _differ_by_one(a: str, b: str) -> bool:
    if len(a) == len(b):
        return sum(x != y for x, y in zip(a, b, strict=True)) == 1
    short, long = sorted((a, b), key=len)
    return len(long) == len(short) + 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def test_the_list_is_256_plain_words():
    assert len(words.WORDS) == 256
    assert list(words.WORDS) == sorted(words.WORDS)
    assert all(w.isascii() and w.isalpha() and w.islower() and 4 <= len(w) <= 7 for w in words.WORDS)


def test_no_two_words_can_be_taken_for_each_other():
    assert len({word[:4] for word in words.WORDS}) == 256
    assert [pair for pair in itertools.combinations(words.WORDS, 2) if _differ_by_one(*pair)] == []


def test_the_list_never_changes():
    # Printed recovery sheets depend on it. If this fails, the list was changed: change it back.
    digest = hashlib.sha256(" ".join(words.WORDS).encode()).hexdigest()
    assert digest == "72b9e4f54c498ad76b731bc8d2b7ac86a0c5016f4970fdc3777880ecd2c46baf"


@given(st.binary(max_size=64))
def test_bytes_come_back(data):
    assert words.decode(words.encode(data)) == data


@given(st.binary(min_size=16, max_size=16))
def test_a_phrase_comes_back(secret):
    phrase = words.phrase_with_check(secret)
    assert len(phrase) == words.PHRASE_WORDS
    assert words.secret_of_phrase([f" {word.upper()}, " for word in phrase]) == secret


def test_a_typed_phrase_may_carry_numbers_commas_and_line_breaks():
    phrase = words.phrase_with_check(bytes(range(16)))
    typed = "\n".join(f"{n}. {word.capitalize()}," for n, word in enumerate(phrase, start=1))
    assert words.secret_of_phrase(words.split_words(typed)) == bytes(range(16))


def test_the_first_unknown_word_is_named_by_its_place_and_not_repeated():
    phrase = words.phrase_with_check(bytes(16))
    phrase[4] = "hemligt"
    phrase[9] = "ankkare"
    with pytest.raises(words.UnknownWord) as caught:
        words.secret_of_phrase(phrase)
    assert caught.value.place == 5
    assert "hemligt" not in str(caught.value)


@pytest.mark.parametrize("count", [0, 17, 19])
def test_a_wrong_number_of_words_is_told(count):
    with pytest.raises(words.WrongCount) as caught:
        words.secret_of_phrase([words.WORDS[0]] * count)
    assert (caught.value.count, caught.value.expected) == (count, 18)


def test_an_exchanged_word_and_two_changed_places_are_found():
    phrase = words.phrase_with_check(bytes(range(16)))
    wrong = ["zenit", *phrase[1:]]
    swapped = [phrase[1], phrase[0], *phrase[2:]]
    for attempt in (wrong, swapped):
        with pytest.raises(words.WrongCheck):
            words.secret_of_phrase(attempt)


def test_only_sixteen_bytes_make_a_phrase():
    with pytest.raises(ValueError, match="15 bytes"):
        words.phrase_with_check(bytes(15))
