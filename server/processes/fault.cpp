// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/processes/fault.hpp"

#include "core/result/result_json.hpp"

#include <nlohmann/json.hpp>

namespace liangxian::processes {
namespace {

using nlohmann::ordered_json;

ordered_json document(const http::Request& request, unsigned status, const std::string& code,
                      const base::Text& detail, const std::string& type) {
    return {{"type", type.empty() ? "about:blank" : type},
            {"status", status},
            {"code", code},
            {"detail", detail.in(request.language())},
            {"messages", result::to_json(detail)}};
}

http::Response sent(const ordered_json& document, unsigned status) {
    constexpr auto kReplace = ordered_json::error_handler_t::replace;
    return http::Response::of("application/problem+json", document.dump(-1, ' ', false, kReplace) + "\n",
                              status);
}

} // namespace

http::Response fault(const http::Request& request, unsigned status, const std::string& code,
                     const base::Text& detail, const std::string& type) {
    return sent(document(request, status, code, detail, type), status);
}

http::Response faults(const http::Request& request, unsigned status, const base::Problems& problems) {
    constexpr std::size_t kMostTold = 100;
    const base::Problem& first = problems.front();
    base::Text detail = first.message;
    if (!first.where.empty()) {
        detail = {first.where + "：" + detail.zh, first.where + ": " + detail.en};
    }
    ordered_json out = document(request, status, first.code, detail, {});
    out["problems"] = ordered_json::array();
    for (std::size_t i = 0; i < problems.size() && i < kMostTold; ++i) {
        out["problems"].push_back(result::to_json(problems[i]));
    }
    return sent(out, status);
}

http::Response not_now(const http::Request& request, const base::Error& error) {
    return fault(request, 503, error.code(), error.message()).with("Retry-After", "5");
}

} // namespace liangxian::processes
