// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/geo/geojson.hpp"
#include "tests/server/processes/asked.hpp"
#include "tests/support/county.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <thread>

namespace liangxian::tests {
namespace {

using namespace std::chrono_literals;
using http::Response;
using nlohmann::json;

constexpr int kManyUnits = 500; // looked up in the packed index
constexpr int kFewUnits = 20;   // read whole

std::string feature(const geo::Geometry& geometry, const std::string& id = "A1") {
    return R"({"type": "Feature", "id": ")" + id + R"(", "properties": {"name": "某项目"}, "geometry": )" +
           geo::to_geojson(geometry).dump() + "}";
}

std::string collection(const std::vector<std::string>& features) {
    std::string out;
    for (const std::string& one : features) {
        out += (out.empty() ? "" : ", ") + one;
    }
    return R"({"type":"FeatureCollection","features":[)" + out + "]}";
}

std::string exception_type(const std::string& name) {
    return "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/" + name;
}

class ProcessService : public testing::Test {
protected:
    std::vector<std::string> applications(int count) {
        std::vector<std::string> out;
        for (int i = 0; i < count; ++i) {
            out.push_back(feature(m_county.application(i), "A" + std::to_string(i)));
        }
        return out;
    }

    County m_county{7};
};

TEST_F(ProcessService, AsksEverybodyToSignInAndRefusesRolesThatMayNotCheck) {
    ProcessDesk desk(m_county.records(1));
    const std::vector<std::pair<std::string, std::string>> addresses{
        {"GET", "/ogcapi/processes"},
        {"GET", "/ogcapi/processes/overlap-check"},
        {"POST", "/ogcapi/processes/overlap-check/execution"},
        {"GET", "/ogcapi/jobs"},
        {"GET", "/ogcapi/jobs/00112233445566778899aabbccddeeff"},
        {"GET", "/ogcapi/jobs/00112233445566778899aabbccddeeff/results"},
        {"DELETE", "/ogcapi/jobs/00112233445566778899aabbccddeeff"}};
    for (const auto& [method, path] : addresses) {
        desk.who.reset();
        const Response anonymous = desk.ask(method, path, "{}");
        EXPECT_EQ(anonymous.status, 401U) << path;
        EXPECT_EQ(desk.header(anonymous, "WWW-Authenticate"), "Bearer") << path;
        for (const auto role : {accounts::Role::security, accounts::Role::audit}) {
            desk.who = accounts::Principal{"x", role, {}};
            EXPECT_EQ(desk.ask(method, path, "{}").status, 403U) << path;
        }
    }
    EXPECT_TRUE(desk.log.empty());
}

TEST_F(ProcessService, AnswersTheBytesOfTheCommandLine) {
    for (const int units : {kFewUnits, kManyUnits}) {
        ProcessDesk desk(m_county.records(units));
        std::size_t findings = 0;
        for (const std::string& application : applications(60)) {
            const Response answer = desk.execute(application);
            ASSERT_EQ(answer.status, 200U) << answer.body->plain;
            EXPECT_EQ(answer.content_type, "application/json");
            ASSERT_EQ(timeless(answer.body->plain), timeless(desk.written(application))) << application;
            findings += json_of(answer)["findings"].size();
        }
        EXPECT_GT(findings, 0U);
        ASSERT_EQ(desk.log.size(), 60U);
        EXPECT_EQ(desk.log.back().account, "张三");
        EXPECT_EQ(desk.log.back().role, "officer");
        EXPECT_EQ(desk.log.back().status, 200U);
        EXPECT_EQ(desk.log.back().answer.sealed.size(), 1U);
        EXPECT_EQ(desk.log.back().answer.sealed.front().digest.size(), 64U);
    }
}

TEST_F(ProcessService, AnswersTheSameOfAGeometryAFeatureAndACollection) {
    ProcessDesk desk(m_county.records(kManyUnits));
    const geo::Geometry ground = m_county.application(1);
    for (const std::string& application :
         {geo::to_geojson(ground).dump(), feature(ground), collection({feature(ground)}),
          collection({feature(ground, "A1"), feature(m_county.application(2), "A2")}),
          collection({feature(ground), R"({"type":"Feature","properties":{},"geometry":null})"})}) {
        EXPECT_EQ(timeless(desk.execute(application).body->plain), timeless(desk.written(application)));
    }
    const json several = json_of(desk.execute(collection({feature(ground), feature(ground)})));
    EXPECT_EQ(several["results"].size(), 2U);
}

TEST_F(ProcessService, TakesEveryParameterAsTheCommandLineDoes) {
    ProcessDesk desk(m_county.records(kManyUnits));
    app::CheckRequest asked;
    asked.parameters.kind = "land-supply";
    asked.parameters.near_m = 300;
    asked.parameters.influence_m = 200;
    asked.parameters.influence_basis = "环评报告";
    asked.parameters.with_drafts = true;
    asked.parameters.facts = {{"land_route", "reserve"}, {"depth_m", 3.0}};
    asked.as_of = base::Date(2024, 5, 6);
    asked.rules_as_of = base::Date(2023, 1, 1);
    const std::string application = feature(m_county.application(1));
    const std::string inputs = R"("kind": "land-supply", "near_m": 300, "influence_m": 200.0,
        "influence_basis": "环评报告", "with_drafts": true, "as_of": "2024-05-06", "rules_as_of": "2023-01-01",
        "facts": {"land_route": "reserve", "depth_m": 3})";
    const Response answer = desk.execute(application, inputs);
    EXPECT_EQ(timeless(answer.body->plain), timeless(desk.written(application, asked)));
    EXPECT_EQ(json_of(answer)["store"]["as_of"], "2024-05-06");
    asked.known_at = base::Timestamp::now();
    const Response known =
        desk.execute(application, inputs + R"(, "known_at": ")" + asked.known_at->to_string() + "\"");
    EXPECT_EQ(timeless(known.body->plain), timeless(desk.written(application, asked)));
}

