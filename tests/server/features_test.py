#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""OGC API Features under /ogcapi; each test names the abstract test of OGC 17-069r4 or 18-058r1 that it covers."""
import json
import unittest
import urllib.parse

import pyproj
from osgeo import gdal, ogr
from shapely.geometry import box, shape

from program import DEMO
from served import ServedCase

gdal.UseExceptions()
ogr.UseExceptions()
EPSG = "http://www.opengis.net/def/crs/EPSG/0/"
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
LAYERS = ("public_sites", "protection", "control")


class Features(ServedCase):
    def items(self, layer, query=""):
        answer = self.get(f"/ogcapi/collections/{layer}/items{query}")
        self.assertEqual((answer.status, answer.headers["content-type"]), (200, "application/geo+json"), answer.body[:300])
        return answer.json()

    def path(self, href):
        parts = urllib.parse.urlsplit(href)
        self.assertEqual(parts.netloc, self.origin.netloc, href)
        return parts.path + ("?" + parts.query if parts.query else "")

    def follow(self, links):
        """Every link leads to what it says. A.2.4, A.2.5: /conf/core/root-op, /conf/core/root-success."""
        for one in links:
            answer = self.get(self.path(one["href"]))
            self.assertEqual(answer.status, 200, one)
            self.assertEqual(answer.headers["content-type"].split(";")[0], one["type"].split(";")[0], one)

    def test_landing_page_conformance_and_collections_lead_to_each_other(self):
        landing = self.get("/ogcapi").json()
        self.follow(landing["links"])
        self.assertEqual({"self", "alternate", "service-desc", "conformance", "data",
                          "http://www.opengis.net/def/rel/ogc/1.0/tiling-schemes"}, {link["rel"] for link in landing["links"]})
        classes = self.get("/ogcapi/conformance").json()["conformsTo"]
        self.assertIn("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core", classes)
        collections = self.get("/ogcapi/collections").json()
        self.follow(collections["links"])
        self.assertEqual([one["id"] for one in collections["collections"]], list(LAYERS))
        for one in collections["collections"]:
            self.follow(one["links"])
            self.assertEqual(one, self.get(f"/ogcapi/collections/{one['id']}").json())  # /conf/core/sfc-md-success
            self.assertIn(EPSG + "4546", one["crs"])
            self.assertEqual(one["storageCrs"], EPSG + "4490")

    def test_pages_hold_every_feature_once(self):
        """/conf/core/fc-limit-response-1, fc-response, fc-links."""
        for layer in LAYERS:
            whole = self.items(layer, "?limit=1000")
            self.assertEqual(whole["numberMatched"], whole["numberReturned"])
            seen, query = [], "?limit=4"
            while query:
                page = self.items(layer, query)
                self.assertLessEqual(len(page["features"]), 4)
                seen += [one["id"] for one in page["features"]]
                following = [link for link in page["links"] if link["rel"] == "next"]
                query = "?" + urllib.parse.urlsplit(following[0]["href"]).query if following else ""
            self.assertEqual(seen, [one["id"] for one in whole["features"]])
            self.assertEqual(len(set(seen)), len(seen))
            before = [link for link in self.items(layer, "?limit=4&offset=4")["links"] if link["rel"] == "prev"]
            self.assertEqual([one["id"] for one in self.get(self.path(before[0]["href"])).json()["features"]], seen[:4])

    def test_a_box_gives_what_meets_it_in_each_crs(self):
        """/conf/core/fc-bbox-response; 18-058 /conf/crs/bbox-crs-action."""
        everything = {one["id"]: shape(one["geometry"]) for one in self.items("control", "?limit=1000")["features"]}
        west, south, east, north = 113.17, 39.55, 113.19, 39.58
        expected = sorted(one for one, geometry in everything.items() if geometry.intersects(box(west, south, east, north)))
        self.assertTrue(0 < len(expected) < len(everything))
        found = [one["id"] for one in self.items("control", f"?bbox={west},{south},{east},{north}")["features"]]
        self.assertEqual(found, expected)
        found = self.items("control", f"?bbox={south},{west},{north},{east}&bbox-crs={EPSG}4490")["features"]
        self.assertEqual([one["id"] for one in found], expected)
        for epsg in (4546, 4525, 3857):
            way = pyproj.Transformer.from_crs(4490 if epsg != 3857 else 4326, epsg)
            (x1, y1), (x2, y2) = way.transform(south, west), way.transform(north, east)
            found = self.items("control", f"?bbox={x1},{y1},{x2},{y2}&bbox-crs={EPSG}{epsg}")["features"]
            back = pyproj.Transformer.from_crs(4490 if epsg != 3857 else 4326, epsg, always_xy=True)
            first, second = sorted((x1, x2)), sorted((y1, y2))
            there = box(first[0], second[0], first[1], second[1]) if epsg == 3857 else box(second[0], first[0], second[1], first[1])
            meant = sorted(one for one, geometry in everything.items() if moved(geometry, back).intersects(there))
            self.assertEqual([one["id"] for one in found], meant, epsg)

    def test_coordinates_come_in_the_crs_asked_for_with_its_first_axis_first(self):
        """18-058 /conf/crs/crs-action, ogc-crs-header."""
        plain = self.items("protection", "?limit=1")["features"][0]["geometry"]["coordinates"][0][0][0]
        for epsg in (4490, 4326, 3857, 4546, 4525):
            answer = self.get(f"/ogcapi/collections/protection/items?limit=1&crs={EPSG}{epsg}")
            self.assertEqual(answer.headers["content-crs"], f"<{EPSG}{epsg}>")
            got = answer.json()["features"][0]["geometry"]["coordinates"][0][0][0]
            expected = pyproj.Transformer.from_crs(4326 if epsg in (4326, 3857) else 4490, epsg).transform(plain[1], plain[0])
            for a, b in zip(got, expected):
                self.assertAlmostEqual(a, b, delta=1e-9 if epsg in (4490, 4326) else 1e-3)
        self.assertEqual(self.get("/ogcapi/collections/protection/items").headers["content-crs"], f"<{CRS84}>")
        far = self.get(f"/ogcapi/collections/protection/items?crs={EPSG}4513")
        self.assertIn(far.status, (200, 400))

    def test_columns_and_days_choose(self):
        keys = self.items("protection", "?kind=protection-key")["features"]
        self.assertTrue(keys)
        self.assertEqual({one["properties"]["kind"] for one in keys}, {"protection-key"})
        self.assertEqual(self.items("protection", "?kind=none")["numberMatched"], 0)
        self.assertEqual(self.items("protection", "?datetime=../1999-01-01")["numberMatched"], 0)
        self.assertGreater(self.items("protection", "?datetime=2024-01-01T00:00:00Z")["numberMatched"], 0)

    def test_words_are_found_in_ids_and_texts(self):
        def ids(layer, words):
            found = self.get(f"/ogcapi/collections/{layer}/items?f=json&" + urllib.parse.urlencode({"q": words})).json()
            return [one["id"] for one in found["features"]]
        self.assertEqual(ids("public_sites", "木塔"), ["SZ001"])
        self.assertEqual(ids("public_sites", "应县 sz001"), ["SZ001"])
        self.assertLessEqual({"SZ001", "SZ004"}, set(ids("public_sites", "应县")))
        self.assertIn("SZ001-K", ids("protection", "SZ001"))
        self.assertEqual(ids("public_sites", "SZ003"), [])
        self.assertEqual(self.get("/ogcapi/collections/public_sites/items?f=json&q=").status, 400)

    def test_what_is_wrong_is_refused_by_name(self):
        """/conf/core/query-param-unknown, query-param-invalid."""
        for query in ("?limti=5", "?limit=0", "?bbox=1,2,3", "?bbox=a,b,c,d", "?crs=EPSG:2414", "?datetime=soon",
                      "?limit=5&limit=6", "?x';DROP TABLE zones;--=1"):
            refused = self.get("/ogcapi/collections/protection/items" + urllib.parse.quote(query, safe="?&=,"))
            self.assertEqual((refused.status, refused.json()["code"]), (400, "bad-parameter"), query)
        for path, code in (("/collections/zones/items", "collection-unknown"), ("/collections/protection/items/nobody", "item-unknown"),
                           ("/collections/protection/items/x'%20OR%20'1'='1", "item-unknown")):
            self.assertEqual(self.get("/ogcapi" + path).json()["code"], code)
        self.assertEqual(self.get("/ogcapi?x=1").status, 400)

    def test_one_feature_is_the_same_as_in_its_collection(self):
        """/conf/core/f-success."""
        for one in self.items("control", "?limit=5")["features"]:
            alone = self.get(f"/ogcapi/collections/control/items/{one['id']}").json()
            self.follow(alone.pop("links"))
            self.assertEqual(alone, one)

    def test_rings_run_as_geojson_wants_and_are_closed(self):
        for one in self.items("protection", "?limit=1000")["features"]:
            for polygon in one["geometry"]["coordinates"]:
                for place, ring in enumerate(polygon):
                    self.assertEqual(ring[0], ring[-1])
                    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:]))
                    self.assertEqual(area > 0, place == 0, one["id"])

    def test_pages_for_people_hold_no_markup_of_data_and_run_nothing(self):
        for path in ("", "/conformance", "/collections", "/collections/protection", "/collections/public_sites/items",
                     "/collections/control/items/SZ001-C1"):
            for language, word in (("zh", "两线"), ("en", "Liangxian")):
                answer = self.get(f"/ogcapi{path}?f=html", accept_language=language)
                self.assertEqual(answer.status, 200, path)
                self.assertIn(word, answer.body.decode())
                self.assertNotIn("<script", answer.body.decode())
                self.assertIn("default-src 'none'", answer.headers["content-security-policy"])
        page = self.get("/ogcapi/collections/public_sites/items", accept="text/html,application/xhtml+xml").body.decode()
        self.assertIn("佛宫寺释迦塔", page)

    def test_gdal_reads_the_collections(self):
        opened = gdal.OpenEx(f"OAPIF:http://{self.origin.netloc}/ogcapi", gdal.OF_VECTOR, allowed_drivers=["OAPIF"])
        self.assertEqual(sorted(opened.GetLayer(i).GetName() for i in range(opened.GetLayerCount())), sorted(LAYERS))
        for name in LAYERS:
            layer = opened.GetLayerByName(name)
            rows = list(layer)
            self.assertEqual(len(rows), self.items(name)["numberMatched"])
        layer = opened.GetLayerByName("control")
        layer.SetSpatialFilterRect(113.17, 39.55, 113.19, 39.58)
        self.assertEqual(sorted(row["zone_id"] for row in layer),
                         [one["id"] for one in self.items("control", "?bbox=113.17,39.55,113.19,39.58")["features"]])

    def test_the_interface_names_every_parameter_there_is(self):
        document = self.get("/ogcapi/api").json()
        self.assertEqual(document["openapi"], "3.0.3")
        named = {one["name"] for one in document["paths"]["/collections/{collectionId}/items"]["get"]["parameters"]}
        self.assertLessEqual({"limit", "offset", "bbox", "bbox-crs", "crs", "datetime", "f"}, named)

    def test_a_hidden_tomb_is_in_no_document(self):
        for path in ("", "/api", "/collections", "/collections/public_sites/items", "/collections/protection/items",
                     "/collections/control/items", "/collections/public_sites/items?f=html"):
            body = self.get("/ogcapi" + path).body.decode()
            self.assertNotIn("SZ003", body)
        for layer in LAYERS:
            self.assertEqual(self.get(f"/ogcapi/collections/{layer}/items/SZ003-P").status, 404)
        places = set()
        for one in json.loads((DEMO / "zones.geojson").read_text(encoding="utf-8"))["features"]:
            if one["properties"]["site_id"] == "SZ003":
                places |= {rounded(p) for p in shape(one["geometry"]).exterior.coords}
        self.assertGreaterEqual(len(places), 8)
        for layer in LAYERS:
            for one in self.items(layer, "?limit=1000")["features"]:
                self.assertFalse(places & {rounded(p) for p in positions(one["geometry"]["coordinates"])}, one["id"])


def rounded(position):
    return tuple(round(number, 3) for number in position[:2])


def positions(coordinates):
    if isinstance(coordinates[0], (int, float)):
        return [coordinates]
    return [position for part in coordinates for position in positions(part)]


def moved(geometry, way):
    from shapely.ops import transform
    return transform(way.transform, geometry)


if __name__ == "__main__":
    unittest.main()
