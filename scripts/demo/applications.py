# SPDX-License-Identifier: GPL-2.0-or-later
"""Applications as they are handed in: a place, a size and a file format each.

Places and sizes of listed projects are those of the public list 朔政发〔2022〕41号 (number in
PROJECT_FACTS); the outlines that give a size at a place are invented. Applications without a number
are illustrations altogether.
"""
import json
from dataclasses import dataclass, field

from shapely.geometry import LineString, MultiPolygon, Polygon

from . import gis_files, text_files
from .plane import Frame, area_m2, belt, centred, densified, grid_to_lonlat, plain_epsg, prefixed_epsg, rectangle
from .plane import rounded
from .records import collection, geojson_geometry
from .sites import frame
from .text_files import MU_M2
from .zones import zones

HA_M2 = 10_000
NOTE = {"说明": "示意图形，非实际用地"}  # goes into every format that has room for it
# number of the list: (name, place as described, stated size in m2 or None)
PROJECT_FACTS = {
    1: ("朔州明代城墙北城墙-北瓮城修复工程", "朔州老城北门原址", 3934),
    2: ("朔州明代城墙东城墙修复工程", "朔州老城东门原址", 4586),
    3: ("朔州战汉墓地遗址公园", "朔城区窑子头乡后寨村西两公里处", 60 * MU_M2),
    10: ("平朔生态矿坑公园项目", "平朔生活区和生态文化产业园", 20_000 * MU_M2),
    11: ("凤凰城镇“平虜卫”边戍文化保护及生态旅游建设项目", "平鲁区凤凰城镇", 546_500),
    17: ("怀仁市大剧院(含文化馆、美术馆)项目", "怀仁市", 50_636),
    18: ("怀仁市旅游集散中心项目", "怀仁市", 100 * MU_M2),
    22: ("山阴县长城遗址遗迹基础设施建设项目", "山阴县广武村", 35 * HA_M2),
    23: ("应县塔栖文旅风情小镇项目", "应县木塔景区西 500 米", 100 * MU_M2),
    24: ("应县木塔塔院地面及排水工程项目", "木塔院内", None),
    25: ("应县博物馆建设项目", "木塔西侧", None),
    26: ("应县佛宫寺释迦塔东侧休闲商业街开发项目", "应县木塔景区东侧", 31.6 * HA_M2),
    27: ("应县文化艺术中心项目", "应县木塔景区周边", 8.88 * HA_M2),
    28: ("右玉精神馆及雕塑广场建设项目", "右玉县干部学院南侧", 11_280 + 11_450 + 2_000 + 4_500),
    31: ("杀虎口景区文化旅游开发项目", "右玉杀虎口景区", 500 * MU_M2),
    32: ("右玉红色文化基地建设", "右玉县", 196_677),
    33: ("右玉城市会客厅基础设施配套项目", "右玉县城西北侧", None),
    35: ("右玉生态文化旅游示范区景区景点基础设施提升项目", "杀虎口风景名胜区等景区", None),
}


@dataclass(frozen=True)
class Application:
    """One file to check, with what is known about it besides the file."""

    key: str                    # "p23", for the expectations
    file: str                   # the file that is given to the program
    content: dict               # {file name: bytes}; several for a loose Shapefile
    lonlat: object              # what it covers, for the oracle
    zone: int                   # 3-degree zone its distances are measured in
    name: str
    project: int = 0            # number in the list of projects; 0: illustration
    kind: str = "construction"
    facts: dict = field(default_factory=dict)
    format: str = ""            # what the file is and which trap it holds


def _application(key, file, data, shape, zone, **values):
    project = values.get("project", 0)
    name = values.pop("name", None) or PROJECT_FACTS[project][0]
    content = data if isinstance(data, dict) else {file: data}
    return Application(key, file, content, shape, zone, name, **values)


def _of_plane(place, shape):
    """What a shape drawn in the plane covers: its edges are straight on the grid, not in degrees."""
    return grid_to_lonlat(densified(place.on_grid(shape)), prefixed_epsg(place.zone))


def _square(area, at=(0, 0), width=None):
    width = width or area ** 0.5
    return centred(width, area / width, at)


PAGODA = frame("SZ001")


