#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""WMTS by its clients: both grids, words and paths, what is kept and what changes."""
import math
import re
import unittest
import urllib.parse
import xml.etree.ElementTree

from osgeo import gdal
from owslib.wmts import WebMapTileService

from program import feature, square
from served import ServedCase

gdal.UseExceptions()
HALF = math.pi * 6378137


def tile_w(z, lon, lat):
    n = 2 ** z
    return int((lon + 180) / 360 * n), int((1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * n)


def tile_c(z, lon, lat):
    side = 360 / 2 ** z
    return int((lon + 180) / side), int((90 - lat) / side)


class Wmts(ServedCase):
    def picture(self, path):
        answer = self.get(path)
        self.assertEqual((answer.status, answer.headers["content-type"]), (200, "image/png"), answer.body[:300])
        gdal.FileFromMemBuffer("/vsimem/tile.png", answer.body)
        try:
            return gdal.Open("/vsimem/tile.png").ReadAsArray()
        finally:
            gdal.Unlink("/vsimem/tile.png")

    def kvp(self, **parameters):
        return "/wmts?" + urllib.parse.urlencode({"SERVICE": "WMTS", "REQUEST": "GetTile", "VERSION": "1.0.0", "STYLE": "default",
                                                  "FORMAT": "image/png", **parameters})

    def test_a_tile_is_the_map_of_its_ground_in_both_grids(self):
        for name, (column, row), crs, box in (
                ("w", tile_w(14, 113.182, 39.566), "EPSG:3857", lambda x, y: (x * 2 * HALF / 2 ** 14 - HALF, HALF - (y + 1) * 2 * HALF / 2 ** 14,
                                                                            (x + 1) * 2 * HALF / 2 ** 14 - HALF, HALF - y * 2 * HALF / 2 ** 14)),
                ("c", tile_c(14, 113.182, 39.566), "EPSG:4490", lambda x, y: (90 - (y + 1) * 360 / 2 ** 14, x * 360 / 2 ** 14 - 180,
                                                                            90 - y * 360 / 2 ** 14, (x + 1) * 360 / 2 ** 14 - 180))):
            tile = self.picture(f"/wmts/protection/default/{name}/14/{row}/{column}.png")
            self.assertGreater((tile[3] > 0).sum(), 500, name)
            whole = self.picture("/ows?" + urllib.parse.urlencode({
                "SERVICE": "WMS", "VERSION": "1.3.0", "REQUEST": "GetMap", "LAYERS": "protection", "STYLES": "", "CRS": crs,
                "BBOX": ",".join(map(repr, box(column, row))), "WIDTH": 256, "HEIGHT": 256, "FORMAT": "image/png", "TRANSPARENT": "TRUE"}))
            self.assertTrue((tile == whole).all(), name)
            by_words = self.get(self.kvp(LAYER="protection", TILEMATRIXSET=name, TILEMATRIX="14", TILEROW=row, TILECOL=column))
            self.assertEqual(by_words.body, self.get(f"/wmts/protection/default/{name}/14/{row}/{column}.png").body)
        column, row = tile_w(14, 113.182, 39.566)
        self.assertEqual(self.get(f"/tiles/protection/14/{column}/{row}.png").body,
                         self.get(f"/wmts/protection/default/w/14/{row}/{column}.png").body)

    def test_capabilities_give_the_scales_of_both_grids(self):
        text = self.get("/wmts?SERVICE=WMTS&REQUEST=GetCapabilities", accept_language="en")
        self.assertEqual(text.body, self.get("/wmts/1.0.0/WMTSCapabilities.xml", accept_language="en").body)
        root = xml.etree.ElementTree.fromstring(text.body)
        space = {"w": "http://www.opengis.net/wmts/1.0", "ows": "http://www.opengis.net/ows/1.1"}
        sets = {one.find("ows:Identifier", space).text: one for one in root.findall("w:Contents/w:TileMatrixSet", space)}
        self.assertEqual(set(sets), {"w", "c"})
        for name, zoom, scale, corner, columns in (("w", "0", 559082264.0287178, (-HALF, HALF), "1"),
                                                   ("c", "1", 180 / 256 * math.radians(6378137) / 0.00028, (90, -180), "2")):
            matrix = next(one for one in sets[name].findall("w:TileMatrix", space) if one.find("ows:Identifier", space).text == zoom)
            # GoogleMapsCompatible; and 180° on 256 pixels of 0.28 mm, the equator's degree
            self.assertAlmostEqual(float(matrix.find("w:ScaleDenominator", space).text) / scale, 1, delta=2e-7)
            for a, b in zip(map(float, matrix.find("w:TopLeftCorner", space).text.split()), corner):
                self.assertAlmostEqual(a, b, delta=1e-6)
            self.assertEqual(matrix.find("w:MatrixWidth", space).text, columns)
        names = {one.find("ows:Identifier", space).text for one in root.findall("w:Contents/w:Layer", space)}
        self.assertEqual(names, {"public_sites", "protection", "control"})

    def test_owslib_and_gdal_use_it(self):
        service = WebMapTileService(f"http://{self.origin.netloc}/wmts")
        column, row = tile_w(13, 113.182, 39.566)
        image = service.gettile(layer="control", tilematrixset="w", tilematrix="13", row=row, column=column, format="image/png")
        self.assertEqual(image.read()[:4], b"\x89PNG")
        for name in ("w", "c"):
            opened = gdal.Open(f"WMTS:http://{self.origin.netloc}/wmts/1.0.0/WMTSCapabilities.xml,layer=control,tilematrixset={name}")
            self.assertIsNotNone(opened, name)
            there = gdal.Warp("", opened, format="MEM", outputBounds=(113.16, 39.55, 113.205, 39.585), width=200, height=150,
                              dstSRS="EPSG:4490")
            self.assertGreater(there.ReadAsArray().std(), 1, name)

    def test_what_is_no_tile_is_told_as_ows_wants(self):
        for parameters, code, locator, status in (
                ({"TILEROW": "99999999"}, "TileOutOfRange", "TILEROW", 404), ({"TILEMATRIX": "0", "TILEMATRIXSET": "c"}, "TileOutOfRange", "TILEROW", 404),
                ({"LAYER": "underground"}, "InvalidParameterValue", "LAYER", 404), ({"TILEMATRIXSET": "x"}, "InvalidParameterValue", "TILEMATRIXSET", 404),
                ({"FORMAT": "image/webp"}, "InvalidParameterValue", "FORMAT", 400), ({"TILECOL": ""}, "MissingParameterValue", "TILECOL", 400),
                ({"REQUEST": "GetFeatureInfo"}, "OperationNotSupported", "REQUEST", 400), ({"SERVICE": "WMS"}, "InvalidParameterValue", "SERVICE", 400)):
            answer = self.get(self.kvp(**{"LAYER": "protection", "TILEMATRIXSET": "w", "TILEMATRIX": "1", "TILEROW": "0",
                                            "TILECOL": "0", **parameters}))
            told = re.search(r'exceptionCode="(\w+)" locator="(\w+)"', answer.body.decode())
            self.assertEqual((told.groups(), answer.status), ((code, locator), status), parameters)

    def test_a_tile_is_kept_and_changes_when_a_line_in_it_is_published(self):
        here, there = tile_w(14, 113.182, 39.566), tile_w(14, 112.426, 39.314)
        paths = [f"/tiles/protection/14/{x}/{y}.png" for x, y in (here, there)]
        tags = [self.get(path).headers["etag"] for path in paths]
        self.assertEqual(self.get(paths[0], if_none_match=tags[0]).status, 304)
        self.run_ok("import", "zones", self.store, self.collection("d.geojson", feature(
            {"zone_id": "SZ001-N", "site_id": "SZ001", "kind": "protection", "status": "draft"}, square(113.184, 39.568))))
        for step in (("submit", "--actor", "li"), ("approve", "--actor", "wang"), ("publish", "--document", "9号")):
            self.run_ok("zone", step[0], self.store, "SZ001-N", *step[1:])
        self.until(lambda: self.get(paths[0]).headers["etag"] != tags[0])
        self.assertEqual(self.get(paths[1]).headers["etag"], tags[1])

    def test_where_nothing_lies_the_picture_is_empty(self):
        column, row = tile_w(14, 100, 30)
        self.assertEqual(int(self.picture(f"/tiles/protection/14/{column}/{row}.png")[3].max()), 0)


if __name__ == "__main__":
    unittest.main()
