// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace liangxian::http {

constexpr std::size_t kLongestTarget = 8192;
constexpr std::size_t kMostParameters = 64;

/// A request target (RFC 9112, origin form) taken apart.
struct Target {
    std::string path;
    std::vector<std::pair<std::string, std::string>> query;
};

/// Decodes percent signs once, and `+` in the query as a blank. Linear in the length.
/// \returns nothing for what is longer than kLongestTarget, has more than kMostParameters, does not begin
/// with a slash, has a broken escape, bytes that are no UTF-8, a control character, or a segment `.` or `..`
std::optional<Target> parse_target(std::string_view target);

} // namespace liangxian::http
