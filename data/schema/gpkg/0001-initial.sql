-- SPDX-License-Identifier: GPL-2.0-or-later
-- Schema 1 of the embedded store: a GeoPackage 1.3 (OGC 12-128r17) that any GIS opens, with the
-- revision kept by triggers so that an edit by any program counts. No spatial index: ADR 0012.
PRAGMA application_id = 0x47504B47; -- GPKG
PRAGMA user_version = 10300;

-- ---- tables of the GeoPackage standard ------------------------------------------------------

CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL PRIMARY KEY,
  organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL,
  definition TEXT NOT NULL,
  description TEXT
);
INSERT INTO gpkg_spatial_ref_sys VALUES
  ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined Cartesian coordinate reference system'),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system'),
  ('WGS 84 geodetic', 4326, 'EPSG', 4326,
   'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]',
   'longitude/latitude in decimal degrees on the WGS 84 spheroid'),
  ('China Geodetic Coordinate System 2000', 4490, 'EPSG', 4490,
   'GEOGCS["China Geodetic Coordinate System 2000",DATUM["China_2000",SPHEROID["CGCS2000",6378137,298.257222101,AUTHORITY["EPSG","1024"]],AUTHORITY["EPSG","1043"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4490"]]',
   'longitude/latitude in decimal degrees on the CGCS2000 ellipsoid');

CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY,
  data_type TEXT NOT NULL,
  identifier TEXT UNIQUE,
  description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE,
  min_y DOUBLE,
  max_x DOUBLE,
  max_y DOUBLE,
  srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id)
);

CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL,
  column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL,
  m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id)
);

-- ---- the store's own book-keeping -----------------------------------------------------------

-- schema_version; revision: changes of sites, zones and areas; revised_at: when the last of them was
-- recorded; content_digest and content_digest_revision: cached by our writers only.
CREATE TABLE meta (
  key TEXT NOT NULL PRIMARY KEY,
  value
) WITHOUT ROWID;
INSERT INTO meta VALUES
  ('product', 'liangxian'),
  ('schema_version', 1),
  ('revision', 0),
  ('revised_at', '1970-01-01T00:00:00.000Z'),
  ('settling', 0);

-- How many changes were recorded at each instant: the revision as known at any time is a sum.
CREATE TABLE revisions (
  recorded_at TEXT NOT NULL PRIMARY KEY,
  changes INTEGER NOT NULL
) WITHOUT ROWID;

-- Every row a statement touched, in order: what an index of the layers has to look at again. Layers: 0 sites,
-- 1 zones, 2 areas. The token tells this log from that of a copy of the store that went its own way.
CREATE TABLE touched_rows (
  change INTEGER PRIMARY KEY NOT NULL,
  layer INTEGER NOT NULL,
  fid INTEGER NOT NULL,
  token BLOB NOT NULL
);

-- Records that were taken away, for whoever synchronises.
CREATE TABLE deleted_records (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER,
  recorded_at TEXT,
  deleted_at TEXT NOT NULL
);
CREATE INDEX deleted_records_by_time ON deleted_records(deleted_at);

-- ---- layers ---------------------------------------------------------------------------------

CREATE TABLE sites (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  geom GEOMETRY,
  site_id TEXT NOT NULL UNIQUE,
  name TEXT,
  level TEXT,
  code TEXT,
  category TEXT,
  era TEXT,
  county TEXT,
  township TEXT,
  place TEXT,
  position_accuracy_m REAL,
  announced_by TEXT,
  announced_on TEXT,
  document TEXT,
  valid_from DATE,
  valid_to DATE,
  recorded_at DATETIME
);

-- A site that lies nowhere is listed by its county: these are found without a walk over all.
CREATE INDEX sites_unplaced ON sites(fid) WHERE geom IS NULL;

