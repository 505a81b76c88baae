// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/http/router.hpp"

#include <string_view>

namespace liangxian::http {
namespace {

std::vector<std::string> segments_of(std::string_view path) {
    std::vector<std::string> out;
    for (std::size_t at = 1; at <= path.size();) {
        const std::size_t slash = std::min(path.find('/', at), path.size());
        out.emplace_back(path.substr(at, slash - at));
        at = slash + 1;
    }
    return out;
}

} // namespace

void Router::add(std::string method, const std::string& pattern, Handler handler) {
    Route route{std::move(method), {}, std::move(handler)};
    for (const std::string& word : segments_of(pattern)) {
        const std::size_t end = word.find('}');
        route.segments.push_back(word.empty() || word.front() != '{'
                                     ? Segment{"", word}
                                     : Segment{word.substr(1, end - 1), word.substr(end + 1)});
    }
    m_routes.push_back(std::move(route));
}

bool Router::fits(const Route& route, const std::vector<std::string>& path, PathWords& words) {
    if (route.segments.size() != path.size()) {
        return false;
    }
    words.clear();
    for (std::size_t i = 0; i < path.size(); ++i) {
        const auto& [name, text] = route.segments[i];
        const std::string& here = path[i];
        if (name.empty()) {
            if (here != text) {
                return false;
            }
            continue;
        }
        const bool ends_so =
            here.size() > text.size() && here.compare(here.size() - text.size(), text.size(), text) == 0;
        if (!ends_so) {
            return false;
        }
        words[name] = here.substr(0, here.size() - text.size());
    }
    return true;
}

Response Router::route(const Request& request) const {
    const std::vector<std::string> path = segments_of(request.path);
    PathWords words;
    std::string allowed;
    for (const Route& route : m_routes) {
        if (!fits(route, path, words)) {
            continue;
        }
        if (route.method == request.method) {
            return route.handler(request, words);
        }
        allowed += (allowed.empty() ? "" : ", ") + (route.method == "GET" ? "GET, HEAD" : route.method);
    }
    if (!allowed.empty()) {
        return problem(request, 405, "method-not-allowed",
                       {"此地址不接受这种请求", "this address does not take such requests"})
            .with("Allow", allowed);
    }
    return problem(request, 404, "not-found", {"没有这个地址", "there is nothing at this address"});
}

} // namespace liangxian::http
