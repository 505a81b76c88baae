// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/store/postgres.hpp"

#include <cstddef>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace liangxian::store {

/// A statement of PostgreSQL. Its rows come one by one over the wire; when another statement of the same
/// connection is begun meanwhile, the rest of them is taken into memory.
class PostgresStatement : public StatementBody {
public:
    /// \param sql  its parameters as Statement has them: `?1`, `?2` …
    PostgresStatement(const PostgresConnection& connection, std::string_view sql);
    ~PostgresStatement() override;

    void bind_text(int index, std::string_view text) override;
    void bind_integer(int index, std::int64_t number) override;
    void bind_real(int index, double number) override;
    void bind_blob(int index, std::string_view bytes) override;
    void bind_null(int index) override;
    bool step() override;
    void reset() override;
    CellType type(int column) const override;
    std::string_view text(int column) const override;
    std::string_view blob(int column) const override;
    std::int64_t integer(int column) const override;
    double real(int column) const override;

    /// Takes what is still to come into memory. \throws PgFailure when it is lost
    void take_rest();
    /// What was still to come is lost: the next step() says so.
    void cut_off() { m_is_cut_off = true; }
    /// Lets go of what is still to come.
    void abandon() noexcept;

private:
    void begin();
    std::unique_ptr<PgRow> next_row();
    void put(int index, PgParameter parameter);

    const PostgresConnection& m_connection;
    std::vector<std::size_t> m_order; ///< place in m_sql → index of Statement, from 1
    std::string m_sql;                ///< parameters as the server has them; finds m_order
    std::vector<PgParameter> m_bound; ///< by index of Statement, from 1
    bool m_is_begun = false;
    bool m_is_cut_off = false;
    std::unique_ptr<PgRow> m_row;
    std::deque<std::unique_ptr<PgRow>> m_rest;
    mutable std::vector<std::string> m_texts; ///< of the current row, where they are not its bytes
};

} // namespace liangxian::store
