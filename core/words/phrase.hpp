// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace liangxian::words {

/// What a distance is measured from, or a line runs along.
enum class PhraseKind {
    none,        ///< not said
    monument,    ///< the whole of it: 文物本体, 遗址, 城墙
    enclosure,   ///< its wall: 围墙, 院墙
    part,        ///< some building or edge of it: 正殿后墙, 戏台南山墙
    centre,      ///< 中心点
    range,       ///< 保护范围
    class_zone,  ///< 一类建设控制地带, or 重点保护区
    coordinates, ///< 坐标点
    landmark,    ///< something else on the ground: 开发路西边, 乡间小道
    unknown
};

/// A phrase and what it was taken for.
struct Phrase {
    PhraseKind kind = PhraseKind::none;
    std::string words;
    std::string zone_class;        ///< of class_zone: I, II …; `key` for 重点保护区
    bool is_former = false;        ///< 原保护范围
    char32_t direction = 0;        ///< 东 of 东墙, of 正殿东侧; 0 when it has none
    bool is_directed_edge = false; ///< the direction is that of a wall or an edge: 东墙, 东侧; not 东厢房
    bool is_inside = false;        ///< 围墙内侧, 向内: a distance from it leads inward; kind unknown
};

/// The words by which a phrase is known: `words/phrases.json`, which a bureau may extend.
class Vocabulary {
public:
    /// \throws base::FileError when the file is missing or names another list
    static Vocabulary load(const std::filesystem::path& file);

    /// The same, and the unit that is spoken of: its name and the places it lies in (甲庙, 应县).
    Vocabulary of_unit(std::string_view name, const std::vector<std::string>& places) const;

    /// What a phrase speaks of. The words that end it decide before those inside it, and a landmark before a
    /// part of the monument: 寺前公路 is a road, 学校围墙 is the school's. The monument's is only what has
    /// nothing foreign in it: 乙寺, 老君庙围墙 and 粮库围墙 are unknown unless the unit is called so.
    Phrase look_up(std::u32string_view words) const;

private:
    /// Whether a phrase is made of words of the lists, of the unit's name and of what may stand between them;
    /// with the direction in it.
    struct Own {
        bool is_own = false;
        char32_t direction = 0;
        bool is_directed_edge = false;
    };
    Own own_of(std::u32string_view words) const;
    std::size_t own_ending(std::u32string_view words, bool stands_before_monument, bool& is_name,
                           bool& is_monument) const;

    std::vector<std::u32string> m_monuments;
    std::vector<std::u32string> m_enclosures;
    std::vector<std::u32string> m_parts;
    std::vector<std::u32string> m_landmarks;
    std::vector<std::u32string> m_edges; ///< 外缘, 边线 …: said of any of them, taken off
    std::u32string m_name;               ///< of the unit
    std::vector<std::u32string> m_places;
};

/// Length of the longest word of the list that ends \p words; 0 when none does.
std::size_t longest_ending(std::u32string_view words, const std::vector<std::u32string>& list);

/// I, II, III … of a class as written: 一类, Ⅱ类, II类, 2类; empty for anything else. \param words  starts
/// with it
std::string class_at(std::u32string_view words, std::size_t& length);

} // namespace liangxian::words
