// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/words/coordinate_system.hpp"

#include "core/words/clause.hpp"
#include "core/words/length.hpp"
#include "core/words/plain_words.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace liangxian::words {
namespace {

using Words = std::u32string_view;

/// Words of which no other sense is at hand where a notice gives coordinates.
bool speaks_of_it(Words words) {
    return has_any(words, {U"坐标系",       U"座标系",   U"大地坐标",
                           U"坐标基准",     U"大地基准", U"椭球",
                           U"子午线",       U"度带",     U"分带",
                           U"带号",         U"CGCS",     U"WGS",
                           U"wgs",          U"GCJ",      U"BD09",
                           U"BD-09",        U"EPSG",     U"Xian",
                           U"Beijing",      U"西安80",   U"80西安",
                           U"1980西安",     U"西安1980", U"北京54",
                           U"54北京",       U"1954",     U"北京1954",
                           U"大地2000",     U"2000大地", U"国家2000大地坐标系",
                           U"国家2000大地", U"2000坐标", U"国家大地坐标系（2000）",
                           U"2000国家",     U"国家2000", U"火星坐标",
                           U"百度坐标",     U"高德坐标", U"腾讯坐标",
                           U"谷歌坐标",     U"独立坐标", U"地方坐标",
                           U"城市坐标",     U"假定坐标", U"施工坐标",
                           U"相对坐标",     U"手持GPS",  U"GPS坐标",
                           U"GPS测"}) ||
           (words.size() > 2 && words.front() == U'第' && words.back() == U'带') || words == U"GPS";
}

bool names_it_in_brackets(Words words) {
    return ends_with(words, U"坐标") || ends_with(words, U"座标") ||
           has_any(words, {U"高德", U"百度", U"腾讯", U"谷歌", U"奥维", U"火星", U"UTM"});
}

bool take_datum(Cursor& cursor, CoordinateSystem& out) {
    if (!cursor
             .take_any({U"2000国家大地坐标系", U"国家2000坐标系", U"国家大地2000坐标系",
                        U"国家2000大地坐标系", U"中国大地坐标系2000", U"2000中国大地坐标系", U"2000坐标系",
                        U"国家2000", U"大地2000", U"2000国家大地", U"2000大地", U"CGCS2000", U"CGCS-2000",
                        U"国家2000大地坐标系", U"国家2000大地", U"2000坐标", U"国家大地坐标系（2000）",
                        U"CGCS"})
             .empty()) {
        out.datum = std::max(out.datum, Datum::cgcs2000);
        return true;
    }
    if (!cursor
             .take_any(
                 {U"WGS84", U"WGS-84", U"WGS1984", U"WGS-1984", U"wgs84", U"手持GPS", U"GPS", U"84坐标系"})
             .empty()) {
        out.datum = std::max(out.datum, Datum::wgs84);
        return true;
    }
    if (!cursor
             .take_any({U"1980西安", U"西安1980", U"西安80", U"80西安", U"1980年西安", U"1980年国家大地",
                        U"1980国家大地", U"1954年北京", U"1954北京", U"北京1954", U"北京54", U"54北京",
                        U"80坐标系", U"54坐标系", U"80国家大地", U"Xian1980", U"Xian80", U"Beijing1954",
                        U"Beijing54"})
             .empty()) {
        out.datum = Datum::old;
        return true;
    }
    return false;
}

std::optional<int> whole(std::optional<double> number) {
    const bool is_whole = number && *number > 0 && *number < 200 && std::floor(*number) == *number;
    return is_whole ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

/// 3度带, 三度分带, 第38带, 带号38, 中央子午线114°00′; a width or a meridian that no zone has is
/// Datum::other.
bool take_zone(Cursor& cursor, CoordinateSystem& out) {
    const std::size_t start = cursor.at();
    const auto keep = [&out](std::optional<int>& slot, std::optional<int> value) {
        out.datum = !value || (slot && *slot != *value) ? Datum::other : out.datum;
        slot = value;
    };
    if (!cursor.take_any({U"中央子午线经度", U"中央子午线", U"中央经线", U"L0"}).empty()) {
        cursor.take_any({U"为", U"：", U"=", U"是"});
        cursor.take_any({U"东经", U"E"});
        const auto degrees = take_number(cursor);
        cursor.take_any({U"度", U"°"});
        cursor.take_any({U"00′00″", U"0′0″", U"00分00秒", U"00′", U"0′", U"00'00\"", U"00'", U"0'"});
        cursor.take_any({U"E", U"e"});
        keep(out.meridian_deg, whole(degrees));
        return true;
    }
    if (cursor.take(U"带号")) {
        cursor.take_any({U"为", U"：", U"=", U"是", U"第"});
        keep(out.zone_number, whole(take_number(cursor)));
        cursor.take(U"带");
        return true;
    }
    const bool is_ordinal = cursor.take(U"第");
    const auto number = take_number(cursor);
    if (number && !is_ordinal && !cursor.take_any({U"度分带", U"度带", U"°分带", U"°带"}).empty()) {
        const auto width = whole(number);
        keep(out.zone_width_deg, width == 3 || width == 6 ? width : std::nullopt);
        return true;
    }
    if (number && (cursor.take(U"带") || cursor.take(U"号带"))) {
        keep(out.zone_number, whole(number));
        return true;
    }
    cursor.go_to(start);
    return false;
}

bool take_filler(Cursor& cursor) {
    return !cursor
                .take_any({U"坐标系统", U"坐标系", U"坐标",     U"座标系",
                           U"座标",     U"大地",   U"国家",     U"采用",
                           U"使用",     U"均",     U"为",       U"系",
                           U"按",       U"以",     U"用",       U"的",
                           U"下列",     U"如下",   U"下",       U"为准",
                           U"平面",     U"直角",   U"高斯",     U"克吕格",
                           U"克里格",   U"投影",   U"标准",     U"分带",
                           U"统",       U"（",     U"）",       U"1985国家高程基准",
                           U"1985高程", U"高程",   U"基准",     U"系统",
                           U"中国",     U"数学",   U"单位：米", U"单位米",
                           U"测量",     U"测定",   U"测得",     U"实测",
                           U"经纬度",   U"拐点",   U"角点",     U"界址点",
                           U"控制点",   U"四至",   U"边界",     U"各",
                           U"点",       U"值",     U"成果",     U"具体",
                           U"见",       U"附图",   U"附表",     U"附",
                           U"表",       U"图",     U"确定",     U"，",
                           U"、",       U"；",     U"：",       U"-",
                           U"/",        U"与",     U"和",       U"及",
                           U"属",       U"系列",   U"本",       U"数据",
                           U"根据",     U"依据"})
                .empty();
}

} // namespace

std::optional<CoordinateSystem> read_coordinate_system(Words words, bool is_remark) {
    const bool is_about_it = speaks_of_it(words) || (is_remark && names_it_in_brackets(words));
    if (!is_about_it) {
        return std::nullopt;
    }
    CoordinateSystem out;
    Cursor cursor(words);
    while (!cursor.at_end()) {
        if (!take_datum(cursor, out) && !take_zone(cursor, out) && !take_filler(cursor)) {
            out.datum = Datum::other;
            break;
        }
    }
    if (out.datum == Datum::unstated && !out.has_zone()) {
        return std::nullopt; // 界址点坐标
    }
    out.words = to_utf8(words);
    return out;
}

void add_to(CoordinateSystem& before, const CoordinateSystem& later) {
    const auto differ = [](const std::optional<int>& a, const std::optional<int>& b) {
        return a && b && *a != *b;
    };
    const bool clash = differ(before.zone_width_deg, later.zone_width_deg) ||
                       differ(before.zone_number, later.zone_number) ||
                       differ(before.meridian_deg, later.meridian_deg);
    before.words += before.words.empty() || later.words.empty() ? later.words : "，" + later.words;
    before.datum = clash ? Datum::other : std::max(before.datum, later.datum);
    before.zone_width_deg = later.zone_width_deg ? later.zone_width_deg : before.zone_width_deg;
    before.zone_number = later.zone_number ? later.zone_number : before.zone_number;
    before.meridian_deg = later.meridian_deg ? later.meridian_deg : before.meridian_deg;
}

} // namespace liangxian::words
