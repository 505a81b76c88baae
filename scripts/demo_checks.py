#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The main job on the demonstration data: makes a store, checks every application, shows the verdicts.

  demo_checks.py PATH-TO-LIANGXIAN OUTPUT-FOLDER

Leaves demo.gpkg, and in OUTPUT-FOLDER/page a static page of the reports with every result as JSON.
Exit 1 when a verdict is not the one that data/demo/expected.json foresees, or a check did not work.
"""
import collections
import json
import pathlib
import subprocess
import sys

from demo_page import VERDICTS, page

DEMO = pathlib.Path(__file__).resolve().parents[1] / "data" / "demo"

Row = collections.namedtuple("Row", "name asked answer text file")


def call(program, *arguments):
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, check=False)
    if done.returncode not in (0, 4):
        sys.exit(f"liangxian {' '.join(map(str, arguments))}: exit {done.returncode}\n{done.stderr}")
    return done.stdout


def arguments_of(entry):
    out = ["--kind", entry["kind"], "--as-of", entry["as_of"]]
    for name, value in entry["facts"].items():
        out += ["--fact", f"{name}={str(value).lower() if isinstance(value, bool) else value}"]
    if "influence_m" in entry:
        out += ["--influence", entry["influence_m"], "--influence-basis", entry["influence_basis"]]
    return out


def check(program, store, entry):
    file = DEMO / entry["file"]
    answer = json.loads(call(program, "check", store, file, *arguments_of(entry), "--format", "json"))
    text = {lang: call(program, "--lang", lang, "check", store, file, *arguments_of(entry)) for lang in ("zh", "en")}
    return answer, text


def asked(entry):
    """What one entry asks beside its file: the same file may be checked as different things."""
    facts = [f"{name}={value}" for name, value in entry["facts"].items()]
    influence = [f"influence {entry['influence_m']} m"] if "influence_m" in entry else []
    return ", ".join([entry["kind"], *facts, *influence])


def row(entry, answer, agrees):
    verdict = answer["verdict"]
    mark = "✓" if agrees else f"✗ {entry['expect']['verdict']} →"
    return (f"{mark} {VERDICTS[verdict][0]:　<5} {verdict:13} {answer['application']['area_m2']:>14,.2f} m²  "
            f"{entry['name']}  ({pathlib.PurePath(entry['file']).name}: {asked(entry)})")


def result_name(number, entry):
    return f"{number:02}-{pathlib.PurePath(entry['file']).stem}.json"


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    store = folder / "demo.gpkg"
    (folder / "page").mkdir(parents=True, exist_ok=True)
    store.unlink(missing_ok=True)
    call(program, "init", store, "--demo")
    entries = json.loads((DEMO / "expected.json").read_text(encoding="utf-8"))
    rows, wrong = [], 0
    for number, entry in enumerate(entries, 1):
        answer, text = check(program, store, entry)
        agrees = answer["verdict"] == entry["expect"]["verdict"]
        wrong += not agrees
        rows.append(Row(entry["name"], asked(entry), answer, text, result_name(number, entry)))
        print(row(entry, answer, agrees), flush=True)
        (folder / "page" / result_name(number, entry)).write_text(
            json.dumps(answer, ensure_ascii=False, indent=1), encoding="utf-8")
    (folder / "page" / "index.html").write_text(page(rows), encoding="utf-8")
    print("\n" + next(row.text["zh"] for row in rows if row.answer["requirements"]))
    tally = collections.Counter(row.answer["verdict"] for row in rows)
    print("、".join(f"{zh} {tally[verdict]}" for verdict, (zh, _) in VERDICTS.items()))
    print(f"{len(entries) - wrong} 项与预期一致 / verdicts as foreseen, {wrong} 项不一致 / not")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
