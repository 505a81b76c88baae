#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""/ows: WMS and WFS by the clients that use them, the gate, and what a lost worker costs."""
import json
import os
import pathlib
import re
import signal
import time
import unittest
import urllib.parse
import xml.etree.ElementTree

from osgeo import gdal, ogr
from owslib.wfs import WebFeatureService
from owslib.wms import WebMapService

from served import Answer, ServedCase

gdal.UseExceptions()
ogr.UseExceptions()
PICTURE = {"SERVICE": "WMS", "VERSION": "1.3.0", "REQUEST": "GetMap", "LAYERS": "control,protection,public_sites", "STYLES": "",
           "CRS": "EPSG:4490", "BBOX": "39.55,113.16,39.585,113.205", "WIDTH": "600", "HEIGHT": "460", "FORMAT": "image/png",
           "TRANSPARENT": "TRUE"}


class Ows(ServedCase):
    def ask(self, parameters, **more):
        return self.get("/ows?" + urllib.parse.urlencode(parameters), **more)

    def picture(self, **changes):
        """Bands of an image by the number of pixels that are not empty."""
        answer = self.ask({**PICTURE, **changes})
        self.assertEqual(answer.headers["content-type"], "image/png", answer.body[:500])
        gdal.FileFromMemBuffer("/vsimem/map.png", answer.body)
        try:
            return gdal.Open("/vsimem/map.png").ReadAsArray()
        finally:
            gdal.Unlink("/vsimem/map.png")

    def painted(self, **changes):
        return int((self.picture(**changes)[3] > 0).sum())

    def post(self, body):
        connection = self.connection()
        connection.request("POST", "/ows", body=body.encode(), headers={"Content-Type": "text/xml"})
        response = connection.getresponse()
        answer = Answer(response, response.read())
        connection.close()
        return answer

    def until_served(self):
        self.until(lambda: self.ask(PICTURE).status == 200)

    def workers(self):
        out = []
        for entry in pathlib.Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    words = (entry / "cmdline").read_bytes().split(b"\0")
                    if words[0].endswith(b"liangxian-ows-worker") and str(self.store).encode() in words[1]:
                        out.append(int(entry.name))
                except OSError:
                    pass
        return out


class Maps(Ows):
    def test_the_same_ground_is_drawn_in_every_crs_with_its_axes_in_order(self):
        whole = self.painted()
        self.assertGreater(whole, 10000)
        self.assertEqual(self.painted(VERSION="1.1.1", SRS="EPSG:4490", BBOX="113.16,39.55,113.205,39.585"), whole)
        self.assertEqual(self.painted(CRS="EPSG:4326"), whole)
        self.assertEqual(self.painted(BBOX="113.16,39.55,113.205,39.585"), 0, "longitude first is elsewhere")
        for crs, box in (("EPSG:3857", "12598913,4800700,12603923,4805800"), ("EPSG:4547", "4379000,427800,4382900,431700"),
                         ("EPSG:4526", "4379000,38427800,4382900,38431700")):
            self.assertGreater(self.painted(CRS=crs, BBOX=box), 5000, crs)

    def test_ranges_are_red_and_control_zones_blue(self):
        red, green, blue, alpha = self.picture(LAYERS="protection").astype(int)
        lines = alpha > 200
        self.assertGreater(lines.sum(), 100)
        self.assertTrue((red[lines] > blue[lines] + 50).all())
        red, green, blue, alpha = self.picture(LAYERS="control").astype(int)
        self.assertTrue((blue[alpha > 200] > red[alpha > 200] + 50).all())

    def test_a_key_area_is_hatched_and_a_general_one_is_not(self):
        alpha = self.picture(LAYERS="protection", BBOX="39.5646,113.1817,39.5652,113.1823")[3]
        self.assertLess(alpha.min(), 60)
        self.assertGreater(alpha.max(), 150)
        general = self.picture(LAYERS="protection", BBOX="39.5648,113.1827,39.5650,113.1829")[3]
        self.assertEqual(general.min(), general.max())
        self.assertLess(general.max(), 30)

    def test_what_is_pointed_at_is_told_for_programs_and_people(self):
        asked = {**PICTURE, "REQUEST": "GetFeatureInfo", "QUERY_LAYERS": "control,protection", "I": "293", "J": "262", "FEATURE_COUNT": "9"}
        found = self.ask({**asked, "INFO_FORMAT": "geojson"}).json()
        told = {(one["layer"], one["properties"]["zone_id"]) for one in found["features"]}
        self.assertLessEqual({("protection", "SZ001-K"), ("control", "SZ001-C2")}, told)
        page = self.ask({**asked, "INFO_FORMAT": "text/html"}, accept_language="en")
        self.assertIn("SZ001-K", page.body.decode())
        self.assertIn("kind of line", page.body.decode())
        self.assertIn("SZ001-K", self.ask({**asked, "INFO_FORMAT": "application/vnd.ogc.gml"}).body.decode())

    def test_capabilities_speak_the_language_asked_for_and_name_public_layers_only(self):
        for language, title in (("en", "protection ranges"), ("zh", "保护范围")):
            text = self.ask({"SERVICE": "WMS", "REQUEST": "GetCapabilities", "VERSION": "1.3.0"}, accept_language=language).body.decode()
            self.assertIn(f"<Title>{title}</Title>", text)
            self.assertIn(f"http://{self.origin.netloc}/ows?", text)
        names = set(re.findall(r"<Name>(\w+)</Name>", text))
        self.assertLessEqual({"public_sites", "protection", "control"}, names)
        self.assertFalse({"underground", "sites", "applications"} & names)
        self.assertNotIn(str(self.folder), text)

    def test_a_legend_is_drawn(self):
        answer = self.ask({"SERVICE": "WMS", "VERSION": "1.3.0", "REQUEST": "GetLegendGraphic", "LAYER": "control",
                           "FORMAT": "image/png", "SLD_VERSION": "1.1.0"})
        self.assertEqual(answer.headers["content-type"], "image/png")

    def test_owslib_and_gdal_use_the_map_service(self):
        service = WebMapService(f"http://{self.origin.netloc}/ows", version="1.3.0")
        self.assertLessEqual({"public_sites", "protection", "control"}, set(service.contents))
        image = service.getmap(layers=["protection"], srs="EPSG:4490", bbox=(113.16, 39.55, 113.205, 39.585), size=(200, 150),
                               format="image/png", transparent=True)
        self.assertEqual(image.read()[:4], b"\x89PNG")
        opened = gdal.Open(f"WMS:http://{self.origin.netloc}/ows?SERVICE=WMS&VERSION=1.1.1&REQUEST=GetMap&LAYERS=protection"
                           "&SRS=EPSG:4490&BBOX=113.16,39.55,113.205,39.585")
        self.assertGreater(opened.GetRasterBand(1).ReadAsArray(0, 0, opened.RasterXSize, opened.RasterYSize, 64, 64).std(), 0)


