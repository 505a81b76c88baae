// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ows/huffman.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <queue>
#include <utility>

namespace liangxian::ows {
namespace {

constexpr unsigned kLongest = 15;

/// How long the code of each symbol is, without a limit.
std::vector<std::uint8_t> best_lengths(const std::vector<std::uint32_t>& counts) {
    using Node = std::pair<std::uint64_t, std::size_t>;
    std::priority_queue<Node, std::vector<Node>, std::greater<>> open;
    std::vector<std::size_t> parent(counts.size());
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] > 0) {
            open.emplace(counts[i], i);
        }
    }
    while (open.size() > 1) {
        const Node first = open.top();
        open.pop();
        const Node second = open.top();
        open.pop();
        parent[first.second] = parent[second.second] = parent.size();
        open.emplace(first.first + second.first, parent.size());
        parent.push_back(0);
    }
    const std::size_t root = parent.size() - 1;
    std::vector<std::uint8_t> out(counts.size());
    for (std::size_t i = 0; i < counts.size(); ++i) {
        for (std::size_t at = i; counts[i] > 0 && at < root && parent[at] != 0; at = parent[at]) {
            ++out[i];
        }
    }
    return out;
}

std::uint16_t reversed(std::uint32_t code, unsigned digits) {
    std::uint32_t out = 0;
    for (unsigned i = 0; i < digits; ++i) {
        out |= ((code >> i) & 1U) << (digits - 1 - i);
    }
    return static_cast<std::uint16_t>(out);
}

} // namespace

HuffmanCode::HuffmanCode(std::vector<std::uint32_t> counts) : m_code(counts.size()) {
    // Two symbols at least: a code of one is none that every reader takes.
    for (std::size_t i = 0; std::count_if(counts.begin(), counts.end(), [](auto n) { return n > 0; }) < 2;
         ++i) {
        counts[i] = std::max(counts[i], 1U);
    }
    m_length = best_lengths(counts);
    while (*std::max_element(m_length.begin(), m_length.end()) > kLongest) {
        for (std::uint32_t& count : counts) { // flatter, until it fits
            count = count == 0 ? 0 : count / 2 + 1;
        }
        m_length = best_lengths(counts);
    }
    std::uint32_t code = 0;
    for (unsigned digits = 1; digits <= kLongest; ++digits) {
        for (std::size_t i = 0; i < m_length.size(); ++i) {
            if (m_length[i] == digits) {
                m_code[i] = reversed(code++, digits);
            }
        }
        code <<= 1;
    }
}

void write_code_lengths(BitWriter& out, const HuffmanCode& symbols, const HuffmanCode& distances) {
    out.put(1, 1); // the last block
    out.put(2, 2); // with codes of its own
    out.put(286 - 257, 5);
    out.put(30 - 1, 5);
    out.put(19 - 4, 4);
    // Lengths 0 to 15 take four digits each; repeats, the first three in this order, are not used.
    for (int i = 0; i < 19; ++i) {
        out.put(i < 3 ? 0 : 4, 3);
    }
    for (const HuffmanCode* code : {&symbols, &distances}) {
        for (const std::uint8_t length : code->lengths()) {
            out.put(reversed(length, 4), 4);
        }
    }
}

} // namespace liangxian::ows
