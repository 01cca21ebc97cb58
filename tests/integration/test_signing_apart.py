"""Two laptops and a folder: a colleague signs later on the own one, two sign at once, something comes after the report."""

import pytest

from inspektor.actions import (
    assessments,
    documents,
    follow_ups,
    interviews,
    observations,
    representatives,
    signing,
)
from inspektor.errors import InspektorError
from inspektor.model.register import Person
from inspektor.queries.conflicts import conflicts
from inspektor.queries.follow_ups import sheet, today
from inspektor.queries.late import late
from inspektor.queries.records import records
from inspektor.queries.templates import asked
from inspektor.report.appearance import Appearance
from inspektor.report.verify import verify
from inspektor.shapes.enums import DocumentKind, DocumentStatus, Rating
from inspektor.shapes.representative import Representative
from inspektor.sync.engine import sync_once
from tests.builders import PASSPHRASE, a_follow_up, a_workspace, quick_signing_keys
from tests.sync_folders import found_and_join, settle

REPORT = DocumentKind.FOLLOW_UP_REPORT
STROKES = (((0.0, 0.0), (9.0, 30.0), (40.0, 2.0)),)


@pytest.fixture(scope="module")
def laptops(tmp_path_factory):
    """Anna's and Bo's, in a group, each with a signing key; and a visit of both."""
    place = tmp_path_factory.mktemp("apart")
    (place / "mapp").mkdir()
    anna, bo = a_workspace(place / "anna", "Anna Ask"), a_workspace(place / "bo", "Bo Bok")
    follow_up = a_follow_up(anna)
    person = Person(id=bo.profile.person_id, name="Bo Bok", title="Kvalitetsgranskare")
    bo.write("person", lambda session: session.add(person))
    found_and_join(place / "mapp", anna, bo)
    with quick_signing_keys():
        for each in (anna, bo):
            signing.make_identity(each, PASSPHRASE)
    settle(anna, bo)
    follow_ups.join_team(bo, follow_up)
    follow_ups.arrive(anna, follow_up)
    observations.add(anna, follow_up, "Fyra i personalen.")
    for each in (anna, bo):
        settle(anna, bo)
        follow_ups.answer_conflict_of_interest(each, follow_up, False)
    settle(anna, bo)
    yield anna, bo, follow_up
    anna.close()
    bo.close()


def shown(workspace):
    return Appearance(workspace.profile.name, workspace.profile.title)


def newest(workspace, follow_up, kind=DocumentKind.VISIT_PROTOCOL):
    return sheet(workspace, follow_up).documents_of(kind)[0]


def test_two_who_sign_one_revision_are_told_apart_and_one_signs_again(laptops):
    anna, bo, follow_up = laptops
    rut = Representative("Rut Ros", "Föreståndare")
    documents.seal_and_sign(anna, follow_up, PASSPHRASE, shown(anna), representative=rut)
    settle(anna, bo)
    waiting = newest(bo, follow_up)
    assert waiting.status is DocumentStatus.AWAITING_SIGNATURE
    assert [row.id for row in today(bo).awaiting_signature] == [follow_up]
    documents.sign(bo, waiting.id, PASSPHRASE, shown(bo))
    representatives.sign_here(anna, waiting.id, STROKES)
    settle(anna, bo)
    here, there = newest(anna, follow_up), newest(bo, follow_up)
    assert here == there
    assert len(here.signatures) == 2
    (apart,) = here.apart
    place = next(each for each in here.signers if each.field == apart.field)
    assert here.signature_at(place) is None
    assert here.signed_apart(place)
    assert conflicts(anna) == conflicts(bo) == (), "there is nothing to choose: one signs again"
    note = next(each.note for each in records(anna, follow_up) if each.document_id == here.id)
    assert f"{place.name} ska signera igen" in note
    if place.person_id:
        documents.sign(bo, here.id, PASSPHRASE, shown(bo))
    else:
        representatives.sign_here(anna, here.id, STROKES)
    settle(anna, bo)
    for each in (anna, bo):
        whole = newest(each, follow_up)
        assert (whole.status, len(whole.signatures)) == (DocumentStatus.SIGNED, 3)
        assert not any(whole.signed_apart(each) for each in whole.signers)
        assert verify(documents.data(each, whole.id), expected_signatures=3).ok
    with pytest.raises(InspektorError):
        documents.sign(bo, whole.id, PASSPHRASE, shown(bo))


def test_what_comes_after_the_last_signature_is_kept_and_told_on_both(laptops):
    anna, bo, follow_up = laptops
    for each in asked(anna, follow_up).requirements:
        assessments.rate(anna, follow_up, each.code, Rating.NOT_REVIEWED)
        assessments.set_grounds(anna, follow_up, each.code, "Ingick inte.")
    documents.seal_and_sign(anna, follow_up, PASSPHRASE, shown(anna), kind=REPORT)
    assert not sheet(anna, follow_up).finished
    settle(anna, bo)
    interviews.add_note(anna, follow_up, "Tillägg per telefon")
    documents.sign(bo, newest(bo, follow_up, REPORT).id, PASSPHRASE, shown(bo))
    assert sheet(bo, follow_up).finished
    assert late(bo, follow_up) == ()
    settle(anna, bo)
    sync_once(bo)
    for each in (anna, bo):
        seen = sheet(each, follow_up)
        assert (seen.finished, seen.steps[0].name) == (True, "Bo Bok")
        assert [(row.person, row.label) for row in late(each, follow_up)] == [("Anna Ask", "Write note")]
    assert anna.state_hash() == bo.state_hash()