TEST_F(ProcessService, SeesWhatWasPublishedWithTheNextCheck) {
    for (const int units : {kFewUnits, kManyUnits}) {
        ProcessDesk desk(m_county.records(units));
        const geo::Geometry ground = rectangle(900, 900, 50, 50);
        const std::string application = feature(ground);
        const json before = json_of(desk.execute(application));
        store::NewRecords published;
        zone::Zone zone;
        zone.zone_id = "brand-new";
        zone.geometry = rectangle(890, 890, 500, 500);
        published.zones.push_back(zone);
        desk.store->add(published, {}, {});
        const Response after = desk.execute(application);
        EXPECT_NE(after.body->plain.find("brand-new"), std::string::npos);
        EXPECT_EQ(json_of(after)["store"]["revision"], before["store"]["revision"].get<int>() + 1);
        EXPECT_EQ(timeless(after.body->plain), timeless(desk.written(application)));
        const Response then =
            desk.execute(application, "\"known_at\": " + before["store"]["known_at"].dump());
        EXPECT_EQ(then.body->plain.find("brand-new"), std::string::npos);
        EXPECT_EQ(json_of(then)["store"]["digest"], before["store"]["digest"]);
    }
}

TEST_F(ProcessService, StaysRightWhenManyAskAtOnceWhileTheStoreChanges) {
    ProcessDesk desk(m_county.records(kManyUnits));
    const std::vector<std::string> asked = applications(50);
    std::vector<std::string> expected;
    for (const std::string& one : asked) {
        expected.push_back(timeless(desk.written(one)));
    }
    std::atomic<int> next{0};
    std::atomic<int> wrong{0};
    std::vector<std::thread> clients;
    for (int i = 0; i < 16; ++i) {
        clients.emplace_back([&] {
            for (int k = next++; k < 400; k = next++) {
                const auto at = static_cast<std::size_t>(k) % asked.size();
                const Response answer = desk.execute(asked[at]);
                wrong += answer.status == 200 && timeless(answer.body->plain) == expected[at] ? 0 : 1;
            }
        });
    }
    for (std::thread& client : clients) {
        client.join();
    }
    EXPECT_EQ(wrong, 0);
    std::atomic<bool> is_over{false};
    std::thread writer([&] {
        for (int i = 0; !is_over; ++i) {
            store::NewRecords more;
            zone::Site site;
            site.site_id = "N" + std::to_string(i);
            site.geometry = rectangle(500'000, 500'000, 10, 10); // far off
            more.sites.push_back(site);
            desk.store->add(more, {}, {});
            std::this_thread::sleep_for(5ms);
        }
    });
    for (int k = 0; k < 100; ++k) {
        const auto at = static_cast<std::size_t>(k) % asked.size();
        const json answer = json_of(desk.execute(asked[at]));
        json same = json::parse(expected[at]);
        EXPECT_EQ(answer.at("findings"), same["findings"]);
    }
    is_over = true;
    writer.join();
}

