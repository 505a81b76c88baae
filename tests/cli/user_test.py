#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Accounts, passwords and tokens as somebody keeps them at the command line."""
import itertools
import json
import os
import pty
import re
import signal
import sqlite3
import stat
import subprocess
import termios
import time
import unittest

from program import PROGRAM, ProgramCase, feature, square

PASSWORD = "Correct-Horse-7"
SERVER = os.environ.get("LIANGXIAN_POSTGRES", "")
NUMBERS = itertools.count()


class UserCase(ProgramCase):
    def setUp(self):
        super().setUp()
        self.run_ok("init", self.store)
        self.ops = self.folder / "s.gpkg.ops.sqlite"

    def add(self, name="li", role="officer", *more, password=""):
        return self.run_ok("user", "add", self.store, name, "--role", role, *more, stdin=password)

    def users(self):
        return json.loads(self.run_ok("user", "list", self.store, "--format", "json"))

    def kept(self, sql, *values):
        connection = sqlite3.connect(self.ops)
        try:
            return connection.execute(sql, values).fetchall()
        finally:
            connection.close()


class Accounts(UserCase):
    def test_an_account_is_kept_apart_from_the_zones_where_only_its_owner_reads_it(self):
        before = self.store.read_bytes()
        self.add("李承办", "officer", "--region", "140623", "140600", password=PASSWORD)
        self.assertEqual(stat.S_IMODE(os.stat(self.ops).st_mode), 0o600)
        self.assertEqual(self.store.read_bytes(), before)
        one = self.users()[0]
        self.assertEqual({key: one[key] for key in ("name", "role", "regions", "disabled", "has_password")},
                         {"name": "李承办", "role": "officer", "regions": ["140623", "140600"], "disabled": False,
                          "has_password": True})

    def test_it_is_listed_for_people_in_both_languages(self):
        self.add("li", "reviewer")
        self.run_ok("user", "disable", self.store, "li")
        for language, words in (("zh", ("无密码", "已停用")), ("en", ("no password", "disabled"))):
            told = self.run_ok("user", "list", self.store, language=language)
            for word in ("li", "reviewer", *words):
                self.assertIn(word, told)

    def test_a_store_without_accounts_lists_none_and_makes_no_file(self):
        self.assertEqual(self.users(), [])
        self.assertFalse(self.ops.exists())

    def test_a_password_may_be_left_out_and_what_that_means_is_said(self):
        done = self.run_program("user", "add", self.store, "li", "--role", "system", stdin="")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("user token", done.stderr)
        self.assertFalse(self.users()[0]["has_password"])

    def test_a_pipe_that_says_nothing_is_not_waited_for_for_ever(self):
        reading, writing = os.pipe()
        try:
            done = subprocess.run([PROGRAM, "user", "add", str(self.store), "li", "--role", "system"], stdin=reading,
                                  capture_output=True, text=True, check=False, timeout=60)
        finally:
            os.close(reading)
            os.close(writing)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_a_weak_password_makes_no_account(self):
        done = self.run_program("user", "add", self.store, "li", "--role", "officer", stdin="hunter22\n")
        self.assertEqual(done.returncode, 1)
        self.assertIn("[password-weak]", done.stderr)
        self.assertNotIn("hunter22", done.stdout + done.stderr)
        self.assertEqual(self.users(), [])

    def test_a_name_is_taken_once_and_a_disabled_account_keeps_it(self):
        self.add()
        self.run_ok("user", "disable", self.store, "li")
        done = self.run_program("user", "add", self.store, "li", "--role", "planner", stdin="")
        self.assertEqual(done.returncode, 1)
        self.assertIn("[account-exists]", done.stderr)
        self.assertEqual([(one["role"], one["disabled"]) for one in self.users()], [("officer", True)])
        self.run_ok("user", "enable", self.store, "li")
        self.assertFalse(self.users()[0]["disabled"])

    def test_wrong_words_are_wrong_usage_and_nothing_is_made(self):
        for words, said in ((("li", "--role", "admin"), "bad-value"), (("li",), "word-missing"),
                            (("a b", "--role", "officer"), "account-name-wrong"),
                            (("li", "--role", "officer", "--region", "x"), "region-wrong")):
            for language in ("zh", "en"):
                done = self.run_program("user", "add", self.store, *words, stdin="", language=language)
                self.assertEqual(done.returncode, 2, (words, done.stderr))
                self.assertIn(f"[{said}]", done.stderr)
        self.assertFalse(self.ops.exists())

    def test_unknown_accounts_and_stores_are_told(self):
        for verb in ("disable", "enable", "passwd"):
            self.assertIn("[no-accounts]", self.run_program("user", verb, self.store, "wang", stdin="").stderr)
        self.add()
        for verb in ("disable", "enable", "passwd"):
            done = self.run_program("user", verb, self.store, "wang", stdin="")
            self.assertEqual(done.returncode, 1)
            self.assertIn("[account-unknown]", done.stderr)
        other = self.folder / "other.gpkg"
        other.write_text("no store", encoding="utf-8")
        for store in (self.folder / "none.gpkg", other):
            done = self.run_program("user", "list", store)
            self.assertEqual(done.returncode, 1)
            self.assertRegex(done.stderr, r"\[store-not-(found|ours)\]")

    def test_a_file_that_others_may_read_is_not_used(self):
        self.add()
        self.ops.chmod(0o640)
        done = self.run_program("user", "list", self.store)
        self.assertEqual(done.returncode, 1)
        self.assertIn("[ops-file-open]", done.stderr)
        self.assertIn("chmod 600", done.stderr)

    def test_no_output_is_written_over_it(self):
        self.add()
        before = self.ops.read_bytes()
        asked = self.collection("a.geojson", feature({"id": "A1"}, square(113.18, 39.56)))
        done = self.run_program("check", self.store, asked, "-o", self.ops)
        self.assertEqual(done.returncode, 2)
        self.assertIn("[output-is-input]", done.stderr)
        self.assertEqual(self.ops.read_bytes(), before)

    def test_help_is_in_both_languages(self):
        self.assertIn("账户", self.run_ok("user", "--help", language="zh"))
        self.assertIn("password", self.run_ok("user", "--help"))
        self.assertIn("--days", self.run_ok("user", "token", "--help"))

    def test_what_happens_is_entered_and_stays(self):
        self.add()
        self.run_ok("user", "passwd", self.store, "li", stdin=PASSWORD + "\n")
        self.run_ok("user", "disable", self.store, "li")
        self.run_ok("user", "disable", self.store, "li")
        self.assertEqual([row[0] for row in self.kept("SELECT action FROM events ORDER BY event_id")],
                         ["account-added", "password-changed", "account-disabled"])
        self.assertTrue(all(row[0] for row in self.kept("SELECT actor FROM events")))
        told = json.loads(self.run_ok("user", "log", self.store, "--last", "2", "--format", "json"))
        self.assertEqual([(one["action"], one["account"]) for one in told],
                         [("password-changed", "li"), ("account-disabled", "li")])
        self.assertIn("account-added  li", self.run_ok("user", "log", self.store))
        for sql in ("UPDATE events SET action = 'x'", "DELETE FROM events", "DELETE FROM accounts",
                    "UPDATE accounts SET role = 'security'"):
            with self.assertRaises(sqlite3.IntegrityError):
                self.kept(sql)


