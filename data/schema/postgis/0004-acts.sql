-- SPDX-License-Identifier: GPL-2.0-or-later
-- Schema 4 of the shared store: an act on a version stands with its step and its entry in the audit, or not at
-- all; whoever submitted does not approve, whatever name is given; what was recorded stays recorded. Run behind
-- 0003-registers.sql, in one transaction; may be run again, as by an administrator who has made the roles.

DO $$
BEGIN
  IF current_setting('search_path') !~ ',\s*pg_temp$' THEN
    RAISE EXCEPTION 'begin with: SET search_path = the schema of the store, the schema of PostGIS, pg_temp';
  END IF;
END $$;

-- ---- what was recorded stays ----------------------------------------------------------------

ALTER TABLE zones ALTER COLUMN status SET DEFAULT 'draft';

-- Before zones_guarded, by its name. To the owner a row without a status is what it always was.
CREATE OR REPLACE FUNCTION enter_as_draft() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF NOT is_owner() THEN
    NEW.status := 'draft';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER zones_as_drafts BEFORE INSERT ON zones FOR EACH ROW WHEN (NEW.status IS NULL)
  EXECUTE FUNCTION enter_as_draft();

DO $$
DECLARE
  kept text;
BEGIN
  FOREACH kept IN ARRAY ARRAY['sites_history', 'zones_history', 'areas_history'] LOOP
    EXECUTE format('CREATE OR REPLACE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON %I '
                   'FOR EACH STATEMENT EXECUTE FUNCTION refuse(''LX010'', %L)', kept || '_kept', kept,
                   '过去的记录不能修改、删除或补写 / what was known before cannot be changed, taken away or added to');
  END LOOP;
  FOREACH kept IN ARRAY ARRAY['checks', 'documents', 'repairs'] LOOP
    EXECUTE format('CREATE OR REPLACE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON %I '
                   'FOR EACH STATEMENT EXECUTE FUNCTION refuse(''LX009'', %L)', kept || '_only_added_to', kept,
                   '登记记录只能追加；更正请另录一条 / these records are only ever added to: record the correction beside');
  END LOOP;
END $$;

-- ---- acts, steps and entries of one transaction ---------------------------------------------
-- The instant of a transaction is its own alone (take_turn): rows of one instant are of one transaction.

-- Every change that act_on_version made.
CREATE TABLE IF NOT EXISTS version_acts (
  at timestamptz(3) NOT NULL,
  zone_id text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  from_status text NOT NULL,
  to_status text NOT NULL,
  account text NOT NULL
);
CREATE INDEX IF NOT EXISTS version_acts_by_version ON version_acts(zone_id, version);
CREATE INDEX IF NOT EXISTS audit_by_instant ON audit(at);
CREATE OR REPLACE TRIGGER version_acts_only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON version_acts
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('LX005', '办理步骤只能追加 / steps are only ever added');

