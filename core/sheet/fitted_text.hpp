// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/document/drawing.hpp"

#include <string>
#include <vector>

namespace liangxian::sheet {

/// A text set so small, or in so many lines, that it has room.
struct FittedText {
    std::vector<std::string> lines;
    document::Font font;
};

/// One line in \p font, or smaller where it is wider than \p room_mm. \throws base::Error `module-not-loaded`
FittedText fit_in_line(const std::string& text, document::Font font, double room_mm);

/// The same; a text that would have to be smaller than \p least_pt takes two lines, parted near its middle,
/// at a blank where there is one, no larger than that.
FittedText fit_in_two_lines(const std::string& text, document::Font font, double least_pt, double room_mm);

} // namespace liangxian::sheet
