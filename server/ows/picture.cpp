// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ows/picture.hpp"

#include <libdeflate.h>

#include <array>
#include <cstring>
#include <memory>
#include <new>
#include <optional>
#include <vector>

namespace liangxian::ows {
namespace {

using Byte = std::uint8_t;

/// Pictures of maps are runs and patterns: more effort finds little.
constexpr int kEffort = 1;
constexpr std::size_t kMostColours = 256;

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

/// The colours met so far, up to as many as a palette holds.
class Palette {
public:
    /// \returns nothing when there are too many
    std::optional<Byte> place_of(std::uint32_t number) {
        constexpr std::uint32_t kSpread = 2654435761U; // Knuth's
        constexpr unsigned kDigits = 10;
        for (std::uint32_t slot = (number * kSpread) >> (32 - kDigits);; slot = (slot + 1) % kSlots) {
            if (!m_is_taken[slot]) {
                if (m_numbers.size() == kMostColours) {
                    return std::nullopt;
                }
                m_is_taken[slot] = true;
                m_key[slot] = number;
                m_place[slot] = static_cast<Byte>(m_numbers.size());
                m_numbers.push_back(number);
            }
            if (m_key[slot] == number) {
                return m_place[slot];
            }
        }
    }
    const std::vector<std::uint32_t>& numbers() const { return m_numbers; }

private:
    static constexpr std::uint32_t kSlots = 1024;
    std::array<bool, kSlots> m_is_taken{};
    std::array<std::uint32_t, kSlots> m_key{};
    std::array<Byte, kSlots> m_place{};
    std::vector<std::uint32_t> m_numbers;
};

/// Rows as PNG wants them before they are deflated: each begins with its filter, none.
std::optional<std::string> rows_of_palette(const Pixels& pixels, const Reader& reader, Palette& palette) {
    std::string out((std::size_t{pixels.width} + 1) * pixels.height, '\0');
    char* to = out.data();
    std::uint32_t last = reader.number(reader.row(0));
    char last_place = static_cast<char>(*palette.place_of(last));
    for (std::uint32_t y = 0; y < pixels.height; ++y) {
        const Byte* pixel = reader.row(y);
        ++to;
        for (std::uint32_t x = 0; x < pixels.width; ++x, pixel += 4) {
            const std::uint32_t number = reader.number(pixel);
            if (number != last) {
                const auto place = palette.place_of(number);
                if (!place) {
                    return std::nullopt;
                }
                last = number;
                last_place = static_cast<char>(*place);
            }
            *to++ = last_place;
        }
    }
    return out;
}

std::string rows_of_channels(const Pixels& pixels, const Reader& reader) {
    const std::size_t channels = pixels.has_alpha ? 4 : 3;
    std::string out((channels * pixels.width + 1) * pixels.height, '\0');
    char* to = out.data();
    std::uint32_t last = reader.number(reader.row(0));
    Colour colour = reader.colour(last);
    for (std::uint32_t y = 0; y < pixels.height; ++y) {
        const Byte* pixel = reader.row(y);
        ++to;
        for (std::uint32_t x = 0; x < pixels.width; ++x, pixel += 4) {
            const std::uint32_t number = reader.number(pixel);
            if (number != last) {
                last = number;
                colour = reader.colour(number);
            }
            std::memcpy(to, &colour, channels);
            to += channels;
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

std::string deflated(const std::string& rows) {
    struct Free {
        void operator()(libdeflate_compressor* one) const { libdeflate_free_compressor(one); }
    };
    static thread_local const std::unique_ptr<libdeflate_compressor, Free> kCompressor(
        libdeflate_alloc_compressor(kEffort));
    if (kCompressor == nullptr) {
        throw std::bad_alloc();
    }
    std::string out(libdeflate_zlib_compress_bound(kCompressor.get(), rows.size()), '\0');
    out.resize(
        libdeflate_zlib_compress(kCompressor.get(), rows.data(), rows.size(), out.data(), out.size()));
    return out;
}

void append_palette(std::string& png, const Pixels& pixels, const Reader& reader, const Palette& palette) {
    std::string colours;
    std::string alphas;
    for (const std::uint32_t number : palette.numbers()) {
        const Colour colour = reader.colour(number);
        colours += {static_cast<char>(colour.red), static_cast<char>(colour.green),
                    static_cast<char>(colour.blue)};
        alphas += static_cast<char>(colour.alpha);
    }
    append_chunk(png, "PLTE", colours);
    if (pixels.has_alpha) {
        append_chunk(png, "tRNS", alphas);
    }
}

} // namespace

std::string png_of(const Pixels& pixels) {
    const Reader reader(pixels);
    Palette palette;
    const auto places = rows_of_palette(pixels, reader, palette);
    constexpr char kByPalette = 3;
    constexpr char kWithAlpha = 6;
    constexpr char kOpaque = 2;
    const char kind = places ? kByPalette : pixels.has_alpha ? kWithAlpha : kOpaque;
    std::string out = "\x89PNG\r\n\x1a\n";
    append_chunk(out, "IHDR",
                 big_endian(pixels.width) + big_endian(pixels.height) + std::string{8, kind, 0, 0, 0});
    if (places) {
        append_palette(out, pixels, reader, palette);
    }
    append_chunk(out, "IDAT", deflated(places ? *places : rows_of_channels(pixels, reader)));
    append_chunk(out, "IEND", "");
    return out;
}

} // namespace liangxian::ows
