// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/auth/same_site.hpp"

#include <algorithm>

namespace liangxian::auth {
namespace {

/// `https://map.example/lx` → `https://map.example`: what a browser calls the origin.
std::string origin_of(const std::string& url) {
    const std::size_t host = url.find("://");
    return host == std::string::npos ? std::string() : url.substr(0, url.find('/', host + 3));
}

} // namespace

Site site_of(const http::Request& request) {
    const std::string fetched = request.header("sec-fetch-site");
    if (!fetched.empty()) {
        return fetched == "same-origin" ? Site::own : Site::foreign;
    }
    const std::string origin = request.header("origin");
    if (origin.empty()) {
        return Site::unsaid;
    }
    const std::string own = origin_of(request.origin);
    return !own.empty() && origin == own ? Site::own : Site::foreign;
}

bool is_safe(const std::string& method) { return method == "GET" || method == "HEAD" || method == "OPTIONS"; }

http::Response refuse_foreign(const http::Request& request) {
    return http::problem(
        request, 403, "cross-site",
        {"只接受来自本站页面的此类请求", "such requests are taken from pages of this server only"});
}

} // namespace liangxian::auth
