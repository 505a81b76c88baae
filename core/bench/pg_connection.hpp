// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace liangxian::bench {

/// One libpq connection; rows come back as text. One thread at a time.
/// Everything throws base::Error `peer-failed` with the server's words.
class PgConnection {
public:
    PgConnection() = default;
    virtual ~PgConnection() = default;
    PgConnection(const PgConnection&) = delete;
    PgConnection& operator=(const PgConnection&) = delete;

    virtual std::vector<std::vector<std::string>> query(const std::string& sql) = 0;

    /// \name COPY … FROM STDIN: begin with its SQL, any number of lines, end
    /// @{
    virtual void begin_copy(const std::string& sql) = 0;
    virtual void copy(std::string_view lines) = 0;
    virtual void end_copy() = 0;
    /// @}

    /// The process that works for this connection.
    virtual int backend_pid() const = 0;
};

/// Loads libpq, which is in a module (ADR 0020), on the first call. Any thread.
/// \throws base::Error `peer-failed`, `module-not-loaded`
std::unique_ptr<PgConnection> connect_postgres(const std::string& connection_string);

/// What the module can do.
struct PostgresFunctions {
    static constexpr const char* kModule = "postgres";

    std::unique_ptr<PgConnection> (*connect)(const std::string& connection_string);
};

} // namespace liangxian::bench