-- The status a step leads to; NULL where it stays as it is. As core/zone/life_cycle.cpp has it.
CREATE OR REPLACE FUNCTION status_of_step(step text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path FROM CURRENT AS $$
  SELECT CASE WHEN step IN ('submitted', 'approved', 'published', 'superseded', 'revoked') THEN step
              WHEN step = 'returned' THEN 'draft' END
$$;

-- An owner who has said `SET liangxian.act = 'on'` mends a store by hand.
CREATE OR REPLACE FUNCTION is_mending() RETURNS boolean
LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
  SELECT coalesce(current_setting('liangxian.act', true), '') = 'on'
    AND pg_has_role(session_user, (SELECT relowner FROM pg_class WHERE oid = 'zones'::regclass), 'USAGE')
$$;

-- Steps that decide are a reviewer's, are of now, and rest on the one before: an approval on somebody else's
-- submission.
CREATE OR REPLACE FUNCTION guard_step() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  submission version_steps;
BEGIN
  IF NEW.step NOT IN ('drafted', 'submitted') AND NOT is_owner() AND NOT has_role('liangxian_reviewer') THEN
    RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = format('step %s needs the role liangxian_reviewer', NEW.step);
  END IF;
  NEW.account := session_user;
  NEW.at := take_turn();
  IF NEW.step = 'approved' AND NOT is_mending() THEN
    SELECT * INTO submission FROM version_steps
      WHERE zone_id = NEW.zone_id AND version = NEW.version AND step IN ('submitted', 'returned')
      ORDER BY fid DESC LIMIT 1;
    IF submission.step IS DISTINCT FROM 'submitted' THEN
      RAISE EXCEPTION USING ERRCODE = 'LX011', MESSAGE = format('LX011 %s@%s 没有送审记录，不能批准 / %s@%s has no '
        'recorded submission and cannot be approved', NEW.zone_id, NEW.version, NEW.zone_id, NEW.version);
    ELSIF NEW.is_single_person = 0 AND (submission.account = NEW.account OR submission.actor = NEW.actor) THEN
      RAISE EXCEPTION USING ERRCODE = 'LX012', MESSAGE = format('LX012 %s@%s 由同一账户或同一人送审，不能自行批准 / '
        '%s@%s was submitted by the same account or person, who does not approve it', NEW.zone_id, NEW.version,
        NEW.zone_id, NEW.version);
    END IF;
  END IF;
  RETURN NEW;
END $$;

-- At the end of its transaction: a step without the change it speaks of is refused.
CREATE OR REPLACE FUNCTION require_act_of_step() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF NOT is_mending() AND NOT EXISTS (
      SELECT 1 FROM version_acts a
      WHERE a.zone_id = NEW.zone_id AND a.version = NEW.version AND a.at = NEW.at AND a.account = NEW.account
        AND a.to_status = coalesce(status_of_step(NEW.step), a.from_status)) THEN
    RAISE EXCEPTION USING ERRCODE = 'LX011', MESSAGE = format('LX011 步骤 %s 没有对应的办理：请用 liangxian zone / step '
      '%s stands for no act on %s@%s: use liangxian zone', NEW.step, NEW.step, NEW.zone_id, NEW.version);
  END IF;
  RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS version_steps_with_act ON version_steps;
CREATE CONSTRAINT TRIGGER version_steps_with_act AFTER INSERT ON version_steps DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.step <> 'drafted') EXECUTE FUNCTION require_act_of_step(); -- a draft is no act

-- At the end of its transaction: a change without its step, without an entry of the audit that names the version,
-- or a publication without an approval is refused.
CREATE OR REPLACE FUNCTION require_step_of_act() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  its_name text := NEW.zone_id || '@' || NEW.version;
  decided text;
BEGIN
  IF is_mending() THEN
    RETURN NULL;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM version_steps s
                 WHERE s.zone_id = NEW.zone_id AND s.version = NEW.version AND s.at = NEW.at AND s.account = NEW.account
                   AND NEW.to_status = coalesce(status_of_step(s.step), NEW.from_status))
     OR NOT EXISTS (SELECT 1 FROM audit e
                    WHERE e.at = NEW.at AND e.account = NEW.account
                      AND (e.object = its_name OR position(to_json(its_name)::text IN e.detail) > 0)) THEN
    RAISE EXCEPTION USING ERRCODE = 'LX011', MESSAGE = format('LX011 %s 的办理没有步骤或操作记录：请用 liangxian zone / the '
      'act on %s has no step or no entry in the audit: use liangxian zone', its_name, its_name);
  END IF;
  IF NEW.to_status = 'published' AND NEW.from_status <> 'published' THEN
    SELECT s.step INTO decided FROM version_steps s
      WHERE s.zone_id = NEW.zone_id AND s.version = NEW.version AND s.step IN ('submitted', 'returned', 'approved')
      ORDER BY s.fid DESC LIMIT 1;
    IF decided IS DISTINCT FROM 'approved' THEN
      RAISE EXCEPTION USING ERRCODE = 'LX011', MESSAGE = format('LX011 %s 没有批准记录，不能公布 / %s has no recorded '
        'approval and cannot be published', its_name, its_name);
    END IF;
  END IF;
  RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS version_acts_with_step ON version_acts;
CREATE CONSTRAINT TRIGGER version_acts_with_step AFTER INSERT ON version_acts DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION require_step_of_act();

-- At the end of its transaction: a check without its entry in the audit is refused.
CREATE OR REPLACE FUNCTION require_entry_of_check() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF NOT is_mending() AND NOT EXISTS (
      SELECT 1 FROM audit e WHERE e.at = this_instant() AND e.account = session_user
        AND e.action = 'check' AND e.object = NEW.digest) THEN
    RAISE EXCEPTION USING ERRCODE = 'LX011', MESSAGE = 'LX011 核查结果没有操作记录：请用 liangxian check --record / the check '
      'has no entry in the audit: use liangxian check --record';
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER checks_in_turn BEFORE INSERT ON checks
  FOR EACH STATEMENT EXECUTE FUNCTION wait_for_turn();