CREATE TABLE zones (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  geom MULTIPOLYGON,
  zone_id TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  site_id TEXT,
  kind TEXT,
  class TEXT,
  status TEXT DEFAULT 'published',
  valid_from DATE,
  valid_to DATE,
  recorded_at DATETIME,
  issuer TEXT,
  document TEXT,
  document_date TEXT,
  approval_document TEXT,
  height_limit_m REAL,
  restrictions TEXT,
  accuracy_m REAL,
  geometry_basis TEXT,
  declared_area_m2 REAL,
  words TEXT,
  visibility TEXT DEFAULT 'public',
  UNIQUE (zone_id, version)
);
CREATE INDEX zones_by_site ON zones(site_id);

CREATE TABLE areas (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  geom MULTIPOLYGON,
  area_id TEXT NOT NULL UNIQUE,
  kind TEXT,
  name TEXT,
  code TEXT,
  document TEXT,
  valid_from DATE,
  valid_to DATE,
  issuer TEXT,
  document_date TEXT,
  theme TEXT,
  status TEXT,
  declared_by TEXT,
  declared_on TEXT,
  expires_on DATE,
  recorded_at DATETIME
);

CREATE TABLE applications (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  geom MULTIPOLYGON,
  application_id TEXT NOT NULL UNIQUE,
  name TEXT,
  kind TEXT,
  facts TEXT,
  source TEXT,
  recorded_at DATETIME
);

-- ---- attribute tables -----------------------------------------------------------------------

CREATE TABLE checks (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  application_id TEXT NOT NULL,
  digest TEXT NOT NULL,
  verdict TEXT NOT NULL,
  checked_at DATETIME NOT NULL,
  result_json TEXT NOT NULL
);
CREATE INDEX checks_by_digest ON checks(digest);
CREATE INDEX checks_by_application ON checks(application_id);

-- What an import repaired: the geometry as the file had it (WKB, EPSG:4490) beside the record.
CREATE TABLE repairs (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  layer TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER,
  reason TEXT NOT NULL,
  place_lon REAL,
  place_lat REAL,
  area_before_m2 REAL,
  area_after_m2 REAL,
  original_geom BLOB,
  recorded_at DATETIME NOT NULL
);
CREATE INDEX repairs_by_record ON repairs(layer, id);

-- Announcing documents (公布文件), by their number.
CREATE TABLE documents (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  document TEXT NOT NULL,
  issuer TEXT,
  document_date TEXT,
  title TEXT,
  sha256 TEXT,
  recorded_at DATETIME
);

-- One line per act on the store, each sealed with the hash of the one before.
CREATE TABLE audit (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  at DATETIME NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  object TEXT,
  detail TEXT,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE
);

INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES
  ('sites', 'features', 'sites', '文物保护单位与不可移动文物 / heritage units and relics', 4490),
  ('zones', 'features', 'zones', '保护范围与建设控制地带 / protection ranges and construction control zones', 4490),
  ('areas', 'features', 'areas', '其他区域与数据覆盖声明 / other areas and declarations of coverage', 4490),
  ('applications', 'features', 'applications', '核查过的申请 / applications checked', 4490),
  ('checks', 'attributes', 'checks', '核查结果 / check results', NULL),
  ('repairs', 'attributes', 'repairs', '导入时的图形修复与原始图形 / repairs made by imports, with the originals', NULL),
  ('documents', 'attributes', 'documents', '公布文件 / announcing documents', NULL),
  ('audit', 'attributes', 'audit', '操作记录链 / chain of acts', NULL);
INSERT INTO gpkg_geometry_columns VALUES
  ('sites', 'geom', 'GEOMETRY', 4490, 0, 0),
  ('zones', 'geom', 'MULTIPOLYGON', 4490, 0, 0),
  ('areas', 'geom', 'MULTIPOLYGON', 4490, 0, 0),
  ('applications', 'geom', 'MULTIPOLYGON', 4490, 0, 0);

-- ---- what rows said before they were changed ------------------------------------------------
-- A row stands here as known from recorded_at until just before replaced_at, so that "as known at"
-- answers as it did on that day whatever program edited the layers since.

