// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/standing_lookup.hpp"

#include "core/base/file.hpp"
#include "tests/support/county.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace liangxian::app {
namespace {

using namespace std::chrono_literals;

class StandingLookupOfAStore : public testing::Test {
protected:
    StandingLookupOfAStore() {
        m_store = store::create_store(location(), {});
        m_store->add(m_county.records(20), {}, {});
    }
    std::string location() const { return (m_folder.path() / "store.gpkg").string(); }
    void publish(const std::string& id) {
        store::NewRecords more;
        zone::Site site;
        site.site_id = id;
        site.geometry = tests::rectangle(0, 0, 10, 10);
        more.sites.push_back(site);
        m_store->add(more, {}, {});
    }

    base::TemporaryDirectory m_folder;
    tests::County m_county{7};
    std::unique_ptr<store::Store> m_store;
};

TEST_F(StandingLookupOfAStore, StaysAsLongAsTheStoreDoes) {
    StandingLookup standing;
    const auto first = standing.current(*m_store, {});
    ASSERT_NE(first, nullptr);
    EXPECT_EQ(first->mark(), m_store->content_mark());
    EXPECT_EQ(standing.current(*m_store, {}), first);
    publish("later");
    const auto second = standing.current(*m_store, {});
    EXPECT_NE(second, first);
    EXPECT_EQ(second->mark(), m_store->content_mark());
    EXPECT_NE(first->mark(), second->mark()); // who still has the first one goes on with it
}

TEST_F(StandingLookupOfAStore, IsMadeAnewInsteadOfADamagedOneButOnce) {
    StandingLookup standing;
    const auto damaged = standing.current(*m_store, {});
    const auto made = standing.instead_of(damaged, *m_store, {});
    EXPECT_NE(made, damaged);
    EXPECT_EQ(standing.instead_of(damaged, *m_store, {}), made); // somebody else was first
}

TEST_F(StandingLookupOfAStore, FollowsManyChangesAndIsPackedAgainBesides) {
    StandingLookup standing;
    standing.current(*m_store, {});
    store::NewRecords many;
    for (std::size_t i = 0; i <= ZoneLookup::kMostTouched; ++i) {
        zone::Site site;
        site.site_id = "N" + std::to_string(i);
        site.geometry = tests::rectangle(0, 0, 10, 10);
        many.sites.push_back(site);
    }
    m_store->add(many, {}, {});
    const auto following = standing.current(*m_store, {});
    EXPECT_EQ(following->mark(), m_store->content_mark());
    EXPECT_EQ(following->touched_count(), many.sites.size());
    standing.pack_when_worth_it(*m_store, {});
    const auto packed = standing.current(*m_store, {});
    EXPECT_EQ(packed->touched_count(), 0U);
    EXPECT_EQ(packed->record_count(), following->record_count() + many.sites.size());
    standing.pack_when_worth_it(*m_store, {}); // nothing to do
    EXPECT_EQ(standing.current(*m_store, {}), packed);
}

TEST_F(StandingLookupOfAStore, AnswersNothingRatherThanWaitForLong) {
    StandingLookup standing(1ms);
    publish("later");
    std::atomic<int> answers{0};
    std::vector<std::thread> asking;
    for (int i = 0; i < 8; ++i) {
        asking.emplace_back([&] {
            const auto own = store::open_store(location(), store::Access::read_only);
            const auto lookup = standing.current(*own, {});
            answers += lookup == nullptr || lookup->mark() == own->content_mark() ? 1 : 0;
        });
    }
    for (std::thread& one : asking) {
        one.join();
    }
    EXPECT_EQ(answers, 8);
    EXPECT_NE(standing.current(*m_store, {}), nullptr);
}

} // namespace
} // namespace liangxian::app
