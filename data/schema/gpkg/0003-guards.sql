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

-- A GIS that writes "last changed" into recorded_at edits like any other: now, and what was there is kept. Only
-- while our writers act does an update set the record time itself.
DROP TRIGGER sites_updated;
DROP TRIGGER zones_updated;
DROP TRIGGER areas_updated;

CREATE TRIGGER sites_updated AFTER UPDATE ON sites
WHEN (SELECT value FROM meta WHERE key = 'settling') = 0
BEGIN
  INSERT INTO touched_rows (layer, fid, token)
    SELECT 0, fid, randomblob(8) FROM (SELECT OLD.fid AS fid UNION SELECT NEW.fid);
  INSERT INTO sites_history (
    geom, site_id, name, level, code, category, era, county, township, place,
    position_accuracy_m, announced_by, announced_on, document, valid_from, valid_to, recorded_at,
    replaced_at)
  SELECT
    OLD.geom, OLD.site_id, OLD.name, OLD.level, OLD.code, OLD.category, OLD.era, OLD.county,
    OLD.township, OLD.place, OLD.position_accuracy_m, OLD.announced_by, OLD.announced_on,
    OLD.document, OLD.valid_from, OLD.valid_to, OLD.recorded_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
    WHERE (SELECT value FROM meta WHERE key = 'acting') = 0
      OR coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', NEW.recorded_at), OLD.recorded_at) = OLD.recorded_at;
  UPDATE meta SET value = 1 WHERE key = 'settling';
  UPDATE sites
    SET recorded_at =
      CASE WHEN (SELECT value FROM meta WHERE key = 'acting') = 0
      OR coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', NEW.recorded_at), OLD.recorded_at) = OLD.recorded_at
           THEN strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
           ELSE strftime('%Y-%m-%dT%H:%M:%fZ', NEW.recorded_at) END
    WHERE fid = NEW.fid;
  UPDATE meta SET value = 0 WHERE key = 'settling';
  INSERT INTO revision_counter
    SELECT max(strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), recorded_at) FROM sites WHERE fid = NEW.fid;
END;

CREATE TRIGGER zones_updated AFTER UPDATE ON zones
WHEN (SELECT value FROM meta WHERE key = 'settling') = 0
BEGIN
  INSERT INTO touched_rows (layer, fid, token)
    SELECT 1, fid, randomblob(8) FROM (SELECT OLD.fid AS fid UNION SELECT NEW.fid);
  INSERT INTO zones_history (
    geom, zone_id, version, site_id, kind, class, status, valid_from, valid_to, recorded_at,
    issuer, document, document_date, approval_document, height_limit_m, restrictions, accuracy_m,
    geometry_basis, declared_area_m2, words, visibility, replaced_at)
  SELECT
    OLD.geom, OLD.zone_id, OLD.version, OLD.site_id, OLD.kind, OLD.class, OLD.status,
    OLD.valid_from, OLD.valid_to, OLD.recorded_at, OLD.issuer, OLD.document, OLD.document_date,
    OLD.approval_document, OLD.height_limit_m, OLD.restrictions, OLD.accuracy_m,
    OLD.geometry_basis, OLD.declared_area_m2, OLD.words, OLD.visibility,
    strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
    WHERE (SELECT value FROM meta WHERE key = 'acting') = 0
      OR coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', NEW.recorded_at), OLD.recorded_at) = OLD.recorded_at;
  UPDATE meta SET value = 1 WHERE key = 'settling';
  UPDATE zones
    SET recorded_at =
      CASE WHEN (SELECT value FROM meta WHERE key = 'acting') = 0
      OR coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', NEW.recorded_at), OLD.recorded_at) = OLD.recorded_at
           THEN strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
           ELSE strftime('%Y-%m-%dT%H:%M:%fZ', NEW.recorded_at) END
    WHERE fid = NEW.fid;
  UPDATE meta SET value = 0 WHERE key = 'settling';
  INSERT INTO revision_counter
    SELECT max(strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), recorded_at) FROM zones WHERE fid = NEW.fid;
END;

CREATE TRIGGER areas_updated AFTER UPDATE ON areas
WHEN (SELECT value FROM meta WHERE key = 'settling') = 0
BEGIN
  INSERT INTO touched_rows (layer, fid, token)
    SELECT 2, fid, randomblob(8) FROM (SELECT OLD.fid AS fid UNION SELECT NEW.fid);
  INSERT INTO areas_history (
    geom, area_id, kind, name, code, document, valid_from, valid_to, issuer, document_date,
    theme, status, declared_by, declared_on, expires_on, recorded_at, replaced_at)
  SELECT
    OLD.geom, OLD.area_id, OLD.kind, OLD.name, OLD.code, OLD.document, OLD.valid_from,
    OLD.valid_to, OLD.issuer, OLD.document_date, OLD.theme, OLD.status, OLD.declared_by,
    OLD.declared_on, OLD.expires_on, OLD.recorded_at, strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
    WHERE (SELECT value FROM meta WHERE key = 'acting') = 0
      OR coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', NEW.recorded_at), OLD.recorded_at) = OLD.recorded_at;
  UPDATE meta SET value = 1 WHERE key = 'settling';
  UPDATE areas
    SET recorded_at =
      CASE WHEN (SELECT value FROM meta WHERE key = 'acting') = 0
      OR coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', NEW.recorded_at), OLD.recorded_at) = OLD.recorded_at
           THEN strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
           ELSE strftime('%Y-%m-%dT%H:%M:%fZ', NEW.recorded_at) END
    WHERE fid = NEW.fid;
  UPDATE meta SET value = 0 WHERE key = 'settling';
  INSERT INTO revision_counter
    SELECT max(strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), recorded_at) FROM areas WHERE fid = NEW.fid;
END;

UPDATE meta SET value = 3 WHERE key = 'schema_version';
