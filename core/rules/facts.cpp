// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/rules/facts.hpp"

#include "core/base/date.hpp"
#include "core/base/number.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>
#include <set>

namespace liangxian::rules {
namespace {

using nlohmann::json;

const FactKey* find_key(std::string_view name) {
    const auto& keys = fact_keys();
    const auto found =
        std::find_if(keys.begin(), keys.end(), [name](const FactKey& key) { return key.name == name; });
    return found == keys.end() ? nullptr : &*found;
}

base::Problem unknown_fact(const std::string& name) {
    std::string list;
    for (const FactKey& key : fact_keys()) {
        list += (list.empty() ? "" : ", ") + std::string(key.name);
    }
    return {"unknown-fact",
            name,
            {fmt::format("不认识事实“{}”，可用：{}", name, list),
             fmt::format("the fact '{}' is not known; choose one of: {}", name, list)}};
}

base::Problem wrong_fact(const FactKey& key, const std::string& value) {
    return {"bad-fact",
            std::string(key.name),
            {fmt::format("“{}”不合要求：{}", value, key.meaning.zh),
             fmt::format("'{}' does not fit: {}", value, key.meaning.en)}};
}

std::optional<json> boolean_of(const std::string& text) {
    if (text == "true" || text == "yes" || text == "1" || text == "是") {
        return json(true);
    }
    if (text == "false" || text == "no" || text == "0" || text == "否") {
        return json(false);
    }
    return std::nullopt;
}

bool is_choice(const FactKey& key, const std::string& text) {
    return std::find(key.choices.begin(), key.choices.end(), text) != key.choices.end();
}

/// The value a text stands for, by the key's type; nothing when it does not fit.
std::optional<json> value_of(const FactKey& key, const std::string& text) {
    switch (key.type) {
    case FactType::number: {
        const auto number = base::parse_number(text);
        return number ? std::optional<json>(*number) : std::nullopt;
    }
    case FactType::boolean:
        return boolean_of(text);
    case FactType::date: {
        const auto date = base::Date::parse(text);
        return date ? std::optional<json>(date->to_string()) : std::nullopt;
    }
    case FactType::choice:
        return is_choice(key, text) ? std::optional<json>(text) : std::nullopt;
    case FactType::text:
        break;
    }
    return text.empty() ? std::nullopt : std::optional<json>(text);
}

/// As value_of, for a JSON value of the right kind.
std::optional<json> checked_value(const FactKey& key, const json& value) {
    if (value.is_string()) {
        return key.type == FactType::number || key.type == FactType::boolean
                   ? std::nullopt
                   : value_of(key, value.get<std::string>());
    }
    const bool fits = (key.type == FactType::number && value.is_number()) ||
                      (key.type == FactType::boolean && value.is_boolean());
    return fits ? std::optional<json>(value.is_number() ? json(value.get<double>()) : value) : std::nullopt;
}

/// Widths, depths and heights are lengths.
bool is_possible(const FactKey& key, const json& value) {
    const bool is_length = key.name == "width_m" || key.name == "depth_m" ||
                           key.name == "building_height_m" || key.name == "declared_area_m2";
    return !is_length || value.get<double>() >= 0;
}

/// The upper elevation is above the lower one; both may be below sea level.
void look_at_elevations(const result::Facts& facts, base::Problems& problems) {
    const auto top = facts.find("elevation_top_m");
    const auto bottom = facts.find("elevation_bottom_m");
    if (top != facts.end() && bottom != facts.end() && top->second < bottom->second) {
        const double top_m = top->second.get<double>();
        const double bottom_m = bottom->second.get<double>();
        problems.push_back(
            {"bad-fact",
             "elevation_top_m",
             {fmt::format("上标高 {} 米低于下标高 {} 米", top_m, bottom_m),
              fmt::format("the upper elevation {} m lies below the lower one, {} m", top_m, bottom_m)}});
    }
}

base::Result<result::Facts> outcome(result::Facts facts, base::Problems problems) {
    look_at_elevations(facts, problems);
    if (!problems.empty()) {
        return problems;
    }
    return facts;
}

} // namespace

const std::vector<FactKey>& fact_keys() {
    static const std::vector<FactKey> keys = {
        {"land_route",
         FactType::choice,
         {"reserve", "single-site"},
         {"供地路径：reserve 储备土地，single-site 单独选址", "route of the land: reserve or single-site"}},
        {"blasting", FactType::boolean, {}, {"是否爆破：true 或 false", "blasting is used: true or false"}},
        {"depth_m",
         FactType::number,
         {},
         {"开挖深度，米，不小于 0", "depth of digging in metres, 0 or more"}},
        {"elevation_top_m", FactType::number, {}, {"开采上标高，米", "upper mining elevation in metres"}},
        {"elevation_bottom_m", FactType::number, {}, {"开采下标高，米", "lower mining elevation in metres"}},
        {"building_height_m",
         FactType::number,
         {},
         {"建筑高度，米，不小于 0", "building height in metres, 0 or more"}},
        {"width_m",
         FactType::number,
         {},
         {"线状或点状申请的宽度，米，不小于 0", "width of a line or point application in metres, 0 or more"}},
        {"within_existing_footprint",
         FactType::boolean,
         {},
         {"施工是否不超过原有区域和深度：true 或 false",
          "works stay within the existing area and depth: true or false"}},
        {"surveyed_report",
         FactType::text,
         {},
         {"已完成的考古报告编号", "number of the finished archaeological report"}},
        {"exemption",
         FactType::text,
         {},
         {"申报的免于考古理由", "the exemption from archaeology that is claimed"}},
        {"received_on", FactType::date, {}, {"收件日期，如 2025-03-01", "date of receipt, like 2025-03-01"}},
        {"declared_area_m2",
         FactType::number,
         {},
         {"申报面积，平方米，不小于 0", "declared area in m², 0 or more"}},
    };
    return keys;
}

base::Result<result::Facts> parse_facts(const std::vector<std::string>& words) {
    result::Facts facts;
    base::Problems problems;
    std::set<std::string> seen;
    for (const std::string& word : words) {
        const std::size_t equals = word.find('=');
        const std::string name = word.substr(0, equals);
        const FactKey* key = find_key(name);
        const std::string text = equals == std::string::npos ? "" : word.substr(equals + 1);
        const auto value = key == nullptr ? std::nullopt : value_of(*key, text);
        if (key == nullptr) {
            problems.push_back(unknown_fact(name));
        } else if (!seen.insert(name).second) {
            problems.push_back({"fact-repeated", name, {"该事实给出了两次", "this fact is given twice"}});
        } else if (!value || !is_possible(*key, *value)) {
            problems.push_back(wrong_fact(*key, text));
        } else {
            facts[name] = *value;
        }
    }
    return outcome(std::move(facts), std::move(problems));
}

base::Result<result::Facts> check_facts(const json& object) {
    result::Facts facts;
    base::Problems problems;
    if (!object.is_object()) {
        return base::Problem{"bad-facts", "facts", {"facts 应为对象", "facts must be an object"}};
    }
    for (const auto& [name, given] : object.items()) {
        const FactKey* key = find_key(name);
        const auto value = key == nullptr ? std::nullopt : checked_value(*key, given);
        if (key == nullptr) {
            problems.push_back(unknown_fact(name));
        } else if (!value || !is_possible(*key, *value)) {
            problems.push_back(wrong_fact(*key, given.dump()));
        } else {
            facts[name] = *value;
        }
    }
    return outcome(std::move(facts), std::move(problems));
}

} // namespace liangxian::rules
