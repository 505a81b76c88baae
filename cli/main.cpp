// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/audience.hpp"
#include "cli/commands.hpp"

#include <clocale>
#include <cstdlib>

namespace {

using liangxian::cli::Action;
using liangxian::cli::Audience;
using liangxian::cli::Exit;

void add_commands(CLI::App& app, Action& action) {
    liangxian::cli::add_init(app, action);
    liangxian::cli::add_import(app, action);
    liangxian::cli::add_check(app, action);
    liangxian::cli::add_validate(app, action);
    liangxian::cli::add_verify(app, action);
    liangxian::cli::add_rules(app, action);
    liangxian::cli::add_bench(app, action);
}

Exit perform(const Action& action, const Audience& audience) {
    try {
        return action(audience);
    } catch (const liangxian::base::Error& error) {
        return audience.report(error);
    } catch (const std::exception& error) {
        audience.complain(
            {std::string("内部错误：") + error.what(), std::string("internal error: ") + error.what()});
        return Exit::failed;
    }
}

/// Help and version go to standard output; a mistake in the words of the command to standard error,
/// with CLI11's own English account of it.
int tell_about(const CLI::ParseError& error, const CLI::App& app, const Audience& audience) {
    if (error.get_exit_code() == 0) {
        return app.exit(error);
    }
    audience.complain({std::string("命令写法有误：") + error.what() + "；用 liangxian 命令 --help 查看用法",
                       std::string(error.what()) + "; see liangxian COMMAND --help"});
    return static_cast<int>(Exit::usage);
}

} // namespace

int main(int argc, char** argv) {
    CLI::App app{"两线 Liangxian: the two lines of heritage protection — kept, checked, explained"};
    app.set_version_flag("--version", "liangxian " LIANGXIAN_VERSION);
    app.require_subcommand(1);
    app.fallthrough();
    std::string language;
    app.add_option("--lang", language, "zh or en; the default follows the locale")
        ->check(CLI::IsMember({"zh", "en"}));

    Action action;
    add_commands(app, action);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return tell_about(error, app, Audience::from(language));
    }
    return static_cast<int>(perform(action, Audience::from(language)));
}
