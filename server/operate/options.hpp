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
    std::filesystem::path base_map;    ///< describes the base map of the pages; empty: none
    http::ServerOptions http;
    std::size_t tile_cache_bytes = std::size_t{256} << 20;
    /// What may reach it stands in front of it and speaks TLS, or plain HTTP was allowed.
    bool insecure_http = false;
    std::vector<std::string> trusted_proxies; ///< addresses whose `X-Forwarded-For` is believed
    std::vector<std::string> metrics_from;    ///< addresses that may read /metrics besides this machine
    auth::RateLimits limits;
    base::Language language = base::Language::en; ///< of what is said when it cannot start
};

/// Reads the words of `liangxian-server`: STORE, --config FILE, --lang, and each of settings()
/// (settings.hpp), which may stand in the file, too; there the command line wins. \throws base::UsageError
/// naming every word and line that is wrong; other addresses than those of this machine are refused unless a
/// proxy that speaks TLS is configured (--trusted-proxy, --public-url https://…), or with --insecure-http
/// \throws base::FileError when the file cannot be read
ServeOptions serve_options(int argc, const char* const* argv);

/// The language of what is said before, and when, the rest cannot be read.
base::Language language_said(int argc, const char* const* argv);

/// Whether nobody but the configured proxies may connect: it listens beyond this machine, and they speak TLS.
bool is_for_proxies_only(const ServeOptions& options);

} // namespace liangxian::operate
