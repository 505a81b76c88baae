// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/text.hpp"
#include "server/auth/rate_limit.hpp"
#include "server/http/server.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace liangxian::operate {

/// How a server was asked to run.
struct ServeOptions {
    std::string store;
    std::filesystem::path public_data; ///< the separate public data set it makes and serves
    http::ServerOptions http;
    std::size_t tile_cache_bytes = std::size_t{256} << 20;
    /// What may reach it stands in front of it and speaks TLS, or plain HTTP was allowed.
    bool insecure_http = false;
    std::vector<std::string> trusted_proxies; ///< addresses whose `X-Forwarded-For` is believed
    auth::RateLimits limits;
    base::Language language = base::Language::en; ///< of what is said when it cannot start
};

/// Reads the words of `liangxian-server`: STORE, --listen ADDRESS:PORT, --public-data FILE, --public-url URL,
/// --threads N,
/// --trusted-proxy ADDRESS, --rate-limit EFFORT=PER_SECOND:BURST, --insecure-http, --lang.
/// \throws base::UsageError naming every word that is wrong; other addresses than those of this machine are
/// refused unless a proxy that speaks TLS is configured (--trusted-proxy, --public-url https://…), or with
/// --insecure-http
ServeOptions serve_options(int argc, const char* const* argv);

/// Whether nobody but the configured proxies may connect: it listens beyond this machine, and they speak TLS.
bool is_for_proxies_only(const ServeOptions& options);

} // namespace liangxian::operate
