#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Fails on a page that points at nothing.

In every Markdown file of the tree: a relative link must lead to a file, its #anchor to a heading of
that file; a path in `backticks` that begins with a folder of ours must exist. ADRs are numbered
without a gap, have the four sections, and each is named in ARCHITECTURE.md.

  check_docs.py [ROOT]
"""
import pathlib
import re
import sys

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
CODE_PATH = re.compile(r"`((?:\.ci|cli|cmake|core|data|docs|scripts|tests)/[\w./*-]+)`")
FENCE = re.compile(r"^```.*?^```", re.M | re.S)
SECTIONS = ("Status:", "## Context", "## Decision", "## Consequences")


def pages(root):
    skipped = {"build", ".git", "node_modules"}
    return sorted(p for p in root.rglob("*.md") if not skipped & set(p.relative_to(root).parts))


def anchors(text):
    """The anchors a forge makes of headings."""
    out = set()
    for heading in re.findall(r"^#+\s+(.*?)\s*$", text, re.M):
        out.add(re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-"))
    return out


def link_faults(page, text):
    for target in LINK.findall(FENCE.sub("", text)):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        file = page if not name else page.parent / name
        if not file.exists():
            yield f"leads nowhere: {target}"
        elif anchor and file.suffix == ".md" and anchor not in anchors(file.read_text(encoding="utf-8")):
            yield f"no such heading: {target}"


def path_faults(root, text):
    for name in CODE_PATH.findall(FENCE.sub("", text)):
        plain = name.rstrip("/.")
        found = any(root.glob(plain)) or any(root.glob(plain + ".*"))
        if not found:
            yield f"no such file: `{name}`"


def adr_faults(root):
    architecture = (root / "ARCHITECTURE.md").read_text(encoding="utf-8")
    for expected, path in enumerate(sorted((root / "docs/adr").glob("*.md")), 1):
        name = path.relative_to(root).as_posix()
        text = path.read_text(encoding="utf-8")
        if not path.name.startswith(f"{expected:04}-"):
            yield f"{name}: number {expected:04} is missing"
        for section in SECTIONS:
            if section not in text:
                yield f"{name}: has no '{section}'"
        if path.name not in architecture:
            yield f"ARCHITECTURE.md: does not link {name}"


def faults_in(root):
    for page in pages(root):
        text = page.read_text(encoding="utf-8")
        name = page.relative_to(root).as_posix()
        for fault in [*link_faults(page, text), *path_faults(root, text)]:
            yield f"{name}: {fault}"
    yield from adr_faults(root)


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[1]).resolve()
    faults = list(faults_in(root))
    print("\n".join(faults) if faults else "docs: every link and path leads somewhere")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
