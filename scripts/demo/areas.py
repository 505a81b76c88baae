# SPDX-License-Identifier: GPL-2.0-or-later
"""Counties, townships, declared coverage and areas under other laws: all outlines are invented."""
from shapely.geometry import Polygon

from .plane import Frame, LineString, centred, corridor, rounded
from .records import AREA_COLUMNS, MARK, RECORDED_AT, document, marked, record
from .zones import CITY_WALL_BLOCK

# Rough outlines that share their corners, so that neighbours meet without gaps.
COUNTIES = {
    "右玉县": ("140623", [(112.05, 39.86), (112.45, 39.86), (112.62, 39.86), (112.66, 40.05), (112.62, 40.29),
                       (112.27, 40.29), (112.18, 40.22), (112.02, 40.02)]),
    "平鲁区": ("140603", [(112.10, 39.44), (112.46, 39.46), (112.50, 39.62), (112.45, 39.86), (112.05, 39.86),
                       (111.94, 39.62)]),
    "朔城区": ("140602", [(112.10, 39.44), (112.12, 39.18), (112.40, 39.06), (112.66, 39.10), (112.66, 39.42),
                       (112.46, 39.46)]),
    "山阴县": ("140621", [(112.66, 39.10), (113.00, 39.12), (113.02, 39.40), (113.00, 39.68), (112.86, 39.74),
                       (112.62, 39.86), (112.45, 39.86), (112.50, 39.62), (112.46, 39.46), (112.66, 39.42)]),
    "应县": ("140622", [(113.02, 39.40), (113.20, 39.26), (113.42, 39.34), (113.46, 39.62), (113.16, 39.74),
                      (113.00, 39.68)]),
    "怀仁市": ("140681", [(112.86, 39.74), (113.00, 39.68), (113.16, 39.74), (113.40, 39.90), (113.20, 40.02),
                       (112.90, 40.00), (112.62, 39.86)]),
}

# name: (county, longitude and latitude of the middle, width and height in metres)
TOWNSHIPS = {
    "金城镇": ("应县", 113.19, 39.56, 9000, 8000),
    "合盛堡乡": ("山阴县", 112.97, 39.55, 11000, 7000),
    "广武镇": ("山阴县", 112.78, 39.21, 12000, 12000),
    "北城街道": ("朔城区", 112.43, 39.33, 5000, 5000),
    "神头镇": ("朔城区", 112.55, 39.38, 9000, 6000),
    "窑子头乡": ("朔城区", 112.55, 39.26, 9000, 8000),
    "凤凰城镇": ("平鲁区", 112.17, 39.70, 10000, 9000),
    "下水头乡": ("平鲁区", 112.20, 39.58, 9000, 8000),
    "右卫镇": ("右玉县", 112.34, 40.20, 14000, 16000),
    "新城镇": ("右玉县", 112.46, 39.99, 11000, 9000),
    "云中街道": ("怀仁市", 113.10, 39.83, 7000, 6000),
}

SHUOZHOU_OLD_TOWN = Frame(112.43, 39.32)


def county_polygon(name):
    return Polygon(COUNTIES[name][1])


def _area(area_id, kind, name, geometry, number, **values):
    row = dict(area_id=area_id, kind=kind, name=name, document=document(number, 2025), recorded_at=RECORDED_AT,
               issuer=marked("示例公布机关"), document_date="2025-11-01")
    row.update(values)
    return record(AREA_COLUMNS, geometry, **row)


def _counties():
    return [_area(f"XZ{code}", "county", name, county_polygon(name), 301, code=code)
            for name, (code, _) in COUNTIES.items()]


def _townships():
    out = []
    for number, (name, (county, lon, lat, width_m, height_m)) in enumerate(TOWNSHIPS.items(), start=1):
        outline = Frame(lon, lat).to_lonlat(centred(width_m, height_m))
        inside = rounded(outline.intersection(county_polygon(county)))
        out.append(_area(f"XZT{number:02}", "township", name, inside, 302))
    return out


def _coverage():
    """What has been declared. Pinglu and Shanyin: nothing, on purpose. Two declarations say less than all."""
    declarations = [
        ("FG01", "应县", "all", "complete"),
        ("FG02", "右玉县", "all", "complete"),
        ("FG03", "朔城区", "all", "partial"),
        ("FG04", "怀仁市", "protection", "complete"),
        ("FG05", "怀仁市", "control", "complete"),
        ("FG06", "怀仁市", "sites", "complete"),
        ("FG07", "怀仁市", "underground", "partial"),
    ]
    return [_area(area_id, "coverage", county + "数据覆盖声明" + MARK, county_polygon(county), 303,
                  theme=theme, status=status, declared_by=marked(county + "示例文物部门"),
                  declared_on="2025-12-20", expires_on="2027-12-31")
            for area_id, county, theme, status in declarations]


def _underground():
    near_houzhai = Frame(112.55, 39.26)
    yingxian_plain = Frame(113.21, 39.42)
    pinglu_garrison = Frame(112.17, 39.72)
    return [
        _area("DX01", "underground-area", "后寨村地下文物埋藏区（示意）",
              near_houzhai.to_lonlat(centred(1200, 900)), 304),
        _area("DX02", "underground-possible", "应县南部可能存在地下文物的区域（示意）",
              yingxian_plain.to_lonlat(corridor(LineString([(-3000, -600), (3000, 700)]), 600)), 305),
        _area("CZ01", "ancient-city-site", "平虏卫城址（示意）", pinglu_garrison.to_lonlat(centred(700, 700)), 306),
    ]


def _others():
    west, south, east, north = CITY_WALL_BLOCK.buffer(50, join_style=2).bounds
    old_town = Polygon([(west, south), (east, south), (east, north), (west, north)])
    huairen_park = Frame(113.12, 39.84)
    return [
        _area("MC01", "historic-city", "朔州老城历史城区（示意）", SHUOZHOU_OLD_TOWN.to_lonlat(old_town), 307),
        _area("PG01", "assessed-area", "怀仁经济开发区区域文物考古评估范围（示意）",
              huairen_park.to_lonlat(centred(2000, 1500)), 308, valid_from="2025-01-01", valid_to="2029-12-31"),
    ]


def areas():
    return [*_counties(), *_townships(), *_coverage(), *_underground(), *_others()]
