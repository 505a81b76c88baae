#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""`liangxian export` and deliveries that are imported: the demonstration data, both formats, read back by ogrinfo and GDAL."""
import hashlib
import json
import os
import pathlib
import shutil
import signal
import socket
import sqlite3
import subprocess
import unittest

from osgeo import ogr

from program import ROOT, ProgramCase, feature, square

ogr.UseExceptions()
FIELDS = ["BSM", "YSDM", "XZQDM", "XZQMC", "BHXMC", "BHXJB", "BHXLX", "MJ", "BZ"]


def rows_of(path, layer=0):
    source = ogr.Open(str(path))
    return [(row.items(), row.GetGeometryRef().Clone() if row.GetGeometryRef() else None)
            for row in source.GetLayer(layer)]


def corners_of(geometry):
    if geometry.GetGeometryCount():
        for i in range(geometry.GetGeometryCount()):
            yield from corners_of(geometry.GetGeometryRef(i))
    else:
        yield from ((geometry.GetX(i), geometry.GetY(i)) for i in range(geometry.GetPointCount()))


class Demo(ProgramCase):
    def setUp(self):
        super().setUp()
        self.run_ok("init", self.store, "--demo")

    def deliver(self, name="d.gdb", profile="lswhbhx", *more):
        out = self.folder / name
        self.run_ok("export", self.store, out, "--profile", profile, *more)
        return out

    def manifest(self, out):
        return json.loads((out.parent / (out.name + ".manifest.json")).read_text(encoding="utf-8"))


