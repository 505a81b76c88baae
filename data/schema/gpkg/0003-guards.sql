-- SPDX-License-Identifier: GPL-2.0-or-later
-- Schema 3 of the embedded store: other programs, which open the file as any GeoPackage, cannot change or take
-- away a version that was submitted or announced. They may draw drafts and change them, and add versions that
-- are not there yet. Our own writers set `acting` in meta inside their transactions, where nobody else sees it.

INSERT INTO meta VALUES ('acting', 0);

CREATE TRIGGER zones_not_replaced BEFORE INSERT ON zones
WHEN (SELECT value FROM meta WHERE key = 'acting') = 0
 AND EXISTS (SELECT 1 FROM zones
             WHERE (fid = NEW.fid OR (zone_id = NEW.zone_id AND version = NEW.version))
               AND coalesce(status, 'published') NOT IN ('draft', '拟定'))
BEGIN SELECT RAISE(ABORT, 'LX001 该界线版本已送审或公布，不能直接修改、替换或删除：请用两线新建一个版本（更正、调整或撤销） / this version of a zone was submitted or announced and cannot be changed, replaced or deleted directly: make a new version of it with Liangxian (a correction, an adjustment or a revocation)'); END;

CREATE TRIGGER zones_not_changed BEFORE UPDATE ON zones
WHEN (SELECT value FROM meta WHERE key = 'acting') = 0
 AND (SELECT value FROM meta WHERE key = 'settling') = 0
 AND (coalesce(OLD.status, 'published') NOT IN ('draft', '拟定')
      OR EXISTS (SELECT 1 FROM zones
                 WHERE fid <> OLD.fid
                   AND (fid = NEW.fid OR (zone_id = NEW.zone_id AND version = NEW.version))
                   AND coalesce(status, 'published') NOT IN ('draft', '拟定')))
BEGIN SELECT RAISE(ABORT, 'LX001 该界线版本已送审或公布，不能直接修改、替换或删除：请用两线新建一个版本（更正、调整或撤销） / this version of a zone was submitted or announced and cannot be changed, replaced or deleted directly: make a new version of it with Liangxian (a correction, an adjustment or a revocation)'); END;

CREATE TRIGGER zones_not_deleted BEFORE DELETE ON zones
WHEN (SELECT value FROM meta WHERE key = 'acting') = 0
 AND coalesce(OLD.status, 'published') NOT IN ('draft', '拟定')
BEGIN SELECT RAISE(ABORT, 'LX001 该界线版本已送审或公布，不能直接修改、替换或删除：请用两线新建一个版本（更正、调整或撤销） / this version of a zone was submitted or announced and cannot be changed, replaced or deleted directly: make a new version of it with Liangxian (a correction, an adjustment or a revocation)'); END;

CREATE TRIGGER zones_stay_drafts BEFORE UPDATE ON zones
WHEN (SELECT value FROM meta WHERE key = 'acting') = 0
 AND (SELECT value FROM meta WHERE key = 'settling') = 0
 AND coalesce(OLD.status, 'published') IN ('draft', '拟定')
 AND coalesce(NEW.status, 'published') NOT IN ('draft', '拟定')
BEGIN SELECT RAISE(ABORT, 'LX002 这是草稿，不能直接改变状态：请用两线送审 / this is a draft and its status cannot be changed directly: submit it with Liangxian'); END;

UPDATE meta SET value = 3 WHERE key = 'schema_version';
