# SPDX-License-Identifier: GPL-2.0-or-later
"""An independent reading of the contract's rules with Shapely, to check the written expectations.

Short on purpose: exact enough to tell relations and areas to 0.5 %, not a second engine.
"""
from shapely.ops import unary_union

from .areas import areas as all_areas
from .plane import area_m2, lonlat_to_grid
from .sites import sites as all_sites
from .zones import zones as all_zones

KIND_ORDER = ["protection", "protection-key", "protection-general", "control", "body", "underground-area",
              "underground-possible", "ancient-city-site", "historic-city", "settlement-core",
              "settlement-control", "world-heritage", "world-heritage-buffer", "assessed-area", "other"]
PLACE_KINDS = {"coverage", "county", "township"}  # say where, not what
THEMES = ("protection", "control", "underground", "sites")
SLIVER_M = 0.10


def _in_force(row, as_of):
    """Both days are in force, as in the store."""
    return (row["valid_from"] or "") <= as_of and (row["valid_to"] is None or as_of <= row["valid_to"])


def _targets(as_of):
    sites = {row["site_id"]: row for row in all_sites()}
    for row in all_zones():
        if row["status"] in ("published", "superseded", "revoked") and _in_force(row, as_of):
            yield row["zone_id"], row["site_id"], row["kind"], row["geometry"], row["accuracy_m"]
    for row in sites.values():
        if row["geometry"] is not None:
            yield None, row["site_id"], "body", row["geometry"], row["position_accuracy_m"]
    for row in all_areas():
        if row["kind"] not in PLACE_KINDS and _in_force(row, as_of):
            yield row["area_id"], None, row["kind"], row["geometry"], None


def _interior_relation(application, stored, common, zone):
    if application.equals(stored):
        return "equals"
    if application.within(stored):
        return "within"
    if stored.within(application):
        return "contains"
    if common.geom_type.endswith("Polygon") or common.geom_type == "GeometryCollection":
        if lonlat_to_grid(common, zone).buffer(-SLIVER_M / 2).is_empty:
            return "sliver"
    return "overlap"


def _finding(application, target, zone, influence_m):
    zone_id, site_id, kind, stored, accuracy_m = target
    flat, flat_stored = lonlat_to_grid(application, zone), lonlat_to_grid(stored, zone)
    distance_m = flat.distance(flat_stored)
    edge = flat_stored.boundary if flat_stored.geom_type.endswith("Polygon") else flat_stored
    band_m = flat.boundary.distance(edge)
    band = accuracy_m is not None and band_m <= accuracy_m
    if accuracy_m is not None and abs(band_m - accuracy_m) < 0.5:
        raise ValueError(f"{zone_id or site_id}: {band_m:.2f} m is too close to the accuracy to be an example")
    found = {"zone_id": zone_id, "site_id": site_id, "zone_kind": kind, "decision_band": band}
    if application.relate(stored)[0] != "F":
        common = application.intersection(stored)
        found["relation"] = _interior_relation(application, stored, common, zone)
        found["area_m2"] = round(area_m2(common), 3)
    elif application.touches(stored):
        found.update(relation="touch", area_m2=0)
    elif influence_m is not None and distance_m <= influence_m:
        found.update(relation="influence", area_m2=0)
    elif band:
        found.update(relation="near", area_m2=0)
    else:
        return None
    return found


def findings(application, zone, as_of, influence_m=None):
    every = [_finding(application, target, zone, influence_m) for target in _targets(as_of)]
    return sorted((f for f in every if f), key=lambda f: (
        KIND_ORDER.index(f["zone_kind"]), f["site_id"] or "", f["zone_id"] or ""))


def coverage(application, as_of):
    """Share of the application inside declared areas, and whether all of it is complete, for each theme."""
    out = {}
    for theme in THEMES:
        rows = [row for row in all_areas() if row["kind"] == "coverage" and row["theme"] in (theme, "all")]
        any_area = unary_union([row["geometry"] for row in rows])
        complete = unary_union([row["geometry"] for row in rows
                                if row["status"] == "complete" and as_of <= row["expires_on"]])
        out[theme] = {"declared": application.relate(any_area)[0] != "F", "complete": application.within(complete)}
    return out


def sites_without_geometry(application):
    """Units nobody has drawn: in a township the application meets; else in its county, unless townships are drawn all over it."""
    rows = [row for row in all_areas() if row["kind"] in ("county", "township")]
    met = {row["name"] for row in rows if application.relate(row["geometry"])[0] != "F"}
    townships_cover = application.within(unary_union([row["geometry"] for row in rows if row["kind"] == "township"]))
    out = []
    for row in all_sites():
        if row["geometry"] is None and row["county"] in met:
            if row["township"] in met:
                out.append({"site_id": row["site_id"], "match": "township"})
            elif not (row["township"] and townships_cover):
                out.append({"site_id": row["site_id"], "match": "county"})
    return out


def verdict(found, covered, missing):
    interior = {"equals", "within", "contains", "overlap"}
    if any(f["relation"] in interior and f["zone_kind"] != "assessed-area" for f in found):
        return "concerned"
    if not any(theme["declared"] for theme in covered.values()):
        return "no-data"
    doubtful = (not all(theme["complete"] for theme in covered.values())
                or any(f["relation"] in ("sliver", "touch", "influence") or f["decision_band"] for f in found)
                or any(site["match"] == "township" for site in missing))
    return "needs-review" if doubtful else "not-concerned"
