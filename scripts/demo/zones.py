# SPDX-License-Identifier: GPL-2.0-or-later
"""The two lines of every monument, drawn in the manners of announced texts; nothing here is announced."""
from .plane import Polygon, area_m2, belt, centred, corridor, grown, grown_by
from .records import RECORDED_AT, ZONE_COLUMNS, document, marked, record
from .sites import BODIES, FACTS, frame

BASIS_ACCURACY_M = {"announced-coordinates": 0.5, "surveyed": 0.1, "from-words": 10, "from-image": 5, "sketch": 50}


def _zone(zone_id, kind, shape, words, basis="from-words", **values):
    """A zone of the unit its id begins with, in force since 2010 unless told otherwise."""
    site_id = zone_id.split("-")[0]
    level = FACTS[site_id][1]
    geometry = frame(site_id).to_lonlat(shape)
    row = dict(
        zone_id=zone_id, version=1, site_id=site_id, kind=kind, status="published", valid_from="2010-01-01",
        recorded_at=RECORDED_AT, issuer=marked("示例市人民政府" if level != "county" else "示例县人民政府"),
        document=document(int(site_id[2:])), document_date="2009-12-01", accuracy_m=BASIS_ACCURACY_M[basis],
        geometry_basis=basis, declared_area_m2=round(area_m2(geometry), 2), words=marked(words),
        visibility="public")
    if kind == "control":
        row["issuer"] = marked("示例市文物局、自然资源局")
        row["approval_document"] = document(100 + int(site_id[2:]))
    row.update(values)
    return record(ZONE_COLUMNS, geometry, **row)


def _pagoda():
    """Key and general area, and two classes of control: four rings, each sharing its edge with the next."""
    court = centred(90, 210)
    general = grown(court, west=60, south=80, east=60, north=50)
    class_1 = grown_by(general, 100)
    class_2 = grown_by(class_1, 200)
    return [
        _zone("SZ001-K", "protection-key", court, "重点保护区：塔院院墙以内"),
        _zone("SZ001-G", "protection-general", belt(general, court),
              "一般保护区：院墙外东、西各60米，南80米，北50米"),
        _zone("SZ001-C1", "control", belt(class_1, general), "保护范围外100米以内为一类建设控制地带",
              **{"class": "I", "height_limit_m": 6, "restrictions": marked("坡屋顶，檐口高度不超过6米")}),
        _zone("SZ001-C2", "control", belt(class_2, class_1), "一类建设控制地带外200米以内为二类建设控制地带",
              **{"class": "II", "height_limit_m": 12, "restrictions": marked("高度不超过12米，不遮挡望塔视线")}),
    ]


def _chongfu_temple():
    temple = BODIES["SZ002"]
    protection = grown(temple, west=20, south=30, east=20, north=15)
    return [
        _zone("SZ002-P", "protection", protection, "东、西至围墙外各20米，南至山门外30米，北至后墙外15米"),
        _zone("SZ002-C", "control", grown_by(protection, 60), "东、南、西、北各距保护范围边界60米",
              height_limit_m=9),  # an outline that includes the range
    ]


def _guangwu_tombs():
    """The one unit whose exact place is not for the public."""
    protection = centred(1200, 900)
    return [
        _zone("SZ003-P", "protection", protection, "以墓群中心为基点，东西1200米，南北900米", visibility="hidden"),
        _zone("SZ003-C", "control", belt(grown_by(protection, 200), protection), "保护范围外200米",
              visibility="hidden"),
    ]


def _jingtu_temple():
    body = BODIES["SZ004"]
    control = grown(body, west=38, south=3, east=7, north=16)
    return [
        _zone("SZ004-P", "protection", body, "同文物本体"),
        _zone("SZ004-C", "control", control, "自文物本体起，东约7米、南约3米、西约38米、北约16米"),
    ]


