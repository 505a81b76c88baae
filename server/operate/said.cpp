// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/operate/said.hpp"

#include <fmt/format.h>

#include <sstream>
#include <string_view>

namespace liangxian::operate {
namespace {

constexpr std::string_view kBlanks = " \t\r";

std::string trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos) {
        return {};
    }
    return std::string(text.substr(first, text.find_last_not_of(kBlanks) + 1 - first));
}

bool is_quoted(const std::string& value) {
    return value.size() > 1 && (value.front() == '"' || value.front() == '\'') &&
           value.back() == value.front();
}

} // namespace

std::vector<Said> config_lines(const std::string& text, const std::filesystem::path& file,
                               base::Problems& faults) {
    std::vector<Said> out;
    std::istringstream lines(text.rfind("\xEF\xBB\xBF", 0) == 0 ? text.substr(3) : text);
    const std::filesystem::path folder = std::filesystem::absolute(file).parent_path();
    std::size_t number = 0;
    for (std::string line; std::getline(lines, line);) {
        const std::string all = trimmed(line);
        ++number;
        if (all.empty() || all.front() == '#') {
            continue;
        }
        const std::string where = fmt::format("{}:{} {}", file.filename().string(), number, all);
        const std::size_t equals = all.find('=');
        const std::string name = trimmed(all.substr(0, equals));
        const std::string value = equals == std::string::npos ? "" : trimmed(all.substr(equals + 1));
        if (name.empty() || value.empty() || is_quoted(value)) {
            faults.push_back({"bad-config-line",
                              where,
                              {"应为 键 = 值，值不加引号；# 开头的行为注释",
                               "must be KEY = VALUE, the value without quotes; lines that begin with # are "
                               "for people"}});
        } else {
            out.push_back({name, value, where, folder});
        }
    }
    return out;
}

} // namespace liangxian::operate