class Written(Demo):
    def test_ogrinfo_shows_the_fields_of_the_profile(self):
        for name in ("d.gdb", "d.gpkg"):
            shown = subprocess.run(["ogrinfo", "-so", str(self.deliver(name)), "LSWHBHX"], capture_output=True, text=True,
                                   check=True).stdout
            self.assertIn("Geometry: Multi Polygon", shown)
            self.assertIn("Feature Count: 28", shown)
            self.assertIn('ID["EPSG",4490]', shown)
            for line in ("BSM: String (18.0) NOT NULL", 'YSDM: String (10.0) NOT NULL',
                         "XZQDM: String (12.0) NOT NULL", "XZQMC: String (100.0) NOT NULL", "BHXMC: String (100.0) NOT NULL",
                         "BHXJB: String (2.0) NOT NULL", "MJ: Real (0.0) NOT NULL", "BZ: String (255.0)",
                         "domain name=LSWHBHX_BHXLX"):
                self.assertIn(line, shown)
            if name == "d.gdb":  # GDAL 3.6 shows those of a GeoPackage nowhere
                self.assertIn('alternative name="标识码"', shown)
        titles = dict(sqlite3.connect(self.folder / "d.gpkg").execute("SELECT column_name, title FROM gpkg_data_columns"))
        self.assertEqual((titles["BSM"], titles["BHXLX"]), ("标识码", "保护线类型"))

    def test_values_codes_and_rounding_are_the_profiles(self):
        for name in ("d.gdb", "d.gpkg"):
            seen = set()
            for values, geometry in rows_of(self.deliver(name)):
                self.assertEqual([*values], FIELDS)
                self.assertEqual(values["YSDM"], "2090020227")
                self.assertRegex(values["BSM"], "^1406[0-9]{2}0227[0-9]{8}$")
                self.assertEqual(values["BSM"][:6], values["XZQDM"])
                self.assertIn(values["BHXJB"], ("10", "20"))
                self.assertIn(values["BHXLX"], ("01", "02", "11", "12"))
                self.assertEqual(values["MJ"], float(f"{values['MJ']:.2f}"))
                for x, y in corners_of(geometry):
                    self.assertLess(abs(x - round(x, 9)), 1e-12)
                    self.assertLess(abs(y - round(y, 9)), 1e-12)
                seen.add(values["BSM"])
            self.assertEqual(len(seen), 28)

    def test_the_manifest_ties_every_number_to_its_version_and_the_files_to_their_digests(self):
        out = self.deliver()
        manifest = self.manifest(out)
        self.assertEqual({f["bsm"] for f in manifest["features"]}, {values["BSM"] for values, _ in rows_of(out)})
        self.assertIn("SZ006-G@2", {f["record"] for f in manifest["features"]})
        self.assertEqual({f["name"] for f in manifest["files"]}, {f"d.gdb/{f.name}" for f in out.iterdir()})
        for file in manifest["files"]:
            self.assertEqual(hashlib.sha256((self.folder / file["name"]).read_bytes()).hexdigest(), file["sha256"])
        self.assertEqual(manifest["profile"]["id"], "lswhbhx")

    def test_a_past_day_is_delivered_as_it_was(self):
        past = self.manifest(self.deliver("p.gpkg", "lswhbhx", "--as-of", "2025-01-01"))
        self.assertEqual(past["store"]["as_of"], "2025-01-01")
        records = {f["record"] for f in past["features"]}
        self.assertIn("SZ006-G@1", records)
        self.assertNotIn("SZ006-G@2", records)

    def test_numbers_stay_with_their_versions_and_are_never_given_again(self):
        first = self.deliver("a.gpkg", "lswhbhx", "--as-of", "2025-01-01")
        second = self.deliver("b.gpkg", "lswhbhx", "--continue", f"{first}.manifest.json")
        before = {f["record"]: f["bsm"] for f in self.manifest(first)["features"]}
        now = {f["record"]: f["bsm"] for f in self.manifest(second)["features"]}
        for record in before.keys() & now.keys():
            self.assertEqual(before[record], now[record])
        self.assertNotIn(now["SZ006-G@2"], before.values())
        self.assertEqual([f["record"] for f in self.manifest(second)["retired"]], ["SZ006-G@1"])

    def test_the_same_store_gives_the_same_bytes(self):
        first = self.deliver("a.gpkg")
        (self.folder / "again").mkdir()
        second = self.folder / "again" / "a.gpkg"
        self.run_ok("export", self.store, second, "--profile", "lswhbhx")
        self.assertEqual(first.read_bytes(), second.read_bytes())

    def test_only_the_counties_asked_for(self):
        out = self.deliver("c.gpkg", "lswhbhx", "--county", "应县", "--county", "140602")
        self.assertEqual({values["XZQDM"] for values, _ in rows_of(out)}, {"140622", "140602"})

    def test_the_village_table_and_the_points(self):
        out = self.deliver("q.gdb", "lswhbhq")
        for values, _ in rows_of(out):
            self.assertEqual([*values], ["BSM", "YSDM", "LSWHLX", "LSWHLXDM", "JBDM", "BZ"])
            self.assertRegex(values["BSM"], "^1406[0-9]{2}000000[0-9]{8}$")
            self.assertEqual(values["YSDM"], "2003020910")
            self.assertEqual(values["LSWHLX"], {"01": "历史文化核心保护范围", "02": "历史文化建设控制地带范围"}[values["LSWHLXDM"]])
        done = self.run_program("export", self.store, self.folder / "p.gpkg", "--profile", "relic-points")
        self.assertEqual(done.returncode, 4, "three units are drawn by nobody")
        self.assertEqual(done.stderr.count("[geometry-missing]"), 3)
        self.assertEqual(len(rows_of(self.folder / "p.gpkg")), 13)

    def test_nothing_is_written_over_and_bad_words_are_all_named(self):
        out = self.deliver("a.gpkg")
        before = out.read_bytes()
        again = self.run_program("export", self.store, out, "--profile", "lswhbhx")
        self.assertEqual(again.returncode, 1)
        self.assertIn("[output-exists]", again.stderr)
        self.assertEqual(out.read_bytes(), before)
        bad = self.run_program("export", self.store, self.folder / "x.shp", "--profile", "nothing", "--as-of", "someday")
        self.assertEqual(bad.returncode, 2)
        for code in ("profile-unknown", "output-form", "bad-option"):
            self.assertIn(f"[{code}]", bad.stderr)

    def test_everything_is_taken_back_as_it_was(self):
        full = self.deliver("full.gpkg", "full")
        other = self.folder / "other.gpkg"
        self.run_ok("init", other)
        for kind in ("sites", "zones", "areas"):
            self.run_ok("import", kind, other, full, "--layer", kind)
        asked = ROOT / "data" / "demo" / "applications" / "p23-pagoda-town.geojson"
        answers = [json.loads(self.run_ok("check", store, asked, "--format", "json")) for store in (self.store, other)]
        self.assertEqual(answers[0]["store"]["digest"], answers[1]["store"]["digest"])

    def test_everything_is_written_as_it_was_known_at_an_instant(self):
        known = self.rows("SELECT value FROM meta WHERE key = 'revised_at'")[0][0]
        lines = self.rows("SELECT zone_id, version, status FROM zones ORDER BY 1, 2")
        first = next(f"{zone}@{version}" for zone, version, status in lines if status in (None, "published"))
        self.run_ok("zone", "revoke", self.store, first, "--document", "11号", "--actor", "li")
        then = self.deliver("then.gpkg", "full", "--known-at", known)
        source = sqlite3.connect(then)
        written = source.execute("SELECT zone_id, version, status FROM zones ORDER BY 1, 2").fetchall()
        source.close()
        self.assertEqual(written, [(zone, version, status or "published") for zone, version, status in lines])