def _pagoda_town():
    shape = PAGODA.to_lonlat(_square(PROJECT_FACTS[23][2], at=(-500, 0)))
    feature = {"type": "Feature", "properties": {"项目名称": PROJECT_FACTS[23][0], **NOTE},
               "geometry": geojson_geometry(shape)}
    text = collection("application", [feature], epsg=None)
    return _application("p23", "p23-pagoda-town.geojson", text.encode(), shape, 38, project=23,
                        format="GeoJSON, EPSG:4490 by its format")


def _pagoda_street():
    shape = rectangle(150, -395, 550, 395)
    attributes = {"项目名称": PROJECT_FACTS[26][0], "建设单位": "示例建设单位", "面积平方米": PROJECT_FACTS[26][2], **NOTE}
    data = gis_files.zipped_shapefile("yingxian_street", PAGODA.on_grid(shape), prefixed_epsg(38), attributes)
    return _application("p26", "p26-pagoda-street.zip", data, _of_plane(PAGODA, shape), 38, project=26,
                        format="zipped Shapefile, GBK table with .cpg, prefixed easting (EPSG:4526)")


def _arts_centre():
    shape = PAGODA.to_lonlat(rectangle(-148, -491 - 300, 148, -491))
    return _application("p27", "p27-arts-centre.kml", gis_files.kml(PROJECT_FACTS[27][0], shape).encode(), shape, 38,
                        project=27, format="KML: its datum is never stated")


def _court_drain():
    shape = belt(centred(80, 190), centred(40, 40))
    grid = PAGODA.on_grid(shape)
    text = text_files.survey_txt("木塔塔院地面及排水", [("1", grid, grid.area)], 38, use="文物保护工程")
    return _application("p24", "p24-court-drain.txt", text.encode("gbk"), _of_plane(PAGODA, shape), 38, project=24,
                        kind="conservation", format="survey TXT, GBK, prefixed easting, ring 2 is a hole")


def _museum():
    west, south, east, north = -190, -60, -120, 60
    grid = PAGODA.on_grid(rectangle(west, south, east, north))
    text = text_files.rounded_rectangle_dxf("用地红线", *grid.bounds, radius_m=10)
    covered = rectangle(west + 10, south + 10, east - 10, north - 10).buffer(10, resolution=64)
    return _application("p25", "p25-museum.dxf", text.encode("gbk"), _of_plane(PAGODA, covered), 38, project=25,
                        facts={"building_height_m": 9}, format="DXF R12, bulge arcs, layer name in GBK, no CRS")


CITY_WALL = frame("SZ011")


def _north_gate():
    shape = _square(PROJECT_FACTS[1][2], at=(0, 697), width=67.4)
    grid = CITY_WALL.on_grid(shape)
    text = text_files.survey_txt("北瓮城修复", [("1", grid, PROJECT_FACTS[1][2])], 37, use="文物重建")
    return _application("p01", "p01-north-gate.txt", b"\xff\xfe" + text.encode("utf-16-le"),
                        _of_plane(CITY_WALL, shape), 37, project=1, kind="reconstruction",
                        format="survey TXT, UTF-16")


def _east_wall():
    shape = _square(PROJECT_FACTS[2][2], at=(695, 0), width=PROJECT_FACTS[2][2] / 170)
    text = text_files.pasted_points(CITY_WALL.on_grid(shape))
    return _application("p02", "p02-east-wall-pasted.txt", text.encode(), _of_plane(CITY_WALL, shape), 37, project=2,
                        kind="reconstruction", format="points pasted as text, X then Y, zone by its prefix")


def _han_tomb_park():
    place = Frame(112.55, 39.26)
    shape = place.to_lonlat(_square(PROJECT_FACTS[3][2], at=(100, 50)))
    return _application("p03", "p03-han-tomb-park.csv", text_files.degree_table(shape).encode(), shape, 38, project=3,
                        format="table of decimal degrees parted by semicolons")


def _mine_park():
    place = Frame(112.33, 39.52)
    shape = _square(PROJECT_FACTS[10][2])
    files = gis_files.shapefile("p10-mine-park", place.on_grid(shape, prefixed=False), plain_epsg(37),
                                {"项目名称": PROJECT_FACTS[10][0], **NOTE})
    content = {"p10-mine-park" + suffix: data for suffix, data in files.items() if suffix != ".cpg"}
    return _application("p10", "p10-mine-park.shp", content, _of_plane(place, shape), 37, project=10,
                        format="loose Shapefile, GBK table without .cpg, six-digit easting (EPSG:4546)")


