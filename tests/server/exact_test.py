#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The exact layers: who sees them, who does not, and that nothing of them goes elsewhere."""
import datetime
import pathlib
import re
import stat
import time
import unittest
import urllib.parse

from osgeo import gdal, ogr

from history_test import DAYS, LAYERS, PLACE, TODAY, TOMB, Story, version_of
from program import feature, square
from serving_test import tile_at

gdal.UseExceptions()
ogr.UseExceptions()
FINE = (PLACE[0] + 0.00001234, PLACE[1] + 0.00005678)
EXACT = ("underground", "sites", "applications")
PICTURE = ("/ows?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS={layer}&STYLES=&CRS=EPSG:4490&WIDTH=256&HEIGHT=256"
           "&BBOX={south},{west},{north},{east}&FORMAT=image/png&TRANSPARENT=TRUE")


class ExactCase(Story):
    def make_served_store(self):
        super().make_served_store()
        self.zones({"zone_id": "Z9", "site_id": "S1", "kind": "protection-key", "document": "戊", "issuer": "省政府", "restrictions": "不得开挖",
                    "height_limit_m": 9.5, "accuracy_m": 0.2, "geometry_basis": "surveyed", "valid_from": "2012-01-01"}, square(*FINE))
        self.run_ok("import", "areas", self.store, self.collection("a.geojson",
                    feature({"area_id": "U1", "kind": "underground-area", "name": "埋藏区一", "valid_from": "2015-01-01"}, square(113.25, 39.55, 0.01)),
                    feature({"area_id": "U2", "kind": "ancient-city-site", "name": "古城"}, square(113.27, 39.55, 0.01)),
                    feature({"area_id": "A1", "kind": "settlement-core", "name": "别的"}, square(113.29, 39.55, 0.01))))
        self.run_ok("import", "sites", self.store, self.collection("w.geojson",
                    feature({"site_id": "W1", "name": "长城", "level": "national", "category": "古建筑"},
                            {"type": "LineString", "coordinates": [[113.3, 39.5], [113.31, 39.51], [113.33, 39.51]]}),
                    feature({"site_id": "B1", "name": "寺", "level": "county", "category": "古建筑"}, square(113.35, 39.5, 0.004))))
        self.run_ok("check", self.store, self.collection("p.geojson", feature({"id": "P1", "name": "申请一"}, square(113.4, 39.5, 0.003))), "--record")

    def setUp(self):
        super().setUp()
        self.tokens = {}
        for name, role in (("li", "officer"), ("bo", "member")):
            self.run_ok("user", "add", self.store, name, "--role", role, stdin="")
            self.tokens[role] = self.run_ok("user", "token", self.store, name).strip()
        self.until(lambda: self.ask_as("officer", "/tiles/underground.json").status == 200)

    def ask_as(self, role, path, **headers):
        return self.get(path, authorization=f"Bearer {self.tokens[role]}", **headers) if role else self.get(path, **headers)

    def items_as(self, role, layer, query=""):
        answer = self.ask_as(role, f"/ogcapi/collections/{layer}/items{query}")
        self.assertEqual(answer.status, 200, answer.body[:300])
        return {one["id"]: one for one in answer.json()["features"]}

    def painted(self, role, path):
        answer = self.ask_as(role, path)
        self.assertEqual(answer.headers["content-type"], "image/png", answer.body[:400])
        gdal.FileFromMemBuffer("/vsimem/e.png", answer.body)
        out = int((gdal.Open("/vsimem/e.png").ReadAsArray()[3] > 0).sum())
        gdal.Unlink("/vsimem/e.png")
        return out

    def picture(self, layer, place, reach=0.005):
        return PICTURE.format(layer=layer, south=place[1] - reach, north=place[1] + reach, west=place[0] - reach, east=place[0] + reach)


