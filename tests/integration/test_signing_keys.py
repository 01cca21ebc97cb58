"""Keys that come from elsewhere: a file from the municipality's authority, and a smart card."""

import dataclasses
from pathlib import Path

import pkcs11.exceptions
import pytest
from cryptography.hazmat.primitives import hashes

from inspektor import settings
from inspektor.actions import checking, documents, follow_ups, observations, signing
from inspektor.actions.first_start import open_workspace
from inspektor.errors import RuleBroken
from inspektor.queries.follow_ups import sheet
from inspektor.report import cards
from inspektor.report.fitness import Unfit, _is_weakly_signed
from inspektor.shapes.keys import CardPin
from tests.builders import PASSPHRASE, a_follow_up, set_up_for
from tests.command_line import Desk
from tests.municipal_ca import LATER, LOGS_IN, PAST, SECRET, elliptic, issued, key, p12
from tests.soft_card import LABEL, PIN, soft_card


@pytest.fixture(scope="module")
def karin(tmp_path_factory):
    workspace, _ = set_up_for(tmp_path_factory.mktemp("keys") / "karin", title="Uppföljare")
    yield workspace
    workspace.close()


def visited(workspace):
    follow_up = a_follow_up(workspace)
    follow_ups.arrive(workspace, follow_up)
    observations.add(workspace, follow_up, "Fyra vid ankomst.", requirement="HVB-BU-4.1")
    follow_ups.answer_conflict_of_interest(workspace, follow_up, False)
    return follow_up


def signed(workspace, secret):
    follow_up = visited(workspace)
    documents.seal_with(workspace, follow_up, secret)
    return documents.data(workspace, sheet(workspace, follow_up).documents[0].id)


# --- A file from the authority ------------------------------------------------------------------------


def taken_in(workspace, tmp_path, content, secret=SECRET, passphrase=PASSPHRASE):
    path = tmp_path / "nyckel å.p12"
    path.write_bytes(content)
    signing.import_key(workspace, path, secret, passphrase)


@pytest.mark.parametrize(
    ("made", "field", "said"),
    [
        (lambda: p12(usage=LOGS_IN), "file", "inte utfärdat för underskrifter"),
        (lambda: p12(usage=None), "file", "inte utfärdat för underskrifter"),
        (lambda: p12(begins=PAST, ends=PAST.replace(month=12)), "file", "har gått ut"),
        (lambda: p12(begins=LATER, ends=LATER.replace(year=LATER.year + 1)), "file", "inte giltigt ännu"),
        (lambda: p12("Johan Lind"), "file", "någon annans"),
        (lambda: p12(chain=False), "file", "saknar utfärdarens certifikat"),
        (lambda: p12(by_key=key(2)), "file", "saknar utfärdarens certifikat"),
        (lambda: p12(by="Karin Åkerström", name="Karin Åkerström", by_key=key(1)), "file", "ingen utfärdare"),
        (lambda: p12(own=key(9, 1024)), "file", "för kort"),
        (lambda: p12(own=elliptic()), "file", "ingen RSA-nyckel"),
        (lambda: b"hej", "file", "ingen RSA-nyckel"),
        (lambda: bytes(300_000), "file", "ingen RSA-nyckel"),
    ],
)
def test_a_file_that_will_not_do_is_refused_by_its_field(karin, tmp_path, made, field, said):
    before = signing.own_key(karin)
    with pytest.raises(RuleBroken) as refused:
        taken_in(karin, tmp_path, made())
    assert refused.value.field == field
    assert said in refused.value.text()
    assert signing.own_key(karin) == before


def test_wrong_passphrases_are_told_apart(karin, tmp_path):
    for secret, passphrase, field in (
        ("fel", PASSPHRASE, "file_passphrase"),
        (SECRET, "fel fras här", "passphrase"),
    ):
        with pytest.raises(RuleBroken) as refused:
            taken_in(karin, tmp_path, p12(), secret, passphrase)
        assert refused.value.field == field
    with pytest.raises(RuleBroken) as missing:
        signing.import_key(karin, tmp_path / "finns inte.p12", SECRET, PASSPHRASE)
    assert missing.value.field == "file"


def test_a_weakly_signed_certificate_is_refused():
    assert not _is_weakly_signed(issued("Karin Åkerström"))
    assert _is_weakly_signed(_Signed(hashes.SHA1()))  # the library no longer makes one


@dataclasses.dataclass
class _Signed:
    signature_hash_algorithm: hashes.HashAlgorithm


def test_what_was_signed_before_and_after_an_import_is_whole(karin, tmp_path):
    earlier = signed(karin, PASSPHRASE)
    taken_in(karin, tmp_path, p12())
    own = signing.own_key(karin)
    assert (own.name, own.issuer, own.imported) == ("Åkerström, Karin", "Norrby kommuns CA", True)
    later = signed(karin, PASSPHRASE)
    for pdf in (earlier, later):
        assert {each.level for each in checking.verify_data(karin, pdf).findings} == {"ok"}
    assert "Åkerström, Karin undertecknade" in checking.verify_data(karin, later).findings[2].text