class Passwords(UserCase):
    def test_nothing_of_a_password_stands_in_any_file(self):
        self.add(password=PASSWORD + "\n")
        self.run_ok("user", "passwd", self.store, "li", stdin="Another-Horse-8\n")
        for file in self.folder.iterdir():
            for word in (PASSWORD, "Another-Horse-8"):
                self.assertNotIn(word.encode(), file.read_bytes(), file)
        self.assertTrue(self.kept("SELECT password_hash FROM accounts")[0][0].startswith("$argon2id$"))

    def test_an_empty_new_password_changes_nothing(self):
        self.add(password=PASSWORD)
        before = self.kept("SELECT password_hash FROM accounts")
        done = self.run_program("user", "passwd", self.store, "li", stdin="")
        self.assertEqual(done.returncode, 1)
        self.assertIn("[password-weak]", done.stderr)
        self.assertEqual(self.kept("SELECT password_hash FROM accounts"), before)

    def at_a_terminal(self, answers, *arguments):
        """What shows at a terminal at which somebody types."""
        child, terminal = pty.fork()
        if child == 0:
            os.execv(PROGRAM, [PROGRAM, "--lang", "en", *map(str, arguments)])
        shown = b""
        for answer in answers:
            asked = shown.count(b"assword")
            while shown.count(b"assword") == asked:
                shown += os.read(terminal, 1024)
            while termios.tcgetattr(terminal)[3] & termios.ECHO:
                time.sleep(0.02)  # what is typed before shows, and is thrown away
            os.write(terminal, answer.encode() + b"\n")
        try:
            while piece := os.read(terminal, 1024):
                shown += piece
        except OSError:
            pass
        os.close(terminal)
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), shown.decode()

    def test_at_a_terminal_it_is_asked_for_twice_and_does_not_show(self):
        status, shown = self.at_a_terminal([PASSWORD, PASSWORD], "user", "add", self.store, "li", "--role", "officer")
        self.assertEqual(status, 0, shown)
        self.assertNotIn(PASSWORD, shown)
        self.assertTrue(self.users()[0]["has_password"])
        status, shown = self.at_a_terminal([PASSWORD, PASSWORD + "x"], "user", "passwd", self.store, "li")
        self.assertEqual(status, 1)
        self.assertIn("passwords-differ", shown)

    def test_whoever_gives_up_at_the_question_gets_their_terminal_back(self):
        child, terminal = pty.fork()
        if child == 0:
            os.execv(PROGRAM, [PROGRAM, "--lang", "en", "user", "add", str(self.store), "li", "--role", "officer"])
        shown = b""
        while b"assword" not in shown:
            shown += os.read(terminal, 1024)
        while termios.tcgetattr(terminal)[3] & termios.ECHO:
            time.sleep(0.02)
        os.write(terminal, b"Corr\x03")
        self.assertEqual(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), -signal.SIGINT)
        self.assertTrue(termios.tcgetattr(terminal)[3] & termios.ECHO)
        os.close(terminal)
        self.assertFalse(self.ops.exists())


