#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Large libraries are loaded by the commands that need them and by no other (ADR 0020)."""
import os
import re
import shutil
import subprocess
import unittest

from program import DEMO, PROGRAM, ROOT, ProgramCase, square

APPLICATIONS = DEMO / "applications"
# What the loader says of a library that became part of a process.
LOADED = re.compile(r"calling init: \S*/lib(gdal|proj|pq|zip|crypto|cairo|xlsxwriter)\.so")


class Modules(ProgramCase):
    def setUp(self):
        super().setUp()
        self.make_store()

    def libraries(self, *arguments):
        """The large libraries that a command and the processes it forks load."""
        told = self.folder / "told"
        told.mkdir()
        environment = {**os.environ, "LD_DEBUG": "files", "LD_DEBUG_OUTPUT": str(told / "loader")}
        done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, env=environment, check=False)
        self.assertEqual(done.returncode, 0, f"{arguments}\n{done.stdout}\n{done.stderr}")
        words = "".join(file.read_text(errors="replace") for file in told.iterdir())
        self.assertIn("calling init: ", words)
        shutil.rmtree(told)
        return set(LOADED.findall(words))

    def libraries_of_check(self, file, *more):
        return self.libraries("check", self.store, file, "--near", "0", *more)

    def installed_without_modules(self):
        program = self.folder / "bin" / "liangxian"
        program.parent.mkdir()
        shutil.copy(PROGRAM, program)
        return lambda language, file: subprocess.run(
            [program, "--lang", language, "check", self.store, file], capture_output=True, text=True, check=False,
            env={**os.environ, "LIANGXIAN_DATA": str(ROOT / "data")})

    def test_version_and_help_load_none(self):
        self.assertEqual(self.libraries("--version"), set())
        self.assertEqual(self.libraries("--help"), set())

    def test_formats_of_our_own_in_cgcs2000_load_none(self):
        for name in ("p23-pagoda-town.geojson", "p01-north-gate.txt", "p25-museum.dxf", "p27-arts-centre.kml",
                     "p03-han-tomb-park.csv", "borrow-pit-two-counties.dat", "mine-zhiyu.txt"):
            self.assertEqual(self.libraries_of_check(APPLICATIONS / name), set(), name)

    def test_reports_load_none_but_geopackage(self):
        file = APPLICATIONS / "p23-pagoda-town.geojson"
        for form in ("text", "json", "geojson", "csv"):
            self.assertEqual(self.libraries_of_check(file, "--format", form), set(), form)
        out = self.folder / "report.gpkg"
        self.assertIn("gdal", self.libraries_of_check(file, "--format", "gpkg", "-o", out))

    def test_geopackage_and_shapefile_load_gdal(self):
        for name in ("p22-great-wall-works.gpkg", "p10-mine-park.shp"):
            self.assertIn("gdal", self.libraries_of_check(APPLICATIONS / name), name)

    def test_archives_and_workbooks_load_libzip_and_no_gdal(self):
        for name in ("p31-shahukou.kmz", "p11-garrison-town.xlsx"):
            self.assertEqual(self.libraries_of_check(APPLICATIONS / name), {"zip", "crypto"}, name)

    def test_a_dossier_loads_what_its_forms_need_and_a_list_of_zones_nothing(self):
        def of(form):
            found = self.libraries("zone", "dossier", self.store, "S1", "--format", form, "-o", self.folder / form)
            return found & {"zip", "cairo", "xlsxwriter", "gdal", "proj", "pq"}

        self.assertEqual(self.libraries("zone", "list", self.store), set())
        self.assertEqual(of("pdf"), {"cairo"})
        self.assertEqual(of("docx"), {"cairo", "zip"})
        self.assertEqual(of("xlsx"), {"cairo", "xlsxwriter"}, "the sheet is drawn for its numbers")

    def test_a_plane_outside_cgcs2000_loads_proj_and_no_gdal(self):
        web_mercator = {"type": "Feature", "properties": {}, "geometry": {
            "type": "Polygon", "coordinates": square(12599000, 4800000, 100)}}
        found = self.libraries_of_check(self.collection("a.geojson", web_mercator), "--crs", "EPSG:3857")
        self.assertIn("proj", found)
        self.assertNotIn("gdal", found)

    def test_a_module_that_is_missing_is_named_with_what_to_do(self):
        check = self.installed_without_modules()
        self.assertEqual(check("en", APPLICATIONS / "p23-pagoda-town.geojson").returncode, 0)
        for language, words in (("en", "the installation is incomplete"), ("zh", "安装不完整")):
            done = check(language, APPLICATIONS / "p22-great-wall-works.gpkg")
            self.assertEqual(done.returncode, 1, done.stdout)
            self.assertRegex(done.stderr, r"liangxian_gdal-\S+\.so")
            self.assertIn("lib/liangxian", done.stderr)
            self.assertIn(words, done.stderr)


if __name__ == "__main__":
    unittest.main()
