#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The one map of a day, in every protocol: what was in force then, what is today, what will be."""
import datetime
import re
import unittest
import urllib.parse
import xml.etree.ElementTree

from osgeo import gdal, ogr
from owslib.ogcapi.features import Features as OgcFeatures
from owslib.wfs import WebFeatureService
from owslib.wms import WebMapService
from owslib.wmts import WebMapTileService

from program import feature, square
from served import ServedCase
from serving_test import tile_at

gdal.UseExceptions()
ogr.UseExceptions()
LAYERS = ("public_sites", "protection", "control")
PLACE = (113.2, 39.5)
TOMB = (112.7643, 39.2217)
TODAY = datetime.date.today().isoformat()
# Z1 was revised on 2020-05-01, Z2 was revoked, Z3 begins in 2090; the unit S1 rose in level.
DAYS = {"2009-12-31": set(), "2010-01-01": {"Z1@1", "Z2@1"}, "2020-04-30": {"Z1@1", "Z2@1"}, "2020-05-01": {"Z1@2", "Z2@1"},
        "2023-01-01": {"Z1@2"}, TODAY: {"Z1@2"}, "2090-01-01": {"Z1@2", "Z3@1"}}


class Story(ServedCase):
    def make_served_store(self):
        self.run_ok("init", self.store)
        self.run_ok("import", "sites", self.store, self.collection("s.geojson", *(feature(
            {"site_id": key, "name": name, "level": "county", "category": "古建筑", "announced_on": "1990-01-01"},
            {"type": "Point", "coordinates": place}) for key, name, place in (("S1", "木塔", PLACE), ("T1", "无名大墓", TOMB)))))
        self.run_ok("site", "announce", self.store, "S1", "--level", "national", "--on", "2019-10-07", "--document", "9号")
        line = {"document": "甲", "issuer": "县政府", "valid_from": "2010-01-01"}
        self.zones({"zone_id": "Z1", "site_id": "S1", "kind": "protection", **line}, square(*PLACE))
        self.zones({"zone_id": "Z2", "site_id": "S1", "kind": "control", **line}, square(*PLACE, 0.003))
        self.zones({"zone_id": "Z3", "site_id": "S1", "kind": "control", **line, "valid_from": "2090-01-01"}, square(*PLACE, 0.004))
        self.zones({"zone_id": "Z1", "version": 2, "site_id": "S1", "kind": "protection", "status": "draft"}, square(*PLACE, 0.002))
        for words in (("submit", "--actor", "li"), ("approve", "--actor", "wang", "--document", "8号"),
                      ("publish", "--document", "乙", "--issuer", "县政府", "--effective", "2020-05-01")):
            self.run_ok("zone", words[0], self.store, "Z1@2", *words[1:])
        self.run_ok("zone", "revoke", self.store, "Z2@1", "--document", "丙", "--issuer", "县政府", "--effective", "2022-07-01",
                    "--reason", "复核")
        # The tomb's first line was public, and its last is, too; what hid it between them hides it for good.
        for version, day, visibility in ((1, "2005-01-01", "public"), (2, "2012-01-01", "hidden"), (3, "2018-01-01", "public")):
            self.zones({"zone_id": "T1-P", "version": version, "site_id": "T1", "kind": "protection", "document": "丁",
                        "valid_from": day, "visibility": visibility}, square(*TOMB))

    def zones(self, properties, rings):
        self.run_ok("import", "zones", self.store, self.collection("z.geojson", feature(properties, rings)))

    def ask(self, **parameters):
        return self.get("/ows?" + urllib.parse.urlencode(parameters))

    def items(self, layer, query):
        answer = self.get(f"/ogcapi/collections/{layer}/items{query}")
        self.assertEqual(answer.status, 200, answer.body[:300])
        return answer.json()["features"]


def version_of(properties):
    return f"{properties['zone_id']}@{properties['version']}"


