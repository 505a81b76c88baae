// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/mining_string.hpp"

#include "core/base/number.hpp"
#include "core/geo/axis_order.hpp"
#include "core/intake/coordinate_text.hpp"
#include "core/intake/text_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace liangxian::intake {
namespace {

constexpr double kMostRings = 10000;

std::optional<int> whole_number(const std::string& text, double least, double most) {
    const auto value = base::parse_number(text);
    if (!value || *value != std::floor(*value) || *value < least || *value > most) {
        return std::nullopt;
    }
    return static_cast<int>(*value);
}

/// Fields between commas; a line end after a comma, or in place of one, is no field of its own.
std::vector<std::string> string_fields(std::string_view text) {
    std::string plain;
    for (const char c : half_width(text)) {
        const bool line_end = c == '\n' || c == '\r';
        if (!line_end) {
            plain += c;
        } else if (!plain.empty() && plain.back() != ',') {
            plain += ',';
        }
    }
    std::vector<std::string> fields = split_fields(plain, ',');
    while (!fields.empty() && fields.back().empty()) {
        fields.pop_back();
    }
    return fields;
}

std::optional<double> elevation(const std::string& text) {
    const auto quantity = parse_quantity(text);
    return quantity ? std::optional<double>(quantity->value) : std::nullopt;
}

/// Longitude and latitude from packed degrees, in either order; nothing when they are not that.
std::optional<std::pair<double, double>> packed_pair(const std::string& first, const std::string& second) {
    const auto a = parse_angle(first, AngleForm::packed_integer);
    const auto b = parse_angle(second, AngleForm::packed_integer);
    if (!a || !b) {
        return std::nullopt;
    }
    const auto order = geo::axis_order_of_degrees(a->degrees, b->degrees);
    if (!order) {
        return std::nullopt;
    }
    const geo::Position p = geo::position_from(a->degrees, b->degrees, *order);
    return std::make_pair(p.x, p.y);
}

/// Reads the fields of one form; stops at the first thing that does not fit and says what.
class FieldWalker {
public:
    FieldWalker(const std::vector<std::string>& fields, MiningForm form, const std::string& where)
        : m_fields(fields), m_where(where) {
        m_out.form = form;
        m_out.in_degrees = form == MiningForm::exploration;
    }

    MiningString walk() {
        const auto rings = whole_number(next(), 1, kMostRings);
        if (!rings) {
            fail("第一个数应为圈数", "the first number should be the count of rings");
        }
        for (m_ring = 1; ok() && m_ring <= *rings; ++m_ring) {
            walk_ring();
        }
        if (ok() && m_at < m_fields.size()) {
            fail(fmt::format("写明 {} 圈，之后还有 {} 个字段", *rings, m_fields.size() - m_at),
                 fmt::format("{} rings are stated, but {} fields follow", *rings, m_fields.size() - m_at));
        }
        return std::move(m_out);
    }
    /// How far it came: of two forms that both fail, the one that came further was meant.
    std::size_t reached() const { return m_at; }

private:
    bool ok() const { return m_out.errors.empty(); }
    std::string next() { return m_at < m_fields.size() ? m_fields[m_at++] : (++m_past_end, std::string()); }

    void fail(const std::string& zh, const std::string& en) {
        const std::string cut_zh = m_past_end > 0 ? "（字符串在此中断，可能不完整）" : "";
        const std::string cut_en = m_past_end > 0 ? " (the string ends here; it may be cut off)" : "";
        m_out.errors.push_back({"bad-mining-string",
                                fmt::format("{}, ring {}, field {}", m_where, m_ring, m_at),
                                {fmt::format("第 {} 圈第 {} 个字段：{}{}", m_ring, m_at, zh, cut_zh),
                                 fmt::format("ring {}, field {}: {}{}", m_ring, m_at, en, cut_en)}});
    }

