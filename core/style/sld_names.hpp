// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/problem.hpp"

#include <pugixml.hpp>

#include <string>
#include <string_view>

namespace liangxian::style {

/// Name of an element without its namespace prefix.
inline std::string_view local_name(const pugi::xml_node& node) {
    const std::string_view name = node.name();
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

inline pugi::xml_node child_named(const pugi::xml_node& node, std::string_view name) {
    return node.find_child([name](const pugi::xml_node& child) { return local_name(child) == name; });
}

inline base::Problem not_understood(const pugi::xml_node& node, const std::string& where) {
    const std::string path = where + ": " + node.path();
    return {"style-element-unknown",
            path,
            {"样式中有不支持的元素“" + std::string(node.name()) + "”",
             "the style has an element that is not supported: '" + std::string(node.name()) + "'"}};
}

inline base::Problem wrong_value(const pugi::xml_node& node, const std::string& where) {
    const std::string path = where + ": " + node.path();
    return {"style-value-wrong",
            path,
            {"样式的值“" + std::string(node.child_value()) + "”不能用在这里",
             "the value '" + std::string(node.child_value()) + "' cannot stand here"}};
}

} // namespace liangxian::style
