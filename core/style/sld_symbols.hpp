// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/problem.hpp"
#include "core/style/symbol.hpp"

#include <string>

namespace pugi {
class xml_node;
}

namespace liangxian::style {

/// \param node      a PolygonSymbolizer, LineSymbolizer or PointSymbolizer
/// \param problems  gets everything that is not understood, by name
Symbol read_symbol(const pugi::xml_node& node, const std::string& where, base::Problems& problems);

} // namespace liangxian::style
