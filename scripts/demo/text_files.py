# SPDX-License-Identifier: GPL-2.0-or-later
"""What applicants hand in as text: survey TXT, mining strings, tables, CASS, DXF, pasted points.

All take shapes on the grid of a 3-degree zone (prefixed easting, northing) unless they say degrees.
X is northing and Y is easting in every Chinese text format but CASS and DXF.
"""
import math

MU_M2 = 2000 / 3


def _rings(polygon):
    return [list(polygon.exterior.coords), *[list(r.coords) for r in polygon.interiors]]


def _survey_head(zone, unit="米", precision="0.001", system="2000国家大地坐标系"):
    return ["[属性描述]", "格式版本号=1.01版本", "数据产生单位=示例测绘队（示意）", "数据产生日期=2026-1-5",
            f"坐标系={system}", "几度分带=3", "投影类型=高斯克吕格", f"计量单位={unit}",
            f"带号={zone if zone else ''}", f"精度={precision}", "转换参数=0,0,0,0,0,0,0", "[地块坐标]"]


def _survey_points(polygon, write_point):
    """Point rows of all rings; the closing point is repeated under the ring's first number."""
    rows = []
    number = 1
    for ring_number, ring in enumerate(_rings(polygon), start=1):
        first = number
        for x, y in ring[:-1]:
            rows.append(f"J{number},{ring_number},{write_point(x, y)}")
            number += 1
        rows.append(f"J{first},{ring_number},{write_point(*ring[0])}")
    return rows


def survey_txt(name, lots, zone, prefixed=True, unit="米", shape_word="面", use="建设用地"):
    """勘测定界 TXT. lots: [(number, polygon or line on the grid, area_m2)]."""
    offset = 0 if prefixed else zone * 1_000_000

    def metres(east, north):
        return f"{north:.3f},{east - offset:.3f}"

    def degrees(lon, lat):
        return f"{lat:.9f},{lon:.9f}"

    write_point = degrees if unit == "度" else metres
    lines = _survey_head(zone if unit == "米" else None, unit)
    for number, shape, area_m2 in lots:
        if shape_word == "线":
            rows = [f"J{i},1,{write_point(x, y)}" for i, (x, y) in enumerate(shape.coords, start=1)]
        else:
            rows = _survey_points(shape, write_point)
        area = f"{area_m2 / 10000:.4f}" if area_m2 else ""
        lines.append(f"{len(rows)},{area},{number},{name},{shape_word},,{use},,@")
        lines += rows
    return "\r\n".join(lines) + "\r\n"


def mining_string(rings):
    """采矿权 registration string. rings: [(polygon, top_m, bottom_m, remark, flag)]; flag -1 deducts."""
    fields = [str(len(rings))]
    for polygon, top_m, bottom_m, remark, flag in rings:
        corners = list(polygon.exterior.coords)[:-1]
        fields.append(str(len(corners)))
        for number, (east, north) in enumerate(corners, start=1):
            fields += [str(number), f"{north:.2f}", f"{east:.2f}"]
        fields += [str(top_m), str(bottom_m), remark, str(flag)]
    return ",".join(fields) + ",\r\n"


def registered_item(name, rings):
    """A [登记项目] file: keys, then corner rows XY001=number,X,Y and a row of elevations for every ring."""
    rows = []
    for polygon, top_m, bottom_m, flag in rings:
        for number, (east, north) in enumerate(list(polygon.exterior.coords)[:-1], start=1):
            rows.append(f"{number},{north:.2f},{east:.2f}")
        rows.append(f"标高,{top_m},{bottom_m},,{flag}")
    lines = ["[登记项目]", "***探矿权项目内容***", "", f"项目名称={name}", "坐标系统=2000国家大地坐标系",
             "矿区范围拐点坐标总数应小于1000个", f"矿区范围拐点坐标与标高的总行数=  {len(rows)}"]
    lines += [f"XY{i:03}={row}" for i, row in enumerate(rows, start=1)]
    return "\r\n".join(lines) + "\r\n"


def plane_csv(polygon):
    rows = ["点号,X坐标,Y坐标"]
    for number, (east, north) in enumerate(list(polygon.exterior.coords)[:-1], start=1):
        rows.append(f"J{number},{north:.3f},{east:.3f}")
    return "\r\n".join(rows) + "\r\n"


def dms(value_deg):
    """Degrees, minutes and seconds to 1e-5 of a second (0.3 mm)."""
    units = round(value_deg * 3600 * 100000)
    seconds = units % (60 * 100000) / 100000
    minutes = units // (60 * 100000)
    return f"{minutes // 60}°{minutes % 60:02}′{seconds:08.5f}″"


def dms_csv(polygon):
    rows = ["点号,经度,纬度"]
    for number, (lon, lat) in enumerate(list(polygon.exterior.coords)[:-1], start=1):
        rows.append(f"{number},{dms(lon)},{dms(lat)}")
    return "\n".join(rows) + "\n"


def degree_table(polygon):
    """Decimal degrees with semicolons, as a European spreadsheet writes them."""
    rows = ["点号;经度;纬度"]
    for number, (lon, lat) in enumerate(list(polygon.exterior.coords)[:-1], start=1):
        rows.append(f"{number};{lon:.9f};{lat:.9f}")
    return "\n".join(rows) + "\n"


def wkt_csv(name, polygon):
    corners = ", ".join(f"{x:.9f} {y:.9f}" for x, y in polygon.exterior.coords)
    return f'编号,名称,wkt\n1,{name},"POLYGON (({corners}))"\n'


def pasted_points(polygon):
    """Lines as copied out of a letter: number, X, Y, parted by blanks and tabs."""
    rows = [f"J{i}\t{north:.3f}  {east:.3f}"
            for i, (east, north) in enumerate(list(polygon.exterior.coords)[:-1], start=1)]
    return "\n".join(rows) + "\n"


def cass_dat(polygon):
    """点号,编码,东Y,北X,H: easting first, unlike all the others."""
    rows = [f"{i},,{east:.3f},{north:.3f},1012.500"
            for i, (east, north) in enumerate(list(polygon.exterior.coords)[:-1], start=1)]
    return "\r\n".join(rows) + "\r\n"


def rounded_rectangle_dxf(layer, west, south, east, north, radius_m):
    """AutoCAD R12: one closed POLYLINE whose corners are arcs (bulge = tan of a quarter of the angle)."""
    quarter_turn = math.tan(math.radians(90) / 4)
    r = radius_m
    corners = [(west + r, south, 0), (east - r, south, quarter_turn), (east, south + r, 0),
               (east, north - r, quarter_turn), (east - r, north, 0), (west + r, north, quarter_turn),
               (west, north - r, 0), (west, south + r, quarter_turn)]
    pairs = [(0, "SECTION"), (2, "HEADER"), (9, "$ACADVER"), (1, "AC1009"), (9, "$DWGCODEPAGE"), (3, "ANSI_936"),
             (0, "ENDSEC"), (0, "SECTION"), (2, "ENTITIES"),
             (0, "POLYLINE"), (8, layer), (66, 1), (10, 0.0), (20, 0.0), (30, 0.0), (70, 1)]
    for x, y, bulge in corners:
        pairs += [(0, "VERTEX"), (8, layer), (10, f"{x:.4f}"), (20, f"{y:.4f}"), (30, 0.0), (42, f"{bulge:.15f}")]
    pairs += [(0, "SEQEND"), (8, layer), (0, "ENDSEC"), (0, "EOF")]
    return "".join(f"{code:3d}\r\n{value}\r\n" for code, value in pairs)