DROP TRIGGER IF EXISTS checks_with_entry ON checks;
CREATE CONSTRAINT TRIGGER checks_with_entry AFTER INSERT ON checks DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION require_entry_of_check();

-- The one way an announced version changes: its status, days, papers and offices; the line itself never.
-- What it did is entered, and at the end of the transaction its step and its entry of the audit are asked for.
CREATE OR REPLACE FUNCTION act_on_version(
  new_status text, new_valid_from date, new_valid_to date, new_issuer text, new_document text,
  new_document_date text, new_approval_document text, of_zone text, of_version integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  found_status text;
  row_number bigint;
  may_act boolean;
BEGIN
  PERFORM take_turn();
  SELECT fid, coalesce(status, 'published') INTO row_number, found_status
    FROM zones WHERE zone_id = of_zone AND version = of_version;
  IF row_number IS NULL THEN
    RETURN NULL;
  END IF;
  -- As core/zone/life_cycle.cpp has it.
  may_act := CASE
    WHEN found_status IN ('draft', '拟定') THEN new_status IN ('draft', 'submitted')
    WHEN found_status = 'submitted' THEN new_status IN ('submitted', 'approved', 'draft')
    WHEN found_status = 'approved' THEN new_status IN ('approved', 'published', 'draft')
    WHEN found_status = 'published' THEN new_status IN ('published', 'superseded', 'revoked')
    ELSE new_status = found_status
  END AND (has_role('liangxian_reviewer')
    OR pg_has_role(session_user, (SELECT relowner FROM pg_class WHERE oid = 'zones'::regclass), 'USAGE')
    OR (has_role('liangxian_planner') AND found_status IN ('draft', '拟定')));
  IF may_act IS NOT TRUE THEN
    RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = format(
      'a version goes from %s to %s by the role liangxian_reviewer, if at all', found_status, new_status);
  END IF;
  PERFORM set_config('liangxian.act', 'on', true);
  UPDATE zones SET status = new_status, valid_from = new_valid_from, valid_to = new_valid_to,
    issuer = new_issuer, document = new_document, document_date = new_document_date,
    approval_document = new_approval_document WHERE fid = row_number;
  PERFORM set_config('liangxian.act', 'off', true);
  INSERT INTO version_acts VALUES (this_instant(), of_zone, of_version,
    CASE WHEN found_status = '拟定' THEN 'draft' ELSE found_status END, new_status, session_user);
  RETURN row_number;
END $$;

-- A row that is changed twice in one transaction was never known in between; of a unit it is kept all the same:
-- a notice older than the level that stands is said and followed by that level again in one act.
CREATE OR REPLACE FUNCTION log_updated() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  instant timestamptz := this_instant();
BEGIN
  PERFORM log_touched(TG_ARGV[0]::integer, ARRAY(SELECT fid FROM became));
  EXECUTE format('INSERT INTO %I SELECT $1, was.* FROM was JOIN became USING (fid) '
                 'WHERE became.recorded_at = $1 AND (was.recorded_at < $1 OR $2)', TG_TABLE_NAME || '_history')
    USING instant, TG_TABLE_NAME = 'sites';
  PERFORM count_changes(ARRAY(SELECT greatest(instant, recorded_at) FROM became), 0, TG_TABLE_SCHEMA);
  RETURN NULL;
END $$;

-- ---- roles ----------------------------------------------------------------------------------

REVOKE ALL ON FUNCTION require_act_of_step(), require_step_of_act(), require_entry_of_check(),
  act_on_version(text, date, date, text, text, text, text, text, integer) FROM PUBLIC;

DO $$
BEGIN
  IF (SELECT count(*) FROM pg_roles WHERE rolname IN
      ('liangxian_reader', 'liangxian_officer', 'liangxian_planner', 'liangxian_reviewer')) < 4 THEN
    RETURN;
  END IF;
  EXECUTE 'GRANT SELECT ON version_acts TO liangxian_reader, liangxian_officer, liangxian_planner, liangxian_reviewer';
END $$;
