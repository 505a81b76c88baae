#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""`zone draw` and `zone describe`: announced words into polygons and back, kept as drafts, told apart by validate."""
import json
import sqlite3
import unittest

from program import ProgramCase, feature, square

from shapely.geometry import shape


class Demonstration(ProgramCase):
    def setUp(self):
        super().setUp()
        self.run_ok("init", self.store, "--demo")

    def sites(self):
        with sqlite3.connect(self.store) as rows:
            return [row[0] for row in rows.execute("SELECT DISTINCT site_id FROM zones ORDER BY 1")]

    def describe(self, site):
        return json.loads(self.run_ok("zone", "describe", self.store, site, "--format", "json"))

    def draw(self, site, line, words, *more):
        return json.loads(self.run_ok("zone", "draw", self.store, site, "--line", line, "--words", words,
                                      "--format", "json", *more))

    def test_words_of_every_line_draw_it_again(self):
        described = 0
        for site in self.sites():
            for line in self.describe(site):
                which = "control" if "控制地带" in line["text"].split("：")[0] else "protection"
                once = self.draw(site, which, line["text"])
                self.assertEqual(once["status"], "drawn", line)
                # Edges of 3 km straight in degrees are 16 cm off the straight line between their corners in a plane.
                self.assertLess(line["tolerance_m"], 0.2, line)
                described += 1
                stored = self.geometry_of(line["zone"])
                differs = shape(once["geometry"]).symmetric_difference(stored).area / stored.area
                self.assertLess(differs, 2e-3, line)
        self.assertEqual(described, 29)

    def geometry_of(self, version):
        return shape(json.loads(self.run_ok("zone", "show", self.store, version, "--format", "json"))["versions"][0]["geometry"])

    def test_announced_words_are_drawn_or_left_to_a_person(self):
        drawn = self.draw("SZ002", "protection", "东、西至围墙外各20米，南至山门外30米，北至后墙外15米")
        self.assertEqual((drawn["status"], drawn["kind"]), ("drawn", "OFFSET_PER_SIDE"))
        self.assertTrue(drawn["assumed"] and drawn["understood"] and not drawn["todo"])
        by_hand = self.draw("SZ011", "protection", "东至开发路西边，南至南垣街北边，西至大运路东边，北至古北大街南侧")
        self.assertEqual((by_hand["status"], by_hand["geometry"], by_hand["accuracy_m"]), ("by-hand", None, None))
        self.assertEqual(len(by_hand["todo"]), 4)

    def test_a_notice_in_gbk_and_a_base_from_a_file(self):
        notice = self.folder / "notice.txt"
        with open(notice, "wb") as file:
            file.write("以水塔中心为基点，东250米，南200米，西、北各300米以内".encode("gbk"))
        tower = self.collection("tower.geojson", feature({}, {"type": "Point", "coordinates": [112.43, 39.33]}))
        drawn = json.loads(self.run_ok("zone", "draw", self.store, "SZ002", "--line", "protection", "--text", notice,
                                       "--body", tower, "--format", "json"))
        self.assertEqual((drawn["status"], drawn["kind"]), ("drawn", "CENTER_BOX"))

    def test_kept_drafts_are_versions_with_their_words(self):
        self.run_ok("zone", "draw", self.store, "SZ007", "--line", "protection", "--words", "寺院围墙外四周各40米",
                    "--keep", "SZ007-P")
        shown = json.loads(self.run_ok("zone", "show", self.store, "SZ007-P@2", "--format", "json"))["versions"][0]
        self.assertEqual((shown["status"], shown["geometry_basis"], shown["words"]),
                         ("draft", "from-words", "寺院围墙外四周各40米"))
        refused = self.run_program("zone", "draw", self.store, "SZ007", "--line", "control", "--words", "东至公路",
                                   "--keep", "SZ007-C")
        self.assertEqual(refused.returncode, 1)
        self.assertIn("nothing-drawn", refused.stderr)

    def test_the_demonstration_agrees_with_its_words_and_a_wrong_line_does_not(self):
        self.assertNotIn("words-differ", self.run_ok("validate", self.store))
        self.run_ok("import", "zones", self.store, self.collection("z.geojson", feature(
            {"zone_id": "X", "site_id": "SZ002", "kind": "control", "words": "保护范围外200米", "document": "d",
             "issuer": "i", "document_date": "2020-01-01"}, square(112.43, 39.33, 0.002))))
        self.assertIn("words-differ", self.run_ok("validate", self.store))

    def test_describes_the_version_that_is_named(self):
        all_lines = self.describe("SZ002")
        for line in all_lines:
            self.assertEqual(self.describe(line["zone"]), [line])
        unknown = self.run_program("zone", "describe", self.store, "SZ002-P@9")
        self.assertEqual(unknown.returncode, 1)
        self.assertIn("[site-unknown]", unknown.stderr)