class EveryProtocol(Story):
    def tile(self, layer, day, z=14):
        x, y = tile_at(z, PLACE[0] + 0.0005, PLACE[1] + 0.0005)
        answer = self.get(f"/tiles/{layer}/{z}/{x}/{y}.mvt" + (f"?as_of={day}" if day else ""))
        if answer.status == 204:
            return []
        self.assertEqual(answer.status, 200, answer.body)
        file = self.folder / "t.pbf"
        file.write_bytes(answer.body)
        data = gdal.OpenEx(f"MVT:{file}", open_options=[f"X={x}", f"Y={y}", f"Z={z}", "CLIP=NO"])
        return [row.items() for row in data.GetLayer(0)]

    def test_vector_tiles_have_what_is_in_force_on_the_day(self):
        for day, expected in {**DAYS, "": DAYS[TODAY]}.items():
            found = [version_of(row) for layer in ("protection", "control") for row in self.tile(layer, day)]
            self.assertEqual((set(found), len(found)), (expected, len(expected)), day)
        self.assertEqual([row["level"] for row in self.tile("public_sites", "2019-10-06")], ["county"])
        self.assertEqual([row["level"] for row in self.tile("public_sites", "2019-10-07")], ["national"])

    def test_a_tilejson_names_tiles_of_its_day(self):
        told = self.get("/tiles/control.json?as_of=2015-06-01").json()
        self.assertTrue(told["tiles"][0].endswith("/{z}/{x}/{y}.mvt?as_of=2015-06-01"), told["tiles"])
        self.assertTrue(self.get("/tiles/control.json").json()["tiles"][0].endswith("/{z}/{x}/{y}.mvt"))

    def test_tiles_change_only_where_and_when_something_changes(self):
        def tag(layer, day):
            x, y = tile_at(14, *PLACE)
            return self.get(f"/tiles/{layer}/14/{x}/{y}.mvt?as_of={day}").headers.get("etag")
        self.assertEqual(tag("protection", "2010-01-01"), tag("protection", "2020-04-30"))
        self.assertNotEqual(tag("protection", "2020-04-30"), tag("protection", "2020-05-01"))
        self.assertEqual(tag("protection", "2020-05-01"), tag("protection", "2095-05-01"))
        x, y = tile_at(14, *PLACE)
        answer = self.get(f"/tiles/protection/14/{x}/{y}.mvt?as_of=2011-01-01", if_none_match=tag("protection", "2020-04-30"))
        self.assertEqual(answer.status, 304)

    def test_pictures_show_the_day_whoever_draws_them(self):
        def painted(path):
            answer = self.get(path)
            self.assertEqual((answer.status, answer.headers["content-type"]), (200, "image/png"), answer.body[:300])
            gdal.FileFromMemBuffer("/vsimem/p.png", answer.body)
            out = int((gdal.Open("/vsimem/p.png").ReadAsArray()[3] > 0).sum())
            gdal.Unlink("/vsimem/p.png")
            return out
        x, y = tile_at(15, PLACE[0] + 0.0005, PLACE[1] + 0.0005)
        paths = {"xyz": f"/tiles/{{layer}}/15/{x}/{y}.png?as_of={{day}}", "rest": f"/wmts/{{layer}}/default/{{day}}/w/15/{y}/{x}.png",
                 "kvp": f"/wmts?SERVICE=WMTS&REQUEST=GetTile&LAYER={{layer}}&STYLE=default&FORMAT=image/png&TILEMATRIXSET=w&TILEMATRIX=15"
                        f"&TILEROW={y}&TILECOL={x}&TIME={{day}}",
                 "wms": "/ows?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS={layer}&STYLES=&CRS=EPSG:4490&WIDTH=300&HEIGHT=300"
                        "&BBOX=39.49,113.19,39.515,113.215&FORMAT=image/png&TRANSPARENT=TRUE&TIME={day}"}
        for name, path in paths.items():
            small, large = (painted(path.format(layer="protection", day=day)) for day in ("2010-01-01", "2020-05-01"))
            self.assertGreater(small, 20, name)
            self.assertGreater(large, small * 1.5, name)
            self.assertGreater(painted(path.format(layer="control", day="2022-01-01")), 20, name)
            self.assertEqual(painted(path.format(layer="control", day="2023-01-01")), 0, name)
            self.assertGreater(painted(path.format(layer="control", day="2090-01-01")), 20, name)
        now = painted(paths["kvp"].format(layer="protection", day="current"))
        self.assertEqual(now, painted(paths["rest"].format(layer="protection", day=TODAY)))
        self.assertEqual(now, painted(f"/wmts/protection/default/w/15/{y}/{x}.png"))

    def test_features_of_a_day_keep_their_ids(self):
        for day, expected in {**DAYS, "": DAYS[TODAY]}.items():
            for time in (day, f"{day}T12:00:00Z", f"{day}T00:00:00+08:00") if day else ("",):
                query = "?" + urllib.parse.urlencode({"datetime": time}) if time else ""
                found = [one for layer in ("protection", "control") for one in self.items(layer, query)]
                self.assertEqual({version_of(one["properties"]) for one in found}, expected, time)
                self.assertEqual({one["id"] for one in found}, {one["properties"]["zone_id"] for one in found})
        old = self.get("/ogcapi/collections/protection/items/Z1?datetime=2015-01-01").json()
        self.assertEqual((old["id"], old["properties"]["version"], old["properties"]["valid_to"]), ("Z1", 1, "2020-04-30"))
        self.assertIn("datetime=2015-01-01", [link["href"] for link in old["links"] if link["rel"] == "self"][0])
        self.assertEqual(self.get("/ogcapi/collections/protection/items/Z1").json()["properties"]["version"], 2)
        self.assertEqual(self.get("/ogcapi/collections/control/items/Z2").status, 404)
        self.assertEqual(self.get("/ogcapi/collections/control/items/Z2?datetime=2022-06-30").status, 200)

    def test_an_interval_gives_every_version_that_meets_it_each_with_an_id_of_its_own(self):
        for interval, expected in (("2015-01-01/2021-01-01", {"Z1@1", "Z1@2"}), ("../2010-01-01", {"Z1@1"}), ("../2009-12-31", set()),
                                   ("2020-05-01/..", {"Z1@2"}), ("2020-04-30T00:00:00Z/2020-05-01T00:00:00Z", {"Z1@1", "Z1@2"})):
            found = self.items("protection", "?" + urllib.parse.urlencode({"datetime": interval}))
            self.assertEqual({version_of(one["properties"]) for one in found}, expected, interval)
            self.assertEqual(len({one["id"] for one in found}), len(found))
            for one in found:
                alone = self.get(f"/ogcapi/collections/protection/items/{urllib.parse.quote(one['id'])}").json()
                alone.pop("links")
                self.assertEqual(alone, one)
        sites = self.items("public_sites", "?datetime=../..")
        self.assertEqual(sorted(one["id"] for one in sites), ["S1@..", "S1@2019-10-07"])
        self.assertEqual(self.get("/ogcapi/collections/public_sites/items/S1@..").json()["properties"]["level"], "county")

    def test_collections_say_from_when_to_when(self):
        extent = {name: self.get(f"/ogcapi/collections/{name}").json()["extent"]["temporal"]["interval"] for name in LAYERS}
        self.assertEqual(extent, {"protection": [["2010-01-01T00:00:00Z", None]], "control": [["2010-01-01T00:00:00Z", None]],
                                  "public_sites": [[None, None]]})

    def test_feature_services_take_time(self):
        for version, name in (("1.0.0", "TYPENAME"), ("1.1.0", "TYPENAME"), ("2.0.0", "TYPENAMES")):
            for day, expected in {**DAYS, "": DAYS[TODAY]}.items():
                found = []
                for layer in ("protection", "control"):
                    body = self.ask(SERVICE="WFS", VERSION=version, REQUEST="GetFeature", **{name: layer}, **({"TIME": day} if day else {})).body
                    root = xml.etree.ElementTree.fromstring(body)
                    zones = [node.text for node in root.iter() if node.tag.endswith("}zone_id")]
                    versions = [node.text for node in root.iter() if node.tag.endswith("}version")]
                    found += [f"{zone}@{number}" for zone, number in zip(zones, versions)]
                self.assertEqual((set(found), len(found)), (expected, len(expected)), (version, day))

    def test_a_posted_request_names_its_day_in_the_address(self):
        body = (b'<?xml version="1.0"?><wfs:GetFeature service="WFS" version="2.0.0" outputFormat="geojson" '
                b'xmlns:wfs="http://www.opengis.net/wfs/2.0"><wfs:Query typeNames="control"/></wfs:GetFeature>')
        for address, expected in (("/ows?TIME=2015-01-01", ["Z2"]), ("/ows", [])):
            answer = self.send(address, body=body, content_type="text/xml")
            self.assertEqual([one["properties"]["zone_id"] for one in answer.json()["features"]], expected)
        self.assertEqual(self.send("/ows?TIME=soon", body=body, content_type="text/xml").status, 400)

    def test_what_is_pointed_at_is_that_of_the_day(self):
        asked = {"SERVICE": "WMS", "VERSION": "1.3.0", "REQUEST": "GetFeatureInfo", "LAYERS": "control,protection",
                 "QUERY_LAYERS": "control,protection", "STYLES": "", "CRS": "EPSG:4490", "BBOX": "39.495,113.195,39.505,113.205", "WIDTH": "200",
                 "HEIGHT": "200", "I": "110", "J": "90", "FEATURE_COUNT": "9", "INFO_FORMAT": "geojson"}
        for day, expected in DAYS.items():
            found = self.ask(**asked, TIME=day).json()["features"] if day != "2009-12-31" else []
            self.assertEqual({version_of({**one["properties"]}) for one in found}, expected, day)
        page = self.ask(**{**asked, "INFO_FORMAT": "text/html"}, TIME="2015-01-01T00:00:00Z").body.decode()
        self.assertIn("2020-04-30", page)

    def test_capabilities_name_the_days_there_are(self):
        text = self.ask(SERVICE="WMS", VERSION="1.3.0", REQUEST="GetCapabilities").body.decode()
        found = re.findall(r'<Dimension name="time" units="ISO8601" default="current" nearestValue="0">([^<]*)<', text)
        self.assertEqual(found, ["2010-01-01/2090-01-01/P1D"] * 3)
        service = WebMapService(f"http://{self.origin.netloc}/ows", version="1.3.0")
        self.assertEqual(service["protection"].timepositions, [found[0]])
        self.assertEqual(service["protection"].defaulttimeposition, "current")
        old = self.ask(SERVICE="WMS", VERSION="1.1.1", REQUEST="GetCapabilities").body.decode()
        self.assertIn(f'<Extent name="time" default="current" nearestValue="0">{found[0]}</Extent>', old)


