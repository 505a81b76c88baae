#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""`liangxian validate` on outlines of the two lines."""
import json
import math
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

    def test_every_problem_of_a_record_with_geometry_has_a_place(self):
        self.run_ok("init", self.store)
        self.run_ok("import", "sites", self.store, self.collection("s.geojson", feature(
            {"site_id": "S1", "level": "city", "announced_on": "2001-01-01"}, {"type": "Point", "coordinates": [113.0005, 39.0005]})))
        self.run_ok("import", "zones", self.store, self.collection(
            "z.geojson", feature({"zone_id": "C", "site_id": "S1", "kind": "control", "declared_area_m2": 5}, square(113.0, 39.0)),
            feature({"zone_id": "X", "site_id": "S9", "kind": "control"}, square(113.1, 39.0))))
        problems = json.loads(self.run_ok("validate", self.store, "--format", "json"))["problems"]
        self.assertEqual({p["rule"] for p in problems},
                         {"declared-area-differs", "document-missing", "approval-missing", "accuracy-unknown", "line-missing",
                          "overdue", "site-unknown"})
        self.assertEqual([p for p in problems if p["where"] is None], [])
        self.assertEqual([p["where"] for p in problems if p["rule"] == "overdue"], [[113.0005, 39.0005]])

    def test_each_side_that_differs_from_the_words_has_its_own_place(self):
        self.run_ok("init", self.store)
        self.run_ok("import", "sites", self.store, self.collection("s.geojson", feature(
            {"site_id": "S1", "level": "city"}, square(113.004, 39.004, 0.002))))
        self.run_ok("import", "zones", self.store, self.collection("z.geojson", feature(
            {"zone_id": "P", "site_id": "S1", "kind": "protection", "words": "以本体外墙为界，四面各外延5米"},
            square(113.0, 39.0, 0.01))))
        told = [p for p in json.loads(self.run_ok("validate", self.store, "--format", "json"))["problems"]
                if p["rule"] == "words-differ"]
        self.assertEqual({tuple(round(x, 6) for x in p["where"]) for p in told},
                         {(113.01, 39.005), (113.0, 39.005), (113.005, 39.0), (113.005, 39.01)})

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
        for zone, number in (("P", math.nan), ("C0", math.inf)):
            blob = bytearray(self.rows(f"SELECT geom FROM zones WHERE zone_id = '{zone}'")[0][0])
            blob[-40:-32] = struct.pack("<d", number)  # the longitude of the third corner
            self.edit("UPDATE zones SET geom = ? WHERE zone_id = ?", bytes(blob), zone)
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


