// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/table_columns.hpp"

#include "core/base/number.hpp"
#include "core/geo/axis_order.hpp"
#include "core/intake/text_lines.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace liangxian::intake {
namespace {

constexpr std::size_t kHeaderSearchRows = 10;

/// A header cell in one spelling: half width, lower case, without blanks and underscores.
std::string header_word(const std::string& text) {
    std::string out;
    for (const char c : lower_ascii(half_width(text))) {
        if (c != ' ' && c != '_' && c != '-' && c != '*' && c != '\n') {
            out += c;
        }
    }
    return out;
}
/// The word without its unit or explanation: `x坐标(m)` → `x坐标`.
std::string without_note(const std::string& word) { return word.substr(0, word.find('(')); }

bool is_one_of(const std::string& word, std::initializer_list<const char*> words) {
    return std::any_of(words.begin(), words.end(), [&](const char* w) { return word == w; });
}

void assign(std::optional<std::size_t>& column, std::size_t index) {
    if (!column) {
        column = index;
    }
}

/// What the header itself says of the form of the angles.
AngleHint hint_of(const std::string& word) {
    for (const char* packed : {"度分秒", "dms", "ddd.mmss", "dd.mmss", "dddmmss", "d.mmss", "度.分秒"}) {
        if (contains_text(word, packed)) {
            return AngleHint::packed;
        }
    }
    for (const char* decimal : {"十进制", "decimal", "(度)", "(°)", "dd.dddd", "(deg)"}) {
        if (contains_text(word, decimal)) {
            return AngleHint::decimal;
        }
    }
    return AngleHint::none;
}

void take_header_cell(const std::string& full, std::size_t i, TableColumns& out) {
    const std::string word = without_note(full);
    if (is_one_of(word, {"wkt", "geom", "geometry", "thegeom", "wktgeom", "图形", "几何", "geomwkt"})) {
        assign(out.wkt, i);
    } else if (is_one_of(word,
                         {"经度", "lon", "lng", "long", "longitude", "东经", "中心经度", "经度坐标", "l"})) {
        assign(out.longitude, i);
    } else if (is_one_of(word, {"纬度", "lat", "latitude", "北纬", "中心纬度", "纬度坐标", "b"})) {
        assign(out.latitude, i);
    } else if (is_one_of(word, {"x", "x坐标", "坐标x", "北", "北坐标", "纵坐标", "北坐标x", "纵坐标x", "x北",
                                "northing", "north", "n", "xnorthing", "2000x", "x2000", "y北", "北y"})) {
        assign(out.northing, i);
    } else if (is_one_of(word, {"y", "y坐标", "坐标y", "东", "东坐标", "横坐标", "东坐标y", "横坐标y", "y东",
                                "easting", "east", "e", "yeasting", "2000y", "y2000", "x东", "东x"})) {
        assign(out.easting, i);
    } else if (is_one_of(word, {"点号", "拐点号", "拐点", "拐点编号", "界址点", "界址点号", "界址点编号",
                                "顶点", "顶点号", "桩号", "point", "pointno", "pointnumber", "pt", "ptno",
                                "vertex", "点名", "pointid"})) {
        assign(out.point, i);
    } else if (is_one_of(word, {"圈号", "地块圈号", "圈", "环号", "ring", "ringno", "ringid", "part",
                                "partid", "圈序号"})) {
        assign(out.ring, i);
    } else if (is_one_of(word, {"地块", "地块号", "地块编号", "地块名称", "宗地", "宗地号", "parcel",
                                "parcelid", "parcelno", "区块", "区块号", "lot", "图斑号", "图斑编号"})) {
        assign(out.parcel, i);
    } else if (is_one_of(word, {"id", "fid", "编号", "siteid", "zoneid", "areaid", "applicationid",
                                "项目编号", "文物编号", "代码", "code", "标识码", "bsm"})) {
        assign(out.id, i);
    } else if (is_one_of(word, {"name", "名称", "项目名称", "文物名称", "单位名称", "文物保护单位名称",
                                "sitename", "文保单位名称", "点位名称"})) {
        assign(out.name, i);
    }
}

/// A value of a headerless column: a plain number or a marked angle.
struct CellValue {
    double value = 0;
    bool marked = false;
};
std::optional<CellValue> cell_value(const TableCell& cell) {
    if (const auto angle = parse_marked_angle(cell.text)) {
        return CellValue{angle->degrees, true};
    }
    const auto quantity = parse_quantity(cell.text);
    return quantity && quantity->unit.empty() ? std::optional<CellValue>(CellValue{quantity->value, false})
                                              : std::nullopt;
}

enum class PairKind { none, northing_easting, easting_northing, latitude_longitude, longitude_latitude };

PairKind kind_of_pair(const TableRow& row, std::size_t i) {
    if (i + 1 >= row.cells.size()) {
        return PairKind::none;
    }
    const auto a = cell_value(row.cells[i]);
    const auto b = cell_value(row.cells[i + 1]);
    if (!a || !b) {
        return PairKind::none;
    }
    if (const auto order = geo::axis_order_of_degrees(a->value, b->value)) {
        return *order == geo::AxisOrder::northing_first ? PairKind::latitude_longitude
                                                        : PairKind::longitude_latitude;
    }
    if (const auto order = geo::axis_order_of(a->value, b->value)) {
        return *order == geo::AxisOrder::northing_first ? PairKind::northing_easting
                                                        : PairKind::easting_northing;
    }
    return PairKind::none;
}

} // namespace

