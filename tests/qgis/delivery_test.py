#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""A delivery of ours as QGIS opens it: fields, types, lengths, aliases, codes, areas."""
import os
import sys
import tempfile
import unittest

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QGIS_CUSTOM_CONFIG_PATH"] = os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="liangxian-qgis-")

from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsDistanceArea, QgsVectorLayer  # noqa: E402

from program import ProgramCase  # noqa: E402


class Delivery(ProgramCase):
    def setUp(self):
        super().setUp()
        self.run_ok("init", self.store, "--demo")

    def test_it_opens_with_the_fields_and_codes_of_its_profile(self):
        for name in ("d.gdb", "d.gpkg"):
            out = self.folder / name
            self.run_ok("export", self.store, out, "--profile", "lswhbhx")
            layer = QgsVectorLayer(f"{out}|layername=LSWHBHX", "lines", "ogr")
            self.assertTrue(layer.isValid())
            self.assertEqual(layer.crs().authid(), "EPSG:4490")
            self.assertEqual(layer.featureCount(), 28)
            fields = {field.name(): field for field in layer.fields()}
            for field, kind, length in (("BSM", "String", 18), ("YSDM", "String", 10), ("XZQDM", "String", 12),
                                        ("BHXJB", "String", 2), ("BZ", "String", 255), ("MJ", "Real", 0)):
                self.assertEqual(fields[field].typeName(), kind, field)
                self.assertEqual(fields[field].length(), length, field)
            if name == "d.gdb":
                self.assertEqual(fields["BHXMC"].alias(), "保护线名称")
            measure = QgsDistanceArea()
            measure.setSourceCrs(QgsCoordinateReferenceSystem("EPSG:4490"), layer.transformContext())
            measure.setEllipsoid("PARAMETER:6378137:6356752.314140356")
            for feature in layer.getFeatures():
                self.assertEqual(feature["YSDM"], "2090020227")
                self.assertTrue(feature.geometry().isGeosValid())
                self.assertEqual(feature["MJ"], round(feature["MJ"], 2))
                area = measure.measureArea(feature.geometry())
                self.assertLess(abs(area - feature["MJ"]), 0.02 + 1e-5 * area, feature["BSM"])


if __name__ == "__main__":
    application = QgsApplication([], False)
    application.initQgis()
    done = unittest.main(exit=False)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0 if done.result.wasSuccessful() else 1)  # PyQGIS takes itself apart in no good order
