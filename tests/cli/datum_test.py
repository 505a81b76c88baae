#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""`datum register|list|withdraw`: old datums come in by what was registered, and its parameters get out nowhere."""
import json
import math
import os
import re
import stat
import subprocess
import unittest

from program import PROGRAM, ProgramCase, feature, square

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
NORTH = 40000
FURTHER = {"controls": [(e, n + NORTH) for e, n in CONTROL], "checks": [(e, n + NORTH) for e, n in CHECK]}
HEAD = "点名,类型,旧X,旧Y,新X,新Y\n"


PIPE = object()  # where a command is given the pipe


class ReadSlowly(ProgramCase):
    def run_while_read(self, text, *arguments):
        """The program reads text from a pipe; the store changes while it waits for it."""
        pipe = self.folder / "slow.csv"
        os.mkfifo(pipe)
        words = [str(pipe if word is PIPE else word) for word in arguments]
        with subprocess.Popen([PROGRAM, "--lang", "en", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
            with open(pipe, "w", encoding="utf-8") as out:  # opens when the program does
                self.run_ok("import", "sites", self.store, self.collection("more.geojson", feature(
                    {"site_id": "S9", "name": "x", "level": "county", "county": "应县"}, None)))
                out.write(text)
            told, complaint = running.communicate(timeout=60)
        return subprocess.CompletedProcess(words, running.returncode, told, complaint)


class Datums(ReadSlowly):
    def setUp(self):
        super().setUp()
        self.make_store()  # Z1 from 113.18, 39.56: 4 thousandths of a degree

    def points(self, controls=CONTROL, checks=CHECK, noise=0.0, name="c.csv", move=moved):
        lines = []
        for role, places in (("控制点", controls), ("检查点", checks)):
            for i, (e, n) in enumerate(places):
                new_e, new_n = move(e, n)
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

    def registered(self, *more, **how):
        """The id it is registered under."""
        return re.search(r"registered (xian80-[0-9a-f]{24}) ", self.register(*more, **how).stdout)[1]

    def basis_of(self, file):
        return json.loads(self.run_program("check", self.store, file, "--format", "json").stdout)["application"]["crs_basis"]

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
        self.assertRegex(told, r"registered xian80-[0-9a-f]{24} \(four-parameter\)")
        result, wanted = self.check(old), self.check(new)
        self.assertRegex(result["application"]["crs_basis"], "^registered:xian80-[0-9a-f]{24}$")
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
        self.assertIn("check-not-independent", codes(checks=[*CHECK[:3], CHECK[2]]))
        self.assertIn("checks-together", codes(checks=[(430000 + e, 4380000 + n) for e, n in ((0, 0), (500, 0), (500, 400), (0, 400))]))
        self.assertIn("checks-together", codes(checks=[(416000 + 6000 * i, 4368000 + 5000 * i) for i in range(4)]))
        self.assertIn("residual-too-large", codes(noise=0.3))
        self.assertIn("shift-too-large", codes(move=lambda e, n: (e + 900, n)))
        turned = codes(move=lambda e, n: (e - 4e-4 * (n - 4380000) + 100, n + 4e-4 * (e - 430000)))
        self.assertIn("turn-or-scale-too-large", turned)
        self.assertIn("turn-or-scale-too-large", codes(move=lambda e, n: (430100 + 1.0002 * (e - 430000), 4380000 + 1.0002 * (n - 4380000))))
        self.assertNotIn("0.0004", turned, "what is wrong is a parameter, and is not told")
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
        [text] = json.loads(secret.read_text()).values()
        self.assertEqual(stat.S_IMODE(os.stat(secret).st_mode), 0o600)
        parameters = json.loads(text)
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

    def test_altered_parameters_are_refused(self):
        self.register()
        secret = self.folder / "s.gpkg.datums.json"
        [(name, text)] = json.loads(secret.read_text()).items()
        old = self.survey_txt("old.txt", [old_of(*p) for p in self.NEW])
        parameters = json.loads(text)
        moved_on = dict(parameters, target=[parameters["target"][0] + 30, parameters["target"][1]])
        other_hull = dict(parameters, hull=[[p[0] * 1.5 - 215000, p[1]] for p in parameters["hull"]])
        canonical = {"ensure_ascii": False, "separators": (",", ":"), "sort_keys": True}
        for bad in (json.dumps(moved_on, **canonical), json.dumps(other_hull, **canonical), text + " ",
                    text.replace("{", '{"zone":39,', 1), "{}", "[" * 100000):
            secret.write_text(json.dumps({name: bad}))
            done = self.run_program("check", self.store, old)
            self.assertEqual(done.returncode, 1, bad[:80])
            self.assertIn("datum-altered", done.stderr)
        secret.write_text(json.dumps({name: text}))
        self.assertEqual(self.basis_of(old), "registered:" + name)

    def test_each_extent_is_served_by_its_own_registration(self):
        here = self.registered()
        further = self.registered(file=self.points(name="f.csv", **FURTHER))
        self.assertEqual(self.basis_of(self.survey_txt("a.txt", [old_of(*p) for p in self.NEW])), "registered:" + here)
        self.assertEqual(self.basis_of(self.survey_txt("b.txt", [old_of(e, n + NORTH) for e, n in self.NEW])),
                         "registered:" + further)

    def test_where_several_hold_the_data_nobody_chooses(self):
        first, second = self.registered(), self.registered()
        old = self.survey_txt("a.txt", [old_of(*p) for p in self.NEW])
        done = self.run_program("check", self.store, old)
        self.assertEqual(done.returncode, 1)
        for word in ("datum-ambiguous", first, second):
            self.assertIn(word, done.stderr)
        self.run_ok("datum", "withdraw", self.store, first)
        self.assertEqual(self.basis_of(old), "registered:" + second)

    def test_a_store_behind_a_link_has_its_parameters_beside_itself(self):
        real, link = self.store, self.folder / "elsewhere" / "l.gpkg"
        link.parent.mkdir()
        link.symlink_to(real)
        self.store = link
        name = self.registered()
        self.assertTrue(os.path.exists(str(real) + ".datums.json"))
        self.assertEqual(list(link.parent.glob("*.datums.json")), [])
        self.store = real
        old = self.survey_txt("old.txt", [old_of(*p) for p in self.NEW])
        self.assertEqual(self.basis_of(old), "registered:" + name)
        for store in (real, link):
            done = self.run_program("check", store, old, "--output", str(real) + ".datums.json")
            self.assertEqual(done.returncode, 2, done.stdout)
            self.assertIn("output-is-input", done.stderr)

    def test_nothing_is_registered_in_a_store_that_changed_while_the_points_were_read(self):
        text = self.points().read_text(encoding="utf-8")
        done = self.run_while_read(text, "datum", "register", self.store, PIPE, "--from", "xian80", "--zone", ZONE, "--supplier", "s",
                                   "--document", "d")
        self.assertEqual(done.returncode, 1)
        self.assertIn("content-moved-on", done.stderr)
        self.assertEqual(json.loads(self.run_ok("datum", "list", self.store, "--format", "json")), [])

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
        name = self.registered()
        self.run_ok("datum", "withdraw", self.store, name, "--reason", "新成果")
        done = self.run_program("check", self.store, self.survey_txt("old.txt", [old_of(*p) for p in self.NEW]))
        self.assertIn("datum-refused", done.stderr)
        self.assertTrue(json.loads(self.run_ok("datum", "list", self.store, "--format", "json"))[0]["withdrawn"])
        again = self.run_program("datum", "withdraw", self.store, name)
        self.assertIn("datum-unknown", again.stderr)
        self.assertNotEqual(self.registered(), name, "the same points again are another registration")
        self.run_ok("audit", "verify", self.store)


class Corners(ReadSlowly):
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
        self.assertAlmostEqual(out["corners"][2]["distance_m"], 1.0, delta=0.002)
        self.assertAlmostEqual(out["greatest_m"], 0.2, delta=0.001, msg="of the fixed points")
        self.assertEqual([c["within"] for c in out["corners"]], [True, True, None, None])
        self.assertEqual([c["solution"] for c in out["corners"]], ["fixed", "fixed", "float", None])
        self.assertEqual((out["within"], out["missing"], [p["point"] for p in out["extra"]]), (2, 2, ["P9"]))
        self.assertIn("not-evidence", done.stderr)
        self.assertIn("point-too-coarse", done.stderr)
        self.assertEqual(self.rows("SELECT zone_id, version, verified_by, verified_on, surveyor, corners, within, missing, extra FROM corner_surveys"),
                         [("Z5", 1, "赵", "2025-05-02", "李、王", 4, 2, 2, 1)])
        self.run_ok("audit", "verify", self.store)

    def compare(self, text, *more, zone="Z5@1"):
        done = self.run_program("survey", "compare", self.store, zone, self.table(text), "--format", "json", *more)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def test_points_that_are_not_marked_as_fixed_are_listed_and_prove_nothing(self):
        out = self.compare("P1,39.5,113.3,1000,0.02,,2025-05-01,王\nP2,39.5,113.301,1000,0.02,浮点解,2025-05-01,王\n")
        self.assertEqual([(c["point"], c["solution"], c["within"]) for c in out["corners"]],
                         [("P1", "unstated", None), ("P2", "float", None), (None, None, None), (None, None, None)])
        self.assertEqual((out["within"], out["missing"], out["greatest_m"]), (0, 4, None))
        self.assertEqual([w["where"] for w in out["warnings"] if w["code"] == "not-evidence"], ["rtk.csv:2", "rtk.csv:3"])

    def test_a_fixed_point_goes_before_a_nearer_one_that_is_not(self):
        out = self.compare("P1,39.5,113.3,1000,0.02,浮点解,2025-05-01,王\nP2,39.500001,113.3,1000,0.02,固定解,2025-05-01,王\n")
        self.assertEqual(out["corners"][0]["point"], "P2")
        self.assertEqual([p["point"] for p in out["extra"]], ["P1"])

    def test_the_search_reaches_the_tolerance(self):
        text = f"P1,{39.5 + 15 / 111012.0:.10f},113.3,1000,0.02,固定解,2025-05-01,王\n"
        out = self.compare(text, "--tolerance", 20)
        self.assertTrue(out["corners"][0]["within"])
        self.assertAlmostEqual(out["greatest_m"], 15, delta=0.02)
        done = self.run_program("survey", "compare", self.store, "Z5@1", self.table(text), "--tolerance", 20, "--search", 5)
        self.assertEqual(done.returncode, 1)
        self.assertIn("search-too-small", done.stderr)

    def test_days_to_come_are_refused(self):
        done = self.run_program("survey", "compare", self.store, "Z5@1", self.table("P1,39.5,113.3,1000,0.02,固定解,2999-05-01,王\n"))
        self.assertEqual(done.returncode, 1)
        self.assertIn("survey-wrong", done.stderr)
        done = self.run_program("survey", "compare", self.store, "Z5@1", self.table("P1,39.5,113.3,1000,0.02,固定解,2025-05-01,王\n"),
                                "--record", "--on", "2999-01-01")
        self.assertEqual(done.returncode, 1)
        self.assertIn("bad-date", done.stderr)
        self.assertEqual(self.rows("SELECT count(*) FROM corner_surveys"), [(0,)])

    def test_how_the_crs_was_decided_is_told(self):
        out = self.compare("P1,39.5,113.3,1000,0.02,固定解,2025-05-01,王\n")
        self.assertIn("crs-guessed", [w["code"] for w in out["warnings"]])

    def test_a_circle_has_corners_to_measure(self):
        turns = [2 * math.pi * i / 720 for i in range(720)]
        ring = [[113.3 + 0.002 * math.cos(t), 39.6 + 0.00155 * math.sin(t)] for t in turns]
        self.run_ok("import", "zones", self.store, self.collection("c.geojson", feature(
            {"zone_id": "Z7", "site_id": "S1", "kind": "control", "accuracy_m": 0.3}, [[*ring, ring[0]]])))
        out = self.compare("P1,39.6,113.302,1000,0.02,固定解,2025-05-01,王\n", "--record", zone="Z7@1")
        self.assertGreater(len(out["corners"]), 12)
        self.assertLess(len(out["corners"]), 100, "as many as the accuracy asks for")
        self.assertEqual(out["missing"], len(out["corners"]) - 1)

    def test_nothing_is_recorded_of_a_line_that_may_have_changed_while_the_points_were_read(self):
        text = self.table("P1,39.5,113.3,1000,0.02,固定解,2025-05-01,王\n").read_text(encoding="utf-8")
        done = self.run_while_read(text, "survey", "compare", self.store, "Z5@1", PIPE, "--record")
        self.assertEqual(done.returncode, 1)
        self.assertIn("content-moved-on", done.stderr)
        self.assertEqual(self.rows("SELECT count(*) FROM corner_surveys"), [(0,)])

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
