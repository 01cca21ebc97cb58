"""A signed protocol with photos and data: the doors leave it whole, the plan takes it, and then its bytes are nowhere."""

import hashlib
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pikepdf
import pytest

from inspektor import clock
from inspektor.actions import (
    backups,
    checking,
    documents,
    erasure,
    follow_ups,
    interviews,
    letterhead,
    observations,
    retention,
)
from inspektor.actions.first_start import FirstStart, set_up
from inspektor.errors import RuleBroken
from inspektor.queries.erasures import erasures
from inspektor.queries.follow_ups import sheet
from inspektor.queries.observations import observations as sights
from inspektor.shapes.enums import Consent, Role
from inspektor.shapes.erasure import ErasureRow, ReachKind
from inspektor.shapes.retention import Category
from inspektor.store.doctor import examine
from inspektor.store.media import MediaMissing
from inspektor.store.workspace import Workspace
from tests.builders import PASSPHRASE, QUICK, a_follow_up, a_workspace
from tests.erasure_search import found, in_backups
from tests.finished_parts import finalise
from tests.photo_files import jpeg
from tests.sync_folders import found_and_join, settle

GONE, KEPT = "Siskanarie", "Rödhakefågel"
SAID = {GONE: "Gulkanarie", KEPT: "Gråsparv"}
PLAN = "Beslut SN 2026/1"


@pytest.fixture
def now():
    at = [datetime(2026, 7, 1, 9, 0, tzinfo=UTC)]
    before = clock.source()
    clock.set_source(lambda: at[0])
    yield at
    clock.set_source(before)


@pytest.fixture
def karin(tmp_path, now):
    start = FirstStart("Karin Åkerström", "Kvalitetsgranskare", "Norrby kommun", "Socialnämnden", PASSPHRASE)
    made, _ = set_up(tmp_path / "karin", start, cost=QUICK)
    yield made
    made.close()


def visited(workspace: Workspace, word: str) -> tuple[str, str]:
    """A follow-up with a client's words and a photo, its protocol signed with its data; and the talk."""
    made = a_follow_up(workspace)
    follow_ups.arrive(workspace, made)
    follow_ups.answer_conflict_of_interest(workspace, made, False)
    talk = interviews.start(workspace, made, Role.CLIENT, SAID[word], consent=Consent.GIVEN).created(
        "interview"
    )
    interviews.add_note(workspace, made, f"Sade {SAID[word]}", interview_id=talk)
    seen = observations.add(workspace, made, f"Skylten säger {word}", place="Hos Nisse").created(
        "observation"
    )
    observations.add_photo(
        workspace, seen, jpeg((64, 40 + len(word))), alternative_text=f"En skylt med {word}"
    )
    (photo,) = sights(workspace, made)[0].photos
    observations.set_photo(workspace, photo.id, no_persons=True)
    documents.seal_with(workspace, made, PASSPHRASE)
    return made, talk


def signed(workspace: Workspace, follow_up: str) -> bytes:
    (document,) = sheet(workspace, follow_up).documents
    return documents.data(workspace, document.id)


def verdict(workspace: Workspace, content: bytes) -> set[str]:
    return {each.level for each in checking.verify_data(workspace, content).findings}


def revisions(workspace: Workspace, document_id: str, content: bytes) -> set[str]:
    """What the files of a document are kept by: every revision of it."""
    query = "SELECT media FROM signature WHERE document_id = ?"
    with workspace.read() as connection:
        signatures = connection.exec_driver_sql(query, (document_id,)).scalars().all()
    return {hashlib.sha256(content).hexdigest(), *signatures}


def holders(workspace: Workspace, hashes: set[str]) -> list[str]:
    """The files of media and backups that hold one of these contents."""
    names = {workspace.media._name(each) for each in hashes}
    return [
        path.name for path in workspace.folder.rglob("*") if any(path.as_posix().endswith(n) for n in names)
    ]


