// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

namespace liangxian::ows {

/// A style of `styles` as one SLD for a layer of maps. Key and general protection areas stand in the layer
/// `protection` and keep their own symbols, each rule for its kind; such a rule's name begins with the kind.
/// \throws base::FileError; std::runtime_error when a style is no XML
std::string layer_style(const std::string& style);

/// The symbols of a layer of the public data set: `control`, `protection` or `public_sites`. What
/// public_symbols() decides is decided. \throws as layer_style()
std::string layer_symbols(const std::string& layer);

} // namespace liangxian::ows
