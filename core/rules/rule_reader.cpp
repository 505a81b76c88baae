// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/rules/rule_reader.hpp"

#include "core/rules/application_kind.hpp"
#include "core/rules/authority.hpp"
#include "core/rules/facts.hpp"
#include "core/zone/vocabulary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

namespace liangxian::rules {
namespace {

using Codes = std::vector<std::string_view>;

Codes zone_and_area_codes() {
    Codes out = zone::zone_kind_codes();
    if (std::find(out.begin(), out.end(), "body") == out.end()) {
        out.push_back("body");
    }
    const Codes areas = zone::area_kind_codes();
    out.insert(out.end(), areas.begin(), areas.end());
    return out;
}

Codes relation_codes() {
    return {"equals", "within", "contains", "overlap", "sliver", "touch", "influence", "near"};
}

Codes legal_status_codes() { return {"announced", "approved", "draft", "announced-approval-missing"}; }

Codes kind_codes() {
    Codes out;
    for (const ApplicationKind& kind : application_kinds()) {
        out.push_back(kind.code);
    }
    return out;
}

void check_code(const JsonNode& node, const std::string& code, const Codes& known, Faults& faults) {
    if (std::find(known.begin(), known.end(), code) == known.end()) {
        node.fault(faults, "unknown-code",
                   {fmt::format("未知的代码“{}”；可用：{}", code, fmt::join(known, "、")),
                    fmt::format("unknown code '{}'; known are {}", code, fmt::join(known, ", "))});
    }
}

std::vector<std::string> read_codes(const JsonNode& node, const std::string& key, const Codes& known,
                                    Faults& faults) {
    std::vector<std::string> out = node.strings(key, faults);
    for (const std::string& code : out) {
        check_code(node.at(key), code, known, faults);
    }
    return out;
}

/// A value to equal, or a range of numbers.
void check_fact_test(const JsonNode& node, Faults& faults) {
    if (!node.value().is_object()) {
        return;
    }
    node.is_object_of({"min", "max"}, faults);
    for (const auto& [name, bound] : node.members()) {
        if (!bound.value().is_number()) {
            bound.fault(faults, "wrong-type",
                        {fmt::format("“{}”应为数字", name), fmt::format("'{}' must be a number", name)});
        }
    }
}

/// A range of m²: at least one bound.
void read_area(const JsonNode& condition, Condition& out, Faults& faults) {
    if (!condition.has("area_m2")) {
        return;
    }
    const JsonNode node = condition.at("area_m2");
    if (!node.is_object_of({"min", "max"}, faults)) {
        return;
    }
    check_fact_test(node, faults);
    for (const auto& [name, bound] : node.members()) {
        if (bound.value().is_number()) {
            (name == "min" ? out.min_area_m2 : out.max_area_m2) = bound.value().get<double>();
        }
    }
}

/// The contract's levels, and `unknown` for a zone whose unit is not in the store.
Codes condition_level_codes() {
    Codes out = zone::level_codes();
    out.push_back("unknown");
    return out;
}

std::map<std::string, nlohmann::json> read_fact_tests(const JsonNode& condition, Faults& faults) {
    std::map<std::string, nlohmann::json> out;
    if (!condition.has("fact")) {
        return out;
    }
    Codes known;
    for (const FactKey& key : fact_keys()) {
        known.push_back(key.name);
    }
    const JsonNode facts = condition.at("fact");
    facts.is_object_of(known, faults);
    for (const auto& [name, node] : facts.members()) {
        check_fact_test(node, faults);
        out[name] = node.value();
    }
    return out;
}

std::optional<result::ApprovalItem> read_item(const JsonNode& consequence, Faults& faults) {
    if (!consequence.has("item")) {
        return std::nullopt;
    }
    const JsonNode node = consequence.at("item");
    if (!node.is_object_of({"document", "list", "number", "name"}, faults)) {
        return std::nullopt;
    }
    return result::ApprovalItem{node.required_string("document", faults),
                                node.optional_string("list", faults), node.required_string("number", faults),
                                node.required_string("name", faults)};
}

std::optional<ArchaeologyOutcome> read_archaeology(const JsonNode& node, Faults& faults) {
    const std::string code = node.optional_string("archaeology", faults);
    if (code.empty()) {
        return std::nullopt;
    }
    check_code(node.at("archaeology"), code, {"required", "by-judgement"}, faults);
    return ArchaeologyOutcome{code == "required" ? result::ArchaeologyStatus::required
                                                 : result::ArchaeologyStatus::by_judgement,
                              node.text("because", true, faults)};
}

/// The text must be in force on each day of the rule.
void check_in_force(const JsonNode& node, const result::Basis& basis, const LawVersion& version,
                    const base::DateSpan& valid, Faults& faults) {
    const bool starts_early = version.in_force.from && (!valid.from || *valid.from < *version.in_force.from);
    const bool ends_late = version.in_force.to && (!valid.to || *valid.to > *version.in_force.to);
    if (starts_early || ends_late) {
        const auto day = [](const std::optional<base::Date>& d) {
            return d ? d->to_string() : std::string("…");
        };
        node.fault(
            faults, "basis-not-in-force",
            {fmt::format("规则有效期超出《{}》{} 版的施行期（{} 至 {}）", basis.law, basis.version,
                         day(version.in_force.from), day(version.in_force.to)),
             fmt::format("the rule is valid outside the days on which {} of {} is in force ({} to {})",
                         basis.law, basis.version, day(version.in_force.from), day(version.in_force.to))});
    }
}

void check_basis(const JsonNode& node, const result::Basis& basis, const base::DateSpan& valid,
                 const LawRegister& laws, Faults& faults) {
    const LawVersion* version = laws.find(basis.law, basis.version);
    if (version == nullptr) {
        node.fault(faults, "unknown-law",
                   {fmt::format("法律登记中没有《{}》的 {} 版", basis.law, basis.version),
                    fmt::format("the register knows no version {} of {}", basis.version, basis.law)});
        return;
    }
    if (!LawRegister::has_article(*version, basis.article)) {
        node.fault(faults, "unknown-article",
                   {fmt::format("《{}》{} 版没有“{}”条", basis.law, basis.version, basis.article),
                    fmt::format("{} of {} has no article '{}'", basis.law, basis.version, basis.article)});
    }
    check_in_force(node, basis, *version, valid, faults);
}

} // namespace

Condition read_condition(const JsonNode& node, Faults& faults) {
    Condition out;
    if (!node.is_object_of({"level", "zone", "class", "relation", "legal_status", "document", "site_code",
                            "site_name_contains", "kind", "place", "fact", "area_m2"},
                           faults)) {
        return out;
    }
    out.levels = read_codes(node, "level", condition_level_codes(), faults);
    out.zone_kinds = read_codes(node, "zone", zone_and_area_codes(), faults);
    out.zone_classes = node.strings("class", faults);
    out.relations = read_codes(node, "relation", relation_codes(), faults);
    out.legal_statuses = read_codes(node, "legal_status", legal_status_codes(), faults);
    out.documents = node.strings("document", faults);
    out.site_codes = node.strings("site_code", faults);
    out.site_name_contains = node.strings("site_name_contains", faults);
    out.kinds = read_codes(node, "kind", kind_codes(), faults);
    out.places = node.strings("place", faults);
    out.facts = read_fact_tests(node, faults);
    read_area(node, out, faults);
    return out;
}

void read_consequence(const JsonNode& node, Rule& rule, Faults& faults) {
    if (!node.is_object_of({"action", "authority", "office", "consent_first", "item", "term_workdays",
                            "archaeology", "because", "note", "status"},
                           faults)) {
        return;
    }
    if (node.has("action")) {
        rule.action = node.required_string("action", faults);
        check_code(node.at("action"), rule.action, action_codes(), faults);
    }
    for (const auto& [key, body] :
         {std::pair{"authority", &rule.authority}, std::pair{"office", &rule.office}}) {
        if (node.has(key)) {
            *body = node.required_string(key, faults);
            check_code(node.at(key), *body, authority_codes(), faults);
        }
    }
    if (node.has("consent_first")) {
        rule.consent_first = read_codes(node, "consent_first", authority_codes(), faults);
    }
    if (node.has("item")) {
        rule.item = read_item(node, faults);
    }
    if (node.has("term_workdays")) {
        rule.term_workdays = node.integer("term_workdays", faults);
    }
    if (node.has("archaeology")) {
        rule.archaeology = read_archaeology(node, faults);
    }
    if (node.has("note")) {
        rule.note = node.text("note", true, faults);
    }
    if (node.has("status")) {
        rule.verified = read_status(node, faults);
    }
}

bool read_status(const JsonNode& node, Faults& faults) {
    const std::string status = node.required_string("status", faults);
    if (!status.empty()) {
        check_code(node.at("status"), status, {"verified", "unverified"}, faults);
    }
    return status == "verified";
}

std::vector<result::Basis> read_basis(const JsonNode& rule, const base::DateSpan& valid,
                                      const LawRegister& laws, Faults& faults) {
    std::vector<result::Basis> out;
    for (const JsonNode& node : rule.array("basis", true, faults)) {
        if (!node.is_object_of({"law", "article", "version"}, faults)) {
            continue;
        }
        out.push_back({node.required_string("law", faults), node.required_string("article", faults),
                       node.required_string("version", faults)});
        check_basis(node, out.back(), valid, laws, faults);
    }
    if (out.empty()) {
        rule.fault(faults, "no-basis", {"规则没有法律依据（basis）", "the rule names no basis"});
    }
    return out;
}

} // namespace liangxian::rules
