// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/check.hpp"
#include "core/app/product_data.hpp"
#include "core/app/zone_lookup.hpp"
#include "core/base/file.hpp"
#include "core/geo/geojson.hpp"
#include "core/intake/read.hpp"
#include "core/result/result_json.hpp"
#include "tests/support/county.hpp"
#include "tests/support/plain_sql.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <limits>

namespace liangxian::app {
namespace {

using tests::County;

constexpr int kUnits = 500;

/// A county in a store, asked by its packed index and by reading all of it.
class IndexedCheck : public testing::Test {
protected:
    IndexedCheck() {
        m_store = store::create_store(location(), {});
        m_store->add(m_county.records(kUnits), {}, {});
        for (int i = 0; i < 60; ++i) {
            nlohmann::ordered_json file = {{"type", "Feature"}, {"properties", nlohmann::json::object()}};
            file["geometry"] = geo::to_geojson(m_county.application(i));
            m_files.push_back(intake::read_bytes(file.dump(), "a.geojson", {}));
        }
    }

    std::string location() const { return (m_folder.path() / "store.gpkg").string(); }
    std::filesystem::path index_file() const { return location() + ".zones"; }
    std::string sql(const std::string& statement) { return tests::unguarded_sql(location(), statement); }

    std::vector<nlohmann::ordered_json> answers(std::int64_t indexed_from_rows, const CheckRequest& request,
                                                unsigned threads = 1) {
        const CheckContext context{*m_store, m_data.rules, m_data.accuracy, indexed_from_rows, threads};
        std::vector<nlohmann::ordered_json> out;
        for (const CheckOutcome& outcome : check(context, m_files, request)) {
            nlohmann::ordered_json one = result::to_json(std::get<result::CheckResult>(outcome));
            one.erase("trace"); // says how, not what
            one.erase("checked_at");
            out.push_back(std::move(one));
        }
        return out;
    }

    /// \returns how many findings there were in all
    std::size_t expect_the_same(const CheckRequest& request, const std::string& when) {
        const auto by_index = answers(0, request);
        const auto whole = answers(std::numeric_limits<std::int64_t>::max(), request);
        std::size_t findings = 0;
        EXPECT_EQ(by_index.size(), whole.size());
        for (std::size_t i = 0; i < whole.size(); ++i) {
            EXPECT_EQ(by_index[i].dump(1), whole[i].dump(1)) << when << ", application " << i;
            findings += whole[i]["findings"].size();
        }
        return findings;
    }

