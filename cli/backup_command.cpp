// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/commands.hpp"
#include "core/store/backup.hpp"

#include <fmt/format.h>

#include <memory>

namespace liangxian::cli {
namespace {

struct CopyWords {
    std::string from;
    std::string to;
};

void tell_copy(const store::CopyReport& report, const Audience& audience) {
    audience.tell({fmt::format("  修订 {}，内容摘要 {}", report.revision, report.digest),
                   fmt::format("  revision {}, digest {}", report.revision, report.digest)});
    audience.tell({fmt::format("  操作记录 {} 条，链尾 {}", report.audit.count, report.audit.head),
                   fmt::format("  {} acts in the audit, head {}", report.audit.count, report.audit.head)});
}

Exit run_backup(const CopyWords& words, const Audience& audience) {
    const store::CopyReport report = store::backup_store(words.from, words.to);
    audience.tell({fmt::format("已备份到 {}", words.to), fmt::format("copied to {}", words.to)});
    tell_copy(report, audience);
    if (report.not_in_audit) {
        audience.complain(
            base::Text{"备份未能记入原库的操作记录：" + report.not_in_audit->zh,
                       "the audit of the store does not hold the backup: " + report.not_in_audit->en});
    }
    return Exit::done;
}

Exit run_restore(const CopyWords& words, const Audience& audience) {
    const store::CopyReport report = store::restore_store(words.from, words.to);
    audience.tell({fmt::format("已恢复为 {}", words.to), fmt::format("restored as {}", words.to)});
    tell_copy(report, audience);
    return Exit::done;
}

void add_copy(CLI::App& app, const char* name, const base::Text& about, const char* from, const char* to,
              Exit (*run)(const CopyWords&, const Audience&), const Audience& audience, Action& action) {
    CLI::App* command = app.add_subcommand(name, audience.say(about));
    const auto words = std::make_shared<CopyWords>();
    command->add_option(from, words->from, audience.say({"从", "what is copied"}))->required();
    command->add_option(to, words->to, audience.say({"到；不能已经存在", "the copy; must not exist"}))
        ->required();
    command->callback([words, run, &action] {
        action = [words, run](const Audience& reader) { return run(*words, reader); };
    });
}

} // namespace

void add_backup(CLI::App& app, const Audience& audience, Action& action) {
    add_copy(app, "backup", {"在使用中备份库", "a consistent copy of a store while it is in use 备份"},
             "STORE", "OUT", run_backup, audience, action);
    add_copy(app, "restore", {"从备份恢复成库", "a store of a backup 恢复"}, "OUT", "STORE", run_restore,
             audience, action);
}

} // namespace liangxian::cli
