// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/words/boundary_text.hpp"

#include <array>
#include <cstddef>
#include <utility>

namespace liangxian::words {
namespace {

struct KindName {
    const char* code;
    base::Text name;
};

const std::array<KindName, 10>& kinds() {
    static const std::array<KindName, 10> kKinds{{
        {"BODY", {"文物本体", "the monument itself"}},
        {"WALL", {"院墙以内", "inside the wall"}},
        {"CENTER_BOX", {"以中心点划定", "a box about a point"}},
        {"OFFSET_UNIFORM", {"四周等距", "one distance on every side"}},
        {"OFFSET_PER_SIDE", {"各侧分别外延", "a distance a side"}},
        {"TO_FEATURE", {"至地物", "as far as something on the ground"}},
        {"LINE_BUFFER", {"线两侧", "both sides of a line"}},
        {"COORD_LIST", {"坐标点", "corner points"}},
        {"SAME_AS_RANGE", {"同保护范围", "the same as the protection range"}},
        {"TEXT_ONLY", {"仅有文字", "words only"}},
    }};
    return kKinds;
}

} // namespace

std::string_view code_of(TextKind kind) { return kinds()[static_cast<std::size_t>(kind)].code; }
const base::Text& name_of(TextKind kind) { return kinds()[static_cast<std::size_t>(kind)].name; }

const base::Text& name_of(Side side) {
    static const std::array<base::Text, 4> kNames{
        {{"东", "east"}, {"南", "south"}, {"西", "west"}, {"北", "north"}}};
    return kNames[static_cast<std::size_t>(side)];
}

} // namespace liangxian::words
