#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""A publication that dies at any of its acts on the disk or after any message to the server, a disk that fills up, a
store that others hold."""
import os
import shutil
import sqlite3
import subprocess
import unittest

from program import PROGRAM, ProgramCase, feature, square

ZONES = [f"N{i}" for i in range(12)]
SERVER = os.environ["LIANGXIAN_POSTGRES"]


class ApprovedNotice(ProgramCase):
    """A notice of twelve lines, approved."""

    alone = ()

    def make_notice(self):
        self.make_store()
        self.run_ok("import", "zones", self.store, self.collection("drafts.geojson", *(
            feature({"zone_id": zone, "site_id": "S1", "kind": "protection", "status": "draft"},
                    square(113.2 + 0.01 * i, 39.56)) for i, zone in enumerate(ZONES))))
        self.run_ok("zone", "submit", self.store, *ZONES, "--actor", "li")
        self.run_ok("zone", "approve", self.store, *ZONES, "--actor", "wang", "--document", "8号", *self.alone)

    def publish(self, **faults):
        return subprocess.run([PROGRAM, "--lang", "en", "zone", "publish", str(self.store), *ZONES, "--document", "9号", "--issuer", "县"],
                              capture_output=True, text=True, check=False,
                              env={**os.environ, "LD_PRELOAD": os.environ["FAIL_AT_WRITE"], **faults})

    def assert_all_or_nothing(self, published, steps, acts):
        """The notice with its steps and its entry in the audit, or none of them. Says which."""
        self.assertEqual(self.run_program("audit", "verify", self.store).returncode, 0)
        self.assertIn((published, steps, acts), ((0, 0, 0), (len(ZONES), len(ZONES), 1)))
        return acts == 1


COUNTS = ("SELECT count(*) FROM zones WHERE zone_id LIKE 'N%' AND status = 'published'",
          "SELECT count(*) FROM version_steps WHERE step = 'published'",
          "SELECT count(*) FROM audit WHERE action = 'publish'")


class PublicationFaults(ApprovedNotice):
    """In the embedded store."""

    def setUp(self):
        super().setUp()
        self.make_notice()
        self.before = self.folder / "before.gpkg"
        shutil.copy(self.store, self.before)

    def is_published(self):
        connection = sqlite3.connect(self.store)
        try:
            self.assertEqual(connection.execute("PRAGMA integrity_check").fetchone()[0], "ok")
            numbers = [connection.execute(count).fetchone()[0] for count in COUNTS]
        finally:
            connection.close()
        return self.assert_all_or_nothing(*numbers)

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
        command = [PROGRAM, "--lang", "en", "zone", "publish", str(self.store), *ZONES, "--document", "9号", "--issuer", "县"]
        both = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
        told = [process.communicate()[1] for process in both]
        self.assertEqual(sorted(process.returncode for process in both), [0, 1], told)
        self.assertIn("step-not-possible", "".join(told))
        self.assertTrue(self.is_published())


class SharedPublicationFaults(ApprovedNotice):
    """In the shared store: what the program does there are messages to the server."""

    alone = ("--single-person",)  # one login does it all

    def setUp(self):
        super().setUp()
        self.schema = f"faults_{os.getpid()}"
        self.store = f"{SERVER}?schema={self.schema}"
        self.make_notice()

    def tearDown(self):
        self.sql(f"DROP SCHEMA {self.schema} CASCADE")
        super().tearDown()

    def sql(self, *statements):
        commands = [word for statement in statements for word in ("-c", statement)]
        done = subprocess.run(["psql", SERVER, "-qAtc", f"SET client_min_messages = error; SET search_path = {self.schema}, public",
                               *commands], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout.split()

    def is_published(self):
        # What a dead program has sent is still done: the lock waits for it.
        told = self.sql("BEGIN", "LOCK TABLE zones, version_steps, audit IN EXCLUSIVE MODE", *COUNTS, "COMMIT")
        return self.assert_all_or_nothing(*map(int, told))

    def test_a_process_killed_after_any_message_leaves_all_or_nothing(self):
        killed = []
        for message in range(1, 500):
            done = self.publish(KILL_AFTER_SEND=str(message))
            killed.append(done.returncode)
            if self.is_published():
                break
        else:
            self.fail("the publication never came to its end")
        self.assertGreater(killed.count(-9), 5)
        self.assertEqual(set(killed), {-9}, "the last one was killed, too: its COMMIT was on its way")


if __name__ == "__main__":
    unittest.main()
