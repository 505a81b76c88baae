#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""`liangxian compare`: deliveries that others edited, versions, files."""
import json
import shutil
import unittest

from osgeo import ogr, osr

from program import ProgramCase, feature, square

ogr.UseExceptions()


def moved(geometry, change):
    copy = geometry.Clone()

    def walk(part):
        if part.GetGeometryCount():
            for i in range(part.GetGeometryCount()):
                walk(part.GetGeometryRef(i))
        else:
            for i in range(part.GetPointCount()):
                part.SetPoint_2D(i, *change(part.GetX(i), part.GetY(i)))
    walk(copy)
    return copy


class Compare(ProgramCase):
    def compare(self, a, b, *more, status=0):
        done = self.run_program("compare", self.store, a, b, "--format", "json", *more)
        self.assertEqual(done.returncode, status, done.stderr)
        return json.loads(done.stdout)

    def by_zone(self, compared):
        return {line["zone_id"]: line for line in compared["lines"]}


class Deliveries(Compare):
    def setUp(self):
        super().setUp()
        self.run_ok("init", self.store, "--demo")

    def edited(self, name, with_manifest):
        """As another bureau hands it back: one shifted, missing, extra, swapped and in the wrong zone."""
        original = self.folder / f"original{name}"
        self.run_ok("export", self.store, original, "--profile", "lswhbhx")
        numbers = {f["record"]: f["bsm"]
                   for f in json.loads((self.folder / f"{original.name}.manifest.json").read_text(encoding="utf-8"))["features"]}
        copy = self.folder / f"copy{name}"
        (shutil.copytree if original.is_dir() else shutil.copy)(original, copy)
        if with_manifest:
            shutil.copy(f"{original}.manifest.json", f"{copy}.manifest.json")
        data = ogr.Open(str(copy), 1)
        layer = data.GetLayer(0)
        rows = {row["BSM"]: row for row in layer}

        def change(record, how):
            row = rows[numbers[record]]
            row.SetGeometry(moved(row.GetGeometryRef(), how))
            layer.SetFeature(row)
        change("SZ001-K@1", lambda x, y: (x + 0.0005, y))
        change("SZ005-P@1", lambda x, y: (y, x))
        change("SZ006-K@1", lambda x, y: (x + 3, y))
        extra = rows[numbers["SZ004-P@1"]].Clone()
        extra.SetFID(-1)
        extra["BSM"] = "140622022700000999"
        extra.SetGeometry(moved(extra.GetGeometryRef(), lambda x, y: (x + 0.05, y + 0.05)))
        layer.CreateFeature(extra)
        layer.DeleteFeature(rows[numbers["SZ002-P@1"]].GetFID())
        del extra, rows, layer, data
        return original, copy

    def assert_told_apart(self, compared):
        self.assertEqual(compared["schema"], "liangxian/comparison/1")
        self.assertEqual(compared["summary"], {"same": 24, "within-accuracy": 0, "shifted": 1, "missing": 1, "extra": 1,
                                               "datum-suspect": 2})
        lines = self.by_zone(compared)
        shifted = lines["SZ001-K"]
        self.assertEqual(shifted["status"], "shifted")
        # 0.0005° of longitude at 39.565° N: 6,378,137 cos φ / √(1 − e² sin² φ) × 0.0005 π / 180 = 42.97 m
        self.assertAlmostEqual(shifted["greatest_m"], 42.97, delta=0.02)
        self.assertAlmostEqual(shifted["shift_east_m"], 42.97, delta=0.02)
        self.assertAlmostEqual(shifted["shift_north_m"], 0, delta=0.02)
        self.assertEqual(lines["SZ002-P"]["status"], "missing")
        swapped = lines["SZ005-P"]
        self.assertEqual((swapped["status"], swapped["reasons"]), ("datum-suspect", ["swapped-axis"]))
        self.assertAlmostEqual(swapped["corrected_greatest_m"], 0, delta=0.001)
        zone = lines["SZ006-K"]
        self.assertEqual((zone["status"], zone["reasons"], zone["zones_east"]), ("datum-suspect", ["wrong-zone"], 1))
        self.assertAlmostEqual(zone["greatest_m"], 258380, delta=50)
        self.assertAlmostEqual(zone["corrected_greatest_m"], 0, delta=0.001)
        extra = [line for line in compared["lines"] if line["status"] == "extra"]
        self.assertEqual([line["b"]["bsm"] for line in extra], ["140622022700000999"])

    def test_shifted_missing_extra_swapped_and_wrong_zone_are_told_apart(self):
        for name in (".gdb", ".gpkg"):
            for with_manifest in (True, False):
                _, copy = self.edited(name, with_manifest)
                self.assert_told_apart(self.compare("store", copy))
                self.assert_told_apart(self.compare(*self.edited_again(name)))
                for path in self.folder.glob(f"*{name}*"):
                    shutil.rmtree(path) if path.is_dir() else (path.unlink() if path != self.store else None)

    def edited_again(self, name):
        return self.folder / f"original{name}", self.folder / f"copy{name}"

    def test_the_text_says_how_many_metres_and_where(self):
        _, copy = self.edited(".gpkg", True)
        told = self.run_ok("compare", self.store, "store", copy)
        self.assertRegex(told, r"\[shifted\] 佛宫寺释迦塔（应县木塔） SZ001-K@1: at most 42\.97 m, a \(113\.18")
        self.assertIn("latitude and longitude swapped", told)
        self.assertIn("same 24, within accuracy 0, shifted 1, missing 1, extra 1, datum suspect 2", told)

    def test_a_delivery_in_another_plane_with_a_zone_number_of_another_is_told(self):
        plane = self.folder / "plane.gpkg"
        original = self.folder / "d.gpkg"
        self.run_ok("export", self.store, original, "--profile", "lswhbhx")
        source = ogr.Open(str(original))
        target = osr.SpatialReference()
        target.ImportFromEPSG(4526)
        target.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        other = osr.SpatialReference()
        other.ImportFromEPSG(4525)
        other.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        data = ogr.GetDriverByName("GPKG").CreateDataSource(str(plane))
        layer = data.CreateLayer("LSWHBHX", target, ogr.wkbMultiPolygon)
        definition = source.GetLayer(0).GetLayerDefn()
        for i in range(definition.GetFieldCount()):
            layer.CreateField(definition.GetFieldDefn(i))
        first = True
        for row in source.GetLayer(0):
            copy = ogr.Feature(layer.GetLayerDefn())
            copy.SetFrom(row)
            geometry = row.GetGeometryRef().Clone()
            geometry.TransformTo(other if first else target)
            copy.SetGeometry(geometry)
            layer.CreateFeature(copy)
            first = False
        del copy, row, layer, data, source
        compared = self.compare(original, plane)
        suspects = [line for line in compared["lines"] if line["status"] == "datum-suspect"]
        self.assertEqual([line["reasons"] for line in suspects], [["wrong-zone"]])
        self.assertLess(suspects[0]["corrected_greatest_m"], 0.02)


    def with_exchanged_numbers(self, name, with_manifest):
        """A copy in which two units of one kind carry each other's BSM."""
        original = self.folder / f"original{name}"
        self.run_ok("export", self.store, original, "--profile", "lswhbhx")
        copy = self.folder / f"exchanged{name}"
        shutil.copy(original, copy)
        manifest = self.folder / f"{original.name}.manifest.json"
        numbers = {f["record"]: f["bsm"] for f in json.loads(manifest.read_text(encoding="utf-8"))["features"]}
        if with_manifest:
            shutil.copy(manifest, f"{copy}.manifest.json")
        first, second = numbers["SZ002-P@1"], numbers["SZ005-P@1"]
        data = ogr.Open(str(copy), 1)
        layer = data.GetLayer(0)
        for row in list(layer):
            if row["BSM"] in (first, second):
                row["BSM"] = second if row["BSM"] == first else first
                layer.SetFeature(row)
        del row, layer, data
        return original, copy

    def test_numbers_exchanged_between_units_are_told_and_not_gone_by(self):
        for with_manifest in (True, False):
            original, copy = self.with_exchanged_numbers(".gpkg", with_manifest)
            for side in ("store", original):
                compared = self.compare(side, copy)
                self.assertEqual(compared["summary"]["same"], 28)
                told = [line["site_name"] for line in compared["lines"] if "number-of-another" in line["reasons"]]
                self.assertEqual(len(told), 2 if with_manifest or side == original else 0, (with_manifest, side))
            for path in self.folder.glob("*.gpkg*"):
                if path != self.store:
                    path.unlink()

    def test_metres_per_side_stand_beside_the_announced_words(self):
        original = self.folder / "original.gpkg"
        self.run_ok("export", self.store, original, "--profile", "lswhbhx")
        manifest = self.folder / "original.gpkg.manifest.json"
        numbers = {f["record"]: f["bsm"] for f in json.loads(manifest.read_text(encoding="utf-8"))["features"]}
        copy = self.folder / "copy.gpkg"
        shutil.copy(original, copy)
        shutil.copy(manifest, f"{copy}.manifest.json")
        data = ogr.Open(str(copy), 1)
        layer = data.GetLayer(0)
        row = next(row for row in layer if row["BSM"] == numbers["SZ002-P@1"])
        middle = row.GetGeometryRef().Centroid().GetX()
        # 0.0003° of longitude at 39.3° N: 25.9 m farther east on the east side alone
        row.SetGeometry(moved(row.GetGeometryRef(), lambda x, y: (x + 0.0003 * (x > middle), y)))
        layer.SetFeature(row)
        del row, layer, data
        line = self.by_zone(self.compare("store", copy))["SZ002-P"]
        sides = {side["side"]: side for side in line["sides"]}
        self.assertEqual(set(sides), {"east", "south", "west", "north"})
        self.assertAlmostEqual(sides["east"]["b_m"] - sides["east"]["a_m"], 25.88, delta=0.05)
        self.assertEqual((sides["east"]["a_agrees"], sides["east"]["b_agrees"]), (True, False))
        self.assertEqual((sides["west"]["a_agrees"], sides["west"]["b_agrees"]), (True, True))
        self.assertRegex(self.run_ok("compare", self.store, "store", copy), r"  east side: announced as .*, a .* m, b .* m")

    def test_a_side_that_cannot_be_read_is_refused_and_no_line_called_missing(self):
        broken = self.folder / "broken.gpkg"
        broken.write_bytes(b"SQLite format 3\0" + b"x" * 5000)
        done = self.run_program("compare", self.store, "store", broken, "--format", "json")
        self.assertEqual(done.returncode, 1, done.stdout)
        self.assertEqual(done.stdout, "")
        points = self.collection("points.geojson", feature({}, {"type": "Point", "coordinates": [113.18, 39.56]}))
        done = self.run_program("compare", self.store, "store", points)
        self.assertEqual(done.returncode, 1)
        self.assertIn("[no-polygon]", done.stderr)


