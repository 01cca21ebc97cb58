"""Ways in which sync could lose something, each as a change of the program that a test must notice."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mutant:
    """What is changed (file, before, after), and the tests of which one must fail then."""

    name: str
    changes: tuple[tuple[str, str, str], ...]
    tests: tuple[str, ...]


CONVERGENCE = "tests/properties/test_sync_convergence.py"
CONFLICTS = "tests/integration/test_conflicts.py"
ABSORB = "tests/integration/test_absorb.py"
PACKS = "tests/integration/test_sync_packs.py"
LEAVING = "tests/integration/test_sync_leaving.py"

MUTANTS = (
    Mutant(
        "an operation's id is used again by a copy that was put back",
        (
            (
                "inspektor/store/workspace.py",
                "        id=new_launch_id(identity.device_id),\n",
                "        id=identity.device_id.encode()[:16].ljust(16),\n",
            ),
            (
                "inspektor/store/workspace.py",
                '"INSERT INTO launch (id, device, person, person_name, app_version, started) VALUES (?, ?, ?, ?, ?, ?)"\n'
                '        " RETURNING seq",',
                '"INSERT INTO launch (id, device, person, person_name, app_version, started) VALUES (?, ?, ?, ?, ?, ?)"\n'
                '        " ON CONFLICT (id) DO UPDATE SET started = excluded.started RETURNING seq",',
            ),
            (
                "inspektor/store/workspace.py",
                "        self._recorder.launched(number)\n",
                "        self._recorder.launched(number)\n"
                "        with self.read() as connection:\n"
                '            query = "SELECT coalesce(max(id), 0) & 1099511627775 FROM operation WHERE id >> 40 = ?"\n'
                "            self._recorder._number = connection.exec_driver_sql(query, (number,)).scalar_one()\n",
            ),
        ),
        ("tests/integration/test_sync_two_laptops.py", CONVERGENCE),
    ),
    Mutant(
        "a deletion wins over what somebody wrote without knowing of it",
        (
            (
                "inspektor/store/materialise.py",
                '    if any(head.kind != "delete" for head in heads[""]):\n        return False\n',
                '    if any(head.kind == "delete" for head in heads[""]):\n        return True\n    return False\n',
            ),
            (
                "inspektor/store/materialise.py",
                'settled = {row for row in shown if all(head.kind != "delete" for head in heads[row][""])}',
                "settled = set()",
            ),
        ),
        (CONFLICTS, ABSORB),
    ),
    Mutant(
        "the last writer wins, and the other value is forgotten",
        (
            (
                "inspektor/store/absorb.py",
                '        " AND op IN (SELECT parent FROM operation_parent WHERE op = ?)",\n',
                '        " AND op <> ?",\n',
            ),
        ),
        (CONFLICTS, ABSORB),
    ),
    Mutant(
        "a text is merged from the older wording instead of from what both began with",
        (
            (
                "inspektor/store/merging.py",
                "    base = base_of(connection, one[0], other[0], unset)\n",
                "    base = one[1]\n",
            ),
        ),
        (CONFLICTS,),
    ),
    Mutant(
        "a file that is gone from the folder is not put back",
        (
            (
                "inspektor/sync/sending.py",
                "    if (there is None or harmed) and not errand.looking.holds(name, record.hash):\n",
                "    mine = errand.last.own.get(record.hash.hex())\n"
                "    if there is None and mine is not None and not mine.written:\n",
            ),
        ),
        ("tests/integration/test_sync_two_laptops.py", "tests/integration/test_sync_leaving.py"),
    ),
    Mutant(
        "a row of a journal that arrives before its creation is thrown away",
        (
            (
                "inspektor/store/absorb.py",
                "        if table in shapes():\n            touched",
                "        if table in shapes() and field == '':\n            touched",
            ),
        ),
        (ABSORB,),
    ),
    Mutant(
        "single files go before others hold what lies in the pack",
        (
            (
                "inspektor/sync/packing.py",
                "    return enough > 0 and len(hold & others) >= enough and",
                "    return",
            ),
        ),
        (PACKS,),
    ),
    Mutant(
        "what is erased stays in a pack",
        (
            (
                "inspektor/sync/clearing.py",
                "    for name in errand.looking.packs() if uncleared else ():\n",
                "    for name in ():\n",
            ),
        ),
        (PACKS,),
    ),
    Mutant(
        "who was removed can read what is written afterwards",
        (
            (
                "inspektor/sync/group.py",
                "if all(one.removals & set(each.without) for one in former) and not each.only_reads",
                "if not each.only_reads",
            ),
        ),
        (LEAVING,),
    ),
    Mutant(
        "what a removed computer writes afterwards is taken in",
        (
            (
                "inspektor/sync/receiving.py",
                "return errand.group.membership is not None and device in errand.group.membership.former",
                "return False",
            ),
        ),
        (LEAVING,),
    ),
    Mutant(
        "a removed computer's bundle counts by its number",
        (("inspektor/sync/receiving.py", "and hash not in counts[device]:", "and False:"),),
        ("tests/integration/test_sync_hostile.py",),
    ),
    Mutant(
        "an erased value comes back when a lost folder is filled again",
        (
            (
                "inspektor/sync/clearing.py",
                "    if not gone:\n        return data\n",
                "    if True:\n        return data\n",
            ),
        ),
        ("tests/integration/test_erasure_sync.py",),
    ),
    Mutant(
        "an earlier wording of an operation replaces the later one",
        (("inspektor/store/absorb.py", "            if there > here:", "            if there != here:"),),
        (ABSORB,),
    ),
    Mutant(
        "what a newer program wrote stays hidden after the upgrade",
        (("inspektor/store/migrations/runner.py", "        if known is not None:", "        if False:"),),
        ("tests/integration/test_older_program.py",),
    ),
    Mutant(
        "of several operations of one id the first that is heard stands",
        (("inspektor/store/absorb.py", "            if theirs > ours:", "            if False:"),),
        ("tests/integration/test_absorb_twins.py",),
    ),
    Mutant(
        "a member takes a launch that is not heard of yet",
        (
            (
                "inspektor/sync/receiving.py",
                "if not is_launch_of(launch.id, found.facts.device) and _is_anothers(errand, launch.id):",
                "if False:",
            ),
        ),
        ("tests/integration/test_sync_guards.py",),
    ),
    Mutant(
        "what was written with the key of one who leads no more is never read",
        (("inspektor/sync/group.py", "    if file.author in membership.led:", "    if False:"),),
        (LEAVING,),
    ),
    Mutant(
        "who has left puts back what was erased",
        (("inspektor/sync/sending.py", "record.size and not errand.has_left", "record.size"),),
        ("tests/integration/test_erasure_sync.py",),
    ),
)
