#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Who asks the server: tokens, sign-ins, and what nobody gets without them."""
import itertools
import os
import subprocess
import unittest

from served import ServedCase

PASSWORD = "Correct-Horse-7"
SERVER = os.environ.get("LIANGXIAN_POSTGRES", "")
NUMBERS = itertools.count()


class AccountsCase(ServedCase):
    def add(self, name="li", role="officer", password=""):
        self.run_ok("user", "add", self.store, name, "--role", role, stdin=password)

    def token(self, name="li"):
        return self.run_ok("user", "token", self.store, name).strip()

    def ask(self, path, method="GET", token=None, body=None, **headers):
        if token is not None:
            headers["authorization"] = f"Bearer {token}"
        return self.send(path, method, body, **headers)

    def files_hold(self, *words):
        """The files, log and all, in which any of these words stands."""
        return [file.name for file in self.folder.iterdir() if file.is_file()
                for word in words if word.encode() in file.read_bytes()]


class Tokens(AccountsCase):
    def test_a_token_made_while_the_server_runs_is_known_at_once(self):
        self.assertEqual(self.get("/api/v1/session").status, 401)
        self.add()
        told = self.ask("/api/v1/session", token=self.token())
        self.assertEqual(told.status, 200, told.body)
        self.assertEqual({key: told.json()[key] for key in ("name", "role", "regions", "by")},
                         {"name": "li", "role": "officer", "regions": [], "by": "token"})
        self.assertEqual(told.headers["cache-control"], "no-store")

    def test_a_wrong_token_is_told_so_wherever_it_is_shown(self):
        self.add()
        token = self.token()
        for wrong in ("x", token[:-1], token + "x", "lxt_" + "A" * 43, "x" * 5000, "' OR 1=1 --"):
            for path in ("/api/v1/session", "/tiles/protection.json", "/api/v1/openapi.json", "/"):
                told = self.ask(path, token=wrong, accept_language="en")
                self.assertEqual((told.status, told.json()["code"]), (401, "invalid-token"), (wrong, path))
                self.assertTrue(told.headers["www-authenticate"].startswith("Bearer"))
        for header in ("Basic bGk6eA==", "Bearer", token):
            self.assertEqual(self.get("/tiles/protection.json", authorization=header).status, 401, header)
        self.assertEqual(self.get("/tiles/protection.json").status, 200, "anybody still sees what is public")

    def test_a_revoked_token_and_a_disabled_account_end_within_two_seconds(self):
        self.add()
        first, second = self.token(), self.token()
        for token in (first, second):
            self.assertEqual(self.ask("/api/v1/session", token=token).status, 200)
        self.run_ok("user", "token", "revoke", self.store, "1")
        self.until(lambda: self.ask("/api/v1/session", token=first).status == 401, 2)
        self.assertEqual(self.ask("/api/v1/session", token=second).status, 200)
        self.run_ok("user", "disable", self.store, "li")
        self.until(lambda: self.ask("/api/v1/session", token=second).status == 401, 2)

    def test_under_the_api_nobody_is_told_what_there_is(self):
        for path in ("/api/v1", "/api/v1/", "/api/v1/session", "/api/v1/cases", "/api/v1/nothing/here", "/api/v1/%73ession"):
            for method in ("GET", "PUT", "DELETE", "HEAD"):
                self.assertEqual(self.get(path, method=method).status, 401, (method, path))
        self.assertEqual(self.get("/api/v2").status, 404)
        self.add()
        self.assertEqual(self.ask("/api/v1/nothing/here", token=self.token()).status, 404)

    def test_every_request_of_somebody_names_them_in_the_log_and_no_secret_is_in_any_file(self):
        self.add()
        token = self.token()
        self.ask("/api/v1/session?x=1", token=token)
        self.ask("/tiles/protection.json?anybody", token=None)
        lines = {line.get("target"): line for line in self.log()}
        line = lines["/api/v1/session?x=1"]
        self.assertEqual((line["account"], line["status"], line["peer"]), ("li", 200, "127.0.0.1"))
        self.assertNotIn("account", lines["/tiles/protection.json?anybody"])
        self.get(f"/tiles/protection.json?access_token={token}")  # where it does not belong
        self.assertIn("/tiles/protection.json?access_token=lxt_***", [line.get("target") for line in self.log()])
        self.assertEqual(self.files_hold(token, token[4:]), [])

    def test_what_somebody_got_is_kept_by_no_cache_for_others(self):
        self.add()
        mine = self.ask("/tiles/protection.json", token=self.token())
        self.assertEqual(mine.headers["cache-control"], "private, " + self.get("/tiles/protection.json").headers["cache-control"])
        self.assertEqual(self.ask("/healthz", token=self.token()).headers["cache-control"], "no-store")
        self.assertNotIn("cache-control", self.get("/healthz").headers)

    def test_accounts_that_were_taken_away_prove_nothing_and_those_put_in_place_do(self):
        self.add()
        token = self.token()
        self.assertEqual(self.ask("/api/v1/session", token=token).status, 200)
        ops = self.folder / "s.gpkg.ops.sqlite"
        ops.rename(self.folder / "away")
        self.until(lambda: self.ask("/api/v1/session", token=token).status == 401, 2)
        (self.folder / "away").rename(ops)
        self.until(lambda: self.ask("/api/v1/session", token=token).status == 200, 2)

    def test_accounts_that_cannot_be_asked_let_nobody_in(self):
        self.add()
        token = self.token()
        ops = self.folder / "s.gpkg.ops.sqlite"
        ops.chmod(0o644)  # others may read it: it is not trusted
        self.until(lambda: self.ask("/api/v1/session", token=token + "x").status == 503)
        self.assertEqual(self.ask("/api/v1/session", token=token + "y").json()["code"], "accounts-unreachable")
        self.assertEqual(self.get("/tiles/protection.json").status, 200)
        self.assertIn("accounts-failed", [line["event"] for line in self.log()])


