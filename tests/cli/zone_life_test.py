#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""`zone submit … publish`: a version on its way into force, and the audit of it."""
import hashlib
import json
import re
import sqlite3
import unittest

from program import ROOT, ProgramCase, feature, square


class ZoneCase(ProgramCase):
    """A store of two lines, and a draft of a second version of one of them."""

    def setUp(self):
        super().setUp()
        self.make_store()
        self.draft("Z1", 2, 113.2)

    def draft(self, zone, version, lon, **more):
        file = self.collection("draft.geojson", feature({"zone_id": zone, "version": version, "site_id": "S1",
                                                         "kind": "protection", "status": "draft", **more},
                                                        square(lon, 39.56)))
        self.run_ok("import", "zones", self.store, file)

    def step(self, verb, *words, actor="li"):
        return self.run_ok("zone", verb, self.store, *words, "--actor", actor)

    def refused(self, verb, *words, actor="li"):
        """The code of the one problem."""
        done = self.run_program("zone", verb, self.store, *words, "--actor", actor)
        self.assertEqual(done.returncode, 1, done.stdout)
        codes = re.findall(r"\[([a-z-]+)\]", done.stderr)
        self.assertEqual(len(codes), 1, done.stderr)
        return codes[0]

    def approved(self, *versions, change=()):
        self.step("submit", *versions, *change)
        self.step("approve", *versions, "--document", "8号", actor="wang")

    def publish(self, *words):
        return self.step("publish", *words, "--document", "9号", "--issuer", "县政府")

    def statuses(self):
        return dict(self.rows("SELECT zone_id || '@' || version, status FROM zones"))


