// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/gdal/ogr_session.hpp"

#include <ogr_spatialref.h>

#include <cstdlib>

namespace liangxian::gdal {
namespace {

std::string text_of(const char* words) { return words == nullptr ? "" : words; }

SpatialReference::Kind kind_of(const OGRSpatialReference& srs) {
    return srs.IsGeographic()  ? SpatialReference::Kind::geographic
           : srs.IsProjected() ? SpatialReference::Kind::projected
           : srs.IsLocal()     ? SpatialReference::Kind::local
                               : SpatialReference::Kind::other;
}

std::optional<int> epsg_code_of(const OGRSpatialReference& srs) {
    const char* code = srs.GetAuthorityCode(nullptr);
    if (code == nullptr || text_of(srs.GetAuthorityName(nullptr)) != "EPSG") {
        return std::nullopt;
    }
    return std::atoi(code);
}

} // namespace

SpatialReference parameters_of(const OGRSpatialReference& srs) {
    SpatialReference out;
    out.kind = kind_of(srs);
    out.name = text_of(srs.GetName());
    out.datum = text_of(srs.GetAttrValue("DATUM"));
    out.geographic = text_of(srs.GetAttrValue("GEOGCS"));
    out.projection = text_of(srs.GetAttrValue("PROJECTION"));
    out.semi_major_m = srs.GetSemiMajor();
    out.inverse_flattening = srs.GetInvFlattening();
    out.central_meridian_deg = srs.GetProjParm(SRS_PP_CENTRAL_MERIDIAN, 0);
    out.latitude_of_origin_deg = srs.GetProjParm(SRS_PP_LATITUDE_OF_ORIGIN, 0);
    out.scale_factor = srs.GetProjParm(SRS_PP_SCALE_FACTOR, 1);
    out.false_easting = srs.GetProjParm(SRS_PP_FALSE_EASTING, 0);
    out.false_northing = srs.GetProjParm(SRS_PP_FALSE_NORTHING, 0);
    out.linear_unit_m = srs.GetLinearUnits();
    out.epsg = epsg_code_of(srs);
    return out;
}

std::optional<SpatialReference> parse_esri_wkt(const std::string& text) {
    const OgrSession session;
    OGRSpatialReference srs;
    std::string copy = text;
    char* lines[] = {copy.data(), nullptr};
    if (srs.importFromESRI(lines) != OGRERR_NONE || !(srs.IsGeographic() || srs.IsProjected())) {
        return std::nullopt;
    }
    return parameters_of(srs);
}

} // namespace liangxian::gdal
