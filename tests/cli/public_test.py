#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""`export --profile public`: a hidden tomb stands nowhere in it, in no layer, index, metadata or byte."""
import json
import sqlite3
import struct
import unittest

from program import DEMO, ProgramCase, feature, square

HIDDEN = "SZ003"


def positions_of(coordinates):
    if isinstance(coordinates[0], (int, float)):
        yield coordinates[:2]
    else:
        for part in coordinates:
            yield from positions_of(part)


def hidden_places():
    """Every corner of the hidden unit's body and lines."""
    for name in ("sites.geojson", "zones.geojson"):
        for one in json.loads((DEMO / name).read_text(encoding="utf-8"))["features"]:
            if one["properties"].get("site_id") == HIDDEN:
                yield from positions_of(one["geometry"]["coordinates"])


class Public(ProgramCase):
    def setUp(self):
        super().setUp()
        self.run_ok("init", self.store, "--demo")
        self.out = self.folder / "public.gpkg"
        self.run_ok("export", self.store, self.out, "--profile", "public")
        self.data = sqlite3.connect(self.out)

    def tearDown(self):
        self.data.close()
        super().tearDown()

    def cells(self):
        """Every value of every table there is: layers, R-trees, extents, extensions."""
        for (table,) in self.data.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            for row in self.data.execute(f'SELECT * FROM "{table}"').fetchall():
                for value in row:
                    yield table, value

    def test_the_layers_and_columns_are_these_and_no_others(self):
        layers = {name for (name,) in self.data.execute("SELECT table_name FROM gpkg_contents")}
        self.assertEqual(layers, {"public_sites", "protection", "control", "public_sites_history", "protection_history",
                                  "control_history"})
        for layer in layers:
            columns = {row[1] for row in self.data.execute(f"PRAGMA table_info({layer})")}
            self.assertFalse(columns & {"words", "restrictions", "place", "accuracy_m", "township", "declared_area_m2"})

    def test_the_hidden_unit_has_no_name_id_or_row(self):
        everything = self.out.read_bytes()
        for word in (HIDDEN, "广武汉墓群"):
            self.assertNotIn(word.encode(), everything)
        sites = self.data.execute("SELECT count(*) FROM public_sites").fetchone()
        self.assertEqual(sites, (15,))

    def test_no_coordinate_of_it_stands_anywhere_at_three_decimals(self):
        places = list(hidden_places())
        self.assertGreater(len(places), 15)
        lons = {f"{x:.3f}" for x, _ in places} | {f"{int(x * 1000) / 1000:.3f}" for x, _ in places}
        lats = {f"{y:.3f}" for _, y in places} | {f"{int(y * 1000) / 1000:.3f}" for _, y in places}
        numbers = set()
        for table, value in self.cells():
            if isinstance(value, float):
                numbers.add(f"{value:.3f}")
            elif isinstance(value, str):
                for word in lons | lats:
                    self.assertNotIn(word, value, table)
        # A longitude may be that of something south of it; pairs are looked for in the bytes.
        self.assertFalse(numbers & lats)

    def test_no_byte_of_the_file_holds_it_as_text_or_number(self):
        everything = self.out.read_bytes()
        for x, y in hidden_places():
            for word in (f"{x:.3f}", f"{y:.3f}", f"{int(x * 1000) / 1000:.3f}", f"{int(y * 1000) / 1000:.3f}"):
                self.assertNotIn(word.encode(), everything)
        places = [(x, y) for x, y in hidden_places()]
        for form, size in (("<d", 8), (">d", 8), ("<f", 4), (">f", 4)):
            found = {}
            for start in range(len(everything) - size + 1):
                number = struct.unpack_from(form, everything, start)[0]
                if 112.7 < number < 112.9 or 39.1 < number < 39.3:
                    found.setdefault(round(number, 3), []).append(start)
            for x, y in places:
                near_x = [at for step in (-0.001, 0, 0.001) for at in found.get(round(x + step, 3), [])]
                near_y = {at for step in (-0.001, 0, 0.001) for at in found.get(round(y + step, 3), [])}
                pairs = [at for at in near_x if {at + size, at + 2 * size} & near_y]
                self.assertEqual(pairs, [], f"{form}: a position within 0.001° of ({x}, {y})")

    def test_what_is_public_stands_on_the_grid(self):
        for layer in ("public_sites", "protection", "control", "public_sites_history", "protection_history", "control_history"):
            for blob, visibility in self.data.execute(f"SELECT geom, visibility FROM {layer} WHERE geom IS NOT NULL"):
                header = 8 + {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[(blob[3] >> 1) & 7]
                numbers = self.numbers_of(blob[header:])
                step = 1e-4 if visibility == "public" else 1e-2
                for number in numbers:
                    self.assertLess(abs(number / step - round(number / step)), 1e-6, layer)

    def numbers_of(self, wkb):
        kind = struct.unpack_from("<I", wkb, 1)[0] % 1000
        if kind == 1:
            return struct.unpack_from("<2d", wkb, 5)
        out = []
        at = 9
        for _ in range(struct.unpack_from("<I", wkb, 5)[0]):
            rings = struct.unpack_from("<I", wkb, at + 5)[0]
            at += 9
            for _ in range(rings):
                count = struct.unpack_from("<I", wkb, at)[0]
                out += struct.unpack_from(f"<{2 * count}d", wkb, at + 4)
                at += 4 + 16 * count
        return out

    def test_no_free_page_keeps_what_was_there(self):
        self.assertEqual(self.data.execute("PRAGMA freelist_count").fetchone(), (0,))

    def test_drafts_and_the_lines_of_other_days_are_not_public(self):
        ids = {zone for (zone,) in self.data.execute("SELECT zone_id FROM control UNION SELECT zone_id FROM protection")}
        self.assertNotIn("SZ005-C2", ids)
        self.assertIn("SZ005-C", ids)

    def test_a_draft_that_hides_a_unit_hides_it_at_once(self):
        self.run_ok("import", "zones", self.store, self.collection("d.geojson", feature(
            {"zone_id": "SZ002-P", "version": 2, "site_id": "SZ002", "kind": "protection", "status": "draft",
             "visibility": "hidden"}, square(112.425, 39.313))))
        later = self.folder / "later.gpkg"
        self.run_ok("export", self.store, later, "--profile", "public")
        self.assertNotIn("崇福寺".encode(), later.read_bytes())

    def public(self, name, *more):
        out = self.folder / name
        self.run_ok("export", self.store, out, "--profile", "public", *more)
        return out.read_bytes()

    def test_a_past_day_does_not_show_what_is_hidden_today(self):
        for day in ("1960-01-01", "2009-12-31", "2020-01-01"):
            self.assertNotIn("广武汉墓群".encode(), self.public(f"{day}.gpkg", "--as-of", day))

    def test_what_was_hidden_when_it_was_revoked_stays_hidden(self):
        self.run_ok("zone", "revoke", self.store, "SZ003-P@1", "SZ003-C@1", "--document", "撤1", "--issuer", "省政府",
                    "--effective", "2026-01-01", "--reason", "复核")
        self.assertNotIn("广武汉墓群".encode(), self.public("revoked.gpkg"))

    def test_a_hidden_version_that_has_not_begun_hides_already(self):
        self.run_ok("import", "zones", self.store, self.collection("f.geojson", feature(
            {"zone_id": "SZ002-P", "version": 2, "site_id": "SZ002", "kind": "protection", "status": "published",
             "valid_from": "2097-06-01", "visibility": "hidden"}, square(112.425, 39.313))))
        self.assertNotIn("崇福寺".encode(), self.public("future.gpkg"))

    def test_tombs_and_ruins_are_coarse_however_their_category_is_written(self):
        self.run_ok("import", "sites", self.store, self.collection("t.geojson", *(feature(
            {"site_id": f"T{i}", "name": name, "level": "county", "category": category}, square(113.1005, 39.5005))
            for i, (name, category) in enumerate([("一号", "古墓葬（汉）"), ("二号", "墓葬"), ("三号", "石刻"), ("汉墓四号", "古建筑"),
                                                  ("五号", "")]))))
        data = sqlite3.connect(self.folder / "tombs.gpkg") if self.public("tombs.gpkg") else None
        shown = dict(data.execute("SELECT site_id, visibility FROM public_sites WHERE site_id LIKE 'T%'").fetchall())
        data.close()
        self.assertEqual(shown, {f"T{i}": "coarse" for i in range(5)})

    def test_a_year_is_no_place_and_a_place_in_a_name_is_not_shown(self):
        self.run_ok("import", "sites", self.store, self.collection("n.geojson", *(feature(
            {"site_id": f"N{i}", "name": name, "level": "county", "category": "古建筑"}, square(113.1005, 39.5005))
            for i, name in enumerate(["印度村教堂", "唐塔 X=4378123 Y=38423456", "塔，东经１１３.１００５", "塔 39度30分"]))))
        out = self.folder / "names.gpkg"
        done = self.run_program("export", self.store, out, "--profile", "public")
        self.assertEqual(done.stderr.count("text-withheld"), 3)
        data = sqlite3.connect(out)
        names = [name for (name,) in data.execute("SELECT name FROM public_sites WHERE site_id LIKE 'N%' ORDER BY site_id")]
        data.close()
        self.assertEqual(names, ["印度村教堂", None, None, None])

    def test_no_text_and_no_id_tells_a_place(self):
        sites = [("S114.014357-39.511993", {}), ("T1", {"era": "东经一百一十四度零分五十一秒"}), ("T2", {"era": "39度30分43秒"}),
                 ("T3", {"county": "应县 4375345 38501234"}), ("T4", {"name": "戊 １１４．０１４３５７"})]
        self.run_ok("import", "sites", self.store, self.collection("p.geojson", *(feature(
            {"site_id": key, "name": "遗址", "level": "county", "category": "古遗址", **more}, square(113.1005 + 0.05 * i, 39.5005))
            for i, (key, more) in enumerate(sites))))
        self.run_ok("import", "zones", self.store, self.collection("z.geojson", feature(
            {"zone_id": "Z0-114.014357,39.511993", "site_id": "S114.014357-39.511993", "kind": "protection",
             "visibility": "coarse", "document": "县发 114-06-15 39-30-43"}, square(113.1005, 39.5005))))
        out = self.folder / "places.gpkg"
        done = self.run_program("export", self.store, out, "--profile", "public")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stderr.count("id-withheld"), 3)  # the site's, the line's, and the site's as the line names it
        self.assertEqual(done.stderr.count("text-withheld"), 5)
        content = out.read_bytes()
        for words in ("114.014357", "39.511993", "一百一十四", "39度", "4375345", "１１４", "114-06"):
            self.assertNotIn(words.encode(), content, words)
        data = sqlite3.connect(out)
        line = data.execute("SELECT zone_id, site_id, document FROM protection WHERE zone_id LIKE 'P____________'").fetchone()
        site = data.execute("SELECT count(*) FROM public_sites WHERE site_id = ?", (line[1],)).fetchone()
        data.close()
        self.assertEqual((line[2], site), (None, (1,)))


if __name__ == "__main__":
    unittest.main()
