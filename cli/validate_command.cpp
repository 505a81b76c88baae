// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/commands.hpp"
#include "core/app/validate.hpp"
#include "core/store/store.hpp"

#include <fmt/format.h>

#include <memory>

namespace liangxian::cli {
namespace {

/// "zone Z-1@2" in words.
base::Text record_words(const std::string& record) {
    const std::size_t blank = record.find(' ');
    const std::string kind = record.substr(0, blank);
    const std::string zh = kind == "zone"          ? "界线"
                           : kind == "site"        ? "文物"
                           : kind == "area"        ? "区域"
                           : kind == "application" ? "申请"
                                                   : kind;
    return {zh + (blank == std::string::npos ? "" : record.substr(blank)), record};
}

void tell_problem(const app::StoredProblem& problem, const Audience& audience) {
    const bool error = problem.severity == app::Severity::error;
    const base::Text record = record_words(problem.record);
    const std::string where =
        problem.where ? fmt::format(" ({}, {})", problem.where->x, problem.where->y) : "";
    audience.tell({fmt::format("{} [{}] {}{}：{}", error ? "错误" : "提示", problem.rule, record.zh, where,
                               problem.message.zh),
                   fmt::format("{} [{}] {}{}: {}", error ? "error" : "warning", problem.rule, record.en,
                               where, problem.message.en)});
}

/// Done whatever was found; incomplete when a record could not be looked at.
Exit run_validate(const std::string& location, const Audience& audience) {
    const auto store = store::open_store(location, store::Access::read_only);
    const app::ValidationCount count = app::validate(
        *store, [&audience](const app::StoredProblem& problem) { tell_problem(problem, audience); });
    audience.tell({fmt::format("{} 个错误，{} 个提示", count.errors, count.warnings),
                   fmt::format("{} errors, {} warnings", count.errors, count.warnings)});
    return count.unreadable > 0 ? Exit::incomplete : Exit::done;
}

} // namespace

void add_validate(CLI::App& app, const Audience& audience, Action& action) {
    CLI::App* command = app.add_subcommand(
        "validate", audience.say({"对库中数据逐条质检", "every rule on the stored data 质检"}));
    const auto store = std::make_shared<std::string>();
    command
        ->add_option("STORE", *store,
                     audience.say({"库：file.gpkg 或 postgresql://…", "file.gpkg or postgresql://…"}))
        ->required();
    command->callback([store, &action] {
        action = [store](const Audience& reader) { return run_validate(*store, reader); };
    });
}

} // namespace liangxian::cli
