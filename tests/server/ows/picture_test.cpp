// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ows/picture.hpp"

#include <gtest/gtest.h>
#include <libdeflate.h>

#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace liangxian::ows {
namespace {

constexpr std::size_t kBeforeData = 8 + 25 + 8; // signature, IHDR, the head of IDAT
constexpr std::size_t kAfterData = 4 + 12;      // its sum, IEND

/// What stands in the one IDAT, inflated by another hand.
std::string rows_in(const std::string& png, std::size_t size) {
    std::string out(size, '\0');
    libdeflate_decompressor* reader = libdeflate_alloc_decompressor();
    const auto result =
        libdeflate_zlib_decompress(reader, png.data() + kBeforeData, png.size() - kBeforeData - kAfterData,
                                   out.data(), out.size(), nullptr);
    libdeflate_free_decompressor(reader);
    EXPECT_EQ(result, LIBDEFLATE_SUCCESS);
    return out;
}

/// Opaque or wholly transparent pixels of so many colours, in runs of up to so many.
std::vector<std::uint8_t> pixels_of(std::size_t count, unsigned colours, unsigned longest) {
    std::mt19937 random(7);
    std::vector<std::uint8_t> out;
    while (out.size() < count * 4) {
        const auto colour = static_cast<unsigned>(random() % colours) * 2654435761U;
        const bool is_there = colour % 5 != 0;
        for (auto left = random() % longest + 1; left > 0 && out.size() < count * 4; --left) {
            for (unsigned channel = 0; channel < 3; ++channel) {
                out.push_back(static_cast<std::uint8_t>(is_there ? colour >> (8 * channel) : 0));
            }
            out.push_back(is_there ? 255 : 0);
        }
    }
    return out;
}

Pixels looking_at(const std::vector<std::uint8_t>& bytes, std::uint32_t width, std::uint32_t height) {
    Pixels out;
    out.bytes = bytes.data();
    out.width = width;
    out.height = height;
    out.row_step = std::size_t{4} * width;
    return out;
}

TEST(Picture, HoldsEveryPixelWhateverRepeats) {
    const std::array<std::array<std::uint32_t, 4>, 7> kinds{{{1, 1, 1, 1},
                                                             {512, 40, 1, 9},
                                                             {512, 40, 3, 300},
                                                             {300, 200, 4000, 5},
                                                             {2048, 60, 100, 20},
                                                             {7, 500, 60, 30},
                                                             {256, 256, 60000, 1}}};
    for (const auto& [width, height, colours, longest] : kinds) {
        const auto bytes = pixels_of(std::size_t{width} * height, colours, longest);
        for (const bool has_alpha : {true, false}) {
            Pixels pixels = looking_at(bytes, width, height);
            pixels.has_alpha = has_alpha;
            const std::size_t channels = has_alpha ? 4 : 3;
            std::string expected;
            for (std::size_t i = 0; i < bytes.size() / 4; ++i) {
                expected += i % width == 0 ? std::string(1, '\0') : std::string();
                expected.append(reinterpret_cast<const char*>(bytes.data()) + 4 * i, channels);
            }
            EXPECT_EQ(rows_in(png_of(pixels), expected.size()) == expected, true) << width << " " << colours;
        }
    }
}

TEST(Picture, DividesColoursByTheirAlpha) {
    const std::vector<std::uint8_t> bytes{64, 32, 16, 128, 9, 9, 9, 0}; // blue first
    Pixels pixels = looking_at(bytes, 2, 1);
    pixels.red = 2;
    pixels.blue = 0;
    const std::string expected{0, 31, 63, 127, static_cast<char>(128), 0, 0, 0, 0};
    EXPECT_EQ(rows_in(png_of(pixels), expected.size()), expected);
}

TEST(Picture, IsSmallWhereNothingIsDrawn) {
    const std::vector<std::uint8_t> bytes(std::size_t{4} * 512 * 512);
    EXPECT_LT(png_of(looking_at(bytes, 512, 512)).size(), 10000U);
}

} // namespace
} // namespace liangxian::ows
