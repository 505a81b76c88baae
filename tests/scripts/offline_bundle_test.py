#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The offline bundle, unpacked somewhere else: offline_bundle_test.py BUILD-FOLDER [unittest words]."""
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import unittest
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(sys.argv.pop(1))


def run(*words, **more):
    return subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False, **more)


class OfflineBundle(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls._folder = tempfile.TemporaryDirectory()
        cls.folder = pathlib.Path(cls._folder.name)
        cls.tar = cls.folder / "bundle.tar"
        done = run(ROOT / "scripts" / "offline_bundle.sh", cls.tar, "--build", BUILD)
        if done.returncode != 0:
            raise AssertionError(done.stdout + done.stderr)
        cls.said = done.stdout

    @classmethod
    def tearDownClass(cls):
        cls._folder.cleanup()

    def setUp(self):
        self.place = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
        self.assertEqual(run("tar", "-xf", self.tar, "-C", self.place).returncode, 0)
        [self.tree] = self.place.iterdir()
        self.clean = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}  # nothing that names the source tree

    def test_it_is_one_tar_that_names_its_digest_and_holds_what_a_site_needs(self):
        self.assertEqual(list(self.folder.glob("bundle.tar.*")), [], "nothing is left beside it")
        self.assertIn(run("sha256sum", self.tar).stdout.split()[0], self.said)
        for file in ("install.sh", "README.txt", "packages.txt", "SHA256SUMS", "bin/liangxian", "bin/liangxian-server",
                     "bin/liangxian-ows-worker", "bin/liangxian-upload-reader", "share/liangxian/rules/national.json",
                     "share/liangxian/styles/protection.sld", "share/liangxian/operate/liangxian-server.conf",
                     "share/liangxian/operate/liangxian.service", "share/liangxian/operate/nginx-liangxian.conf",
                     "share/doc/liangxian/operate.md", "share/doc/liangxian/LICENSE"):
            self.assertTrue((self.tree / file).is_file(), file)

    def test_its_package_list_names_what_the_programs_are_linked_to_with_versions(self):
        lines = (self.tree / "packages.txt").read_text(encoding="utf-8").splitlines()
        versions = dict(line.split("=", 1) for line in lines)
        for package in ("libc6", "libgdal32", "libgeos-c1v5", "libproj25", "libmapserver2", "libpq5", "fonts-noto-cjk"):
            self.assertEqual(versions.get(package), run("dpkg-query", "-W", "-f=${Version}", package).stdout, package)
        self.assertEqual([name for name in versions if name.endswith("-dev")], [], "for running, not for building")
        # Every library of other packages that is loaded at once comes with a package of the list, or one it needs.
        for program in ("liangxian", "liangxian-server", "liangxian-ows-worker"):
            self.assertNotIn("not found", run("ldd", self.tree / "bin" / program).stdout)

    def test_its_sums_hold_and_a_changed_byte_is_found(self):
        self.assertEqual(run("sha256sum", "--check", "--quiet", "--strict", "SHA256SUMS", cwd=self.tree).returncode, 0)
        summed = {line.split("  ", 1)[1] for line in (self.tree / "SHA256SUMS").read_text(encoding="utf-8").splitlines()}
        there = {str(path.relative_to(self.tree)) for path in self.tree.rglob("*") if path.is_file()}
        self.assertEqual(there - summed, {"SHA256SUMS"})
        target = self.folder / f"prefix-{self.place.name}"
        changed = self.tree / "share" / "liangxian" / "rules" / "national.json"
        content = bytearray(changed.read_bytes())
        content[len(content) // 2] ^= 1
        changed.write_bytes(bytes(content))
        done = run("sha256sum", "--check", "--quiet", "SHA256SUMS", cwd=self.tree)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("share/liangxian/rules/national.json: FAILED", done.stdout)
        done = run(self.tree / "install.sh", "--prefix", target, "--files-only")
        self.assertEqual(done.returncode, 1)
        self.assertIn("nothing is installed", done.stderr)
        self.assertFalse(target.exists())

    def serves(self, tree):
        """The program of a tree makes a store and serves its own pages, symbols and maps."""
        version = run(tree / "bin" / "liangxian", "--version", env=self.clean)
        self.assertEqual(version.returncode, 0, version.stderr)
        self.assertRegex(version.stdout, r"\d+\.\d+\.\d+")
        store = self.place / "s.gpkg"
        done = run(tree / "bin" / "liangxian", "init", store, "--demo", env=self.clean)
        self.assertEqual(done.returncode, 0, done.stderr)
        (self.place / "server.conf").write_text("store = s.gpkg\nlisten = 127.0.0.1:0\n", encoding="utf-8")
        with subprocess.Popen([str(tree / "bin" / "liangxian"), "serve", "--config", str(self.place / "server.conf")],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=self.clean) as server:
            try:
                origin = server.stdout.readline().strip().rstrip("/")
                self.assertRegex(origin, r"^http://127\.0\.0\.1:\d+$")
                paths = ["/healthz", "/styles/legend.json", "/ogcapi?f=json"]
                if (tree / "share" / "liangxian" / "web" / "index.html").exists():
                    paths.append("/")
                for path in paths:
                    with urllib.request.urlopen(origin + path, timeout=20) as answer:
                        self.assertEqual(answer.status, 200, path)
                        body = answer.read()
                if "/" in paths:
                    self.assertTrue(re.search(rb"<title>", body))
                opened = {os.readlink(f"/proc/{server.pid}/exe")}
                with open(f"/proc/{server.pid}/maps", encoding="utf-8") as maps:
                    opened |= {line.split()[-1] for line in maps if "liangxian" in line.split()[-1]}
                self.assertEqual([file for file in opened if str(BUILD) in file], [])
            finally:
                server.send_signal(signal.SIGTERM)
                server.communicate(timeout=30)
            self.assertEqual(server.returncode, 0)

    def test_the_program_works_where_it_is_unpacked(self):
        self.serves(self.tree)

    def test_it_is_installed_elsewhere_and_again_over_itself(self):
        target = self.folder / f"prefix-{self.place.name}"
        for _ in range(2):
            done = run(self.tree / "install.sh", "--prefix", target, "--files-only")
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn("已安装到", done.stdout)
        self.assertEqual(sorted(path.name for path in target.iterdir()), ["bin", "lib", "share"])
        self.serves(target)

    def test_what_it_cannot_do_is_told(self):
        done = run(ROOT / "scripts" / "offline_bundle.sh", self.folder / "x.tar", "--build", self.folder)
        self.assertEqual(done.returncode, 1)
        self.assertIn("nothing is built", done.stderr)
        self.assertEqual(run(ROOT / "scripts" / "offline_bundle.sh").returncode, 2)
        self.assertEqual(run(self.tree / "install.sh", "--prefix", "here", "--files-only").returncode, 1)


if __name__ == "__main__":
    unittest.main()
