#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes docs/domain/law-to-rule.md: article -> rule -> test, and back.

A rule is tested where its id stands in a test or a case file; rules of a `by_level` table and their
two periods are tested by the matrix, which names every level, act and zone. A rule that no test
names is a fault.

  make_law_page.py           writes the page
  make_law_page.py --check   exit 1 when the page is stale or a rule is untested
"""
import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "domain" / "law-to-rule.md"
MATRIX = "tests/cases/rules/matrix.json"


def rules():
    for path in sorted((ROOT / "data" / "rules").glob("*.json")):
        for rule in json.loads(path.read_text(encoding="utf-8"))["rules"]:
            yield path.name, rule


def tests_by_rule(ids):
    """id -> the test files that name it, or the matrix for the acts it lists."""
    out = {rule_id: set() for rule_id in ids}
    for path in sorted((ROOT / "tests").rglob("*")):
        if path.suffix in (".cpp", ".json") and path.is_file():
            words = set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+", path.read_text(encoding="utf-8", errors="replace")))
            for rule_id in ids:
                if rule_id in words:
                    out[rule_id].add(path.relative_to(ROOT).as_posix())
    acts = {cell["expect"]["action"] for cell in json.loads((ROOT / MATRIX).read_text(encoding="utf-8")) if cell["expect"]}
    listed = {action for project in json.loads((ROOT / "tests/cases/rules/listed-projects.json").read_text(encoding="utf-8"))
              for action in project["expect"]}
    for rule_id in ids:
        act = re.sub(r"-(2017|2024)$", "", rule_id)
        if act in acts:
            out[rule_id].add(MATRIX)
        if act in listed:
            out[rule_id].add("tests/cases/rules/listed-projects.json")
        if act in ("pollution-or-risk", "blasting-risk"):
            out[rule_id].add("tests/unit/rules/matrix_test.cpp")
    return out


def page_lines():
    everything = list(rules())
    tested = tests_by_rule([rule["id"] for _, rule in everything])
    by_article = {}
    for pack, rule in everything:
        for basis in rule["basis"]:
            key = (basis["law"], basis["version"], basis["article"])
            by_article.setdefault(key, []).append((pack, rule))
    yield "# Law, rule, test"
    yield ""
    yield "Made by `scripts/make_law_page.py`; do not edit. Which article stands behind which rule, and which test"
    yield "holds the rule to it. Status `unverified` prints as 主管机关待核实 in every report."
    yield ""
    yield "## From the article"
    yield ""
    yield "| law | text of | article | rule | pack | status |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for (law, version, article), found in sorted(by_article.items()):
        for pack, rule in found:
            yield f"| {law} | {version} | {article} | `{rule['id']}` | {pack} | {rule['status']} |"
    yield ""
    yield "## From the rule"
    yield ""
    yield "| rule | what | in force | tests |"
    yield "| --- | --- | --- | --- |"
    for _, rule in everything:
        span = f"{rule.get('valid_from') or '…'} – {rule.get('valid_to') or '…'}"
        tests = "<br>".join(sorted(tested[rule["id"]]))
        yield f"| `{rule['id']}` | {rule['title']['en']} | {span} | {tests} |"
    yield ""
    yield "## From the test"
    yield ""
    yield "| test | rules |"
    yield "| --- | --- |"
    by_test = {}
    for rule_id, files in tested.items():
        for file in files:
            by_test.setdefault(file, []).append(rule_id)
    for file, ids in sorted(by_test.items()):
        yield f"| {file} | {', '.join(f'`{i}`' for i in sorted(ids))} |"


def main():
    page = "\n".join(page_lines()) + "\n"
    untested = [rule_id for rule_id, files in tests_by_rule([r["id"] for _, r in rules()]).items() if not files]
    for rule_id in untested:
        print(f"no test names the rule {rule_id}")
    if "--check" in sys.argv:
        stale = not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page
        if stale:
            print("docs/domain/law-to-rule.md is stale: run scripts/make_law_page.py")
        return 1 if stale or untested else 0
    PAGE.write_text(page, encoding="utf-8")
    return 1 if untested else 0


if __name__ == "__main__":
    sys.exit(main())
