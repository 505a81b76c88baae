// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/audience.hpp"

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
    const bool chinese = asked.empty() ? locale_is_chinese() : asked == "zh";
    return Audience(chinese ? base::Language::zh : base::Language::en);
}

void Audience::tell(const base::Text& text) const { fmt::print(stdout, "{}\n", say(text)); }

void Audience::complain(const base::Text& text) const { fmt::print(stderr, "liangxian: {}\n", say(text)); }

void Audience::complain(const base::Problems& problems) const {
    for (const base::Problem& problem : problems) {
        fmt::print(stderr, "liangxian: [{}] {}{}{}\n", problem.code, problem.where,
                   problem.where.empty() ? "" : ": ", say(problem.message));
    }
}

Exit Audience::report(const base::Error& error) const {
    if (const auto* input = dynamic_cast<const base::InputError*>(&error)) {
        complain(input->problems());
    } else {
        fmt::print(stderr, "liangxian: [{}] {}\n", error.code(), say(error.message()));
    }
    return Exit::failed;
}

} // namespace liangxian::cli
