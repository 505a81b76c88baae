# SPDX-License-Identifier: GPL-2.0-or-later
"""Plane drawing: metres east and north of a monument, in the 3-degree zone that holds it.

Everything stored is EPSG:4490, longitude first, rounded to 1e-9 degrees (0.1 mm).
"""
from dataclasses import dataclass
from functools import lru_cache

from pyproj import Geod, Transformer
from shapely.geometry import LineString, MultiLineString, Point, Polygon
from shapely.geometry.polygon import orient
from shapely.ops import transform

CGCS2000 = Geod(a=6378137.0, rf=298.257222101)
ZONE_BORDER_DEG = 112.5  # zone 37 (111 E) west of it, zone 38 (114 E) east of it


@lru_cache(maxsize=None)
def _transformer(source, target):
    return Transformer.from_crs(source, target, always_xy=True)


def prefixed_epsg(zone):
    """3-degree zone with the zone number in front of the easting: 37 -> 4525."""
    return 4488 + zone


def plain_epsg(zone):
    """The same zone by its central meridian, easting without prefix: 37 -> 4546."""
    return 4534 + (3 * zone - 75) // 3


@dataclass(frozen=True)
class Frame:
    """Local axes at a place; coordinates are metres east and north of it on the grid."""

    lon: float
    lat: float

    @property
    def zone(self):
        return 37 if self.lon < ZONE_BORDER_DEG else 38

    @property
    def origin(self):
        """Prefixed easting and northing of the place, whole metres."""
        east, north = _transformer(4490, prefixed_epsg(self.zone)).transform(self.lon, self.lat)
        return round(east), round(north)

    def on_grid(self, shape, prefixed=True):
        """Local metres -> easting, with the zone in front or six digits long, and northing."""
        east0, north0 = self.origin
        if not prefixed:
            east0 -= self.zone * 1_000_000
        return transform(lambda e, n, z=None: (_shift(e, east0), _shift(n, north0)), shape)

    def to_lonlat(self, shape):
        """Local metres -> EPSG:4490, vertex by vertex: for what is stored."""
        return grid_to_lonlat(self.on_grid(shape), prefixed_epsg(self.zone))

    def point_lonlat(self, east_m, north_m):
        return self.to_lonlat(Point(east_m, north_m)).coords[0]


def _shift(values, offset):
    try:
        return [v + offset for v in values]
    except TypeError:
        return values + offset


def grid_to_lonlat(shape, epsg):
    moved = transform(_transformer(epsg, 4490).transform, shape)
    return rounded(moved)


def lonlat_to_grid(shape, zone):
    """For distances and thickness; not for anything stored."""
    return transform(_transformer(4490, prefixed_epsg(zone)).transform, shape)


def rounded(shape, decimals=9):
    return transform(lambda x, y, z=None: (_round(x, decimals), _round(y, decimals)), shape)


def _round(values, decimals):
    try:
        return [round(v, decimals) for v in values]
    except TypeError:
        return round(values, decimals)


def densified(shape, pieces=64):
    """Cuts every edge, so that a plane edge stays the line it was drawn as when moved to degrees."""

    def cut(coords):
        coords = list(coords)
        out = []
        for (x0, y0), (x1, y1) in zip(coords, coords[1:]):
            out += [(x0 + (x1 - x0) * i / pieces, y0 + (y1 - y0) * i / pieces) for i in range(pieces)]
        return out + [coords[-1]]

    if shape.geom_type == "Polygon":
        return Polygon(cut(shape.exterior.coords), [cut(r.coords) for r in shape.interiors])
    if shape.geom_type == "LineString":
        return LineString(cut(shape.coords))
    return type(shape)([densified(part, pieces) for part in shape.geoms])


def rectangle(west, south, east, north):
    """Counter-clockwise from the south-west corner."""
    return Polygon([(west, south), (east, south), (east, north), (west, north)])


def centred(width_m, height_m, at=(0, 0)):
    return rectangle(at[0] - width_m / 2, at[1] - height_m / 2, at[0] + width_m / 2, at[1] + height_m / 2)


def grown(rect, west=0, south=0, east=0, north=0):
    """A rectangle moved out by its own distance on every side (东至…外延…米)."""
    w, s, e, n = rect.bounds
    return rectangle(w - west, s - south, e + east, n + north)


def grown_by(rect, metres):
    return grown(rect, metres, metres, metres, metres)


def belt(outer, inner):
    """The ring between two outlines; keeps the inner vertices, so that both share their edge exactly."""
    return Polygon(outer.exterior.coords, [list(inner.exterior.coords)])


def corridor(line, metres):
    """Both sides of a line (两侧各扩…米), mitred, and as far beyond its ends."""
    return line.buffer(metres, cap_style=3, join_style=2)


def area_m2(lonlat):
    """On the ellipsoid; edges are short, so geodesics and straight degrees agree far below 0.5 %."""
    flat = lonlat.is_empty or lonlat.geom_type.endswith(("Point", "LineString"))
    parts = () if flat else getattr(lonlat, "geoms", [lonlat])
    return sum(abs(CGCS2000.geometry_area_perimeter(orient(part))[0])
               for part in parts if part.geom_type == "Polygon")


