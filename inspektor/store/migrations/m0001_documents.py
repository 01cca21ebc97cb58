"""Schema 1: the tables of documents and of what belongs to them, and of documents that other groups sent."""

ROW = "id TEXT NOT NULL PRIMARY KEY,\n  hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1))"

STATEMENTS: tuple[str, ...] = (
    f"""CREATE TABLE document (
  {ROW},
  follow_up_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  status TEXT NOT NULL DEFAULT 'awaiting_signature',
  title TEXT NOT NULL,
  facts TEXT NOT NULL,
  facts_hash TEXT NOT NULL,
  signers TEXT NOT NULL,
  media TEXT NOT NULL,
  signature_count INTEGER NOT NULL DEFAULT 0,
  sealed_at TEXT NOT NULL,
  sealed_by TEXT NOT NULL,
  knew TEXT NOT NULL DEFAULT '',
  timestamp TEXT NOT NULL DEFAULT 'none',
  unstamped TEXT NOT NULL DEFAULT ''
) STRICT""",
    f"""CREATE TABLE report_text (
  {ROW},
  follow_up_id TEXT NOT NULL,
  place TEXT NOT NULL,
  text TEXT NOT NULL DEFAULT '',
  built TEXT NOT NULL DEFAULT ''
) STRICT""",
    f"""CREATE TABLE quote (
  {ROW},
  follow_up_id TEXT NOT NULL,
  requirement TEXT NOT NULL,
  note_id TEXT NOT NULL,
  text TEXT NOT NULL DEFAULT '',
  released_by TEXT NOT NULL,
  released_at TEXT NOT NULL
) STRICT""",
    f"""CREATE TABLE signature (
  {ROW},
  document_id TEXT NOT NULL,
  field TEXT NOT NULL,
  name TEXT NOT NULL,
  title TEXT NOT NULL DEFAULT '',
  method TEXT NOT NULL,
  signed_at TEXT NOT NULL,
  person_id TEXT NOT NULL,
  media TEXT NOT NULL,
  follows TEXT NOT NULL DEFAULT ''
) STRICT""",
    f"""CREATE TABLE fact_check (
  {ROW},
  follow_up_id TEXT NOT NULL,
  sent_on TEXT NOT NULL,
  due TEXT NOT NULL,
  answered_on TEXT,
  points TEXT NOT NULL
) STRICT""",
    f"""CREATE TABLE fact_reply (
  {ROW},
  follow_up_id TEXT NOT NULL,
  fact_check_id TEXT NOT NULL,
  point TEXT NOT NULL DEFAULT '',
  comment TEXT NOT NULL DEFAULT '',
  proposal TEXT NOT NULL DEFAULT '',
  received_on TEXT,
  verdict TEXT,
  reason TEXT NOT NULL DEFAULT '',
  wording_hidden INTEGER NOT NULL DEFAULT 0
) STRICT""",
    f"""CREATE TABLE letterhead (
  {ROW},
  municipality TEXT NOT NULL DEFAULT '',
  board TEXT NOT NULL DEFAULT '',
  accent TEXT NOT NULL DEFAULT '',
  logo TEXT NOT NULL DEFAULT '',
  logo_alt TEXT NOT NULL DEFAULT '',
  contact TEXT NOT NULL DEFAULT '',
  method TEXT NOT NULL DEFAULT '',
  secrecy TEXT NOT NULL DEFAULT '',
  attach_data INTEGER NOT NULL DEFAULT 0
) STRICT""",
    f"""CREATE TABLE reading (
  {ROW},
  follow_up_id TEXT NOT NULL,
  reader_id TEXT NOT NULL,
  name TEXT NOT NULL,
  title TEXT NOT NULL DEFAULT '',
  asked_at TEXT NOT NULL,
  asked_by TEXT NOT NULL,
  demanded INTEGER NOT NULL DEFAULT 0,
  approved_at TEXT,
  approved TEXT NOT NULL DEFAULT ''
) STRICT""",
    f"""CREATE TABLE remark (
  {ROW},
  follow_up_id TEXT NOT NULL,
  place TEXT NOT NULL,
  text TEXT NOT NULL DEFAULT '',
  author_id TEXT NOT NULL,
  written_at TEXT NOT NULL,
  answer TEXT NOT NULL DEFAULT ''
) STRICT""",
    f"""CREATE TABLE parcel (
  {ROW},
  sender TEXT NOT NULL,
  title TEXT NOT NULL DEFAULT '',
  municipality TEXT NOT NULL DEFAULT '',
  board TEXT NOT NULL DEFAULT '',
  signing_key TEXT NOT NULL,
  made_at TEXT NOT NULL,
  taken_in_at TEXT NOT NULL,
  taken_in_by TEXT NOT NULL,
  figures TEXT NOT NULL DEFAULT '[]'
) STRICT""",
    f"""CREATE TABLE parcel_document (
  {ROW},
  parcel_id TEXT NOT NULL,
  kind TEXT NOT NULL DEFAULT '',
  title TEXT NOT NULL,
  unit TEXT NOT NULL DEFAULT '',
  provider TEXT NOT NULL DEFAULT '',
  organisation_number TEXT NOT NULL DEFAULT '',
  signed_on TEXT NOT NULL,
  registry_number TEXT NOT NULL DEFAULT '',
  version INTEGER NOT NULL DEFAULT 1,
  signed_by TEXT NOT NULL DEFAULT '',
  media TEXT NOT NULL,
  size INTEGER NOT NULL DEFAULT 0
) STRICT""",
)
