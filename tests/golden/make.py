"""Makes the sample folder of this release, which every later version must read: `python -m tests.golden.make`.

A sample lies under the number of its release and is never made again: what was released is what people's folders hold. It is a
group's folder with every kind of file, the identity of an invented member who reads it, and the rows that the member must see.
Until a version is released, its sample is taken away and made anew when the format changes.
"""

import json
import shutil
import sys
import tempfile
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

from PIL import Image

from inspektor import __version__, clock
from inspektor.actions import erasure, follow_ups, interviews, observations
from inspektor.store.schema import shapes
from inspektor.store.workspace import Workspace
from inspektor.sync import leaving
from inspektor.sync.state import Memory
from tests.builders import a_follow_up, a_workspace
from tests.sync_folders import found_and_join, settle

SAMPLES = Path(__file__).parent
FOLDER, MEMBER, ROWS = "folder", "member.json", "rows.json"


def main() -> None:
    sample = SAMPLES / __version__
    if sample.exists():
        sys.exit(f"{sample} is there; a sample is never made again")
    with tempfile.TemporaryDirectory() as base:
        make(Path(base), sample)


def make(base: Path, sample: Path) -> None:
    """Let three laptops live through a winter, and keep what the second of them has."""
    place = base / "delad"
    day = [datetime(2027, 1, 4, 9, tzinfo=UTC)]
    clock.set_source(lambda: day[0])
    anna, bo, cesar = team = [
        a_workspace(base / each, each) for each in ("Anna Ask", "Bo Bok", "Cesar Ceder")
    ]
    found_and_join(place, *team)
    write(day, *team)
    leaving.remove_member(anna, cesar.identity.device_id)
    for _ in range(3):
        day[0] += timedelta(days=30)
        settle(anna, bo)
    interviews.add_note(anna, a_follow_up(anna), "Skriven med den nya nyckeln")
    settle(anna, bo)
    keep(place, bo, sample)
    for each in team:
        each.close()
    clock.set_source(None)


def write(day: list[datetime], anna: Workspace, bo: Workspace, cesar: Workspace) -> None:
    """Bundles of several days: a conflict, a deletion, an attachment, an erased wording, a word from who is removed later."""
    follow_up = a_follow_up(anna)
    note = interviews.add_note(anna, follow_up, "Stycke ett\nStycke två").created("note")
    photo = BytesIO()
    Image.new("RGB", (24, 16), "#7A143C").save(photo, "JPEG")
    seen = observations.add(anna, follow_up, "Blockerad nödutgång").created("observation")
    observations.add_photo(anna, seen, photo.getvalue())
    settle(anna, bo, cesar)
    for number, (laptop, text) in enumerate(((anna, "Stycke 1\nStycke två"), (bo, "Stycke ett\nStycke 2"))):
        day[0] += timedelta(days=1)
        interviews.set_note_text(laptop, note, text)
        follow_ups.set_fields(laptop, follow_up, purpose=f"Syfte {number}")
    settle(anna, bo, cesar)
    day[0] += timedelta(days=1)
    interviews.add_note(cesar, follow_up, "Cesar såg köket")
    gone = interviews.add_note(bo, follow_up, "Tas bort").created("note")
    told = interviews.add_note(anna, follow_up, "Ett namn som ska bort").created("note")
    interviews.set_note_text(anna, told, "Utan namn")
    settle(anna, bo, cesar)
    interviews.remove_note(bo, gone)
    erasure.erase_field(anna, "note", told, "text", "rättelse")
    settle(anna, bo, cesar)


def keep(place: Path, member: Workspace, sample: Path) -> None:
    """Put the folder, the member's identity and the rows where they stay."""
    group = Memory.load(member.local).group
    assert group is not None
    shutil.copytree(place, sample / FOLDER)
    about = {
        "identity": json.loads(member.identity.to_bytes()),
        "profile": asdict(member.profile),
        "root_key": group.root_key.hex(),
    }
    for name, content in ((MEMBER, about), (ROWS, rows(member))):
        text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
        (sample / name).write_text(text, encoding="utf-8", newline="\n")


def rows(workspace: Workspace) -> dict[str, list[dict[str, object]]]:
    """Every synced row that the workspace has, hidden ones too, by table."""
    with workspace.read() as connection:
        found = {
            name: [
                dict(each)
                for each in connection.exec_driver_sql(f"SELECT * FROM {name} ORDER BY id").mappings()
            ]
            for name in shapes()
        }
    return {name: each for name, each in found.items() if each}


if __name__ == "__main__":
    main()
