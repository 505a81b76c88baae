// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/store/pg_location.hpp"
#include "core/store/pg_session.hpp"
#include "core/store/sql.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace liangxian::store {

class PostgresStatement;

/// One open database of PostgreSQL, the store's schema being the current one.
///
/// A connection that was lost is made again: before a transaction begins, and for a query outside of one.
/// What is lost in the middle of a transaction fails as `store-unreachable` and has written nothing; when it
/// is lost while the server commits, the server is asked what became of it (`store-commit-unknown` when
/// nobody answers, or another server does, whose transactions have numbers of their own).
class PostgresConnection : public Connection {
public:
    enum class Mode {
        read_only, ///< any host, in the order given; the session cannot write
        read_write ///< the one that can be written
    };
    /// \throws base::StoreError as store_error_of()
    PostgresConnection(PgLocation location, Mode mode);
    ~PostgresConnection() override;

    const Dialect& dialect() const override;
    Statement prepare(std::string_view sql) const override;
    void execute(const std::string& sql) const override;
    bool has_table(std::string_view name) const override;
    std::unique_ptr<RowWriter> insert_into(std::string_view table,
                                           const std::vector<std::string_view>& columns) const override;
    base::Timestamp transaction_instant() const override { return m_instant; }
    std::string account() const override;
    void begin_reading() const override;
    void begin_writing() const override;
    void commit() const override;
    void roll_back() const noexcept override;

    /// \name What begin_writing() does in one: begins a transaction; waits for its turn among the writers,
    /// which takes the functions of the schema
    /// @{
    void begin_without_turn() const;
    void take_turn() const;
    /// @}

    /// After PostGIS was put into the database.
    void find_postgis() const;

    const PgLocation& location() const { return m_location; }
    /// Of the host that is connected, for a program that has to reach the same.
    std::string address_of_server() const { return m_session->address(); }
    /// Waits until somebody says that the content changed, or patience ends; a replica says nothing, and is
    /// waited for a moment only.
    void wait_for_notice(std::chrono::milliseconds patience) const;

    /// \name For statements and row writers
    /// @{
    /// The session, none of its answers open: what is still to come of one is taken into memory.
    PgSession& free_session() const;
    PgSession& session() const { return *m_session; }
    void walk(PostgresStatement* statement) const { m_walking = statement; }
    bool is_walking(const PostgresStatement* statement) const { return m_walking == statement; }
    /// Whether a query that failed for a lost connection may be asked again; makes the connection anew.
    bool can_ask_again(const PgFailure& failure) const;
    [[noreturn]] void fail(const PgFailure& failure) const;
    /// @}

private:
    void connect() const;
    void begin(const std::string& script) const;
    enum class Outcome { committed, rolled_back, unknown };
    /// A transaction as its server knows it.
    struct Turn {
        std::string transaction_id;
        std::string timeline; ///< of the server: another one, once a replica was promoted
    };
    Outcome outcome_of(const Turn& turn, const PgFailure& failure) const;

    PgLocation m_location;
    Mode m_mode;
    // A lost connection is made again whoever asks.
    mutable std::unique_ptr<PgSession> m_session;
    mutable PostgresStatement* m_walking = nullptr;
    mutable bool m_is_in_transaction = false;
    mutable bool m_is_listening = false;
    mutable Turn m_turn;
    mutable base::Timestamp m_instant;
};

} // namespace liangxian::store
