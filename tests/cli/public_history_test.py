#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The layers of all days in the public data set: on every day they show what an export of that day shows."""
import datetime
import random
import sqlite3
import unittest

from program import ProgramCase, feature, square

LAYERS = ("public_sites", "protection", "control")
HISTORY_ONLY = {"version", "valid_from", "valid_to", "version_from", "fid"}


def day_of(number):
    return (datetime.date(2020, 1, 1) + datetime.timedelta(days=number)).isoformat()


def rows(file, layer):
    data = sqlite3.connect(file)
    data.row_factory = sqlite3.Row
    try:
        return [dict(row) for row in data.execute(f"SELECT * FROM {layer}")]
    finally:
        data.close()


def is_there(row, day):
    return (row["valid_from"] is None or row["valid_from"] <= day) and (row["valid_to"] is None or day <= row["valid_to"])


def on_day(file, layer, day):
    """Rows of a history layer on a day, as the layer of that day has them; and their versions."""
    out = []
    for row in rows(file, layer + "_history"):
        if is_there(row, day):
            kept = {name: value for name, value in row.items() if name not in HISTORY_ONLY}
            if "version_from" in row:
                kept["valid_from"] = row["version_from"]
            out.append((sorted(kept.items(), key=lambda one: one[0]), row.get("version")))
    return out


def plain(file, layer):
    return [sorted(((k, v) for k, v in row.items() if k != "fid"), key=lambda one: one[0]) for row in rows(file, layer)]


