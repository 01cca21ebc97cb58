"""Schema 1: the journal, the local tables and the synced tables of the first release.

Edited in place until that release; frozen from then on, and a later change is a later step. Imports no models.
"""

from inspektor.store.migrations import m0001_documents, m0001_keeping
from inspektor.store.migrations.m0001_documents import ROW

_OF_A_FOLLOW_UP = """
follow_up_step follow_up_unit chosen_requirement own_requirement visit team_member participant interview note
answer item observation photo document_review sample document_request assessment evidence
deficiency risk risk_step document report_text fact_check fact_reply
""".split()

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE launch (
  seq INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  device TEXT NOT NULL DEFAULT '',
  person TEXT NOT NULL DEFAULT '',
  person_name TEXT NOT NULL DEFAULT '',
  app_version TEXT NOT NULL DEFAULT '',
  started INTEGER NOT NULL DEFAULT 0
) STRICT""",
    """CREATE TABLE operation (
  id INTEGER PRIMARY KEY,
  tbl TEXT NOT NULL,
  row TEXT NOT NULL,
  field TEXT NOT NULL,
  kind TEXT NOT NULL,
  value ANY,
  wall INTEGER NOT NULL,
  step INTEGER NOT NULL,
  bundle INTEGER
) STRICT""",
    "CREATE INDEX operation_row ON operation (row, tbl, field)",
    "CREATE INDEX operation_step ON operation (step)",
    "CREATE INDEX operation_unbundled ON operation (id) WHERE bundle IS NULL",
    "CREATE TABLE operation_parent (op INTEGER NOT NULL, parent INTEGER NOT NULL, PRIMARY KEY (op, parent))"
    " STRICT, WITHOUT ROWID",
    "CREATE INDEX operation_child ON operation_parent (parent)",
    "CREATE TABLE operation_seen (op INTEGER NOT NULL, seen INTEGER NOT NULL, PRIMARY KEY (op, seen)) STRICT, WITHOUT ROWID",
    "CREATE TABLE step (id INTEGER PRIMARY KEY, label TEXT NOT NULL) STRICT",
    """CREATE TABLE head (
  tbl TEXT NOT NULL,
  row TEXT NOT NULL,
  field TEXT NOT NULL,
  op INTEGER NOT NULL,
  PRIMARY KEY (tbl, row, field, op)
) STRICT, WITHOUT ROWID""",
    # Where two people changed the same field without knowing of each other. What is settled since stays listed.
    """CREATE TABLE contested (
  tbl TEXT NOT NULL,
  row TEXT NOT NULL,
  field TEXT NOT NULL,
  PRIMARY KEY (tbl, row, field)
) STRICT, WITHOUT ROWID""",
    # The bytes are last: what stands after them is read by way of them.
    """CREATE TABLE bundle (
  seq INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE,
  stream TEXT NOT NULL,
  number INTEGER NOT NULL,
  prev BLOB,
  device TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  size INTEGER NOT NULL,
  data BLOB NOT NULL
) STRICT""",
    # Holds all that a listing tells, so that a pass reads no page of bytes.
    "CREATE INDEX bundle_listed ON bundle (stream, number, seq, hash, prev, device, size, received_at)",
    # Operations whose values are gone: named by an erase operation (also before they arrive), or else withheld by who brought
    # them. `cleared` once no bundle that this laptop reaches holds the value.
    """CREATE TABLE erased (
  op INTEGER PRIMARY KEY,
  named INTEGER NOT NULL,
  cleared INTEGER NOT NULL DEFAULT 0
) STRICT""",
    "CREATE INDEX erased_uncleared ON erased (op) WHERE cleared = 0",
    "CREATE INDEX operation_erase ON operation (id) WHERE kind = 'erase'",
    "CREATE TABLE erased_media (sha256 TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",
    # What the other laptops of the group have said they hold: up to which number of which chain of bundles.
    "CREATE TABLE laptop (device TEXT PRIMARY KEY, person_name TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE held (device TEXT NOT NULL, stream TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (device, stream))"
    " STRICT, WITHOUT ROWID",
    "CREATE TABLE local (key TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID",
    # Rows that another one stands for; kept by triggers.
    "CREATE TABLE stand_in (tbl TEXT NOT NULL, id TEXT NOT NULL, one TEXT NOT NULL, PRIMARY KEY (tbl, id)) STRICT, WITHOUT ROWID",
    """CREATE TABLE search_text (
  seq INTEGER PRIMARY KEY,
  tbl TEXT NOT NULL,
  row TEXT NOT NULL,
  field TEXT NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (row, tbl, field)
) STRICT""",
    "CREATE VIRTUAL TABLE search USING fts5(text, content='search_text', content_rowid='seq',"
    " tokenize='unicode61 remove_diacritics 0')",
    f"""CREATE TABLE person (
  {ROW},
  name TEXT NOT NULL,
  title TEXT NOT NULL DEFAULT '',
  root_certificate TEXT NOT NULL DEFAULT ''
) STRICT""",
    f"""CREATE TABLE provider (
  {ROW},
  name TEXT NOT NULL,
  organisation_number TEXT NOT NULL DEFAULT '',
  regime TEXT NOT NULL DEFAULT 'private',
  merged_into TEXT
) STRICT""",
    f"""CREATE TABLE unit (
  {ROW},
  provider_id TEXT NOT NULL,
  name TEXT NOT NULL,
  service_type TEXT NOT NULL,
  address TEXT NOT NULL DEFAULT '',
  address_protected INTEGER NOT NULL DEFAULT 0,
  address_sealed TEXT NOT NULL DEFAULT '',
  places INTEGER NOT NULL DEFAULT 0,
  manager TEXT NOT NULL DEFAULT '',
  target_group TEXT NOT NULL DEFAULT '',
  agreement_number TEXT NOT NULL DEFAULT '',
  legal_basis TEXT,
  merged_into TEXT
) STRICT""",
    f"""CREATE TABLE template_version (
  {ROW},
  slug TEXT NOT NULL,
  title TEXT NOT NULL,
  version TEXT NOT NULL,
  language TEXT NOT NULL DEFAULT 'sv',
  content TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  published_at TEXT NOT NULL
) STRICT""",
    f"""CREATE TABLE follow_up (
  {ROW},
  unit_id TEXT NOT NULL,
  template_version_id TEXT NOT NULL,
  form TEXT NOT NULL,
  mode TEXT NOT NULL DEFAULT 'on_site',
  notice TEXT NOT NULL DEFAULT 'announced',
  status TEXT NOT NULL DEFAULT 'planned',
  municipality TEXT NOT NULL,
  board TEXT NOT NULL,
  registry_number TEXT NOT NULL DEFAULT '',
  planned_on TEXT,
  trigger TEXT NOT NULL DEFAULT '',
  purpose TEXT NOT NULL DEFAULT '',
  facts_of_the_day TEXT NOT NULL DEFAULT '',
  to_send_in TEXT NOT NULL DEFAULT '',
  send_in_by TEXT,
  not_reviewed TEXT NOT NULL DEFAULT '',
  next_step TEXT NOT NULL DEFAULT '',
  distribution TEXT NOT NULL DEFAULT '',
  scope TEXT NOT NULL DEFAULT 'all',
  scope_note TEXT NOT NULL DEFAULT '',
  feedback TEXT NOT NULL DEFAULT ''
) STRICT""",
    f"""CREATE TABLE follow_up_step (
  {ROW},
  follow_up_id TEXT NOT NULL,
  turn TEXT NOT NULL,
  at TEXT NOT NULL,
  person_id TEXT NOT NULL,
  name TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  document_id TEXT
) STRICT""",
    f"""CREATE TABLE follow_up_unit (
  {ROW},
  follow_up_id TEXT NOT NULL,
  unit_id TEXT NOT NULL
) STRICT""",
    f"""CREATE TABLE chosen_requirement (
  {ROW},
  follow_up_id TEXT NOT NULL,
  requirement TEXT NOT NULL
) STRICT""",
    f"""CREATE TABLE own_requirement (
  {ROW},
  follow_up_id TEXT NOT NULL,
  area TEXT NOT NULL DEFAULT '',
  text TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL DEFAULT '',
  author_id TEXT NOT NULL
) STRICT""",
    f"""CREATE TABLE visit (
  {ROW},
  follow_up_id TEXT NOT NULL,
  arrived_at TEXT,
  departed_at TEXT,
  circumstances TEXT NOT NULL DEFAULT ''
) STRICT""",
    f"""CREATE TABLE team_member (
  {ROW},
  follow_up_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  name TEXT NOT NULL,
  title TEXT NOT NULL DEFAULT '',
  conflict_of_interest INTEGER,
  conflict_note TEXT NOT NULL DEFAULT ''
) STRICT""",
    f"""CREATE TABLE participant (
  {ROW},
  follow_up_id TEXT NOT NULL,
  visit_id TEXT,
  function TEXT NOT NULL,
  name TEXT NOT NULL DEFAULT ''
) STRICT""",
    f"""CREATE TABLE interview (
  {ROW},
  follow_up_id TEXT NOT NULL,
  role TEXT NOT NULL,
  label TEXT NOT NULL DEFAULT '',
  consent TEXT NOT NULL DEFAULT 'not_asked',
  consent_at TEXT,
  interpreter INTEGER NOT NULL DEFAULT 0,
  language TEXT NOT NULL DEFAULT '',
  support_person INTEGER NOT NULL DEFAULT 0,
  child INTEGER NOT NULL DEFAULT 0,
  channel TEXT NOT NULL DEFAULT 'on_site',
  intro_read INTEGER NOT NULL DEFAULT 0,
  status TEXT NOT NULL DEFAULT 'running',
  interviewer_id TEXT,
  planned_at TEXT,
  started_at TEXT,
  ended_at TEXT,
  ended_early TEXT NOT NULL DEFAULT '',
  withdrawn_at TEXT
) STRICT""",
    f"""CREATE TABLE note (
  {ROW},
  follow_up_id TEXT NOT NULL,
  interview_id TEXT,
  requirement TEXT,
  question TEXT,
  text TEXT NOT NULL DEFAULT '',
  tag TEXT,
  author_id TEXT NOT NULL,
  noted_at TEXT NOT NULL
) STRICT""",
    f"""CREATE TABLE answer (
  {ROW},
  follow_up_id TEXT NOT NULL,
  interview_id TEXT,
  item_id TEXT,
  question TEXT NOT NULL,
  value TEXT NOT NULL DEFAULT '',
  declined INTEGER NOT NULL DEFAULT 0,
  author_id TEXT NOT NULL,
  answered_at TEXT NOT NULL
) STRICT""",
    f"""CREATE TABLE item (
  {ROW},
  follow_up_id TEXT NOT NULL,
  repeat TEXT NOT NULL,
  label TEXT NOT NULL DEFAULT '',
  position INTEGER NOT NULL DEFAULT 0
) STRICT""",
    f"""CREATE TABLE observation (
  {ROW},
  follow_up_id TEXT NOT NULL,
  requirement TEXT,
  text TEXT NOT NULL DEFAULT '',
  place TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL DEFAULT 'neutral',
  observed_at TEXT NOT NULL,
  author_id TEXT NOT NULL
) STRICT""",
    f"""CREATE TABLE photo (
  {ROW},
  follow_up_id TEXT NOT NULL,
  observation_id TEXT NOT NULL,
  media TEXT NOT NULL,
  media_type TEXT NOT NULL,
  width INTEGER NOT NULL DEFAULT 0,
  height INTEGER NOT NULL DEFAULT 0,
  turn INTEGER NOT NULL DEFAULT 0,
  caption TEXT NOT NULL DEFAULT '',
  alternative_text TEXT NOT NULL DEFAULT '',
  taken_at TEXT,
  original_hash TEXT NOT NULL DEFAULT '',
  shown_media TEXT,
  no_persons INTEGER NOT NULL DEFAULT 0,
  left_on TEXT NOT NULL DEFAULT '',
  left_removed INTEGER NOT NULL DEFAULT 0
) STRICT""",
    f"""CREATE TABLE document_review (
  {ROW},
  follow_up_id TEXT NOT NULL,
  requirement TEXT,
  kind TEXT NOT NULL,
  sample_size INTEGER NOT NULL DEFAULT 0,
  selection TEXT NOT NULL DEFAULT '',
  result TEXT NOT NULL DEFAULT '',
  reviewed_at TEXT NOT NULL,
  author_id TEXT NOT NULL
) STRICT""",
    f"""CREATE TABLE sample (
  {ROW},
  follow_up_id TEXT NOT NULL,
  review_id TEXT NOT NULL,
  letter TEXT NOT NULL,
  outcome TEXT,
  text TEXT NOT NULL DEFAULT ''
) STRICT""",
    f"""CREATE TABLE document_request (
  {ROW},
  follow_up_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  requirement TEXT,
  text TEXT NOT NULL DEFAULT '',
  requested_at TEXT,
  due TEXT,
  received_on TEXT
) STRICT""",
    f"""CREATE TABLE assessment (
  {ROW},
  follow_up_id TEXT NOT NULL,
  requirement TEXT NOT NULL,
  rating TEXT,
  grounds TEXT NOT NULL DEFAULT '',
  rated_at TEXT,
  rated_by TEXT,
  strengths TEXT NOT NULL DEFAULT '',
  taken_by TEXT
) STRICT""",
    f"""CREATE TABLE evidence (
  {ROW},
  follow_up_id TEXT NOT NULL,
  requirement TEXT NOT NULL,
  source_kind TEXT NOT NULL,
  source_id TEXT NOT NULL,
  stance TEXT
) STRICT""",
    f"""CREATE TABLE deficiency (
  {ROW},
  follow_up_id TEXT NOT NULL,
  requirement TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  observed_at TEXT,
  place TEXT NOT NULL DEFAULT '',
  why TEXT NOT NULL DEFAULT '',
  severity TEXT NOT NULL DEFAULT 'moderate',
  expected_result TEXT NOT NULL DEFAULT '',
  deadline TEXT,
  said_on_site INTEGER NOT NULL DEFAULT 0,
  status TEXT NOT NULL DEFAULT 'identified',
  ivo_considered INTEGER,
  ivo_reason TEXT NOT NULL DEFAULT ''
) STRICT""",
    f"""CREATE TABLE risk (
  {ROW},
  follow_up_id TEXT NOT NULL,
  author_id TEXT NOT NULL,
  head_id TEXT,
  head TEXT NOT NULL DEFAULT '',
  raised_at TEXT NOT NULL,
  sealed TEXT NOT NULL DEFAULT '',
  taken_over_by TEXT NOT NULL DEFAULT '',
  taken_over_at TEXT
) STRICT""",
    f"""CREATE TABLE risk_step (
  {ROW},
  follow_up_id TEXT NOT NULL,
  risk_id TEXT NOT NULL,
  position INTEGER NOT NULL DEFAULT 0,
  done_at TEXT,
  sealed TEXT NOT NULL DEFAULT ''
) STRICT""",
    *m0001_documents.STATEMENTS,
    *m0001_keeping.STATEMENTS,
    *(f"CREATE INDEX {table}_follow_up ON {table} (follow_up_id)" for table in _OF_A_FOLLOW_UP),
    "CREATE INDEX unit_provider ON unit (provider_id)",
    "CREATE INDEX provider_merged ON provider (merged_into) WHERE merged_into IS NOT NULL",
    "CREATE INDEX unit_merged ON unit (merged_into) WHERE merged_into IS NOT NULL",
    "CREATE INDEX follow_up_of_unit ON follow_up (unit_id)",
    "CREATE INDEX photo_observation ON photo (observation_id)",
    "CREATE INDEX sample_review ON sample (review_id)",
    "CREATE INDEX risk_step_risk ON risk_step (risk_id)",
    "CREATE INDEX signature_document ON signature (document_id)",
)