CREATE TABLE sites_history (
  geom BLOB,
  site_id TEXT,
  name TEXT,
  level TEXT,
  code TEXT,
  category TEXT,
  era TEXT,
  county TEXT,
  township TEXT,
  place TEXT,
  position_accuracy_m REAL,
  announced_by TEXT,
  announced_on TEXT,
  document TEXT,
  valid_from TEXT,
  valid_to TEXT,
  recorded_at TEXT,
  replaced_at TEXT NOT NULL
);
CREATE INDEX sites_history_by_time ON sites_history(replaced_at);

CREATE TABLE zones_history (
  geom BLOB,
  zone_id TEXT,
  version INTEGER,
  site_id TEXT,
  kind TEXT,
  class TEXT,
  status TEXT,
  valid_from TEXT,
  valid_to TEXT,
  recorded_at TEXT,
  issuer TEXT,
  document TEXT,
  document_date TEXT,
  approval_document TEXT,
  height_limit_m REAL,
  restrictions TEXT,
  accuracy_m REAL,
  geometry_basis TEXT,
  declared_area_m2 REAL,
  words TEXT,
  visibility TEXT,
  replaced_at TEXT NOT NULL
);
CREATE INDEX zones_history_by_time ON zones_history(replaced_at);

CREATE TABLE areas_history (
  geom BLOB,
  area_id TEXT,
  kind TEXT,
  name TEXT,
  code TEXT,
  document TEXT,
  valid_from TEXT,
  valid_to TEXT,
  issuer TEXT,
  document_date TEXT,
  theme TEXT,
  status TEXT,
  declared_by TEXT,
  declared_on TEXT,
  expires_on TEXT,
  recorded_at TEXT,
  replaced_at TEXT NOT NULL
);
CREATE INDEX areas_history_by_time ON areas_history(replaced_at);

-- ---- triggers -------------------------------------------------------------------------------
-- Revision: +1 for each row inserted, updated or deleted. Record time: on insert the row's own, else
-- now; on update and delete now, unless the update itself sets it. Times are brought to one form
-- (milliseconds, Z), which sorts as text; one that means nothing stays, for the reader to name.
-- While a trigger writes a record time itself, meta says `settling` and the row does not count again:
-- GDAL and QGIS switch recursive triggers on, other programs do not.
-- No statement here has a conflict clause, because the clause of an outer INSERT OR REPLACE would
-- take its place.
-- INSERT OR REPLACE takes a row away without the delete trigger, unless recursive triggers are on. So
-- the row that an insert would replace is put into the history before, with the time '' that no reader
-- sees, and the insert that then happens dates and counts it; the delete trigger, where it fires,
-- does the same itself. What an INSERT OR IGNORE or an upsert leaves there goes with the next insert.
-- A row that takes the place of another of its id is recorded now, whatever time it brings along.

-- Rows put in here are counted and forgotten: the one place that knows how to count.
CREATE VIEW revision_counter AS SELECT '' AS recorded_at WHERE 0;
CREATE TRIGGER revision_counted INSTEAD OF INSERT ON revision_counter
BEGIN
  INSERT INTO revisions SELECT NEW.recorded_at, 0
    WHERE NOT EXISTS (SELECT 1 FROM revisions WHERE recorded_at = NEW.recorded_at);
  UPDATE revisions SET changes = changes + 1 WHERE recorded_at = NEW.recorded_at;
  UPDATE meta SET value = value + 1 WHERE key = 'revision';
  UPDATE meta SET value = max(value, NEW.recorded_at) WHERE key = 'revised_at';
END;

CREATE TRIGGER sites_replacing BEFORE INSERT ON sites
BEGIN
  INSERT INTO touched_rows (layer, fid, token)
    SELECT 0, fid, randomblob(8) FROM sites WHERE fid = NEW.fid OR site_id = NEW.site_id;
  DELETE FROM sites_history WHERE replaced_at = '';
  INSERT INTO sites_history (
    geom, site_id, name, level, code, category, era, county, township, place,
    position_accuracy_m, announced_by, announced_on, document, valid_from, valid_to, recorded_at,
    replaced_at)
  SELECT
    geom, site_id, name, level, code, category, era, county, township, place,
    position_accuracy_m, announced_by, announced_on, document, valid_from, valid_to, recorded_at,
    ''
    FROM sites WHERE fid = NEW.fid OR site_id = NEW.site_id;
