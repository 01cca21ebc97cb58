"""One file from group to group: what is in it, who can open it, and that taking it in is one step beside everything else."""

import json
from dataclasses import replace
from functools import partial

import pytest

from inspektor.actions import parcels, register
from inspektor.errors import InspektorError, RuleBroken
from inspektor.model.follow_up import FollowUp
from inspektor.queries.figures import figures
from inspektor.queries.follow_ups import follow_ups
from inspektor.queries.parcels import about, offered, received
from inspektor.queries.search import search
from inspektor.shapes.parcels import SUFFIX, FigureKind
from inspektor.store.doctor import examine
from inspektor.sync import between, parcel, sealing
from inspektor.sync.parcel import Content, Sender
from tests.builders import PASSPHRASE, a_workspace, lay_down
from tests.command_line import Desk
from tests.quick_age import by_passphrase

SAID_BY_PHONE = "sju åttor under en brygga"


@pytest.fixture(scope="module")
def sender(demo_run, tmp_path_factory):
    with demo_run.copied(0, tmp_path_factory.mktemp("between") / "avsändare") as workspace:
        first = follow_ups(workspace)[0].id
        workspace.write(
            "finish", lambda session: setattr(session.get(FollowUp, first), "status", "finalised")
        )
        yield workspace


@pytest.fixture
def receiver(tmp_path):
    workspace = a_workspace(tmp_path / "mottagare", "Maj Öhman")
    yield workspace
    workspace.close()


def sent(sender, receiver, tmp_path):
    ids = [each.id for each in offered(sender)][:2]
    key, years = between.receiving_key(receiver), {each.year for each in figures(sender)}
    return between.make(sender, tmp_path / "till grannen", ids, years, receiver=key.text), ids


def everything(workspace):
    return workspace.state_hash(), sorted(p.name for p in (workspace.folder / "media").rglob("*"))


def test_a_file_holds_what_was_chosen_and_nothing_else(sender, receiver, tmp_path):
    path, ids = sent(sender, receiver, tmp_path)
    assert path.name == "till grannen" + SUFFIX
    wanted = [each.document for each in offered(sender) if each.id in ids]
    plain = sealing.decrypt(path.read_bytes(), [receiver.identity.age_secret])
    length = int.from_bytes(plain[8:12])
    manifest = plain[12 : 12 + length]
    files = b"".join(sender.media.get(each.sha256) for each in wanted)
    assert plain[12 + length + sealing.SIGNATURE_BYTES :] == files
    said = json.loads(manifest)
    assert set(said) == {"sender", "to", "made_at", "documents", "figures"}
    assert [each["size"] for each in said["documents"]] == [each.size for each in wanted]
    named = {*vars_of(wanted), *vars_of(figures(sender)), *vars_of([said["sender"]])}
    assert {value for each in (*said["documents"], *said["figures"]) for value in each.values()} <= named
    with sender.read() as connection:
        texts = connection.exec_driver_sql(
            "SELECT DISTINCT text FROM search_text WHERE tbl NOT IN ('unit', 'provider') AND length(text) > 12"
        ).scalars()
        assert [text for text in texts if text.encode() in manifest] == []


def vars_of(rows):
    for row in rows:
        values = row.values() if isinstance(row, dict) else [getattr(row, name) for name in row.__slots__]
        yield from (str(each) if not isinstance(each, int) else each for each in values)


def test_looking_changes_nothing_and_taking_in_is_one_step(sender, receiver, tmp_path):
    path, _ = sent(sender, receiver, tmp_path)
    before = everything(receiver)
    shown = between.look(receiver, path)
    assert everything(receiver) == before
    assert (shown.sender, shown.words, shown.known_since) == (
        sender.profile.name,
        between.own_words(sender),
        None,
    )
    # Both are whole; whose the certificates are, is not known here.
    assert [each.level for each in shown.checks] == ["warn", "warn"]
    assert {each.kind for each in shown.figures} >= {FigureKind.RATINGS, FigureKind.FOLLOW_UPS}

    between.accept(receiver, path, seen=shown.id)
    (taken,) = received(receiver)
    assert [each.document for each in taken.documents] == sorted(shown.documents, key=lambda each: each.unit)
    assert taken.figures == shown.figures
    assert follow_ups(receiver) == figures(receiver) == offered(receiver) == ()
    for each in taken.documents:
        assert parcels.data(receiver, each.id) == sender.media.get(each.media)
    with pytest.raises(parcels.TakenInAlready, match=r"togs emot 2\d{3}-"):
        between.look(receiver, path)

    receiver.history.undo()
    assert received(receiver) == ()
    between.accept(receiver, path)
    parcels.remove(receiver, received(receiver)[0].id)
    assert received(receiver) == ()
    receiver.history.undo()
    assert len(received(receiver)[0].documents) == 2
    assert [each for each in examine(receiver) if not each.well] == []

    colleague = a_workspace(tmp_path / "kollega", "Ove Ek")
    colleague.absorb(receiver.journal.all(), receiver.journal.launches())
    assert colleague.media_wanted() == sorted(each.media for each in taken.documents)
    assert received(colleague)[0].documents == received(receiver)[0].documents
    colleague.close()