@unittest.skipUnless(SERVER, "LIANGXIAN_POSTGRES names no server")
class SharedAccounts(AccountsCase):
    """A shared store, whose server has no more rights than it needs."""

    def setUp(self):
        self.schema = f"served_{os.getpid()}_{next(NUMBERS)}"
        super().setUp()

    def make_served_store(self):
        owner = f"{SERVER}?schema={self.schema}"
        self.run_ok("init", owner, "--demo")
        self.login = f"server_{self.schema}"
        self.sql(f"CREATE ROLE {self.login} LOGIN; GRANT liangxian_reader TO {self.login}")
        self.store = owner.replace("postgres@", f"{self.login}@")
        self.owner = owner
        self.words = ("--public-data", str(self.folder / "public.gpkg"))

    def tearDown(self):
        super().tearDown()
        self.sql(f"DROP SCHEMA IF EXISTS {self.schema}, {self.schema}_ops CASCADE; DROP OWNED BY {self.login}; "
                 f"DROP ROLE {self.login}")

    def sql(self, statement):
        done = subprocess.run(["psql", SERVER, "-qAtc", "SET client_min_messages = error", "-c", statement],
                              capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout.strip()

    def make_accounts(self):
        """By the owner, while the server runs."""
        self.run_ok("user", "add", self.owner, "li", "--role", "planner", stdin=PASSWORD)
        self.sql(f"GRANT liangxian_server TO {self.login}")
        return self.run_ok("user", "token", self.owner, "li").strip()

    def test_tokens_and_sign_ins_serve_and_end_as_beside_a_file(self):
        token = self.make_accounts()
        self.until(lambda: self.ask("/api/v1/session", token=token).status == 200)
        self.assertEqual(self.sql(f"SELECT last_used_on IS NOT NULL FROM {self.schema}_ops.tokens"), "t")
        told = self.send("/api/v1/session", "POST", {"name": "li", "password": PASSWORD})
        self.assertEqual(told.status, 200, told.body)
        cookie = told.headers["set-cookie"].split(";")[0]
        self.assertEqual(self.send("/api/v1/session", "POST", {"name": "li", "password": "x"}).status, 401)
        self.run_ok("user", "token", "revoke", self.owner, "1")
        self.until(lambda: self.ask("/api/v1/session", token=token).status == 401, 2)
        self.assertEqual(self.get("/api/v1/session", cookie=cookie).status, 200)
        self.run_ok("user", "disable", self.owner, "li")
        self.until(lambda: self.get("/api/v1/session", cookie=cookie).status == 401, 2)

    def test_the_servers_login_makes_no_account_and_gives_nobody_another_role(self):
        self.make_accounts()
        for words in (("add", self.store, "root", "--role", "officer"), ("disable", self.store, "li"),
                      ("passwd", self.store, "li"), ("token", self.store, "li")):
            done = self.run_program("user", *words, stdin=PASSWORD)
            self.assertEqual(done.returncode, 1, words)
            self.assertIn("[store-forbidden]", done.stderr)

    def test_a_lost_connection_is_made_again(self):
        token = self.make_accounts()
        self.until(lambda: self.ask("/api/v1/session", token=token).status == 200)
        self.sql(f"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = '{self.login}'")
        self.until(lambda: self.ask("/api/v1/session", token=token).status == 200)
        self.run_ok("user", "disable", self.owner, "li")
        self.until(lambda: self.ask("/api/v1/session", token=token).status == 401, 2)

    def test_a_login_without_the_role_serves_what_is_public_and_lets_nobody_in(self):
        self.run_ok("user", "add", self.owner, "li", "--role", "officer", stdin="")
        token = self.run_ok("user", "token", self.owner, "li").strip()
        self.assertEqual(self.ask("/api/v1/session", token=token).status, 503)
        self.assertEqual(self.get("/tiles/protection.json").status, 200)


if __name__ == "__main__":
    unittest.main()
