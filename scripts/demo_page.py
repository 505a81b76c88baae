# SPDX-License-Identifier: GPL-2.0-or-later
"""The static page of `./run`: every demonstration application with its verdict, a sketch and the report.

Colours are those of the product: red the protection range, blue and dashed the control zone, magenta the
application. A sketch shows the application and the parts of it that are met, north up, without a base map.
"""
import collections
import html
import math

VERDICTS = {"concerned": ("涉及", "concerned"), "needs-review": ("需人工判断", "needs review"),
            "no-data": ("无数据", "no data"), "not-concerned": ("不涉及", "not concerned")}
SKETCH_PX = 260
STYLE = """
 body { font: 14px/1.5 "Noto Sans CJK SC", "Noto Sans SC", sans-serif; color: #1c2733; background: #fff; max-width: 76rem; margin: 2rem auto; padding: 0 1rem }
 h1 { font-size: 1.5rem; margin: 0 } small, .what { color: #5b6673 }
 summary { display: grid; grid-template-columns: 7.5em 1fr 12em; gap: .5rem; padding: .5rem 0; border-bottom: 1px solid #d9dee5; cursor: pointer; list-style: none }
 summary:hover { background: #f5f7fa } summary:focus-visible { outline: 2px solid #1f5fa8 }
 summary .figure { text-align: right; font-variant-numeric: tabular-nums }
 .body { display: flex; flex-wrap: wrap; gap: 1.5rem; padding: 1rem 0 }
 .body pre { flex: 1 1 34rem; margin: 0 }
 pre { white-space: pre-wrap; overflow-wrap: anywhere; font: 13px/1.6 "Noto Sans Mono CJK SC", monospace }
 svg { border: 1px solid #d9dee5 }
 .concerned b, b.concerned { color: #c0272d } b.needs-review { color: #8a5a00 } b.no-data { color: #5b6673 } b.not-concerned { color: #1f5fa8 }
 .range { fill: #c0272d; fill-opacity: .14; stroke: #c0272d; stroke-width: 2 }
 .control { fill: #1f5fa8; fill-opacity: .14; stroke: #1f5fa8; stroke-width: 1.5; stroke-dasharray: 6 3 }
 .other { fill: #7a4b1e; fill-opacity: .1; stroke: #7a4b1e; stroke-width: 1.2; stroke-dasharray: 2 2 }
 .application { fill: #a3177f; fill-opacity: .08; stroke: #a3177f; stroke-width: 2.2 }
 @media (max-width: 40rem) { summary { grid-template-columns: 6.5em 1fr } summary .figure { display: none } }
"""


def _rings(geometry):
    """Every line of a GeoJSON geometry; points as nothing."""
    if geometry is None:
        return []
    kind, coordinates = geometry["type"], geometry.get("coordinates", [])
    if kind == "GeometryCollection":
        return [ring for part in geometry["geometries"] for ring in _rings(part)]
    return {"Polygon": lambda: coordinates, "MultiPolygon": lambda: [r for p in coordinates for r in p],
            "LineString": lambda: [coordinates], "MultiLineString": lambda: coordinates}.get(kind, list)()


def _class_of(finding):
    kind = finding["zone_kind"]
    return "range" if kind.startswith("protection") or kind == "body" else "control" if kind == "control" else "other"


def sketch(answer):
    shapes = [(_class_of(f), _rings(f["geometry"])) for f in answer["findings"]]
    shapes.append(("application", _rings(answer["application"]["geometry"])))
    points = [p for _, rings in shapes for ring in rings for p in ring]
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = (SKETCH_PX - 20) / max((east - west) * squeeze, north - south, 1e-9)
    left = (SKETCH_PX - (east - west) * squeeze * scale) / 2
    top = (SKETCH_PX - (north - south) * scale) / 2

    def path(rings):
        return "".join("M" + "L".join(f"{left + (x - west) * squeeze * scale:.1f} {top + (north - y) * scale:.1f}"
                                      for x, y in ring) + "Z" for ring in rings)
    drawn = "".join(f"<path class='{name}' fill-rule='evenodd' d='{path(rings)}'/>" for name, rings in shapes if rings)
    return (f"<svg width='{SKETCH_PX}' height='{SKETCH_PX}' role='img' "
            f"aria-label='示意图 / sketch'>{drawn}</svg>")


def _entry(row):
    verdict = row.answer["verdict"]
    figure = f"{row.answer['union_area_m2']:,.2f} m²" if row.answer["union_area_m2"] else ""
    return (f"<details><summary><b class='{verdict}'>{VERDICTS[verdict][0]}</b> "
            f"<span>{html.escape(row.name)} <small>{html.escape(row.asked)}</small></span>"
            f"<span class='figure'>{figure}</span></summary>"
            f"<div class='body'><div>{sketch(row.answer)}<p><a href='{row.file}'>JSON</a></p></div>"
            f"<pre>{html.escape(row.text['zh'])}</pre></div>"
            f"<details><summary>English</summary><pre lang='en'>{html.escape(row.text['en'])}</pre></details></details>")


def page(rows):
    """\\p rows: name, asked, answer (the result's JSON), text by language, file of the JSON."""
    tally = collections.Counter(row.answer["verdict"] for row in rows)
    counts = " · ".join(f"<b class='{v}'>{zh} {tally[v]}</b>" for v, (zh, _) in VERDICTS.items() if tally[v])
    return f"""<!doctype html>
<html lang="zh"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>两线 Liangxian</title><style>{STYLE}</style>
<h1>两线 Liangxian</h1>
<p>示例数据：所有界线均为示意，不具法律效力。技术参考，不是行政许可。<br>
<small>Demonstration data: every line is illustrative, not legal. A technical reference, not an administrative permit.</small></p>
<p>{len(rows)} 项申请 / applications：{counts}</p>
<p class="what"><svg width="20" height="12" style="border:0"><path class="application" d="M1 1H19V11H1Z"/></svg> 申请范围 application
 <svg width="20" height="12" style="border:0"><path class="range" d="M1 1H19V11H1Z"/></svg> 涉及保护范围、本体 in the protection range
 <svg width="20" height="12" style="border:0"><path class="control" d="M1 1H19V11H1Z"/></svg> 涉及建设控制地带 in the control zone
 <svg width="20" height="12" style="border:0"><path class="other" d="M1 1H19V11H1Z"/></svg> 其他区域 other areas</p>
{"".join(_entry(row) for row in rows)}
</html>
"""