    base::TemporaryDirectory m_folder;
    County m_county{7};
    std::unique_ptr<store::Store> m_store;
    ProductData m_data = load_product_data();
    std::vector<intake::ReadOutcome> m_files;
};

CheckRequest on(const base::Date& day) {
    CheckRequest request;
    request.parameters.kind = "construction";
    request.as_of = day;
    return request;
}

TEST_F(IndexedCheck, AnswersAlikeWhereApplicationsAreUnsureThemselves) {
    const CheckRequest request = on({2026, 1, 1});
    const std::size_t sure = expect_the_same(request, "sure");
    for (std::size_t i = 0; i < m_files.size(); ++i) {
        m_files[i].features.front().accuracy_m = 3.0 * static_cast<double>(i % 5);
    }
    EXPECT_GT(expect_the_same(request, "unsure"), sure);
}

TEST_F(IndexedCheck, AnswersTheSameInTheSameOrderFromSeveralThreads) {
    const CheckRequest request = on({2026, 1, 1});
    for (const std::int64_t indexed_from_rows : {std::int64_t{0}, std::numeric_limits<std::int64_t>::max()}) {
        const auto one = answers(indexed_from_rows, request);
        const auto several = answers(indexed_from_rows, request, 4);
        ASSERT_EQ(several.size(), m_files.size());
        for (std::size_t i = 0; i < one.size(); ++i) {
            EXPECT_EQ(several[i].dump(1), one[i].dump(1)) << "application " << i;
        }
    }
}

TEST_F(IndexedCheck, KeepsEveryAnswerInItsPlaceHoweverManyThereAre) {
    const std::size_t once = m_files.size();
    std::vector<intake::ReadOutcome> many;
    for (int i = 0; i < 10; ++i) { // more than are kept at a time
        many.insert(many.end(), m_files.begin(), m_files.end());
    }
    std::vector<std::size_t> done;
    const CheckContext context{*m_store, m_data.rules, m_data.accuracy, 0, 2};
    const auto outcomes =
        check(context, many, on({2026, 1, 1}), {}, [&](std::size_t so_far, std::size_t total) {
            EXPECT_EQ(total, many.size());
            done.push_back(so_far);
        });
    ASSERT_EQ(outcomes.size(), 10 * once);
    const auto digest_of = [&outcomes](std::size_t i) {
        return result::to_json(std::get<result::CheckResult>(outcomes[i])).at("digest");
    };
    EXPECT_NE(digest_of(0), digest_of(1));
    for (std::size_t i = once; i < outcomes.size(); ++i) {
        ASSERT_EQ(digest_of(i), digest_of(i % once)) << "application " << i;
    }
    ASSERT_EQ(done.size(), many.size());
    EXPECT_EQ(done.front(), 1U);
    EXPECT_EQ(done.back(), many.size());
}

TEST_F(IndexedCheck, SaysInTheTraceHowTheRecordsWereComeBy) {
    const auto told = [this](std::int64_t indexed_from_rows) {
        const CheckContext context{*m_store, m_data.rules, m_data.accuracy, indexed_from_rows};
        const auto outcomes = check(context, m_files, on({2026, 1, 1}));
        for (const result::TraceStep& step : std::get<result::CheckResult>(outcomes.front()).trace) {
            if (step.step == "lookup") {
                return step.detail;
            }
        }
        return std::string();
    };
    EXPECT_THAT(told(0), testing::StartsWith("packed index of "));
    EXPECT_EQ(told(std::numeric_limits<std::int64_t>::max()), "the store was read whole");
    std::filesystem::remove(index_file());
    std::filesystem::create_directories(index_file() / "in the way");
    EXPECT_EQ(told(0), "the store was read whole: no index could be made (index-file)");
}

TEST_F(IndexedCheck, AnswersWhatReadingTheWholeStoreAnswers) {
    CheckRequest plain = on({2026, 1, 1});
    EXPECT_GT(expect_the_same(plain, "plain"), 300U);
    CheckRequest near = plain;
    near.parameters.near_m = 60;
    EXPECT_GT(expect_the_same(near, "near"), 350U);
    CheckRequest drafts = plain;
    drafts.parameters.with_drafts = true;
    expect_the_same(drafts, "with drafts");
    expect_the_same(on({2019, 6, 1}), "as of an earlier day");
    CheckRequest mining = plain;
    mining.parameters.kind = "mining";
    expect_the_same(mining, "mining without an influence distance");
    EXPECT_TRUE(std::filesystem::exists(index_file()));
}

TEST_F(IndexedCheck, NamesRecordsThatNobodyCanReadAsTheWholeStoreDoes) {
    sql("UPDATE zones SET height_limit_m = 'tall' WHERE fid % 40 = 0");
    sql("UPDATE zones SET geom = X'00' WHERE fid = 7");
    sql("UPDATE zones SET geom = NULL WHERE fid = 9");
    sql("UPDATE sites SET valid_from = 'yesterday' WHERE fid % 50 = 0");
    sql("UPDATE sites SET geom = X'' WHERE fid = 3");
    sql("UPDATE areas SET kind = 'nonsense' WHERE area_id = '地下'");
    sql("UPDATE areas SET geom = X'4750' WHERE area_id = '评估'");
    EXPECT_GT(expect_the_same(on({2026, 1, 1}), "after other programs' mistakes"), 200U);
}

TEST_F(IndexedCheck, KnowsAtOnceWhatAnyProgramChanged) {
    expect_the_same(on({2026, 1, 1}), "before");
    const auto made = std::filesystem::last_write_time(index_file());
    sql("UPDATE zones SET geom = (SELECT geom FROM zones WHERE fid = 40) WHERE fid = 41");
    sql("DELETE FROM zones WHERE fid % 100 = 50");
    sql("INSERT OR REPLACE INTO zones (geom, zone_id, version, site_id, kind, status) "
        "SELECT geom, 'P60', 1, 'S60', 'control', 'published' FROM zones WHERE fid = 81");
    sql("UPDATE sites SET geom = NULL WHERE fid = 12");
    sql("UPDATE zones SET fid = 100000 WHERE fid = 17");
    zone::Zone published =
        tests::a_zone("NEW", "S1", zone::ZoneKind::protection, tests::rectangle(2000, 2000, 4000, 4000));
    published.recorded_at = *base::Timestamp::parse("2001-01-01T00:00:00Z");
    m_store->add({{}, {published}, {}, {}, {}}, {}, {});
    expect_the_same(on({2026, 1, 1}), "after edits");
    EXPECT_EQ(std::filesystem::last_write_time(index_file()), made) << "a few rows do not make it anew";
    const auto all = nlohmann::json(answers(0, on({2026, 1, 1}))).dump();
    EXPECT_NE(all.find("\"NEW\""), std::string::npos);

    sql("UPDATE zones SET words = 'x'");
    expect_the_same(on({2026, 1, 1}), "after every zone was touched");
    sql("UPDATE zones SET words = 'y'");
    expect_the_same(on({2026, 1, 1}), "after more than is worth looking at row by row");
    EXPECT_NE(std::filesystem::last_write_time(index_file()), made);
}

TEST_F(IndexedCheck, MakesTheIndexAnewWhenItsBytesAreWrong) {
    m_files.resize(12);
    const CheckRequest request = on({2026, 1, 1});
    const auto right = answers(std::numeric_limits<std::int64_t>::max(), request);
    ASSERT_EQ(answers(0, request), right);
    const std::string good = base::read_file(index_file(), std::size_t{1} << 30);
    for (const std::size_t keep : {std::size_t{0}, std::size_t{100}, good.size() / 2, good.size() - 1}) {
        base::write_file_atomically(index_file(), good.substr(0, keep));
        EXPECT_EQ(answers(0, request), right) << "cut to " << keep;
        ASSERT_EQ(std::filesystem::file_size(index_file()), good.size());
    }
    for (std::size_t at = 0; at < good.size(); at += good.size() / 37) {
        std::string flipped = good;
        flipped[at] = static_cast<char>(flipped[at] ^ 0x10);
        base::write_file_atomically(index_file(), flipped);
        EXPECT_EQ(answers(0, request), right) << "flipped at " << at;
    }
}

TEST_F(IndexedCheck, IsNotTakenInByTheIndexOfACopyThatWentItsOwnWay) {
    m_store.reset();
    const auto backup = m_folder.path() / "backup.gpkg";
    std::filesystem::copy_file(location(), backup);
    sql("DELETE FROM zones WHERE fid < 200");
    m_store = store::open_store(location(), store::Access::read_write);
    answers(0, on({2026, 1, 1}));
    m_store.reset();
    // The backup comes back, and is edited as often before anybody looks.
    std::filesystem::rename(backup, location());
    sql("DELETE FROM zones WHERE fid BETWEEN 200 AND 450");
    m_store = store::open_store(location(), store::Access::read_write);
    EXPECT_GT(expect_the_same(on({2026, 1, 1}), "after the backup came back"), 200U);
}

} // namespace
} // namespace liangxian::app
