// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/package_compare.hpp"

#include "core/app/package_json.hpp"
#include "core/base/canonical_json.hpp"
#include "core/base/digest.hpp"
#include "core/geo/wkb.hpp"
#include "core/store/record_fields.hpp"

#include <algorithm>
#include <array>

namespace liangxian::app {
namespace {

/// What the steps of a version change in the one store and not in the other.
constexpr std::array<std::string_view, 8> kOfSteps{"recorded_at",   "status",           "valid_from",
                                                   "valid_to",      "issuer",           "document",
                                                   "document_date", "approval_document"};

bool is_of_steps(std::string_view column) {
    return std::find(kOfSteps.begin(), kOfSteps.end(), column) != kOfSteps.end();
}

} // namespace

bool is_same_line(const zone::Zone& a, const zone::Zone& b) {
    for (const auto& field : store::zone_fields()) {
        if (!is_of_steps(field.name) && field.get(a) != field.get(b)) {
            return false;
        }
    }
    return geo::to_wkb(a.geometry) == geo::to_wkb(b.geometry);
}

std::string line_digest_of(const zone::Zone& zone) {
    nlohmann::json record = zone_json(zone);
    for (const std::string_view column : kOfSteps) {
        record.erase(std::string(column));
    }
    return base::sha256_hex(base::canonical_json(record));
}

std::vector<std::string> announcement_differences(const zone::Zone& a, const zone::Zone& b) {
    const bool are_in_force = a.status == zone::Status::published && b.status == zone::Status::published;
    std::vector<std::string> out;
    for (const auto& field : store::zone_fields()) {
        const bool is_announced = is_of_steps(field.name) && field.name != "recorded_at" &&
                                  field.name != "status" && (field.name != "valid_to" || are_in_force);
        if (is_announced && field.get(a) != field.get(b)) {
            out.emplace_back(field.name);
        }
    }
    return out;
}

std::vector<std::string> site_differences(const zone::Site& a, const zone::Site& b) {
    std::vector<std::string> out;
    for (const auto& field : store::site_fields()) {
        if (field.name != "recorded_at" && field.get(a) != field.get(b)) {
            out.emplace_back(field.name);
        }
    }
    if (geo::to_wkb(a.geometry) != geo::to_wkb(b.geometry)) {
        out.emplace_back("geom");
    }
    return out;
}

} // namespace liangxian::app
