-- SPDX-License-Identifier: GPL-2.0-or-later
-- Schema 1 of what stands apart from an embedded store (STORE.ops.sqlite): accounts, tokens, sessions, sign-ins.
-- Run in one transaction. Instants are UTC, `2026-11-27T08:00:00.000Z`, and sort as text; days are UTC days.

CREATE TABLE meta (
  key TEXT NOT NULL PRIMARY KEY,
  value ANY NOT NULL
) STRICT;
INSERT INTO meta VALUES ('product', 'liangxian-ops'), ('schema_version', '1');

CREATE TABLE accounts (
  account_id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL
    CHECK (role IN ('officer', 'reviewer', 'planner', 'member', 'partner', 'system', 'security', 'audit')),
  regions TEXT NOT NULL DEFAULT '[]',  -- JSON list of six-digit codes; empty: everywhere
  password_hash TEXT,                  -- argon2id; NULL: tokens only
  disabled_at TEXT,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL
) STRICT;

-- A token is 32 random bytes; what is kept is their SHA-256.
CREATE TABLE tokens (
  token_id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES accounts(account_id),
  secret_hash TEXT NOT NULL UNIQUE,
  label TEXT NOT NULL DEFAULT '',
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  last_used_on TEXT,
  revoked_at TEXT
) STRICT;
CREATE INDEX tokens_by_account ON tokens(account_id);

CREATE TABLE sessions (
  secret_hash TEXT NOT NULL PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts(account_id),
  created_at TEXT NOT NULL,
  last_seen_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  peer TEXT NOT NULL
) STRICT;
CREATE INDEX sessions_by_account ON sessions(account_id);

-- Failed sign-ins that still count. Names are kept as digests: a password is easily typed as a name.
CREATE TABLE failures (
  kind TEXT NOT NULL,     -- at-peer: a name at an address; of-peer: an address; of-account: a name
  subject TEXT NOT NULL,
  count INTEGER NOT NULL,
  last_at TEXT NOT NULL,
  PRIMARY KEY (kind, subject)
) STRICT;

-- From where somebody signed in: guesses from elsewhere do not keep them waiting there.
CREATE TABLE known_peers (
  account_id INTEGER NOT NULL REFERENCES accounts(account_id),
  peer TEXT NOT NULL,
  last_at TEXT NOT NULL,
  PRIMARY KEY (account_id, peer)
) STRICT;

CREATE TABLE events (
  event_id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  action TEXT NOT NULL,
  account TEXT NOT NULL DEFAULT '',
  actor TEXT NOT NULL DEFAULT '',
  peer TEXT NOT NULL DEFAULT '',
  detail TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TRIGGER events_not_changed BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'events are only ever added'); END;
CREATE TRIGGER events_not_deleted BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'events are only ever added'); END;
-- What somebody did keeps its name: an account is disabled, and its name and role stay.
CREATE TRIGGER accounts_not_deleted BEFORE DELETE ON accounts
BEGIN SELECT RAISE(ABORT, 'accounts are disabled, not deleted'); END;
CREATE TRIGGER accounts_keep_their_name BEFORE UPDATE OF account_id, name, role, created_at, created_by ON accounts
BEGIN SELECT RAISE(ABORT, 'name and role of an account stay as they are'); END;