class Tokens(UserCase):
    def issue(self, name="li", *more):
        done = self.run_program("user", "token", self.store, name, *more)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done

    def tokens(self, *more):
        return json.loads(self.run_ok("user", "token", "list", self.store, *more, "--format", "json"))

    def test_a_token_stands_alone_on_a_line_once_and_in_no_file(self):
        self.add()
        done = self.issue("li", "--days", "7", "--label", "批量核查")
        self.assertRegex(done.stdout, r"\Alxt_[A-Za-z0-9_-]{43}\n\Z")
        self.assertIn("once", done.stderr)
        token = done.stdout.strip()
        self.assertNotIn(token, done.stderr)
        for file in self.folder.iterdir():
            self.assertNotIn(token.encode(), file.read_bytes(), file)
        self.assertEqual(len(self.kept("SELECT secret_hash FROM tokens")[0][0]), 64)
        one = self.tokens()[0]
        self.assertEqual((one["account"], one["label"], one["last_used_on"], one["revoked"]), ("li", "批量核查", None, False))

    def test_it_holds_thirty_days_unless_told_otherwise(self):
        self.add()
        self.issue()
        self.issue("li", "--days", "1")
        spans = [tuple(row) for row in self.kept(
            "SELECT round(julianday(expires_at) - julianday(created_at), 6) FROM tokens ORDER BY token_id")]
        self.assertEqual(spans, [(30.0,), (1.0,)])
        for days in ("0", "367", "-1", "x"):
            self.assertEqual(self.run_program("user", "token", self.store, "li", "--days", days).returncode, 2)

    def test_those_who_keep_accounts_or_logs_get_none(self):
        for role in ("security", "audit"):
            self.add(role, role)
            done = self.run_program("user", "token", self.store, role)
            self.assertEqual((done.returncode, done.stdout), (1, ""))
            self.assertIn("[token-not-for-role]", done.stderr)

    def test_a_disabled_or_unknown_account_gets_none(self):
        self.add()
        self.run_ok("user", "disable", self.store, "li")
        self.assertIn("[account-disabled]", self.run_program("user", "token", self.store, "li").stderr)
        self.assertIn("[account-unknown]", self.run_program("user", "token", self.store, "wang").stderr)

    def test_it_is_revoked_by_its_number(self):
        self.add()
        self.add("wang", "system")
        for name in ("li", "li", "wang"):
            self.issue(name)
        self.run_ok("user", "token", "revoke", self.store, self.tokens()[0]["id"])
        self.assertEqual([(one["account"], one["revoked"]) for one in self.tokens()],
                         [("wang", True), ("li", False), ("li", False)])
        self.assertEqual(len(self.tokens("li")), 2)
        self.assertIn("revoked", self.run_ok("user", "token", "list", self.store, "wang"))
        done = self.run_program("user", "token", "revoke", self.store, "99")
        self.assertEqual(done.returncode, 1)
        self.assertIn("[token-unknown]", done.stderr)

    def test_missing_and_left_over_words_are_wrong_usage(self):
        self.add()
        for words in (("token",), ("token", self.store), ("token", "list"), ("token", "revoke", self.store),
                      ("token", "list", self.store, "li", "x"), ("token", "revoke", self.store, "1", "x"), ()):
            done = self.run_program("user", *words)
            self.assertEqual((done.returncode, done.stdout), (2, ""), words)
            self.assertTrue(re.search(r"\[[a-z-]+\]", done.stderr), done.stderr)


