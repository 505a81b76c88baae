// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/audience.hpp"

#include "core/base/shown.hpp"

#include <fmt/format.h>

#include <cstdlib>

namespace liangxian::cli {
namespace {

bool locale_is_chinese() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value = std::getenv(name);
        if (value != nullptr && *value != '\0') {
            return std::string(value).rfind("zh", 0) == 0;
        }
    }
    return false;
}

} // namespace

Audience Audience::from(const std::string& asked) {
    const bool chinese = asked == "zh" || (asked != "en" && locale_is_chinese());
    return Audience(chinese ? base::Language::zh : base::Language::en);
}

Audience Audience::of(int argc, const char* const* argv) {
    std::string asked;
    const std::string option = "--lang";
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        if (word == option && i + 1 < argc) {
            asked = argv[i + 1];
        } else if (word.rfind(option + "=", 0) == 0) {
            asked = word.substr(option.size() + 1);
        }
    }
    return from(asked);
}

void Audience::tell(const base::Text& text) const { fmt::print(stdout, "{}\n", base::shown(say(text))); }

void Audience::complain(const base::Text& text) const {
    fmt::print(stderr, "liangxian: {}\n", base::shown(say(text)));
}

void Audience::complain(const base::Problem& problem) const {
    const std::string where = problem.where.empty() ? "" : problem.where + say({"：", ": "});
    complain(base::Text{fmt::format("[{}] {}{}", problem.code, where, problem.message.zh),
                        fmt::format("[{}] {}{}", problem.code, where, problem.message.en)});
}

void Audience::complain(const base::Problems& problems) const {
    for (const base::Problem& problem : problems) {
        complain(problem);
    }
}

Exit Audience::report(const base::Error& error) const {
    if (const auto* input = dynamic_cast<const base::InputError*>(&error)) {
        complain(input->problems());
    } else {
        complain(base::Problem{error.code(), "", error.message()});
    }
    return dynamic_cast<const base::UsageError*>(&error) != nullptr ? Exit::usage : Exit::failed;
}

} // namespace liangxian::cli
