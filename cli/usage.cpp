// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/usage.hpp"

#include "core/app/jurisdiction.hpp"
#include "core/base/number.hpp"
#include "core/intake/encoding.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace liangxian::cli {
namespace {

/// Validators of CLI11 answer one string; ours hold both languages with this between them.
constexpr char kBetweenLanguages = '\x1f';

/// A longer list of words stands in the description.
constexpr std::size_t kLongestTypeName = 60;

std::string both(const base::Text& text) { return text.zh + kBetweenLanguages + text.en; }

/// The option a message of CLI11 begins with: "--near: …", "STORE is required", "--one excludes --each".
std::string option_in(const std::string& message) {
    return message.substr(0, std::min(message.find(": "), message.find(' ')));
}

std::string commands_of(const CLI::App& app) {
    std::vector<std::string> names;
    for (const CLI::App* command : app.get_subcommands({})) {
        names.push_back(command->get_name());
    }
    return fmt::format("{}", fmt::join(names, ", "));
}

/// The command that was being read when the words stopped making sense.
const CLI::App& deepest_parsed(const CLI::App& app) {
    const auto parsed = app.get_subcommands();
    return parsed.empty() ? app : deepest_parsed(*parsed.back());
}

base::Problem unknown_word(const std::string& word, const CLI::App& at) {
    if (word.rfind('-', 0) == 0) {
        return {"unknown-option",
                word,
                {fmt::format("没有选项 {}", word), fmt::format("there is no option {}", word)}};
    }
    if (!at.get_subcommands({}).empty()) {
        return {"unknown-command",
                word,
                {fmt::format("没有命令“{}”，可用：{}", word, commands_of(at)),
                 fmt::format("unknown command {}; choose one of: {}", word, commands_of(at))}};
    }
    return {"word-not-taken", word, {fmt::format("多余的“{}”", word), fmt::format("unexpected '{}'", word)}};
}

base::Problem missing(const std::string& name, const CLI::App& at) {
    if (name == "A") { // CLI11: "A subcommand is required"
        return {"command-missing",
                "",
                {"缺少命令，可用：" + commands_of(at),
                 "a command is missing; choose one of: " + commands_of(at)}};
    }
    return {"word-missing", name, {"缺少 " + name, name + " is missing"}};
}

base::Problem bad_value(const std::string& message) {
    const std::string name = option_in(message);
    const std::size_t colon = message.find(": ");
    const std::string said = colon == std::string::npos ? message : message.substr(colon + 2);
    const std::size_t bar = said.find(kBetweenLanguages);
    return bar == std::string::npos
               ? base::Problem{"bad-value", name, {"值有误", "the value is wrong"}}
               : base::Problem{"bad-value", name, {said.substr(0, bar), said.substr(bar + 1)}};
}

base::Problem wrong_count(const std::string& message) {
    const bool too_many = message.find("At Most") != std::string::npos;
    return {too_many ? "option-repeated" : "value-missing", option_in(message),
            too_many ? base::Text{"只能给出一次", "may be given once only"}
                     : base::Text{"缺少值", "its value is missing"}};
}

} // namespace

void speak(CLI::App& app, const Audience& audience) {
    app.set_help_flag("-h,--help", audience.say({"显示本说明", "show this help"}));
    app.get_formatter()->column_width(32);
    if (audience.language() != base::Language::zh) {
        return;
    }
    const std::vector<std::pair<const char*, const char*>> labels = {
        {"Usage", "用法"},          {"OPTIONS", "选项"},    {"SUBCOMMAND", "命令"}, {"SUBCOMMANDS", "命令"},
        {"Positionals", "参数"},    {"REQUIRED", "必填"},   {"TEXT", "文字"},       {"FLOAT", "数"},
        {"Excludes", "不与之同用"}, {"Needs", "须同时给出"}};
    for (const auto& [english, chinese] : labels) {
        app.get_formatter()->label(english, chinese);
    }
    app.option_defaults()->group("选项");
}

void speak_of_commands(CLI::App& app, const Audience& audience) {
    if (audience.language() != base::Language::zh) {
        return;
    }
    app.group("命令");
    app.get_help_ptr()->group("选项"); // made before option_defaults() reach it
    for (CLI::App* command : app.get_subcommands({})) {
        speak_of_commands(*command, audience);
    }
}

void choose_from(CLI::Option& option, const std::vector<std::string>& words) {
    const auto look = [words](const std::string& word) {
        if (std::find(words.begin(), words.end(), word) != words.end()) {
            return std::string();
        }
        const std::string list = fmt::format("{}", fmt::join(words, ", "));
        return both({fmt::format("“{}”不在可选的词中：{}", word, list),
                     fmt::format("'{}' is none of: {}", word, list)});
    };
    option.check(CLI::Validator(look, "", ""));
    const std::string all = fmt::format("{}", fmt::join(words, "|"));
    if (all.size() <= kLongestTypeName) {
        option.type_name(all);
    }
}

void take_metres(CLI::Option& option, double most) {
    const auto look = [most](std::string& word) {
        const auto metres = base::parse_number(word);
        if (metres && *metres >= 0 && *metres <= most) {
            word = base::shortest(*metres);
            return std::string();
        }
        return both({fmt::format("“{}”不是 0 到 {} 之间的米数", word, most),
                     fmt::format("'{}' is no number of metres from 0 to {}", word, most)});
    };
    option.transform(CLI::Validator(look, "", ""));
}

base::Problem problem_of(const CLI::ParseError& error, const CLI::App& app) {
    const std::string message = error.what();
    const CLI::App& at = deepest_parsed(app);
    const std::vector<std::string> left = app.remaining(true);
    const bool a_command_is_missing = !at.get_subcommands({}).empty();
    if (!left.empty() && (a_command_is_missing || dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr)) {
        return unknown_word(left.front(), at);
    }
    if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) {
        return missing(option_in(message), at);
    }
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
        return wrong_count(message);
    }
    if (dynamic_cast<const CLI::ExcludesError*>(&error) != nullptr) {
        const std::string other = message.substr(message.rfind(' ') + 1);
        return {"options-exclude",
                option_in(message),
                {fmt::format("不能与 {} 同用", other), fmt::format("cannot be used with {}", other)}};
    }
    return bad_value(message);
}

std::optional<int> epsg_word(const std::string& word, base::Problems& problems) {
    try {
        return app::parse_epsg(word);
    } catch (const base::InputError& error) {
        problems.insert(problems.end(), error.problems().begin(), error.problems().end());
        return std::nullopt;
    }
}

void look_at_encoding(const std::string& word, base::Problems& problems) {
    if (!word.empty() && !intake::is_known_encoding(word)) {
        problems.push_back(
            {"encoding-unknown",
             "--encoding",
             {fmt::format("不认识编码“{}”；应如 UTF-8、GBK、UTF-16", word),
              fmt::format("the encoding '{}' is not known; write UTF-8, GBK or UTF-16", word)}});
    }
}

void throw_if_any(base::Problems problems) {
    if (!problems.empty()) {
        throw base::UsageError(std::move(problems));
    }
}

} // namespace liangxian::cli
