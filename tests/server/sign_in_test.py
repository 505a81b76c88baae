#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Signing in by password, the session's cookie, and the first account of a store."""
import http.cookies
import json
import os
import pty
import re
import select
import signal
import subprocess
import unittest
import urllib.parse

from accounts_test import PASSWORD, AccountsCase
from program import PROGRAM, ProgramCase
from served import ServedCase

OWN = {"sec_fetch_site": "same-origin"}


class SessionCase(AccountsCase):
    def sign_in(self, name="li", password=PASSWORD, **headers):
        return self.send("/api/v1/session", "POST", {"name": name, "password": password}, **headers)

    def cookie_of(self, answer):
        return answer.headers["set-cookie"].split(";")[0]


class Sessions(SessionCase):
    def setUp(self):
        super().setUp()
        self.add("li", "planner", PASSWORD)

    def test_a_name_and_its_password_begin_a_session_in_a_cookie_that_no_script_reads(self):
        told = self.sign_in()
        self.assertEqual(told.status, 200, told.body)
        self.assertEqual({key: told.json()[key] for key in ("name", "role", "by")},
                         {"name": "li", "role": "planner", "by": "session"})
        self.assertEqual(told.headers["cache-control"], "no-store")
        self.assertNotIn("lxs_", told.body.decode())
        cookie = http.cookies.SimpleCookie(told.headers["set-cookie"])["liangxian"]
        self.assertRegex(cookie.value, r"\Alxs_[A-Za-z0-9_-]{43}\Z")
        self.assertEqual((cookie["path"], cookie["httponly"], cookie["samesite"], cookie["secure"], cookie["domain"]),
                         ("/", True, "Strict", "", ""))
        who = self.get("/api/v1/session", cookie=self.cookie_of(told))
        self.assertEqual((who.status, who.json()["name"]), (200, "li"))
        self.assertEqual(who.json()["expires_at"], told.json()["expires_at"])

    def test_a_wrong_password_an_unknown_name_and_a_disabled_account_get_one_answer(self):
        self.add("gone", "officer", PASSWORD)
        self.run_ok("user", "disable", self.store, "gone")
        self.add("tokens-only", "system")
        answers = [self.sign_in(name, word) for name, word in
                   (("li", "wrong"), ("nobody", PASSWORD), ("gone", PASSWORD), ("tokens-only", ""), ("", ""),
                    ("x" * 500, "y" * 5000), ("li' --", PASSWORD))]
        self.assertEqual({answer.status for answer in answers}, {401})
        self.assertEqual(len({answer.body for answer in answers}), 1)
        self.assertEqual(answers[0].json()["code"], "sign-in-failed")
        self.assertNotIn("set-cookie", answers[0].headers)

    def test_a_wrong_session_is_nobody(self):
        for cookie in ("liangxian=lxs_x", "liangxian=", "liangxian=" + "x" * 5000, "other=1"):
            self.assertEqual(self.get("/api/v1/session", cookie=cookie).status, 401)
            self.assertEqual(self.get("/tiles/protection.json", cookie=cookie).status, 200)

    def test_signing_out_ends_the_session_at_once(self):
        cookie = self.cookie_of(self.sign_in())
        other = self.cookie_of(self.sign_in())
        gone = self.send("/api/v1/session", "DELETE", cookie=cookie, **OWN)
        self.assertEqual((gone.status, gone.body), (204, b""))
        self.assertIn("Max-Age=0", gone.headers["set-cookie"])
        self.assertEqual(self.get("/api/v1/session", cookie=cookie).status, 401)
        self.assertEqual(self.get("/api/v1/session", cookie=other).status, 200)
        self.assertEqual(self.ask("/api/v1/session", "DELETE", self.token()).json()["code"], "no-session")

    def test_a_disabled_account_and_a_new_password_end_sessions_within_two_seconds(self):
        for words in (("disable", self.store, "li"), ("passwd", self.store, "li")):
            self.run_program("user", "enable", self.store, "li")
            cookie = self.cookie_of(self.sign_in())
            self.assertEqual(self.get("/api/v1/session", cookie=cookie).status, 200)
            self.run_ok("user", *words, stdin=PASSWORD)
            self.until(lambda: self.get("/api/v1/session", cookie=cookie).status == 401, 2)

    def test_what_another_page_sends_in_somebodys_name_is_refused(self):
        cookie = self.cookie_of(self.sign_in())
        here = f"http://{self.origin.netloc}"
        for headers in ({}, {"origin": "http://evil.example"}, {"origin": "null"}, {"sec_fetch_site": "cross-site"},
                        {"sec_fetch_site": "same-site", "origin": here}, {"sec_fetch_site": "none"}):
            for method, path in (("DELETE", "/api/v1/session"), ("POST", "/api/v1/cases"), ("POST", "/ows")):
                told = self.send(path, method, cookie=cookie, **headers)
                self.assertEqual((told.status, told.json()["code"]), (403, "cross-site"), (headers, path))
        self.assertEqual(self.get("/api/v1/session", cookie=cookie, sec_fetch_site="cross-site").status, 200)
        self.assertEqual(self.send("/api/v1/cases", "POST", cookie=cookie, origin=here).status, 404)
        self.assertEqual(self.sign_in(origin="http://evil.example").json()["code"], "cross-site")
        self.assertEqual(self.ask("/api/v1/cases", "POST", self.token()).status, 404, "a token is sent by no page")

    def test_who_guesses_waits_and_the_answer_says_how_long(self):
        for _ in range(6):
            self.assertEqual(self.sign_in(password="wrong").status, 401)
        told = self.sign_in(password="wrong")
        self.assertEqual((told.status, told.json()["code"]), (429, "too-many-attempts"))
        self.assertIn(int(told.headers["retry-after"]), range(1, 31))
        self.assertEqual(self.sign_in().status, 429, "even when it is right")
        self.assertEqual(self.sign_in("wang", "wrong").status, 401, "others go on")

    def test_a_body_that_is_no_sign_in_is_told(self):
        for body, headers, status in ((b"name=li&password=x", {"content_type": "application/x-www-form-urlencoded"}, 415),
                                      (b"{", {"content_type": "application/json"}, 400), ({"name": "li"}, {}, 400),
                                      ({"name": "li", "password": 1}, {}, 400), (b"[" * 9000, {"content_type": "application/json"}, 400)):
            self.assertEqual(self.send("/api/v1/session", "POST", body, **headers).status, status, body[:20] if isinstance(body, bytes) else body)

    def test_no_secret_stands_in_any_file(self):
        cookie = self.cookie_of(self.sign_in())
        self.get("/api/v1/session", cookie=cookie)
        self.sign_in(password="Guessed-Word-1")
        self.sign_in("Typed-As-Name-1", "x")
        self.assertEqual(self.files_hold(PASSWORD, cookie.split("=")[1], "Guessed-Word-1", "Typed-As-Name-1"), [])

    def test_sign_ins_are_entered_with_their_address(self):
        self.sign_in(password="wrong")
        self.send("/api/v1/session", "DELETE", cookie=self.cookie_of(self.sign_in()), **OWN)
        self.store = self.folder / "s.gpkg.ops.sqlite"
        self.assertEqual(self.rows("SELECT action, account, peer FROM events ORDER BY event_id")[1:],
                         [("sign-in-failed", "li", "127.0.0.1"), ("signed-in", "li", "127.0.0.1"),
                          ("signed-out", "li", "127.0.0.1")])