    void walk_ring() {
        const auto count = whole_number(next(), 1, 1e7);
        if (!count) {
            fail("应为本圈点数", "the count of points of the ring is expected");
            return;
        }
        MiningRing ring;
        for (int i = 1; ok() && i <= *count; ++i) {
            walk_point(ring, i);
        }
        if (!ok()) {
            return;
        }
        if (m_out.form == MiningForm::mining) {
            ring.top_m = elevation(next());
            ring.bottom_m = elevation(next());
            ring.remark = next();
            take_flag(ring, next());
        } else {
            take_flag(ring, next());
            next(); // two fields whose meaning no published source gives
            next();
        }
        if (ok()) {
            m_out.rings.push_back(std::move(ring));
        }
    }
    void walk_point(MiningRing& ring, int i) {
        if (m_out.form == MiningForm::mining) {
            next(); // the point's own number; the order of the points is what counts
            const auto x = base::parse_number(next());
            const auto y = base::parse_number(next());
            if (x && y) {
                ring.points.emplace_back(*x, *y);
                return;
            }
            fail(fmt::format("第 {} 个点的 X、Y 不是数", i),
                 fmt::format("X and Y of point {} are no numbers", i));
            return;
        }
        const std::string first = next();
        const std::string second = next();
        if (const auto pair = packed_pair(first, second)) {
            ring.points.push_back(*pair);
        } else {
            fail(fmt::format("第 {} 个点不是度分秒经纬度：{}, {}", i, first, second),
                 fmt::format("point {} is no packed longitude and latitude: {}, {}", i, first, second));
        }
    }
    void take_flag(MiningRing& ring, const std::string& text) {
        const auto flag = whole_number(text, -1, 1);
        if (flag && *flag != 0) {
            ring.flag = *flag;
        } else {
            fail("标志应为 1（范围）或 -1（扣除），实际是“" + text + "”",
                 "the flag should be 1 (extent) or -1 (deducted) but is \"" + text + "\"");
        }
    }
    const std::vector<std::string>& m_fields;
    const std::string& m_where;
    MiningString m_out;
    std::size_t m_at = 0;
    std::size_t m_past_end = 0;
    int m_ring = 0;
};

/// Pieces between semicolons, each two fields; nothing when any piece is not.
std::optional<std::vector<std::pair<std::string, std::string>>> plan_pairs(std::string_view text) {
    std::vector<std::pair<std::string, std::string>> pairs;
    for (const std::string& piece : split_fields(half_width(text), ';')) {
        if (piece.empty()) {
            continue;
        }
        const std::vector<std::string> fields = split_fields(piece, ',');
        if (fields.size() != 2) {
            return std::nullopt;
        }
        pairs.emplace_back(fields[0], fields[1]);
    }
    return pairs;
}

/// Packed degrees are tried first: seven digits of longitude (1113520) would be a northing of 10°N,
/// south of every mine, so nothing is lost.
std::optional<MiningRing> plan_ring(const std::vector<std::pair<std::string, std::string>>& pairs,
                                    bool& in_degrees) {
    MiningRing degrees;
    MiningRing plane;
    for (const auto& [first, second] : pairs) {
        if (const auto packed = packed_pair(first, second)) {
            degrees.points.push_back(*packed);
        }
        const auto x = base::parse_number(first);
        const auto y = base::parse_number(second);
        if (x && y && geo::axis_order_of(*x, *y)) {
            plane.points.emplace_back(*x, *y);
        }
    }
    in_degrees = degrees.points.size() == pairs.size();
    if (in_degrees || plane.points.size() == pairs.size()) {
        return in_degrees ? degrees : plane;
    }
    return std::nullopt;
}

/// Gathers the rows of a [登记项目] to rings.
class ProjectRows {
public:
    explicit ProjectRows(const std::string& name) : m_name(name) {}

