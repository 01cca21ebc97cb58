"""The data that a document can carry: exactly what its pages say."""

import json
import re
from io import BytesIO
from typing import get_args

import pikepdf
import pytest
from paper_facts import text_of
from protocol_facts import a_protocol, nothing_noted, said_everywhere
from report_facts import a_report

from inspektor.actions import documents, follow_ups, interviews, observations, signing
from inspektor.actions.letterhead import set_letterhead
from inspektor.i18n import Texts
from inspektor.queries.follow_ups import sheet
from inspektor.report import attachment
from inspektor.report.blocks import Block, Heading
from inspektor.report.build import build_protocol, build_report
from inspektor.report.verify import verify
from tests.builders import PASSPHRASE, a_follow_up, a_workspace, quick_signing_keys

SV = Texts("sv")
NASTY = '<b>fet</b> & "citat" ✓ 漢字 e\u0301 \x00 rad\nbrytning'
PAGE_OF = re.compile(r"Sida\d+av\d+")


def attached(pdf: bytes) -> dict:
    with pikepdf.open(BytesIO(pdf)) as opened:
        (spec,) = opened.attachments.values()
        assert str(spec.relationship) == "/Data"
        return json.loads(spec.get_file().read_bytes())


def values(data) -> list[str]:
    """Every text in it; keys are words of the format."""
    if isinstance(data, dict):
        return [text for each in data.values() for text in values(each)]
    if isinstance(data, list):
        return [text for each in data for text in values(each)]
    return [data] if isinstance(data, str) else []


def squeezed(text: str) -> str:
    return "".join(text.split())


def built(facts, make=build_protocol) -> bytes:
    return make(facts, SV, draft=False, attach_data=True).data


@pytest.mark.parametrize(
    "pdf",
    [
        lambda: built(a_protocol()),
        lambda: built(nothing_noted()),
        lambda: built(said_everywhere(NASTY)),
        lambda: built(a_report(), build_report),
    ],
    ids=["protocol", "empty", "nasty", "report"],
)
def test_it_says_what_the_pages_say_and_nothing_else(pdf):
    data, printed = attached(pdf()), squeezed(text_of(pdf()))
    texts = [squeezed(text) for text in values(data)]
    assert [text for text in texts if text not in printed] == []
    left = PAGE_OF.sub("", printed)
    for text in sorted(texts, key=len, reverse=True):
        left = left.replace(text, "")
    assert re.sub(r"[\W\d_]", "", left) == "", "something on the pages is not in the data"


def test_every_block_has_its_way_into_it():
    assert set(get_args(Block)) - {Heading} == set(attachment._WAYS)


def test_without_it_there_is_none():
    with pikepdf.open(BytesIO(build_protocol(a_protocol(), SV, draft=False).data)) as opened:
        assert not opened.attachments


def test_turned_on_for_the_group_it_is_sealed_with_the_document_and_shown_by_the_check(tmp_path):
    workspace = a_workspace(tmp_path / "w")
    follow_up = a_follow_up(workspace)
    with quick_signing_keys():
        signing.make_identity(workspace, PASSPHRASE)
    set_letterhead(workspace, {"attach_data": True})
    follow_ups.arrive(workspace, follow_up)
    interviews.start(workspace, follow_up, "staff", "KANARIE-respondent")
    interviews.add_note(workspace, follow_up, "KANARIE-anteckning")
    observations.add(workspace, follow_up, "Fyra vid ankomst.", requirement="HVB-BU-4.1")
    follow_ups.answer_conflict_of_interest(workspace, follow_up, False)
    draft = documents.preview(workspace, follow_up).data
    documents.seal_with(workspace, follow_up, PASSPHRASE)
    pdf = documents.data(workspace, sheet(workspace, follow_up).documents[0].id)
    workspace.close()
    texts = values(attached(pdf))
    assert "Fyra vid ankomst." in texts
    assert "KANARIE" not in "".join(texts)
    with pikepdf.open(BytesIO(draft)) as opened:
        assert not opened.attachments
    said = [(each.level, each.text) for each in verify(pdf).findings]
    assert ("ok", "Dokumentet bär med sig filen innehall.json.") in said
