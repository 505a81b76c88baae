#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Two servers on one PostGIS behind nginx, with TLS: nobody can tell which of them answers."""
import collections
import http.client
import itertools
import json
import os
import re
import signal
import ssl
import subprocess
import threading
import time
import unittest
import urllib.parse

from fronted import NAME, free_port, start_nginx, write_nginx
from program import PROGRAM, ProgramCase, feature, square
from served import Answer
from serving_test import tile_at

SERVER = os.environ.get("LIANGXIAN_POSTGRES", "")
NUMBERS = itertools.count()
TILE = "/tiles/protection/13/%d/%d.mvt" % tile_at(13, 113.18, 39.565)  # about the pagoda
GET_MAP = ("/ows?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS=control,protection&STYLES=,&CRS=EPSG:4490"
           "&BBOX=39.53,113.15,39.59,113.21&WIDTH=256&HEIGHT=256&FORMAT=image/png")
SAME = (TILE, "/tiles/protection.json", "/tiles/public_sites/8/%d/%d.mvt" % tile_at(8, 113.18, 39.565), "/wmts/1.0.0/WMTSCapabilities.xml",
        "/ogcapi", "/ogcapi/collections", "/ogcapi/collections/protection/items?limit=3&f=json",
        "/ogcapi/collections/public_sites/items?f=json",
        "/ows?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetCapabilities", GET_MAP,
        "/ows?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=protection&SRSNAME=EPSG:4490",
        "/styles/legend.json", "/")


def undated(body):
    """Without the moment of the answer, which lists of features name."""
    return re.sub(rb'(timeStamp"?[:=] ?")[^"]*', rb"\1", body)


class Behind:
    """One of the two servers."""

    def __init__(self, folder, store, number, origin):
        self.folder, self.number = folder, number
        self.port = free_port()
        self.words = [PROGRAM, "--lang", "en", "serve", store, "--listen", f"127.0.0.1:{self.port}",
                      "--public-data", str(folder / f"public-{number}.gpkg"), "--public-url", origin,
                      "--trusted-proxy", "127.0.0.1"]
        self.start()

    def start(self):
        with open(self.folder / f"log-{self.number}", "a", encoding="utf-8") as log:
            self.process = subprocess.Popen(self.words, stdout=subprocess.DEVNULL, stderr=log)

    def log(self):
        lines = (self.folder / f"log-{self.number}").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]

    def end(self, how=signal.SIGTERM):
        if self.process.poll() is None:
            self.process.send_signal(how)
        return self.process.wait(20)


