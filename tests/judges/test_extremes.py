"""Documents of every kind at their worst: another program reads out exactly what they say, and nothing leaves the page.

`python -m tests.benchmarks.bench_extremes` does the same with hundreds of pages, and asks the other judges too.
"""

from collections.abc import Callable

import pytest
from extremes import documents, outside, read_out, spoken

from inspektor.report.build import build

DOCUMENTS = documents(2)


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_nothing_is_lost_added_or_out_of_order(require_tool: Callable[[str], str], tmp_path, kind):
    built = build(DOCUMENTS[kind])
    path = tmp_path / f"{kind}.pdf"
    path.write_bytes(built.data)
    assert read_out(require_tool("pdfinfo"), path) == spoken(DOCUMENTS[kind])
    assert outside(built.data) == []
    assert built.unreadable_pictures == 0
