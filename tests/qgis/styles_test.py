#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""QGIS reads the product's symbols as they are meant (styles/*.sld)."""
import os
import pathlib
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ET

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QGIS_CUSTOM_CONFIG_PATH"] = os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="liangxian-qgis-")

from qgis.PyQt.QtCore import Qt  # noqa: E402
from qgis.core import QgsApplication, QgsRuleBasedRenderer, QgsVectorLayer  # noqa: E402

STYLES = pathlib.Path(__file__).resolve().parents[2] / "styles"
SE = "{http://www.opengis.net/se}"
COLUMNS = "field=status:string&field=class:string&field=kind:string&field=geometry_basis:string"


def geometry_of(name):
    return {"body-line": "LineString", "body-point": "Point"}.get(name, "Polygon")


class Styles(unittest.TestCase):
    def setUp(self):
        self.kept = []

    def rules(self, name):
        layer = QgsVectorLayer(f"{geometry_of(name)}?crs=EPSG:4490&{COLUMNS}", name, "memory")
        message, is_read = layer.loadSldStyle(str(STYLES / f"{name}.sld"))
        self.assertTrue(is_read, f"{name}: {message}")
        renderer = layer.renderer()
        self.assertIsNotNone(renderer)
        ruled = QgsRuleBasedRenderer.convertFromRenderer(renderer)
        self.kept.append((layer, ruled))  # rules die with their renderer
        root = ruled.rootRule()
        return [rule for rule in root.descendants() if rule.symbol() is not None]

    def layers(self, name, number=0):
        rules = self.rules(name)
        self.kept.append(rules)
        symbol = rules[number].symbol()
        return [symbol.symbolLayer(i) for i in range(symbol.symbolLayerCount())]

    def test_every_rule_arrives_with_its_filter(self):
        for file in sorted(STYLES.glob("*.sld")):
            wanted = ET.parse(file).getroot().findall(f".//{SE}Rule")
            found = self.rules(file.stem)
            self.assertEqual(len(found), len(wanted), file.name)
            for rule, element in zip(found, wanted):
                has_filter = element.find("{http://www.opengis.net/ogc}Filter") is not None
                self.assertEqual(bool(rule.filterExpression()), has_filter, f"{file.name} {rule.label()}")

    def test_the_range_is_red_and_the_control_zone_dashed_blue(self):
        outline = self.layers("protection")[-1]
        self.assertEqual(outline.color().name(), "#c0272d")
        self.assertAlmostEqual(self.layers("protection")[0].fillColor().alphaF(), 0.14, delta=0.01)
        control = self.layers("control")[0]
        self.assertNotEqual(control.strokeStyle(), Qt.SolidLine)
        self.assertEqual(control.strokeColor().name(), "#1f5fa8")

    def test_the_key_area_is_hatched(self):
        self.assertIn("LinePatternFill", [layer.layerType() for layer in self.layers("protection-key")])
        self.assertIn("LinePatternFill", [layer.layerType() for layer in self.layers("underground")])


if __name__ == "__main__":
    application = QgsApplication([], False)
    application.initQgis()
    done = unittest.main(exit=False)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0 if done.result.wasSuccessful() else 1)  # PyQGIS takes itself apart in no good order
