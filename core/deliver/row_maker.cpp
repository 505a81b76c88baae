// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/deliver/row_maker.hpp"

#include "core/base/number.hpp"
#include "core/geo/area.hpp"
#include "core/geo/grid.hpp"
#include "core/geo/wkb.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace liangxian::deliver {
namespace {

const gdal::Value kNothing;

const gdal::Value& column_of(const Record& record, const std::string& column) {
    const auto found = record.columns.find(column);
    return found == record.columns.end() ? kNothing : found->second;
}

/// One field of one row on its way, with its faults.
class FieldMaker {
public:
    FieldMaker(const ProfileField& field, const Record& record, base::Problems& faults)
        : m_field(field), m_record(record), m_faults(faults) {}

    gdal::Value make(const geo::Geometry& geometry, const std::string& bsm) {
        switch (m_field.source) {
        case ValueSource::bsm:
            return bsm;
        case ValueSource::constant:
            return as_typed(m_field.constant);
        case ValueSource::area_geodesic_m2:
            return base::rounded_half_up(geo::area_geodesic_m2(geometry), m_field.decimals);
        case ValueSource::column:
            return from_column();
        default:
            return {};
        }
    }

private:
    void fault(const char* code, const std::string& zh, const std::string& en) {
        m_faults.push_back({code,
                            m_record.name,
                            {fmt::format("字段 {}（{}）{}", m_field.name, m_field.alias, zh),
                             fmt::format("field {} ({}) {}", m_field.name, m_field.alias, en)}});
    }

    gdal::Value from_column() {
        const std::string words = text_of(column_of(m_record, m_field.column));
        if (words.empty()) {
            if (m_field.is_mandatory) {
                fault("value-missing", fmt::format("为必填，但记录没有 {}", m_field.column),
                      fmt::format("is mandatory, and the record has no {}", m_field.column));
            }
            return {};
        }
        return m_field.codes.empty() ? as_typed(words) : coded(words);
    }

    gdal::Value coded(const std::string& words) {
        for (const ProfileCode& code : m_field.codes) {
            if (std::find(code.records.begin(), code.records.end(), words) != code.records.end()) {
                return m_field.writes_names ? code.name : code.code;
            }
        }
        fault("code-missing", fmt::format("的值表中没有对应“{}”的代码", words),
              fmt::format("has no code for '{}'", words));
        return {};
    }

    gdal::Value as_typed(const std::string& words) {
        if (m_field.type != ProfileField::Type::text) {
            const auto number = base::parse_number(words);
            if (!number) {
                fault("not-a-number", fmt::format("应为数字，记录为“{}”", words),
                      fmt::format("is a number, and the record has '{}'", words));
                return {};
            }
            return base::rounded_half_up(*number, m_field.decimals);
        }
        if (character_count(words) > static_cast<std::size_t>(m_field.length)) {
            fault("value-too-long", fmt::format("最多 {} 个字符，记录为“{}”", m_field.length, words),
                  fmt::format("holds {} characters, and the record has '{}'", m_field.length, words));
        }
        return words;
    }

    const ProfileField& m_field;
    const Record& m_record;
    base::Problems& m_faults;
};

} // namespace

std::size_t character_count(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string text_of(const gdal::Value& value) {
    if (const auto* words = std::get_if<std::string>(&value)) {
        return *words;
    }
    if (const auto* number = std::get_if<double>(&value)) {
        return base::shortest(*number);
    }
    if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        return std::to_string(*whole);
    }
    return {};
}

geo::Geometry RowMaker::geometry_of(const Record& record) const {
    geo::Geometry out;
    if (m_profile.records == Profile::Records::zones) {
        out.polygons = record.geometry.polygons;
    } else if (!record.geometry.empty()) {
        const geo::Box box = record.geometry.bounds();
        out.points = {{(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2}};
    }
    return geo::on_grid(std::move(out), m_profile.grid_decimals);
}

std::string RowMaker::bsm_prefix(const Record& record) const {
    std::string out;
    for (const BsmForm::Part& part : m_profile.bsm.prefix) {
        out += part.column.empty() ? part.text : text_of(column_of(record, part.column));
    }
    return out;
}

base::Result<gdal::Table::Row> RowMaker::make(const Record& record, const geo::Geometry& geometry,
                                              const std::string& bsm) const {
    base::Problems faults;
    gdal::Table::Row row;
    if (geometry.empty()) {
        faults.push_back({"geometry-missing", record.name, {"没有图形", "it has no geometry"}});
    } else {
        for (const ProfileField& field : m_profile.fields) {
            row.fields.push_back({field.name, FieldMaker(field, record, faults).make(geometry, bsm)});
        }
        row.wkb = geo::to_wkb(geometry);
    }
    if (!faults.empty()) {
        return faults;
    }
    return row;
}

} // namespace liangxian::deliver
