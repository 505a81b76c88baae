// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/version_choice.hpp"

#include <gtest/gtest.h>

namespace liangxian::store {
namespace {

using zone::Status;

const base::Date kDay(2025, 7, 1);

zone::Zone version(int number, Status status, const char* from, const char* to) {
    zone::Zone zone;
    zone.zone_id = "Z";
    zone.version = number;
    zone.status = status;
    zone.valid = {base::Date::parse(from), base::Date::parse(to)};
    return zone;
}

/// The versions that take part on kDay, as their numbers.
std::vector<int> chosen(const std::vector<zone::Zone>& versions, bool with_drafts = false) {
    std::vector<zone::Zone> candidates;
    AnnouncedVersions announced;
    for (const zone::Zone& zone : versions) {
        if (!is_on_its_way(zone)) {
            announced[zone.zone_id].push_back({zone.version, zone.valid.from});
        }
        if (may_take_part(zone, kDay, with_drafts)) {
            candidates.push_back(zone);
        }
    }
    std::vector<int> out;
    for (const zone::Zone& zone : choose_versions(candidates, announced, kDay).zones) {
        out.push_back(zone.version);
    }
    return out;
}

using Numbers = std::vector<int>;

TEST(VersionChoice, TakesTheHighestVersionInForce) {
    EXPECT_EQ(
        chosen({version(2, Status::published, "2025-01-01", ""), version(1, Status::published, "", "")}),
        Numbers{2});
}

TEST(VersionChoice, LeavesTheOldVersionInForceUntilTheNewOneBegins) {
    EXPECT_EQ(chosen({version(1, Status::superseded, "", "2025-12-31"),
                      version(2, Status::published, "2026-01-01", "")}),
              Numbers{1});
    EXPECT_EQ(
        chosen({version(1, Status::superseded, "", ""), version(2, Status::published, "2026-01-01", "")}),
        Numbers{1});
}

TEST(VersionChoice, DoesNotReviveASupersededVersionWhenItsSuccessorIsOver) {
    EXPECT_EQ(chosen({version(1, Status::superseded, "", ""),
                      version(2, Status::revoked, "2024-01-01", "2025-01-01")}),
              Numbers{});
}

TEST(VersionChoice, CannotDecideOnASupersededVersionWithoutEndOrSuccessor) {
    const auto out = choose_versions({version(1, Status::superseded, "", "")}, {}, kDay);
    EXPECT_TRUE(out.zones.empty());
    EXPECT_EQ(out.undecided.size(), 1U);
}

TEST(VersionChoice, KeepsARevokedVersionUntilItsLastDay) {
    EXPECT_EQ(chosen({version(1, Status::revoked, "", "2025-07-01")}), Numbers{1});
    EXPECT_EQ(chosen({version(1, Status::revoked, "", "2025-06-30")}), Numbers{});
    EXPECT_EQ(chosen({version(1, Status::revoked, "", "")}), Numbers{});
}

TEST(VersionChoice, ShowsDraftsOnlyOnRequestAndBesideTheVersionInForce) {
    const std::vector<zone::Zone> versions{version(1, Status::published, "", ""),
                                           version(2, Status::draft, "", ""),
                                           version(3, Status::approved, "2026-01-01", "")};
    EXPECT_EQ(chosen(versions), Numbers{1});
    EXPECT_EQ(chosen(versions, true), (Numbers{1, 2, 3}));
}

} // namespace
} // namespace liangxian::store
