// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "cli/progress_line.hpp"
#include "cli/usage.hpp"
#include "core/app/validate.hpp"
#include "core/base/canonical_json.hpp"
#include "core/result/result_json.hpp"
#include "core/store/store.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

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

base::Text severity_words(app::Severity severity) {
    switch (severity) {
    case app::Severity::error:
        return {"错误", "error"};
    case app::Severity::warning:
        return {"提示", "warning"};
    default:
        return {"备注", "note"};
    }
}

void tell_problem(const app::StoredProblem& problem, const Audience& audience) {
    const base::Text severity = severity_words(problem.severity);
    const base::Text record = record_words(problem.record);
    const std::string where =
        problem.where ? fmt::format(" ({}, {})", problem.where->x, problem.where->y) : "";
    const bool has_fix = !problem.fix.empty();
    audience.tell({fmt::format("{} [{}] {}{}：{}{}", severity.zh, problem.rule, record.zh, where,
                               problem.message.zh, has_fix ? "；可" + problem.fix.zh : ""),
                   fmt::format("{} [{}] {}{}: {}{}", severity.en, problem.rule, record.en, where,
                               problem.message.en, has_fix ? "; " + problem.fix.en : "")});
}

nlohmann::ordered_json text_json(const base::Text& text) {
    return text.empty() ? nlohmann::ordered_json() : result::to_json(text);
}

nlohmann::ordered_json to_json(const app::StoredProblem& problem) {
    const std::size_t blank = problem.record.find(' ');
    nlohmann::ordered_json out = {{"rule", problem.rule}, {"severity", app::code_of(problem.severity)}};
    out["kind"] = problem.record.substr(0, blank);
    out["id"] = blank == std::string::npos ? "" : problem.record.substr(blank + 1);
    out["where"] = problem.where ? nlohmann::ordered_json({problem.where->x, problem.where->y})
                                 : nlohmann::ordered_json();
    out["message"] = text_json(problem.message);
    out["fix"] = text_json(problem.fix);
    return out;
}

struct ValidateWords {
    std::string store;
    std::string format = "text";
};

/// Done whatever was found; incomplete when a record could not be looked at.
Exit run_validate(const ValidateWords& words, const Audience& audience) {
    const auto store = store::open_store(words.store, store::Access::read_only);
    nlohmann::ordered_json problems = nlohmann::ordered_json::array();
    const bool is_json = words.format == "json";
    const app::ValidationCount count = app::validate(
        *store,
        [&](const app::StoredProblem& problem) {
            is_json ? problems.push_back(to_json(problem)) : tell_problem(problem, audience);
        },
        cancel_on_interrupt(), progress_line(audience, {"质检", "validating"}));
    if (is_json) {
        Output("").write(base::pretty_json({{"errors", count.errors},
                                            {"warnings", count.warnings},
                                            {"notes", count.notes},
                                            {"problems", std::move(problems)}}) +
                         "\n");
    } else {
        audience.tell(
            {fmt::format("{} 个错误，{} 个提示，{} 条备注", count.errors, count.warnings, count.notes),
             fmt::format("{} errors, {} warnings, {} notes", count.errors, count.warnings, count.notes)});
    }
    return count.unreadable > 0 ? Exit::incomplete : Exit::done;
}

} // namespace

void add_validate(CLI::App& app, const Audience& audience, Action& action) {
    const auto say = [&audience](const char* zh, const char* en) { return audience.say({zh, en}); };
    CLI::App* command =
        app.add_subcommand("validate", say("对库中数据逐条质检", "every rule on the stored data 质检"));
    const auto words = std::make_shared<ValidateWords>();
    command
        ->add_option("STORE", words->store,
                     say("库：file.gpkg 或 postgresql://…", "file.gpkg or postgresql://…"))
        ->required();
    choose_from(*command->add_option("--format", words->format, say("输出格式", "form of the output")),
                {"text", "json"});
    command->callback([words, &action] {
        action = [words](const Audience& reader) { return run_validate(*words, reader); };
    });
}

} // namespace liangxian::cli