class Clients(Story):
    def test_owslib_asks_for_a_day(self):
        netloc = self.origin.netloc
        wms = WebMapService(f"http://{netloc}/ows", version="1.3.0")
        pictures = [wms.getmap(layers=["protection"], srs="EPSG:4490", bbox=(113.19, 39.49, 113.215, 39.515), size=(200, 200),
                               format="image/png", transparent=True, time=day).read() for day in ("2010-01-01", "2020-05-01", None)]
        self.assertNotEqual(pictures[0], pictures[1])
        self.assertEqual(pictures[1], pictures[2])
        wfs = WebFeatureService(f"http://{netloc}/ows", version="2.0.0")  # which knows no time: today
        self.assertIn(b"Z1", wfs.getfeature(typename=["protection"]).read())
        self.assertNotIn(b"Z2", wfs.getfeature(typename=["control"]).read())
        wmts = WebMapTileService(f"http://{netloc}/wmts")
        self.assertIn("/default/{TIME}/", wmts.contents["protection"].resourceURLs[0]["template"])
        features = OgcFeatures(f"http://{netloc}/ogcapi")
        self.assertEqual([one["id"] for one in features.collection_items("control", datetime="2015-01-01")["features"]], ["Z2"])
        self.assertEqual(features.collection_items("control")["features"], [])

    def test_gdal_asks_for_a_day(self):
        netloc = self.origin.netloc
        for time, expected in (("&TIME=2015-01-01", ["Z2"]), ("", [])):
            opened = gdal.OpenEx(f"WFS:http://{netloc}/ows?VERSION=2.0.0{time}", gdal.OF_VECTOR)
            self.assertEqual([row["zone_id"] for row in opened.GetLayerByName("ms:control")], expected)
        xml_text = (f"<GDAL_WMS><Service name='WMS'><Version>1.1.1</Version><ServerUrl>http://{netloc}/ows?TIME={{}}&amp;</ServerUrl>"
                    "<SRS>EPSG:4490</SRS><ImageFormat>image/png</ImageFormat><Layers>protection</Layers><Transparent>TRUE</Transparent></Service>"
                    "<DataWindow><UpperLeftX>113.19</UpperLeftX><UpperLeftY>39.515</UpperLeftY><LowerRightX>113.215</LowerRightX>"
                    "<LowerRightY>39.49</LowerRightY><SizeX>200</SizeX><SizeY>200</SizeY></DataWindow><BandsCount>4</BandsCount>"
                    "<Cache/></GDAL_WMS>")
        sizes = []
        for day in ("2010-01-01", "2020-05-01"):
            sizes.append(int((gdal.Open(xml_text.format(day)).ReadAsArray()[3] > 0).sum()))
        self.assertGreater(sizes[1], sizes[0])
        opened = gdal.Open(f"WMTS:http://{netloc}/wmts/1.0.0/WMTSCapabilities.xml,layer=protection,tilematrixset=w")
        self.assertEqual(opened.RasterCount, 4)
        self.assertGreater(int((opened.ReadAsArray(*self.window(opened))[3] > 0).sum()), 0)

    def window(self, opened):
        """Pixels of the dataset about the place."""
        left, width, _, top, _, height = opened.GetGeoTransform()
        x = (PLACE[0] + 0.0005) * 20037508.342789244 / 180
        import math
        y = 6378137 * math.log(math.tan(math.pi / 4 + math.radians(PLACE[1] + 0.0005) / 2))
        return max(int((x - left) / width) - 100, 0), max(int((y - top) / height) - 100, 0), 200, 200


