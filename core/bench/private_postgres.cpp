// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/bench/private_postgres.hpp"

#include "core/bench/peers.hpp"
#include "core/bench/pg_connection.hpp"

#include <fmt/format.h>
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

std::string PrivatePostgres::address() const {
    std::string host;
    for (const char c : m_folder.path().string()) {
        host += c == '/' ? "%2F" : std::string(1, c);
    }
    return fmt::format("postgresql://postgres@{}/postgres", host);
}

void PrivatePostgres::run(const std::string& step, const std::string& command) const {
    if (std::system(("cd / && " + command + " >/dev/null 2>&1").c_str()) != 0) {
        throw failed_peer(kPeer, step);
    }
}

} // namespace liangxian::bench
