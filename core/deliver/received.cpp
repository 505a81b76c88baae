// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/deliver/received.hpp"

#include "core/base/number.hpp"
#include "core/deliver/row_maker.hpp"
#include "core/geo/area.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace liangxian::deliver {
namespace {

using nlohmann::ordered_json;
using Type = ProfileField::Type;

base::Text type_words(gdal::Column::Type type) {
    switch (type) {
    case gdal::Column::Type::text:
        return {"文字", "text"};
    case gdal::Column::Type::whole:
        return {"整数", "whole number"};
    case gdal::Column::Type::real:
        return {"小数", "real number"};
    case gdal::Column::Type::date:
        return {"日期", "date"};
    default:
        return {"其他类型", "another type"};
    }
}

gdal::Column::Type column_type(Type type) {
    return type == Type::text   ? gdal::Column::Type::text
           : type == Type::real ? gdal::Column::Type::real
                                : gdal::Column::Type::whole;
}

base::Problem fault(const char* code, const std::string& where, const std::string& zh,
                    const std::string& en) {
    return {code, where, {zh, en}};
}

void judge_column(const ProfileField& field, const gdal::Column& column, const std::string& where,
                  base::Problems& out) {
    if (column.type != column_type(field.type)) {
        const base::Text is = type_words(column.type);
        const base::Text must = type_words(column_type(field.type));
        out.push_back(fault("field-type", where,
                            fmt::format("字段 {} 是{}，应为{}", field.name, is.zh, must.zh),
                            fmt::format("field {} is a {}, and must be a {}", field.name, is.en, must.en)));
    } else if (field.type == Type::text && column.length != field.length) {
        out.push_back(
            fault("field-length", where,
                  fmt::format("字段 {} 的长度是 {}，应为 {}", field.name, column.length, field.length),
                  fmt::format("field {} has the length {}, and must have {}", field.name, column.length,
                              field.length)));
    }
}

std::string words_of(const ordered_json& value) {
    return value.is_string()         ? value.get<std::string>()
           : value.is_number_float() ? base::shortest(value.get<double>())
           : value.is_null()         ? std::string()
                                     : value.dump();
}

const ordered_json* value_in(const ReceivedRow& row, const std::string& field) {
    const auto found = row.values.find(field);
    return found == row.values.end() ? nullptr : &*found;
}

const ProfileCode* code_of(const ProfileField& field, const std::string& words) {
    const auto found = std::find_if(field.codes.begin(), field.codes.end(), [&](const ProfileCode& code) {
        return (field.writes_names ? code.name : code.code) == words;
    });
    return found == field.codes.end() ? nullptr : &*found;
}

/// The faults of one value.
class ValueJudge {
public:
    ValueJudge(const ProfileField& field, const ReceivedRow& row, base::Problems& out)
        : m_field(field), m_row(row), m_out(out) {}

    void judge() {
        const ordered_json* value = value_in(m_row, m_field.name);
        if (value == nullptr) {
            return; // the column is missing, which is told once
        }
        const std::string words = words_of(*value);
        if (words.empty()) {
            if (m_field.is_mandatory) {
                tell("value-missing", "为必填，但为空", "is mandatory, and is empty");
            }
            return;
        }
        m_field.type == Type::text ? judge_text(words) : judge_number(*value);
    }

private:
    void tell(const char* code, const std::string& zh, const std::string& en) {
        m_out.push_back(fault(code, m_row.where,
                              fmt::format("字段 {}（{}）{}", m_field.name, m_field.alias, zh),
                              fmt::format("field {} ({}) {}", m_field.name, m_field.alias, en)));
    }

