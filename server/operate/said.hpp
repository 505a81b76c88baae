// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/problem.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace liangxian::operate {

/// One setting as somebody wrote it, and where.
struct Said {
    std::string name; ///< `public-url`
    std::string value;
    std::string where;              ///< for people: `--threads x`, `server.conf:12 threads = x`
    std::filesystem::path folder{}; ///< relative paths begin there; empty: where the server was started
};

/// Reads the lines of a configuration file, `key = value`; `#` begins a line for people. A key may stand
/// again where that means one more (settings.hpp). Values are written without quotes.
/// \param file  its name in `where` of what is wrong
/// \param faults  gets `bad-config-line` for each line that cannot be read
std::vector<Said> config_lines(const std::string& text, const std::filesystem::path& file,
                               base::Problems& faults);

} // namespace liangxian::operate
