#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""QGIS without our plugin on both kinds of store: what its editing buffer is told, and what it leaves alone."""
import itertools
import json
import os
import subprocess
import sys
import tempfile
import unittest

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QGIS_CUSTOM_CONFIG_PATH"] = os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="liangxian-qgis-")

from qgis.core import QgsApplication, QgsDataSourceUri, QgsFeature, QgsGeometry, QgsVectorLayer  # noqa: E402

from program import ProgramCase, feature, square  # noqa: E402

SERVER = os.environ["LIANGXIAN_POSTGRES"]
NUMBERS = itertools.count()


def psql(*statements):
    words = [word for statement in statements for word in ("-c", statement)]
    return subprocess.run(["psql", SERVER, "-qAt", *words], capture_output=True, text=True, check=True).stdout.strip()


class Editing:
    """What has to hold in both; `layer()` opens the zones as an ordinary user does."""

    def setUp(self):
        super().setUp()
        self.make_place()
        self.make_store()
        self.run_ok("import", "zones", self.store, self.collection("d.geojson", feature(
            {"zone_id": "Z1", "version": 2, "site_id": "S1", "kind": "protection", "status": "draft"}, square(113.2, 39.56))))
        self.asked = self.collection("a.geojson", feature({"id": "A1"}, square(113.1805, 39.5605, 0.0005)))

    alone = ()  # how a login that also submitted approves

    def feature_of(self, layer, version):
        return next(f for f in layer.getFeatures() if f["zone_id"] == "Z1" and f["version"] == version)

    def try_to_change(self, layer, version, field, value):
        """What the editing buffer is told when it is saved; empty when it is saved."""
        self.assertTrue(layer.startEditing())
        at = layer.fields().indexOf(field)
        self.assertTrue(layer.changeAttributeValue(self.feature_of(layer, version).id(), at, value))
        if layer.commitChanges():
            return ""
        told = " ".join(layer.commitErrors())
        self.assertTrue(layer.isEditable(), "nothing of the user's work is lost")
        self.assertTrue(layer.isModified())
        layer.rollBack()
        return told

    def test_an_announced_version_is_left_alone_and_the_user_is_told_what_to_do(self):
        before = self.check(self.asked)["store"]
        layer = self.layer()
        told = self.try_to_change(layer, 1, "words", "x")
        self.assertIn("LX001", told)
        self.assertIn("请用两线新建一个版本", told)
        layer.startEditing()
        layer.changeGeometry(self.feature_of(layer, 1).id(), QgsGeometry.fromWkt("MULTIPOLYGON(((0 0,1 0,1 1,0 0)))"))
        self.assertFalse(layer.commitChanges())
        self.assertIn("LX001", " ".join(layer.commitErrors()))
        layer.rollBack()
        layer.startEditing()
        layer.deleteFeature(self.feature_of(layer, 1).id())
        self.assertFalse(layer.commitChanges())
        layer.rollBack()
        self.assertEqual(self.check(self.asked)["store"], before)

    def test_a_draft_is_redrawn_and_its_status_is_not_for_the_editor(self):
        layer = self.layer()
        self.assertEqual(self.try_to_change(layer, 2, "words", "东至墙外十米"), "")
        self.assertIn("LX002", self.try_to_change(layer, 2, "status", "published"))
        layer.startEditing()
        drawn = QgsFeature(layer.fields())
        for name, value in (("zone_id", "Z9"), ("version", 1), ("site_id", "S1"), ("kind", "protection"), ("status", "draft")):
            drawn[name] = value
        drawn.setGeometry(QgsGeometry.fromWkt("MULTIPOLYGON(((113.3 39.5,113.31 39.5,113.31 39.51,113.3 39.5)))"))
        layer.addFeature(drawn)
        self.assertTrue(layer.commitChanges(), layer.commitErrors())
        self.assertIn("Z9@1", self.run_ok("zone", "list", self.store))
        layer.startEditing()
        for name, value in (("zone_id", "Z1"), ("version", 7), ("status", "published")):
            drawn[name] = value
        drawn["fid"] = None
        layer.addFeature(drawn)
        self.assertFalse(layer.commitChanges(), "what is announced is not entered by an editor")
        self.assertIn("LX003", " ".join(layer.commitErrors()))
        layer.rollBack()
        self.assertEqual(self.check(self.asked, "--with-drafts")["verdict"], "concerned")

    def test_a_publication_while_qgis_is_editing_is_done_whole_or_refused_in_words(self):
        layer = self.layer()
        self.assertTrue(layer.startEditing())
        at = layer.fields().indexOf("words")
        other = self.collection("e.geojson", feature({"zone_id": "Z2", "version": 2, "site_id": "S1", "kind": "control",
                                                      "status": "draft"}, square(113.178, 39.558, 0.009)))
        self.assertTrue(layer.changeAttributeValue(self.feature_of(layer, 2).id(), at, "being typed"))
        refused = []
        for words in (("import", "zones", self.store, other), ("zone", "submit", self.store, "Z2@2", "--actor", "li"),
                      ("zone", "approve", self.store, "Z2@2", "--actor", "wang", "--document", "8号", *self.alone),
                      ("zone", "publish", self.store, "Z2@2", "--document", "9号", "--issuer", "县政府")):
            done = self.run_program(*words)
            if done.returncode != 0:
                self.assertIn("[store-locked]", done.stderr)
                refused.append(words)
        for _ in range(3):  # one immediate retry is what QGIS users do
            if layer.commitChanges():
                break
        self.assertFalse(layer.isEditable(), layer.commitErrors())
        for words in refused:
            self.run_ok(*words)
        self.run_ok("audit", "verify", self.store)
        shown = json.loads(self.run_ok("zone", "show", self.store, "Z2", "--format", "json"))["versions"]
        self.assertEqual([v["status"] for v in shown], ["superseded", "published"])
        self.assertEqual(self.feature_of(self.layer(), 2)["words"], "being typed")
        self.assertEqual(len(self.check(self.asked)["findings"]), 2, "and whoever reads finds all of it")


