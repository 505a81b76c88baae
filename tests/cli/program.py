# SPDX-License-Identifier: GPL-2.0-or-later
"""The program as a user runs it, and small files to hand in."""
import json
import os
import pathlib
import sqlite3
import subprocess
import tempfile
import unittest

PROGRAM = os.environ["LIANGXIAN"]
ROOT = pathlib.Path(__file__).resolve().parents[2]
DEMO = ROOT / "data" / "demo"


def square(lon, lat, size=0.001):
    return [[[lon, lat], [lon + size, lat], [lon + size, lat + size], [lon, lat + size], [lon, lat]]]


def feature(properties, rings):
    """Of rings, of a whole geometry, or of none."""
    geometry = rings if rings is None or isinstance(rings, dict) else {"type": "Polygon", "coordinates": rings}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


class ProgramCase(unittest.TestCase):
    """A folder of its own and the program."""

    def setUp(self):
        self._folder = tempfile.TemporaryDirectory()
        self.folder = pathlib.Path(self._folder.name)
        self.store = self.folder / "s.gpkg"

    def tearDown(self):
        self._folder.cleanup()

    def run_program(self, *arguments, stdin=None, language="en"):
        return subprocess.run([PROGRAM, "--lang", language, *map(str, arguments)], capture_output=True, text=True,
                              input=stdin, check=False)

    def run_ok(self, *arguments, **more):
        done = self.run_program(*arguments, **more)
        self.assertEqual(done.returncode, 0, f"{arguments}\n{done.stdout}\n{done.stderr}")
        return done.stdout

    def check(self, file, *more, stdin=None):
        """The JSON of a check that succeeds."""
        return json.loads(self.run_ok("check", self.store, file, "--format", "json", *more, stdin=stdin))

    def json_of(self, file, *more):
        """The JSON of a check in which some item was not checked."""
        done = self.run_program("check", self.store, file, "--format", "json", *more)
        self.assertEqual(done.returncode, 4, done.stderr)
        return json.loads(done.stdout)

    def collection(self, name, *features):
        path = self.folder / name
        path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}), encoding="utf-8")
        return path

    def rows(self, sql):
        """What the store holds, asked behind the program's back."""
        connection = sqlite3.connect(self.store)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()

    def edit(self, sql, *values):
        """A change that somebody makes who opened the guards of announced versions."""
        connection = sqlite3.connect(self.store)
        with connection:
            connection.execute("UPDATE meta SET value = 1 WHERE key = 'acting'")
            connection.execute(sql, values)
            connection.execute("UPDATE meta SET value = 0 WHERE key = 'acting'")
        connection.close()

    def edit_plainly(self, sql):
        """A change that another program tries to make."""
        connection = sqlite3.connect(self.store)
        with connection:
            connection.execute(sql)
        connection.close()

    def make_store(self):
        """One national unit with both lines about 113.18, 39.56, and complete coverage."""
        self.run_ok("init", self.store)
        self.run_ok("import", "sites", self.store, self.collection(
            "sites.geojson", feature({"site_id": "S1", "name": "木塔", "level": "national", "county": "应县"}, None)))
        self.run_ok("import", "zones", self.store, self.collection(
            "zones.geojson",
            feature({"zone_id": "Z1", "site_id": "S1", "kind": "protection"}, square(113.18, 39.56, 0.004)),
            feature({"zone_id": "Z2", "site_id": "S1", "kind": "control", "approval_document": "x"},
                    square(113.178, 39.558, 0.008))))
        self.run_ok("import", "areas", self.store, self.collection(
            "areas.geojson",
            feature({"area_id": "C1", "kind": "coverage", "theme": "all", "status": "complete", "declared_by": "局",
                     "declared_on": "2026-01-01"}, square(113.0, 39.4, 0.4))))
