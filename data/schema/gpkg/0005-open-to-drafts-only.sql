-- SPDX-License-Identifier: GPL-2.0-or-later
-- Schema 5 of the embedded store: what other programs add to the zones is a draft, and what was recorded stays
-- recorded: the past, the checks, the papers, the steps and the audit are our own writers' alone to change.

-- ---- zones ----------------------------------------------------------------------------------

-- Whatever states no status is a draft. Changing a default is what https://sqlite.org/lang_altertable.html
-- allows a writer to do in place; the triggers below make every reader look at the schema again.
PRAGMA writable_schema = ON;
UPDATE sqlite_master SET sql = replace(sql, 'status TEXT DEFAULT ''published''', 'status TEXT DEFAULT ''draft''')
  WHERE type = 'table' AND name = 'zones';
PRAGMA writable_schema = RESET;

CREATE TRIGGER zones_enter_as_drafts BEFORE INSERT ON zones
WHEN (SELECT value FROM meta WHERE key = 'acting') = 0
 AND coalesce(NEW.status, 'draft') NOT IN ('draft', '拟定')
 AND NOT EXISTS (SELECT 1 FROM zones
                 WHERE (fid = NEW.fid OR (zone_id = NEW.zone_id AND version = NEW.version))
                   AND coalesce(status, 'published') NOT IN ('draft', '拟定')) -- zones_not_replaced says more
BEGIN SELECT RAISE(ABORT, 'LX003 只能以草稿录入：请把 status 填为 draft，再用两线送审；已公布的界线请用 liangxian import zones 导入 / it can be entered as a draft only: set status to draft, then submit it with Liangxian; lines announced before are brought in by liangxian import zones'); END;

CREATE TRIGGER zones_without_status AFTER INSERT ON zones
WHEN (SELECT value FROM meta WHERE key = 'acting') = 0 AND NEW.status IS NULL
BEGIN
  UPDATE meta SET value = 1 WHERE key = 'settling';
  UPDATE zones SET status = 'draft' WHERE fid = NEW.fid AND status IS NULL;
  UPDATE meta SET value = 0 WHERE key = 'settling';
END;

-- ---- the past -------------------------------------------------------------------------------
-- What the triggers of the layers put aside for an instant, with the time '', is theirs to date and to forget.

