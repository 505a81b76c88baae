// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/commands.hpp"
#include "core/app/rules_diff.hpp"
#include "core/base/data_files.hpp"
#include "core/store/store.hpp"

#include <fmt/format.h>

#include <memory>

namespace liangxian::cli {
namespace {

struct DiffWords {
    std::string before;
    std::string after;
    std::string store;
};

/// A folder of packs; the law register is the product's own unless the folder has one beside it.
rules::RuleBook book_in(const std::string& folder) {
    const std::filesystem::path beside = std::filesystem::path(folder).parent_path() / "law";
    const bool own = std::filesystem::exists(beside / "register.json");
    return rules::RuleBook::load(folder, own ? beside : base::data_directory() / "law");
}

Exit run_diff(const DiffWords& words, const Audience& audience) {
    const rules::RuleBook before = book_in(words.before);
    const rules::RuleBook after = book_in(words.after);
    const auto store = store::open_store(words.store, store::Access::read_only);
    const auto changed = app::rules_diff(before, after, *store);
    for (const app::ChangedAnswer& answer : changed) {
        audience.tell({fmt::format("申请 {}（{}）", answer.application_id, answer.digest),
                       fmt::format("application {} ({})", answer.application_id, answer.digest)});
        for (const base::Text& change : answer.changes) {
            audience.tell({"  - " + change.zh, "  - " + change.en});
        }
    }
    audience.tell({fmt::format("{} 条已登记的结果会改变", changed.size()),
                   fmt::format("{} recorded answers would change", changed.size())});
    return Exit::done;
}

} // namespace

void add_rules(CLI::App& app, const Audience& audience, Action& action) {
    const auto say = [&audience](const char* zh, const char* en) { return audience.say({zh, en}); };
    CLI::App* rules = app.add_subcommand("rules", say("规则包", "the rule packs 规则"));
    rules->require_subcommand(1);
    CLI::App* diff = rules->add_subcommand("diff", say("换一套规则包会改变哪些已登记的结果",
                                                       "recorded answers that another set of packs changes"));
    const auto words = std::make_shared<DiffWords>();
    diff->add_option("OLD", words->before, say("现在的规则包目录", "folder of rule packs"))->required();
    diff->add_option("NEW", words->after, say("新的规则包目录", "folder of rule packs"))->required();
    diff->add_option("STORE", words->store,
                     say("库：file.gpkg 或 postgresql://…", "file.gpkg or postgresql://…"))
        ->required();
    diff->callback(
        [words, &action] { action = [words](const Audience& reader) { return run_diff(*words, reader); }; });
}

} // namespace liangxian::cli