@unittest.skipUnless(SERVER, "LIANGXIAN_POSTGRES names no server")
class SharedAccounts(ProgramCase):
    def setUp(self):
        super().setUp()
        self.schema = f"user_{os.getpid()}_{next(NUMBERS)}"
        self.store = f"{SERVER}?schema={self.schema}"
        self.run_ok("init", self.store)

    def tearDown(self):
        self.sql(f"DROP SCHEMA IF EXISTS {self.schema}, {self.schema}_ops CASCADE")
        super().tearDown()

    def sql(self, statement):
        done = subprocess.run(["psql", SERVER, "-qAtc", "SET client_min_messages = error", "-c", statement],
                              capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout.strip()

    def test_accounts_of_a_shared_store_have_a_schema_of_their_own(self):
        self.assertEqual(json.loads(self.run_ok("user", "list", self.store, "--format", "json")), [])
        self.assertEqual(self.sql(f"SELECT count(*) FROM pg_namespace WHERE nspname = '{self.schema}_ops'"), "0")
        self.run_ok("user", "add", self.store, "li", "--role", "officer", "--region", "140623", stdin=PASSWORD)
        token = self.run_ok("user", "token", self.store, "li").strip()
        self.assertEqual(self.sql(f"SELECT role || regions FROM {self.schema}_ops.accounts"), 'officer["140623"]')
        self.assertNotIn(token, self.sql(f"SELECT string_agg(t::text, '') FROM {self.schema}_ops.tokens t"))
        self.run_ok("user", "disable", self.store, "li")
        self.assertTrue(json.loads(self.run_ok("user", "list", self.store, "--format", "json"))[0]["disabled"])

    def test_a_reader_of_the_zones_does_not_read_accounts(self):
        self.run_ok("user", "add", self.store, "li", "--role", "officer", stdin=PASSWORD)
        name = f"user_reader_{os.getpid()}"
        self.sql(f"CREATE ROLE {name} LOGIN; GRANT liangxian_reader TO {name}")
        self.addCleanup(self.sql, f"DROP ROLE {name}")
        done = self.run_program("user", "list", self.store.replace("postgres@", f"{name}@"))
        self.assertEqual(done.returncode, 1)
        self.assertNotIn("li  officer", done.stdout)
        self.assertIn("[store-forbidden]", done.stderr)


if __name__ == "__main__":
    unittest.main()