def _garrison_town():
    place = Frame(112.17, 39.72)
    shape = _square(PROJECT_FACTS[11][2], at=(500, 200))
    data = gis_files.xlsx(gis_files.corner_rows(place.on_grid(shape)))
    return _application("p11", "p11-garrison-town.xlsx", data, _of_plane(place, shape), 37, project=11,
                        format="XLSX table of corners")


def _theatre():
    place = Frame(113.10, 39.83)
    shape = _square(PROJECT_FACTS[17][2], width=260)
    return _application("p17", "p17-theatre.csv", text_files.plane_csv(place.on_grid(shape)).encode("gbk"),
                        _of_plane(place, shape), 38, project=17, format="CSV of plane X and Y, GBK")


def _tourist_hub():
    place = Frame(113.12, 39.84)
    lots = [_square(40 * MU_M2, at=(-200, 0)), _square(60 * MU_M2, at=(200, 0))]
    grid = [place.on_grid(lot, prefixed=False) for lot in lots]
    text = text_files.survey_txt("怀仁市旅游集散中心", [(str(i), g, g.area) for i, g in enumerate(grid, start=1)], 0,
                                 use="商业服务业用地").replace("带号=", "带号=38", 1)
    return _application("p18", "p18-tourist-hub.txt", text.encode("utf-8-sig"),
                        _of_plane(place, MultiPolygon(lots)), 38, project=18, kind="land-supply",
                        facts={"land_route": "reserve", "declared_area_m2": 66666.67},
                        format="survey TXT, UTF-8 with BOM, two lots, six-digit easting, zone in the head")


def _great_wall_works():
    place = frame("SZ005")
    wall_east0, wall_north0 = frame("SZ009").origin
    east0, north0 = place.origin
    second = centred(400, 250, at=(wall_east0 - east0 - 300, wall_north0 - north0 + 420))
    shape = MultiPolygon([rectangle(200, -250, 700, 250), second])
    grid = place.on_grid(shape, prefixed=False)
    data = gis_files.geopackage("用地范围", grid, plain_epsg(38), {"项目名称": PROJECT_FACTS[22][0], **NOTE})
    return _application("p22", "p22-great-wall-works.gpkg", data, _of_plane(place, shape), 38, project=22,
                        format="GeoPackage, EPSG:4547, layer name in Chinese")


def _youyu_hall():
    shape = frame("SZ012").to_lonlat(_square(PROJECT_FACTS[28][2], at=(-900, -600), width=150))
    note = "<description>奥维互动地图导出</description>"
    text = gis_files.kml(PROJECT_FACTS[28][0], shape, note)
    return _application("p28", "p28-youyu-hall.ovkml", text.encode(), shape, 37, project=28, format="奥维 .ovkml")


def _tiger_pass():
    place = frame("SZ008")
    shape = place.to_lonlat(_square(PROJECT_FACTS[31][2], at=(-200, 150), width=500))
    return _application("p31", "p31-shahukou.kmz", gis_files.kmz(PROJECT_FACTS[31][0], shape), shape, 37, project=31,
                        format="KMZ")


def _red_base():
    side = PROJECT_FACTS[32][2] ** 0.5
    shape = frame("SZ012").to_lonlat(rectangle(70, -200, 70 + side, -200 + side))
    return _application("p32", "p32-youyu-base.csv", text_files.dms_csv(shape).encode(), shape, 37, project=32,
                        kind="land-development", format="CSV of degrees, minutes and seconds")


def _youyu_roads():
    place = frame("SZ012")
    line = LineString([(-2100, 700), (-1500, 900), (-1200, 1500)])
    grid = place.on_grid(line, prefixed=False)
    feature = {"type": "Feature", "properties": {"名称": PROJECT_FACTS[33][0], **NOTE},
               "geometry": geojson_geometry(rounded(grid, 3))}
    text = collection("roads", [feature], epsg=plain_epsg(37))
    return _application("p33", "p33-youyu-roads.geojson", text.encode(), _of_plane(place, line.buffer(15)), 37,
                        project=33, kind="linear", facts={"width_m": 30},
                        format="GeoJSON with an old crs member (EPSG:4546), a line with a width")


def _scenic_area():
    """Both sides of 112.5 E, where the zones 37 and 38 meet."""
    shape = frame("SZ010").to_lonlat(centred(600, 400, at=(0, -240)))
    text = json.dumps(geojson_geometry(shape))
    return _application("p35", "p35-scenic-area.json", text.encode(), shape, 38, project=35,
                        format="a bare GeoJSON geometry across 112.5 E")