class SignedIn(ExactCase):
    def test_lines_are_as_they_are_drawn_with_all_that_is_known_of_them(self):
        line = self.items_as("member", "protection")["Z9"]
        self.assertAlmostEqual(min(p[0] for p in line["geometry"]["coordinates"][0][0]), FINE[0], delta=1e-9)
        told = line["properties"]
        self.assertEqual((told["issuer"], told["document"], told["restrictions"], told["height_limit_m"], told["accuracy_m"],
                          told["geometry_basis"], told["visibility"], told["site_name"]),
                         ("省政府", "戊", "不得开挖", 9.5, 0.2, "surveyed", "public", "木塔"))
        public = self.items_as(None, "protection")["Z9"]
        self.assertNotIn("issuer", public["properties"])
        self.assertAlmostEqual(min(p[0] for p in public["geometry"]["coordinates"][0][0]), round(FINE[0], 4), delta=1e-9)

    def test_there_are_more_layers_for_them(self):
        self.assertEqual(set(self.items_as("member", "underground")), {"U1", "U2"})
        self.assertEqual({key: one["geometry"]["type"] for key, one in self.items_as("member", "sites").items()},
                         {"S1": "Point", "W1": "MultiLineString", "B1": "MultiPolygon"})
        self.assertEqual([one["properties"]["name"] for one in self.items_as("member", "applications").values()], ["申请一"])
        names = [one["id"] for one in self.ask_as("member", "/ogcapi/collections").json()["collections"]]
        self.assertEqual(names, ["public_sites", "protection", "control", *EXACT])
        text = self.ask_as("member", "/wmts/1.0.0/WMTSCapabilities.xml").body.decode()
        self.assertLessEqual(set(EXACT), set(re.findall(r"<ows:Identifier>(\w+)</ows:Identifier>", text)))
        text = self.ask_as("officer", "/ows?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetCapabilities").body.decode()
        self.assertLessEqual(set(EXACT), set(re.findall(r"<Name>(\w+)</Name>", text)))
        for layer, place in (("underground", (113.255, 39.555)), ("underground", (113.275, 39.555)), ("sites", PLACE), ("sites", (113.305, 39.505)),
                             ("sites", (113.352, 39.502)), ("applications", (113.4015, 39.5015)), ("protection", FINE)):
            self.assertGreater(self.painted("member", self.picture(layer, place)), 20, (layer, place))
            x, y = tile_at(14, *place)
            self.assertGreater(self.painted("member", f"/tiles/{layer}/14/{x}/{y}.png"), 10, (layer, place))
            self.assertEqual(self.ask_as("member", f"/tiles/{layer}/14/{x}/{y}.mvt").status, 200, (layer, place))
        body = self.ask_as("member", "/ows?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=sites_walls").body
        self.assertIn("长城".encode(), body)

    def test_what_is_pointed_at_is_told_of_every_part_of_a_group(self):
        for (x, y), expected in (((113.352, 39.502), {"B1"}), ((113.255, 39.555), {"U1"}), ((113.275, 39.555), {"U2"}), ((113.305, 39.505), {"W1"}),
                                 ((113.4015, 39.5015), {"P1"}), ((113.20003, 39.50003), {"S1", "Z1", "Z9"})):
            asked = ("/ows?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetFeatureInfo&LAYERS={0}&QUERY_LAYERS={0}&STYLES=&CRS=EPSG:4490&WIDTH=200&HEIGHT=200"
                     f"&I=100&J=100&FEATURE_COUNT=9&BBOX={y - 0.001},{x - 0.001},{y + 0.001},{x + 0.001}&INFO_FORMAT=")
            names = "underground,protection,sites,applications"
            found = self.ask_as("member", asked.format(names) + "geojson").json()["features"]
            ids = {one["properties"][key] for one in found for key in ("area_id", "zone_id", "site_id", "application_id")
                   if key in one["properties"] and not (key == "site_id" and "zone_id" in one["properties"])}
            self.assertLessEqual(expected, ids)
            self.assertLessEqual({one["layer"] for one in found}, set(names.split(",")))
            page = self.ask_as("member", asked.format(names) + "text/html").body.decode()
            self.assertNotIn("Exception", page)
            for one in expected:
                self.assertIn(one, page)

    def test_a_wall_is_a_line_in_tiles(self):
        x, y = tile_at(12, 113.31, 39.51)
        file = self.folder / "w.pbf"
        file.write_bytes(self.ask_as("member", f"/tiles/sites/12/{x}/{y}.mvt").body)
        data = gdal.OpenEx(f"MVT:{file}", open_options=[f"X={x}", f"Y={y}", "Z=12", "CLIP=NO"])
        shapes = {row["site_id"]: row.GetGeometryRef().GetGeometryName() for row in data.GetLayer(0)}
        self.assertIn("LINESTRING", shapes["W1"])

    def test_their_map_has_its_days_too(self):
        for day, expected in {**DAYS, "": DAYS[TODAY]}.items():
            query = f"?datetime={day}" if day else ""
            found = {version_of(one["properties"]) for layer in ("protection", "control") for one in self.items_as("member", layer, query).values()}
            self.assertEqual(found - {"Z9@1"}, expected, day)
            if day != "2009-12-31":
                time = f"&TIME={day}" if day else ""
                body = "".join(self.ask_as("member", f"/ows?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES={layer}{time}").body.decode()
                               for layer in ("protection", "control"))
                self.assertEqual(set(re.findall(r"zone_id>(\w+)<", body)) - {"Z9"}, {one[:2] for one in expected}, day)
        self.assertEqual(set(self.items_as("member", "underground", "?datetime=2014-12-31")), {"U2"})
        self.assertEqual({one["properties"]["level"] for one in self.items_as("member", "sites", "?datetime=2019-10-06").values()
                          if one["id"] == "S1"}, {"county"})

    def test_only_some_see_what_is_hidden(self):
        self.assertEqual(self.items_as("officer", "protection")["T1-P"]["properties"]["version"], 3)
        self.assertIn("T1", self.items_as("officer", "sites"))
        self.assertGreater(self.painted("officer", self.picture("protection", TOMB)), 100)
        self.assertEqual(self.painted("member", self.picture("protection,sites,control", TOMB)), 0)

    def test_what_they_get_is_kept_by_nobody_else(self):
        x, y = tile_at(14, *FINE)
        for path in ("/tiles/protection.json", f"/tiles/protection/14/{x}/{y}.mvt", f"/tiles/protection/14/{x}/{y}.png", "/ogcapi/collections",
                     "/ogcapi/collections/protection/items", "/ogcapi/collections/protection/items/Z9", "/ogcapi/collections/protection/items?f=html",
                     "/wmts/1.0.0/WMTSCapabilities.xml", self.picture("protection", FINE),
                     "/ows?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=protection"):
            answer = self.ask_as("member", path)
            self.assertEqual(answer.status, 200, path)
            self.assertIn(answer.headers["cache-control"], ("private, no-cache", "private, no-store"), path)
            self.assertIn("Authorization, Cookie", answer.headers["all-vary"] if "all-vary" in answer.headers else self.vary(path), path)
            self.assertNotIn("access-control-allow-origin", answer.headers, path)

    def vary(self, path):
        connection = self.connection()
        connection.request("GET", path, headers={"Authorization": f"Bearer {self.tokens['member']}"})
        response = connection.getresponse()
        response.read()
        connection.close()
        return ", ".join(value for name, value in response.getheaders() if name.lower() == "vary")

    def test_views_do_not_mix_whoever_asks_first(self):
        x, y = tile_at(15, TOMB[0] + 0.0005, TOMB[1] + 0.0005)
        for path in (f"/tiles/protection/15/{x}/{y}.mvt", f"/tiles/protection/15/{x}/{y}.png", self.picture("protection", TOMB)):
            for order in (("officer", "member", None), (None, "member", "officer"), ("member", "officer", None)):
                bodies = {role: self.ask_as(role, path).body for role in order}
                self.assertNotEqual(bodies["officer"], bodies[None], path)
                self.assertNotEqual(bodies["officer"], bodies["member"], path)
                self.assertNotIn(b"T1-P", bodies["member"] + bodies[None])
        tag = self.ask_as("officer", f"/tiles/protection/15/{x}/{y}.mvt").headers["etag"]
        self.assertNotEqual(self.get(f"/tiles/protection/15/{x}/{y}.mvt", if_none_match=tag).status, 304)


