// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/overlap/finding.hpp"

#include "core/geo/thickness.hpp"

#include <tuple>

namespace liangxian::overlap {
namespace {

using result::Finding;
using result::LegalStatus;

/// A control zone needs the provincial government's approval before it is announced (文物保护法
/// 2024, article 29; 实施条例, article 14).
LegalStatus legal_status_of(const zone::Zone& zone) {
    switch (zone.status) {
    case zone::Status::draft:
    case zone::Status::submitted:
        return LegalStatus::draft;
    case zone::Status::approved:
        return LegalStatus::approved;
    default:
        break;
    }
    const bool approval_missing = zone.kind == zone::ZoneKind::control && zone.approval_document.empty();
    return approval_missing ? LegalStatus::announced_approval_missing : LegalStatus::announced;
}

void fill_from_site(const zone::Site& site, Finding& finding) {
    finding.site_name = site.name;
    finding.site_level = site.level;
    finding.site_code = site.code;
    finding.county = site.county;
}

void fill_from_zone(const zone::Zone& zone, Finding& finding) {
    finding.zone_id = zone.zone_id;
    finding.zone_version = zone.version;
    finding.site_id = zone.site_id;
    finding.zone_class = zone.zone_class;
    finding.legal_status = legal_status_of(zone);
    finding.document = {zone.issuer, zone.document, zone.document_date};
    finding.geometry_basis = zone.geometry_basis;
    finding.height_limit_m = zone.height_limit_m;
    finding.restrictions = zone.restrictions;
}

void fill_from_body(const zone::Site& site, Finding& finding) {
    finding.site_id = site.site_id;
    finding.document = {site.announced_by, site.document, site.announced_on};
}

void fill_from_area(const zone::Area& area, Finding& finding) {
    finding.zone_id = area.area_id;
    finding.site_name = area.name;
    finding.site_code = area.code;
    finding.document = {area.issuer, area.document, area.document_date};
}

void fill_measures(const Subject& application, Pair pair, Finding& finding) {
    finding.relation = *pair.relation;
    finding.area_m2 = pair.area_m2;
    finding.share_of_application = pair.area_m2 / application.area_m2;
    if (pair.stored_area_m2 && *pair.stored_area_m2 > 0) {
        finding.share_of_zone = std::min(1.0, pair.area_m2 / *pair.stored_area_m2);
    }
    finding.length_m = pair.length_m;
    finding.distance_m = pair.distance_m;
    finding.decision_band = pair.decision_band;
    if (!pair.geometry.polygons.empty()) {
        finding.mean_width_m = geo::mean_width_m(pair.geometry, pair.area_m2);
    }
    finding.geometry = std::move(pair.geometry);
}

} // namespace

Finding make_finding(const Target& target, const Subject& application, Pair pair) {
    Finding finding;
    finding.zone_kind = std::string(target.kind_code());
    if (target.site != nullptr) {
        fill_from_site(*target.site, finding);
    }
    if (target.zone != nullptr) {
        fill_from_zone(*target.zone, finding);
    } else if (target.body != nullptr) {
        fill_from_body(*target.body, finding);
    } else {
        fill_from_area(*target.area, finding);
    }
    if (finding.site_name.empty()) {
        finding.site_name = target.id();
    }
    finding.accuracy_m = target.accuracy_m;
    fill_measures(application, std::move(pair), finding);
    return finding;
}

bool comes_before(const Finding& a, const Finding& b) {
    return std::make_tuple(a.kind_rank(), a.site_id.value_or(""), a.zone_id.value_or(""),
                           a.zone_version.value_or(0)) <
           std::make_tuple(b.kind_rank(), b.site_id.value_or(""), b.zone_id.value_or(""),
                           b.zone_version.value_or(0));
}

} // namespace liangxian::overlap