END;

CREATE TRIGGER sites_inserted AFTER INSERT ON sites
BEGIN
  INSERT INTO touched_rows (layer, fid, token) VALUES (0, NEW.fid, randomblob(8));
  INSERT INTO deleted_records
    SELECT 'site', site_id, NULL, recorded_at, strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
    FROM sites_history WHERE replaced_at = '';
  INSERT INTO revision_counter
    SELECT strftime('%Y-%m-%dT%H:%M:%fZ', 'now') FROM sites_history WHERE replaced_at = '';
  UPDATE sites_history SET replaced_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE replaced_at = '';
  DELETE FROM deleted_records
    WHERE kind = 'site' AND id = NEW.site_id
      AND deleted_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now');
  UPDATE meta SET value = 1 WHERE key = 'settling';
  UPDATE sites SET recorded_at = strftime('%Y-%m-%dT%H:%M:%fZ', coalesce(recorded_at, 'now'))
    WHERE fid = NEW.fid
      AND strftime('%Y-%m-%dT%H:%M:%fZ', coalesce(recorded_at, 'now')) <> coalesce(recorded_at, '');
  UPDATE sites SET recorded_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
    WHERE fid = NEW.fid AND EXISTS (
      SELECT 1 FROM sites_history
      WHERE site_id = NEW.site_id AND replaced_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now'));
  UPDATE meta SET value = 0 WHERE key = 'settling';
  INSERT INTO revision_counter
    SELECT coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', recorded_at), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    FROM sites WHERE fid = NEW.fid;
END;

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
    WHERE coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', NEW.recorded_at), OLD.recorded_at) = OLD.recorded_at;
  UPDATE meta SET value = 1 WHERE key = 'settling';
  UPDATE sites
    SET recorded_at =
      CASE WHEN coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', NEW.recorded_at), OLD.recorded_at) = OLD.recorded_at
           THEN strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
           ELSE strftime('%Y-%m-%dT%H:%M:%fZ', NEW.recorded_at) END
    WHERE fid = NEW.fid;
  UPDATE meta SET value = 0 WHERE key = 'settling';
  INSERT INTO revision_counter
    SELECT max(strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), recorded_at) FROM sites WHERE fid = NEW.fid;
END;

