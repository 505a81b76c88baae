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
        const int status = app.exit(error);
        return status == 0 ? 0 : static_cast<int>(Exit::usage);
    }
    return static_cast<int>(perform(action, Audience::from(language)));
}
