// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/error.hpp"
#include "core/ops/ops_database.hpp"
#include "core/ops/ops_store.hpp"
#include "tests/contract/store_factories.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace liangxian::ops {

// What stands apart from a store does the same beside both kinds. Time is what the test says it is.

template <typename Factory>
class OpsContract : public testing::Test {
protected:
    static constexpr std::int64_t kDayMs = 86400000;

    void SetUp() override { m_ops = OpsStore::open_or_create(m_factory.location(), clock()); }
    void TearDown() override {
        m_ops.reset();
        m_factory.drop_ops();
    }

    Clock clock() const {
        return [now = m_now] { return *now; };
    }
    void pass(std::int64_t milliseconds) { *m_now = base::Timestamp(m_now->milliseconds() + milliseconds); }

    accounts::Account add(const std::string& name, accounts::Role role = accounts::Role::officer) {
        return m_ops->accounts().add({name, role, {}, {}}, kActor);
    }
    std::string issue(const std::string& name, int days = 30) {
        return m_ops->tokens().issue(name, days, "", kActor).text;
    }
    bool holds(const std::string& token) const { return m_ops->tokens().account_of(token).has_value(); }
    template <typename Work>
    static std::string code_of(Work work) {
        try {
            work();
        } catch (const base::InputError& error) {
            return error.problems().at(0).code;
        } catch (const base::Error& error) {
            return error.code();
        }
        return "";
    }
    /// `action account actor` of what happened, the latest first.
    std::vector<std::string> events() const {
        std::vector<std::string> out;
        for (const accounts::Event& event : m_ops->accounts().events(100)) {
            out.push_back(event.action + " " + event.account + " " + event.actor);
        }
        return out;
    }

    const Actor kActor{"root", ""};
    Factory m_factory;
    std::shared_ptr<base::Timestamp> m_now =
        std::make_shared<base::Timestamp>(*base::Timestamp::parse("2026-11-27T08:00:00Z"));
    std::unique_ptr<OpsStore> m_ops;
};

using OpsFactories = testing::Types<store::GpkgFactory, store::PgFactory>;

} // namespace liangxian::ops
