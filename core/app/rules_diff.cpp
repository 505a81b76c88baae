// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/rules_diff.hpp"

#include "core/base/error.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <map>

namespace liangxian::app {
namespace {

using nlohmann::json;

std::string text_of(const json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

/// The members of a stored finding that rules look at.
result::Finding finding_of(const json& stored) {
    result::Finding out;
    out.zone_id = text_of(stored, "zone_id");
    if (stored.contains("site_id") && stored["site_id"].is_string()) {
        out.site_id = text_of(stored, "site_id");
    }
    out.site_name = text_of(stored, "site_name");
    out.site_level = zone::parse_level(text_of(stored, "site_level"));
    out.site_code = text_of(stored, "site_code");
    out.county = text_of(stored, "county");
    out.zone_kind = text_of(stored, "zone_kind");
    out.zone_class = text_of(stored, "zone_class");
    for (int i = 0; i <= static_cast<int>(result::Relation::near); ++i) {
        const auto relation = static_cast<result::Relation>(i);
        out.relation = result::code_of(relation) == text_of(stored, "relation") ? relation : out.relation;
    }
    for (int i = 0; i <= static_cast<int>(result::LegalStatus::announced_approval_missing); ++i) {
        const auto status = static_cast<result::LegalStatus>(i);
        out.legal_status =
            result::code_of(status) == text_of(stored, "legal_status") ? status : out.legal_status;
    }
    if (stored.contains("height_limit_m") && stored["height_limit_m"].is_number()) {
        out.height_limit_m = stored["height_limit_m"].get<double>();
    }
    out.area_m2 = stored.value("area_m2", 0.0);
    const auto outside = stored.find("area_outside_protection_m2");
    if (outside != stored.end() && outside->is_number()) {
        out.area_outside_protection_m2 = outside->get<double>();
    }
    return out;
}

/// A recorded check as both books are asked about it.
struct StoredCase {
    result::Parameters parameters;
    std::vector<result::Finding> findings;
    rules::RuleInput input;

    explicit StoredCase(const json& stored) {
        parameters.kind = stored.value("/parameters/kind"_json_pointer, "construction");
        const json facts = stored.value("/parameters/facts"_json_pointer, json::object());
        for (const auto& [name, value] : facts.items()) {
            parameters.facts[name] = value;
        }
        for (const json& finding : stored.value("findings", json::array())) {
            findings.push_back(finding_of(finding));
        }
        for (const result::Finding& finding : findings) {
            input.counties.push_back(finding.county);
        }
        const auto day = base::Date::parse(stored.value("/rules/as_of"_json_pointer, std::string()));
        input.as_of = day.value_or(base::Date::today());
        input.application_area_m2 = stored.value("/application/area_m2"_json_pointer, 0.0);
        input.parameters = &parameters;
        input.findings = &findings;
    }
    StoredCase(const StoredCase&) = delete;
    StoredCase& operator=(const StoredCase&) = delete;
};

std::string requirement_words(const result::Requirement& requirement) {
    std::string consents;
    for (const result::Authority& authority : requirement.consent_first) {
        consents += " +" + authority.code;
    }
    return fmt::format("{} {}{} {}", requirement.action, requirement.authority.code, consents,
                       requirement.verified ? "verified" : "unverified");
}

std::map<std::string, std::string> words_by_rule(const rules::RuleOutcome& outcome) {
    std::map<std::string, std::string> out;
    for (const result::Requirement& requirement : outcome.requirements) {
        out[requirement.rule_id] = requirement_words(requirement);
    }
    return out;
}

std::vector<base::Text> changes_between(const rules::RuleOutcome& before, const rules::RuleOutcome& after) {
    std::vector<base::Text> out;
    if (before.archaeology.status != after.archaeology.status) {
        const auto& was = result::name_of(before.archaeology.status);
        const auto& is = result::name_of(after.archaeology.status);
        out.push_back({fmt::format("考古：{} → {}", was.zh, is.zh),
                       fmt::format("archaeology: {} → {}", was.en, is.en)});
    }
    const auto old_words = words_by_rule(before);
    const auto new_words = words_by_rule(after);
    for (const auto& [rule, words] : old_words) {
        const auto now = new_words.find(rule);
        if (now == new_words.end()) {
            out.push_back({"不再要求：" + words, "no longer required: " + words});
        } else if (now->second != words) {
            out.push_back({words + " → " + now->second, words + " → " + now->second});
        }
    }
    for (const auto& [rule, words] : new_words) {
        if (old_words.count(rule) == 0) {
            out.push_back({"新增要求：" + words, "newly required: " + words});
        }
    }
    return out;
}

} // namespace

std::vector<ChangedAnswer> rules_diff(const rules::RuleBook& before, const rules::RuleBook& after,
                                      const store::Store& store) {
    std::vector<ChangedAnswer> out;
    for (const store::StoredCheck& check : store.checks()) {
        const json stored = json::parse(check.result_json, nullptr, false);
        if (!stored.is_object()) {
            throw base::StoreError("check-unreadable",
                                   {fmt::format("库中核查结果 {} 无法读取", check.digest),
                                    fmt::format("the recorded check {} cannot be read", check.digest)});
        }
        const StoredCase one(stored);
        auto changes = changes_between(before.evaluate(one.input), after.evaluate(one.input));
        if (!changes.empty()) {
            out.push_back({check.application_id, check.digest, std::move(changes)});
        }
    }
    return out;
}

} // namespace liangxian::app