class WithoutData(SessionCase):
    def test_who_keeps_accounts_or_logs_signs_in_and_gets_no_data(self):
        for role in ("security", "audit"):
            self.add(role, role, PASSWORD)
            cookie = self.cookie_of(self.sign_in(role))
            who = self.get("/api/v1/session", cookie=cookie)
            self.assertEqual((who.status, who.json()["may"]),
                             (200, {"check": False, "see_exact": False, "see_hidden": False}))
            for path in ("/api/v1/cases", "/api/v1/nothing", "/api/v1"):
                told = self.get(path, cookie=cookie)
                self.assertEqual((told.status, told.json()["code"]), (403, "role-forbidden"), path)
            self.assertEqual(self.get("/api/v1/openapi.json", cookie=cookie).status, 200)


class BehindTls(SessionCase):
    words = ("--public-url", "https://map.example/lines", "--trusted-proxy", "127.0.0.1")

    def test_the_cookie_goes_over_tls_only_and_nobody_else_can_set_it(self):
        self.add("li", "planner", PASSWORD)
        told = self.sign_in(origin="https://map.example")
        self.assertEqual(told.status, 200, told.body)
        self.assertTrue(told.headers["set-cookie"].startswith("__Host-liangxian=lxs_"))
        self.assertIn("; Secure", told.headers["set-cookie"])
        self.assertIn("; Path=/;", told.headers["set-cookie"])
        cookie = self.cookie_of(told)
        self.assertEqual(self.get("/api/v1/session", cookie=cookie).status, 200)
        self.assertEqual(self.get("/api/v1/session", cookie=cookie.replace("__Host-", "")).status, 401)
        self.assertEqual(self.send("/api/v1/session", "DELETE", cookie=cookie, origin="https://map.example").status, 204)
        self.assertEqual(self.sign_in(origin=f"http://{self.origin.netloc}").status, 403)

    def test_the_client_is_who_the_proxy_names_and_numbers_are_not_for_it(self):
        self.get("/x", x_forwarded_for="1.1.1.1, 192.0.2.7")
        self.assertIn("192.0.2.7", [line.get("peer") for line in self.log()])
        self.assertEqual(self.get("/metrics", x_forwarded_for="192.0.2.7").status, 404)
        self.assertEqual(self.get("/metrics").status, 200)


