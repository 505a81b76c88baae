#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The layer check passes on the tree and fails on planted wrong includes."""
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]


def check(root):
    return subprocess.run([sys.executable, ROOT / "scripts" / "check_layers.py", root], capture_output=True, text=True)


class CheckLayers(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.root = pathlib.Path(self.folder.name)
        for name in ("core", "cli"):
            shutil.copytree(ROOT / name, self.root / name)

    def tearDown(self):
        self.folder.cleanup()

    def plant(self, file, include):
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(f"#include {include}\n" + old, encoding="utf-8")

    def expect_fault(self, file, include):
        self.plant(file, include)
        done = check(self.root)
        self.assertEqual(done.returncode, 1, done.stdout)
        self.assertIn(file + ":1", done.stdout)

    def test_the_tree_follows_the_arrows(self):
        done = check(ROOT)
        self.assertEqual(done.returncode, 0, done.stdout)

    def test_overlap_may_not_see_the_store(self):
        self.expect_fault("core/overlap/pair.cpp", '"core/store/store.hpp"')

    def test_core_may_not_see_a_head(self):
        self.expect_fault("core/app/check.cpp", '"cli/audience.hpp"')

    def test_heads_may_not_see_each_other(self):
        self.expect_fault("server/http/listener.cpp", '"plugin/host/host.hpp"')

    def test_only_ows_sees_mapserver(self):
        self.expect_fault("cli/main.cpp", "<mapserver.h>")

    def test_only_the_plugin_sees_qt(self):
        self.expect_fault("core/geo/area.cpp", "<QString>")


if __name__ == "__main__":
    unittest.main()
