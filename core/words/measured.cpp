// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/words/measured.hpp"

#include "core/words/plain_words.hpp"

#include <array>
#include <cstddef>
#include <initializer_list>
#include <utility>

namespace liangxian::words {
namespace {

using Words = std::u32string_view;

/// Takes one of the words off the end.
bool take_last(Words& words, std::initializer_list<Words> list) {
    Words best;
    for (const Words word : list) {
        best = word.size() > best.size() && ends_with(words, word) ? word : best;
    }
    words.remove_suffix(best.size());
    return !best.empty();
}

bool take_first(Words& words, std::initializer_list<Words> list) {
    Cursor cursor(words);
    const Words word = cursor.take_any(list);
    words = cursor.rest();
    return !word.empty();
}

/// The words between the phrase and its distance, from the back.
void take_manner(Words& head, Measured& out) {
    for (bool again = true; again;) {
        again = true;
        if (take_last(head, {U"不小于", U"不少于", U"不低于", U"不得小于", U"不得少于", U"至少"})) {
            out.is_least = true;
        } else if (out.lengths.size() == 1 && take_last(head, {U"直径"})) {
            out.is_around = true;
            out.lengths.front().metres /= 2;
        } else if (take_last(head, {U"各", U"均", U"分别", U"各向", U"均向", U"等距"})) {
            out.is_each = true;
        } else if (take_last(head, {U"延伸", U"外延",   U"外扩",   U"外伸",   U"扩展",     U"扩",   U"扩大",
                                    U"外推", U"延展",   U"外放",   U"向外",   U"往外",     U"朝外", U"以外",
                                    U"之外", U"再向外", U"外延伸", U"外扩展", U"向外延伸", U"外"})) {
            out.goes_outward = true;
        } else if (take_last(head, {U"四周", U"周围", U"周边", U"四面", U"四至", U"四侧", U"四方", U"各侧",
                                    U"各面", U"各边", U"四边", U"外围", U"前后左右", U"左右前后", U"半径"})) {
            out.is_around = true;
        } else if (take_last(head, {U"两侧", U"两边", U"两旁", U"内外两侧", U"左右两侧", U"内外侧"})) {
            out.is_on_both_sides = true;
        } else {
            again = take_last(head, {U"向", U"再", U"水平", U"直线距离", U"的", U"为", U"宽", U"距离"});
        }
    }
}

/// What may stand behind a distance; the rest must be a feature, a class or nothing.
bool take_tail(Words tail, Measured& out) {
    if (take_first(tail, {U"至", U"到", U"抵", U"直至"})) {
        out.feature = to_utf8(tail);
        return !tail.empty();
    }
    while (take_first(tail, {U"以内", U"之内", U"范围内", U"范围以内", U"范围", U"内", U"的区域", U"区域",
                             U"处", U"止", U"的", U"为界", U"地带", U"的范围", U"为半径"})) {
    }
    if (!take_first(tail, {U"为", U"划为", U"划定为", U"作为", U"是", U"，为"})) {
        return tail.empty();
    }
    std::size_t length = 0;
    if (out.zone_class = class_at(tail, length); !out.zone_class.empty()) {
        tail.remove_prefix(length);
    }
    take_first(tail, {U"建设控制地带", U"建控地带", U"保护范围", U"重点保护区", U"一般保护区"});
    return tail.empty();
}

/// Several distances in a row: 30米、40米和50米.
bool take_row(Cursor& cursor, std::vector<Length>& lengths) {
    auto next = take_length(cursor);
    while (next) {
        lengths.push_back(*next);
        const std::size_t behind = cursor.at();
        if (cursor.take_any({U"、", U"和", U"及", U"，"}).empty()) {
            return true;
        }
        next = take_length(cursor);
        if (!next) {
            cursor.go_to(behind);
        }
    }
    return !lengths.empty();
}

bool starts_a_row(Cursor cursor) { return take_length(cursor).has_value(); }

} // namespace

std::optional<Measured> take_apart(std::u32string_view clause, const Vocabulary& vocabulary) {
    Measured out;
    Cursor cursor(clause);
    while (!cursor.at_end() && !starts_a_row(cursor)) {
        cursor.skip(1);
    }
    Words head = clause.substr(0, cursor.at());
    // The distance would be the rest of a figure nobody could read: 一百五米, 3O米, 数十米.
    constexpr Words kFigures = U"0123456789.一二三四五六七八九十百千万零〇○两几数多余半OolI-—–~±+×/点";
    if (!head.empty() && kFigures.find(head.back()) != Words::npos) {
        return std::nullopt;
    }
    if (!take_row(cursor, out.lengths) || !take_tail(cursor.rest(), out)) {
        return std::nullopt;
    }
    take_manner(head, out);
    out.is_each = take_first(head, {U"各", U"均"}) || out.is_each;
    out.is_distance_to = take_first(head, {U"距", U"离", U"距离"});
    out.is_introduced =
        out.is_distance_to || take_first(head, {U"至", U"到", U"自", U"从", U"由", U"以", U"沿", U"在"});
    if (out.is_introduced && !out.is_distance_to) {
        out.is_distance_to = take_first(head, {U"距", U"离"});
    }
    if (head.find_first_of(U"不非除") != Words::npos) {
        return std::nullopt; // 非四周各30米, 不再以四周30米为界
    }
    if (!head.empty()) {
        out.from = vocabulary.look_up(head);
    }
    return out.from.is_inside ? std::nullopt : std::optional(std::move(out));
}

} // namespace liangxian::words
