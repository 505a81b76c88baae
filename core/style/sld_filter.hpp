// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/problem.hpp"

#include <map>
#include <string>
#include <vector>

namespace pugi {
class xml_node;
}

namespace liangxian::style {

/// What a feature says of itself, by column name: `status`, `class`, `kind`, `geometry_basis` …
using Properties = std::map<std::string, std::string>;

/// The part of ogc:Filter that our styles use: equality of a property and a literal, joined by And, Or, Not.
struct Filter {
    enum class Kind { always, equal, all, any, none };
    Kind kind = Kind::always;
    std::string property;
    std::string literal;
    std::vector<Filter> parts; ///< of all, any; one of none

    /// A property that a feature does not have is empty.
    bool accepts(const Properties& feature) const;
};

/// \param node      the element inside ogc:Filter
/// \param problems  gets every element that is not understood, by name
Filter read_filter(const pugi::xml_node& node, const std::string& where, base::Problems& problems);

} // namespace liangxian::style
