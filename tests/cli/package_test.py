#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""`package make|accept|receipt` between a county and a city: nothing overwritten, nothing twice, nothing untold."""
import json
import sqlite3
import unittest
import zipfile

from program import ProgramCase, feature, square


class Packages(ProgramCase):
    """self.store is the county's; self.city the upper one."""

    def setUp(self):
        super().setUp()
        self.city = self.folder / "city.gpkg"
        self.package = self.folder / "a.lxpkg"
        for store in (self.store, self.city):
            self.run_ok("init", store)
        for name in ("county", "city"):
            self.run_ok("audit", "key", self.folder / f"{name}.key")
        self.run_ok("import", "sites", self.store, self.collection(
            "s.geojson",
            feature({"site_id": "S1", "name": "木塔", "level": "national", "county": "应县"}, None),
            feature({"site_id": "S2", "name": "长城", "level": "county", "county": "应县、山阴县"}, None)))
        line = {"site_id": "S1", "kind": "protection", "status": "draft"}
        self.run_ok("import", "zones", self.store, self.collection(
            "z.geojson", feature({"zone_id": "Z1", **line}, square(113.18, 39.56)),
            feature({"zone_id": "Z2", **line}, square(113.19, 39.56)),
            feature({"zone_id": "Z3", **line, "site_id": "S2"}, square(113.2, 39.56)),
            feature({"zone_id": "Z4", "site_id": "S1", "kind": "control", "document": "9号", "issuer": "县政府",
                     "document_date": "2020-01-01", "valid_from": "2020-01-01", "approval_document": "8号"},
                    square(113.17, 39.55, 0.03))))
        self.run_ok("zone", "submit", self.store, "Z1@1", "Z2@1", "Z3@1", "--actor", "li")

    def make(self, *more, out=None):
        (self.folder / "scan.pdf").write_bytes(b"%PDF scan")
        return self.run_ok("package", "make", self.store, out or self.package, *(more or ("Z1@1", "Z2@1", "Z3@1", "Z4@1")), "--office",
                           "应县文物局", "--key", self.folder / "county.key", "--attach=9号=" + str(self.folder / "scan.pdf")
                           if not more else "--actor=li", "--at", "2026-01-02T03:04:05Z")

    def accept(self, *more, package=None, store=None, trust="county"):
        return self.run_program("package", "accept", store or self.city, package or self.package, "--trust",
                                self.folder / f"{trust}.key.pub", "--office", "市文物局", "--key", self.folder / "city.key",
                                "--actor", "wang", *more)

    def decisions(self, text):
        path = self.folder / "d.csv"
        path.write_text("version,decision,reason\n" + text, encoding="utf-8")
        return path

    def state_of(self, store):
        connection = sqlite3.connect(store)
        try:
            return [connection.execute(f"SELECT * FROM {table}").fetchall()
                    for table in ("sites", "zones", "version_steps", "documents", "packages", "audit", "meta")]
        finally:
            connection.close()

    def statuses(self, store):
        connection = sqlite3.connect(store)
        try:
            return dict(connection.execute("SELECT zone_id || '@' || version, status FROM zones"))
        finally:
            connection.close()

    def receipt(self):
        return json.loads((self.folder / "a.lxpkg.receipt.json").read_text(encoding="utf-8"))

    def outcomes(self):
        return {line["version"]: line["outcome"] for line in self.receipt()["lines"]}

    def test_a_package_is_accepted_and_returned_zone_by_zone(self):
        self.make()
        with zipfile.ZipFile(self.package) as opened:
            self.assertIsNone(opened.testzip(), "any program opens it")
            self.assertEqual(opened.namelist()[:2], ["manifest.json", "signature.json"])
            self.assertEqual(opened.read(opened.namelist()[2]), b"%PDF scan")
        before = self.state_of(self.city)
        shown = self.accept()
        self.assertEqual(shown.returncode, 0, shown.stderr)
        self.assertIn("nothing was written", shown.stdout)
        self.assertEqual(self.state_of(self.city), before)

        done = self.accept("--decisions", self.decisions("Z1@1,accept,\nZ2@1,退回,四至不清\n"), "--all")
        self.assertEqual(done.returncode, 4, "a conflict is told")
        self.assertEqual(self.outcomes(), {"Z1@1": "accepted", "Z2@1": "returned", "Z3@1": "conflict", "Z4@1": "accepted"})
        self.assertEqual(self.statuses(self.city), {"Z1@1": "submitted", "Z4@1": "published"},
                         "what is announced with all its papers is law here too")
        connection = sqlite3.connect(self.city)
        self.assertEqual(connection.execute("SELECT site_id, county FROM sites").fetchall(), [("S1", "应县")])
        self.assertIn(("9号", "scan.pdf"), connection.execute("SELECT document, title FROM documents").fetchall())
        connection.close()
        self.run_ok("audit", "verify", self.city)

        told = self.run_ok("package", "receipt", self.store, self.folder / "a.lxpkg.receipt.json", "--trust",
                           self.folder / "city.key.pub", "--actor", "li")
        self.assertIn("Z2@1 is a draft again", told)
        self.assertEqual(self.statuses(self.store),
                         {"Z1@1": "submitted", "Z2@1": "draft", "Z3@1": "submitted", "Z4@1": "published"})
        self.assertIn("四至不清", self.run_ok("zone", "show", self.store, "Z2"))
        before = self.state_of(self.store)
        again = self.run_ok("package", "receipt", self.store, self.folder / "a.lxpkg.receipt.json", "--trust",
                            self.folder / "city.key.pub")
        self.assertIn("recorded before", again)
        self.assertEqual(self.state_of(self.store), before)

    def test_accepted_twice_changes_nothing_and_gives_the_same_receipt(self):
        self.make("Z1@1")
        self.assertEqual(self.accept("--all").returncode, 0)
        first = (self.folder / "a.lxpkg.receipt.json").read_bytes()
        before = self.state_of(self.city)
        done = self.accept("--all", "--at", "2027-01-01T00:00:00Z")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("dealt with before", done.stdout)
        self.assertEqual((self.folder / "a.lxpkg.receipt.json").read_bytes(), first)
        self.assertEqual(self.state_of(self.city), before)

    def test_what_is_there_is_unchanged_or_in_conflict_and_never_overwritten(self):
        self.make("Z1@1")
        self.accept("--all")
        self.run_ok("zone", "approve", self.city, "Z1@1", "--actor", "zhao", "--document", "7号")
        other = self.folder / "b.lxpkg"
        self.make("Z1@1", "Z2@1", out=other)
        done = self.accept("--all", package=other)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.statuses(self.city), {"Z1@1": "approved", "Z2@1": "submitted"})
        self.assertIn("Z1@1: there already (approved)", done.stdout)
        self.edit("UPDATE zones SET words = '改了' WHERE zone_id = 'Z1'")
        third = self.folder / "c.lxpkg"
        self.make("Z1@1", out=third)
        before = self.statuses(self.city)
        done = self.accept("--all", package=third)
        self.assertEqual(done.returncode, 4)
        self.assertIn("in conflict", done.stdout)
        self.assertEqual(self.statuses(self.city), before)

    def test_units_of_other_counties_are_conflicts(self):
        self.make("Z1@1")
        done = self.accept("--all", "--region", "山阴县")
        self.assertEqual(done.returncode, 4)
        self.assertIn("not of this store", done.stdout)
        self.assertEqual(self.statuses(self.city), {})

    def test_a_line_across_a_county_boundary_is_a_conflict(self):
        self.run_ok("import", "areas", self.city, self.collection(
            "c.geojson", feature({"area_id": "C1", "kind": "county", "name": "应县"}, square(113.0805, 39.5, 0.1)),
            feature({"area_id": "C2", "kind": "county", "name": "怀仁市"}, square(113.1805, 39.5, 0.1))))
        self.make("Z1@1", "Z2@1")
        done = self.accept("--all")
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertIn("Z1@1: in conflict, not taken – 界线跨县（应县、怀仁市）", done.stdout)
        self.assertEqual(self.statuses(self.city), {"Z2@1": "submitted"})

    def test_tampered_truncated_and_foreign_packages_write_nothing(self):
        self.make("Z1@1")
        original = self.package.read_bytes()
        before = self.state_of(self.city)

        def refused(content, code, **more):
            bad = self.folder / "bad.lxpkg"
            bad.write_bytes(content)
            done = self.accept("--all", package=bad, **more)
            self.assertEqual(done.returncode, 1, done.stdout)
            self.assertIn(code, done.stderr)
            self.assertEqual(self.state_of(self.city), before)
            self.assertFalse((self.folder / "bad.lxpkg.receipt.json").exists())

        at = original.index("应县文物局".encode())
        refused(original[:at] + b"\xe5\xb1\xb1" + original[at + 3:], "zip-altered")
        refused(original[:-40], "zip-truncated")
        refused(original, "key-not-trusted", trust="city")
        repacked = self.folder / "r.zip"
        with zipfile.ZipFile(self.package) as source, zipfile.ZipFile(repacked, "w", zipfile.ZIP_DEFLATED) as out:
            for name in source.namelist():
                out.writestr(name, source.read(name))
        refused(repacked.read_bytes(), "zip-compressed")
        with zipfile.ZipFile(repacked, "w", zipfile.ZIP_DEFLATED) as out:
            out.writestr("manifest.json", b"0" * 200_000_000)  # 200 kB that would become 200 MB
        refused(repacked.read_bytes(), "zip-compressed")
        with zipfile.ZipFile(self.package, "a") as out:
            out.writestr("documents/more", b"more")
        refused(self.package.read_bytes(), "zip-altered")
        nobody = self.run_program("package", "accept", self.city, self.package, "--all", "--key", self.folder / "city.key")
        self.assertEqual(nobody.returncode, 1)

    def test_drafts_unknown_versions_and_open_decisions_are_refused_with_all_that_is_wrong(self):
        self.run_ok("zone", "return", self.store, "Z1@1", "--reason", "x")
        done = self.run_program("package", "make", self.store, self.package, "Z1@1", "Z9@1", "Z2", "--office", "o",
                                "--key", self.folder / "county.key", "--county", "山阴县")
        self.assertEqual(done.returncode, 1)
        for code in ("not-handed-over", "version-unknown", "version-missing", "other-county"):
            self.assertIn(code, done.stderr)
        self.assertFalse(self.package.exists())
        self.make("Z2@1", "Z3@1")
        done = self.accept("--decisions", self.decisions("Z2@1,return,\nZ8@1,maybe,\n"))
        self.assertEqual(done.returncode, 1)
        self.assertIn("reason-missing", done.stderr)
        self.assertIn("decision-wrong", done.stderr)
        done = self.accept("--decisions", self.decisions("Z2@1,accept,\nZ8@1,accept,\n"))
        self.assertEqual(done.returncode, 1)
        self.assertIn("[undecided] Z3@1", done.stderr)
        self.assertIn("[version-unknown] Z8@1", done.stderr)

    def test_what_was_announced_after_it_came_becomes_law_here_too(self):
        self.make("Z1@1")
        self.accept("--all")
        self.run_ok("zone", "approve", self.store, "Z1@1", "--actor", "zhao", "--document", "7号")
        self.run_ok("zone", "publish", self.store, "Z1@1", "--actor", "zhao", "--issuer", "县政府", "--document", "8号",
                    "--dated", "2025-12-01", "--effective", "2025-12-01")
        later = self.folder / "b.lxpkg"
        self.make("Z1@1", out=later)
        done = self.accept("--all", package=later)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.statuses(self.city), {"Z1@1": "published"})
        self.run_ok("audit", "verify", self.city)

    def test_what_cannot_be_written_was_not_sent(self):
        for bad in (self.folder / "missing" / "a.lxpkg", self.folder):
            done = self.run_program("package", "make", self.store, bad, "Z1@1", "--office", "o", "--key", self.folder / "county.key")
            self.assertEqual(done.returncode, 1, done.stdout)
            self.assertEqual(self.rows("SELECT count(*) FROM packages"), [(0,)])
            self.assertEqual(self.rows("SELECT count(*) FROM audit WHERE action = 'package-make'"), [(0,)])
        self.make("Z1@1")
        self.assertEqual(self.rows("SELECT count(*) FROM packages"), [(1,)])
        self.assertEqual([p.name for p in self.folder.glob("*.part")], [])

    def test_no_output_is_an_input(self):
        scan = self.folder / "scan.pdf"
        scan.write_bytes(b"scan")
        key = self.folder / "county.key"
        for out in (self.store, key, f"{key}.pub", scan, f"{self.store}.datums.json"):
            done = self.run_program("package", "make", self.store, out, "Z4@1", "--office", "o", "--key", key, f"--attach=9号={scan}")
            self.assertEqual(done.returncode, 2, out)
            self.assertIn("output-is-input", done.stderr)
        self.make("Z1@1")
        for out in (self.package, self.folder / "county.key.pub", self.folder / "city.key", self.folder / "city.key.pub", self.city):
            before = out.read_bytes()
            done = self.accept("--all", "--receipt", out)
            self.assertEqual(done.returncode, 2, out)
            self.assertIn("output-is-input", done.stderr)
            self.assertEqual(out.read_bytes(), before)

    def test_a_receipt_of_another_or_altered_is_refused(self):
        self.make("Z1@1")
        self.accept("--all")
        receipt = self.folder / "a.lxpkg.receipt.json"
        key = ("--trust", self.folder / "city.key.pub")
        stranger = self.folder / "other.gpkg"
        self.run_ok("init", stranger)
        done = self.run_program("package", "receipt", stranger, receipt, *key)
        self.assertIn("package-unknown", done.stderr)
        receipt.write_text(receipt.read_text(encoding="utf-8").replace("accepted", "returned"), encoding="utf-8")
        done = self.run_program("package", "receipt", self.store, receipt, *key)
        self.assertEqual(done.returncode, 1)
        self.assertIn("signature-wrong", done.stderr)


if __name__ == "__main__":
    unittest.main()
