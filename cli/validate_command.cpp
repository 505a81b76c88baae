// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/commands.hpp"
#include "core/app/validate.hpp"
#include "core/store/store.hpp"

#include <fmt/format.h>

#include <memory>

namespace liangxian::cli {
namespace {

void tell_problem(const app::StoredProblem& problem, const Audience& audience) {
    const bool error = problem.severity == app::Severity::error;
    const std::string where =
        problem.where ? fmt::format(" ({}, {})", problem.where->x, problem.where->y) : "";
    audience.tell({fmt::format("{} [{}] {}{}：{}", error ? "错误" : "提示", problem.rule, problem.record,
                               where, problem.message.zh),
                   fmt::format("{} [{}] {}{}: {}", error ? "error" : "warning", problem.rule, problem.record,
                               where, problem.message.en)});
}

Exit run_validate(const std::string& location, const Audience& audience) {
    const auto store = store::open_store(location, store::Access::read_only);
    const app::ValidationCount count = app::validate(
        *store, [&audience](const app::StoredProblem& problem) { tell_problem(problem, audience); });
    audience.tell({fmt::format("{} 个错误，{} 个提示", count.errors, count.warnings),
                   fmt::format("{} errors, {} warnings", count.errors, count.warnings)});
    return count.errors > 0 ? Exit::incomplete : Exit::done;
}

} // namespace

void add_validate(CLI::App& app, Action& action) {
    CLI::App* command = app.add_subcommand("validate", "every rule on the stored data 质检");
    const auto store = std::make_shared<std::string>();
    command->add_option("STORE", *store, "file.gpkg or postgresql://…")->required();
    command->callback([store, &action] {
        action = [store](const Audience& audience) { return run_validate(*store, audience); };
    });
}

} // namespace liangxian::cli