class History(ProgramCase):
    def public(self, name, *more):
        out = self.folder / name
        self.run_ok("export", self.store, out, "--profile", "public", *more)
        return out

    def add_zones(self, *zones):
        self.run_ok("import", "zones", self.store, self.collection("z.geojson", *(
            feature({"kind": "protection", "document": "甲", **properties}, rings) for properties, rings in zones)))

    def add_site(self, key, lon, lat, **more):
        self.run_ok("import", "sites", self.store, self.collection("s.geojson", feature(
            {"site_id": key, "name": "塔" + key, "level": "county", "category": "古建筑", "announced_on": "1990-01-01", **more},
            {"type": "Point", "coordinates": [lon, lat]})))

    def random_store(self, rng):
        """Versions of a few lines, in and out of force within a few weeks. What is made, by zone and version."""
        made = {}
        zones = []
        for unit in range(5):
            lon = 113.1 + 0.02 * unit
            self.add_site(f"S{unit}", lon, 39.5)
            unit_visibility = rng.choice(["public"] * 4 + ["coarse", "hidden"])
            for line in ("P", "C"):
                versions = rng.sample(range(1, 6), rng.randint(1, 4))
                for place, version in enumerate(sorted(versions)):
                    begin = rng.randint(0, 20)
                    end = rng.choice([None, begin + rng.randint(0, 15)])
                    status = "published" if end is None else rng.choice(["published", "superseded", "revoked"])
                    # The visibility that hides stands in one version alone: it hides them all.
                    visibility = unit_visibility if place == 0 else "public"
                    key = f"S{unit}-{line}"
                    made[key, version] = {"from": day_of(begin), "to": None if end is None else day_of(end), "visibility": visibility,
                                          "unit": unit, "layer": "control" if line == "C" else "protection"}
                    zones.append(({"zone_id": key, "version": version, "site_id": f"S{unit}", "status": status,
                                   "kind": "control" if line == "C" else "protection", "visibility": visibility,
                                   "valid_from": day_of(begin), **({} if end is None else {"valid_to": day_of(end)})},
                                  square(lon, 39.5, 0.001 + 0.0003 * rng.randint(0, 4))))
        self.add_zones(*zones)
        return made

    def expected(self, made, layer, day):
        """The rule once more: of each line the highest version whose days hold the day; a unit by its strictest line."""
        best = {}
        for (key, version), zone in made.items():
            if zone["from"] <= day and (zone["to"] is None or day <= zone["to"]):
                best[key] = max(best.get(key, 0), version)
        days = [day_of(number) for number in range(-1, 40)]
        ever = {(key, max(v for (k, v), z in made.items() if k == key and z["from"] <= d and (z["to"] is None or d <= z["to"])))
                for d in days for key in {k for k, _ in made}
                if any(k == key and z["from"] <= d and (z["to"] is None or d <= z["to"]) for (k, _), z in made.items())}
        ever |= {(key, max(v for k, v in made if k == key)) for key, _ in made}
        hidden = {made[one]["unit"] for one in ever if made[one]["visibility"] == "hidden"}
        return sorted((key, version) for key, version in best.items()
                      if made[key, version]["layer"] == layer and made[key, version]["unit"] not in hidden)

    def test_on_every_day_it_is_what_an_export_of_that_day_shows_field_by_field(self):
        compared = 0
        for seed in (1, 2, 3):
            rng = random.Random(seed)
            self.store = self.folder / f"random{seed}.gpkg"
            self.run_ok("init", self.store)
            made = self.random_store(rng)
            self.run_ok("site", "announce", self.store, "S0", "--level", "national", "--on", day_of(10), "--document", "9号")
            history = self.public(f"history{seed}.gpkg")
            for number in sorted(rng.sample(range(-1, 40), 9)):
                day = day_of(number)
                of_day = self.public(f"{seed}-{day}.gpkg", "--as-of", day)
                for layer in LAYERS:
                    found = on_day(history, layer, day)
                    self.assertEqual([row for row, _ in found], plain(of_day, layer), (seed, day, layer))
                    self.assertEqual(on_day(of_day, layer, day), found, "an export of any day has the same history")
                    if layer != "public_sites":
                        versions = sorted((dict(row)["zone_id"], version) for row, version in found)
                        self.assertEqual(versions, self.expected(made, layer, day), (seed, day))
                    compared += len(found)
        self.assertGreater(compared, 150)

    def test_days_of_one_line_do_not_overlap(self):
        self.run_ok("init", self.store)
        self.random_store(random.Random(11))
        for layer in LAYERS:
            spans = {}
            for row in rows(self.public(f"{layer}.gpkg"), layer + "_history"):
                spans.setdefault(row.get("zone_id", row["site_id"]), []).append((row["valid_from"] or "", row["valid_to"] or "9999"))
            for key, own in spans.items():
                own.sort()
                for (_, last), (first, _) in zip(own, own[1:]):
                    self.assertLess(last, first, key)

    def test_a_unit_that_rose_has_its_level_of_each_day(self):
        self.run_ok("init", self.store)
        self.add_site("S1", 113.1, 39.5)
        self.run_ok("site", "announce", self.store, "S1", "--level", "national", "--on", "2019-10-07", "--document", "9号")
        found = [(row["level"], row["valid_from"], row["valid_to"]) for row in rows(self.public("a.gpkg"), "public_sites_history")]
        self.assertEqual(sorted(found, key=str), [("county", None, "2019-10-06"), ("national", "2019-10-07", None)])

    def test_drafts_are_on_no_day_and_what_begins_later_is_from_then_on(self):
        self.run_ok("init", self.store)
        self.add_site("S1", 113.1, 39.5)
        self.add_zones(({"zone_id": "Z1", "site_id": "S1", "status": "draft"}, square(113.1, 39.5)),
                       ({"zone_id": "Z2", "site_id": "S1", "valid_from": "2097-01-01"}, square(113.1, 39.5)))
        out = self.public("a.gpkg")
        self.assertEqual([(row["zone_id"], row["valid_from"]) for row in rows(out, "protection_history")], [("Z2", "2097-01-01")])
        self.assertEqual(rows(out, "protection"), [])

    def test_it_is_as_known_then(self):
        self.run_ok("init", self.store)
        self.add_site("S1", 113.1, 39.5)
        self.add_zones(({"zone_id": "Z1", "site_id": "S1", "valid_from": "2010-01-01"}, square(113.1, 39.5)))
        then = self.rows("SELECT max(recorded_at) FROM zones")[0][0]
        self.add_zones(({"zone_id": "Z1", "version": 2, "site_id": "S1", "valid_from": "2015-01-01"}, square(113.1, 39.5, 0.002)))
        now = rows(self.public("now.gpkg"), "protection_history")
        self.assertEqual(sorted((row["version"], row["valid_from"], row["valid_to"]) for row in now),
                         [(1, "2010-01-01", "2014-12-31"), (2, "2015-01-01", None)])
        known = rows(self.public("then.gpkg", "--known-at", then), "protection_history")
        self.assertEqual([(row["version"], row["valid_from"], row["valid_to"]) for row in known], [(1, "2010-01-01", None)])

    def test_what_was_public_before_it_was_hidden_is_on_no_day(self):
        self.run_ok("init", self.store)
        self.add_site("T1", 112.7643, 39.2217, name="无名墓")
        self.add_zones(({"zone_id": "T1-P", "site_id": "T1", "valid_from": "2005-01-01"}, square(112.7643, 39.2217)),
                       ({"zone_id": "T1-P", "version": 2, "site_id": "T1", "valid_from": "2015-01-01", "visibility": "hidden"},
                        square(112.7643, 39.2217)),
                       ({"zone_id": "T1-P", "version": 3, "site_id": "T1", "valid_from": "2018-01-01"}, square(112.7643, 39.2217)))
        for more in ((), ("--as-of", "2010-01-01"), ("--as-of", "2020-01-01")):
            content = self.public(f"h{len(more)}{''.join(more[1:])}.gpkg", *more).read_bytes()
            for word in ("T1", "无名墓", "112.76", "39.22"):
                self.assertNotIn(word.encode(), content, more)

    def test_a_correction_from_the_same_first_day_shows_again(self):
        self.run_ok("init", self.store)
        self.add_site("S1", 113.1, 39.5)
        self.add_zones(({"zone_id": "Z1", "site_id": "S1", "valid_from": "2010-01-01", "visibility": "hidden"}, square(113.1, 39.5)),
                       ({"zone_id": "Z1", "version": 2, "site_id": "S1", "valid_from": "2010-01-01"}, square(113.1, 39.5)))
        self.assertEqual([row["version"] for row in rows(self.public("a.gpkg"), "protection_history")], [2])


if __name__ == "__main__":
    unittest.main()
