// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/row_fields.hpp"

#include "core/base/number.hpp"

#include <fmt/format.h>

#include <cmath>

namespace liangxian::app {
namespace {

std::string words_of(const nlohmann::ordered_json& value) {
    if (value.is_string()) {
        return value.get<std::string>();
    }
    if (value.is_number_float() && std::isfinite(value.get<double>())) {
        return base::shortest(value.get<double>());
    }
    return value.is_null() ? "" : value.dump();
}

std::string trimmed(const std::string& text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    const std::size_t last = text.find_last_not_of(" \t\r\n");
    return first == std::string::npos ? "" : text.substr(first, last - first + 1);
}

} // namespace

RowFields::RowFields(const intake::Feature& feature, const std::map<std::string, std::string>& map,
                     const std::map<std::string, std::string>& set, const Aliases& aliases)
    : m_feature(feature), m_map(map), m_set(set), m_aliases(aliases) {}

const nlohmann::ordered_json* RowFields::find(const std::string& field) {
    const auto column = [this](const std::string& name) -> const nlohmann::ordered_json* {
        const auto found = m_feature.attributes.find(name);
        if (found == m_feature.attributes.end()) {
            return nullptr;
        }
        m_used.insert(name);
        return &*found;
    };
    if (const auto mapped = m_map.find(field); mapped != m_map.end()) {
        return column(mapped->second);
    }
    if (const auto* own = column(field)) {
        return own;
    }
    if (const auto aliases = m_aliases.find(field); aliases != m_aliases.end()) {
        for (const std::string& alias : aliases->second) {
            if (const auto* other = column(alias)) {
                return other;
            }
        }
    }
    return nullptr;
}

std::string RowFields::text(const std::string& field) {
    if (const auto fixed = m_set.find(field); fixed != m_set.end()) {
        return fixed->second;
    }
    const auto* value = find(field);
    return value == nullptr ? "" : trimmed(words_of(*value));
}

std::string RowFields::required_text(const std::string& field) {
    std::string value = text(field);
    if (value.empty()) {
        m_faults.push_back(
            {"field-missing",
             m_feature.source,
             {fmt::format("缺少字段 {}；如列名不同，请用 --map {}=列名", field, field),
              fmt::format("the field {} is missing; name its column with --map {}=COLUMN", field, field)}});
    }
    return value;
}

void RowFields::fault(const char* code, const std::string& field, const std::string& value) {
    m_faults.push_back({code,
                        m_feature.source,
                        {fmt::format("字段 {} 的值“{}”不合要求", field, value),
                         fmt::format("the value '{}' does not fit the field {}", value, field)}});
}

std::optional<double> RowFields::number(const std::string& field) {
    const std::string word = text(field);
    const auto value = base::parse_number(word);
    if (!word.empty() && !value) {
        fault("bad-number", field, word);
    }
    return value;
}

std::optional<base::Date> RowFields::date(const std::string& field) {
    const std::string word = text(field);
    const auto value = base::Date::parse(word.substr(0, word.find('T')));
    if (!word.empty() && !value) {
        fault("bad-date", field, word);
    }
    return value;
}

std::string RowFields::date_text(const std::string& field) {
    const std::string word = text(field);
    const auto value = base::Date::parse(word.substr(0, word.find('T')));
    return value ? value->to_string() : word;
}

std::optional<base::Timestamp> RowFields::instant(const std::string& field) {
    const std::string word = text(field);
    const auto value = base::Timestamp::parse(word);
    if (!word.empty() && !value) {
        fault("bad-date", field, word);
    }
    return value;
}

std::set<std::string> RowFields::unused_columns() const {
    std::set<std::string> out;
    for (const auto& item : m_feature.attributes.items()) {
        if (m_used.count(item.key()) == 0) {
            out.insert(item.key());
        }
    }
    return out;
}

} // namespace liangxian::app
