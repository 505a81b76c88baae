// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/audience.hpp"
#include "cli/commands.hpp"
#include "cli/usage.hpp"

#include <malloc.h>

#include <clocale>
#include <cstdlib>

namespace {

using liangxian::cli::Action;
using liangxian::cli::Audience;
using liangxian::cli::Exit;
namespace base = liangxian::base;

void add_commands(CLI::App& app, const Audience& audience, Action& action) {
    liangxian::cli::add_init(app, audience, action);
    liangxian::cli::add_import(app, audience, action);
    liangxian::cli::add_check(app, audience, action);
    liangxian::cli::add_validate(app, audience, action);
    liangxian::cli::add_site(app, audience, action);
    liangxian::cli::add_zone(app, audience, action);
    liangxian::cli::add_impact(app, audience, action);
    liangxian::cli::add_verify(app, audience, action);
    liangxian::cli::add_audit(app, audience, action);
    liangxian::cli::add_backup(app, audience, action);
    liangxian::cli::add_package(app, audience, action);
    liangxian::cli::add_datum(app, audience, action);
    liangxian::cli::add_survey(app, audience, action);
    liangxian::cli::add_stats(app, audience, action);
    liangxian::cli::add_rules(app, audience, action);
    liangxian::cli::add_compare(app, audience, action);
    liangxian::cli::add_export(app, audience, action);
    liangxian::cli::add_serve(app, audience, action);
    liangxian::cli::add_user(app, audience, action);
    liangxian::cli::add_bench(app, audience, action);
}

Exit perform(const Action& action, const Audience& audience) {
    try {
        return action(audience);
    } catch (const liangxian::base::Error& error) {
        return audience.report(error);
    } catch (const std::exception& error) {
        audience.complain(base::Text{std::string("内部错误：") + error.what(),
                                     std::string("internal error: ") + error.what()});
        return Exit::failed;
    }
}

/// Help and version go to standard output; a mistake in the words of the command to standard error.
int tell_about(const CLI::ParseError& error, const CLI::App& app, const Audience& audience) {
    if (error.get_exit_code() == 0) {
        return app.exit(error);
    }
    audience.complain(liangxian::cli::problem_of(error, app));
    audience.complain(base::Text{"用 liangxian 命令 --help 查看用法", "see liangxian COMMAND --help"});
    return static_cast<int>(Exit::usage);
}

/// Every row that SQLite's triggers handle takes and frees a few hundred kilobytes; given back to the kernel
/// each time, an import spends three quarters of its time on getting them again.
void keep_freed_memory() {
    constexpr int kKept = 64 << 20;
    ::mallopt(M_TRIM_THRESHOLD, kKept);
    ::mallopt(M_MMAP_THRESHOLD, kKept / 2);
}

} // namespace

int main(int argc, char** argv) {
    keep_freed_memory();
    const Audience audience = Audience::of(argc, argv);
    CLI::App app{
        audience.say({"两线 Liangxian：文物保护单位的两线——保管、核查、说明",
                      "两线 Liangxian: the two lines of heritage protection — kept, checked, explained"})};
    liangxian::cli::speak(app, audience);
    app.set_version_flag("--version", "liangxian " LIANGXIAN_VERSION,
                         audience.say({"显示版本", "show the version"}));
    app.require_subcommand(1);
    app.fallthrough();
    std::string language;
    liangxian::cli::choose_from(*app.add_option("--lang", language,
                                                audience.say({"语言；默认依系统区域设置",
                                                              "language; the default follows the locale"})),
                                {"zh", "en"});

    Action action;
    add_commands(app, audience, action);
    liangxian::cli::speak_of_commands(app, audience);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return tell_about(error, app, audience);
    }
    return static_cast<int>(perform(action, audience));
}