class TwoServers(ProgramCase):
    def setUp(self):
        super().setUp()
        os.environ["GDAL_DEFAULT_WMS_CACHE_PATH"] = str(self.folder / "gdal-cache")
        self.schema = f"two_{os.getpid()}_{next(NUMBERS)}"
        self.store = f"{SERVER}?schema={self.schema}"
        self.addCleanup(self.drop)
        self.run_ok("init", self.store, "--demo")
        self.front = free_port()
        origin = f"https://{NAME}:{self.front}"
        self.servers = []
        for number in (1, 2):
            self.servers.append(Behind(self.folder, self.store, number, origin))
            self.addCleanup(self.servers[-1].end)
        self.nginx = start_nginx(write_nginx(self.folder, (self.front, *(server.port for server in self.servers))))
        self.addCleanup(self.end_nginx)
        self.trust = ssl.create_default_context(cafile=str(self.folder / "map.crt"))
        for server in self.servers:
            self.until(lambda: self.direct(server, "/readyz").status == 200)
        self.until(lambda: self.get("/readyz").status == 200)

    def drop(self):
        subprocess.run(["psql", SERVER, "-qc", "SET client_min_messages = error", "-c", f"DROP SCHEMA IF EXISTS {self.schema} CASCADE",
                        "-c", f"DROP SCHEMA IF EXISTS {self.schema}_ops CASCADE"], check=True, capture_output=True)

    def end_nginx(self):
        self.nginx.send_signal(signal.SIGTERM)
        self.nginx.wait(20)

    def until(self, is_so, seconds=30):
        start = time.monotonic()
        while True:
            try:
                if is_so():
                    return time.monotonic() - start
            except OSError:
                pass
            self.assertLess(time.monotonic() - start, seconds)
            time.sleep(0.02)

    def ask(self, connection, path, method="GET", body=None, **headers):
        try:
            connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            response = connection.getresponse()
            return Answer(response, response.read())
        finally:
            connection.close()

    def direct(self, server, path, **headers):
        """Not through nginx, with the host that nginx passes on."""
        headers.setdefault("host", f"{NAME}:{self.front}")
        return self.ask(http.client.HTTPConnection("127.0.0.1", server.port, timeout=20), path, **headers)

    def get(self, path, source="127.0.0.1", **more):
        connection = http.client.HTTPSConnection(NAME, self.front, timeout=20, context=self.trust, source_address=(source, 0))
        return self.ask(connection, path, **more)

    def asked_of(self, target):
        """How often each server was asked for something."""
        return [sum(line.get("target") == target for line in server.log()) for server in self.servers]

    def test_both_give_the_same_bytes_and_tags_and_nginx_changes_neither(self):
        for path in SAME:
            first, second = (self.direct(server, path) for server in self.servers)
            self.assertEqual(first.status, 200, (path, first.body[:300]))
            self.assertEqual((first.status, first.headers.get("etag"), undated(first.body)),
                             (second.status, second.headers.get("etag"), undated(second.body)), path)
            for server in self.servers:
                packed = self.direct(server, path, accept_encoding="gzip")
                through = self.get(path, accept_encoding="gzip")
                self.assertEqual((through.status, through.headers.get("etag"), undated(through.body)),
                                 (200, packed.headers.get("etag"), undated(packed.body)), path)
                self.assertEqual(through.headers.get("content-encoding"), packed.headers.get("content-encoding"), path)
            self.assertIn("max-age", through.headers["strict-transport-security"])
            tag = first.headers.get("etag")
            if tag is not None:
                for server in self.servers:
                    self.assertEqual(self.direct(server, path, if_none_match=tag).status, 304, path)
                self.assertEqual(self.get(path, if_none_match=tag).status, 304, path)
        self.assertIn(f"https://{NAME}:{self.front}/tiles/protection/", self.get("/tiles/protection.json").body.decode())
        self.assertEqual(self.get("/metrics").status, 404)
        plain = http.client.HTTPConnection("127.0.0.1", self.http_port(), timeout=20)
        self.assertEqual(self.ask(plain, "/ogcapi?f=json").status, 301)

    def http_port(self):
        site = (self.folder / "site.conf").read_text(encoding="utf-8")
        return int(site.split("listen 127.0.0.1:")[1].split(";")[0])

    def hammering(self, path, statuses, stop):
        while not stop.is_set():
            try:
                statuses[self.get(path).status] += 1
            except OSError as error:
                statuses[str(error)] += 1

    def keep_asking(self, paths):
        """Threads that ask through nginx until they are told to stop; what they were answered."""
        statuses, stop = collections.Counter(), threading.Event()
        self.addCleanup(stop.set)
        threads = [threading.Thread(target=self.hammering, args=(path, statuses, stop), daemon=True) for path in paths]
        for thread in threads:
            thread.start()

        def end():
            stop.set()
            for thread in threads:
                thread.join()
            return statuses
        return end

    def publish_a_line(self):
        self.run_ok("import", "zones", self.store, self.collection("d.geojson", feature(
            {"zone_id": "SZ001-N", "site_id": "SZ001", "kind": "protection", "status": "draft"}, square(113.182, 39.566))))
        self.run_ok("zone", "submit", self.store, "SZ001-N", "--actor", "li")
        self.run_ok("zone", "approve", self.store, "SZ001-N", "--actor", "wang", "--document", "8号", "--single-person")
        self.run_ok("zone", "publish", self.store, "SZ001-N", "--document", "9号", "--issuer", "县政府")

    def test_a_publication_shows_in_both_and_no_request_fails_meanwhile(self):
        before = self.get(TILE).body
        self.assertNotIn(b"SZ001-N", before)
        end = self.keep_asking((TILE, GET_MAP, "/ogcapi/collections/protection/items?f=json"))
        self.publish_a_line()
        took = [self.until(lambda: b"SZ001-N" in self.direct(server, TILE).body) for server in self.servers]
        self.until(lambda: b"SZ001-N" in self.get(TILE).body)
        statuses = end()
        print(f"both after {max(took):.2f} s, {sum(statuses.values())} requests meanwhile: {dict(statuses)}", flush=True)
        self.assertEqual(set(statuses), {200})
        self.assertLess(max(took), 10)  # docs/operate.md says what was seen on a quiet machine
        first, second = (self.direct(server, TILE) for server in self.servers)
        self.assertEqual((first.headers["etag"], first.body), (second.headers["etag"], second.body))

    def test_when_one_is_killed_the_other_goes_on_and_when_it_is_back_it_is_asked_again(self):
        for _ in range(8):
            self.get("/healthz?both")
        self.assertTrue(all(self.asked_of("/healthz?both")), "nginx asks both")
        end = self.keep_asking((TILE, "/ogcapi/collections/protection/items?f=json"))
        time.sleep(0.3)
        self.assertEqual(self.servers[0].end(signal.SIGKILL), -signal.SIGKILL)
        for _ in range(40):
            self.assertEqual(self.get("/tiles/protection.json").status, 200)
        statuses = end()
        print(f"one killed: {dict(statuses)}", flush=True)
        self.assertEqual(set(statuses), {200})
        self.servers[0].start()
        self.until(lambda: self.direct(self.servers[0], "/readyz").status == 200)

        def is_asked_again():
            self.assertEqual(self.get("/healthz?again").status, 200)
            return self.asked_of("/healthz?again")[0] > 0
        self.until(is_asked_again)

    def test_a_token_and_a_sign_in_hold_at_both_until_they_are_revoked(self):
        self.run_ok("user", "add", self.store, "li", "--role", "officer", stdin="Correct-Horse-7")
        token = f"Bearer {self.run_ok('user', 'token', self.store, 'li').strip()}"
        exact = "/ogcapi/collections/underground/items?f=json"
        for server in self.servers:
            told = self.direct(server, "/api/v1/session", authorization=token)
            self.assertEqual((told.status, told.json()["name"]), (200, "li"))
        answers = [self.direct(server, exact, authorization=token) for server in self.servers]
        self.assertEqual([answer.status for answer in answers], [200, 200])
        self.assertEqual(*(undated(answer.body) for answer in answers))
        signed_in = self.get("/api/v1/session", method="POST", body=json.dumps({"name": "li", "password": "Correct-Horse-7"}),
                             content_type="application/json", origin=f"https://{NAME}:{self.front}")
        self.assertEqual(signed_in.status, 200, signed_in.body)
        cookie = signed_in.headers["set-cookie"]
        self.assertIn("Secure", cookie)
        for server in self.servers:
            told = self.direct(server, "/api/v1/session", cookie=cookie.split(";")[0])
            self.assertEqual((told.status, told.json()["by"]), (200, "session"))
        self.run_ok("user", "disable", self.store, "li")
        for server in self.servers:
            self.until(lambda: self.direct(server, "/api/v1/session", authorization=token).status == 401, 5)
            self.until(lambda: self.direct(server, "/api/v1/session", cookie=cookie.split(";")[0]).status == 401, 5)

    def test_jobs_are_asked_of_the_server_that_has_them(self):
        self.run_ok("user", "add", self.store, "li", "--role", "officer", stdin="")
        token = f"Bearer {self.run_ok('user', 'token', self.store, 'li').strip()}"
        body = json.dumps({"inputs": {"application": {"type": "Feature", "properties": {}, "geometry": {
            "type": "Polygon", "coordinates": square(113.1805, 39.5605, 0.0005)}}}})
        for source in ("127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.4"):
            made = self.get("/ogcapi/processes/overlap-check/execution", source, method="POST", body=body,
                            content_type="application/json", prefer="respond-async", authorization=token)
            self.assertEqual(made.status, 201, made.body)
            job = urllib.parse.urlsplit(made.headers["location"]).path
            self.until(lambda: self.get(job, source, authorization=token).json()["status"] == "successful")
            self.assertEqual(self.get(job + "/results", source, authorization=token).status, 200)

    def test_the_log_names_the_client_and_not_nginx_nor_who_the_client_claims_to_be(self):
        self.get("/healthz?who", source="127.0.0.9", x_forwarded_for="192.0.2.66")
        self.until(lambda: sum(self.asked_of("/healthz?who")) == 1)
        peers = [line["peer"] for server in self.servers for line in server.log() if line.get("target") == "/healthz?who"]
        self.assertEqual(peers, ["127.0.0.9"])


if __name__ == "__main__":
    unittest.main()
