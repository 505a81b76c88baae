#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The abstract test suite of OGC API Features, core (17-069r4, annex A), item by item; what does not apply: conformance_test.py."""
import re
import unittest

from suite import Suite, item


class FeaturesCore(Suite):
    def test_every_item_of_the_suite(self):
        self.assertGreater(self.run_items(), 20)

    def json(self, path):
        return self.get(path).json()

    def items(self, query=""):
        return self.json("/ogcapi/collections/protection/items" + query)

    def rels(self, document):
        return {(one["rel"], one.get("type")) for one in document["links"]}

    @item("/conf/core/http")
    def http(self):
        self.assertEqual((self.get("/ogcapi", method="HEAD").status, self.get("/ogcapi", method="POST").status), (200, 405))

    @item("/conf/core/root-op, root-success")
    def root(self):
        found = {one["rel"] for one in self.json("/ogcapi")["links"]}
        self.assertLessEqual({"service-desc", "conformance", "data"}, found)

    @item("/conf/core/api-definition-op, api-definition-success")
    def api(self):
        answer = self.get("/ogcapi/api")
        self.assertEqual((answer.headers["content-type"], answer.json()["openapi"][:2]), ("application/vnd.oai.openapi+json;version=3.0", "3."))

    @item("/conf/core/conformance-op, conformance-success")
    def conformance(self):
        classes = self.json("/ogcapi/conformance")["conformsTo"]
        self.assertLessEqual({"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/" + one for one in ("core", "geojson", "html", "oas30")}, set(classes))

    @item("/conf/core/fc-md-op, fc-md-success")
    def collections(self):
        self.assertLessEqual({"links", "collections"}, set(self.json("/ogcapi/collections")))

    @item("/conf/core/fc-md-links")
    def collections_links(self):
        self.assertLessEqual({("self", "application/json"), ("alternate", "text/html")}, self.rels(self.json("/ogcapi/collections")))

    @item("/conf/core/fc-md-items-links")
    def items_links(self):
        for one in self.json("/ogcapi/collections")["collections"]:
            self.assertIn(("items", "application/geo+json"), self.rels(one))

    @item("/conf/core/fc-md-extent")
    def extent(self):
        for one in self.json("/ogcapi/collections")["collections"]:
            west, south, east, north = one["extent"]["spatial"]["bbox"][0]
            positions = re.findall(r"\[(1\d\d\.\d+), ?(\d\d\.\d+)\]", self.get(f"/ogcapi/collections/{one['id']}/items?limit=1000").body.decode())
            self.assertTrue(positions and all(west <= float(x) <= east and south <= float(y) <= north for x, y in positions))

    @item("/conf/core/sfc-md-op, sfc-md-success")
    def collection(self):
        for one in self.json("/ogcapi/collections")["collections"]:
            self.assertEqual(self.json("/ogcapi/collections/" + one["id"]), one)

    @item("/conf/core/sfc-md-op of an unknown collection")
    def no_collection(self):
        self.assertEqual(self.get("/ogcapi/collections/nothing").status, 404)

    @item("/conf/core/fc-op")
    def features(self):
        self.assertEqual(self.get("/ogcapi/collections/protection/items").headers["content-type"], "application/geo+json")

    @item("/conf/core/fc-bbox-definition")
    def bbox_definition(self):
        self.assertEqual([self.get("/ogcapi/collections/protection/items?bbox=" + words).status
                          for words in ("113,39,114,40", "113,39,0,114,40,1", "113,39,114", "113,39,114,x")], [200, 200, 400, 400])

    @item("/conf/core/fc-bbox-response")
    def bbox_response(self):
        self.assertEqual(self.items("?bbox=0,0,1,1")["features"], [])

    @item("/conf/core/fc-bbox-response over the antimeridian")
    def bbox_over_antimeridian(self):
        self.assertEqual((self.items("?bbox=170,-80,-170,80")["numberMatched"], self.items("?bbox=100,-80,-170,80")["numberMatched"]),
                         (0, self.items()["numberMatched"]))

    @item("/conf/core/fc-limit-definition")
    def limit_definition(self):
        self.assertEqual([self.get("/ogcapi/collections/protection/items?limit=" + words).status for words in ("1", "100000", "0", "-1", "x")],
                         [200, 200, 400, 400, 400])

    @item("/conf/core/fc-limit-response")
    def limit_response(self):
        self.assertEqual(len(self.items("?limit=3")["features"]), 3)

    @item("/conf/core/fc-time-definition")
    def time_definition(self):
        self.assertEqual([self.get("/ogcapi/collections/protection/items?datetime=" + words).status
                          for words in ("2024-05-01", "2024-05-01T00:00:00Z", "../2024-05-01", "2020-01-01/..", "2024-13-01", "yesterday")],
                         [200, 200, 200, 200, 400, 400])

    @item("/conf/core/fc-time-response")
    def time_response(self):
        self.assertEqual(self.items("?datetime=1900-01-01")["features"], [])

    @item("/conf/core/query-param-unknown")
    def unknown_parameter(self):
        self.assertEqual(self.get("/ogcapi/collections/protection/items?nothing=1").status, 400)

    @item("/conf/core/query-param-invalid")
    def invalid_parameter(self):
        self.assertEqual(self.get("/ogcapi/collections/protection/items?crs=nothing").status, 400)

    @item("/conf/core/fc-response, fc-links")
    def links(self):
        self.assertLessEqual({("self", "application/geo+json"), ("alternate", "text/html"), ("next", "application/geo+json")},
                             self.rels(self.items("?limit=2")))

    @item("/conf/core/fc-timeStamp")
    def time_stamp(self):
        self.assertRegex(self.items()["timeStamp"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$")

    @item("/conf/core/fc-numberMatched")
    def number_matched(self):
        self.assertEqual(self.items("?limit=2")["numberMatched"], len(self.items("?limit=1000")["features"]))

    @item("/conf/core/fc-numberReturned")
    def number_returned(self):
        page = self.items("?limit=5")
        self.assertEqual(page["numberReturned"], len(page["features"]))

    @item("/conf/core/f-op, f-success")
    def feature(self):
        one = self.items()["features"][0]
        answer = self.get(f"/ogcapi/collections/protection/items/{one['id']}")
        self.assertEqual((answer.headers["content-type"], answer.json()["geometry"]), ("application/geo+json", one["geometry"]))

    @item("/conf/core/f-success, f-links")
    def feature_links(self):
        one = self.items()["features"][0]
        self.assertLessEqual({("self", "application/geo+json"), ("alternate", "text/html"), ("collection", "application/json")},
                             self.rels(self.json(f"/ogcapi/collections/protection/items/{one['id']}")))

    @item("/conf/core/f-op of an unknown feature")
    def no_feature(self):
        self.assertEqual(self.get("/ogcapi/collections/protection/items/nothing").status, 404)

    @item("/conf/core/crs84")
    def crs84(self):
        self.assertEqual(self.get("/ogcapi/collections/protection/items").headers["content-crs"], "<http://www.opengis.net/def/crs/OGC/1.3/CRS84>")

if __name__ == "__main__":
    unittest.main()
