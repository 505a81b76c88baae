#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""`liangxian validate` on outlines of the two lines."""
import math
import sqlite3
import struct
import unittest

from program import ProgramCase, feature, square


class Validate(ProgramCase):
    def zones(self, *controls):
        self.run_ok("init", self.store)
        self.run_ok("import", "sites", self.store, self.collection("s.geojson", feature({"site_id": "S1", "level": "city"}, None)))
        document = {"site_id": "S1", "document": "d", "issuer": "i", "document_date": "2020-01-01", "approval_document": "a"}
        self.run_ok("import", "zones", self.store, self.collection(
            "z.geojson", feature({**document, "zone_id": "P", "kind": "protection"}, square(113.0, 39.0, 0.001)),
            *[feature({**document, "zone_id": f"C{i}", "kind": "control"}, rings) for i, rings in enumerate(controls)]))
        return self.run_program("validate", self.store)

    def test_a_class_that_meets_the_class_inside_it_is_no_fault(self):
        done = self.zones(square(113.001, 39.0, 0.001), square(113.002, 39.0, 0.001))
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertNotIn("control-apart-from-range", done.stdout)

    def test_a_control_zone_far_from_its_range_is_named(self):
        done = self.zones(square(113.1, 39.0, 0.001))
        self.assertIn("control-apart-from-range", done.stdout)
        self.assertIn("C0@1", done.stdout)

    def test_declared_area_and_reversed_dates_are_named(self):
        self.run_ok("init", self.store)
        self.run_ok("import", "zones", self.store, self.collection(
            "z.geojson", feature({"zone_id": "Z", "kind": "protection", "declared_area_m2": 5, "valid_from": "2021-01-01"},
                                 square(113.0, 39.0))))
        self.edit("UPDATE zones SET valid_to = '2020-01-01'")
        done = self.run_program("validate", self.store)
        self.assertEqual(done.returncode, 0, "done, whatever was found")
        self.assertIn("declared-area-differs", done.stdout)
        self.assertIn("dates-reversed", done.stdout)

    def test_records_are_named_in_the_readers_words(self):
        self.zones(square(113.1, 39.0, 0.001))
        said = self.run_ok("validate", self.store, language="zh")
        self.assertIn("界线 C0@1", said)
        self.assertNotIn("zone C0", said)

    def test_a_zone_of_unknown_accuracy_is_named(self):
        self.run_ok("init", self.store)
        self.run_ok("import", "zones", self.store, self.collection(
            "z.geojson", feature({"zone_id": "Z", "kind": "protection"}, square(113.0, 39.0)),
            feature({"zone_id": "Y", "kind": "protection", "geometry_basis": "surveyed"}, square(113.1, 39.0))))
        named = [line for line in self.run_program("validate", self.store).stdout.splitlines() if "accuracy-unknown" in line]
        self.assertEqual(len(named), 1)
        self.assertIn("Z@1", named[0])

    def test_versions_that_leave_a_doubt_are_named(self):
        zone = {"zone_id": "Z", "kind": "protection", "site_id": "S"}
        self.run_ok("init", self.store)
        self.run_ok("import", "zones", self.store, self.collection(
            "z.geojson", feature({**zone, "version": 1, "valid_to": "2020-06-30"}, square(113.0, 39.0)),
            feature({**zone, "version": 2, "valid_from": "2020-06-30"}, square(113.0, 39.0))))
        self.assertIn("two-versions-in-force", self.run_program("validate", self.store).stdout)
        self.edit("UPDATE zones SET status = 'superseded', valid_to = NULL WHERE version = 1")
        self.assertNotIn("superseded-without-end", self.run_program("validate", self.store).stdout)
        self.edit("UPDATE zones SET status = 'superseded' WHERE version = 2")
        said = self.run_program("validate", self.store).stdout
        self.assertIn("superseded-without-end", said)
        self.assertIn("Z@2", said)

    def test_one_vertex_that_is_no_number_does_not_stop_it(self):
        self.zones(square(113.001, 39.0, 0.001))
        connection = sqlite3.connect(self.store)
        with connection:
            for zone, number in (("P", math.nan), ("C0", math.inf)):
                blob = bytearray(connection.execute("SELECT geom FROM zones WHERE zone_id = ?", (zone,)).fetchone()[0])
                blob[-40:-32] = struct.pack("<d", number)  # the longitude of the third corner
                connection.execute("UPDATE zones SET geom = ? WHERE zone_id = ?", (bytes(blob), zone))
        connection.close()
        done = self.run_program("validate", self.store)
        self.assertEqual(done.returncode, 4, done.stderr)
        for zone in ("P@1", "C0@1"):
            named = [line for line in done.stdout.splitlines() if zone in line and "record-unreadable" in line]
            self.assertEqual(len(named), 1, done.stdout)
            self.assertIn("polygon 1, ring 1, vertex", named[0])
        answer = self.json_of(self.collection("a.geojson", feature({}, square(113.0, 39.0, 0.001))))
        self.assertEqual([u["zone_id"] for u in answer["unchecked"]], ["C0@1", "P@1"])

    def test_a_row_that_another_program_spoilt_is_named(self):
        self.zones(square(113.001, 39.0, 0.001))
        self.edit("UPDATE zones SET kind = 'fence' WHERE zone_id = 'C0'")
        done = self.run_program("validate", self.store)
        self.assertEqual(done.returncode, 4, "a record that could not be looked at")
        self.assertIn("record-unreadable", done.stdout)
        self.assertIn("fence", done.stdout)


if __name__ == "__main__":
    unittest.main()
