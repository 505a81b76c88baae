#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""WFS requests that the front answers itself: they say what MapServer says of the same."""
import re
import unittest
import urllib.parse
import xml.etree.ElementTree

from osgeo import ogr

from served import ServedCase

ogr.UseExceptions()
BOXES = ((112.9, 39.4, 113.3, 39.7), (113.18, 39.55, 113.2, 39.56), (100, 20, 101, 21))
# What the front leaves to MapServer, and MapServer does not look at.
TO_MAPSERVER = {"NAMESPACES": "xmlns(ms,http://mapserver.gis.umn.edu/mapserver)"}


def local(tag):
    return tag.rsplit("}", 1)[-1]


class Features:
    """A collection as values: its own attributes, and of each member its fields and geometry."""

    def __init__(self, body):
        self.root = xml.etree.ElementTree.fromstring(body)
        self.counts = {name: self.root.get(name) for name in ("numberMatched", "numberReturned", "numberOfFeatures")}
        self.namespaces = {element.tag.rsplit("}", 1)[0] for element in self.root.iter()}
        self.members = {}
        self.order = []
        for member in self.root:
            if local(member.tag) in ("featureMember", "member"):
                self.take(member[0])

    def take(self, feature):
        name = next(value for key, value in feature.attrib.items() if local(key) in ("id", "fid"))
        self.order.append(name)
        fields = []
        for child in feature:
            if local(child.tag) == "geom":
                gml = xml.etree.ElementTree.tostring(child[0], encoding="unicode")
                self.members[name] = [local(feature.tag), child[0].tag, child[0].attrib, ogr.CreateGeometryFromGML(gml), fields]
            elif local(child.tag) == "boundedBy":
                words = " ".join(child.itertext()).replace(",", " ").split()
                fields.append(("boundedBy", child[0].tag, child[0].attrib, tuple(round(float(word), 6) for word in words)))
            else:
                fields.append((child.tag, child.text or ""))


