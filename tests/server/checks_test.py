# SPDX-License-Identifier: GPL-2.0-or-later
"""Checks by HTTP give the bytes of the command line, to those who may ask."""
import concurrent.futures
import http.client
import json
import os
import pathlib
import re
import socket
import time
import unittest

from program import feature, square
from served import Answer, ServedCase

EXECUTION = "/ogcapi/processes/overlap-check/execution"


def timeless(text):
    return re.sub(r'"checked_at": "[^"]*"', '"checked_at": ""', text)


def application(lon=113.18, lat=39.56, size=0.002, name="某项目"):
    return json.dumps(feature({"name": name}, square(lon, lat, size)), ensure_ascii=False)


class ChecksCase(ServedCase):
    """The small store of the command line's tests, and an account of each role that is asked for."""

    def make_served_store(self):
        self.make_store()
        self.tokens = {role: self.token_of(role) for role in ("officer", "member", "audit")}

    def token_of(self, role):
        self.run_ok("user", "add", self.store, role, "--role", role, stdin="")
        if role == "audit":
            return ""
        return self.run_ok("user", "token", self.store, role).strip().splitlines()[-1]

    def by(self, role, **headers):
        return {"authorization": f"Bearer {self.tokens[role]}", **headers} if role else headers

    def execute(self, body, role="officer", **headers):
        data = body if isinstance(body, bytes) else body.encode()
        return self.send(EXECUTION, "POST", data, content_type="application/json", **self.by(role, **headers))

    def check_of(self, text, role="officer", **inputs):
        more = "".join(f', "{name}": {json.dumps(value)}' for name, value in inputs.items())
        return self.execute(f'{{"inputs": {{"application": {text}{more}}}}}', role)

    def command_line(self, text, *more):
        return self.run_program("check", self.store, "-", "--format", "json", *more, stdin=text).stdout


