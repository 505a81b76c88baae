// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/words/sections.hpp"

#include "core/words/phrase.hpp"
#include "core/words/plain_words.hpp"

#include <array>
#include <cstddef>
#include <utility>

namespace liangxian::words {
namespace {

constexpr std::u32string_view kCounting = U"0123456789一二三四五六七八九十";

bool is_numbering(std::u32string_view remark) {
    return !remark.empty() && remark.size() <= 3 &&
           remark.find_first_not_of(kCounting) == std::u32string_view::npos;
}

/// The label that stands at the beginning of a clause, and which lines it names.
struct Label {
    std::u32string_view words;
    bool of_protection;
    bool of_control;
    std::optional<zone::ZoneKind> zone;
};

const std::array<Label, 12>& labels() {
    using zone::ZoneKind;
    static const std::array<Label, 12> kLabels{{
        {U"保护范围和建设控制地带", true, true, std::nullopt},
        {U"保护范围及建设控制地带", true, true, std::nullopt},
        {U"保护范围与建设控制地带", true, true, std::nullopt},
        {U"保护范围、建设控制地带", true, true, std::nullopt},
        {U"重点保护范围", true, false, ZoneKind::protection_key},
        {U"重点保护区", true, false, ZoneKind::protection_key},
        {U"一般保护范围", true, false, ZoneKind::protection_general},
        {U"一般保护区", true, false, ZoneKind::protection_general},
        {U"保护范围", true, false, std::nullopt},
        {U"建设控制地带范围", false, true, std::nullopt},
        {U"建设控制地带", false, true, std::nullopt},
        {U"建控地带", false, true, std::nullopt},
    }};
    return kLabels;
}

/// Behind a label stands a colon, a 为 that is no 为界, an 以 that is no 以外 and no 以内, 同 or 自.
bool take_label_end(Cursor& cursor) {
    if (cursor.take(U"：")) {
        return true;
    }
    const std::u32string_view rest = cursor.rest();
    if (starts_with(rest, U"为") && !starts_with(rest, U"为界") && !starts_with(rest, U"为边界") &&
        !starts_with(rest, U"为基") && !starts_with(rest, U"为中心") && !starts_with(rest, U"为准")) {
        cursor.skip(1);
        cursor.take(U"：");
        return true;
    }
    if (starts_with(rest, U"同") || starts_with(rest, U"与保护范围") || starts_with(rest, U"与文物本体") ||
        starts_with(rest, U"自") || starts_with(rest, U"从") || starts_with(rest, U"由")) {
        return true;
    }
    return starts_with(rest, U"以") && !starts_with(rest, U"以外") && !starts_with(rest, U"以内");
}

bool take_label(Cursor& cursor, Section& section) {
    const std::size_t start = cursor.at();
    std::size_t length = 0;
    if (std::string name = class_at(cursor.rest(), length); !name.empty()) {
        cursor.skip(length);
        const bool is_named = !cursor.take_any({U"建设控制地带", U"建控地带", U"地带"}).empty();
        if (take_label_end(cursor) || (is_named && cursor.next() == U'（')) {
            section = {};
            section.of_protection = false;
            section.is_labelled = true;
            section.zone_class = std::move(name);
            return true;
        }
    }
    cursor.go_to(start);
    cursor.take(U"其");
    for (const Label& label : labels()) {
        const std::size_t before = cursor.at();
        if (cursor.take(label.words)) {
            if (take_label_end(cursor)) {
                section = {};
                section.of_protection = label.of_protection;
                section.of_control = label.of_control;
                section.is_labelled = true;
                section.zone = label.zone;
                return true;
            }
            cursor.go_to(before);
        }
    }
    cursor.go_to(start);
    return false;
}

/// `一、`, `1.` before a label; nothing else is passed over.
void take_ordinal(Cursor& cursor) {
    const std::size_t start = cursor.at();
    while (!cursor.at_end() && kCounting.find(cursor.next()) != std::u32string_view::npos) {
        cursor.skip(1);
    }
    if (cursor.at() == start || cursor.take_any({U"、", U".", U"．"}).empty()) {
        cursor.go_to(start);
    }
}

/// What stands in brackets, however deep; moves behind it.
std::u32string take_bracket(Cursor& cursor) {
    int depth = 0;
    const std::size_t start = cursor.at() + 1;
    do {
        depth += cursor.next() == U'（' ? 1 : cursor.next() == U'）' ? -1 : 0;
        cursor.skip(1);
    } while (depth > 0 && !cursor.at_end());
    std::u32string out(cursor.rest().data() - (cursor.at() - start), cursor.at() - start);
    if (depth == 0) {
        out.pop_back();
    }
    return out;
}

class Cutter {
public:
    explicit Cutter(std::u32string_view words) : m_cursor(words) {}

    std::vector<Section> cut() {
        while (!m_cursor.at_end()) {
            if (m_is_start && take_beginning()) {
                continue;
            }
            const char32_t c = m_cursor.next();
            if (c == U'（') {
                take_remark();
                continue;
            }
            m_is_start = c == U'。' || c == U'；' || c == U'，' || c == U'：';
            m_here.words += c;
            m_cursor.skip(1);
        }
        close();
        return std::move(m_sections);
    }

private:
    bool take_beginning() {
        const std::size_t start = m_cursor.at();
        take_ordinal(m_cursor);
        Section next;
        if (!take_label(m_cursor, next)) {
            m_cursor.go_to(start);
            return false;
        }
        close();
        m_here = std::move(next);
        return true;
    }
    /// A number in brackets begins another part of the same outline, anything else is a remark.
    void take_remark() {
        std::u32string remark = take_bracket(m_cursor);
        if (!is_numbering(remark)) {
            m_here.remarks.push_back(std::move(remark));
            return;
        }
        Section next = m_here;
        next.words.clear();
        next.remarks.clear();
        close();
        m_here = std::move(next);
        m_is_start = true;
    }
    void close() {
        if (!m_here.words.empty() || !m_here.remarks.empty()) {
            m_sections.push_back(std::move(m_here));
        }
        m_here = {};
    }

    Cursor m_cursor;
    Section m_here;
    bool m_is_start = true;
    std::vector<Section> m_sections;
};

} // namespace

std::vector<Section> sections_of(std::u32string_view words) { return Cutter(words).cut(); }

} // namespace liangxian::words
