#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Wrong words on the command line: exit 2, in the reader's language, before anything is opened."""
import re
import subprocess
import unittest

from program import PROGRAM, ProgramCase, feature, square

CHINESE = re.compile(r"[\u4e00-\u9fff]")
ENGLISH_OF_CLI11 = ("required", "expected", "excludes", "not in {", "Could not convert", "is required", "REQUIRED", "Usage:")


class Usage(ProgramCase):
    def setUp(self):
        super().setUp()
        self.make_store()
        self.file = self.collection("a.geojson", feature({"zone_id": "Z9", "kind": "control"}, square(113.3, 39.5)))

    def refused(self, *arguments, says=""):
        """Exit 2 in both languages; the Chinese holds none of CLI11's English."""
        done = self.run_program(*arguments)
        self.assertEqual(done.returncode, 2, f"{arguments}\n{done.stdout}\n{done.stderr}")
        self.assertEqual(done.stdout, "")
        self.assertIn(says, done.stderr)
        chinese = self.run_program(*arguments, language="zh").stderr
        self.assertRegex(chinese, CHINESE)
        for word in ENGLISH_OF_CLI11:
            self.assertNotIn(word, chinese)
        self.assertNotIn("\x1f", chinese + done.stderr)

    def test_an_unknown_command_is_named(self):
        self.refused("foo", says="unknown command foo")
        self.refused("rules", "foo", says="unknown command foo")
        self.refused(says="a command is missing")

    def test_unknown_missing_and_repeated_options(self):
        self.refused("check", self.store, self.file, "--foo", says="--foo")
        self.refused("check", self.store, says="FILE is missing")
        self.refused("check", self.store, self.file, "--crs", says="--crs: its value is missing")
        self.refused("check", self.store, self.file, "--one", "--each", says="cannot be used with")
        self.refused("check", self.store, self.file, "--as-of", "2026-01-01", "--as-of", "2026-01-02", says="--as-of")
        self.refused("init", "a", "b", says="'b'")

    def test_values_that_mean_nothing(self):
        for option, value in (("--kind", "castle"), ("--as-of", "someday"), ("--known-at", "x"), ("--rules-as-of", "2026-13-01"),
                              ("--crs", "foo"), ("--near", "nan"), ("--near", "inf"), ("--near", "-1"), ("--influence", "abc"),
                              ("--format", "nonsense"), ("--fail-on", "touch"), ("--encoding", "martian"), ("--influence", "30")):
            self.refused("check", self.store, self.file, option, value, says=option)

    def test_facts_that_mean_nothing(self):
        self.refused("check", self.store, self.file, "--fact", "colour=red", says="colour")
        self.refused("check", self.store, self.file, "--fact", "width_m=wide", says="wide")
        self.refused("check", self.store, self.file, "--fact", "width_m", says="width_m")
        self.refused("check", self.store, self.file, "--fact", "width_m=3", "--fact", "width_m=4", says="twice")
        self.refused("check", self.store, self.file, "--fact", "elevation_top_m=1", "--fact", "elevation_bottom_m=2", says="below")

    def test_bad_words_of_an_import(self):
        before = self.store.read_bytes()
        for words, says in ((("--map", "foo="), "foo="), (("--map", "foo=bar"), "foo"), (("--set", "kind"), "kind"),
                            (("--set", "kind=fence"), "fence"), (("--set", "knd=control"), "knd"),
                            (("--map", "kind=k", "--set", "kind=control"), "both"), (("--crs", "foo"), "foo"),
                            (("--set", "kind=control,kind=protection"), "twice"), (("--encoding", "martian"), "martian")):
            self.refused("import", "zones", self.store, self.file, *words, says=says)
        self.refused("import", "castles", self.store, self.file, says="castles")
        self.assertEqual(self.store.read_bytes(), before)

    def test_every_fault_is_listed_before_anything_is_opened(self):
        done = self.run_program("check", self.folder / "none.gpkg", "none.txt", "--as-of", "x", "--crs", "y", "--fact", "z=1")
        self.assertEqual(done.returncode, 2)
        for word in ("'x'", "'y'", "'z'"):
            self.assertIn(word, done.stderr)

    def test_help_is_in_the_readers_language(self):
        for command in ((), ("init",), ("import",), ("check",), ("validate",), ("verify",), ("rules",), ("rules", "diff")):
            said = self.run_ok(*command, "--help", language="zh")
            for line in filter(None, map(str.strip, said.splitlines())):
                self.assertTrue(CHINESE.search(line) or re.fullmatch(r"[-\w,. =|:@/]+", line), line)
                self.assertNotIn(line, ("Options:", "Positionals:", "Subcommands:"))
                if not line.startswith("用法"):
                    self.assertNotRegex(line, r"[A-Za-z]{3,} [a-z]{2,} [a-z]{2,}")
            self.assertIn("Usage", self.run_ok(*command, "--help"))
        by_locale = subprocess.run([PROGRAM, "check", "--help"], capture_output=True, text=True, check=True,
                                   env={"LANG": "zh_CN.UTF-8"}).stdout
        self.assertIn("申请类型", by_locale)


if __name__ == "__main__":
    unittest.main()
