// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/rules/application_kind.hpp"
#include "core/rules/authority.hpp"
#include "core/rules/facts.hpp"
#include "core/zone/vocabulary.hpp"
#include "tests/unit/rules/rule_case.hpp"

#include <gtest/gtest.h>

#include <set>

namespace liangxian::rules {
namespace {

using Words = std::set<std::string>;

const nlohmann::json& definitions() {
    static const nlohmann::json schema = nlohmann::json::parse(
        base::read_file(tests::source_directory() / "docs" / "api" / "rule-pack-1.schema.json", 1u << 20));
    return schema["$defs"];
}

Words listed(const char* definition) { return definitions()[definition]["enum"].get<Words>(); }

Words words(const std::vector<std::string_view>& codes) { return {codes.begin(), codes.end()}; }

TEST(RuleSchema, KnowsTheCodesTheProgramKnows) {
    EXPECT_EQ(listed("authority"), words(authority_codes()));
    EXPECT_EQ(listed("action"), words(action_codes()));
    EXPECT_EQ(listed("level"), words(zone::level_codes()));
    Words condition_levels = words(zone::level_codes());
    condition_levels.insert("unknown");
    EXPECT_EQ(listed("condition_level"), condition_levels);
    Words kinds;
    for (const ApplicationKind& kind : application_kinds()) {
        kinds.emplace(kind.code);
    }
    EXPECT_EQ(listed("kind"), kinds);
    Words zones = words(zone::zone_kind_codes());
    zones.insert("body");
    for (const auto code : zone::area_kind_codes()) {
        zones.emplace(code);
    }
    EXPECT_EQ(listed("zone"), zones);
}

TEST(RuleSchema, KnowsTheFactsTheProgramKnows) {
    Words facts;
    for (const FactKey& key : fact_keys()) {
        facts.emplace(key.name);
    }
    Words in_schema;
    for (const auto& item : definitions()["when"]["properties"]["fact"]["properties"].items()) {
        in_schema.insert(item.key());
    }
    EXPECT_EQ(in_schema, facts);
}

} // namespace
} // namespace liangxian::rules
