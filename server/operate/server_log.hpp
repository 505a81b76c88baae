// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/error.hpp"
#include "server/http/server.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstdio>
#include <mutex>
#include <string>

namespace liangxian::operate {

/// What happens, one JSON object a line on standard error: for people and for collectors of logs. Never the
/// bodies of requests, nor what stands in their headers. Any thread.
class ServerLog {
public:
    /// A request and what became of it; of a signed-in one whose it was (`account`).
    void served(const http::Served& served);
    /// `event` is stable; `message` is for people, of a long one its beginning and its end.
    void event(const std::string& event, const std::string& message);
    /// With members of its own.
    void entry(const std::string& event, const nlohmann::ordered_json& members);
    void failure(const std::string& event, const base::Error& error);

private:
    void write(const std::string& line);

    std::mutex m_mutex;
};

} // namespace liangxian::operate