class Lines(Ows):
    def test_each_version_gives_every_line_with_its_id(self):
        expected = {one["id"] for one in self.get("/ogcapi/collections/protection/items?limit=1000").json()["features"]}
        for version, name in (("1.0.0", "TYPENAME"), ("1.1.0", "TYPENAME"), ("2.0.0", "TYPENAMES")):
            body = self.ask({"SERVICE": "WFS", "VERSION": version, "REQUEST": "GetFeature", name: "protection"}).body
            ids = {node.text for node in xml.etree.ElementTree.fromstring(body).iter() if node.tag.endswith("}zone_id")}
            self.assertEqual(ids, expected, version)
        hits = self.ask({"SERVICE": "WFS", "VERSION": "2.0.0", "REQUEST": "GetFeature", "TYPENAMES": "protection", "RESULTTYPE": "hits"})
        self.assertEqual(xml.etree.ElementTree.fromstring(hits.body).get("numberMatched"), str(len(expected)))

    def test_a_filter_chooses_by_get_and_by_post(self):
        fes = ('<fes:Filter xmlns:fes="http://www.opengis.net/fes/2.0"><fes:PropertyIsEqualTo><fes:ValueReference>zone_id'
               "</fes:ValueReference><fes:Literal>SZ001-K</fes:Literal></fes:PropertyIsEqualTo></fes:Filter>")
        by_get = self.ask({"SERVICE": "WFS", "VERSION": "2.0.0", "REQUEST": "GetFeature", "TYPENAMES": "protection",
                           "OUTPUTFORMAT": "geojson", "FILTER": fes}).json()
        self.assertEqual([one["properties"]["zone_id"] for one in by_get["features"]], ["SZ001-K"])
        body = ('<?xml version="1.0"?><wfs:GetFeature service="WFS" version="2.0.0" outputFormat="geojson" '
                'xmlns:wfs="http://www.opengis.net/wfs/2.0"><wfs:Query typeNames="protection">' + fes + "</wfs:Query></wfs:GetFeature>")
        by_post = self.post(body).json()
        self.assertEqual(by_post["features"], by_get["features"])

    def test_pages_and_single_features_come_by_count_and_id(self):
        first = self.ask({"SERVICE": "WFS", "VERSION": "2.0.0", "REQUEST": "GetFeature", "TYPENAMES": "control", "COUNT": "3",
                          "OUTPUTFORMAT": "geojson"}).json()["features"]
        second = self.ask({"SERVICE": "WFS", "VERSION": "2.0.0", "REQUEST": "GetFeature", "TYPENAMES": "control", "COUNT": "3",
                           "STARTINDEX": "3", "OUTPUTFORMAT": "geojson"}).json()["features"]
        self.assertEqual(len({one["properties"]["zone_id"] for one in first + second}), 6)
        one = self.ask({"SERVICE": "WFS", "VERSION": "2.0.0", "REQUEST": "GetFeature", "RESOURCEID": "control.SZ001-C1"}).body
        self.assertEqual(re.findall(rb"gml:id=\"(control\.[\w-]+)\"", one), [b"control.SZ001-C1"])

    def test_owslib_and_gdal_use_the_feature_service(self):
        service = WebFeatureService(f"http://{self.origin.netloc}/ows", version="2.0.0")
        self.assertLessEqual({"protection", "control"}, {name.split(":")[-1] for name in service.contents})
        opened = gdal.OpenEx(f"WFS:http://{self.origin.netloc}/ows?VERSION=2.0.0", gdal.OF_VECTOR)
        layer = opened.GetLayerByName("ms:control") or opened.GetLayerByName("control")
        expected = self.get("/ogcapi/collections/control/items?limit=1000").json()["numberMatched"]
        self.assertEqual(layer.GetFeatureCount(), expected)

    def test_a_hidden_tomb_is_in_no_answer(self):
        for name in ("protection", "control", "public_sites"):
            body = self.ask({"SERVICE": "WFS", "VERSION": "2.0.0", "REQUEST": "GetFeature", "TYPENAMES": name}).body.decode()
            self.assertNotIn("SZ003", body)
        self.assertEqual(self.painted(LAYERS="protection,control", BBOX="39.2200,112.7620,39.2260,112.7680"), 0)


