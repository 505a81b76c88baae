#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""One application has one digest, and a result repeats itself from its own geometry."""
import json
import math
import random
import shutil
import unittest

from program import DEMO, ProgramCase, feature, square

COUNT = 250


def wobbly_ring(random_, lon, lat, radius, corners):
    """A star-shaped ring: valid, with any start and any way round."""
    angles = sorted(random_.uniform(0, 2 * math.pi) for _ in range(corners))
    ring = [[lon + radius * random_.uniform(0.6, 1) * math.cos(a), lat + radius * random_.uniform(0.6, 1) * math.sin(a)] for a in angles]
    if random_.random() < 0.5:
        ring.reverse()
    return [*ring, ring[0]]


def random_line(random_):
    lon, lat = random_.uniform(113.17, 113.19), random_.uniform(39.55, 39.57)
    return {"type": "LineString", "coordinates": [
        [lon + random_.uniform(-0.004, 0.004), lat + random_.uniform(-0.004, 0.004)] for _ in range(random_.randint(2, 9))]}


def random_polygon_with_hole(random_):
    lon, lat = random_.uniform(113.17, 113.19), random_.uniform(39.55, 39.57)
    return {"type": "Polygon", "coordinates": [wobbly_ring(random_, lon, lat, 0.004, random_.randint(12, 40)),
                                               wobbly_ring(random_, lon, lat, 0.0004, random_.randint(5, 12))]}


class Digest(ProgramCase):
    def setUp(self):
        super().setUp()
        self.make_store()

    def digests(self, *arguments):
        answer = json.loads(self.run_ok("check", self.store, *arguments, "--format", "json"))
        return [one["digest"] for one in answer.get("results", [answer])]

    def test_random_lines_and_polygons_with_holes_repeat_from_their_results(self):
        random_ = random.Random(20261125)
        for name, make in (("lines", random_line), ("polygons", random_polygon_with_hole)):
            file = self.collection(f"{name}.geojson", *(feature({}, make(random_)) for _ in range(COUNT)))
            out = self.folder / f"{name}.json"
            made = self.run_program("check", self.store, file, "--fact", "width_m=17.3", "--accept-repairs", "--format", "json", "-o", out)
            self.assertIn(made.returncode, (0, 4), made.stderr)
            said = self.run_program("verify", out, self.store).stdout
            self.assertGreater(said.count("the same result"), COUNT * 0.9)
            self.assertNotIn("differs", said)

    def test_the_name_of_the_file_changes_nothing(self):
        compared = 0
        for source in sorted((DEMO / "applications").iterdir()):
            if source.suffix in (".dbf", ".prj", ".shp", ".shx"):
                continue  # one file of several that belong together by their names
            other = self.folder / ("另一个名字" + source.suffix)
            shutil.copy(source, other)
            answers = [self.run_program("check", self.store, file, "--fact", "width_m=20", "--accept-repairs", "--format", "json")
                       for file in (source, other)]
            self.assertEqual(answers[0].returncode, answers[1].returncode, source.name)
            one, two = (json.loads(answer.stdout) for answer in answers)
            sealed = [[r["digest"] for r in answer.get("results", [answer]) if "digest" in r] for answer in (one, two)]
            self.assertEqual(sealed[0], sealed[1], source.name)
            compared += len(sealed[0])
        self.assertGreater(compared, 20)

    def test_the_place_in_a_batch_changes_nothing(self):
        one = self.collection("one.geojson", feature({"id": "1"}, square(113.181, 39.561)))
        two = self.collection("two.geojson", feature({"id": "2"}, square(113.1, 39.5)), feature({"id": "3"}, square(113.11, 39.5)))
        self.assertEqual(self.digests(two, one), [*self.digests(two), *self.digests(one)])

    def test_what_lies_near_another_of_the_batch_changes_nothing(self):
        self.run_ok("import", "areas", self.store, self.collection("c.geojson", feature(
            {"area_id": "OLD", "kind": "coverage", "theme": "all", "status": "complete", "expires_on": "2020-01-01"}, square(113.3, 39.7))))
        one = self.collection("one.geojson", feature({}, square(113.181, 39.561)))
        two = self.collection("two.geojson", feature({}, square(113.3, 39.7)))
        self.assertEqual(self.digests(one, two), [*self.digests(one), *self.digests(two)])

    def test_the_source_stands_in_the_trace_and_not_in_what_is_sealed(self):
        answer = self.check(self.collection("甲.geojson", feature({}, square(113.181, 39.561))))
        self.assertNotIn("source", answer["application"])
        self.assertNotIn("source", answer["application"]["parts"][0])
        self.assertIn("甲.geojson", [step["detail"] for step in answer["trace"] if step["step"] == "source"][0])
        del answer["trace"]
        self.assertNotIn("甲.geojson", json.dumps(answer, ensure_ascii=False))


if __name__ == "__main__":
    unittest.main()
