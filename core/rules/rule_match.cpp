// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/rules/rule_match.hpp"

#include <algorithm>

namespace liangxian::rules {
namespace {

bool any_or_one_of(const std::vector<std::string>& list, std::string_view word) {
    return list.empty() || std::find(list.begin(), list.end(), word) != list.end();
}

bool fact_fits(const nlohmann::json& wanted, const nlohmann::json& given) {
    if (!wanted.is_object()) {
        return given == wanted;
    }
    if (!given.is_number()) {
        return false;
    }
    const double value = given.get<double>();
    return value >= wanted.value("min", value) && value <= wanted.value("max", value);
}

bool facts_fit(const Condition& when, const result::Facts& facts) {
    return std::all_of(when.facts.begin(), when.facts.end(), [&facts](const auto& wanted) {
        const auto given = facts.find(wanted.first);
        return given != facts.end() && fact_fits(wanted.second, given->second);
    });
}

/// A code stands for everything below it: 14 the province, 1406 the city. A name also fits behind
/// its city's (朔州市应县).
bool is_place_in(const std::string& place, const std::string& wanted) {
    const bool is_code = wanted.find_first_not_of("0123456789") == std::string::npos;
    return is_code ? place.rfind(wanted, 0) == 0
                   : place.size() >= wanted.size() &&
                         place.compare(place.size() - wanted.size(), wanted.size(), wanted) == 0;
}

bool relation_fits(const Condition& when, result::Relation relation) {
    if (when.relations.empty()) {
        // A sliver is for people to judge; the verdict says so.
        return result::is_interior_contact(relation) && relation != result::Relation::sliver;
    }
    return any_or_one_of(when.relations, result::code_of(relation));
}

bool legal_status_fits(const Condition& when, result::LegalStatus status) {
    if (when.legal_statuses.empty()) {
        return status == result::LegalStatus::announced ||
               status == result::LegalStatus::announced_approval_missing;
    }
    return any_or_one_of(when.legal_statuses, result::code_of(status));
}

bool area_fits(const Condition& when, double area_m2) {
    return area_m2 >= when.min_area_m2.value_or(area_m2) && area_m2 <= when.max_area_m2.value_or(area_m2);
}

/// The level's code; `unknown` for a zone of a unit nobody knows; empty for an area, which has none.
std::string level_of(const result::Finding& finding) {
    if (finding.site_level) {
        return std::string(zone::code_of(*finding.site_level));
    }
    return zone::parse_zone_kind(finding.zone_kind) ? "unknown" : "";
}

bool name_fits(const Condition& when, const std::string& name) {
    const auto& parts = when.site_name_contains;
    return parts.empty() || std::any_of(parts.begin(), parts.end(), [&name](const std::string& part) {
               return name.find(part) != std::string::npos;
           });
}

} // namespace

bool fits_application(const Rule& rule, const RuleInput& input) {
    return rule.valid.contains(input.as_of) && any_or_one_of(rule.when.kinds, input.parameters->kind) &&
           facts_fit(rule.when, input.parameters->facts) && area_fits(rule.when, input.application_area_m2);
}

bool fits_place(const Rule& rule, const std::vector<std::string>& places) {
    const auto& wanted = rule.when.places;
    return wanted.empty() || std::any_of(places.begin(), places.end(), [&wanted](const std::string& place) {
               return std::any_of(wanted.begin(), wanted.end(),
                                  [&place](const std::string& one) { return is_place_in(place, one); });
           });
}

bool fits_finding(const Rule& rule, const result::Finding& finding) {
    const Condition& when = rule.when;
    return !lies_in_own_range(finding) && relation_fits(when, finding.relation) &&
           legal_status_fits(when, finding.legal_status) && any_or_one_of(when.levels, level_of(finding)) &&
           any_or_one_of(when.zone_kinds, finding.zone_kind) &&
           any_or_one_of(when.zone_classes, finding.zone_class) &&
           any_or_one_of(when.documents, finding.document.number) &&
           any_or_one_of(when.site_codes, finding.site_code) && name_fits(when, finding.site_name);
}

bool needs_finding(const Rule& rule) {
    const Condition& when = rule.when;
    return !(when.levels.empty() && when.zone_kinds.empty() && when.zone_classes.empty() &&
             when.relations.empty() && when.legal_statuses.empty() && when.documents.empty() &&
             when.site_codes.empty() && when.site_name_contains.empty());
}

bool is_legal_contact(const result::Finding& finding) {
    static const Condition any_contact;
    return relation_fits(any_contact, finding.relation) &&
           legal_status_fits(any_contact, finding.legal_status);
}

bool lies_in_own_range(const result::Finding& finding) {
    // Cutting one outline with another drawn along it leaves crumbs of 1e-9; they are not outside.
    return finding.zone_kind == zone::code_of(zone::ZoneKind::control) &&
           finding.area_outside_protection_m2 &&
           *finding.area_outside_protection_m2 <= std::max(1e-6, finding.area_m2 * 1e-9);
}

bool only_informs(const result::Finding& finding) {
    const auto area = zone::parse_area_kind(finding.zone_kind);
    return area == zone::AreaKind::assessed_area || area == zone::AreaKind::coverage ||
           area == zone::AreaKind::county || area == zone::AreaKind::township;
}

} // namespace liangxian::rules
