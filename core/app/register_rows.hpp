// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/app/import_rows.hpp"
#include "core/base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace liangxian::app {

// What imports into the registers have in common.

/// A note on a column that no field took; of one about a person, that it was left out on purpose.
base::Problem unused_column(const std::string& column);

/// Why a table gave no row, told for a register: it has rows and columns, and no coordinates to look for.
base::Problems without_coordinates(base::Problems problems);

/// Rows of files become records, each with its place.
template <typename Record>
class RegisterRows {
public:
    RegisterRows(const std::vector<store::Field<Record>>& fields, std::vector<std::string_view> required,
                 const ImportOptions& options)
        : m_fields(fields), m_required(std::move(required)), m_options(options),
          m_names(load_column_names()) {
        base::Problems problems = problems_of_fields(fields, options);
        if (!problems.empty()) {
            throw base::UsageError(std::move(problems));
        }
    }

    /// \param judge  (record, place) → what stands against a row that was read, even if not all of it could
    /// be \param take  (record, place) → the same of a row that can be taken; takes it when there is nothing
    template <typename Judge, typename Take>
    void read(const std::vector<std::filesystem::path>& files, const base::CancelToken& cancel,
              const base::Progress& progress, Judge&& judge, Take&& take) {
        intake::ReadOptions options = m_options.read;
        options.limits.features = 1'000'000;
        options.grouping = intake::Grouping::each;
        options.geometry_optional = true;
        for (const auto& file : files) {
            const intake::ReadOutcome outcome = intake::read_file(file, options);
            for (const int at : outcome.order) {
                cancel.throw_if_cancelled();
                ++report.read;
                if (at < 0) {
                    refuse(
                        without_coordinates(outcome.unreadable[static_cast<std::size_t>(-at - 1)].problems));
                } else {
                    take_row(outcome.features[static_cast<std::size_t>(at)], judge, take);
                }
                if (progress) {
                    progress(report.read, 0);
                }
            }
        }
        note_columns();
    }

    void refuse(const base::Problems& problems) {
        ++report.refused;
        report.problems.insert(report.problems.end(), problems.begin(), problems.end());
    }

    ImportReport report;

private:
    template <typename Judge, typename Take>
    void take_row(const intake::Feature& row, Judge&& judge, Take&& take) {
        RowFields fields(row, m_options.map, m_options.set, m_names);
        Record record;
        base::Problems problems;
        for (const store::Field<Record>& field : m_fields) {
            const std::string word = fields.text(field.name);
            const bool is_required =
                std::find(m_required.begin(), m_required.end(), field.name) != m_required.end();
            if (word.empty() && is_required) {
                problems.push_back(
                    {"field-missing",
                     row.source,
                     {fmt::format("缺少字段 {}；如列名不同，请用 --map {}=列名", field.name, field.name),
                      fmt::format("the field {} is missing; name its column with --map {}=COLUMN", field.name,
                                  field.name)}});
            } else if (auto refusal = field.set(record, word)) {
                problems.push_back({"bad-value", row.source, *std::move(refusal)});
            }
        }
        const base::Problems judged = judge(record, row.source);
        problems.insert(problems.end(), judged.begin(), judged.end());
        if (problems.empty()) {
            problems = take(record, row.source);
        }
        if (!problems.empty()) {
            refuse(problems);
        }
        m_unused.merge(fields.unused_columns());
    }

    void note_columns() {
        for (const std::string& column : m_unused) {
            report.notes.push_back(unused_column(column));
        }
    }

    const std::vector<store::Field<Record>>& m_fields;
    std::vector<std::string_view> m_required;
    const ImportOptions& m_options;
    ColumnNames m_names;
    std::set<std::string> m_unused;
};

/// The rows of one kind that are new, and what becomes of the others.
template <typename Record, typename Key>
class NewStatements {
public:
    using IsSame = bool (*)(const Record&, const Record&);

    NewStatements(std::vector<Record> stored, Key key, IsSame is_same) : m_key(key), m_is_same(is_same) {
        for (Record& one : stored) {
            m_stored.insert_or_assign(m_key(one), std::move(one)); // the last one recorded
        }
    }

    /// \returns what stands against it
    base::Problems take(const Record& record, const std::string& place, const std::string& name,
                        ImportReport& report) {
        const auto key = m_key(record);
        const auto [at, is_first] = m_places.emplace(key, place);
        if (!is_first) {
            return {{"id-repeated",
                     place,
                     {fmt::format("{} 在本次导入中重复（{}）", name, at->second),
                      fmt::format("{} stands twice in this import ({})", name, at->second)}}};
        }
        const auto stored = m_stored.find(key);
        if (stored != m_stored.end() && m_is_same(stored->second, record)) {
            ++m_unchanged;
            return {};
        }
        if (stored != m_stored.end()) {
            const std::string at_then = stored->second.recorded_at.to_string();
            report.notes.push_back(
                {"corrected",
                 place,
                 {fmt::format("{}：更正 {} 的登记（原记录保留）", name, at_then),
                  fmt::format("{}: corrects what was recorded at {}, which is kept", name, at_then)}});
        }
        fresh.push_back(record);
        return {};
    }

    std::size_t unchanged() const { return m_unchanged; }

    std::vector<Record> fresh;

private:
    Key m_key;
    IsSame m_is_same;
    std::map<decltype(std::declval<Key>()(std::declval<Record>())), Record> m_stored;
    std::map<decltype(std::declval<Key>()(std::declval<Record>())), std::string> m_places;
    std::size_t m_unchanged = 0;
};

} // namespace liangxian::app
