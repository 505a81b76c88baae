#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The page check passes on the tree and fails on links, headings, paths and decisions that are not there."""
import unittest

from planted_tree import ROOT, PlantedTree

ADR = "Status: accepted.\n\n## Context\n## Decision\n## Consequences\n"


class CheckDocs(PlantedTree):
    script = "check_docs.py"

    def setUp(self):
        super().setUp()
        self.plant("ARCHITECTURE.md", "[one](docs/adr/0001-one.md)")
        self.plant("docs/adr/0001-one.md", "# 0001 One\n\n" + ADR)

    def test_the_tree_leads_somewhere(self):
        self.assert_passes(ROOT)

    def test_a_sound_small_tree_passes(self):
        self.plant("README.md", "# A\n## Two words\n[x](#two-words) [y](docs/adr/0001-one.md) `docs/adr/0001-one.md`")
        self.assert_passes(self.root)

    def test_a_link_to_nothing_fails(self):
        self.plant("README.md", "[x](docs/none.md)")
        self.assert_fault("README.md: leads nowhere: docs/none.md")

    def test_a_heading_that_is_not_there_fails(self):
        self.plant("README.md", "[x](ARCHITECTURE.md#nowhere)")
        self.assert_fault("no such heading")

    def test_a_path_that_is_not_there_fails(self):
        self.plant("README.md", "see `core/geo/none.cpp`")
        self.assert_fault("no such file: `core/geo/none.cpp`")

    def test_a_missing_number_fails(self):
        self.plant("docs/adr/0003-three.md", ADR)
        self.assert_fault("number 0002 is missing")

    def test_a_decision_without_consequences_fails(self):
        self.plant("docs/adr/0002-two.md", "Status: accepted.\n\n## Context\n## Decision\n")
        self.assert_fault("0002-two.md: has no '## Consequences'")

    def test_a_decision_the_architecture_does_not_link_fails(self):
        self.plant("docs/adr/0002-two.md", ADR)
        self.assert_fault("does not link docs/adr/0002-two.md")


if __name__ == "__main__":
    unittest.main()
