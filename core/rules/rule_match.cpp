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

bool place_fits(const Condition& when, const std::vector<std::string>& counties) {
    return when.places.empty() ||
           std::any_of(when.places.begin(), when.places.end(), [&counties](const std::string& place) {
               return std::any_of(counties.begin(), counties.end(), [&place](const std::string& county) {
                   // A code stands for everything below it: 14 the province, 1406 the city.
                   const bool is_code = place.find_first_not_of("0123456789") == std::string::npos;
                   return is_code ? county.rfind(place, 0) == 0 : county == place;
               });
           });
}

} // namespace

bool fits_application(const Rule& rule, const RuleInput& input) {
    return rule.valid.contains(input.as_of) && any_or_one_of(rule.when.kinds, input.parameters->kind) &&
           facts_fit(rule.when, input.parameters->facts) && place_fits(rule.when, input.counties);
}

bool is_legal_contact(const result::Finding& finding) {
    const bool announced = finding.legal_status == result::LegalStatus::announced ||
                           finding.legal_status == result::LegalStatus::announced_approval_missing;
    return announced && result::is_interior_contact(finding.relation) &&
           finding.relation != result::Relation::sliver;
}

bool fits_finding(const Rule& rule, const result::Finding& finding) {
    const Condition& when = rule.when;
    const std::string level(finding.site_level ? zone::code_of(*finding.site_level) : "");
    const bool name_fits =
        when.site_name_contains.empty() ||
        std::any_of(when.site_name_contains.begin(), when.site_name_contains.end(), [&finding](const std::string& part) {
            return finding.site_name.find(part) != std::string::npos;
        });
    return any_or_one_of(when.levels, level) && any_or_one_of(when.zone_kinds, finding.zone_kind) &&
           any_or_one_of(when.zone_classes, finding.zone_class) && name_fits;
}

bool needs_finding(const Rule& rule) {
    const Condition& when = rule.when;
    return !when.levels.empty() || !when.zone_kinds.empty() || !when.zone_classes.empty() ||
           !when.site_name_contains.empty();
}

} // namespace liangxian::rules