TEST_F(ProcessService, SaysWhatIsWrongWithEveryApplicationWhenNoneCouldBeChecked) {
    ProcessDesk desk(m_county.records(1));
    const Response line = desk.execute(R"({"type":"LineString","coordinates":[[113,39.5],[113.1,39.5]]})");
    EXPECT_EQ(line.status, 422U);
    EXPECT_EQ(line.content_type, "application/problem+json");
    EXPECT_EQ(json_of(line)["code"], "width-missing");
    const json both = json_of(
        desk.execute(R"({"type":"GeometryCollection","geometries":[{"type":"Polygon","coordinates":"x"}]})"));
    EXPECT_GE(both["problems"].size(), 1U);
    EXPECT_TRUE(both["problems"][0]["message"].contains("zh"));
    EXPECT_EQ(json_of(desk.execute(R"({"type":"Topology"})"))["code"], "not-geojson");
    EXPECT_EQ(json_of(desk.execute(R"({"type":"FeatureCollection","features":[]})"))["status"], 422);
    EXPECT_EQ(desk.log.front().code, "width-missing");
}

TEST_F(ProcessService, RefusesWhatIsTooLarge) {
    processes::CheckSizes sizes;
    sizes.vertices = 100;
    sizes.features = 3;
    ProcessDesk desk(m_county.records(1), {}, sizes);
    std::string ring;
    for (int i = 0; i < 500; ++i) {
        ring += "[113." + std::to_string(100 + i) + ",39.5],";
    }
    const Response many = desk.execute(R"({"type":"Polygon","coordinates":[[)" + ring + "[113.100,39.5]]]}");
    EXPECT_EQ(many.status, 422U);
    EXPECT_EQ(json_of(many)["code"], "too-many-vertices");
    const std::string one = feature(rectangle(0, 0, 10, 10));
    EXPECT_EQ(json_of(desk.execute(collection({one, one, one, one})))["code"], "too-many-features");
    const std::string deep(200'000, '[');
    EXPECT_EQ(json_of(desk.execute(R"({"type":"Polygon","coordinates":)" + deep + "}"))["code"],
              "json-too-deep");
    EXPECT_EQ(
        desk.execute(R"({"type":"Polygon","coordinates":)" + deep + std::string(200'000, ']') + "}").status,
        422U);
}

TEST_F(ProcessService, AnswersResultsByNameWhenAskedForADocument) {
    ProcessDesk desk(m_county.records(kFewUnits));
    const std::string application = feature(m_county.application(0));
    const std::string body = R"({"response": "document", "inputs": {"application": )" + application + "}}";
    const json answer = json_of(desk.ask("POST", "/ogcapi/processes/overlap-check/execution", body));
    EXPECT_EQ(answer.size(), 1U);
    EXPECT_EQ(answer["result"]["digest"], json_of(desk.execute(application))["digest"]);
}

TEST_F(ProcessService, DescribesItselfInTheLanguageAskedFor) {
    ProcessDesk desk(m_county.records(1));
    const json list = json_of(desk.ask("GET", "/ogcapi/processes"));
    EXPECT_EQ(list["processes"][0]["id"], "overlap-check");
    EXPECT_EQ(list["links"][0]["rel"], "self");
    const json english =
        json_of(desk.ask("GET", "/ogcapi/processes/overlap-check", {}, {{"accept-language", "en"}}));
    const json chinese = json_of(desk.ask("GET", "/ogcapi/processes/overlap-check"));
    EXPECT_EQ(english["title"], "check against the two lines");
    EXPECT_EQ(chinese["title"], "两线核查");
    for (const std::string_view input : processes::kInputs) {
        EXPECT_TRUE(english["inputs"][std::string(input)]["schema"].is_object()) << input;
    }
    EXPECT_EQ(english["inputs"].size(), processes::kInputs.size());
    EXPECT_EQ(english["jobControlOptions"], json({"sync-execute", "async-execute", "dismiss"}));
    EXPECT_TRUE(english["outputs"]["result"]["schema"].is_object());
    EXPECT_TRUE(english["links"].is_array());
    const Response other = desk.ask("GET", "/ogcapi/processes/buffer");
    EXPECT_EQ(other.status, 404U);
    EXPECT_EQ(json_of(other)["type"], exception_type("no-such-process"));
    EXPECT_EQ(desk.ask("POST", "/ogcapi/processes/buffer/execution", "{}").status, 404U);
}

/// A service whose only upload waits until it is let go.
class Jobs : public ProcessService {
protected:
    Jobs() {
        m_desk.uploaded = [this](const accounts::Principal&, const std::string& id) {
            m_has_begun.set_value();
            m_gate.get_future().wait();
            return id == "u" ? std::optional(intake::read_bytes(m_application, "-", {})) : std::nullopt;
        };
    }

    std::string job_of(const Response& made) {
        EXPECT_EQ(made.status, 201U) << made.body->plain;
        const std::string location = m_desk.header(made, "Location");
        EXPECT_EQ(location.rfind("http://here/ogcapi/jobs/", 0), 0U) << location;
        return location.substr(std::string("http://here").size());
    }
    json until_over(const std::string& job) {
        for (;;) {
            const json state = json_of(m_desk.ask("GET", job));
            if (state["status"] != "accepted" && state["status"] != "running") {
                return state;
            }
            std::this_thread::sleep_for(1ms);
        }
    }

    std::string m_application = feature(m_county.application(0));
    std::promise<void> m_has_begun;
    std::promise<void> m_gate;
    ProcessDesk m_desk{m_county.records(kFewUnits)};
};

TEST_F(Jobs, GiveTheAnswerOfTheCheckOnceItIsDone) {
    const Response made = m_desk.execute_later(ProcessDesk::execution(m_application));
    EXPECT_EQ(m_desk.header(made, "Preference-Applied"), "respond-async");
    const std::string job = job_of(made);
    const json state = until_over(job);
    EXPECT_EQ(state["status"], "successful");
    EXPECT_EQ(state["progress"], 100);
    EXPECT_EQ(state["processID"], "overlap-check");
    EXPECT_EQ(state["links"][1]["rel"], "http://www.opengis.net/def/rel/ogc/1.0/results");
    const Response result = m_desk.ask("GET", job + "/results");
    EXPECT_EQ(timeless(result.body->plain), timeless(m_desk.written(m_application)));
    EXPECT_TRUE(m_desk.log.back().is_job);
    EXPECT_EQ(json_of(m_desk.ask("GET", "/ogcapi/jobs"))["jobs"][0]["jobID"], state["jobID"]);
    EXPECT_EQ(m_desk.ask("DELETE", job).status, 200U);
    EXPECT_EQ(m_desk.ask("GET", job).status, 404U);
}

TEST_F(Jobs, AreTheirOwnersAlone) {
    const std::string job = job_of(m_desk.execute_later(ProcessDesk::execution(m_application)));
    until_over(job);
    for (const auto& other : {accounts::Principal{"李四", accounts::Role::officer, {}},
                              accounts::Principal{"张三", accounts::Role::member, {}}}) {
        m_desk.who = other;
        for (const std::string& path : {job, job + "/results"}) {
            const Response answer = m_desk.ask("GET", path);
            EXPECT_EQ(answer.status, 404U);
            EXPECT_EQ(json_of(answer)["type"], exception_type("no-such-job"));
        }
        EXPECT_EQ(m_desk.ask("DELETE", job).status, 404U);
        EXPECT_EQ(json_of(m_desk.ask("GET", "/ogcapi/jobs"))["jobs"].size(), 0U);
    }
}

TEST_F(Jobs, CanBeStoppedWhileTheyRun) {
    const std::string job = job_of(m_desk.execute_later(R"({"inputs":{"upload":"u"}})"));
    m_has_begun.get_future().wait();
    EXPECT_EQ(json_of(m_desk.ask("GET", job))["status"], "running");
    const Response early = m_desk.ask("GET", job + "/results");
    EXPECT_EQ(early.status, 404U);
    EXPECT_EQ(json_of(early)["type"], exception_type("result-not-ready"));
    EXPECT_EQ(json_of(m_desk.ask("DELETE", job))["status"], "dismissed");
    m_gate.set_value();
    EXPECT_EQ(json_of(m_desk.ask("GET", job))["status"], "dismissed");
    EXPECT_EQ(json_of(m_desk.ask("GET", job + "/results"))["code"], "job-dismissed");
    const auto is_free = [this] { return m_desk.service->jobs().running == 0; };
    while (!is_free()) {
        std::this_thread::sleep_for(1ms);
    }
    EXPECT_EQ(m_desk.log.back().code, "dismissed");
}

TEST_F(Jobs, FailWithTheAnswerThatAtOnceWouldHaveBeen) {
    const std::string job = job_of(m_desk.execute_later(ProcessDesk::execution(R"({"type":"Topology"})")));
    EXPECT_EQ(until_over(job)["status"], "failed");
    const Response result = m_desk.ask("GET", job + "/results");
    EXPECT_EQ(result.status, 422U);
    EXPECT_EQ(json_of(result)["code"], "not-geojson");
}

TEST_F(Jobs, OfAnUploadThatIsNotThereFail) {
    m_gate.set_value();
    const std::string job = job_of(m_desk.execute_later(R"({"inputs":{"upload":"other"}})"));
    EXPECT_EQ(until_over(job)["status"], "failed");
    EXPECT_EQ(json_of(m_desk.ask("GET", job + "/results"))["code"], "upload-unknown");
}

TEST_F(Jobs, AreListedByWhatIsAskedFor) {
    const std::string good = job_of(m_desk.execute_later(ProcessDesk::execution(m_application)));
    const std::string bad = job_of(m_desk.execute_later(ProcessDesk::execution(R"({"type":"Topology"})")));
    until_over(good);
    until_over(bad);
    const auto count = [this](const std::string& query) {
        const json answer = json_of(m_desk.ask("GET", "/ogcapi/jobs?" + query));
        return answer.contains("jobs") ? static_cast<int>(answer["jobs"].size()) : -1;
    };
    EXPECT_EQ(count("f=json"), 2);
    EXPECT_EQ(count("status=failed"), 1);
    EXPECT_EQ(count("status=failed,successful"), 2);
    EXPECT_EQ(count("status=running"), 0);
    EXPECT_EQ(count("processID=overlap-check"), 2);
    EXPECT_EQ(count("processID=other"), 0);
    EXPECT_EQ(count("type=process"), 2);
    EXPECT_EQ(count("limit=1"), 1);
    EXPECT_EQ(count("datetime=2020-01-01T00:00:00Z/.."), 2);
    EXPECT_EQ(count("datetime=../2020-01-01T00:00:00Z"), 0);
    EXPECT_EQ(count("minDuration=3600"), 0);
    EXPECT_EQ(count("maxDuration=3600"), 2);
    for (const char* wrong :
         {"limit=0", "limit=x", "status=done", "datetime=now", "minDuration=-1", "page=2"}) {
        EXPECT_EQ(count(wrong), -1) << wrong;
    }
}

TEST_F(ProcessService, RefusesAndSaysWhenToComeAgainWhenTooMuchWaits) {
    processes::ProcessLimits limits;
    limits.jobs.workers = 0;
    limits.jobs.waiting = 2;
    limits.jobs.per_account = 1;
    ProcessDesk desk(m_county.records(1), limits);
    const std::string body = ProcessDesk::execution(feature(m_county.application(0)));
    EXPECT_EQ(desk.execute_later(body).status, 201U);
    const Response mine = desk.execute_later(body);
    EXPECT_EQ(mine.status, 429U);
    EXPECT_EQ(json_of(mine)["code"], "too-many-jobs");
    desk.who->name = "李四";
    EXPECT_EQ(desk.execute_later(body).status, 201U);
    desk.who->name = "王五";
    const Response all = desk.execute_later(body);
    EXPECT_EQ(all.status, 503U);
    EXPECT_EQ(json_of(all)["code"], "queue-full");
    EXPECT_NE(desk.header(all, "Retry-After"), "");
}

TEST_F(ProcessService, StopsACheckThatTakesTooLong) {
    processes::ProcessLimits limits;
    limits.sync_patience = 1ms;
    ProcessDesk desk(m_county.records(kFewUnits), limits);
    desk.uploaded = [this](const auto&, const auto&) {
        std::this_thread::sleep_for(500ms);
        return std::optional(intake::read_bytes(feature(m_county.application(0)), "-", {}));
    };
    const Response answer =
        desk.ask("POST", "/ogcapi/processes/overlap-check/execution", R"({"inputs":{"upload":"u"}})");
    EXPECT_EQ(answer.status, 503U);
    EXPECT_EQ(json_of(answer)["code"], "check-too-long");
}

TEST_F(ProcessService, SaysThatTheStoreCannotBeReadAndGoesOnWhenItCan) {
    ProcessDesk desk(m_county.records(kFewUnits));
    const std::string application = feature(m_county.application(0));
    EXPECT_EQ(desk.execute(application).status, 200U);
    const std::filesystem::path aside = desk.location() + ".aside";
    desk.store.reset();
    std::filesystem::rename(desk.location(), aside);
    const Response gone = desk.execute(application);
    EXPECT_EQ(gone.status, 503U);
    EXPECT_NE(desk.header(gone, "Retry-After"), "");
    EXPECT_EQ(gone.body->plain.find("0x"), std::string::npos);
    std::filesystem::rename(aside, desk.location());
    EXPECT_EQ(desk.execute(application).status, 200U);
}

} // namespace
} // namespace liangxian::tests