class Registered(Demo):
    """The manifest is the register of the numbers that were given."""

    def numbers(self, out):
        return {f["record"]: f["bsm"] for f in self.manifest(out)["features"]}

    def continued(self, name, earlier, *more):
        return self.deliver(name, "lswhbhx", "--continue", f"{earlier}.manifest.json", *more)

    def test_a_record_that_was_missing_for_a_year_comes_back_with_its_number(self):
        first = self.deliver("y1.gpkg")
        second = self.continued("y2.gpkg", first, "--county", "应县")
        third = self.continued("y3.gpkg", second)
        self.assertLess(len(self.numbers(second)), len(self.numbers(first)))
        self.assertEqual(self.numbers(third), self.numbers(first))

    def test_a_manifest_that_contradicts_itself_is_not_continued(self):
        first = self.deliver("y1.gpkg")
        manifest = pathlib.Path(f"{first}.manifest.json")
        said = json.loads(manifest.read_text())
        said["serials"] = {}
        manifest.write_text(json.dumps(said))
        done = self.run_program("export", self.store, self.folder / "y2.gpkg", "--profile", "lswhbhx", "--continue", manifest)
        self.assertEqual(done.returncode, 1)
        self.assertIn("manifest-contradicts", done.stderr)

    def test_somebody_elses_manifest_is_never_written_over(self):
        precious = self.folder / "p.gpkg.manifest.json"
        precious.write_text("precious")
        done = self.run_program("export", self.store, self.folder / "p.gpkg", "--profile", "lswhbhx")
        self.assertEqual((done.returncode, precious.read_text()), (1, "precious"))
        self.assertFalse((self.folder / "p.gpkg").exists())

    def test_what_a_killed_export_left_is_cleared_by_the_next(self):
        dead = subprocess.Popen(["true"])
        dead.wait()
        left = self.folder / f".liangxian-{socket.gethostname()}-{dead.pid}-abcdef"
        left.mkdir()
        mine = self.folder / f".liangxian-{socket.gethostname()}-{os.getpid()}-abcdef"
        mine.mkdir()
        self.deliver("k.gpkg")
        self.assertEqual((left.exists(), mine.exists()), (False, True))

    def test_an_export_that_is_interrupted_leaves_nothing(self):
        running = subprocess.Popen([os.environ["LIANGXIAN"], "export", self.store, self.folder / "i.gpkg", "--profile", "public"])
        running.send_signal(signal.SIGINT)
        running.wait()
        left = [path.name for path in self.folder.iterdir() if path.name.startswith((".liangxian", "i.gpkg"))]
        self.assertIn(left, ([], ["i.gpkg"]))

    def test_a_unit_of_another_county_does_not_take_the_code_asked_for(self):
        self.run_ok("import", "sites", self.store, self.collection("o.geojson", feature(
            {"site_id": "O1", "name": "外县塔", "level": "county", "county": "外县"}, square(120.0, 30.0))))
        self.run_ok("import", "zones", self.store, self.collection("oz.geojson", feature(
            {"zone_id": "O1-P", "site_id": "O1", "kind": "protection"}, square(120.0, 30.0))))
        out = self.folder / "c.gpkg"
        done = self.run_program("export", self.store, out, "--profile", "lswhbhx", "--county", "140602")
        self.assertNotIn("O1-P@1", self.numbers(out) if out.exists() else {})
        typo = self.run_program("export", self.store, self.folder / "t.gpkg", "--profile", "lswhbhx", "--county", "应县",
                                "--county", "应县县")
        self.assertIn("county-without-records", typo.stderr)


