#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The layer check passes on the tree and fails on planted wrong includes."""
import unittest

from planted_tree import ROOT, PlantedTree


class CheckLayers(PlantedTree):
    script = "check_layers.py"
    copied = ("core", "cli", "server")

    def assert_refused(self, file, include):
        self.plant(file, f"#include {include}")
        self.assert_fault(f"{file}:1: ")

    def assert_allowed(self, file, include):
        self.plant(file, f"#include {include}")
        self.assert_passes(self.root)

    def test_the_tree_follows_the_arrows(self):
        self.assert_passes(ROOT)

    def test_overlap_may_not_see_the_store(self):
        self.assert_refused("core/overlap/pair.cpp", '"core/store/store.hpp"')

    def test_a_layer_may_not_see_one_above_it(self):
        self.assert_refused("core/geo/area.cpp", '"core/zone/records.hpp"')

    def test_a_layer_may_see_what_its_uses_reach(self):
        self.assert_allowed("core/rules/rule_match.cpp", '"core/base/date.hpp"')

    def test_an_indented_include_with_blanks_is_seen(self):
        self.plant("core/overlap/pair.cpp", '  #  include "core/store/store.hpp"')
        self.assert_fault("core/overlap/pair.cpp:1: ")

    def test_core_may_not_see_a_head(self):
        self.assert_refused("core/app/check.cpp", '"cli/audience.hpp"')

    def test_core_may_not_see_tests(self):
        self.assert_refused("core/app/check.cpp", '"tests/support/shapes.hpp"')

    def test_heads_may_not_see_each_other(self):
        self.assert_refused("server/http/listener.cpp", '"plugin/host/host.hpp"')

    def test_a_head_may_see_core(self):
        self.assert_allowed("cli/main.cpp", '"core/app/check.hpp"')
        self.assert_allowed("server/main.cpp", '"core/app/check.hpp"')

    def test_a_layer_of_the_server_may_see_what_its_uses_reach_and_no_more(self):
        self.assert_allowed("server/tiles/tile_rings.cpp", '"core/geo/area.hpp"')
        self.assert_refused("server/http/router.cpp", '"server/tiles/tile_address.hpp"')
        self.assert_refused("server/http/router.cpp", '"core/store/store.hpp"')

    def test_only_ows_sees_mapserver(self):
        self.assert_allowed("server/ows/map_server.cpp", "<mapserver.h>")
        self.assert_refused("cli/main.cpp", "<mapserver.h>")

    def test_only_the_plugin_sees_qt_and_qgis(self):
        self.assert_allowed("plugin/ui/dock.cpp", "<QString>")
        self.assert_refused("core/geo/area.cpp", "<QString>")
        self.assert_refused("core/geo/crs.cpp", '"qgsgeometry.h"')

    def test_a_library_loaded_when_needed_is_included_by_its_module(self):
        self.assert_allowed("core/gdal/ogr_tables.cpp", "<ogr_api.h>")
        self.assert_allowed("core/geo/proj_module.cpp", "<proj.h>")

    def test_a_library_loaded_when_needed_is_included_by_nothing_else(self):
        for header in ("<gdal_priv.h>", "<ogrsf_frmts.h>", "<cpl_conv.h>", "<proj.h>", "<libpq-fe.h>", "<zip.h>"):
            self.assert_refused("core/intake/read.cpp", header)
        self.assert_refused("core/gdal/gdal.cpp", "<gdal.h>")
        self.assert_refused("core/gdal/ogr_tables.cpp", "<proj.h>")
        self.assert_refused("cli/main.cpp", "<ogr_api.h>")


if __name__ == "__main__":
    unittest.main()
