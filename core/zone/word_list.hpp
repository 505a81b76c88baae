// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/text.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace liangxian::zone {

// A closed list of words, one for each value of an enum in its order: how vocabulary.cpp and life_cycle.cpp
// write, name and read their values.

struct Word {
    std::string_view code;
    base::Text name;
};

template <std::size_t N>
std::optional<std::size_t> find_word(const std::array<Word, N>& words, std::string_view text) {
    for (std::size_t i = 0; i < N; ++i) {
        if (text == words[i].code || text == words[i].name.zh) {
            return i;
        }
    }
    return std::nullopt;
}

template <typename Enum, std::size_t N>
std::optional<Enum> parse_word(const std::array<Word, N>& words, std::string_view text) {
    const auto index = find_word(words, text);
    return index ? std::optional<Enum>(static_cast<Enum>(*index)) : std::nullopt;
}

template <std::size_t N>
std::vector<std::string_view> codes(const std::array<Word, N>& words) {
    std::vector<std::string_view> out;
    for (const Word& word : words) {
        out.push_back(word.code);
    }
    return out;
}

template <typename Enum, std::size_t N>
const Word& word(const std::array<Word, N>& words, Enum value) {
    return words.at(static_cast<std::size_t>(value));
}

} // namespace liangxian::zone
