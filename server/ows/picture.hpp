// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace liangxian::ows {

/// What a renderer holds of a picture: four bytes a pixel, colours multiplied by their alpha. Looks at the
/// renderer's memory.
struct Pixels {
    const std::uint8_t* bytes = nullptr;
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::size_t row_step = 0; ///< bytes from row to row
    /// Which of a pixel's four bytes is what.
    std::uint8_t red = 0;
    std::uint8_t green = 1;
    std::uint8_t blue = 2;
    std::uint8_t alpha = 3;
    bool has_alpha = true; ///< else the fourth byte says nothing and the picture is opaque
};

/// A PNG of the picture, every pixel as it is, of three channels or four. Colours are divided by their alpha
/// as MapServer's own writer does, so that pictures have the values they always had. O(pixels). \throws
/// std::bad_alloc
std::string png_of(const Pixels& pixels);

} // namespace liangxian::ows