class GeoPackage(Editing, ProgramCase):
    def make_place(self):
        pass

    def layer(self):
        layer = QgsVectorLayer(f"{self.store}|layername=zones", "zones", "ogr")
        self.assertTrue(layer.isValid())
        return layer

    def test_it_is_not_left_in_wal_mode(self):
        layer = self.layer()
        self.try_to_change(layer, 2, "words", "x")
        del layer
        self.check(self.asked, "--record")
        self.assertFalse(self.store.with_name("s.gpkg-wal").exists())


class PostGis(Editing, ProgramCase):
    alone = ("--single-person",)

    def make_place(self):
        self.schema = f"qgis_{os.getpid()}_{next(NUMBERS)}"
        self.store = f"{SERVER}?schema={self.schema}"

    def tearDown(self):
        psql("SET client_min_messages = error", f"DROP SCHEMA {self.schema} CASCADE")
        super().tearDown()

    def layer(self):
        """As a planner, who is no owner."""
        psql("SET client_min_messages = error",
             "DO $$ BEGIN CREATE ROLE liangxian_test_qgis LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
             "GRANT liangxian_planner TO liangxian_test_qgis")
        uri = QgsDataSourceUri()
        host = SERVER.split("@")[1].split(":")[0].replace("%2F", "/")
        uri.setConnection(host, SERVER.rsplit(":", 1)[1].split("/")[0], "postgres", "liangxian_test_qgis", "")
        uri.setDataSource(self.schema, "zones", "geom", "", "fid")
        layer = QgsVectorLayer(uri.uri(False), "zones", "postgres")
        self.assertTrue(layer.isValid())
        return layer


if __name__ == "__main__":
    application = QgsApplication([], False)
    application.initQgis()
    done = unittest.main(exit=False)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0 if done.result.wasSuccessful() else 1)  # PyQGIS takes itself apart in no good order
