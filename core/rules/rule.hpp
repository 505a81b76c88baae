// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/date.hpp"
#include "core/result/check_result.hpp"

#include <nlohmann/json.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace liangxian::rules {

/// When a rule fires. An empty list means "any", but for relations (interior contact without
/// slivers) and legal statuses (announced). docs/domain/rule-format.md.
struct Condition {
    std::vector<std::string> levels;     ///< `unknown` stands for a zone whose unit is not in the store
    std::vector<std::string> zone_kinds; ///< contract's words; `body` and area kinds too
    std::vector<std::string> zone_classes;
    std::vector<std::string> relations;
    std::vector<std::string> legal_statuses;
    std::vector<std::string> documents; ///< numbers of the announcing documents
    std::vector<std::string> site_codes;
    std::vector<std::string> kinds;  ///< application kinds
    std::vector<std::string> places; ///< county names or codes the application meets
    std::vector<std::string> site_name_contains;
    std::map<std::string, nlohmann::json> facts; ///< fact → value, or {"min":…,"max":…}
    std::optional<double> min_area_m2;           ///< of the whole application, on the ellipsoid
    std::optional<double> max_area_m2;
};

/// The archaeology a rule asks for.
struct ArchaeologyOutcome {
    result::ArchaeologyStatus status = result::ArchaeologyStatus::required;
    base::Text because;
};

/// One dated rule: condition → requirement, or → archaeology, or both. A `refines` rule fires on a
/// requirement instead and fills in its office, item or term for a place.
struct Rule {
    std::string id;
    std::vector<std::string> refines; ///< ids of the rules it fills in; empty for a rule of its own
    base::Text title;
    base::DateSpan valid;
    Condition when;
    std::string action; ///< empty: no requirement
    std::string authority;
    std::string office;
    std::vector<std::string> consent_first;
    std::optional<result::ApprovalItem> item;
    std::optional<int> term_workdays;
    std::optional<ArchaeologyOutcome> archaeology;
    std::vector<result::Basis> basis;
    bool verified = false;
    base::Text note;
    std::string where; ///< "national.json:12"
};

/// A file of rules.
struct RulePack {
    result::PackState state;
    base::Text title;
    std::optional<base::Date> valid_from; ///< the first day the pack answers for; none: always
    std::vector<Rule> rules;
    std::string where; ///< file and line of the pack
};

} // namespace liangxian::rules
