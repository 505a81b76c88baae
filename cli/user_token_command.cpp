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

struct TokenWords {
    std::string store;
    std::string name;
    std::string label;
    std::string format = "text";
    int days = 30;
    std::int64_t id = 0;
};

/// The token stands alone on standard output, for scripts; what is said about it on standard error.
Exit run_issue(const TokenWords& words, const Audience& audience) {
    base::Problems problems;
    for (const auto& [word, name] : {std::pair{&words.store, "STORE"}, std::pair{&words.name, "NAME"}}) {
        if (word->empty()) {
            problems.push_back(
                {"word-missing", name, {std::string("缺少 ") + name, std::string(name) + " is missing"}});
        }
    }
    throw_if_any(std::move(problems));
    const auto ops = open_accounts(words.store);
    const ops::IssuedToken issued =
        ops->tokens().issue(words.name, words.days, words.label, ops->usual_actor());
    fmt::print("{}\n", issued.text);
    const std::string until = issued.token.expires_at.to_string();
    audience.complain(
        base::Text{fmt::format("令牌 {} 只显示这一次，有效至 {}", issued.token.id, until),
                   fmt::format("token {} is shown this once and holds until {}", issued.token.id, until)});
    return Exit::done;
}

nlohmann::ordered_json to_json(const accounts::Token& token) {
    nlohmann::ordered_json out{{"id", token.id},
                               {"account", token.account},
                               {"label", token.label},
                               {"created_at", token.created_at.to_string()},
                               {"expires_at", token.expires_at.to_string()},
                               {"last_used_on", nullptr},
                               {"revoked", token.is_revoked}};
    if (token.last_used_on) {
        out["last_used_on"] = token.last_used_on->to_string();
    }
    return out;
}

base::Text line_of(const accounts::Token& token) {
    const std::string until = token.expires_at.to_string();
    const std::string used = token.last_used_on ? token.last_used_on->to_string() : "-";
    const std::string label = token.label.empty() ? "" : "  " + token.label;
    return {fmt::format("{}  {}  至 {}  最近使用 {}{}{}", token.id, token.account, until, used, label,
                        token.is_revoked ? "  已吊销" : ""),
            fmt::format("{}  {}  until {}  last used {}{}{}", token.id, token.account, until, used, label,
                        token.is_revoked ? "  revoked" : "")};
}

Exit run_list(const TokenWords& words, const Audience& audience) {
    const auto ops = open_accounts(words.store);
    if (!words.name.empty()) {
        ops->accounts().get(words.name);
    }
    nlohmann::ordered_json out = nlohmann::ordered_json::array();
    for (const accounts::Token& token :
         ops->tokens().all(words.name.empty() ? std::nullopt : std::optional(words.name))) {
        if (words.format == "json") {
            out.push_back(to_json(token));
        } else {
            audience.tell(line_of(token));
        }
    }
    if (words.format == "json") {
        Output("").write(base::pretty_json(out) + "\n");
    }
    return Exit::done;
}

Exit run_revoke(const TokenWords& words, const Audience& audience) {
    const auto ops = open_accounts(words.store);
    ops->tokens().revoke(words.id, ops->usual_actor());
    audience.tell({fmt::format("令牌 {} 已吊销", words.id), fmt::format("token {} is revoked", words.id)});
    return Exit::done;
}

/// A word too many behind `token list` would be taken for the store of `token`.
void refuse_left_over(const TokenWords& of_token) {
    if (!of_token.store.empty()) {
        throw_if_any({{"word-not-taken", of_token.store, {"多余的词", "one word too many"}}});
    }
}

} // namespace

void add_user_token(CLI::App& user, const Audience& audience, Action& action) {
    const auto say = [&audience](const char* zh, const char* en) { return audience.say({zh, en}); };
    const auto words = std::make_shared<TokenWords>();
    const auto issue_words = std::make_shared<TokenWords>();
    const auto runs = [&action, words, issue_words](Exit (*run)(const TokenWords&, const Audience&)) {
        return [words, issue_words, run, &action] {
            action = [words, issue_words, run](const Audience& reader) {
                refuse_left_over(*issue_words);
                return run(*words, reader);
            };
        };
    };
    CLI::App* token =
        user.add_subcommand("token", say("发一个令牌，只显示这一次；或 token list、token revoke",
                                         "make a token, shown this once; or token list, token revoke"));
    const std::string the_store = say("库", "the store");
    token->add_option("STORE", issue_words->store, the_store);
    token->add_option("NAME", issue_words->name, say("账户名", "name of the account"));
    token->add_option("--days", issue_words->days, say("有效天数", "days it holds"))
        ->check(CLI::Range(1, ops::kLongestTokenDays))
        ->capture_default_str();
    token->add_option("--label", issue_words->label, say("用途说明", "what it is for"));
    token->callback([token, issue_words, &action] {
        if (token->get_subcommands().empty()) {
            action = [issue_words](const Audience& reader) { return run_issue(*issue_words, reader); };
        }
    });
    CLI::App* list = token->add_subcommand("list", say("列出令牌", "list the tokens"));
    list->add_option("STORE", words->store, the_store)->required();
    list->add_option("NAME", words->name, say("账户名；不给则全部", "of which account; none: of all"));
    choose_from(*list->add_option("--format", words->format, say("输出格式", "form of the output")),
                {"text", "json"});
    list->callback(runs(run_list));
    CLI::App* revoke = token->add_subcommand("revoke", say("吊销一个令牌", "revoke a token"));
    revoke->add_option("STORE", words->store, the_store)->required();
    revoke->add_option("ID", words->id, say("令牌编号", "number of the token"))->required();
    revoke->callback(runs(run_revoke));
}

} // namespace liangxian::cli
