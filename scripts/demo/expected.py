# SPDX-License-Identifier: GPL-2.0-or-later
"""What a check of every application must answer: written by hand from the contract and the law, then
compared with the oracle. Generation stops when the two disagree."""
from dataclasses import dataclass, field

from . import oracle
from .plane import area_m2
from .records import geojson_geometry

AS_OF = "2026-01-31"
SIMPLE_DEG = 1e-8  # 1 mm: the vertices that straight plane edges need, and no more


@dataclass(frozen=True)
class Expectation:
    key: str             # of the application
    verdict: str
    contacts: str        # "zone-or-site-id:kind relation", parted by commas; the complete list
    archaeology: str     # by the law of the day and the packs of the place
    crs: str
    crs_basis: str       # "guessed" stands for every guessed:<why>
    zh: str
    en: str
    as_of: str = AS_OF
    influence_m: float = None
    missing_sites: str = ""  # units without geometry: "site_id match"
    warnings: tuple = field(default=())


_KML = ("datum-unstated",)
_CITY_WALL = ("SZ011-P:protection within, SZ011-C:control within, SZ011:body overlap, MC01:historic-city within")

EXPECTATIONS = [
    Expectation("p01", "concerned", _CITY_WALL, "required", "EPSG:4525", "header",
                "原址重建，全部位于古城墙两线（同一图形）之内，并压占城墙本体与历史城区。",
                "Rebuilding on the spot: inside both lines, which are one outline, on the wall itself and in the old town."),
    Expectation("p02", "concerned", _CITY_WALL, "required", "EPSG:4525", "guessed",
                "粘贴的坐标文本，由横坐标带号判定 37 带。", "Pasted points; the zone is told by the prefix of the easting."),
    Expectation("p03", "concerned", "DX01:underground-area within", "required", "EPSG:4490", "guessed",
                "位于地下文物埋藏区（示意）内，不涉及任何保护单位两线。",
                "Inside an underground relic area; neither line of any unit is met."),
    Expectation("p10", "no-data", "", "by-judgement", "EPSG:4546", "prj",
                "平鲁区未作任何覆盖声明：未发现不等于没有。", "Nothing is declared for Pinglu: nothing found is not nothing there."),
    Expectation("p11", "concerned", "CZ01:ancient-city-site overlap", "required", "EPSG:4525", "guessed",
                "部分压占古城址区域；虽无覆盖声明，已知的重叠仍须报告。",
                "Partly on an ancient city site: a known overlap counts even where no coverage is declared."),
    Expectation("p17", "needs-review", "", "by-judgement", "EPSG:4526", "guessed",
                "两线无重叠，但怀仁市地下文物数据只声明为部分覆盖。",
                "No overlap with the lines, but underground data are declared partial for Huairen.",
                missing_sites="SZ015 county"),
    Expectation("p18", "needs-review", "PG01:assessed-area within", "done", "EPSG:4547", "header",
                "两个地块、一个项目；区域评估覆盖全部用地，考古视为已完成；地下文物主题仍不完整。",
                "Two lots, one project; an assessed area covers all of it; the underground theme stays incomplete.",
                missing_sites="SZ015 county"),
    Expectation("p22", "concerned", "SZ005-P:protection overlap, SZ005-C:control overlap, SZ009-C:control overlap, "
                "SZ005:body overlap", "required", "EPSG:4547", "header",
                "压占广武城本体与两线、长城广武段建设控制地带；拟定中的二类地带不参与判定。",
                "On the castle, in both its lines and in the Great Wall's control zone; the draft class II is left out."),
    Expectation("p23", "concerned", "SZ001-C2:control overlap", "required", "EPSG:4490", "format",
                "景区西 500 米，东缘约 34 米进入木塔二类建设控制地带。",
                "500 m west of the pagoda; the eastern 34 m lie in its class II control zone."),
    Expectation("p24", "concerned", "SZ001-K:protection-key within, SZ001-G:protection-general near", "not-triggered",
                "EPSG:4526", "header", "塔院内的文物保护工程（环形地块），木塔本体在内环之外。",
                "Conservation works inside the court; the pagoda stands in the hole of the outline."),
    Expectation("p25", "concerned", "SZ001-C1:control within", "required", "EPSG:4526", "guessed",
                "全部位于一类建设控制地带，拟建高度 9 米超过限高 6 米。",
                "Inside the class I control zone; 9 m of building against a limit of 6 m."),
    Expectation("p26", "concerned", "SZ004-P:protection contains, SZ001-C1:control overlap, SZ001-C2:control overlap, "
                "SZ004-C:control contains, SZ004:body contains", "required", "EPSG:4526", "prj",
                "31.6 公顷用地包住净土寺本体及其两线，并压占木塔两类建设控制地带。",
                "31.6 ha that swallow Jingtu temple with both its lines and reach into two classes of the pagoda's."),
    Expectation("p27", "needs-review", "SZ001-C2:control near", "by-judgement", "EPSG:4490", "format",
                "距二类建设控制地带 6 米，小于其图形精度 10 米：须复核。",
                "6 m from a line that is known to 10 m: to be reviewed.", warnings=_KML),
    Expectation("p28", "not-concerned", "", "not-triggered", "EPSG:4490", "format",
                "数据声明完整，未涉及：清洁样例。", "Complete data, nothing met: the clean example.", warnings=_KML),
    Expectation("p31", "concerned", "SZ008-P:protection overlap, SZ008-C:control overlap, SZ008:body overlap", "required",
                "EPSG:4490", "format", "横跨长城墙体及两侧走廊。", "Across the Great Wall and its corridors.", warnings=_KML),
    Expectation("p32", "not-concerned", "", "by-judgement", "EPSG:4490", "guessed",
                "2026 年 7 月前，建设控制地带尚未生效。", "Before July 2026 the control zone is not yet in force."),
    Expectation("p32", "concerned", "SZ012-C:control overlap", "required", "EPSG:4490", "guessed",
                "同一申请，在建设控制地带生效之后。", "The same application once the control zone is in force.",
                as_of="2026-08-01"),
    Expectation("p33", "not-concerned", "", "not-triggered", "EPSG:4546", "header",
                "道路中线加宽 30 米，未涉及。", "A road line given its 30 m: nothing met."),
    Expectation("p35", "concerned", "SZ010-P:protection overlap, SZ010-C:control overlap, SZ010:body overlap", "required",
                "EPSG:4490", "format", "跨 112.5°E（37、38 带分界）压占长城两线。",
                "On the Great Wall's lines across 112.5°E, where zones 37 and 38 meet."),
    Expectation("highway", "concerned", "DX02:underground-possible overlap", "by-judgement", "EPSG:4526", "header",
                "公路走廊穿过可能存在地下文物的区域，南端出数据覆盖范围。",
                "The corridor crosses an area possibly holding underground relics and leaves the covered county."),
    Expectation("mine", "concerned", "SZ006-C1:control overlap, SZ006-C2:control contains", "required",
                "EPSG:4525", "guessed",
                "扣除圈避开保护范围，但仍压占两类建设控制地带；标高不能免除重叠。",
                "The deducted ring spares the range, not the control zones; elevations excuse nothing.",
                missing_sites="SZ013 county"),
    Expectation("mine", "concerned", "SZ006-G:protection-general influence, SZ006-C1:control overlap, "
                "SZ006-C2:control contains", "required", "EPSG:4525", "guessed",
                "按 100 米影响距离，保护范围也在影响之内。", "With an influence of 100 m the range is affected too.",
                influence_m=100,
                missing_sites="SZ013 county"),
    Expectation("exploration", "concerned", "SZ003-C:control overlap, SZ016:body contains", "required", "EPSG:4526", None,
                "压占汉墓群（不公开）建设控制地带，并包含一处未定级文物点。",
                "In the control zone of the tombs, which is not public, and around an ungraded relic."),
    Expectation("parcel", "concerned", "SZ007-C:control overlap", "required", "EPSG:4490", "header",
                "供地地块压占缺少批准文号的建设控制地带（announced-approval-missing）。",
                "Land to be supplied in a control zone whose approval is missing (announced-approval-missing)."),
    Expectation("border", "needs-review", "", "by-judgement", "EPSG:4526", "guessed",
                "跨应县与山阴县，未压占；山阴一侧无覆盖声明，且该乡有一处无图形的单位。",
                "Across two counties and hit-free: one side has no declared coverage, and a unit of the township has no outline.",
                missing_sites="SZ014 township"),
    Expectation("sliver", "needs-review", "SZ004-C:control sliver", "not-triggered", "EPSG:4490", "guessed",
                "沿公共边进入建设控制地带 3 厘米的细条：列出、不判涉及，须复核。",
                "A strip of 3 cm along a shared edge: listed, not `concerned`, to be reviewed."),
]


