-- SPDX-License-Identifier: GPL-2.0-or-later
-- Schema 1 of the shared store, second part: who may do what, and what nobody may. Run behind 0001-initial.sql
-- in the same transaction.
--
-- Four roles, which logins are made members of: liangxian_reader looks; liangxian_officer also records checks;
-- liangxian_planner also draws; liangxian_reviewer also approves and publishes. They belong to the whole
-- server; where the owner of the store may not make roles, an administrator makes them and runs this part
-- again.

DO $$
BEGIN
  IF current_setting('search_path') !~ ',\s*pg_temp$' THEN
    RAISE EXCEPTION 'begin with: SET search_path = the schema of the store, the schema of PostGIS, pg_temp';
  END IF;
END $$;

-- Whether the login is a member of a role, which may not exist.
CREATE OR REPLACE FUNCTION has_role(wanted text) RETURNS boolean
LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
  SELECT coalesce((SELECT pg_has_role(session_user, oid, 'MEMBER') FROM pg_roles WHERE rolname = wanted), false)
$$;

CREATE OR REPLACE FUNCTION guard_zone() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF is_acting() THEN
    RETURN coalesce(NEW, OLD);
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF coalesce(NEW.status, 'published') NOT IN ('draft', '拟定') AND NOT is_owner() THEN
      RAISE EXCEPTION USING ERRCODE = 'LX003', MESSAGE = format(
        'LX003 %s@%s 只能以草稿录入：请把 status 填为 draft，再用两线送审 / %s@%s can be entered as a draft only: '
        'set status to draft, then submit it with Liangxian', NEW.zone_id, NEW.version, NEW.zone_id, NEW.version);
    END IF;
    RETURN NEW;
  END IF;
  IF coalesce(OLD.status, 'published') NOT IN ('draft', '拟定') THEN
    RAISE EXCEPTION USING ERRCODE = 'LX001', MESSAGE = format(
      'LX001 %s@%s 已送审或公布，不能直接修改或删除：请用两线新建一个版本（更正、调整或撤销） / %s@%s was submitted or '
      'announced and cannot be changed or deleted directly: make a new version of it with Liangxian (a correction, '
      'an adjustment or a revocation)', OLD.zone_id, OLD.version, OLD.zone_id, OLD.version);
  END IF;
  IF TG_OP = 'UPDATE' AND coalesce(NEW.status, 'published') NOT IN ('draft', '拟定') THEN
    RAISE EXCEPTION USING ERRCODE = 'LX002', MESSAGE = format(
      'LX002 %s@%s 是草稿，不能直接改变状态：请用两线送审 / %s@%s is a draft and its status cannot be changed '
      'directly: submit it with Liangxian', OLD.zone_id, OLD.version, OLD.zone_id, OLD.version);
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE OR REPLACE TRIGGER zones_guarded BEFORE INSERT OR UPDATE OR DELETE ON zones
  FOR EACH ROW EXECUTE FUNCTION guard_zone();

CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = TG_ARGV[0], MESSAGE = TG_ARGV[0] || ' ' || TG_ARGV[1];
END $$;
CREATE OR REPLACE TRIGGER audit_only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('LX004', '操作记录只能追加 / the audit is only ever added to');
CREATE OR REPLACE TRIGGER version_steps_only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON version_steps
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('LX005', '办理步骤只能追加 / steps are only ever added');
CREATE OR REPLACE TRIGGER sites_not_emptied BEFORE TRUNCATE ON sites
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('LX007', '不能清空图层 / a layer cannot be emptied');
CREATE OR REPLACE TRIGGER zones_not_emptied BEFORE TRUNCATE ON zones
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('LX007', '不能清空图层 / a layer cannot be emptied');
CREATE OR REPLACE TRIGGER areas_not_emptied BEFORE TRUNCATE ON areas
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('LX007', '不能清空图层 / a layer cannot be emptied');

-- An entry follows the last one, is of now, and sealed as core/store/audit_chain.cpp does (RFC 8785, SHA-256).
CREATE OR REPLACE FUNCTION guard_audit() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  last audit;
  content text;
