// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/words/announced_range.hpp"

#include "core/compare/farthest.hpp"
#include "core/words/plain_words.hpp"
#include "core/words/sections.hpp"
#include "core/words/side_check.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace liangxian::words {
namespace {

constexpr double kLeastM = 1;

/// By how much the stored range is not the announced one, beyond what both may be off; 0 when it is.
double difference_m(const std::vector<Draft>& announced, const Ground& ground) {
    if (announced.size() == 1) {
        const auto sides = check_sides(announced.front().reading, ground.range, ground, Line::protection);
        double worst_m = 0;
        for (const SideCheck& side : sides) {
            worst_m = side.agrees() ? worst_m : std::max(worst_m, side.difference_m());
        }
        if (!sides.empty()) {
            return worst_m;
        }
    }
    double may_be_off_m = kLeastM;
    for (const Draft& draft : announced) {
        may_be_off_m = std::max(may_be_off_m, draft.accuracy_m.value_or(0));
    }
    const double apart_m = compare::farthest(joined(announced), ground.range).distance_m;
    return apart_m > may_be_off_m ? apart_m : 0;
}

/// A part of the text says of itself that it is about the protection range alone.
bool announces_range(std::string_view utf8) {
    const std::u32string words = plain_words(utf8);
    const auto sections = sections_of(words);
    return std::any_of(sections.begin(), sections.end(), [](const Section& section) {
        return section.is_labelled && section.of_protection && !section.of_control;
    });
}

bool is_from_range(const Draft& draft) {
    return draft.reading.base.kind == PhraseKind::range || draft.reading.base.kind == PhraseKind::none;
}

} // namespace

void look_at_announced_range(std::vector<Draft>& drafts, std::string_view utf8, const Ground& ground,
                             const Vocabulary& vocabulary) {
    const bool any_from_range = std::any_of(drafts.begin(), drafts.end(), [](const Draft& draft) {
        return is_from_range(draft) && draft.reading.corners.empty() && !draft.geometry.polygons.empty();
    });
    if (!any_from_range || ground.range.polygons.empty() || !announces_range(utf8)) {
        return;
    }
    const auto announced =
        draw(read_boundary_text(utf8, Line::protection, vocabulary), ground, Line::protection);
    const double apart_m = worst_of(announced) == DraftStatus::drawn ? difference_m(announced, ground) : 0;
    for (Draft& draft : drafts) {
        if (apart_m > 0 && is_from_range(draft) && draft.reading.corners.empty()) {
            draft.reading.todo.push_back(
                {fmt::format("从库中的保护范围量起，它与本文公布的保护范围相差 {:.1f} 米，请先核对保护范围",
                             apart_m),
                 fmt::format(
                     "measured from the stored range, which is {:.1f} m off the range this text announces; look "
                     "at the range first",
                     apart_m)});
            draft.status = status_of(draft);
        }
    }
}

} // namespace liangxian::words
