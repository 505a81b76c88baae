#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What the standards' abstract test suites ask of a server, item by item, on the running server.

OGC API Features is in features_suite_test.py. Items of WMS 1.3.0 (06-042, annex A, which asks for the clauses of its
chapters 6 and 7) and of WFS 2.0 Simple
(09-025r2, annex A) are named by the clause they test; those of OGC API Features (17-069r4, annex A) by the name of
the abstract test. Items that do not apply stand in NOT_APPLICABLE with the reason.
"""
import unittest
import urllib.parse
import xml.etree.ElementTree

from osgeo import gdal

from suite import Suite, item

gdal.UseExceptions()
WMS = {"w": "http://www.opengis.net/wms", "ogc": "http://www.opengis.net/ogc"}
WFS = {"wfs": "http://www.opengis.net/wfs/2.0", "ows": "http://www.opengis.net/ows/1.1", "gml": "http://www.opengis.net/gml/3.2",
       "xsd": "http://www.w3.org/2001/XMLSchema"}
MAP = {"SERVICE": "WMS", "VERSION": "1.3.0", "REQUEST": "GetMap", "LAYERS": "protection", "STYLES": "", "CRS": "EPSG:4490",
       "BBOX": "39.561,113.178,39.569,113.187", "WIDTH": "90", "HEIGHT": "80", "FORMAT": "image/png"}
INFO = {**MAP, "REQUEST": "GetFeatureInfo", "QUERY_LAYERS": "protection", "I": "40", "J": "40", "INFO_FORMAT": "text/html"}
ID = "urn:ogc:def:query:OGC-WFS::GetFeatureById"

NOT_APPLICABLE = {
    "WMS 7.2.3.5 UPDATESEQUENCE": "the service names no updateSequence: 7.2.3.5 then has the newest metadata returned (item of that name)",
    "WMS 7.2.4.6.12 DataURL, 7.2.4.6.11 FeatureListURL": "both are optional, and no layer names one",
    "WMS 7.2.4.7.2 cascaded, 7.2.4.7.4 noSubsets": "no layer is cascaded; every layer is drawn for any box and size",
    "WMS 7.3.3.13 ELEVATION, other sample dimensions": "layers have the dimension time alone",
    "WMS 6.3.2 HTTP POST": "optional; the capabilities name GET for what WMS answers",
    "WFS 10 GetPropertyValue, 11 ad hoc queries": "of Basic WFS, not of Simple WFS; tests/server/ows_test.py has ad hoc queries",
    "WFS 12 LockFeature, 15 Transaction, 14.5, 14.6 managed stored queries": "the service is read only: the capabilities say FALSE",
    "WFS SOAP binding": "the capabilities say SOAPEncoding FALSE",
    "/conf/core/fc-time-definition of collections without time": "each collection has a temporal extent",
    "/conf/core/mixed HTTPS": "TLS is the proxy's in front",
}


class Wms(Suite):
    def test_every_item_of_the_suite(self):
        self.assertGreater(self.run_items(), 30)

    def capabilities(self, **changes):
        return xml.etree.ElementTree.fromstring(self.ask({"SERVICE": "WMS", "REQUEST": "GetCapabilities"}, **changes).body)

    def layers(self):
        return self.capabilities().findall(".//w:Layer[w:Name]", WMS)

    def fault(self, answer):
        """The code of a service exception, or what came instead."""
        if not answer.headers["content-type"].startswith("text/xml"):
            return answer.headers["content-type"]
        found = xml.etree.ElementTree.fromstring(answer.body).find("ogc:ServiceException", WMS)
        return "no exception" if found is None else found.get("code", "without code")

    def pixels(self, answer):
        gdal.FileFromMemBuffer("/vsimem/item.png", answer.body)
        try:
            return gdal.Open("/vsimem/item.png").ReadAsArray()
        finally:
            gdal.Unlink("/vsimem/item.png")

    @item("6.2.4 without VERSION the newest answers")
    def version_none(self):
        self.assertEqual(self.capabilities().get("version"), "1.3.0")

    @item("6.2.4 a higher VERSION is answered by the newest")
    def version_higher(self):
        self.assertEqual(self.capabilities(VERSION="1.4.0").get("version"), "1.3.0")

    @item("6.2.4 a VERSION between is answered by the next lower one")
    def version_between(self):
        self.assertEqual(self.capabilities(VERSION="1.2.0").get("version"), "1.1.1")

    @item("6.3.3 answers have their MIME type")
    def mime_type(self):
        self.assertEqual(self.ask(MAP).headers["content-type"], "image/png")

    @item("6.7.4 EPSG CRS are in the order of their axes")
    def axes(self):
        self.assertEqual(int(self.pixels(self.ask(MAP, BBOX="113.178,39.561,113.187,39.569", TRANSPARENT="TRUE"))[3].max()), 0)

    @item("6.8.1 names of parameters are without case")
    def names_without_case(self):
        lower = {name.lower(): value for name, value in MAP.items()}
        self.assertEqual(self.ask(lower).body, self.ask(MAP).body)

    @item("6.8.1 parameters stand in any order")
    def any_order(self):
        self.assertEqual(self.ask(dict(reversed(MAP.items()))).body, self.ask(MAP).body)

    @item("6.8.1 parameters of no standard are ignored")
    def unknown_parameters(self):
        self.assertEqual(self.ask(MAP, FOO="BAR", ANGLE="12").body, self.ask(MAP).body)

    @item("6.8.1 values are with case: MapServer's own way with layers, formats and CRS, which it takes without")
    def values_with_case(self):
        self.assertEqual([self.fault(self.ask(MAP, **one)) for one in ({"FORMAT": "IMAGE/PNG"}, {"CRS": "epsg:4490"}, {"LAYERS": "Protection"})],
                         ["image/png"] * 3)

    @item("6.9.3 an operation that there is not is refused")
    def unknown_operation(self):
        self.assertEqual(self.fault(self.ask(MAP, REQUEST="GetNothing")), "OperationNotSupported")

    @item("6.11 exceptions are a ServiceExceptionReport of 1.3.0")
    def exception_report(self):
        root = xml.etree.ElementTree.fromstring(self.ask(MAP, LAYERS="nothing").body)
        self.assertEqual((root.tag, root.get("version")), ("{http://www.opengis.net/ogc}ServiceExceptionReport", "1.3.0"))

    @item("7.2.3.1 an unknown FORMAT of the metadata is answered by text/xml")
    def metadata_format(self):
        answer = self.ask({"SERVICE": "WMS", "REQUEST": "GetCapabilities", "FORMAT": "application/x-nothing"})
        self.assertEqual(answer.headers["content-type"].split(";")[0], "text/xml")

    @item("7.2.3.5 any UPDATESEQUENCE is answered by the newest metadata")
    def update_sequence(self):
        self.assertEqual(self.capabilities(UPDATESEQUENCE="0").get("version"), "1.3.0")

    @item("7.2.4.2 the service is named WMS and has a title")
    def service_name(self):
        service = self.capabilities().find("w:Service", WMS)
        self.assertEqual((service.find("w:Name", WMS).text, bool(service.find("w:Title", WMS).text)), ("WMS", True))

    @item("7.2.4.3 operations name an address that ends in ? or &")
    def addresses(self):
        hrefs = {one.get("{http://www.w3.org/1999/xlink}href") for one in self.capabilities().findall("w:Capability/w:Request//w:OnlineResource", WMS)}
        self.assertEqual({href[-1] for href in hrefs} - {"?", "&"}, set())

    @item("7.2.4.3 every exception format offered is one of the standard")
    def exception_formats(self):
        found = {one.text for one in self.capabilities().findall("w:Capability/w:Exception/w:Format", WMS)}
        self.assertTrue("XML" in found and found <= {"XML", "INIMAGE", "BLANK"}, found)

    @item("7.2.4.6.2 every layer has a title")
    def titles(self):
        self.assertTrue(all(one.find("w:Title", WMS).text for one in self.capabilities().iter("{http://www.opengis.net/wms}Layer")))

    @item("7.2.4.6.3 names of layers differ")
    def different_names(self):
        names = [one.find("w:Name", WMS).text for one in self.layers()]
        self.assertEqual(len(set(names)), len(names))

    @item("7.2.4.6.5 styles of a layer have name and title")
    def styles(self):
        found = [one for layer in self.layers() for one in layer.findall("w:Style", WMS)]
        self.assertTrue(all(one.find("w:Name", WMS).text and one.find("w:Title", WMS).text for one in found))

    @item("7.2.4.6.5 a legend named by a style is there")
    def legend_addresses(self):
        for one in self.capabilities().findall(".//w:Style/w:LegendURL", WMS):
            target = urllib.parse.urlsplit(one.find("w:OnlineResource", WMS).get("{http://www.w3.org/1999/xlink}href"))
            answer = self.get(target.path + "?" + target.query)
            self.assertEqual(answer.headers["content-type"], one.find("w:Format", WMS).text, target)

    @item("7.2.4.6.6 layers have a geographic box")
    def geographic_box(self):
        for layer in self.layers():
            box = [float(layer.find("w:EX_GeographicBoundingBox/w:" + side, WMS).text)
                   for side in ("westBoundLongitude", "eastBoundLongitude", "southBoundLatitude", "northBoundLatitude")]
            self.assertTrue(-180 <= box[0] <= box[1] <= 180 and -90 <= box[2] <= box[3] <= 90, box)

    @item("7.2.4.6.7 a map is drawn in every CRS named")
    def every_crs(self):
        named = {one.text for one in self.capabilities().iter("{http://www.opengis.net/wms}CRS")}
        self.assertLessEqual({"EPSG:4490", "EPSG:4546", "EPSG:3857"}, named)
        for crs in sorted(named):
            self.assertEqual(self.ask(MAP, CRS=crs, BBOX="1,1,2,2").headers["content-type"], "image/png", crs)

    @item("7.2.4.6.8 the box of EPSG:4490 has latitude first")
    def box_axes(self):
        boxes = self.capabilities().findall(".//w:Layer[w:Name='protection']/w:BoundingBox[@CRS='EPSG:4490']", WMS)
        self.assertTrue(boxes and all(30 < float(one.get("minx")) < 45 < 100 < float(one.get("miny")) for one in boxes))

    @item("7.2.4.7.1 layers offered for questions answer them")
    def queryable(self):
        for layer in self.layers():
            name = layer.find("w:Name", WMS).text
            if layer.get("queryable") == "1" and name in ("protection", "control", "public_sites"):
                self.assertEqual(self.ask(INFO, LAYERS=name, QUERY_LAYERS=name).headers["content-type"].split(";")[0], "text/html", name)

    @item("7.2.4.8 MaxWidth is kept")
    def largest_width(self):
        width = int(self.capabilities().find("w:Service/w:MaxWidth", WMS).text)
        self.assertEqual((self.ask(MAP, WIDTH=str(width), HEIGHT="1").status, self.ask(MAP, WIDTH=str(width + 1)).status), (200, 400))

    @item("7.3.3.3 LAYERS that there are not: LayerNotDefined")
    def unknown_layer(self):
        self.assertEqual(self.fault(self.ask(MAP, LAYERS="nothing")), "LayerNotDefined")

    @item("7.3.3.3 the first of LAYERS lies lowest")
    def order_of_layers(self):
        one, other = (self.pixels(self.ask(MAP, LAYERS=names, STYLES=",")) for names in ("protection,control", "control,protection"))
        self.assertTrue((one != other).any())

    @item("7.3.3.4 STYLES that there are not: StyleNotDefined")
    def unknown_style(self):
        self.assertEqual(self.fault(self.ask(MAP, STYLES="nothing")), "StyleNotDefined")

    @item("7.3.3.4 an empty STYLES and commas mean the default")
    def default_styles(self):
        self.assertEqual(self.ask(MAP, LAYERS="control,protection", STYLES=",").body, self.ask(MAP, LAYERS="control,protection", STYLES="").body)

    @item("7.3.3.5 a CRS that there is not: InvalidCRS")
    def unknown_crs(self):
        self.assertEqual(self.fault(self.ask(MAP, CRS="EPSG:99")), "InvalidCRS")

    @item("7.3.3.6 a BBOX without height is an exception")
    def flat_box(self):
        self.assertIn(b"ServiceException", self.ask(MAP, BBOX="39.5,113.1,39.5,113.2").body)

    @item("7.3.3.6 a BBOX turned round is an exception")
    def turned_box(self):
        answer = self.ask(MAP, BBOX="39.6,113.2,39.5,113.1")
        self.assertIn(b"ServiceException", answer.body)

    @item("7.3.3.6 a BBOX elsewhere gives an empty map")
    def box_elsewhere(self):
        self.assertEqual(int(self.pixels(self.ask(MAP, BBOX="-40,-70,-39,-69", TRANSPARENT="TRUE"))[3].max()), 0)

    @item("7.3.3.7 a FORMAT that there is not: InvalidFormat")
    def unknown_format(self):
        self.assertEqual(self.fault(self.ask(MAP, FORMAT="image/x-nothing")), "InvalidFormat")

    @item("7.3.3.7 a map is drawn in every format offered")
    def every_format(self):
        formats = [one.text for one in self.capabilities().findall("w:Capability/w:Request/w:GetMap/w:Format", WMS)]
        self.assertEqual([self.ask(MAP, FORMAT=one).headers["content-type"] for one in formats], formats)

    @item("7.3.3.8 a map has the size that was asked for")
    def size(self):
        self.assertEqual(self.pixels(self.ask(MAP, WIDTH="77", HEIGHT="33")).shape[1:], (33, 77))

    @item("7.3.3.9 TRANSPARENT=TRUE leaves the ground clear")
    def transparent(self):
        self.assertEqual(int(self.pixels(self.ask(MAP, TRANSPARENT="TRUE"))[3].min()), 0)

    @item("7.3.3.9 without TRANSPARENT the ground is opaque white")
    def opaque(self):
        bands = self.pixels(self.ask(MAP))
        self.assertEqual([int(band[0, 0]) for band in bands], [255] * len(bands))

    @item("7.3.3.10 BGCOLOR paints the ground")
    def background(self):
        self.assertEqual([int(band[0, 0]) for band in self.pixels(self.ask(MAP, BGCOLOR="0x0080FF"))[:3]], [0, 128, 255])

    @item("7.3.3.11 EXCEPTIONS=INIMAGE answers with a picture")
    def exception_in_image(self):
        self.assertEqual(self.ask(MAP, LAYERS="nothing", EXCEPTIONS="INIMAGE").headers["content-type"], "image/png")

    @item("7.3.3.11 EXCEPTIONS=BLANK answers with an empty picture")
    def exception_blank(self):
        bands = self.pixels(self.ask(MAP, LAYERS="nothing", EXCEPTIONS="BLANK", TRANSPARENT="TRUE"))
        self.assertEqual(int(bands[3].max()), 0)

    @item("7.3.3.12 a TIME that there is not: InvalidDimensionValue")
    def unknown_time(self):
        self.assertEqual(self.fault(self.ask(MAP, TIME="1492-10-12")), "InvalidDimensionValue")

    @item("7.4.3.3 QUERY_LAYERS that there are not: LayerNotDefined")
    def unknown_query_layer(self):
        self.assertEqual(self.fault(self.ask(INFO, QUERY_LAYERS="nothing")), "LayerNotDefined")

    @item("7.4.3.4 an INFO_FORMAT that there is not: InvalidFormat")
    def unknown_info_format(self):
        self.assertEqual(self.fault(self.ask(INFO, INFO_FORMAT="text/x-nothing")), "InvalidFormat")

    @item("7.4.3.4 every form offered answers")
    def every_info_format(self):
        formats = [one.text for one in self.capabilities().findall("w:Capability/w:Request/w:GetFeatureInfo/w:Format", WMS)]
        for one in formats:
            self.assertIn(b"SZ001", self.ask(INFO, INFO_FORMAT=one).body, one)

    @item("7.4.3.6 a pixel outside the image: InvalidPoint")
    def point_outside(self):
        self.assertEqual([self.fault(self.ask(INFO, **one)) for one in ({"I": "90"}, {"J": "80"}, {"I": "-1"}, {"I": "x"})], ["InvalidPoint"] * 4)


class WfsSimple(Suite):
    def test_every_item_of_the_suite(self):
        self.assertGreater(self.run_items(), 15)

    def of(self, operation, **parameters):
        return self.ask({"SERVICE": "WFS", "VERSION": "2.0.0", "REQUEST": operation, **parameters})

    def root(self, answer):
        return xml.etree.ElementTree.fromstring(answer.body)

    def fault(self, answer):
        found = self.root(answer).find("ows:Exception", WFS)
        return (answer.status, None if found is None else found.get("exceptionCode"))

    @item("7.3.2 names of parameters are without case")
    def names_without_case(self):
        answer = self.ask({"service": "WFS", "version": "2.0.0", "request": "ListStoredQueries"})
        self.assertEqual(self.root(answer).tag, "{http://www.opengis.net/wfs/2.0}ListStoredQueriesResponse")

    @item("7.5 an operation that there is not: OperationNotSupported")
    def unknown_operation(self):
        self.assertEqual(self.fault(self.of("GetNothing")), (400, "OperationNotSupported"))

    @item("7.5 a transaction is refused")
    def transaction(self):
        self.assertEqual(self.fault(self.of("Transaction")), (400, "OperationNotSupported"))

    @item("7.5 exceptions are a report of OWS 1.1 with version 2.0.0")
    def exception_report(self):
        root = self.root(self.of("GetFeature", STOREDQUERY_ID="nothing"))
        self.assertEqual((root.tag, root.get("version")), ("{http://www.opengis.net/ows/1.1}ExceptionReport", "2.0.0"))

    @item("7.6.25 a VERSION that there is not is refused")
    def unknown_version(self):
        self.assertEqual(self.fault(self.of("GetFeature", VERSION="9.9.9")), (400, "InvalidParameterValue"))

    @item("8.2 ACCEPTVERSIONS is negotiated in its order")
    def versions(self):
        self.assertEqual([self.root(self.ask({"SERVICE": "WFS", "REQUEST": "GetCapabilities", "ACCEPTVERSIONS": words})).get("version")
                          for words in ("2.0.0", "1.1.0,2.0.0", "9.9.9,2.0.0")], ["2.0.0", "1.1.0", "2.0.0"])

    @item("8.2 versions that there are not: VersionNegotiationFailed")
    def no_version(self):
        self.assertEqual(self.fault(self.ask({"SERVICE": "WFS", "REQUEST": "GetCapabilities", "ACCEPTVERSIONS": "9.9.9"}))[1], "VersionNegotiationFailed")

    @item("8.3 every feature type has name, title and the default CRS")
    def feature_types(self):
        for one in self.root(self.of("GetCapabilities")).findall("wfs:FeatureTypeList/wfs:FeatureType", WFS):
            self.assertEqual([bool(one.find("wfs:" + name, WFS).text) for name in ("Name", "Title")], [True, True])
            self.assertEqual(one.find("wfs:DefaultCRS", WFS).text, "urn:ogc:def:crs:EPSG::4490")

    @item("8.3.5.3 every conformance class is declared TRUE or FALSE")
    def constraints(self):
        found = {one.get("name"): one.find("ows:DefaultValue", WFS).text for one in
                 self.root(self.of("GetCapabilities")).findall("ows:OperationsMetadata/ows:Constraint", WFS)
                 if one.get("name", "").startswith(("Implements", "KVP", "XML", "SOAP"))}
        wanted = {"ImplementsBasicWFS", "ImplementsTransactionalWFS", "ImplementsLockingWFS", "KVPEncoding", "XMLEncoding", "SOAPEncoding",
                  "ImplementsInheritance", "ImplementsRemoteResolve", "ImplementsResultPaging", "ImplementsStandardJoins",
                  "ImplementsSpatialJoins", "ImplementsTemporalJoins", "ImplementsFeatureVersioning"}
        self.assertTrue(wanted <= set(found) and set(found.values()) <= {"TRUE", "FALSE"}, found)

    @item("8.3.3 operations of Simple WFS are offered")
    def operations(self):
        names = {one.get("name") for one in self.root(self.of("GetCapabilities")).findall("ows:OperationsMetadata/ows:Operation", WFS)}
        self.assertLessEqual({"GetCapabilities", "DescribeFeatureType", "GetFeature", "ListStoredQueries", "DescribeStoredQueries"}, names)

    @item("9.3 a schema is one of XML Schema for the type asked for")
    def schema(self):
        root = self.root(self.of("DescribeFeatureType", TYPENAMES="ms:protection"))
        self.assertEqual((root.tag, [one.get("name") for one in root.findall("xsd:element", WFS)]),
                         ("{http://www.w3.org/2001/XMLSchema}schema", ["protection"]))

    @item("9.3 the schema's element stands for an abstract feature")
    def substitution(self):
        one = self.root(self.of("DescribeFeatureType", TYPENAMES="ms:protection")).find("xsd:element", WFS)
        self.assertEqual(one.get("substitutionGroup"), "gml:AbstractFeature")

    @item("9.2 a type that there is not is refused")
    def unknown_type(self):
        self.assertEqual(self.fault(self.of("DescribeFeatureType", TYPENAMES="nothing")), (400, "InvalidParameterValue"))

    @item("9.3 every member of an answer has the columns of its schema")
    def members_by_schema(self):
        schema = self.root(self.of("DescribeFeatureType", TYPENAMES="ms:protection"))
        columns = {one.get("name") for one in schema.findall(".//xsd:sequence/xsd:element", WFS)}
        feature = self.root(self.of("GetFeature", STOREDQUERY_ID=ID, ID="protection.SZ001-K"))
        mine = {one.tag.split("}")[1] for one in feature if "mapserver" in one.tag}
        self.assertTrue(mine and mine <= columns, mine - columns)

    @item("11.4 a stored query that there is not is refused")
    def unknown_query(self):
        self.assertEqual(self.fault(self.of("GetFeature", STOREDQUERY_ID="nothing")), (400, "InvalidParameterValue"))

    @item("14.3 GetFeatureById is listed with what it returns")
    def listed(self):
        found = self.root(self.of("ListStoredQueries")).findall("wfs:StoredQuery", WFS)
        self.assertTrue(any(one.get("id") == ID and one.find("wfs:ReturnFeatureType", WFS) is not None for one in found))

    @item("14.4 a stored query is described with its parameter")
    def described(self):
        found = self.root(self.of("DescribeStoredQueries")).find(f"wfs:StoredQueryDescription[@id='{ID}']/wfs:Parameter", WFS)
        self.assertEqual(found.get("name"), "ID")

    @item("7.9.3.6 GetFeatureById gives the one feature")
    def by_id(self):
        root = self.root(self.of("GetFeature", STOREDQUERY_ID=ID, ID="protection.SZ001-K"))
        self.assertEqual(root.get("{http://www.opengis.net/gml/3.2}id"), "protection.SZ001-K")

    @item("7.9.3.6 an id that there is not: NotFound")
    def no_id(self):
        self.assertEqual(self.fault(self.of("GetFeature", STOREDQUERY_ID=ID, ID="protection.nothing")), (404, "NotFound"))

    @item("11.3 a collection counts what it returns")
    def counts(self):
        root = self.root(self.of("GetFeature", TYPENAMES="protection", COUNT="4"))
        self.assertEqual((root.get("numberReturned"), len(root.findall("wfs:member", WFS))), ("4", 4))


class NotApplicable(unittest.TestCase):
    def test_each_item_that_is_left_out_has_its_reason(self):
        for name, reason in NOT_APPLICABLE.items():
            self.assertGreater(len(reason), 20, name)


if __name__ == "__main__":
    unittest.main()
