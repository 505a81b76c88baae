// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/text.hpp"
#include "core/style/sld_filter.hpp"
#include "core/style/symbol.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace liangxian::style {

/// A rule: who is drawn how, and what the legend calls it.
struct Rule {
    std::string name;
    base::Text title; ///< se:Title is the Chinese one, se:Abstract the English one
    Filter filter;
    std::vector<Symbol> symbols; ///< painted in this order
};

/// How the features of one layer look: all rules that accept a feature are painted, in their order.
struct LayerStyle {
    std::string name;
    std::vector<Rule> rules;

    std::vector<const Rule*> rules_for(const Properties& feature) const;
};

/// The part of SLD 1.1 / SE 1.1 that MapServer and QGIS both draw: rules with a filter, polygons, lines,
/// points, one hatch. Whatever else stands in the file is a problem that names it; nothing is passed over.
/// \param where  name of the file, for messages
base::Result<LayerStyle> read_sld(std::string_view bytes, const std::string& where);

/// The folder of the product's styles: `styles` in the data folder, else beside it.
std::filesystem::path style_directory();

/// `NAME.sld` of style_directory(). \throws base::InputError with every fault; base::FileError
LayerStyle load_layer_style(const std::string& name);

} // namespace liangxian::style
