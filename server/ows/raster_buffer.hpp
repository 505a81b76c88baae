// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <mapserver.h>

#include <optional>
#include <string>

namespace liangxian::ows {

/// The PNG of what MapServer drew. \returns nothing for a picture that is not of channels of bytes
std::optional<std::string> png_of(imageObj& image);

} // namespace liangxian::ows
