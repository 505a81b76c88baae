#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""`datum register|list|withdraw`: old datums come in by what was registered, and its parameters get out nowhere."""
import json
import math
import os
import stat
import unittest

from program import ProgramCase, feature, square

ZONE = 38  # 3°, middle 114°E
TURN, SCALE, SHIFT_E, SHIFT_N = 3e-6, 1 + 8e-6, 117.253, -3.518


def moved(east, north):
    """What the registered pairs say, in closed form."""
    x, y = east - 430000, north - 4380000
    return (430000 + SCALE * (math.cos(TURN) * x - math.sin(TURN) * y) + SHIFT_E,
            4380000 + SCALE * (math.sin(TURN) * x + math.cos(TURN) * y) + SHIFT_N)


def old_of(east, north):
    """The other way, by repetition."""
    x, y = east, north
    for _ in range(5):
        e, n = moved(x, y)
        x, y = x + east - e, y + north - n
    return x, y


CONTROL = [(415000, 4367000), (446000, 4368500), (445000, 4393000), (414500, 4392000), (430000, 4380500)]
CHECK = [(420000, 4372000), (441000, 4374000), (438000, 4389000), (419000, 4387000)]
HEAD = "点名,类型,旧X,旧Y,新X,新Y\n"


class Datums(ProgramCase):
    def setUp(self):
        super().setUp()
        self.make_store()  # Z1 from 113.18, 39.56: 4 thousandths of a degree

    def points(self, controls=CONTROL, checks=CHECK, noise=0.0, name="c.csv"):
        lines = []
        for role, places in (("控制点", controls), ("检查点", checks)):
            for i, (e, n) in enumerate(places):
                new_e, new_n = moved(e, n)
                off = noise if role == "检查点" else 0
                lines.append(f"{role}{i},{role},{n},{e},{new_n + off:.4f},{new_e:.4f}\n")
        path = self.folder / name
        path.write_text(HEAD + "".join(lines), encoding="utf-8")
        return path

    def register(self, *more, file=None, status=0):
        done = self.run_program("datum", "register", self.store, file or self.points(), "--from", "xian80", "--zone", ZONE,
                                "--supplier", "测绘院", "--document", "3号", *more)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        return done

    def survey_txt(self, name, corners, datum="80国家大地坐标系"):
        rows = "".join(f"J{i + 1},1,{n:.4f},{e:.4f}\n" for i, (e, n) in enumerate([*corners, corners[0]]))
        path = self.folder / name
        path.write_text("[属性描述]\n坐标系=" + datum + "\n几度分带=3\n投影类型=高斯克吕格\n计量单位=米\n带号=" + str(ZONE) +
                        "\n精度=0.01\n转换参数=,,,,,,\n[地块坐标]\n" + f"{len(corners)},0.1,1,地块一,面,,,,@\n" + rows, encoding="utf-8")
        return path

    # In CGCS2000, 3° zone 38: on Z1, whose middle is 113.182, 39.562.
    NEW = [(429600, 4380700), (429900, 4380700), (429900, 4380950), (429600, 4380950)]

    def test_a_file_of_an_old_datum_is_refused_until_its_transformation_is_registered(self):
        old = self.survey_txt("old.txt", [old_of(*p) for p in self.NEW])
        new = self.survey_txt("new.txt", self.NEW, "2000国家大地坐标系")
        refused = self.run_program("check", self.store, old)
        self.assertEqual(refused.returncode, 1)
        self.assertIn("datum-refused", refused.stderr)
        told = self.register().stdout
        self.assertIn("registered xian80-1 (four-parameter)", told)
        result, wanted = self.check(old), self.check(new)
        self.assertEqual(result["application"]["crs_basis"], "registered:xian80-1")
        self.assertAlmostEqual(result["application"]["area_m2"], wanted["application"]["area_m2"], delta=0.05)
        self.assertIn("datum-transformed", [w["code"] for w in result["warnings"]])
        self.assertGreaterEqual(result["application"]["accuracy_m"], 0)
        self.assertNotIn("accuracy_m", wanted["application"])
        for a, b in zip(result["application"]["geometry"]["coordinates"][0], wanted["application"]["geometry"]["coordinates"][0]):
            self.assertAlmostEqual(a[0], b[0], delta=2e-8)
            self.assertAlmostEqual(a[1], b[1], delta=2e-8)
        path = self.folder / "r.json"
        path.write_text(json.dumps(result), encoding="utf-8")
        self.run_ok("verify", path, self.store)
        os.remove(str(self.store) + ".datums.json")
        self.run_ok("verify", path, self.store)
        lost = self.run_program("check", self.store, old)
        self.assertEqual(lost.returncode, 1)
        self.assertIn("datum-not-at-hand", lost.stderr)

    def test_the_residual_is_added_to_the_accuracy_of_imported_lines(self):
        self.register(file=self.points(noise=0.15))
        listed = json.loads(self.run_ok("datum", "list", self.store, "--format", "json"))[0]
        self.assertAlmostEqual(listed["greatest_m"], 0.15, delta=0.02)
        line = self.folder / "line.csv"
        corners = [old_of(*p) for p in self.NEW]
        wkt = "POLYGON((" + ",".join(f"{e} {n}" for e, n in [*corners, corners[0]]) + "))"
        line.write_text(f'zone_id,site_id,kind,accuracy_m,WKT\nZ9,S1,control,0.5,"{wkt}"\nZ8,S1,control,,"{wkt}"\n', encoding="utf-8")
        done = self.run_ok("import", "zones", self.store, line, "--crs", "EPSG:2383", "--set", "geometry_basis=surveyed")
        self.assertIn("datum-transformed", done)
        accuracy = dict(self.rows("SELECT zone_id, accuracy_m FROM zones WHERE zone_id IN ('Z9', 'Z8')"))
        self.assertAlmostEqual(accuracy["Z9"], 0.5 + listed["greatest_m"], places=6)
        self.assertGreater(accuracy["Z8"], listed["greatest_m"])

    def test_what_leaves_the_extent_or_is_of_another_form_is_refused(self):
        self.register()
        far = self.survey_txt("far.txt", [(e + 30000, n) for e, n in self.NEW])
        done = self.run_program("check", self.store, far)
        self.assertEqual(done.returncode, 1)
        self.assertIn("datum-outside-extent", done.stderr)
        for crs in ("EPSG:4610", "EPSG:2382", "EPSG:2435"):  # degrees, zone 37, Beijing-54
            done = self.run_program("check", self.store, self.survey_txt("a.txt", self.NEW), "--crs", crs)
            self.assertEqual(done.returncode, 1, crs)
            self.assertIn("datum-refused", done.stderr)

    def test_bad_points_are_refused_with_all_that_is_wrong(self):
        def codes(*more, **points):
            return self.register(*more, file=self.points(**points), status=1).stderr
        few = codes(controls=CONTROL[:2], checks=CHECK[:3])
        self.assertIn("control-points-missing", few)
        self.assertIn("check-points-missing", few)
        self.assertIn("collinear", codes(controls=[(414500 + 5000 * i, 4367000 + 4000 * i) for i in range(5)]))
        self.assertIn("check-not-independent", codes(checks=[CONTROL[0], *CHECK]))
        self.assertIn("residual-too-large", codes(noise=0.3))
        same = self.folder / "same.csv"
        same.write_text(HEAD + "".join(f"{role}{i},{role},{n},{e},{n},{e}\n" for role, places in (("control", CONTROL), ("check", CHECK))
                                       for i, (e, n) in enumerate(places)), encoding="utf-8")
        self.assertIn("no-shift", self.register(file=same, status=1).stderr)
        bad = self.folder / "bad.csv"
        bad.write_text(HEAD + "a,控制点,1,2,x,4\na,other,4367000,415000,4367000,415000\n", encoding="utf-8")
        told = self.register(file=bad, status=1).stderr
        self.assertIn("[control-wrong] bad.csv:2", told)
        self.assertIn("[control-wrong] bad.csv:3", told)
        nobody = self.run_program("datum", "register", self.store, self.points(), "--from", "xian80", "--zone", ZONE)
        self.assertIn("supplier-missing", nobody.stderr)
        self.assertEqual(json.loads(self.run_ok("datum", "list", self.store, "--format", "json")), [])
        self.assertFalse(os.path.exists(str(self.store) + ".datums.json"))

    def test_parameters_and_points_stand_nowhere_but_in_the_file_beside_the_store(self):
        done = self.register()
        secret = self.folder / "s.gpkg.datums.json"
        self.assertEqual(stat.S_IMODE(os.stat(secret).st_mode), 0o600)
        parameters = json.loads(json.loads(secret.read_text())["xian80-1"])
        result = self.run_ok("check", self.store, self.survey_txt("old.txt", [old_of(*p) for p in self.NEW]), "--format", "json", "--record")
        told = [done.stdout, done.stderr, result, self.run_ok("datum", "list", self.store, "--format", "json"),
                self.store.read_bytes().decode("latin-1")]
        numbers = [*parameters["origin"], *parameters["target"], *parameters["matrix"], *sum(parameters["hull"], []),
                   SHIFT_E, SHIFT_N, *(v for p in CONTROL + CHECK for v in p)]
        for number in numbers:
            text = str(number).rstrip("0").rstrip(".")[:9]
            if len(text) >= 6 and number not in (1, 0):
                for where in told:
                    self.assertNotIn(text, where)
        os.chmod(secret, 0o644)
        loose = self.run_program("check", self.store, self.survey_txt("old.txt", [old_of(*p) for p in self.NEW]))
        self.assertEqual(loose.returncode, 1)
        self.assertIn("chmod 600", loose.stderr)

    def test_copies_take_the_file_along(self):
        self.register()
        self.run_ok("backup", self.store, self.folder / "copy.gpkg")
        self.run_ok("restore", self.folder / "copy.gpkg", self.folder / "back.gpkg")
        for name in ("copy", "back"):
            beside = self.folder / f"{name}.gpkg.datums.json"
            self.assertEqual(stat.S_IMODE(os.stat(beside).st_mode), 0o600)
        old = self.survey_txt("old.txt", [old_of(*p) for p in self.NEW])
        self.assertEqual(self.run_program("check", self.folder / "back.gpkg", old).returncode, 0)

    def test_a_withdrawn_one_serves_no_more(self):
        self.register()
        self.run_ok("datum", "withdraw", self.store, "xian80-1", "--reason", "新成果")
        done = self.run_program("check", self.store, self.survey_txt("old.txt", [old_of(*p) for p in self.NEW]))
        self.assertIn("datum-refused", done.stderr)
        self.assertTrue(json.loads(self.run_ok("datum", "list", self.store, "--format", "json"))[0]["withdrawn"])
        again = self.run_program("datum", "withdraw", self.store, "xian80-1")
        self.assertIn("datum-unknown", again.stderr)
        self.assertIn("xian80-2", self.run_ok("datum", "register", self.store, self.points(), "--from", "xian80", "--zone", ZONE,
                                              "--supplier", "s", "--document", "d"))
        self.run_ok("audit", "verify", self.store)


