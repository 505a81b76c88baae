// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/demo/demo_layers.hpp"

#include "core/geo/geojson.hpp"

#include <fstream>
#include <stdexcept>

namespace liangxian::tests {
namespace {

using nlohmann::json;

std::string text(const json& row, const char* name) {
    const json& value = row.at("properties").at(name);
    return value.is_null() ? std::string() : value.get<std::string>();
}

std::optional<double> number(const json& row, const char* name) {
    const json& value = row.at("properties").at(name);
    return value.is_null() ? std::nullopt : std::optional<double>(value.get<double>());
}

base::DateSpan span(const json& row) {
    return {base::Date::parse(text(row, "valid_from")), base::Date::parse(text(row, "valid_to"))};
}

geo::Geometry geometry(const json& row) {
    if (row.at("geometry").is_null()) {
        return {};
    }
    auto read = geo::from_geojson(row.at("geometry"), "demo");
    if (!read) {
        throw std::runtime_error(read.problems().front().message.en);
    }
    return std::move(read).value();
}

zone::Site site(const json& row) {
    zone::Site out;
    out.site_id = text(row, "site_id");
    out.name = text(row, "name");
    out.level = zone::parse_level(text(row, "level")).value();
    out.county = text(row, "county");
    out.township = text(row, "township");
    out.position_accuracy_m = number(row, "position_accuracy_m");
    out.valid = span(row);
    out.geometry = geometry(row);
    return out;
}

zone::Zone zone_version(const json& row) {
    zone::Zone out;
    out.zone_id = text(row, "zone_id");
    out.version = row.at("properties").at("version").get<int>();
    out.site_id = text(row, "site_id");
    out.kind = zone::parse_zone_kind(text(row, "kind")).value();
    out.zone_class = text(row, "class");
    out.status = zone::parse_status(text(row, "status")).value();
    out.valid = span(row);
    out.approval_document = text(row, "approval_document");
    out.accuracy_m = number(row, "accuracy_m");
    out.geometry_basis = zone::parse_geometry_basis(text(row, "geometry_basis"));
    out.geometry = geometry(row);
    return out;
}

zone::Area area(const json& row) {
    zone::Area out;
    out.area_id = text(row, "area_id");
    out.kind = zone::parse_area_kind(text(row, "kind")).value();
    out.name = text(row, "name");
    out.code = text(row, "code");
    out.valid = span(row);
    out.theme = text(row, "theme");
    out.status = text(row, "status");
    out.declared_on = text(row, "declared_on");
    out.expires_on = base::Date::parse(text(row, "expires_on"));
    out.geometry = geometry(row);
    return out;
}

bool is_consulted(const zone::Zone& zone) {
    return zone.status == zone::Status::published || zone.status == zone::Status::superseded;
}

} // namespace

json demo_json(const std::string& name) {
    std::ifstream in(std::string(LIANGXIAN_SOURCE_DIR) + "/data/demo/" + name);
    return json::parse(in);
}

std::vector<json> demo_features(const std::string& layer) {
    return demo_json(layer + ".geojson").at("features").get<std::vector<json>>();
}

zone::Snapshot demo_snapshot(const base::Date& as_of) {
    zone::Snapshot out;
    out.as_of = as_of;
    for (const json& row : demo_features("sites")) {
        out.sites.push_back(site(row));
    }
    for (const json& row : demo_features("zones")) {
        zone::Zone version = zone_version(row);
        if (is_consulted(version) && version.valid.contains(as_of)) {
            out.zones.push_back(std::move(version));
        }
    }
    for (const json& row : demo_features("areas")) {
        zone::Area one = area(row);
        if (one.valid.contains(as_of)) {
            out.areas.push_back(std::move(one));
        }
    }
    return out;
}

} // namespace liangxian::tests
