// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

namespace liangxian::pages {

/// The symbols of the public layers as JSON, for maps that browsers draw: read from styles/*.sld as MapServer
/// gets them (ows::layer_symbols), so that tiles, WMS and legend look the same. Lengths in millimetres;
/// `pixel_mm` is the pixel of SLD. \throws base::InputError, base::FileError
std::string legend_json();

} // namespace liangxian::pages