class Corners(ProgramCase):
    def setUp(self):
        super().setUp()
        self.make_store()
        self.run_ok("import", "zones", self.store, self.collection("z.geojson", feature(
            {"zone_id": "Z5", "site_id": "S1", "kind": "control", "accuracy_m": 0.3},
            [[[113.3, 39.5], [113.3005, 39.5], [113.301, 39.5], [113.301, 39.501], [113.3, 39.501], [113.3, 39.5]]])))

    def table(self, text):
        path = self.folder / "rtk.csv"
        path.write_text("点号,纬度,经度,高程,中误差,解状态,日期,测量员\n" + text, encoding="utf-8")
        return path

    def test_corners_are_compared_one_by_one(self):
        degree_lat = 111012.0  # metres a degree of latitude at 39.5°N on CGCS2000, to a few parts in 10^4
        text = (f"P1,39.5,113.3,1000,0.02,固定解,2025-05-01,王\nP2,{39.5 + 0.2 / degree_lat:.10f},113.301,1000,0.02,固定解,2025-05-02,王\n"
                f"P3,{39.501 + 1.0 / degree_lat:.10f},113.301,1000,0.5,浮点解,2025-05-02,李\nP9,39.6,113.3,1000,0.02,固定解,2025-05-02,李\n")
        done = self.run_program("survey", "compare", self.store, "Z5@1", self.table(text), "--format", "json", "--record",
                                "--verified-by", "赵", "--crs", "EPSG:4490")
        self.assertEqual(done.returncode, 0, done.stderr)
        out = json.loads(done.stdout)
        self.assertEqual([c["point"] for c in out["corners"]], ["P1", "P2", "P3", None],
                         "the vertex on the straight edge is no corner")
        self.assertAlmostEqual(out["corners"][1]["distance_m"], 0.2, delta=0.001)
        self.assertAlmostEqual(out["greatest_m"], 1.0, delta=0.002)
        self.assertEqual([c["within"] for c in out["corners"]], [True, True, False, None])
        self.assertEqual((out["within"], out["missing"], [p["point"] for p in out["extra"]]), (2, 1, ["P9"]))
        self.assertIn("float-solution", done.stderr)
        self.assertIn("point-too-coarse", done.stderr)
        self.assertEqual(self.rows("SELECT zone_id, version, verified_by, verified_on, surveyor, corners, within, missing, extra FROM corner_surveys"),
                         [("Z5", 1, "赵", "2025-05-02", "李、王", 4, 2, 1, 1)])
        self.run_ok("audit", "verify", self.store)

    def test_bad_tables_and_unknown_versions_are_refused(self):
        bad = self.table("P1,39.5,113.3,1000,x,half,soon,王\nP1,39.5,,,,,,\n")
        done = self.run_program("survey", "compare", self.store, "Z5@1", bad)
        self.assertEqual(done.returncode, 1)
        self.assertGreaterEqual(done.stderr.count("survey-wrong"), 5)
        done = self.run_program("survey", "compare", self.store, "Z5@7", bad)
        self.assertIn("version-unknown", done.stderr)
        good = self.table("P1,39.56,113.18,1000,0.02,固定解,2025-05-01,王\n")
        done = self.run_program("survey", "compare", self.store, "Z1@1", good)
        self.assertIn("accuracy-unknown", done.stderr)
        self.run_ok("survey", "compare", self.store, "Z1@1", good, "--tolerance", "0.5")
        self.assertEqual(self.rows("SELECT count(*) FROM corner_surveys"), [(0,)])


if __name__ == "__main__":
    unittest.main()
