#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""A server that is killed, and one whose disk fills up."""
import os
import pathlib
import signal
import subprocess
import unittest

from program import feature, square
from served import ServedCase
from serving_test import tile_at

TILE = "/tiles/protection/13/%d/%d.mvt" % tile_at(13, 113.18, 39.565)
EXACT_MAP = ("/ows?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS=underground&STYLES=&CRS=EPSG:4490"
             "&BBOX=39,112,40,114&WIDTH=64&HEIGHT=64&FORMAT=image/png")


def gone_process():
    with subprocess.Popen(["true"]) as process:
        return process.pid


class FaultCase(ServedCase):
    def launch(self, **environment):
        self.temporary = self.folder / "tmp"
        self.temporary.mkdir(exist_ok=True)
        super().launch(TMPDIR=str(self.temporary), **environment)

    def kill(self):
        self.server.send_signal(signal.SIGKILL)
        self.assertEqual(self.server.wait(20), -signal.SIGKILL)
        self.server.stdout.close()

    def publish(self, zone):
        self.run_ok("import", "zones", self.store, self.collection("d.geojson", feature(
            {"zone_id": zone, "site_id": "SZ001", "kind": "protection", "status": "draft"}, square(113.182, 39.566))))
        self.run_ok("zone", "submit", self.store, zone, "--actor", "li")
        self.run_ok("zone", "approve", self.store, zone, "--actor", "wang", "--document", "8号")
        self.run_ok("zone", "publish", self.store, zone, "--document", "9号", "--issuer", "县政府")

    def half_made(self):
        """What stands about of data sets in the making."""
        return [path.name for path in self.folder.iterdir() if ".next-" in path.name or path.name.startswith(".liangxian-")]

    def events(self, name):
        return [line for line in self.log() if line["event"] == name]


class Killed(FaultCase):
    def test_the_next_start_removes_what_it_left_and_nothing_of_those_that_live(self):
        self.run_ok("user", "add", self.store, "li", "--role", "officer", stdin="")
        token = self.run_ok("user", "token", self.store, "li").strip()
        self.until(lambda: self.get(EXACT_MAP, authorization=f"Bearer {token}").status == 200)
        left = list(self.temporary.iterdir())
        self.assertEqual([path.name.startswith(f"liangxian-server-{self.server.pid}-") for path in left], [True])
        self.assertTrue(list(left[0].rglob("exact*.gpkg")))
        self.kill()
        self.assertTrue(left[0].exists())
        dead, living = gone_process(), os.getpid()
        for process in (dead, living):
            (self.folder / f"s.gpkg.public.gpkg.next-{process}.gpkg").write_bytes(b"half")
            (self.temporary / f"liangxian-server-{process}-aaaaaa").mkdir()
        self.start()
        self.assertFalse(left[0].exists())
        self.assertEqual(self.half_made(), [f"s.gpkg.public.gpkg.next-{living}.gpkg"])
        self.assertEqual(sorted(path.name.split("-")[2] for path in self.temporary.iterdir()),
                         sorted([str(living), str(self.server.pid)]))
        self.assertEqual(sorted(self.events("leftovers-removed")[-1]["names"]),
                         sorted([left[0].name, f"liangxian-server-{dead}-aaaaaa", f"s.gpkg.public.gpkg.next-{dead}.gpkg"]))

    def test_one_that_dies_while_it_makes_the_data_set_leaves_what_is_served_whole(self):
        self.kill()
        before = pathlib.Path(f"{self.store}.public.gpkg").read_bytes()
        died = 0
        for act in (1, 20, 150, 400):
            self.launch(LD_PRELOAD=os.environ["FAIL_AT_WRITE"], KILL_AT_WRITE=str(act))
            died += self.server.wait(60) == -signal.SIGKILL
            self.server.stdout.close()
            self.assertEqual(pathlib.Path(f"{self.store}.public.gpkg").read_bytes(), before, act)
        self.assertEqual(died, 4)
        self.start()
        self.assertEqual(self.get(TILE).status, 200)
        self.assertEqual(self.half_made(), [])

    def test_one_that_ends_by_itself_leaves_nothing(self):
        self.server.send_signal(signal.SIGTERM)
        self.assertEqual(self.server.wait(20), 0)
        self.assertEqual((list(self.temporary.iterdir()), self.half_made()), ([], []))


class FullDisk(FaultCase):
    def launch(self, **environment):
        self.full = self.folder / "full"
        super().launch(LD_PRELOAD=os.environ["FAIL_AT_WRITE"], FULL_WHILE=str(self.full), **environment)

    def test_what_was_served_goes_on_the_log_says_why_and_it_recovers(self):
        before = self.get(TILE)
        self.full.touch()
        self.publish("SZ001-N")
        self.until(lambda: self.events("store-failed"))
        told = self.events("store-failed")[0]
        self.assertEqual(told["code"], "delivery-not-written")
        self.assertRegex(told["message"], "full|No space")
        self.assertLess(len(told["message"]), 1000, "no whole script of SQL on the disk that is full")
        for path in (TILE, "/readyz", "/ogcapi/collections/protection/items?f=json", "/healthz"):
            self.assertEqual(self.get(path).status, 200, path)
        again = self.get(TILE)
        self.assertEqual((again.headers["etag"], again.body), (before.headers["etag"], before.body))
        picture = self.get(EXACT_MAP.replace("underground", "protection"))
        self.assertEqual((picture.status, picture.headers["content-type"]), (200, "image/png"))
        self.assertEqual(self.half_made(), [], "the room it took is given back")
        self.assertLess(len(self.events("store-failed")), 3, "told again once a minute")
        self.full.unlink()
        self.until(lambda: b"SZ001-N" in self.get(TILE).body)
        self.assertEqual(self.half_made(), [])


if __name__ == "__main__":
    unittest.main()
