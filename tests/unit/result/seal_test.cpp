// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/result/result_json.hpp"
#include "core/result/seal.hpp"

#include "tests/support/shapes.hpp"

#include <gtest/gtest.h>

namespace liangxian::result {
namespace {

CheckResult a_result() {
    CheckResult r;
    r.checked_at = base::Timestamp(1000);
    r.application.geometry = tests::rectangle(0, 0, 100, 100);
    r.application.area_lonlat_m2 = 10000.000000001;
    Finding f;
    f.zone_id = "Z1";
    f.zone_version = 1;
    f.site_id = "S1";
    f.zone_kind = "protection";
    r.findings.push_back(f);
    return r;
}

TEST(Seal, HoldsOverAWrittenAndReadResult) {
    const auto json = to_json(a_result());
    EXPECT_TRUE(is_seal_intact(nlohmann::json::parse(json.dump())));
    EXPECT_EQ(json["digest"].get<std::string>().size(), 64u);
}

TEST(Seal, BreaksWithAnySealedMember) {
    nlohmann::json json = to_json(a_result());
    json["findings"][0]["area_m2"] = 1e-9;
    EXPECT_FALSE(is_seal_intact(json));
    nlohmann::json verdict = to_json(a_result());
    verdict["verdict"] = "not-concerned";
    EXPECT_FALSE(is_seal_intact(verdict));
    verdict.erase("digest");
    EXPECT_FALSE(is_seal_intact(verdict));
}

TEST(Seal, LeavesTimeEngineAndTraceOut) {
    CheckResult later = a_result();
    later.checked_at = base::Timestamp(999999);
    later.trace.push_back({"overlap", "otherwise"});
    EXPECT_EQ(to_json(later)["digest"], to_json(a_result())["digest"]);
}

TEST(ResultJson, KeepsTheOrderAndTheNamesOfTheContract) {
    std::vector<std::string> names;
    const auto json = to_json(a_result());
    for (const auto& item : json.items()) {
        names.push_back(item.key());
    }
    EXPECT_EQ(names,
              (std::vector<std::string>{"schema", "engine", "checked_at", "store", "rules", "parameters",
                                        "application", "verdict", "archaeology", "coverage", "findings",
                                        "unchecked", "partition", "union_area_m2", "requirements",
                                        "sites_without_geometry", "warnings", "trace", "digest"}));
    EXPECT_TRUE(json["findings"][0]["share_of_zone"].is_null());
}

} // namespace
} // namespace liangxian::result
