// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/bench/private_postgres.hpp"

#include "core/bench/peers.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>
#include <unistd.h>

#include <cstdlib>

namespace liangxian::bench {
namespace {

constexpr const char* kPeer = "postgis";
constexpr const char* kBin = "/usr/lib/postgresql/15/bin";
constexpr const char* kExtension = "/usr/share/postgresql/15/extension/postgis.control";

} // namespace

void PrivatePostgres::require_installed() {
    const bool has_server = std::filesystem::exists(std::filesystem::path(kBin) / "initdb");
    if (!has_server || !std::filesystem::exists(kExtension)) {
        throw missing_peer(kPeer, "postgresql-15 postgresql-15-postgis-3");
    }
}

PrivatePostgres::PrivatePostgres(const std::vector<std::string>& settings)
    : m_as_postgres(::geteuid() == 0 ? "runuser -u postgres -- " : "") {
    require_installed();
    const std::string folder = m_folder.path().string();
    if (::geteuid() == 0) {
        run("chown", fmt::format("chown postgres {}", folder));
    }
    run("initdb",
        fmt::format("{}{}/initdb -D {}/data -U postgres -A trust --no-sync -E UTF8 --locale=C.UTF-8",
                    m_as_postgres, kBin, folder));
    std::string options = fmt::format("-c listen_addresses='' -k {} -c fsync=off", folder);
    for (const std::string& setting : settings) {
        options += " -c " + setting;
    }
    run("pg_ctl start", fmt::format("{}{}/pg_ctl -D {}/data -w -l {}/log -o \"{}\" start", m_as_postgres,
                                    kBin, folder, folder, options));
    try {
        PgConnection(connection_string()).query("CREATE EXTENSION postgis");
    } catch (...) {
        stop(); // no destructor runs for what was never made
        throw;
    }
}

PrivatePostgres::~PrivatePostgres() { stop(); }

void PrivatePostgres::stop() const {
    const std::string command =
        fmt::format("cd / && {}{}/pg_ctl -D {}/data -m immediate stop >/dev/null 2>&1", m_as_postgres, kBin,
                    m_folder.path().string());
    if (std::system(command.c_str()) != 0) {
        fmt::print(stderr, "the private PostgreSQL in {} did not stop\n", m_folder.path().string());
    }
}

std::string PrivatePostgres::connection_string() const {
    return fmt::format("host={} user=postgres dbname=postgres", m_folder.path().string());
}

void PrivatePostgres::run(const std::string& step, const std::string& command) const {
    if (std::system(("cd / && " + command + " >/dev/null 2>&1").c_str()) != 0) {
        throw failed_peer(kPeer, step);
    }
}

PgConnection::PgConnection(const std::string& connection_string)
    : m_connection(PQconnectdb(connection_string.c_str())) {
    PQsetNoticeProcessor(
        m_connection, [](void*, const char*) {}, nullptr);
    if (PQstatus(m_connection) != CONNECTION_OK) {
        const std::string reason = PQerrorMessage(m_connection);
        PQfinish(m_connection);
        throw failed_peer(kPeer, reason);
    }
}

PgConnection::~PgConnection() { PQfinish(m_connection); }

void PgConnection::fail() const { throw failed_peer(kPeer, PQerrorMessage(m_connection)); }

std::vector<std::vector<std::string>> PgConnection::query(const std::string& sql) {
    PGresult* result = PQexec(m_connection, sql.c_str());
    const auto status = PQresultStatus(result);
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
        PQclear(result);
        fail();
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

void PgConnection::begin_copy(const std::string& sql) {
    PGresult* result = PQexec(m_connection, sql.c_str());
    const auto status = PQresultStatus(result);
    PQclear(result);
    if (status != PGRES_COPY_IN) {
        fail();
    }
}

void PgConnection::copy(std::string_view lines) {
    if (PQputCopyData(m_connection, lines.data(), static_cast<int>(lines.size())) != 1) {
        fail();
    }
}

void PgConnection::end_copy() {
    if (PQputCopyEnd(m_connection, nullptr) != 1) {
        fail();
    }
    bool has_failed = false;
    while (PGresult* result = PQgetResult(m_connection)) {
        has_failed = has_failed || PQresultStatus(result) != PGRES_COMMAND_OK;
        PQclear(result);
    }
    if (has_failed) {
        fail();
    }
}

int PgConnection::backend_pid() const { return PQbackendPID(m_connection); }

std::string hex_of(std::string_view bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        out += kDigits[byte >> 4];
        out += kDigits[byte & 15];
    }
    return out;
}

} // namespace liangxian::bench
