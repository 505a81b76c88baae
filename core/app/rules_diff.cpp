// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/rules_diff.hpp"

#include "core/app/coverage.hpp"
#include "core/app/stored_finding.hpp"
#include "core/base/error.hpp"
#include "core/geo/geojson.hpp"
#include "core/result/result_json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <map>

namespace liangxian::app {
namespace {

using nlohmann::json;

/// The areas that say where an application lies and what was assessed: all of the store, read once.
zone::Snapshot areas_for_rules(const store::Store& store) {
    zone::Snapshot out;
    store.for_each_area([&out](const zone::Area& area) {
        if (area.kind == zone::AreaKind::county || area.kind == zone::AreaKind::assessed_area) {
            out.areas.push_back(area);
        }
    });
    return out;
}

/// Those of them in force on the day of a check and known when it was made.
zone::Snapshot as_then(const zone::Snapshot& all, const json& stored) {
    zone::Snapshot out;
    out.as_of = base::Date::parse(stored.value("/store/as_of"_json_pointer, std::string()))
                    .value_or(base::Date::today());
    const auto known_at = base::Timestamp::parse(stored.value("/store/known_at"_json_pointer, std::string()));
    for (const zone::Area& area : all.areas) {
        const bool known = !known_at || !(*known_at < area.recorded_at);
        if (known && area.valid.contains(out.as_of)) {
            out.areas.push_back(area);
        }
    }
    return out;
}

bool is_underground_covered(const json& stored) {
    for (const json& theme : stored.value("coverage", json::array())) {
        if (theme.value("theme", "") == "underground" && theme.value("status", "") == "complete") {
            return true;
        }
    }
    return false;
}

/// A recorded check as both books are asked about it.
struct StoredCase {
    result::Parameters parameters;
    std::vector<result::Finding> findings;
    rules::RuleInput input;

    StoredCase(const json& stored, const zone::Snapshot& areas) {
        parameters.kind = stored.value("/parameters/kind"_json_pointer, "construction");
        const json facts = stored.value("/parameters/facts"_json_pointer, json::object());
        for (const auto& [name, value] : facts.items()) {
            parameters.facts[name] = value;
        }
        for (const json& finding : stored.value("findings", json::array())) {
            findings.push_back(finding_of(finding));
        }
        const auto day = base::Date::parse(stored.value("/rules/as_of"_json_pointer, std::string()));
        input.as_of = day.value_or(base::Date::today());
        input.parameters = &parameters;
        input.findings = &findings;
        input.application_area_m2 = stored.value("/application/area_m2"_json_pointer, 0.0);
        input.underground_covered = is_underground_covered(stored);
        place(stored, areas);
    }
    StoredCase(const StoredCase&) = delete;
    StoredCase& operator=(const StoredCase&) = delete;

private:
    void place(const json& stored, const zone::Snapshot& areas) {
        const auto geometry =
            geo::from_geojson(stored.value("/application/geometry"_json_pointer, json()), "application");
        if (!geometry.ok() || geometry->dimension() != 2) {
            return;
        }
        const zone::Snapshot then = as_then(areas, stored);
        for (const zone::Area* county : areas_met(geometry.value(), then, zone::AreaKind::county)) {
            input.counties.push_back(county->name);
            input.counties.push_back(county->code);
        }
        input.assessed_share = assessed_share(geometry.value(), then);
    }
};

/// A member of a result in words: codes as they are, texts in one language.
std::string words_of(const json& value, const char* language) {
    if (value.is_null()) {
        return "—";
    }
    if (value.is_string()) {
        return value.get<std::string>();
    }
    if (value.is_object() && value.contains("zh") && value.contains("en")) {
        return value.at(language).get<std::string>();
    }
    if (!value.is_structured()) {
        return value.dump();
    }
    std::string out;
    for (const json& member : value) {
        if (!member.is_null()) {
            out += (out.empty() ? "" : ", ") + words_of(member, language);
        }
    }
    return "[" + out + "]";
}

/// Every member that differs, each on a line of its own.
void compare(const std::string& what, const json& before, const json& after, std::vector<base::Text>& out) {
    for (const auto& [name, was] : before.items()) {
        const json is = after.value(name, json());
        if (was != is) {
            out.push_back(
                {fmt::format("{}：{} 由 {} 变为 {}", what, name, words_of(was, "zh"), words_of(is, "zh")),
                 fmt::format("{}: {} was {}, is {}", what, name, words_of(was, "en"), words_of(is, "en"))});
        }
    }
}

std::string title_of(const json& requirement) {
    return fmt::format("{} ({})", requirement.value("action", ""), requirement.value("rule_id", ""));
}

base::Text in_full(const base::Text& what, const json& requirement) {
    const json& authority = requirement.at("authority").at("name");
    return {fmt::format("{}：{}，{}", what.zh, title_of(requirement), words_of(authority, "zh")),
            fmt::format("{}: {}, {}", what.en, title_of(requirement), words_of(authority, "en"))};
}

std::map<std::string, json> by_id(const rules::RuleOutcome& outcome) {
    std::map<std::string, json> out;
    for (const result::Requirement& requirement : outcome.requirements) {
        out[requirement.id] = result::to_json(requirement);
    }
    return out;
}

json archaeology_json(const rules::RuleOutcome& outcome) {
    json because = json::array();
    for (const base::Text& reason : outcome.archaeology.because) {
        because.push_back(json(result::to_json(reason)));
    }
    return {{"status", result::code_of(outcome.archaeology.status)}, {"because", std::move(because)}};
}

json warnings_json(const rules::RuleOutcome& outcome) {
    json out = json::array();
    for (const base::Problem& warning : outcome.warnings) {
        out.push_back(json(result::to_json(warning)));
    }
    return {{"warnings", std::move(out)}};
}

std::vector<base::Text> changes_between(const rules::RuleOutcome& before, const rules::RuleOutcome& after) {
    std::vector<base::Text> out;
    compare("archaeology", archaeology_json(before), archaeology_json(after), out);
    const auto was = by_id(before);
    const auto is = by_id(after);
    for (const auto& [id, requirement] : was) {
        const auto now = is.find(id);
        if (now == is.end()) {
            out.push_back(in_full({"不再要求", "no longer required"}, requirement));
        } else {
            compare(title_of(requirement), requirement, now->second, out);
        }
    }
    for (const auto& [id, requirement] : is) {
        if (was.count(id) == 0) {
            out.push_back(in_full({"新增要求", "newly required"}, requirement));
        }
    }
    compare("rules", warnings_json(before), warnings_json(after), out);
    return out;
}

} // namespace

std::vector<ChangedAnswer> rules_diff(const rules::RuleBook& before, const rules::RuleBook& after,
                                      const store::Store& store) {
    std::vector<ChangedAnswer> out;
    const zone::Snapshot areas = areas_for_rules(store);
    for (const store::StoredCheck& check : store.checks()) {
        const json stored = json::parse(check.result_json, nullptr, false);
        if (!stored.is_object()) {
            throw base::StoreError("check-unreadable",
                                   {fmt::format("库中核查结果 {} 无法读取", check.digest),
                                    fmt::format("the recorded check {} cannot be read", check.digest)});
        }
        const StoredCase one(stored, areas);
        auto changes = changes_between(before.evaluate(one.input), after.evaluate(one.input));
        if (!changes.empty()) {
            out.push_back({check.application_id, check.digest, std::move(changes)});
        }
    }
    return out;
}

} // namespace liangxian::app
