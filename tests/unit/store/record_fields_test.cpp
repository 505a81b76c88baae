// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/record_fields.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace liangxian::store {
namespace {

template <typename Record>
std::optional<base::Text> set(const std::vector<Field<Record>>& fields, Record& record,
                              const std::string& name, const FieldValue& value) {
    const auto field =
        std::find_if(fields.begin(), fields.end(), [&](const auto& f) { return f.name == name; });
    return field == fields.end() ? std::optional(base::Text("?", "no such field"))
                                 : field->set(record, value);
}

std::optional<base::Text> set_zone(zone::Zone& zone, const std::string& name, const FieldValue& value) {
    return set(zone_fields(), zone, name, value);
}

TEST(RecordFields, TakesCodesAndChineseNames) {
    zone::Zone zone;
    EXPECT_FALSE(set_zone(zone, "kind", std::string("建设控制地带")));
    EXPECT_EQ(zone.kind, zone::ZoneKind::control);
    EXPECT_FALSE(set_zone(zone, "kind", std::string("protection-key")));
    EXPECT_EQ(zone.kind, zone::ZoneKind::protection_key);
}

TEST(RecordFields, SaysWhatIsWrongWithAValueInBothLanguages) {
    zone::Zone zone;
    const auto problem = set_zone(zone, "kind", std::string("body"));
    ASSERT_TRUE(problem);
    EXPECT_NE(problem->en.find("'body'"), std::string::npos);
    EXPECT_NE(problem->zh.find("“body”"), std::string::npos);
    EXPECT_TRUE(set_zone(zone, "accuracy_m", std::string("-1")));
    EXPECT_TRUE(set_zone(zone, "valid_from", std::string("2025-02-30")));
    EXPECT_TRUE(set_zone(zone, "version", 1.5));
    EXPECT_TRUE(set_zone(zone, "kind", {}));
}

TEST(RecordFields, GivesAbsentValuesTheContractsDefaults) {
    zone::Zone zone;
    EXPECT_FALSE(set_zone(zone, "status", {}));
    EXPECT_FALSE(set_zone(zone, "visibility", std::string()));
    EXPECT_FALSE(set_zone(zone, "version", {}));
    EXPECT_EQ(zone.status, zone::Status::published);
    EXPECT_EQ(zone.visibility, zone::Visibility::public_);
    EXPECT_EQ(zone.version, 1);
}

TEST(RecordFields, ReadsNumbersAndDatesFromText) {
    zone::Zone zone;
    EXPECT_FALSE(set_zone(zone, "height_limit_m", std::string("9.5")));
    EXPECT_FALSE(set_zone(zone, "valid_to", std::string("2025年3月1日")));
    EXPECT_FALSE(set_zone(zone, "valid_from", std::string("2025-03-01T00:00:00Z")));
    EXPECT_EQ(zone.height_limit_m, 9.5);
    EXPECT_EQ(zone.valid.to, base::Date(2025, 3, 1));
    EXPECT_EQ(zone.valid.from, base::Date(2025, 3, 1));
}

TEST(RecordFields, ARecordMadeOnADayIsKnownFromItsBeginning) {
    zone::Zone zone;
    EXPECT_FALSE(set_zone(zone, "recorded_at", std::string("2025-03-01")));
    EXPECT_EQ(zone.recorded_at.to_string(), "2025-03-01T00:00:00.000Z");
}

} // namespace
} // namespace liangxian::store
