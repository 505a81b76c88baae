// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "cli/progress_line.hpp"
#include "cli/usage.hpp"
#include "core/app/impact.hpp"
#include "core/app/product_data.hpp"
#include "core/base/canonical_json.hpp"
#include "core/result/result_json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace liangxian::cli {
namespace {

struct ImpactWords {
    std::string store;
    std::string version;
    bool is_revocation = false;
    std::string format = "json";
};

nlohmann::ordered_json to_json(const app::ChangedApplication& changed) {
    nlohmann::ordered_json differences = nlohmann::ordered_json::array();
    for (const base::Text& difference : changed.differences) {
        differences.push_back(result::to_json(difference));
    }
    return {{"application_id", changed.application_id},
            {"name", changed.name},
            {"change", app::code_of(changed.weight)},
            {"differences", std::move(differences)},
            {"recorded",
             changed.recorded.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(changed.recorded)},
            {"before", changed.before},
            {"after", changed.after}};
}

base::Text weight_words(app::Weight weight) {
    switch (weight) {
    case app::Weight::lighter:
        return {"变轻", "lighter"};
    case app::Weight::heavier:
        return {"变重", "heavier"};
    default:
        return {"变化", "changed"};
    }
}

void tell(const app::ChangedApplication& changed, const Audience& audience) {
    const base::Text weight = weight_words(changed.weight);
    audience.tell({fmt::format("[{}] 申请 {} {}", weight.zh, changed.application_id, changed.name),
                   fmt::format("[{}] application {} {}", weight.en, changed.application_id, changed.name)});
    for (const base::Text& difference : changed.differences) {
        audience.tell({"  - " + difference.zh, "  - " + difference.en});
    }
}

Exit run_impact(const ImpactWords& words, const Audience& audience) {
    const auto version = app::parse_version_name(words.version);
    if (!version) {
        throw base::UsageError({{"version-name-wrong",
                                 words.version,
                                 {"应写作 界线编号@版本", "must be written as ZONE@VERSION"}}});
    }
    const auto store = store::open_store(words.store, store::Access::read_only);
    const app::ProductData data = app::load_product_data();
    const auto changed =
        app::impact_of({*store, data.rules, data.accuracy}, {*version, words.is_revocation},
                       cancel_on_interrupt(), progress_line(audience, {"比较", "comparing"}));
    if (words.format == "json") {
        nlohmann::ordered_json all = nlohmann::ordered_json::array();
        for (const app::ChangedApplication& one : changed) {
            all.push_back(to_json(one));
        }
        Output("").write(base::pretty_json(all) + "\n");
        return Exit::done;
    }
    for (const app::ChangedApplication& one : changed) {
        tell(one, audience);
    }
    audience.tell({fmt::format("{} 个申请的结果会改变", changed.size()),
                   fmt::format("the answers of {} applications change", changed.size())});
    return Exit::done;
}

} // namespace

void add_impact(CLI::App& app, const Audience& audience, Action& action) {
    const auto say = [&audience](const char* zh, const char* en) { return audience.say({zh, en}); };
    CLI::App* command =
        app.add_subcommand("impact", say("一个界线版本会改变哪些已登记申请的结果",
                                         "stored applications whose answer a version changes 影响分析"));
    const auto words = std::make_shared<ImpactWords>();
    command->add_option("STORE", words->store, say("库", "the store"))->required();
    command
        ->add_option("ZONE@VERSION", words->version,
                     say("草案或已公布的版本", "a draft or a published version"))
        ->required();
    command->add_flag(
        "--revoke", words->is_revocation,
        say("问撤销这个已公布的版本会改变什么", "what it would change to revoke this published version"));
    choose_from(*command->add_option("--format", words->format, say("输出格式", "form of the output")),
                {"json", "text"});
    command->callback([words, &action] {
        action = [words](const Audience& reader) { return run_impact(*words, reader); };
    });
}

} // namespace liangxian::cli
