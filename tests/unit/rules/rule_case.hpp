// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/file.hpp"
#include "core/rules/rule_book.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace liangxian::tests {

inline std::filesystem::path source_directory() { return LIANGXIAN_SOURCE_DIR; }

inline const rules::RuleBook& the_rules() {
    static const rules::RuleBook book =
        rules::RuleBook::load(source_directory() / "data" / "rules", source_directory() / "data" / "law");
    return book;
}

inline nlohmann::json case_file(const std::string& name) {
    return nlohmann::json::parse(
        base::read_file(source_directory() / "tests" / "cases" / "rules" / name, 16u << 20));
}

/// An application that meets some zones, asked on a day.
struct RuleCase {
    result::Parameters parameters;
    std::vector<result::Finding> findings;
    base::Date as_of{2026, 1, 31};
    std::vector<std::string> counties;
    double assessed_share = 0;
    double area_m2 = 10000;

    explicit RuleCase(std::string kind = "construction") { parameters.kind = std::move(kind); }

    RuleCase& meets(const std::string& zone_kind, zone::Level level,
                    result::Relation relation = result::Relation::overlap) {
        result::Finding f;
        f.zone_id = "Z" + std::to_string(findings.size());
        f.site_id = "S1";
        f.site_name = "某塔";
        f.site_level = level;
        f.zone_kind = zone_kind;
        f.relation = relation;
        findings.push_back(f);
        return *this;
    }
    /// A zone whose unit is not in the store.
    RuleCase& meets_unknown(const std::string& zone_kind) {
        meets(zone_kind, zone::Level::national);
        findings.back().site_level.reset();
        findings.back().site_name.clear();
        return *this;
    }
    RuleCase& meets_area(const std::string& area_kind) {
        result::Finding f;
        f.zone_id = "A" + std::to_string(findings.size());
        f.site_name = "某区域";
        f.zone_kind = area_kind;
        findings.push_back(f);
        return *this;
    }
    RuleCase& fact(const std::string& name, nlohmann::json value) {
        parameters.facts[name] = std::move(value);
        return *this;
    }
    rules::RuleOutcome ask() const {
        rules::RuleInput input;
        input.as_of = as_of;
        input.parameters = &parameters;
        input.findings = &findings;
        input.counties = counties;
        input.assessed_share = assessed_share;
        input.application_area_m2 = area_m2;
        return the_rules().evaluate(input);
    }
};

/// How many requirements ask for an action.
inline std::size_t count_action(const rules::RuleOutcome& outcome, const std::string& action) {
    std::size_t count = 0;
    for (const result::Requirement& requirement : outcome.requirements) {
        count += requirement.action == action ? 1U : 0U;
    }
    return count;
}

inline std::vector<std::string> warning_codes(const rules::RuleOutcome& outcome) {
    std::vector<std::string> out;
    for (const base::Problem& warning : outcome.warnings) {
        out.push_back(warning.code);
    }
    return out;
}

/// The requirement with an action; nullptr when there is none.
inline const result::Requirement* find_action(const rules::RuleOutcome& outcome, const std::string& action) {
    for (const result::Requirement& requirement : outcome.requirements) {
        if (requirement.action == action) {
            return &requirement;
        }
    }
    return nullptr;
}

} // namespace liangxian::tests
