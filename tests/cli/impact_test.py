#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""`impact`: stored applications whose answer a version of a zone changes."""
import json
import unittest

from program import ProgramCase, feature, square


class Impact(ProgramCase):
    """Z1 reaches from 113.18 to 113.184; its draft Z1@2 gives up the west half and takes as much in the east."""

    def setUp(self):
        super().setUp()
        self.make_store()
        self.run_ok("import", "zones", self.store, self.collection("draft.geojson", feature(
            {"zone_id": "Z1", "version": 2, "site_id": "S1", "kind": "protection", "status": "draft"},
            square(113.182, 39.56, 0.004))))
        self.results = {}
        for name, lon in (("west", 113.1805), ("both", 113.1825), ("east", 113.1845), ("far", 113.3)):
            file = self.collection(f"{name}.geojson", feature({"id": name, "name": name}, square(lon, 39.5605, 0.0005)))
            self.results[name] = self.check(file, "--record")

    def impact(self, version, *words):
        return json.loads(self.run_ok("impact", self.store, version, *words))

    def recheck(self):
        for name in self.results:
            self.check(self.folder / f"{name}.geojson", "--record")

    def publish(self):
        self.run_ok("zone", "submit", self.store, "Z1@2", "--actor", "li")
        self.run_ok("zone", "approve", self.store, "Z1@2", "--actor", "wang", "--document", "8号",
                    "--acknowledge")
        self.run_ok("zone", "publish", self.store, "Z1@2", "--document", "9号", "--issuer", "县政府")

    def look_at(self, changed):
        self.assertEqual([c["application_id"] for c in changed], ["west", "east", "both"])
        west, east, both = changed
        self.assertEqual((west["change"], east["change"]), ("lighter", "heavier"))
        self.assertEqual([f["zone_kind"] for f in west["before"]["findings"]], ["protection", "control"])
        self.assertEqual([f["zone_kind"] for f in west["after"]["findings"]], ["control"])
        self.assertEqual([f["zone_version"] for f in both["after"]["findings"] if f["zone_id"] == "Z1"], [2])
        self.assertEqual(west["before"]["findings"], self.results["west"]["findings"])
        self.assertTrue(all(c["differences"] for c in changed))

    def test_a_draft_lists_what_it_would_change_lighter_ones_first(self):
        self.look_at(self.impact("Z1@2"))

    def test_a_published_version_lists_what_it_changed_and_old_results_still_verify(self):
        before = self.impact("Z1@2")
        self.publish()
        changed = self.impact("Z1@2")
        self.look_at(changed)
        for now, then in zip(changed, before):
            self.assertEqual(now["before"]["findings"], then["before"]["findings"])
            self.assertEqual(now["recorded"], self.results[now["application_id"]]["digest"])
        for name, result in self.results.items():
            file = self.folder / f"{name}.json"
            file.write_text(json.dumps(result, ensure_ascii=False), encoding="utf-8")
            told = self.run_ok("verify", file, self.store)
            self.assertIn("seal intact", told)
            self.assertIn("recomputed: the same result", told)
            self.assertIn("recorded", told) if name == "far" else self.assertIn("since:", told)

    def test_what_a_version_changed_is_told_after_everything_was_checked_again(self):
        self.publish()
        self.recheck()
        changed = self.impact("Z1@2")
        self.look_at(changed)
        self.assertIn("protection Z1@1: was listed, is no longer", [d["en"] for d in changed[0]["differences"]])

    def test_an_answer_carries_the_id_and_the_name_of_its_application(self):
        for changed in self.impact("Z1@2"):
            for side in ("before", "after"):
                told = changed[side]["application"]
                self.assertEqual((told["id"], told["name"]), (changed["application_id"], changed["name"]))

    def test_a_revocation_frees_what_the_version_held_asked_before_or_after(self):
        asked = self.impact("Z1@1", "--revoke")
        self.assertEqual({(c["application_id"], c["change"]) for c in asked}, {("west", "lighter"), ("both", "lighter")})
        self.run_ok("zone", "revoke", self.store, "Z1@1", "--document", "11号", "--actor", "sun")
        self.recheck()
        told = self.impact("Z1@1")
        self.assertEqual([c["application_id"] for c in told], [c["application_id"] for c in asked])
        self.assertEqual([f["zone_id"] for f in told[0]["before"]["findings"]], ["Z1", "Z2"])
        self.assertEqual([f["zone_id"] for f in told[0]["after"]["findings"]], ["Z2"])
        self.assertIn("not-published", self.run_program("impact", self.store, "Z1@2", "--revoke").stderr)

    def test_last_digits_are_no_difference(self):
        told = [d["en"] for c in self.impact("Z1@2") for d in c["differences"]]
        for line in (line for line in told if " was " in line and ", is " in line):
            was, now = line.split(" was ")[1].split(", is ")
            if was[0].isdigit() and now[0].isdigit():
                self.assertGreater(abs(float(was) - float(now)), 1e-9 * abs(float(was)), line)

    def test_an_application_never_checked_is_asked_about_as_it_was_stored(self):
        self.run_ok("import", "applications", self.store, self.collection("new.geojson", feature(
            {"application_id": "new", "name": "new", "kind": "land-supply"}, square(113.1806, 39.5606, 0.0002))))
        changed = {c["application_id"]: c for c in self.impact("Z1@2")}
        self.assertEqual(changed["new"]["before"]["parameters"]["kind"], "land-supply")
        self.assertEqual(changed["new"]["change"], "lighter")

    def test_other_changes_since_are_no_impact_of_the_version(self):
        self.run_ok("import", "zones", self.store, self.collection("other.geojson", feature(
            {"zone_id": "Z9", "site_id": "S1", "kind": "protection"}, square(113.29, 39.55, 0.02))))
        self.assertNotIn("far", [c["application_id"] for c in self.impact("Z1@2")])

    def test_an_application_that_looked_far_around_is_asked_about_however_far_it_lies(self):
        file = self.collection("wide.geojson", feature({"id": "wide"}, square(113.3, 39.6, 0.0005)))
        self.check(file, "--near", "12000", "--record")
        self.assertIn("wide", [c["application_id"] for c in self.impact("Z1@2")])

    def test_it_speaks_in_words_and_names_what_is_not_there(self):
        told = self.run_ok("impact", self.store, "Z1@2", "--format", "text")
        self.assertIn("[lighter] application west", told)
        self.assertIn("the answers of 3 applications change", told)
        self.assertIn("zone-unknown", self.run_program("impact", self.store, "ZZ@1").stderr)
        self.assertIn("version-unknown", self.run_program("impact", self.store, "Z1@7").stderr)
        self.assertEqual(self.run_program("impact", self.store, "Z1@x").returncode, 2)


if __name__ == "__main__":
    unittest.main()