class ChecksTest(ChecksCase):
    def test_nobody_checks_without_a_sign_in(self):
        for path in ("/ogcapi/processes", "/ogcapi/processes/overlap-check", "/ogcapi/jobs"):
            answer = self.get(path)
            self.assertEqual(answer.status, 401, path)
            self.assertEqual(answer.headers["www-authenticate"], "Bearer")
        self.assertEqual(self.check_of(application(), role=None).status, 401)
        self.assertEqual(self.execute("{}", role=None, authorization="Bearer nonsense").status, 401)
        landing = self.get("/ogcapi?f=json").json()
        self.assertNotIn("processes", json.dumps(landing["links"]))
        signed_in = self.get("/ogcapi?f=json", **self.by("officer")).json()
        self.assertIn("/ogcapi/processes", json.dumps(signed_in["links"]))
        self.assertIn("http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/core",
                      self.get("/ogcapi/conformance?f=json").json()["conformsTo"])

    def test_the_answer_has_the_bytes_of_the_command_line(self):
        text = application()
        for inputs, words in (({}, ()), ({"near_m": 500}, ("--near", "500")),
                              ({"kind": "mining", "influence_m": 100, "influence_basis": "环评"},
                               ("--kind", "mining", "--influence", "100", "--influence-basis", "环评")),
                              ({"facts": {"depth_m": 2.5}, "as_of": "2026-01-02", "rules_as_of": "2025-01-01"},
                               ("--fact", "depth_m=2.5", "--as-of", "2026-01-02", "--rules-as-of", "2025-01-01"))):
            answer = self.check_of(text, **inputs)
            self.assertEqual(answer.status, 200, answer.body)
            self.assertEqual(timeless(answer.body.decode()), timeless(self.command_line(text, *words)))
        checked = [line for line in self.log() if line["event"] == "checked"]
        self.assertEqual(len(checked), 4)
        self.assertEqual(checked[0]["account"], "officer")
        self.assertEqual(checked[0]["results"][0]["verdict"], "concerned")

    def test_a_thousand_checks_at_once_stay_right(self):
        texts = [application(113.17 + 0.0007 * i, 39.55 + 0.0004 * i, 0.0005 + 0.0001 * (i % 7), f"项目{i}")
                 for i in range(50)]
        expected = [timeless(self.command_line(text)) for text in texts]
        bodies = [f'{{"inputs": {{"application": {text}}}}}'.encode() for text in texts]
        headers = {"content-type": "application/json", **{k: v for k, v in self.by("officer").items()}}
        headers = {name.replace("_", "-"): value for name, value in headers.items()}

        def client(first):
            connection = self.connection()
            wrong = 0
            for k in range(first, 1000, 32):
                connection.request("POST", EXECUTION, bodies[k % 50], headers)
                response = connection.getresponse()
                body = response.read()
                wrong += response.status != 200 or timeless(body.decode()) != expected[k % 50]
            connection.close()
            return wrong

        with concurrent.futures.ThreadPoolExecutor(32) as clients:
            self.assertEqual(sum(clients.map(client, range(32))), 0)

    def test_what_is_published_counts_in_the_next_check(self):
        far = application(113.3, 39.6)
        self.assertEqual(self.check_of(far).json()["findings"], [])
        before = self.check_of(far).json()["store"]
        self.run_ok("import", "zones", self.store, self.collection("later.geojson", feature(
            {"zone_id": "Z9", "site_id": "S1", "kind": "protection"}, square(113.299, 39.599, 0.01))))
        after = self.check_of(far)
        self.assertEqual([one["zone_id"] for one in after.json()["findings"]], ["Z9"])
        self.assertEqual(timeless(after.body.decode()), timeless(self.command_line(far)))
        then = self.check_of(far, known_at=before["known_at"]).json()
        self.assertEqual(then["findings"], [])
        self.assertEqual(then["store"]["digest"], before["digest"])

    def test_a_job_is_found_by_its_owner_until_it_is_taken_away(self):
        text = application()
        made = self.execute(f'{{"inputs": {{"application": {text}}}}}', prefer="respond-async")
        self.assertEqual(made.status, 201, made.body)
        job = made.headers["location"][made.headers["location"].index("/ogcapi"):]
        self.until(lambda: self.get(job, **self.by("officer")).json()["status"] == "successful")
        result = self.get(job + "/results", **self.by("officer"))
        self.assertEqual(timeless(result.body.decode()), timeless(self.command_line(text)))
        for role, status in (("member", 404), (None, 401)):
            self.assertEqual(self.get(job, **self.by(role)).status, status)
            self.assertEqual(self.get(job + "/results", **self.by(role)).status, status)
            self.assertEqual(self.get(job, "DELETE", **self.by(role)).status, status)
        self.assertEqual(len(self.get("/ogcapi/jobs", **self.by("officer")).json()["jobs"]), 1)
        self.assertEqual(self.get("/ogcapi/jobs", **self.by("member")).json()["jobs"], [])
        self.assertEqual(self.get(job, "DELETE", **self.by("officer")).json()["status"], "dismissed")
        self.assertEqual(self.get(job, **self.by("officer")).status, 404)

    def test_a_job_can_be_stopped_while_it_runs(self):
        many = json.dumps({"type": "FeatureCollection", "features": [
            feature({}, square(113.1 + 0.0001 * i, 39.5, 0.05)) for i in range(900)]})
        made = self.execute(f'{{"inputs": {{"application": {many}}}}}', prefer="respond-async")
        job = made.headers["location"][made.headers["location"].index("/ogcapi"):]
        self.assertEqual(self.get(job, "DELETE", **self.by("officer")).json()["status"], "dismissed")
        self.assertEqual(self.get(job + "/results", **self.by("officer")).json()["code"], "job-dismissed")

    def test_hidden_records_are_redacted_and_decide_all_the_same(self):
        self.edit("UPDATE zones SET visibility = 'hidden' WHERE zone_id = 'Z1'")
        sealed = self.check_of(application()).json()
        view = self.check_of(application(), role="member").json()
        self.assertEqual(view["schema"], "liangxian/check-view/1")
        self.assertEqual(view["view"]["of"], sealed["digest"])
        self.assertNotIn("digest", view)
        self.assertEqual(view["verdict"], sealed["verdict"])
        self.assertEqual(len(view["findings"]), len(sealed["findings"]))
        self.assertTrue(all(one["redacted"] for one in view["findings"]))
        self.assertNotIn("木塔", json.dumps(view, ensure_ascii=False))
        (self.folder / "view.json").write_text(json.dumps(view), encoding="utf-8")
        self.assertNotEqual(self.run_program("verify", self.folder / "view.json").returncode, 0)

    def test_the_interface_is_described(self):
        api = self.get("/ogcapi/api").json()
        for path, method in (("/processes", "get"), ("/processes/{processID}", "get"), ("/jobs", "get"),
                             ("/processes/overlap-check/execution", "post"), ("/jobs/{jobID}", "get"),
                             ("/jobs/{jobID}", "delete"), ("/jobs/{jobID}/results", "get")):
            operation = api["paths"][path][method]
            self.assertEqual(operation["security"], [{"bearer": []}], path)
            self.assertIsInstance(operation.get("parameters", []), list)
            self.assertIn("401", operation["responses"])
        self.assertEqual(api["components"]["securitySchemes"]["bearer"]["scheme"], "bearer")
        self.assertIn("/api/v1/uploads", self.get("/api/v1/openapi.json").json()["paths"])

    def test_wrong_inputs_are_named(self):
        answer = self.check_of(application(), nearm=5, kind="castle")
        self.assertEqual(answer.status, 400)
        self.assertEqual({(one["code"], one["where"]) for one in answer.json()["problems"]},
                         {("unknown-input", "inputs.nearm"), ("unknown-kind", "inputs.kind")})
        reference = self.execute('{"inputs": {"application": {"href": "file:///etc/passwd"}}}')
        self.assertEqual(reference.json()["code"], "input-by-reference")
        deep = self.execute('{"inputs": {"application": {"type": "Polygon", "coordinates": ' + "[" * 200000)
        self.assertIn(deep.status, (400, 422))
        self.assertEqual(self.check_of(application()).status, 200)

    def test_a_tangle_costs_nobody_anything(self):
        ring = [[113 + i * 7919 % 9973 / 1e5, 39.5 + i * 6101 % 9967 / 1e5] for i in range(9000)]
        start = time.monotonic()
        answer = self.check_of(json.dumps({"type": "Polygon", "coordinates": [ring + ring[:1]]}))
        self.assertEqual((answer.status, answer.json()["code"]), (422, "too-tangled"))
        self.assertLess(time.monotonic() - start, 20)

    def test_large_bodies_are_for_those_who_may_check(self):
        large = (b'{"inputs": {"application": ' + application().encode() + b"}" + b" " * (1 << 20) + b"}")
        self.assertEqual(self.execute(large).status, 200)
        self.assertEqual(self.execute(large, role=None).status, 401)
        self.assertEqual(self.execute(large + b" " * (20 << 20)).status, 413)
        self.assertEqual(self.send("/ows", "POST", large, **self.by("officer")).status, 413)
        self.assertEqual(self.check_of(application()).status, 200)

    def test_who_waits_to_be_asked_for_a_body_is_asked(self):
        body = f'{{"inputs": {{"application": {application()}}}}}'.encode()
        with socket.create_connection((self.origin.hostname, self.origin.port), timeout=20) as raw:
            head = (f"POST {EXECUTION} HTTP/1.1\r\nHost: here\r\nAuthorization: {self.by('officer')['authorization']}\r\n"
                    f"Content-Length: {len(body)}\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n")
            raw.sendall(head.encode())
            self.assertTrue(raw.recv(100).startswith(b"HTTP/1.1 100 "))
            raw.sendall(body)
            answer = b""
            while piece := raw.recv(1 << 16):
                answer += piece
        self.assertTrue(answer.startswith(b"HTTP/1.1 200 "), answer[:200])
        self.assertIn(b'"verdict": "concerned"', answer)


