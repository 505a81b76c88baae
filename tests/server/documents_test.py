#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Capabilities and GML have the elements that their schemas want, in the order of the schemas' sequences.

No package of Debian 12 or npm brings the schemas of OGC as files, and nothing is fetched when tests run: the
sequences stand here, from 06-042 annex E, 01-068r3 annex A, 04-094, 09-025r2 and 07-057r7, for the elements there are.
"""
import unittest
import urllib.parse
import xml.etree.ElementTree

from served import ServedCase

# element: its children in order; a mark says how many: ! one, + one or more, ? at most one, * any number
WMS_13 = {
    "WMS_Capabilities": "Service! Capability!",
    "Service": "Name! Title! Abstract? KeywordList? OnlineResource! ContactInformation? Fees? AccessConstraints? LayerLimit? MaxWidth? MaxHeight?",
    "Capability": "Request! Exception! _ExtendedCapabilities* UserDefinedSymbolization? Layer?",
    "Request": "GetCapabilities! GetMap! GetFeatureInfo? DescribeLayer? GetLegendGraphic? GetStyles?",
    "GetMap": "Format+ DCPType+", "GetFeatureInfo": "Format+ DCPType+", "GetCapabilities": "Format+ DCPType+",
    "Layer": "Name? Title! Abstract? KeywordList? CRS* EX_GeographicBoundingBox? BoundingBox* Dimension* Attribution? AuthorityURL* Identifier* "
             "MetadataURL* DataURL* FeatureListURL* Style* MinScaleDenominator? MaxScaleDenominator? Layer*",
    "Style": "Name! Title! Abstract? LegendURL* StyleSheetURL? StyleURL?",
    "LegendURL": "Format! OnlineResource!",
    "EX_GeographicBoundingBox": "westBoundLongitude! eastBoundLongitude! southBoundLatitude! northBoundLatitude!"}
WMS_11 = {
    "WMT_MS_Capabilities": "Service! Capability!",
    "Service": "Name! Title! Abstract? KeywordList? OnlineResource! ContactInformation? Fees? AccessConstraints?",
    "Capability": "Request! Exception! VendorSpecificCapabilities? UserDefinedSymbolization? Layer?",
    "Request": "GetCapabilities! GetMap! GetFeatureInfo? DescribeLayer? GetLegendGraphic? GetStyles? PutStyles?",
    "Layer": "Name? Title! Abstract? KeywordList? SRS* LatLonBoundingBox? BoundingBox* Dimension* Extent* Attribution? AuthorityURL* Identifier* "
             "MetadataURL* DataURL* FeatureListURL* Style* ScaleHint? Layer*",
    "Style": "Name! Title! Abstract? LegendURL* StyleSheetURL? StyleURL?"}
WFS_20 = {
    "WFS_Capabilities": "ServiceIdentification? ServiceProvider? OperationsMetadata? WSDL? FeatureTypeList? Filter_Capabilities?",
    "ServiceIdentification": "Title* Abstract* Keywords* ServiceType! ServiceTypeVersion+ Profile* Fees? AccessConstraints*",
    "OperationsMetadata": "Operation+ Parameter* Constraint* ExtendedCapabilities?",
    "Operation": "DCP+ Parameter* Constraint* Metadata*",
    "FeatureTypeList": "FeatureType+",
    "FeatureType": "Name! Title* Abstract* Keywords* DefaultCRS? NoCRS? OtherCRS* OutputFormats? WGS84BoundingBox* MetadataURL* ExtendedDescription?"}
WFS_11 = {
    "WFS_Capabilities": "ServiceIdentification? ServiceProvider? OperationsMetadata? FeatureTypeList? ServesGMLObjectTypeList? SupportsGMLObjectTypeList? "
                        "Filter_Capabilities!",
    "OperationsMetadata": "Operation+ Parameter* Constraint* ExtendedCapabilities?",
    "Operation": "DCP+ Parameter* Constraint* Metadata*",
    "FeatureType": "Name! Title! Abstract? Keywords* DefaultSRS? NoSRS? OtherSRS* Operations? OutputFormats? WGS84BoundingBox+ MetadataURL*"}
WFS_10 = {
    "WFS_Capabilities": "Service! Capability! FeatureTypeList! Filter_Capabilities!",
    "Service": "Name! Title! Abstract? Keywords? OnlineResource! Fees? AccessConstraints?",
    "Capability": "Request! VendorSpecificCapabilities?",
    "FeatureType": "Name! Title? Abstract? Keywords? SRS! Operations? LatLongBoundingBox* MetadataURL*"}
WMTS = {
    "Capabilities": "ServiceIdentification? ServiceProvider? OperationsMetadata? Contents? Themes* WSDL* ServiceMetadataURL*",
    "ServiceIdentification": "Title* Abstract* Keywords* ServiceType! ServiceTypeVersion+ Profile* Fees? AccessConstraints*",
    "OperationsMetadata": "Operation+ Parameter* Constraint* ExtendedCapabilities?",
    "Operation": "DCP+ Parameter* Constraint* Metadata*",
    "Contents": "Layer* OtherSource* TileMatrixSet*",
    "Layer": "Title* Abstract* Keywords* WGS84BoundingBox* Identifier! BoundingBox* Metadata* DatasetDescriptionSummary* Style+ Format+ InfoFormat* "
             "Dimension* TileMatrixSetLink+ ResourceURL*",
    "Dimension": "Title* Abstract* Keywords* Identifier! UOM? UnitSymbol? Default? Current? Value+",
    "Style": "Title* Abstract* Keywords* Identifier! LegendURL*",
    "TileMatrixSetLink": "TileMatrixSet! TileMatrixSetLimits?",
    "TileMatrix": "Title* Abstract* Keywords* Identifier! ScaleDenominator! TopLeftCorner! TileWidth! TileHeight! MatrixWidth! MatrixHeight!"}
GML = {
    "FeatureCollection": "boundedBy? member* featureMember* featureMembers? additionalObjects? truncatedResponse?",
    "member": "_*", "featureMember": "_*", "Envelope": "lowerCorner! upperCorner!", "MultiSurface": "surfaceMember*", "surfaceMember": "Polygon!",
    "Polygon": "exterior? interior* outerBoundaryIs? innerBoundaryIs*", "MultiPolygon": "polygonMember*", "exterior": "LinearRing!", "interior": "LinearRing!", "outerBoundaryIs": "LinearRing!", "innerBoundaryIs": "LinearRing!",
    "LinearRing": "posList? coordinates?", "Point": "pos? coordinates?"}


def local(element):
    return element.tag.rsplit("}", 1)[-1]


class Documents(ServedCase):
    def read(self, **parameters):
        return xml.etree.ElementTree.fromstring(self.get("/ows?" + urllib.parse.urlencode(parameters)).body)

    def check(self, root, sequences):
        """Every element that the table has, wherever it stands (but for names that have no children)."""
        found = set()
        for element in root.iter():
            wanted = sequences.get(local(element))
            if wanted is None or len(element) == 0:
                continue
            found.add(local(element))
            self.check_children(local(element), [local(child) for child in element], wanted.split())
        self.assertIn(local(root), found)
        return found

    def check_children(self, name, children, wanted):
        order = [word[:-1] for word in wanted]
        for child in children:
            self.assertTrue(child in order or "_" in order, f"{name} holds {child}")
        places = [order.index(child) for child in children if child in order]
        self.assertEqual(places, sorted(places), f"{name}: {children}")
        for word in wanted:
            many = children.count(word[:-1])
            self.assertTrue({"!": many == 1, "+": many >= 1, "?": many <= 1, "*": True}[word[-1]], f"{name}: {many} {word[:-1]}")

    def test_capabilities_of_wms(self):
        self.assertIn("LegendURL", self.check(self.read(SERVICE="WMS", REQUEST="GetCapabilities", VERSION="1.3.0"), WMS_13))
        self.check(self.read(SERVICE="WMS", REQUEST="GetCapabilities", VERSION="1.1.1"), WMS_11)

    def test_capabilities_of_wfs(self):
        for version, sequences in (("1.0.0", WFS_10), ("1.1.0", WFS_11), ("2.0.0", WFS_20)):
            self.assertIn("FeatureType", self.check(self.read(SERVICE="WFS", REQUEST="GetCapabilities", VERSION=version), sequences))

    def test_capabilities_of_wmts(self):
        root = xml.etree.ElementTree.fromstring(self.get("/wmts/1.0.0/WMTSCapabilities.xml").body)
        self.assertLessEqual(set(WMTS), self.check(root, WMTS))

    def test_gml(self):
        for version in ("1.0.0", "1.1.0", "2.0.0"):
            for layer in ("protection", "public_sites"):
                for more in ({}, {"FILTER": "<Filter><PropertyIsLike wildCard='*' singleChar='.' escapeChar='!'><PropertyName>site_id</PropertyName>"
                                            "<Literal>SZ*</Literal></PropertyIsLike></Filter>"}):
                    root = self.read(SERVICE="WFS", REQUEST="GetFeature", VERSION=version,
                                     **{"TYPENAMES" if version == "2.0.0" else "TYPENAME": layer}, **more)
                    self.check(root, GML)

    def test_ids_of_gml_are_unique_in_a_document(self):
        for version in ("1.1.0", "2.0.0"):
            root = self.read(SERVICE="WFS", REQUEST="GetFeature", VERSION=version, TYPENAME="protection", TYPENAMES="protection")
            ids = [value for one in root.iter() for name, value in one.attrib.items() if name.startswith("{http://www.opengis.net/gml") and name.endswith("}id")]
            self.assertEqual(len(set(ids)), len(ids))
            self.assertTrue(ids)


if __name__ == "__main__":
    unittest.main()
