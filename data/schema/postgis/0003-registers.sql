-- SPDX-License-Identifier: GPL-2.0-or-later
-- Schema 3 of the shared store: registers that are only ever added to, outside of the content's digest. Run
-- behind 0002-roles.sql, in one transaction; may be run again, as by an administrator who has made the roles.
-- A later row corrects an earlier one; nothing is overwritten. What no program of ours could read is refused.

DO $$
BEGIN
  IF current_setting('search_path') !~ ',\s*pg_temp$' THEN
    RAISE EXCEPTION 'begin with: SET search_path = the schema of the store, the schema of PostGIS, pg_temp';
  END IF;
END $$;

-- 四有：标志说明、记录档案、管理机构或专人 / the four legal prerequisites
CREATE TABLE IF NOT EXISTS prerequisites (
  fid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id text COLLATE "C" NOT NULL,
  item text NOT NULL,
  state text NOT NULL,
  level text,
  name text,
  announced_by text,
  announced_on text,
  erected_by text,
  erected_on text,
  archive_number text,
  main_volumes integer,
  sub_volumes integer,
  reference_volumes integer,
  filed_on date,
  body text,
  keeper_name text,
  keeper_office text,
  document text,
  valid_from date,
  valid_to date,
  recorded_at timestamptz(3),
  account text NOT NULL DEFAULT session_user, -- of the database, whoever the program says it was
  CONSTRAINT "四有项目 item: marker, archive, custody" CHECK (item IN ('marker', 'archive', 'custody')),
  CONSTRAINT "有无 state: present, absent" CHECK (state IN ('present', 'absent')),
  CONSTRAINT "主卷数 main_volumes: 0, 1, 2 …" CHECK (main_volumes BETWEEN 0 AND 1000000000),
  CONSTRAINT "副卷数 sub_volumes: 0, 1, 2 …" CHECK (sub_volumes BETWEEN 0 AND 1000000000),
  CONSTRAINT "备考卷数 reference_volumes: 0, 1, 2 …" CHECK (reference_volumes BETWEEN 0 AND 1000000000),
  CONSTRAINT "备案日期 filed_on: 2025-03-01" CHECK (filed_on BETWEEN '0001-01-01' AND '9999-12-31'),
  CONSTRAINT "生效日期 valid_from: 2025-03-01" CHECK (valid_from BETWEEN '0001-01-01' AND '9999-12-31'),
  CONSTRAINT "失效日期 valid_to: 2025-03-01" CHECK (valid_to BETWEEN '0001-01-01' AND '9999-12-31')
);
CREATE INDEX IF NOT EXISTS prerequisites_by_site ON prerequisites(site_id);

-- 年度目标及完成情况（人工填报） / yearly targets and what was reached, as reported
CREATE TABLE IF NOT EXISTS targets (
  fid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text COLLATE "C" NOT NULL,
  scope text NOT NULL,
  year integer NOT NULL,
  name text,
  goal_share double precision,
  reached_share double precision,
  document text NOT NULL,
  document_date date,
  recorded_at timestamptz(3),
  account text NOT NULL DEFAULT session_user, -- of the database, whoever the program says it was
  CONSTRAINT "年度 year: 2025" CHECK (year BETWEEN 1900 AND 2999),
  CONSTRAINT "目标 goal_share: 0 … 1" CHECK (goal_share BETWEEN 0 AND 1),
  CONSTRAINT "完成情况 reached_share: 0 … 1" CHECK (reached_share BETWEEN 0 AND 1),
  CONSTRAINT "报告日期 document_date: 2025-03-01" CHECK (document_date BETWEEN '0001-01-01' AND '9999-12-31')
);

-- 上下级数据包的收受与回执 / packages between levels, and their receipts
CREATE TABLE IF NOT EXISTS packages (
  fid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  package_id text COLLATE "C" NOT NULL,
  role text NOT NULL,
  office text,
  public_key text NOT NULL,
  content text NOT NULL,
  recorded_at timestamptz(3),
  account text NOT NULL DEFAULT session_user,
  UNIQUE (package_id, role)
);