class Received(Demo):
    def import_into(self, store, file, profile="lswhbhx"):
        return self.run_program("import", "zones", store, file, "--profile", profile)

    def empty_store(self):
        other = self.folder / "other.gpkg"
        self.run_ok("init", other)
        self.run_ok("import", "sites", other, ROOT / "data" / "demo" / "sites.geojson")
        return other

    def test_a_delivery_comes_back_with_its_versions(self):
        for number, name in enumerate(("d.gdb", "d.gpkg")):
            out = self.deliver(name)
            other = self.empty_store()
            done = self.import_into(other, out)
            self.assertEqual(done.returncode, 0, done.stderr)
            compared = json.loads(self.run_ok("compare", other, "store", out, "--format", "json"))
            self.assertEqual(compared["summary"]["same"], 28)
            again = self.folder / f"again{number}.gpkg"
            self.run_ok("export", other, again, "--profile", "lswhbhx", "--continue", f"{out}.manifest.json")
            carried = [{k: v for k, v in values.items()} for values, _ in rows_of(again)]
            self.assertEqual(sorted(carried, key=lambda v: v["BSM"]),
                             sorted((values for values, _ in rows_of(out)), key=lambda v: v["BSM"]))
            other.unlink()

    def test_what_was_hidden_comes_back_hidden(self):
        store = self.empty_store()
        out = self.deliver("h.gpkg")
        self.import_into(store, out)
        with sqlite3.connect(store) as rows:
            self.assertEqual(dict(rows.execute("SELECT zone_id, visibility FROM zones WHERE zone_id LIKE 'SZ003%'")),
                             {"SZ003-P": "hidden", "SZ003-C": "hidden"})
            self.assertEqual(rows.execute("SELECT kind FROM zones WHERE zone_id = 'SZ001-G'").fetchone(), ("protection-general",))

    def test_without_a_manifest_nothing_is_public(self):
        store = self.empty_store()
        out = self.deliver("n.gpkg")
        os.remove(f"{out}.manifest.json")
        done = self.run_program("import", "zones", store, out, "--profile", "lswhbhx")
        self.assertIn("visibility-unknown", done.stdout + done.stderr)
        with sqlite3.connect(store) as rows:
            self.assertEqual(rows.execute("SELECT DISTINCT visibility FROM zones").fetchall(), [("hidden",)])

    def test_without_a_manifest_the_number_is_the_id_and_the_unit_is_found_by_name(self):
        out = self.deliver("d.gpkg")
        out.with_name("d.gpkg.manifest.json").unlink()
        other = self.empty_store()
        self.assertEqual(self.import_into(other, out).returncode, 0)
        shown = self.run_ok("zone", "show", other, "140622022700000001", "--format", "json")
        self.assertIn("SZ001", shown)

    def test_the_village_table_comes_back(self):
        other = self.empty_store()
        self.assertEqual(self.import_into(other, self.deliver("q.gdb", "lswhbhq"), "lswhbhq").returncode, 0)

    def test_one_written_by_hand_is_refused_with_each_fault_named(self):
        out = self.folder / "hand.gpkg"
        driver = ogr.GetDriverByName("GPKG")
        source = ogr.Open(str(self.deliver("d.gpkg")))
        reference = source.GetLayer(0).GetSpatialRef()
        data = driver.CreateDataSource(str(out))
        layer = data.CreateLayer("LSWHBHX", reference, ogr.wkbMultiPolygon)
        for name, kind, width in (("BSM", ogr.OFTString, 20), ("YSDM", ogr.OFTString, 10), ("XZQDM", ogr.OFTInteger, 0),
                                  ("XZQMC", ogr.OFTString, 100), ("MC", ogr.OFTString, 100), ("BHXJB", ogr.OFTString, 2),
                                  ("BHXLX", ogr.OFTString, 2), ("MJ", ogr.OFTReal, 0), ("BZ", ogr.OFTString, 255)):
            column = ogr.FieldDefn(name, kind)
            column.SetWidth(width)
            layer.CreateField(column)
        for number, (bsm, level, line, area) in enumerate((("140622022700000001", "10", "01", 12.345),
                                                           ("140622022700000001", "国家", "9", 8900.12),
                                                           ("14062", "10", "02", 100))):
            row = ogr.Feature(layer.GetLayerDefn())
            for name, value in (("BSM", bsm), ("YSDM", "2090020299"), ("XZQDM", 140622), ("XZQMC", "应县"), ("MC", "塔"),
                                ("BHXJB", level), ("BHXLX", line), ("MJ", area)):
                row[name] = value
            row.SetGeometry(ogr.ForceToMultiPolygon(ogr.CreateGeometryFromJson(json.dumps(
                {"type": "Polygon", "coordinates": square(113.18 + number / 100, 39.56)}))))
            layer.CreateFeature(row)
        del layer, data
        done = self.import_into(self.empty_store(), out)
        self.assertEqual(done.returncode, 1)
        for words in ("[field-missing] hand.gpkg, LSWHBHX: the field BHXMC", "[field-unknown] hand.gpkg, LSWHBHX: the field MC",
                      "[field-type] hand.gpkg, LSWHBHX: field XZQDM", "[field-length] hand.gpkg, LSWHBHX: field BSM",
                      "[not-rounded] hand.gpkg, feature 1: field MJ", "[area-differs] hand.gpkg, feature 1: field MJ",
                      "[code-unknown] hand.gpkg, feature 2: field BHXJB", "[code-unknown] hand.gpkg, feature 2: field BHXLX",
                      "[bsm-repeated] hand.gpkg, feature 2", "[bsm-form] hand.gpkg, feature 3",
                      "[value-wrong] hand.gpkg, feature 3: field YSDM"):
            self.assertIn(words, done.stderr)

    def test_a_file_without_the_layer_is_refused(self):
        done = self.import_into(self.store, self.store)
        self.assertEqual(done.returncode, 1)
        self.assertIn("[layer-unknown]", done.stderr)
        wrong = self.run_program("import", "areas", self.store, self.store, "--profile", "lswhbhx")
        self.assertEqual(wrong.returncode, 2)
        self.assertIn("[profile-of-other-records]", wrong.stderr)


