// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/file.hpp"
#include "tests/support/plain_sql.hpp"

#include <filesystem>
#include <string>

namespace liangxian::store {

// The two kinds of store, each with a place of its own for a new one.

/// The embedded store in a folder of its own.
class GpkgFactory {
public:
    /// Whether a column takes any text, whatever it is for.
    static constexpr bool kHoldsAnyText = true;

    std::string location() const { return (m_folder.path() / "store.gpkg").string(); }
    /// SQL of somebody who opened the guards.
    std::string sql(const std::string& statement) const {
        return tests::unguarded_sql(location(), statement);
    }
    /// SQL of an ordinary editor. \returns what it was told; empty when it was done
    std::string edit(const std::string& statement) const {
        return tests::try_plain_sql(location(), statement).error;
    }
    /// The same of the owner, the guards closed.
    std::string edit_as_owner(const std::string& statement) const { return edit(statement); }
    /// SQL on a table whose constraints somebody took away.
    std::string sql_unchecked(const std::string& table, const std::string& statement) const {
        static_cast<void>(table);
        return tests::plain_sql(location(), "PRAGMA ignore_check_constraints = ON; " + statement);
    }
    /// Gives the geometry of a zone bytes that mean nothing.
    void spoil_geometry(const std::string& zone_id) const {
        sql("UPDATE zones SET geom = x'47500001' WHERE zone_id = '" + zone_id + "'");
    }
    /// The store as it is now is what start_over() makes of it again. \pre nobody has it open
    void keep() const;
    void start_over() const;

    /// \name What stands apart from it (core/ops): SQL there, which answers what went wrong, or a text; its
    /// end
    /// @{
    std::string ops_sql(const std::string& statement) const {
        return tests::try_plain_sql(location() + ".ops.sqlite", statement).error;
    }
    std::string ops_text(const std::string& statement) const {
        return tests::plain_sql(location() + ".ops.sqlite", statement);
    }
    void drop_ops() const { std::filesystem::remove(location() + ".ops.sqlite"); }
    /// @}

private:
    std::filesystem::path kept() const { return m_folder.path() / "kept.gpkg"; }

    base::TemporaryDirectory m_folder;
};

/// The shared store in a schema of its own. The server is that of LIANGXIAN_POSTGRES, or one that the first
/// factory starts.
class PgFactory {
public:
    static constexpr bool kHoldsAnyText = false;

    PgFactory();
    ~PgFactory();
    PgFactory(const PgFactory&) = delete;
    PgFactory& operator=(const PgFactory&) = delete;

    std::string location() const;
    std::string sql(const std::string& statement) const;
    std::string edit(const std::string& statement) const;
    std::string edit_as_owner(const std::string& statement) const;
    std::string sql_unchecked(const std::string& table, const std::string& statement) const;
    void spoil_geometry(const std::string& zone_id) const;
    /// As the embedded one's; the numbers of new rows go on, as after something was rolled back.
    void keep() const;
    void start_over() const;

    std::string ops_sql(const std::string& statement) const;
    std::string ops_text(const std::string& statement) const;
    void drop_ops() const;

    const std::string& schema() const { return m_schema; }

private:
    /// \param statement  with %1$I for the table
    void each_table(const std::string& first, const std::string& statement) const;

    std::string m_schema;
};

/// SQL on a server, on a connection of its own. \returns what went wrong in `error`
tests::SqlAnswer postgres_sql(const std::string& address, const std::string& before,
                              const std::string& statement);

/// The address of the tests' server.
const std::string& test_server();

} // namespace liangxian::store
