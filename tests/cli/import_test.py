#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""`liangxian import` and `validate`."""
import unittest

from program import ProgramCase, feature, square


class Import(ProgramCase):
    def setUp(self):
        super().setUp()
        self.run_ok("init", self.store)

    def test_map_and_set_name_fields_and_values(self):
        file = self.collection("z.geojson", feature({"编码": "Z1", "单位": "S1"}, square(113.18, 39.56)))
        self.run_ok("import", "zones", self.store, file, "--map", "zone_id=编码,site_id=单位", "--set", "kind=control")
        answer = self.check(file)
        self.assertEqual(answer["findings"][0]["zone_id"], "Z1")
        self.assertEqual(answer["findings"][0]["zone_kind"], "control")

    def test_bad_rows_are_refused_with_their_place_and_the_others_taken(self):
        file = self.collection("z.geojson", feature({"zone_id": "Z1", "kind": "protection"}, square(113.18, 39.56)),
                               feature({"zone_id": "Z2", "kind": "fence"}, square(113.18, 39.56)),
                               feature({"zone_id": "Z1", "kind": "protection"}, square(113.18, 39.56)),
                               feature({"kind": "protection"}, square(113.18, 39.56)))
        done = self.run_program("import", "zones", self.store, file)
        self.assertEqual(done.returncode, 4)
        self.assertIn("taken 1", done.stdout)
        self.assertIn("refused 3", done.stdout)
        self.assertIn("fence", done.stderr)

    def test_strict_takes_all_or_nothing(self):
        file = self.collection("z.geojson", feature({"zone_id": "Z1", "kind": "protection"}, square(113.18, 39.56)),
                               feature({"zone_id": "Z2", "kind": "fence"}, square(113.18, 39.56)))
        self.assertEqual(self.run_program("import", "zones", self.store, file, "--strict").returncode, 1)
        self.assertEqual(self.check(file, "--one")["findings"], [])

    def test_nothing_is_overwritten(self):
        file = self.collection("z.geojson", feature({"zone_id": "Z1", "kind": "protection"}, square(113.18, 39.56)))
        self.run_ok("import", "zones", self.store, file)
        again = self.run_program("import", "zones", self.store, file)
        self.assertEqual(again.returncode, 1)
        self.assertIn("already", again.stderr)

    def test_an_import_alone_declares_no_coverage(self):
        file = self.collection("z.geojson", feature({"zone_id": "Z1", "kind": "protection"}, square(113.18, 39.56)))
        self.run_ok("import", "zones", self.store, file)
        far = self.collection("far.geojson", feature({}, square(113.3, 39.5)))
        self.assertEqual(self.check(far)["verdict"], "no-data")

    def test_a_site_list_as_csv(self):
        table = self.folder / "sites.csv"
        table.write_text("site_id,name,level,lon,lat\nS1,甲寺,county,113.18,39.56\nS2,乙庙,市级文物保护单位,113.19,39.57\n", encoding="utf-8")
        self.run_ok("import", "sites", self.store, table)
        around = self.collection("a.geojson", feature({}, square(113.1795, 39.5595)))
        answer = self.check(around)
        self.assertEqual([f["site_id"] for f in answer["findings"]], ["S1"])
        self.assertEqual(answer["findings"][0]["relation"], "contains")

    def test_sites_of_a_list_need_no_coordinates(self):
        some = self.folder / "some.csv"
        some.write_text("site_id,name,level,county,lon,lat\nS1,甲寺,county,朔城区,113.18,39.56\nS2,乙庙,county,朔城区,,\n", encoding="utf-8")
        self.assertIn("taken 2", self.run_ok("import", "sites", self.store, some))
        none = self.folder / "none.csv"
        none.write_text("site_id,name,level,county\nS3,丙塔,national,朔城区\nS4,丁桥,county,朔城区\n", encoding="gbk")
        self.assertIn("taken 2", self.run_ok("import", "sites", self.store, none))
        self.assertEqual([row[0] for row in self.rows("SELECT site_id FROM sites WHERE geom IS NULL ORDER BY 1")], ["S2", "S3", "S4"])

    def test_a_zone_with_a_line_beside_its_polygon_is_refused(self):
        mixed = {"type": "GeometryCollection", "geometries": [{"type": "Polygon", "coordinates": square(113.18, 39.56)},
                 {"type": "LineString", "coordinates": [[113.18, 39.56], [113.19, 39.57]]}]}
        file = self.collection("z.geojson", feature({"zone_id": "Z1", "kind": "protection"}, mixed))
        done = self.run_program("import", "zones", self.store, file)
        self.assertEqual(done.returncode, 1)
        self.assertIn("no-polygon", done.stderr)

    def test_facts_of_applications_are_kept_and_must_be_an_object(self):
        file = self.collection("a.geojson", feature({"application_id": "A1", "facts": '{"width_m": 3}'}, square(113.18, 39.56)),
                               feature({"application_id": "A2", "facts": "three"}, square(113.18, 39.56)))
        done = self.run_program("import", "applications", self.store, file)
        self.assertEqual(done.returncode, 4)
        self.assertIn("no JSON object", done.stderr)
        self.assertEqual(self.rows("SELECT application_id, facts FROM applications"), [("A1", '{"width_m": 3}')])

    def test_unknown_fields_are_an_error_and_unknown_columns_a_note(self):
        file = self.collection("z.geojson", feature({"zone_id": "Z1", "kind": "control"}, square(113.18, 39.56)))
        done = self.run_program("import", "zones", self.store, file, "--set", "knd=control")
        self.assertEqual(done.returncode, 2)
        self.assertIn("knd", done.stderr)
        self.assertIn("文号", self.run_ok("import", "zones", self.store, file, "--map", "document=文号"))

    def test_a_mapped_column_that_is_not_there_is_told_with_those_that_are(self):
        file = self.collection("z.geojson", feature({"编码": "Z1", "类别": "control"}, square(113.18, 39.56)))
        done = self.run_program("import", "zones", self.store, file, "--map", "zone_id=代码", "--set", "kind=control")
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stdout, "column-missing.*代码.*类别, 编码")

    def test_an_empty_file_has_no_rows(self):
        file = self.collection("e.geojson")
        done = self.run_program("import", "sites", self.store, file)
        self.assertIn("rows read 0, taken 0, repaired 0, refused 0", done.stdout)
        self.assertIn("no-features", done.stdout)
        self.assertEqual(done.returncode, 1, "nothing was written")

    def test_what_is_true_of_the_file_is_noted_once(self):
        table = self.folder / "s.csv"
        table.write_bytes("site_id,name,level,lon,lat\n".encode() + b"".join(
            f"S{i},寺,county,113.18,39.5{i}\n".encode() for i in range(5)) + b"S9,\xff\xfe,county,113.18,39.56\n")
        done = self.run_program("import", "sites", self.store, table)
        self.assertIn("taken 6", done.stdout)
        for code in ("crs-guessed", "bad-bytes"):
            self.assertEqual(done.stdout.count(code), 1, done.stdout)

    def test_validate_names_each_problem(self):
        file = self.collection("z.geojson", feature({"zone_id": "Z1", "site_id": "S9", "kind": "control"}, square(113.18, 39.56)))
        self.run_ok("import", "zones", self.store, file)
        done = self.run_program("validate", self.store)
        self.assertEqual(done.returncode, 0)
        for rule in ("site-unknown", "document-missing", "approval-missing"):
            self.assertIn(rule, done.stdout)

    def test_levels_in_the_words_of_the_bureaus(self):
        words = {"国保": "national", "全国重点": "national", "国家级": "national", "省级": "provincial", "省保": "provincial",
                 "市级": "city", "市保": "city", "县级": "county", "县保": "county", "未定级": "ungraded", "一般不可移动文物": "ungraded"}
        table = self.folder / "levels.csv"
        table.write_text("site_id,level\n" + "".join(f"S{i:02},{word}\n" for i, word in enumerate(words)), encoding="utf-8")
        self.run_ok("import", "sites", self.store, table)
        self.assertEqual([row[0] for row in self.rows("SELECT level FROM sites ORDER BY site_id")], list(words.values()))

    def test_a_superseded_version_without_an_end_needs_a_later_version(self):
        old = {"zone_id": "Z1", "kind": "protection", "status": "superseded"}
        alone = self.collection("a.geojson", feature(old, square(113.18, 39.56)))
        done = self.run_program("import", "zones", self.store, alone)
        self.assertEqual(done.returncode, 1)
        self.assertIn("superseded-without-end", done.stderr)
        self.assertIn("feature 1", done.stderr)
        draft = feature({**old, "status": "draft", "version": 2}, square(113.18, 39.56))
        self.assertEqual(self.run_program("import", "zones", self.store, self.collection("d.geojson", feature(old, square(113.18, 39.56)), draft)).returncode, 4)
        both = self.collection("b.geojson", feature({**old, "zone_id": "Z2"}, square(113.18, 39.56)),
                               feature({"zone_id": "Z2", "kind": "protection", "version": 2, "valid_from": "2020-01-01"}, square(113.18, 39.56)))
        self.assertIn("taken 2", self.run_ok("import", "zones", self.store, both))
        self.run_ok("import", "zones", self.store, self.collection(
            "c.geojson", feature({"zone_id": "Z1", "kind": "protection", "version": 3}, square(113.18, 39.56))))
        self.assertIn("taken 1", self.run_ok("import", "zones", self.store, alone))

    def test_an_end_before_the_beginning_is_refused(self):
        dates = {"valid_from": "2021-01-01", "valid_to": "2020-01-01"}
        for kind, properties, rings in (("zones", {"zone_id": "Z1", "kind": "protection"}, square(113.18, 39.56)),
                                        ("areas", {"area_id": "A1", "kind": "other"}, square(113.18, 39.56)),
                                        ("sites", {"site_id": "S1"}, None)):
            done = self.run_program("import", kind, self.store, self.collection("r.geojson", feature({**properties, **dates}, rings)))
            self.assertEqual(done.returncode, 1, kind)
            self.assertIn("dates-reversed", done.stderr)
            self.assertIn("feature 1", done.stderr)

    def test_a_large_repair_needs_consent_and_keeps_the_original(self):
        bow_tie = [[[113.18, 39.56], [113.19, 39.57], [113.19, 39.56], [113.18, 39.57], [113.18, 39.56]]]
        file = self.collection("z.geojson", feature({"zone_id": "Z1", "kind": "protection"}, bow_tie))
        refused = self.run_program("import", "zones", self.store, file)
        self.assertEqual(refused.returncode, 1)
        for words in ("repair-needs-acceptance", "self-intersection", "113.185", "m²", "--accept-repairs"):
            self.assertIn(words, refused.stderr)
        self.assertEqual(self.rows("SELECT count(*) FROM zones"), [(0,)])
        said = self.run_ok("import", "zones", self.store, file, "--accept-repairs")
        self.assertIn("repaired 1", said)
        self.assertIn("113.185", said)
        layer, zone, version, reason, lon, after, original = self.rows(
            "SELECT layer, id, version, reason, place_lon, area_after_m2, original_geom FROM repairs")[0]
        self.assertEqual((layer, zone, version, reason), ("zones", "Z1", 1, "self-intersection"))
        self.assertAlmostEqual(lon, 113.185, places=6)
        self.assertGreater(after, 400000)
        self.assertGreater(len(original), 4 * 16)

    def test_a_repair_without_effect_on_the_area_is_told_and_kept(self):
        twice = [[[113.18, 39.56], [113.18, 39.56], [113.19, 39.56], [113.19, 39.57], [113.18, 39.56]]]
        said = self.run_ok("import", "zones", self.store, self.collection("z.geojson", feature({"zone_id": "Z1", "kind": "protection"}, twice)))
        self.assertIn("duplicate-vertex", said)
        self.assertEqual(self.rows("SELECT reason FROM repairs"), [("duplicate-vertex",)])

    def test_jurisdiction_none_switches_the_test_off(self):
        abroad = self.collection("b.geojson", feature({}, square(10.0, 50.0)))
        self.assertEqual(self.run_program("check", self.store, abroad).returncode, 1)
        other = self.folder / "o.gpkg"
        self.run_ok("init", other, "--jurisdiction", "none")
        self.run_ok("check", other, abroad)


if __name__ == "__main__":
    unittest.main()
