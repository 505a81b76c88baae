#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""`check --record`, and what `rules diff` makes of it."""
import json
import shutil
import unittest

from program import ROOT, ProgramCase, feature, square


class Record(ProgramCase):
    def setUp(self):
        super().setUp()
        self.make_store()

    def keys(self):
        return [row[0] for row in self.rows("SELECT application_id FROM applications ORDER BY fid")]

    def test_two_projects_of_one_id_are_two_applications(self):
        one = self.collection("one.geojson", feature({"id": "1"}, square(113.181, 39.561)))
        two = self.collection("two.geojson", feature({"id": "1"}, square(113.182, 39.562)))
        self.check(one, "--record")
        self.check(two, "--record")
        self.check(two, "--record", "--fact", "depth_m=3")
        self.check(one, "--record", "--kind", "land-supply")
        self.check(one, "--record")
        self.check(two, "--record")
        keys = self.keys()
        self.assertEqual(len(keys), 4)
        self.assertEqual(keys[0], "1")
        for key in keys[1:]:
            self.assertRegex(key, "^1#[0-9a-f]{8}$")
        self.assertEqual([row[0] for row in self.rows("SELECT application_id FROM checks ORDER BY fid")], [*keys, keys[0], keys[1]])

    def test_one_project_without_an_id_is_one_application_whatever_is_found(self):
        file = self.collection("one.geojson", feature({}, square(113.181, 39.561)))
        self.check(file, "--record")
        self.edit("DELETE FROM zones WHERE zone_id = 'Z2'")
        self.check(file, "--record")
        self.assertEqual(len(self.keys()), 1)
        self.assertEqual(len({row[0] for row in self.rows("SELECT digest FROM checks")}), 2)

    def test_nothing_is_recorded_when_the_output_cannot_be_written(self):
        file = self.collection("one.geojson", feature({"id": "1"}, square(113.181, 39.561)))
        done = self.run_program("check", self.store, file, "--record", "-o", self.folder / "none" / "r.json")
        self.assertEqual(done.returncode, 1)
        self.assertEqual(self.keys(), [])
        self.assertEqual(self.rows("SELECT * FROM checks"), [])

    def test_known_at_later_than_now_is_refused_in_both_languages(self):
        file = self.collection("one.geojson", feature({}, square(113.181, 39.561)))
        for language, words in (("en", "later than now"), ("zh", "晚于现在")):
            done = self.run_program("check", self.store, file, "--known-at", "2999-01-01T00:00:00Z", language=language)
            self.assertNotEqual(done.returncode, 0)
            self.assertIn(words, done.stderr)


class RulesDiff(ProgramCase):
    def setUp(self):
        super().setUp()
        self.make_store()
        self.old = ROOT / "data" / "rules"
        self.new = self.folder / "rules"
        shutil.copytree(self.old, self.new)
        self.check(self.collection("a.geojson", feature({"id": "A1"}, square(113.181, 39.561))), "--record")

    def diff(self, before=None, after=None):
        return self.run_ok("rules", "diff", before or self.old, after or self.new, self.store)

    def change(self, pack, change):
        """Every rule of a pack through a function; what it returns as None is taken out."""
        file = self.new / pack
        content = json.loads(file.read_text(encoding="utf-8"))
        content["rules"] = [rule for rule in map(change, content["rules"]) if rule is not None]
        file.write_text(json.dumps(content, ensure_ascii=False, indent=2), encoding="utf-8")

    def test_the_same_packs_change_nothing(self):
        self.assertIn("0 recorded answers", self.diff())

    def test_a_deleted_local_pack_shows(self):
        (self.new / "shuozhou.json").unlink()
        said = self.diff()
        self.assertIn("1 recorded answers", said)
        self.assertIn("item was", said)

    def test_a_changed_term_shows(self):
        beside = square(113.1785, 39.5585, 0.001)  # in the control zone only: its approval has a term
        self.check(self.collection("b.geojson", feature({"id": "B1"}, beside)), "--record")
        pack = self.new / "national.json"
        pack.write_text(pack.read_text(encoding="utf-8").replace('"term_workdays": 20', '"term_workdays": 27'), encoding="utf-8")
        self.assertIn("term_workdays was 20, is 27", self.diff())

    def test_a_trigger_taken_away_shows(self):
        refs = {"archaeology-two-lines-2024", "shanxi-trigger-2-two-lines"}
        self.change("shanxi.json", lambda rule: None if rule["id"] in refs else rule)
        said = self.diff()
        self.assertIn("1 recorded answers", said)
        self.assertIn("archaeology", said)


if __name__ == "__main__":
    unittest.main()
