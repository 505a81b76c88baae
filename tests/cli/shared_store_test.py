#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The commands on the shared store, beside the same on the embedded one."""
import itertools
import json
import os
import stat
import subprocess
import unittest

from program import ProgramCase, feature, square

SERVER = os.environ["LIANGXIAN_POSTGRES"]
NUMBERS = itertools.count()


class SharedStore(ProgramCase):
    def setUp(self):
        super().setUp()
        self.schema = f"cli_{os.getpid()}_{next(NUMBERS)}"
        self.embedded = self.store
        self.shared = f"{SERVER}?schema={self.schema}"
        self.asked = self.collection("a.geojson", feature({"id": "A1"}, square(113.1805, 39.5605, 0.0005)))

    def tearDown(self):
        self.sql(f"DROP SCHEMA IF EXISTS {self.schema} CASCADE")
        super().tearDown()

    def sql(self, statement):
        done = subprocess.run(["psql", SERVER, "-qAtc", f"SET client_min_messages = error; SET search_path = {self.schema}, public",
                               "-c", statement], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout.strip()

    def refused_sql(self, statement):
        done = subprocess.run(["psql", SERVER, "-qAtc", f"SET search_path = {self.schema}, public", "-c", statement],
                              capture_output=True, text=True, check=False)
        self.assertNotEqual(done.returncode, 0, done.stdout)
        return done.stderr

    def login(self, role):
        """The shared store as a member of a role has it."""
        name = f"cli_{role}_{os.getpid()}"
        if not self.sql(f"SELECT 1 FROM pg_roles WHERE rolname = '{name}'"):
            self.sql(f"CREATE ROLE {name} LOGIN; GRANT liangxian_{role} TO {name}")
            self.addCleanup(self.sql, f"DROP ROLE {name}")
        return self.shared.replace("postgres@", f"{name}@")

    def make_both(self):
        for self.store in (self.embedded, self.shared):
            self.make_store()

    def test_it_answers_as_the_embedded_store_does_to_the_digest(self):
        self.make_both()
        for record in ("sites", "zones", "areas"):  # the instants of the imports
            instant = "2026-01-05T00:00:00.000Z"
            self.store = self.embedded
            self.edit(f"UPDATE {record} SET recorded_at = '{instant}'")
            self.sql(f"SET liangxian.act = 'on'; UPDATE {record} SET recorded_at = '{instant}'")
        answers = []
        for self.store in (self.embedded, self.shared):
            answers.append(self.check(self.asked, "--as-of", "2026-02-01"))
        self.assertEqual(answers[0]["store"]["digest"], answers[1]["store"]["digest"])
        self.assertEqual(answers[0]["findings"], answers[1]["findings"])
        self.assertEqual(answers[0]["requirements"], answers[1]["requirements"])

    def test_a_version_lives_and_its_impact_is_told(self):
        self.store = self.shared
        self.make_store()
        result = self.check(self.asked, "--record")
        self.run_ok("import", "zones", self.store, self.collection("d.geojson", feature(
            {"zone_id": "Z1", "version": 2, "site_id": "S1", "kind": "protection", "status": "draft"}, square(113.2, 39.56))))
        self.assertEqual([c["application_id"] for c in json.loads(self.run_ok("impact", self.store, "Z1@2"))], ["A1"])
        self.run_ok("zone", "submit", self.login("planner"), "Z1@2", "--actor", "li")
        for words in (("approve", "--actor", "wang", "--document", "8号", "--acknowledge"),
                      ("publish", "--document", "9号", "--issuer", "县政府")):
            self.run_ok("zone", words[0], self.store, "Z1@2", *words[1:])
        self.assertIn("Z1@2", self.run_ok("zone", "list", self.store))
        self.assertIn("9号", self.run_ok("zone", "show", self.store, "Z1"))
        self.assertEqual([f["zone_id"] for f in self.check(self.asked)["findings"]], ["Z2"])
        file = self.folder / "r.json"
        file.write_text(json.dumps(result, ensure_ascii=False), encoding="utf-8")
        self.assertIn("issued", self.run_ok("verify", file, self.store))
        self.run_ok("audit", "verify", self.store)
        self.run_ok("validate", self.store)

    def test_whoever_submitted_does_not_approve_by_typing_another_name(self):
        self.store = self.shared
        self.make_store()
        self.run_ok("import", "zones", self.store, self.collection("d.geojson", feature(
            {"zone_id": "Z1", "version": 2, "site_id": "S1", "kind": "protection", "status": "draft"}, square(113.2, 39.56))))
        reviewer = self.login("reviewer")
        self.run_ok("zone", "submit", reviewer, "Z1@2", "--actor", "李")
        done = self.run_program("zone", "approve", reviewer, "Z1@2", "--actor", "王")
        self.assertIn("[four-eyes]", done.stderr)
        self.assertIn(f"cli_reviewer_{os.getpid()} submitted it", done.stderr)
        self.run_ok("zone", "approve", reviewer, "Z1@2", "--actor", "王", "--document", "8号",
                    "--single-person")
        steps = json.loads(self.run_ok("zone", "show", self.store, "Z1@2", "--format", "json"))["versions"][-1]["steps"]
        self.assertEqual([(s["step"], s["actor"], s["single_person"]) for s in steps if s["step"] != "drafted"],
                         [("submitted", "李", False), ("approved", "王", True)])
        self.run_ok("zone", "publish", reviewer, "Z1@2", "--document", "9号", "--issuer", "省政府")
        self.assertEqual(self.sql("SELECT actor FROM audit ORDER BY fid DESC LIMIT 1"), f"cli_reviewer_{os.getpid()}")
        self.run_ok("audit", "verify", self.store)

    def test_a_row_among_the_checks_and_an_emptied_audit_are_told(self):
        self.store = self.shared
        self.make_store()
        file = self.folder / "r.json"
        result = self.check(self.asked, "--record")
        file.write_text(json.dumps(result, ensure_ascii=False), encoding="utf-8")
        self.assertIn("issued by this store", self.run_ok("verify", file, self.store))
        forged = "0" * 64
        file.write_text(json.dumps({**result, "digest": forged}), encoding="utf-8")
        officer = self.login("officer").split("//")[1].split("@")[0]
        insert = ("INSERT INTO checks (application_id, digest, verdict, checked_at, result_json) "
                  f"SELECT application_id, '{forged}', verdict, checked_at, result_json FROM checks")
        self.assertIn("LX011", self.refused_sql(f"SET SESSION AUTHORIZATION {officer}; {insert}"))
        self.assertIn("LX011", self.refused_sql(insert))
        self.sql(f"SET liangxian.act = 'on'; {insert}")
        self.assertIn("not recorded by this store", self.run_program("verify", file, self.store).stdout)
        self.assertIn(forged, self.run_program("audit", "verify", self.store).stderr)
        self.sql("ALTER TABLE audit DISABLE TRIGGER ALL; DELETE FROM audit")
        done = self.run_program("audit", "verify", self.store)
        self.assertEqual(done.returncode, 1)
        self.assertIn("emptied", done.stderr)

    def test_a_unit_that_was_corrected_is_counted_alike_in_both_stores(self):
        """A national unit of 2006 by mistake: it is the county's, and was since 1990."""
        self.make_both()
        wrong = "UPDATE sites SET level = 'national', announced_on = '2006-05-25'"
        right = "UPDATE sites SET level = 'county', announced_on = '1990-01-01'"
        said = []
        for self.store in (self.embedded, self.shared):
            stats = lambda *more: json.loads(self.run_ok("stats", self.store, "--as-of", "2010-01-01", "--format", "json", *more))
            edit = (self.edit_plainly if self.store == self.embedded else self.sql)
            edit(wrong)
            before = stats()
            edit(right)
            after = stats()
            self.assertEqual(before["units"]["S1"]["level"], "national")
            self.assertEqual(after["units"]["S1"], {"name": "木塔", "county": "应县", "level": "county", "year": "1990"})
            self.assertEqual(stats("--known-at", before["known_at"])["lists"], before["lists"])
            said.append(after["lists"])
        self.assertEqual(said[0], said[1])

    def test_no_other_program_changes_an_announced_version(self):
        self.store = self.shared
        self.make_store()
        before = self.check(self.asked)["store"]
        for sql in ("UPDATE {}.zones SET words = 'x' WHERE zone_id = 'Z1'", "DELETE FROM {}.zones WHERE zone_id = 'Z1'"):
            done = subprocess.run(["ogrinfo", SERVER, "-sql", sql.format(self.schema)], capture_output=True, text=True,
                                  check=False)
            self.assertIn("LX001", done.stdout + done.stderr)
        self.assertEqual(self.check(self.asked)["store"], before)

    def test_it_delivers_and_compares_as_the_embedded_store_does(self):
        for self.store in (self.embedded, self.shared):
            self.run_ok("init", self.store, "--demo")
        manifests = []
        for name, store in (("a.gdb", self.embedded), ("b.gdb", self.shared)):
            self.run_ok("export", store, self.folder / name, "--profile", "lswhbhx")
            manifests.append(json.loads((self.folder / f"{name}.manifest.json").read_text(encoding="utf-8")))
            self.run_ok("export", store, self.folder / f"{name}.public.gpkg", "--profile", "public")
            self.run_ok("export", store, self.folder / f"{name}.full.gpkg", "--profile", "full")
        self.assertEqual(manifests[0]["features"], manifests[1]["features"])
        for a, b in ((self.folder / "a.gdb", self.folder / "b.gdb"), ("store", self.folder / "a.gdb")):
            compared = json.loads(self.run_ok("compare", self.shared, a, b, "--format", "json"))
            self.assertEqual(compared["summary"]["same"], 28)
        told = [self.run_ok("export", store, self.folder / f"{i}.gpkg", "--profile", "public")
                for i, store in enumerate((self.embedded, self.shared))]
        self.assertEqual(*told)

    def test_a_copy_of_it_comes_back(self):
        self.store = self.shared
        self.make_store()
        before = self.check(self.asked)
        out = self.folder / "copy.dump"
        self.assertIn(before["store"]["digest"], self.run_ok("backup", self.store, out))
        self.assertEqual(stat.S_IMODE(os.stat(out).st_mode), 0o600, "it holds the parameters of old datums")
        refused = self.run_program("restore", out, self.store)
        self.assertIn("store-exists", refused.stderr)
        self.sql(f"DROP SCHEMA {self.schema} CASCADE")
        self.run_ok("restore", out, self.store)
        self.assertEqual(self.check(self.asked)["digest"], before["digest"])
        self.run_ok("audit", "verify", self.store)

    def test_an_officer_is_told_who_may_check_what_is_in_an_old_datum(self):
        self.store = self.shared
        self.make_store()
        places = {"control": [(415000, 4367000), (446000, 4368500), (445000, 4393000), (414500, 4392000)],
                  "check": [(420000, 4372000), (441000, 4374000), (438000, 4389000), (419000, 4387000)]}
        points = self.folder / "c.csv"
        points.write_text("name,role,old_x,old_y,new_x,new_y\n" + "".join(
            f"{role}{i},{role},{n},{e},{n - 3},{e + 117}\n" for role, all_ in places.items() for i, (e, n) in enumerate(all_)))
        self.run_ok("datum", "register", self.store, points, "--from", "xian80", "--zone", "38", "--supplier", "s", "--document", "d")
        old = self.folder / "old.csv"
        old.write_text('id,WKT\nA9,"POLYGON((429600 4380700,429900 4380700,429900 4380950,429600 4380950,429600 4380700))"\n')
        self.assertIn("registered:xian80-", json.dumps(self.check(old, "--crs", "EPSG:2383")))
        officer = f"cli_officer_{os.getpid()}"
        self.sql(f"CREATE ROLE {officer} LOGIN; GRANT liangxian_officer TO {officer}")
        try:
            theirs = self.shared.replace("postgres@", f"{officer}@")
            done = self.run_program("check", theirs, old, "--crs", "EPSG:2383")
            self.assertEqual(done.returncode, 1, done.stdout)
            self.assertIn("[datum-refused]", done.stderr)
            self.assertIn("have a planner's account check it", done.stderr)
            self.assertNotIn("datum_secrets", done.stderr)
        finally:
            self.sql(f"DROP OWNED BY {officer}; DROP ROLE {officer}")

    def test_what_cannot_be_reached_is_told_in_words(self):
        self.store = "postgresql://nobody@127.0.0.1:1/x"
        done = self.run_program("check", self.store, self.asked)
        self.assertEqual(done.returncode, 1)
        self.assertIn("[store-unreachable]", done.stderr)
        self.store = "postgresql://nobody:secret@127.0.0.1:1/x"
        done = self.run_program("check", self.store, self.asked)
        self.assertIn("[password-given]", done.stderr)
        self.assertNotIn("secret", done.stderr)
        self.store = self.shared
        self.assertIn("[store-not-found]", self.run_program("check", self.store, self.asked).stderr)


if __name__ == "__main__":
    unittest.main()