    void judge_text(const std::string& words) {
        if (character_count(words) > static_cast<std::size_t>(m_field.length)) {
            tell("value-too-long", fmt::format("的值“{}”超过 {} 个字符", words, m_field.length),
                 fmt::format("has '{}', more than {} characters", words, m_field.length));
        }
        if (m_field.source == ValueSource::constant && words != m_field.constant) {
            tell("value-wrong", fmt::format("的值是“{}”，应为“{}”", words, m_field.constant),
                 fmt::format("has '{}', and must have '{}'", words, m_field.constant));
        }
        if (!m_field.codes.empty() && code_of(m_field, words) == nullptr) {
            tell("code-unknown", fmt::format("的值“{}”不在值表中（{}）", words, list()),
                 fmt::format("has '{}', which is not in its list ({})", words, list()));
        }
    }

    void judge_number(const ordered_json& value) {
        const auto number =
            value.is_number() ? std::optional(value.get<double>()) : base::parse_number(words_of(value));
        if (!number) {
            return; // its type is wrong, which is told with the column
        }
        if (m_field.type == Type::real && base::rounded_half_up(*number, m_field.decimals) != *number) {
            tell(
                "not-rounded",
                fmt::format("的值 {} 没有取到 {} 位小数", base::shortest(*number), m_field.decimals),
                fmt::format("has {}, not rounded to {} decimals", base::shortest(*number), m_field.decimals));
        }
        if (m_field.source == ValueSource::area_geodesic_m2) {
            judge_area(*number);
        }
    }

    /// Other programs take the geodesic area to their own last digits.
    void judge_area(double stated_m2) {
        constexpr double kRelative = 1e-6;
        const double unit = base::decimal_step(m_field.decimals);
        const double area_m2 = geo::area_geodesic_m2(m_row.geometry);
        if (std::abs(stated_m2 - area_m2) > unit + kRelative * area_m2) {
            const std::string right = base::shortest(base::rounded_half_up(area_m2, m_field.decimals));
            tell("area-differs",
                 fmt::format("的值是 {}，图形的椭球面积是 {}", base::shortest(stated_m2), right),
                 fmt::format("has {}, and the geometry's area on the ellipsoid is {}",
                             base::shortest(stated_m2), right));
        }
    }

    std::string list() const {
        std::string out;
        for (const ProfileCode& code : m_field.codes) {
            out += (out.empty() ? "" : ", ") + (m_field.writes_names ? code.name : code.code);
        }
        return out;
    }

