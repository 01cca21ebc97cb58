"""Schema 1: the tables of keeping and reading: retention, disposals, openings and their reviews, erasures confirmed."""

from inspektor.store.migrations.m0001_documents import ROW

STATEMENTS: tuple[str, ...] = (
    f"""CREATE TABLE retention_rule (
  {ROW},
  category TEXT NOT NULL,
  disposed INTEGER NOT NULL DEFAULT 0,
  months INTEGER NOT NULL DEFAULT 0,
  plan TEXT NOT NULL DEFAULT ''
) STRICT""",
    f"""CREATE TABLE retention_exemption (
  {ROW},
  kept_follow_up TEXT NOT NULL,
  kind TEXT NOT NULL,
  reason TEXT NOT NULL,
  person_id TEXT NOT NULL,
  name TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT""",
    f"""CREATE TABLE disposal (
  {ROW},
  category TEXT NOT NULL,
  at TEXT NOT NULL,
  person_id TEXT NOT NULL,
  name TEXT NOT NULL,
  title TEXT NOT NULL DEFAULT '',
  ground TEXT NOT NULL,
  rule TEXT NOT NULL DEFAULT '',
  records INTEGER NOT NULL DEFAULT 0,
  listed TEXT NOT NULL DEFAULT ''
) STRICT""",
    f"""CREATE TABLE opening (
  {ROW},
  person_id TEXT NOT NULL,
  name TEXT NOT NULL,
  day TEXT NOT NULL,
  kind TEXT NOT NULL,
  record TEXT,
  opened_follow_up TEXT
) STRICT""",
    f"""CREATE TABLE log_review (
  {ROW},
  month TEXT NOT NULL,
  person_id TEXT NOT NULL,
  name TEXT NOT NULL,
  at TEXT NOT NULL,
  openings INTEGER NOT NULL DEFAULT 0,
  remark TEXT NOT NULL DEFAULT ''
) STRICT""",
    f"""CREATE TABLE erasure_reach (
  {ROW},
  erasure TEXT NOT NULL,
  kind TEXT NOT NULL,
  place TEXT NOT NULL,
  person_id TEXT NOT NULL,
  name TEXT NOT NULL,
  at TEXT NOT NULL,
  how TEXT NOT NULL
) STRICT""",
    "CREATE INDEX opening_day ON opening (day)",
    "CREATE INDEX retention_exemption_of ON retention_exemption (kept_follow_up)",
    "CREATE INDEX erasure_reach_of ON erasure_reach (erasure)",
)
