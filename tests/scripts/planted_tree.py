# SPDX-License-Identifier: GPL-2.0-or-later
"""A copy of part of the tree in which a test plants a fault and sees a check of scripts/ fail."""
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]


class PlantedTree(unittest.TestCase):
    """`script` is run on the tree itself and on copies of `copied` (files and folders)."""

    script = ""
    copied = ()

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        for name in self.copied:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, self.root / name, ignore=shutil.ignore_patterns("node_modules", "dist"))
            else:
                shutil.copy(ROOT / name, self.root / name)

    def check(self, root):
        command = [sys.executable, ROOT / "scripts" / self.script, root]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    def plant(self, file, line):
        """Puts a line before everything else in a file, made when it is not there."""
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(f"{line}\n{old}", encoding="utf-8")

    def assert_passes(self, root):
        done = self.check(root)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def assert_fault(self, words):
        done = self.check(self.root)
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertIn(words, done.stdout)
