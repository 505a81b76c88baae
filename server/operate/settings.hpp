// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/text.hpp"
#include "server/operate/options.hpp"
#include "server/operate/said.hpp"

#include <optional>
#include <string>
#include <vector>

namespace liangxian::operate {

/// Something that can be set, with the same name and the same values on the command line (`--NAME VALUE`)
/// and in the configuration file (`NAME = VALUE`).
struct Setting {
    const char* name;
    bool may_repeat; ///< each adds to the one before
    bool is_flag;    ///< `--NAME` alone means `true`
    /// Takes a value. \returns what is allowed, when it is not
    std::optional<base::Text> (*take)(ServeOptions& options, const Said& said);
};

/// All there are, in the order in which they are told.
const std::vector<Setting>& settings();

/// Puts what was said into the options. \returns all that is wrong with it: unknown names, wrong values, what
/// is said twice. Of those that may not repeat the last one counts.
base::Problems take_settings(ServeOptions& options, const std::vector<Said>& all);

} // namespace liangxian::operate
