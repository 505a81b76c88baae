// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace liangxian::ows {

/// Writes binary digits, the lowest first, as deflate wants them.
class BitWriter {
public:
    explicit BitWriter(std::string head) : m_out(std::move(head)) {}
    /// \pre digits <= 32, and value has no more
    void put(std::uint32_t value, unsigned digits) {
        m_held |= std::uint64_t{value} << m_count;
        m_count += digits;
        if (m_count >= 32) {
            const std::array<char, 4> bytes{static_cast<char>(m_held), static_cast<char>(m_held >> 8),
                                            static_cast<char>(m_held >> 16), static_cast<char>(m_held >> 24)};
            m_out.append(bytes.data(), bytes.size());
            m_held >>= 32;
            m_count -= 32;
        }
    }
    /// All of it, the last byte filled with zeros.
    std::string end() {
        for (; m_count > 0; m_count -= std::min(m_count, 8U), m_held >>= 8) {
            m_out.push_back(static_cast<char>(m_held));
        }
        return std::move(m_out);
    }

private:
    std::string m_out;
    std::uint64_t m_held = 0;
    unsigned m_count = 0;
};

/// A prefix code of at most 15 digits for symbols that occur so often (RFC 1951, 3.2.2).
class HuffmanCode {
public:
    explicit HuffmanCode(std::vector<std::uint32_t> counts);
    void write(BitWriter& out, std::size_t symbol) const { out.put(m_code[symbol], m_length[symbol]); }
    const std::vector<std::uint8_t>& lengths() const { return m_length; }

private:
    std::vector<std::uint8_t> m_length; ///< 0: does not occur
    std::vector<std::uint16_t> m_code;  ///< its first digit lowest
};

/// The head of the one block of a stream: 286 symbols and 30 distances.
void write_code_lengths(BitWriter& out, const HuffmanCode& symbols, const HuffmanCode& distances);

} // namespace liangxian::ows
