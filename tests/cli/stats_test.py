#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""`import prerequisites|targets` and `stats`: every figure is the length of its list, on any day."""
import csv
import io
import json
import pathlib
import sqlite3
import unittest

import openpyxl

from program import ProgramCase, feature, square

HEAD = ("文物编号,名称,级别,公布机关,公布日期,立标机关,立标日期,档案号,主卷,副卷,备考卷,备案日期,管理机构,专人,职务\n")
FULL = "S1,木塔,全国重点文物保护单位,国务院,1961-03-04,山西省人民政府,1985年,140622-1,3,2,1,2006-05-01,木塔文管所,,\n"


class Stats(ProgramCase):
    def setUp(self):
        super().setUp()
        self.make_units()

    def make_units(self):
        self.run_ok("init", self.store)
        self.run_ok("import", "sites", self.store, self.collection(
            "s.geojson",
            feature({"site_id": "S1", "name": "木塔", "level": "national", "county": "应县", "announced_on": "1961-03-04"}, None),
            feature({"site_id": "S2", "name": "寺", "level": "county", "county": "应县", "announced_on": "2024-06-01"}, None),
            feature({"site_id": "S3", "name": "墓", "level": "county", "county": "山阴县", "announced_on": "2012年"}, None),
            feature({"site_id": "S4", "name": "窑", "level": "ungraded", "county": "山阴县"}, None)))
        self.run_ok("import", "zones", self.store, self.collection(
            "z.geojson",
            feature({"zone_id": "Z1", "site_id": "S1", "kind": "protection", "document": "d", "issuer": "i",
                     "document_date": "1990-01-01", "valid_from": "1990-01-01"}, square(113.18, 39.56)),
            feature({"zone_id": "Z2", "site_id": "S1", "kind": "control", "document": "e", "approval_document": "x",
                     "document_date": "2000-01-01", "valid_from": "2000-01-01"}, square(113.18, 39.56, 0.002)),
            feature({"zone_id": "Z3", "site_id": "S2", "kind": "protection", "status": "draft"}, square(113.2, 39.56))))

    def file(self, name, text):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def stats(self, *more):
        out = json.loads(self.run_ok("stats", self.store, "--format", "json", *more))
        self.assertEqual(out["schema"], "liangxian/stats/1")
        for figures in [out["total"], *(group["figures"] for group in out["groups"])]:
            for figure in figures.values():
                ids = out["lists"][figure["list_id"]]
                self.assertEqual(figure["count"], len(ids))
                self.assertEqual(len(ids), len(set(ids)))
        return out

    def counts(self, *more):
        return {name: figure["count"] for name, figure in self.stats(*more)["total"].items()}

    def list_of(self, name, *more):
        return self.stats(*more)["lists"][name]

    def test_every_line_of_a_unit_is_missing_drafted_or_announced(self):
        out = self.stats("--by", "county,level,year", "--as-of", "2025-01-01")
        lists = out["lists"]
        self.assertEqual(lists["units"], ["S1", "S2", "S3"])
        self.assertEqual(lists["ungraded"], ["S4"])
        self.assertEqual(lists["range-announced"], ["S1"])
        self.assertEqual(lists["control-announced"], ["S1"])
        self.assertEqual(lists["range-missing"], ["S2", "S3"], "nobody had drawn the draft yet")
        self.assertEqual(self.list_of("range-draft"), ["S2"])
        self.assertEqual([group["key"] for group in out["groups"]],
                         [{"county": "山阴县", "level": "county", "year": "2012"},
                          {"county": "山阴县", "level": "ungraded", "year": None},
                          {"county": "应县", "level": "county", "year": "2024"},
                          {"county": "应县", "level": "national", "year": "1961"}])
        for group in out["groups"]:
            count = {name: figure["count"] for name, figure in group["figures"].items()}
            for line in ("range", "control"):
                self.assertEqual(count[f"{line}-missing"] + count[f"{line}-draft"] + count[f"{line}-announced"],
                                 count["units"])

    def test_the_year_for_a_range_is_over_a_year_after_the_announcement(self):
        self.assertEqual(self.list_of("range-due", "--as-of", "2025-06-01"), ["S2"])
        self.assertEqual(self.list_of("range-overdue", "--as-of", "2025-06-01"), ["S3"])
        self.assertEqual(self.list_of("range-overdue", "--as-of", "2025-06-02"), ["S2", "S3"])
        self.assertEqual(self.counts("--as-of", "2024-05-31")["units"], 2, "S2 was not announced yet")
        self.assertEqual(self.counts("--as-of", "1980-01-01")["range-overdue"], 1)

    def test_of_an_announcement_of_which_the_year_is_known_the_deadline_is_the_end_of_the_next(self):
        self.assertEqual(self.list_of("range-due", "--as-of", "2013-12-31"), ["S3"])
        self.assertEqual(self.list_of("range-overdue", "--as-of", "2013-12-31"), [])
        self.assertEqual(self.list_of("range-overdue", "--as-of", "2014-01-01"), ["S3"])
        self.assertIn("[overdue] site S3", self.run_program("validate", self.store).stdout)

    def test_a_relic_of_no_level_has_no_deadline(self):
        self.edit("UPDATE sites SET announced_on = '2001-01-01' WHERE site_id = 'S4'")
        for day in ("2001-06-01", "2025-01-01"):
            out = self.stats("--as-of", day)
            self.assertNotIn("S4", out["lists"]["range-due"] + out["lists"]["range-overdue"])
        self.assertNotIn("site S4", self.run_program("validate", self.store).stdout)

    def test_what_was_recorded_last_of_a_unit_is_right_on_every_day(self):
        known = self.stats()["known_at"]
        # Taken for a county's unit of 2024; it is the province's, and was since 2010.
        self.edit("UPDATE sites SET level = 'provincial', announced_on = '2010-05-01' WHERE site_id = 'S2'")
        self.assertEqual(self.stats("--as-of", "2025-01-01")["units"]["S2"]["level"], "provincial")
        self.assertEqual(self.stats("--as-of", "2015-01-01")["units"]["S2"]["level"], "provincial")
        before = self.stats("--as-of", "2025-01-01", "--known-at", known)["units"]["S2"]
        self.assertEqual((before["level"], before["year"]), ("county", "2024"))
        # Never announced at all.
        self.edit("UPDATE sites SET level = 'ungraded', announced_on = NULL WHERE site_id = 'S2'")
        self.assertIn("S2", self.list_of("ungraded", "--as-of", "2025-01-01"))
        self.assertNotIn("site S2: its range was", self.run_program("validate", self.store).stdout)

    def test_a_county_that_was_stated_wrongly_is_right_before_the_unit_rose_too(self):
        self.run_ok("site", "announce", self.store, "S3", "--level", "provincial", "--on", "2021-03-05", "--document", "7号")
        self.edit("UPDATE sites SET county = '怀仁市' WHERE site_id = 'S3'")
        then = self.stats("--as-of", "2015-01-01")["units"]["S3"]
        self.assertEqual((then["level"], then["county"]), ("county", "怀仁市"))

    def test_a_unit_that_rises_is_overdue_again_and_was_what_it_was(self):
        self.run_ok("import", "zones", self.store, self.collection(
            "z4.geojson", feature({"zone_id": "Z4", "site_id": "S3", "kind": "protection", "document": "d",
                                   "document_date": "2013-01-01", "valid_from": "2013-01-01"}, square(113.3, 39.5))))
        self.run_ok("site", "announce", self.store, "S3", "--level", "provincial", "--on", "2021-03-05", "--document", "7号")
        self.assertEqual(self.list_of("range-due", "--as-of", "2022-03-05"), ["S3"])
        self.assertIn("S3", self.list_of("range-overdue", "--as-of", "2022-03-06"))
        before = self.stats("--as-of", "2020-12-31", "--by", "level")
        self.assertEqual(before["units"]["S3"]["level"], "county")
        self.assertEqual(before["units"]["S3"]["year"], "2012")
        self.assertNotIn("S3", before["lists"]["range-overdue"])
        self.assertEqual(self.stats("--as-of", "2021-03-05")["units"]["S3"]["level"], "provincial")

    def test_steps_count_from_their_own_day(self):
        self.run_ok("zone", "step", self.store, "filed", "Z1@1", "--dated", "1991-05-01", "--document", "f")
        self.run_ok("zone", "step", self.store, "mapped", "Z1@1", "--dated", "2022-05-01", "--document", "m")
        self.assertEqual(self.counts("--as-of", "1991-04-30")["range-filed"], 0)
        self.assertEqual(self.counts("--as-of", "1991-05-01")["range-filed"], 1)
        self.assertEqual(self.list_of("range-delivered", "--as-of", "2022-05-01"), ["S1"])
        self.assertEqual(self.counts("--as-of", "2022-04-30")["range-delivered"], 0)

    def test_the_items_beside_the_range_are_whole_partial_or_missing(self):
        done = self.run_ok("import", "prerequisites", self.store, self.file("p.csv", HEAD + FULL +
            "S2,,,,,县政府,2025,,,,,,,张三,馆长\nS4,,,,,,,,,,,,村委会,,\n"))
        self.assertIn("rows read 3, taken 3", done)
        out = self.stats()
        self.assertEqual(out["lists"]["prerequisites-complete"], ["S1"])
        self.assertEqual(out["lists"]["marker-partial"], ["S2"], "art. 10 of the regulation asks for six things")
        self.assertEqual(out["lists"]["marker-missing"], ["S3", "S4"])
        self.assertEqual(out["lists"]["custody"], ["S1", "S2", "S4"])
        for item in ("marker", "archive", "custody"):
            self.assertEqual(sum(out["total"][item + end]["count"] for end in ("", "-partial", "-missing")), 4)

    def test_a_correction_stands_beside_what_it_corrects(self):
        self.run_ok("import", "prerequisites", self.store, self.file("p.csv", HEAD + FULL))
        known = self.rows("SELECT max(recorded_at) FROM prerequisites")[0][0]
        corrected = self.run_ok("import", "prerequisites", self.store,
                                self.file("q.csv", "文物编号,记录档案,valid_from\nS1,无,\n"))
        self.assertIn("[corrected]", corrected)
        self.assertEqual(self.counts()["archive"], 0)
        self.assertEqual(self.counts("--known-at", known)["archive"], 1)
        self.assertEqual(self.rows("SELECT count(*) FROM prerequisites")[0][0], 4)
        again = self.run_ok("import", "prerequisites", self.store, self.folder / "q.csv")
        self.assertIn("unchanged: 1", again)
        self.assertEqual(self.rows("SELECT count(*) FROM prerequisites")[0][0], 4)
        self.run_ok("import", "prerequisites", self.store,
                    self.file("r.csv", "文物编号,档案号,主卷,valid_from\nS1,7,1,2020-01-01\n"))
        self.assertEqual(self.counts("--as-of", "2019-12-31")["archive"], 0)
        self.assertEqual(self.counts("--as-of", "2020-01-01")["archive"], 1)

    def test_a_marker_counts_since_it_was_erected_and_an_archive_since_it_was_filed(self):
        self.run_ok("import", "prerequisites", self.store, self.file("p.csv", HEAD + FULL))
        for figure, before, day in (("marker", "1984-12-31", "1985-01-01"), ("archive", "2006-04-30", "2006-05-01")):
            self.assertEqual(self.counts("--as-of", before)[figure], 0, figure)
            self.assertEqual(self.counts("--as-of", before)[f"{figure}-missing"], 4, figure)
            self.assertEqual(self.counts("--as-of", day)[figure], 1, figure)

    def test_one_bad_row_refuses_all_and_every_fault_is_told_with_its_place(self):
        done = self.run_program("import", "prerequisites", self.store, self.file(
            "p.csv", "文物编号,专人,主卷,立标日期,备案日期,标志说明,valid_from,valid_to\n"
                     "S9,李四,x,很久以前,2006-02-30,大概,,\nS2,王五,,,,,2020-01-02,2020-01-01\nS3,赵六,,,,,,\n,孙七,,,,,,\nS1,,,,,,,\n"))
        self.assertEqual(done.returncode, 1, done.stderr)
        for code, line in (("site-unknown", 2), ("bad-value", 2), ("dates-reversed", 3), ("field-missing", 5), ("nothing-stated", 6)):
            self.assertIn(f"[{code}] p.csv:{line}", done.stderr)
        for field in ("main_volumes", "erected_on", "filed_on", "marker"):
            self.assertIn(f"{field}: ", done.stderr)
        self.assertIn("nothing was written", done.stderr)
        self.assertIn("rows read 5, taken 0, repaired 0, refused 4", done.stdout)
        self.assertEqual(self.rows("SELECT count(*) FROM prerequisites")[0][0], 0)

    def test_a_month_or_a_year_is_a_day_of_a_marker_and_another_word_is_none(self):
        head = "文物编号,立标机关,公布日期,立标日期\n"
        self.run_ok("import", "prerequisites", self.store, self.file("p.csv", head + "S1,局,1961,1985年\nS2,局,2024年6月,2025-01\n"))
        self.assertEqual(self.rows("SELECT announced_on, erected_on FROM prerequisites ORDER BY fid"),
                         [("1961", "1985年"), ("2024年6月", "2025-01")])
        for word in ("1985年左右", "85", "2025-13", "八十年代"):
            done = self.run_program("import", "prerequisites", self.store, self.file("q.csv", head + f"S3,局,,{word}\n"))
            self.assertEqual(done.returncode, 1, word)
            self.assertIn("erected_on", done.stderr)

    def test_nothing_about_a_person_is_kept_but_name_and_office(self):
        done = self.run_ok("import", "prerequisites", self.store, self.file(
            "p.csv", "文物编号,专人,身份证号,主卷\nS3,赵六,3,1\n"))
        self.assertIn("personal-data-left-out", done)
        self.assertEqual(self.rows("SELECT site_id, item, keeper_name FROM prerequisites ORDER BY fid"),
                         [("S3", "archive", None), ("S3", "custody", "赵六")])

    def test_no_other_program_changes_the_registers(self):
        self.run_ok("import", "prerequisites", self.store, self.file("p.csv", HEAD + FULL))
        for sql in ("UPDATE prerequisites SET state = 'absent'", "DELETE FROM prerequisites",
                    "INSERT OR REPLACE INTO prerequisites (fid, site_id, item, state) VALUES (1, 'S1', 'marker', 'absent')"):
            with self.assertRaisesRegex(sqlite3.Error, "LX009"):
                self.edit_plainly(sql)
        with self.assertRaisesRegex(sqlite3.Error, "LX008"):
            self.edit_plainly("INSERT INTO prerequisites (site_id, item, state, recorded_at) "
                              "VALUES ('S1', 'marker', 'absent', '2999-01-01T00:00:00.000Z')")
        self.edit_plainly("INSERT INTO prerequisites (site_id, item, state) VALUES ('S1', 'marker', 'absent')")
        self.assertEqual(self.counts()["marker"], 0)

    def test_the_registers_are_no_part_of_a_check(self):
        asked = self.collection("a.geojson", feature({}, square(113.1801, 39.5601, 0.0005)))
        before = self.check(asked)["digest"]
        self.run_ok("import", "prerequisites", self.store, self.file("p.csv", HEAD + FULL))
        self.run_ok("import", "targets", self.store, self.file("t.csv", "code,scope,year,goal_share,document\nfire,市,2025,1,d\n"))
        self.assertEqual(self.check(asked)["digest"], before)
        self.run_ok("audit", "verify", self.store)

    def test_targets_are_as_reported_by_the_day(self):
        head = "code,scope,year,name,目标,完成情况,document,document_date\n"
        self.run_ok("import", "targets", self.store, self.file(
            "t.csv", head + "dangers,市县级,2025,险情排除率,70%,0.4,半年报,2025-07-01\n"))
        self.run_ok("import", "targets", self.store, self.file(
            "u.csv", head + "dangers,市县级,2025,险情排除率,70%,0.72,年报,2026-01-10\n"))
        shares = lambda *more: [(t["goal_share"], t["reached_share"], t["document"]) for t in self.stats(*more)["targets"]]
        self.assertEqual(shares("--as-of", "2025-06-30"), [])
        self.assertEqual(shares("--as-of", "2025-12-31"), [(0.7, 0.4, "半年报")])
        self.assertEqual(shares("--as-of", "2026-01-10"), [(0.7, 0.72, "年报")])
        bad = self.run_program("import", "targets", self.store, self.file("v.csv", head + "x,y,2025,,7,,d,\n,y,2025,,1,,d,\nx,y,20255,,1,,d,\nx,z,2025,,1,,d,\n"))
        self.assertEqual(bad.returncode, 1)
        self.assertIn("'20255' is not a year", bad.stderr)
        self.assertEqual(self.rows("SELECT count(*) FROM targets")[0][0], 2)
        self.assertIn("bad-value", bad.stderr)
        self.assertIn("field-missing", bad.stderr)

    def test_a_target_of_an_undated_report_counts_from_the_first_day_of_its_year(self):
        self.run_ok("import", "targets", self.store, self.file(
            "t.csv", "code,scope,year,目标,document\ndangers,市县级,2025,70%,责任书\n"))
        self.assertEqual(self.stats("--as-of", "2024-12-31")["targets"], [])
        self.assertEqual(len(self.stats("--as-of", "2025-01-01")["targets"]), 1)

    def test_a_register_without_rows_is_refused_and_no_coordinates_asked_for(self):
        for content in ("", "site_id,marker\n"):
            done = self.run_program("import", "prerequisites", self.store, self.file("e.csv", content))
            self.assertEqual(done.returncode, 1)
            self.assertIn("[no-rows]", done.stderr)
            self.assertNotIn("coordinate", done.stderr)

    def test_a_key_named_twice_is_wrong_usage(self):
        done = self.run_program("stats", self.store, "--by", "county,county")
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertIn("'county' stands twice", done.stderr)

    def test_the_names_bureaus_give_their_columns_are_understood(self):
        done = self.run_ok("import", "prerequisites", self.store, self.file(
            "p.csv", "文物编号,标志,标志名称,公布级别,档案号,主卷,建档日期,保管员\nS3,有,木塔,national,A1,1,2020-05-01,赵六\n"))
        self.assertNotIn("column-ignored", done)
        self.assertEqual(self.rows("SELECT item, name, level, filed_on, keeper_name FROM prerequisites ORDER BY item"),
                         [("archive", None, None, "2020-05-01", None), ("custody", None, None, None, "赵六"),
                          ("marker", "木塔", "national", None, None)])

    def test_lists_and_tables_say_the_same(self):
        listed = json.loads(self.run_ok("stats", self.store, "--list", "range-missing", "--as-of", "2025-01-01", "--format", "json"))
        self.assertEqual(listed["count"], 2)
        self.assertEqual([s["site_id"] for s in listed["sites"]], ["S2", "S3"])
        group = self.run_ok("stats", self.store, "--by", "county", "--list", "应县:units")
        self.assertEqual([line.split()[0] for line in group.splitlines()], ["S1", "S2"])
        table = list(csv.DictReader(io.StringIO(self.run_ok("stats", self.store, "--by", "county", "--format", "csv"))))
        self.assertEqual({row["county"]: row["units"] for row in table}, {"应县": "2", "山阴县": "1"})
        self.assertIn("range missing", self.run_ok("stats", self.store, "--by", "level"))
        unknown = self.run_program("stats", self.store, "--list", "nothing")
        self.assertEqual(unknown.returncode, 1)
        wrong = self.run_program("stats", self.store, "--by", "town", "--as-of", "soon")
        self.assertEqual(wrong.returncode, 2)
        self.assertIn("bad-option", wrong.stderr)
        self.assertIn("bad-date", wrong.stderr)

    def test_a_workbook_holds_every_figure_and_its_list(self):
        self.run_ok("import", "targets", self.store, self.file("t.csv", "code,scope,year,目标,document\ndangers,市,2025,70%,年报\n"))
        out = self.folder / "s.xlsx"
        self.run_ok("stats", self.store, "--by", "county", "--as-of", "2025-01-01", "--format", "xlsx", "-o", out, language="zh")
        book = openpyxl.load_workbook(out)
        said = self.stats("--by", "county", "--as-of", "2025-01-01")
        rows = [row for row in book["统计"].iter_rows(values_only=True) if row[0] in ("分组", "合计", "应县", "山阴县")]
        self.assertEqual([row[0] for row in rows], ["分组", "合计", "山阴县", "应县"])
        self.assertEqual(list(rows[1][1:]), [figure["count"] for figure in said["total"].values()])
        for row, group in zip(rows[2:], said["groups"]):
            self.assertEqual(list(row[1:]), [figure["count"] for figure in group["figures"].values()])
        for name, sheet in (("保护范围未划", "range-missing"), ("文物保护单位", "units")):
            ids = [row[0] for row in book[name].iter_rows(values_only=True) if row[0] in said["units"]]
            self.assertEqual(ids, said["lists"][sheet])
        self.assertIn(70, [row[4] for row in book["年度目标"].iter_rows(values_only=True)])
        again = self.folder / "t.xlsx"
        self.run_ok("stats", self.store, "--list", "units", "--as-of", "2025-01-01", "--format", "xlsx", "-o", again)
        self.assertEqual(len(openpyxl.load_workbook(again).sheetnames), 1)

    def test_what_is_told_as_known_can_be_asked_again(self):
        self.run_ok("import", "prerequisites", self.store, self.file("p.csv", HEAD + FULL))
        first = self.stats("--as-of", "2026-01-01")
        self.run_ok("import", "prerequisites", self.store, self.file("q.csv", "文物编号,标志说明,记录档案,管理机构或专人\nS1,无,无,无\n"))
        again = self.stats("--as-of", "2026-01-01", "--known-at", first["known_at"])
        self.assertEqual(again, first)
        self.assertNotEqual(self.stats("--as-of", "2026-01-01")["lists"], first["lists"])

    def test_a_record_nobody_can_read_is_named(self):
        self.edit("UPDATE zones SET kind = 'moat' WHERE zone_id = 'Z1'")
        done = self.run_program("stats", self.store)
        self.assertEqual(done.returncode, 4)
        self.assertIn("[uncounted] zone Z1@1", done.stderr)

    def test_a_row_of_a_register_nobody_can_read_is_named_and_stops_nothing(self):
        with self.assertRaisesRegex(sqlite3.IntegrityError, "item: marker, archive, custody"):
            self.edit_plainly("INSERT INTO prerequisites (site_id, item, state) VALUES ('S1', 'moat', 'present')")
        connection = sqlite3.connect(self.store)
        with connection:
            connection.execute("PRAGMA ignore_check_constraints = ON")
            connection.execute("INSERT INTO prerequisites (site_id, item, state) VALUES ('S1', 'moat', 'present')")
        connection.close()
        done = self.run_program("stats", self.store, "--format", "json")
        self.assertEqual(done.returncode, 4)
        self.assertIn("[uncounted] prerequisites 1", done.stderr)
        self.assertEqual(json.loads(done.stdout)["uncounted"], ["prerequisites 1"])
        self.assertIn("[record-unreadable] prerequisites 1", self.run_program("validate", self.store).stdout)
        self.run_ok("import", "prerequisites", self.store, self.file("p.csv", HEAD + FULL))
        self.run_ok("check", self.store, self.collection("a.geojson", feature({}, square(113.1801, 39.5601, 0.0005))))

    def test_the_answer_has_the_documented_form(self):
        schema = json.loads((pathlib.Path(__file__).resolve().parents[2] / "docs/api/stats-1.schema.json").read_text())
        out = self.stats("--by", "county,level")
        self.assertEqual(set(out), set(schema["properties"]))
        self.assertEqual(set(out["total"]), set(schema["$defs"]["figures"]["required"]))


if __name__ == "__main__":
    unittest.main()
