#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Fails on an include that the arrows of ARCHITECTURE.md do not allow.

The arrows are the USES lines of core/*/CMakeLists.txt and server/*/CMakeLists.txt; a layer may include
itself and everything its USES reach. Heads: cli includes core only; server and plugin include core and
themselves, never each other; core includes no head. Only server/ows includes MapServer; only plugin includes Qt and
QGIS. A library that is loaded when first needed (ADR 0020) is included by the sources of its module
only: the liangxian_module lines of the same files.

  check_layers.py [ROOT]
"""
import pathlib
import re
import sys

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
HEADS = ("cli", "server", "plugin")
LAYERED = ("core", "server")
# The modules that may include headers of these names; several when a library serves more than one.
MODULES = {"gdal": r"(gdal|ogr|cpl_|vrt)\w*\.h$", "proj": r"proj\w*\.h$", "postgres": r"(postgresql/)?libpq\S*\.h$",
           "zip package": r"zip\w*\.h$", "pages": r"(pango/|cairo)\S*\.h$",
           "workbook": r"xlsxwriter\S*\.h$"}


def read_arrows(root):
    """layer -> the layers it may include, itself and transitively; those of core and of the server."""
    uses = {}
    for path in sorted(root.glob("*/*/CMakeLists.txt")):
        if path.parts[-3] not in LAYERED:
            continue
        text = path.read_text(encoding="utf-8")
        call = re.search(r"liangxian_layer\((\w+)(.*?)\)", text, re.S)
        if not call:
            continue
        words = re.search(r"\bUSES\b(.*?)(?:\bLIBRARIES\b|\Z)", call.group(2), re.S)
        uses[call.group(1)] = set(words.group(1).split()) if words else set()

    def reach(layer):
        out = {layer}
        for below in uses.get(layer, ()):
            out |= reach(below)
        return out

    return {layer: reach(layer) for layer in uses}


def read_modules(root):
    """module -> its sources, as paths from the root."""
    modules = {}
    for path in sorted(root.glob("core/*/CMakeLists.txt")):
        folder = path.parent.relative_to(root).as_posix()
        for name, rest in re.findall(r"liangxian_module\((\w+)(.*?)\)", path.read_text(encoding="utf-8"), re.S):
            sources = re.search(r"\bSOURCES\b(.*?)(?:\bLIBRARIES\b|\Z)", rest, re.S)
            modules[name] = {f"{folder}/{source}" for source in sources.group(1).split()}
    return modules


def allowed(path, target, arrows):
    """Whether a file of ours (posix path from the root) may include `target` (an include of ours)."""
    parts = target.split("/")
    here = path.split("/")
    if here[0] == "tests":
        return True
    if parts[0] in HEADS and here[0] != parts[0]:
        return False
    if parts[0] in LAYERED and here[0] in LAYERED and len(here) > 2:
        return parts[1] in arrows.get(here[1], set())
    return parts[0] != "tests"


def foreign_fault(path, target, modules):
    if re.match(r"(mapserver|mapserv|mapows|mapio)\b", target) and not path.startswith("server/ows/"):
        return "only server/ows may include MapServer"
    if re.match(r"(Q[A-Z]|qgs)", target) and not path.startswith(("plugin/", "tests/plugin/")):
        return "only plugin may include Qt and QGIS"
    for names, headers in MODULES.items():
        sources = set().union(*(modules.get(name, ()) for name in names.split()))
        if re.match(headers, target) and not path.startswith("tests/") and path not in sources:
            return f"only the sources of liangxian_module({names.split()[0]}) may include its library"
    return None


def faults_in(root):
    arrows = read_arrows(root)
    modules = read_modules(root)
    for folder in ("core", "cli", "server", "plugin", "tests"):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix not in (".cpp", ".hpp", ".h"):
                continue
            name = path.relative_to(root).as_posix()
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                match = INCLUDE.match(line)
                if not match:
                    continue
                target = match.group(2)
                ours = target.split("/")[0] in ("core", "tests") + HEADS and "/" in target
                if ours and not allowed(name, target, arrows):
                    yield f"{name}:{number}: may not include {target}"
                fault = foreign_fault(name, target, modules)
                if fault:
                    yield f"{name}:{number}: {fault} ({target})"


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[1]).resolve()
    faults = list(faults_in(root))
    print("\n".join(faults) if faults else "layers: every include follows the arrows")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
