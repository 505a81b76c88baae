// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/text.hpp"
#include "core/store/store.hpp"
#include "core/zone/records.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace liangxian::store {

// The one place that ties the contract's column names to the members of the records. Both stores
// write and read through it, and so does the import.

enum class FieldType { text, number, integer, date, instant, code };

/// A column's value on its way between a record and a row; monostate is "not stated" (NULL).
using FieldValue = std::variant<std::monostate, std::string, std::int64_t, double>;

/// One column but the geometry.
template <typename Record>
struct Field {
    std::string_view name; ///< the contract's
    FieldType type = FieldType::text;
    std::function<FieldValue(const Record&)> get;
    /// Accepts the column's own type and any text that says the same: codes by code or Chinese name,
    /// dates in the spellings of base::Date::parse. An absent value takes the contract's default.
    /// \returns what is wrong with the value; nothing when it was taken
    std::function<std::optional<base::Text>(Record&, const FieldValue&)> set;
};

/// The columns of a record kind, in the contract's order, then our own.
const std::vector<Field<zone::Site>>& site_fields();
const std::vector<Field<zone::Zone>>& zone_fields();
const std::vector<Field<zone::Area>>& area_fields();
const std::vector<Field<StoredApplication>>& application_fields();

/// Zones are named `id@version`, everything else by its id.
std::string id_of(const zone::Site& site);
std::string id_of(const zone::Zone& zone);
std::string id_of(const zone::Area& area);
std::string id_of(const StoredApplication& application);

/// The value as plain text, for messages and digests; shortest round-trip numbers.
std::string text_of(const FieldValue& value);

} // namespace liangxian::store
