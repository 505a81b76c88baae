#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The word check passes on the tree and names planted words with their hints."""
import unittest

from planted_tree import ROOT, PlantedTree


class CheckWords(PlantedTree):
    script = "check_words.py"

    def test_the_tree_uses_none(self):
        self.assert_passes(ROOT)

    def test_unfinished_work_is_named_with_its_place(self):
        self.plant("core/geo/area.cpp", "// TODO measure this")  # word-ok: planted
        self.assert_fault("core/geo/area.cpp:1: 'TODO'")  # word-ok: planted

    def test_an_area_needs_its_unit(self):
        self.plant("core/overlap/pair.hpp", "    double area = 0;")
        self.assert_fault("area_m2")

    def test_an_area_with_its_unit_passes(self):
        self.plant("core/overlap/pair.hpp", "    double area_m2 = 0;")
        self.assert_passes(self.root)

    def test_core_does_not_print(self):
        self.plant("core/app/check.cpp", 'void f() { std::cout << "x"; }')
        self.assert_fault("Audience")

    def test_the_systems_sine_is_refused_and_its_square_root_is_not(self):
        self.plant("core/geo/area.cpp", "double f(double x) { return std::sqrt(x) + std::floor(x); }")
        self.assert_passes(self.root)
        self.plant("core/geo/area.cpp", "double f(double x) { return std::sin(x); }")
        self.assert_fault("elementary.hpp")

    def test_a_reason_permits_a_word(self):
        self.plant("core/app/check.cpp", 'void f() { std::cerr << "x"; } // word-ok: before any head is there')
        self.assert_passes(self.root)


if __name__ == "__main__":
    unittest.main()
