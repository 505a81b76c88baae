// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/geo/geojson.hpp"
#include "tests/server/processes/asked.hpp"
#include "tests/support/shapes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace liangxian::tests {
namespace {

using nlohmann::json;

zone::Site site(const std::string& id, const std::string& name, geo::Geometry geometry) {
    zone::Site out;
    out.site_id = id;
    out.name = name;
    out.level = zone::Level::county;
    out.geometry = std::move(geometry);
    return out;
}

zone::Zone line(const std::string& id, const std::string& of, geo::Geometry geometry, zone::ZoneKind kind) {
    zone::Zone out;
    out.zone_id = id;
    out.site_id = of;
    out.kind = kind;
    out.issuer = "县政府";
    out.document = "文号" + id;
    out.geometry = std::move(geometry);
    return out;
}

/// A hidden tomb (its range is hidden, its control zone is not marked), an open tower and a line without
/// unit.
store::NewRecords records() {
    store::NewRecords out;
    out.sites = {site("S-tomb", "无名大墓", rectangle(30, 30, 10, 10)),
                 site("S-tower", "木塔", rectangle(230, 30, 10, 10))};
    out.zones = {line("Z-tomb-range", "S-tomb", rectangle(0, 0, 100, 100), zone::ZoneKind::protection),
                 line("Z-tomb-control", "S-tomb", rectangle(-50, -50, 200, 200), zone::ZoneKind::control),
                 line("Z-tower-range", "S-tower", rectangle(200, 0, 100, 100), zone::ZoneKind::protection),
                 line("Z-alone", "", rectangle(400, 0, 100, 100), zone::ZoneKind::protection)};
    out.zones[0].visibility = zone::Visibility::hidden;
    out.zones[3].visibility = zone::Visibility::hidden;
    return out;
}

std::string ground(double east_m, double width_m) {
    return R"({"type":"Feature","properties":{},"geometry":)" +
           geo::to_geojson(rectangle(east_m, 20, width_m, 30)).dump() + "}";
}

class RedactedAnswer : public testing::Test {
protected:
    json asked_by(accounts::Role role, const std::string& application, const std::string& more = {}) {
        m_desk.who = accounts::Principal{"某人", role, {}};
        const http::Response answer = m_desk.execute(application, more);
        EXPECT_EQ(answer.status, 200U) << answer.body->plain;
        return json_of(answer);
    }

    ProcessDesk m_desk{records()};
};

TEST_F(RedactedAnswer, GivesTheSealedResultToThoseWhoSeeHiddenRecords) {
    for (const auto role : {accounts::Role::officer, accounts::Role::reviewer, accounts::Role::planner}) {
        const json answer = asked_by(role, ground(10, 300));
        EXPECT_EQ(answer["schema"], "liangxian/check-result/1");
        EXPECT_EQ(answer["findings"].size(), 5U);
    }
}

TEST_F(RedactedAnswer, LeavesNothingOutOfTheVerdictOfOthers) {
    const json sealed = asked_by(accounts::Role::officer, ground(10, 300));
    for (const auto role : {accounts::Role::member, accounts::Role::partner, accounts::Role::system}) {
        const json view = asked_by(role, ground(10, 300));
        EXPECT_EQ(view["schema"], "liangxian/check-view/1");
        EXPECT_EQ(view["view"]["of"], sealed["digest"]);
        EXPECT_EQ(view["verdict"], sealed["verdict"]);
        ASSERT_EQ(view["findings"].size(), sealed["findings"].size());
        for (std::size_t i = 0; i < sealed["findings"].size(); ++i) {
            const bool is_tomb = sealed["findings"][i]["site_id"] == "S-tomb";
            EXPECT_EQ(view["findings"][i].value("redacted", false), is_tomb) << i;
            EXPECT_EQ(view["findings"][i]["zone_kind"], sealed["findings"][i]["zone_kind"]);
            EXPECT_EQ(view["findings"][i]["relation"], sealed["findings"][i]["relation"]);
        }
        for (const char* trace : {"tomb", "无名大墓"}) {
            EXPECT_EQ(view.dump().find(trace), std::string::npos) << trace;
        }
        EXPECT_NE(view.dump().find("木塔"), std::string::npos);
        EXPECT_EQ(view["requirements"].size(), sealed["requirements"].size());
    }
    EXPECT_EQ(m_desk.log.back().answer.views, 1U);
    EXPECT_EQ(m_desk.log.back().answer.sealed.front().digest, sealed["digest"]);
}

TEST_F(RedactedAnswer, IsTheSealedResultWhereNothingHiddenIsMet) {
    const json sealed = asked_by(accounts::Role::officer, ground(210, 50));
    const json same = asked_by(accounts::Role::member, ground(210, 50));
    EXPECT_EQ(same["schema"], "liangxian/check-result/1");
    EXPECT_EQ(same["digest"], sealed["digest"]);
}

TEST_F(RedactedAnswer, WithholdsALineThatNamesNoUnit) {
    const json view = asked_by(accounts::Role::member, ground(410, 50));
    EXPECT_EQ(view["findings"][0]["redacted"], true);
    EXPECT_EQ(view.dump().find("Z-alone"), std::string::npos);
}

TEST_F(RedactedAnswer, WithholdsWhatIsOnlyNear) {
    const json view = asked_by(accounts::Role::member, ground(510, 20), "\"near_m\": 50");
    EXPECT_EQ(view["findings"][0]["relation"], "near");
    EXPECT_TRUE(view["findings"][0]["distance_m"].is_null());
    EXPECT_EQ(view["verdict"],
              asked_by(accounts::Role::officer, ground(510, 20), "\"near_m\": 50")["verdict"]);
}

TEST_F(RedactedAnswer, GoesByWhatIsHiddenNowWhateverDayIsAskedAbout) {
    const std::string then =
        m_desk.store->fetch_snapshot({base::Date::today(), {}, false, {}, {}}).known_at.to_string();
    store::NewRecords more;
    more.zones = {line("Z-tower-control", "S-tower", rectangle(150, -50, 200, 200), zone::ZoneKind::control)};
    more.zones[0].visibility = zone::Visibility::hidden;
    m_desk.store->add(more, {}, {});
    const json view = asked_by(accounts::Role::member, ground(210, 50), "\"known_at\": \"" + then + "\"");
    EXPECT_EQ(view["schema"], "liangxian/check-view/1");
    EXPECT_EQ(view.dump().find("木塔"), std::string::npos);
}

TEST_F(RedactedAnswer, WithholdsOneOfSeveralApplications) {
    const json view = asked_by(accounts::Role::member, R"({"type":"FeatureCollection","features":[)" +
                                                           ground(10, 20) + "," + ground(210, 20) + "]}");
    EXPECT_EQ(view["results"][0]["schema"], "liangxian/check-view/1");
    EXPECT_EQ(view["results"][1]["schema"], "liangxian/check-result/1");
}

} // namespace
} // namespace liangxian::tests