class ZoneLife(ZoneCase):
    def test_a_draft_comes_into_force_on_its_day_and_ends_the_version_before(self):
        self.approved("Z1@2")
        told = self.step("publish", "Z1@2", "--document", "朔政发〔2026〕9号", "--issuer", "朔州市人民政府",
                         "--effective", "2026-03-01")
        self.assertIn("supersedes Z1@1", told)
        versions = json.loads(self.run_ok("zone", "show", self.store, "Z1", "--format", "json"))["versions"]
        self.assertEqual([(v["version"], v["status"], v["valid_to"]) for v in versions],
                         [(1, "superseded", "2026-02-28"), (2, "published", None)])
        self.assertEqual(versions[1]["document"], "朔政发〔2026〕9号")
        self.assertEqual([s["step"] for s in versions[1]["steps"]], ["drafted", "submitted", "approved", "published"])
        here = self.collection("here.geojson", feature({}, square(113.2001, 39.5601, 0.0005)))
        self.assertEqual(self.check(here, "--as-of", "2026-02-28")["findings"], [])
        self.assertEqual([f["zone_version"] for f in self.check(here, "--as-of", "2026-03-01")["findings"]], [2])

    def test_an_approver_is_told_of_ground_given_up_and_of_a_drafter_who_decides_cases_there(self):
        here = self.collection("here.geojson", feature({"id": "A1"}, square(113.1801, 39.5601, 0.0005)))
        self.check(here, "--record")
        officer = self.rows("SELECT actor FROM audit WHERE action = 'check'")[0][0]
        self.step("submit", "Z1@2", actor=officer)
        paper = ("--document", "8号")
        self.assertEqual(self.refused("approve", "Z1@2", *paper, actor="wang"), "drafter-is-case-officer")
        done = self.run_program("zone", "approve", self.store, "Z1@2", "--actor", "wang", *paper, "--acknowledge")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("ground-given-up", done.stderr)
        detail = json.loads(self.rows("SELECT detail FROM audit ORDER BY fid DESC LIMIT 1")[0][0])
        self.assertTrue(detail["acknowledged"])

    def test_a_drafter_without_cases_there_needs_no_acknowledgement(self):
        here = self.collection("here.geojson", feature({"id": "A1"}, square(113.19, 39.57, 0.0005)))
        self.check(here, "--record")
        officer = self.rows("SELECT actor FROM audit WHERE action = 'check'")[0][0]
        self.step("submit", "Z1@2", actor=officer)
        self.step("approve", "Z1@2", "--document", "8号", actor="wang")

    def test_whoever_drew_a_draft_is_named_whoever_submits_it(self):
        here = self.collection("here.geojson", feature({"id": "A1"}, square(113.1801, 39.5601, 0.0005)))
        self.check(here, "--record")
        officer = self.rows("SELECT actor FROM audit WHERE action = 'check'")[0][0]
        shown = json.loads(self.run_ok("zone", "show", self.store, "Z1@2", "--format", "json"))["versions"][0]
        self.assertEqual([(s["step"], s["actor"]) for s in shown["steps"]], [("drafted", officer)])
        self.assertIn(f"drafted  {officer}", self.run_ok("zone", "show", self.store, "Z1@2"))
        self.step("submit", "Z1@2")
        self.assertEqual(self.refused("approve", "Z1@2", "--document", "8号", actor="wang"), "drafter-is-case-officer")

    def test_a_draft_says_who_brought_it_in_and_an_announced_line_does_not(self):
        self.run_ok("import", "zones", self.store, self.collection("d.geojson", feature(
            {"zone_id": "N1", "site_id": "S1", "kind": "protection", "status": "draft"}, square(113.3, 39.56))),
            "--actor", " 赵\u3000")
        self.assertEqual(self.rows("SELECT actor FROM version_steps WHERE zone_id = 'N1'"), [("赵",)])
        self.assertEqual(self.rows("SELECT actor FROM audit ORDER BY fid DESC LIMIT 1"), [("赵",)])
        self.assertEqual(self.rows("SELECT count(*) FROM version_steps WHERE zone_id = 'Z2'"), [(0,)])
        self.run_ok("audit", "verify", self.store)

    def test_a_draft_drawn_from_words_says_who_drew_it(self):
        self.run_ok("zone", "draw", self.store, "S1", "--line", "control", "--words", "保护范围外扩30米", "--keep", "N2",
                    "--actor", "赵")
        self.assertEqual(self.rows("SELECT step, actor FROM version_steps WHERE zone_id = 'N2'"), [("drafted", "赵")])

    def test_whoever_revokes_a_line_on_which_they_decide_cases_says_that_it_is_seen(self):
        here = self.collection("here.geojson", feature({"id": "A1"}, square(113.1801, 39.5601, 0.0005)))
        self.check(here, "--record")
        officer = self.rows("SELECT actor FROM audit WHERE action = 'check'")[0][0]
        words = ("Z1@1", "--document", "11号", "--reason", "撤销文保单位")
        self.assertEqual(self.refused("revoke", *words, actor=officer.upper()), "drafter-is-case-officer")
        done = self.run_program("zone", "revoke", self.store, *words, "--actor", officer, "--acknowledge")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("ground-given-up", done.stderr)

    def test_what_was_known_before_the_publication_is_answered_as_it_was(self):
        here = self.collection("here.geojson", feature({}, square(113.2001, 39.5601, 0.0005)))
        before = self.check(here)
        self.approved("Z1@2")
        self.publish("Z1@2", "--effective", "2020-01-01")
        now = self.check(here)
        self.assertEqual([f["zone_id"] for f in now["findings"]], ["Z1"])
        then = self.check(here, "--known-at", before["store"]["known_at"])
        self.assertEqual(then["findings"], [])
        self.assertEqual(then["store"]["digest"], before["store"]["digest"])

    def test_no_step_can_be_skipped(self):
        self.assertEqual(self.refused("approve", "Z1@2"), "step-not-possible")
        self.assertEqual(self.refused("publish", "Z1@2", "--document", "9号"), "step-not-possible")
        self.step("submit", "Z1@2", "--document", "送审1号")
        self.assertEqual(self.refused("publish", "Z1@2", "--document", "9号"), "step-not-possible")
        self.assertEqual(self.refused("submit", "Z1@2"), "step-not-possible")
        self.assertEqual(self.refused("submit", "Z1@1"), "step-not-possible")

    def test_whoever_submitted_does_not_approve_unless_alone_and_that_is_logged(self):
        self.step("submit", "Z1@2")
        self.assertEqual(self.refused("approve", "Z1@2", "--document", "8号"), "four-eyes")
        self.assertEqual(self.refused("approve", "Z1@2", "--document", "8号", actor=" LI\u3000"), "four-eyes")
        self.step("approve", "Z1@2", "--document", "8号", "--single-person")
        self.assertIn("by one person", self.run_ok("zone", "show", self.store, "Z1@2"))
        self.assertEqual(self.rows("SELECT is_single_person FROM version_steps WHERE step = 'approved'"), [(1,)])
        self.assertIn('"single_person":true', self.rows("SELECT detail FROM audit WHERE action = 'approve'")[0][0])

    def test_a_version_returned_with_reasons_is_a_draft_again(self):
        self.step("submit", "Z1@2")
        self.assertEqual(self.refused("return", "Z1@2", actor="wang"), "reason-missing")
        self.assertEqual(self.refused("return", "Z1@2", "--reason", " \u3000", actor="wang"), "reason-missing")
        self.assertEqual(self.refused("return", "Z1@2", "--reason", "x", actor="  "), "actor-missing")
        self.step("return", "Z1@2", "--reason", "东侧少画一段", actor="wang")
        self.assertEqual(self.statuses()["Z1@2"], "draft")
        self.assertIn("东侧少画一段", self.run_ok("zone", "show", self.store, "Z1@2"))

    def test_a_notice_of_many_units_is_published_whole_or_not_at_all(self):
        self.draft("N1", 1, 113.3)
        self.draft("N2", 1, 113.4)
        self.approved("N1@1", "N2@1")
        notice = self.folder / "notice.csv"
        notice.write_text("\ufeffzone,name\nN1@1,甲\n# later\nN2@1,乙\nZ1@2,丙\n", encoding="utf-8")
        paper = ("--document", "9号", "--issuer", "县政府")
        self.assertEqual(self.refused("publish", *paper, "--list", notice), "step-not-possible")
        self.assertEqual(self.statuses()["N1@1"], "approved")
        notice.write_text("N1@1\nN2@1\n", encoding="utf-8")
        self.step("publish", "--document", "9号", "--issuer", "县政府", "--list", notice)
        self.assertEqual(self.statuses()["N1@1"], "published")
        self.assertEqual(len(self.rows("SELECT DISTINCT at FROM version_steps WHERE step = 'published'")), 1)
        self.assertEqual(self.rows("SELECT document, issuer FROM documents WHERE document = '9号'"),
                         [("9号", "县政府")])

    def test_a_list_with_faults_names_their_lines(self):
        notice = self.folder / "notice.txt"
        notice.write_text("Z1@2\nZ1@two\n@3\n", encoding="utf-8")
        done = self.run_program("zone", "publish", self.store, "--document", "9号", "--list", notice)
        self.assertEqual(done.returncode, 1)
        self.assertIn("notice.txt:2", done.stderr)
        self.assertIn("notice.txt:3", done.stderr)

    def test_what_was_drawn_on_an_older_version_is_not_published_over_a_newer_one(self):
        self.draft("Z1", 3, 113.3)
        self.approved("Z1@2", "Z1@3")
        self.publish("Z1@2")
        self.assertEqual(self.refused("publish", "Z1@3", "--document", "10号", "--issuer", "县政府"), "moved-on")
        self.step("return", "Z1@3", "--reason", "Z1@2", actor="wang")
        self.approved("Z1@3")
        self.publish("Z1@3")

    def test_a_draft_that_states_its_day_comes_into_force_on_it(self):
        self.draft("N1", 1, 113.3, valid_from="2027-05-01")
        self.approved("N1@1")
        self.publish("N1@1")
        self.assertEqual(self.rows("SELECT valid_from, document_date FROM zones WHERE zone_id = 'N1'"),
                         [("2027-05-01", "2027-05-01")])

    def test_what_decides_needs_its_papers(self):
        self.step("submit", "Z1@2")
        done = self.run_program("zone", "approve", self.store, "Z1@2", "--actor", "wang")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("[document-missing]", done.stderr)
        self.assertEqual(self.refused("publish", "Z1@2", "--issuer", "县政府"), "document-missing")
        self.assertEqual(self.refused("publish", "Z1@2", "--document", "  ", "--issuer", "县政府"), "document-missing")
        done = self.run_program("zone", "publish", self.store, "Z1@2", "--actor", "wang", "--document", "9号")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("[issuer-missing]", done.stderr)

    def test_the_file_of_a_document_is_known_by_its_digest(self):
        paper = self.folder / "批复.pdf"
        paper.write_bytes(b"%PDF-1.7")
        digest = hashlib.sha256(b"%PDF-1.7").hexdigest()
        self.assertEqual(self.refused("submit", "Z1@2", "--file", paper), "document-missing")
        self.step("submit", "Z1@2", "--change", "adjustment")
        self.step("approve", "Z1@2", "--document", "8号", "--title", "关于木塔的批复", "--file", paper, actor="wang")
        shown = json.loads(self.run_ok("zone", "show", self.store, "Z1@2", "--format", "json"))["versions"][0]
        self.assertEqual([(d["document"], d["title"], d["sha256"]) for d in shown["documents"]],
                         [("8号", "关于木塔的批复", digest)])
        told = self.run_ok("zone", "show", self.store, "Z1@2")
        self.assertIn(digest, told)
        self.assertIn("adjustment", told)
        self.assertIn(digest, self.rows("SELECT detail FROM audit WHERE action = 'approve'")[0][0])

    def test_only_a_correction_reaches_back_behind_what_was_announced(self):
        self.approved("Z1@2")
        self.publish("Z1@2", "--effective", "2026-03-01")
        self.draft("Z1", 3, 113.3)
        self.approved("Z1@3")
        self.assertEqual(self.refused("publish", "Z1@3", "--document", "9号", "--issuer", "县政府", "--effective",
                                      "2026-02-01"), "backdated")
        self.step("return", "Z1@3", "--reason", "更正", actor="wang")
        self.approved("Z1@3", change=("--change", "correction"))
        done = self.run_program("zone", "publish", self.store, "Z1@3", "--document", "9号", "--issuer", "县政府",
                                "--effective", "2026-02-01")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("backdated", done.stderr)

    def test_a_version_is_not_revoked_before_it_began(self):
        self.approved("Z1@2")
        self.publish("Z1@2", "--effective", "2026-03-01")
        self.assertEqual(self.refused("revoke", "Z1@2", "--document", "11号", "--effective", "2026-02-28"),
                         "revoked-before-begin")
        self.step("revoke", "Z1@2", "--document", "11号", "--effective", "2026-03-01")
        self.assertNotIn("dates-reversed", self.run_ok("validate", self.store))

    def test_a_revoked_version_is_out_of_force_from_its_day(self):
        told = self.run_program("zone", "revoke", self.store, "Z1@1", "--document", "11号", "--effective",
                                "2026-02-01", "--reason", "撤销文保单位")
        self.assertEqual(told.returncode, 0, told.stderr)
        self.assertIn("no-line-after", told.stderr)
        self.assertEqual(self.rows("SELECT status, valid_to FROM zones WHERE zone_id = 'Z1' AND version = 1"),
                         [("revoked", "2026-01-31")])

    def test_a_version_left_out_is_the_only_one_that_fits(self):
        self.assertIn("Z1@2", self.step("submit", "Z1"))
        self.draft("Z1", 3, 113.3)
        self.draft("Z1", 4, 113.4)
        self.assertEqual(self.refused("submit", "Z1"), "version-not-named")
        self.assertEqual(self.refused("submit", "Z1@9"), "version-unknown")
        self.assertEqual(self.refused("submit", "ZZ"), "zone-unknown")

    def test_what_was_in_force_on_a_day_or_known_at_an_instant_is_listed(self):
        known = self.rows("SELECT value FROM meta WHERE key = 'revised_at'")[0][0]
        self.approved("Z1@2")
        self.publish("Z1@2", "--effective", "2026-03-01")

        def listed(*words):
            told = json.loads(self.run_ok("zone", "list", self.store, "--format", "json", *words))["zones"]
            return [(z["zone_id"], z["version"], z["status"]) for z in told if z["zone_id"] == "Z1"]

        self.assertEqual(listed("--as-of", "2026-03-01"), [("Z1", 2, "published")])
        self.assertEqual(listed("--as-of", "2026-02-28"), [("Z1", 1, "superseded")])
        self.assertEqual(listed("--as-of", "2026-03-01", "--known-at", known), [("Z1", 1, "published")])
        self.assertEqual(self.run_program("zone", "list", self.store, "--as-of", "soon").returncode, 2)

    def test_a_zone_is_shown_as_it_was_known_at_an_instant(self):
        known = self.rows("SELECT value FROM meta WHERE key = 'revised_at'")[0][0]
        self.approved("Z1@2")
        self.publish("Z1@2", "--effective", "2026-03-01")
        then = json.loads(self.run_ok("zone", "show", self.store, "Z1", "--format", "json", "--known-at", known))["versions"]
        self.assertEqual([(v["version"], v["status"], v["valid_to"]) for v in then],
                         [(1, "published", None), (2, "draft", None)])
        self.assertEqual([s["step"] for s in then[1]["steps"]], ["drafted"])
        self.assertEqual(then[1]["documents"], [])
        self.assertIsNotNone(then[1]["geometry"])
        self.assertEqual(self.run_program("zone", "show", self.store, "Z1", "--known-at", "soon").returncode, 2)
        self.assertIn("zone-unknown", self.run_program("zone", "show", self.store, "Z1", "--known-at",
                                                       "2000-01-01T00:00:00Z").stderr)

    def test_steps_between_are_recorded_and_shown(self):
        self.step("submit", "Z1@2")
        self.step("step", "consulted", "Z1@2", "--office", "自然资源局", "--reason", "无意见")
        shown = self.run_ok("zone", "show", self.store, "Z1@2")
        self.assertIn("opinions asked for", shown)
        self.assertIn("自然资源局", shown)