class Generated(ProgramCase):
    def test_a_unit_of_no_known_county_is_left_out_and_named(self):
        self.make_store()
        self.run_ok("import", "sites", self.store, self.collection(
            "more.geojson", feature({"site_id": "S9", "name": "庙", "level": "county", "county": "别县"}, None)))
        self.run_ok("import", "zones", self.store, self.collection(
            "z.geojson", feature({"zone_id": "Z9", "site_id": "S9", "kind": "protection"}, square(113.3, 39.6))))
        out = self.folder / "d.gdb"
        done = self.run_program("export", self.store, out, "--profile", "lswhbhx")
        self.assertEqual(done.returncode, 4)
        self.assertIn("[value-missing] Z9@1: field XZQDM", done.stderr)
        self.assertEqual(len(rows_of(out)), 2)
        shutil.rmtree(out)
        out.with_name("d.gdb.manifest.json").unlink()
        only = self.run_program("export", self.store, out, "--profile", "lswhbhx", "--county", "别县")
        self.assertEqual(only.returncode, 1)
        self.assertIn("[nothing-to-deliver]", only.stderr)
        self.assertFalse(out.exists())
        self.assertEqual([f.name for f in self.folder.iterdir() if f.name.startswith(".liangxian")], [])


if __name__ == "__main__":
    unittest.main()