def whole_and_well(workspace: Workspace, follow_up: str, content: bytes) -> None:
    """The protocol is the same and holds, and so does the workspace."""
    assert signed(workspace, follow_up) == content
    assert verdict(workspace, content) == {"ok"}
    assert [finding.trouble for finding in examine(workspace) if not finding.well] == []


def through_the_doors(karin: Workspace, follow_up: str, talk: str) -> None:
    """What a respondent said, a photo and a field are erased: what was signed stays, and the list says where it may show."""
    (document,) = sheet(karin, follow_up).documents
    erasure.withdraw_interview(karin, talk, "Samtycket togs tillbaka")
    assert [each.kind for each in erasures(karin)[0].waiting if each.kind is ReachKind.DOCUMENT] == []
    (seen,) = sights(karin, follow_up)
    erasure.erase_photo(karin, seen.photos[0].id, "En klient kändes igen")
    erasure.erase_field(karin, "observation", seen.id, "place", "Namn", keep_present=False)
    for order in erasures(karin)[:2]:
        (left,) = [each for each in order.waiting if each.kind is ReachKind.DOCUMENT]
        assert left.place == document.id
    with pytest.raises(RuleBroken):
        erasure.erase_field(karin, "document", document.id, "facts", "Namn", keep_present=False)


def by_the_plan(karin: Workspace, follow_up: str, now) -> ErasureRow:
    """The plan has a decision, and what it says is due."""
    finalise(karin, follow_up, now[0])
    for category in (Category.DOCUMENTS, Category.OBSERVATIONS):
        retention.set_rule(karin, category, disposed=True, months=1, plan=PLAN)
    now[0] += timedelta(days=60)
    retention.dispose(karin, [(Category.DOCUMENTS, follow_up), (Category.OBSERVATIONS, follow_up)], PLAN)
    order = erasures(karin)[0]
    named = {each.kind: each.words for each in order.waiting}
    assert named.keys() == {ReachKind.FILE, ReachKind.BACKUP, ReachKind.LAPTOP}
    assert named[ReachKind.FILE].startswith("protokoll.pdf")
    return order


def test_a_signed_protocol_stays_whole_until_the_plan_takes_it_and_then_is_nowhere(karin, tmp_path, now):
    letterhead.set_letterhead(karin, {"attach_data": True})
    bo, place = a_workspace(tmp_path / "bo", "Bo Bok"), tmp_path / "delad"
    found_and_join(place, karin, bo)
    (gone, talk), (other, _) = visited(karin, GONE), visited(karin, KEPT)
    whole, kept = signed(karin, gone), signed(karin, other)
    with pikepdf.open(BytesIO(whole)) as pdf:
        assert len(pdf.attachments) == 1, "its data"
    (document,) = sheet(karin, gone).documents
    photo = sights(karin, gone)[0].photos[0].media
    documents.export(karin, document.id, tmp_path / "protokoll.pdf")
    settle(karin, bo)
    backups.make(karin)
    now[0] += timedelta(hours=1)
    through_the_doors(karin, gone, talk)
    settle(karin, bo)
    for each in (karin, bo):
        whole_and_well(each, gone, whole)
        with pytest.raises(MediaMissing):
            each.media.get(photo)
        assert found(SAID[GONE], each, place) == []
        assert found(GONE, each, place) != []
    hashes = revisions(karin, document.id, whole)
    assert holders(karin, hashes) != []
    order = by_the_plan(karin, gone, now)
    settle(karin, bo)
    erasure.renew_backups(karin, order.id)
    backups.make(karin)
    for each in (karin, bo):
        assert holders(each, hashes) == []
        assert sheet(each, gone).documents == ()
        whole_and_well(each, other, kept)
        assert found(GONE, each, place) == []
        assert found(KEPT, each, place) != []
    assert (in_backups(GONE, karin), in_backups(SAID[GONE], karin)) == ([], [])
    assert in_backups(KEPT, karin) != []
    assert karin.state_hash() == bo.state_hash()
    bo.close()
