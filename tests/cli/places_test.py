#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What `liangxian check` says about units, places and declared coverage."""
import unittest

from program import ProgramCase, feature, square

DECLARED = {"kind": "coverage", "theme": "all", "status": "complete", "declared_by": "局", "document": "1号", "declared_on": "2026-01-01"}


def codes(answer):
    return [warning["code"] for warning in answer["warnings"]]


class Places(ProgramCase):
    def setUp(self):
        super().setUp()
        self.run_ok("init", self.store)
        self.here = self.collection("here.geojson", feature({}, square(113.181, 39.561)))

    def areas(self, *features):
        self.run_ok("import", "areas", self.store, self.collection("areas.geojson", *features))

    def sites(self, *properties):
        self.run_ok("import", "sites", self.store, self.collection("sites.geojson", *(feature(p, None) for p in properties)))

    def listed(self, answer):
        return [(site["site_id"], site["match"]) for site in answer["sites_without_geometry"]]

    def test_a_unit_whose_body_lies_far_from_its_zone_is_named_all_the_same(self):
        self.run_ok("import", "sites", self.store, self.collection("s.geojson", feature(
            {"site_id": "S1", "name": "长城", "level": "national", "county": "应县"}, square(113.6, 39.9))))
        self.run_ok("import", "zones", self.store, self.collection("z.geojson", feature(
            {"zone_id": "Z1", "site_id": "S1", "kind": "protection"}, square(113.18, 39.56, 0.004))))
        answer = self.check(self.here)
        self.assertEqual([(f["zone_kind"], f["site_name"], f["site_level"], f["county"]) for f in answer["findings"]],
                         [("protection", "长城", "national", "应县")])
        self.assertNotIn("site-unknown", codes(answer))

    def test_a_zone_of_an_unknown_or_unstated_site_is_warned_of(self):
        self.run_ok("import", "zones", self.store, self.collection(
            "z.geojson", feature({"zone_id": "Z1", "site_id": "S9", "kind": "protection"}, square(113.18, 39.56, 0.004)),
            feature({"zone_id": "Z2", "kind": "control"}, square(113.18, 39.56, 0.004))))
        warned = [w["where"] for w in self.check(self.here)["warnings"] if w["code"] == "site-unknown"]
        self.assertEqual(warned, ["Z1@1", "Z2@1"])

    def test_a_site_that_cannot_be_read_is_named_as_a_site_in_both_languages(self):
        self.run_ok("import", "sites", self.store, self.collection("s.geojson", feature({"site_id": "S1"}, square(113.18, 39.56))))
        self.edit("UPDATE sites SET level = 'imperial'")
        unchecked = [u for u in self.json_of(self.here)["unchecked"]]
        self.assertEqual([(u["zone_id"], u["site_id"]) for u in unchecked], [(None, "S1")])
        self.assertNotRegex(unchecked[0]["reason"]["en"], "[\u4e00-\u9fff]")
        self.assertNotIn("cannot", unchecked[0]["reason"]["zh"])

    def test_sites_of_the_county_are_listed_where_townships_are_unknown(self):
        self.sites({"site_id": "S1", "name": "甲", "county": "朔州市应县", "township": "金城镇"},
                   {"site_id": "S2", "name": "乙", "county": "140622", "township": "南河种镇"},
                   {"site_id": "S3", "name": "丙", "county": "怀仁市", "township": "云中街道"},
                   {"site_id": "S4", "name": "丁", "county": "应县"})
        self.areas(feature({"area_id": "C", "kind": "county", "name": "应县", "code": "140622"}, square(113.0, 39.4, 0.4)))
        answer = self.check(self.here)
        self.assertEqual(self.listed(answer), [("S1", "county"), ("S2", "county"), ("S4", "county")])
        self.assertIn("townships-unknown", codes(answer))
        self.areas(feature({"area_id": "T", "kind": "township", "name": "金城镇"}, square(113.1, 39.5, 0.2)))
        answer = self.check(self.here)
        self.assertEqual(self.listed(answer), [("S1", "township"), ("S4", "county")])
        self.assertNotIn("townships-unknown", codes(answer))

    def test_a_township_that_covers_only_a_part_leaves_the_county(self):
        self.sites({"site_id": "S1", "county": "应县", "township": "金城镇"}, {"site_id": "S2", "county": "应县", "township": "南河种镇"})
        self.areas(feature({"area_id": "C", "kind": "county", "name": "应县"}, square(113.0, 39.4, 0.4)),
                   feature({"area_id": "T", "kind": "township", "name": "金城镇"}, square(113.1815, 39.5, 0.2)))
        self.assertEqual(self.listed(self.check(self.here)), [("S1", "township"), ("S2", "county")])

    def test_sites_that_no_county_outline_can_place_are_counted(self):
        self.sites({"site_id": "S1", "county": "应县", "township": "金城镇"}, {"site_id": "S2", "county": "怀仁市"})
        answer = self.check(self.here)
        self.assertEqual(self.listed(answer), [])
        self.assertEqual([w["message"]["en"][:9] for w in answer["warnings"] if w["code"] == "counties-unknown"], ["for 2 sit"])

    def test_a_theme_nobody_knows_is_refused_with_its_row(self):
        file = self.collection("a.geojson", feature({**DECLARED, "area_id": "A", "theme": "两线"}, square(113.0, 39.4, 0.4)),
                               feature({**DECLARED, "area_id": "B", "theme": "everything"}, square(113.0, 39.4, 0.4)),
                               feature({**DECLARED, "area_id": "C", "theme": "地下文物"}, square(113.0, 39.4, 0.4)))
        done = self.run_program("import", "areas", self.store, file)
        self.assertEqual(done.returncode, 4)
        self.assertIn("everything", done.stderr)
        self.assertIn("feature 2", done.stderr)
        self.assertEqual(self.rows("SELECT theme FROM areas ORDER BY area_id"), [("zones",), ("underground",)])

    def test_a_declaration_without_who_or_document_counts_and_is_warned_of_once(self):
        bare = {key: value for key, value in DECLARED.items() if key not in ("declared_by", "document")}
        self.areas(feature({**bare, "area_id": "A"}, square(113.0, 39.4, 0.4)))
        answer = self.check(self.here)
        self.assertEqual({c["status"] for c in answer["coverage"]}, {"complete"})
        lacking = [w for w in answer["warnings"] if w["code"] == "coverage-undocumented"]
        self.assertEqual([w["where"] for w in lacking], ["A"])
        self.assertIn("who declared it, the document", lacking[0]["message"]["en"])
        self.assertNotIn("date", lacking[0]["message"]["en"])

    def test_an_expired_declaration_is_no_longer_complete_but_still_declared(self):
        self.areas(feature({**DECLARED, "area_id": "A", "expires_on": "2026-02-01"}, square(113.0, 39.4, 0.4)))
        answer = self.check(self.here, "--as-of", "2026-03-01")
        self.assertEqual({c["status"] for c in answer["coverage"]}, {"partial"})
        self.assertEqual(answer["verdict"], "needs-review")
        self.assertIn("coverage-expired", codes(answer))
        self.assertEqual(self.check(self.here, "--as-of", "2026-01-15")["verdict"], "not-concerned")

    def test_a_declaration_that_cannot_be_read_makes_its_theme_failed(self):
        self.areas(feature({**DECLARED, "area_id": "A"}, square(113.0, 39.4, 0.4)),
                   feature({**DECLARED, "area_id": "B", "theme": "control", "status": "partial"}, square(113.0, 39.4, 0.4)))
        self.edit("UPDATE areas SET expires_on = 'soon' WHERE area_id = 'B'")
        answer = self.json_of(self.here)
        self.assertEqual({c["theme"]: c["status"] for c in answer["coverage"]},
                         {"protection": "complete", "control": "failed", "underground": "complete", "sites": "complete"})
        self.assertEqual(answer["verdict"], "needs-review")
        far = self.collection("far.geojson", feature({}, square(114.5, 39.5)))
        self.assertEqual(self.check(far)["verdict"], "no-data")


if __name__ == "__main__":
    unittest.main()
