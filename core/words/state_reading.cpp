// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/words/state_reading.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>

namespace liangxian::words {
namespace {

void state(Reading& reading, std::string zh, std::string en) {
    reading.understood.push_back({std::move(zh), std::move(en)});
}

std::string metres_zh(const Length& length) {
    return fmt::format("{}{:.12g} 米", length.is_approximate ? "约 " : "", length.metres);
}

std::string metres_en(const Length& length) {
    return fmt::format("{}{:.12g} m", length.is_approximate ? "about " : "", length.metres);
}

void state_side(Reading& reading, Side side, const Reach& reach) {
    std::string zh = name_of(side).zh + "：";
    std::string en = name_of(side).en + ": ";
    if (reach.length) {
        zh += metres_zh(*reach.length);
        en += metres_en(*reach.length);
    }
    if (reach.from.kind != PhraseKind::none) {
        zh += fmt::format("，自“{}”", reach.from.words);
        en += fmt::format(" from '{}'", reach.from.words);
    }
    if (!reach.feature.empty()) {
        zh += fmt::format("{}至“{}”", reach.length ? "，" : "", reach.feature);
        en += fmt::format("{}to '{}'", reach.length ? ", " : "", reach.feature);
    }
    state(reading, std::move(zh), std::move(en));
}

} // namespace

void state_reading(Reading& reading) {
    if (!reading.zone_class.empty()) {
        state(reading, fmt::format("{} 类建设控制地带", reading.zone_class),
              fmt::format("control zone of class {}", reading.zone_class));
    }
    if (reading.zone) {
        state(reading, zone::name_of(*reading.zone).zh, zone::name_of(*reading.zone).en);
    }
    if (reading.base.kind != PhraseKind::none) {
        state(reading, fmt::format("起算：“{}”", reading.base.words),
              fmt::format("from: '{}'", reading.base.words));
    }
    if (reading.around) {
        const bool both = reading.is_on_both_sides;
        state(reading, fmt::format("{}：{}", both ? "两侧" : "四周", metres_zh(*reading.around)),
              fmt::format("{}: {}", both ? "both sides" : "all round", metres_en(*reading.around)));
    }
    if (reading.east_west) {
        state(reading, "东西长 " + metres_zh(*reading.east_west),
              "east to west " + metres_en(*reading.east_west));
    }
    if (reading.north_south) {
        state(reading, "南北长 " + metres_zh(*reading.north_south),
              "north to south " + metres_en(*reading.north_south));
    }
    for (const Side side : kSides) {
        if (const auto& reach = reading.side(side)) {
            state_side(reading, side, *reach);
        }
    }
    if (!reading.corners.empty()) {
        state(reading, fmt::format("坐标点 {} 个", reading.corners.size()),
              fmt::format("{} corner points", reading.corners.size()));
    }
    if (reading.holds_base) {
        state(reading, "含保护范围", "the protection range is part of it");
    }
    if (reading.says_none) {
        state(reading, "公布不设此界线", "it is announced that there is no such line");
    }
}

} // namespace liangxian::words
