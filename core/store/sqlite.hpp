// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/text.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace liangxian::store {

/// What a cell holds, by SQLite's storage class: a column's declared type binds nobody.
enum class CellType { null, integer, real, text, blob };

/// A prepared statement. Values are bound, never pasted into the SQL.
class Statement {
public:
    /// \name Binding; parameters count from 1. Text and blobs are copied.
    /// @{
    Statement& bind(int index, std::string_view text);
    Statement& bind(int index, std::int64_t number);
    Statement& bind(int index, double number);
    Statement& bind_blob(int index, std::string_view bytes);
    Statement& bind_null(int index);
    /// @}

    /// Moves to the next row. \returns false when there is none
    bool step();
    /// Runs a statement that gives no rows and makes it ready to be bound again.
    void run();
    void reset();

    /// \name The current row; columns count from 0. Views live until the next step().
    /// @{
    CellType type(int column) const;
    std::string_view text(int column) const; ///< empty for NULL
    std::string_view blob(int column) const;
    std::int64_t integer(int column) const;
    double real(int column) const;
    /// @}

private:
    friend class Connection;
    struct Finalizer {
        void operator()(sqlite3_stmt* statement) const;
    };
    Statement(const class Connection& connection, std::string_view sql);

    const class Connection* m_connection;
    std::unique_ptr<sqlite3_stmt, Finalizer> m_statement;
};

/// One open SQLite file. One thread at a time.
/// Every failure throws base::StoreError with what to do: `store-locked`, `store-full`,
/// `store-read-only`, `store-interrupted`, `store-damaged`, `store-unreachable`, `id-exists`, `store-failed`.
class Connection {
public:
    enum class Mode {
        read_only,  ///< never creates a file beside the store
        read_write, ///< the file must exist
    };
    /// \param busy_timeout_ms  how long another program's lock is waited for
    Connection(const std::filesystem::path& file, Mode mode, int busy_timeout_ms);

    Statement prepare(std::string_view sql) const { return Statement(*this, sql); }
    /// Runs a script of our own; never holds foreign text.
    void execute(const std::string& sql) const;
    const std::filesystem::path& file() const { return m_file; }
    sqlite3* handle() const { return m_handle.get(); }

    /// Translates the last error of the connection.
    [[noreturn]] void fail(int result_code) const;

private:
    struct Closer {
        void operator()(sqlite3* handle) const;
    };
    std::filesystem::path m_file;
    std::unique_ptr<sqlite3, Closer> m_handle;
};

/// All or nothing: rolled back unless commit() was reached.
class Transaction {
public:
    enum class Kind {
        read, ///< one consistent state for several queries
        write ///< takes the write lock at once, so that it cannot fail half-way for a lock
    };
    Transaction(const Connection& connection, Kind kind);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    const Connection& m_connection;
    bool m_is_open = true;
};

} // namespace liangxian::store