def _highway():
    place = Frame(113.21, 39.42)
    line = LineString([(-1700, 12700), (-900, 6000), (300, 0), (1800, -9000), (2600, -20000)])
    text = text_files.survey_txt("应县—繁峙高速公路", [("1", place.on_grid(line), None)], 38, shape_word="线",
                                 use="公路用地")
    return _application("highway", "highway-yingxian-fanshi.txt", text.encode(), _of_plane(place, line.buffer(13)),
                        38, name="应县—繁峙高速公路（示意线位）", kind="linear", facts={"width_m": 26},
                        format="survey TXT with a line, UTF-8")


def _coal_mine():
    place = frame("SZ006")
    outer, spared = rectangle(-2500, -1800, 1200, 1600), centred(640, 540)
    rings = [(place.on_grid(outer), 1360, 1100, "", 1), (place.on_grid(spared), 1360, 1100, "扣除遗址保护范围", -1)]
    text = text_files.mining_string(rings)
    return _application("mine", "mine-zhiyu.txt", text.encode("gbk"), _of_plane(place, belt(outer, spared)), 37,
                        name="示例一号煤矿采矿权", kind="mining",
                        facts={"elevation_top_m": 1360, "elevation_bottom_m": 1100, "blasting": True},
                        format="mining registration string, GBK, elevations, a ring flagged -1")


def _exploration():
    place = frame("SZ003")
    shape = rectangle(-1500, 500, 1500, 3500)
    text = text_files.registered_item("示例探矿权", [(place.on_grid(shape), 1300, 900, 1)])
    return _application("exploration", "exploration-guangwu.txt", text.encode("gbk"), _of_plane(place, shape), 38,
                        name="示例探矿权", kind="exploration", format="[登记项目] file, GBK")


def _supply_parcel():
    shape = frame("SZ007").to_lonlat(rectangle(100, -60, 260, 80))
    text = text_files.survey_txt("右卫镇示例储备地块", [("CB-01", shape, area_m2(shape))], 0, unit="度",
                                 use="商业服务业用地")
    return _application("parcel", "parcel-youwei.txt", text.encode("gbk"), shape, 37,
                        name="右卫镇示例储备地块", kind="land-supply", facts={"land_route": "reserve"},
                        format="survey TXT in degrees, latitude first")


def _borrow_pit():
    place = Frame(113.0093, 39.55)
    shape = centred(400, 300)
    return _application("border", "borrow-pit-two-counties.dat",
                        text_files.cass_dat(place.on_grid(shape)).encode(), _of_plane(place, shape), 38,
                        name="跨县取土场（示意）", kind="borrow-pit", format="CASS .dat, easting before northing")


def _sliver():
    """3 cm into the control zone of 净土寺, along its own northern edge."""
    control = next(row["geometry"] for row in zones() if row["zone_id"] == "SZ004-C")
    _, _, (east_lon, east_lat), (west_lon, west_lat), _ = control.exterior.coords
    into_deg = 0.03 / 111_030  # metres of latitude at 39.6 N

    def on_edge(share):
        return (west_lon + (east_lon - west_lon) * share, west_lat + (east_lat - west_lat) * share)

    (w_lon, w_lat), (e_lon, e_lat) = on_edge(0.1), on_edge(0.9)
    shape = rounded(Polygon([(w_lon, w_lat - into_deg), (e_lon, e_lat - into_deg),
                             (e_lon, e_lat + 0.0004), (w_lon, w_lat + 0.0004)]))
    return _application("sliver", "sliver-jingtu.csv", text_files.wkt_csv("净土寺北侧地块（示意）", shape).encode(),
                        shape, 38, name="净土寺北侧地块（示意）", format="CSV with WKT")


def applications():
    makers = [_north_gate, _east_wall, _han_tomb_park, _mine_park, _garrison_town, _theatre, _tourist_hub,
              _great_wall_works, _pagoda_town, _court_drain, _museum, _pagoda_street, _arts_centre, _youyu_hall,
              _tiger_pass, _red_base, _youyu_roads, _scenic_area, _highway, _coal_mine, _exploration, _supply_parcel, _borrow_pit,
              _sliver]
    return [make() for make in makers]