class Gate(Ows):
    def refused(self, parameters, status=400):
        start = time.monotonic()
        answer = self.ask(parameters)
        self.assertEqual(answer.status, status, (parameters, answer.body[:200]))
        self.assertLess(time.monotonic() - start, 10)  # two seconds on a quiet machine
        self.assertEqual(self.get("/healthz").status, 200)
        return answer

    def test_what_mapserver_must_not_see_is_refused_and_the_next_is_answered(self):
        feature = {"SERVICE": "WFS", "VERSION": "2.0.0", "REQUEST": "GetFeature", "TYPENAMES": "protection"}
        for more in ({"MAP": "/etc/passwd"}, {"SLD": "http://127.0.0.1/x"}, {"SLD_BODY": "<x/>"}, {"CONTEXT": "/etc/passwd"},
                     {"WIDTH": "100000"}, {"WIDTH": "-5"}, {"WIDTH": "nan"}, {"BBOX": "-1e300,-1e300,1e300,1e300"},
                     {"BBOX": "nan,0,1,1"}, {"LAYERS": "p," * 2000}, {"REQUEST": "GetCoverage"}, {"SERVICE": "SOS"},
                     {"MODE": "legend"}, {"layers": "control"}):
            self.refused({**PICTURE, **more})
        self.refused({**feature, "FILTER": "<!DOCTYPE x [<!ENTITY a 'a'>]><x/>"})
        self.until_served()

    def test_filters_that_crash_it_are_refused_before(self):
        condition = "<PropertyIsEqualTo><PropertyName>kind</PropertyName><Literal>x</Literal></PropertyIsEqualTo>"
        body = ('<wfs:GetFeature service="WFS" version="1.1.0" xmlns:wfs="http://www.opengis.net/wfs"><wfs:Query typeName="protection">'
                "<Filter><Or>" + condition * 2200 + "</Or></Filter></wfs:Query></wfs:GetFeature>")
        refused = self.post(body)
        self.assertEqual((refused.status, refused.json()["code"]), (400, "filter-too-large"))
        self.until_served()

    def test_a_lost_worker_costs_no_get_and_another_takes_its_place(self):
        self.until_served()
        before = self.workers()
        self.assertTrue(before)
        for process in before:
            os.kill(process, signal.SIGKILL)
        self.assertEqual(self.ask(PICTURE).status, 200)
        self.assertFalse(set(before) & set(self.workers()))

    def test_workers_end_with_the_server_even_when_it_is_killed(self):
        self.until_served()
        self.assertTrue(self.workers())
        self.server.kill()
        self.server.wait()
        start = time.monotonic()
        while self.workers():
            self.assertLess(time.monotonic() - start, 20)
            time.sleep(0.05)


if __name__ == "__main__":
    unittest.main()
