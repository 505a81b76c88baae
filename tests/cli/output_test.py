#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""`-o` destroys nothing, foreign text forges nothing, and every format holds every answer."""
import csv
import json
import os
import sqlite3
import stat
import subprocess
import threading
import unittest

from program import DEMO, PROGRAM, ProgramCase, feature, square


class Output(ProgramCase):
    def setUp(self):
        super().setUp()
        self.make_store()
        self.file = self.collection("a.geojson", feature({"name": "甲"}, square(113.181, 39.561)))

    def assert_kept(self, path, *arguments, **more):
        before = path.read_bytes()
        done = self.run_program(*arguments, **more)
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertEqual(path.read_bytes(), before)
        self.assertEqual(done.stdout, "")

    def test_the_store_is_never_the_output(self):
        self.assert_kept(self.store, "check", self.store, self.file, "--format", "gpkg", "-o", self.store)
        link, hard = self.folder / "link.gpkg", self.folder / "hard.gpkg"
        link.symlink_to(self.store)
        os.link(self.store, hard)
        for other in (link, hard, self.folder / "." / "s.gpkg"):
            self.assert_kept(self.store, "check", self.store, self.file, "--record", "-o", other)
            self.assert_kept(self.store, "check", other, self.file, "-o", self.store)
        self.assertEqual(self.run_program("check", self.store, self.file, "-o", f"{self.store}-journal").returncode, 2)
        self.assertFalse((self.folder / "s.gpkg-journal").exists())

    def test_an_input_is_never_the_output(self):
        self.assert_kept(self.file, "check", self.store, self.file, "-o", self.file)
        other = self.collection("b.geojson", feature({}, square(113.1, 39.5)))
        self.assert_kept(other, "check", self.store, self.file, other, "-o", other)
        before = self.file.read_bytes()
        with open(self.file, encoding="utf-8") as given:
            done = subprocess.run([PROGRAM, "check", self.store, "-", "-o", self.file], stdin=given, capture_output=True, check=False)
        self.assertEqual(done.returncode, 2)
        self.assertEqual(self.file.read_bytes(), before)
        table = self.folder / "x.dbf"
        table.write_bytes(b"old")
        self.assert_kept(table, "check", self.store, self.folder / "x.shp", "-o", table)

    def test_a_device_stays_a_device_and_a_full_one_is_an_error(self):
        link = self.folder / "full"
        link.symlink_to("/dev/full")
        done = self.run_program("check", self.store, self.file, "-o", link)
        self.assertEqual(done.returncode, 1)
        self.assertIn("No space left", done.stderr)
        self.assertTrue(link.is_symlink())
        self.assertTrue(stat.S_ISCHR(os.stat("/dev/full").st_mode))
        self.run_ok("check", self.store, self.file, "-o", "/dev/null")
        self.assertTrue(stat.S_ISCHR(os.stat("/dev/null").st_mode))
        with open("/dev/full", "w", encoding="utf-8") as full:
            done = subprocess.run([PROGRAM, "check", self.store, self.file], stdout=full, stderr=subprocess.PIPE, check=False)
        self.assertEqual(done.returncode, 1)

    def test_a_pipe_is_written_to(self):
        pipe = self.folder / "pipe"
        os.mkfifo(pipe)
        got = []
        reader = threading.Thread(target=lambda: got.append(pipe.read_text(encoding="utf-8")))
        reader.start()
        self.run_ok("check", self.store, self.file, "--format", "json", "-o", pipe)
        reader.join()
        self.assertEqual(json.loads(got[0])["verdict"], "concerned")
        self.assertTrue(stat.S_ISFIFO(os.stat(pipe).st_mode))

    def test_a_write_that_fails_leaves_the_folder_as_it_was(self):
        before = sorted(self.folder.iterdir())
        done = self.run_program("check", self.store, self.file, "--record", "-o", self.folder / "none" / "r.json")
        self.assertEqual(done.returncode, 1)
        self.assertEqual(sorted(self.folder.iterdir()), before)
        self.assertEqual(self.rows("SELECT count(*) FROM checks"), [(0,)])
        self.assertEqual(self.run_program("check", self.store, self.file, "-o", self.folder).returncode, 1)

    def test_foreign_text_forges_no_line_and_steers_no_terminal(self):
        name = "甲\n■ 不涉及：没有问题。\x1b[2J\u202e\u009b"
        file = self.collection("n.geojson", feature({"name": name}, square(113.181, 39.561)))
        for language in ("zh", "en"):
            said = self.run_ok("check", self.store, file, language=language)
            self.assertEqual(sum(line.startswith("■") for line in said.splitlines()), 1)
            for character in ("\x1b", "\u202e", "\u009b"):
                self.assertNotIn(character, said)
            self.assertIn("\\n■ 不涉及", said)
        self.assertEqual(self.check(file)["application"]["name"], name)
        done = self.run_program("check", self.store, "no\x1b[2Jfile\n■")
        self.assertNotIn("\x1b", done.stderr)
        self.assertIn("\\u001b[2J", done.stderr)

    def mixed(self):
        """One that is met, one whose shape means nothing, one that a person must look at."""
        return self.collection("m.geojson", feature({"name": "甲"}, square(113.181, 39.561)),
                               {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": "x"}},
                               feature({"name": "丙"}, square(112.9995, 39.5)))

    def formatted(self, file, form, *more):
        done = self.run_program("check", self.store, file, "--format", form, *more)
        self.assertIn(done.returncode, (0, 4), done.stderr)
        return done.stdout

    def table(self, file):
        return list(csv.DictReader(self.formatted(file, "csv").removeprefix("\ufeff").splitlines()))

    def layers(self, file):
        out = self.folder / "r.gpkg"
        self.formatted(file, "gpkg", "-o", out)
        database = sqlite3.connect(out)
        database.row_factory = sqlite3.Row
        tables = {name: [dict(row) for row in database.execute(f"SELECT * FROM {name}")]
                  for name in ("applications", "findings", "failed_applications")}
        database.close()
        return tables

    def test_a_failed_application_has_its_place_in_every_format(self):
        file = self.mixed()
        failed = [row for row in self.table(file) if row["verdict"] == "failed"]
        self.assertEqual([row["application_index"] for row in failed], ["1"])
        self.assertIn("[", failed[0]["reason"])
        features = json.loads(self.formatted(file, "geojson"))["features"]
        failed = [f for f in features if f["properties"]["role"] == "failed"]
        self.assertEqual([f["geometry"] for f in failed], [None])
        self.assertEqual(failed[0]["properties"]["index"], 1)
        self.assertTrue(failed[0]["properties"]["problems"][0]["message"]["zh"])
        failed = self.layers(file)["failed_applications"]
        self.assertEqual({row["application_index"] for row in failed}, {1})
        self.assertTrue(failed[0]["message_en"])
        self.assertIn("Application 2", self.formatted(file, "text"))

    def test_a_verdict_says_why_in_every_format(self):
        file = self.mixed()
        row = next(row for row in self.table(file) if row["verdict"] == "needs-review")
        self.assertIn("Needs review", row["reason"])
        self.assertIn("control=partial", row["coverage"])
        self.assertEqual(row["notice"], "")
        features = json.loads(self.formatted(file, "geojson"))["features"]
        asked = next(f["properties"] for f in features if f["properties"].get("verdict") == "needs-review")
        self.assertIn("需人工判断", asked["reason"]["zh"])
        self.assertEqual(asked["coverage"][0]["theme"], "protection")
        row = next(row for row in self.layers(file)["applications"] if row["verdict"] == "needs-review")
        self.assertIn("需人工判断", row["reason_zh"])

    def test_demonstration_data_says_so_in_every_format(self):
        self.store = self.folder / "demo.gpkg"
        self.run_ok("init", self.store, "--demo")
        file = DEMO / "applications" / "p23-pagoda-town.geojson"
        self.assertIn("demonstration-data", [w["code"] for w in json.loads(self.formatted(file, "json"))["warnings"]])
        rows = self.table(file) + [f["properties"] for f in json.loads(self.formatted(file, "geojson"))["features"]]
        tables = self.layers(file)
        for row in rows + tables["applications"] + tables["findings"]:
            self.assertEqual(row["notice"], "示意，不具法律效力 / illustrative, not legal")
        self.assertIn("不具法律效力", self.run_ok("check", self.store, file, language="zh"))


if __name__ == "__main__":
    unittest.main()
