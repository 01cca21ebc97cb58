"""New row ids sort in the order they were made, also within one millisecond."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from uuid import UUID

import pytest

from inspektor import clock


@pytest.fixture
def standing():
    before = clock.source()
    clock.set_source(lambda: datetime(2026, 11, 28, 12, tzinfo=UTC))
    yield
    clock.set_source(before)


def test_ids_of_one_millisecond_sort_as_they_were_made(standing):
    made = [clock.new_id() for _ in range(2000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)
    assert {(UUID(each).version, UUID(each).variant) for each in made} == {(7, "specified in RFC 4122")}


def test_two_threads_never_make_the_same_id(standing):
    with ThreadPoolExecutor(4) as threads:
        made = list(threads.map(lambda _: clock.new_id(), range(4000)))
    assert len(set(made)) == len(made)
