// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "cli/audience.hpp"

#include <CLI/CLI.hpp>

#include <functional>
#include <string>

namespace liangxian::cli {

/// What the chosen command does, once the words are read.
using Action = std::function<Exit(const Audience&)>;

// One file per command, each adds its subcommand with options and help in the audience's language and
// sets the action.
void add_init(CLI::App& app, const Audience& audience, Action& action);
void add_import(CLI::App& app, const Audience& audience, Action& action);
void add_check(CLI::App& app, const Audience& audience, Action& action);
void add_validate(CLI::App& app, const Audience& audience, Action& action);
void add_site(CLI::App& app, const Audience& audience, Action& action);
void add_zone(CLI::App& app, const Audience& audience, Action& action);
void add_impact(CLI::App& app, const Audience& audience, Action& action);
void add_audit(CLI::App& app, const Audience& audience, Action& action);
void add_verify(CLI::App& app, const Audience& audience, Action& action);
void add_backup(CLI::App& app, const Audience& audience, Action& action);
void add_package(CLI::App& app, const Audience& audience, Action& action);
void add_datum(CLI::App& app, const Audience& audience, Action& action);
void add_survey(CLI::App& app, const Audience& audience, Action& action);
void add_stats(CLI::App& app, const Audience& audience, Action& action);
void add_rules(CLI::App& app, const Audience& audience, Action& action);
void add_compare(CLI::App& app, const Audience& audience, Action& action);
void add_export(CLI::App& app, const Audience& audience, Action& action);
void add_serve(CLI::App& app, const Audience& audience, Action& action);
void add_user(CLI::App& app, const Audience& audience, Action& action);
/// `user log` and `user token`, below `user`.
void add_user_log(CLI::App& user, const Audience& audience, Action& action);
void add_user_token(CLI::App& user, const Audience& audience, Action& action);
/// `bench stats`, below `bench`.
void add_bench_stats(CLI::App& bench, const Audience& audience, Action& action);
void add_bench(CLI::App& app, const Audience& audience, Action& action);

} // namespace liangxian::cli
