#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Puts the real output of one demonstration check between the markers of README.md.

  readme_output.py PATH-TO-LIANGXIAN [--check]

--check exits 1 when README shows something else than the program says. The digest is left out: it
covers every rule pack, so each edit of any rule would change this page.
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
BEGIN, END = "<!-- demo-output:begin -->", "<!-- demo-output:end -->"
FILE = "applications/p23-pagoda-town.geojson"


def output(program, kind, as_of):
    with tempfile.TemporaryDirectory() as folder:
        store = pathlib.Path(folder) / "demo.gpkg"
        subprocess.run([program, "init", store, "--demo"], check=True, capture_output=True)
        command = [program, "--lang", "zh", "check", store, ROOT / "data/demo" / FILE, "--kind", kind, "--as-of", as_of]
        text = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout
    return re.sub(r"\b[0-9a-f]{64}\b", "…（64 位十六进制）", text).strip()


def shown(program):
    entries = json.loads((ROOT / "data/demo/expected.json").read_text(encoding="utf-8"))
    entry = next(e for e in entries if e["file"] == FILE)
    command = f"$ liangxian check demo.gpkg {pathlib.PurePath(FILE).name} --kind {entry['kind']} --as-of {entry['as_of']} --lang zh"
    return f"{BEGIN}\n```\n{command}\n{output(program, entry['kind'], entry['as_of'])}\n```\n{END}"


def main():
    if len(sys.argv) < 2:
        print(__doc__)
        return 2
    fresh = shown(sys.argv[1])
    text = README.read_text(encoding="utf-8")
    start, end = text.index(BEGIN), text.index(END) + len(END)
    if "--check" not in sys.argv:
        README.write_text(text[:start] + fresh + text[end:], encoding="utf-8")
        return 0
    if text[start:end] != fresh:
        print("README.md does not show what the program says: run scripts/readme_output.py PATH-TO-LIANGXIAN")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
