#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""`liangxian verify` and `rules diff`."""
import json
import shutil
import unittest

from program import ROOT, ProgramCase, feature, square


class Verify(ProgramCase):
    def setUp(self):
        super().setUp()
        self.make_store()
        self.file = self.collection("a.geojson", feature({"id": "A1"}, square(113.181, 39.561)))
        self.result = self.folder / "r.json"
        self.run_ok("check", self.store, self.file, "--format", "json", "--record", "-o", self.result)

    def test_agrees_and_knows_its_own_results(self):
        said = self.run_ok("verify", self.result, self.store)
        self.assertIn("seal intact", said)
        self.assertIn("the same result", said)
        self.assertIn("issued by this store", said)
        self.assertIn("seal intact", self.run_ok("verify", self.result))

    def test_a_changed_result_breaks_the_seal(self):
        result = json.loads(self.result.read_text(encoding="utf-8"))
        result["verdict"] = "not-concerned"
        self.result.write_text(json.dumps(result), encoding="utf-8")
        done = self.run_program("verify", self.result)
        self.assertEqual(done.returncode, 4)
        self.assertIn("seal broken", done.stdout)

    def test_says_what_changed_after_a_plain_sql_edit(self):
        self.edit("UPDATE zones SET kind = 'control' WHERE zone_id = 'Z1'")
        done = self.run_program("verify", self.result, self.store)
        self.assertIn("Z1", done.stdout)
        self.assertIn("recorded or edited", done.stdout)
        self.assertIn("with today's data", done.stdout)

    def test_says_what_changed_after_a_new_version(self):
        self.run_ok("import", "zones", self.store, self.collection(
            "z.geojson", feature({"zone_id": "Z1", "version": 2, "site_id": "S1", "kind": "protection"}, square(113.18, 39.56, 0.0012))))
        said = self.run_ok("verify", self.result, self.store)
        self.assertIn("the same result", said)
        self.assertIn("Z1@2", said)

    def test_rules_diff_lists_recorded_answers_that_change(self):
        old = ROOT / "data" / "rules"
        self.assertIn("0 recorded answers", self.run_ok("rules", "diff", old, old, self.store))
        new = self.folder / "rules"
        shutil.copytree(old, new)
        pack = new / "national.json"
        pack.write_text(pack.read_text(encoding="utf-8").replace('"authority": "province-gov",\n          "consent_first"', '"authority": "ncha",\n          "consent_first"'), encoding="utf-8")
        said = self.run_ok("rules", "diff", old, new, self.store)
        self.assertIn("1 recorded answers", said)
        self.assertIn("protection-zone-works", said)

    def test_what_is_no_result_is_refused(self):
        self.result.write_text('{"a": 1}', encoding="utf-8")
        self.assertEqual(self.run_program("verify", self.result, self.store).returncode, 1)
        self.result.write_text("not json", encoding="utf-8")
        self.assertEqual(self.run_program("verify", self.result).returncode, 1)


if __name__ == "__main__":
    unittest.main()
