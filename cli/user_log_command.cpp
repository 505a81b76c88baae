// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/usage.hpp"
#include "cli/user_words.hpp"

#include "core/base/canonical_json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace liangxian::cli {
namespace {

constexpr int kMostLines = 100000;

struct LogWords {
    std::string store;
    std::string format = "text";
    int last = 50;
};

nlohmann::ordered_json to_json(const accounts::Event& event) {
    return {{"at", event.at.to_string()}, {"action", event.action}, {"account", event.account},
            {"actor", event.actor},       {"peer", event.peer},     {"detail", event.detail}};
}

std::string line_of(const accounts::Event& event) {
    const auto or_none = [](const std::string& text) { return text.empty() ? std::string("-") : text; };
    return fmt::format("{}  {}  {}  {}  {}  {}", event.at.to_string(), event.action, or_none(event.account),
                       or_none(event.actor), or_none(event.peer), event.detail);
}

Exit run_log(const LogWords& words, const Audience& audience) {
    const auto events = open_accounts(words.store)->accounts().events(words.last);
    nlohmann::ordered_json out = nlohmann::ordered_json::array();
    for (auto event = events.rbegin(); event != events.rend(); ++event) {
        if (words.format == "json") {
            out.push_back(to_json(*event));
        } else {
            audience.tell({line_of(*event), line_of(*event)});
        }
    }
    if (words.format == "json") {
        Output("").write(base::pretty_json(out) + "\n");
    }
    return Exit::done;
}

} // namespace

void add_user_log(CLI::App& user, const Audience& audience, Action& action) {
    const auto say = [&audience](const char* zh, const char* en) { return audience.say({zh, en}); };
    const auto words = std::make_shared<LogWords>();
    CLI::App* log =
        user.add_subcommand("log", say("账户和登录的记录，最近的在最后",
                                       "what happened to accounts, and sign-ins; the latest last"));
    log->add_option("STORE", words->store, say("库", "the store"))->required();
    log->add_option("--last", words->last, say("最近几条", "how many of the latest"))
        ->check(CLI::Range(1, kMostLines))
        ->capture_default_str();
    choose_from(*log->add_option("--format", words->format, say("输出格式", "form of the output")),
                {"text", "json"});
    log->callback(
        [words, &action] { action = [words](const Audience& reader) { return run_log(*words, reader); }; });
}

} // namespace liangxian::cli
