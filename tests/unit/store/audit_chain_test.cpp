// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/audit_chain.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace liangxian::store {
namespace {

std::vector<AuditEntry> chain_of(int count) {
    std::vector<AuditEntry> out;
    for (int i = 1; i <= count; ++i) {
        AuditEntry entry{i, base::Timestamp(i), "li", "publish", "Z1@" + std::to_string(i), "{}", {}, {}};
        entry.previous_hash = out.empty() ? first_previous_hash() : out.back().hash;
        entry.hash = hash_of(entry);
        out.push_back(entry);
    }
    return out;
}

ChainReport walk(const std::vector<AuditEntry>& chain, const std::string& hash = {}) {
    ChainWalk walk(hash);
    for (const AuditEntry& entry : chain) {
        walk.take(entry);
    }
    return walk.report();
}

TEST(AuditChain, IsIntactAsItWasWritten) {
    const auto chain = chain_of(5);
    const ChainReport report = walk(chain);
    EXPECT_EQ(report.count, 5);
    EXPECT_EQ(report.head, chain.back().hash);
    EXPECT_FALSE(report.broken_at);
    EXPECT_EQ(walk({}).head, first_previous_hash());
}

TEST(AuditChain, NamesTheEntryThatWasChangedInAnyPart) {
    const std::vector<void (*)(AuditEntry&)> changes = {
        [](AuditEntry& e) { e.at = base::Timestamp(77); },
        [](AuditEntry& e) { e.actor = "wang"; },
        [](AuditEntry& e) { e.action = "approve"; },
        [](AuditEntry& e) { e.object = "Z2@3"; },
        [](AuditEntry& e) { e.detail = "{\"a\":1}"; },
        [](AuditEntry& e) { e.hash[0] = e.hash[0] == '0' ? '1' : '0'; },
    };
    for (const auto change : changes) {
        auto chain = chain_of(5);
        change(chain[2]);
        EXPECT_EQ(walk(chain).broken_at, 3);
        EXPECT_EQ(walk(chain).count, 2);
    }
}

TEST(AuditChain, ShowsAnEntryTakenOutPutInOrMoved) {
    auto chain = chain_of(5);
    chain.erase(chain.begin() + 1);
    EXPECT_EQ(walk(chain).broken_at, 3);
    chain = chain_of(5);
    std::swap(chain[1], chain[2]);
    EXPECT_EQ(walk(chain).broken_at, 3);
    chain = chain_of(5);
    AuditEntry forged = chain[2];
    forged.actor = "wang";
    forged.hash = hash_of(forged); // sealed anew, but the next one was sealed on the old
    chain[2] = forged;
    EXPECT_EQ(walk(chain).broken_at, 4);
}

TEST(AuditChain, ShowsAnEndCutOffToWhoeverNotedTheHead) {
    auto chain = chain_of(5);
    const std::string head = chain.back().hash;
    EXPECT_TRUE(walk(chain, head).has_hash);
    EXPECT_TRUE(walk(chain, chain[1].hash).has_hash) << "a head noted earlier";
    chain.pop_back();
    const ChainReport report = walk(chain, head);
    EXPECT_FALSE(report.broken_at) << "a shorter chain is in order by itself";
    EXPECT_FALSE(report.has_hash);
}

} // namespace
} // namespace liangxian::store