CREATE TRIGGER sites_deleted AFTER DELETE ON sites
BEGIN
  INSERT INTO touched_rows (layer, fid, token) VALUES (0, OLD.fid, randomblob(8));
  DELETE FROM sites_history WHERE replaced_at = '' AND site_id IS OLD.site_id;
  INSERT INTO sites_history (
    geom, site_id, name, level, code, category, era, county, township, place,
    position_accuracy_m, announced_by, announced_on, document, valid_from, valid_to, recorded_at,
    replaced_at)
  VALUES (
    OLD.geom, OLD.site_id, OLD.name, OLD.level, OLD.code, OLD.category, OLD.era, OLD.county,
    OLD.township, OLD.place, OLD.position_accuracy_m, OLD.announced_by, OLD.announced_on,
    OLD.document, OLD.valid_from, OLD.valid_to, OLD.recorded_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', 'now'));
  INSERT INTO deleted_records
    VALUES ('site', OLD.site_id, NULL, OLD.recorded_at, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'));
  INSERT INTO revision_counter VALUES (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'));
END;

CREATE TRIGGER zones_replacing BEFORE INSERT ON zones
BEGIN
  INSERT INTO touched_rows (layer, fid, token)
    SELECT 1, fid, randomblob(8) FROM zones WHERE fid = NEW.fid OR (zone_id = NEW.zone_id AND version = NEW.version);
  DELETE FROM zones_history WHERE replaced_at = '';
  INSERT INTO zones_history (
    geom, zone_id, version, site_id, kind, class, status, valid_from, valid_to, recorded_at,
    issuer, document, document_date, approval_document, height_limit_m, restrictions, accuracy_m,
    geometry_basis, declared_area_m2, words, visibility,
    replaced_at)
  SELECT
    geom, zone_id, version, site_id, kind, class, status, valid_from, valid_to, recorded_at,
    issuer, document, document_date, approval_document, height_limit_m, restrictions, accuracy_m,
    geometry_basis, declared_area_m2, words, visibility,
    ''
    FROM zones WHERE fid = NEW.fid OR (zone_id = NEW.zone_id AND version = NEW.version);
END;

CREATE TRIGGER zones_inserted AFTER INSERT ON zones
BEGIN
  INSERT INTO touched_rows (layer, fid, token) VALUES (1, NEW.fid, randomblob(8));
  INSERT INTO deleted_records
    SELECT 'zone', zone_id, version, recorded_at, strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
    FROM zones_history WHERE replaced_at = '';
  INSERT INTO revision_counter
    SELECT strftime('%Y-%m-%dT%H:%M:%fZ', 'now') FROM zones_history WHERE replaced_at = '';
  UPDATE zones_history SET replaced_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE replaced_at = '';
  DELETE FROM deleted_records
    WHERE kind = 'zone' AND id = NEW.zone_id AND version = NEW.version
      AND deleted_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now');
  UPDATE meta SET value = 1 WHERE key = 'settling';
  UPDATE zones SET recorded_at = strftime('%Y-%m-%dT%H:%M:%fZ', coalesce(recorded_at, 'now'))
    WHERE fid = NEW.fid
      AND strftime('%Y-%m-%dT%H:%M:%fZ', coalesce(recorded_at, 'now')) <> coalesce(recorded_at, '');
  UPDATE zones SET recorded_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
    WHERE fid = NEW.fid AND EXISTS (
      SELECT 1 FROM zones_history
      WHERE zone_id = NEW.zone_id AND version = NEW.version
        AND replaced_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now'));
  UPDATE meta SET value = 0 WHERE key = 'settling';
  INSERT INTO revision_counter
    SELECT coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', recorded_at), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    FROM zones WHERE fid = NEW.fid;
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
    WHERE coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', NEW.recorded_at), OLD.recorded_at) = OLD.recorded_at;
  UPDATE meta SET value = 1 WHERE key = 'settling';
  UPDATE zones
    SET recorded_at =
      CASE WHEN coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', NEW.recorded_at), OLD.recorded_at) = OLD.recorded_at
           THEN strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
           ELSE strftime('%Y-%m-%dT%H:%M:%fZ', NEW.recorded_at) END
    WHERE fid = NEW.fid;
  UPDATE meta SET value = 0 WHERE key = 'settling';
  INSERT INTO revision_counter
    SELECT max(strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), recorded_at) FROM zones WHERE fid = NEW.fid;
END;

CREATE TRIGGER zones_deleted AFTER DELETE ON zones
BEGIN
  INSERT INTO touched_rows (layer, fid, token) VALUES (1, OLD.fid, randomblob(8));
  DELETE FROM zones_history WHERE replaced_at = '' AND zone_id IS OLD.zone_id AND version IS OLD.version;
  INSERT INTO zones_history (
    geom, zone_id, version, site_id, kind, class, status, valid_from, valid_to, recorded_at,
    issuer, document, document_date, approval_document, height_limit_m, restrictions, accuracy_m,
    geometry_basis, declared_area_m2, words, visibility, replaced_at)
  VALUES (
    OLD.geom, OLD.zone_id, OLD.version, OLD.site_id, OLD.kind, OLD.class, OLD.status,
    OLD.valid_from, OLD.valid_to, OLD.recorded_at, OLD.issuer, OLD.document, OLD.document_date,
    OLD.approval_document, OLD.height_limit_m, OLD.restrictions, OLD.accuracy_m,
    OLD.geometry_basis, OLD.declared_area_m2, OLD.words, OLD.visibility,
    strftime('%Y-%m-%dT%H:%M:%fZ', 'now'));
  INSERT INTO deleted_records
    VALUES ('zone', OLD.zone_id, OLD.version, OLD.recorded_at, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'));
  INSERT INTO revision_counter VALUES (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'));
END;

CREATE TRIGGER areas_replacing BEFORE INSERT ON areas
BEGIN
  INSERT INTO touched_rows (layer, fid, token)
    SELECT 2, fid, randomblob(8) FROM areas WHERE fid = NEW.fid OR area_id = NEW.area_id;
  DELETE FROM areas_history WHERE replaced_at = '';
  INSERT INTO areas_history (
    geom, area_id, kind, name, code, document, valid_from, valid_to, issuer, document_date,
    theme, status, declared_by, declared_on, expires_on, recorded_at,
    replaced_at)
  SELECT
    geom, area_id, kind, name, code, document, valid_from, valid_to, issuer, document_date,
    theme, status, declared_by, declared_on, expires_on, recorded_at,
    ''
    FROM areas WHERE fid = NEW.fid OR area_id = NEW.area_id;
END;

CREATE TRIGGER areas_inserted AFTER INSERT ON areas
BEGIN
  INSERT INTO touched_rows (layer, fid, token) VALUES (2, NEW.fid, randomblob(8));
  INSERT INTO deleted_records
    SELECT 'area', area_id, NULL, recorded_at, strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
    FROM areas_history WHERE replaced_at = '';
  INSERT INTO revision_counter
    SELECT strftime('%Y-%m-%dT%H:%M:%fZ', 'now') FROM areas_history WHERE replaced_at = '';
  UPDATE areas_history SET replaced_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE replaced_at = '';
  DELETE FROM deleted_records
    WHERE kind = 'area' AND id = NEW.area_id
      AND deleted_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now');
  UPDATE meta SET value = 1 WHERE key = 'settling';
  UPDATE areas SET recorded_at = strftime('%Y-%m-%dT%H:%M:%fZ', coalesce(recorded_at, 'now'))
    WHERE fid = NEW.fid
      AND strftime('%Y-%m-%dT%H:%M:%fZ', coalesce(recorded_at, 'now')) <> coalesce(recorded_at, '');
  UPDATE areas SET recorded_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
    WHERE fid = NEW.fid AND EXISTS (
      SELECT 1 FROM areas_history
      WHERE area_id = NEW.area_id AND replaced_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now'));
  UPDATE meta SET value = 0 WHERE key = 'settling';
  INSERT INTO revision_counter
    SELECT coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', recorded_at), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    FROM areas WHERE fid = NEW.fid;
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
    WHERE coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', NEW.recorded_at), OLD.recorded_at) = OLD.recorded_at;
  UPDATE meta SET value = 1 WHERE key = 'settling';
  UPDATE areas
    SET recorded_at =
      CASE WHEN coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', NEW.recorded_at), OLD.recorded_at) = OLD.recorded_at
           THEN strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
           ELSE strftime('%Y-%m-%dT%H:%M:%fZ', NEW.recorded_at) END
    WHERE fid = NEW.fid;
  UPDATE meta SET value = 0 WHERE key = 'settling';
  INSERT INTO revision_counter
    SELECT max(strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), recorded_at) FROM areas WHERE fid = NEW.fid;
END;

CREATE TRIGGER areas_deleted AFTER DELETE ON areas
BEGIN
  INSERT INTO touched_rows (layer, fid, token) VALUES (2, OLD.fid, randomblob(8));
  DELETE FROM areas_history WHERE replaced_at = '' AND area_id IS OLD.area_id;
  INSERT INTO areas_history (
    geom, area_id, kind, name, code, document, valid_from, valid_to, issuer, document_date,
    theme, status, declared_by, declared_on, expires_on, recorded_at, replaced_at)
  VALUES (
    OLD.geom, OLD.area_id, OLD.kind, OLD.name, OLD.code, OLD.document, OLD.valid_from,
    OLD.valid_to, OLD.issuer, OLD.document_date, OLD.theme, OLD.status, OLD.declared_by,
    OLD.declared_on, OLD.expires_on, OLD.recorded_at, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'));
  INSERT INTO deleted_records
    VALUES ('area', OLD.area_id, NULL, OLD.recorded_at, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'));
  INSERT INTO revision_counter VALUES (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'));
END;
