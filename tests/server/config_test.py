#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""One configuration file for the server, and the files that come with it for systemd and nginx."""
import pathlib
import re
import shutil
import subprocess
import unittest

from fronted import nginx, write_nginx
from program import PROGRAM, ROOT, ProgramCase
from served import ServedCase

OPERATE = ROOT / "data" / "operate"


class Configured(ServedCase):
    """Everything stands in the file, the store, too; paths begin beside it."""

    def server_words(self):
        (self.folder / "server.conf").write_text(
            "store = s.gpkg\nlisten = 127.0.0.1:0\npublic-data = public.gpkg\nrate-limit = check=0.01:2\n"
            "trusted-proxy = 127.0.0.1\nmetrics-from = 192.0.2.9\npublic-url = https://map.example.cn\nthreads = 1\n",
            encoding="utf-8")
        return [PROGRAM, "--lang", "en", "serve", "--config", str(self.folder / "server.conf")]

    def test_what_the_file_says_is_done(self):
        self.assertTrue((self.folder / "public.gpkg").exists())
        self.assertFalse((self.folder / "s.gpkg.public.gpkg").exists())
        self.assertIn("https://map.example.cn/", self.get("/tiles/protection.json").body.decode())
        self.assertEqual(self.get("/metrics", x_forwarded_for="192.0.2.9").status, 200)
        self.assertEqual(self.get("/metrics", x_forwarded_for="192.0.2.8").status, 404)
        self.assertEqual(self.get("/metrics").status, 200)
        statuses = [self.send("/api/v1/cases", body={}, x_forwarded_for="192.0.2.7").status for _ in range(3)]
        self.assertEqual(statuses, [401, 401, 429])


class Wrong(ProgramCase):
    def config(self, text):
        file = self.folder / "server.conf"
        file.write_text(text, encoding="utf-8")
        return file

    def test_all_that_is_wrong_is_told_at_once_in_the_language_asked_for(self):
        self.run_ok("init", self.store)
        file = self.config("store = s.gpkg\nhosts = 3\nthreads = many\nlisten: 127.0.0.1:0\n")
        for language, words in (("en", ("there is no such key; there are: store, listen", "whole number from 1 to 256",
                                        "must be KEY = VALUE")),
                                ("zh", ("没有这个键；可用的键：store, listen", "1 至 256 的整数", "应为 键 = 值"))):
            done = self.run_program("serve", "--config", file, language=language)
            self.assertEqual((done.returncode, done.stdout), (2, ""))
            for place in ("[unknown-setting] server.conf:2 hosts = 3", "[bad-option] server.conf:3 threads = many",
                          "[bad-config-line] server.conf:4 listen: 127.0.0.1:0"):
                self.assertIn(place, done.stderr)
            for word in words:
                self.assertIn(word, done.stderr)

    def test_a_file_that_is_not_there_is_no_reason_to_begin_without(self):
        done = self.run_program("serve", self.store, "--config", self.folder / "none.conf")
        self.assertEqual(done.returncode, 1)
        self.assertIn("none.conf", done.stderr)

    def test_without_a_store_nothing_is_served(self):
        done = self.run_program("serve", "--config", self.config("threads = 2\n"))
        self.assertEqual(done.returncode, 2)
        self.assertIn("[store-missing]", done.stderr)


class Shipped(ProgramCase):
    """The files of data/operate."""

    def test_the_example_is_right_and_every_key_of_the_program_stands_in_it_and_in_the_page(self):
        text = (OPERATE / "liangxian-server.conf").read_text(encoding="utf-8")
        # With every key put to use only the store is missing.
        opened = self.folder / "all.conf"
        lines = [re.sub(r"^#([a-z-]+ = )", r"\1", line) for line in text.splitlines()]
        lines = [line for line in lines if not line.startswith("store = postgresql")]
        opened.write_text("\n".join(lines) + "\n", encoding="utf-8")
        done = self.run_program("serve", "--config", opened)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("heritage.gpkg", done.stderr)
        unknown = self.folder / "unknown.conf"
        unknown.write_text("x = y\n", encoding="utf-8")
        told = self.run_program("serve", "--config", unknown).stderr
        keys = re.search(r"there are: (.*)", told).group(1).strip().split(", ")
        self.assertGreaterEqual(len(keys), 11)
        page = (ROOT / "docs" / "operate.md").read_text(encoding="utf-8")
        for key in keys:
            self.assertRegex(text, rf"(?m)^#?{key} = ", "the example")
            self.assertIn(f"| `{key}` |", page, "docs/operate.md")

    @unittest.skipUnless(shutil.which("systemd-analyze"), "systemd is not installed")
    def test_systemd_understands_the_unit_and_finds_it_fenced_in(self):
        unit = self.folder / "liangxian.service"
        text = (OPERATE / "liangxian.service").read_text(encoding="utf-8")
        unit.write_text(text.replace("/opt/liangxian/bin", str(pathlib.Path(PROGRAM).parent)), encoding="utf-8")
        done = subprocess.run(["systemd-analyze", "verify", "--man=no", str(unit)], capture_output=True, text=True, check=False)
        ours = [line for line in done.stderr.splitlines() if str(unit) in line or "liangxian.service" in line]
        self.assertEqual((done.returncode, ours), (0, []), done.stderr)
        done = subprocess.run(["systemd-analyze", "security", "--offline=yes", "--threshold=20", str(unit)],
                              capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stdout)

    def test_the_account_is_one_that_systemd_can_make(self):
        if shutil.which("systemd-sysusers") is None:
            self.skipTest("systemd is not installed")
        root = self.folder / "root"
        (root / "etc").mkdir(parents=True)
        subprocess.run(["systemd-sysusers", f"--root={root}", str(OPERATE / "liangxian.sysusers.conf")], check=True,
                       capture_output=True)
        self.assertIn("liangxian:", (root / "etc" / "passwd").read_text(encoding="utf-8"))

    def test_nginx_takes_the_example(self):
        main = write_nginx(self.folder, (8443, 8081, 8082))
        done = nginx(main, "-t")
        self.assertEqual(done.returncode, 0, done.stderr)
        broken = pathlib.Path(self.folder / "site.conf")
        broken.write_text(broken.read_text(encoding="utf-8").replace("gzip off;", "gzip of;"), encoding="utf-8")
        self.assertNotEqual(nginx(main, "-t").returncode, 0)


if __name__ == "__main__":
    unittest.main()
