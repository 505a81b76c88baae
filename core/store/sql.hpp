// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/timestamp.hpp"
#include "core/geo/geometry.hpp"
#include "core/store/dialect.hpp"
#include "core/store/record_fields.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace liangxian::store {

// What both stores ask of their database. Implemented over SQLite (sqlite.hpp) and libpq (postgres.hpp).

/// What a cell holds. In SQLite by its storage class: a column's declared type binds nobody.
enum class CellType { null, integer, real, text, blob };

/// A statement of one database, behind Statement.
class StatementBody {
public:
    StatementBody() = default;
    virtual ~StatementBody() = default;
    StatementBody(const StatementBody&) = delete;
    StatementBody& operator=(const StatementBody&) = delete;

    virtual void bind_text(int index, std::string_view text) = 0;
    virtual void bind_integer(int index, std::int64_t number) = 0;
    virtual void bind_real(int index, double number) = 0;
    virtual void bind_blob(int index, std::string_view bytes) = 0;
    virtual void bind_null(int index) = 0;
    virtual bool step() = 0;
    virtual void reset() = 0;
    virtual CellType type(int column) const = 0;
    virtual std::string_view text(int column) const = 0;
    virtual std::string_view blob(int column) const = 0;
    virtual std::int64_t integer(int column) const = 0;
    virtual double real(int column) const = 0;
};

/// A prepared statement. Values are bound, never pasted into the SQL; parameters are `?1`, `?2` … Any number
/// of statements of a connection may be walked at the same time.
class Statement {
public:
    explicit Statement(std::unique_ptr<StatementBody> body) : m_body(std::move(body)) {}

    /// \name Binding; parameters count from 1. Text and blobs are copied.
    /// @{
    Statement& bind(int index, std::string_view text) { return m_body->bind_text(index, text), *this; }
    Statement& bind(int index, std::int64_t number) { return m_body->bind_integer(index, number), *this; }
    Statement& bind(int index, double number) { return m_body->bind_real(index, number), *this; }
    Statement& bind_blob(int index, std::string_view bytes) { return m_body->bind_blob(index, bytes), *this; }
    Statement& bind_null(int index) { return m_body->bind_null(index), *this; }
    /// A text that is not stated is NULL.
    Statement& bind_stated(int index, std::string_view text) {
        return text.empty() ? bind_null(index) : bind(index, text);
    }
    /// @}

    /// Moves to the next row. \returns false when there is none
    bool step() { return m_body->step(); }
    /// Runs a statement to its end and makes it ready to be bound again.
    void run() {
        while (step()) {
        }
        reset();
    }
    void reset() { m_body->reset(); }

    /// \name The current row; columns count from 0. Views live until the next step().
    /// @{
    CellType type(int column) const { return m_body->type(column); }
    std::string_view text(int column) const { return m_body->text(column); } ///< empty for NULL
    std::string_view blob(int column) const { return m_body->blob(column); }
    std::int64_t integer(int column) const { return m_body->integer(column); }
    double real(int column) const { return m_body->real(column); }
    /// @}

private:
    std::unique_ptr<StatementBody> m_body;
};

/// Puts rows into one layer, one at a time, the fastest way its database has.
class RowWriter {
public:
    RowWriter() = default;
    virtual ~RowWriter() = default;
    RowWriter(const RowWriter&) = delete;
    RowWriter& operator=(const RowWriter&) = delete;

    /// \param values  of the layer's columns in their order
    virtual void write(const geo::Geometry& geometry, const std::vector<FieldValue>& values) = 0;
    /// Only then everything is in.
    virtual void finish() = 0;
};

/// One open database. One thread at a time.
/// Every failure throws base::StoreError with what to do: `store-locked`, `store-full`, `store-read-only`,
/// `store-forbidden`, `store-guarded`, `store-interrupted`, `store-damaged`, `store-unreachable`,
/// `id-exists`, `store-failed`.
class Connection {
public:
    Connection() = default;
    virtual ~Connection() = default;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    Connection(Connection&&) = default;
    Connection& operator=(Connection&&) = default;

    virtual const Dialect& dialect() const = 0;
    virtual Statement prepare(std::string_view sql) const = 0;
    /// Runs a script of our own; never holds foreign text.
    virtual void execute(const std::string& sql) const = 0;
    virtual bool has_table(std::string_view name) const = 0;
    virtual std::unique_ptr<RowWriter> insert_into(std::string_view table,
                                                   const std::vector<std::string_view>& columns) const = 0;
    /// When what the open write transaction does is recorded.
    virtual base::Timestamp transaction_instant() const = 0;
    /// Who works: the login of the database, of a file the account this program runs under.
    virtual std::string account() const = 0;

    /// \name For Transaction
    /// @{
    virtual void begin_reading() const = 0;
    virtual void begin_writing() const = 0;
    virtual void commit() const = 0;
    virtual void roll_back() const noexcept = 0;
    /// @}
};

/// All or nothing: rolled back unless commit() was reached.
class Transaction {
public:
    enum class Kind {
        read, ///< one consistent state for several queries
        write ///< waits for its turn at once, so that it cannot fail half-way for a lock
    };
    Transaction(const Connection& connection, Kind kind) : m_connection(connection) {
        kind == Kind::write ? connection.begin_writing() : connection.begin_reading();
    }
    ~Transaction() {
        if (m_is_open) {
            m_connection.roll_back();
        }
    }
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit() {
        m_is_open = false;
        m_connection.commit();
    }

private:
    const Connection& m_connection;
    bool m_is_open = true;
};

} // namespace liangxian::store
