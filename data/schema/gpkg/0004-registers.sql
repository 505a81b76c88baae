-- SPDX-License-Identifier: GPL-2.0-or-later
-- Schema 4 of the embedded store: registers that are only ever added to, outside of the content's digest. A
-- later row corrects an earlier one; nothing is overwritten. What no program of ours could read is refused by a
-- constraint whose name says what is wanted. What transforms an old datum is secret and is not
-- in this file, which is handed on: see docs/user/old-datums.md.

CREATE TABLE prerequisites (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  site_id TEXT NOT NULL,
  item TEXT NOT NULL,
  state TEXT NOT NULL,
  level TEXT,
  name TEXT,
  announced_by TEXT,
  announced_on TEXT,
  erected_by TEXT,
  erected_on TEXT,
  archive_number TEXT,
  main_volumes INTEGER,
  sub_volumes INTEGER,
  reference_volumes INTEGER,
  filed_on DATE,
  body TEXT,
  keeper_name TEXT,
  keeper_office TEXT,
  document TEXT,
  valid_from DATE,
  valid_to DATE,
  recorded_at DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  CONSTRAINT "四有项目 item: marker, archive, custody" CHECK (item IN ('marker', 'archive', 'custody')),
  CONSTRAINT "有无 state: present, absent" CHECK (state IN ('present', 'absent')),
  CONSTRAINT "主卷数 main_volumes: 0, 1, 2 …" CHECK (main_volumes IS NULL OR (typeof(main_volumes) = 'integer' AND main_volumes BETWEEN 0 AND 1000000000)),
  CONSTRAINT "副卷数 sub_volumes: 0, 1, 2 …" CHECK (sub_volumes IS NULL OR (typeof(sub_volumes) = 'integer' AND sub_volumes BETWEEN 0 AND 1000000000)),
  CONSTRAINT "备考卷数 reference_volumes: 0, 1, 2 …" CHECK (reference_volumes IS NULL OR (typeof(reference_volumes) = 'integer' AND reference_volumes BETWEEN 0 AND 1000000000)),
  CONSTRAINT "备案日期 filed_on: 2025-03-01" CHECK (filed_on IS date(filed_on, '+0 days')),
  CONSTRAINT "生效日期 valid_from: 2025-03-01" CHECK (valid_from IS date(valid_from, '+0 days')),
  CONSTRAINT "失效日期 valid_to: 2025-03-01" CHECK (valid_to IS date(valid_to, '+0 days'))
);
CREATE INDEX prerequisites_by_site ON prerequisites(site_id);
CREATE TRIGGER prerequisites_only_added_to BEFORE INSERT ON prerequisites
WHEN EXISTS (SELECT 1 FROM prerequisites WHERE fid = NEW.fid)
BEGIN SELECT RAISE(ABORT, 'LX009 登记记录只能追加；更正请另录一条 / these records are only ever added to: record the correction beside'); END;
CREATE TRIGGER prerequisites_not_updated BEFORE UPDATE ON prerequisites
BEGIN SELECT RAISE(ABORT, 'LX009 登记记录只能追加；更正请另录一条 / these records are only ever added to: record the correction beside'); END;
CREATE TRIGGER prerequisites_not_deleted BEFORE DELETE ON prerequisites
BEGIN SELECT RAISE(ABORT, 'LX009 登记记录只能追加；更正请另录一条 / these records are only ever added to: record the correction beside'); END;
CREATE TRIGGER prerequisites_not_of_days_to_come BEFORE INSERT ON prerequisites
WHEN (SELECT value FROM meta WHERE key = 'acting') = 0
 AND (strftime('%Y-%m-%dT%H:%M:%fZ', NEW.recorded_at) IS NOT NEW.recorded_at
      OR NEW.recorded_at > strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
BEGIN SELECT RAISE(ABORT, 'LX008 登记时刻 recorded_at 在将来或不是时刻 / recorded_at lies in the future or is no instant'); END;

CREATE TABLE targets (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  code TEXT NOT NULL,
  scope TEXT NOT NULL,
  year INTEGER NOT NULL,
  name TEXT,
  goal_share REAL,
  reached_share REAL,
  document TEXT NOT NULL,
  document_date DATE,
  recorded_at DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  CONSTRAINT "年度 year: 2025" CHECK (typeof(year) = 'integer' AND year BETWEEN 1900 AND 2999),
  CONSTRAINT "目标 goal_share: 0 … 1" CHECK (goal_share IS NULL OR (typeof(goal_share) = 'real' AND goal_share BETWEEN 0 AND 1)),
  CONSTRAINT "完成情况 reached_share: 0 … 1" CHECK (reached_share IS NULL OR (typeof(reached_share) = 'real' AND reached_share BETWEEN 0 AND 1)),
  CONSTRAINT "报告日期 document_date: 2025-03-01" CHECK (document_date IS date(document_date, '+0 days'))
);
CREATE TRIGGER targets_only_added_to BEFORE INSERT ON targets
WHEN EXISTS (SELECT 1 FROM targets WHERE fid = NEW.fid)
BEGIN SELECT RAISE(ABORT, 'LX009 登记记录只能追加；更正请另录一条 / these records are only ever added to: record the correction beside'); END;
CREATE TRIGGER targets_not_updated BEFORE UPDATE ON targets
BEGIN SELECT RAISE(ABORT, 'LX009 登记记录只能追加；更正请另录一条 / these records are only ever added to: record the correction beside'); END;
CREATE TRIGGER targets_not_deleted BEFORE DELETE ON targets
BEGIN SELECT RAISE(ABORT, 'LX009 登记记录只能追加；更正请另录一条 / these records are only ever added to: record the correction beside'); END;
CREATE TRIGGER targets_not_of_days_to_come BEFORE INSERT ON targets
WHEN (SELECT value FROM meta WHERE key = 'acting') = 0
 AND (strftime('%Y-%m-%dT%H:%M:%fZ', NEW.recorded_at) IS NOT NEW.recorded_at
      OR NEW.recorded_at > strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
BEGIN SELECT RAISE(ABORT, 'LX008 登记时刻 recorded_at 在将来或不是时刻 / recorded_at lies in the future or is no instant'); END;

CREATE TABLE packages (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  package_id TEXT NOT NULL,
  role TEXT NOT NULL,
  office TEXT,
  public_key TEXT NOT NULL,
  content TEXT NOT NULL,
  recorded_at DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  UNIQUE (package_id, role)
);
CREATE TRIGGER packages_only_added_to BEFORE INSERT ON packages
WHEN EXISTS (SELECT 1 FROM packages WHERE fid = NEW.fid OR (package_id = NEW.package_id AND role = NEW.role))
BEGIN SELECT RAISE(ABORT, 'LX009 登记记录只能追加；更正请另录一条 / these records are only ever added to: record the correction beside'); END;
CREATE TRIGGER packages_not_updated BEFORE UPDATE ON packages
BEGIN SELECT RAISE(ABORT, 'LX009 登记记录只能追加；更正请另录一条 / these records are only ever added to: record the correction beside'); END;
CREATE TRIGGER packages_not_deleted BEFORE DELETE ON packages
BEGIN SELECT RAISE(ABORT, 'LX009 登记记录只能追加；更正请另录一条 / these records are only ever added to: record the correction beside'); END;
CREATE TRIGGER packages_not_of_days_to_come BEFORE INSERT ON packages
WHEN (SELECT value FROM meta WHERE key = 'acting') = 0
 AND (strftime('%Y-%m-%dT%H:%M:%fZ', NEW.recorded_at) IS NOT NEW.recorded_at
      OR NEW.recorded_at > strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
BEGIN SELECT RAISE(ABORT, 'LX008 登记时刻 recorded_at 在将来或不是时刻 / recorded_at lies in the future or is no instant'); END;

CREATE TABLE corner_surveys (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  zone_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  verified_by TEXT NOT NULL,
  verified_on DATE,
  surveyor TEXT,
  corners INTEGER NOT NULL,
  within INTEGER NOT NULL,
  missing INTEGER NOT NULL,
  extra INTEGER NOT NULL,
  greatest_m REAL,
  file_sha256 TEXT NOT NULL,
  recorded_at DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  CONSTRAINT "版本 version: 1, 2 …" CHECK (version IS NULL OR (typeof(version) = 'integer' AND version BETWEEN 0 AND 1000000000)),
  CONSTRAINT "核对日期 verified_on: 2025-03-01" CHECK (verified_on IS date(verified_on, '+0 days')),
  CONSTRAINT "点数 corners: 0, 1, 2 …" CHECK (corners IS NULL OR (typeof(corners) = 'integer' AND corners BETWEEN 0 AND 1000000000)),
  CONSTRAINT "点数 within: 0, 1, 2 …" CHECK (within IS NULL OR (typeof(within) = 'integer' AND within BETWEEN 0 AND 1000000000)),
  CONSTRAINT "点数 missing: 0, 1, 2 …" CHECK (missing IS NULL OR (typeof(missing) = 'integer' AND missing BETWEEN 0 AND 1000000000)),
  CONSTRAINT "点数 extra: 0, 1, 2 …" CHECK (extra IS NULL OR (typeof(extra) = 'integer' AND extra BETWEEN 0 AND 1000000000)),
  CONSTRAINT "最大偏差 greatest_m: 0 … m" CHECK (greatest_m IS NULL OR (typeof(greatest_m) = 'real' AND greatest_m >= 0 AND greatest_m < 9e999))
);
CREATE INDEX corner_surveys_by_version ON corner_surveys(zone_id, version);
CREATE TRIGGER corner_surveys_only_added_to BEFORE INSERT ON corner_surveys
WHEN EXISTS (SELECT 1 FROM corner_surveys WHERE fid = NEW.fid)
BEGIN SELECT RAISE(ABORT, 'LX009 登记记录只能追加；更正请另录一条 / these records are only ever added to: record the correction beside'); END;
CREATE TRIGGER corner_surveys_not_updated BEFORE UPDATE ON corner_surveys
BEGIN SELECT RAISE(ABORT, 'LX009 登记记录只能追加；更正请另录一条 / these records are only ever added to: record the correction beside'); END;
CREATE TRIGGER corner_surveys_not_deleted BEFORE DELETE ON corner_surveys
BEGIN SELECT RAISE(ABORT, 'LX009 登记记录只能追加；更正请另录一条 / these records are only ever added to: record the correction beside'); END;
CREATE TRIGGER corner_surveys_not_of_days_to_come BEFORE INSERT ON corner_surveys
WHEN (SELECT value FROM meta WHERE key = 'acting') = 0
 AND (strftime('%Y-%m-%dT%H:%M:%fZ', NEW.recorded_at) IS NOT NEW.recorded_at
      OR NEW.recorded_at > strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
BEGIN SELECT RAISE(ABORT, 'LX008 登记时刻 recorded_at 在将来或不是时刻 / recorded_at lies in the future or is no instant'); END;

CREATE TABLE datums (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  datum_id TEXT NOT NULL,
  datum TEXT NOT NULL,
  state TEXT NOT NULL,
  plane TEXT,
  model TEXT,
  rms_m REAL,
  greatest_m REAL,
  pairs INTEGER,
  check_points INTEGER,
  extent TEXT,
  supplier TEXT,
  document TEXT,
  control_sha256 TEXT,
  recorded_at DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  UNIQUE (datum_id, state),
  CONSTRAINT "状态 state: registered, withdrawn" CHECK (state IN ('registered', 'withdrawn')),
  CONSTRAINT "中误差 rms_m: 0 … m" CHECK (rms_m IS NULL OR (typeof(rms_m) = 'real' AND rms_m >= 0 AND rms_m < 9e999)),
  CONSTRAINT "最大偏差 greatest_m: 0 … m" CHECK (greatest_m IS NULL OR (typeof(greatest_m) = 'real' AND greatest_m >= 0 AND greatest_m < 9e999)),
  CONSTRAINT "点对数 pairs: 0, 1, 2 …" CHECK (pairs IS NULL OR (typeof(pairs) = 'integer' AND pairs BETWEEN 0 AND 1000000000)),
  CONSTRAINT "检查点数 check_points: 0, 1, 2 …" CHECK (check_points IS NULL OR (typeof(check_points) = 'integer' AND check_points BETWEEN 0 AND 1000000000))
);
CREATE TRIGGER datums_only_added_to BEFORE INSERT ON datums
WHEN EXISTS (SELECT 1 FROM datums WHERE fid = NEW.fid OR (datum_id = NEW.datum_id AND state = NEW.state))
BEGIN SELECT RAISE(ABORT, 'LX009 登记记录只能追加；更正请另录一条 / these records are only ever added to: record the correction beside'); END;
CREATE TRIGGER datums_not_updated BEFORE UPDATE ON datums
BEGIN SELECT RAISE(ABORT, 'LX009 登记记录只能追加；更正请另录一条 / these records are only ever added to: record the correction beside'); END;
CREATE TRIGGER datums_not_deleted BEFORE DELETE ON datums
BEGIN SELECT RAISE(ABORT, 'LX009 登记记录只能追加；更正请另录一条 / these records are only ever added to: record the correction beside'); END;
CREATE TRIGGER datums_not_of_days_to_come BEFORE INSERT ON datums
WHEN (SELECT value FROM meta WHERE key = 'acting') = 0
 AND (strftime('%Y-%m-%dT%H:%M:%fZ', NEW.recorded_at) IS NOT NEW.recorded_at
      OR NEW.recorded_at > strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
BEGIN SELECT RAISE(ABORT, 'LX008 登记时刻 recorded_at 在将来或不是时刻 / recorded_at lies in the future or is no instant'); END;

INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES
  ('prerequisites', 'attributes', 'prerequisites', '四有：标志说明、记录档案、管理机构或专人 / the four legal prerequisites', NULL),
  ('targets', 'attributes', 'targets', '年度目标及完成情况（人工填报） / yearly targets and what was reached, as reported', NULL),
  ('packages', 'attributes', 'packages', '上下级数据包的收受与回执 / packages between levels, and their receipts', NULL),
  ('corner_surveys', 'attributes', 'corner_surveys', '界址点实地核对记录 / corners compared in the field', NULL),
  ('datums', 'attributes', 'datums', '登记的旧坐标系局部转换（不含参数） / registered local transformations of old datums, without parameters', NULL);

UPDATE meta SET value = 4 WHERE key = 'schema_version';
