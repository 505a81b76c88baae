// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/register_import.hpp"

#include "core/app/prerequisite_rows.hpp"
#include "core/app/register_rows.hpp"
#include "core/base/canonical_json.hpp"
#include "core/base/error.hpp"
#include "core/store/register_fields.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <set>
#include <tuple>
#include <utility>

namespace liangxian::app {
namespace {

using store::Prerequisite;
using store::Target;

std::string day_text(const std::optional<base::Date>& day) { return day ? day->to_string() : ""; }

constexpr int kMostAttempts = 5;

/// Rows are never taken back, so one that is refused refuses all.
/// \param mark  of the content before anything was read that the rows were judged by
void write(store::Store& store, const char* action, std::size_t count, store::RegisterEntries entries,
           const zone::ContentMark& mark, ImportReport& report) {
    if (report.refused > 0 || count == 0) {
        report.committed = report.refused == 0 && report.unchanged > 0;
        return;
    }
    store::Act act;
    act.action = action;
    act.detail = base::canonical_json({{"rows", count}});
    act.entries = std::move(entries);
    act.decided_on = mark;
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
    const zone::ContentMark mark = store.content_mark(); // first: what is read after it is no older
    std::set<std::string> sites;
    store.for_each_site([&sites](const zone::Site& site) { sites.insert(site.site_id); });
    const auto key = [](const Prerequisite& p) {
        return std::make_tuple(p.site_id, p.item, day_text(p.valid.from));
    };
    NewStatements<Prerequisite, decltype(key)> news(store.prerequisites(), key, is_same_statement);
    RegisterRows<PrerequisiteRow> rows(prerequisite_row_fields(), {"site_id"}, options);
    const auto judge = [&sites](const PrerequisiteRow& row, const std::string& place) {
        base::Problems problems;
        const Prerequisite& p = row.stated;
        if (!p.site_id.empty() && sites.count(p.site_id) == 0) {
            problems.push_back(site_unknown(p.site_id, place));
        }
        if (p.valid.from && p.valid.to && *p.valid.to < *p.valid.from) {
            problems.push_back(
                {"dates-reversed", place, {"valid_to 早于 valid_from", "valid_to lies before valid_from"}});
        }
        return problems;
    };
    rows.read(files, cancel, progress, judge, [&](const PrerequisiteRow& row, const std::string& place) {
        base::Problems problems;
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
    write(store, "import-prerequisites", count, std::move(entries), mark, rows.report);
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
    const zone::ContentMark mark = store.content_mark();
    NewStatements<Target, decltype(key)> news(store.targets(), key, is_same_target);
    RegisterRows<Target> rows(store::target_fields(), {"code", "scope", "year", "document"}, options);
    const auto judge = [](const Target&, const std::string&) { return base::Problems(); };
    rows.read(files, cancel, progress, judge, [&](const Target& target, const std::string& place) {
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
    write(store, "import-targets", count, std::move(entries), mark, rows.report);
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
    const auto run = kind == ImportKind::prerequisites ? import_prerequisites : import_targets;
    for (int attempt = 1;; ++attempt) {
        try {
            return run(store, files, options, cancel, progress);
        } catch (const base::StoreError& error) {
            if (error.code() != "content-moved-on" || attempt == kMostAttempts) {
                throw;
            }
        }
    }
}

} // namespace liangxian::app
