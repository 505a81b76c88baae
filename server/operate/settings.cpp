// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/operate/settings.hpp"

#include "server/auth/peers.hpp"

#include <boost/asio/ip/address.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

namespace liangxian::operate {
namespace {

using Refused = std::optional<base::Text>;

template <typename Number>
bool parse_whole(const std::string& word, Number& out) {
    const char* end = word.data() + word.size();
    const auto [stopped, error] = std::from_chars(word.data(), end, out);
    return error == std::errc() && stopped == end;
}

std::filesystem::path path_of(const Said& said) { return said.folder / said.value; }

Refused take_store(ServeOptions& options, const Said& said) {
    options.store = said.value.find("://") == std::string::npos ? path_of(said).string() : said.value;
    return std::nullopt;
}

/// `127.0.0.1:8080`, `[::1]:8080`.
Refused take_listen(ServeOptions& options, const Said& said) {
    const std::size_t colon = std::min(said.value.rfind(':'), said.value.size());
    std::string host = said.value.substr(0, colon);
    if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
        host = host.substr(1, host.size() - 2);
    }
    std::uint16_t port = 0;
    if (colon == said.value.size() || !auth::as_address(host) ||
        !parse_whole(said.value.substr(colon + 1), port)) {
        return base::Text{"应为 地址:端口，如 127.0.0.1:8080", "must be ADDRESS:PORT, like 127.0.0.1:8080"};
    }
    options.http.address = host;
    options.http.port = port;
    return std::nullopt;
}

Refused take_public_url(ServeOptions& options, const Said& said) {
    const std::string& url = said.value;
    if ((url.rfind("http://", 0) != 0 && url.rfind("https://", 0) != 0) || url.back() == '/') {
        return base::Text{"应以 http:// 或 https:// 开头，结尾无斜线",
                          "must begin with http:// or https:// and end without a slash"};
    }
    options.http.public_url = url;
    return std::nullopt;
}

Refused take_public_data(ServeOptions& options, const Said& said) {
    options.public_data = path_of(said);
    return std::nullopt;
}

Refused take_base_map(ServeOptions& options, const Said& said) {
    options.base_map = path_of(said);
    return std::nullopt;
}

Refused take_threads(ServeOptions& options, const Said& said) {
    unsigned threads = 0;
    if (!parse_whole(said.value, threads) || threads < 1 || threads > 256) {
        return base::Text{"应为 1 至 256 的整数", "must be a whole number from 1 to 256"};
    }
    options.http.threads = threads;
    return std::nullopt;
}

Refused take_tile_cache(ServeOptions& options, const Said& said) {
    std::size_t mebibytes = 0;
    if (!parse_whole(said.value, mebibytes) || mebibytes < 1 || mebibytes > 65536) {
        return base::Text{"应为 1 至 65536 的整数，单位 MiB",
                          "must be a whole number of MiB from 1 to 65536"};
    }
    options.tile_cache_bytes = mebibytes << 20;
    return std::nullopt;
}

Refused take_address(std::vector<std::string>& into, const Said& said) {
    const auto address = auth::as_address(said.value);
    if (!address) {
        return base::Text{"应为 IP 地址，如 10.0.0.5", "must be an IP address, like 10.0.0.5"};
    }
    into.push_back(*address);
    return std::nullopt;
}

Refused take_trusted_proxy(ServeOptions& options, const Said& said) {
    return take_address(options.trusted_proxies, said);
}

Refused take_metrics_from(ServeOptions& options, const Said& said) {
    return take_address(options.metrics_from, said);
}

Refused take_rate_limit(ServeOptions& options, const Said& said) {
    const base::Problems faults = options.limits.take(said.value);
    return faults.empty() ? Refused() : faults.front().message;
}

Refused take_insecure_http(ServeOptions& options, const Said& said) {
    if (said.value != "true" && said.value != "false") {
        return base::Text{"应为 true 或 false", "must be true or false"};
    }
    options.insecure_http = said.value == "true";
    return std::nullopt;
}

base::Problem unknown(const Said& said) {
    std::vector<std::string> names;
    for (const Setting& one : settings()) {
        names.emplace_back(one.name);
    }
    const std::string all = fmt::format("{}", fmt::join(names, ", "));
    return {"unknown-setting",
            said.where,
            {fmt::format("没有这个键；可用的键：{}", all),
             fmt::format("there is no such key; there are: {}", all)}};
}

} // namespace

const std::vector<Setting>& settings() {
    static const std::vector<Setting> kAll{
        {"store", false, false, take_store},
        {"listen", false, false, take_listen},
        {"public-url", false, false, take_public_url},
        {"public-data", false, false, take_public_data},
        {"base-map", false, false, take_base_map},
        {"threads", false, false, take_threads},
        {"tile-cache", false, false, take_tile_cache},
        {"trusted-proxy", true, false, take_trusted_proxy},
        {"rate-limit", true, false, take_rate_limit},
        {"metrics-from", true, false, take_metrics_from},
        {"insecure-http", false, true, take_insecure_http},
    };
    return kAll;
}

base::Problems take_settings(ServeOptions& options, const std::vector<Said>& all) {
    base::Problems out;
    std::set<std::string> seen;
    for (const Said& said : all) {
        const auto found = std::find_if(settings().begin(), settings().end(),
                                        [&said](const Setting& one) { return one.name == said.name; });
        if (found == settings().end()) {
            out.push_back(unknown(said));
            continue;
        }
        if (!seen.insert(said.name).second && !found->may_repeat) {
            out.push_back({"said-twice", said.where, {"只能给出一次", "may be given only once"}});
        }
        if (const auto allowed = found->take(options, said)) {
            out.push_back({"bad-option", said.where, *allowed});
        }
    }
    return out;
}

} // namespace liangxian::operate