class BetweenLines(ProgramCase):
    """A range of 100 by 100 thousandths of a degree at 113.0, 39.0, and what is drawn about it."""

    RANGE = [[113.0, 39.0], [113.001, 39.0], [113.001, 39.001], [113.0, 39.001], [113.0, 39.0]]
    OUTLINE = [[112.999, 38.999], [113.002, 38.999], [113.002, 39.002], [112.999, 39.002], [112.999, 38.999]]

    def problems(self, *features, sites=()):
        document = {"document": "d", "issuer": "i", "document_date": "2020-01-01", "approval_document": "a",
                    "geometry_basis": "surveyed"}
        self.run_ok("init", self.store)
        self.run_ok("import", "sites", self.store, self.collection(
            "s.geojson", *[feature({"site_id": site, "level": "city"}, None) for site in ("S1", "S2")], *sites))
        drawn = [feature({**document, "zone_id": zone, "site_id": site, "kind": kind}, rings)
                 for zone, site, kind, rings in (("P", "S1", "protection", [self.RANGE]), *features)]
        self.run_ok("import", "zones", self.store, self.collection("z.geojson", *drawn))
        self.answer = json.loads(self.run_ok("validate", self.store, "--format", "json"))
        return {(p["rule"], p["id"]): p for p in self.answer["problems"] if p["rule"] != "line-missing"}

    def test_the_three_legal_forms_of_a_control_outline_are_no_fault(self):
        for rings in ([self.OUTLINE], [self.OUTLINE, self.RANGE[::-1]], [self.RANGE]):
            self.assertEqual(self.problems(("C", "S1", "control", rings)), {})
            self.store.unlink()

    def test_a_control_zone_that_covers_part_of_the_range_or_lies_in_it_is_named(self):
        part = self.problems(("C", "S1", "control", square(113.0005, 39.0, 0.001)))[("control-covers-part", "C@1")]
        self.assertRegex(part["message"]["en"], r"P@1 \(\d+\.\d\d m²\)")
        self.assertEqual(len(part["where"]), 2)
        self.store.unlink()
        inside = self.problems(("C", "S1", "control", square(113.0002, 39.0002, 0.0002)))
        self.assertEqual(inside[("control-within-range", "C@1")]["severity"], "error")

    def test_a_gap_and_a_thin_overlap_between_the_lines_have_a_fix(self):
        def grown(by):
            return [[113.0 - by, 39.0 - by], [113.001 + by, 39.0 - by], [113.001 + by, 39.001 + by],
                    [113.0 - by, 39.001 + by], [113.0 - by, 39.0 - by]][::-1]
        gap = self.problems(("C", "S1", "control", [self.OUTLINE, grown(0.000002)]))
        self.assertIn("edge", gap[("lines-gap", "C@1")]["fix"]["en"])
        self.store.unlink()
        thin = self.problems(("C", "S1", "control", [self.OUTLINE, grown(-0.0000003)]))
        self.assertIn("edge", thin[("lines-overlap-thin", "C@1")]["fix"]["en"])

    def test_overlaps_between_units_are_listed_and_no_fault(self):
        found = self.problems(("Q", "S2", "protection", square(113.0005, 39.0005, 0.001)))
        self.assertEqual([(rule, p["severity"]) for (rule, _), p in found.items()], [("units-overlap", "note")])
        self.assertEqual((self.answer["errors"], self.answer["notes"]), (0, 1))
        self.store.unlink()
        self.assertIn(("same-outline", "P@1"), self.problems(("Q", "S2", "protection", [self.RANGE])))

    def test_thin_parts_are_named_where_they_are(self):
        thread = [[113.01, 39.0], [113.012, 39.0], [113.012, 39.0000003], [113.01, 39.0]]
        found = self.problems(("T", "S2", "protection", {"type": "MultiPolygon", "coordinates": [square(113.02, 39.0), [thread]]}))
        self.assertEqual(found[("part-thin", "T@1")]["where"][0] // 0.01, 113.01 // 0.01)

    def test_a_range_not_drawn_within_a_year_of_its_units_announcement_is_overdue(self):
        found = self.problems(sites=[feature({"site_id": "S8", "level": "county", "announced_on": "2019-02-28"}, None),
                                     feature({"site_id": "S9", "level": "county", "announced_on": "2999-01-01"}, None)])
        self.assertEqual([key for key in found], [("overdue", "S8"), ("range-due", "S9")])
        self.assertIn("2020-02-28", found[("overdue", "S8")]["message"]["zh"])

    def test_a_site_drawn_in_another_county_than_it_states_is_named(self):
        self.run_ok("init", self.store)
        self.run_ok("import", "areas", self.store, self.collection(
            "a.geojson", feature({"area_id": "A", "kind": "county", "name": "应县", "code": "140622"}, square(113.0, 39.0, 0.5)),
            feature({"area_id": "B", "kind": "county", "name": "怀仁市"}, square(113.5, 39.0, 0.5))))
        point = {"type": "Point", "coordinates": [113.2, 39.2]}
        self.run_ok("import", "sites", self.store, self.collection("s.geojson", *[
            feature({"site_id": site, "county": county}, point)
            for site, county in (("S1", "朔州市应县"), ("S2", "怀仁市"), ("S3", "140622"), ("S4", ""))]))
        told = self.run_ok("validate", self.store)
        self.assertEqual([line for line in told.splitlines() if "county-differs" in line],
                         ["warning [county-differs] site S2 (113.2, 39.2): stated to be in 怀仁市, drawn in 应县"])

    def test_a_line_with_the_wrong_zone_number_before_its_coordinates_is_told_apart_from_one_far_off(self):
        self.run_ok("init", self.store)
        point = {"type": "Point", "coordinates": [113.2, 39.5]}
        self.run_ok("import", "sites", self.store, self.collection(
            "s.geojson", feature({"site_id": "S1", "name": "塔", "level": "county"}, point)))
        self.run_ok("import", "zones", self.store, self.collection("z.geojson", *(
            feature({"zone_id": name, "site_id": "S1", "kind": "protection"}, square(lon, 39.5))
            for name, lon in (("HOME", 113.2), ("EAST", 116.2), ("WEST", 107.2), ("FAR", 114.7)))))
        told = [line for line in self.run_ok("validate", self.store).splitlines() if "unit" in line and "[" in line]
        said = {zone: [line for line in told if f"zone {zone}@1" in line] for zone in ("HOME", "EAST", "WEST", "FAR")}
        self.assertEqual([line for line in said["HOME"] if "degree" in line], [])
        self.assertIn("zone-prefix-wrong", said["EAST"][0])
        self.assertIn("lies 3 degrees", said["EAST"][0])
        self.assertIn("lies -6 degrees", said["WEST"][0])
        self.assertIn("line-far-from-unit", said["FAR"][0])

    def test_repeated_vertices_are_counted(self):
        self.problems(("C", "S1", "control", [self.OUTLINE]))
        blob = bytearray(self.rows("SELECT geom FROM zones WHERE zone_id = 'C'")[0][0])
        at = len(blob) - 16 * 4
        blob[at:at + 16] = blob[at - 16:at]
        self.edit("UPDATE zones SET geom = ? WHERE zone_id = 'C'", bytes(blob))
        self.assertIn("[vertex-repeated] zone C@1", self.run_ok("validate", self.store))


if __name__ == "__main__":
    unittest.main()