class Words(Story):
    def test_what_is_no_day_is_told_in_the_manner_of_each_protocol(self):
        for day in ("soon", "2024-02-30", "20240101", "2024-01-01'", "2024-01-01' OR '1'='1", "", "2024-01-01/2024-02-01"):
            word = urllib.parse.quote(day)
            for path in (f"/tiles/protection/3/6/3.mvt?as_of={word}", f"/tiles/protection/3/6/3.png?as_of={word}",
                         f"/tiles/protection.json?as_of={word}"):
                told = self.get(path)
                self.assertEqual((told.status, told.json()["code"]), (400, "bad-day"), path)
            if day == "":
                continue
            for version, space in (("1.1.1", ""), ("1.3.0", "{http://www.opengis.net/ogc}")):
                told = self.ask(SERVICE="WMS", VERSION=version, REQUEST="GetMap", LAYERS="protection", TIME=day)
                self.assertEqual(told.status, 400)
                root = xml.etree.ElementTree.fromstring(told.body)
                self.assertEqual(root.find(f"{space}ServiceException").get("code"), "InvalidDimensionValue")
            told = self.ask(SERVICE="WFS", VERSION="2.0.0", REQUEST="GetFeature", TYPENAMES="protection", TIME=day)
            self.assertEqual((told.status, b'locator="TIME"' in told.body), (400, True))
            told = self.get(f"/wmts?SERVICE=WMTS&REQUEST=GetTile&LAYER=protection&TILEMATRIXSET=w&TILEMATRIX=3&TILEROW=3&TILECOL=6&TIME={word}")
            self.assertEqual((told.status, b'locator="TIME"' in told.body), (400, True))
            if "/" not in day:
                self.assertEqual(self.get(f"/wmts/protection/default/{word}/w/3/3/6.png").status, 400)
                told = self.get(f"/ogcapi/collections/protection/items?datetime={word}")
                self.assertEqual((told.status, told.json()["code"]), (400, "bad-parameter"))
            self.assertEqual(self.get(f"/ogcapi/collections/protection/items/Z1?datetime={word}").status, 400)
        twice = self.get("/tiles/protection/3/6/3.mvt?as_of=2024-01-01&as_of=2024-01-02")
        self.assertEqual(twice.status, 400)

    def test_a_map_service_knows_the_days_it_names_and_no_others(self):
        for day in ("1800-01-01", "2999-01-01"):
            told = self.ask(SERVICE="WMS", VERSION="1.3.0", REQUEST="GetMap", LAYERS="protection", TIME=day)
            self.assertEqual((told.status, b"InvalidDimensionValue" in told.body), (400, True))
        self.assertEqual(self.ask(SERVICE="WFS", VERSION="2.0.0", REQUEST="GetFeature", TYPENAMES="protection", TIME="1800-01-01").status, 200)

    def test_a_hidden_tomb_is_in_no_answer_of_any_day(self):
        words = [b"T1", "无名大墓".encode(), b"112.764", b"112.765", b"39.221", b"39.222"]
        paths = ["/ogcapi", "/ogcapi/collections", "/ogcapi/api", "/wmts/1.0.0/WMTSCapabilities.xml"]
        for layer in LAYERS:
            paths += [f"/ogcapi/collections/{layer}", f"/ogcapi/collections/{layer}/items?datetime=../..&limit=1000",
                      f"/ogcapi/collections/{layer}/items?datetime=../..&f=html"]
            paths += [f"/ogcapi/collections/{layer}/items?crs=EPSG:4490&datetime={day}" for day in
                      ("2005-06-01", "2011-12-31", "2013-01-01", "2020-01-01", "2099-01-01")]
            for day in ("2005-06-01", "2013-01-01", "2020-01-01", TODAY, "2099-01-01"):
                paths.append(f"/tiles/{layer}.json?as_of={day}")
                for z in (0, 5, 9, 12, 14, 16, 18):
                    x, y = tile_at(z, TOMB[0] + 0.0005, TOMB[1] + 0.0005)
                    paths.append(f"/tiles/{layer}/{z}/{x}/{y}.mvt?as_of={day}")
                paths.append(f"/ows?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES={layer}&TIME={day}")
                paths.append(f"/ows?SERVICE=WFS&VERSION=1.1.0&REQUEST=GetFeature&TYPENAME={layer}&OUTPUTFORMAT=geojson&TIME={day}")
        paths += ["/ows?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetCapabilities", "/ows?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetCapabilities"]
        for path in paths:
            answer = self.get(path)
            self.assertIn(answer.status, (200, 204), path)
            for word in words:
                self.assertNotIn(word, answer.body, path)
        for day in ("2005-06-01", "2013-01-01", "2020-01-01"):
            for layer in LAYERS:
                answer = self.get(f"/ogcapi/collections/{layer}/items/T1-P?datetime={day}")
                self.assertEqual(answer.status, 404)
        box = f"{TOMB[1] - 0.002},{TOMB[0] - 0.002},{TOMB[1] + 0.003},{TOMB[0] + 0.003}"
        for day in ("2011-01-01", "2013-01-01", "2020-01-01", TODAY):
            answer = self.ask(SERVICE="WMS", VERSION="1.3.0", REQUEST="GetMap", LAYERS="control,protection,public_sites", STYLES="",
                              CRS="EPSG:4490", BBOX=box, WIDTH="200", HEIGHT="200", FORMAT="image/png", TRANSPARENT="TRUE",
                              TIME=max(day, "2019-10-06"))
            gdal.FileFromMemBuffer("/vsimem/h.png", answer.body)
            self.assertEqual(int((gdal.Open("/vsimem/h.png").ReadAsArray()[3] > 0).sum()), 0, day)
        self.assertNotIn("T1", str(self.log()).replace("T1-P?datetime", ""))

    def test_what_is_published_for_a_later_day_needs_nothing_to_show_then(self):
        generation = "liangxian_generation 1\n"
        self.assertIn(generation, self.get("/metrics").body.decode())
        for day, expected in (("2089-12-31", []), ("2090-01-01", ["Z3"])):
            self.assertEqual([one["id"] for one in self.items("control", f"?datetime={day}")], expected)
        self.assertIn(generation, self.get("/metrics").body.decode())


class Upgrade(Story):
    def make_served_store(self):
        super().make_served_store()
        self.run_ok("export", self.store, f"{self.store}.public.gpkg", "--profile", "public")
        data = ogr.Open(f"{self.store}.public.gpkg", update=1)
        for layer in LAYERS:
            data.DeleteLayer(layer + "_history")

    def test_a_public_data_set_of_an_earlier_program_is_made_anew(self):
        self.assertEqual([one["id"] for one in self.items("control", "?datetime=2015-01-01")], ["Z2"])


if __name__ == "__main__":
    unittest.main()
