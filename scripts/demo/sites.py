# SPDX-License-Identifier: GPL-2.0-or-later
"""Monuments of Shuozhou. Names, levels, codes and rough positions are public; every outline is invented."""
from .plane import Frame, LineString, MultiLineString, Point, Polygon, centred
from .records import MARK, RECORDED_AT, SITE_COLUMNS, marked, record

# site_id: (name, level, code, category, era, county, township, longitude, latitude, accuracy of the
# outline in metres, date of the announcement of its batch). No longitude: a unit without geometry.
FACTS = {
    "SZ001": ("佛宫寺释迦塔（应县木塔）", "national", "1-0071-3-024", "古建筑", "辽", "应县", "金城镇", 113.182, 39.565, 2, "1961-03-04"),
    "SZ002": ("崇福寺", "national", None, "古建筑", "金", "朔城区", "北城街道", 112.426, 39.314, 2, "1988-01-13"),
    "SZ003": ("广武汉墓群", "national", None, "古墓葬", "汉", "山阴县", "广武镇", 112.771, 39.227, 10, "1988-01-13"),
    "SZ004": ("净土寺", "national", None, "古建筑", "金", "应县", "金城镇", 113.188, 39.566, 2, "2006-05-25"),
    "SZ005": ("广武城", "national", None, "古建筑", "明", "山阴县", "广武镇", 112.79, 39.21, 10, "2006-05-25"),
    "SZ006": ("峙峪遗址", "national", "8-0006-1-006", "古遗址", "旧石器时代", "朔城区", None, 112.342, 39.404, 10, "2019-10-07"),
    "SZ007": ("右玉宝宁寺", "national", "8-0228-3-031", "古建筑", "明", "右玉县", "右卫镇", 112.347, 40.164, 2, "2019-10-07"),
    "SZ008": ("长城-杀虎口段", "national", None, "古建筑", "明", "右玉县", "右卫镇", 112.31, 40.25, 25, None),
    "SZ009": ("长城-广武段", "national", None, "古建筑", "明", "山阴县", "广武镇", 112.80, 39.18, 25, None),
    "SZ010": ("长城-右玉东段（示意段）", "national", None, "古建筑", "明", "右玉县", None, 112.50, 40.26, 50, None),
    "SZ011": ("朔州古城墙", "provincial", None, "古建筑", "明", "朔城区", "北城街道", 112.43, 39.32, 10, None),
    "SZ012": ("右玉县委旧址", "provincial", None, "近现代重要史迹", "近现代", "右玉县", "新城镇", 112.47, 39.99, 20, None),
    "SZ013": ("神头镇吉庄三大王庙", "city", None, "古建筑", None, "朔城区", "神头镇", None, None, None, None),
    "SZ014": ("合盛堡西双山村庙", "city", None, "古建筑", None, "山阴县", "合盛堡乡", None, None, None, None),
    "SZ015": ("日中城", "county", None, "古遗址", None, "怀仁市", None, None, None, None, None),
    "SZ016": ("广武营地砖窑址（示意）", "ungraded", None, "古遗址", "明", "山阴县", "广武镇", 112.76, 39.245, 30, None),
}
ANNOUNCED_BY = {"national": "国务院", "provincial": "山西省人民政府"}

PAGODA_RADIUS_M = 15


def frame(site_id):
    return Frame(*FACTS[site_id][7:9])


def _octagon(radius_m):
    corner = radius_m * 0.70710678
    return Polygon([(radius_m, 0), (corner, corner), (0, radius_m), (-corner, corner),
                    (-radius_m, 0), (-corner, -corner), (0, -radius_m), (corner, -corner)])


# What stands on the ground, metres around the position above.
BODIES = {
    "SZ001": _octagon(PAGODA_RADIUS_M),
    "SZ002": centred(80, 160),
    "SZ003": centred(900, 600),
    "SZ004": centred(40, 60),
    "SZ005": centred(490, 330),
    "SZ006": centred(120, 90),
    "SZ007": centred(50, 90),
    "SZ008": LineString([(-1700, -780), (-900, -300), (0, 0), (800, 260), (1700, 780)]),
    "SZ009": LineString([(-2200, -350), (-1100, 60), (0, 0), (1200, -240), (2300, 120)]),
    # Both ends lie on different sides of 112.5 E, the border of the zones 37 and 38.
    "SZ010": LineString([(-4600, 420), (-2100, 0), (200, -260), (2600, -900), (4700, -2100)]),
    "SZ011": MultiLineString([[(-700, 700), (-30, 697), (30, 697), (690, 690)], [(695, 640), (695, -690)]]),
    "SZ012": centred(30, 30),
    "SZ016": Point(0, 0),
}


def body_lonlat(site_id):
    body = BODIES.get(site_id)
    return None if body is None else frame(site_id).to_lonlat(body)


def sites():
    out = []
    for site_id, facts in FACTS.items():
        name, level, code, category, era, county, township, _, _, accuracy_m, announced_on = facts
        place = (county or "") + (township or "")
        out.append(record(
            SITE_COLUMNS, body_lonlat(site_id), site_id=site_id, name=name, level=level, code=code,
            category=category, era=era, county=county, township=township, place=marked(place),
            position_accuracy_m=accuracy_m, announced_by=marked(ANNOUNCED_BY.get(level, "示例登记机关")),
            announced_on=announced_on, document="示例名录" + MARK, recorded_at=RECORDED_AT))
    return out


