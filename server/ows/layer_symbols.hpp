// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

namespace liangxian::ows {

/// The symbols of a layer of the public data set, as one SLD: `control`, `protection` or `public_sites`.
/// Key and general protection areas stand in `protection` and keep their own symbols, each rule for its kind;
/// such a rule's name begins with the kind. What public_symbols() decides is decided.
/// \throws base::FileError; std::runtime_error when a style is no XML
std::string layer_symbols(const std::string& layer);

} // namespace liangxian::ows
