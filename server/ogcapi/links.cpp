// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ogcapi/links.hpp"

#include "core/base/markup.hpp"

namespace liangxian::ogcapi {

nlohmann::ordered_json link(const std::string& href, std::string_view rel, std::string_view type,
                            const std::string& title) {
    return {{"href", href}, {"rel", rel}, {"type", type}, {"title", title}};
}

std::string url(const http::Request& request, const std::string& path) {
    return request.origin + kRoot + path;
}

std::string encoded(std::string_view word) { return base::percent_encoded(word, ",:/"); }

std::string query_with(const http::Request& request, const std::string& name, const std::string& value) {
    std::string out;
    const auto add = [&out](const std::string& key, const std::string& held) {
        out += (out.empty() ? "?" : "&") + encoded(key) + "=" + encoded(held);
    };
    for (const auto& [key, held] : request.query) {
        if (key != name) {
            add(key, held);
        }
    }
    if (!value.empty()) {
        add(name, value);
    }
    return out;
}

Form form_of(const http::Request& request) {
    for (const auto& [name, value] : request.query) {
        if (name == "f") {
            return value == "html" ? Form::html : Form::json;
        }
    }
    const std::string accepted = request.header("accept");
    const auto html = accepted.find("text/html");
    const auto json = accepted.find("json");
    return html != std::string::npos && (json == std::string::npos || html < json) ? Form::html : Form::json;
}

} // namespace liangxian::ogcapi
