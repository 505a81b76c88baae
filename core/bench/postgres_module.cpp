// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/module.hpp"
#include "core/bench/peers.hpp"
#include "core/bench/pg_connection.hpp"

#include <libpq-fe.h>

namespace liangxian::bench {
namespace {

struct ConnectionCloser {
    void operator()(PGconn* connection) const { PQfinish(connection); }
};
struct ResultCloser {
    void operator()(PGresult* result) const { PQclear(result); }
};
using Answer = std::unique_ptr<PGresult, ResultCloser>;

class LibpqConnection : public PgConnection {
public:
    explicit LibpqConnection(const std::string& connection_string)
        : m_connection(PQconnectdb(connection_string.c_str())) {
        PQsetNoticeProcessor(
            m_connection.get(), [](void*, const char*) {}, nullptr);
        must(PQstatus(m_connection.get()) == CONNECTION_OK);
    }

    std::vector<std::vector<std::string>> query(const std::string& sql) override {
        const Answer answer(PQexec(m_connection.get(), sql.c_str()));
        const auto status = PQresultStatus(answer.get());
        must(status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK);
        std::vector<std::vector<std::string>> rows;
        for (int r = 0; r < PQntuples(answer.get()); ++r) {
            rows.emplace_back();
            for (int c = 0; c < PQnfields(answer.get()); ++c) {
                rows.back().emplace_back(PQgetvalue(answer.get(), r, c));
            }
        }
        return rows;
    }

    void begin_copy(const std::string& sql) override {
        const Answer answer(PQexec(m_connection.get(), sql.c_str()));
        must(PQresultStatus(answer.get()) == PGRES_COPY_IN);
    }

    void copy(std::string_view lines) override {
        must(PQputCopyData(m_connection.get(), lines.data(), static_cast<int>(lines.size())) == 1);
    }

    void end_copy() override {
        must(PQputCopyEnd(m_connection.get(), nullptr) == 1);
        bool went_well = true;
        while (const Answer answer{PQgetResult(m_connection.get())}) {
            went_well = went_well && PQresultStatus(answer.get()) == PGRES_COMMAND_OK;
        }
        must(went_well);
    }

    int backend_pid() const override { return PQbackendPID(m_connection.get()); }

private:
    void must(bool went_well) const {
        if (!went_well) {
            throw failed_peer("postgis", PQerrorMessage(m_connection.get()));
        }
    }

    std::unique_ptr<PGconn, ConnectionCloser> m_connection;
};

std::unique_ptr<PgConnection> connect(const std::string& connection_string) {
    return std::make_unique<LibpqConnection>(connection_string);
}

constexpr PostgresFunctions kFunctions{connect};

} // namespace
} // namespace liangxian::bench

const void* liangxian_module() { return &liangxian::bench::kFunctions; }