class Audit(ZoneCase):
    def setUp(self):
        super().setUp()
        self.approved("Z1@2")
        self.publish("Z1@2")

    def verify(self, *words):
        return self.run_program("audit", "verify", self.store, *words)

    def test_every_act_is_in_the_chain(self):
        actions = [row[0] for row in self.rows("SELECT action FROM audit ORDER BY fid")]
        self.assertEqual(actions[0], "init")
        self.assertEqual(actions[-3:], ["submit", "approve", "publish"])
        self.assertEqual(self.verify().returncode, 0)
        count, head = self.run_ok("audit", "head", self.store).split()
        self.assertEqual(int(count), len(actions))
        self.assertEqual(self.verify("--head", head).returncode, 0)

    def test_other_programs_cannot_touch_it(self):
        for sql in ("UPDATE audit SET actor = 'x'", "DELETE FROM audit", "UPDATE version_steps SET actor = 'x'",
                    "DELETE FROM version_steps",
                    "INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE fid = 1"):
            with self.assertRaisesRegex(sqlite3.IntegrityError, "LX00[45]"):
                self.edit(sql)

    def test_whoever_removes_the_guard_is_found_out(self):
        head = self.run_ok("audit", "head", self.store).split()[1]
        self.edit("DROP TRIGGER audit_not_updated")
        self.edit("UPDATE audit SET actor = 'x' WHERE fid = 2")
        done = self.verify()
        self.assertEqual(done.returncode, 1)
        self.assertIn("entry 2", done.stderr)
        self.edit("DROP TRIGGER audit_not_deleted")
        self.edit("UPDATE audit SET actor = 'root' WHERE fid = 2")
        self.edit("DELETE FROM audit WHERE fid > 2")
        self.assertEqual(self.verify("--head", head).returncode, 1)


    def test_a_signed_head_shows_an_end_cut_off_and_who_signed_it(self):
        key, other, head = (self.folder / name for name in ("key", "other", "head.json"))
        self.run_ok("audit", "key", key)
        self.run_ok("audit", "key", other)
        self.assertEqual(key.stat().st_mode & 0o777, 0o600)
        self.assertEqual(self.run_program("audit", "key", key).returncode, 1, "never over an old one")
        head.write_text(self.run_ok("audit", "head", self.store, "--sign", key), encoding="utf-8")
        self.run_ok("audit", "verify", self.store, "--signed", head, "--key", f"{key}.pub")
        done = self.verify("--signed", head, "--key", f"{other}.pub")
        self.assertIn("another key", done.stderr)
        changed = json.loads(head.read_text(encoding="utf-8"))
        changed["count"] -= 1
        forged = self.folder / "forged.json"
        forged.write_text(json.dumps(changed), encoding="utf-8")
        self.assertIn("changed since", self.verify("--signed", forged).stderr)
        key.chmod(0o644)
        self.assertIn("chmod 600", self.run_program("audit", "head", self.store, "--sign", key).stderr)
        self.edit("DROP TRIGGER audit_not_deleted")
        self.edit("DELETE FROM audit WHERE fid = (SELECT max(fid) FROM audit)")
        self.assertIn("have no entry", self.verify().stderr, "the publication stands without its entry")
        self.assertEqual(self.verify("--signed", head).returncode, 1)