CREATE TRIGGER sites_history_not_written BEFORE INSERT ON sites_history
WHEN (SELECT value FROM meta WHERE key = 'acting') = 0
 AND (NEW.replaced_at NOT IN ('', strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
      OR EXISTS (SELECT 1 FROM sites_history WHERE rowid = NEW.rowid))
BEGIN SELECT RAISE(ABORT, 'LX010 过去的记录不能修改、删除或补写 / what was known before cannot be changed, taken away or added to'); END;
CREATE TRIGGER sites_history_not_updated BEFORE UPDATE ON sites_history
WHEN (SELECT value FROM meta WHERE key = 'acting') = 0 AND OLD.replaced_at <> ''
BEGIN SELECT RAISE(ABORT, 'LX010 过去的记录不能修改、删除或补写 / what was known before cannot be changed, taken away or added to'); END;
CREATE TRIGGER sites_history_not_deleted BEFORE DELETE ON sites_history
WHEN (SELECT value FROM meta WHERE key = 'acting') = 0 AND OLD.replaced_at <> ''
BEGIN SELECT RAISE(ABORT, 'LX010 过去的记录不能修改、删除或补写 / what was known before cannot be changed, taken away or added to'); END;

CREATE TRIGGER zones_history_not_written BEFORE INSERT ON zones_history
WHEN (SELECT value FROM meta WHERE key = 'acting') = 0
 AND (NEW.replaced_at NOT IN ('', strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
      OR EXISTS (SELECT 1 FROM zones_history WHERE rowid = NEW.rowid))
BEGIN SELECT RAISE(ABORT, 'LX010 过去的记录不能修改、删除或补写 / what was known before cannot be changed, taken away or added to'); END;
CREATE TRIGGER zones_history_not_updated BEFORE UPDATE ON zones_history
WHEN (SELECT value FROM meta WHERE key = 'acting') = 0 AND OLD.replaced_at <> ''
BEGIN SELECT RAISE(ABORT, 'LX010 过去的记录不能修改、删除或补写 / what was known before cannot be changed, taken away or added to'); END;
CREATE TRIGGER zones_history_not_deleted BEFORE DELETE ON zones_history
WHEN (SELECT value FROM meta WHERE key = 'acting') = 0 AND OLD.replaced_at <> ''
BEGIN SELECT RAISE(ABORT, 'LX010 过去的记录不能修改、删除或补写 / what was known before cannot be changed, taken away or added to'); END;

CREATE TRIGGER areas_history_not_written BEFORE INSERT ON areas_history
WHEN (SELECT value FROM meta WHERE key = 'acting') = 0
 AND (NEW.replaced_at NOT IN ('', strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
      OR EXISTS (SELECT 1 FROM areas_history WHERE rowid = NEW.rowid))
BEGIN SELECT RAISE(ABORT, 'LX010 过去的记录不能修改、删除或补写 / what was known before cannot be changed, taken away or added to'); END;
CREATE TRIGGER areas_history_not_updated BEFORE UPDATE ON areas_history
WHEN (SELECT value FROM meta WHERE key = 'acting') = 0 AND OLD.replaced_at <> ''
BEGIN SELECT RAISE(ABORT, 'LX010 过去的记录不能修改、删除或补写 / what was known before cannot be changed, taken away or added to'); END;
CREATE TRIGGER areas_history_not_deleted BEFORE DELETE ON areas_history
WHEN (SELECT value FROM meta WHERE key = 'acting') = 0 AND OLD.replaced_at <> ''
BEGIN SELECT RAISE(ABORT, 'LX010 过去的记录不能修改、删除或补写 / what was known before cannot be changed, taken away or added to'); END;

CREATE TRIGGER deleted_records_not_written BEFORE INSERT ON deleted_records
WHEN (SELECT value FROM meta WHERE key = 'acting') = 0
 AND (NEW.deleted_at <> strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
      OR EXISTS (SELECT 1 FROM deleted_records WHERE rowid = NEW.rowid))
BEGIN SELECT RAISE(ABORT, 'LX010 过去的记录不能修改、删除或补写 / what was known before cannot be changed, taken away or added to'); END;
CREATE TRIGGER deleted_records_not_updated BEFORE UPDATE ON deleted_records
WHEN (SELECT value FROM meta WHERE key = 'acting') = 0
BEGIN SELECT RAISE(ABORT, 'LX010 过去的记录不能修改、删除或补写 / what was known before cannot be changed, taken away or added to'); END;
CREATE TRIGGER deleted_records_not_deleted BEFORE DELETE ON deleted_records
WHEN (SELECT value FROM meta WHERE key = 'acting') = 0 AND OLD.deleted_at <> strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
BEGIN SELECT RAISE(ABORT, 'LX010 过去的记录不能修改、删除或补写 / what was known before cannot be changed, taken away or added to'); END;

-- ---- what is only ever added to ---------------------------------------------------------------

CREATE TRIGGER checks_only_added_to BEFORE INSERT ON checks
WHEN (SELECT value FROM meta WHERE key = 'acting') = 0
 AND EXISTS (SELECT 1 FROM checks WHERE fid = NEW.fid)
BEGIN SELECT RAISE(ABORT, 'LX009 登记记录只能追加；更正请另录一条 / these records are only ever added to: record the correction beside'); END;
CREATE TRIGGER checks_not_updated BEFORE UPDATE ON checks
WHEN (SELECT value FROM meta WHERE key = 'acting') = 0
BEGIN SELECT RAISE(ABORT, 'LX009 登记记录只能追加；更正请另录一条 / these records are only ever added to: record the correction beside'); END;
CREATE TRIGGER checks_not_deleted BEFORE DELETE ON checks
WHEN (SELECT value FROM meta WHERE key = 'acting') = 0
BEGIN SELECT RAISE(ABORT, 'LX009 登记记录只能追加；更正请另录一条 / these records are only ever added to: record the correction beside'); END;

CREATE TRIGGER documents_only_added_to BEFORE INSERT ON documents
WHEN (SELECT value FROM meta WHERE key = 'acting') = 0
 AND EXISTS (SELECT 1 FROM documents WHERE fid = NEW.fid)
BEGIN SELECT RAISE(ABORT, 'LX009 登记记录只能追加；更正请另录一条 / these records are only ever added to: record the correction beside'); END;
CREATE TRIGGER documents_not_updated BEFORE UPDATE ON documents
WHEN (SELECT value FROM meta WHERE key = 'acting') = 0
BEGIN SELECT RAISE(ABORT, 'LX009 登记记录只能追加；更正请另录一条 / these records are only ever added to: record the correction beside'); END;
CREATE TRIGGER documents_not_deleted BEFORE DELETE ON documents
WHEN (SELECT value FROM meta WHERE key = 'acting') = 0
BEGIN SELECT RAISE(ABORT, 'LX009 登记记录只能追加；更正请另录一条 / these records are only ever added to: record the correction beside'); END;

CREATE TRIGGER repairs_only_added_to BEFORE INSERT ON repairs
WHEN (SELECT value FROM meta WHERE key = 'acting') = 0
 AND EXISTS (SELECT 1 FROM repairs WHERE fid = NEW.fid)
BEGIN SELECT RAISE(ABORT, 'LX009 登记记录只能追加；更正请另录一条 / these records are only ever added to: record the correction beside'); END;
CREATE TRIGGER repairs_not_updated BEFORE UPDATE ON repairs
WHEN (SELECT value FROM meta WHERE key = 'acting') = 0
BEGIN SELECT RAISE(ABORT, 'LX009 登记记录只能追加；更正请另录一条 / these records are only ever added to: record the correction beside'); END;
CREATE TRIGGER repairs_not_deleted BEFORE DELETE ON repairs
WHEN (SELECT value FROM meta WHERE key = 'acting') = 0
BEGIN SELECT RAISE(ABORT, 'LX009 登记记录只能追加；更正请另录一条 / these records are only ever added to: record the correction beside'); END;

-- A step or an entry of the audit that no act of ours left would pass for one.
CREATE TRIGGER version_steps_of_acts_only BEFORE INSERT ON version_steps
WHEN (SELECT value FROM meta WHERE key = 'acting') = 0
BEGIN SELECT RAISE(ABORT, 'LX005 办理步骤由两线记录（liangxian zone） / steps are recorded by Liangxian (liangxian zone)'); END;
CREATE TRIGGER audit_of_acts_only BEFORE INSERT ON audit
WHEN (SELECT value FROM meta WHERE key = 'acting') = 0
BEGIN SELECT RAISE(ABORT, 'LX004 操作记录由两线记录 / the audit is written by Liangxian'); END;

UPDATE meta SET value = 5 WHERE key = 'schema_version';
