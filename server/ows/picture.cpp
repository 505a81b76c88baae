// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ows/picture.hpp"

#include "server/ows/pixel_deflate.hpp"

#include <libdeflate.h>

#include <array>
#include <cstring>
#include <vector>

namespace liangxian::ows {
namespace {

using Byte = std::uint8_t;

struct Colour {
    Byte red = 0;
    Byte green = 0;
    Byte blue = 0;
    Byte alpha = 255;
};

/// What is left of a channel when its alpha is divided out, by alpha and channel.
class Division {
public:
    Division() : m_of(std::size_t{256} * 256) {
        for (unsigned alpha = 1; alpha < 256; ++alpha) {
            const double share = alpha / 255.0;
            for (unsigned channel = 0; channel < 256; ++channel) {
                m_of[alpha * 256 + channel] = static_cast<Byte>(static_cast<int>(channel / share));
            }
        }
    }
    Byte operator()(Byte channel, Byte alpha) const { return m_of[std::size_t{alpha} * 256 + channel]; }

private:
    std::vector<Byte> m_of; ///< nothing of what is wholly transparent
};

/// Reads pixels as one number each: equal numbers are equal colours.
class Reader {
public:
    explicit Reader(const Pixels& pixels) : m_pixels(pixels) {
        std::array<Byte, 4> counted{255, 255, 255, 255};
        counted.at(pixels.alpha) = pixels.has_alpha ? 255 : 0;
        std::memcpy(&m_counted, counted.data(), sizeof m_counted);
    }
    const Byte* row(std::uint32_t y) const { return m_pixels.bytes + y * m_pixels.row_step; }
    std::uint32_t number(const Byte* pixel) const {
        std::uint32_t out = 0;
        std::memcpy(&out, pixel, sizeof out);
        return out & m_counted;
    }
    Colour colour(std::uint32_t number) const {
        static const Division kDivision;
        std::array<Byte, 4> bytes{};
        std::memcpy(bytes.data(), &number, sizeof number);
        const Byte red = bytes.at(m_pixels.red);
        const Byte green = bytes.at(m_pixels.green);
        const Byte blue = bytes.at(m_pixels.blue);
        if (!m_pixels.has_alpha) {
            return {red, green, blue, 255};
        }
        const Byte alpha = bytes.at(m_pixels.alpha);
        return {kDivision(red, alpha), kDivision(green, alpha), kDivision(blue, alpha), alpha};
    }

private:
    const Pixels& m_pixels;
    std::uint32_t m_counted = 0;
};

PixelRows rows_of_channels(const Pixels& pixels, const Reader& reader) {
    PixelRows out;
    out.width = pixels.width;
    out.height = pixels.height;
    out.channels = pixels.has_alpha ? 4 : 3;
    out.bytes.resize(out.row_bytes() * out.height + 4);
    char* to = out.bytes.data();
    std::uint32_t last = reader.number(reader.row(0));
    Colour colour = reader.colour(last);
    for (std::uint32_t y = 0; y < pixels.height; ++y) {
        const Byte* pixel = reader.row(y);
        *to++ = 0;
        for (std::uint32_t x = 0; x < pixels.width; ++x, pixel += 4) {
            const std::uint32_t number = reader.number(pixel);
            if (number != last) {
                last = number;
                colour = reader.colour(number);
            }
            std::memcpy(to, &colour, 4); // the fourth byte of three is written over by the next pixel
            to += out.channels;
        }
    }
    return out;
}

std::string big_endian(std::uint32_t number) {
    return {static_cast<char>(number >> 24), static_cast<char>(number >> 16), static_cast<char>(number >> 8),
            static_cast<char>(number)};
}

void append_chunk(std::string& png, const char* name, const std::string& content) {
    const std::string named = name + content;
    png += big_endian(static_cast<std::uint32_t>(content.size())) + named +
           big_endian(libdeflate_crc32(0, named.data(), named.size()));
}

} // namespace

std::string png_of(const Pixels& pixels) {
    constexpr char kWithAlpha = 6;
    constexpr char kOpaque = 2;
    const char kind = pixels.has_alpha ? kWithAlpha : kOpaque;
    std::string out = "\x89PNG\r\n\x1a\n";
    append_chunk(out, "IHDR",
                 big_endian(pixels.width) + big_endian(pixels.height) + std::string{8, kind, 0, 0, 0});
    append_chunk(out, "IDAT", deflated_pixels(rows_of_channels(pixels, Reader(pixels))));
    append_chunk(out, "IEND", "");
    return out;
}

} // namespace liangxian::ows
