// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/problem.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace liangxian::app {

/// A version of a zone as people name it: `Z1@2`, or `Z1` for the one that is meant.
struct VersionName {
    std::string zone_id;
    std::optional<int> version;

    std::string to_string() const;
};

/// \returns nothing for a text that names none
std::optional<VersionName> parse_version_name(std::string_view text);

/// The zones of a notice: one name a line, or the first column of a CSV; empty lines, lines beginning with #
/// and a heading `zone` or `zone_id` are passed over. Every line that names none is a problem with its
/// number. \throws base::FileError when the file cannot be read
base::Result<std::vector<VersionName>> read_version_list(const std::filesystem::path& file);

} // namespace liangxian::app
