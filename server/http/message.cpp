// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/http/message.hpp"

#include <nlohmann/json.hpp>

namespace liangxian::http {

base::Language Request::language() const {
    const std::string asked = header("accept-language");
    const auto en = asked.find("en");
    const auto zh = asked.find("zh");
    return en != std::string::npos && (zh == std::string::npos || en < zh) ? base::Language::en
                                                                           : base::Language::zh;
}

Response Response::of(std::string content_type, std::string body, unsigned status) {
    Response out;
    out.status = status;
    out.content_type = std::move(content_type);
    out.body = std::make_shared<const Body>(Body{std::move(body), {}});
    return out;
}

Response for_view(Response response, bool is_private) {
    if (is_private) {
        response.with("Cache-Control", "private, no-cache").with("Vary", "Authorization, Cookie");
    } else {
        response.with("Cache-Control", "no-cache").with("Access-Control-Allow-Origin", "*");
    }
    return response;
}

Response problem(const Request& request, unsigned status, const std::string& code, const base::Text& detail) {
    const nlohmann::ordered_json out{{"type", "about:blank"},
                                     {"status", status},
                                     {"code", code},
                                     {"detail", detail.in(request.language())},
                                     {"messages", {{"zh", detail.zh}, {"en", detail.en}}}};
    constexpr auto kReplace = nlohmann::ordered_json::error_handler_t::replace;
    return Response::of("application/problem+json", out.dump(-1, ' ', false, kReplace) + "\n", status);
}

} // namespace liangxian::http
