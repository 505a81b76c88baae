// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/error.hpp"
#include "tests/contract/store_contract.hpp"

#include <functional>
#include <memory>
#include <string>

namespace liangxian::store {

/// A shared store of its own, and what others see of it.
class PostgresStore : public StoreContract<PgFactory> {
protected:
    static std::string code_of(const std::function<void()>& work) {
        try {
            work();
        } catch (const base::StoreError& error) {
            EXPECT_NE(error.message().zh, "");
            return error.code();
        }
        return "";
    }
    static NewRecords one_zone(const std::string& id) {
        NewRecords out;
        out.zones = {range(id, "2025-03-01T00:00:00Z")};
        return out;
    }
    static NewRecords one_draft(const std::string& id) {
        NewRecords out = one_zone(id);
        out.zones[0].status = zone::Status::draft;
        return out;
    }
    /// Ends the connections of every store of this test.
    void cut_connections() const {
        m_factory.sql(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = '" +
            m_factory.schema() + "'");
    }
    /// The store as a login that is a member of a role sees it.
    std::unique_ptr<Store> as_member_of(const std::string& role, Access access = Access::read_write) const {
        const std::string login = "liangxian_test_" + role;
        postgres_sql(test_server(), "SET client_min_messages = error", "CREATE ROLE " + login + " LOGIN");
        postgres_sql(test_server(), "SET client_min_messages = error",
                     "GRANT liangxian_" + role + " TO " + login);
        std::string location = m_factory.location();
        location.replace(location.find("postgres@"), std::string("postgres").size(), login);
        return open_store(location, access);
    }
    static ChainReport audit_of(const Store& store) {
        ChainWalk chain({});
        store.for_each_audit_entry([&chain](const AuditEntry& entry) { chain.take(entry); });
        return chain.report();
    }
};

} // namespace liangxian::store