def test_what_came_is_found_by_search_and_by_whom_it_is_about(sender, receiver, tmp_path):
    path, _ = sent(sender, receiver, tmp_path)
    between.accept(receiver, path)
    theirs = [each for one in received(receiver) for each in one.documents]
    chosen = next(each for each in theirs if each.document.organisation_number)
    one = chosen.document
    for words in (one.unit, f"{one.unit[:4]} {one.title}".lower(), one.provider.upper()):
        assert chosen.id in {each.row for each in search(receiver, words)}
    (hit, *_) = search(receiver, one.unit)
    assert (hit.table, hit.unit, hit.opens) == ("parcel_document", one.unit, hit.row)
    assert search(receiver, one.unit, limit=0) == search(receiver, f"{one.unit} finnsinte") == ()
    made = register.add_provider(receiver, name="Helt annat", organisation_number=one.organisation_number)
    other = register.add_provider(receiver, name="Ingen av dem").created("provider")
    provider = made.created("provider")
    names = (f" {one.unit.upper()} ", "Någon annanstans")
    units = [
        register.add_unit(receiver, provider_id=provider, name=name, service_type="HVB").created("unit")
        for name in names
    ]
    same = [each for each in theirs if each.document.organisation_number == one.organisation_number]
    assert set(about(receiver, provider)) == set(same)
    again = next(each.id for each in offered(sender) if each.document.sha256 == one.sha256)
    key = between.receiving_key(receiver).text
    between.accept(receiver, between.make(sender, tmp_path / "igen", [again], receiver=key))
    assert len(about(receiver, provider)) == len(same), "what came twice is named once"
    assert [each.document.unit for each in about(receiver, provider, units[0])] == [one.unit]
    assert about(receiver, provider, units[1]) == about(receiver, other) == about(receiver, "borta") == ()


def test_a_passphrase_opens_it_for_whoever_knows_it(sender, receiver, tmp_path, monkeypatch):
    monkeypatch.setattr(sealing, "encrypt_by_passphrase", by_passphrase)
    with pytest.raises(RuleBroken):
        between.make(sender, tmp_path / "x", [offered(sender)[0].id], passphrase="kort")
    path = between.make(sender, tmp_path / "x", [offered(sender)[0].id], passphrase=SAID_BY_PHONE)
    before = everything(receiver)
    with pytest.raises(between.PassphraseWanted):
        between.look(receiver, path)
    with pytest.raises(between.ParcelRefused, match="Lösenfrasen är en annan"):
        between.accept(receiver, path, "sju åttor under en bro")
    assert everything(receiver) == before
    assert between.look(receiver, path, SAID_BY_PHONE).figures == ()


def forged(whose, receiver, **changed):
    """A file that a member of another group signed by hand."""
    file = b"%PDF-1.7 inget"
    document = replace(offered(whose)[0].document, size=len(file), sha256=sealing.digest(file).hex())
    content = Content(Sender("Bo", "", "Sunne", ""), 1_795_000_000_000, (document,), (), (file,))
    content = replace(content, **{name: make(content) for name, make in changed.items()})
    return parcel.written(content, bytes(range(32)), between.receiving_key(receiver).text)


