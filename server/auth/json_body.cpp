// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/auth/json_body.hpp"

#include "core/base/strict_json.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

namespace liangxian::auth {
namespace {

constexpr base::JsonLimits kLimits{8192, 1};

bool is_json(const std::string& content_type) {
    return content_type.substr(0, content_type.find(';')) == "application/json";
}

} // namespace

std::variant<Words, http::Response> read_words(const http::Request& request,
                                               const std::vector<std::string>& names) {
    if (!is_json(request.header("content-type"))) {
        return http::problem(request, 415, "json-expected",
                             {"请以 application/json 发送", "send it as application/json"});
    }
    const auto bad = [&] {
        const std::string list = fmt::format("{}", fmt::join(names, ", "));
        return http::problem(
            request, 400, "bad-body",
            {"应为含这些文字字段的 JSON 对象：" + list, "must be a JSON object of these texts: " + list});
    };
    if (!base::is_within(request.body, kLimits)) {
        return bad();
    }
    const auto body = nlohmann::json::parse(request.body, nullptr, false);
    if (!body.is_object() || body.size() != names.size()) {
        return bad();
    }
    Words out;
    for (const std::string& name : names) {
        const auto found = body.find(name);
        if (found == body.end() || !found->is_string()) {
            return bad();
        }
        out[name] = found->get<std::string>();
    }
    return out;
}

} // namespace liangxian::auth
