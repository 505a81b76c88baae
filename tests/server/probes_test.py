#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Requests that MapServer 8.0 crashes on, works long for or answers wrongly: each ends in a clean answer, and the next
request is answered. Those of parameters and sizes stand in ows_test.py."""
import http.client
import time
import unittest
import urllib.parse
import xml.etree.ElementTree

from served import ServedCase

DEADLINE_S = 30  # each takes a fraction of a second; nothing here may hang
FES = 'xmlns:fes="http://www.opengis.net/fes/2.0" xmlns:gml="http://www.opengis.net/gml/3.2"'
FEATURES = {"SERVICE": "WFS", "VERSION": "2.0.0", "REQUEST": "GetFeature", "TYPENAMES": "protection"}


class Probes(ServedCase):
    def ows(self, parameters):
        return self.timed("/ows?" + urllib.parse.urlencode(parameters))

    def timed(self, path, method="GET", body=None, **headers):
        start = time.monotonic()
        answer = self.send(path, method, body, **headers)
        self.assertLess(time.monotonic() - start, DEADLINE_S)
        self.assertNotIn(answer.status, (500, 502, 504), answer.body[:300])
        self.assertEqual(self.get("/ows?" + urllib.parse.urlencode({**FEATURES, "COUNT": "1", "FILTER": self.equals("SZ001-K")})).status, 200)
        return answer

    def post(self, body, kind="text/xml"):
        return self.timed("/ows", "POST", body, content_type=kind)

    def equals(self, value, name="zone_id"):
        return (f"<fes:Filter {FES}><fes:PropertyIsEqualTo><fes:ValueReference>{name}</fes:ValueReference>"
                f"<fes:Literal>{value}</fes:Literal></fes:PropertyIsEqualTo></fes:Filter>")

    def query(self, condition):
        return (f'<wfs:GetFeature service="WFS" version="2.0.0" xmlns:wfs="http://www.opengis.net/wfs/2.0" {FES}>'
                f'<wfs:Query typeNames="protection"><fes:Filter>{condition}</fes:Filter></wfs:Query></wfs:GetFeature>').encode()

    def members(self, answer):
        self.assertEqual(answer.status, 200, answer.body[:300])
        return [one for one in xml.etree.ElementTree.fromstring(answer.body).iter() if one.tag.endswith("}zone_id")]

    def test_xml_that_is_none_is_an_exception(self):
        whole = self.query("<fes:PropertyIsNull><fes:ValueReference>kind</fes:ValueReference></fes:PropertyIsNull>")
        for body in (whole[:-40], whole[:120], b"\0" * 200, whole.replace(b"kind", b"ki\0nd"), b"\xff\xfe<\0", b"<", b"<a" * 5000, b"garbage",
                     b"<wfs:GetFeature/>", b"<GetFeature>" + b"<x>" * 400 + b"</x>" * 400 + b"</GetFeature>"):
            answer = self.post(body)
            self.assertTrue(answer.status == 400 or b"xception" in answer.body, (body[:60], answer.status, answer.body[:200]))

    def test_entities_are_neither_read_nor_multiplied(self):
        bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
        for start in (bomb, b'<!DOCTYPE x [<!ENTITY c SYSTEM "file:///etc/passwd">]>', b'<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd">'):
            answer = self.post(start + self.query("<fes:PropertyIsEqualTo><fes:ValueReference>kind</fes:ValueReference>"
                                                  "<fes:Literal>&c;</fes:Literal></fes:PropertyIsEqualTo>"))
            self.assertEqual((answer.status, answer.json()["code"]), (400, "xml-not-plain"))

    def test_a_filter_of_many_conditions_or_corners_is_refused(self):
        one = b"<fes:PropertyIsEqualTo><fes:ValueReference>kind</fes:ValueReference><fes:Literal>x</fes:Literal></fes:PropertyIsEqualTo>"
        self.assertEqual(self.post(self.query("<fes:Or>" + one.decode() * 1500 + "</fes:Or>")).json()["code"], "filter-too-large")
        self.assertEqual(self.post(self.query("<fes:Or>" + one.decode() * 20000 + "</fes:Or>")).status, 413)
        ring = "113 39 " * 10500 + "114 40"
        shape = f"<gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>{ring * 2}</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>"
        answer = self.post(self.query(f"<fes:Intersects><fes:ValueReference>geom</fes:ValueReference>{shape}</fes:Intersects>"))
        self.assertEqual(answer.json()["code"], "filter-too-large")

    def test_the_deepest_filter_that_passes_is_answered(self):
        """MapServer goes down as deep as conditions stand in one another."""
        one = "<fes:PropertyIsEqualTo><fes:ValueReference>kind</fes:ValueReference><fes:Literal>x</fes:Literal></fes:PropertyIsEqualTo>"
        flat = self.post(self.query("<fes:Or>" + one * 900 + "</fes:Or>"))
        self.assertTrue(b"xception" in flat.body or self.members(flat) == [], flat.body[:200])
        deep = one
        for _ in range(200):
            deep = f"<fes:Not>{deep}</fes:Not>"
        answer = self.post(self.query(deep))
        self.assertIn(answer.status, (200, 400, 403))
        self.assertTrue(answer.body)

    def test_a_form_of_many_fields_is_refused_at_once(self):
        self.assertEqual(self.post(b"&".join(b"a%d=1" % i for i in range(200000)), "application/x-www-form-urlencoded").status, 413)
        self.assertEqual(self.post(b"&".join(b"a%d=1" % i for i in range(20000)), "application/x-www-form-urlencoded").status, 400)
        self.assertIn(self.timed("/ows?" + "&".join(f"a{i}=1" for i in range(1000))).status, (400, 414, 431))

    def test_a_pattern_of_many_stars_does_not_run_away(self):
        like = ('<fes:PropertyIsLike wildCard="*" singleChar="." escapeChar="!"><fes:ValueReference>document</fes:ValueReference>'
                "<fes:Literal>" + "*a" * 200 + "*b</fes:Literal></fes:PropertyIsLike>")
        self.assertEqual(self.members(self.post(self.query(like))), [])

    def test_names_and_values_are_no_sql(self):
        everything = len(self.members(self.ows({**FEATURES, "FILTER": self.equals("protection", "kind").replace("EqualTo", "NotEqualTo")})) +
                         self.members(self.ows({**FEATURES, "FILTER": self.equals("protection", "kind")})))
        self.assertGreater(everything, 5)
        for value in ("x' OR '1'='1", 'x" OR "1"="1', "x') OR ('1'='1", "x'; DROP TABLE protection; --", "x&apos; OR 1=1 --"):
            answer = self.ows({**FEATURES, "FILTER": self.equals(value.replace('"', "&quot;"))})
            self.assertTrue(b"xception" in answer.body or self.members(answer) == [], value)
            answer = self.ows({**FEATURES, "FILTER": self.equals("1", value.replace('"', "&quot;"))})
            self.assertTrue(b"xception" in answer.body or self.members(answer) == [], value)
            answer = self.ows({**FEATURES, "RESOURCEID": "protection." + value})
            self.assertTrue(b"xception" in answer.body or self.members(answer) == [], value)
            answer = self.timed("/ogcapi/collections/protection/items/" + urllib.parse.quote(value, safe=""))
            self.assertEqual(answer.status, 404, value)
            answer = self.timed("/ogcapi/collections/protection/items?zone_id=" + urllib.parse.quote(value, safe=""))
            self.assertEqual(answer.json()["numberMatched"], 0, value)

    def test_stored_queries_put_nothing_into_xml(self):
        query = {"SERVICE": "WFS", "VERSION": "2.0.0", "REQUEST": "GetFeature", "STOREDQUERY_ID": "urn:ogc:def:query:OGC-WFS::GetFeatureById"}
        for value in ("protection.x</fes:ResourceId><fes:ResourceId rid='protection.SZ001-K'/>", "\"/><x a=\"", "protection.SZ001-K' or '", "%s%n" * 20):
            answer = self.ows({**query, "ID": value})
            self.assertNotIn(b"SZ001-K</ms:zone_id>", answer.body)
            self.assertIn(b"xception", answer.body)
            xml.etree.ElementTree.fromstring(answer.body)
        answer = self.ows({**query, "STOREDQUERY_ID": "<script>alert(1)</script>"})
        self.assertNotIn(b"<script>", answer.body)
        xml.etree.ElementTree.fromstring(answer.body)

    def test_legends_of_many_layers_are_refused(self):
        legend = "/ows?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetLegendGraphic&FORMAT=image/png&SLD_VERSION=1.1.0"
        self.assertEqual(self.timed(legend + "&LAYER=control" * 2).status, 400)
        self.assertIn(self.timed(legend + "&LAYER=x" * 700).status, (400, 414, 431))
        self.assertIn(b"xception", self.timed(legend + "&LAYER=" + "control," * 400).body)

    def test_hits_as_geojson_are_refused(self):
        answer = self.ows({**FEATURES, "OUTPUTFORMAT": "geojson", "RESULTTYPE": "hits"})
        self.assertEqual(answer.status, 400)
        self.assertIn(b'exceptionCode="InvalidParameterValue"', answer.body)
        as_xml = self.ows({**FEATURES, "RESULTTYPE": "hits"})
        self.assertGreater(int(xml.etree.ElementTree.fromstring(as_xml.body).get("numberMatched")), 5)

    def test_numbers_that_are_none_are_told_without_their_markup(self):
        for name in ("offset", "limit", "bbox", "datetime"):
            answer = self.timed(f"/ogcapi/collections/protection/items?f=html&{name}=%3Cscript%3Ealert(1)%3C/script%3E")
            self.assertEqual(answer.status, 400, name)
            self.assertNotIn(b"<script>", answer.body)

    def test_boxes_of_the_whole_world_and_of_nothing_are_drawn_or_refused(self):
        for crs, box in (("EPSG:3857", "-20037508,-20037508,20037508,20037508"), ("EPSG:4490", "-90,-180,90,180"), ("EPSG:4546", "-9e8,-9e8,9e8,9e8"),
                         ("EPSG:4490", "39.5,113.1,39.5,113.1"), ("EPSG:4547", "1e-9,1e-9,2e-9,2e-9")):
            answer = self.ows({"SERVICE": "WMS", "VERSION": "1.3.0", "REQUEST": "GetMap", "LAYERS": "control,protection,public_sites", "STYLES": "",
                               "CRS": crs, "BBOX": box, "WIDTH": "2048", "HEIGHT": "2048", "FORMAT": "image/png"})
            self.assertTrue(answer.headers["content-type"] == "image/png" or b"xception" in answer.body or answer.status == 400, (crs, box))

    def test_a_body_that_does_not_come_holds_nobody(self):
        waiting = http.client.HTTPConnection(self.origin.hostname, self.origin.port, timeout=DEADLINE_S)
        waiting.putrequest("POST", "/ows")
        waiting.putheader("Content-Length", "1000")
        waiting.endheaders()
        self.assertEqual(self.timed("/ows?" + urllib.parse.urlencode(FEATURES)).status, 200)
        waiting.close()


if __name__ == "__main__":
    unittest.main()
