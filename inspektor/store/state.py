"""What two workspaces must agree on, as one number; and whether a workspace's tables are what its journal says."""

import hashlib
import json

import sqlalchemy as sa

from inspektor.store.journal import NUMBER_BITS
from inspektor.store.schema import shapes


def state_hash(connection: sa.Connection) -> str:
    """SHA-256 over every synced row, every current operation and every erasure, in an order that no arrival changes."""
    digest = hashlib.sha256()

    def take(*values: object) -> None:
        digest.update(json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode())
        digest.update(b"\n")

    for shape in shapes().values():
        columns = ", ".join(("id", "hidden", *(column.name for column in shape.columns)))
        for row in connection.exec_driver_sql(f"SELECT {columns} FROM {shape.name} ORDER BY id"):
            take(shape.name, *row)
    for head in connection.exec_driver_sql(
        "SELECT h.tbl, h.row, h.field, hex(l.id), h.op & ? FROM head h JOIN launch l ON l.seq = h.op >> ?"
        " ORDER BY 1, 2, 3, 4, 5",
        ((1 << NUMBER_BITS) - 1, NUMBER_BITS),
    ):
        take(*head)
    for erased in connection.exec_driver_sql(
        "SELECT hex(l.id), e.op & ? FROM erased e JOIN launch l ON l.seq = e.op >> ? WHERE e.named ORDER BY 1, 2",
        ((1 << NUMBER_BITS) - 1, NUMBER_BITS),
    ):
        take("erased", *erased)
    return digest.hexdigest()
