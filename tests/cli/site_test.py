#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""`site announce`: a unit at another level, what it was before, and the year for its range."""
import datetime
import json
import unittest

from program import ProgramCase, feature, square


class SiteLevel(ProgramCase):
    def setUp(self):
        super().setUp()
        self.run_ok("init", self.store)
        self.run_ok("import", "sites", self.store, self.collection("s.geojson", feature(
            {"site_id": "S1", "name": "塔", "level": "county", "announced_on": "1990-01-01"},
            {"type": "Point", "coordinates": [113.2, 39.5]})))
        self.run_ok("import", "zones", self.store, self.collection("z.geojson", feature(
            {"zone_id": "Z1", "site_id": "S1", "kind": "protection", "document_date": "1992-05-01", "document": "d"},
            square(113.2, 39.5))))

    def announce(self, level, day, *more):
        return self.run_ok("site", "announce", self.store, "S1", "--level", level, "--on", day, "--document", "9号", *more)

    def rules(self):
        return [line.split("[")[1].split("]")[0] for line in self.run_ok("validate", self.store).splitlines() if "[" in line]

    def test_a_unit_that_rises_has_a_new_year_for_its_range(self):
        self.assertNotIn("range-due", self.rules(), "the range of 1992 counts for the county's unit")
        today = datetime.date.today()
        self.assertIn("announced anew by", self.announce("national", today.isoformat(), "--by", "国务院"))
        self.assertIn("range-due", self.rules())
        self.announce("national", "2013-03-05")
        self.assertIn("overdue", self.rules())
        self.run_ok("import", "zones", self.store, self.collection("z2.geojson", feature(
            {"zone_id": "Z1", "version": 2, "site_id": "S1", "kind": "protection", "document": "e", "status": "draft"},
            square(113.2, 39.5))))
        for words in (("submit", "--actor", "li"), ("approve", "--actor", "wang", "--document", "d"),
                      ("publish", "--document", "e", "--issuer", "f", "--effective", "2014-01-01")):
            self.run_ok("zone", words[0], self.store, "Z1@2", *words[1:])
        self.assertNotIn("overdue", self.rules())

    def test_what_it_was_is_shown_and_answers_for_the_past_are_as_they_were(self):
        asked = self.collection("a.geojson", feature({}, square(113.2001, 39.5001, 0.0005)))
        before = self.check(asked)
        self.announce("provincial", "2020-01-01")
        self.assertEqual({f["site_level"] for f in self.check(asked)["findings"]}, {"provincial"})
        then = self.check(asked, "--known-at", before["store"]["known_at"])
        self.assertEqual(then["findings"], before["findings"])
        shown = json.loads(self.run_ok("site", "show", self.store, "S1", "--format", "json"))
        self.assertEqual([(v["level"], v["announced_on"]) for v in shown],
                         [("county", "1990-01-01"), ("provincial", "2020-01-01")])
        self.assertIsNone(shown[-1]["until"])
        self.assertIn("provincial", self.run_ok("site", "show", self.store, "S1"))
        self.run_ok("audit", "verify", self.store)

    def level_on(self, *words):
        asked = self.collection("a.geojson", feature({}, square(113.2001, 39.5001, 0.0005)))
        return {f["site_level"] for f in self.check(asked, *words)["findings"]}

    def test_a_rise_does_not_rewrite_the_days_before_it(self):
        self.announce("national", "2026-06-01")
        self.assertEqual(self.level_on("--as-of", "2020-07-01"), {"county"})
        self.assertEqual(self.level_on("--as-of", "2026-06-01"), {"national"})

    def test_a_rise_to_come_is_none_today(self):
        day = datetime.date.today() + datetime.timedelta(days=30)
        self.announce("national", day.isoformat())
        self.assertEqual(self.level_on(), {"county"})
        self.assertEqual(self.level_on("--as-of", day.isoformat()), {"national"})

    def test_an_older_notice_recorded_later_goes_to_its_place(self):
        self.announce("national", "2019-10-07")
        self.announce("provincial", "2004-06-10")
        self.assertEqual(self.level_on(), {"national"})
        self.assertEqual(self.level_on("--as-of", "2010-01-01"), {"provincial"})
        self.assertEqual(self.level_on("--as-of", "2000-01-01"), {"county"})
        units = json.loads(self.run_ok("site", "show", self.store, "S1", "--format", "json"))
        self.assertEqual(units[-1]["level"], "national")
        self.announce("provincial", "2004-06-10", "--correction")
        self.assertEqual(self.level_on(), {"provincial"})

    def test_a_site_is_shown_as_of_a_day_and_as_known_at_an_instant(self):
        known = self.rows("SELECT value FROM meta WHERE key = 'revised_at'")[0][0]
        self.announce("national", "2026-06-01")

        def levels(*words):
            shown = self.run_ok("site", "show", self.store, "S1", "--format", "json", *words)
            return [v["level"] for v in json.loads(shown)]

        self.assertEqual(levels(), ["county", "national"])
        self.assertEqual(levels("--as-of", "2020-07-01"), ["county"])
        self.assertEqual(levels("--as-of", "2026-06-01"), ["national"])
        self.assertEqual(levels("--known-at", known), ["county"])
        self.assertEqual(levels("--known-at", known, "--as-of", "2026-06-01"), ["county"])
        self.assertEqual(self.run_program("site", "show", self.store, "S1", "--as-of", "soon").returncode, 2)

    def test_wrong_words_and_unknown_units_are_refused_with_all_that_is_wrong(self):
        done = self.run_program("site", "announce", self.store, "S1", "--level", "royal", "--on", "soon", "--document", "9号")
        self.assertEqual(done.returncode, 2)
        self.assertIn("bad-level", done.stderr)
        self.assertIn("bad-date", done.stderr)
        for words, code in ((("S9", "--level", "city", "--on", "2020-01-01"), "site-unknown"),
                            (("S1", "--level", "county", "--on", "1990-01-01"), "level-unchanged")):
            done = self.run_program("site", "announce", self.store, *words, "--document", "9号")
            self.assertEqual(done.returncode, 1)
            self.assertIn(code, done.stderr)


if __name__ == "__main__":
    unittest.main()
