# SPDX-License-Identifier: GPL-2.0-or-later
"""The three record kinds of the store, under the contract's column names, and how they become GeoJSON."""
import json

from shapely.geometry import mapping, polygon

MARK = "（示意，非法定 / illustrative, not legal）"
RECORDED_AT = "2026-01-05T00:00:00.000Z"  # fixed: two fresh stores have one digest

SITE_COLUMNS = ("site_id name level code category era county township place position_accuracy_m announced_by "
                "announced_on document valid_from valid_to recorded_at").split()
ZONE_COLUMNS = ("zone_id version site_id kind class status valid_from valid_to recorded_at issuer document "
                "document_date approval_document height_limit_m restrictions accuracy_m geometry_basis "
                "declared_area_m2 words visibility").split()
AREA_COLUMNS = ("area_id kind name code document valid_from valid_to recorded_at issuer document_date theme status "
                "declared_by declared_on expires_on").split()


def marked(text):
    """Every name of an issuer, a document or announced words says that it is an illustration."""
    return text + MARK if text else None


def document(number, year=2009):
    return f"示意〔{year}〕{number}号（示例数据，非法定）"


def record(columns, geometry, **values):
    """One row: every column present, absent values null."""
    unknown = set(values) - set(columns)
    if unknown:
        raise ValueError(f"no such column: {sorted(unknown)}")
    return {**{name: values.get(name) for name in columns}, "geometry": geometry}


def geojson_geometry(shape):
    if shape is None:
        return None
    if shape.geom_type == "Polygon":
        shape = polygon.orient(shape)
    if shape.geom_type == "MultiPolygon":
        shape = type(shape)([polygon.orient(part) for part in shape.geoms])
    return json.loads(json.dumps(mapping(shape)))


def feature(row):
    properties = {name: value for name, value in row.items() if name != "geometry"}
    return {"type": "Feature", "properties": properties, "geometry": geojson_geometry(row["geometry"])}


def collection(name, features, epsg=4490):
    """One feature a line: small diffs, and a reader sees where a record begins."""
    head = {"type": "FeatureCollection", "name": name}
    if epsg:
        head["crs"] = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{epsg}"}}
    lines = ",\n".join(json.dumps(f, ensure_ascii=False) for f in features)
    return json.dumps(head, ensure_ascii=False)[:-1] + ', "features": [\n' + lines + "\n]}\n"
