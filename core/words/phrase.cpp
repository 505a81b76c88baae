// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/words/phrase.hpp"

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/words/plain_words.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace liangxian::words {
namespace {

constexpr std::size_t kLargestVocabulary = std::size_t{1} << 20U;

constexpr std::array<std::pair<char32_t, const char*>, 20> kClasses{
    {{U'一', "I"},  {U'二', "II"}, {U'三', "III"}, {U'四', "IV"},  {U'五', "V"},  {U'1', "I"},   {U'2', "II"},
     {U'3', "III"}, {U'4', "IV"},  {U'5', "V"},    {U'Ⅰ', "I"},    {U'Ⅱ', "II"},  {U'Ⅲ', "III"}, {U'Ⅳ', "IV"},
     {U'Ⅴ', "V"},   {U'甲', "I"},  {U'乙', "II"},  {U'丙', "III"}, {U'丁', "IV"}, {U'戊', "V"}}};

std::vector<std::u32string> list_of(const nlohmann::json& lists, const char* name,
                                    const std::filesystem::path& file) {
    std::vector<std::u32string> out;
    const auto list = lists.find(name);
    if (list == lists.end() || !list->is_array()) {
        throw base::FileError("vocabulary-wrong", {fmt::format("{} 缺少词表 {}", file.string(), name),
                                                   fmt::format("{} lacks the list {}", file.string(), name)});
    }
    for (const auto& word : *list) {
        if (word.is_string()) {
            out.push_back(plain_words(word.get<std::string>()));
        }
    }
    return out;
}

/// 围墙内侧, 向内, 院墙里: what is measured from there goes into the thing, not away from it.
bool ends_inside(std::u32string_view words) {
    static const std::vector<std::u32string> kInside{U"内",   U"内侧", U"内沿", U"内缘", U"内边",
                                                     U"内皮", U"里",   U"里侧", U"里边", U"内面",
                                                     U"内缩", U"内收", U"内退", U"缩"};
    return longest_ending(words, kInside) > 0;
}

} // namespace

std::size_t longest_ending(std::u32string_view words, const std::vector<std::u32string>& list) {
    std::size_t longest = 0;
    for (const std::u32string& word : list) {
        longest = word.size() > longest && ends_with(words, word) ? word.size() : longest;
    }
    return longest;
}

std::string class_at(std::u32string_view words, std::size_t& length) {
    std::size_t ones = 0;
    while (ones < words.size() && words[ones] == U'I') {
        ++ones;
    }
    length = ones == 0 ? 1 : ones;
    if (words.size() <= length || words[length] != U'类') {
        return {};
    }
    ++length;
    if (ones > 0) {
        return ones <= 3 ? std::string(ones, 'I') : std::string();
    }
    for (const auto& [sign, name] : kClasses) {
        if (words.front() == sign) {
            return name;
        }
    }
    return {};
}

Vocabulary Vocabulary::load(const std::filesystem::path& file) {
    const auto lists = nlohmann::json::parse(base::read_file(file, kLargestVocabulary), nullptr, false);
    if (!lists.is_object()) {
        throw base::FileError("vocabulary-wrong", {file.string() + " 不是 JSON 词表",
                                                   file.string() + " is no JSON list of words"});
    }
    Vocabulary out;
    out.m_monuments = list_of(lists, "monuments", file);
    out.m_enclosures = list_of(lists, "enclosures", file);
    out.m_parts = list_of(lists, "parts", file);
    out.m_landmarks = list_of(lists, "landmarks", file);
    out.m_edges = list_of(lists, "edges", file);
    return out;
}

Phrase Vocabulary::look_up(std::u32string_view words) const {
    Phrase out;
    out.words = to_utf8(words);
    out.is_former = starts_with(words, U"原");
    if (has(words, U"坐标") || has(words, U"拐点") || has(words, U"界址点")) {
        out.kind = PhraseKind::coordinates;
        return out;
    }
    std::size_t length = 0;
    if (out.zone_class = class_at(words, length); !out.zone_class.empty()) {
        out.kind = PhraseKind::class_zone;
        return out;
    }
    const std::u32string_view all = words;
    for (std::size_t cut = 1; cut > 0;) {
        if (ends_inside(words)) {
            out.is_inside = true;
            out.kind = PhraseKind::unknown;
            return out;
        }
        const auto known = [&words](std::u32string_view name) { return ends_with(words, name); };
        if (known(U"保护范围") || known(U"保护区")) {
            const bool is_key = known(U"重点保护区") || known(U"重点保护范围");
            const bool is_own = own_of(words).is_own;
            out.kind = !is_own  ? PhraseKind::unknown // 乙寺保护范围, 自然保护区
                       : is_key ? PhraseKind::class_zone
                                : PhraseKind::range;
            out.zone_class = is_own && is_key ? "key" : "";
            return out;
        }
        if (known(U"中心") || known(U"中心点") || known(U"中心位置") || known(U"几何中心")) {
            std::u32string_view before = words.substr(0, words.rfind(U"中心"));
            before.remove_suffix(ends_with(before, U"几何") ? 2 : 0);
            const Phrase of = look_up(before);
            out.kind = of.kind == PhraseKind::landmark || of.kind == PhraseKind::unknown
                           ? PhraseKind::landmark
                           : PhraseKind::centre;
            return out;
        }
        const std::array<std::pair<PhraseKind, std::size_t>, 4> endings{
            {{PhraseKind::landmark, longest_ending(words, m_landmarks)},
             {PhraseKind::monument, longest_ending(words, m_monuments)},
             {PhraseKind::enclosure, longest_ending(words, m_enclosures)},
             {PhraseKind::part, longest_ending(words, m_parts)}}};
        const auto best = std::max_element(endings.begin(), endings.end(),
                                           [](const auto& a, const auto& b) { return a.second < b.second; });
        cut = longest_ending(words, m_edges);
        if (best->second > 0 && best->second >= cut) {
            const bool is_neighbours =
                longest_ending(words.substr(0, words.size() - best->second), m_landmarks) >= 2;
            const Own own = own_of(all);
            out.direction = own.direction;
            out.is_directed_edge = own.is_directed_edge;
            out.kind = is_neighbours || best->first == PhraseKind::landmark ? PhraseKind::landmark
                       : own.is_own                                         ? best->first
                                                                            : PhraseKind::unknown;
            return out;
        }
        words.remove_suffix(cut);
    }
    out.kind = words.empty() ? PhraseKind::none : PhraseKind::unknown;
    return out;
}

} // namespace liangxian::words
