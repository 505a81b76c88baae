#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The JSON Schema of the check result is itself valid, takes a right result and refuses wrong ones."""
import copy
import json
import pathlib
import unittest

import jsonschema

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs/api/check-result-1.schema.json").read_text(encoding="utf-8"))
WORDS = {"zh": "示意", "en": "illustration"}
SQUARE = {"type": "Polygon",
          "coordinates": [[[113.1, 39.5], [113.2, 39.5], [113.2, 39.6], [113.1, 39.6], [113.1, 39.5]]]}
HASH = "0" * 64


def a_finding():
    return {
        "zone_id": "SZ001-C1", "zone_version": 1, "site_id": "SZ001", "site_name": "佛宫寺释迦塔",
        "site_level": "national", "site_code": "1-0071-3-024", "county": "应县", "zone_kind": "control",
        "zone_class": "I", "relation": "overlap", "area_m2": 12.5, "area_outside_protection_m2": 12.5,
        "share_of_application": 0.5, "share_of_zone": 0.1, "length_m": None, "distance_m": 0, "mean_width_m": 2.5,
        "geometry": SQUARE, "legal_status": "announced", "document": {"issuer": None, "number": None, "date": None},
        "geometry_basis": "from-words", "accuracy_m": 10, "decision_band": True, "height_limit_m": 6,
        "restrictions": None, "requirement_ids": ["R1"]}


def a_requirement():
    authority = {"code": "ncha", "name": WORDS, "office": None}
    return {
        "id": "R1", "action": "control-zone-design", "authority": authority, "consent_first": [authority],
        "item": {"document": None, "list": None, "number": "155", "name": None}, "term_workdays": 20,
        "due_on": "2026-03-10", "due_is_provisional": True,
        "basis": [{"law": "文物保护法", "article": "29", "version": "2024-11-08"}], "status": "unverified",
        "because": [WORDS], "rule_id": "control-national", "note": None}


def an_application():
    return {
        "index": 0, "id": None, "name": None, "crs": "EPSG:4526", "crs_basis": "guessed:zone-prefix",
        "area_m2": 25, "areas": {"lonlat": 25, "rule": 25, "geodesic": 25}, "plane_area_m2": 25.01,
        "plane_crs": "EPSG:4526", "declared_area_m2": None, "vertices": 4,
        "parts": [{"name": "1", "sign": -1, "vertices": 4, "area_m2": 25,
                   "attributes": {"elevation_top_m": 1360}}],
        "repairs": [{"code": "unclosed-ring", "message": WORDS, "where": [113.1, 39.5], "area_before_m2": 25,
                     "area_after_m2": 25}],
        "geometry": SQUARE}


def a_result():
    return {
        "schema": "liangxian/check-result/1", "engine": {"version": "0.1.0", "commit": "abc"},
        "checked_at": "2026-01-31T08:00:00.000Z",
        "store": {"digest": HASH, "revision": 70, "as_of": "2026-01-31", "known_at": "2026-01-05T00:00:00.000Z"},
        "rules": {"packs": [{"id": "national-2024", "version": "1", "digest": HASH}], "as_of": "2026-01-31"},
        "parameters": {"kind": "construction", "near_m": None, "sliver_m": 0.1, "influence_m": None,
                       "influence_basis": None, "with_drafts": False, "facts": {"building_height_m": 9}},
        "application": an_application(), "verdict": "concerned",
        "archaeology": {"status": "required", "because": [WORDS]},
        "coverage": [{"theme": "control", "status": "complete", "share": 1, "data_date": "2025-12-20"}],
        "findings": [a_finding()], "unchecked": [{"zone_id": "Z", "site_id": None, "reason": WORDS}],
        "partition": {"protection_m2": 0, "control_only_m2": 12.5, "other_m2": 0, "outside_m2": 12.5},
        "union_area_m2": 12.5, "requirements": [a_requirement()],
        "sites_without_geometry": [{"site_id": "SZ015", "name": "日中城", "level": "county", "place": None,
                                    "match": "county"}],
        "warnings": [{"code": "datum-unstated", "where": None, "message": WORDS}],
        "trace": [{"step": "geo", "detail": "0 repairs"}], "digest": HASH}


FAILED = {"index": 1, "source": "b.dxf", "problems": [{"code": "crs-undecidable", "where": None, "message": WORDS}]}


def accepts(document):
    return jsonschema.Draft7Validator(SCHEMA).is_valid(document)


def paths_of_members(document, path=()):
    """Every member of every object whose member list the contract fixes."""
    free = {"facts", "attributes"}
    if isinstance(document, dict):
        for name, value in document.items():
            yield path + (name,)
            if name not in free:
                yield from paths_of_members(value, path + (name,))
    elif isinstance(document, list):
        for i, value in enumerate(document):
            yield from paths_of_members(value, path + (i,))


def at(document, path):
    for step in path:
        document = document[step]
    return document


class SchemaTest(unittest.TestCase):
    def test_is_a_valid_schema(self):
        jsonschema.Draft7Validator.check_schema(SCHEMA)

    def test_takes_a_result_a_list_and_a_failed_item(self):
        self.assertTrue(accepts(a_result()))
        self.assertTrue(accepts({"results": [a_result(), FAILED]}))

    def test_misses_any_member_that_is_left_out(self):
        for path in paths_of_members(a_result()):
            broken = copy.deepcopy(a_result())
            del at(broken, path[:-1])[path[-1]]
            self.assertFalse(accepts(broken), path)

    def test_refuses_members_it_does_not_know(self):
        holders = {()} | {path[:-1] for path in paths_of_members(a_result())}
        for path in holders - {("application", "geometry")}:
            broken = copy.deepcopy(a_result())
            at(broken, path)["surprise"] = 1
            self.assertFalse(accepts(broken), path)

    def test_refuses_words_outside_the_vocabulary(self):
        for path, word in ((("verdict",), "maybe"), (("findings", 0, "relation"), "crosses"),
                           (("archaeology", "status"), "no"), (("parameters", "kind"), "house"),
                           (("parameters", "facts"), {"colour": "red"}), (("coverage", 0, "theme"), "all"),
                           (("digest",), "ABC"), (("application", "crs_basis"), "guessed")):
            broken = copy.deepcopy(a_result())
            at(broken, path[:-1])[path[-1]] = word
            self.assertFalse(accepts(broken), path)

    def test_takes_bodies_areas_and_distant_findings(self):
        result = a_result()
        result["findings"][0].update(
            zone_id=None, zone_version=None, zone_kind="body", relation="near", geometry=None, geometry_basis=None,
            area_outside_protection_m2=None, share_of_zone=None, mean_width_m=None, accuracy_m=None)
        self.assertTrue(accepts(result))
        result["findings"][0].update(zone_id="MC01", site_id=None, site_level=None, zone_kind="historic-city")
        self.assertTrue(accepts(result))

    def test_refuses_latitude_first(self):
        result = a_result()
        result["application"]["geometry"] = {"type": "Point", "coordinates": [39.5, 113.1]}
        self.assertFalse(accepts(result))


if __name__ == "__main__":
    unittest.main()
