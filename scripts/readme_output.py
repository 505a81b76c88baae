#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Puts the real output of one demonstration check between the markers of README.md.

  readme_output.py PATH-TO-LIANGXIAN [--check]

--check exits 1 when README shows something else than the program says.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
BEGIN, END = "<!-- demo-output:begin -->", "<!-- demo-output:end -->"
FILE = "applications/p23-pagoda-town.geojson"


def output(program):
    entry = next(e for e in json.loads((ROOT / "data/demo/expected.json").read_text(encoding="utf-8")) if e["file"] == FILE)
    with tempfile.TemporaryDirectory() as folder:
        store = pathlib.Path(folder) / "demo.gpkg"
        subprocess.run([program, "init", store, "--demo"], check=True, capture_output=True)
        command = [program, "--lang", "zh", "check", store, ROOT / "data/demo" / FILE, "--kind", entry["kind"], "--as-of", entry["as_of"]]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def main():
    shown = (f"{BEGIN}\n```\n$ liangxian check demo.gpkg p23-pagoda-town.geojson --as-of 2026-01-31 --lang zh\n"
             f"{output(sys.argv[1]).strip()}\n```\n{END}")
    text = README.read_text(encoding="utf-8")
    start, end = text.index(BEGIN), text.index(END) + len(END)
    if "--check" in sys.argv:
        if text[start:end] != shown:
            print("README.md does not show what the program says: run scripts/readme_output.py")
            return 1
        return 0
    README.write_text(text[:start] + shown + text[end:], encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