    const ProfileField& m_field;
    const ReceivedRow& m_row;
    base::Problems& m_out;
};

bool are_digits(const std::string& text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

base::Problems judge_columns(const Profile& profile, const std::vector<gdal::Column>& columns,
                             const std::string& where) {
    base::Problems out;
    for (const ProfileField& field : profile.fields) {
        const auto found = std::find_if(columns.begin(), columns.end(), [&field](const gdal::Column& column) {
            return column.name == field.name;
        });
        if (found == columns.end()) {
            out.push_back(fault("field-missing", where,
                                fmt::format("缺少字段 {}（{}）", field.name, field.alias),
                                fmt::format("the field {} ({}) is missing", field.name, field.alias)));
        } else {
            judge_column(field, *found, where, out);
        }
    }
    for (const gdal::Column& column : columns) {
        const auto& tolerated = profile.tolerated_fields;
        if (profile.field(column.name) == nullptr &&
            std::find(tolerated.begin(), tolerated.end(), column.name) == tolerated.end()) {
            out.push_back(fault("field-unknown", where,
                                fmt::format("字段 {} 不属于 {}", column.name, profile.layer),
                                fmt::format("the field {} is none of {}", column.name, profile.layer)));
        }
    }
    return out;
}

base::Problems ReceivedRows::judge(const ReceivedRow& row) {
    base::Problems out;
    if (row.epsg != m_profile.crs && row.epsg != m_crs_told) { // one for all the rows after it
        m_crs_told = row.epsg;
        out.push_back(fault("crs-differs", row.where,
                            fmt::format("坐标系是 EPSG:{}，应为 EPSG:{}", row.epsg, m_profile.crs),
                            fmt::format("the CRS is EPSG:{}, and must be EPSG:{}", row.epsg, m_profile.crs)));
    }
    for (const ProfileField& field : m_profile.fields) {
        ValueJudge(field, row, out).judge();
    }
    judge_agreement(row, out);
    const std::string bsm = bsm_of(row);
    if (bsm.empty()) {
        return out;
    }
    const auto length = static_cast<std::size_t>(m_profile.bsm_field()->length);
    if (bsm.size() != length || !are_digits(bsm)) {
        out.push_back(fault("bsm-form", row.where, fmt::format("标识码“{}”应为 {} 位数字", bsm, length),
                            fmt::format("the BSM '{}' must be of {} digits", bsm, length)));
    }
    if (const std::string prefix = prefix_of(row); bsm.rfind(prefix, 0) != 0) {
        out.push_back(fault("bsm-prefix", row.where, fmt::format("标识码“{}”应以 {} 开头", bsm, prefix),
                            fmt::format("the BSM '{}' must begin with {}", bsm, prefix)));
    }
    const auto [first, is_new] = m_places.emplace(bsm, row.where);
    if (!is_new) {
        out.push_back(fault("bsm-repeated", row.where,
                            fmt::format("标识码 {} 与 {} 重复", bsm, first->second),
                            fmt::format("the BSM {} is that of {}, too", bsm, first->second)));
    }
    return out;
}

/// Two fields that say the same of a record in different words.
void ReceivedRows::judge_agreement(const ReceivedRow& row, base::Problems& out) const {
    std::map<std::string, std::pair<const ProfileField*, std::string>> said;
    for (const ProfileField& field : m_profile.fields) {
        const ordered_json* value = value_in(row, field.name);
        const ProfileCode* code = value == nullptr ? nullptr : code_of(field, words_of(*value));
        if (code == nullptr) {
            continue;
        }
        const auto [first, is_new] = said.emplace(field.column, std::pair(&field, code->code));
        if (!is_new && first->second.second != code->code) {
            const std::string& other = first->second.first->name;
            out.push_back(
                fault("values-contradict", row.where, fmt::format("字段 {} 与 {} 不一致", other, field.name),
                      fmt::format("the fields {} and {} contradict each other", other, field.name)));
        }
    }
}

std::map<std::string, std::string> ReceivedRows::columns_of(const ReceivedRow& row) const {
    std::map<std::string, std::string> out;
    for (const ProfileField& field : m_profile.fields) {
        const ordered_json* value = value_in(row, field.name);
        if (field.source != ValueSource::column || value == nullptr) {
            continue;
        }
        const std::string words = words_of(*value);
        const ProfileCode* code = field.codes.empty() ? nullptr : code_of(field, words);
        if (field.codes.empty()) {
            out.emplace(field.column, words);
        } else if (code != nullptr && !code->records.empty()) {
            out.emplace(field.column, code->records.front());
        }
    }
    return out;
}

/// As the row's own fields say; up to the first part that no field holds.
std::string ReceivedRows::prefix_of(const ReceivedRow& row) const {
    std::string out;
    for (const BsmForm::Part& part : m_profile.bsm.prefix) {
        if (part.column.empty()) {
            out += part.text;
            continue;
        }
        const auto field =
            std::find_if(m_profile.fields.begin(), m_profile.fields.end(), [&part](const auto& one) {
                return one.source == ValueSource::column && one.column == part.column;
            });
        const ordered_json* value = field == m_profile.fields.end() ? nullptr : value_in(row, field->name);
        if (value == nullptr) {
            return out;
        }
        out += words_of(*value);
    }
    return out;
}

std::string ReceivedRows::bsm_of(const ReceivedRow& row) const {
    const ordered_json* value = value_in(row, m_profile.bsm.field);
    return value == nullptr ? std::string() : words_of(*value);
}

} // namespace liangxian::deliver
