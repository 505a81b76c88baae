#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The main job on the demonstration data: makes a store, checks every application, shows the verdicts.

  demo_checks.py PATH-TO-LIANGXIAN OUTPUT-FOLDER

Leaves demo.gpkg, and in OUTPUT-FOLDER/page a static page of the reports with every result as JSON.
Exit 1 when a verdict is not the one that data/demo/expected.json foresees, or a check did not work.
"""
import collections
import html
import json
import pathlib
import subprocess
import sys

DEMO = pathlib.Path(__file__).resolve().parents[1] / "data" / "demo"
WORDS = {"concerned": "涉及", "needs-review": "需人工判断", "no-data": "无数据", "not-concerned": "不涉及"}


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
    return (f"{mark} {WORDS[verdict]:　<5} {verdict:13} {answer['application']['area_m2']:>14,.2f} m²  "
            f"{entry['name']}  ({pathlib.PurePath(entry['file']).name}: {asked(entry)})")


def result_name(number, entry):
    return f"{number:02}-{pathlib.PurePath(entry['file']).stem}.json"


def page(rows):
    body = "\n".join(
        f"<details><summary><b class='{a['verdict']}'>{WORDS[a['verdict']]}</b> {html.escape(e['name'])} "
        f"<small>{html.escape(asked(e))}</small></summary>"
        f"<p><a href='{result_name(n, e)}'>JSON</a></p>"
        f"<pre>{html.escape(t['zh'])}</pre><pre lang='en'>{html.escape(t['en'])}</pre></details>"
        for n, (e, a, t) in enumerate(rows, 1))
    return f"""<!doctype html>
<html lang="zh"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>两线 Liangxian</title>
<style>
 body {{ font: 14px/1.5 "Noto Sans CJK SC", sans-serif; color: #1c2733; background: #fff; max-width: 72rem; margin: 2rem auto; padding: 0 1rem }}
 small {{ color: #5b6673 }}
 summary {{ padding: .5rem 0; border-bottom: 1px solid #d9dee5; cursor: pointer }}
 pre {{ white-space: pre-wrap; overflow-wrap: anywhere; font: 13px/1.5 "Noto Sans Mono CJK SC", monospace; border-left: 3px solid #d9dee5; padding-left: 1rem }}
 b {{ display: inline-block; min-width: 6em }}
 .concerned {{ color: #c0272d }} .needs-review {{ color: #8a5a00 }} .no-data {{ color: #5b6673 }} .not-concerned {{ color: #1f5fa8 }}
</style>
<h1>两线 Liangxian</h1>
<p>示例数据：所有界线均为示意，非法定。技术参考，不是行政许可。<br>
Demonstration data: every line is illustrative, not legal. A technical reference, not an administrative permit.</p>
{body}
</html>
"""


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
        rows.append((entry, answer, text))
        print(row(entry, answer, agrees), flush=True)
        (folder / "page" / result_name(number, entry)).write_text(
            json.dumps(answer, ensure_ascii=False, indent=1), encoding="utf-8")
    (folder / "page" / "index.html").write_text(page(rows), encoding="utf-8")
    print("\n" + next(t["zh"] for e, a, t in rows if a["requirements"]))
    tally = collections.Counter(answer["verdict"] for _, answer, _ in rows)
    print("、".join(f"{word} {tally[verdict]}" for verdict, word in WORDS.items()))
    print(f"{len(entries) - wrong} 项与预期一致 / verdicts as foreseen, {wrong} 项不一致 / not")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