    void take(const TextLine& row) {
        m_line = row.number;
        const std::vector<std::string> fields = split_fields(half_width(row.text), ',');
        if (contains_text(fields.front(), "标高")) {
            end_ring(fields);
        } else if (fields.size() >= 3) {
            m_pairs.emplace_back(fields[1], fields[2]);
        } else {
            fail("应为“点号,X,Y”或“标高,上标高,下标高,备注,标志”",
                 "expected \"number,X,Y\" or \"标高,top,bottom,remark,flag\"");
        }
    }
    MiningString finish() {
        if (!m_pairs.empty()) {
            fail("最后一圈没有“标高”行（含标志），文件可能不完整",
                 "the last ring has no 标高 row with its flag; the file may be cut off");
        }
        return std::move(m_out);
    }

private:
    void fail(const std::string& zh, const std::string& en) {
        m_out.errors.push_back({"bad-mining-string", at_line(m_name, m_line), {zh, en}});
    }
    void end_ring(const std::vector<std::string>& fields) {
        bool in_degrees = false;
        auto ring = m_pairs.empty() ? std::nullopt : plan_ring(m_pairs, in_degrees);
        m_pairs.clear();
        const auto flag = fields.size() >= 5 ? whole_number(fields[4], -1, 1) : std::nullopt;
        if (!flag || *flag == 0) {
            fail("“标高”行的标志应为 1（范围）或 -1（扣除）",
                 "the flag of the 标高 row should be 1 (extent) or -1 (deducted)");
        } else if (!ring || (!m_out.rings.empty() && in_degrees != m_out.in_degrees)) {
            fail("这一圈的坐标既不是完整的平面坐标，也不是度分秒经纬度",
                 "the ring is neither all plane coordinates nor all packed degrees");
        } else {
            ring->top_m = elevation(fields[1]);
            ring->bottom_m = elevation(fields[2]);
            ring->remark = fields[3];
            ring->flag = *flag;
            m_out.in_degrees = in_degrees;
            m_out.rings.push_back(std::move(*ring));
        }
    }

    const std::string& m_name;
    std::size_t m_line = 0;
    std::vector<std::pair<std::string, std::string>> m_pairs;
    MiningString m_out;
};

} // namespace

MiningString parse_project_rows(const std::vector<TextLine>& rows, const std::string& name) {
    ProjectRows project(name);
    for (const TextLine& row : rows) {
        project.take(row);
    }
    return project.finish();
}

bool is_mining_string(std::string_view text) {
    const std::vector<std::string> fields = string_fields(text);
    const bool counted = fields.size() >= 9 && whole_number(fields[0], 1, kMostRings) &&
                         whole_number(fields[1], 3, 1e7) && !contains_text(text, ";");
    if (counted) {
        // A table of integers could begin the same way; the values of its first point tell.
        const auto x = base::parse_number(fields[3]);
        const auto y = base::parse_number(fields[4]);
        return (x && y && geo::axis_order_of(*x, *y)) || packed_pair(fields[2], fields[3]).has_value();
    }
    bool in_degrees = false;
    const auto pairs = plan_pairs(text);
    return pairs && pairs->size() >= 3 && plan_ring(*pairs, in_degrees).has_value();
}

MiningString parse_mining_string(std::string_view text, const std::string& where) {
    if (contains_text(half_width(text), ";")) {
        MiningString out;
        out.form = MiningForm::plan;
        const auto pairs = plan_pairs(text);
        const auto ring = pairs ? plan_ring(*pairs, out.in_degrees) : std::nullopt;
        if (ring) {
            out.rings.push_back(*ring);
        } else {
            out.errors.push_back(
                {"bad-mining-string",
                 where,
                 {"应为“X1,Y1;X2,Y2;…”，每对是度分秒经纬度（DDDMMSS,DDMMSS）或平面坐标",
                  "expected \"X1,Y1;X2,Y2;…\", each pair packed degrees (DDDMMSS,DDMMSS) or plane coordinates"}});
        }
        return out;
    }
    const std::vector<std::string> fields = string_fields(text);
    FieldWalker as_mining(fields, MiningForm::mining, where);
    MiningString mining = as_mining.walk();
    if (mining.errors.empty()) {
        return mining;
    }
    FieldWalker as_exploration(fields, MiningForm::exploration, where);
    MiningString exploration = as_exploration.walk();
    const bool take_exploration =
        exploration.errors.empty() || as_exploration.reached() > as_mining.reached();
    return take_exploration ? exploration : mining;
}

} // namespace liangxian::intake
