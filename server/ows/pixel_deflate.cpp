// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ows/pixel_deflate.hpp"

#include "server/ows/huffman.hpp"

#include <libdeflate.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <vector>

namespace liangxian::ows {
namespace {

constexpr std::size_t kFarthest = 32768;
constexpr std::size_t kEnd = 256; ///< the symbol after the last one

/// A symbol of deflate and the digits that follow it.
struct Coded {
    std::uint16_t symbol = 0;
    std::uint16_t base = 0;
    std::uint8_t digits = 0;
};

/// Symbols 257 to 285 by length, 3 to 258 (RFC 1951, 3.2.5).
std::array<Coded, 259> lengths() {
    std::array<Coded, 259> out{};
    std::uint16_t base = 3;
    for (std::uint16_t symbol = 257; symbol < 285; ++symbol) {
        const auto digits = static_cast<std::uint8_t>(symbol < 265 ? 0 : (symbol - 261) / 4);
        for (std::size_t i = 0; i < std::size_t{1} << digits; ++i) {
            out.at(base + i) = {symbol, base, digits};
        }
        base = static_cast<std::uint16_t>(base + (1 << digits));
    }
    out[258] = {285, 258, 0};
    return out;
}

/// The symbol of a distance.
Coded distance_of(std::size_t distance) {
    std::uint16_t base = 1;
    for (std::uint16_t symbol = 0;; ++symbol) {
        const auto digits = static_cast<std::uint8_t>(symbol < 4 ? 0 : symbol / 2 - 1);
        const auto next = static_cast<std::size_t>(base) + (std::size_t{1} << digits);
        if (distance < next) {
            return {symbol, base, digits};
        }
        base = static_cast<std::uint16_t>(next);
    }
}

/// So many bytes as they are, or a repeat.
struct Token {
    std::uint32_t at = 0; ///< where they are
    std::uint16_t literals = 0;
    std::uint16_t length = 0; ///< of the repeat
    std::uint16_t distance = 0;
    Coded coded; ///< the distance
};

class Finder {
public:
    explicit Finder(const PixelRows& rows)
        : m_rows(rows), m_step(rows.channels), m_most(258 / rows.channels * rows.channels),
          m_mask(rows.channels == 4 ? 0xFFFFFFFFU : 0x00FFFFFFU), m_left(distance_of(m_step)),
          m_above(distance_of(rows.row_bytes())) {
        m_tokens.reserve(rows.width * rows.height / 8);
    }

    std::vector<Token> find() {
        for (std::size_t y = 0; y < m_rows.height; ++y) {
            std::size_t at = y * m_rows.row_bytes();
            const std::size_t end = at + m_rows.row_bytes();
            literal(at++, 1);
            while (at < end) {
                at += take(at, end, y > 0, at >= y * m_rows.row_bytes() + 1 + m_step);
            }
        }
        return std::move(m_tokens);
    }

private:
    std::uint32_t pixel(std::size_t at) const {
        std::uint32_t out = 0;
        std::memcpy(&out, m_rows.bytes.data() + at, sizeof out);
        return out & m_mask;
    }
    std::size_t same(std::size_t at, std::size_t end, std::size_t distance) const {
        std::size_t to = at;
        while (to < end && pixel(to) == pixel(to - distance)) {
            to += m_step;
        }
        return to - at;
    }
    void literal(std::size_t at, std::size_t count) {
        const bool joins =
            !m_tokens.empty() && m_tokens.back().length == 0 && m_tokens.back().literals < 60000;
        if (!joins) {
            m_tokens.push_back({static_cast<std::uint32_t>(at), 0, 0, 0, {}});
        }
        m_tokens.back().literals = static_cast<std::uint16_t>(m_tokens.back().literals + count);
    }
    void repeat(std::size_t length, std::size_t distance, const Coded& coded) {
        for (std::size_t left = length; left > 0;) {
            const std::size_t part = std::min(left, m_most);
            m_tokens.push_back(
                {0, 0, static_cast<std::uint16_t>(part), static_cast<std::uint16_t>(distance), coded});
            left -= part;
        }
    }
    /// \returns how many bytes it took
    std::size_t take(std::size_t at, std::size_t end, bool has_above, bool has_left) {
        const std::size_t left = has_left ? same(at, end, m_step) : 0;
        const std::size_t above = has_above && left < end - at ? same(at, end, m_rows.row_bytes()) : 0;
        if (std::max(left, above) > 0) {
            above > left ? repeat(above, m_rows.row_bytes(), m_above) : repeat(left, m_step, m_left);
            return std::max(left, above);
        }
        constexpr std::uint32_t kSpread = 2654435761U; // Knuth's
        std::size_t& seen = m_seen.at((pixel(at) * kSpread) >> (32 - kSeenDigits));
        const std::size_t distance = at - seen;
        const bool is_near = seen != 0 && distance <= kFarthest - 1;
        seen = at;
        const std::size_t far = is_near ? same(at, end, distance) : 0;
        if (far == 0) {
            literal(at, m_step);
            return m_step;
        }
        repeat(far, distance, distance_of(distance));
        return far;
    }

    static constexpr unsigned kSeenDigits = 12;
    const PixelRows& m_rows;
    std::size_t m_step;
    std::size_t m_most;
    std::uint32_t m_mask;
    Coded m_left;
    Coded m_above;
    std::array<std::size_t, std::size_t{1} << kSeenDigits> m_seen{};
    std::vector<Token> m_tokens;
};

} // namespace

std::string deflated_pixels(const PixelRows& rows) {
    static const std::array<Coded, 259> kLengths = lengths();
    const std::vector<Token> tokens = Finder(rows).find();
    const auto* const bytes = reinterpret_cast<const unsigned char*>(rows.bytes.data());
    std::vector<std::uint32_t> symbols(286);
    std::vector<std::uint32_t> distances(30);
    symbols[kEnd] = 1;
    for (const Token& token : tokens) {
        for (std::size_t i = 0; i < token.literals; ++i) {
            ++symbols[bytes[token.at + i]];
        }
        if (token.length > 0) {
            ++symbols[kLengths.at(token.length).symbol];
            ++distances[token.coded.symbol];
        }
    }
    const HuffmanCode code(symbols);
    const HuffmanCode distance_code(distances);
    BitWriter out("\x78\x01");
    write_code_lengths(out, code, distance_code);
    for (const Token& token : tokens) {
        for (std::size_t i = 0; i < token.literals; ++i) {
            code.write(out, bytes[token.at + i]);
        }
        if (token.length > 0) {
            const Coded& length = kLengths.at(token.length);
            code.write(out, length.symbol);
            out.put(token.length - std::uint32_t{length.base}, length.digits);
            distance_code.write(out, token.coded.symbol);
            out.put(token.distance - std::uint32_t{token.coded.base}, token.coded.digits);
        }
    }
    code.write(out, kEnd);
    std::string stream = out.end();
    const std::uint32_t sum = libdeflate_adler32(1, bytes, rows.row_bytes() * rows.height);
    for (int shift = 24; shift >= 0; shift -= 8) {
        stream += static_cast<char>(sum >> shift);
    }
    return stream;
}

} // namespace liangxian::ows
