-- SPDX-License-Identifier: GPL-2.0-or-later
-- Schema 2 of the embedded store: the steps each version of a zone has taken; what is only ever added to
-- cannot be changed.

CREATE TABLE version_steps (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  zone_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  step TEXT NOT NULL,
  at DATETIME NOT NULL,
  actor TEXT NOT NULL,
  office TEXT,
  document TEXT,
  dated DATE,
  reason TEXT,
  change TEXT,
  based_on INTEGER,
  is_single_person INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX version_steps_by_version ON version_steps(zone_id, version);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES
  ('version_steps', 'attributes', 'version_steps', '界线各版本的办理步骤 / steps taken by versions of zones', NULL);

CREATE INDEX documents_by_number ON documents(document);

-- INSERT OR REPLACE would take a row away without any other trigger.
CREATE TRIGGER audit_only_added_to BEFORE INSERT ON audit
WHEN EXISTS (SELECT 1 FROM audit WHERE fid = NEW.fid OR hash = NEW.hash)
BEGIN SELECT RAISE(ABORT, 'LX004 操作记录只能追加 / the audit is only ever added to'); END;
CREATE TRIGGER audit_not_updated BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'LX004 操作记录只能追加 / the audit is only ever added to'); END;
CREATE TRIGGER audit_not_deleted BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'LX004 操作记录只能追加 / the audit is only ever added to'); END;

CREATE TRIGGER version_steps_only_added_to BEFORE INSERT ON version_steps
WHEN EXISTS (SELECT 1 FROM version_steps WHERE fid = NEW.fid)
BEGIN SELECT RAISE(ABORT, 'LX005 办理步骤只能追加 / steps are only ever added'); END;
CREATE TRIGGER version_steps_not_updated BEFORE UPDATE ON version_steps
BEGIN SELECT RAISE(ABORT, 'LX005 办理步骤只能追加 / steps are only ever added'); END;
CREATE TRIGGER version_steps_not_deleted BEFORE DELETE ON version_steps
BEGIN SELECT RAISE(ABORT, 'LX005 办理步骤只能追加 / steps are only ever added'); END;

UPDATE meta SET value = 2 WHERE key = 'schema_version';