-- 界址点实地核对记录 / corners compared in the field
CREATE TABLE IF NOT EXISTS corner_surveys (
  fid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  zone_id text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  verified_by text NOT NULL,
  verified_on date,
  surveyor text,
  corners integer NOT NULL,
  within integer NOT NULL,
  missing integer NOT NULL,
  extra integer NOT NULL,
  greatest_m double precision,
  file_sha256 text NOT NULL,
  recorded_at timestamptz(3),
  account text NOT NULL DEFAULT session_user, -- of the database, whoever the program says it was
  CONSTRAINT "版本 version: 1, 2 …" CHECK (version BETWEEN 0 AND 1000000000),
  CONSTRAINT "核对日期 verified_on: 2025-03-01" CHECK (verified_on BETWEEN '0001-01-01' AND '9999-12-31'),
  CONSTRAINT "点数 corners: 0, 1, 2 …" CHECK (corners BETWEEN 0 AND 1000000000),
  CONSTRAINT "点数 within: 0, 1, 2 …" CHECK (within BETWEEN 0 AND 1000000000),
  CONSTRAINT "点数 missing: 0, 1, 2 …" CHECK (missing BETWEEN 0 AND 1000000000),
  CONSTRAINT "点数 extra: 0, 1, 2 …" CHECK (extra BETWEEN 0 AND 1000000000),
  CONSTRAINT "最大偏差 greatest_m: 0 … m" CHECK (greatest_m >= 0 AND greatest_m < 'Infinity')
);
CREATE INDEX IF NOT EXISTS corner_surveys_by_version ON corner_surveys(zone_id, version);

-- 登记的旧坐标系局部转换（不含参数） / registered local transformations of old datums, without parameters
CREATE TABLE IF NOT EXISTS datums (
  fid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  datum_id text COLLATE "C" NOT NULL,
  datum text NOT NULL,
  state text NOT NULL,
  plane text,
  model text,
  rms_m double precision,
  greatest_m double precision,
  pairs integer,
  check_points integer,
  extent text,
  supplier text,
  document text,
  control_sha256 text,
  recorded_at timestamptz(3),
  account text NOT NULL DEFAULT session_user,
  UNIQUE (datum_id, state),
  CONSTRAINT "状态 state: registered, withdrawn" CHECK (state IN ('registered', 'withdrawn')),
  CONSTRAINT "中误差 rms_m: 0 … m" CHECK (rms_m >= 0 AND rms_m < 'Infinity'),
  CONSTRAINT "最大偏差 greatest_m: 0 … m" CHECK (greatest_m >= 0 AND greatest_m < 'Infinity'),
  CONSTRAINT "点对数 pairs: 0, 1, 2 …" CHECK (pairs BETWEEN 0 AND 1000000000),
  CONSTRAINT "检查点数 check_points: 0, 1, 2 …" CHECK (check_points BETWEEN 0 AND 1000000000)
);

-- What transforms an old datum: secret by the law on surveying. Planners' alone, and in no export.
CREATE TABLE IF NOT EXISTS datum_secrets (
  fid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  datum_id text COLLATE "C" NOT NULL UNIQUE,
  parameters text NOT NULL,
  recorded_at timestamptz(3),
  account text NOT NULL DEFAULT session_user
);

-- An entry is recorded now. The owner may bring in what was recorded before, but nothing of days to come.
CREATE OR REPLACE FUNCTION date_entry() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  instant timestamptz := take_turn();
BEGIN
  IF NEW.recorded_at IS NULL OR NOT is_owner() THEN
    NEW.recorded_at := instant;
  ELSIF NEW.recorded_at > instant THEN
    RAISE EXCEPTION USING ERRCODE = 'LX008',
      MESSAGE = 'LX008 登记时刻 recorded_at 在将来 / recorded_at lies in the future';
  END IF;
  NEW.account := session_user;
  RETURN NEW;
END $$;

DO $$
DECLARE
  register text;
BEGIN
  FOREACH register IN ARRAY ARRAY['prerequisites', 'targets', 'packages', 'corner_surveys', 'datums', 'datum_secrets'] LOOP
    EXECUTE format('CREATE OR REPLACE TRIGGER %I BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION date_entry()',
                   register || '_dated', register);
    EXECUTE format('CREATE OR REPLACE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON %I '
                   'FOR EACH STATEMENT EXECUTE FUNCTION refuse(''LX009'', %L)', register || '_only_added_to', register,
                   '登记记录只能追加；更正请另录一条 / these records are only ever added to: record the correction beside');
  END LOOP;
END $$;

-- ---- roles ----------------------------------------------------------------------------------

DO $$
DECLARE
  everyone text := 'liangxian_reader, liangxian_officer, liangxian_planner, liangxian_reviewer';
  drawers text := 'liangxian_planner, liangxian_reviewer';
BEGIN
  IF (SELECT count(*) FROM pg_roles WHERE rolname IN
      ('liangxian_reader', 'liangxian_officer', 'liangxian_planner', 'liangxian_reviewer')) < 4 THEN
    RETURN;
  END IF;
  EXECUTE 'GRANT SELECT ON prerequisites, targets, packages, corner_surveys, datums TO ' || everyone;
  EXECUTE 'GRANT INSERT ON prerequisites, targets, packages, corner_surveys, datums TO ' || drawers;
  EXECUTE 'GRANT SELECT, INSERT ON datum_secrets TO liangxian_planner';
END $$;
