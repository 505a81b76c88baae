#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Checks every demonstration application with the program and compares with data/demo/expected.json.

  demo_check_test.py PATH-TO-LIANGXIAN

Each file goes through the whole program: reader, CRS decision, engine, coverage, verdict, rules. Every
answer must also obey docs/api/check-result-1.schema.json, and two fresh stores must have one digest.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

import jsonschema

ROOT = pathlib.Path(__file__).resolve().parents[2]
DEMO = ROOT / "data" / "demo"
AREA_TOLERANCE = 0.005
SMALL_M2 = 0.01


def run(program, *arguments):
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, arguments))}: exit {done.returncode}\n{done.stderr}")
    return done.stdout


def check_arguments(store, entry):
    out = ["check", store, DEMO / entry["file"], "--kind", entry["kind"], "--as-of", entry["as_of"],
           "--format", "json"]
    for name, value in entry["facts"].items():
        out += ["--fact", f"{name}={str(value).lower() if isinstance(value, bool) else value}"]
    if "influence_m" in entry:
        out += ["--influence", entry["influence_m"], "--influence-basis", entry["influence_basis"]]
    return out


def is_close(a, b):
    return abs(a - b) <= max(abs(b) * AREA_TOLERANCE, SMALL_M2)


def key_of(finding):
    return finding["zone_id"] or "", finding["site_id"] or "", finding["zone_kind"], finding["relation"]


def finding_faults(answered, expected):
    """Findings that are missing, differ, or are more than `near` and were not foreseen."""
    by_key = {key_of(f): f for f in answered}
    for wanted in expected:
        found = by_key.pop(key_of(wanted), None)
        if found is None:
            yield f"no finding {key_of(wanted)}"
        elif not is_close(found["area_m2"], wanted["area_m2"]):
            yield f"{key_of(wanted)}: {found['area_m2']} m2 instead of {wanted['area_m2']}"
        elif found["decision_band"] != wanted["decision_band"]:
            yield f"{key_of(wanted)}: decision_band is {found['decision_band']}"
    for key in by_key:
        if key[3] != "near":
            yield f"unforeseen finding {key}"


def faults(answer, expect):
    application = answer["application"]
    if answer["verdict"] != expect["verdict"]:
        yield f"verdict {answer['verdict']} instead of {expect['verdict']}"
    if answer["archaeology"]["status"] != expect["archaeology"]:
        yield f"archaeology {answer['archaeology']['status']} instead of {expect['archaeology']}"
    if application["crs"] != expect["crs"]:
        yield f"crs {application['crs']} instead of {expect['crs']}"
    if expect["crs_basis"] and application["crs_basis"].split(":")[0] != expect["crs_basis"]:
        yield f"crs_basis {application['crs_basis']} instead of {expect['crs_basis']}"
    if not is_close(application["area_m2"], expect["area_m2"]):
        yield f"area {application['area_m2']} m2 instead of {expect['area_m2']}"
    yield from finding_faults(answer["findings"], expect["findings"])
    listed = [{"site_id": s["site_id"], "match": s["match"]} for s in answer["sites_without_geometry"]]
    if listed != expect["sites_without_geometry"]:
        yield f"units without geometry {listed} instead of {expect['sites_without_geometry']}"
    codes = {warning["code"] for warning in answer["warnings"]}
    yield from (f"no warning {code}" for code in expect["warnings"] if code not in codes)


def main(program):
    schema = json.loads((ROOT / "docs/api/check-result-1.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft7Validator(schema)
    entries = json.loads((DEMO / "expected.json").read_text(encoding="utf-8"))
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        stores = [pathlib.Path(folder) / "one.gpkg", pathlib.Path(folder) / "two.gpkg"]
        for store in stores:
            run(program, "init", store, "--demo")
        for entry in entries:
            try:
                answer = json.loads(run(program, *check_arguments(stores[0], entry)))
                found = [f"schema: {e.json_path} {e.message}" for e in validator.iter_errors(answer)]
                result = pathlib.Path(folder) / "result.json"
                result.write_text(json.dumps(answer), encoding="utf-8")
                run(program, "verify", result, stores[0])
                found += faults(answer, entry["expect"]) if "verdict" in answer else ["not one checked application"]
            except (RuntimeError, ValueError) as error:
                found = [str(error)]
            wrong += [f"{entry['file']} on {entry['as_of']}: {fault}" for fault in found]
        again = [json.loads(run(program, *check_arguments(store, entries[0]))) for store in stores]
        if again[0]["digest"] != again[1]["digest"]:
            wrong.append("two fresh demonstration stores give different digests")
    print("\n".join(wrong) or f"{len(entries)} checks as expected")
    return 1 if wrong else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
