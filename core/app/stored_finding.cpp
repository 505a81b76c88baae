// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/stored_finding.hpp"

#include <nlohmann/json.hpp>

namespace liangxian::app {
namespace {

using nlohmann::json;

std::string text(const json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

std::optional<std::string> text_if_any(const json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? std::optional(found->get<std::string>())
                                                       : std::nullopt;
}

std::optional<double> number(const json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_number() ? std::optional(found->get<double>()) : std::nullopt;
}

/// The value of an enum whose code a member holds; \p last is the last of its list.
template <typename Enum>
Enum coded(const json& object, const char* name, Enum otherwise, Enum last) {
    const std::string code = text(object, name);
    for (int i = 0; i <= static_cast<int>(last); ++i) {
        if (result::code_of(static_cast<Enum>(i)) == code) {
            return static_cast<Enum>(i);
        }
    }
    return otherwise;
}

} // namespace

result::Finding finding_of(const json& stored) {
    result::Finding out;
    out.zone_id = text_if_any(stored, "zone_id");
    if (const auto version = number(stored, "zone_version")) {
        out.zone_version = static_cast<int>(*version);
    }
    out.site_id = text_if_any(stored, "site_id");
    out.site_name = text(stored, "site_name");
    out.site_level = zone::parse_level(text(stored, "site_level"));
    out.site_code = text(stored, "site_code");
    out.county = text(stored, "county");
    out.zone_kind = text(stored, "zone_kind");
    out.zone_class = text(stored, "zone_class");
    out.relation = coded(stored, "relation", out.relation, result::Relation::near);
    out.area_m2 = number(stored, "area_m2").value_or(0);
    out.area_outside_protection_m2 = number(stored, "area_outside_protection_m2");
    out.share_of_application = number(stored, "share_of_application").value_or(0);
    out.share_of_zone = number(stored, "share_of_zone");
    out.length_m = number(stored, "length_m");
    out.distance_m = number(stored, "distance_m").value_or(0);
    out.mean_width_m = number(stored, "mean_width_m");
    out.legal_status =
        coded(stored, "legal_status", out.legal_status, result::LegalStatus::announced_approval_missing);
    const json document = stored.value("document", json::object());
    out.document = {text(document, "issuer"), text(document, "number"), text(document, "date")};
    out.geometry_basis = zone::parse_geometry_basis(text(stored, "geometry_basis"));
    out.accuracy_m = number(stored, "accuracy_m");
    out.decision_band = stored.value("decision_band", false);
    out.height_limit_m = number(stored, "height_limit_m");
    out.restrictions = text(stored, "restrictions");
    return out;
}

} // namespace liangxian::app
