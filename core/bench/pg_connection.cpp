// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/bench/pg_connection.hpp"

#include "core/bench/peers.hpp"

namespace liangxian::bench {
namespace {

template <typename Work>
auto told_of_peer(Work&& work) {
    try {
        return work();
    } catch (const store::PgFailure& failure) {
        throw failed_peer("postgis", failure.words());
    }
}

} // namespace

PgConnection::PgConnection(const std::string& connection_string)
    : m_session(told_of_peer([&] { return store::connect_postgres(connection_string); })) {}

std::vector<std::vector<std::string>> PgConnection::query(const std::string& sql) {
    return told_of_peer([&] {
        m_session->send(sql, {}, store::PgSession::Format::text);
        std::vector<std::vector<std::string>> rows;
        while (const auto row = m_session->next()) {
            rows.emplace_back();
            for (int column = 0; column < row->columns(); ++column) {
                rows.back().emplace_back(row->bytes(column));
            }
        }
        return rows;
    });
}

void PgConnection::begin_copy(const std::string& sql) {
    told_of_peer([&] { m_session->begin_copy(sql); });
}
void PgConnection::copy(std::string_view lines) {
    told_of_peer([&] { m_session->copy(lines); });
}
void PgConnection::end_copy() {
    told_of_peer([&] { m_session->end_copy(); });
}

} // namespace liangxian::bench
