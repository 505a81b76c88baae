// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/date.hpp"
#include "core/base/problem.hpp"
#include "core/base/timestamp.hpp"
#include "core/intake/feature.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>

namespace liangxian::app {

/// One row of an import as fields of the store: --set wins, then --map, then a column of the field's
/// own name, then one of its other names (`profiles/import-fields.json`). Every fault is kept.
class RowFields {
public:
    using Aliases = std::map<std::string, std::vector<std::string>>;

    RowFields(const intake::Feature& feature, const std::map<std::string, std::string>& map,
              const std::map<std::string, std::string>& set, const Aliases& aliases);

    /// Empty when the row does not have it. Numbers as their shortest text.
    std::string text(const std::string& field);
    std::string required_text(const std::string& field);
    std::optional<double> number(const std::string& field);
    std::optional<base::Date> date(const std::string& field);
    /// As written when it is no date: notices say "2005年" too.
    std::string date_text(const std::string& field);
    std::optional<base::Timestamp> instant(const std::string& field);

    /// A coded value by its parser; the default when absent.
    template <typename T, typename Parse>
    T coded(const std::string& field, T fallback, Parse&& parse) {
        const std::string word = text(field);
        if (word.empty()) {
            return fallback;
        }
        const auto value = parse(word);
        if (!value) {
            fault("bad-value", field, word);
            return fallback;
        }
        return *value;
    }

    void fault(const char* code, const std::string& field, const std::string& value);
    const base::Problems& faults() const { return m_faults; }
    /// Columns of the file that no field took.
    std::set<std::string> unused_columns() const;

private:
    const nlohmann::ordered_json* find(const std::string& field);

    const intake::Feature& m_feature;
    const std::map<std::string, std::string>& m_map;
    const std::map<std::string, std::string>& m_set;
    const Aliases& m_aliases;
    std::set<std::string> m_used;
    base::Problems m_faults;
};

} // namespace liangxian::app
