#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""QGIS as a client of the server: WMS, WMTS, WFS, OGC API Features and vector tiles, axes in order."""
import json
import os
import sys
import tempfile
import unittest

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QGIS_CUSTOM_CONFIG_PATH"] = os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="liangxian-qgis-")

from qgis.PyQt.QtCore import QCoreApplication, QSize, Qt  # noqa: E402
from qgis.PyQt.QtGui import QImage  # noqa: E402
from qgis.core import (QgsApplication, QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsMapRendererSequentialJob,  # noqa: E402
                       QgsMapSettings, QgsProject, QgsRasterLayer, QgsRectangle, QgsVectorLayer, QgsVectorTileLayer)

from served import ServedCase  # noqa: E402

DEGREES = "EPSG:4490"
PLANE = "EPSG:4546"  # CGCS2000, 3° zone about 111° E, no zone number
GROUND = QgsRectangle(113.178, 39.561, 113.187, 39.569)  # about SZ001


class Services(ServedCase):
    def setUp(self):
        super().setUp()
        self.kept = []  # QGIS works on in the background: layers outlive the test
        KEPT.append(self.kept)

    def address(self, path):
        return f"http://{self.origin.netloc}{path}"

    def opened(self, layer):
        self.kept.append(layer)
        self.assertTrue(layer.isValid(), layer.source())
        return layer

    def drawn(self, layer, crs, ground=GROUND, size=(360, 320)):
        """The picture of a ground that is given in degrees."""
        settings = QgsMapSettings()
        target = QgsCoordinateReferenceSystem(crs)
        to_target = QgsCoordinateTransform(QgsCoordinateReferenceSystem(DEGREES), target, QgsProject.instance())
        settings.setDestinationCrs(target)
        settings.setExtent(to_target.transformBoundingBox(ground))
        settings.setOutputSize(QSize(*size))
        settings.setBackgroundColor(Qt.transparent)
        settings.setLayers([layer])
        job = QgsMapRendererSequentialJob(settings)
        self.kept.append(job)
        job.start()
        job.waitForFinished()
        self.assertEqual(job.errors(), [])
        return job.renderedImage().convertToFormat(QImage.Format_ARGB32), settings

    def colour_at(self, picture, settings, longitude, latitude):
        back = QgsCoordinateTransform(QgsCoordinateReferenceSystem(DEGREES), settings.destinationCrs(), QgsProject.instance())
        pixel = settings.mapToPixel().transform(back.transform(longitude, latitude))
        return picture.pixelColor(round(pixel.x()), round(pixel.y()))

    def zone(self, name):
        """As OGC API Features has it, longitude first."""
        return self.get(f"/ogcapi/collections/protection/items/{name}").json()

    def assert_the_zone_is_where_it_is(self, picture, settings):
        """SZ001-K is hatched red: around its middle much is red; a ground without zones is empty."""
        ring = self.zone("SZ001-K")["geometry"]["coordinates"][0][0]
        west, east = min(p[0] for p in ring), max(p[0] for p in ring)
        south, north = min(p[1] for p in ring), max(p[1] for p in ring)
        inside = [self.colour_at(picture, settings, west + (east - west) * i / 12, south + (north - south) * j / 12)
                  for i in range(2, 11) for j in range(2, 11)]
        red = [one for one in inside if one.alpha() > 10 and one.red() > one.blue() + 20]
        self.assertGreater(len(red), len(inside) / 3)
        self.assertEqual(self.colour_at(picture, settings, GROUND.xMinimum() + 0.0003, GROUND.yMinimum() + 0.0003).alpha(), 0)

    def test_wms_draws_the_zone_where_it_is(self):
        for crs in (DEGREES, PLANE, "EPSG:3857"):
            for version in ("", "&version=1.1.1"):
                layer = self.opened(QgsRasterLayer(f"crs={crs}&format=image/png&layers=protection&styles={version}&url={self.address('/ows')}",
                                                   "protection", "wms"))
                self.assertEqual(layer.crs().authid(), crs)
                self.assert_the_zone_is_where_it_is(*self.drawn(layer, crs))

    def test_wmts_draws_the_zone_where_it_is_in_both_grids(self):
        for grid, crs in (("c", DEGREES), ("w", "EPSG:3857")):
            layer = self.opened(QgsRasterLayer(f"crs={crs}&format=image/png&layers=protection&styles=default&tileMatrixSet={grid}"
                                               f"&url={self.address('/wmts/1.0.0/WMTSCapabilities.xml')}", "protection", "wms"))
            self.assert_the_zone_is_where_it_is(*self.drawn(layer, crs))

    def wfs(self, version, crs):
        name = "ms:protection" if version.startswith("2") else "protection"
        return self.opened(QgsVectorLayer(f"pagingEnabled='true' restrictToRequestBBOX='0' srsname='{crs}' typename='{name}' "
                                          f"url='{self.address('/ows')}' version='{version}'", name, "WFS"))

    def assert_features_are_those_of_the_server(self, layer, crs):
        expected = {one["properties"]["zone_id"]: one
                    for one in self.get("/ogcapi/collections/protection/items?limit=1000").json()["features"]}
        found = {one["zone_id"]: one.geometry() for one in layer.getFeatures()}
        self.assertEqual(found.keys(), expected.keys())
        to_degrees = QgsCoordinateTransform(QgsCoordinateReferenceSystem(crs), QgsCoordinateReferenceSystem(DEGREES), QgsProject.instance())
        for name, geometry in found.items():
            geometry.transform(to_degrees)
            there = geometry.boundingBox()
            positions = [p for polygon in expected[name]["geometry"]["coordinates"] for ring in polygon for p in ring]
            for mine, wanted in ((there.xMinimum(), min(p[0] for p in positions)), (there.yMaximum(), max(p[1] for p in positions))):
                self.assertAlmostEqual(mine, wanted, delta=1e-7, msg=f"{name} {json.dumps(positions[0])}")

    def test_wfs_gives_every_feature_with_its_axes_in_order(self):
        for version in ("1.0.0", "1.1.0", "2.0.0"):
            for crs in (DEGREES,) if version == "1.0.0" else (DEGREES, PLANE):  # 1.0.0 has no choice of CRS
                with self.subTest(version=version, crs=crs):
                    self.assert_features_are_those_of_the_server(self.wfs(version, crs), crs)

    def test_ogc_api_features_gives_every_feature(self):
        layer = self.opened(QgsVectorLayer(f"typename='protection' url='{self.address('/ogcapi')}' pagingEnabled='true'", "protection", "OAPIF"))
        self.assert_features_are_those_of_the_server(layer, layer.crs().authid())

    def test_vector_tiles_are_drawn_where_the_zone_is(self):
        layer = self.opened(QgsVectorTileLayer(f"type=xyz&url={self.address('/tiles/protection/{z}/{x}/{y}.mvt')}&zmin=0&zmax=18", "protection"))
        picture, settings = self.drawn(layer, "EPSG:3857")
        ring = self.zone("SZ001-K")["geometry"]["coordinates"][0][0]
        longitude, latitude = (sum(p[i] for p in ring[:-1]) / (len(ring) - 1) for i in (0, 1))
        self.assertGreater(self.colour_at(picture, settings, longitude, latitude).alpha(), 0)
        self.assertEqual(self.colour_at(picture, settings, GROUND.xMinimum() + 0.0003, GROUND.yMinimum() + 0.0003).alpha(), 0)


KEPT = []

if __name__ == "__main__":
    QCoreApplication.setOrganizationName("liangxian-test")
    QCoreApplication.setApplicationName("liangxian-test")
    application = QgsApplication([], False)
    application.initQgis()
    done = unittest.main(exit=False)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0 if done.result.wasSuccessful() else 1)  # PyQGIS takes itself apart in no good order
