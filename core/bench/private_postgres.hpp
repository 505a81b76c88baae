// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/file.hpp"

#include <string>
#include <vector>

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
    /// `postgresql://…`, as a store is named.
    std::string address() const;

    /// \throws base::Error `peer-missing`
    static void require_installed();

private:
    void run(const std::string& step, const std::string& command) const;
    void stop() const;

    base::TemporaryDirectory m_folder;
    std::string m_as_postgres; ///< PostgreSQL refuses to run as root
};

} // namespace liangxian::bench