BEGIN
  PERFORM take_turn();
  SELECT * INTO last FROM audit ORDER BY fid DESC LIMIT 1;
  content := format('{"action":%s,"actor":%s,"at":%s,"detail":%s,"number":%s,"object":%s,"previous_hash":%s}',
    to_json(NEW.action), to_json(NEW.actor),
    to_json(to_char(NEW.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')), to_json(NEW.detail), NEW.fid,
    to_json(NEW.object), to_json(NEW.previous_hash));
  IF NEW.fid <> coalesce(last.fid, 0) + 1 OR (last.fid IS NOT NULL AND NEW.previous_hash <> last.hash)
     OR NEW.at <> this_instant() OR NEW.hash <> encode(sha256(convert_to(content, 'UTF8')), 'hex') THEN
    RAISE EXCEPTION USING ERRCODE = 'LX004', MESSAGE = 'LX004 操作记录须接在最后一条之后并正确封存 / an entry of the '
      'audit follows the last one and is sealed';
  END IF;
  NEW.account := session_user;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER audit_in_order BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION guard_audit();

-- Steps that decide are a reviewer's.
CREATE OR REPLACE FUNCTION guard_step() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF NEW.step NOT IN ('drafted', 'submitted') AND NOT is_owner() AND NOT has_role('liangxian_reviewer') THEN
    RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = format('step %s needs the role liangxian_reviewer', NEW.step);
  END IF;
  NEW.account := session_user;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER version_steps_guarded BEFORE INSERT ON version_steps
  FOR EACH ROW EXECUTE FUNCTION guard_step();

-- The one way an announced version changes: its status, days, papers and offices; the line itself never.
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
  RETURN row_number;
END $$;

-- What our writers keep of the content's digest, beside the revision it is of; settings are the owner's.
CREATE OR REPLACE FUNCTION keep_meta(of_key text, bytes bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  may_keep boolean := CASE of_key
    WHEN 'content_digest' THEN encode(bytes, 'escape') ~ '^[0-9a-f]{64}$'
    WHEN 'content_digest_state' THEN length(bytes) = 2048
    WHEN 'content_digest_revision' THEN bytes = convert_to((SELECT revision FROM content_state)::text, 'UTF8')
    ELSE pg_has_role(session_user, (SELECT relowner FROM pg_class WHERE oid = 'zones'::regclass), 'USAGE')
  END;
BEGIN
  PERFORM take_turn();
  IF may_keep IS NOT TRUE THEN
    RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = format('%s cannot be kept by this login', of_key);
  END IF;
  INSERT INTO meta VALUES (of_key, bytes) ON CONFLICT (key) DO UPDATE SET value = excluded.value;
END $$;

-- ---- roles ----------------------------------------------------------------------------------

DO $$
DECLARE
  wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['reader', 'officer', 'planner', 'reviewer'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'liangxian_' || wanted) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN', 'liangxian_' || wanted);
      EXCEPTION
        WHEN insufficient_privilege THEN RETURN; -- an administrator has to make them
        WHEN duplicate_object OR unique_violation THEN NULL; -- another store was faster
      END;
    END IF;
  END LOOP;
END $$;

-- Functions that run as the owner are nobody's by themselves.
-- A trigger of ours fires without it; a trigger of somebody else's must not call them.
REVOKE ALL ON FUNCTION take_turn(), wait_for_turn(), log_inserted(), log_updated(), log_deleted(),
  log_touched(integer, bigint[]), count_changes(timestamptz[], integer, text), keep_meta(text, bytea), act_on_version(text, date, date, text, text, text, text, text, integer) FROM PUBLIC;

DO $$
DECLARE
  everyone text := 'liangxian_reader, liangxian_officer, liangxian_planner, liangxian_reviewer';
  writers text := 'liangxian_officer, liangxian_planner, liangxian_reviewer';
  drawers text := 'liangxian_planner, liangxian_reviewer';
BEGIN
  IF (SELECT count(*) FROM pg_roles WHERE rolname IN
      ('liangxian_reader', 'liangxian_officer', 'liangxian_planner', 'liangxian_reviewer')) < 4 THEN
    RETURN;
  END IF;
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO %s', current_schema(), everyone);
  EXECUTE 'GRANT SELECT ON meta, content_state, revisions, touched_rows, deleted_records, sites, zones, areas, '
    'applications, checks, repairs, documents, version_steps, audit, sites_history, zones_history, areas_history TO '
    || everyone;
  EXECUTE 'GRANT EXECUTE ON FUNCTION take_turn() TO ' || writers;
  EXECUTE 'GRANT INSERT ON applications, checks, audit TO ' || writers;
  EXECUTE 'GRANT EXECUTE ON FUNCTION keep_meta(text, bytea), '
    'act_on_version(text, date, date, text, text, text, text, text, integer) TO ' || drawers;
  EXECUTE 'GRANT INSERT ON version_steps, documents, repairs TO ' || drawers;
  EXECUTE 'GRANT INSERT, UPDATE, DELETE ON zones TO ' || drawers;
  EXECUTE 'GRANT INSERT, UPDATE ON sites, areas TO liangxian_reviewer';
END $$;
