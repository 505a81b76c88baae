#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""A publication that dies at any of its acts on the disk, a disk that fills up, a store that others hold."""
import os
import shutil
import sqlite3
import subprocess
import unittest

from program import PROGRAM, ProgramCase, feature, square

ZONES = [f"N{i}" for i in range(12)]


class PublicationFaults(ProgramCase):
    """A notice of twelve lines, approved."""

    def setUp(self):
        super().setUp()
        self.make_store()
        self.run_ok("import", "zones", self.store, self.collection("drafts.geojson", *(
            feature({"zone_id": zone, "site_id": "S1", "kind": "protection", "status": "draft"},
                    square(113.2 + 0.01 * i, 39.56)) for i, zone in enumerate(ZONES))))
        self.run_ok("zone", "submit", self.store, *ZONES, "--actor", "li")
        self.run_ok("zone", "approve", self.store, *ZONES, "--actor", "wang")
        self.before = self.folder / "before.gpkg"
        shutil.copy(self.store, self.before)

    def publish(self, **faults):
        return subprocess.run([PROGRAM, "--lang", "en", "zone", "publish", str(self.store), *ZONES, "--document", "9号"],
                              capture_output=True, text=True, check=False,
                              env={**os.environ, "LD_PRELOAD": os.environ["FAIL_AT_WRITE"], **faults})

    def is_published(self):
        """All of the notice or nothing of it, with its steps and its entry in the audit or without them."""
        self.assertEqual(self.run_program("audit", "verify", self.store).returncode, 0)
        connection = sqlite3.connect(self.store)
        try:
            self.assertEqual(connection.execute("PRAGMA integrity_check").fetchone()[0], "ok")
            published = connection.execute("SELECT count(*) FROM zones WHERE zone_id LIKE 'N%' AND status = 'published'")
            steps = connection.execute("SELECT count(*) FROM version_steps WHERE step = 'published'")
            acts = connection.execute("SELECT count(*) FROM audit WHERE action = 'publish'")
            numbers = (published.fetchone()[0], steps.fetchone()[0], acts.fetchone()[0])
        finally:
            connection.close()
        self.assertIn(numbers, ((0, 0, 0), (len(ZONES), len(ZONES), 1)))
        return numbers[2] == 1

    def each_act(self, fault):
        """What became of it, with the fault at the first act, the second … until none is left."""
        outcomes = []
        for act in range(1, 2000):
            shutil.copy(self.before, self.store)
            journal = self.store.with_name(self.store.name + "-journal")
            journal.unlink(missing_ok=True)
            done = self.publish(**{fault: str(act)})
            outcomes.append((done.returncode, self.is_published(), done.stderr))
            if done.returncode == 0:
                return outcomes
        self.fail("the publication never came to its end")

    def test_a_process_killed_at_any_act_leaves_all_or_nothing(self):
        outcomes = self.each_act("KILL_AT_WRITE")
        killed = [published for code, published, _ in outcomes if code == -9]
        self.assertGreater(len(killed), 5)
        self.assertFalse(killed[0])
        self.assertTrue(outcomes[-1][1])
        self.assertEqual(sorted(killed), killed, "once the notice is in force it stays so")

    def test_a_disk_that_fills_up_at_any_act_is_named_and_leaves_nothing(self):
        outcomes = self.each_act("FULL_AT_WRITE")
        refused = [(published, told) for code, published, told in outcomes if code != 0]
        self.assertGreater(len(refused), 5)
        for published, told in refused:
            self.assertFalse(published)
            self.assertIn("store-full", told)

    def test_a_store_that_another_program_holds_is_named_and_nothing_is_lost(self):
        holder = sqlite3.connect(self.store, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        holder.execute("UPDATE sites SET name = '他人' WHERE site_id = 'S1'")
        done = self.publish()
        self.assertEqual(done.returncode, 1)
        self.assertIn("store-locked", done.stderr)
        holder.execute("COMMIT")
        holder.close()
        self.assertEqual(self.publish().returncode, 0)
        self.assertTrue(self.is_published())
        self.assertEqual(self.rows("SELECT name FROM sites"), [("他人",)])

    def test_of_two_that_publish_at_once_one_does_and_the_other_is_told(self):
        command = [PROGRAM, "--lang", "en", "zone", "publish", str(self.store), *ZONES, "--document", "9号"]
        both = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
        told = [process.communicate()[1] for process in both]
        self.assertEqual(sorted(process.returncode for process in both), [0, 1], told)
        self.assertIn("step-not-possible", "".join(told))
        self.assertTrue(self.is_published())


if __name__ == "__main__":
    unittest.main()
