#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes the demonstration data in data/demo; two runs give the same bytes.

  scripts/make_demo.py            writes data/demo
  scripts/make_demo.py --check    writes nothing, fails when data/demo is not what would be written
  scripts/make_demo.py -o FOLDER  writes elsewhere

Needs the Debian packages python3-pyproj, python3-shapely and python3-gdal.
"""
import argparse
import json
import pathlib
import sys

from demo.applications import applications
from demo.areas import areas
from demo.expected import expected
from demo.records import collection, feature
from demo.sites import sites
from demo.zones import zones

ROOT = pathlib.Path(__file__).resolve().parent.parent
OUTPUT = ROOT / "data" / "demo"
BY_HAND = {"PROVENANCE.md"}  # in the folder, but not made here


def made_files():
    """{path inside data/demo: bytes}"""
    out = {}
    for name, rows in (("sites", sites()), ("zones", zones()), ("areas", areas())):
        out[f"{name}.geojson"] = collection(name, [feature(row) for row in rows]).encode()
    handed_in = applications()
    for application in handed_in:
        for name, data in application.content.items():
            out[f"applications/{name}"] = data
    entries = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in expected(handed_in))
    out["expected.json"] = f"[\n{entries}\n]\n".encode()
    return out


def write(files, folder):
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def differences(files, folder):
    """Names that are missing, stale or not made by this script."""
    there = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()} - BY_HAND
    stale = {name for name, data in files.items() if name in there and (folder / name).read_bytes() != data}
    return sorted(stale | (there ^ set(files)))


def main():
    parser = argparse.ArgumentParser(description="Makes the demonstration data.")
    parser.add_argument("--check", action="store_true", help="compare only")
    parser.add_argument("-o", "--output", type=pathlib.Path, default=OUTPUT)
    arguments = parser.parse_args()
    files = made_files()
    if arguments.check:
        wrong = differences(files, arguments.output)
        for name in wrong:
            print(f"{arguments.output / name}: not what scripts/make_demo.py makes; run it and commit", file=sys.stderr)
        return 1 if wrong else 0
    write(files, arguments.output)
    print(f"{len(files)} files in {arguments.output}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