class Outside(ExactCase):
    def test_for_anybody_these_layers_are_not_there_in_any_protocol(self):
        for layer in EXACT:
            for path in (f"/tiles/{layer}.json", f"/tiles/{layer}/3/6/3.mvt", f"/tiles/{layer}/3/6/3.png", f"/ogcapi/collections/{layer}",
                         f"/ogcapi/collections/{layer}/items", f"/ogcapi/collections/{layer}/items/U1", f"/wmts/{layer}/default/w/3/3/6.png",
                         f"/wmts?SERVICE=WMTS&REQUEST=GetTile&LAYER={layer}&TILEMATRIXSET=w&TILEMATRIX=3&TILEROW=3&TILECOL=6"):
                self.assertEqual(self.get(path).status, 404, path)
            for name in (layer, layer + "_points", layer + "_areas", layer + "_grounds"):
                told = self.get(self.picture(name, PLACE)).body
                self.assertIn(b"LayerNotDefined", told)
                told = self.get(f"/ows?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES={name}").body
                self.assertIn(b"Exception", told)
                self.assertNotIn("埋藏区".encode(), told)
        for path in ("/ogcapi/collections", "/wmts/1.0.0/WMTSCapabilities.xml", "/ows?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetCapabilities",
                     "/ows?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetCapabilities"):
            for layer in EXACT:
                self.assertIsNone(re.search(rf"(?<![_\w]){layer}(?!\w)", self.get(path).body.decode()), (path, layer))

    def test_a_hidden_tomb_is_in_no_answer_for_a_role_that_does_not_see_it(self):
        words = [b"T1", "无名大墓".encode(), b"112.764", b"112.765", b"39.221", b"39.222"]
        layers = ("public_sites", "protection", "control", *EXACT)
        paths = ["/ogcapi/collections", "/ogcapi/api", "/wmts/1.0.0/WMTSCapabilities.xml", "/ows?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetCapabilities",
                 "/ows?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetCapabilities"]
        parts = {"underground": ("underground_areas", "underground_cities"), "sites": ("sites_points", "sites_bodies", "sites_walls"),
                 "applications": ("applications_grounds",)}
        for layer in layers:
            paths += [f"/ogcapi/collections/{layer}", f"/ogcapi/collections/{layer}/items?datetime=../..&limit=1000",
                      f"/ogcapi/collections/{layer}/items?datetime=../..&f=html"]
            for day in ("2005-06-01", "2013-01-01", "2020-01-01", TODAY, "2099-01-01"):
                paths += [f"/tiles/{layer}.json?as_of={day}", f"/ogcapi/collections/{layer}/items?datetime={day}"]
                for z in (0, 9, 14, 18):
                    x, y = tile_at(z, TOMB[0] + 0.0005, TOMB[1] + 0.0005)
                    paths.append(f"/tiles/{layer}/{z}/{x}/{y}.mvt?as_of={day}")
                paths += [f"/ows?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES={name}&TIME={day}" for name in parts.get(layer, (layer,))]
        for path in paths:
            answer = self.ask_as("member", path)
            self.assertIn(answer.status, (200, 204), (path, answer.body[:200]))
            for word in words:
                self.assertNotIn(word, answer.body, path)
        seen = self.ask_as("officer", "/ogcapi/collections/sites/items").body
        self.assertIn("无名大墓".encode(), seen, "the words are those that would be found")

    def test_workers_of_the_public_map_have_no_way_to_the_exact_one(self):
        for role in (None, "member", "officer"):
            self.painted(role, self.picture("protection", FINE))
        kinds = set()
        for entry in pathlib.Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            try:
                words = (entry / "cmdline").read_bytes().decode().split("\0")
                if not words[0].endswith("liangxian-ows-worker") or str(self.store) not in words[1]:
                    continue
                held = [str(one.readlink()) for one in (entry / "fd").iterdir()]
            except OSError:
                continue
            exact = words[3] if len(words) > 4 else ""
            kinds.add(pathlib.Path(exact).name)
            if not exact:
                self.assertFalse([one for one in held if "exact" in one])
                continue
            self.assertEqual(stat.S_IMODE(pathlib.Path(exact).stat().st_mode), 0o600)
            self.assertEqual(stat.S_IMODE(pathlib.Path(exact).parent.stat().st_mode), 0o700)
            self.exact = pathlib.Path(exact)
            if exact.endswith("exact.gpkg"):
                self.assertNotIn("无名大墓".encode(), pathlib.Path(exact).read_bytes())
        self.assertEqual(kinds, {"", "exact.gpkg", "exact-with-hidden.gpkg"})
        self.server.terminate()
        self.assertEqual(self.server.wait(20), 0)
        self.assertFalse(self.exact.parent.exists())

    def test_what_is_published_shows_in_the_exact_layers_too(self):
        self.zones({"zone_id": "Z8", "site_id": "B1", "kind": "protection", "document": "己", "valid_from": "2011-01-01"}, square(113.35, 39.5, 0.005))
        self.until(lambda: "Z8" in self.items_as("member", "protection"))
        self.assertGreater(self.painted("member", self.picture("protection", (113.352, 39.502))), 50)
        for layer in LAYERS:
            self.assertEqual(self.get(f"/tiles/{layer}.json").status, 200)


