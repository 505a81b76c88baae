// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/version_spans.hpp"

#include "core/store/version_choice.hpp"

#include <gtest/gtest.h>

#include <random>

namespace liangxian::store {
namespace {

using zone::Status;

AnnouncedVersion version(int number, Status status, const char* from, const char* to) {
    return {number, status, {base::Date::parse(from), base::Date::parse(to)}};
}

/// `2 2010-01-01 2019-12-31`, a span a line.
std::string told(const std::vector<AnnouncedVersion>& versions) {
    std::string out;
    for (const SpanInForce& span : spans_in_force(versions).spans) {
        out += std::to_string(span.version) + " " + (span.days.from ? span.days.from->to_string() : "..") +
               " " + (span.days.to ? span.days.to->to_string() : "..") + "\n";
    }
    return out;
}

TEST(SpansInForce, AVersionLastsUntilTheDayBeforeTheNext) {
    EXPECT_EQ(told({version(1, Status::superseded, "2010-01-01", ""),
                    version(2, Status::published, "2020-05-01", "")}),
              "1 2010-01-01 2020-04-30\n2 2020-05-01 ..\n");
}

TEST(SpansInForce, ACorrectionFromTheSameDayLeavesNothingOfWhatItCorrects) {
    EXPECT_EQ(told({version(1, Status::superseded, "2010-01-01", ""),
                    version(2, Status::published, "2010-01-01", "")}),
              "2 2010-01-01 ..\n");
}

TEST(SpansInForce, ALowerVersionIsInForceAgainWhenAHigherOneEnds) {
    EXPECT_EQ(told({version(1, Status::published, "", ""),
                    version(2, Status::published, "2020-01-01", "2020-12-31")}),
              "1 .. 2019-12-31\n2 2020-01-01 2020-12-31\n1 2021-01-01 ..\n");
}

TEST(SpansInForce, ARevokedVersionWasInForceUntilItsLastDayAndNeverWithoutOne) {
    EXPECT_EQ(told({version(1, Status::revoked, "2010-01-01", "2015-06-30")}), "1 2010-01-01 2015-06-30\n");
    EXPECT_EQ(told({version(1, Status::revoked, "2010-01-01", "")}), "");
}

TEST(SpansInForce, OfASupersededVersionWithoutAnEndOrASuccessorNobodyCanTell) {
    const SpansInForce found = spans_in_force({version(3, Status::superseded, "2010-01-01", "")});
    EXPECT_TRUE(found.spans.empty());
    EXPECT_EQ(found.undecided, std::vector<int>{3});
}

/// What choose_versions() takes on a day; 0: none.
int chosen_on(const base::Date& day, const std::vector<AnnouncedVersion>& versions, std::size_t& undecided) {
    std::vector<zone::Zone> candidates;
    AnnouncedVersions announced;
    for (const AnnouncedVersion& one : versions) {
        zone::Zone zone;
        zone.zone_id = "Z";
        zone.version = one.version;
        zone.status = one.status;
        zone.valid = one.valid;
        announced["Z"].push_back({one.version, one.valid.from});
        if (may_take_part(zone, day, false)) {
            candidates.push_back(zone);
        }
    }
    const ChosenVersions chosen = choose_versions(std::move(candidates), announced, day);
    undecided += chosen.undecided.size();
    return chosen.zones.empty() ? 0 : chosen.zones.front().version;
}

TEST(SpansInForce, EveryDayHasTheVersionThatIsChosenForIt) {
    std::mt19937 random(20261127);
    const base::Date begin(2020, 1, 1);
    const auto day = [&](int chance) -> std::optional<base::Date> {
        return static_cast<int>(random() % 10) < chance
                   ? std::optional(begin.plus_days(static_cast<std::int64_t>(random() % 24)))
                   : std::nullopt;
    };
    std::size_t pieces = 0;
    for (int round = 0; round < 3000; ++round) {
        std::vector<AnnouncedVersion> versions;
        const std::size_t count = 1 + random() % 6;
        for (std::size_t i = 0; i < count; ++i) {
            const Status statuses[] = {Status::published, Status::superseded, Status::revoked};
            versions.push_back({static_cast<int>(2 * i + 1), statuses[random() % 3], {day(8), day(4)}});
        }
        const SpansInForce found = spans_in_force(versions);
        pieces += found.spans.size();
        std::size_t undecided = 0;
        for (int i = -2; i < 27; ++i) {
            const base::Date asked = begin.plus_days(i);
            std::vector<int> in_force;
            for (const SpanInForce& span : found.spans) {
                if (span.days.contains(asked)) {
                    in_force.push_back(span.version);
                }
            }
            const int expected = chosen_on(asked, versions, undecided);
            ASSERT_EQ(in_force, expected == 0 ? std::vector<int>{} : std::vector<int>{expected})
                << "round " << round << " " << asked.to_string();
        }
        ASSERT_EQ(undecided > 0, !found.undecided.empty()) << "round " << round;
    }
    EXPECT_GT(pieces, 3000u);
}

} // namespace
} // namespace liangxian::store
