// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/words/length.hpp"
#include "core/words/phrase.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace liangxian::words {

/// A clause about a distance taken apart: 至·围墙·外各·30米·以内·至小道.
struct Measured {
    Phrase from;
    bool is_introduced = false;    ///< 至, 距, 自 … stood before the phrase
    bool is_distance_to = false;   ///< 距, 离: the outline's distance, not where it begins
    bool goes_outward = false;     ///< 外, 向外, 延伸, 外扩
    bool is_around = false;        ///< 四周, 周围, 四面, 半径; of 直径 the length is halved
    bool is_on_both_sides = false; ///< 两侧
    bool is_least = false;         ///< 不小于, 不少于
    bool is_each = false;          ///< 各, 均
    std::vector<Length> lengths;   ///< more than one after 分别
    std::string feature;           ///< 至… behind the distance
    std::string zone_class;        ///< 为一类建设控制地带 behind it
};

/// \param clause  without its sides and without signs that end clauses
/// \returns nothing when there is no distance or one that leads inward (围墙内侧各5米), or when some of the
///          clause is none of the above
std::optional<Measured> take_apart(std::u32string_view clause, const Vocabulary& vocabulary);

} // namespace liangxian::words
