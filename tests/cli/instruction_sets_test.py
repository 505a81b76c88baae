#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""One check gives one digest, whatever instructions the processor has.

glibc chooses its sin, cos, atan, log and pow by the processor; with GLIBC_TUNABLES it takes the ones for
a processor without fused multiply-add, whose last digits differ. Applications with thousands of vertices
make such a digit show: before ADR 0016 the first three of these tests failed.
"""
import json
import math
import os
import subprocess
import unittest

from program import DEMO, PROGRAM, ProgramCase, feature

OLDER = "glibc.cpu.hwcaps=-AVX2_Usable,-FMA_Usable,-AVX2,-FMA,-FMA4,-AVX512F"
EPSG = 4525
# Easting and northing of 113.183, 39.562 in zone 37.
MIDDLE = (37687500.0, 4383100.0)
NOISE = ("digest", "checked_at")


def leaves(value, place=""):
    """Every value of a JSON text with its place, without what belongs to the run."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    if items is None:
        return [(place, value)]
    return [leaf for key, inner in items if key not in NOISE for leaf in leaves(inner, f"{place}.{key}")]


def wavy(count, scale_m):
    """A star-shaped ring about the middle, no vertex at a round number."""
    def vertex(angle):
        reach_m = scale_m * (1 + 0.3 * math.sin(17 * angle))
        return [MIDDLE[0] + reach_m * math.cos(angle) + 0.137, MIDDLE[1] + reach_m * math.sin(angle) + 0.271]
    return [vertex(2 * math.pi * i / count) for i in range(count)]


class InstructionSets(ProgramCase):
    def setUp(self):
        super().setUp()
        self.make_store()

    def answer(self, store, file, arguments, tunables):
        environment = {**os.environ, "GLIBC_TUNABLES": tunables}
        done = subprocess.run([PROGRAM, "check", *map(str, (store, file)), "--format", "json", *arguments],
                              capture_output=True, text=True, env=environment, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def expect_one_answer(self, store, file, *arguments):
        here, older = (self.answer(store, file, arguments, tunables) for tunables in ("", OLDER))
        for (place, found), (_, expected) in zip(leaves(here), leaves(older)):
            self.assertEqual(found, expected, place)
        self.assertEqual([a["digest"] for a in here.get("results", [here])],
                         [a["digest"] for a in older.get("results", [older])])
        return here

    def plane_file(self, name, geometry):
        return self.collection(name, {"type": "Feature", "properties": {"id": name}, "geometry": geometry})

    def test_a_polygon_of_a_plane(self):
        ring = wavy(4000, 250.0)
        file = self.plane_file("ring.geojson", {"type": "Polygon", "coordinates": [ring + ring[:1]]})
        answer = self.expect_one_answer(self.store, file, "--crs", f"EPSG:{EPSG}", "--near", "5000")
        self.assertEqual(len(answer["findings"]), 2)

    def test_a_line_with_a_width(self):
        file = self.plane_file("line.geojson", {"type": "LineString", "coordinates": wavy(600, 400.0)[:-5]})
        self.expect_one_answer(self.store, file, "--crs", f"EPSG:{EPSG}", "--kind", "linear",
                               "--fact", "width_m=13.7", "--near", "5000")

    def test_many_parcels_and_their_distances(self):
        parcels = []
        for i in range(60):
            lon, lat = 113.19 + 0.0007 * i, 39.57 + 0.0003 * i
            corners = [[lon, lat], [lon + 0.00037, lat], [lon + 0.00031, lat + 0.00029], [lon, lat]]
            parcels.append(feature({"id": str(i)}, [corners]))
        self.expect_one_answer(self.store, self.collection("parcels.geojson", *parcels), "--near", "9000")

    def test_demonstration_applications(self):
        store = self.folder / "demo.gpkg"
        self.run_ok("init", store, "--demo")
        for name in ("p01-north-gate.txt", "p25-museum.dxf", "mine-zhiyu.txt", "p23-pagoda-town.geojson"):
            self.expect_one_answer(store, DEMO / "applications" / name, "--near", "5000")


if __name__ == "__main__":
    unittest.main()