class PlainFeatures(ServedCase):
    def ask(self, **parameters):
        answer = self.get("/ows?" + urllib.parse.urlencode({"SERVICE": "WFS", "REQUEST": "GetFeature", **parameters}))
        self.assertEqual(answer.status, 200, answer.body[:300])
        return answer

    def same(self, **parameters):
        """Both answers, compared but for the order of features and what only one of them counts."""
        ours, theirs = self.ask(**parameters), self.ask(**parameters, **TO_MAPSERVER)
        self.assertEqual(ours.headers["content-type"].replace('"', ""), theirs.headers["content-type"].replace('"', ""))
        mine, other = Features(ours.body), Features(theirs.body)
        self.assertEqual(mine.members.keys(), other.members.keys(), parameters)
        self.assertEqual(mine.namespaces, other.namespaces)
        for name, (kind, tag, attributes, geometry, fields) in mine.members.items():
            kind_there, tag_there, attributes_there, geometry_there, fields_there = other.members[name]
            self.assertEqual((kind, tag, attributes, fields), (kind_there, tag_there, attributes_there, fields_there))
            self.assertTrue(geometry.Equals(geometry_there), name)
        return mine, other

    def box(self, version, west, south, east, north):
        return (f"{west},{south},{east},{north}" if version == "1.0.0"
                else f"{south},{west},{north},{east},urn:ogc:def:crs:EPSG::4490")

    def test_every_version_and_layer_says_what_mapserver_says(self):
        found = 0
        for version in ("1.0.0", "1.1.0", "2.0.0"):
            name = "TYPENAMES" if version == "2.0.0" else "TYPENAME"
            for layer in ("protection", "control", "public_sites"):
                mine, _ = self.same(VERSION=version, **{name: layer})
                self.assertGreater(len(mine.members), 5)
                for box in BOXES:
                    mine, _ = self.same(VERSION=version, **{name: layer, "BBOX": self.box(version, *box)})
                    found += len(mine.members)
        self.assertGreater(found, 20)

    def test_the_crs_is_named_as_it_was_asked_for(self):
        for srs in ("EPSG:4490", "urn:ogc:def:crs:EPSG::4490"):
            self.same(VERSION="1.1.0", TYPENAME="protection", SRSNAME=srs)
            self.same(VERSION="2.0.0", TYPENAMES="ms:protection", SRSNAME=srs)

    def test_latitude_is_first_where_the_crs_is_named_by_its_urn(self):
        """QGIS takes `EPSG:4490` for longitude first, whatever the version; so do others."""
        for extra in ({}, TO_MAPSERVER, {"SRSNAME": "EPSG:4546"}, {"SRSNAME": "urn:ogc:def:crs:EPSG::4546"}):
            for version, name in (("1.1.0", "TYPENAME"), ("2.0.0", "TYPENAMES")):
                body = self.ask(VERSION=version, **{name: "protection"}, **extra).body.decode()
                named = set(re.findall(r' srsName="([^"]+)"', body))
                code = extra.get("SRSNAME", "4490")[-4:]
                self.assertEqual(named, {"urn:ogc:def:crs:EPSG::" + code}, (version, extra))
                first = float(re.search(r"<gml:lowerCorner>([0-9.]+) ", body).group(1))
                self.assertTrue(39 < first < 41 or 4.3e6 < first < 4.5e6, first)
        old = self.ask(VERSION="1.0.0", TYPENAME="protection").body.decode()
        self.assertEqual(set(re.findall(r' srsName="([^"]+)"', old)), {"EPSG:4490"})
        self.assertRegex(old, r"<gml:coordinates>11[23]\.")

    def test_pages_follow_one_another_to_the_end_and_say_how_many_there_are(self):
        answer = self.ask(VERSION="2.0.0", TYPENAMES="protection", COUNT="5")
        pages = [Features(answer.body)]
        total = int(pages[0].counts["numberMatched"])
        while pages[-1].root.get("next"):
            address = urllib.parse.urlsplit(pages[-1].root.get("next"))
            pages.append(Features(self.get(address.path + "?" + address.query).body))
            self.assertEqual(int(pages[-1].counts["numberMatched"]), total)
        everything = [name for page in pages for name in page.order]
        self.assertEqual(len(everything), total)
        self.assertEqual(everything, sorted(set(everything)))
        self.assertIsNone(pages[0].root.get("previous"))
        before = urllib.parse.urlsplit(pages[1].root.get("previous"))
        self.assertEqual(Features(self.get(before.path + "?" + before.query).body).order, pages[0].order)

    def test_hits_count_all_there_are(self):
        whole = len(Features(self.ask(VERSION="1.1.0", TYPENAME="control").body).members)
        counts = Features(self.ask(VERSION="2.0.0", TYPENAMES="control", RESULTTYPE="hits").body).counts
        self.assertEqual((counts["numberMatched"], counts["numberReturned"]), (str(whole), "0"))
        counts = Features(self.ask(VERSION="1.1.0", TYPENAME="control", RESULTTYPE="hits").body).counts
        self.assertEqual(counts["numberOfFeatures"], str(whole))

    def test_what_is_wrong_or_of_another_kind_is_mapservers_to_answer(self):
        for changes in ({"TYPENAMES": "nothing"}, {"VERSION": "9.9"}, {"BBOX": "1,2,3"}):
            answer = self.get("/ows?" + urllib.parse.urlencode({"SERVICE": "WFS", "REQUEST": "GetFeature", "VERSION": "2.0.0",
                                                                "TYPENAMES": "protection", **changes}))
            self.assertIn(b"Exception", answer.body, changes)
        two = self.ask(VERSION="2.0.0", TYPENAMES="protection,control")
        self.assertIn(b"ms:control", two.body)
        self.assertIn(b"ms:protection", two.body)

    def test_capabilities_of_another_address_and_language_are_others(self):
        words = {"SERVICE": "WMS", "VERSION": "1.3.0", "REQUEST": "GetCapabilities"}
        target = "/ows?" + urllib.parse.urlencode(words)
        first = self.get(target, host="one.example", accept_language="zh")
        self.assertEqual(self.get(target, host="one.example", accept_language="zh").body, first.body)
        self.assertIn(b"one.example", first.body)
        self.assertIn(b"two.example", self.get(target, host="two.example", accept_language="zh").body)
        self.assertNotEqual(self.get(target, host="one.example", accept_language="en").body, first.body)


if __name__ == "__main__":
    unittest.main()
