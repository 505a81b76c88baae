// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/guard_words.hpp"

namespace liangxian::store {

std::optional<GuardWords> guard_words_in(std::string_view message) {
    constexpr std::size_t kCodeLength = 5;
    const std::size_t at = message.find("LX0");
    const std::size_t between = message.find(" / ", at == std::string_view::npos ? message.size() : at);
    if (at == std::string_view::npos || between == std::string_view::npos) {
        return std::nullopt;
    }
    const std::size_t words = at + kCodeLength + 1;
    const std::size_t end = message.find('\n', between);
    if (words > between) {
        return std::nullopt;
    }
    return GuardWords{
        std::string(message.substr(at, kCodeLength)),
        {std::string(message.substr(words, between - words)),
         std::string(message.substr(between + 3, end == std::string_view::npos ? std::string_view::npos
                                                                               : end - between - 3))}};
}

} // namespace liangxian::store
