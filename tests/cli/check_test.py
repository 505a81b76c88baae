#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""`liangxian check` as users and scripts rely on it."""
import json
import unittest

from program import ProgramCase, feature, square


class Check(ProgramCase):
    def setUp(self):
        super().setUp()
        self.make_store()

    def test_concerned_inside_the_range_with_requirements(self):
        answer = self.check(self.collection("a.geojson", feature({"name": "甲"}, square(113.181, 39.561))))
        self.assertEqual(answer["verdict"], "concerned")
        self.assertEqual([f["relation"] for f in answer["findings"]], ["within", "within"])
        works = [r for r in answer["requirements"] if r["action"] == "protection-zone-works"]
        self.assertEqual(works[0]["authority"]["code"], "province-gov")
        self.assertEqual([c["code"] for c in works[0]["consent_first"]], ["ncha"])
        self.assertEqual(answer["archaeology"]["status"], "required")
        self.assertNotIn("control-zone-design", [r["action"] for r in answer["requirements"]])  # nothing of it is outside

    def test_the_old_law_for_an_old_day(self):
        file = self.collection("a.geojson", feature({}, square(113.181, 39.561)))
        answer = self.check(file, "--rules-as-of", "2025-02-28")
        self.assertEqual({b["version"] for r in answer["requirements"] for b in r["basis"]} & {"2024-11-08"}, set())

    def test_not_concerned_only_inside_complete_coverage(self):
        inside = self.check(self.collection("a.geojson", feature({}, square(113.1, 39.5))))
        self.assertEqual(inside["verdict"], "not-concerned")
        across = self.check(self.collection("b.geojson", feature({}, square(112.9995, 39.5))))
        self.assertEqual(across["verdict"], "needs-review")
        outside = self.check(self.collection("c.geojson", feature({}, square(112.5, 39.5))))
        self.assertEqual(outside["verdict"], "no-data")

    def test_standard_input_and_output_file(self):
        text = json.dumps(feature({}, square(113.1, 39.5)))
        out = self.folder / "r.json"
        self.run_ok("check", self.store, "-", "--format", "json", "-o", out, stdin=text)
        self.assertEqual(json.loads(out.read_text(encoding="utf-8"))["verdict"], "not-concerned")

    def test_twice_gives_the_same_digest(self):
        file = self.collection("a.geojson", feature({}, square(113.181, 39.561)))
        self.assertEqual(self.check(file)["digest"], self.check(file)["digest"])

    def test_one_bad_application_does_not_stop_the_others(self):
        file = self.collection("a.geojson", feature({}, square(113.1, 39.5)),
                               {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": "x"}},
                               feature({}, square(113.181, 39.561)))
        done = self.run_program("check", self.store, file, "--format", "json")
        self.assertEqual(done.returncode, 4)
        results = json.loads(done.stdout)["results"]
        self.assertEqual([r.get("verdict") for r in results], ["not-concerned", None, "concerned"])
        self.assertTrue(results[1]["problems"])

    def test_exit_statuses(self):
        file = self.collection("a.geojson", feature({}, square(113.181, 39.561)))
        self.assertEqual(self.run_program("check", self.store, file, "--fail-on", "overlap").returncode, 3)
        self.assertEqual(self.run_program("check", self.store).returncode, 2)
        self.assertEqual(self.run_program("check", self.store, file, "--format", "nonsense").returncode, 2)
        self.assertEqual(self.run_program("check", self.store, self.folder / "none.geojson").returncode, 1)
        self.assertEqual(self.run_program("check", self.folder / "none.gpkg", file).returncode, 1)
        self.assertEqual(self.run_program("check", self.store, file, "--kind", "castle").returncode, 2)

    def test_fail_on_overlap_counts_slivers_and_nothing_that_only_helps(self):
        def status(*rings):
            file = self.collection("f.geojson", *[feature({}, r) for r in rings])
            return self.run_program("check", self.store, file, "--fail-on", "overlap").returncode
        self.assertEqual(status(square(113.186 - 0.0000005, 39.561)), 3, "a sliver of 4 cm")
        self.assertEqual(status(square(113.186, 39.561)), 0, "touching is no overlap")
        self.run_ok("import", "areas", self.store, self.collection(
            "as.geojson", feature({"area_id": "AS", "kind": "assessed-area", "name": "评估"}, square(113.3, 39.5))))
        self.assertEqual(status(square(113.3, 39.5)), 0, "an assessed area helps")
        self.run_ok("import", "zones", self.store, self.collection(
            "d.geojson", feature({"zone_id": "D", "kind": "protection", "site_id": "S1", "status": "draft"}, square(113.1, 39.5))))
        file = self.collection("g.geojson", feature({}, square(113.1, 39.5)))
        self.assertEqual(self.run_program("check", self.store, file, "--with-drafts", "--fail-on", "overlap").returncode, 0)

    def test_the_text_tells_the_verdict_first_and_what_was_asked(self):
        file = self.collection("a.geojson", feature({"name": "甲"}, square(113.181, 39.561)))
        said = self.run_ok("check", self.store, file, "--kind", "mining", "--fact", "elevation_top_m=1360", "--fact",
                           "elevation_bottom_m=1100", "--fact", "received_on=2026-01-05", "--influence", "300",
                           "--influence-basis", "GB 6722", "--near", "50", "--as-of", "2026-02-01", language="zh")
        lines = said.splitlines()
        self.assertTrue(lines[1].startswith("■ 涉及 1 处文物"), lines[1])
        for part in ("采矿", "上标高 1360 米", "下标高 1100 米", "收件日期 2026-01-05", "影响距离 300 米（依据：GB 6722）",
                     "50 米以内", "数据截止：2026-02-01", "本项目完全位于该保护范围内", "平面面积（EPSG:", "各区域之外 0.00 平方米"):
            self.assertIn(part, said)
        self.assertNotIn(" m²", said)
        self.assertIn("the project lies wholly inside this protection range", self.run_ok("check", self.store, file))

    def test_a_stated_receipt_gives_the_last_day_of_each_term(self):
        control = self.collection("a.geojson", feature({}, square(113.1845, 39.561, 0.0005)))
        answer = self.check(control, "--fact", "received_on=2025-09-25")
        design = [r for r in answer["requirements"] if r["action"] == "control-zone-design"][0]
        self.assertEqual((design["due_on"], design["due_is_provisional"]), ("2025-10-29", False))
        self.assertIn("due on 2025-10-29", self.run_ok("check", self.store, control, "--fact", "received_on=2025-09-25"))
        later = self.check(control, "--fact", "received_on=2026-02-10")
        self.assertTrue([r for r in later["requirements"] if r["due_on"]][0]["due_is_provisional"])
        self.assertNotEqual(answer["digest"], later["digest"])
        silent = self.check(control)["requirements"]
        self.assertEqual([r["due_on"] for r in silent], [None] * len(silent))

    def test_a_line_needs_a_width(self):
        line = {"type": "Feature", "properties": {}, "geometry": {"type": "LineString", "coordinates": [[113.1, 39.5], [113.11, 39.5]]}}
        file = self.collection("a.geojson", line)
        refused = self.run_program("check", self.store, file)
        self.assertEqual(refused.returncode, 1)
        self.assertIn("width_m", refused.stderr)
        answer = self.check(file, "--kind", "linear", "--fact", "width_m=20")
        self.assertAlmostEqual(answer["application"]["area_m2"], 860 * 20, delta=600)

    def test_a_bow_tie_needs_acceptance(self):
        ring = [[[113.1, 39.5], [113.101, 39.501], [113.101, 39.5], [113.1, 39.501], [113.1, 39.5]]]
        file = self.collection("a.geojson", feature({}, ring))
        self.assertEqual(self.run_program("check", self.store, file).returncode, 1)
        answer = self.check(file, "--accept-repairs")
        self.assertEqual(answer["application"]["repairs"][0]["code"], "self-intersection")

    def test_near_is_listed_when_asked(self):
        file = self.collection("a.geojson", feature({}, square(113.187, 39.56)))
        self.assertEqual(self.check(file)["findings"], [])
        near = self.check(file, "--near", "200")["findings"]
        self.assertEqual([f["relation"] for f in near], ["near"])

    def test_every_format_is_written(self):
        file = self.collection("a.geojson", feature({"name": "=1+1"}, square(113.181, 39.561)))
        self.assertIn("Concerned", self.run_ok("check", self.store, file))
        self.assertIn("涉及", self.run_ok("check", self.store, file, language="zh"))
        table = self.run_ok("check", self.store, file, "--format", "csv")
        self.assertIn("'=1+1", table)
        self.assertEqual(len(json.loads(self.run_ok("check", self.store, file, "--format", "geojson"))["features"]), 3)
        gpkg = self.folder / "r.gpkg"
        self.run_ok("check", self.store, file, "--format", "gpkg", "-o", gpkg)
        self.assertTrue(gpkg.read_bytes().startswith(b"SQLite format 3"))

    def test_a_check_writes_nothing_unless_asked(self):
        before = self.store.read_bytes()
        file = self.collection("a.geojson", feature({}, square(113.181, 39.561)))
        self.check(file)
        self.assertEqual(self.store.read_bytes(), before)
        self.check(file, "--record")
        self.assertNotEqual(self.store.read_bytes(), before)


if __name__ == "__main__":
    unittest.main()
