#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""One symbology: the SLDs of styles/ drawn by our WMS and by QGIS look alike.

QGIS needs four corrections (docs/adr/0041): widths in hatches are pixels, dashes are those of the SLD, a picture has
90.71 dots an inch, and a column without a value is an empty text. Pictures are kept in PICTURES, if that names a folder.
"""
import json
import os
import pathlib
import sys
import tempfile
import unittest
import urllib.parse
import xml.etree.ElementTree as ET

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QGIS_CUSTOM_CONFIG_PATH"] = os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="liangxian-qgis-")

import numpy  # noqa: E402
from qgis.PyQt.QtCore import QSize, Qt  # noqa: E402
from qgis.PyQt.QtGui import QColor, QImage  # noqa: E402
from qgis.core import (QgsApplication, QgsCoordinateReferenceSystem, QgsMapRendererSequentialJob, QgsMapSettings, QgsRectangle,  # noqa: E402
                       QgsRuleBasedRenderer, QgsSimpleLineSymbolLayer, QgsUnitTypes, QgsVectorLayer)

from served import ServedCase  # noqa: E402

STYLES = pathlib.Path(__file__).resolve().parents[2] / "styles"
SE = "{http://www.opengis.net/se}"
SIZE = 512
BLOCK = 16
# Grounds in EPSG:4546 as west, south, metres; the style that each kind of the layer has.
VIEWS = {"town": (685600, 4382600, 3600), "unit": (687100, 4383100, 900)}
KINDS = {"protection": {"protection-key": "protection-key", "protection-general": "protection-general", "protection": "protection"},
         "control": {"control": "control"}}
KEPT = []


def dashes(style):
    """Of each rule with a symbol: the numbers of its dashed outline, or nothing."""
    out = []
    for rule in ET.parse(STYLES / f"{style}.sld").getroot().iter(SE + "Rule"):
        found = [one.text for one in rule.iter(SE + "SvgParameter") if one.get("name") == "stroke-dasharray"]
        out.append([float(number) for number in found[0].split()] if found else [])
    return out


def correct(symbol, dash):
    """What QGIS makes of the SLD, as the SLD means it."""
    for i in range(symbol.symbolLayerCount()):
        one = symbol.symbolLayer(i)
        if one.layerType() == "LinePatternFill":
            one.subSymbol().setOutputUnit(QgsUnitTypes.RenderPixels)
        elif dash and one.layerType() == "SimpleFill" and one.strokeStyle() != Qt.NoPen:
            line = QgsSimpleLineSymbolLayer(one.strokeColor(), one.strokeWidth())
            line.setOutputUnit(QgsUnitTypes.RenderPixels)
            line.setUseCustomDashPattern(True)
            line.setCustomDashPatternUnit(QgsUnitTypes.RenderPixels)
            line.setCustomDashVector(dash)
            line.setPenCapStyle(Qt.FlatCap)
            one.setStrokeStyle(Qt.NoPen)
            symbol.appendSymbolLayer(line)


class Symbology(ServedCase):
    def styled_layers(self, name):
        """The layer's features by kind, as QGIS draws them; those above come first."""
        collection = self.get(f"/ogcapi/collections/{name}/items?limit=1000").json()
        out = []
        for kind, style in KINDS[name].items():
            features = [one for one in collection["features"] if one["properties"]["kind"] == kind]
            for one in features:
                one["properties"].update(status="published", geometry_basis="surveyed")
                one["properties"].setdefault("class", "")  # of NULL a rule of QGIS says neither yes nor no
            if not features:
                continue
            file = self.folder / f"{name}-{kind}.geojson"
            file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
            layer = QgsVectorLayer(str(file), kind, "ogr")
            self.assertTrue(layer.isValid())
            self.assertEqual(layer.featureCount(), len(features))
            message, is_read = layer.loadSldStyle(str(STYLES / f"{style}.sld"))
            self.assertTrue(is_read, message)
            ruled = QgsRuleBasedRenderer.convertFromRenderer(layer.renderer())
            rules = [rule for rule in ruled.rootRule().descendants() if rule.symbol() is not None]
            for rule, dash in zip(rules, dashes(style)):
                correct(rule.symbol(), dash)
            layer.setRenderer(ruled)
            KEPT.append((layer, rules))
            out.append(layer)
        return out

    def by_qgis(self, name, west, south, metres):
        settings = QgsMapSettings()
        settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4546"))
        settings.setExtent(QgsRectangle(west, south, west + metres, south + metres))
        settings.setOutputSize(QSize(SIZE, SIZE))
        settings.setOutputDpi(25.4 / 0.28)
        settings.setBackgroundColor(QColor(255, 255, 255))
        settings.setLayers(self.styled_layers(name))
        job = QgsMapRendererSequentialJob(settings)
        KEPT.append(job)
        job.start()
        job.waitForFinished()
        return job.renderedImage()

    def by_wms(self, name, west, south, metres):
        answer = self.get("/ows?" + urllib.parse.urlencode({
            "SERVICE": "WMS", "VERSION": "1.3.0", "REQUEST": "GetMap", "LAYERS": name, "STYLES": "", "CRS": "EPSG:4546",
            "BBOX": f"{south},{west},{south + metres},{west + metres}", "WIDTH": SIZE, "HEIGHT": SIZE, "FORMAT": "image/png"}))
        self.assertEqual(answer.headers["content-type"], "image/png", answer.body[:300])
        return QImage.fromData(answer.body)

    def numbers(self, image):
        image = image.convertToFormat(QImage.Format_RGB888)
        bits = image.constBits()
        bits.setsize(image.sizeInBytes())
        return numpy.frombuffer(bytes(bits), numpy.uint8).reshape(SIZE, image.bytesPerLine())[:, :SIZE * 3].reshape(SIZE, SIZE, 3).astype(float)

    def keep(self, image, name):
        folder = os.environ.get("PICTURES")
        if folder:
            pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
            self.assertTrue(image.save(str(pathlib.Path(folder) / name)))

    def blocks(self, picture):
        return picture.reshape(SIZE // BLOCK, BLOCK, SIZE // BLOCK, BLOCK, 3).mean(axis=(1, 3))

    def test_wms_and_qgis_draw_the_same_map(self):
        for name in KINDS:
            for view, ground in VIEWS.items():
                with self.subTest(layer=name, view=view):
                    ours, theirs = self.by_wms(name, *ground), self.by_qgis(name, *ground)
                    self.keep(ours, f"{name}-{view}-wms.png")
                    self.keep(theirs, f"{name}-{view}-qgis.png")
                    one, other = self.blocks(self.numbers(ours)), self.blocks(self.numbers(theirs))
                    self.assertGreater((255 - one).mean(), 0.2, "there is something to compare")
                    difference = numpy.abs(one - other)
                    print(f"{name} {view}: mean {difference.mean():.2f}, worst block {difference.mean(axis=2).max():.1f} of 255")
                    self.assertLess(difference.mean(), 3)
                    self.assertLess(difference.mean(axis=2).max(), 15)  # a zone that one of them leaves out is more


if __name__ == "__main__":
    application = QgsApplication([], False)
    application.initQgis()
    done = unittest.main(exit=False)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0 if done.result.wasSuccessful() else 1)  # PyQGIS takes itself apart in no good order
