// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/style/sld_filter.hpp"

#include "core/style/sld_names.hpp"

#include <algorithm>

namespace liangxian::style {
namespace {

Filter read_equality(const pugi::xml_node& node, const std::string& where, base::Problems& problems) {
    Filter out;
    out.kind = Filter::Kind::equal;
    for (const pugi::xml_node child : node.children()) {
        if (local_name(child) == "PropertyName") {
            out.property = child.child_value();
        } else if (local_name(child) == "Literal") {
            out.literal = child.child_value();
        } else {
            problems.push_back(not_understood(child, where));
        }
    }
    if (out.property.empty()) {
        problems.push_back(wrong_value(node, where));
    }
    return out;
}

} // namespace

bool Filter::accepts(const Properties& feature) const {
    const auto accepts_it = [&feature](const Filter& part) { return part.accepts(feature); };
    switch (kind) {
    case Kind::equal: {
        const auto found = feature.find(property);
        return (found == feature.end() ? std::string() : found->second) == literal;
    }
    case Kind::all:
        return std::all_of(parts.begin(), parts.end(), accepts_it);
    case Kind::any:
        return std::any_of(parts.begin(), parts.end(), accepts_it);
    case Kind::none:
        return std::none_of(parts.begin(), parts.end(), accepts_it);
    default:
        return true;
    }
}

Filter read_filter(const pugi::xml_node& node, const std::string& where, base::Problems& problems) {
    const std::string_view name = local_name(node);
    if (name == "PropertyIsEqualTo") {
        return read_equality(node, where, problems);
    }
    Filter out;
    if (name == "And") {
        out.kind = Filter::Kind::all;
    } else if (name == "Or") {
        out.kind = Filter::Kind::any;
    } else if (name == "Not") {
        out.kind = Filter::Kind::none;
    } else {
        problems.push_back(not_understood(node, where));
        return out;
    }
    for (const pugi::xml_node child : node.children()) {
        out.parts.push_back(read_filter(child, where, problems));
    }
    return out;
}

} // namespace liangxian::style
