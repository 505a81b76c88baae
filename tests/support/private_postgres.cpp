// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/support/private_postgres.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>

namespace liangxian::tests {
namespace {

constexpr const char* kBin = "/usr/lib/postgresql/15/bin";

} // namespace

PrivatePostgres::PrivatePostgres() : m_as_postgres(::geteuid() == 0 ? "runuser -u postgres -- " : "") {
    const std::string folder = m_folder.path().string();
    if (::geteuid() == 0) {
        run("chown", fmt::format("chown postgres {}", folder));
    }
    run("initdb",
        fmt::format("{}{}/initdb -D {}/data -U postgres -A trust --no-sync -E UTF8 --locale=C.UTF-8",
                    m_as_postgres, kBin, folder));
    run("pg_ctl start",
        fmt::format(
            "{}{}/pg_ctl -D {}/data -w -l {}/log -o \"-c listen_addresses='' -k {} -c fsync=off\" start",
            m_as_postgres, kBin, folder, folder, folder));
    PgConnection(connection_string()).query("CREATE EXTENSION postgis");
}

PrivatePostgres::~PrivatePostgres() {
    const std::string command = fmt::format("{}{}/pg_ctl -D {}/data -m immediate stop >/dev/null 2>&1",
                                            m_as_postgres, kBin, m_folder.path().string());
    if (std::system(command.c_str()) != 0) {
        fmt::print(stderr, "the private PostgreSQL in {} did not stop\n", m_folder.path().string());
    }
}

std::string PrivatePostgres::connection_string() const {
    return fmt::format("host={} user=postgres dbname=postgres", m_folder.path().string());
}

void PrivatePostgres::run(const std::string& step, const std::string& command) const {
    if (std::system(("cd / && " + command + " >/dev/null 2>&1").c_str()) != 0) {
        throw std::runtime_error("private PostgreSQL: " + step +
                                 " failed; packages postgresql-15 and postgresql-15-postgis-3 bring it");
    }
}

PgConnection::PgConnection(const std::string& connection_string)
    : m_connection(PQconnectdb(connection_string.c_str())) {
    if (PQstatus(m_connection) != CONNECTION_OK) {
        const std::string reason = PQerrorMessage(m_connection);
        PQfinish(m_connection);
        throw std::runtime_error(reason);
    }
}

PgConnection::~PgConnection() { PQfinish(m_connection); }

std::vector<std::vector<std::string>> PgConnection::query(const std::string& sql) {
    PGresult* result = PQexec(m_connection, sql.c_str());
    const auto status = PQresultStatus(result);
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
        const std::string reason = PQerrorMessage(m_connection);
        PQclear(result);
        throw std::runtime_error(reason);
    }
    std::vector<std::vector<std::string>> rows;
    for (int r = 0; r < PQntuples(result); ++r) {
        rows.emplace_back();
        for (int c = 0; c < PQnfields(result); ++c) {
            rows.back().emplace_back(PQgetvalue(result, r, c));
        }
    }
    PQclear(result);
    return rows;
}

} // namespace liangxian::tests