class UploadsTest(ChecksCase):
    def upload(self, data, name, role="officer", query="", **headers):
        return self.send("/api/v1/uploads" + query, "POST", data,
                         content_disposition=f'attachment; filename="{name}"', **self.by(role, **headers))

    def test_a_file_is_shown_and_then_checked(self):
        text = application()
        shown = self.upload(text.encode(), "-")
        self.assertEqual(shown.status, 201, shown.body)
        self.assertEqual(shown.json()["applications"][0]["application"]["vertices"], 4)
        answer = self.execute(json.dumps({"inputs": {"upload": shown.json()["id"]}}))
        self.assertEqual(timeless(answer.body.decode()), timeless(self.command_line(text)))
        self.assertEqual(self.get("/api/v1/uploads/" + shown.json()["id"], **self.by("member")).status, 404)
        self.assertEqual(self.upload(text.encode(), "a.geojson", role=None).status, 401)
        self.assertNotIn("fence-incomplete", [line["event"] for line in self.log()])

    def test_every_demonstration_application_is_read_as_by_the_command_line(self):
        folder = pathlib.Path(__file__).resolve().parents[2] / "data" / "demo" / "applications"
        parts = (".md", ".shp", ".shx", ".dbf", ".prj", ".cpg")  # a Shapefile comes as a zip
        files = [one for one in sorted(folder.iterdir()) if one.is_file() and one.suffix not in parts]
        self.assertGreater(len(files), 3)
        for file in files:
            shown = self.upload(file.read_bytes(), file.name)
            expected = self.run_program("check", self.store, file, "--format", "json")
            if shown.status != 201:
                self.assertNotEqual(expected.returncode, 0, file.name)
                continue
            answer = self.execute(json.dumps({"inputs": {"upload": shown.json()["id"]}}))
            if answer.status == 200:
                self.assertEqual(timeless(answer.body.decode()), timeless(expected.stdout), file.name)
            else:
                self.assertEqual(expected.returncode, 1, file.name)


if __name__ == "__main__":
    unittest.main()
