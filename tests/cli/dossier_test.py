#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The dossier of units: what a planner hands in, on both stores."""
import hashlib
import itertools
import os
import pathlib
import re
import signal
import subprocess
import time
import unittest
import xml.dom.minidom
import zipfile

import docx
import openpyxl
from pyproj import Transformer

from program import ProgramCase, feature, square

SERVER = os.environ["LIANGXIAN_POSTGRES"]
NUMBERS = itertools.count()
DEMO_UNITS = [f"SZ{i:03}" for i in range(1, 13)]
AS_OF = ("--as-of", "2026-08-01")


def text_of(pdf):
    return subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout


def files_in(folder):
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest()
            for p in sorted(folder.rglob("*")) if p.is_file()}


class DossierCase(ProgramCase):
    def setUp(self):
        super().setUp()
        self.out = self.folder / "out"

    def dossier(self, *words, language="zh"):
        return self.run_ok("zone", "dossier", self.store, *words, "-o", self.out, language=language)

    def one(self, pattern):
        found = sorted(self.out.glob(pattern))
        self.assertEqual(len(found), 1, pattern)
        return found[0]


class Demo(DossierCase):
    def setUp(self):
        super().setUp()
        self.run_ok("init", self.store, "--demo")

    def test_every_unit_in_both_languages(self):
        for language, words in (("zh", ("界址点成果表", "与其他区域的关系", "中央子午线", "椭球面积")),
                                ("en", ("Corners", "Relations with other areas", "central meridian", "ellipsoid"))):
            self.out = self.folder / language
            self.dossier("--all", *AS_OF, language=language)
            for unit in DEMO_UNITS:
                text = text_of(self.one(f"{unit}-*/{unit}-dossier.pdf"))
                for word in words:
                    self.assertIn(word, text, f"{unit} {language}")
                sheet = text_of(self.one(f"{unit}-*/{unit}-sheet.pdf"))
                self.assertRegex(sheet, r"1:[\d,]+")
                self.assertIn("J1", sheet)
                fonts = subprocess.run(["pdffonts", self.one(f"{unit}-*/{unit}-dossier.pdf")], capture_output=True, text=True,
                                       check=True).stdout.splitlines()[2:]
                self.assertTrue(fonts and all(re.search(r" yes (yes|no)  ?yes ", line) for line in fonts), fonts)
                document = docx.Document(self.one(f"{unit}-*/{unit}-dossier.docx"))
                headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
                self.assertGreaterEqual(len(headings), 7, headings)
                self.assertAlmostEqual(document.sections[-1].page_width.mm, 420, delta=0.01)
            self.assertEqual(len(list(self.out.glob("SZ*"))), 16, "units without lines or geometry have one, too")

    def test_corners_are_numbers_that_pyproj_gives_back(self):
        self.dossier("SZ006", *AS_OF, "--format", "xlsx")
        book = openpyxl.load_workbook(self.one("SZ006-*/SZ006-tables.xlsx"))
        back = Transformer.from_crs(4525, 4490, always_xy=True)
        rows = [row for name in book.sheetnames if "@" in name for row in book[name].iter_rows(values_only=True)
                if row[1] and re.fullmatch(r"J\d+", str(row[1]))]
        self.assertGreaterEqual(len(rows), 12)
        for _, _, north, east, side, lon, lat in rows:
            for value in (north, east, side, lon, lat):
                self.assertIsInstance(value, (int, float))
            found = back.transform(east, north)
            self.assertAlmostEqual(found[0], lon, delta=2e-8)
            self.assertAlmostEqual(found[1], lat, delta=2e-8)
        numbers = {}
        for _, number, north, east, *_ in rows:
            self.assertEqual(numbers.setdefault(number, (north, east)), (north, east), "one number, one corner")

    def test_the_sheet_has_its_scale_on_paper(self):
        """The printed grid: figures of two lines and their distance on the page."""
        self.dossier("SZ001", *AS_OF, "--format", "pdf", "--scale", "5000")
        words = subprocess.run(["pdftotext", "-bbox", self.one("SZ001-*/SZ001-sheet.pdf"), "-"], capture_output=True, text=True,
                               check=True).stdout
        found = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="[\d.]+">(3[78]\d{6})</word>', words)
        top = min(float(y) for _, y, _, _ in found)
        east = sorted((int(word), (float(a) + float(b)) / 2) for a, y, b, word in found if abs(float(y) - top) < 1)
        self.assertGreaterEqual(len(east), 3, words)
        on_ground_m = east[-1][0] - east[0][0]
        on_paper_m = (east[-1][1] - east[0][1]) / 72 * 0.0254
        self.assertAlmostEqual(on_ground_m / on_paper_m / 5000, 1, delta=0.005)

    def test_overlaps_with_other_laws_are_listed(self):
        self.dossier("SZ002", *AS_OF, "--format", "xlsx")
        book = openpyxl.load_workbook(self.one("SZ002-*/SZ002-tables.xlsx"))
        rows = [row for row in book["与其他区域的关系"].iter_rows(values_only=True) if row[1] and "历史城区" in row[1]]
        self.assertEqual(len(rows), 2, "the range and the control zone lie in the historic city")
        for row in rows:
            self.assertGreater(row[4], 1000)
            self.assertLessEqual(row[5], 100)

    def test_the_same_state_gives_the_same_bytes_and_an_index_knows_them(self):
        self.dossier("SZ004", "SZ012", *AS_OF)
        first = files_in(self.out)
        time.sleep(1.1)
        self.dossier("SZ004", "SZ012", *AS_OF)
        self.assertEqual(files_in(self.out), first)
        book = openpyxl.load_workbook(self.out / "index.xlsx")
        listed = {row[1]: row[3] for row in book["文件"].iter_rows(values_only=True) if row[3] and re.fullmatch("[0-9a-f]{64}", str(row[3]))}
        self.assertEqual(listed, {name: digest for name, digest in first.items() if not name.startswith("index.")})
        page = (self.out / "index.html").read_text(encoding="utf-8")
        for digest in listed.values():
            self.assertIn(digest, page)

    def test_what_is_missing_is_said(self):
        told = self.dossier("SZ013", *AS_OF, "--format", "pdf", language="en")
        self.assertIn("no geometry", told)
        self.assertIn("no protection range", told)
        self.assertFalse(list(self.out.glob("*/*-sheet.pdf")))

    def test_a_draft_has_a_watermark_and_stands_beside_what_is_in_force(self):
        self.dossier("SZ005-C2@1", *AS_OF, "--format", "pdf")
        text = text_of(self.one("SZ005-*/SZ005-dossier.pdf"))
        self.assertIn("SZ005-C2@1", text)
        self.assertIn("SZ005-P@1", text)
        self.assertIn("草", text_of(self.one("SZ005-*/SZ005-sheet.pdf")))
        self.dossier("SZ005", *AS_OF, "--format", "pdf")
        self.assertNotIn("SZ005-C2", text_of(self.one("SZ005-*/SZ005-dossier.pdf")))

    def test_as_of_takes_the_version_of_that_day(self):
        self.dossier("SZ006", "--as-of", "2020-01-01", "--format", "pdf")
        self.assertIn("SZ006-G@1", text_of(self.one("SZ006-*/SZ006-dossier.pdf")))

    def test_office_files_are_xml_inside(self):
        self.dossier("SZ001", *AS_OF, "--format", "docx,xlsx")
        for file in self.out.glob("*/*"):
            with zipfile.ZipFile(file) as package:
                self.assertIsNone(package.testzip())
                for name in package.namelist():
                    if name.endswith((".xml", ".rels")):
                        xml.dom.minidom.parseString(package.read(name))

    def test_faults_are_told_and_nothing_is_written(self):
        for words, code, status in ((("SZ999",), "unit-unknown", 1), ((), "unit-missing", 2),
                                    (("SZ001", "--format", "odt"), "odt", 2), (("SZ001", "--as-of", "soon"), "bad-date", 2),
                                    (("SZ001", "--scale", "200"), "scale-does-not-fit", 1)):
            done = self.run_program("zone", "dossier", self.store, *words, "-o", self.out)
            self.assertEqual(done.returncode, status, done.stderr)
            self.assertIn(code, done.stderr)
            self.assertFalse(self.out.exists(), words)

    def test_a_unit_across_the_edge_of_a_zone_is_told_in_the_one_zone_its_corners_are_in(self):
        """112.5°E is the edge of zones 37 and 38; the range lies west of it, the middle of the unit east."""
        self.run_ok("import", "sites", self.store, self.collection("s.geojson", feature({"site_id": "E1", "name": "边", "level": "county"}, None)))
        self.run_ok("import", "zones", self.store, self.collection(
            "z.geojson", feature({"zone_id": "E1-P", "site_id": "E1", "kind": "protection"}, square(112.496, 39.5)),
            feature({"zone_id": "E1-C", "site_id": "E1", "kind": "control", "approval_document": "x"}, square(112.49, 39.49, 0.03))))
        self.dossier("E1", *AS_OF)
        self.assertEqual(set(re.findall("第 ([0-9]+) 带", text_of(self.one("E1-*/E1-dossier.pdf")))), {"38"})
        book = openpyxl.load_workbook(self.one("E1-*/E1-tables.xlsx"))
        for name in ("E1-P@1", "E1-C@1"):
            rows = list(book[name].iter_rows(values_only=True))
            self.assertIn("第 38 带", "".join(str(row[0]) for row in rows))
            corners = [row for row in rows if row[1] and re.fullmatch(r"J[0-9]+", str(row[1]))]
            self.assertEqual(len(corners), 4)
            back = Transformer.from_crs(4526, 4490, always_xy=True)
            for _, _, north, east, _, lon, lat in corners:
                self.assertAlmostEqual(back.transform(east, north)[0], lon, delta=2e-8)

    def test_a_file_of_somebody_else_is_never_replaced(self):
        self.dossier("SZ004", *AS_OF, "--format", "pdf")
        mine = self.one("SZ004-*") / "scan.jpg"
        mine.write_text("x", encoding="utf-8")
        before = files_in(self.out)
        done = self.run_program("zone", "dossier", self.store, "SZ004", "-o", self.out)
        self.assertEqual(done.returncode, 1)
        self.assertIn("output-has-other-files", done.stderr)
        self.assertEqual(files_in(self.out), before)

    def test_an_index_of_somebody_else_or_changed_since_is_never_replaced(self):
        """Each file alone, and both when the page was edited: then nobody knows whose the workbook is."""
        both = ("SZ004", "SZ012", *AS_OF, "--format", "xlsx")
        self.dossier(*both)
        self.dossier(*both)  # as it was written, it is replaced
        ours = {name: (self.out / name).read_bytes() for name in ("index.html", "index.xlsx")}
        book = openpyxl.load_workbook(self.out / "index.xlsx")
        book.active["A1"] = "批注"
        for name, edit, refused in (
                ("index.html", lambda path: path.write_text("<p>首页</p>", encoding="utf-8"), {"index.html", "index.xlsx"}),
                ("index.html", lambda path: path.write_text(path.read_text(encoding="utf-8").replace("<h1>", "<h1>市局 "), encoding="utf-8"),
                 {"index.html", "index.xlsx"}),
                ("index.xlsx", book.save, {"index.xlsx"}),
                ("index.xlsx", lambda path: path.write_text("x", encoding="utf-8"), {"index.xlsx"})):
            edit(self.out / name)
            before = files_in(self.out)
            done = self.run_program("zone", "dossier", self.store, *both, "-o", self.out)
            self.assertEqual(done.returncode, 1, done.stdout)
            self.assertIn("output-has-other-files", done.stderr)
            self.assertEqual({n for n in ours if n in done.stderr}, refused)
            self.assertEqual(files_in(self.out), before)
            for kept, data in ours.items():
                (self.out / kept).write_bytes(data)
        self.dossier(*both)
        self.dossier("SZ004", *AS_OF, "--format", "xlsx")  # one unit writes no index

    def test_a_file_where_a_folder_would_stand_is_never_replaced(self):
        self.dossier("SZ004", *AS_OF, "--format", "xlsx")
        folder = self.one("SZ004-*")
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()
        folder.write_text("x", encoding="utf-8")
        done = self.run_program("zone", "dossier", self.store, "SZ004", *AS_OF, "-o", self.out)
        self.assertEqual(done.returncode, 1)
        self.assertIn("output-has-other-files", done.stderr)
        self.assertEqual(folder.read_text(encoding="utf-8"), "x")

    def test_control_characters_are_left_out_of_every_file_and_named(self):
        self.run_ok("import", "sites", self.store, self.collection("s.geojson", feature(
            {"site_id": "E1", "name": "边\x01堡\x0b", "level": "county", "place": "村\ufffe东"}, None)))
        self.run_ok("import", "zones", self.store, self.collection("z.geojson", feature(
            {"zone_id": "E1-P", "site_id": "E1", "kind": "protection", "issuer": "县\x1f政府", "words": "自\x08墙起"}, square(112.4, 39.5)),
            feature({"zone_id": "E1-C", "site_id": "E1", "kind": "control", "approval_document": "x"}, square(112.39, 39.49, 0.03))))
        told = self.dossier("E1", "SZ004", *AS_OF, language="en")
        for record in ("E1", "E1-P@1"):
            self.assertRegex(told, rf"{record}\b.*control characters")
        self.assertNotIn("E1-C@1: its texts", told)
        seen = set()
        for file in (*self.out.glob("*/*.docx"), *self.out.glob("*/*.xlsx"), self.out / "index.xlsx"):
            with zipfile.ZipFile(file) as package:
                for name in package.namelist():
                    if name.endswith((".xml", ".rels")):
                        parsed = xml.dom.minidom.parseString(package.read(name)).toxml()
                        seen.update(word for word in ("边堡", "村东", "县政府", "自墙起") if word in parsed)
        self.assertEqual(seen, {"边堡", "村东", "县政府", "自墙起"})
        self.assertIn("边堡", text_of(self.one("E1-*/E1-dossier.pdf")))
        page = (self.out / "index.html").read_text(encoding="utf-8")
        self.assertFalse(re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", page))

    def test_stopped_it_leaves_what_was_there(self):
        self.dossier("SZ004", *AS_OF, "--format", "xlsx")
        before = files_in(self.out)
        with subprocess.Popen([os.environ["LIANGXIAN"], "zone", "dossier", self.store, "--all", "-o", self.out],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
            while running.poll() is None and not list(self.out.glob(".dossier-*/*")):
                time.sleep(0.005)
            running.send_signal(signal.SIGINT)
            status = running.wait()
        if status != 0:  # it may have been quicker
            self.assertEqual(files_in(self.out), before)
        self.assertFalse(list(self.out.glob(".dossier-*")))


class SharedStore(DossierCase):
    def setUp(self):
        super().setUp()
        self.schema = f"dossier_{os.getpid()}_{next(NUMBERS)}"
        self.store = f"{SERVER}?schema={self.schema}"

    def tearDown(self):
        subprocess.run(["psql", SERVER, "-qAtc", f"DROP SCHEMA IF EXISTS {self.schema} CASCADE"], check=False,
                       stderr=subprocess.DEVNULL)
        super().tearDown()

    def test_it_tells_steps_documents_and_repairs(self):
        self.make_store()
        bow_tie = [[[113.2, 39.56], [113.201, 39.56], [113.201, 39.561], [113.2, 39.561], [113.2, 39.561], [113.2, 39.56]]]
        self.run_ok("import", "zones", self.store, self.collection("d.geojson", feature(
            {"zone_id": "Z1", "version": 2, "site_id": "S1", "kind": "protection", "status": "draft"}, bow_tie)))
        for words in (("submit", "--actor", "li"), ("approve", "--actor", "wang", "--single-person", "--document", "8号"),
                      ("publish", "--document", "9号", "--issuer", "市政府")):
            self.run_ok("zone", words[0], self.store, "Z1@2", *words[1:])
        self.dossier("S1")
        text = text_of(self.one("S1-*/S1-dossier.pdf"))
        for word in ("Z1@2", "9号", "8号", "市政府", "送审", "批准", "公布", "li", "wang", "图形修复", "duplicate-vertex"):
            self.assertIn(word, text)
        self.assertTrue(pathlib.Path(self.one("S1-*/S1-tables.xlsx")).stat().st_size > 0)

    def test_the_demonstration_is_the_same_as_in_the_embedded_store(self):
        self.run_ok("init", self.store, "--demo")
        self.dossier("SZ001", *AS_OF, "--format", "pdf")
        shared = text_of(self.one("SZ001-*/SZ001-dossier.pdf"))
        self.store, self.out = self.folder / "e.gpkg", self.folder / "embedded"
        self.run_ok("init", self.store, "--demo")
        self.dossier("SZ001", *AS_OF, "--format", "pdf")
        embedded = text_of(self.one("SZ001-*/SZ001-dossier.pdf"))
        self.assertEqual(*(re.sub(r"[0-9a-f]{64}", "", text) for text in (shared, embedded)))


if __name__ == "__main__":
    unittest.main()