# --- A smart card -------------------------------------------------------------------------------------


@pytest.fixture
def card():
    settings.save(settings.Settings(card_module=str(soft_card())))


def usable(workspace):
    return [each for each in signing.card_certificates(workspace) if not each.trouble]


def test_only_certificates_for_signatures_are_offered_and_each_fault_is_said(karin, card):
    found = signing.card_certificates(karin)
    assert [(each.name, each.trouble) for each in found] == [
        ("Karin Åkerström", ""),
        ("Johan Lind", "Certifikatet är någon annans: det bär inte ditt namn."),
        ("Karin Åkerström, förra året", "Certifikatet har gått ut."),
    ]
    assert {(each.card, each.issuer) for each in found} == {(LABEL, "Norrby kommuns CA")}


def test_the_card_signs_with_its_pin_and_the_signature_is_known_here(karin, card):
    pin = CardPin(usable(karin)[0].id, PIN)
    pdf = signed(karin, pin)
    assert {each.level for each in checking.verify_data(karin, pdf).findings} == {"ok"}
    assert PIN not in repr(pin)


def test_a_wrong_pin_signs_nothing(karin, card):
    follow_up = visited(karin)
    for wrong in ("654321", "", "1"):
        with pytest.raises(RuleBroken) as refused:
            documents.seal_with(karin, follow_up, CardPin(usable(karin)[0].id, wrong))
        assert refused.value.field == "passphrase"
        assert refused.value.text() == "PIN-koden är fel. Efter några felaktiga försök låses kortet."
    assert sheet(karin, follow_up).documents == ()


def test_a_card_that_is_not_there_and_somebody_elses_certificate_sign_nothing(karin, card):
    with pytest.raises(cards.CardTrouble, match="Kortet sitter inte i läsaren"):
        signing.personal(karin, CardPin("00" * 32, PIN))
    johan = next(each for each in signing.card_certificates(karin) if each.name == "Johan Lind")
    with pytest.raises(Unfit, match="någon annans"):
        signing.personal(karin, CardPin(johan.id, PIN))


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (pkcs11.exceptions.PinLocked, "Kortet är låst efter för många felaktiga PIN-koder."),
        (pkcs11.exceptions.DeviceRemoved, "Kortet sitter inte i läsaren."),
        (pkcs11.exceptions.DeviceError, "Kortet svarade inte som det ska."),
    ],
)
def test_what_a_software_card_cannot_do_is_said_in_words(error, said):
    with pytest.raises(cards.CardTrouble) as told, cards._speaking():
        raise error
    assert told.value.text() == said


@pytest.mark.parametrize("content", [None, b"inte en modul"])
def test_a_module_that_is_gone_or_is_none_is_said(karin, tmp_path, content):
    module = tmp_path / "modul.so"
    if content:
        module.write_bytes(content)
    settings.save(settings.Settings(card_module=str(module)))
    with pytest.raises(cards.CardTrouble, match="Smartkortsmodulen går inte att använda"):
        signing.card_certificates(karin)
    settings.save(settings.Settings())
    with pytest.raises(signing.NoCardModule):
        signing.card_certificates(karin)
    assert Path(module).exists() is bool(content)


# --- By command ---------------------------------------------------------------------------------------


def test_by_command_cards_are_listed_signed_with_and_a_file_is_imported(tmp_path, card):
    desk = Desk.new(tmp_path / "karin")
    pin, secret = tmp_path / "pin", tmp_path / "lösen"
    for path, content in ((pin, PIN), (secret, SECRET)):
        path.write_text(content, encoding="utf-8")
        path.chmod(0o600)
    listed = desk.run("key", "cards")
    assert (listed.code, LABEL in listed.out, "Certifikatet har gått ut." in listed.out) == (0, True, True)
    workspace = open_workspace(desk.folder, PASSPHRASE)
    follow_up = visited(workspace)
    workspace.close()
    desk.did("document", "sign", follow_up, "--card", "--pin-file", pin, "--pdf", tmp_path / "u.pdf")
    assert desk.run("document", "verify", tmp_path / "u.pdf").code == 0
    pin.write_text("999999", encoding="utf-8")
    wrong = desk.run("document", "sign", follow_up, "--card", "--pin-file", pin)
    assert (wrong.code, "PIN-koden är fel" in wrong.err) == (2, True)
    assert desk.did("key", "show")["imported"] is False
    desk.did("key", "root", tmp_path / "rot.cer")
    assert desk.run("document", "verify", tmp_path / "u.pdf", "--root", tmp_path / "rot.cer").code == 0
    under = desk.run("document", "verify", tmp_path / "u.pdf", "--root", tmp_path / "u.pdf")
    assert (under.code, "Filen innehåller inget certifikat." in under.err) == (2, True)
    (tmp_path / "n.p12").write_bytes(p12())
    desk.did("key", "import", tmp_path / "n.p12", "--file-passphrase-file", secret)
    assert "Norrby kommuns CA" in desk.run("key", "show").out
