// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/words/boundary_text.hpp"
#include "core/words/measured.hpp"
#include "core/words/plain_words.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace liangxian::words {

/// Reads the clauses of one section into readings: one, or one a class where the words give classes as they
/// go (…为一类建设控制地带，…为二类建设控制地带).
class ClauseReader {
public:
    ClauseReader(const Section& section, Line line, const Vocabulary& vocabulary);

    std::vector<Reading> read();

private:
    /// Each reads the clause at the cursor whole, up to its end, or returns false and may leave the cursor
    /// anywhere before the end.
    /// @{
    bool read_clause(Cursor& cursor);
    bool read_corner(Cursor& cursor);
    bool read_coordinate_rule(Cursor& cursor);
    bool read_aside(Cursor& cursor);
    bool read_base(Cursor& cursor);
    bool read_box(Cursor& cursor);
    bool read_sides(Cursor& cursor);
    bool read_sides_of(Cursor& cursor);
    bool read_around(Cursor& cursor);
    bool read_same(Cursor& cursor);
    bool read_inside(Cursor& cursor);
    /// @}
    bool set_sides(const std::vector<Side>& sides, std::u32string_view region, std::u32string_view clause,
                   const Phrase& of);
    void assume_least(const Measured& measured);
    bool set_side(Side side, Reach reach);
    bool set_extent(bool is_wide, const Length& length);
    bool read_system(std::u32string_view words, bool is_remark = false);
    void read_remark(std::u32string_view remark);
    void read_beside_corners(std::u32string_view rest);
    void note_distance_behind_corners(const Reading& before);
    void begin_next_class(const std::string& zone_class);
    void leave_to_person(std::u32string_view words);

    const Section& m_section;
    Line m_line;
    const Vocabulary& m_vocabulary;
    Reading m_reading;
    std::vector<Reading> m_readings;
};

} // namespace liangxian::words
