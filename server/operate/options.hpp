// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/text.hpp"
#include "server/http/server.hpp"

#include <cstddef>
#include <filesystem>
#include <string>

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
    base::Language language = base::Language::en; ///< of what is said when it cannot start
};

/// Reads the words of `liangxian-server`: STORE, --listen ADDRESS:PORT, --public-data FILE, --public-url URL,
/// --base-map FILE, --threads N, --insecure-http, --lang. \throws base::UsageError naming every word that is
/// wrong; other addresses than those of this machine are refused without --insecure-http
ServeOptions serve_options(int argc, const char* const* argv);

} // namespace liangxian::operate
