# SPDX-License-Identifier: GPL-2.0-or-later
"""What applicants hand in from GIS and office programs: Shapefile, GeoPackage, KML, KMZ, XLSX.

Every date inside the files is fixed, so that two runs give the same bytes.
"""
import io
import pathlib
import tempfile
import zipfile
from xml.sax.saxutils import escape

from osgeo import gdal, ogr, osr

gdal.UseExceptions()
gdal.SetConfigOption("OGR_CURRENT_DATE", "2026-01-05T00:00:00.000Z")
ZIP_DATE = (2026, 1, 5, 0, 0, 0)


def zipped(entries):
    """entries: [(name, bytes)], in this order, with a fixed date."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            info = zipfile.ZipInfo(name, ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, data)
    return out.getvalue()


def _reference(epsg):
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(epsg)
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return reference


def _add_feature(layer, shape, attributes):
    feature = ogr.Feature(layer.GetLayerDefn())
    for name, value in attributes.items():
        feature.SetField(name, value)
    feature.SetGeometry(ogr.CreateGeometryFromWkb(shape.wkb))
    layer.CreateFeature(feature)


def _add_fields(layer, attributes):
    for name, value in attributes.items():
        kind = ogr.OFTReal if isinstance(value, float) else ogr.OFTString
        field = ogr.FieldDefn(name, kind)
        if kind == ogr.OFTString:
            field.SetWidth(80)
        else:
            field.SetWidth(18)
            field.SetPrecision(2)
        layer.CreateField(field)


def shapefile(stem, shape, epsg, attributes):
    """{suffix: bytes} of a Shapefile with a GBK table; .cpg says so."""
    with tempfile.TemporaryDirectory() as folder:
        source = ogr.GetDriverByName("ESRI Shapefile").CreateDataSource(folder)
        layer = source.CreateLayer(stem, _reference(epsg), ogr.wkbPolygon,
                                   ["ENCODING=GBK", "DBF_DATE_LAST_UPDATE=2026-01-05"])
        _add_fields(layer, attributes)
        _add_feature(layer, shape, attributes)
        layer = source = None
        return {path.suffix: path.read_bytes() for path in sorted(pathlib.Path(folder).iterdir())}


def zipped_shapefile(stem, shape, epsg, attributes):
    return zipped([(stem + suffix, data) for suffix, data in shapefile(stem, shape, epsg, attributes).items()])


def geopackage(layer_name, shape, epsg, attributes):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "out.gpkg"
        source = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
        layer = source.CreateLayer(layer_name, _reference(epsg), ogr.wkbMultiPolygon,
                                   ["SPATIAL_INDEX=NO", "GEOMETRY_NAME=geom"])
        _add_fields(layer, attributes)
        _add_feature(layer, shape, attributes)
        layer = source = None
        return path.read_bytes()


def _kml_ring(ring):
    return " ".join(f"{lon:.9f},{lat:.9f},0" for lon, lat in ring.coords)


def _kml_polygon(polygon):
    inner = "".join(f"<innerBoundaryIs><LinearRing><coordinates>{_kml_ring(r)}</coordinates></LinearRing>"
                    "</innerBoundaryIs>" for r in polygon.interiors)
    return ("<Polygon><outerBoundaryIs><LinearRing><coordinates>" + _kml_ring(polygon.exterior)
            + "</coordinates></LinearRing></outerBoundaryIs>" + inner + "</Polygon>")


def kml(name, shape, extra=""):
    """One placemark; `extra` is markup other programs put beside it."""
    parts = list(getattr(shape, "geoms", [shape]))
    body = "".join(_kml_polygon(part) for part in parts)
    if len(parts) > 1:
        body = f"<MultiGeometry>{body}</MultiGeometry>"
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document>\n'
            f"<name>{escape(name)}</name>{extra}\n<Folder><name>示例</name>\n"
            f"<Placemark><name>{escape(name)}</name><description>示意图形，非实际用地</description>{body}</Placemark>\n"
            "</Folder></Document></kml>\n")


def kmz(name, shape):
    return zipped([("doc.kml", kml(name, shape).encode("utf-8"))])


_XLSX_PARTS = {
    "[Content_Types].xml":
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    "_rels/.rels":
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml":
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<sheets><sheet name="拐点坐标表" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels":
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>',
}


def _cell(column, row, value):
    reference = f"{'ABCDEFGH'[column]}{row}"
    if isinstance(value, str):
        return f'<c r="{reference}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{reference}"><v>{value:.3f}</v></c>'


def xlsx(rows):
    """A workbook of one sheet; texts inline, numbers to the millimetre."""
    sheet = "".join(f'<row r="{r}">' + "".join(_cell(c, r, v) for c, v in enumerate(row)) + "</row>"
                    for r, row in enumerate(rows, start=1))
    parts = dict(_XLSX_PARTS)
    parts["xl/worksheets/sheet1.xml"] = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        f"{sheet}</sheetData></worksheet>")
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return zipped([(name, (head + text).encode("utf-8")) for name, text in parts.items()])


def corner_rows(polygon):
    rows = [["点号", "X（北）", "Y（东）"]]
    for number, (east, north) in enumerate(list(polygon.exterior.coords)[:-1], start=1):
        rows.append([f"J{number}", north, east])
    return rows
