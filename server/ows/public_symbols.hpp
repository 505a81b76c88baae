// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

namespace liangxian::ows {

/// The symbols of a layer for the public data set. All of its lines are in force, and it does not tell what
/// they were drawn from: conditions on `status` and `geometry_basis` are decided with that and taken out, and
/// so are rules that can never fit. MapServer is asked for no column that is not there. \param sld  of
/// styles/ \throws std::runtime_error when it is no XML
std::string public_symbols(const std::string& sld);

/// The same for exact layers: they tell what they were drawn from, and whatever a line's status is by now, it
/// was in force on the day that is shown.
std::string exact_symbols(const std::string& sld);

} // namespace liangxian::ows
