"""The mutants still fit the program: what each changes stands there, once."""

import pytest

from tests.house.house_source import ROOT
from tests.mutants.sync import MUTANTS


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_what_a_mutant_changes_stands_there_once(mutant):
    for file, before, after in mutant.changes:
        assert (ROOT / file).read_text(encoding="utf-8").count(before) == 1, before
        assert before != after
    for each in mutant.tests:
        assert (ROOT / each).is_file()
