#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The server under mixed requests while a line is published every second and workers are killed.

No answer is wrong, a killed worker costs one 502 at most, and memory stays as it was after the first fifth.
SOAK_REQUESTS says how many (100,000). Part of `./test --long`."""
import http.client
import json
import os
import pathlib
import random
import re
import signal
import threading
import time
import unittest
import urllib.parse

from program import feature
from served import ServedCase

REQUESTS = int(os.environ.get("SOAK_REQUESTS", "100000"))
CLIENTS = 4
WEST, SOUTH, STEP = 113.15, 39.5, 0.0001
GROWTH = 5 << 20


def square(version):
    """A line that says by its width which version it is."""
    east, north = WEST + STEP * (10 + version % 500), SOUTH + 0.001
    return {"type": "Polygon", "coordinates": [[[WEST, SOUTH], [east, SOUTH], [east, north], [WEST, north], [WEST, SOUTH]]]}


def ows(**words):
    return "/ows?" + urllib.parse.urlencode(words)


def targets():
    """Requests of every protocol, and who looks at their answers."""
    maps = [ows(SERVICE="WMS", VERSION="1.3.0", REQUEST="GetMap", LAYERS=layers, STYLES="", CRS=crs, BBOX=box, WIDTH=256, HEIGHT=256,
                FORMAT="image/png")
            for layers in ("protection", "control,protection,public_sites")
            for crs, box in (("EPSG:4490", "39.49,113.14,39.52,113.2"), ("EPSG:3857", "12595000,4790000,12602000,4797000"))]
    wfs = [ows(SERVICE="WFS", VERSION=version, REQUEST="GetFeature", **{name: "protection"})
           for version, name in (("1.0.0", "TYPENAME"), ("1.1.0", "TYPENAME"), ("2.0.0", "TYPENAMES"))]
    filtered = [ows(SERVICE="WFS", VERSION="2.0.0", REQUEST="GetFeature", TYPENAMES="protection", RESOURCEID="protection.SOAK-P")]
    info = [ows(SERVICE="WMS", VERSION="1.3.0", REQUEST="GetFeatureInfo", LAYERS="protection", QUERY_LAYERS="protection", STYLES="",
                CRS="EPSG:4490", BBOX="39.49,113.14,39.52,113.2", WIDTH=256, HEIGHT=256, I=44, J=166, INFO_FORMAT="geojson")]
    capabilities = [ows(SERVICE=service, REQUEST="GetCapabilities") for service in ("WMS", "WFS")]
    tiles = [f"/tiles/{layer}/{z}/{x}/{y}.mvt" for layer in ("protection", "control", "public_sites")
             for z, x, y in ((8, 208, 97), (12, 3335, 1559), (14, 13341, 6238))]
    pictures = ["/tiles/protection/12/3335/1559.png", "/wmts/1.0.0/protection/default/c/12/1151/6671.png"]
    pages = ["/", "/ogcapi", "/ogcapi/collections", "/ogcapi/collections/protection/items?limit=5&f=html", "/healthz", "/readyz",
             "/tiles/protection.json", "/map.json", "/styles/legend.json"]
    features = ["/ogcapi/collections/protection/items", "/ogcapi/collections/control/items?bbox=113,39,114,40"]
    item = ["/ogcapi/collections/protection/items/SOAK-P"]
    return [(target, check) for group, check in (
        (maps, "picture"), (wfs, "gml"), (filtered, "gml"), (info, "any"), (capabilities, "any"), (tiles, "tile"), (pictures, "picture"),
        (pages, "any"), (features, "json"), (item * 4, "item")) for target in group]


class Client(threading.Thread):
    def __init__(self, case, count, seed):
        super().__init__()
        self.case, self.count, self.random = case, count, random.Random(seed)
        self.faults, self.refused, self.version = [], 0, 0

    def run(self):
        connection = self.case.connection()
        asked = targets()
        for _ in range(self.count):
            target, check = self.random.choice(asked)
            try:
                connection.request("GET", target)
                response = connection.getresponse()
                self.look_at(target, check, response.status, response.read())
            except (OSError, http.client.HTTPException) as fault:
                self.faults.append(f"{target}: {fault!r}")
                connection.close()
                connection = self.case.connection()
            self.case.done += 1
        connection.close()

    def look_at(self, target, check, status, body):
        if status == 502:
            self.refused += 1
        elif status not in ((200, 204, 404) if check in ("tile", "picture") else (200,)):
            self.faults.append(f"{target}: {status} {body[:200]!r}")
        elif status == 200:
            getattr(self, "see_" + check)(target, body)

    def told(self, target, version, east):
        """A version and its line belong together, and none comes after a later one."""
        if abs(east - (WEST + STEP * (10 + version % 500))) > STEP / 2:
            self.faults.append(f"{target}: version {version} reaches {east}")
        if version < self.version:
            self.faults.append(f"{target}: version {version} after {self.version}")
        self.version = version

    def see_any(self, target, body):
        if not body:
            self.faults.append(f"{target}: empty")

    def see_tile(self, target, body):
        if body[:1] != b"\x1a":
            self.faults.append(f"{target}: no vector tile")

    def see_picture(self, target, body):
        if not (body.startswith(b"\x89PNG") and body.rstrip().endswith(b"IEND\xaeB`\x82")):
            self.faults.append(f"{target}: no whole picture")

    def see_json(self, target, body):
        answer = json.loads(body)
        if answer["numberReturned"] != len(answer["features"]):
            self.faults.append(f"{target}: says {answer['numberReturned']} and has {len(answer['features'])}")

    def see_item(self, target, body):
        found = json.loads(body)
        self.told(target, int(found["properties"]["version"]), max(x for x, _ in found["geometry"]["coordinates"][0][0]))

    def see_gml(self, target, body):
        text = body.decode()
        one = re.search(r'(?:fid|gml:id)="protection\.SOAK-P">(.*?)</ms:protection>', text, re.S)
        if not text.rstrip().endswith("</wfs:FeatureCollection>") or not one:
            self.faults.append(f"{target}: not whole: {text[-200:]}")
            return
        east = max(float(word) for word in re.findall(r"113\.1\d*", one.group(1)))
        version = int(re.search(r"<ms:version>(\d+)<", one.group(1)).group(1))
        if abs(east - (WEST + STEP * (10 + version % 500))) > STEP / 2:
            self.faults.append(f"{target}: version {version} reaches {east}")


class Soak(ServedCase):
    def make_served_store(self):
        super().make_served_store()
        self.run_ok("import", "sites", self.store, self.collection("soak.geojson", feature(
            {"site_id": "SOAK", "name": "浸泡试验", "level": "county", "category": "古建筑"}, {"type": "Point", "coordinates": [WEST, SOUTH]})))
        self.versions = 0
        self.publish()

    def collection(self, name, *features):
        path = self.folder / name
        path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}, ensure_ascii=False), encoding="utf-8")
        return path

    def publish(self):
        self.versions += 1
        self.run_ok("import", "zones", self.store, self.collection("zone.geojson", feature(
            {"zone_id": "SOAK-P", "version": self.versions, "site_id": "SOAK", "kind": "protection", "issuer": "县政府",
             "document": "浸泡〔2026〕1号", "valid_from": "2020-01-01", "visibility": "public"}, square(self.versions))))

    def memory(self):
        text = pathlib.Path(f"/proc/{self.server.pid}/status").read_text(encoding="ascii")
        return int(re.search(r"VmRSS:\s+(\d+)", text).group(1)) << 10

    def workers(self):
        children = pathlib.Path(f"/proc/{self.server.pid}/task").glob("*/children")
        ids = [int(word) for path in children for word in path.read_text(encoding="ascii").split()]
        return [pid for pid in ids if b"ows-worker" in pathlib.Path(f"/proc/{pid}/cmdline").read_bytes()]

    def test_nothing_is_wrong_lost_or_kept(self):
        self.done = kills = 0
        clients = [Client(self, REQUESTS // CLIENTS, seed) for seed in range(CLIENTS)]
        for client in clients:
            client.start()
        after_warm_up = None
        while any(client.is_alive() for client in clients):
            time.sleep(1)
            self.publish()
            if after_warm_up is None and self.done > REQUESTS / 5:
                after_warm_up = self.memory()
            workers = self.workers()
            if self.versions % 3 == 0 and workers:
                os.kill(random.choice(workers), signal.SIGKILL)
                kills += 1
        for client in clients:
            client.join()
        self.assertEqual([fault for client in clients for fault in client.faults][:5], [])
        self.assertLessEqual(sum(client.refused for client in clients), kills)
        self.assertGreater(self.versions, 3)
        growth = self.memory() - after_warm_up
        print(f"{self.done} requests, {self.versions} publications, {kills} workers killed, "
              f"{sum(client.refused for client in clients)} answers 502, memory {growth / (1 << 20):+.1f} MB")
        self.assertLess(growth, GROWTH)


if __name__ == "__main__":
    unittest.main()