class Limits(SessionCase):
    words = ("--trusted-proxy", "127.0.0.1", "--rate-limit", "other=0.01:3", "--rate-limit", "sign-in=0.01:2")

    def test_who_asks_too_much_is_told_when_again_and_others_go_on(self):
        statuses = [self.get("/tiles/protection.json", x_forwarded_for="192.0.2.7").status for _ in range(5)]
        self.assertEqual(statuses, [200] * 3 + [429] * 2)
        told = self.get("/tiles/protection.json", x_forwarded_for="192.0.2.7")
        self.assertEqual(told.json()["code"], "too-many-requests")
        self.assertGreater(int(told.headers["retry-after"]), 30)
        self.assertEqual(self.get("/tiles/protection.json", x_forwarded_for="192.0.2.8").status, 200)

    def test_sign_ins_have_a_limit_of_their_own_on_this_machine_too(self):
        statuses = [self.sign_in("nobody", "x").status for _ in range(4)]
        self.assertEqual(statuses, [401, 401, 429, 429])


class Description(ServedCase):
    def test_the_interface_is_described_for_anybody(self):
        told = self.get("/api/v1/openapi.json")
        self.assertEqual((told.status, told.headers["content-type"]), (200, "application/vnd.oai.openapi+json;version=3.0"))
        api = told.json()
        self.assertEqual(api["openapi"], "3.0.3")
        self.assertEqual(set(api["paths"]["/api/v1/session"]), {"post", "get", "delete"})
        self.assertEqual(api["paths"]["/api/v1/session"]["post"]["security"], [])
        self.assertNotIn("security", api["paths"]["/api/v1/session"]["get"])
        self.assertEqual(api["servers"], [{"url": f"http://{self.origin.netloc}"}])
        names = re.findall(r'"\$ref": "#/components/schemas/(\w+)"', json.dumps(api))
        self.assertLessEqual(set(names), set(api["components"]["schemas"]))
        self.assertIn("problem", names)
        self.assertEqual(self.get("/api/v1/openapi.json", if_none_match=told.headers["etag"]).status, 304)


class Starting(ProgramCase):
    def test_a_listener_beyond_this_machine_needs_a_tls_proxy(self):
        self.run_ok("init", self.store)
        for words in ((), ("--trusted-proxy", "10.0.0.5"), ("--public-url", "https://map.example"),
                      ("--trusted-proxy", "10.0.0.5", "--public-url", "http://map.example")):
            done = self.run_program("serve", self.store, "--listen", "0.0.0.0:0", *words)
            self.assertEqual(done.returncode, 2, words)
            self.assertIn("[listener-not-safe]", done.stderr)
        for words in (("--trusted-proxy", "proxy"), ("--rate-limit", "check=x")):
            done = self.run_program("serve", self.store, *words)
            self.assertEqual(done.returncode, 2, words)
            self.assertIn("[bad-option]", done.stderr)


