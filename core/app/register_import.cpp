// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/register_import.hpp"

#include "core/app/import_rows.hpp"
#include "core/app/prerequisite_rows.hpp"
#include "core/base/canonical_json.hpp"
#include "core/base/error.hpp"
#include "core/store/register_fields.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <array>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace liangxian::app {
namespace {

using store::Prerequisite;
using store::Target;

/// What bureaus' tables also hold of a person; never kept.
constexpr std::array<std::string_view, 10> kPersonal{"电话", "手机",  "身份证", "住址",   "出生",
                                                     "邮箱", "phone", "mobile", "e-mail", "address"};

bool is_personal(const std::string& column) {
    for (const std::string_view word : kPersonal) {
        if (column.find(word) != std::string::npos) {
            return true;
        }
    }
    return false;
}

/// What every import into a register has in common: rows of files become records, each with its place.
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

    template <typename Take>
    void read(const std::vector<std::filesystem::path>& files, const base::CancelToken& cancel,
              const base::Progress& progress, Take&& take) {
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
                    refuse(outcome.unreadable[static_cast<std::size_t>(-at - 1)].problems);
                } else {
                    take_row(outcome.features[static_cast<std::size_t>(at)], take);
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
    template <typename Take>
    void take_row(const intake::Feature& row, Take&& take) {
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
            const bool personal = is_personal(column);
            report.notes.push_back(
                personal
                    ? base::Problem{"personal-data-left-out",
                                    column,
                                    {fmt::format("列“{}”含个人信息：只保存姓名和职务，未导入", column),
                                     fmt::format("the column '{}' is about a person: nothing but name and "
                                                 "office is kept, so it was not taken",
                                                 column)}}
                    : base::Problem{
                          "column-ignored",
                          column,
                          {fmt::format("列“{}”没有对应的字段，未导入", column),
                           fmt::format("the column '{}' fits no field and was not taken", column)}});
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

std::string day_text(const std::optional<base::Date>& day) { return day ? day->to_string() : ""; }

void write(store::Store& store, const char* action, std::size_t count, store::RegisterEntries entries,
           const ImportOptions& options, ImportReport& report) {
    const bool strict_fault = options.strict && report.refused > 0;
    if (strict_fault || count == 0) {
        report.committed = count == 0 && report.unchanged > 0 && !strict_fault;
        return;
    }
    store::Act act;
    act.action = action;
    act.detail = base::canonical_json({{"rows", count}});
    act.entries = std::move(entries);
    act.decided_on = store.content_mark();
    store.perform(act);
    report.committed = true;
}

base::Problem site_unknown(const std::string& id, const std::string& place) {
    return {"site-unknown",
            place,
            {fmt::format("库中没有文物 {}", id), fmt::format("the site {} is not in the store", id)}};
}

ImportReport import_prerequisites(store::Store& store, const std::vector<std::filesystem::path>& files,
                                  const ImportOptions& options, const base::CancelToken& cancel,
                                  const base::Progress& progress) {
    std::set<std::string> sites;
    store.for_each_site([&sites](const zone::Site& site) { sites.insert(site.site_id); });
    const auto key = [](const Prerequisite& p) {
        return std::make_tuple(p.site_id, p.item, day_text(p.valid.from));
    };
    NewStatements<Prerequisite, decltype(key)> news(store.prerequisites(), key, is_same_statement);
    RegisterRows<PrerequisiteRow> rows(prerequisite_row_fields(), {"site_id"}, options);
    rows.read(files, cancel, progress, [&](const PrerequisiteRow& row, const std::string& place) {
        base::Problems problems;
        const Prerequisite& p = row.stated;
        if (sites.count(p.site_id) == 0) {
            problems.push_back(site_unknown(p.site_id, place));
        }
        if (p.valid.from && p.valid.to && *p.valid.to < *p.valid.from) {
            problems.push_back(
                {"dates-reversed", place, {"valid_to 早于 valid_from", "valid_to lies before valid_from"}});
        }
        const auto statements = statements_of(row);
        if (statements.empty()) {
            problems.push_back({"nothing-stated",
                                place,
                                {"该行没有标志、档案或管理机构（专人）的任何内容",
                                 "the row states nothing of a marker, an archive, a body or a keeper"}});
        }
        const std::size_t before = news.fresh.size();
        const std::size_t unchanged = news.unchanged();
        for (const Prerequisite& one : statements) {
            if (!problems.empty()) {
                break;
            }
            problems = news.take(one, place, fmt::format("{} {}", one.site_id, store::code_of(one.item)),
                                 rows.report);
        }
        if (problems.empty()) {
            ++(news.fresh.size() > before     ? rows.report.taken
               : news.unchanged() > unchanged ? rows.report.unchanged
                                              : rows.report.taken);
        } else {
            news.fresh.resize(before);
        }
        return problems;
    });
    store::RegisterEntries entries;
    entries.prerequisites = std::move(news.fresh);
    const std::size_t count = entries.prerequisites.size();
    write(store, "import-prerequisites", count, std::move(entries), options, rows.report);
    return std::move(rows.report);
}

bool is_same_target(const Target& a, const Target& b) {
    for (const auto& field : store::target_fields()) {
        if (field.name != "recorded_at" && field.get(a) != field.get(b)) {
            return false;
        }
    }
    return true;
}

ImportReport import_targets(store::Store& store, const std::vector<std::filesystem::path>& files,
                            const ImportOptions& options, const base::CancelToken& cancel,
                            const base::Progress& progress) {
    const auto key = [](const Target& t) {
        return std::make_tuple(t.code, t.scope, t.year.value_or(0), day_text(t.document_date));
    };
    NewStatements<Target, decltype(key)> news(store.targets(), key, is_same_target);
    RegisterRows<Target> rows(store::target_fields(), {"code", "scope", "year", "document"}, options);
    rows.read(files, cancel, progress, [&](const Target& target, const std::string& place) {
        if (!target.goal_share && !target.reached_share) {
            return base::Problems{
                {"nothing-stated",
                 place,
                 {"既无目标（goal_share）也无完成情况（reached_share）",
                  "states neither a goal (goal_share) nor what was reached (reached_share)"}}};
        }
        const std::size_t before = news.fresh.size();
        base::Problems problems = news.take(
            target, place, fmt::format("{} {} {}", target.code, target.scope, *target.year), rows.report);
        if (problems.empty()) {
            ++(news.fresh.size() > before ? rows.report.taken : rows.report.unchanged);
        }
        return problems;
    });
    store::RegisterEntries entries;
    entries.targets = std::move(news.fresh);
    const std::size_t count = entries.targets.size();
    write(store, "import-targets", count, std::move(entries), options, rows.report);
    return std::move(rows.report);
}

} // namespace

base::Problems register_field_problems(ImportKind kind, const ImportOptions& options) {
    return kind == ImportKind::prerequisites ? problems_of_fields(prerequisite_row_fields(), options)
                                             : problems_of_fields(store::target_fields(), options);
}

ImportReport import_registers(store::Store& store, ImportKind kind,
                              const std::vector<std::filesystem::path>& files, const ImportOptions& options,
                              const base::CancelToken& cancel, const base::Progress& progress) {
    return kind == ImportKind::prerequisites ? import_prerequisites(store, files, options, cancel, progress)
                                             : import_targets(store, files, options, cancel, progress);
}

} // namespace liangxian::app
