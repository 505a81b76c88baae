#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""OGC API Tiles under /ogcapi; tests name the abstract tests of OGC 20-057 (annex A) that they cover."""
import json
import math
import re
import unittest
import urllib.parse

from osgeo import gdal, ogr

from served import ServedCase

gdal.UseExceptions()
ogr.UseExceptions()
REL = "http://www.opengis.net/def/rel/ogc/1.0/"
MVT = "application/vnd.mapbox-vector-tile"
HALF = math.pi * 6378137
LAYERS = ("public_sites", "protection", "control")
HERE = "14/6228/13343"  # matrix, row, column about 113.182, 39.566


class TileSets(ServedCase):
    def document(self, path, **headers):
        answer = self.get(path, **headers)
        self.assertEqual((answer.status, answer.headers["content-type"]), (200, "application/json"), answer.body[:300])
        return answer.json()

    def path(self, href):
        parts = urllib.parse.urlsplit(href)
        self.assertEqual(parts.netloc, self.origin.netloc, href)
        return parts.path + ("?" + parts.query if parts.query else "")

    def link(self, links, rel, kind="application/json"):
        found = [one for one in links if one["rel"] == rel and one["type"] == kind]
        self.assertEqual(len(found), 1, (rel, kind, links))
        return self.path(found[0]["href"])

    def test_a_client_finds_every_tile_from_the_landing_page(self):
        """/conf/geodata-tilesets/desc-links, /conf/tilesets-list/tileset-links, /conf/tileset/tileset-description."""
        landing = self.document("/ogcapi")
        schemes = self.document(self.link(landing["links"], REL + "tiling-schemes"))
        self.assertEqual([one["id"] for one in schemes["tileMatrixSets"]], ["WebMercatorQuad", "c"])
        for collection in self.document("/ogcapi/collections")["collections"]:
            for rel, kinds in (("tilesets-vector", ["vector", "map"]), ("tilesets-map", ["map", "map"])):
                listed = self.document(self.link(collection["links"], REL + rel))["tilesets"]
                self.assertEqual([one["dataType"] for one in listed], kinds)
                for one in listed:
                    scheme = self.document(self.link(one["links"], REL + "tiling-scheme"))
                    self.assertEqual(scheme["crs"], one["crs"])
                    self.assertEqual(scheme.get("uri"), one.get("tileMatrixSetURI"))
                    own = self.link(one["links"], "self")
                    self.assertRegex(own, "/tiles/" + scheme["id"] + "$")
                    whole = self.document(own)
                    self.assertLessEqual({"dataType", "crs", "links", "boundingBox", "tileMatrixSetLimits"}, set(whole))
                    for link in whole["links"]:
                        if link.get("templated"):
                            self.every_corner_is_answered(link, whole["tileMatrixSetLimits"])
                        else:
                            answer = self.get(self.path(link["href"]))
                            self.assertEqual((answer.status, answer.headers["content-type"].split(";")[0]), (200, link["type"]), link)

    def every_corner_is_answered(self, link, limits):
        """/conf/core/tc-op, tc-success: limits hold the tiles that there are, level by level."""
        for one in limits[5::6]:
            self.assertLessEqual(one["minTileRow"], one["maxTileRow"])
            self.assertLessEqual(one["minTileCol"], one["maxTileCol"])
            href = self.path(link["href"]).replace("{tileMatrix}", one["tileMatrix"]).replace("{tileRow}", str(one["maxTileRow"]))
            answer = self.get(href.replace("{tileCol}", str(one["minTileCol"])))
            self.assertIn(answer.status, (200, 204))
            if answer.status == 200:
                self.assertEqual(answer.headers["content-type"], link["type"])

    def test_limits_are_those_of_the_data(self):
        """What lies beyond them is empty; the first and last row of each level hold something of the layer's box."""
        west, south, east, north = self.document("/ogcapi/collections/protection")["extent"]["spatial"]["bbox"][0]
        for one in self.document("/ogcapi/collections/protection/tiles/WebMercatorQuad")["tileMatrixSetLimits"]:
            n = 2 ** int(one["tileMatrix"])
            row = [int((1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * n) for lat in (north, south)]
            column = [int((lon + 180) / 360 * n) for lon in (west, east)]
            self.assertEqual(row + column, [one[name] for name in ("minTileRow", "maxTileRow", "minTileCol", "maxTileCol")], one)

    def test_the_grids_are_the_registered_one_and_that_of_the_state_map(self):
        """17-083r4 /conf/json-tilematrixset: WebMercatorQuad has the 25 levels of its register."""
        mercator = self.document("/ogcapi/tileMatrixSets/WebMercatorQuad")
        self.assertEqual([one["id"] for one in mercator["tileMatrices"]], [str(level) for level in range(25)])
        for level, one in enumerate(mercator["tileMatrices"]):
            self.assertAlmostEqual(one["cellSize"] * 256 * 2 ** level / (2 * HALF), 1, delta=1e-9)
            self.assertAlmostEqual(one["scaleDenominator"] * 0.00028 / one["cellSize"], 1, delta=1e-9)
            self.assertEqual((one["matrixWidth"], one["matrixHeight"]), (2 ** level, 2 ** level))
        degrees = self.document("/ogcapi/tileMatrixSets/c")
        self.assertEqual((degrees["crs"][-4:], degrees["orderedAxes"], degrees["tileMatrices"][0]["pointOfOrigin"]),
                         ("4490", ["Lat", "Lon"], [90, -180]))
        self.assertNotIn("uri", degrees)
        self.assertIn("<table>", self.get("/ogcapi/tileMatrixSets/c?f=html").body.decode())

    def test_tiles_are_the_same_bytes_as_in_the_other_services(self):
        for layer in LAYERS:
            matrix, row, column = HERE.split("/")
            base = f"/ogcapi/collections/{layer}/tiles/"
            vector = self.get(f"{base}WebMercatorQuad/{HERE}")
            other = self.get(f"/tiles/{layer}/{matrix}/{column}/{row}.mvt")
            self.assertEqual((vector.status, vector.body, vector.headers["etag"], vector.headers["content-type"]),
                             (other.status, other.body, other.headers["etag"], MVT))
            for path in (f"{base}WebMercatorQuad/{HERE}?f=png", f"/ogcapi/collections/{layer}/map/tiles/WebMercatorQuad/{HERE}"):
                self.assertEqual(self.get(path).body, self.get(f"/wmts/{layer}/default/w/{HERE}.png").body)
            side = 360 / 2 ** 14
            place = f"14/{int((90 - 39.566) / side)}/{int((113.182 + 180) / side)}"
            for path in (f"{base}c/{place}", f"/ogcapi/collections/{layer}/map/tiles/c/{place}"):
                picture = self.get(path)
                self.assertEqual((picture.headers["content-type"], picture.body),
                                 ("image/png", self.get(f"/wmts/{layer}/default/c/{place}.png").body))

    def test_the_form_is_negotiated(self):
        tile = f"/ogcapi/collections/control/tiles/WebMercatorQuad/{HERE}"
        for accept, kind in (("image/png", "image/png"), ("image/avif,image/*;q=0.8,*/*;q=0.5", "image/png"), ("*/*", MVT), (MVT, MVT),
                             (MVT + ",image/png", MVT)):
            answer = self.get(tile, accept=accept)
            self.assertEqual(answer.headers["content-type"], kind, accept)
            self.assertIn("Accept", answer.headers["vary"])
        self.assertEqual(self.get(tile + "?f=png", accept=MVT).headers["content-type"], "image/png")
        page = self.get("/ogcapi/collections/control/tiles/WebMercatorQuad", accept="text/html", accept_language="en")
        self.assertIn("construction control", page.body.decode())
        self.assertIn("{tileRow}", page.body.decode())

    def test_tilejson_names_tiles_that_there_are(self):
        described = self.get("/ogcapi/collections/protection/tiles/WebMercatorQuad?f=tilejson&datetime=2024-05-01").json()
        self.assertEqual((described["tilejson"], described["vector_layers"][0]["id"]), ("3.0.0", "protection"))
        matrix, row, column = HERE.split("/")
        tile = self.path(described["tiles"][0]).replace("{z}", matrix).replace("{y}", row).replace("{x}", column)
        self.assertEqual(self.get(tile).body, self.get(f"/tiles/protection/{matrix}/{column}/{row}.mvt?as_of=2024-05-01").body)

    def test_a_day_is_asked_for_by_datetime(self):
        tile = f"/ogcapi/collections/protection/tiles/WebMercatorQuad/{HERE}"
        today = self.get(tile)
        self.assertEqual((today.status, self.get(tile + "?datetime=1950-01-01").status), (200, 204))
        self.assertEqual(self.get(tile + "?datetime=1950-01-01T12:00:00Z").status, 204)
        self.assertNotEqual(self.get(tile + "?f=png").body, self.get(tile + "?f=png&datetime=1950-01-01").body)
        links = self.document("/ogcapi/collections/protection/tiles/WebMercatorQuad?datetime=2024-05-01")["links"]
        self.assertTrue(all("datetime=2024-05-01" in one["href"] for one in links if one["rel"] in ("item", "self", "alternate")), links)

    def test_what_is_no_tile_is_told(self):
        """/conf/core/tc-error: 404 outside a grid, 204 or an empty picture where nothing lies; 400 for wrong words."""
        base = "/ogcapi/collections/protection/tiles/"
        for path, status, code in (
                ("WebMercatorQuad/0/1/0", 404, "tile-unknown"), ("WebMercatorQuad/19/0/0", 404, "tile-unknown"), ("c/0/0/0", 404, "tile-unknown"),
                ("c/1/1/0", 404, "tile-unknown"), ("WebMercatorQuad/x/0/0", 404, "tile-unknown"), ("WebMercatorQuad/1/-1/0", 404, "tile-unknown"),
                ("w/0/0/0", 404, "tile-matrix-set-unknown"), ("x", 404, "tile-matrix-set-unknown"),
                ("WebMercatorQuad/0/0/0?f=json", 400, "bad-parameter"), ("c/1/0/0?f=mvt", 400, "bad-parameter"), ("c?f=tilejson", 400, "bad-parameter"),
                ("WebMercatorQuad/0/0/0?datetime=2019-01-01/2020-01-01", 400, "bad-parameter"),
                ("WebMercatorQuad/0/0/0?datetime=2024-02-30", 400, "bad-parameter"), ("WebMercatorQuad/0/0/0?as_of=2024-05-01", 400, "bad-parameter"),
                ("WebMercatorQuad/0/0/0?datetime=2024-05-01&datetime=2024-05-01", 400, "bad-parameter")):
            answer = self.get(base + path)
            self.assertEqual((answer.status, answer.headers["content-type"], answer.json()["code"]), (status, "application/problem+json", code), path)
        for path in ("/ogcapi/collections/underground/tiles", f"/ogcapi/collections/underground/map/tiles/WebMercatorQuad/{HERE}",
                     f"/ogcapi/collections/sites/tiles/WebMercatorQuad/{HERE}"):
            self.assertEqual((self.get(path).status, self.get(path).json()["code"]), (404, "collection-unknown"))
        self.assertEqual(self.get(base + "WebMercatorQuad/14/100/100").status, 204)
        empty = self.get(base + "WebMercatorQuad/14/100/100?f=png")
        self.assertEqual((empty.status, empty.body[:4]), (200, b"\x89PNG"))
        self.assertEqual(self.get("/ogcapi/tileMatrixSets/w").status, 404)

    def test_conformance_is_declared_and_the_interface_described(self):
        """/conf/core/conformance-success, /conf/oas30/completeness, /conf/oas30/operation-id."""
        declared = set(self.document("/ogcapi/conformance")["conformsTo"])
        tiles = "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/"
        for one in ("core", "tileset", "tilesets-list", "geodata-tilesets", "mvt", "png", "oas30"):
            self.assertIn(tiles + one, declared)
        for one in ("datetime", "dataset-tilesets", "collections-selection", "xml"):
            self.assertNotIn(tiles + one, declared)
        described = self.get("/ogcapi/api").json()["paths"]
        ids = {one["get"]["operationId"]: path for path, one in described.items() if "get" in one}
        for subject in ("vector", "map"):
            for suffix in ("getTileSetsList", "getTileSet", "getTile"):
                self.assertIn(f".collection.{subject}.{suffix}", ids)
        self.assertIn("getTileMatrixSetsList", ids)
        path = ids[".collection.vector.getTile"]
        named = {one["name"] for one in described[path]["get"]["parameters"] if one["in"] == "path"}
        self.assertEqual(named, set(re.findall(r"{(\w+)}", path)))

    def test_a_tile_is_read_by_gdal_where_the_line_is(self):
        matrix, row, column = HERE.split("/")
        address = f"http://{self.origin.netloc}/ogcapi/collections/protection/tiles/WebMercatorQuad/{HERE}?f=mvt"
        opened = gdal.OpenEx("MVT:" + address, gdal.OF_VECTOR, open_options=["X=" + column, "Y=" + row, "Z=" + matrix])
        layer = opened.GetLayer(0)
        found = {one["zone_id"]: one.geometry().Clone() for one in layer}
        self.assertIn("SZ001-K", found)
        point = ogr.CreateGeometryFromJson(json.dumps({"type": "Point", "coordinates": [
            math.radians(113.182) * 6378137, math.asinh(math.tan(math.radians(39.5649))) * 6378137]}))
        self.assertTrue(found["SZ001-K"].Distance(point) < 200)

    def test_gdals_ogcapi_driver_reads_the_collections(self):
        """GDAL 3.6 reads our features; its tiles mode opened nothing of ours."""
        opened = gdal.OpenEx(f"OGCAPI:http://{self.origin.netloc}/ogcapi/collections/protection", gdal.OF_VECTOR, open_options=["API=ITEMS"])
        self.assertEqual(opened.GetLayer(0).GetFeatureCount(),
                         self.get("/ogcapi/collections/protection/items?limit=1").json()["numberMatched"])


if __name__ == "__main__":
    unittest.main()
