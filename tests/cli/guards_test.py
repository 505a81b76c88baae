#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What a store that somebody worked on past the program can still be relied on for, and what is told of it."""
import json
import sqlite3
import unittest

from program import ProgramCase, feature, square


class Guards(ProgramCase):
    def setUp(self):
        super().setUp()
        self.make_store()
        self.asked = self.collection("a.geojson", feature({"id": "A1"}, square(113.1805, 39.5605, 0.0005)))

    def zones(self, status, **more):
        return self.collection("z.geojson", feature({"zone_id": "Z9", "site_id": "S1", "kind": "protection", "status": status,
                                                     **more}, square(113.2, 39.56)))

    def audit(self, *words):
        return self.run_program("audit", "verify", self.store, *words)

    def without_guard(self, table, *statements):
        for trigger, in self.rows(f"SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '{table}'"):
            self.edit(f'DROP TRIGGER "{trigger}"')
        for statement in statements:
            self.edit(statement)

    def recorded(self):
        """A file of a recorded result, and its digest."""
        result = self.check(self.asked, "--record")
        file = self.folder / "r.json"
        file.write_text(json.dumps(result, ensure_ascii=False), encoding="utf-8")
        return file, result["digest"]

    def test_no_line_of_another_program_answers_a_check_before_it_was_announced_here(self):
        before = self.check(self.asked)
        for status in ("'published'", "'approved'", "'submitted'"):
            with self.assertRaisesRegex(sqlite3.IntegrityError, "LX003"):
                self.edit_plainly("INSERT INTO zones (geom, zone_id, version, site_id, kind, status) "
                                  f"SELECT geom, zone_id, 7, site_id, kind, {status} FROM zones WHERE zone_id = 'Z1'")
        self.edit_plainly("INSERT INTO zones (geom, zone_id, version, site_id, kind) "
                          "SELECT geom, zone_id, 7, site_id, kind FROM zones WHERE zone_id = 'Z1'")
        self.assertEqual(self.check(self.asked)["findings"], before["findings"])
        self.assertIn("Z1@7", self.run_ok("zone", "list", self.store))

    def test_a_version_brought_in_on_its_way_takes_its_steps_here_before_it_is_announced(self):
        done = self.run_program("import", "zones", self.store, self.zones("approved"))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("[status-without-steps]", done.stdout + done.stderr)
        done = self.run_program("zone", "publish", self.store, "Z9", "--document", "9号", "--issuer", "县政府")
        self.assertIn("[approval-step-missing]", done.stderr)
        self.run_ok("import", "zones", self.store, self.zones("published", zone_id="Z10"))

    def test_nothing_is_announced_whose_approval_is_not_recorded(self):
        self.run_ok("import", "zones", self.store, self.zones("draft"))
        self.edit("UPDATE zones SET status = 'approved' WHERE zone_id = 'Z9'")
        done = self.run_program("zone", "publish", self.store, "Z9", "--document", "9号")
        self.assertIn("[approval-step-missing]", done.stderr)
        self.run_ok("zone", "return", self.store, "Z9", "--reason", "x")
        self.edit("UPDATE zones SET status = 'submitted' WHERE zone_id = 'Z9'")
        self.assertIn("[submission-missing]", self.run_program("zone", "approve", self.store, "Z9").stderr)
        self.run_ok("zone", "return", self.store, "Z9", "--reason", "x")
        for words in (("submit", "--actor", "li"), ("approve", "--actor", "wang", "--document", "8号"),
                      ("publish", "--document", "9号", "--issuer", "县政府")):
            self.run_ok("zone", words[0], self.store, "Z9@1", *words[1:])

    def test_a_row_among_the_checks_is_no_result_issued_here(self):
        file, digest = self.recorded()
        self.assertIn("issued by this store", self.run_ok("verify", file, self.store))
        forged = json.loads(file.read_text(encoding="utf-8"))
        forged["digest"] = "0" * 64
        file.write_text(json.dumps(forged), encoding="utf-8")
        insert = ("INSERT INTO checks (application_id, digest, verdict, checked_at, result_json) "
                  f"SELECT application_id, '{'0' * 64}', verdict, checked_at, result_json FROM checks")
        with self.assertRaisesRegex(sqlite3.IntegrityError, "LX009"):
            self.edit_plainly(insert)
        self.edit(insert)
        said = self.run_program("verify", file, self.store).stdout
        self.assertIn("not recorded by this store", said)
        done = self.audit()
        self.assertEqual(done.returncode, 1)
        self.assertIn("0" * 64, done.stderr)

    def test_a_result_is_issued_by_an_intact_chain_only(self):
        file, digest = self.recorded()
        self.without_guard("audit", "UPDATE audit SET actor = 'x' WHERE fid = 2")
        self.assertIn("not recorded by this store", self.run_ok("verify", file, self.store))

    def test_an_audit_that_was_emptied_is_told(self):
        self.assertEqual(self.audit().returncode, 0)
        self.without_guard("audit", "DELETE FROM audit")
        done = self.audit()
        self.assertEqual(done.returncode, 1, done.stdout)
        self.assertIn("emptied", done.stderr)
        self.assertEqual(self.run_program("audit", "head", self.store).returncode, 1, "no head of it is noted")

    def test_an_end_of_the_audit_that_was_cut_off_is_told_by_what_stands_in_the_store(self):
        self.recorded()
        self.without_guard("audit", "DELETE FROM audit WHERE fid = (SELECT max(fid) FROM audit)")
        self.assertIn("have no entry", self.audit().stderr)

    def test_a_step_whose_entry_was_cut_off_is_told(self):
        self.run_ok("import", "zones", self.store, self.zones("draft"))
        self.run_ok("zone", "submit", self.store, "Z9", "--actor", "li")
        self.assertEqual(self.audit().returncode, 0)
        self.without_guard("audit", "DELETE FROM audit WHERE fid = (SELECT max(fid) FROM audit)")
        self.assertIn("Z9@1", self.audit().stderr)

    def test_content_changed_past_the_triggers_is_an_error(self):
        rules = lambda: [p["rule"] for p in json.loads(self.run_ok("validate", self.store, "--format", "json"))["problems"]]
        self.assertNotIn("digest-differs", rules())
        self.edit_plainly("UPDATE sites SET place = 'x'")
        self.assertNotIn("digest-differs", rules(), "an ordinary edit is none")
        self.run_ok("import", "zones", self.store, self.zones("draft"))
        kept = self.rows("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'zones'")
        self.without_guard("zones", "UPDATE zones SET valid_to = '1999-01-01' WHERE zone_id = 'Z1'")
        for trigger, in kept:
            self.edit(trigger)
        self.assertIn("digest-differs", rules())


if __name__ == "__main__":
    unittest.main()
