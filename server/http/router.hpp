// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/http/message.hpp"

#include <functional>
#include <string>
#include <vector>

namespace liangxian::http {

/// Which handler answers which path. Filled once, then only read: any thread.
class Router {
public:
    using Handler = std::function<Response(const Request&, const PathWords&)>;

    /// \param pattern  segments are words, or `{name}` for any one segment; text may stand after the name:
    ///                 `/tiles/{layer}/{z}/{x}/{y}.mvt`
    void add(std::string method, const std::string& pattern, Handler handler);

    /// The answer of the handler; `not-found`, or `method-not-allowed` with the methods there are.
    Response route(const Request& request) const;

private:
    struct Segment {
        std::string name; ///< empty: the text alone
        std::string text; ///< the whole segment, or what stands after the name
    };
    struct Route {
        std::string method;
        std::vector<Segment> segments;
        Handler handler;
    };

    static bool fits(const Route& route, const std::vector<std::string>& path, PathWords& words);

    std::vector<Route> m_routes;
};

} // namespace liangxian::http
