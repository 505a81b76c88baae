#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""`backup` and `restore`: a consistent copy while the store is in use, and back."""
import json
import sqlite3
import subprocess
import threading
import unittest

from program import PROGRAM, ProgramCase, feature, square


class Backup(ProgramCase):
    def setUp(self):
        super().setUp()
        self.make_store()
        self.out = self.folder / "b.gpkg"
        self.back = self.folder / "back.gpkg"
        self.asked = self.collection("asked.geojson", feature({"id": "1"}, square(113.1805, 39.5605, 0.0005)))

    def told(self, text):
        """Revision, digest, number of acts and head, as a copy is told about."""
        words = text.replace(",", " ").split()
        return (int(words[words.index("revision") + 1]), words[words.index("digest") + 1],
                int(words[words.index("head") - 5]), words[words.index("head") + 1])

    def test_a_restored_store_answers_and_verifies_as_the_one_it_was_copied_from(self):
        result = self.check(self.asked, "--record")
        revision, digest, _, head = self.told(self.run_ok("backup", self.store, self.out))
        self.assertEqual((revision, digest), (result["store"]["revision"], result["store"]["digest"]))
        self.edit("DELETE FROM zones")
        self.run_ok("restore", self.out, self.back)
        self.store = self.back
        self.assertEqual(self.check(self.asked)["digest"], result["digest"])
        file = self.folder / "r.json"
        file.write_text(json.dumps(result, ensure_ascii=False), encoding="utf-8")
        self.assertIn("issued", self.run_ok("verify", file, self.store))
        self.run_ok("audit", "verify", self.store, "--head", head)

    def test_the_audit_knows_of_the_copy_and_of_the_return(self):
        self.run_ok("backup", self.store, self.out)
        self.assertEqual(self.rows("SELECT action, object FROM audit ORDER BY fid")[-1], ("backup", "b.gpkg"))
        self.run_ok("restore", self.out, self.back)
        self.store = self.back
        self.assertEqual(self.rows("SELECT action, object FROM audit ORDER BY fid")[-1], ("restore", "b.gpkg"))
        self.run_ok("audit", "verify", self.back)

    def test_nothing_is_overwritten_and_no_damaged_backup_becomes_a_store(self):
        self.run_ok("backup", self.store, self.out)
        self.assertIn("store-exists", self.run_program("backup", self.store, self.out).stderr)
        self.assertIn("store-exists", self.run_program("restore", self.out, self.store).stderr)
        with open(self.out, "r+b") as file:
            file.truncate(self.out.stat().st_size // 2)
        done = self.run_program("restore", self.out, self.back)
        self.assertEqual(done.returncode, 1, done.stdout)
        self.assertFalse(self.back.exists())
        self.assertEqual([p.name for p in self.folder.iterdir() if "making" in p.name], [])

    def test_a_backup_whose_audit_was_changed_is_refused(self):
        self.run_ok("backup", self.store, self.out)
        connection = sqlite3.connect(self.out)
        with connection:
            connection.execute("DROP TRIGGER audit_not_updated")
            connection.execute("UPDATE audit SET actor = 'x' WHERE fid = 2")
        connection.close()
        done = self.run_program("restore", self.out, self.back)
        self.assertEqual(done.returncode, 1)
        self.assertIn("entry 2", done.stderr)
        self.assertFalse(self.back.exists())

    def test_a_copy_made_under_writes_holds_one_state_of_them(self):
        stop = threading.Event()

        def write():
            for version in range(2, 1000):
                if stop.is_set():
                    return
                file = self.collection(f"w{version}.geojson", feature(
                    {"zone_id": "W", "version": version, "site_id": "S1", "kind": "protection", "status": "draft"},
                    square(113.2, 39.56)))
                subprocess.run([PROGRAM, "import", "zones", str(self.store), str(file)], capture_output=True, check=True)

        writer = threading.Thread(target=write)
        writer.start()
        try:
            copies = []
            for i in range(5):
                out = self.folder / f"c{i}.gpkg"
                copies.append((out, self.told(self.run_ok("backup", self.store, out))))
        finally:
            stop.set()
            writer.join()
        for out, (revision, digest, count, head) in copies:
            back = self.folder / ("back-" + out.name)
            again = self.told(self.run_ok("restore", out, back))
            self.assertEqual(again[:2], (revision, digest))
            self.run_ok("audit", "verify", back, "--head", head)
            connection = sqlite3.connect(out)
            drafts = connection.execute("SELECT count(*) FROM zones WHERE zone_id = 'W'").fetchone()[0]
            acts = connection.execute("SELECT count(*) FROM audit WHERE action = 'import'").fetchone()[0]
            connection.close()
            self.assertEqual(acts, drafts + 3, "an import is there with its entry in the audit, or not at all")
            self.assertEqual(count, acts + 1 + int(out.name[1]))


if __name__ == "__main__":
    unittest.main()