def _guangwu_castle():
    protection = grown_by(BODIES["SZ005"], 30)
    control = grown_by(protection, 100)
    return [
        _zone("SZ005-P", "protection", protection, "城墙外缘四周各30米"),
        _zone("SZ005-C", "control", belt(control, protection), "保护范围外100米", height_limit_m=7),
        # Proposed, not announced: appears with --with-drafts only.
        _zone("SZ005-C2", "control", belt(grown_by(control, 200), control), "拟增二类建设控制地带200米",
              status="draft", document=None, document_date=None, approval_document=None, valid_from=None,
              **{"class": "II"}),
    ]


def _zhiyu_site():
    """Version 1 of the range was replaced by a larger one on 2025-06-01; both stay in the store."""
    key, general = centred(300, 240), centred(600, 500)
    class_1 = centred(900, 800)
    by_points = {"basis": "announced-coordinates"}
    return [
        _zone("SZ006-K", "protection-key", key, "重点保护区以坐标点为准", **by_points),
        _zone("SZ006-G", "protection-general", belt(centred(420, 360), key), "一般保护区以坐标点为准（第一版）",
              status="superseded", valid_to="2025-05-31", **by_points),
        _zone("SZ006-G", "protection-general", belt(general, key), "一般保护区以坐标点为准（调整后）", version=2,
              valid_from="2025-06-01", document=document(6, 2025), document_date="2025-05-20", **by_points),
        _zone("SZ006-C1", "control", belt(class_1, general), "保护范围外150米为一类建设控制地带",
              **{"class": "I", "height_limit_m": 6}, **by_points),
        _zone("SZ006-C2", "control", belt(centred(1200, 1100), class_1), "一类外150米为二类建设控制地带",
              **{"class": "II", "height_limit_m": 12}, **by_points),
    ]


def _baoning_temple():
    protection = grown_by(BODIES["SZ007"], 30)
    return [
        _zone("SZ007-P", "protection", protection, "寺院围墙外四周各30米"),
        # Announced without the provincial approval that article 29 asks for.
        _zone("SZ007-C", "control", grown_by(protection, 80), "保护范围外80米（含保护范围）", approval_document=None),
    ]


def _great_wall(site_id, basis="from-image"):
    wall = BODIES[site_id]
    protection, control = corridor(wall, 50), corridor(wall, 550)
    return [
        _zone(f"{site_id}-P", "protection", protection, "以墙基外缘为基线向两侧各扩50米", basis),
        _zone(f"{site_id}-C", "control", belt(control, protection), "保护范围外界向两侧各扩500米", basis),
    ]


CITY_WALL_BLOCK = Polygon([(-760, -790), (740, -810), (755, 800), (-745, 815)])


def _city_wall():
    """One announced outline serves as both lines: the control zone equals the range."""
    words = "保护范围和建设控制地带为：东至开发路西边，南至南垣街北边，西至大运路东边，北至古北大街南侧"
    return [_zone("SZ011-P", "protection", CITY_WALL_BLOCK, words),
            _zone("SZ011-C", "control", CITY_WALL_BLOCK, words)]


def _county_committee():
    protection = grown_by(BODIES["SZ012"], 20)
    return [
        _zone("SZ012-P", "protection", protection, "院墙四周各20米"),
        # In force only from July 2026: the same application is judged differently before and after.
        _zone("SZ012-C", "control", belt(grown_by(protection, 50), protection), "保护范围外50米",
              valid_from="2026-07-01", document=document(12, 2026), document_date="2026-01-04",
              approval_document=document(112, 2026)),
    ]


def zones():
    return [*_pagoda(), *_chongfu_temple(), *_guangwu_tombs(), *_jingtu_temple(), *_guangwu_castle(),
            *_zhiyu_site(), *_baoning_temple(), *_great_wall("SZ008"), *_great_wall("SZ009"),
            *_great_wall("SZ010", "sketch"), *_city_wall(), *_county_committee()]
