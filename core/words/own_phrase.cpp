// SPDX-License-Identifier: GPL-2.0-or-later
// Which phrases are about the unit itself.
#include "core/words/phrase.hpp"
#include "core/words/plain_words.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace liangxian::words {
namespace {

/// No phrase of a notice is longer; hostile input must not cost its square.
constexpr std::size_t kLongestPhrase = 60;
constexpr std::u32string_view kDirections = U"东南西北";

/// What may stand between words of the monument without naming another one.
const std::vector<std::u32string>& joining_words() {
    static const std::vector<std::u32string> kWords{
        U"现状", U"现存", U"现有", U"现",       U"原有",     U"原",   U"该",   U"本",       U"此",
        U"其",   U"整个", U"整体", U"全部",     U"主体",     U"主",   U"中",   U"内",       U"外",
        U"的",   U"及",   U"和",   U"与",       U"、",       U"等",   U"之",   U"范围",     U"占地",
        U"用地", U"四周", U"周边", U"所有",     U"附属",     U"两侧", U"院内", U"保护范围", U"保护区",
        U"保护", U"重点", U"一般", U"全国重点", U"国家级",   U"省级", U"市级", U"县级",     U"古",
        U"明代", U"清代", U"明清", U"汉代",     U"唐代",     U"宋代", U"元代", U"金代",     U"辽代",
        U"夯土", U"土",   U"砖",   U"石",       U"文物保护", U"各",   U"公布", U"划定",     U"已"};
    return kWords;
}

/// 东, 前, 大 … of a wall or a hall; before a temple they would be another one's name: 东庙, 小寺.
const std::vector<std::u32string>& placing_words() {
    static const std::vector<std::u32string> kWords{
        U"东", U"南", U"西", U"北", U"前", U"后", U"左", U"右",   U"上",   U"下",   U"大",  U"小",
        U"旧", U"老", U"正", U"侧", U"面", U"边", U"部", U"东北", U"东南", U"西北", U"西南"};
    return kWords;
}

} // namespace

Vocabulary Vocabulary::of_unit(std::string_view name, const std::vector<std::string>& places) const {
    Vocabulary out = *this;
    out.m_name = plain_words(name);
    out.m_places.clear();
    for (const std::string& place : places) {
        if (!place.empty()) {
            out.m_places.push_back(plain_words(place));
        }
    }
    return out;
}

/// Length of what ends the words and is the unit's own; 0 when nothing is. Two characters of the name at
/// least are the name: 木塔 of 应县木塔.
std::size_t Vocabulary::own_ending(std::u32string_view words, bool stands_before_monument, bool& is_name,
                                   bool& is_monument) const {
    const std::size_t monument = longest_ending(words, m_monuments);
    const std::size_t other =
        std::max({longest_ending(words, m_enclosures), longest_ending(words, m_parts),
                  longest_ending(words, m_edges), longest_ending(words, joining_words()),
                  stands_before_monument ? 0 : longest_ending(words, placing_words())});
    std::size_t name = longest_ending(words, m_places);
    for (std::size_t length = std::min(words.size(), m_name.size()); length >= 2 && length > name; --length) {
        const bool is_part = has(m_name, words.substr(words.size() - length));
        name = is_part ? length : name;
    }
    is_name = name > 0 && name >= std::max(monument, other);
    is_monument = !is_name && monument >= other && words[words.size() - 1] != U'墙';
    return std::max({name, monument, other});
}

Vocabulary::Own Vocabulary::own_of(std::u32string_view words) const {
    Own out;
    if (words.size() > kLongestPhrase) {
        return out;
    }
    bool is_name = false;
    bool is_monument = false;
    std::u32string_view behind;
    while (!words.empty()) {
        const std::size_t length = own_ending(words, is_monument, is_name, is_monument);
        if (length == 0) {
            return out;
        }
        const std::u32string_view token = words.substr(words.size() - length);
        const std::size_t at = token.find_last_of(kDirections);
        if (!is_name && out.direction == 0 && at != std::u32string_view::npos) {
            out.direction = token[at];
            const bool is_edge = std::find(m_edges.begin(), m_edges.end(), token) != m_edges.end();
            out.is_directed_edge = is_edge || has(token, U"墙") || has(behind, U"墙") ||
                                   (!behind.empty() && has(U"侧面边部", behind));
        }
        behind = token;
        words.remove_suffix(length);
    }
    out.is_own = true;
    return out;
}

} // namespace liangxian::words