class Versions(Compare):
    def setUp(self):
        super().setUp()
        self.make_store()

    def test_two_versions_of_a_line(self):
        self.run_ok("import", "zones", self.store, self.collection("d.geojson", feature(
            {"zone_id": "Z1", "version": 2, "site_id": "S1", "kind": "protection", "status": "draft"},
            [[[113.18, 39.56], [113.184, 39.56], [113.1845, 39.564], [113.18, 39.564], [113.18, 39.56]]])))
        compared = self.compare("Z1@1", "Z1@2")
        line = compared["lines"][0]
        self.assertEqual(line["status"], "shifted")
        self.assertEqual(len(line["vertices"]["moved"]), 1)
        self.assertEqual(line["vertices"]["kept"], 3)
        self.assertGreater(line["area_b_m2"], line["area_a_m2"])
        self.assertEqual(self.compare("Z1@1", "Z1@1")["summary"]["same"], 1)

    def test_a_file_without_names_goes_by_place(self):
        file = self.collection("f.geojson", feature({}, square(113.18, 39.56, 0.004)),
                               feature({}, square(113.17801, 39.558, 0.008)))
        lines = self.by_zone(self.compare("store", file))
        self.assertEqual(lines["Z1"]["status"], "same")
        self.assertEqual(lines["Z2"]["status"], "shifted")
        self.assertEqual(lines["Z2"]["matched_by"], "place")

    def test_many_lines_of_a_web_map_are_suspected_of_it(self):
        file = self.collection("f.geojson", *(feature({"zone_id": zone}, square(lon + 0.006835, lat + 0.001185, size))
                                              for zone, lon, lat, size in (("Z1", 113.18, 39.56, 0.004),
                                                                           ("Z2", 113.178, 39.558, 0.008))))
        for line in self.compare("store", file)["lines"]:
            self.assertEqual((line["status"], line["reasons"]), ("datum-suspect", ["gcj02-suspect"]))

    def test_doubtful_matches_are_listed_and_not_guessed(self):
        file = self.collection("f.geojson", feature({}, square(113.18001, 39.56, 0.004)),
                               feature({}, square(113.18, 39.56001, 0.004)))
        compared = self.compare("store", file, status=4)
        self.assertEqual(len(compared["ambiguous"]), 1)
        self.assertEqual(len(compared["ambiguous"][0]["b"]), 2)

    def test_what_is_neither_file_nor_version_is_refused(self):
        done = self.run_program("compare", self.store, "store", "Z7@1")
        self.assertEqual(done.returncode, 1)
        self.assertIn("[side-unknown]", done.stderr)

    def test_a_line_that_cannot_be_compared_is_listed(self):
        file = self.collection("f.geojson", feature({"zone_id": "Z1"}, square(113.18, 39.56, 0.004)),
                               feature({"zone_id": "Z2"}, {"type": "Point", "coordinates": [113.18, 39.56]}))
        compared = self.compare("store", file, status=4)
        self.assertEqual([p["code"] for p in compared["not_compared"]], ["no-polygon"])
        self.assertEqual(self.by_zone(compared)["Z2"]["reasons"], ["counterpart-not-compared"])

    def test_a_polygon_that_crosses_itself_is_called_invalid_and_has_no_area(self):
        bow = {"type": "Polygon", "coordinates": [[[113.18, 39.56], [113.184, 39.564], [113.184, 39.56], [113.18, 39.564], [113.18, 39.56]]]}
        file = self.collection("f.geojson", feature({"zone_id": "Z1"}, bow), feature({"zone_id": "Z9"}, bow))
        lines = self.by_zone(self.compare("store", file))
        for zone in ("Z1", "Z9"):
            self.assertIn("invalid-polygon", lines[zone]["reasons"])
            self.assertIsNone(lines[zone]["area_b_m2"])
            (invalid,) = lines[zone]["invalid"]
            self.assertEqual(invalid["side"], "b")
            self.assertAlmostEqual(invalid["at"][0], 113.182, 9)
        self.assertGreater(lines["Z1"]["area_a_m2"], 0)
        self.assertEqual(lines["Z2"]["invalid"], [])
        text = self.run_ok("compare", self.store, "store", file, language="zh")
        self.assertIn("乙的面在 (113.1820000, 39.5620000) 处无效", text)
        self.assertNotIn("面积差", text)

    def test_a_full_export_is_the_same_as_its_store_whatever_was_superseded(self):
        self.run_ok("import", "zones", self.store, self.collection(
            "old.geojson", *(feature({"zone_id": "Z1", "version": version, "kind": "protection", "status": status, "valid_from": day},
                                     square(113.18, 39.56, size))
                             for version, status, day, size in ((2, "published", "2020-01-01", 0.005), (3, "draft", "", 0.006)))))
        full = self.folder / "full.gpkg"
        self.run_ok("export", self.store, full, "--profile", "full")
        for a, b, side in (("store", full, "b"), (full, "store", "a")):
            compared = self.compare(a, b)
            self.assertEqual({line["status"] for line in compared["lines"]}, {"same"}, compared["lines"])
            self.assertEqual(compared[side]["left_aside"], 2)
        past = self.compare("store", full, "--as-of", "2019-06-01")
        self.assertEqual([line["b"]["version"] for line in past["lines"] if line["zone_id"] == "Z1"], ["Z1@1"])
        self.assertIn("b: 2 rows are not announced", self.run_ok("compare", self.store, "store", full))

    def test_two_versions_that_were_asked_for_are_compared_whatever_they_are_of(self):
        self.assertEqual(self.compare("Z1@1", "Z2@1")["lines"][0]["matched_by"], "asked")

    def test_two_single_lines_of_different_units_are_not_taken_for_one(self):
        one = self.collection("one.geojson", feature({"site_name": "木塔"}, square(113.18, 39.56, 0.004)))
        other = self.collection("other.geojson", feature({"site_name": "文庙"}, square(113.28, 39.56, 0.001)))
        summary = self.compare(one, other)["summary"]
        self.assertEqual((summary["missing"], summary["extra"]), (1, 1))

    def test_a_file_takes_its_accuracy_from_the_version_whichever_side_names_it(self):
        self.run_ok("import", "zones", self.store, self.collection("d.geojson", feature(
            {"zone_id": "Z9", "site_id": "S1", "kind": "protection", "status": "draft", "accuracy_m": 2},
            square(113.18, 39.56, 0.004))))
        nameless = self.collection("nameless.geojson", feature({}, square(113.18, 39.56, 0.004)))
        named = self.collection("named.geojson", feature({"zone_id": "Z9"}, square(113.18001, 39.56, 0.004)))
        for a, b in ((nameless, named), (named, nameless)):
            line = self.compare(a, b)["lines"][0]
            self.assertEqual((line["status"], line["accuracy_m"]), ("within-accuracy", 2))


if __name__ == "__main__":
    unittest.main()