class OwnUnit(ProgramCase):
    """A temple of 甲庙, a neighbour 乙寺, and a range with neither accuracy nor origin."""
    def setUp(self):
        super().setUp()
        self.run_ok("init", self.store)
        self.run_ok("import", "sites", self.store, self.collection(
            "sites.geojson",
            feature({"site_id": "A", "name": "甲庙", "level": "county", "county": "应县", "announced_on": "2020-01-01"},
                    square(112.43, 39.33, 0.0004)),
            feature({"site_id": "B", "name": "乙寺", "level": "county", "county": "应县", "announced_on": "2020-01-01"},
                    square(112.53, 39.33, 0.0004))))
        self.run_ok("import", "zones", self.store, self.collection("zones.geojson", feature(
            {"zone_id": "A-P", "site_id": "A", "kind": "protection", "valid_from": "2020-06-01", "document": "d",
             "issuer": "i"}, square(112.43, 39.33, 0.0008))))

    def draw(self, site, line, words, *more):
        return json.loads(self.run_ok("zone", "draw", self.store, site, "--line", line, "--words", words,
                                      "--format", "json", *more))

    def test_a_name_is_the_units_own_or_anothers(self):
        for site, name, status in (("A", "甲庙", "drawn"), ("A", "应县甲庙", "drawn"), ("A", "乙寺", "by-hand"),
                                   ("B", "乙寺", "drawn"), ("B", "甲庙", "by-hand")):
            self.assertEqual(self.draw(site, "protection", name + "围墙四周各30米")["status"], status, (site, name))

    def test_a_range_of_unknown_accuracy_gives_no_exact_outline(self):
        for words in ("保护范围外50米", "同保护范围"):
            drawn = self.draw("A", "control", words)
            self.assertEqual((drawn["status"], drawn["accuracy_m"]), ("drawn", 10), words)
            self.assertIn("neither accuracy nor origin", "".join(text["en"] for text in drawn["assumed"]))
        self.draw("A", "control", "保护范围外50米", "--keep", "A-C")
        kept = json.loads(self.run_ok("zone", "show", self.store, "A-C@1", "--format", "json"))["versions"][0]
        self.assertEqual(kept["accuracy_m"], 10)

    def test_a_control_line_says_that_its_text_announces_another_range(self):
        drawn = self.draw("A", "control", "保护范围：本体四周各90米。建设控制地带：保护范围外50米。")
        self.assertEqual(drawn["status"], "partly")
        self.assertIn("off the range this text announces", drawn["todo"][0]["en"])


class Usage(ProgramCase):
    def test_says_what_is_wrong(self):
        self.run_ok("init", self.store)
        for words, code in ((("NOBODY", "--words", "四周各3米"), "site-unknown"), (("S",), "text-missing"),
                            (("S", "--words", "x", "--as-of", "soon"), "bad-date")):
            refused = self.run_program("zone", "draw", self.store, words[0], "--line", "protection", *words[1:])
            self.assertNotEqual(refused.returncode, 0)
            self.assertIn(code, refused.stderr)


if __name__ == "__main__":
    unittest.main()
