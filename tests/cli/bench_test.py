#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""`liangxian bench overlap` and `bench check` on small regions."""
import json
import os
import unittest
from unittest import mock

from program import ProgramCase


class Bench(ProgramCase):
    def test_ourselves_and_the_peers_agree_pair_by_pair(self):
        done = json.loads(self.run_ok("bench", "overlap", "--quick", "--applications", "200", "--peers",
                                      "geos,spatialite,postgis", "--json"))
        self.assertGreater(done["ours"]["cpu_s"], 0)
        self.assertGreater(done["pairs"], 300)
        self.assertEqual(set(done["peers"]), {"geos", "spatialite", "postgis"})
        for name, peer in done["peers"].items():
            self.assertTrue(peer["agree"], name)
            self.assertEqual(peer["pairs"], done["pairs"])
            self.assertGreater(peer["cpu_s"], 0)
            self.assertAlmostEqual(peer["ratio"], peer["cpu_s"] / done["ours"]["cpu_s"])
            self.assertTrue(peer["version"])
        self.assertGreater(done["sets"]["shared-edges"]["pairs"], 1000)
        self.assertLess(done["sets"]["shared-edges"]["ours"]["left_to_geos"], 10)
        self.assertEqual(done["sets"]["invalid-zones"]["ours"]["left_to_geos"], 49)
        self.assertEqual(done["invalid_zones"]["zones"], done["invalid_zones"]["reported"])
        self.assertTrue(done["agree"])

    def test_the_same_seed_gives_the_same_pairs_and_another_seed_others(self):
        words = ("bench", "overlap", "--quick", "--applications", "50", "--json", "--seed")
        first, again, other = (json.loads(self.run_ok(*words, seed)) for seed in ("5", "5", "6"))
        self.assertEqual((first["pairs"], first["overlap_m2"]), (again["pairs"], again["overlap_m2"]))
        self.assertNotEqual(first["overlap_m2"], other["overlap_m2"])

    def test_the_generated_store_can_be_kept_and_is_never_put_over_another(self):
        words = ("bench", "overlap", "--quick", "--applications", "20", "--keep", self.store)
        self.assertIn("20,000", self.run_ok(*words))
        self.assertEqual(self.rows("SELECT count(*), count(DISTINCT zone_id) FROM zones"), [(20000, 20000)])
        self.assertEqual(self.rows("SELECT count(*) FROM sites"), [(10000,)])
        self.assertEqual(self.rows("SELECT value FROM meta WHERE key = 'revision'"), [(30000,)])
        again = self.run_program(*words)
        self.assertEqual(again.returncode, 1)
        self.assertIn("store-exists", again.stderr)

    def test_every_generated_zone_is_delivered_and_found_the_same(self):
        done = json.loads(self.run_ok("bench", "deliver", "--zones", "600", "--json"))
        self.assertEqual((done["delivered"], done["same"], done["agree"]), (600, 600, True))
        for work in ("deliver", "compare", "compare-unnamed"):
            self.assertGreater(done[work]["cpu_s"], 0)
            self.assertGreater(done[work]["wall_s"], 0)

    def test_the_server_and_its_peers_answer_the_same_requests(self):
        done = json.loads(self.run_ok("bench", "serve", "--sites", "400", "--requests", "12", "--peers", "mapserv,qgis",
                                      "--json"))
        self.assertTrue(done["agree"], done)
        cases = {case["name"]: case for case in done["cases"]}
        self.assertEqual(set(done["peers"]), {"mapserv", "qgis"})
        for name, case in cases.items():
            self.assertGreater(case["ours"]["cpu_ms"], 0, name)
            for figures in (case["ours"], *case["peers"].values()):
                self.assertEqual(figures["failed"], 0, name)
                self.assertLessEqual(figures["p50_ms"], figures["p99_ms"])
        self.assertEqual(set(cases["mvt-z12"]["peers"]), {"mapserv"})
        for name in ("features-geojson-100", "wfs-gml-100"):
            self.assertEqual(cases[name]["ours"]["features"], 100 * cases[name]["requests"])
            self.assertTrue(cases[name]["peers"]["mapserv"]["agree"] and cases[name]["peers"]["qgis"]["agree"])
        self.assertEqual(cases["tile-not-modified"]["ours"]["bytes"], 0)

    def test_a_peer_that_is_not_installed_is_named_with_its_package(self):
        with mock.patch.dict(os.environ, {"PATH": str(self.folder)}):
            done = self.run_program("bench", "overlap", "--quick", "--peers", "geos,qgis")
        self.assertEqual(done.returncode, 1)
        self.assertIn("apt-get install qgis", done.stderr)
        self.assertEqual(done.stdout, "")

    def test_more_zones_elsewhere_change_nothing_that_is_found(self):
        words = ("bench", "growth", "--sites", "600", "--tiles", "1,3,10", "--applications", "100")
        done = json.loads(self.run_ok(*words, "--json"))
        self.assertEqual([step["zones"] for step in done["steps"]], [1200, 3600, 12000])
        self.assertGreater(done["steps"][0]["pairs"], 100)
        self.assertEqual(len({step["pairs"] for step in done["steps"]}), 1)
        self.assertTrue(done["agree"])
        self.assertIn("12000", self.run_ok(*words))

    def test_single_checks_and_cold_starts_are_timed_on_a_store_that_can_be_used_again(self):
        words = ("bench", "check", "--region", "quick", "--applications", "30", "--store", self.store, "--json")
        first = json.loads(self.run_ok(*words))
        self.assertEqual(first["region"], {"name": "quick", "zones": 20000, "records": 30000})
        self.assertGreater(first["pairs"], 30)
        self.assertLess(first["join"]["p50_us"], first["find"]["p50_us"])
        self.assertLess(first["find"]["p50_us"], first["check"]["p50_us"])
        self.assertLess(first["cold"]["start_cpu_ms"], first["cold"]["check_cpu_ms"])
        self.assertGreater(first["cold"]["memory_mb"], 1)
        self.assertGreater(first["province_sized"]["pairs"], 1000)
        again = json.loads(self.run_ok(*words))
        self.assertEqual((again["pairs"], again["index"]["bytes"]), (first["pairs"], first["index"]["bytes"]))
        self.assertIn("µs", self.run_ok(*words[:-1]))

    def test_both_kinds_of_store_hold_the_same_and_show_a_publication_to_the_next_check(self):
        done = json.loads(self.run_ok("bench", "store", "--region", "quick", "--stores", "gpkg,postgis", "--json"))
        self.assertTrue(done["agree"])
        self.assertEqual(set(done["stores"]), {"gpkg", "postgis"})
        for figures in done["stores"].values():
            self.assertGreater(figures["import_zones_s"], 0)
            self.assertGreater(figures["seen_s"], figures["publish_s"])

    def test_an_unknown_peer_is_wrong_usage(self):
        self.assertEqual(self.run_program("bench", "overlap", "--peers", "abacus").returncode, 2)


if __name__ == "__main__":
    unittest.main()