def _contacts(found):
    return [f"{f['zone_id'] or f['site_id']}:{f['zone_kind']} {f['relation']}" for f in found]


def _split(text):
    return [part.strip() for part in text.split(",") if part.strip()]


def _compare(expectation, what, written, computed):
    if written != computed:
        raise ValueError(f"{expectation.key} on {expectation.as_of}: {what} is written as {written}, "
                         f"but computed as {computed}")


def _entry(application, expectation):
    shape, as_of = application.lonlat, expectation.as_of
    found = oracle.findings(shape, application.zone, as_of, expectation.influence_m)
    missing = oracle.sites_without_geometry(shape)
    computed = oracle.verdict(found, oracle.coverage(shape, as_of), missing)
    written_missing = _split(expectation.missing_sites)
    _compare(expectation, "contacts", _split(expectation.contacts), _contacts(found))
    _compare(expectation, "verdict", expectation.verdict, computed)
    _compare(expectation, "units without geometry", written_missing,
             [f"{m['site_id']} {m['match']}" for m in missing])
    entry = {"file": "applications/" + application.file, "name": application.name,
             "project": application.project or None, "format": application.format, "kind": application.kind,
             "facts": application.facts, "as_of": as_of}
    if expectation.influence_m:
        entry.update(influence_m=expectation.influence_m, influence_basis="示例依据（示意，非法定）")
    entry["expect"] = {
        "verdict": expectation.verdict, "archaeology": expectation.archaeology, "crs": expectation.crs,
        "crs_basis": expectation.crs_basis, "area_m2": round(area_m2(shape), 1),
        "geometry": geojson_geometry(shape.simplify(SIMPLE_DEG)), "findings": found,
        "sites_without_geometry": missing, "warnings": list(expectation.warnings)}
    entry["note"] = {"zh": expectation.zh, "en": expectation.en}
    return entry


def expected(applications):
    by_key = {application.key: application for application in applications}
    without = set(by_key) - {expectation.key for expectation in EXPECTATIONS}
    if without:
        raise ValueError(f"no expectation for {sorted(without)}")
    return [_entry(by_key[expectation.key], expectation) for expectation in EXPECTATIONS]
