// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/operate/options.hpp"

#include "core/base/error.hpp"
#include "core/base/parallel.hpp"
#include "server/auth/peers.hpp"

#include <CLI/CLI.hpp>

#include <boost/asio/ip/address.hpp>

#include <charconv>

namespace liangxian::operate {
namespace {

/// `127.0.0.1:8080`, `[::1]:8080`.
bool parse_listen(const std::string& word, http::ServerOptions& options) {
    const std::size_t colon = word.rfind(':');
    if (colon == std::string::npos) {
        return false;
    }
    std::string host = word.substr(0, colon);
    if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
        host = host.substr(1, host.size() - 2);
    }
    const char* end = word.data() + word.size();
    const auto [stopped, error] = std::from_chars(word.data() + colon + 1, end, options.port);
    boost::system::error_code bad;
    boost::asio::ip::make_address(host, bad);
    options.address = host;
    return !bad && error == std::errc() && stopped == end;
}

/// `STORE.public.gpkg` beside the embedded store; a shared one is no file.
std::filesystem::path public_data_beside(const std::string& store) {
    return store.find("://") == std::string::npos ? store + ".public.gpkg" : std::string();
}

bool is_beyond_this_machine(const ServeOptions& options) {
    boost::system::error_code bad;
    const auto address = boost::asio::ip::make_address(options.http.address, bad);
    return !bad && !address.is_loopback();
}

bool has_tls_proxy(const ServeOptions& options) {
    return !options.trusted_proxies.empty() && options.http.public_url.rfind("https://", 0) == 0;
}

base::Problems faults_of_proxies(const ServeOptions& options) {
    base::Problems out;
    for (const std::string& address : options.trusted_proxies) {
        if (!auth::as_address(address)) {
            out.push_back({"bad-option",
                           "--trusted-proxy " + address,
                           {"应为 IP 地址，如 10.0.0.5", "must be an IP address, like 10.0.0.5"}});
        }
    }
    return out;
}

base::Problems faults_of(const ServeOptions& options, const std::string& listen, bool is_listen_read) {
    base::Problems out;
    if (!is_listen_read) {
        out.push_back({"bad-option",
                       "--listen " + listen,
                       {"应为 地址:端口，如 127.0.0.1:8080", "must be ADDRESS:PORT, like 127.0.0.1:8080"}});
    } else if (is_beyond_this_machine(options) && !options.insecure_http && !has_tls_proxy(options)) {
        out.push_back(
            {"listener-not-safe",
             "--listen " + listen,
             {"只在本机地址提供明文 HTTP；对外请在前面放置 TLS 代理并写明 --trusted-proxy 和 "
              "--public-url https://…，或明示 --insecure-http",
              "plain HTTP is served to this machine only; put a TLS proxy in front and name it with "
              "--trusted-proxy and --public-url https://…, or say --insecure-http"}});
    }
    const std::string& url = options.http.public_url;
    if (!url.empty() &&
        ((url.rfind("http://", 0) != 0 && url.rfind("https://", 0) != 0) || url.back() == '/')) {
        out.push_back({"bad-option",
                       "--public-url " + url,
                       {"应以 http:// 或 https:// 开头，结尾无斜线",
                        "must begin with http:// or https:// and end without a slash"}});
    }
    if (options.public_data.empty()) {
        out.push_back(
            {"bad-option",
             "--public-data",
             {"共享库需要指明公开数据集的文件", "a shared store needs a file for its public data set"}});
    }
    return out;
}

} // namespace

ServeOptions serve_options(int argc, const char* const* argv) {
    ServeOptions out;
    out.http.threads = base::processor_count();
    std::string listen = "127.0.0.1:8080";
    std::string language = "en";
    CLI::App app{"liangxian-server"};
    app.add_option("STORE", out.store)->required();
    app.add_option("--listen", listen);
    app.add_option("--public-data", out.public_data);
    app.add_option("--public-url", out.http.public_url);
    app.add_option("--threads", out.http.threads)->check(CLI::Range(1, 256));
    app.add_option("--lang", language)->check(CLI::IsMember({"zh", "en"}));
    app.add_flag("--insecure-http", out.insecure_http);
    app.add_option("--trusted-proxy", out.trusted_proxies)->allow_extra_args(false);
    std::vector<std::string> limits;
    app.add_option("--rate-limit", limits)->allow_extra_args(false);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        throw base::UsageError({{"bad-option", "", {error.what(), error.what()}}});
    }
    out.language = language == "zh" ? base::Language::zh : base::Language::en;
    if (out.public_data.empty()) {
        out.public_data = public_data_beside(out.store);
    }
    const bool is_listen_read = parse_listen(listen, out.http);
    base::Problems faults = faults_of(out, listen, is_listen_read);
    const auto add = [&faults](const base::Problems& more) {
        faults.insert(faults.end(), more.begin(), more.end());
    };
    add(faults_of_proxies(out));
    for (const std::string& limit : limits) {
        add(out.limits.take(limit));
    }
    if (!faults.empty()) {
        throw base::UsageError(std::move(faults));
    }
    return out;
}

bool is_for_proxies_only(const ServeOptions& options) {
    return is_beyond_this_machine(options) && !options.insecure_http;
}

} // namespace liangxian::operate
