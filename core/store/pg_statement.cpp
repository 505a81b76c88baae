// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/pg_statement.hpp"

#include "core/base/error.hpp"
#include "core/base/number.hpp"
#include "core/store/pg_cell.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace liangxian::store {
namespace {

/// `?7` becomes `$1` where it comes first: the server wants numbers without gaps.
std::string with_server_parameters(std::string_view sql, std::vector<std::size_t>& order) {
    std::string out;
    for (std::size_t i = 0; i < sql.size(); ++i) {
        if (sql[i] != '?') {
            out += sql[i];
            continue;
        }
        std::size_t index = 0;
        while (i + 1 < sql.size() && std::isdigit(static_cast<unsigned char>(sql[i + 1])) != 0) {
            index = index * 10 + static_cast<std::size_t>(sql[++i] - '0');
        }
        auto place = std::find(order.begin(), order.end(), index);
        if (place == order.end()) {
            order.push_back(index);
            place = order.end() - 1;
        }
        out += fmt::format("${}", place - order.begin() + 1);
    }
    return out;
}

} // namespace

PostgresStatement::PostgresStatement(const PostgresConnection& connection, std::string_view sql)
    : m_connection(connection), m_sql(with_server_parameters(sql, m_order)) {}

PostgresStatement::~PostgresStatement() { abandon(); }

void PostgresStatement::put(int index, PgParameter parameter) {
    const auto at = static_cast<std::size_t>(index);
    m_bound.resize(std::max(m_bound.size(), at + 1));
    m_bound[at] = std::move(parameter);
}

void PostgresStatement::bind_text(int index, std::string_view text) {
    if (text.find('\0') != std::string_view::npos) {
        m_connection.fail(
            PgFailure("22021", fmt::format("a zero byte in '{}'", text.substr(0, text.find('\0'))), false));
    }
    put(index, {std::string(text), false});
}
void PostgresStatement::bind_integer(int index, std::int64_t number) {
    put(index, {std::to_string(number), false});
}
void PostgresStatement::bind_real(int index, double number) { put(index, {base::shortest(number), false}); }
void PostgresStatement::bind_blob(int index, std::string_view bytes) {
    put(index, {std::string(bytes), true});
}
void PostgresStatement::bind_null(int index) { put(index, {}); }

void PostgresStatement::begin() {
    std::vector<PgParameter> parameters;
    for (const std::size_t index : m_order) {
        parameters.push_back(index < m_bound.size() ? m_bound[index] : PgParameter());
    }
    m_connection.free_session(); // what another statement loses here is not asked again
    const auto send = [&] {
        m_connection.session().send(m_sql, parameters, PgSession::Format::binary);
        m_connection.walk(this);
        m_row = m_connection.session().next();
    };
    try {
        send();
    } catch (const PgFailure& failure) {
        m_connection.walk(nullptr);
        if (m_sql.rfind("SELECT", 0) != 0 || !m_connection.can_ask_again(failure)) {
            throw;
        }
        send();
    }
    m_is_begun = true;
}

std::unique_ptr<PgRow> PostgresStatement::next_row() {
    if (!m_rest.empty()) {
        auto row = std::move(m_rest.front());
        m_rest.pop_front();
        return row;
    }
    if (m_is_cut_off) {
        throw PgFailure("", "the connection was lost in the middle of an answer", true);
    }
    return m_connection.is_walking(this) ? m_connection.session().next() : nullptr;
}

bool PostgresStatement::step() {
    m_texts.clear();
    try {
        if (!m_is_begun) {
            begin();
        } else {
            m_row = next_row();
        }
        if (m_row == nullptr && m_connection.is_walking(this)) {
            m_connection.walk(nullptr);
        }
    } catch (const PgFailure& failure) {
        m_connection.walk(nullptr);
        m_connection.fail(failure);
    }
    return m_row != nullptr;
}

void PostgresStatement::take_rest() {
    m_connection.walk(nullptr);
    m_is_cut_off = true; // until the end is seen
    while (auto row = m_connection.session().next()) {
        m_rest.push_back(std::move(row));
    }
    m_is_cut_off = false;
}

void PostgresStatement::abandon() noexcept {
    if (m_connection.is_walking(this)) {
        try {
            while (m_connection.session().next()) {
            }
        } catch (const PgFailure&) { // whoever asks next is told
        }
        m_connection.walk(nullptr);
    }
    m_rest.clear();
}

void PostgresStatement::reset() {
    abandon();
    m_row.reset();
    m_is_begun = false;
    m_is_cut_off = false;
}

CellType PostgresStatement::type(int column) const {
    return m_row->is_null(column) ? CellType::null : pg_type_of(m_row->type(column));
}

std::string_view PostgresStatement::text(int column) const {
    if (m_row->is_null(column)) {
        return {};
    }
    if (is_pg_text(m_row->type(column)) || type(column) == CellType::blob) {
        return m_row->bytes(column);
    }
    m_texts.resize(static_cast<std::size_t>(m_row->columns()));
    std::string& text = m_texts[static_cast<std::size_t>(column)];
    text = pg_text(m_row->type(column), m_row->bytes(column));
    return text;
}

std::string_view PostgresStatement::blob(int column) const {
    return m_row->is_null(column) ? std::string_view() : m_row->bytes(column);
}

std::int64_t PostgresStatement::integer(int column) const {
    return type(column) == CellType::integer ? pg_integer(m_row->type(column), m_row->bytes(column)) : 0;
}

double PostgresStatement::real(int column) const {
    return type(column) == CellType::real ? pg_real(m_row->type(column), m_row->bytes(column))
                                          : static_cast<double>(integer(column));
}

} // namespace liangxian::store
