#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The store as other programs see and edit it."""
import json
import sqlite3
import subprocess
import unittest

from program import ProgramCase, feature, square


class Store(ProgramCase):
    def setUp(self):
        super().setUp()
        self.make_store()
        self.file = self.collection("a.geojson", feature({}, square(113.181, 39.561)))

    def state(self):
        return self.check(self.file)["store"]

    def test_ogrinfo_opens_it_as_ordinary_layers(self):
        said = subprocess.run(["ogrinfo", "-ro", "-so", "-al", self.store], capture_output=True, text=True, check=True).stdout
        for layer in ("sites", "zones", "areas", "applications"):
            self.assertIn(f"Layer name: {layer}", said)
        self.assertIn('ID["EPSG",4490]', said)
        self.assertNotIn("Warning", said)

    def test_an_edit_by_plain_sql_counts(self):
        before = self.state()
        self.edit("UPDATE zones SET restrictions = '限高' WHERE zone_id = 'Z2'")
        after = self.state()
        self.assertEqual(after["revision"], before["revision"] + 1)
        self.assertNotEqual(after["digest"], before["digest"])
        self.assertGreater(after["known_at"], before["known_at"])

    def test_an_edit_by_ogr_counts(self):
        before = self.state()
        subprocess.run(["ogrinfo", self.store, "-sql", "UPDATE sites SET place = 'x' WHERE site_id = 'S1'"],
                       capture_output=True, check=True)
        self.assertGreater(self.state()["revision"], before["revision"])

    def test_a_layer_that_was_replaced_as_a_whole_is_noticed(self):
        copy = self.folder / "copy.gpkg"
        subprocess.run(["ogr2ogr", copy, self.store, "zones"], capture_output=True, check=True)
        subprocess.run(["ogr2ogr", "-update", "-overwrite", "-nln", "zones", self.store, copy], capture_output=True, check=True)
        done = self.run_program("check", self.store, self.file)
        self.assertEqual(done.returncode, 1, done.stdout)
        self.assertIn("[store-altered]", done.stderr)
        self.assertIn("restore a backup", done.stderr)

    def sqlite3(self, *statements):
        subprocess.run(["sqlite3", self.store, ";".join(statements)], check=True)

    def test_a_row_replaced_by_the_sqlite3_program_stays_in_the_past(self):
        before = self.state()
        for sql in ("INSERT OR REPLACE INTO zones (geom, zone_id, version, site_id, kind, status) SELECT geom, zone_id, version, site_id, 'control', status FROM zones WHERE zone_id = 'Z1'",
                    "REPLACE INTO sites (site_id, name, level, county) VALUES ('S1', '另名', 'county', '应县')",
                    "INSERT OR REPLACE INTO areas (geom, area_id, kind, theme, status) SELECT geom, area_id, kind, theme, 'partial' FROM areas WHERE area_id = 'C1'"):
            self.sqlite3("UPDATE meta SET value = 1 WHERE key = 'acting'", sql, "UPDATE meta SET value = 0 WHERE key = 'acting'")
        now = self.check(self.file)
        self.assertEqual({f["zone_kind"] for f in now["findings"]}, {"control"})
        self.assertEqual({f["site_level"] for f in now["findings"]}, {"county"})
        self.assertEqual(now["store"]["revision"], before["revision"] + 6)
        then = self.check(self.file, "--known-at", before["known_at"])
        self.assertEqual(then["store"], before)
        self.assertEqual({f["zone_kind"] for f in then["findings"]}, {"protection", "control"})
        self.assertEqual({f["site_level"] for f in then["findings"]}, {"national"})

    def test_an_insert_that_sqlite3_ignores_counts_for_nothing(self):
        before = self.state()
        self.sqlite3("INSERT OR IGNORE INTO sites (site_id, name) VALUES ('S1', '另名')")
        self.assertEqual(self.state(), before)

    def test_no_other_program_changes_an_announced_version(self):
        before = self.state()
        copy = self.folder / "copy.geojson"
        subprocess.run(["ogr2ogr", copy, self.store, "zones", "-sql", "SELECT * FROM zones WHERE zone_id = 'Z1'"], check=True)
        tries = (["ogrinfo", self.store, "-sql", "UPDATE zones SET words = 'x' WHERE zone_id = 'Z1'"],
                 ["ogr2ogr", "-append", "-upsert", "-nln", "zones", self.store, copy],
                 ["sqlite3", self.store, "UPDATE zones SET words = 'x'"],
                 ["sqlite3", self.store, "REPLACE INTO zones (zone_id, version, kind) VALUES ('Z1', 1, 'control')"],
                 ["sqlite3", self.store, "UPDATE OR REPLACE zones SET zone_id = 'Z1', version = 1 WHERE zone_id = 'Z2'"],
                 ["sqlite3", self.store, "DELETE FROM zones"])
        for command in tries:
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            self.assertIn("LX001", done.stdout + done.stderr, command)
        self.assertEqual(self.state(), before)

    def test_the_past_is_answered_as_it_was_known(self):
        before = self.state()
        self.edit("DELETE FROM zones WHERE zone_id = 'Z1'")
        self.assertEqual(len(self.check(self.file)["findings"]), 1)
        then = self.check(self.file, "--known-at", before["known_at"])
        self.assertEqual(len(then["findings"]), 2)
        self.assertEqual(then["store"], before)

    def test_it_is_never_left_in_wal_and_never_overwritten(self):
        self.check(self.file, "--record")
        self.assertFalse(self.store.with_name("s.gpkg-wal").exists())
        with sqlite3.connect(self.store) as database:
            self.assertEqual(database.execute("PRAGMA journal_mode").fetchone()[0], "delete")
        database.close()
        refused = self.run_program("init", self.store)
        self.assertEqual(refused.returncode, 1)
        self.assertEqual(len(self.check(self.file)["findings"]), 2)

    def test_what_is_no_store_is_refused_by_name(self):
        other = self.folder / "o.gpkg"
        other.write_text("hello", encoding="utf-8")
        refused = self.run_program("check", other, self.file)
        self.assertEqual(refused.returncode, 1)
        self.assertIn("o.gpkg", refused.stderr)

    def test_a_superseded_version_answers_for_its_time(self):
        self.run_ok("import", "zones", self.store, self.collection(
            "z.geojson",
            feature({"zone_id": "Z9", "version": 1, "kind": "protection", "site_id": "S1", "status": "superseded",
                     "valid_to": "2020-12-31"}, square(113.3, 39.5)),
            feature({"zone_id": "Z9", "version": 2, "kind": "protection", "site_id": "S1", "valid_from": "2021-01-01"},
                    square(113.3, 39.5))))
        file = self.collection("b.geojson", feature({}, square(113.3, 39.5)))
        self.assertEqual([f["zone_version"] for f in self.check(file, "--as-of", "2020-06-01")["findings"]], [1])
        self.assertEqual([f["zone_version"] for f in self.check(file, "--as-of", "2022-06-01")["findings"]], [2])

    def test_drafts_are_listed_on_request_and_never_decide(self):
        self.run_ok("import", "zones", self.store, self.collection(
            "z.geojson", feature({"zone_id": "D1", "kind": "protection", "site_id": "S1", "status": "draft"}, square(113.3, 39.5))))
        file = self.collection("b.geojson", feature({}, square(113.3, 39.5)))
        self.assertEqual(self.check(file)["findings"], [])
        with_drafts = self.check(file, "--with-drafts")
        self.assertEqual([f["legal_status"] for f in with_drafts["findings"]], ["draft"])
        self.assertEqual(with_drafts["verdict"], "not-concerned")


if __name__ == "__main__":
    unittest.main()
