"""What two laptops entered twice: found, merged, undone, divided again, and the same on both whoever did it first."""

import pytest

from inspektor.actions import duplicates, follow_ups, register
from inspektor.queries.dossier import dossier
from inspektor.queries.duplicates import duplicates as doubles
from inspektor.queries.duplicates import merged, standing
from inspektor.queries.follow_ups import follow_ups as listed
from inspektor.queries.follow_ups import sheet
from inspektor.queries.register import providers, units
from inspektor.store.doctor import examine
from tests.builders import a_follow_up, a_workspace
from tests.command_line import Desk

NUMBER = "459012-3453"


def exchange(*workspaces):
    for source in workspaces:
        for target in workspaces:
            if source is not target:
                target.absorb(source.journal.all(), source.journal.launches())


@pytest.fixture
def two(tmp_path):
    """Karin and Johan, who each registered the provider, its unit and a follow-up."""
    both = [a_workspace(tmp_path / name, name) for name in ("Karin", "Johan")]
    own = [a_follow_up(workspace) for workspace in both]
    register.edit_provider(
        both[1], providers(both[1])[0].id, name="BJÖRKHAGA  Omsorg", organisation_number=NUMBER
    )
    register.edit_unit(both[1], units(both[1])[0].id, manager="Eva Sand")
    exchange(*both)
    yield (*both, *own)
    for workspace in both:
        workspace.close()


def merge_all(workspace):
    while found := doubles(workspace):
        duplicates.merge(workspace, found[0].table, [each.id for each in found[0].entries])


def test_follow_ups_of_both_stand_under_the_one(two):
    karin, johan, hers, his = two
    (found,) = doubles(karin)
    assert (found.table, [each.follow_ups for each in found.entries]) == ("provider", [1, 1])
    before = karin.state_hash()
    merge_all(karin)
    (provider,), (unit,) = providers(karin), units(karin)
    assert (provider.name, provider.organisation_number) == ("Björkhaga Omsorg AB", NUMBER)
    assert (unit.manager, unit.provider_id) == ("Eva Sand", provider.id)
    assert {each.id for each in dossier(karin, unit.id).follow_ups} == {hers, his}
    assert {sheet(karin, each).unit.id for each in (hers, his)} == {unit.id}
    assert {each.unit for each in listed(karin)} == {"HVB Björkhaga"}
    assert [each.table for each in merged(karin)] == ["provider", "unit"]
    assert [each for each in examine(karin) if not each.well] == []
    for _ in range(2):
        karin.history.undo()
    assert (len(units(karin)), standing(karin)) == (2, {})
    assert karin.state_hash() != before  # undoing is history too
    merge_all(karin)

    exchange(karin, johan)
    assert units(johan) == units(karin)
    follow_ups.set_fields(johan, his, purpose="Efter klagomål.")
    younger = merged(johan)[1].entries[1].id
    duplicates.divide(johan, "unit", younger)
    exchange(karin, johan)
    assert {sheet(karin, each).unit.id for each in (hers, his)} == {unit.id, younger}
    assert karin.state_hash() == johan.state_hash()


def test_merged_by_both_at_once_there_is_always_one(two):
    karin, johan, *_ = two
    third = register.add_provider(karin, name="Björkhaga omsorg aktiebolag").created("provider")
    exchange(karin, johan)
    ids = sorted(each.id for each in providers(karin))
    assert third == ids[-1]
    duplicates.merge(karin, "provider", ids[1:])
    duplicates.merge(johan, "provider", ids[:2])
    exchange(karin, johan)
    for workspace in (karin, johan):
        assert [each.id for each in providers(workspace)] == ids[:1]
        assert standing(workspace) == dict.fromkeys(ids[1:], ids[0])
    # Nothing a hostile or newer program writes makes a row stand for itself twice over, or for nobody.
    karin.write("loop", lambda session: session.connection().exec_driver_sql(
        "UPDATE provider SET merged_into = ? WHERE id = ?", (third, ids[0])))  # fmt: skip
    assert [each.id for each in providers(karin)] == ids[:1]


def test_two_of_one_name_with_numbers_of_their_own_are_two(two):
    karin, *_ = two
    first = min(each.id for each in providers(karin))
    register.edit_provider(karin, first, organisation_number="456036-0796")
    assert doubles(karin) == ()


def test_by_command(two):
    karin, *_ = two
    folder = karin.folder
    karin.close()
    desk = Desk(folder)
    listed_twice = desk.run("register", "duplicates", "--json")
    assert listed_twice.code == 1
    ids = [each["id"] for each in listed_twice.json["duplicates"][0]["entries"]]
    unit = desk.did("register", "list")["units"][0]["id"]
    assert desk.run("register", "merge", ids[0], unit).code == 2
    assert desk.did("register", "merge", *ids)["stands"] == ids[0]
    assert desk.run("register", "divide", ids[0]).code == 2
    assert desk.did("register", "divide", ids[1]) == {"divided": ids[1]}
