// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/row_fields.hpp"

#include "core/base/data_files.hpp"
#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/number.hpp"

#include <fmt/format.h>

#include <cmath>

namespace liangxian::app {
namespace {

constexpr std::size_t kLargestProfile = 1u << 20;

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

ColumnNames load_column_names() {
    const auto file = base::data_directory() / "profiles" / "import-fields.json";
    ColumnNames out;
    const auto json = nlohmann::json::parse(base::read_file(file, kLargestProfile), nullptr, false);
    if (!json.is_object()) {
        throw base::FileError("import-profile-wrong", {fmt::format("“{}”不是合法的 JSON 对象", file.string()),
                                                       fmt::format("'{}' is no JSON object", file.string())});
    }
    for (const auto& [field, names] : json.items()) {
        if (names.is_array()) {
            out[field] = names.get<std::vector<std::string>>();
        }
    }
    return out;
}

RowFields::RowFields(const intake::Feature& feature, const Words& map, const Words& set,
                     const ColumnNames& names)
    : m_feature(feature), m_map(map), m_set(set), m_names(names) {}

const nlohmann::ordered_json* RowFields::column(const std::string& name) {
    const auto found = m_feature.attributes.find(name);
    if (found == m_feature.attributes.end()) {
        return nullptr;
    }
    m_used.insert(name);
    return &*found;
}

const nlohmann::ordered_json* RowFields::find(std::string_view field) {
    if (const auto mapped = m_map.find(field); mapped != m_map.end()) {
        return column(mapped->second);
    }
    if (const auto* own = column(std::string(field))) {
        return own;
    }
    if (const auto names = m_names.find(field); names != m_names.end()) {
        for (const std::string& name : names->second) {
            if (const auto* other = column(name)) {
                return other;
            }
        }
    }
    return nullptr;
}

std::string RowFields::text(std::string_view field) {
    if (const auto fixed = m_set.find(field); fixed != m_set.end()) {
        return fixed->second;
    }
    const auto* value = find(field);
    return value == nullptr ? "" : trimmed(words_of(*value));
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
