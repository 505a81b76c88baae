// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/file.hpp"

#include <string>
#include <vector>

struct pg_conn;

namespace liangxian::tests {

/// A PostgreSQL 15 cluster of its own in a temporary folder, reached by a Unix socket only, with
/// PostGIS in its database `postgres`. Stopped and removed by the destructor.
class PrivatePostgres {
public:
    /// \throws std::runtime_error naming the step that failed and the package that brings it
    PrivatePostgres();
    ~PrivatePostgres();
    PrivatePostgres(const PrivatePostgres&) = delete;
    PrivatePostgres& operator=(const PrivatePostgres&) = delete;

    std::string connection_string() const;

private:
    void run(const std::string& step, const std::string& command) const;

    base::TemporaryDirectory m_folder;
    std::string m_as_postgres; ///< PostgreSQL refuses to run as root
};

/// One libpq connection; rows come back as text.
class PgConnection {
public:
    explicit PgConnection(const std::string& connection_string);
    ~PgConnection();
    PgConnection(const PgConnection&) = delete;
    PgConnection& operator=(const PgConnection&) = delete;

    /// \throws std::runtime_error with the server's words
    std::vector<std::vector<std::string>> query(const std::string& sql);

private:
    pg_conn* m_connection;
};

} // namespace liangxian::tests
