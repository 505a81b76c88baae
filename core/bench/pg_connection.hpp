// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/store/pg_session.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace liangxian::bench {

/// A connection to the peer; rows come back as text. One thread at a time.
/// Everything throws base::Error `peer-failed` with the server's words.
class PgConnection {
public:
    explicit PgConnection(const std::string& connection_string);

    std::vector<std::vector<std::string>> query(const std::string& sql);

    /// \name COPY … FROM STDIN: begin with its SQL, any number of lines, end
    /// @{
    void begin_copy(const std::string& sql);
    void copy(std::string_view lines);
    void end_copy();
    /// @}

    /// The process that works for this connection.
    int backend_pid() const { return m_session->backend_pid(); }

private:
    std::unique_ptr<store::PgSession> m_session;
};

} // namespace liangxian::bench
