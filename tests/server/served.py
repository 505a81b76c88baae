# SPDX-License-Identifier: GPL-2.0-or-later
"""A server on a store of its own, and a client that hides nothing."""
import gzip
import http.client
import json
import os
import signal
import subprocess
import time
import urllib.parse

from program import PROGRAM, ProgramCase


class Answer:
    def __init__(self, response, body):
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.bytes = body
        self.body = gzip.decompress(body) if self.headers.get("content-encoding") == "gzip" else body

    def json(self):
        return json.loads(self.body)


class ServedCase(ProgramCase):
    """The demonstration store, served on a port of its own."""

    words = ()

    def setUp(self):
        super().setUp()
        os.environ["GDAL_DEFAULT_WMS_CACHE_PATH"] = str(self.folder / "gdal-cache")  # else where the tests are run
        self.make_served_store()
        self.start()

    def server_words(self):
        return [PROGRAM, "--lang", "en", "serve", str(self.store), "--listen", "127.0.0.1:0", *self.words]

    def start(self, **environment):
        self.launch(**environment)
        self.until(lambda: self.get("/readyz").status == 200)

    def launch(self, **environment):
        """Without waiting until it has something to serve."""
        with open(self.folder / "log", "a", encoding="utf-8") as log:
            self.server = subprocess.Popen(self.server_words(), stdout=subprocess.PIPE, stderr=log, text=True,
                                           env={**os.environ, **environment})
        self.origin = urllib.parse.urlsplit(self.server.stdout.readline().strip())

    def make_served_store(self):
        self.run_ok("init", self.store, "--demo")

    def tearDown(self):
        if self.server.poll() is None:
            self.server.send_signal(signal.SIGTERM)
            self.assertEqual(self.server.wait(20), 0)
        self.server.stdout.close()
        super().tearDown()

    def connection(self):
        return http.client.HTTPConnection(self.origin.hostname, self.origin.port, timeout=20)

    def get(self, path, method="GET", **headers):
        return self.send(path, method, None, **headers)

    def send(self, path, method="POST", body=None, **headers):
        """A body that is no bytes goes as JSON."""
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body, ensure_ascii=False).encode()
            headers.setdefault("content_type", "application/json")
        connection = self.connection()
        try:
            connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            response = connection.getresponse()
            return Answer(response, response.read())
        finally:
            connection.close()

    def until(self, is_so, seconds=20):
        """Waits for something that comes by itself; how long it took."""
        start = time.monotonic()
        while not is_so():
            self.assertLess(time.monotonic() - start, seconds)
            self.assertIsNone(self.server.poll(), (self.folder / "log").read_text(encoding="utf-8"))
            time.sleep(0.02)
        return time.monotonic() - start

    def log(self):
        return [json.loads(line) for line in (self.folder / "log").read_text(encoding="utf-8").splitlines()]