def refused(sender, receiver, whole):
    """Files that must not be taken in, by what is wrong with them."""
    own = [receiver.identity.age_secret]
    plain = sealing.decrypt(whole, own)
    signed = 12 + int.from_bytes(plain[8:12])
    recipient = between.receiving_key(receiver).text
    to_us = partial(sealing.encrypt, recipients=[recipient])
    deep, thirds = b"[" * 100_000, sealing.new_identity()
    other = sealing.recipient_of(thirds)
    return {
        "tom": b"",
        "främmande": b"PK\x03\x04 en vanlig zip",
        "avkortad": whole[:-1],
        "halv": whole[: len(whole) // 2],
        "ändrad": whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:],
        "annans": sealing.encrypt(plain, [other]),
        "vidaresänd": sealing.encrypt(
            sealing.decrypt(parcel.written(parcel.opened(whole, own).content, bytes(range(32)), other), [thirds]),
            [recipient],
        ),
        "nyare": to_us(b"INSPDEL2" + plain[8:]),
        "utan underskrift": to_us(plain[:signed] + bytes(64) + plain[signed + 64 :]),
        "kortare": to_us(plain[:-1]),
        "längre": to_us(plain + b"x"),
        "djup": to_us(parcel.MAGIC + len(deep).to_bytes(4) + deep + bytes(64)),
        "lovar för mycket": to_us(parcel.MAGIC + (1 << 31).to_bytes(4) + b"{}"),
        "ingen pdf": forged(sender, receiver, files=lambda c: (b"MZ" + c.files[0][2:],)),
        "fel storlek": forged(sender, receiver, documents=lambda c: (replace(c.documents[0], size=10**8),)),
        "två lika": forged(sender, receiver, documents=lambda c: c.documents * 2, files=lambda c: c.files * 2),
        "utan namn": forged(sender, receiver, sender=lambda c: replace(c.sender, name="\u202e ")),
    }  # fmt: skip


def test_nothing_else_is_taken_in(sender, receiver, tmp_path):
    path, _ = sent(sender, receiver, tmp_path)
    files = refused(sender, receiver, path.read_bytes())
    before = everything(receiver)
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
        with pytest.raises(InspektorError, match="kan inte tas emot") as said:
            between.accept(receiver, tmp_path / name)
        assert str(said.value).endswith("Inget ändrades."), name
        assert everything(receiver) == before, name
    for missing in (tmp_path / "finns inte", tmp_path):
        with pytest.raises(between.ParcelRefused):
            between.look(receiver, missing)
    (tmp_path / "egen").write_bytes(sent(sender, sender, tmp_path)[0].read_bytes())
    with pytest.raises(between.ParcelRefused, match="den här datorn"):
        between.look(sender, tmp_path / "egen")
    path.write_bytes(forged(sender, receiver))
    with pytest.raises(between.ParcelRefused, match="tittade"):
        between.accept(receiver, path, seen="en annan")
    assert everything(receiver) == before


def test_names_are_names_and_lead_nowhere(sender, receiver, tmp_path):
    path = tmp_path / "fil"
    title = "../../etc/x\u202efdp.\n"
    path.write_bytes(forged(sender, receiver, documents=lambda c: (replace(c.documents[0], title=title),)))
    shown = between.look(receiver, path)
    assert (shown.documents[0].title, shown.checks[0].level) == ("../../etc/xfdp.", "bad")
    between.accept(receiver, path)
    assert not [each for each in tmp_path.rglob("*") if "etc" in each.name]


def test_by_command(demo_run, tmp_path):
    with demo_run.copied(0, tmp_path / "deras"):
        pass
    lay_down(tmp_path / "våra")
    theirs, ours = Desk(tmp_path / "deras", demo_run.passphrase), Desk(tmp_path / "våra", PASSPHRASE)
    key, file = ours.did("share", "key")["key"]["text"], tmp_path / f"fil{SUFFIX}"
    first = theirs.did("share", "choose")["documents"][0]
    assert theirs.run("share", "make", file, "--to", key).code == 2
    assert theirs.run("share", "make", file, "--to", key, "--document", first["id"], "--year", 1999).code == 2
    theirs.did("share", "make", file, "--to", key, "--document", first["id"])
    shown = ours.did("share", "show", file)
    assert ours.run("share", "import", file, "--words", *reversed(shown["words"])).code == 2
    assert ours.did("share", "list") == []
    row = ours.did("share", "import", file, "--words", *shown["words"])["id"]
    (taken,) = ours.did("share", "list")
    ours.did("share", "save", taken["documents"][0]["id"], tmp_path / "ut.pdf")
    assert sealing.digest((tmp_path / "ut.pdf").read_bytes()).hex() == first["document"]["sha256"]
    refused = ours.run("share", "import", file)
    assert (refused.code, refused.out, refused.err.count("\n")) == (2, "", 1)
    assert ours.did("share", "remove", row) == {"removed": row}
