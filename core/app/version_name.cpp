// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/version_name.hpp"

#include "core/base/file.hpp"

#include <fmt/format.h>

#include <charconv>

namespace liangxian::app {
namespace {

constexpr std::size_t kLargestList = 8u << 20;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlank = " \t\r\"";
    const std::size_t first = text.find_first_not_of(kBlank);
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

bool is_passed_over(std::string_view word, std::size_t line) {
    const bool is_heading = line == 1 && (word == "zone" || word == "zone_id" || word == "界线编号");
    return word.empty() || word.front() == '#' || is_heading;
}

} // namespace

std::string VersionName::to_string() const {
    return version ? fmt::format("{}@{}", zone_id, *version) : zone_id;
}

std::optional<VersionName> parse_version_name(std::string_view text) {
    const std::size_t at = text.rfind('@');
    if (at == std::string_view::npos) {
        return text.empty() ? std::nullopt : std::optional(VersionName{std::string(text), std::nullopt});
    }
    int version = 0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data() + at + 1, end, version);
    if (at == 0 || read.ec != std::errc() || read.ptr != end || version < 1) {
        return std::nullopt;
    }
    return VersionName{std::string(text.substr(0, at)), version};
}

base::Result<std::vector<VersionName>> read_version_list(const std::filesystem::path& file) {
    const std::string all = base::read_file(file, kLargestList);
    std::string_view rest = all;
    if (rest.substr(0, kByteOrderMark.size()) == kByteOrderMark) {
        rest.remove_prefix(kByteOrderMark.size());
    }
    std::vector<VersionName> out;
    base::Problems problems;
    for (std::size_t line = 1; !rest.empty(); ++line) {
        const std::size_t end = rest.find('\n');
        const std::string_view row = rest.substr(0, end);
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        const std::string_view word = trimmed(row.substr(0, row.find(',')));
        if (is_passed_over(word, line)) {
            continue;
        }
        if (const auto name = parse_version_name(word)) {
            out.push_back(*name);
        } else {
            problems.push_back({"version-name-wrong",
                                fmt::format("{}:{}", file.filename().string(), line),
                                {fmt::format("“{}”应写作 界线编号@版本", word),
                                 fmt::format("'{}' must be written as ZONE@VERSION", word)}});
        }
    }
    if (out.empty() && problems.empty()) {
        problems.push_back({"list-empty", file.filename().string(), {"清单为空", "the list names no zone"}});
    }
    return problems.empty() ? base::Result<std::vector<VersionName>>(std::move(out))
                            : base::Result<std::vector<VersionName>>(std::move(problems));
}

} // namespace liangxian::app