def script(number):
    return next((ROOT / "data" / "schema" / "gpkg").glob(f"{number}-*.sql")).read_text(encoding="utf-8")


class OlderStore(ProgramCase):
    def test_a_store_of_schema_4_is_open_to_drafts_only_once_it_is_written(self):
        connection = sqlite3.connect(self.store)
        connection.executescript("".join(script(f"000{number}") for number in range(1, 5)))
        connection.close()
        insert = "INSERT INTO zones (zone_id, version, kind) VALUES ('Z1', {}, 'protection')"
        self.edit_plainly(insert.format(1))
        drawn = self.collection("d.geojson", feature({"zone_id": "Z2", "kind": "protection"}, square(113.2, 39.56)))
        self.run_ok("import", "zones", self.store, drawn)
        self.assertEqual(self.rows("SELECT action FROM audit ORDER BY fid"), [("migrate",), ("import",)])
        self.edit_plainly(insert.format(2))
        self.assertEqual(self.rows("SELECT zone_id, version, status FROM zones"),
                         [("Z1", 1, "published"), ("Z2", 1, "published"), ("Z1", 2, "draft")])
        self.assertEqual(self.rows("PRAGMA integrity_check"), [("ok",)])
        with self.assertRaisesRegex(sqlite3.IntegrityError, "LX003"):
            self.edit_plainly("INSERT INTO zones (zone_id, version, kind, status) VALUES ('Z1', 3, 'control', 'published')")
        self.run_ok("audit", "verify", self.store)

    def test_a_store_of_schema_1_is_read_as_it_is_and_brought_up_when_written(self):
        self.make_store()
        for trigger in ("audit_only_added_to", "audit_not_updated", "audit_not_deleted"):
            self.edit(f"DROP TRIGGER {trigger}")
        self.edit("DROP TABLE version_steps")
        self.edit("DROP INDEX documents_by_number")
        self.edit("DELETE FROM audit")
        self.edit("DELETE FROM gpkg_contents WHERE table_name = 'version_steps'")
        self.edit("UPDATE meta SET value = 1 WHERE key = 'schema_version'")
        for register in ("prerequisites", "targets", "packages", "corner_surveys", "datums"):
            self.edit(f"DROP TABLE {register}")
            self.edit(f"DELETE FROM gpkg_contents WHERE table_name = '{register}'")
        for trigger in ("zones_not_replaced", "zones_not_changed", "zones_not_deleted", "zones_stay_drafts"):
            self.edit_plainly(f"DROP TRIGGER {trigger}")
        for trigger in re.findall(r"CREATE TRIGGER (\w+)", script("0005")):
            self.edit_plainly(f"DROP TRIGGER IF EXISTS {trigger}")
        self.edit_plainly("DELETE FROM meta WHERE key = 'acting'")
        self.assertIn("Z1@1", self.run_ok("zone", "show", self.store, "Z1"))
        self.run_ok("zone", "revoke", self.store, "Z1", "--document", "9号")
        self.assertEqual([row[0] for row in self.rows("SELECT action FROM audit ORDER BY fid")],
                         ["migrate", "revoke"])
        self.assertEqual(self.rows("SELECT value FROM meta WHERE key = 'schema_version'"), [(5,)])
        with self.assertRaisesRegex(sqlite3.IntegrityError, "LX001"):
            self.edit_plainly("UPDATE zones SET words = 'x' WHERE zone_id = 'Z2'")


if __name__ == "__main__":
    unittest.main()
