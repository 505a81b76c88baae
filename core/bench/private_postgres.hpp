// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/file.hpp"

#include <string>
#include <string_view>
#include <vector>

struct pg_conn;

namespace liangxian::bench {

/// A PostgreSQL 15 cluster of its own in a temporary folder, reached by a Unix socket only, with PostGIS in
/// its database `postgres`. Stopped and removed by the destructor.
class PrivatePostgres {
public:
    /// \param settings  of the server, each `name=value`; what is not named is PostgreSQL's default, but
    ///   nothing is flushed to the disk
    /// \throws base::Error `peer-missing` naming the packages, `peer-failed` naming the step that failed
    explicit PrivatePostgres(const std::vector<std::string>& settings = {});
    ~PrivatePostgres();
    PrivatePostgres(const PrivatePostgres&) = delete;
    PrivatePostgres& operator=(const PrivatePostgres&) = delete;

    std::string connection_string() const;

    /// \throws base::Error `peer-missing`
    static void require_installed();

private:
    void run(const std::string& step, const std::string& command) const;
    void stop() const;

    base::TemporaryDirectory m_folder;
    std::string m_as_postgres; ///< PostgreSQL refuses to run as root
};

/// One libpq connection; rows come back as text.
/// Everything throws base::Error `peer-failed` with the server's words.
class PgConnection {
public:
    explicit PgConnection(const std::string& connection_string);
    ~PgConnection();
    PgConnection(const PgConnection&) = delete;
    PgConnection& operator=(const PgConnection&) = delete;

    std::vector<std::vector<std::string>> query(const std::string& sql);

    /// \name COPY … FROM STDIN: begin with its SQL, any number of lines, end
    /// @{
    void begin_copy(const std::string& sql);
    void copy(std::string_view lines);
    void end_copy();
    /// @}

    /// The process that works for this connection.
    int backend_pid() const;

private:
    [[noreturn]] void fail() const;

    pg_conn* m_connection;
};

/// Bytes as PostgreSQL reads them in COPY and in literals, two hexadecimal digits each.
std::string hex_of(std::string_view bytes);

} // namespace liangxian::bench