class AtATerminal(ServedCase):
    """The server as somebody starts it at a terminal."""

    demo = ()

    def setUp(self):
        ProgramCase.setUp(self)
        self.run_ok("init", self.store, *self.demo)
        self.begin()

    def begin(self):
        self.terminal, inner = pty.openpty()
        with open(self.folder / "log", "a", encoding="utf-8") as log:
            self.server = subprocess.Popen([PROGRAM, "--lang", "en", "serve", str(self.store), "--listen", "127.0.0.1:0"],
                                           stdin=inner, stdout=inner, stderr=log)
        os.close(inner)
        self.shown = ""
        self.until(self.has_begun)
        self.origin = urllib.parse.urlsplit(self.shown.split()[0])
        self.until(lambda: self.get("/readyz").status == 200)
        self.has_begun()

    def has_begun(self):
        while select.select([self.terminal], [], [], 0)[0]:
            self.shown += os.read(self.terminal, 4096).decode()
        return "\n" in self.shown

    def tearDown(self):
        self.server.send_signal(signal.SIGTERM)
        self.assertEqual(self.server.wait(20), 0)
        os.close(self.terminal)
        ProgramCase.tearDown(self)

    def secret(self):
        found = re.search(r"(http://\S+)/#first-sign-in=(lxf_[A-Za-z0-9_-]{43})", self.shown)
        self.assertIsNotNone(found, self.shown)
        self.assertEqual(found.group(1), f"http://{self.origin.netloc}")
        return found.group(2)

    def redeem(self, secret, name="root", password=PASSWORD, **headers):
        return self.send("/api/v1/first-sign-in", "POST", {"secret": secret, "name": name, "password": password}, **headers)

    role = "security"

    def test_the_link_makes_the_first_account_once(self):
        secret = self.secret()
        for wrong in ({"name": "a b"}, {"password": "short"}):
            self.assertEqual(self.redeem(secret, **wrong).status, 400, wrong)
        told = self.redeem(secret)
        self.assertEqual((told.status, told.json()["name"], told.json()["role"]), (201, "root", self.role), told.body)
        cookie = told.headers["set-cookie"].split(";")[0]
        self.assertEqual(self.get("/api/v1/session", cookie=cookie).status, 200)
        self.assertEqual(self.redeem(secret, "second").json()["code"], "first-sign-in-closed")
        users = json.loads(self.run_ok("user", "list", self.store, "--format", "json"))
        self.assertEqual([(user["name"], user["role"]) for user in users], [("root", self.role)])
        for file in self.folder.iterdir():
            self.assertNotIn(secret.encode(), file.read_bytes(), file)


class FirstSignIn(AtATerminal):
    def test_guesses_close_it(self):
        for _ in range(5):
            self.assertEqual(self.redeem("lxf_" + "A" * 43).json()["code"], "secret-wrong")
        self.assertEqual(self.redeem(self.secret()).json()["code"], "first-sign-in-closed")

    def test_it_is_for_this_machine_and_its_own_page(self):
        for headers, code in (({"x_forwarded_for": "192.0.2.1"}, "first-sign-in-closed"), ({"via": "1.1 proxy"}, "first-sign-in-closed"),
                              ({"origin": "http://evil.example"}, "cross-site")):
            told = self.redeem(self.secret(), **headers)
            self.assertEqual((told.status, told.json()["code"]), (403, code))

    def test_an_account_made_meanwhile_closes_it(self):
        self.run_ok("user", "add", self.store, "li", "--role", "officer", stdin="")
        self.assertEqual(self.redeem(self.secret()).json()["code"], "first-sign-in-closed")

    def test_it_is_not_offered_again_once_there_is_an_account(self):
        self.assertEqual(self.redeem(self.secret()).status, 201)
        self.server.send_signal(signal.SIGTERM)
        self.assertEqual(self.server.wait(20), 0)
        os.close(self.terminal)
        self.begin()
        self.assertNotIn("first-sign-in", self.shown)


class FirstSignInOfADemonstration(AtATerminal):
    demo = ("--demo",)
    role = "officer"


class WithoutATerminal(ServedCase):
    def test_no_link_is_shown_and_none_serves(self):
        self.server.send_signal(signal.SIGTERM)
        self.assertNotIn("first-sign-in", self.server.stdout.read())
        self.assertNotIn("first-sign-in", (self.folder / "log").read_text(encoding="utf-8"))

    def test_the_path_is_closed(self):
        told = self.send("/api/v1/first-sign-in", "POST", {"secret": "", "name": "root", "password": PASSWORD})
        self.assertEqual((told.status, told.json()["code"]), (403, "first-sign-in-closed"))
        self.assertFalse((self.folder / "s.gpkg.ops.sqlite").exists())


del AtATerminal  # its tests are those of the cases made of it

if __name__ == "__main__":
    unittest.main()
