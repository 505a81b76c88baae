#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Fails on words that have a better one here, each with a hint.

The words are in WORDS; a line that must use one says so with `word-ok: reason`.

  check_words.py [ROOT]
"""
import pathlib
import re
import sys

CODE = ("core", "cli", "server", "plugin")
EVERYWHERE = CODE + ("tests", "scripts", "cmake", "docs")
NOT_OURS = {"node_modules", "dist"}
SOURCE = {".cpp", ".hpp", ".h", ".py", ".sh", ".cmake", ".txt", ".md", ".sql", ".ts", ".mjs", ".css"}
CPP = {".cpp", ".hpp", ".h"}

MEASURED = ("core/app", "core/overlap", "core/report", "core/result", "core/rules", "core/zone")

# (pattern, folders, suffixes, hint)
WORDS = [
    (r"\b(TODO|FIXME|XXX|HACK)\b", EVERYWHERE, SOURCE, "unfinished work belongs in an issue"),
    (r"\bstd::c(out|err)\b", CODE, CPP, "heads speak through an Audience, core returns problems"),
    (r"\bqDebug\b", CODE, CPP, "log through the host"),
    (r"\bdouble\s+\w*area\b", MEASURED, CPP, "an area has a unit in its name: area_m2"),
    (r"\bdouble\s+(distance|length|width|height|perimeter)\b", MEASURED, CPP, "a distance has a unit in its name: distance_m"),
    (r"\busing\s+namespace\s+std\s*;", EVERYWHERE, CPP, "name what is used"),
    (r"#\s*pragma\s+GCC\s+diagnostic\s+ignored", CODE, CPP, "mend the warning instead of hiding it"),
    (r"\bNOLINT\b(?!.*:)", CODE, CPP, "say why the check is wrong here"),
    (r"\bGEOSOverlaps(_r)?\b|->Overlaps\(", CODE, CPP, "OGC `overlaps` is false for containment: use overlap::compute_pair"),
    (r"\bOAMS_AUTHORITY_COMPLIANT\b", CODE, CPP, "longitude first: see core/geo/axis_order.hpp"),
    (r"\bstd::(a?(sin|cos|tan)h?|atan2|exp2?|expm1|log(2|10|1p)?|pow|hypot|cbrt)\(", CODE, CPP,
     "its last digit depends on the processor: see core/geo/elementary.hpp"),
    (r"无冲突", CODE, CPP, "say what was searched: 在已声明完整的范围内未发现涉及"),
]
PERMIT = "word-ok:"


def faults_in(root):
    for pattern, folders, suffixes, hint in WORDS:
        word = re.compile(pattern)
        for folder in folders:
            for path in sorted((root / folder).rglob("*")):
                if path.suffix not in suffixes or path.name.startswith("check_words") or NOT_OURS & set(path.parts):
                    continue
                for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                    found = word.search(line)
                    if found and PERMIT not in line:
                        yield f"{path.relative_to(root).as_posix()}:{number}: '{found.group(0)}': {hint}"


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[1]).resolve()
    faults = list(dict.fromkeys(faults_in(root)))
    print("\n".join(faults) if faults else "words: none that has a better one")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
