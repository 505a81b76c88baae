// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/password_input.hpp"
#include "cli/usage.hpp"
#include "cli/user_words.hpp"

#include "core/accounts/password.hpp"
#include "core/base/canonical_json.hpp"
#include "core/store/store.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <memory>

namespace liangxian::cli {
namespace {

struct UserWords {
    std::string store;
    std::string name;
    std::string role;
    std::vector<std::string> regions;
    std::string format = "text";
};

/// Words that make no sense are told before anything is asked for or written.
void look_at(const UserWords& words) {
    base::Problems problems = accounts::faults_of_name(words.name);
    for (const std::string& region : words.regions) {
        const base::Problems more = accounts::faults_of_region(region);
        problems.insert(problems.end(), more.begin(), more.end());
    }
    throw_if_any(std::move(problems));
}

/// \returns its hash \throws base::InputError `password-weak`
std::string hash_of(const std::string& password, const std::string& account) {
    base::Problems faults = accounts::faults_of_password(password, account);
    if (!faults.empty()) {
        throw base::InputError(std::move(faults));
    }
    return accounts::hash_password(password);
}

Exit run_add(const UserWords& words, const Audience& audience) {
    look_at(words);
    look_at_store(words.store);
    const std::string password = read_password_if_any(audience);
    const std::string hash = password.empty() ? "" : hash_of(password, words.name);
    const auto ops = ops::OpsStore::open_or_create(words.store);
    const accounts::Role role = accounts::role_of(words.role).value_or(accounts::Role::member);
    ops->accounts().add({words.name, role, words.regions, hash}, ops->usual_actor());
    audience.tell({fmt::format("已建立账户 {}（{}）", words.name, words.role),
                   fmt::format("account {} ({}) is made", words.name, words.role)});
    if (hash.empty()) {
        audience.complain(
            base::Text{"没有设密码：可用 user passwd 设密码，或用 user token 发令牌",
                       "it has no password: give it one with user passwd, or a token with user token"});
    }
    return Exit::done;
}

Exit run_disable(const UserWords& words, const Audience& audience) {
    const auto ops = open_accounts(words.store);
    ops->accounts().disable(words.name, ops->usual_actor());
    audience.tell({words.name + " 已停用", words.name + " is disabled"});
    return Exit::done;
}

Exit run_enable(const UserWords& words, const Audience& audience) {
    const auto ops = open_accounts(words.store);
    ops->accounts().enable(words.name, ops->usual_actor());
    audience.tell({words.name + " 已启用", words.name + " is enabled"});
    return Exit::done;
}

Exit run_passwd(const UserWords& words, const Audience& audience) {
    const auto ops = open_accounts(words.store);
    ops->accounts().get(words.name); // before anything is asked for
    const std::string password = read_password(audience);
    ops->accounts().put_password(words.name, hash_of(password, words.name), ops->usual_actor());
    audience.tell({words.name + " 的密码已更改，原有登录均已失效",
                   "the password of " + words.name + " is changed, and its sessions have ended"});
    return Exit::done;
}

nlohmann::ordered_json to_json(const accounts::Account& account) {
    return {{"name", account.name},
            {"role", accounts::code_of(account.role)},
            {"regions", account.regions},
            {"disabled", account.is_disabled},
            {"has_password", account.has_password},
            {"created_at", account.created_at.to_string()},
            {"created_by", account.created_by}};
}

void tell_of(const accounts::Account& account, const Audience& audience) {
    const std::string line =
        fmt::format("{}  {}  {}  {}", account.name, accounts::code_of(account.role),
                    account.regions.empty() ? "*" : fmt::format("{}", fmt::join(account.regions, ",")),
                    account.created_at.to_string());
    audience.tell(
        {line + (account.has_password ? "" : "  无密码") + (account.is_disabled ? "  已停用" : ""),
         line + (account.has_password ? "" : "  no password") + (account.is_disabled ? "  disabled" : "")});
}

Exit run_list(const UserWords& words, const Audience& audience) {
    look_at_store(words.store);
    const auto ops = ops::OpsStore::open(words.store);
    const auto all = ops == nullptr ? std::vector<accounts::Account>() : ops->accounts().all();
    if (words.format == "json") {
        nlohmann::ordered_json out = nlohmann::ordered_json::array();
        std::transform(all.begin(), all.end(), std::back_inserter(out), to_json);
        Output("").write(base::pretty_json(out) + "\n");
        return Exit::done;
    }
    for (const accounts::Account& account : all) {
        tell_of(account, audience);
    }
    if (all.empty()) {
        audience.complain(
            base::Text{"还没有账户；用 user add 建立", "there is no account yet; make one with user add"});
    }
    return Exit::done;
}

} // namespace

void look_at_store(const std::string& store) { store::open_store(store, store::Access::read_only); }

std::unique_ptr<ops::OpsStore> open_accounts(const std::string& store) {
    look_at_store(store);
    auto out = ops::OpsStore::open(store);
    if (out == nullptr) {
        throw base::InputError(
            {{"no-accounts",
              store,
              {"还没有账户；用 user add 建立", "there is no account yet; make one with user add"}}});
    }
    return out;
}

void add_user(CLI::App& app, const Audience& audience, Action& action) {
    const auto say = [&audience](const char* zh, const char* en) { return audience.say({zh, en}); };
    CLI::App* user = app.add_subcommand(
        "user", say("服务的账户、密码和令牌", "accounts, passwords and tokens of the server 账户"));
    user->require_subcommand(1);
    const auto words = std::make_shared<UserWords>();
    const auto command = [&](const char* verb, const std::string& about,
                             Exit (*run)(const UserWords&, const Audience&), bool has_name) {
        CLI::App* out = user->add_subcommand(verb, about);
        out->add_option("STORE", words->store, say("库", "the store"))->required();
        if (has_name) {
            out->add_option("NAME", words->name, say("账户名", "name of the account"))->required();
        }
        out->callback([words, run, &action] {
            action = [words, run](const Audience& reader) { return run(*words, reader); };
        });
        return out;
    };
    CLI::App* add =
        command("add",
                say("建立账户；密码由标准输入读取，可以不设",
                    "make an account; its password is read from standard input and may be left out"),
                run_add, true);
    choose_from(
        *add->add_option(
                "--role", words->role,
                say("角色：officer 承办、reviewer 审核、planner 规划、member 成员单位、partner 协作单位、"
                    "system 外部系统、security 安全管理、audit 审计",
                    "officer, reviewer, planner, member, partner, system, security or audit"))
             ->required(),
        {"officer", "reviewer", "planner", "member", "partner", "system", "security", "audit"});
    add->add_option(
        "--region", words->regions,
        say("所管地区的六位行政区划代码；不给则不限", "six-digit codes of its regions; none: everywhere"));
    command("disable",
            say("停用账户：登录和令牌立即失效", "disable one: its sessions end, its tokens do nothing"),
            run_disable, true);
    command("enable", say("恢复停用的账户", "enable one again"), run_enable, true);
    command("passwd", say("更改密码，由标准输入读取", "change a password, read from standard input"),
            run_passwd, true);
    choose_from(*command("list", say("列出账户", "list the accounts"), run_list, false)
                     ->add_option("--format", words->format, say("输出格式", "form of the output")),
                {"text", "json"});
    add_user_token(*user, audience, action);
    add_user_log(*user, audience, action);
}

} // namespace liangxian::cli