class PastKnowledge(ExactCase):
    """What was known before a version was recorded, for who sees exact layers."""

    def test_a_line_is_told_as_it_was_known_before_it_was_corrected(self):
        before = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="milliseconds")
        time.sleep(0.01)
        self.zones({"zone_id": "Z9", "version": 2, "site_id": "S1", "kind": "protection-key", "document": "己", "issuer": "省政府",
                    "restrictions": "更正后", "valid_from": "2012-01-01"}, square(*FINE, 0.002))
        self.until(lambda: self.items_as("officer", "protection")["Z9"]["properties"]["version"] == 2)
        known = "?" + urllib.parse.urlencode({"known_at": before})
        for role in ("officer", "member"):
            then = self.items_as(role, "protection", known)["Z9"]
            self.assertEqual((then["properties"]["version"], then["properties"]["restrictions"]), (1, "不得开挖"))
            one = self.ask_as(role, "/ogcapi/collections/protection/items/Z9" + known)
            self.assertEqual(one.json()["geometry"], then["geometry"])
            self.assertIn("private", one.headers["cache-control"])
        page = self.ask_as("officer", "/ogcapi/collections/protection/items" + known + "&limit=1")
        following = next(link["href"] for link in page.json()["links"] if link["rel"] == "next")
        self.assertIn("known_at", following)
        hidden = set(self.items_as("officer", "protection", known)) - set(self.items_as("member", "protection", known))
        self.assertTrue(hidden, "the story has a hidden tomb")

    def test_anybody_asks_in_vain_and_instants_to_come_are_refused(self):
        for role, instant in ((None, "2024-05-01T00:00:00Z"), ("officer", "2999-01-01T00:00:00Z"), ("officer", "yesterday")):
            answer = self.ask_as(role, f"/ogcapi/collections/protection/items?known_at={instant}")
            self.assertEqual((answer.status, answer.json()["code"]), (400, "bad-parameter"), instant)


if __name__ == "__main__":
    unittest.main()
