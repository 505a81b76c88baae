-- SPDX-License-Identifier: GPL-2.0-or-later
-- Schema 1 of what stands apart from a shared store, in a schema of its own (STORE's name and _ops): accounts,
-- tokens, sessions, sign-ins. Run in one transaction with that schema first in search_path, by the role that
-- will own it. The tables are those of data/schema/ops-sqlite with real types.

DO $$
BEGIN
  IF current_setting('search_path') !~ ',\s*pg_temp$' THEN
    RAISE EXCEPTION 'begin with: SET search_path = the schema, the schema of PostGIS, pg_temp';
  END IF;
END $$;

CREATE TABLE meta (
  key text PRIMARY KEY,
  value bytea NOT NULL
);
INSERT INTO meta VALUES ('product', 'liangxian-ops'), ('schema_version', '1');

CREATE TABLE accounts (
  account_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text COLLATE "C" NOT NULL UNIQUE,
  role text NOT NULL
    CHECK (role IN ('officer', 'reviewer', 'planner', 'member', 'partner', 'system', 'security', 'audit')),
  regions text NOT NULL DEFAULT '[]',
  password_hash text,
  disabled_at timestamptz(3),
  created_at timestamptz(3) NOT NULL,
  created_by text NOT NULL
);

CREATE TABLE tokens (
  token_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id bigint NOT NULL REFERENCES accounts(account_id),
  secret_hash text COLLATE "C" NOT NULL UNIQUE,
  label text NOT NULL DEFAULT '',
  created_at timestamptz(3) NOT NULL,
  created_by text NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  last_used_on date,
  revoked_at timestamptz(3)
);
CREATE INDEX tokens_by_account ON tokens(account_id);

CREATE TABLE sessions (
  secret_hash text COLLATE "C" PRIMARY KEY,
  account_id bigint NOT NULL REFERENCES accounts(account_id),
  created_at timestamptz(3) NOT NULL,
  last_seen_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  peer text NOT NULL
);
CREATE INDEX sessions_by_account ON sessions(account_id);

CREATE TABLE failures (
  kind text COLLATE "C" NOT NULL,
  subject text COLLATE "C" NOT NULL,
  count integer NOT NULL,
  last_at timestamptz(3) NOT NULL,
  PRIMARY KEY (kind, subject)
);

CREATE TABLE known_peers (
  account_id bigint NOT NULL REFERENCES accounts(account_id),
  peer text COLLATE "C" NOT NULL,
  last_at timestamptz(3) NOT NULL,
  PRIMARY KEY (account_id, peer)
);

CREATE TABLE events (
  event_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz(3) NOT NULL,
  action text NOT NULL,
  account text NOT NULL DEFAULT '',
  actor text NOT NULL DEFAULT '',
  peer text NOT NULL DEFAULT '',
  detail text NOT NULL DEFAULT '',
  login text NOT NULL DEFAULT session_user -- of the database: whoever wrote it
);

-- Waits until no other writer is at work, and gives the instant.
CREATE FUNCTION take_turn() RETURNS timestamptz
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('liangxian-ops'), 'accounts'::regclass::oid::integer);
  RETURN date_trunc('milliseconds', clock_timestamp());
END $$;

CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%', TG_ARGV[0];
END $$;
CREATE TRIGGER events_only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('events are only ever added');
CREATE TRIGGER accounts_not_deleted BEFORE DELETE OR TRUNCATE ON accounts
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('accounts are disabled, not deleted');
CREATE TRIGGER accounts_keep_their_name BEFORE UPDATE OF account_id, name, role, created_at, created_by ON accounts
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('name and role of an account stay as they are');

-- ---- role -----------------------------------------------------------------------------------
-- liangxian_server is for the login a server runs under: it looks accounts up and keeps sessions; it makes no
-- account. It belongs to the whole server of the database; where the owner may not make roles, an administrator
-- makes it and grants the same.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'liangxian_server') THEN
    BEGIN
      CREATE ROLE liangxian_server NOLOGIN;
    EXCEPTION
      WHEN insufficient_privilege THEN RETURN;
      WHEN duplicate_object OR unique_violation THEN NULL; -- another store was faster
    END;
  END IF;
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO liangxian_server', current_schema());
  GRANT SELECT ON meta, accounts, tokens TO liangxian_server;
  GRANT UPDATE (last_used_on) ON tokens TO liangxian_server;
  GRANT SELECT, INSERT, UPDATE, DELETE ON sessions, failures, known_peers TO liangxian_server;
  GRANT SELECT, INSERT ON events TO liangxian_server;
END $$;
REVOKE ALL ON FUNCTION take_turn() FROM PUBLIC;
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'liangxian_server') THEN
    GRANT EXECUTE ON FUNCTION take_turn() TO liangxian_server;
  END IF;
END $$;