TableColumns columns_of_header(const TableRow& row) {
    TableColumns out;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const std::string word = header_word(row.cells[i].text);
        out.names.push_back(trimmed(row.cells[i].text));
        take_header_cell(word, i, out);
        const AngleHint hint = hint_of(word);
        out.angle_hint = hint == AngleHint::none ? out.angle_hint : hint;
    }
    out.has_header = true;
    return out;
}

TableColumns columns_of_values(const Table& table) {
    TableColumns out;
    const std::size_t width = table.empty() ? 0 : table.front().cells.size();
    for (std::size_t i = 0; i + 1 < width && !out.usable(); ++i) {
        std::array<std::size_t, 5> votes{};
        for (const TableRow& row : table) {
            ++votes[static_cast<std::size_t>(kind_of_pair(row, i))];
        }
        const auto best =
            static_cast<std::size_t>(std::max_element(votes.begin() + 1, votes.end()) - votes.begin());
        if (votes[best] * 2 <= table.size()) {
            continue;
        }
        switch (static_cast<PairKind>(best)) {
        case PairKind::northing_easting:
            out.northing = i, out.easting = i + 1;
            break;
        case PairKind::easting_northing:
            out.easting = i, out.northing = i + 1;
            break;
        case PairKind::latitude_longitude:
            out.latitude = i, out.longitude = i + 1;
            break;
        case PairKind::longitude_latitude:
            out.longitude = i, out.latitude = i + 1;
            break;
        case PairKind::none:
            break;
        }
        if (i > 0) {
            out.point = 0; // what stands before the coordinates numbers or names the points
        }
        if (i == 2) {
            out.ring = 1; // point, ring, X, Y as in the survey exchange file
        }
    }
    return out;
}

bool is_title_like(const TableRow& row) {
    return std::none_of(row.cells.begin(), row.cells.end(),
                        [](const TableCell& cell) { return base::parse_number(cell.text).has_value(); });
}

std::size_t header_row(const Table& table) {
    for (std::size_t i = 0; i < table.size() && i < kHeaderSearchRows; ++i) {
        if (is_title_like(table[i]) && columns_of_header(table[i]).usable()) {
            return i;
        }
    }
    return table.size();
}

} // namespace liangxian::intake
