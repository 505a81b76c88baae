// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/control_points.hpp"

#include "core/base/digest.hpp"
#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/number.hpp"
#include "core/geo/axis_order.hpp"
#include "core/intake/delimited_text.hpp"
#include "core/intake/encoding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace liangxian::app {
namespace {

constexpr std::size_t kLargestFile = 16u << 20;

/// What a row says, in the file's own numbers, easting or longitude first.
struct RawPoint {
    std::string name;
    std::string where;
    bool is_check = false;
    geo::Position from;
    geo::Position to;
};

bool is_degrees(const geo::Position& p) { return geo::axis_order_of_degrees(p.x, p.y).has_value(); }

const std::array<std::vector<std::string>, 6>& headings() {
    static const std::array<std::vector<std::string>, 6> names{{{"name", "点名", "点号"},
                                                                {"role", "类型", "用途"},
                                                                {"old_x", "旧X", "旧x", "X1"},
                                                                {"old_y", "旧Y", "旧y", "Y1"},
                                                                {"new_x", "新X", "新x", "X2"},
                                                                {"new_y", "新Y", "新y", "Y2"}}};
    return names;
}

class ControlReader {
public:
    ControlReader(const std::filesystem::path& file, std::string datum, std::optional<int> zone)
        : m_name(file.filename().string()), m_zone(zone) {
        m_out.form.datum = std::move(datum);
        const std::string bytes = base::read_file(file, kLargestFile);
        m_out.file_sha256 = base::sha256_hex(bytes);
        const std::string text = intake::decode_text(bytes, "").utf8;
        m_table = intake::read_delimited(text, intake::detect_separator(text));
    }

    base::Result<ControlPoints> read() {
        if (find_columns()) {
            read_rows();
        }
        if (m_problems.empty()) {
            decide_form();
        }
        if (m_problems.empty()) {
            lay_on_plane();
        }
        return m_problems.empty() ? base::Result<ControlPoints>(std::move(m_out))
                                  : base::Result<ControlPoints>(std::move(m_problems));
    }

private:
    void refuse(const char* code, const std::string& where, std::string zh, std::string en) {
        m_problems.push_back({code, where, {std::move(zh), std::move(en)}});
    }

    bool find_columns() {
        const intake::TableRow* head = m_table.empty() ? nullptr : &m_table.front();
        for (std::size_t i = 0; i < headings().size(); ++i) {
            const auto& names = headings().at(i);
            std::size_t column = 0;
            while (head != nullptr && column < head->cells.size() &&
                   std::find(names.begin(), names.end(), head->cells[column].text) == names.end()) {
                ++column;
            }
            if (head == nullptr || column == head->cells.size()) {
                refuse("control-wrong", m_name, fmt::format("缺少列 {}（{}）", names[0], names[1]),
                       fmt::format("the column {} ({}) is missing", names[0], names[1]));
            }
            m_columns.at(i) = column;
        }
        return m_problems.empty();
    }

    void read_rows() {
        std::set<std::string> names;
        for (std::size_t i = 1; i < m_table.size(); ++i) {
            const intake::TableRow& row = m_table[i];
            const auto cell = [&](std::size_t which) {
                const std::size_t column = m_columns.at(which);
                return column < row.cells.size() ? row.cells[column].text : std::string();
            };
            RawPoint point;
            point.where = fmt::format("{}:{}", m_name, row.line);
            point.name = cell(0);
            const std::string role = cell(1);
            point.is_check = role == "check" || role == "检查点" || role == "检查";
            if (!point.is_check && role != "control" && role != "控制点" && role != "控制") {
                refuse("control-wrong", point.where, "类型应为 control（控制点）或 check（检查点）",
                       "role must be control or check");
            }
            if (point.name.empty() || !names.insert(point.name).second) {
                refuse("control-wrong", point.where, "点名缺失或重复", "the name is missing or stands twice");
            }
            const auto from = position_of(cell(2), cell(3));
            const auto to = position_of(cell(4), cell(5));
            if (!from || !to) {
                refuse("control-wrong", point.where, "坐标不是数，或看不出 X、Y 的先后",
                       "a coordinate is no number, or the order of x and y cannot be told");
            } else {
                point.from = *from;
                point.to = *to;
                m_points.push_back(std::move(point));
            }
        }
    }

    static std::optional<geo::Position> position_of(const std::string& first, const std::string& second) {
        const auto a = base::parse_number(first);
        const auto b = base::parse_number(second);
        if (!a || !b) {
            return std::nullopt;
        }
        const auto of_degrees = geo::axis_order_of_degrees(*a, *b);
        const auto order = of_degrees ? of_degrees : geo::axis_order_of(*a, *b);
        return order ? std::optional(geo::position_from(*a, *b, *order)) : std::nullopt;
    }

    void decide_form() {
        if (m_points.empty()) {
            refuse("control-wrong", m_name, "没有点", "there are no points");
            return;
        }
        m_out.form.is_degrees = is_degrees(m_points.front().from);
        std::set<int> zones;
        for (const RawPoint& point : m_points) {
            if (is_degrees(point.from) != m_out.form.is_degrees) {
                refuse("control-wrong", point.where, "平面坐标与经纬度混用",
                       "plane coordinates and degrees are mixed");
            }
            for (const geo::Position& p : {point.from, point.to}) {
                if (p.x >= 1e7) {
                    zones.insert(static_cast<int>(p.x / 1e6));
                }
            }
        }
        if (m_out.form.is_degrees && !m_zone && zones.empty()) {
            zones.insert(geo::GaussZone::nearest_3_degree(m_points.front().from.x).number);
        }
        if (m_zone) {
            zones.insert(*m_zone);
        }
        if (zones.empty()) {
            refuse("plane-unknown", "--zone", "坐标不带带号；请用 --zone 给出三度带带号",
                   "the eastings carry no zone number; give the 3° zone with --zone");
        } else if (zones.size() > 1 || *zones.begin() < 25 || *zones.begin() > 45) {
            refuse("zone-contradiction", "--zone", "须同在一个三度带（25–45）",
                   "all have to be in one 3° zone, 25 to 45");
        } else {
            m_out.form.zone = *zones.begin();
        }
    }

    void lay_on_plane() {
        const OldPlane old(m_out.form);
        const geo::Transform target(m_out.form.target_epsg());
        for (const RawPoint& point : m_points) {
            try {
                const geo::Position to =
                    is_degrees(point.to)
                        ? target.from_4490(point.to)
                        : geo::Position{point.to.x >= 1e7 ? point.to.x - m_out.form.zone * 1e6 : point.to.x,
                                        point.to.y};
                m_out.points.push_back({point.name, point.is_check, {old.from_file(point.from), to}});
            } catch (const base::GeometryError&) { // whose words would hold the coordinates
                refuse("control-wrong", point.where, "坐标不在投影范围内", "lies outside of the projection");
            }
        }
    }

    std::string m_name;
    std::optional<int> m_zone;
    intake::Table m_table;
    std::array<std::size_t, 6> m_columns{};
    std::vector<RawPoint> m_points;
    ControlPoints m_out;
    base::Problems m_problems;
};

} // namespace

std::vector<geo::PointPair> ControlPoints::pairs(bool of_checks) const {
    std::vector<geo::PointPair> out;
    for (const ControlPoint& point : points) {
        if (point.is_check == of_checks) {
            out.push_back(point.pair);
        }
    }
    return out;
}

base::Result<ControlPoints> read_control_points(const std::filesystem::path& file, const std::string& datum,
                                                std::optional<int> zone) {
    return ControlReader(file, datum, zone).read();
}

} // namespace liangxian::app
